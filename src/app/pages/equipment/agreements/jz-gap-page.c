/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-gap-page.h"

#include <glib/gi18n-lib.h>

#include "jz-compat-file.h"
#include "jz-compat.h"
#include "jz-gap-aside.h"
#include "jz-gap-form.h"
#include "jz-gap-table.h"
#include "jz-preview.h"
#include "jz-progress-strip.h"
#include "jz-stack.h"

struct _JzGapPage
{
  GtkBox           parent_instance;
  JzSession       *session;
  JzStore         *store;
  gulong           changed_id;
  GCancellable    *cancellable;
  GtkWidget       *stack;                      /* "none": no standard; "rows" */
  GtkWidget       *standard, *subject, *lacking, *request;
  JzProgressStrip *strip;
  JzGapTable      *table;
  JzGapAside      *aside;
  GtkWidget       *sums;
  GPtrArray       *rows;                       /* of JzGapRow: all */
  GPtrArray       *asked, *shown;              /* of them: of what is chosen; of these what is shown */
  JzSheetFormat    format;                     /* of the file that is being chosen */
  gboolean         filling;
};

G_DEFINE_FINAL_TYPE (JzGapPage, jz_gap_page, GTK_TYPE_BOX)

static void
tell_error (JzGapPage *self, const GError *error)
{
  if (self->session != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    jz_session_say_trouble (self->session, error->message);
}

/* What is shown. */

/* NULL: all. */
static const char *
choice_of (GtkWidget *choice)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (choice));
  guint       i = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));

  return i > 0 && i != GTK_INVALID_LIST_POSITION ? gtk_string_list_get_string (GTK_STRING_LIST (model), i) : NULL;
}

static gboolean
is_asked (JzGapPage *self, const JzGapRow *row)
{
  const char      *standard = choice_of (self->standard), *subject = choice_of (self->subject);
  g_autofree char *of = jz_gap_row_text (row, JZ_GAP_STANDARD);

  return (standard == NULL || g_str_equal (of, standard)) && (subject == NULL || g_str_equal (row->subject, subject));
}

static void
drop_shown (JzGapPage *self)
{
  g_clear_pointer (&self->asked, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
}

static void
show_rows (JzGapPage *self)
{
  g_autofree char *words = NULL;
  gboolean         lacking;

  if (self->filling || self->rows == NULL)
    return;
  lacking = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->lacking));
  drop_shown (self);
  self->asked = g_ptr_array_new ();
  self->shown = g_ptr_array_new ();
  for (guint i = 0; i < self->rows->len; i++)
    {
      JzGapRow *row = g_ptr_array_index (self->rows, i);

      if (!is_asked (self, row))
        continue;
      g_ptr_array_add (self->asked, row);
      if (!lacking || row->lacking > 0)
        g_ptr_array_add (self->shown, row);
    }
  words = jz_gap_words (self->asked);
  gtk_label_set_text (GTK_LABEL (self->sums), words);
  jz_gap_aside_set_subjects (self->aside, self->asked);
  jz_gap_table_set_rows (self->table, self->rows, self->shown);
}

/* The names that there are, in the order of the rows; what was chosen stays. */
static void
fill_choice (JzGapPage *self, GtkWidget *choice, const char *all, JzGapColumn column)
{
  g_autoptr (GHashTable)    seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *const[]){ all, NULL });
  g_autofree char          *chosen = g_strdup (choice_of (choice));
  guint                     selected = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      char *name = jz_gap_row_text (g_ptr_array_index (self->rows, i), column);

      if (!g_hash_table_contains (seen, name) && name[0] != '\0')
        {
          gtk_string_list_append (names, name);
          if (g_strcmp0 (name, chosen) == 0)
            selected = g_list_model_get_n_items (G_LIST_MODEL (names)) - 1;
        }
      g_hash_table_add (seen, name);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (choice), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
}

static void
take_rows (JzGapPage *self, GPtrArray *rows)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = rows;
  self->filling = TRUE;
  fill_choice (self, self->standard, _("All standards"), JZ_GAP_STANDARD);
  fill_choice (self, self->subject, _("All subjects"), JZ_GAP_SUBJECT);
  self->filling = FALSE;
  show_rows (self);
}

/* Reading. */

typedef struct
{
  JzGapPage    *page;
  GPtrArray    *rows, *asked, *shown;
  JzSheetFormat format;
  char         *school, *subtitle, *path;
  JzPages      *pages;
} Work;

static void
work_free (Work *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->asked, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->pages, jz_pages_unref);
  g_free (self->school);
  g_free (self->subtitle);
  g_free (self->path);
  g_object_unref (self->page);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  work->rows = jz_gap_read (connection, &(JzGapQuery){ 0 }, error);
  return work->rows != NULL;
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Work)   work = data;
  g_autoptr (GError) error = NULL;
  JzGapPage         *self = work->page;

  if (self->store != JZ_STORE (source))
    return;
  if (!jz_store_read_finish (self->store, result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        jz_progress_strip_end (self->strip);
      tell_error (self, error);
      return;
    }
  jz_progress_strip_end (self->strip);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), work->rows->len > 0 ? "rows" : "none");
  take_rows (self, g_steal_pointer (&work->rows));
}

