/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include "jz-codes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_codes = { "codes.write", "codes" };

static gboolean
put_scheme (JzConnection *connection, JzReference *table, gint64 *scheme, GError **error)
{
  const char      *name = jz_reference_about (table, "scheme"), *edition = jz_reference_about (table, "edition");
  const char      *kind = jz_reference_about (table, "kind");
  g_autofree char *uuid = jz_source_uuid (connection);

  if (name[0] == '\0')
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_REFUSED, _("A code table says its name in a line “#scheme”"));
      return FALSE;
    }
  return jz_connection_run (
           connection, error,
           "INSERT INTO code_scheme (uuid, name, edition, kind, source, starter, changed) VALUES (?, ?, ?, ?, ?, ?, jz_operation()) "
           "ON CONFLICT (name, edition) DO UPDATE SET source = excluded.source, starter = excluded.starter, changed = excluded.changed",
           "sssssi", uuid, name, edition, kind[0] != '\0' ? kind : "own", jz_reference_about (table, "source"),
           g_str_equal (jz_reference_about (table, "starter"), "1")) &&
         jz_connection_number (connection, scheme, 0, error,
                               "SELECT id FROM code_scheme WHERE name = ? AND edition = ?", "ss", name, edition);
}

gboolean
jz_codes_put (JzOperation *operation, JzReference *table, guint *n, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        scheme;
  guint         written = 0;

  if (!put_scheme (connection, table, &scheme, error))
    return FALSE;
  for (guint i = 0; i < table->rows->len; i++)
    {
      const char *parent = jz_reference_get (table, i, "parent");

      if (
        !jz_connection_run (
          connection, error,
          "INSERT INTO code (scheme, code, parent, name, unit, changed) VALUES (?, ?, ?, ?, ?, jz_operation()) "
          "ON CONFLICT (scheme, code) DO UPDATE SET name = excluded.name, parent = excluded.parent, unit = excluded.unit, "
          "changed = excluded.changed WHERE name <> excluded.name OR parent IS NOT excluded.parent OR unit <> excluded.unit",
          "lssss", scheme, jz_reference_get (table, i, "code"), parent[0] != '\0' ? parent : NULL,
          jz_reference_get (table, i, "name"), jz_reference_get (table, i, "unit")))
        return FALSE;
      written += (guint) jz_connection_n_changed (connection);
    }
  if (n != NULL)
    *n = written;
  jz_operation_describe (operation, _("Loaded the code table %s"), jz_reference_about (table, "scheme"));
  return TRUE;
}

