/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-ledger-page.h"

#include <glib/gi18n-lib.h>

#include "jz-columns.h"
#include "jz-compat-file.h"
#include "jz-compat.h"
#include "jz-date.h"
#include "jz-ledger-form.h"
#include "jz-ledger-sheet.h"
#include "jz-money.h"
#include "jz-picker.h"
#include "jz-preview.h"
#include "jz-progress-strip.h"
#include "jz-year-closing.h"

struct _JzLedgerPage
{
  GtkBox           parent_instance;
  JzLedgerKind     kind;
  JzSession       *session;
  JzStore         *store;
  gulong           changed_id;
  GCancellable    *cancellable;
  GtkWidget       *tools;
  GtkWidget       *year;
  GtkWidget       *place, *person;
  GtkColumnViewColumn *duty; /* shown in a teacher's ledger; owned by the table */
  JzYearClosing   *closing;
  JzProgressStrip *strip;
  AdwToastOverlay *toasts;
  GListStore      *lines;
  GPtrArray       *rows;
  GtkWidget       *sums;
};

G_DEFINE_FINAL_TYPE (JzLedgerPage, jz_ledger_page, GTK_TYPE_BOX)

static const char *
title_of (JzLedgerKind kind)
{
  static const char *const titles[] = { N_("General ledger"), N_("Subsidiary ledger"), N_("Room ledger"),
                                        N_("Consumables ledger"), N_("Teacher's ledger") };

  return g_dgettext (GETTEXT_PACKAGE, titles[kind]);
}

/* Reading. */

typedef struct
{
  JzLedgerPage *page;
  JzLedgerKind  kind;
  JzLedgerQuery query;
  char         *title;
  GPtrArray    *rows;
  char         *path;   /* to be exported */
  JzPages      *pages;  /* to be printed */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->pages, jz_pages_unref);
  g_free (self->path);
  g_free (self->title);
  g_object_unref (self->page);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  self->rows = jz_ledger_read (connection, self->kind, &self->query, error);
  if (self->rows == NULL || self->path == NULL)
    return self->rows != NULL;
  return jz_ledger_write_sheet (self->rows, self->title, self->path, error);
}

static gboolean
print_read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading  *self = data;
  JzReport *report = jz_ledger_form_new (connection, self->kind, &self->query, error);

  self->pages = report != NULL ? jz_pages_from_report (report, self->title, error) : NULL;
  return self->pages != NULL;
}

static Reading *
reading_new (JzLedgerPage *self)
{
  Reading *reading = g_new0 (Reading, 1);
  int      year = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->year));

  reading->page = g_object_ref (self);
  reading->kind = self->kind;
  reading->query = (JzLedgerQuery){ .year = year, .place = jz_picker_get_id (JZ_PICKER (self->place)) };
  if (self->kind == JZ_LEDGER_TEACHER)
    reading->query.person = jz_picker_get_id (JZ_PICKER (self->person));
  reading->title = g_strdup_printf ("%s %d", title_of (self->kind), year);
  return reading;
}

static void
tell (JzLedgerPage *self, const char *sentence)
{
  g_autofree char *plain = g_markup_escape_text (sentence, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (plain));
}

static void
tell_error (JzLedgerPage *self, const GError *error)
{
  g_autofree char *with_sign = g_strdup_printf ("✗ %s", error->message);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (self, with_sign);
}

/* What the ledger is of is not said yet. */
static gboolean
is_nobodys (JzLedgerPage *self)
{
  return (self->kind == JZ_LEDGER_ROOM && jz_picker_get_id (JZ_PICKER (self->place)) == 0) ||
         (self->kind == JZ_LEDGER_TEACHER && jz_picker_get_id (JZ_PICKER (self->person)) == 0);
}

static void
show_sums (JzLedgerPage *self)
{
  gint64           value = 0;
  guint            n = self->rows != NULL ? self->rows->len : 0;
  g_autofree char *rows = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row", "%u rows", n), n);
  g_autofree char *money = NULL, *text = NULL;

  for (guint i = 0; i < n; i++)
    value += ((JzLedgerRow *) g_ptr_array_index (self->rows, i))->value;
  money = jz_money_format (value);
  text = g_strdup_printf (_("%s      Worth %s yuan"), rows, money);
  gtk_label_set_text (GTK_LABEL (self->sums),
                      !is_nobodys (self)             ? text :
                      self->kind == JZ_LEDGER_ROOM ? _("Choose a place: a room ledger is kept for one") :
                                                     _("Choose a person: what the person keeps, and what was issued or lent to the person"));
}

