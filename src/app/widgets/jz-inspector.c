/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-inspector.h"

#include <glib/gi18n-lib.h>

#include "jz-columns.h"
#include "jz-compat.h"

#define MOST_BUTTONS 3
#define WIDEST       340 /* px: buttons side by side; more would take the room of the table */

struct _JzInspector
{
  GtkWidget  parent_instance;
  GtkWidget *scroller;
  GtkWidget *box;
  GtkWidget *close;
  GtkWidget *actions; /* of the present title; NULL before the first */
  guint      n_actions;
  GMenu     *more;    /* those that have no button; NULL before the first */
  GtkWidget *grid;    /* of the present group */
  GtkWidget *chips;   /* NULL before the first */
  char      *table;   /* whose files can be dropped here; NULL: none */
  gint64     file_row;
  int        row;
};

G_DEFINE_FINAL_TYPE (JzInspector, jz_inspector, GTK_TYPE_WIDGET)

enum { CLOSE, N_SIGNALS };
static guint signals[N_SIGNALS];

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
empty (JzInspector *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_first_child (self->box))
    gtk_box_remove (GTK_BOX (self->box), child);
  self->actions = NULL;
  self->n_actions = 0;
  self->more = NULL;
  self->grid = NULL;
  self->chips = NULL;
  g_clear_pointer (&self->table, g_free);
}

static GtkWidget *
make_title_row (JzInspector *self, const char *title, const char *badge)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = make_label (title, "jz-title");

  gtk_widget_add_css_class (row, "jz-title-row");
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_selectable (GTK_LABEL (name), TRUE);
  gtk_widget_set_can_focus (name, FALSE);
  gtk_box_append (GTK_BOX (row), name);
  if (badge != NULL && *badge != '\0')
    {
      GtkWidget *label = gtk_label_new (badge);

      gtk_widget_add_css_class (label, jz_status_class (badge));
      gtk_widget_add_css_class (label, "jz-caption");
      gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (row), label);
    }
  return row;
}

void
jz_inspector_clear (JzInspector *self, const char *sentence)
{
  GtkWidget *label = make_label (sentence, "jz-dim");

  empty (self);
  gtk_label_set_xalign (GTK_LABEL (label), 0.5f);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_top (label, 60);
  gtk_box_append (GTK_BOX (self->box), label);
}

void
jz_inspector_set_title (JzInspector *self, const char *title, const char *subtitle, const char *badge)
{
  empty (self);
  gtk_box_append (GTK_BOX (self->box), make_title_row (self, title, badge));
  if (subtitle != NULL && *subtitle != '\0')
    gtk_box_append (GTK_BOX (self->box), make_label (subtitle, "jz-subtitle"));
}

static void
add_to_menu (JzInspector *self, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  if (self->more == NULL)
    {
      g_autoptr (GMenu) menu = g_menu_new ();
      GtkWidget        *button = gtk_menu_button_new ();

      gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "jz-dots-symbolic");
      gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
      gtk_widget_set_tooltip_text (button, _("More"));
      jz_compat_name (button, _("More"));
      gtk_box_append (GTK_BOX (self->actions), button);
      self->more = menu;
    }
  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (self->more, item);
}

static gboolean
is_too_wide (GtkWidget *actions)
{
  int natural = 0;

  gtk_widget_measure (actions, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural > WIDEST;
}

void
jz_inspector_add_action (JzInspector *self, const char *label, const char *action, GVariant *target)
{
  GtkWidget *button;

  if (self->n_actions++ >= MOST_BUTTONS)
    {
      add_to_menu (self, label, action, target);
      return;
    }
  button = gtk_button_new_with_label (label);
  if (self->actions == NULL)
    {
      self->actions = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      gtk_widget_add_css_class (self->actions, "jz-actions");
      gtk_box_append (GTK_BOX (self->box), self->actions);
      gtk_widget_add_css_class (button, "suggested-action");
    }
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (self->actions), button);
  if (self->n_actions > 1 && is_too_wide (self->actions))
    {
      gtk_box_remove (GTK_BOX (self->actions), button);
      self->n_actions = MOST_BUTTONS;
      add_to_menu (self, label, action, target);
      return;
    }
  /* Once it is in the tree the action is looked for; where there is none the button stays insensitive. */
  g_object_bind_property (button, "sensitive", button, "visible", G_BINDING_SYNC_CREATE);
}

void
jz_inspector_add_group (JzInspector *self, const char *title, const char *note)
{
  GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = make_label (title, "jz-group");

  gtk_widget_add_css_class (line, "jz-line");
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (row), name);
  if (note != NULL)
    gtk_box_append (GTK_BOX (row), make_label (note, "jz-caption"));
  gtk_box_append (GTK_BOX (self->box), row);
  self->grid = gtk_grid_new ();
  self->row = 0;
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 3);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 10);
  gtk_widget_add_css_class (self->grid, "jz-facts");
  gtk_box_append (GTK_BOX (self->box), self->grid);
}

static GtkWidget *
add_label (JzInspector *self, const char *label)
{
  GtkWidget *widget = make_label (label, "jz-fact-label");

  gtk_widget_set_size_request (widget, (int) (76 * jz_columns_text_scale ()), -1);
  gtk_widget_set_valign (widget, GTK_ALIGN_BASELINE);
  gtk_grid_attach (GTK_GRID (self->grid), widget, 0, self->row, 1, 1);
  return widget;
}

