/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-lab-check.h"

#include <glib/gi18n-lib.h>

#include "jz-quantity.h"
#include "jz-source.h"

#define DECIMALS 3

void
jz_lab_short_free (JzLabShort *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->unit);
  g_free (self->what);
  g_free (self);
}

gboolean
jz_lab_groups (JzConnection *connection, gint64 experiment, gint64 class_, int *groups, GError **error)
{
  gint64 n;

  if (!jz_connection_number (connection, &n, 1, error,
                             "SELECT (c.pupils + e.group_size - 1) / e.group_size FROM experiment e, class c WHERE "
                             "e.id = ? AND c.id = ?",
                             "ll", experiment, class_))
    return FALSE;
  *groups = (int) CLAMP (n, 1, 99);
  return TRUE;
}

/* What it takes (?1: experiment, ?2: groups), by item and by name: a row for each pool that it draws from. */
#define MINE                                                                                                           \
  "WITH need AS (SELECT kind, item, name, base, sum (quantity * iif (per = 'group', ?2, 1)) AS quantity FROM " \
  "experiment_need " \
  "WHERE experiment = ?1 AND quantity IS NOT NULL GROUP BY kind, item, name, base), "                                  \
  "pool AS (SELECT kind, item, name, base, quantity FROM need WHERE item IS NOT NULL "                                \
  "UNION ALL SELECT kind, NULL, name, base, sum (quantity) FROM need GROUP BY kind, name, base) "

/* What there is of a pool; NULL: no item is called so, or it is measured otherwise. */
#define THERE(same_unit)                                                                                               \
  "(SELECT sum (s.quantity) FROM lab_stock s WHERE s.name = p.name AND (p.item IS NULL OR s.item = p.item) "           \
  "AND " same_unit ")"

static const char apparatus_sql[] =
  MINE ", other AS (SELECT n.lesson, n.item, n.name, sum (n.quantity) AS quantity FROM lesson l "
  "JOIN lab_need n ON n.lesson = l.id WHERE l.date = ?3 AND l.period = ?4 AND l.voided IS NULL AND l.state = "
  "'approved' AND l.id <> ?5 AND n.kind = 'apparatus' GROUP BY n.lesson, n.item, n.name) "
  "SELECT * FROM (SELECT p.name, '', p.quantity, ifnull ((SELECT sum (o.quantity) FROM other o WHERE o.name = p.name "
  "AND (p.item IS NULL OR o.item = p.item)), 0) AS taken, " THERE ("1") " AS there, "
  "(SELECT o.lesson FROM other o WHERE o.name = p.name AND (p.item IS NULL OR o.item = p.item) "
  "ORDER BY o.quantity DESC, o.lesson LIMIT 1) FROM pool p WHERE p.kind = 'apparatus') WHERE quantity + taken > there";

/* Of chemicals everything that is still to come counts. The one that stands in the way is the first for which nothing
 * is left. */
static const char chemical_sql[] =
  MINE ", other AS (SELECT n.lesson, l.date, l.period, n.item, n.name, n.base, sum (n.quantity) AS quantity FROM "
  "lesson l JOIN lab_need n ON n.lesson = l.id WHERE l.voided IS NULL AND l.state = 'approved' AND l.date >= ?6 AND "
  "l.id <> ?5 AND n.kind = 'chemical' AND NOT EXISTS (SELECT 1 FROM lab_voucher v WHERE v.lesson = l.id AND v.what = "
  "'used') GROUP BY n.lesson, n.item, n.name, n.base) "
  "SELECT * FROM (SELECT p.name, p.base, p.quantity, ifnull ((SELECT sum (o.quantity) FROM other o WHERE o.name = "
  "p.name AND o.base = p.base AND (p.item IS NULL OR o.item = p.item)), 0) AS taken, "
  THERE ("s.base = p.base") " AS there, "
  "(SELECT lesson FROM (SELECT o.lesson, o.date, o.period, sum (o.quantity) OVER (ORDER BY o.date, o.period, o.lesson) "
  "AS so_far FROM other o WHERE o.name = p.name AND o.base = p.base AND (p.item IS NULL OR o.item = p.item)) x WHERE "
  "so_far + iif ((x.date, x.period) >= (?3, ?4), p.quantity, 0) > " THERE ("s.base = p.base")
  " ORDER BY x.date, x.period, x.lesson LIMIT 1) FROM pool p WHERE p.kind = 'chemical') WHERE quantity + taken > there";

