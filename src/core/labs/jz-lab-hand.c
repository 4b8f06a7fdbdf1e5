/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-lab-prepare.h"
#include "jz-loan-desk.h"
#include "jz-paper.h"
#include "jz-voucher.h"

/* What it posts is a keeper's work, as every loan and issue. */
const JzAction jz_action_lab_hand = { "lab.hand", "ledger" };

typedef struct
{
  gint64   teacher;
  char    *number;
  gboolean approved;
} Lesson;

static void
lesson_clear (Lesson *self)
{
  g_free (self->number);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lesson, lesson_clear)

static gboolean
read_lesson (JzConnection *connection, gint64 id, Lesson *lesson, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT ifnull (l.teacher, 0), b.number, l.voided IS NULL AND l.state IN "
                                          "('approved', 'done') FROM lab_lesson b JOIN lesson l ON l.id = b.lesson "
                                          "WHERE l.id = ?",
                                          "l", id);

  if (!jz_statement_first (row, _("There is no notice of an experiment for that lesson"), error))
    return FALSE;
  *lesson = (Lesson){ jz_statement_int64 (row, 0), jz_statement_dup (row, 1), jz_statement_int64 (row, 2) != 0 };
  jz_statement_reset (row);
  return lesson->teacher != 0 ||
         jz_paper_fail (error, JZ_ERROR_INVALID, _("%s: the lesson names no teacher"), lesson->number);
}

/* Finding it in the stock. */

typedef struct
{
  char  *name, *base, *kind;
  gint64 item, need; /* @item 0: any of that name; @need: thousandths of the base unit */
} Wanted;

static void
wanted_clear (gpointer data)
{
  Wanted *self = data;

  g_free (self->name);
  g_free (self->base);
  g_free (self->kind);
}

static gboolean
read_wanted (JzConnection *connection, gint64 lesson, GArray *wanted, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT name, base, kind, ifnull (item, 0), ifnull (sum (quantity), 0) FROM "
                                          "lab_need WHERE lesson = ? GROUP BY kind, item, name, base ORDER BY kind, "
                                          "name",
                                          "l", lesson);

  while (jz_statement_next (row))
    {
      Wanted one = { jz_statement_dup (row, 0), jz_statement_dup (row, 1), jz_statement_dup (row, 2),
                     jz_statement_int64 (row, 3), jz_statement_int64 (row, 4) };

      g_array_append_val (wanted, one);
    }
  return jz_statement_finish (row, error);
}

/* Single cards that are there, or quantities; ?1: name, ?2: item or 0, ?3: base unit or '', ?4: kind. Of chemicals what
 * the books keep as something that comes back is none. Column 4: thousandths in the smallest unit of the item. */
static const char stock_sql[] = "SELECT i.id, a.id, 1, p.place, 1000, 0 FROM item i JOIN asset a ON a.item = i.id JOIN "
                                "position p ON p.asset = a.id AND p.state = 'stock' WHERE i.name = ?1 AND i.voided IS "
                                "NULL AND ?2 IN (0, i.id) AND i.tracking = 'card' AND ?4 <> 'chemical' AND a.condition "
                                "IN ('good', 'worn') UNION ALL SELECT i.id, 0, b.quantity, b.place, 1000 * ifnull "
                                "(u.ratio, 1) / CASE i.decimals WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 2 THEN 100 ELSE 1000 "
                                "END, i.tracking = 'consumable' FROM item i JOIN balance b ON b.item = i.id AND "
                                "b.state = 'stock' AND b.quantity > 0 LEFT JOIN unit_ratio u ON u.unit = i.unit WHERE "
                                "i.name = ?1 AND i.voided IS NULL AND ?2 IN (0, i.id) AND i.tracking <> 'card' AND (?4 "
                                "<> 'chemical' OR (i.tracking = 'consumable' AND ifnull (u.base, i.unit) = ?3)) ORDER "
                                "BY 6, 3 DESC, 1, 2";

/* Of @line what is in @lines already: a list may name a thing by its code and by its name. */
static gint64
taken (GArray *lines, const JzLine *line)
{
  gint64 quantity = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const JzLine *one = &g_array_index (lines, JzLine, i);

      if (one->item == line->item && one->asset == line->asset && one->place == line->place)
        quantity += one->quantity;
    }
  return quantity;
}

/* Takes as much as it can. @out, @used: of JzLine. @left: (out): what there is not. */
static gboolean
take_from_stock (JzConnection *connection, const Wanted *wanted, GArray *out, GArray *used, gint64 *left,
                 GError **error)
{
  JzStatement *row =
    jz_connection_query (connection, error, stock_sql, "slss", wanted->name, wanted->item, wanted->base, wanted->kind);

  *left = wanted->need;
  while (*left > 0 && jz_statement_next (row))
    {
      GArray *lines = jz_statement_int64 (row, 5) ? used : out;
      gint64  scale = MAX (jz_statement_int64 (row, 4), 1), pieces = (*left + scale - 1) / scale;
      JzLine line = { .item = jz_statement_int64 (row, 0),
                      .asset = jz_statement_int64 (row, 1),
                      .place = jz_statement_int64 (row, 3) };

      line.quantity = MIN (pieces, jz_statement_int64 (row, 2) - taken (lines, &line));
      if (line.quantity <= 0)
        continue;
      *left -= line.quantity * scale;
      g_array_append_val (lines, line);
    }
  return jz_statement_finish (row, error);
}