void
jz_inspector_add_fact (JzInspector *self, const char *label, const char *value)
{
  GtkWidget *name, *text;

  if (value == NULL || *value == '\0')
    return;
  name = add_label (self, label);
  text = make_label (value, NULL);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_BASELINE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, name, NULL, -1);
  gtk_grid_attach (GTK_GRID (self->grid), text, 1, self->row++, 2, 1);
}

void
jz_inspector_add_entry (JzInspector *self, const char *label, const char *title, const char *subtitle,
                        const char *button, const char *action, GVariant *target)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (add_label (self, label), GTK_ALIGN_START);
  gtk_widget_add_css_class (box, "jz-entry");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), make_label (title, NULL));
  if (subtitle != NULL && *subtitle != '\0')
    gtk_box_append (GTK_BOX (box), make_label (subtitle, "jz-caption"));
  gtk_grid_attach (GTK_GRID (self->grid), box, 1, self->row, button != NULL ? 1 : 2, 1);
  if (button != NULL)
    {
      GtkWidget       *link = gtk_button_new_with_label (button);
      g_autofree char *name = g_strdup_printf ("%s: %s", button, title);

      gtk_widget_add_css_class (link, "jz-link");
      gtk_widget_set_valign (link, GTK_ALIGN_START);
      jz_compat_name (link, name);
      gtk_actionable_set_action_target_value (GTK_ACTIONABLE (link), target);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (link), action);
      gtk_grid_attach (GTK_GRID (self->grid), link, 2, self->row, 1, 1);
    }
  self->row++;
}

/* Chips. */

static void
add_to_chips (JzInspector *self, GtkWidget *chip)
{
  if (self->chips == NULL)
    {
      self->chips = gtk_flow_box_new ();
      gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->chips), GTK_SELECTION_NONE);
      gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->chips), 4);
      gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->chips), 4);
      gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->chips), 6);
      gtk_widget_add_css_class (self->chips, "jz-chips");
      gtk_box_append (GTK_BOX (self->box), self->chips);
    }
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  gtk_flow_box_insert (GTK_FLOW_BOX (self->chips), chip, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (chip), FALSE);
}

static GtkWidget *
make_chip_face (const char *icon, const char *label)
{
  GtkWidget *face = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_box_append (GTK_BOX (face), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (face), gtk_label_new (label));
  return face;
}

void
jz_inspector_add_chip (JzInspector *self, const char *icon, const char *label, const char *action, GVariant *target)
{
  GtkWidget *chip = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (chip), make_chip_face (icon, label));
  gtk_widget_add_css_class (chip, "jz-chip");
  jz_compat_name (chip, label);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (chip), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), action);
  add_to_chips (self, chip);
}

void
jz_inspector_add_chip_menu (JzInspector *self, const char *icon, const char *label, GMenuModel *menu)
{
  GtkWidget *chip = gtk_menu_button_new ();

  gtk_menu_button_set_child (GTK_MENU_BUTTON (chip), make_chip_face (icon, label));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (chip), menu);
  gtk_widget_add_css_class (chip, "jz-chip");
  jz_compat_name (chip, label);
  add_to_chips (self, chip);
}

/* Files. */

void
jz_inspector_set_files (JzInspector *self, const char *table, gint64 row)
{
  g_free (self->table);
  self->table = g_strdup (table);
  self->file_row = row;
}

gboolean
jz_inspector_paste (JzInspector *self)
{
  return self->table != NULL &&
         gtk_widget_activate_action (GTK_WIDGET (self), "attachment.paste", "(sx)", self->table, self->file_row);
}

static gboolean
dropped_cb (JzInspector *self, const GValue *value)
{
  GSList         *files = g_value_get_boxed (value);
  GVariantBuilder paths;

  if (self->table == NULL)
    return FALSE;
  g_variant_builder_init (&paths, G_VARIANT_TYPE ("as"));
  for (GSList *file = files; file != NULL; file = file->next)
    if (g_file_peek_path (file->data) != NULL)
      g_variant_builder_add (&paths, "s", g_file_peek_path (file->data));
  return gtk_widget_activate_action (GTK_WIDGET (self), "attachment.drop", "(sxas)", self->table, self->file_row, &paths);
}

static void
close_cb (JzInspector *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

void
jz_inspector_set_closable (JzInspector *self, gboolean closable)
{
  gtk_widget_set_visible (self->close, closable);
}

static void
jz_inspector_dispose (GObject *object)
{
  JzInspector *self = JZ_INSPECTOR (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->close, gtk_widget_unparent);
  g_clear_pointer (&self->table, g_free);
  G_OBJECT_CLASS (jz_inspector_parent_class)->dispose (object);
}

static void
jz_inspector_class_init (JzInspectorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_inspector_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "jz-inspector");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CLOSE] = g_signal_new ("close", JZ_TYPE_INSPECTOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jz_inspector_init (JzInspector *self)
{
  GtkDropTarget *drop;

  self->scroller = gtk_scrolled_window_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  self->close = gtk_button_new_from_icon_name ("jz-close-symbolic");
  gtk_widget_set_tooltip_text (self->close, _("Close"));
  gtk_widget_add_css_class (self->close, "flat");
  gtk_widget_set_halign (self->close, GTK_ALIGN_END);
  gtk_widget_set_valign (self->close, GTK_ALIGN_START);
  gtk_widget_set_visible (self->close, FALSE);
  g_signal_connect_swapped (self->close, "clicked", G_CALLBACK (close_cb), self);
  gtk_widget_set_parent (self->close, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  jz_compat_name (GTK_WIDGET (self), _("Details"));
}

JzInspector *
jz_inspector_new (void)
{
  return g_object_new (JZ_TYPE_INSPECTOR, NULL);
}
