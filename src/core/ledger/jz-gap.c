/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-gap.h"

#include <glib/gi18n-lib.h>

const JzAction jz_action_gap = { "standard.match", "codes" };

void
jz_gap_row_free (JzGapRow *self)
{
  char *const texts[] = { self->standard, self->edition, self->subject, self->code, self->name,
                          self->spec,     self->unit,    self->rule,    self->fault };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (self);
}

void
jz_gap_subject_free (JzGapSubject *self)
{
  g_free (self->subject);
  g_free (self);
}

/* The school as a rule sees it. */

static gboolean
read_counts (JzConnection *connection, const char *stage, JzRuleBase *base, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT count(*), count(DISTINCT stage || grade), ifnull (max (pupils), 0), "
                                          "ifnull (max (n), 0) FROM (SELECT *, count(*) OVER (PARTITION BY stage, grade) AS n FROM class "
                                          "WHERE left_year IS NULL AND (?1 = '' OR stage = ?1))", "s", stage);

  while (jz_statement_next (row))
    {
      base->classes = (guint) jz_statement_int64 (row, 0);
      base->grades = (guint) jz_statement_int64 (row, 1);
      base->largest = (guint) jz_statement_int64 (row, 2);
      base->parallel = (guint) jz_statement_int64 (row, 3);
      base->groups = (base->largest + 1) / 2; /* two to a bench, where nobody says otherwise */
    }
  return jz_statement_finish (row, error);
}

static gboolean
read_subject (JzConnection *connection, const char *subject, JzRuleBase *base, GError **error)
{
  gint64 rooms = 0, teachers = 0;

  if (!jz_connection_number (connection, &rooms, 0, error,
                             "SELECT count(*) FROM place WHERE kind = 'room' AND voided IS NULL AND ?1 <> '' AND instr (purpose, ?1) > 0",
                             "s", subject) ||
      !jz_connection_number (connection, &teachers, 0, error,
                             "SELECT count(*) FROM person WHERE kind = 'staff' AND active AND voided IS NULL AND ?1 <> '' AND instr (post, ?1) > 0",
                             "s", subject))
    return FALSE;
  base->rooms = (guint) rooms;
  base->teachers = (guint) teachers;
  return TRUE;
}

/* One look for each stage and subject, of which there are few. */
typedef struct
{
  JzConnection *connection;
  GHashTable   *bases; /* "stage\nsubject" → JzRuleBase */
} School;

static const JzRuleBase *
base_for (School *self, const char *stage, const char *subject, GError **error)
{
  g_autofree char *key = g_strconcat (stage, "\n", subject, NULL);
  JzRuleBase      *base = g_hash_table_lookup (self->bases, key);

  if (base != NULL)
    return base;
  base = g_new0 (JzRuleBase, 1);
  if (!read_counts (self->connection, stage, base, error) || !read_subject (self->connection, subject, base, error))
    {
      g_free (base);
      return NULL;
    }
  g_hash_table_insert (self->bases, g_steal_pointer (&key), base);
  return base;
}

/* Rows. */

/* Which items are meant by the rows of the standards "chosen": by code, less what a person said is not, and what a person said is. */
#define MATCHED \
  " matched (line, item) AS (" \
  "  SELECT r.id, i.id FROM chosen s CROSS JOIN standard_row r ON r.standard = s.id CROSS JOIN item i ON i.code = r.code AND i.voided IS NULL" \
  "   JOIN code_scheme c ON c.id = i.scheme" \
  "   WHERE (c.kind = 'instrument' OR (c.name = s.name AND c.edition = s.edition)) AND (r.subject = '' OR i.subject = '' OR i.subject = r.subject)" \
  "   AND NOT EXISTS (SELECT 1 FROM standard_match m WHERE m.standard_row = r.id AND m.item = i.id AND NOT m.fits)" \
  "  UNION SELECT standard_row, item FROM standard_match WHERE fits),"

