/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-label-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-edit-dialog.h"
#include "jz-field.h"
#include "jz-label-job.h"
#include "jz-preview.h"

typedef struct
{
  JzEditDialog  *dialog;
  JzSession     *session;
  JzLabelSubject subject;
  GArray        *ids;
  GPtrArray     *labels; /* of JzLabel; NULL until they are read */
  GPtrArray     *stocks; /* of JzLabelStock */
  JzPreview     *preview;
  GtkWidget     *stock, *start, *offset_x, *offset_y;
} Labels;

static void
labels_free (gpointer data)
{
  Labels *self = data;

  g_array_unref (self->ids);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->stocks, g_ptr_array_unref);
  g_object_unref (self->session);
  g_free (self);
}

/* What is read by another thread. */
typedef struct
{
  JzLabelSubject subject;
  GArray        *wanted;
  GArray        *ids;
  GPtrArray     *labels;
  GPtrArray     *stocks;
  JzEditDialog  *dialog;
} Reading;

static void
reading_free (Reading *self)
{
  g_array_unref (self->wanted);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->stocks, g_ptr_array_unref);
  g_object_unref (self->dialog);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading         *self = data;
  JzLabelChoice    choice = { .ids = (const gint64 *) (gpointer) self->wanted->data, .n_ids = self->wanted->len };
  const char      *shared = g_getenv ("JIAOZHUANG_DATADIR");
  g_autofree char *shipped = g_build_filename (shared != NULL ? shared : PKGDATADIR, "stocks", NULL);
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "jiaozhuang", "stocks", NULL);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  self->labels = jz_label_source_read (connection, self->subject, &choice, &self->ids, error);
  self->stocks = jz_label_stocks_load (shipped, own, faults);
  if (self->labels == NULL)
    return FALSE;
  if (self->stocks->len == 0)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There are no label stocks"));
  return self->stocks->len > 0;
}

static void
draw_cb (cairo_t *cr, guint page, gpointer data)
{
  jz_label_job_draw_page (data, cr, page, FALSE);
}

static void
sketch_cb (cairo_t *cr, guint page, gpointer data)
{
  jz_label_job_draw_page (data, cr, page, TRUE);
}

static void
job_free_cb (gpointer data)
{
  jz_label_job_free (data);
}

static void
show_counts (Labels *self, JzLabelJob *job)
{
  g_autofree char *labels = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u label", "%u labels", jz_label_job_n_labels (job)), jz_label_job_n_labels (job));
  g_autofree char *text = g_strdup_printf (_("%s · %u sheets · %u left on the last"), labels, jz_label_job_n_pages (job), jz_label_job_n_left (job));

  jz_edit_dialog_set_title (self->dialog, _("Print labels"), text);
}

/* Some hundred labels are set in milliseconds; more come by the command line. */
static void
lay_out (Labels *self)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  JzLabelStock  *stock;
  JzLabelJob    *job;
  JzCalibration  calibration = { gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->offset_x)), gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->offset_y)),
                                 100, 100 };
  JzPdf          pdf = { .title = _("Labels"), .draw = draw_cb };

  if (self->labels == NULL)
    return;
  stock = g_ptr_array_index (self->stocks, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->stock)));
  gtk_spin_button_set_range (GTK_SPIN_BUTTON (self->start), 1, jz_label_stock_per_page (stock));
  job = jz_label_job_new (stock, &calibration, (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->start)), JZ_LABEL_CODES_AUTO, self->labels,
                          faults, &error);
  jz_edit_dialog_say (self->dialog, job == NULL ? error->message : faults->len > 0 ? g_ptr_array_index (faults, 0) : NULL);
  jz_preview_set_pages (self->preview, NULL);
  if (job == NULL)
    return;
  pdf.width_mm = stock->page_width;
  pdf.height_mm = stock->page_height;
  pdf.n_pages = jz_label_job_n_pages (job);
  pdf.draw_data = job;
  show_counts (self, job);
  {
    g_autoptr (JzPages) pages = jz_pages_new (&pdf, _("Labels"), job_free_cb);

    jz_pages_set_sketch (pages, sketch_cb);
    jz_preview_set_pages (self->preview, pages);
  }
}

