/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-lab-prepare.h"

#include <glib/gi18n-lib.h>

#include "jz-paper.h"
#include "jz-purchase.h"
#include "jz-source.h"

const JzAction jz_action_lab_prepare = { "lab.prepare", "lab" };

void
jz_prepare_line_free (JzPrepareLine *self)
{
  if (self == NULL)
    return;
  g_free (self->date);
  g_free (self->kind);
  g_free (self->name);
  g_free (self->unit);
  g_free (self->substitute);
  g_free (self->hazard);
  g_free (self->places);
  g_free (self);
}

gint64
jz_prepare_short (const JzPrepareLine *line)
{
  return line->there < 0 ? 0 : MAX (line->need - line->there, 0);
}

/* By slot first; then the fullest slot of a span for apparatus, and the sum for chemicals (?3: JzPrepareBy). Weeks are
 * those of their term. */
static const char list_sql[] =
  "WITH slot AS (SELECT l.date, d.term, d.week, l.period, n.kind, n.name, n.base, sum (n.quantity) AS quantity, count "
  "(DISTINCT l.id) AS lessons, max (n.substitute) AS substitute, max (n.hazard) AS hazard FROM lesson l JOIN lab_need "
  "n ON n.lesson = l.id LEFT JOIN calendar_day d ON d.date = l.date WHERE l.date BETWEEN ?1 AND ?2 AND l.voided IS "
  "NULL AND l.state = 'approved' GROUP BY l.date, l.period, n.kind, n.name, n.base), span AS (SELECT min (date) AS "
  "date, max (week) AS week, iif (?3 = 0, period, 0) AS period, kind, name, base, ifnull (iif (kind = 'apparatus', max "
  "(quantity), sum (quantity)), 0) AS need, sum (lessons) AS lessons, max (substitute) AS substitute, max (hazard) AS "
  "hazard FROM slot GROUP BY CASE ?3 WHEN 3 THEN '' WHEN 2 THEN ifnull (term || '-' || week, date) ELSE date "
  "END, iif (?3 = 0, period, 0), kind, name, base) "
  "SELECT s.date, ifnull (s.week, 0), s.period, s.kind, s.name, s.base, s.need, ifnull ((SELECT sum (k.quantity) FROM "
  "lab_stock k WHERE k.name = s.name AND (s.kind = 'apparatus' OR k.base = s.base)), -1), s.lessons, s.substitute, "
  "s.hazard, ifnull ((SELECT group_concat (DISTINCT p.path) FROM item i JOIN balance b ON b.item = i.id AND b.state = "
  "'stock' AND b.quantity > 0 JOIN place p ON p.id = b.place WHERE i.name = s.name AND i.voided IS NULL), '') FROM "
  "span s ORDER BY s.date, s.period, s.kind, s.name";

GPtrArray *
jz_lab_prepare_list (JzConnection *connection, const char *from, const char *to, JzPrepareBy by, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_prepare_line_free);
  JzStatement          *row = jz_connection_query (connection, error, list_sql, "ssi", from, to, (int) by);

  while (jz_statement_next (row))
    {
      JzPrepareLine *line = g_new0 (JzPrepareLine, 1);

      *line = (JzPrepareLine){ .date = jz_statement_dup (row, 0), .week = (int) jz_statement_int64 (row, 1),
                               .period = (int) jz_statement_int64 (row, 2), .kind = jz_statement_dup (row, 3),
                               .name = jz_statement_dup (row, 4), .unit = jz_statement_dup (row, 5),
                               .need = jz_statement_int64 (row, 6), .there = jz_statement_int64 (row, 7),
                               .lessons = jz_statement_int64 (row, 8), .substitute = jz_statement_dup (row, 9),
                               .hazard = jz_statement_dup (row, 10), .places = jz_statement_dup (row, 11) };
      g_ptr_array_add (lines, line);
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&lines) : NULL;
}

/* Marking. */

gboolean
jz_lab_prepare_mark (JzOperation *operation, gint64 lesson, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL;
  char             today[JZ_DATE_LENGTH];

  if (!jz_connection_find_text (connection, &number, error,
                                "SELECT b.number FROM lab_lesson b JOIN lesson l ON l.id = b.lesson WHERE l.id = ? AND "
                                "l.voided IS NULL AND l.state IN ('approved', 'done')",
                                "l", lesson))
    return FALSE;
  if (number == NULL)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("Only what is approved is prepared"));
  jz_date_to_iso (jz_source_today (connection), today);
  jz_operation_describe (operation, _("Prepared %s"), number);
  return jz_connection_run (connection, error,
                            "UPDATE lab_lesson SET prepared = max (?, noticed), prepared_by = ?, changed = "
                            "jz_operation () WHERE lesson = ? AND prepared IS NULL",
                            "sll", today, jz_operation_get_actor (operation)->account, lesson);
}

/* Buying. */

/* The line's item, where the books have one of that name, and what is asked for in its smallest unit. */
static gboolean
fill_request (JzConnection *connection, const JzPrepareLine *line, JzRequestLine *request, GError **error)
{
  gint64 scale = 1000, decimals = 0;

  if (!jz_connection_number (connection, &request->item, 0, error,
                             "SELECT item FROM lab_stock WHERE name = ?1 AND (?2 = '' OR base = ?2) ORDER BY quantity "
                             "DESC LIMIT 1",
                             "ss", line->name, line->unit) ||
      !jz_connection_number (connection, &decimals, 0, error, "SELECT decimals FROM item WHERE id = ?", "l",
                             request->item) ||
      !jz_connection_number (connection, &scale, 1000, error,
                             "SELECT 1000 * ifnull (u.ratio, 1) FROM item i LEFT JOIN unit_ratio u ON u.unit = i.unit "
                             "WHERE i.id = ?",
                             "l", request->item))
    return FALSE;
  for (; decimals > 0 && scale % 10 == 0; decimals--)
    scale /= 10;
  request->name = line->name;
  request->quantity = (jz_prepare_short (line) + scale - 1) / scale;
  request->reason = _("Short for experiments");
  return TRUE;
}

gboolean
jz_lab_prepare_buy (JzOperation *operation, const char *from, const char *to, gint64 applicant, gint64 *id,
                    GError **error)
{
  JzConnection         *connection = jz_operation_get_connection (operation);
  g_autoptr (GPtrArray) lines = jz_lab_prepare_list (connection, from, to, JZ_PREPARE_TOGETHER, error);
  g_autoptr (GArray)    requests = g_array_new (FALSE, TRUE, sizeof (JzRequestLine));
  JzRequestData         data = { .applicant = applicant, .purpose = _("Apparatus and chemicals for experiments") };

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const JzPrepareLine *line = g_ptr_array_index (lines, i);
      JzRequestLine        request = { 0 };

      if (jz_prepare_short (line) == 0)
        continue;
      if (!fill_request (connection, line, &request, error))
        return FALSE;
      g_array_append_val (requests, request);
    }
  *id = 0;
  if (lines == NULL)
    return FALSE;
  if (requests->len == 0)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Nothing of what the books have is short in these days"));
  return jz_purchase_request_write (operation, id, &data, (const JzRequestLine *) (gpointer) requests->data,
                                    requests->len, error);
}
