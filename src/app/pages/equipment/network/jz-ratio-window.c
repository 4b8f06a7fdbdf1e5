/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-ratio-window.h"

#include <glib/gi18n-lib.h>

#include "jz-columns.h"
#include "jz-compat-file.h"
#include "jz-network-dialogs.h"
#include "jz-network-form.h"
#include "jz-preview.h"
#include "jz-ratio-table.h"
#include "jz-sheet-writer.h"

struct _JzRatioWindow
{
  AdwWindow       parent_instance;
  JzSession      *session;
  JzRatioShowFunc show;
  GObject        *data;
  GtkWidget      *figures;
  JzRatioTable   *table;
  GtkWidget      *trouble;
  const char     *ratio; /* whose rows are shown */
};

G_DEFINE_FINAL_TYPE (JzRatioWindow, jz_ratio_window, ADW_TYPE_WINDOW)

static void
say (JzRatioWindow *self, const char *sentence)
{
  g_autofree char *with_sign = sentence != NULL ? g_strdup_printf ("✗ %s", sentence) : NULL;

  gtk_label_set_text (GTK_LABEL (self->trouble), with_sign != NULL ? with_sign : "");
  gtk_widget_set_visible (self->trouble, sentence != NULL);
}

/* Reading. */

typedef struct
{
  JzRatioWindow *window;
  const char    *ratio;
  GPtrArray     *ratios, *rows;
  gboolean       of_rows; /* of a paper: the rows, else the figures */
  char          *path;   /* of a spreadsheet */
  JzPages       *pages;
} Reading;

static void
reading_free (Reading *self)
{
  g_clear_pointer (&self->ratios, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->pages, jz_pages_unref);
  g_free (self->path);
  g_object_unref (self->window);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  return (self->ratios = jz_ratio_read (connection, 0, error)) != NULL &&
         (self->rows = jz_ratio_rows (connection, self->ratio, 0, error)) != NULL;
}

static GtkWidget *
words_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static char *
verdict_words (const JzRatio *ratio)
{
  if (ratio->verdict == JZ_RATIO_NO_DATA)
    return g_strdup (_("? no data"));
  if (ratio->verdict == JZ_RATIO_ENOUGH)
    return g_strdup (_("✓ enough"));
  return g_strdup_printf (_("✗ %d more are needed"), (int) ratio->lacking);
}

static const char *
stage_words (const char *stage)
{
  static const struct
  {
    const char *stage, *words;
  } all[] = {
    { "kindergarten", N_("Kindergarten") }, { "primary", N_("Primary") }, { "junior", N_("Junior") },
    { "senior", N_("Senior") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].stage, stage))
      return g_dgettext (GETTEXT_PACKAGE, all[i].words);
  return stage;
}

/* Name and value, the counts behind it, target and verdict; of a stage a line below its school's. */
static GtkWidget *
make_figure (const JzRatio *ratio)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *value = jz_ratio_value_words (ratio), *counts = jz_ratio_count_words (ratio),
                           *target = jz_ratio_target_words (ratio);
  g_autofree char *verdict = verdict_words (ratio), *against = g_strdup_printf ("%s · %s", counts, target);
  g_autofree char *unknown = g_strdup_printf (_("! not known of %u"), ratio->unknown);
  GtkWidget       *name = words_new (ratio->stage != NULL ? stage_words (ratio->stage) : jz_ratio_words (ratio->ratio),
                                     ratio->stage != NULL ? "jz-dim" : NULL);
  GtkWidget       *judged = words_new (verdict, jz_status_class (verdict));

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (top), name);
  gtk_box_append (GTK_BOX (top), words_new (value, ratio->stage != NULL ? "jz-dim" : "heading"));
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), words_new (against, "jz-caption"));
  gtk_widget_add_css_class (judged, "jz-caption");
  gtk_box_append (GTK_BOX (box), judged);
  if (ratio->unknown > 0 && ratio->stage == NULL)
    gtk_box_append (GTK_BOX (box), words_new (unknown, "jz-caption"));
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, ratio->stage != NULL ? 18 : 6);
  gtk_widget_set_margin_end (box, 6);
  return box;
}

