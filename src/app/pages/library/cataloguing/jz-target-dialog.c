/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-target-dialog.h"

#include <glib/gi18n-lib.h>

#include "jz-row-field.h"
#include "jz-target-form.h"

#define KEY_TARGET "jz-target"

typedef struct
{
  JzEditDialog        *dialog;
  JzSession           *session;
  AdwPreferencesGroup *group;
  GPtrArray           *rows;
} Dialog;

static void read_anew (GObject *dialog);

static Dialog *
dialog_of (GObject *object)
{
  return g_object_get_data (object, "jz-target-dialog");
}

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  g_object_unref (self->session);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static void
saved_cb (gpointer work, GObject *data)
{
  read_anew (data);
}

/* What is done with one. */

typedef struct
{
  gint64 id;
  int    by; /* 0: it goes */
} Change;

static gboolean
change_cb (JzOperation *operation, gpointer data, GError **error)
{
  Change *change = data;

  return change->by == 0 ? jz_target_remove (operation, change->id, error)
                         : jz_target_move (operation, change->id, change->by, error);
}

static void
change (GtkWidget *button, int by)
{
  Dialog        *self = g_object_get_data (G_OBJECT (button), "jz-dialog");
  const JzTarget *target = g_object_get_data (G_OBJECT (button), KEY_TARGET);
  Change         what = { target->id, by };

  jz_session_write (self->session, &jz_action_target, change_cb, g_memdup2 (&what, sizeof what), g_free);
}

static void
up_cb (GtkWidget *button)
{
  change (button, -1);
}

static void
remove_cb (GtkWidget *button)
{
  change (button, 0);
}

static void
edit_cb (GtkWidget *button)
{
  Dialog *self = g_object_get_data (G_OBJECT (button), "jz-dialog");

  jz_target_form_present (GTK_WIDGET (self->dialog), self->session, g_object_get_data (G_OBJECT (button), KEY_TARGET),
                          saved_cb, G_OBJECT (self->dialog));
}

/* Rows. */

static void
add_button (Dialog *self, GtkWidget *row, const JzTarget *target, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "jz-dialog", self);
  g_object_set_data_full (G_OBJECT (button), KEY_TARGET, jz_target_copy (target), (GDestroyNotify) jz_target_free);
  g_signal_connect (button, "clicked", clicked, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_row (Dialog *self, const JzTarget *target)
{
  GtkWidget       *row = adw_action_row_new ();
  const char      *where = target->kind == JZ_TARGET_FILE ? target->path : target->host;
  g_autofree char *subtitle =
      g_markup_printf_escaped ("%s · %s%s%s", target->enabled ? _("✓ Is asked") : _("⊘ Is not asked"), where,
                               target->note[0] != '\0' ? " · " : "", target->note);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), target->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  add_button (self, row, target, _("Earlier"), G_CALLBACK (up_cb));
  add_button (self, row, target, _("Remove"), G_CALLBACK (remove_cb));
  add_button (self, row, target, _("Change…"), G_CALLBACK (edit_cb));
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

typedef struct
{
  GObject   *dialog; /* a reference */
  GPtrArray *targets;
} Reading;

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  reading->targets = jz_target_list (connection, FALSE, error);
  return reading->targets != NULL;
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;
  Dialog  *self = dialog_of (reading->dialog);

  if (jz_store_read_finish (JZ_STORE (source), result, NULL) && self != NULL)
    {
      for (guint i = 0; i < self->rows->len; i++)
        adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
      g_ptr_array_set_size (self->rows, 0);
      for (guint i = 0; i < reading->targets->len; i++)
        add_row (self, g_ptr_array_index (reading->targets, i));
    }
  g_clear_pointer (&reading->targets, g_ptr_array_unref);
  g_object_unref (reading->dialog);
  g_free (reading);
}

static void
read_anew (GObject *dialog)
{
  Dialog  *self = dialog_of (dialog);
  Reading *reading = g_new0 (Reading, 1);

  reading->dialog = g_object_ref (dialog);
  jz_store_read (jz_session_get_store (self->session), read_cb, reading, NULL, NULL, read_done_cb, reading);
}

static void
go_cb (Dialog *self)
{
  jz_target_form_present (GTK_WIDGET (self->dialog), self->session, NULL, saved_cb, G_OBJECT (self->dialog));
}

void
jz_target_dialog_present (GtkWidget *parent, JzSession *session)
{
  Dialog *self = g_new0 (Dialog, 1);

  self->session = g_object_ref (session);
  self->rows = g_ptr_array_new ();
  self->dialog = jz_edit_dialog_new (parent, _("Sources of records"), _("Add a source…"), 760, 560);
  self->group = jz_edit_dialog_add_group (self->dialog, NULL,
                                          _("Your own catalogue is always asked first, then these, all at once"));
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-target-dialog", self, dialog_free);
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (go_cb), self);
  g_signal_connect_object (jz_session_get_store (session), "changed", G_CALLBACK (read_anew), self->dialog,
                           G_CONNECT_SWAPPED);
  read_anew (G_OBJECT (self->dialog));
  gtk_window_present (GTK_WINDOW (self->dialog));
}
