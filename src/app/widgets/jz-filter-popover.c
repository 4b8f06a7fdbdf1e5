/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-filter-popover.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"

/* What a column is compared with: one text, two bounds, or one of its words. */
typedef struct
{
  const JzListColumn *column;
  GtkWidget          *first;  /* entry, or the drop-down */
  GtkWidget          *second; /* entry of the upper bound, or NULL */
} Field;

struct _JzFilterPopover
{
  GtkPopover        parent_instance;
  const JzListSpec *spec;
  GArray           *fields;
  GtkWidget        *sentence;
  gboolean          clearing;
};

G_DEFINE_FINAL_TYPE (JzFilterPopover, jz_filter_popover, GTK_TYPE_POPOVER)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
changed_cb (JzFilterPopover *self)
{
  if (!self->clearing)
    g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
make_entry (JzFilterPopover *self, const JzListColumn *column, const char *placeholder)
{
  GtkWidget       *entry = gtk_entry_new ();
  const char      *title = g_dgettext (GETTEXT_PACKAGE, column->title);
  g_autofree char *label = g_strdup_printf ("%s: %s", title, placeholder);

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 9);
  gtk_widget_set_hexpand (entry, TRUE);
  jz_compat_name (entry, label);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed_cb), self);
  return entry;
}

static GtkWidget *
make_choice (JzFilterPopover *self, const JzListColumn *column)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  GtkWidget     *choice;

  gtk_string_list_append (words, _("Any"));
  for (const JzStatusWord *word = column->words; word->key != NULL; word++)
    gtk_string_list_append (words, g_dgettext (GETTEXT_PACKAGE, word->words));
  choice = gtk_drop_down_new (G_LIST_MODEL (words), NULL);
  jz_compat_name (choice, g_dgettext (GETTEXT_PACKAGE, column->title));
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (changed_cb), self);
  return choice;
}

static void
add_field (JzFilterPopover *self, GtkGrid *grid, int row, const JzListColumn *column)
{
  Field      field = { .column = column };
  GtkWidget *label = gtk_label_new (g_dgettext (GETTEXT_PACKAGE, column->title));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "jz-dim");
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  if (column->kind == JZ_COLUMN_STATUS)
    field.first = make_choice (self, column);
  else if (column->kind == JZ_COLUMN_TEXT || column->kind == JZ_COLUMN_CODE)
    field.first = make_entry (self, column, _("contains"));
  else
    {
      field.first = make_entry (self, column, _("from"));
      field.second = make_entry (self, column, _("to"));
      gtk_grid_attach (grid, field.second, 2, row, 1, 1);
    }
  gtk_grid_attach (grid, field.first, 1, row, field.second != NULL ? 1 : 2, 1);
  g_array_append_val (self->fields, field);
}

static guint
apply_entry (JzFilterPopover *self, JzListQuery *query, const JzListColumn *column, GtkWidget *entry, JzListOperator op)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  g_autoptr (GError) error = NULL;

  gtk_widget_remove_css_class (entry, "error");
  if (*text == '\0')
    return 0;
  if (jz_list_query_add_condition (query, column->id, op, text, &error))
    return 1;
  gtk_widget_add_css_class (entry, "error");
  gtk_label_set_text (GTK_LABEL (self->sentence), error->message);
  gtk_widget_set_visible (self->sentence, TRUE);
  return 0;
}

static guint
apply_field (JzFilterPopover *self, JzListQuery *query, const Field *field)
{
  guint chosen;

  if (field->column->kind == JZ_COLUMN_STATUS)
    {
      chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (field->first));
      return chosen > 0 && chosen != GTK_INVALID_LIST_POSITION &&
             jz_list_query_add_condition (query, field->column->id, JZ_LIST_IS, field->column->words[chosen - 1].key,
                                          NULL);
    }
  if (field->second == NULL)
    return apply_entry (self, query, field->column, field->first, JZ_LIST_CONTAINS);
  return apply_entry (self, query, field->column, field->first, JZ_LIST_FROM) +
         apply_entry (self, query, field->column, field->second, JZ_LIST_TO);
}

guint
jz_filter_popover_apply (JzFilterPopover *self, JzListQuery *query)
{
  guint n = 0;

  gtk_widget_set_visible (self->sentence, FALSE);
  for (guint i = 0; i < self->fields->len; i++)
    n += apply_field (self, query, &g_array_index (self->fields, Field, i));
  return n;
}

void
jz_filter_popover_clear (JzFilterPopover *self)
{
  self->clearing = TRUE;
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = &g_array_index (self->fields, Field, i);

      if (GTK_IS_DROP_DOWN (field->first))
        gtk_drop_down_set_selected (GTK_DROP_DOWN (field->first), 0);
      else
        gtk_editable_set_text (GTK_EDITABLE (field->first), "");
      if (field->second != NULL)
        gtk_editable_set_text (GTK_EDITABLE (field->second), "");
    }
  self->clearing = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
jz_filter_popover_finalize (GObject *object)
{
  g_array_unref (JZ_FILTER_POPOVER (object)->fields);
  G_OBJECT_CLASS (jz_filter_popover_parent_class)->finalize (object);
}

static void
jz_filter_popover_class_init (JzFilterPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jz_filter_popover_finalize;
  signals[CHANGED] =
    g_signal_new ("changed", JZ_TYPE_FILTER_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jz_filter_popover_init (JzFilterPopover *self)
{
  self->fields = g_array_new (FALSE, FALSE, sizeof (Field));
}

JzFilterPopover *
jz_filter_popover_new (const JzListSpec *spec)
{
  JzFilterPopover *self = g_object_new (JZ_TYPE_FILTER_POPOVER, NULL);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget       *grid = gtk_grid_new ();
  GtkWidget       *clear = gtk_button_new_with_label (_("Clear filters"));

  self->spec = spec;
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  for (int i = 0; spec->columns[i].id != NULL; i++)
    add_field (self, GTK_GRID (grid), i, &spec->columns[i]);
  self->sentence = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->sentence), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->sentence), 30);
  gtk_label_set_xalign (GTK_LABEL (self->sentence), 0);
  gtk_widget_set_visible (self->sentence, FALSE);
  gtk_widget_add_css_class (self->sentence, "jz-err");
  g_signal_connect_swapped (clear, "clicked", G_CALLBACK (jz_filter_popover_clear), self);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), self->sentence);
  gtk_box_append (GTK_BOX (box), clear);
  gtk_widget_add_css_class (GTK_WIDGET (self), "jz-filter");
  gtk_popover_set_child (GTK_POPOVER (self), box);
  return self;
}