static void
show_figures (JzRatioWindow *self, GPtrArray *ratios)
{
  GtkListBox *list = GTK_LIST_BOX (self->figures);
  GtkWidget  *child;

  while ((child = gtk_widget_get_first_child (self->figures)) != NULL)
    gtk_list_box_remove (list, child);
  for (guint i = 0; i < ratios->len; i++)
    {
      const JzRatio *ratio = g_ptr_array_index (ratios, i);
      GtkWidget     *row = gtk_list_box_row_new ();

      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), make_figure (ratio));
      g_object_set_data (G_OBJECT (row), "jz-ratio", (gpointer) ratio->ratio);
      gtk_list_box_append (list, row);
      if (g_str_equal (ratio->ratio, self->ratio) && ratio->stage == NULL)
        gtk_list_box_select_row (list, GTK_LIST_BOX_ROW (row));
    }
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError)  error = NULL;
  JzRatioWindow      *self = reading->window;

  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    say (self, error->message);
  else if (self->session != NULL)
    {
      say (self, NULL);
      if (reading->ratio == self->ratio)
        jz_ratio_table_set_rows (self->table, reading->rows);
      show_figures (self, reading->ratios);
    }
}

static Reading *
reading_new (JzRatioWindow *self)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->window = g_object_ref (self);
  reading->ratio = self->ratio;
  return reading;
}

static void
ask (JzRatioWindow *self)
{
  JzStore *store = self->session != NULL ? jz_session_get_store (self->session) : NULL;
  Reading *reading;

  if (store == NULL)
    return;
  reading = reading_new (self);
  jz_store_read (store, read_cb, reading, NULL, NULL, read_done_cb, reading);
}

static void
figure_chosen_cb (JzRatioWindow *self, GtkListBoxRow *row)
{
  const char *ratio = row != NULL ? g_object_get_data (G_OBJECT (row), "jz-ratio") : NULL;

  if (ratio == NULL || g_str_equal (ratio, self->ratio))
    return;
  self->ratio = ratio;
  ask (self);
}

static void
opened_cb (JzRatioWindow *self)
{
  const JzRatioRow *row = jz_ratio_table_get_chosen (self->table);

  if (row == NULL || self->session == NULL)
    return;
  if (g_str_equal (row->table, "place"))
    {
      if (jz_session_may (self->session, "codes"))
        jz_room_device_dialog_present (GTK_WINDOW (self), self->session, row->id);
    }
  else if (g_str_equal (row->table, "asset"))
    {
      self->show (row->table, row->id, self->data);
      gtk_window_destroy (GTK_WINDOW (self));
    }
}

/* Paper and spreadsheet. */

static gboolean
paper_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading  *self = data;
  JzReport *report = jz_ratio_form_new (connection, self->of_rows ? self->ratio : NULL, 0, error);

  if (report == NULL)
    return FALSE;
  self->pages = jz_pages_from_report (report,
                                      self->of_rows ? jz_ratio_words (self->ratio) : _("Computers and multimedia"),
                                      error);
  return self->pages != NULL;
}

static void
paper_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError)  error = NULL;

  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    say (reading->window, error->message);
  else if (reading->window->session != NULL)
    jz_preview_present (GTK_WINDOW (reading->window), reading->window->session, reading->pages);
}

static void
print (JzRatioWindow *self, gboolean of_rows)
{
  JzStore *store = self->session != NULL ? jz_session_get_store (self->session) : NULL;
  Reading *reading;

  if (store == NULL)
    return;
  reading = reading_new (self);
  reading->of_rows = of_rows;
  jz_store_read (store, paper_cb, reading, NULL, NULL, paper_done_cb, reading);
}

static void
print_cb (JzRatioWindow *self)
{
  print (self, FALSE);
}

static void
print_rows_cb (JzRatioWindow *self)
{
  print (self, TRUE);
}

static gboolean
sheet_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading                  *self = data;
  const JzSheetColumn       columns[] = { { _("Counts"), 24 }, { _("Code"), 16 }, { _("Name and place"), 40 },
                                          { _("Details"), 40 } };
  g_autoptr (JzSheetWriter) writer = NULL;

  if ((self->rows = jz_ratio_rows (connection, self->ratio, 0, error)) == NULL ||
      (writer = jz_sheet_writer_new (self->path, JZ_SHEET_FORMAT_XLSX, columns, G_N_ELEMENTS (columns),
                                     &(JzSheetLayout){ jz_ratio_words (self->ratio), NULL, FALSE }, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const JzRatioRow *row = g_ptr_array_index (self->rows, i);

      jz_sheet_writer_text (writer, 0, jz_ratio_why_words (row->why));
      jz_sheet_writer_text (writer, 1, row->code);
      jz_sheet_writer_text (writer, 2, row->title);
      jz_sheet_writer_text (writer, 3, row->detail);
      if (!jz_sheet_writer_end_row (writer, error))
        return FALSE;
    }
  return jz_sheet_writer_finish (writer, error);
}

static void
sheet_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError)  error = NULL;

  say (reading->window, jz_store_read_finish (JZ_STORE (source), result, &error) ? NULL : error->message);
}

