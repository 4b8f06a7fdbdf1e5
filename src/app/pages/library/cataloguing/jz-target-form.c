/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-target-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-row-field.h"

static const char *const syntaxes[] = { "unimarc", "usmarc", "marcxml", NULL };

typedef struct
{
  JzEditDialog  *dialog;
  JzSession     *session;
  JzTarget      *target; /* what it was; NULL: a new one */
  GtkWidget     *name, *address, *syntax, *charset, *search, *user, *password, *seconds, *enabled, *note;
  JzEditDoneFunc done;
  GObject       *data;
} Form;

static void
form_free (gpointer data)
{
  Form *self = data;

  g_object_unref (self->session);
  g_object_unref (self->data);
  jz_target_free (self->target);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_target_put (operation, data, NULL, error);
}

/* An absolute path is a file, anything else an address. Returns: (transfer full), NULL where it is neither. */
static JzTarget *
read_address (Form *self)
{
  g_autofree char *text = g_strstrip (g_strdup (jz_row_field_get_text (self->address)));
  JzTarget         target = { 0 };

  if (g_path_is_absolute (text))
    {
      target.kind = JZ_TARGET_FILE;
      target.path = g_steal_pointer (&text);
    }
  else if (!jz_target_parse (text, &target))
    return NULL;
  g_clear_pointer (&target.name, g_free);
  g_clear_pointer (&target.syntax, g_free);
  return g_memdup2 (&target, sizeof target);
}

static void
go_cb (Form *self)
{
  JzTarget *target = read_address (self);

  if (target == NULL)
    {
      jz_row_field_set_error (self->address, _("This is neither the path of a file nor HOST:PORT/DATABASE nor http…"));
      return;
    }
  target->id = self->target != NULL ? self->target->id : 0;
  target->name = g_strdup (jz_row_field_get_text (self->name));
  target->syntax = g_strdup (syntaxes[jz_row_field_get_choice (self->syntax)]);
  target->encoding = (JzMarcEncoding) jz_row_field_get_choice (self->charset);
  target->search = g_strdup (jz_row_field_get_text (self->search));
  target->user = g_strdup (jz_row_field_get_text (self->user));
  /* One that is not typed stays what it was. */
  target->password =
      jz_row_field_get_text (self->password)[0] != '\0' ? g_strdup (jz_row_field_get_text (self->password)) : NULL;
  target->seconds = jz_row_field_get_number (self->seconds);
  target->enabled = jz_row_field_get_switch (self->enabled);
  target->note = g_strdup (jz_row_field_get_text (self->note));
  jz_edit_dialog_set_blamed (self->dialog, self->name);
  jz_edit_dialog_write (self->dialog, self->session, &jz_action_target, write_cb, target,
                        (GDestroyNotify)jz_target_free, self->done, self->data);
}

static char *
address_of (const JzTarget *target)
{
  if (target == NULL || target->kind == JZ_TARGET_FILE)
    return g_strdup (target != NULL ? target->path : "");
  return g_strdup_printf ("%s%s%s%.0d/%s",
                          target->kind == JZ_TARGET_SRU && strstr (target->host, "://") == NULL ? "http://" : "",
                          target->host, target->port > 0 ? ":" : "", target->port, target->database);
}

static guint
syntax_of (const JzTarget *target)
{
  for (guint i = 0; target != NULL && syntaxes[i] != NULL; i++)
    if (g_str_equal (syntaxes[i], target->syntax))
      return i;
  return 0;
}

static void
make_rows (Form *self)
{
  const JzTarget      *target = self->target;
  const char *const    charsets[] = { _("Look at each record"), "UTF-8", "GB18030", NULL };
  AdwPreferencesGroup *where = jz_edit_dialog_add_group (self->dialog, NULL,
                                                         _("A file is searched where it is; a server is asked over "
                                                            "the network"));
  AdwPreferencesGroup *how = jz_edit_dialog_add_group (self->dialog, _("How it is asked"), NULL);
  g_autofree char     *address = address_of (target);

  self->name = jz_row_field_entry (where, _("Name"), target != NULL ? target->name : NULL);
  self->address = jz_row_field_entry (where, _("File, HOST:PORT/DATABASE, or http…"), address);
  self->enabled = jz_row_field_switch (where, _("Is asked"), NULL, target == NULL || target->enabled);
  self->syntax = jz_row_field_choice (how, _("Asked for as"), syntaxes, syntax_of (target));
  self->charset = jz_row_field_choice (how, _("Characters"), charsets, target != NULL ? (guint) target->encoding : 0);
  self->user = jz_row_field_entry (how, _("User"), target != NULL ? target->user : NULL);
  self->password = jz_row_field_password (how, _("Password; empty: as it was"));
  self->seconds = jz_row_field_number (how, _("Seconds it may take"), NULL, 1, JZ_TARGET_SECONDS_MOST,
                                       target != NULL ? target->seconds : JZ_TARGET_SECONDS);
  self->search =
      jz_row_field_entry (how, _("How an ISBN is asked for; empty: as usual"), target != NULL ? target->search : NULL);
  self->note = jz_row_field_entry (how, _("Note"), target != NULL ? target->note : NULL);
}

void
jz_target_form_present (GtkWidget *parent, JzSession *session, const JzTarget *target, JzEditDoneFunc done,
                        GObject *data)
{
  Form *self = g_new0 (Form, 1);

  self->session = g_object_ref (session);
  self->target = target != NULL ? jz_target_copy (target) : NULL;
  self->done = done;
  self->data = g_object_ref (data);
  self->dialog =
      jz_edit_dialog_new (parent, target != NULL ? _("Change a source") : _("Add a source"), _("Save"), 560, 640);
  make_rows (self);
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-target-form", self, form_free);
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (go_cb), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  jz_row_field_focus (self->name);
}