gboolean
jz_codes_load_shipped (JzOperation *operation, GError **error)
{
  g_auto (GStrv) names = jz_reference_list ("codes-");

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (JzReference) table = jz_reference_load (names[i], error);

      if (table == NULL || !jz_codes_put (operation, table, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_digits (const char *text)
{
  return text[0] != '\0' && strspn (text, "0123456789") == strlen (text);
}

static const char *
scheme_by_shape (const char *code, const char **edition)
{
  gsize length = strlen (code);

  *edition = "2010";
  if (g_ascii_isupper (code[0]) && is_digits (code + 1) && length >= 5)
    {
      *edition = "2022";
      return "GB/T 14885";
    }
  if (is_digits (code) && length == 7)
    return "GB/T 14885";
  if (is_digits (code) && length == 6 && code[0] <= '1')
    {
      *edition = "1994";
      return "GB/T 14885";
    }
  *edition = "2006";
  if (is_digits (code) && length >= 2 && length <= 9)
    return "教学仪器目录";
  *edition = "";
  return "本校自编";
}

gboolean
jz_codes_guess_scheme (JzConnection *connection, const char *code, gint64 *scheme, GError **error)
{
  const char *edition, *name = scheme_by_shape (code, &edition);

  /* A look-up in each scheme: `code` has no index without it. */
  if (!jz_connection_number (connection, scheme, 0, error,
                             "SELECT id FROM (SELECT id, max (edition) FROM code_scheme s WHERE kind IN ('asset', 'instrument', 'own') AND "
                             "EXISTS (SELECT 1 FROM code WHERE scheme = s.id AND code = ?))",
                             "s", code))
    return FALSE;
  if (*scheme != 0)
    return TRUE;
  if (!jz_connection_number (connection, scheme, 0, error, "SELECT id FROM code_scheme WHERE name = ? AND edition = ?",
                             "ss", name, edition))
    return FALSE;
  return *scheme != 0 || jz_codes_own_scheme (connection, scheme, error);
}

gboolean
jz_codes_own_scheme (JzConnection *connection, gint64 *scheme, GError **error)
{
  if (!jz_connection_number (connection, scheme, 0, error, "SELECT min (id) FROM code_scheme WHERE kind = 'own'", ""))
    return FALSE;
  if (*scheme != 0)
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_FAILED, _("The file has no scheme for the school's own codes"));
  return FALSE;
}

char *
jz_codes_next_own (JzConnection *connection, GError **error)
{
  gint64 last;

  if (!jz_connection_number (
        connection, &last, 0, error,
        "SELECT max (CAST (substr (code, 2) AS INTEGER)) FROM item WHERE code GLOB 'Z[0-9][0-9][0-9][0-9][0-9]*'", ""))
    return NULL;
  return jz_codes_own (last + 1);
}

char *
jz_codes_own (gint64 number)
{
  return g_strdup_printf ("Z%05" G_GINT64_FORMAT, number);
}

gint64
jz_codes_own_number (const char *code)
{
  return code[0] == 'Z' && strspn (code + 1, "0123456789") >= 5 ? g_ascii_strtoll (code + 1, NULL, 10) : 0;
}

char *
jz_codes_category (JzConnection *connection, gint64 scheme, const char *code, GError **error)
{
  g_autoptr (GError) failure = NULL;
  /* The beginnings of the code, longest first: a handful of look-ups by key. GB/T codes are filled with
   * zeros at the end (2010000), so they are tried with those too. */
  char *category = jz_connection_text (
    connection, &failure,
    "WITH RECURSIVE part (n) AS (SELECT length (?2) UNION ALL SELECT n - 1 FROM part WHERE n > 1) "
    "SELECT c.code FROM part JOIN code c ON c.scheme = ?1 AND "
    "c.code IN (substr (?2, 1, n), substr (substr (?2, 1, n) || '0000000000', 1, length (?2))) ORDER BY n DESC LIMIT 1",
    "ls", scheme, code);

  if (failure == NULL)
    return category != NULL ? category : g_strdup ("");
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

GHashTable *
jz_codes_read (JzConnection *connection, gint64 scheme, GError **error)
{
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JzStatement *rows = jz_connection_query (connection, error, "SELECT code FROM code WHERE scheme = ?", "l", scheme);

  while (jz_statement_next (rows))
    g_hash_table_add (codes, jz_statement_dup (rows, 0));
  return jz_statement_finish (rows, error) ? g_steal_pointer (&codes) : NULL;
}

char *
jz_codes_category_among (GHashTable *codes, const char *code)
{
  glong              length = g_utf8_strlen (code, -1);
  g_autoptr (GString) part = g_string_new (code);

  for (glong n = length; n > 0; n--)
    {
      g_string_truncate (part, (gsize) (g_utf8_offset_to_pointer (code, n) - code));
      if (g_hash_table_contains (codes, part->str))
        return g_string_free (g_steal_pointer (&part), FALSE);
      for (glong zeros = n; zeros < length && zeros < n + 10; zeros++)
        g_string_append_c (part, '0');
      if (g_hash_table_contains (codes, part->str))
        return g_string_free (g_steal_pointer (&part), FALSE);
      g_string_assign (part, code);
    }
  return g_strdup ("");
}

gboolean
jz_standard_ensure (JzOperation *operation, const char *name, const char *edition, const char *stage,
                    const char *source, gboolean starter, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection), *tidy = jz_text_tidy (name);

  if (tidy[0] == '\0')
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("A standard needs a name"));
      return FALSE;
    }
  jz_operation_describe (operation, _("Loaded the standard %s"), tidy);
  return jz_connection_run (
           connection, error,
           "INSERT INTO standard (uuid, name, edition, stage, source, starter, changed) VALUES (?, ?, ?, ?, ?, ?, jz_operation()) "
           "ON CONFLICT (name, edition) DO NOTHING",
           "sssssi", uuid, tidy, edition, stage, source, starter) &&
         jz_connection_number (connection, id, 0, error, "SELECT id FROM standard WHERE name = ? AND edition = ?", "ss",
                               tidy, edition);
}

gboolean
jz_standard_put (JzOperation *operation, gint64 standard, const JzStandardRow *row, gboolean *is_new, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        there;

  if (jz_text_is_blank (row->code) || jz_text_is_blank (row->name))
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("A row of a standard needs a code and a name"));
      return FALSE;
    }
  if (!jz_connection_number (connection, &there, 0, error,
                             "SELECT id FROM standard_row WHERE standard = ? AND subject = ? AND code = ?", "lss",
                             standard, row->subject, row->code))
    return FALSE;
  *is_new = there == 0;
  return jz_connection_run (
    connection, error,
    "INSERT INTO standard_row (standard, subject, code, name, spec, unit, rule, required, price, changed) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, iif (?9 < 0, NULL, ?9), jz_operation()) ON CONFLICT (standard, subject, code) DO UPDATE SET "
    "name = excluded.name, spec = excluded.spec, unit = excluded.unit, rule = excluded.rule, required = excluded.required, "
    "price = excluded.price, changed = excluded.changed",
    "lssssssil", standard, row->subject, row->code, row->name, row->spec, row->unit, row->rule, row->required,
    row->price);
}
