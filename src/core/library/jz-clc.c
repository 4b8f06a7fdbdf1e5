/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-clc.h"

#include <glib/gi18n-lib.h>

#include "jz-call-number.h"
#include "jz-text.h"

const JzAction jz_action_clc = { "library.class", "library" };

char *
jz_clc_name (JzConnection *connection, const char *class_, GError **error)
{
  g_autofree char   *tidy = jz_call_number_class (class_);
  g_autoptr (GError) failure = NULL;
  char *name = jz_connection_text (connection, &failure,
                                   "SELECT name FROM class_name WHERE code = substr (?1, 1, length (code)) ORDER BY "
                                   "length (code) DESC LIMIT 1",
                                   "s", tidy);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return failure == NULL && name == NULL ? g_strdup ("") : name;
}

/* What it was called before the school called it otherwise, or nothing. */
static gboolean
take_back (JzOperation *operation, const char *code, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        own;

  if (!jz_connection_number (connection, &own, 0, error, "SELECT own FROM class_name WHERE code = ?", "s", code))
    return FALSE;
  if (!own)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("The school has no name of its own for the class %s"), code);
      return FALSE;
    }
  jz_operation_describe (operation, _("Removed the class %s"), code);
  return jz_connection_run (connection, error, "DELETE FROM class_name WHERE code = ? AND shipped = ''", "s", code) &&
         jz_connection_run (connection, error,
                            "UPDATE class_name SET name = shipped, own = 0, shipped = '', changed = jz_operation() "
                            "WHERE code = ?",
                            "s", code);
}

gboolean
jz_clc_put (JzOperation *operation, const char *class_, const char *name, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *tidy = jz_call_number_class (class_), *words = jz_text_tidy (name);

  if (tidy[0] == '\0')
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("There is no class number"));
      return FALSE;
    }
  if (words[0] == '\0')
    return take_back (operation, tidy, error);
  jz_operation_describe (operation, _("Named the class %s %s"), tidy, words);
  return jz_connection_run (connection, error,
                            "INSERT INTO class_name (code, name, own, changed) VALUES (?1, ?2, 1, jz_operation()) "
                            "ON CONFLICT (code) DO UPDATE SET shipped = iif (own, shipped, name), name = ?2, own = 1, "
                            "changed = jz_operation() WHERE name <> ?2",
                            "ss", tidy, words);
}

gboolean
jz_clc_import (JzOperation *operation, JzReference *table, guint *n, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  *n = 0;
  for (guint i = 0; i < table->rows->len; i++)
    {
      g_autofree char *code = jz_call_number_class (jz_reference_get (table, i, "code"));
      g_autofree char *name = jz_text_tidy (jz_reference_get (table, i, "name"));

      if (code[0] == '\0' || name[0] == '\0')
        {
          g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED,
                       _("Row %u of the table of classes has no class number, or no name"), i + 1);
          return FALSE;
        }
      if (!jz_connection_run (connection, error,
                              "INSERT INTO class_name (code, name, own, changed) VALUES (?1, ?2, 0, jz_operation()) "
                              "ON CONFLICT (code) DO UPDATE SET name = iif (own, name, ?2), shipped = iif (own, ?2, "
                              "''), changed = jz_operation() WHERE iif (own, shipped, name) <> ?2",
                              "ss", code, name))
        return FALSE;
      *n += (guint) jz_connection_n_changed (connection);
    }
  jz_operation_describe (
      operation, g_dngettext (GETTEXT_PACKAGE, "Took in %u name of a class", "Took in %u names of classes", *n), *n);
  return TRUE;
}
