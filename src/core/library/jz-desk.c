/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-desk.h"

#include "jz-lending-private.h"
#include "jz-source.h"

#define MOST 12 /* readers that are offered */

const JzAction jz_action_desk = { "library.desk", "library" };

void
jz_desk_scan_clear (JzDeskScan *self)
{
  jz_lending_answer_clear (&self->answer);
  g_clear_pointer (&self->readers, g_ptr_array_unref);
}

static gboolean
scan_copy (JzOperation *operation, const JzDeskCopy *copy, const char *code, JzDeskScan *scan, GError **error)
{
  jz_lending_answer_clear (&scan->answer);
  if (copy->lending != 0 || scan->reader == 0)
    {
      scan->deed = JZ_DESK_RETURNED;
      return jz_give_back (operation, code, &scan->answer, error);
    }
  scan->deed = JZ_DESK_LENT;
  return jz_lend (operation, scan->reader, code, &scan->answer, error);
}

static gboolean
scan_name (JzConnection *connection, const char *typed, JzDeskScan *scan, GError **error)
{
  g_autoptr (GPtrArray) readers = jz_reader_find (connection, typed, MOST, error);

  if (readers == NULL)
    return FALSE;
  scan->deed = readers->len == 0 ? JZ_DESK_UNKNOWN : readers->len == 1 ? JZ_DESK_READER : JZ_DESK_SEVERAL;
  if (readers->len == 1)
    scan->reader = ((JzReader *) g_ptr_array_index (readers, 0))->id;
  else if (readers->len > 1)
    scan->readers = g_steal_pointer (&readers);
  return TRUE;
}

gboolean
jz_desk_scan (JzOperation *operation, gint64 reader, const char *code, gboolean typed, JzDeskScan *scan, GError **error)
{
  JzConnection       *connection = jz_operation_get_connection (operation);
  g_auto (JzDeskCopy) copy = { 0 };
  gint64              card;

  *scan = (JzDeskScan){ .deed = JZ_DESK_READER, .reader = reader };
  if (!jz_reader_scan (connection, code, &card, error))
    return FALSE;
  if (card != 0)
    {
      scan->reader = card;
      return TRUE;
    }
  if (!jz_desk_copy_read (connection, code, &copy, &scan->answer, error))
    return FALSE;
  if (copy.id != 0)
    return scan_copy (operation, &copy, code, scan, error);
  jz_lending_answer_clear (&scan->answer);
  scan->answer = (JzLendingAnswer){ 0 };
  if (typed)
    return scan_name (connection, code, scan, error);
  /* It may have been somebody's card: the books behind it are not those of who was there before. */
  scan->deed = JZ_DESK_UNKNOWN;
  scan->reader = 0;
  return TRUE;
}

gboolean
jz_desk_day_read (JzConnection *connection, JzDeskDay *day, GError **error)
{
  char         today[JZ_DATE_LENGTH];
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT (SELECT count (*) FROM lending WHERE lent = ?1), (SELECT count (*) FROM lending WHERE returned = ?1), "
    "(SELECT count (*) FROM lending WHERE renewed = ?1 AND renewed IS NOT NULL AND returned IS NULL), (SELECT count "
    "(*) FROM hold WHERE state = 'ready' AND expires >= ?1)",
    "s", jz_date_to_iso (jz_source_today (connection), today));

  if (!jz_statement_first (row, "", error))
    return FALSE;
  day->lent = (guint) jz_statement_int64 (row, 0);
  day->returned = (guint) jz_statement_int64 (row, 1);
  day->renewed = (guint) jz_statement_int64 (row, 2);
  day->put_aside = (guint) jz_statement_int64 (row, 3);
  jz_statement_reset (row);
  return TRUE;
}

/* Today, once more. */

void
jz_desk_done_free (JzDeskDone *self)
{
  char *const texts[] = { self->time, self->code, self->title, self->name, self->class_name, self->due };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (self);
}

static JzDeskDone *
take_done (JzStatement *row)
{
  JzDeskDone *done = g_new0 (JzDeskDone, 1);
  const char *deed = jz_statement_text (row, 2);

  done->operation = jz_statement_int64 (row, 0);
  done->time = jz_statement_dup (row, 1);
  done->deed = g_str_equal (deed, "lent") ? JZ_DESK_LENT :
               g_str_equal (deed, "back") ? JZ_DESK_RETURNED :
                                            JZ_DESK_RENEWED;
  done->undone = jz_statement_int64 (row, 3) != 0;
  done->code = jz_statement_dup (row, 4);
  done->title = jz_statement_dup (row, 5);
  done->name = jz_statement_dup (row, 6);
  done->class_name = jz_statement_dup (row, 7);
  done->due = jz_statement_dup (row, 8);
  done->late = (int) jz_statement_int64 (row, 9);
  return done;
}

/* Of the operations that wrote the loan and were not taken back, @which; a number may have been another loan's before.
 */
#define UNDONE(operation) "EXISTS (SELECT 1 FROM operation u WHERE u.undoes = " operation ")"
#define OF_LOAN(which)                                                                                                 \
  "(SELECT " which " (y.operation) FROM operation_row y JOIN operation p ON p.id = y.operation WHERE y.tbl = "         \
  "'lending' AND y.row = l.id AND p.undoes IS NULL AND (p.id = o.id OR NOT " UNDONE ("p.id") "))"
#define DEED                                                                                                           \
  "CASE o.id WHEN " OF_LOAN ("min") " THEN 'lent' WHEN " OF_LOAN ("max") " THEN "                                      \
  "iif (l.returned IS NULL AND NOT " UNDONE ("o.id") ", 'renewed', 'back') ELSE 'renewed' END"

/* The first operation that wrote a loan lent it, the last one of one that is over took it back. A day has no more than
 * five thousand. */
GPtrArray *
jz_desk_today (JzConnection *connection, gint64 account, guint limit, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_desk_done_free);
  JzStatement          *row = jz_connection_query (
    connection, error,
    "SELECT o.id, strftime ('%H:%M:%S', o.at, 'localtime'), " DEED ", " UNDONE ("o.id") ", c.barcode, "
    "trim (t.title || ' ' || t.volume), r.name, r.class_name, l.due, l.late FROM operation o JOIN operation_row x ON "
    "x.operation = o.id AND x.tbl = 'lending' JOIN lending l ON l.id = x.row JOIN copy c ON c.id = l.copy JOIN title t "
    "ON t.id = c.title JOIN reader_now r ON r.id = l.reader WHERE o.id > (SELECT max (id) - 5000 FROM operation) AND "
    "o.account = ? AND o.undoes IS NULL AND date (o.at, 'localtime') = jz_today () ORDER BY o.id DESC LIMIT ?",
    "li", account, (int) limit);

  while (jz_statement_next (row))
    g_ptr_array_add (all, take_done (row));
  return jz_statement_finish (row, error) ? g_steal_pointer (&all) : NULL;
}