/* One emission for all that goes and one for all that comes: a list in one asks for every row. */
static void
show_rows (JzLedgerPage *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->rows != NULL && i < self->rows->len; i++)
    g_ptr_array_add (lines, jz_ledger_line_new (self->rows, i));
  g_list_store_remove_all (self->lines);
  g_list_store_splice (self->lines, 0, 0, lines->pdata, lines->len);
  show_sums (self);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError)  error = NULL;
  JzLedgerPage       *self = reading->page;

  if (self->lines == NULL || self->store == NULL)
    return;
  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    {
      tell_error (self, error);
      return;
    }
  jz_progress_strip_end (self->strip);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_steal_pointer (&reading->rows);
  show_rows (self);
}

static void
stop (JzLedgerPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
ask (JzLedgerPage *self)
{
  Reading *reading;

  stop (self);
  jz_year_closing_set_year (self->closing, gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->year)));
  if (self->store == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (is_nobodys (self))
    {
      g_clear_pointer (&self->rows, g_ptr_array_unref);
      show_rows (self);
      return;
    }
  reading = reading_new (self);
  self->cancellable = g_cancellable_new ();
  jz_progress_strip_begin (self->strip, NULL, NULL);
  jz_store_read (self->store, read_cb, reading, NULL, self->cancellable, read_done_cb, reading);
}

void
jz_ledger_page_set_kind (JzLedgerPage *self, JzLedgerKind kind)
{
  self->kind = kind;
  gtk_widget_set_visible (self->place, kind != JZ_LEDGER_GENERAL && kind != JZ_LEDGER_TEACHER);
  gtk_widget_set_visible (self->person, kind == JZ_LEDGER_TEACHER);
  gtk_column_view_column_set_visible (self->duty, kind == JZ_LEDGER_TEACHER);
  if (!gtk_widget_get_visible (self->place))
    jz_picker_set (JZ_PICKER (self->place), 0, NULL);
  ask (self);
}

void
jz_ledger_page_set_session (JzLedgerPage *self, JzSession *session)
{
  JzStore *store = session != NULL ? jz_session_get_store (session) : NULL;

  stop (self);
  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_set_object (&self->session, session);
  g_set_object (&self->store, store);
  jz_picker_set_store (JZ_PICKER (self->place), store);
  jz_picker_set_store (JZ_PICKER (self->person), store);
  jz_year_closing_set_session (self->closing, session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  show_rows (self);
  if (store == NULL)
    return;
  self->changed_id = g_signal_connect_swapped (store, "changed", G_CALLBACK (ask), self);
  ask (self);
}

void
jz_ledger_page_add_tool (JzLedgerPage *self, GtkWidget *widget)
{
  gtk_box_prepend (GTK_BOX (self->tools), widget);
}

/* Output. */

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError)  error = NULL;
  JzLedgerPage       *self = reading->page;
  GtkRoot            *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->strip != NULL)
    jz_progress_strip_end (self->strip);
  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    tell_error (self, error);
  else if (GTK_IS_WINDOW (root) && self->session != NULL)
    jz_preview_present (GTK_WINDOW (root), self->session, reading->pages);
}

static void
print_cb (JzLedgerPage *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Reading *reading;

  if (self->store == NULL || is_nobodys (self))
    return;
  reading = reading_new (self);
  jz_progress_strip_begin (self->strip, _("Laying out pages"), cancellable);
  jz_store_read (self->store, print_read_cb, reading, NULL, cancellable, printed_cb, reading);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError)  error = NULL;

  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    tell_error (reading->page, error);
  else
    {
      g_autofree char *name = g_path_get_basename (reading->path);
      g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row written to %s",
                                                             "%u rows written to %s", reading->rows->len),
                                                reading->rows->len, name);

      tell (reading->page, words);
    }
}

static void
file_chosen_cb (const char *path, gpointer data)
{
  JzLedgerPage *self = data;
  Reading      *reading;

  if (self->store == NULL)
    return;
  reading = reading_new (self);
  reading->path = g_strdup (path);
  jz_store_read (self->store, read_cb, reading, NULL, NULL, exported_cb, reading);
}

static void
export_cb (JzLedgerPage *self)
{
  static const char *const patterns[] = { "*.xlsx", NULL };
  g_autofree char *name = g_strdup_printf ("%s %d.xlsx", title_of (self->kind),
                                           gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->year)));
  const JzCompatFileChoice choice = { JZ_CHOOSE_SAVE, _("Export"), name, _("Spreadsheets"), patterns };

  jz_compat_choose_file (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &choice, file_chosen_cb,
                         g_object_ref (self), g_object_unref);
}

/* The table. */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), 2);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), jz_ledger_column_is_number (GPOINTER_TO_INT (data)) ? 1 : 0);
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  g_autofree char *text = jz_ledger_line_text (gtk_list_item_get_item (item), GPOINTER_TO_INT (data));

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)), text);
}

