/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-loan-desk.h"

#include <glib/gi18n-lib.h>

#include "jz-damage.h"
#include "jz-source.h"
#include "jz-text.h"
#include "jz-upkeep-private.h"

gboolean
jz_loan_extend (JzOperation *operation, gint64 voucher, const char *due, const char *reason, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = jz_connection_text (connection, error, "SELECT number FROM loan_out WHERE id = ?", "l",
                                                voucher);
  g_autofree char *before = jz_connection_text (connection, NULL, "SELECT due FROM loan_out WHERE id = ?", "l",
                                                voucher), *tidy = jz_text_tidy (reason);
  char             today[JZ_DATE_LENGTH];

  if (number == NULL)
    return (error == NULL || *error == NULL) &&
           jz_paper_fail (error, JZ_ERROR_INVALID, _("Nothing of that loan is out any more"));
  jz_date_to_iso (jz_source_today (connection), today);
  if (jz_date_from_iso (due) == JZ_DATE_NONE)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("There is no such day"));
  if (g_strcmp0 (due, today) < 0 || (before != NULL && g_strcmp0 (due, before) <= 0))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("The new day must be later than the one before, and not past"));
  if (!jz_connection_run (connection, error,
                          "INSERT INTO loan_extension (voucher, date, due, before, reason, changed) VALUES (?, ?, ?, "
                          "?, ?, jz_operation ())", "lssss",
                          voucher, today, due, before, tidy))
    return FALSE;
  jz_operation_describe (operation, _("%s: may be kept until %s"), number, due);
  return TRUE;
}

/* Taking back. */

static gboolean
note_condition (JzOperation *operation, const JzTerms *terms, const JzLine *line, const JzReturned *returned,
                gint64 voucher, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        item = line->item;
  gboolean      is_harmed = g_str_equal (returned->condition, "broken") || g_str_equal (returned->condition, "parts");
  const char   *note = returned->note != NULL ? returned->note : "";
  JzDamageReport report = { .thing = { line->item, line->asset, line->quantity, line->asset != 0 ? 0 : line->place },
                            .person = terms->person, .voucher = voucher };
  gint64         damage;

  if (line->asset != 0 && !jz_connection_number (connection, &item, 0, error, "SELECT item FROM asset WHERE id = ?",
                                                 "l", line->asset))
    return FALSE;
  if ((line->asset != 0 || !g_str_equal (returned->condition, "good") || !jz_text_is_blank (note)) &&
      !jz_connection_run (connection, error,
                          "INSERT INTO return_condition (voucher, item, asset, quantity, condition, note, changed) "
                          "VALUES (?, ?, ?, ?, ?, ?, jz_operation ())", "llrlss",
                          voucher, item, line->asset, line->asset != 0 ? (gint64) 1 : line->quantity,
                          returned->condition, note))
    return FALSE;
  if (!is_harmed)
    return line->asset == 0 || jz_asset_set_condition (operation, line->asset, returned->condition, error);
  report.cause = !jz_text_is_blank (note)                       ? note :
                 g_str_equal (returned->condition, "broken") ? _("Came back broken") :
                 _("Came back with parts missing");
  /* Whoever had it last, where nobody is named. */
  if (report.person == 0 &&
      !jz_connection_number (connection, &report.person, 0, error,
                             "SELECT holder FROM entry WHERE voucher = ? AND item = ? AND ifnull (asset, 0) = ? AND "
                             "quantity < 0 ORDER BY id LIMIT 1", "lll",
                             voucher, item, line->asset))
    return FALSE;
  return jz_damage_report (operation, &report, &damage, error);
}

gboolean
jz_loan_return (JzOperation *operation, const JzTerms *terms, const JzLine *lines, const JzReturned *conditions,
                guint n, JzDone *done, GError **error)
{
  static const char *const known[] = { "good", "worn", "broken", "parts", NULL };
  g_autofree char *words = NULL;

  for (guint i = 0; i < n; i++)
    if (conditions[i].condition != NULL && !g_strv_contains (known, conditions[i].condition))
      return jz_paper_fail (error, JZ_ERROR_INVALID, _("%s: there is no such condition"), conditions[i].condition);
  if (!jz_voucher_return (operation, terms, lines, n, done, error))
    return FALSE;
  words = g_strdup (jz_operation_get_words (operation));
  for (guint i = 0; i < n; i++)
    if (conditions[i].condition != NULL && !note_condition (operation, terms, &lines[i], &conditions[i], done->voucher,
                                                            error))
      return FALSE;
  jz_operation_describe (operation, "%s", words);
  return TRUE;
}

/* What is out. */

void
jz_loan_line_free (JzLoanLine *self)
{
  char *const texts[] = { self->number, self->date, self->due, self->who, self->class_, self->code, self->name,
                          self->spec, self->unit, self->reason };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (self);
}

static const char *const out_sql =
  "SELECT o.voucher, o.holder, o.item, ifnull (o.asset, 0), l.number, l.date, l.due, ifnull (person.name, ''), ifnull "
  "(class.name, ''),"
  " ifnull (asset.number, item.code), item.name, item.spec, item.unit, item.decimals, o.quantity, voucher.reason"
  " FROM open_loan o JOIN loan_out l ON l.id = o.voucher AND l.person = o.holder JOIN item ON item.id = o.item JOIN "
  "voucher ON voucher.id = o.voucher"
  " LEFT JOIN asset ON asset.id = o.asset LEFT JOIN person ON person.id = o.holder LEFT JOIN class ON class.id = "
  "person.class"
  " WHERE (?1 = 0 OR o.holder = ?1) AND (NOT ?2 OR l.due < ?3) ORDER BY class.grade, class.number, person.name, "
  "o.holder, l.due, l.id, asset.number, item.code";

static JzLoanLine *
take_line (JzStatement *row, JzDate today)
{
  JzLoanLine *line = g_new0 (JzLoanLine, 1);
  char **const texts[] = { &line->number, &line->date, &line->due, &line->who, &line->class_, &line->code, &line->name,
                           &line->spec, &line->unit };
  JzDate due;

  line->voucher = jz_statement_int64 (row, 0);
  line->person = jz_statement_int64 (row, 1);
  line->item = jz_statement_int64 (row, 2);
  line->asset = jz_statement_int64 (row, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = jz_statement_dup (row, 4 + (int) i);
  line->decimals = (int) jz_statement_int64 (row, 13);
  line->quantity = jz_statement_int64 (row, 14);
  line->reason = jz_statement_dup (row, 15);
  due = jz_date_from_iso (line->due);
  line->late = due != JZ_DATE_NONE ? today - due : 0;
  return line;
}

GPtrArray *
jz_loans_out (JzConnection *connection, gint64 person, gboolean overdue, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_loan_line_free);
  JzDate                today = jz_source_today (connection);
  char                  iso[JZ_DATE_LENGTH];
  JzStatement          *row = jz_connection_query (connection, error, out_sql, "lis", person, overdue,
                                                   jz_date_to_iso (today, iso));

  while (jz_statement_next (row))
    g_ptr_array_add (lines, take_line (row, today));
  return jz_statement_finish (row, error) ? g_steal_pointer (&lines) : NULL;
}