/* What is held under each row. */
static const char *const rows_sql =
  "WITH chosen AS (SELECT id, name, edition, stage, level FROM standard WHERE used AND (?1 IS NULL OR name = ?1 OR name || ' ' || edition = ?1)),"
  MATCHED
  " counted AS ("
  "  SELECT line, item.id, (SELECT ifnull (sum (quantity), 0) FROM balance WHERE balance.item = item.id) AS quantity,"
  "   (SELECT ifnull (sum (amount), 0) FROM balance WHERE balance.item = item.id) AS amount,"
  "   CASE decimals WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 2 THEN 100 ELSE 1000 END AS unit,"
  "   CASE tracking WHEN 'card' THEN (SELECT count(*) FROM asset JOIN position ON position.asset = asset.id"
  "    WHERE asset.item = item.id AND asset.condition IN ('broken', 'missing')) ELSE 0 END AS broken"
  "  FROM matched JOIN item ON item.id = matched.item WHERE item.voided IS NULL),"
  " held AS MATERIALIZED (SELECT line, sum (quantity / unit) AS held, sum (broken) AS broken, sum (amount) AS amount FROM counted GROUP BY line)"
  "SELECT r.id, s.name, s.edition, s.stage, s.level, r.subject, r.code, r.name, r.spec, r.unit, r.rule, r.required, ifnull (r.price, -1),"
  " ifnull (held, 0), ifnull (held - broken, 0), ifnull (amount, 0)"
  " FROM chosen s JOIN standard_row r ON r.standard = s.id LEFT JOIN held ON held.line = r.id"
  " WHERE ?2 IS NULL OR r.subject = ?2 ORDER BY s.name, s.edition, r.subject, r.code, r.id";

static JzGapRow *
take_row (JzStatement *row)
{
  JzGapRow *self = g_new0 (JzGapRow, 1);
  gint64    amount = jz_statement_int64 (row, 15);

  self->id = jz_statement_int64 (row, 0);
  self->standard = jz_statement_dup (row, 1);
  self->edition = jz_statement_dup (row, 2);
  self->subject = jz_statement_dup (row, 5);
  self->code = jz_statement_dup (row, 6);
  self->name = jz_statement_dup (row, 7);
  self->spec = jz_statement_dup (row, 8);
  self->unit = jz_statement_dup (row, 9);
  self->rule = jz_statement_dup (row, 10);
  self->required = jz_statement_int64 (row, 11) != 0;
  self->price = jz_statement_int64 (row, 12);
  self->held = jz_statement_int64 (row, 13);
  self->usable = jz_statement_int64 (row, 14);
  if (self->price < 0 && self->held > 0 && amount > 0)
    self->price = amount / self->held;
  return self;
}

static void
compare (JzGapRow *self, const JzRuleBase *base)
{
  g_autoptr (GError) failure = NULL;

  if (!jz_quantity_rule_evaluate (self->rule, base, &self->wanted, &failure))
    self->fault = g_strdup (failure->message);
  self->lacking = MAX ((gint64) self->wanted.least - self->usable, 0);
  self->cost = self->price < 0 && self->lacking > 0 ? -1 : self->lacking * MAX (self->price, 0);
}

static gboolean
is_there (JzConnection *connection, const char *standard, GError **error)
{
  gint64 n = 0;

  if (standard == NULL)
    return TRUE;
  if (!jz_connection_number (connection, &n, 0, error, "SELECT count(*) FROM standard WHERE name = ?1 OR name || ' ' || edition = ?1", "s", standard))
    return FALSE;
  if (n > 0)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such standard"), standard);
  return FALSE;
}

/* Takes the row that @rows stand on, unless it is not asked for. */
static gboolean
add_row (School *school, const JzGapQuery *query, JzStatement *rows, GPtrArray *found, GError **error)
{
  JzGapRow         *row = take_row (rows);
  const JzRuleBase *known = base_for (school, jz_statement_text (rows, 3), row->subject, error);
  JzRuleBase        base;

  if (known == NULL)
    {
      jz_gap_row_free (row);
      return FALSE;
    }
  base = *known;
  base.level = (guint) jz_statement_int64 (rows, 4);
  compare (row, &base);
  if (query->lacking && row->lacking == 0)
    jz_gap_row_free (row);
  else
    g_ptr_array_add (found, row);
  return TRUE;
}

GPtrArray *
jz_gap_read (JzConnection *connection, const JzGapQuery *query, GError **error)
{
  g_autoptr (GPtrArray)  found = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_gap_row_free);
  g_autoptr (GHashTable) bases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  School       school = { connection, bases };
  JzStatement *rows;

  if (!is_there (connection, query->standard, error))
    return NULL;
  rows = jz_connection_query (connection, error, rows_sql, "ss", query->standard, query->subject);
  while (jz_statement_next (rows))
    if (!add_row (&school, query, rows, found, error))
      {
        jz_statement_reset (rows);
        return NULL;
      }
  return jz_statement_finish (rows, error) ? g_steal_pointer (&found) : NULL;
}

