/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-import-faults.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include <string.h>

struct _JzImportFaults
{
  GtkWidget           parent_instance;
  GtkWidget          *box;
  GtkWidget          *title, *counts, *all;
  GtkWidget          *stack; /* the list, or that there is nothing to do */
  GtkSingleSelection *selection;
  JzImportDraft      *draft;
};

G_DEFINE_FINAL_TYPE (JzImportFaults, jz_import_faults, GTK_TYPE_WIDGET)

enum { ROW, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Mending. */

static void
mend (JzImportFaults *self, JzImportFault *fault, const char *text)
{
  if (fault->field >= 0 && *text != '\0')
    jz_import_draft_correct (self->draft, fault->row, fault->field, text);
}

static void
typed_cb (GtkEntry *entry, gpointer data)
{
  GtkWidget      *popover = gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_POPOVER);
  JzImportFaults *self = JZ_IMPORT_FAULTS (gtk_widget_get_ancestor (popover, JZ_TYPE_IMPORT_FAULTS));
  g_autoptr (JzImportFault) fault = g_object_ref (g_object_get_data (G_OBJECT (popover), "jz-fault"));
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));

  gtk_popover_popdown (GTK_POPOVER (popover));
  mend (self, fault, g_strstrip (text));
}

static void
closed_cb (GtkWidget *popover, gpointer data)
{
  gtk_widget_unparent (popover);
}

/* Asks what the cell should say. */
static void
fill_in (GtkWidget *button, JzImportFault *fault)
{
  GtkWidget  *popover = gtk_popover_new ();
  GtkWidget  *entry = gtk_entry_new ();
  const char *title = g_dgettext (GETTEXT_PACKAGE, jz_ledger_fields[fault->field].title);

  gtk_editable_set_text (GTK_EDITABLE (entry), fault->value);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), title);
  jz_compat_name (entry, title);
  g_object_set_data_full (G_OBJECT (popover), "jz-fault", g_object_ref (fault), g_object_unref);
  gtk_popover_set_child (GTK_POPOVER (popover), entry);
  gtk_widget_set_parent (popover, button);
  g_signal_connect (entry, "activate", G_CALLBACK (typed_cb), NULL);
  g_signal_connect_after (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (entry);
}

static void
remedy_cb (GtkWidget *button, GtkListItem *item)
{
  JzImportFaults *self = JZ_IMPORT_FAULTS (gtk_widget_get_ancestor (button, JZ_TYPE_IMPORT_FAULTS));
  g_autoptr (JzImportFault) fault = g_object_ref (gtk_list_item_get_item (item));

  g_signal_emit (self, signals[ROW], 0, fault->row);
  if (fault->remedy != NULL)
    mend (self, fault, fault->remedy);
  else
    fill_in (button, fault);
}

static void
all_cb (JzImportFaults *self)
{
  GListModel *faults = jz_import_draft_get_faults (self->draft);

  for (guint i = 0; i < g_list_model_get_n_items (faults); i++)
    {
      g_autoptr (JzImportFault) fault = g_list_model_get_item (faults, i);

      if (fault->remedy != NULL)
        mend (self, fault, fault->remedy);
    }
}

/* The list. */

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *button = gtk_button_new_with_label ("");

  gtk_box_append (GTK_BOX (row), gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (words), make_label ("jz-caption"));
  gtk_box_append (GTK_BOX (words), make_label (NULL));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), words);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), button);
  gtk_widget_add_css_class (row, "jz-import-fault");
  g_signal_connect (button, "clicked", G_CALLBACK (remedy_cb), item);
  gtk_list_item_set_child (item, row);
}

static void
bind_button (GtkWidget *button, JzImportFault *fault)
{
  g_autofree char *label = fault->remedy != NULL ? g_strdup_printf (_("Change to %s"), fault->remedy) : g_strdup (_("Fill in…"));

  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_widget_set_visible (button, fault->field >= 0 && (fault->remedy != NULL || !fault->warning));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  JzImportFault   *fault = gtk_list_item_get_item (item);
  GtkWidget       *sign = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget       *words = gtk_widget_get_next_sibling (sign);
  GtkWidget       *where = gtk_widget_get_first_child (words);
  const char      *field = fault->field >= 0 ? g_dgettext (GETTEXT_PACKAGE, jz_ledger_fields[fault->field].title) : NULL;
  g_autofree char *place = field != NULL ? g_strdup_printf (_("Row %u · %s"), fault->row, field) : g_strdup_printf (_("Row %u"), fault->row);
  gboolean         quotes = *fault->value != '\0' && strstr (fault->reason, fault->value) == NULL;
  g_autofree char *reason = quotes ? g_strdup_printf (_("“%s”: %s"), fault->value, fault->reason) : g_strdup (fault->reason);

  gtk_label_set_text (GTK_LABEL (sign), fault->warning ? "!" : "✗");
  gtk_widget_remove_css_class (sign, fault->warning ? "jz-err" : "jz-warn");
  gtk_widget_add_css_class (sign, fault->warning ? "jz-warn" : "jz-err");
  gtk_label_set_text (GTK_LABEL (where), place);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (where)), reason);
  gtk_widget_set_tooltip_text (words, reason);
  bind_button (gtk_widget_get_next_sibling (words), fault);
}

