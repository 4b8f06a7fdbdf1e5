/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-library-standard.h"

#include <glib/gi18n-lib.h>

#include "jz-money.h"

const JzAction jz_action_library_standard = { "library.standard", "library" };

void
jz_library_norm_clear (JzLibraryNorm *self)
{
  g_clear_pointer (&self->source, g_free);
}

/* Norms. */

/* Of the standard that is used, for ?1 and ?2. */
#define NORMS                                                                                                          \
  "FROM library_norm n JOIN library_standard s ON s.id = n.standard AND s.used "

static gboolean
norm_take (JzStatement *row, JzLibraryNorm *norm, GError **error)
{
  if (jz_statement_next (row) && !jz_statement_is_null (row, 0))
    {
      norm->value = jz_statement_int64 (row, 0);
      norm->pupils = jz_statement_int64 (row, 1);
      norm->source = jz_statement_dup (row, 2);
      norm->starter = jz_statement_int64 (row, 3) != 0;
    }
  return jz_statement_finish (row, error);
}

gboolean
jz_library_norm_read (JzConnection *connection, const char *figure, const char *class_, JzLibraryNorm *norm,
                      GError **error)
{
  static const char whole[] = "SELECT n.value, (SELECT ifnull (sum (pupils), 0) FROM class WHERE left_year IS NULL), "
                              "n.source, n.starter " NORMS
                              "JOIN school ON school.stage = n.stage WHERE n.figure = ?1 AND n.class = ?2 LIMIT 1";
  static const char average[] =
    "SELECT (sum (n.value * p.pupils) + sum (p.pupils) / 2) / nullif (sum (p.pupils), 0), sum (p.pupils), "
    "group_concat (DISTINCT n.source), max (n.starter) " NORMS
    "JOIN (SELECT stage, sum (pupils) AS pupils FROM class WHERE left_year IS NULL GROUP BY stage) p ON p.stage = "
    "n.stage "
    "WHERE n.figure = ?1 AND n.class = ?2";
  static const char most[] =
    "SELECT n.value, 0, n.source, n.starter " NORMS
    "WHERE n.figure = ?1 AND n.class = ?2 AND n.stage IN (SELECT stage FROM class WHERE left_year IS NULL) "
    "ORDER BY n.value DESC LIMIT 1";
  gboolean each = g_str_has_suffix (figure, "per-pupil") || g_str_equal (figure, "share");

  *norm = (JzLibraryNorm){ .value = -1 };
  return norm_take (jz_connection_query (connection, error, whole, "ss", figure, class_), norm, error) &&
         (norm->value >= 0 ||
          norm_take (jz_connection_query (connection, error, each ? average : most, "ss", figure, class_), norm,
                     error));
}

char *
jz_library_standard_name (JzConnection *connection, GError **error)
{
  return jz_connection_text (connection, error,
                             "SELECT trim (name || ' ' || edition) FROM library_standard WHERE used", "");
}

/* Reference tables. */

static gboolean
refuse_row (GError **error, guint row, const char *why)
{
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("Row %u of the table of standards: %s"), row + 1, why);
  return FALSE;
}

static gboolean
is_known (JzConnection *connection, const char *class_, gboolean *known, GError **error)
{
  gint64 n;

  if (!jz_connection_number (connection, &n, 0, error,
                             "SELECT (SELECT count (*) FROM book_class WHERE letter = ?1) + (SELECT count (*) FROM "
                             "book_group WHERE name = ?1)",
                             "s", class_))
    return FALSE;
  *known = n > 0;
  return TRUE;
}

/* Whether a row makes sense, and its value. */
static gboolean
read_row (JzConnection *connection, JzReference *table, guint row, gint64 *value, GError **error)
{
  static const char *const stages[] = { "kindergarten", "primary", "junior", "senior", "nine-year", "complete",
                                        "twelve-year", NULL },
                    *const figures[] = { "per-pupil", "new-per-pupil", "periodicals", "reference", "opening-hours",
                                         "share", NULL };
  const char *figure = jz_reference_get (table, row, "figure"), *class_ = jz_reference_get (table, row, "class");
  gboolean    share = g_str_equal (figure, "share"), known = TRUE;

  if (jz_reference_get (table, row, "standard")[0] == '\0')
    return refuse_row (error, row, _("it names no standard"));
  if (!g_strv_contains (stages, jz_reference_get (table, row, "stage")))
    return refuse_row (error, row, _("there is no such stage"));
  if (!g_strv_contains (figures, figure))
    return refuse_row (error, row, _("there is no such figure"));
  if (share && !is_known (connection, class_, &known, error))
    return FALSE;
  if (share != (class_[0] != '\0') || !known)
    return refuse_row (error, row, _("a share, and nothing else, is of a main class or a group"));
  if (!jz_money_parse (jz_reference_get (table, row, "value"), value) || *value < 0 || (share && *value > 10000))
    return refuse_row (error, row, _("its value is none"));
  return TRUE;
}