gboolean
jz_gap_count_rule (JzConnection *connection, gint64 standard, const char *subject, const char *rule, JzRequired *required, GError **error)
{
  g_autofree char *stage = jz_connection_text (connection, error, "SELECT stage FROM standard WHERE id = ?", "l", standard);
  JzRuleBase       base = { 0 };
  gint64           level = 1;

  if (stage == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("That standard is not there"));
      return FALSE;
    }
  if (!jz_connection_number (connection, &level, 1, error, "SELECT level FROM standard WHERE id = ?", "l", standard) || !read_counts (connection, stage, &base, error) ||
      !read_subject (connection, subject, &base, error))
    return FALSE;
  base.level = (guint) level;
  return jz_quantity_rule_evaluate (rule, &base, required, error);
}

/* The items of one row. */

void
jz_gap_item_free (JzGapItem *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->spec);
  g_free (self);
}

static const char *const items_sql =
  "WITH chosen AS (SELECT id, name, edition FROM standard WHERE id = (SELECT standard FROM standard_row WHERE id = ?1)),"
  MATCHED
  " meant AS (SELECT item FROM matched WHERE line = ?1)"
  " SELECT i.id, i.code, i.name, i.spec, (SELECT ifnull (sum (quantity), 0) FROM balance WHERE balance.item = i.id) / "
  " CASE decimals WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 2 THEN 100 ELSE 1000 END"
  " FROM meant JOIN item i ON i.id = meant.item WHERE i.voided IS NULL ORDER BY i.code, i.name, i.id";

GPtrArray *
jz_gap_items (JzConnection *connection, gint64 row, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_gap_item_free);
  JzStatement *rows = jz_connection_query (connection, error, items_sql, "l", row);

  while (jz_statement_next (rows))
    {
      JzGapItem *item = g_new0 (JzGapItem, 1);

      *item = (JzGapItem){ jz_statement_int64 (rows, 0), jz_statement_dup (rows, 1), jz_statement_dup (rows, 2),
                           jz_statement_dup (rows, 3), jz_statement_int64 (rows, 4) };
      g_ptr_array_add (found, item);
    }
  return jz_statement_finish (rows, error) ? g_steal_pointer (&found) : NULL;
}

static JzGapSubject *
subject_of (GPtrArray *subjects, const char *name)
{
  JzGapSubject *subject;

  for (guint i = 0; i < subjects->len; i++)
    if (g_str_equal (((JzGapSubject *) g_ptr_array_index (subjects, i))->subject, name))
      return g_ptr_array_index (subjects, i);
  subject = g_new0 (JzGapSubject, 1);
  subject->subject = g_strdup (name);
  g_ptr_array_add (subjects, subject);
  return subject;
}

GPtrArray *
jz_gap_sum (GPtrArray *rows)
{
  GPtrArray *subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_gap_subject_free);

  for (guint i = 0; i < rows->len; i++)
    {
      JzGapRow     *row = g_ptr_array_index (rows, i);
      JzGapSubject *subject = subject_of (subjects, row->subject);

      if (row->wanted.least == 0)
        continue;
      subject->rows++;
      subject->filled += row->lacking == 0;
      subject->wanted += row->wanted.least;
      subject->there += MIN (row->usable, row->wanted.least);
      subject->cost += MAX (row->cost, 0);
      subject->unpriced += row->cost < 0;
    }
  return subjects;
}

gboolean
jz_gap_match (JzOperation *operation, gint64 row, gint64 item, gboolean fits, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *thing = jz_connection_text (connection, error, "SELECT name FROM item WHERE id = ?", "l", item);
  g_autofree char *line = thing != NULL ? jz_connection_text (connection, error, "SELECT name FROM standard_row WHERE id = ?", "l", row) : NULL;

  if (line == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND,
                             _("That item or that row of a standard is not there"));
      return FALSE;
    }
  if (!jz_connection_run (connection, error,
                          "INSERT INTO standard_match (standard_row, item, fits, changed) VALUES (?, ?, ?, jz_operation ()) "
                          "ON CONFLICT DO UPDATE SET fits = excluded.fits, changed = excluded.changed", "lll", row, item, (gint64) fits))
    return FALSE;
  if (fits)
    jz_operation_describe (operation, _("%s counts as the standard's %s"), thing, line);
  else
    jz_operation_describe (operation, _("%s does not count as the standard's %s"), thing, line);
  return TRUE;
}
