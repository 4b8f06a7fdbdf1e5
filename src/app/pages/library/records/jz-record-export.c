/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-record-export.h"

#include <glib/gi18n-lib.h>

#include "jz-compat-file.h"
#include "jz-edit-dialog.h"
#include "jz-marc-export.h"
#include "jz-row-field.h"

/* The forms, as they are offered. */
static const struct
{
  const char    *title;    /* msgid */
  JzMarcFile     file;
  JzMarcEncoding encoding;
  const char    *pattern;
} forms[] = {
  { N_("ISO 2709, GB18030 (most library programs)"), JZ_MARC_FILE_ISO2709, JZ_MARC_ENCODING_GB18030, "*.iso" },
  { N_("ISO 2709, UTF-8"), JZ_MARC_FILE_ISO2709, JZ_MARC_ENCODING_UTF_8, "*.iso" },
  { N_("MarcXchange (XML)"), JZ_MARC_FILE_MARCXCHANGE, JZ_MARC_ENCODING_UTF_8, "*.xml" },
  { N_("MARCXML (XML)"), JZ_MARC_FILE_MARCXML, JZ_MARC_ENCODING_UTF_8, "*.xml" },
};

typedef struct
{
  JzEditDialog *form;
  JzSession    *session;
  GtkWidget    *which;
  GtkWidget    *faults;
  GCancellable *cancellable;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_object_unref (self->session);
  g_free (self);
}

typedef struct
{
  Dialog    *dialog; /* alive until its cancellable is cancelled */
  char      *path;
  guint      form;
  guint      n;
  GPtrArray *faults;
} Export;

static void
export_free (Export *self)
{
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static gboolean
export_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Export *self = data;

  return jz_marc_export (connection, forms[self->form].file, forms[self->form].encoding, self->path, &self->n, &self->faults,
                         cancellable, error);
}

/* Records that the form can't hold; the others are in the file all the same. */
static void
show_faults (Dialog *self, GPtrArray *faults)
{
  jz_edit_dialog_set_go (self->form, _("Export…"), FALSE);
  gtk_widget_set_visible (self->faults, TRUE);
  for (guint i = 0; i < faults->len; i++)
    {
      const JzRowFault *fault = g_ptr_array_index (faults, i);
      GtkWidget        *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), fault->value);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), fault->reason);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->faults), row);
    }
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char   *base = g_path_get_basename (self->path), *words = NULL;
  gboolean           ok = jz_store_read_finish (JZ_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  jz_edit_dialog_set_busy (self->dialog->form, FALSE);
  if (!ok)
    {
      jz_edit_dialog_say (self->dialog->form, error->message);
      return;
    }
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u record is in %s", "%u records are in %s", self->n), self->n, base);
  jz_session_say_done (self->dialog->session, words, 0);
  if (self->faults->len > 0)
    show_faults (self->dialog, self->faults);
  else
    gtk_window_close (GTK_WINDOW (self->dialog->form));
}

static void
path_cb (const char *path, gpointer data)
{
  Dialog *self = data;
  Export *export = g_new0 (Export, 1);

  export->dialog = self;
  export->path = g_strdup (path);
  export->form = jz_row_field_get_choice (self->which);
  jz_edit_dialog_set_busy (self->form, TRUE);
  jz_store_read (jz_session_get_store (self->session), export_cb, export, NULL, self->cancellable, exported_cb, export);
}

static void
go_cb (JzEditDialog *form, gpointer data)
{
  Dialog                  *self = data;
  const char *const        patterns[] = { forms[jz_row_field_get_choice (self->which)].pattern, NULL };
  g_autofree char         *name = g_strconcat (_("catalogue"), patterns[0] + 1, NULL);
  const JzCompatFileChoice choice = { JZ_CHOOSE_SAVE, _("Export Catalogue Records"), name, _("Catalogue records"), patterns };

  jz_compat_choose_file (GTK_WINDOW (self->form), &choice, path_cb, self, NULL);
}

static void
closed_cb (GtkWidget *form, gpointer data)
{
  g_cancellable_cancel (((Dialog *) data)->cancellable);
}

void
jz_record_export_present (GtkWidget *over, JzSession *session)
{
  Dialog     *self = g_new0 (Dialog, 1);
  const char *titles[G_N_ELEMENTS (forms) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    titles[i] = g_dgettext (GETTEXT_PACKAGE, forms[i].title);
  self->session = g_object_ref (session);
  self->cancellable = g_cancellable_new ();
  self->form = jz_edit_dialog_new (over, _("Export Catalogue Records"), _("Export…"), 560, 320);
  self->which = jz_row_field_choice (jz_edit_dialog_add_group (self->form, NULL, NULL), _("Written as"), titles, 0);
  self->faults = GTK_WIDGET (jz_edit_dialog_add_group (self->form, _("Records that this form can't hold"), NULL));
  gtk_widget_set_visible (self->faults, FALSE);
  g_object_set_data_full (G_OBJECT (self->form), "jz-form-data", self, dialog_free);
  g_signal_connect (self->form, "go", G_CALLBACK (go_cb), self);
  g_signal_connect (self->form, "unmap", G_CALLBACK (closed_cb), self);
  gtk_window_present (GTK_WINDOW (self->form));
}
