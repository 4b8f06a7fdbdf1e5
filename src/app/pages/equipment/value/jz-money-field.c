/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-money-field.h"

#include <glib/gi18n-lib.h>

#include "jz-money.h"

GtkWidget *
jz_money_field (AdwPreferencesGroup *group, const char *title, gint64 fen)
{
  g_autofree char *text = fen >= 0 ? jz_money_to_plain (fen) : NULL;

  return jz_row_field_entry (group, title, text);
}

gboolean
jz_money_field_read (GtkWidget *field, gboolean empty, gint64 *fen)
{
  g_autofree char *text = g_strstrip (g_strdup (jz_row_field_get_text (field)));
  gboolean         ok;

  *fen = 0;
  ok = (empty && text[0] == '\0') || (jz_money_parse (text, fen) && *fen >= 0);
  jz_row_field_set_error (field, ok ? NULL : _("An amount in yuan, such as 1280.50"));
  if (!ok)
    jz_row_field_focus (field);
  return ok;
}

void
jz_choices_clear (JzChoices *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
}

gboolean
jz_choices_read (JzChoices *self, JzConnection *connection, const char *sql, GError **error)
{
  JzStatement *rows = jz_connection_query (connection, error, sql, "");

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->names = g_ptr_array_new_with_free_func (g_free);
  while (jz_statement_next (rows))
    {
      gint64 id = jz_statement_int64 (rows, 0);

      g_array_append_val (self->ids, id);
      g_ptr_array_add (self->names, jz_statement_dup (rows, 1));
    }
  g_ptr_array_add (self->names, NULL);
  return jz_statement_finish (rows, error);
}

GtkWidget *
jz_choices_field (JzChoices *self, AdwPreferencesGroup *group, const char *title, gint64 chosen)
{
  guint at = 0;

  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == chosen)
      at = i;
  return jz_row_field_choice (group, title, (const char *const *) self->names->pdata, at);
}

gint64
jz_choices_get (JzChoices *self, GtkWidget *field)
{
  guint i = jz_row_field_get_choice (field);

  return i < self->ids->len ? g_array_index (self->ids, gint64, i) : 0;
}
