/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include "jz-paper.h"

#include <glib/gi18n-lib.h>

#include "jz-source.h"

gboolean
jz_paper_fail (GError **error, JzError code, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list          args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, JZ_ERROR, (int) code, sentence);
  return FALSE;
}

const char *
jz_paper_date (JzConnection *connection, const char *given, char buffer[JZ_DATE_LENGTH], GError **error)
{
  JzDate today = jz_source_today (connection), date = given != NULL ? jz_date_from_iso (given) : today;

  if (date == JZ_DATE_NONE)
    jz_paper_fail (error, JZ_ERROR_INVALID, _("There is no such day"));
  else if (date > today)
    jz_paper_fail (error, JZ_ERROR_INVALID, _("%s has not come yet"), given);
  else
    return jz_date_to_iso (date, buffer);
  return NULL;
}

char *
jz_paper_next_number (JzConnection *connection, const char *table, const char *prefix, const char *date,
                       GError **error)
{
  g_autofree char *from = g_strdup_printf ("%s-%.4s-", prefix, date),
                  *to = g_strdup_printf ("%s-%.4s.", prefix, date); /* after - */
  g_autofree char *sql = g_strdup_printf (
    "SELECT max (CAST (substr (number, 9) AS INTEGER)) FROM %s WHERE number >= ? AND number < ?", table);
  gint64 last;

  if (!jz_connection_number (connection, &last, 0, error, sql, "ss", from, to))
    return NULL;
  return g_strdup_printf ("%s%04" G_GINT64_FORMAT, from, last + 1);
}

gboolean
jz_paper_find (JzConnection *connection, const char *table, const char *number, gint64 *id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE number = ?", table);

  if (!jz_connection_number (connection, id, 0, error, sql, "s", number))
    return FALSE;
  return *id != 0 || jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("%s: there is no such paper"), number);
}

gboolean
jz_paper_must_be (JzConnection *connection, const char *table, gint64 id, const char *states, char **number,
                   GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT number, state FROM %s WHERE id = ?", table), *its = NULL;
  g_auto (GStrv)   wanted = g_strsplit (states, " ", -1);
  JzStatement     *row = jz_connection_query (connection, error, sql, "l", id);
  gboolean         fits;

  if (!jz_statement_first (row, _("There is no such paper"), error))
    return FALSE;
  its = jz_statement_dup (row, 0);
  fits = g_strv_contains ((const char *const *) wanted, jz_statement_text (row, 1));
  jz_statement_reset (row);
  if (!fits)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("%s: that can't be done any more, it has gone on"), its);
  if (number != NULL)
    *number = g_steal_pointer (&its);
  return TRUE;
}