static void
stop (JzGapPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
ask (JzGapPage *self)
{
  Work *work;

  stop (self);
  if (self->store == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  work = g_new0 (Work, 1);
  work->page = g_object_ref (self);
  self->cancellable = g_cancellable_new ();
  jz_progress_strip_begin (self->strip, NULL, NULL);
  jz_store_read (self->store, read_cb, work, NULL, self->cancellable, read_done_cb, work);
}

void
jz_gap_page_set_session (JzGapPage *self, JzSession *session)
{
  JzStore *store = session != NULL ? jz_session_get_store (session) : NULL;

  stop (self);
  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_set_object (&self->session, session);
  g_set_object (&self->store, store);
  take_rows (self, g_ptr_array_new ());
  jz_gap_aside_set_session (self->aside, session);
  gtk_widget_set_visible (self->request, session != NULL && jz_session_may (session, "purchase.request"));
  if (store == NULL)
    return;
  self->changed_id = g_signal_connect_swapped (store, "changed", G_CALLBACK (ask), self);
  ask (self);
}

/* Output: of the rows that are shown. */

static Work *
output_new (JzGapPage *self)
{
  Work       *work = g_new0 (Work, 1);
  const char *standard = choice_of (self->standard), *subject = choice_of (self->subject);

  work->page = g_object_ref (self);
  work->rows = g_ptr_array_ref (self->rows);
  work->asked = g_ptr_array_ref (self->asked);
  work->shown = g_ptr_array_ref (self->shown);
  work->school = g_strdup (jz_session_get_school (self->session));
  work->subtitle = g_strdup_printf ("%s      %s", standard != NULL ? standard : _("All standards"),
                                    subject != NULL ? subject : _("All subjects"));
  return work;
}

static gboolean
lay_out_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  work->pages = jz_pages_from_report (jz_gap_form_new (work->shown, work->asked, work->school, work->subtitle),
                                      _("What the school lacks"), error);
  return work->pages != NULL;
}

static void
laid_out_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Work)   work = data;
  g_autoptr (GError) error = NULL;
  JzGapPage         *self = work->page;
  GtkRoot           *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->store != JZ_STORE (source))
    return;
  jz_progress_strip_end (self->strip);
  if (!jz_store_read_finish (self->store, result, &error))
    tell_error (self, error);
  else if (GTK_IS_WINDOW (root))
    jz_preview_present (GTK_WINDOW (root), self->session, work->pages);
}

static void
print_cb (JzGapPage *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Work *work;

  if (self->store == NULL || self->shown == NULL)
    return;
  work = output_new (self);
  jz_progress_strip_begin (self->strip, _("Laying out pages"), cancellable);
  jz_store_read (self->store, lay_out_cb, work, NULL, cancellable, laid_out_cb, work);
}

static gboolean
write_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  return jz_gap_write_sheet (work->shown, work->format, work->path, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Work)   work = data;
  g_autoptr (GError) error = NULL;
  JzGapPage         *self = work->page;

  if (self->store != JZ_STORE (source))
    return;
  if (!jz_store_read_finish (self->store, result, &error))
    tell_error (self, error);
  else
    {
      g_autofree char *name = g_path_get_basename (work->path);
      g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row written to %s",
                                                             "%u rows written to %s",
                                                             work->shown->len), work->shown->len, name);

      jz_session_say_done (self->session, words, 0);
    }
}

static void
file_chosen_cb (const char *path, gpointer data)
{
  JzGapPage *self = data;
  Work      *work;

  if (self->store == NULL || self->shown == NULL)
    return;
  work = output_new (self);
  work->path = g_strdup (path);
  work->format = self->format;
  jz_store_read (self->store, write_cb, work, NULL, NULL, written_cb, work);
}

static void
export (JzGapPage *self, JzSheetFormat format)
{
  static const char *const xlsx[] = { "*.xlsx", NULL }, *const csv[] = { "*.csv", NULL };
  gboolean                 is_csv = format == JZ_SHEET_FORMAT_CSV;
  g_autofree char         *name = g_strconcat (_("What the school lacks"), is_csv ? ".csv" : ".xlsx", NULL);
  const JzCompatFileChoice choice = { JZ_CHOOSE_SAVE, _("Export"), name, _("Spreadsheets"), is_csv ? csv : xlsx };

  self->format = format;
  jz_compat_choose_file (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &choice, file_chosen_cb,
                         g_object_ref (self),
                         g_object_unref);
}

