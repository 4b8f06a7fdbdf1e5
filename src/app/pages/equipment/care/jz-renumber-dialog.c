/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "jz-care-dialogs.h"
#include "jz-numbering.h"
#include "jz-read-form.h"
#include "jz-renumber.h"

#define SHOWN 5 /* of the chosen ones, with their new numbers */

typedef struct
{
  JzReadForm form;
  GArray    *ids;
  GPtrArray *examples; /* "ZC-000012 → 26Q00013" */
} Renumber;

static void
clear (JzReadForm *form)
{
  g_array_unref (((Renumber *) form)->ids);
  g_ptr_array_unref (((Renumber *) form)->examples);
}

static gboolean
read_examples (JzConnection *connection, JzReadForm *form, GError **error)
{
  Renumber *self = (Renumber *) form;
  g_autoptr (JzNumbering) numbering = jz_numbering_new (connection, error);

  for (guint i = 0; numbering != NULL && i < self->ids->len && i < SHOWN; i++)
    {
      JzStatement     *row = jz_connection_query (connection, error,
                                                  "SELECT number, item, place, acquired FROM asset LEFT JOIN position "
                                                  "ON "
                                                      "position.asset = asset.id WHERE id = ?",
                                                  "l", g_array_index (self->ids, gint64, i));
      g_autofree char *old = NULL, *acquired = NULL, *number = NULL;
      JzNumberFor      what;

      if (!jz_statement_first (row, _("There is no such asset"), error))
        return FALSE;
      old = jz_statement_dup (row, 0);
      acquired = jz_statement_dup (row, 3);
      what = (JzNumberFor){ .item = jz_statement_int64 (row, 1), .place = jz_statement_int64 (row, 2), .acquired = acquired };
      jz_statement_reset (row);
      number = jz_numbering_next (numbering, &what, error);
      if (number == NULL)
        return FALSE;
      g_ptr_array_add (self->examples, g_strdup_printf ("%s → %s", old, number));
    }
  return numbering != NULL;
}

static void
show (JzReadForm *form)
{
  Renumber            *self = (Renumber *) form;
  guint                n = self->ids->len;
  g_autofree char     *go = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Renumber %u", "Renumber %u", n), n);
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, _("New numbers"));
  jz_edit_dialog_set_go (form->dialog, go, TRUE);
  group = jz_edit_dialog_add_group (
      form->dialog, NULL,
      _("By the rule in the settings. The old number still leads to the asset when it is scanned or searched for; "
         "its label has to be printed again."));
  for (guint i = 0; i < self->examples->len; i++)
    {
      GtkWidget *line = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), g_ptr_array_index (self->examples, i));
      adw_preferences_group_add (group, line);
    }
  gtk_window_present (GTK_WINDOW (form->dialog));
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  GArray *ids = data;

  return jz_assets_renumber (operation, (const gint64 *) (gpointer) ids->data, ids->len, error);
}

static void
ids_free (gpointer data)
{
  g_array_unref (data);
}

static void
go (JzReadForm *form)
{
  Renumber *self = (Renumber *) form;

  jz_edit_dialog_write (form->dialog, form->session, &jz_action_bulk_edit, write_cb, g_array_ref (self->ids), ids_free,
                        NULL, NULL);
}

void
jz_renumber_dialog_present (GtkWindow *parent, JzSession *session, GArray *ids)
{
  static const JzReadFormKind kind = { read_examples, show, go, clear };
  Renumber                   *self;

  if (parent == NULL || session == NULL || ids->len == 0)
    return;
  self = g_new0 (Renumber, 1);
  self->ids = g_array_ref (ids);
  self->examples = g_ptr_array_new_with_free_func (g_free);
  jz_read_form_open (&self->form, &kind, GTK_WIDGET (parent), session);
}