/* Titles of numbers stand over their digits. */
static void
align_titles (GtkWidget *view)
{
  GtkWidget *header = gtk_widget_get_first_child (view);
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  for (int c = 0; title != NULL && c < JZ_N_LEDGER_COLUMNS; c++, title = gtk_widget_get_next_sibling (title))
    if (jz_ledger_column_is_number (c) && gtk_widget_get_first_child (title) != NULL)
      gtk_widget_set_halign (gtk_widget_get_first_child (title), GTK_ALIGN_END);
}

static GtkWidget *
make_table (JzLedgerPage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view;

  self->lines = g_list_store_new (JZ_TYPE_LEDGER_LINE);
  view =
    gtk_column_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->lines)))));
  gtk_widget_add_css_class (view, "jz-table");
  jz_compat_name (view, _("Ledger of a year"));
  for (int c = 0; c < JZ_N_LEDGER_COLUMNS; c++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (jz_ledger_column_title (c), factory);

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (c));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GINT_TO_POINTER (c));
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, jz_ledger_column_width (c) == 0);
      if (jz_ledger_column_width (c) > 0)
        gtk_column_view_column_set_fixed_width (column, (int) (jz_ledger_column_width (c) * jz_columns_text_scale ()));
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
      if (c == JZ_LEDGER_DUTY)
        self->duty = column;
    }
  align_titles (view);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, scroller);
  gtk_widget_set_vexpand (GTK_WIDGET (self->toasts), TRUE);
  return GTK_WIDGET (self->toasts);
}

static GtkWidget *
make_tools (JzLedgerPage *self)
{
  GtkWidget *export = gtk_button_new_with_label (_("Spreadsheet…"));
  GtkWidget *print = gtk_button_new_with_label (_("Print…"));
  GtkWidget *room = gtk_label_new (NULL);
  int        year, month, day;

  jz_date_get (jz_date_today (), &year, &month, &day);
  self->tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->tools, "jz-tools");
  self->year = gtk_spin_button_new_with_range (1990, year, 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->year), year);
  jz_compat_name (self->year, _("Year"));
  g_signal_connect_swapped (self->year, "value-changed", G_CALLBACK (ask), self);
  self->place = GTK_WIDGET (jz_picker_new ("places", _("Place"), _("All places")));
  gtk_widget_set_size_request (self->place, 200, -1);
  g_signal_connect_swapped (self->place, "chosen", G_CALLBACK (ask), self);
  self->person = GTK_WIDGET (jz_picker_new ("people", _("Whose ledger"), _("Whose ledger")));
  gtk_widget_set_size_request (self->person, 200, -1);
  gtk_widget_set_visible (self->person, FALSE);
  g_signal_connect_swapped (self->person, "chosen", G_CALLBACK (ask), self);
  gtk_widget_set_hexpand (room, TRUE);
  g_signal_connect_swapped (export, "clicked", G_CALLBACK (export_cb), self);
  g_signal_connect_swapped (print, "clicked", G_CALLBACK (print_cb), self);
  gtk_box_append (GTK_BOX (self->tools), self->year);
  gtk_box_append (GTK_BOX (self->tools), self->place);
  gtk_box_append (GTK_BOX (self->tools), self->person);
  gtk_box_append (GTK_BOX (self->tools), room);
  gtk_box_append (GTK_BOX (self->tools), export);
  gtk_box_append (GTK_BOX (self->tools), print);
  self->closing = jz_year_closing_new ();
  gtk_box_append (GTK_BOX (self->tools), GTK_WIDGET (self->closing));
  return self->tools;
}

static void
jz_ledger_page_dispose (GObject *object)
{
  JzLedgerPage *self = JZ_LEDGER_PAGE (object);

  stop (self);
  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (jz_ledger_page_parent_class)->dispose (object);
}

static void
jz_ledger_page_class_init (JzLedgerPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_ledger_page_dispose;
}

static void
jz_ledger_page_init (JzLedgerPage *self)
{
  GtkWidget *status = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->strip = jz_progress_strip_new ();
  self->sums = gtk_label_new (NULL);
  gtk_widget_add_css_class (status, "jz-status");
  gtk_box_append (GTK_BOX (status), self->sums);
  gtk_box_append (GTK_BOX (self), make_tools (self));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (self), make_table (self));
  gtk_box_append (GTK_BOX (self), status);
  g_signal_connect (self, "map", G_CALLBACK (ask), NULL);
}

JzLedgerPage *
jz_ledger_page_new (void)
{
  return g_object_new (JZ_TYPE_LEDGER_PAGE, NULL);
}