static void
take_stocks (Labels *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint chosen = 0;

  for (guint i = 0; i < self->stocks->len; i++)
    {
      JzLabelStock *stock = g_ptr_array_index (self->stocks, i);

      gtk_string_list_append (titles, stock->title);
      if (g_str_equal (stock->name, self->subject == JZ_LABELS_ASSETS ? "a4-3x8" : "a4-2x4"))
        chosen = i;
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->stock), G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->stock), chosen);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError)  error = NULL;
  Labels             *self = g_object_get_data (G_OBJECT (reading->dialog), "jz-labels");

  if (!gtk_widget_get_realized (GTK_WIDGET (reading->dialog)))
    return;
  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    {
      jz_edit_dialog_say (reading->dialog, error->message);
      return;
    }
  g_array_unref (self->ids);
  self->ids = g_steal_pointer (&reading->ids);
  self->stocks = g_steal_pointer (&reading->stocks);
  take_stocks (self);
  self->labels = g_steal_pointer (&reading->labels);
  lay_out (self);
}

/* After printing. */

typedef struct
{
  JzLabelSubject subject;
  GArray        *ids;
} Mark;

static void
mark_free (gpointer data)
{
  g_array_unref (((Mark *) data)->ids);
  g_free (data);
}

static gboolean
mark_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_label_source_mark (operation, ((Mark *) data)->subject, ((Mark *) data)->ids, error);
}

static void
printed_cb (GObject *data)
{
  Labels *self = g_object_get_data (data, "jz-labels");
  Mark   *mark;

  if (!gtk_widget_get_realized (GTK_WIDGET (self->dialog)))
    return;
  mark = g_new (Mark, 1);
  *mark = (Mark){ self->subject, g_array_ref (self->ids) };
  jz_edit_dialog_write (self->dialog, self->session, &jz_action_print_labels, mark_cb, mark, mark_free, NULL, NULL);
}

static void
print_cb (Labels *self)
{
  jz_preview_print (self->preview, self->session, printed_cb, G_OBJECT (self->dialog));
}

static void
pdf_cb (Labels *self)
{
  jz_preview_save (self->preview, printed_cb, G_OBJECT (self->dialog));
}

/* The form. */

static GtkWidget *
make_spin (Labels *self, double from, double to, double step, guint digits)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (from, to, step);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), digits);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), CLAMP (0, from, to));
  gtk_editable_set_alignment (GTK_EDITABLE (spin), 1);
  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (lay_out), self);
  return spin;
}

static GtkWidget *
make_form (Labels *self)
{
  static const char *const nothing[] = { NULL };
  GtkWidget *grid = jz_field_grid_new ();
  GtkWidget *pdf = gtk_button_new_with_label (_("Save as PDF…"));

  self->stock = jz_field_choice (nothing, 0);
  self->start = make_spin (self, 1, 200, 1, 0);
  self->offset_x = make_spin (self, -50, 50, 0.5, 1);
  self->offset_y = make_spin (self, -50, 50, 0.5, 1);
  g_signal_connect_swapped (self->stock, "notify::selected", G_CALLBACK (lay_out), self);
  g_signal_connect_swapped (pdf, "clicked", G_CALLBACK (pdf_cb), self);
  jz_field_attach (grid, _("Paper"), self->stock, 0, 0, 2);
  jz_field_attach (grid, _("First free label"), self->start, 0, 1, 2);
  jz_field_attach (grid, _("Move right, mm"), self->offset_x, 0, 2, 1);
  jz_field_attach (grid, _("Move down, mm"), self->offset_y, 1, 2, 1);
  gtk_grid_attach (GTK_GRID (grid), pdf, 0, 3, 2, 1);
  gtk_widget_set_size_request (grid, 330, -1);
  gtk_widget_set_valign (grid, GTK_ALIGN_START);
  gtk_widget_set_hexpand (grid, FALSE);
  return grid;
}

void
jz_label_dialog_present (GtkWindow *parent, JzSession *session, JzLabelSubject subject, GArray *ids)
{
  Labels    *self = g_new0 (Labels, 1);
  Reading   *reading = g_new0 (Reading, 1);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  self->dialog = jz_edit_dialog_new (parent, _("Print labels"), _("Print…"), 920, 660);
  self->session = g_object_ref (session);
  self->subject = subject;
  self->ids = ids;
  self->preview = jz_preview_new ();
  gtk_widget_set_hexpand (GTK_WIDGET (self->preview), TRUE);
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-labels", self, labels_free);
  gtk_box_append (GTK_BOX (body), make_form (self));
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->preview));
  jz_edit_dialog_set_body (self->dialog, body, TRUE);
  g_signal_connect_swapped (self->dialog, "save", G_CALLBACK (print_cb), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  *reading = (Reading){ .subject = subject, .wanted = g_array_ref (ids), .dialog = g_object_ref (self->dialog) };
  jz_store_read (jz_session_get_store (session), read_cb, reading, NULL, NULL, read_done_cb, reading);
}