static void
selected_cb (JzImportFaults *self)
{
  JzImportFault *fault = gtk_single_selection_get_selected_item (self->selection);

  if (fault != NULL)
    g_signal_emit (self, signals[ROW], 0, fault->row);
}

/* Enter does what the button does where that needs no typing. */
static void
activate_cb (JzImportFaults *self, guint position)
{
  g_autoptr (JzImportFault) fault = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (fault != NULL && fault->remedy != NULL)
    mend (self, fault, fault->remedy);
}

static gboolean
has_remedy (GPtrArray *faults)
{
  for (guint i = 0; faults != NULL && i < faults->len; i++)
    if (((JzRowFault *) g_ptr_array_index (faults, i))->remedy != NULL)
      return TRUE;
  return FALSE;
}

void
jz_import_faults_refresh (JzImportFaults *self)
{
  const JzImportResult *result = jz_import_draft_get_result (self->draft);
  guint                 faults = result->rejects != NULL ? result->rejects->len : 0, warnings = result->warnings != NULL ? result->warnings->len : 0;
  g_autofree char      *counts = g_strdup_printf (_("%u faults · %u warnings"), faults, warnings);
  gboolean              can_mend = has_remedy (result->rejects) || has_remedy (result->warnings);

  gtk_label_set_text (GTK_LABEL (self->counts), counts);
  gtk_widget_set_sensitive (self->all, can_mend);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), faults + warnings > 0 ? "list" : "none");
}

void
jz_import_faults_set_draft (JzImportFaults *self, JzImportDraft *draft)
{
  g_set_object (&self->draft, draft);
  gtk_single_selection_set_model (self->selection, draft != NULL ? jz_import_draft_get_faults (draft) : NULL);
}

static void
jz_import_faults_dispose (GObject *object)
{
  JzImportFaults *self = JZ_IMPORT_FAULTS (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (jz_import_faults_parent_class)->dispose (object);
}

static void
jz_import_faults_class_init (JzImportFaultsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_import_faults_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[ROW] = g_signal_new ("row", JZ_TYPE_IMPORT_FAULTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkWidget *
make_list (JzImportFaults *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  GtkWidget          *list;

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  g_signal_connect_object (list, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (list, "jz-import-faults");
  jz_compat_name (list, _("Rows to deal with"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
make_head (JzImportFaults *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->title = make_label ("jz-title");
  self->counts = make_label ("jz-caption");
  self->all = gtk_button_new_with_label (_("Apply All Suggestions"));
  gtk_label_set_text (GTK_LABEL (self->title), _("Rows to deal with"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (self->all, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->all, "clicked", G_CALLBACK (all_cb), self);
  gtk_box_append (GTK_BOX (words), self->title);
  gtk_box_append (GTK_BOX (words), self->counts);
  gtk_box_append (GTK_BOX (head), words);
  gtk_box_append (GTK_BOX (head), self->all);
  gtk_widget_add_css_class (head, "jz-import-head");
  return head;
}

static void
jz_import_faults_init (JzImportFaults *self)
{
  GtkWidget *none = make_label ("jz-ok");

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->stack = gtk_stack_new ();
  gtk_label_set_text (GTK_LABEL (none), _("✓ Nothing is wrong with any row"));
  gtk_label_set_xalign (GTK_LABEL (none), 0.5f);
  gtk_widget_set_valign (none, GTK_ALIGN_START);
  gtk_widget_set_margin_top (none, 24);
  gtk_stack_add_named (GTK_STACK (self->stack), make_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), none, "none");
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

JzImportFaults *
jz_import_faults_new (void)
{
  return g_object_new (JZ_TYPE_IMPORT_FAULTS, NULL);
}