static void
sheet_chosen_cb (const char *path, gpointer data)
{
  JzRatioWindow *self = data;
  JzStore       *store = self->session != NULL ? jz_session_get_store (self->session) : NULL;
  Reading       *reading;

  if (store == NULL)
    return;
  reading = reading_new (self);
  reading->path = g_strdup (path);
  jz_store_read (store, sheet_cb, reading, NULL, NULL, sheet_done_cb, reading);
}

static void
export_cb (JzRatioWindow *self)
{
  static const char *const patterns[] = { "*.xlsx", NULL };
  g_autofree char         *name = g_strconcat (jz_ratio_words (self->ratio), ".xlsx", NULL);
  const JzCompatFileChoice choice = { JZ_CHOOSE_SAVE, _("Export as Spreadsheet"), name, _("Spreadsheets"), patterns };

  jz_compat_choose_file (GTK_WINDOW (self), &choice, sheet_chosen_cb, g_object_ref (self), g_object_unref);
}

static void
rules_cb (JzRatioWindow *self)
{
  if (self->session != NULL)
    jz_ratio_rules_dialog_present (GTK_WINDOW (self), self->session);
}

/* The window. */

static GtkWidget *
make_button (JzRatioWindow *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_header (JzRatioWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (_("Computers and multimedia"), NULL));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), make_button (self, _("Print…"), G_CALLBACK (print_cb)));
  if (jz_session_may (self->session, "codes"))
    adw_header_bar_pack_start (ADW_HEADER_BAR (header), make_button (self, _("Rules…"), G_CALLBACK (rules_cb)));
  return header;
}

static GtkWidget *
make_figures (JzRatioWindow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->figures = gtk_list_box_new ();
  gtk_widget_add_css_class (self->figures, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->figures), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Figures"), -1);
  g_signal_connect_object (self->figures, "row-selected", G_CALLBACK (figure_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->figures);
  gtk_widget_set_size_request (scroller, 300, -1);
  return scroller;
}

static GtkWidget *
make_rows (JzRatioWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->table = jz_ratio_table_new ();
  g_signal_connect_object (self->table, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  self->trouble = words_new ("", "jz-err");
  gtk_widget_set_visible (self->trouble, FALSE);
  gtk_widget_set_hexpand (self->trouble, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  gtk_widget_set_halign (foot, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (foot), make_button (self, _("Open"), G_CALLBACK (opened_cb)));
  gtk_box_append (GTK_BOX (foot), make_button (self, _("Print rows…"), G_CALLBACK (print_rows_cb)));
  gtk_box_append (GTK_BOX (foot), make_button (self, _("Export as spreadsheet…"), G_CALLBACK (export_cb)));
  gtk_box_append (GTK_BOX (box), self->trouble);
  gtk_box_append (GTK_BOX (box), foot);
  gtk_widget_set_margin_top (box, 10);
  gtk_widget_set_margin_bottom (box, 10);
  gtk_widget_set_margin_start (box, 10);
  gtk_widget_set_margin_end (box, 10);
  return box;
}

static void
jz_ratio_window_dispose (GObject *object)
{
  JzRatioWindow *self = JZ_RATIO_WINDOW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->data);
  G_OBJECT_CLASS (jz_ratio_window_parent_class)->dispose (object);
}

static void
jz_ratio_window_class_init (JzRatioWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_ratio_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
jz_ratio_window_init (JzRatioWindow *self)
{
  self->ratio = "pupil";
}

void
jz_ratio_window_present (GtkWindow *parent, JzSession *session, JzRatioShowFunc show, GObject *data)
{
  JzRatioWindow *self;
  GtkWidget     *box, *panes;

  if (parent == NULL || session == NULL || jz_session_get_store (session) == NULL)
    return;
  self = g_object_new (JZ_TYPE_RATIO_WINDOW, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                       "default-width", 1120,
                       "default-height", 660, "title", _("Computers and multimedia"), NULL);
  self->session = g_object_ref (session);
  self->show = show;
  self->data = g_object_ref (data);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  panes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (panes), make_figures (self));
  gtk_box_append (GTK_BOX (panes), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (panes), make_rows (self));
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), panes);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (session, "signed-out", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "trouble", G_CALLBACK (say), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (jz_session_get_store (session), "changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  ask (self);
  gtk_window_present (GTK_WINDOW (self));
}
