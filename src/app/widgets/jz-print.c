/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-print.h"

#define SETTINGS_KEY "print.settings"

typedef struct
{
  JzPages    *pages;
  JzSession  *session;
  JzPrintFunc func;
  gpointer    data;
  gboolean    over;
} Job;

static void
job_free (gpointer data, GClosure *closure)
{
  Job *self = data;

  jz_pages_unref (self->pages);
  g_clear_object (&self->session);
  g_free (self);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  jz_pages_draw (((Job *) data)->pages, gtk_print_context_get_cairo_context (context), (guint) page);
}

static void
remember (Job *self, GtkPrintOperation *operation)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char     *text = NULL;
  GtkPrintSettings    *settings = gtk_print_operation_get_print_settings (operation);

  if (settings == NULL || self->session == NULL)
    return;
  gtk_print_settings_to_key_file (settings, keys, NULL);
  text = g_key_file_to_data (keys, NULL, NULL);
  jz_session_set_preference (self->session, SETTINGS_KEY, text);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer data)
{
  Job               *self = data;
  g_autoptr (GError) error = NULL;

  if (self->over)
    return;
  self->over = TRUE;
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    remember (self, operation);
  self->func (error, result == GTK_PRINT_OPERATION_RESULT_APPLY, self->data);
}

static GtkPrintSettings *
read_settings (JzSession *session)
{
  const char          *text = session != NULL ? jz_session_get_preference (session, SETTINGS_KEY) : NULL;
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  if (text == NULL || !g_key_file_load_from_data (keys, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return gtk_print_settings_new ();
  return gtk_print_settings_new_from_key_file (keys, NULL, NULL);
}

static GtkPageSetup *
page_setup (JzPages *pages)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *size;
  double        width, height;

  jz_pages_get_paper (pages, &width, &height);
  if (MIN (width, height) > 209 && MIN (width, height) < 211)
    size = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  else
    size =
      gtk_paper_size_new_custom ("jiaozhuang", "jiaozhuang", MIN (width, height), MAX (width, height), GTK_UNIT_MM);
  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_orientation (setup,
                                  width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_paper_size_free (size);
  return setup;
}

void
jz_print (GtkWindow *parent, JzSession *session, JzPages *pages, JzPrintFunc func, gpointer data)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPrintSettings)  settings = read_settings (session);
  g_autoptr (GtkPageSetup)      setup = page_setup (pages);
  Job *job = g_new (Job, 1);

  *job = (Job){ jz_pages_ref (pages), session != NULL ? g_object_ref (session) : NULL, func, data, FALSE };
  if (settings != NULL)
    gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, (int) jz_pages_n_pages (pages));
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_job_name (operation, jz_pages_get_title (pages) != NULL ? jz_pages_get_title (pages) :
                                                                                    jz_pages_get_name (pages));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), job);
  g_signal_connect_data (operation, "done", G_CALLBACK (done_cb), job, job_free, 0);
  /* What fails before the dialog is there is not always told by "done". */
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL) ==
      GTK_PRINT_OPERATION_RESULT_ERROR)
    done_cb (operation, GTK_PRINT_OPERATION_RESULT_ERROR, job);
}