static gboolean
has_short (GPtrArray *list, const char *kind, const char *name)
{
  for (guint i = 0; i < list->len; i++)
    {
      const JzLabShort *one = g_ptr_array_index (list, i);

      if (g_str_equal (one->kind, kind) && g_strcmp0 (one->name, name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
say_short (JzLabShort *self)
{
  g_autofree char *need = jz_quantity_format (self->need, DECIMALS),
                  *other = jz_quantity_format (self->other, DECIMALS),
                  *there = jz_quantity_format (self->there, DECIMALS);

  self->what = g_str_equal (self->kind, "chemical") ?
    g_strdup_printf (_("%s: needs %s %s, others need %s, there is %s"), self->name, need, self->unit, other, there) :
    g_strdup_printf (_("%s: needs %s, others have %s then, there is %s"), self->name, need, other, there);
}

/* The rows of @row; a pool of one item and that of its name tell the same once. */
static gboolean
take (JzStatement *row, const char *kind, GPtrArray *list, GError **error)
{
  while (jz_statement_next (row))
    {
      JzLabShort *one;

      if (has_short (list, kind, jz_statement_text (row, 0)))
        continue;
      one = g_new0 (JzLabShort, 1);
      *one = (JzLabShort){ .kind = kind, .name = jz_statement_dup (row, 0), .unit = jz_statement_dup (row, 1),
                           .need = jz_statement_int64 (row, 2), .other = jz_statement_int64 (row, 3),
                           .there = jz_statement_int64 (row, 4), .with = jz_statement_int64 (row, 5) };
      say_short (one);
      g_ptr_array_add (list, one);
    }
  return jz_statement_finish (row, error);
}

/* How early the notice is. */
static gboolean
check_lead (JzConnection *connection, const JzLabDraft *draft, GPtrArray *list, GError **error)
{
  gint64 days, ahead = jz_date_from_iso (draft->date) - jz_source_today (connection);

  if (!jz_connection_number (connection, &days, 0, error,
                             "SELECT d.days FROM experiment e JOIN lab_lead d ON d.kind = e.kind WHERE e.id = ?", "l",
                             draft->experiment))
    return FALSE;
  if (ahead < days)
    {
      JzLabShort *one = g_new0 (JzLabShort, 1);

      *one = (JzLabShort){ .kind = "lead-time", .unit = g_strdup (""), .need = days, .there = ahead };
      one->what =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The notice is given %d day before the lesson at least",
                                      "The notice is given %d days before the lesson at least", (gulong) days),
                         (int) days);
      g_ptr_array_add (list, one);
    }
  return TRUE;
}

GPtrArray *
jz_lab_check (JzConnection *connection, const JzLabDraft *draft, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_lab_short_free);
  char                  today[JZ_DATE_LENGTH];

  jz_date_to_iso (jz_source_today (connection), today);
  if (!take (jz_connection_query (connection, error, apparatus_sql, "lisil", draft->experiment, draft->groups,
                                  draft->date, draft->period, draft->lesson),
             "apparatus", list, error) ||
      !take (jz_connection_query (connection, error, chemical_sql, "lisils", draft->experiment, draft->groups,
                                  draft->date, draft->period, draft->lesson, today),
             "chemical", list, error) ||
      !check_lead (connection, draft, list, error))
    return NULL;
  return g_steal_pointer (&list);
}