static gboolean
find_standard (JzConnection *connection, const char *name, const char *edition, gint64 *id, GError **error)
{
  return jz_connection_number (connection, id, 0, error,
                               "SELECT id FROM library_standard WHERE name = ? AND edition = ?", "ss", name, edition);
}

/* The standards that the table names, empty. */
static gboolean
clear_standards (JzConnection *connection, JzReference *table, GError **error)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      const char *name = jz_reference_get (table, i, "standard"), *edition = jz_reference_get (table, i, "edition");
      gint64      id;

      if (!jz_connection_run (connection, error,
                              "INSERT INTO library_standard (name, edition, changed) VALUES (?, ?, jz_operation ()) "
                              "ON CONFLICT (name, edition) DO UPDATE SET changed = excluded.changed",
                              "ss", name, edition) ||
          !find_standard (connection, name, edition, &id, error) ||
          !jz_connection_run (connection, error, "DELETE FROM library_norm WHERE standard = ?", "l", id))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_row (JzConnection *connection, JzReference *table, guint row, gint64 value, GError **error)
{
  gint64 id, there;

  if (!find_standard (connection, jz_reference_get (table, row, "standard"), jz_reference_get (table, row, "edition"),
                      &id, error) ||
      !jz_connection_number (connection, &there, 0, error,
                             "SELECT count (*) FROM library_norm WHERE standard = ? AND stage = ? AND figure = ? AND "
                             "class = ?",
                             "lsss", id, jz_reference_get (table, row, "stage"),
                             jz_reference_get (table, row, "figure"), jz_reference_get (table, row, "class")))
    return FALSE;
  if (there > 0)
    return refuse_row (error, row, _("a row above it says the same"));
  return jz_connection_run (connection, error,
                            "INSERT INTO library_norm (standard, stage, figure, class, value, source, starter, "
                            "changed) VALUES (?, ?, ?, ?, ?, ?, ?, jz_operation ())",
                            "lssslsi", id, jz_reference_get (table, row, "stage"),
                            jz_reference_get (table, row, "figure"), jz_reference_get (table, row, "class"), value,
                            jz_reference_get (table, row, "source"),
                            g_str_equal (jz_reference_about (table, "starter"), "1"));
}

gboolean
jz_library_standard_take (JzOperation *operation, JzReference *table, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        value;

  for (guint i = 0; i < table->rows->len; i++)
    if (!read_row (connection, table, i, &value, error))
      return FALSE;
  if (!clear_standards (connection, table, error))
    return FALSE;
  for (guint i = 0; i < table->rows->len; i++)
    if (!read_row (connection, table, i, &value, error) || !put_row (connection, table, i, value, error))
      return FALSE;
  jz_operation_describe (operation,
                         g_dngettext (GETTEXT_PACKAGE, "Took in %u row of library standards",
                                      "Took in %u rows of library standards", table->rows->len),
                         table->rows->len);
  return TRUE;
}

gboolean
jz_library_standard_use (JzOperation *operation, const char *name, const char *edition, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        id;

  if (!find_standard (connection, name, edition, &id, error))
    return FALSE;
  if (id == 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such standard"), name);
      return FALSE;
    }
  jz_operation_describe (operation, _("The library is judged by the standard %s"), name);
  return jz_connection_run (connection, error,
                            "UPDATE library_standard SET used = 0, changed = jz_operation () WHERE used AND id <> ?",
                            "l", id) &&
         jz_connection_run (connection, error,
                            "UPDATE library_standard SET used = 1, changed = jz_operation () WHERE id = ? AND NOT used",
                            "l", id);
}

/* What the school says. */

gboolean
jz_library_policy_read (JzConnection *connection, JzLibraryPolicy *policy, GError **error)
{
  gint64   years;
  gboolean ok = jz_connection_number (connection, &policy->opening_hours, -1, error,
                                      "SELECT opening_hours FROM library_policy", "") &&
                jz_connection_number (connection, &years, 1, error, "SELECT unlent_years FROM library_policy", "");

  policy->unlent_years = ok ? (int) years : 1;
  return ok;
}

gboolean
jz_library_policy_set (JzOperation *operation, const JzLibraryPolicy *policy, GError **error)
{
  if (policy->opening_hours < -1 || policy->opening_hours > 16800 || policy->unlent_years < 1 ||
      policy->unlent_years > 50)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                           _("A week has 168 hours, and never borrowed means 1 to 50 years"));
      return FALSE;
    }
  jz_operation_describe (operation, _("Changed what the library says of itself"));
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE library_policy SET opening_hours = nullif (?, -1), unlent_years = ?, changed = "
                            "jz_operation ()",
                            "li", policy->opening_hours, policy->unlent_years);
}