static gboolean
gather (JzConnection *connection, gint64 lesson, GArray *out, GArray *used, GPtrArray *missing, GError **error)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));

  g_array_set_clear_func (wanted, wanted_clear);
  if (!read_wanted (connection, lesson, wanted, error))
    return FALSE;
  for (guint i = 0; i < wanted->len; i++)
    {
      const Wanted *one = &g_array_index (wanted, Wanted, i);
      gint64        left = 0;

      if (one->need > 0 && !take_from_stock (connection, one, out, used, &left, error))
        return FALSE;
      if (one->need == 0 || left > 0)
        g_ptr_array_add (missing, g_strdup (one->name));
    }
  return TRUE;
}

/* Posting. */

static gboolean
note_voucher (JzConnection *connection, gint64 lesson, gint64 voucher, const char *what, GError **error)
{
  return jz_connection_run (
    connection, error, "INSERT INTO lab_voucher (lesson, voucher, what, changed) VALUES (?, ?, ?, jz_operation ())",
    "lls", lesson, voucher, what);
}

typedef gboolean (*Verb) (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done,
                          GError **error);

static gboolean
post (JzOperation *operation, Verb verb, const JzTerms *terms, GArray *lines, gint64 lesson, const char *what,
      GError **error)
{
  g_auto (JzDone) done = { 0 };

  return lines->len == 0 ||
         (verb (operation, terms, (const JzLine *) (gpointer) lines->data, lines->len, &done, error) &&
          note_voucher (jz_operation_get_connection (operation), lesson, done.voucher, what, error));
}

gboolean
jz_lab_hand_out (JzOperation *operation, gint64 lesson, GPtrArray **missing, GError **error)
{
  JzConnection         *connection = jz_operation_get_connection (operation);
  g_auto (Lesson)       known = { 0 };
  g_autoptr (GArray) out = g_array_new (FALSE, TRUE, sizeof (JzLine)),
                     used = g_array_new (FALSE, TRUE, sizeof (JzLine));
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_free);
  gint64                before;
  JzTerms               terms;

  if (!read_lesson (connection, lesson, &known, error) ||
      !jz_connection_number (connection, &before, 0, error, "SELECT count (*) FROM lab_voucher WHERE lesson = ?", "l",
                             lesson))
    return FALSE;
  if (!known.approved)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("Only what is approved is handed out"));
  if (before > 0)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("%s: this was handed out already"), known.number);
  if (!gather (connection, lesson, out, used, left, error))
    return FALSE;
  if (out->len + used->len == 0)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("%s: nothing of what it takes is in the stock"), known.number);
  terms = (JzTerms){ .person = known.teacher, .reason = known.number };
  if (!post (operation, jz_voucher_loan, &terms, out, lesson, "out", error) ||
      !post (operation, jz_voucher_issue, &terms, used, lesson, "used", error))
    return FALSE;
  if (!jz_lab_prepare_mark (operation, lesson, error))
    return FALSE;
  jz_operation_describe (operation, _("Handed out for %s"), known.number);
  *missing = g_steal_pointer (&left);
  return TRUE;
}

/* What the loans of the lesson brought to its teacher, as far as it is still out: some may have come back at the desk,
 * or broken. */
static gboolean
read_out (JzConnection *connection, gint64 lesson, GArray *lines, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT item, asset, min (went, still) AS quantity, place FROM (SELECT "
                                          "e.item, ifnull (e.asset, 0) AS asset, sum (e.quantity) AS went, e.place, "
                                          "iif (e.asset IS NULL, ifnull ((SELECT b.quantity FROM balance b WHERE "
                                          "b.item = e.item AND b.place = e.place AND b.state = 'loan' AND b.holder = "
                                          "e.holder), 0), EXISTS (SELECT 1 FROM position p WHERE p.asset = e.asset AND "
                                          "p.state = 'loan' AND p.holder = e.holder)) AS still FROM lab_voucher v JOIN "
                                          "entry e ON e.voucher = v.voucher WHERE v.lesson = ? AND v.what = 'out' AND "
                                          "e.state = 'loan' AND e.quantity > 0 GROUP BY e.item, e.asset, e.place, "
                                          "e.holder) WHERE quantity > 0",
                                          "l", lesson);

  while (jz_statement_next (row))
    {
      JzLine line = { .item = jz_statement_int64 (row, 0),
                      .asset = jz_statement_int64 (row, 1),
                      .quantity = jz_statement_int64 (row, 2),
                      .place = jz_statement_int64 (row, 3) };

      g_array_append_val (lines, line);
    }
  return jz_statement_finish (row, error);
}

gboolean
jz_lab_take_back (JzOperation *operation, gint64 lesson, GError **error)
{
  JzConnection      *connection = jz_operation_get_connection (operation);
  g_auto (Lesson)    known = { 0 };
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (JzLine));
  gint64             back;
  JzTerms            terms;

  if (!read_lesson (connection, lesson, &known, error) || !read_out (connection, lesson, lines, error) ||
      !jz_connection_number (connection, &back, 0, error,
                             "SELECT count (*) FROM lab_voucher WHERE lesson = ? AND what = 'back'", "l", lesson))
    return FALSE;
  if (lines->len == 0 || back > 0)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("%s: nothing of it is out"), known.number);
  terms = (JzTerms){ .person = known.teacher, .reason = known.number };
  if (!post (operation, jz_voucher_return, &terms, lines, lesson, "back", error))
    return FALSE;
  jz_operation_describe (operation, _("Took back what was out for %s"), known.number);
  return TRUE;
}