static void
xlsx_cb (JzGapPage *self)
{
  export (self, JZ_SHEET_FORMAT_XLSX);
}

static void
csv_cb (JzGapPage *self)
{
  export (self, JZ_SHEET_FORMAT_CSV);
}

/* Widgets. */

static void
chosen_cb (JzGapPage *self)
{
  jz_gap_aside_set_row (self->aside, jz_gap_table_get_chosen (self->table));
}

/* Whatever is shown and lacks something. */
static void
request_cb (JzGapPage *self)
{
  GVariantBuilder ids;

  if (self->shown == NULL)
    return;
  g_variant_builder_init (&ids, G_VARIANT_TYPE ("ax"));
  for (guint i = 0; i < self->shown->len; i++)
    {
      const JzGapRow *row = g_ptr_array_index (self->shown, i);

      if (row->lacking > 0)
        g_variant_builder_add (&ids, "x", row->id);
    }
  gtk_widget_activate_action_variant (GTK_WIDGET (self), "purchase.from-gap", g_variant_builder_end (&ids));
}

static GtkWidget *
make_choice (JzGapPage *self, const char *all, const char *name)
{
  GtkWidget *choice = gtk_drop_down_new_from_strings ((const char *const[]){ all, NULL });

  jz_compat_name (choice, name);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (show_rows), self);
  return choice;
}

static GtkWidget *
make_tools (JzGapPage *self)
{
  static const struct { const char *title; void (*func) (JzGapPage *self);
  } outputs[] = { { N_("Spreadsheet…"), xlsx_cb }, { N_("CSV…"), csv_cb }, { N_("Print…"), print_cb } };
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *room = gtk_label_new (NULL);

  gtk_widget_add_css_class (tools, "jz-tools");
  self->standard = make_choice (self, _("All standards"), _("Standard"));
  self->subject = make_choice (self, _("All subjects"), _("Subject"));
  self->lacking = gtk_check_button_new_with_label (_("Only what lacks"));
  g_signal_connect_swapped (self->lacking, "toggled", G_CALLBACK (show_rows), self);
  gtk_widget_set_hexpand (room, TRUE);
  gtk_box_append (GTK_BOX (tools), self->standard);
  gtk_box_append (GTK_BOX (tools), self->subject);
  gtk_box_append (GTK_BOX (tools), self->lacking);
  gtk_box_append (GTK_BOX (tools), room);
  self->request = gtk_button_new_with_label (_("Make a purchase request"));
  gtk_widget_set_tooltip_text (self->request, _("For all that is shown and lacks something"));
  gtk_widget_add_css_class (self->request, "suggested-action");
  g_signal_connect_swapped (self->request, "clicked", G_CALLBACK (request_cb), self);
  gtk_box_append (GTK_BOX (tools), self->request);
  for (guint i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (g_dgettext (GETTEXT_PACKAGE, outputs[i].title));

      g_signal_connect_swapped (button, "clicked", G_CALLBACK (outputs[i].func), self);
      gtk_box_append (GTK_BOX (tools), button);
    }
  return tools;
}

static GtkWidget *
make_rows (JzGapPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *beside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *status = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->table = jz_gap_table_new ();
  self->aside = jz_gap_aside_new ();
  self->sums = gtk_label_new (NULL);
  g_signal_connect_object (self->table, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (status, "jz-status");
  gtk_box_append (GTK_BOX (status), self->sums);
  gtk_box_append (GTK_BOX (beside), GTK_WIDGET (self->table));
  gtk_box_append (GTK_BOX (beside), GTK_WIDGET (self->aside));
  gtk_box_append (GTK_BOX (box), make_tools (self));
  gtk_box_append (GTK_BOX (box), beside);
  gtk_box_append (GTK_BOX (box), status);
  return box;
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_label (_("Import a standard…"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "jz-equipment-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No standard is loaded"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("What the school lacks is counted against the equipment standard that it goes by."));
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.import-standard");
  g_object_bind_property (button, "sensitive", button, "visible", G_BINDING_SYNC_CREATE);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}

static void
jz_gap_page_dispose (GObject *object)
{
  JzGapPage *self = JZ_GAP_PAGE (object);

  stop (self);
  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  drop_shown (self);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (jz_gap_page_parent_class)->dispose (object);
}

static void
jz_gap_page_class_init (JzGapPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_gap_page_dispose;
}

static void
jz_gap_page_init (JzGapPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->strip = jz_progress_strip_new ();
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), make_rows (self), "rows");
  gtk_stack_add_named (GTK_STACK (self->stack), make_empty (), "none");
  jz_stack_hide_others (GTK_STACK (self->stack));
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (self), self->stack);
  g_signal_connect (self, "map", G_CALLBACK (ask), NULL);
}

JzGapPage *
jz_gap_page_new (void)
{
  return g_object_new (JZ_TYPE_GAP_PAGE, NULL);
}
