/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-upkeep-form.h"

#include <glib/gi18n-lib.h>

#include "jz-asset-life.h"
#include "jz-compensation.h"
#include "jz-date.h"
#include "jz-disposal.h"
#include "jz-form.h"
#include "jz-loan-desk.h"
#include "jz-money.h"
#include "jz-quantity.h"

static char *
school_of (JzConnection *connection)
{
  return jz_connection_text (connection, NULL, "SELECT name FROM school", "");
}

static JzReport *
report_new (JzConnection *connection, const char *title)
{
  g_autofree char *school = school_of (connection);
  char             today[JZ_DATE_LENGTH];

  return jz_report_new (school, title, jz_date_to_iso (jz_date_today (), today));
}

static JzReport *
form_new (JzConnection *connection, JzForm form)
{
  g_autofree char *school = school_of (connection);
  char             today[JZ_DATE_LENGTH];

  return jz_form_new (form, school, jz_date_to_iso (jz_date_today (), today));
}

static void
add_head (JzReport *report, const char *number, const char *date)
{
  g_autofree char *left = g_strdup_printf (_("Date: %s"), date), *right = g_strdup_printf (_("Number: %s"), number);

  jz_report_add_subtitle (report, left, right);
}

static const char *
lookup_cb (const char *column, gpointer cells)
{
  return g_hash_table_lookup (cells, column);
}

static char *
quantity_of (JzStatement *row, int quantity, int decimals, int unit)
{
  g_autofree char *number = jz_quantity_format (jz_statement_int64 (row, quantity),
                                                (int) jz_statement_int64 (row, decimals));

  return g_strdup_printf ("%s %s", number, jz_statement_text (row, unit));
}

#define ABOUT "ifnull (asset.number, item.code), item.name, item.spec, item.unit, item.decimals, t.quantity"

/* Damage and compensation. */

static const char *
handling_words (const char *handling)
{
  static const struct
  {
    const char *handling, *words;
  } all[] = { { "none", N_("Nothing") }, { "repair", N_("Repair") }, { "compensation", N_("Compensation") },
              { "write-off", N_("Write-off") } };

  for (gsize i = 0; handling != NULL && i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].handling, handling))
      return g_dgettext (GETTEXT_PACKAGE, all[i].words);
  return _("Not decided yet");
}

static void
add_compensation (JzReport *report, JzStatement *row)
{
  g_autofree char *price = jz_money_format (jz_statement_int64 (row, 14)),
                           *due = jz_money_format (jz_statement_int64 (row, 12));
  g_autofree char *worth = g_strdup_printf (_("By the books it is worth %s yuan."), price);
  g_autofree char *why = g_strdup_printf (_("By the rules of compensation: %s"), jz_statement_text (row, 11));
  g_autofree char *other = g_strdup_printf (_("Decided otherwise, %s yuan: %s"), due, jz_statement_text (row, 13));
  g_autofree char *paid = jz_money_format (jz_statement_int64 (row, 15));
  g_autofree char *receipt = g_strdup_printf (_("Paid %s yuan on %s, receipt %s"), paid,
                                              jz_statement_text (row, 16) != NULL ? jz_statement_text (row, 16) : "",
                                              jz_statement_text (row, 17));

  jz_report_add_footer (report, worth);
  if (jz_statement_text (row, 11)[0] != '\0')
    jz_report_add_footer (report, why);
  if (jz_statement_text (row, 13)[0] != '\0')
    jz_report_add_footer (report, other);
  if (jz_statement_int64 (row, 15) > 0)
    jz_report_add_footer (report, receipt);
}

static JzReport *
damage_form (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT t.number, t.date, " ABOUT
    ", t.cause, t.responsibility, ifnull (person.name, ''), t.why, t.due, t.why_other, t.price, "
    "t.paid, t.paid_on,"
    " t.receipt, t.handling, t.decided_by, ifnull (class.name, ifnull (own.name, '')) FROM damage t JOIN item ON item.id = t.item LEFT "
    "JOIN asset ON asset.id = t.asset"
    " LEFT JOIN person ON person.id = t.person LEFT JOIN class ON class.id = t.class LEFT JOIN class own ON own.id = "
    "person.class WHERE t.id = ?", "l", id);
  g_autoptr (GHashTable) cells = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  JzReport *report;

  if (!jz_statement_first (row, _("There is no such paper"), error))
    return NULL;
  report = form_new (connection, JZ_FORM_DAMAGE);
  add_head (report, jz_statement_text (row, 0), jz_statement_text (row, 1));
  g_hash_table_insert (cells, (gpointer) "date", jz_statement_dup (row, 1));
  g_hash_table_insert (cells, (gpointer) "code", jz_statement_dup (row, 2));
  g_hash_table_insert (cells, (gpointer) "name", jz_statement_dup (row, 3));
  g_hash_table_insert (cells, (gpointer) "spec", jz_statement_dup (row, 4));
  g_hash_table_insert (cells, (gpointer) "quantity", quantity_of (row, 7, 6, 5));
  g_hash_table_insert (cells, (gpointer) "reason", jz_statement_dup (row, 8));
  g_hash_table_insert (cells, (gpointer) "responsible",
                       g_strdup_printf ("%s%s%s %s", jz_statement_text (row, 20),
                                        jz_statement_text (row, 20)[0] != '\0' ? " " : "",
                                                                         jz_statement_text (row, 10),
                                                                         jz_responsibility_words (jz_statement_text (row, 9))));
  g_hash_table_insert (cells, (gpointer) "decision",
                       g_strdup_printf ("%s %s", handling_words (jz_statement_text (row, 18)),
                                        jz_statement_text (row, 19)));
  g_hash_table_insert (cells, (gpointer) "amount", jz_money_format (jz_statement_int64 (row, 12)));
  jz_form_add_row (report, JZ_FORM_DAMAGE, lookup_cb, cells);
  add_compensation (report, row);
  jz_statement_reset (row);
  return report;
}

/* Repair. */

static JzReport *
repair_form (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT t.number, t.date, " ABOUT
    ", t.fault, t.sent_to, t.sent_on, t.returned_on, CAST (julianday (t.returned_on) - julianday (ifnull (t.sent_on, "
    "t.date)) AS INTEGER),"
    " t.cost, t.warranty, t.parts, t.result, t.repaired, place.path FROM repair t JOIN item ON item.id = t.item LEFT "
    "JOIN asset ON asset.id = t.asset"
    " LEFT JOIN place ON place.id = t.place WHERE t.id = ?", "l", id);
  static const char *const titles[] = { N_("Code"), N_("Name"), N_("Specification"), N_("Quantity"), N_("Place"),
                                        N_("Fault"), N_("Repaired by"), N_("Sent on"),
                                        N_("Back on"), N_("Days"), N_("What it cost"), N_("Parts"), N_("Result") };
  g_autofree char *quantity = NULL, *cost = NULL, *result = NULL;
  gboolean         is_over;
  JzReport        *report;

  if (!jz_statement_first (row, _("There is no such paper"), error))
    return NULL;
  report = report_new (connection, _("Repair order"));
  add_head (report, jz_statement_text (row, 0), jz_statement_text (row, 1));
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    jz_report_add_column (report, _(titles[i]), 0, i == 5 || i == 12 ? 2 : i < 9 && i != 3 ? 1 : 0, i == 9 ||
                          i == 10 ? JZ_ALIGN_RIGHT : JZ_ALIGN_LEFT, JZ_SUM_NONE);
  report->max_lines = 4;
  quantity = quantity_of (row, 7, 6, 5);
  is_over = !jz_statement_is_null (row, 17);
  cost = is_over ? jz_money_format (jz_statement_int64 (row, 13)) : NULL;
  result = is_over ? g_strdup_printf ("%s%s %s", jz_statement_int64 (row, 17) ? _("Repaired") : _("Beyond repair"),
                                      jz_statement_int64 (row, 14) ? _(", under warranty") : "",
                                      jz_statement_text (row, 16)) : NULL;
  jz_report_add_row (report, (const char *[]){ jz_statement_text (row, 2), jz_statement_text (row, 3),
                                               jz_statement_text (row, 4), quantity, jz_statement_text (row, 18),
                                               jz_statement_text (row, 8),
                                               jz_statement_text (row, 9)[0] != '\0' ? jz_statement_text (row, 9) :
                                               _("the school"),
                                               jz_statement_text (row, 10), jz_statement_text (row, 11),
                                               jz_statement_text (row, 12), cost, jz_statement_text (row, 15),
                                               result });
  jz_statement_reset (row);
  jz_report_add_signature (report, _("Asked for by"));
  jz_report_add_signature (report, _("Repaired by"));
  jz_report_add_signature (report, _("Accepted by"));
  jz_report_add_signature (report, _("Person in charge"));
  return report;
}

/* Disposal. */

static gboolean
add_disposal_lines (JzReport *report, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT " ABOUT
    ", t.amount, iif (t.reason = '', d.reason, t.reason), t.way, ifnull (asset.acquired, '') FROM disposal_line t "
    "JOIN disposal d ON d.id = t.disposal"
    " JOIN item ON item.id = t.item LEFT JOIN asset ON asset.id = t.asset WHERE t.disposal = ? ORDER BY t.id", "l", id);

  for (guint n = 1; jz_statement_next (row); n++)
    {
      g_autoptr (GHashTable) cells = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
      int    decimals = (int) jz_statement_int64 (row, 4);
      gint64 quantity = jz_statement_int64 (row, 5), amount = jz_statement_int64 (row, 6), unit = 1;

      for (int d = 0; d < decimals; d++)
        unit *= 10;
      g_hash_table_insert (cells, (gpointer) "number", g_strdup_printf ("%u", n));
      g_hash_table_insert (cells, (gpointer) "code", jz_statement_dup (row, 0));
      g_hash_table_insert (cells, (gpointer) "name", jz_statement_dup (row, 1));
      g_hash_table_insert (cells, (gpointer) "spec", jz_statement_dup (row, 2));
      g_hash_table_insert (cells, (gpointer) "unit", jz_statement_dup (row, 3));
      g_hash_table_insert (cells, (gpointer) "purchased", jz_statement_dup (row, 9));
      g_hash_table_insert (cells, (gpointer) "quantity", jz_quantity_format (quantity, decimals));
      g_hash_table_insert (cells, (gpointer) "price", jz_money_format ((gint64) ((__int128) amount * unit / quantity)));
      g_hash_table_insert (cells, (gpointer) "amount", jz_money_format (amount));
      g_hash_table_insert (cells, (gpointer) "reason",
                           g_strdup_printf ("%s (%s)", jz_statement_text (row, 7),
                                            jz_disposal_way_words (jz_statement_text (row, 8))));
      jz_form_add_row (report, JZ_FORM_DISPOSAL, lookup_cb, cells);
    }
  return jz_statement_finish (row, error);
}

static gboolean
add_disposal_signs (JzReport *report, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT iif (s.role = '', s.body, ifnull (role.title, s.role)), ifnull (account.name, ''), ifnull (s.date, ''), "
    "ifnull (s.verdict, ''), s.note FROM disposal_sign s"
    " LEFT JOIN role ON role.name = s.role LEFT JOIN account ON account.id = s.account WHERE s.disposal = ? ORDER BY "
    "s.step", "l", id);

  while (jz_statement_next (row))
    {
      const char      *verdict = jz_statement_text (row, 3);
      g_autofree char *text =
        verdict[0] == '\0' ? g_strdup_printf (_("%s: opinion, signature, seal, date"), jz_statement_text (row, 0)) :
                             g_strdup_printf ("%s: %s %s %s %s", jz_statement_text (row, 0),
                                              g_str_equal (verdict, "yes") ? _("approved") : _("not approved"),
                                              jz_statement_text (row, 1), jz_statement_text (row, 2),
                                              jz_statement_text (row, 4));

      jz_report_add_footer (report, text);
    }
  return jz_statement_finish (row, error);
}

static JzReport *
disposal_form (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement         *row = jz_connection_query (connection, error,
                                                  "SELECT number, date, reason, proceeds FROM disposal WHERE id = ?",
                                                  "l", id);
  g_autofree char     *reason = NULL, *money = NULL, *proceeds = NULL;
  g_autoptr (JzReport) report = NULL;

  if (!jz_statement_first (row, _("There is no such paper"), error))
    return NULL;
  report = form_new (connection, JZ_FORM_DISPOSAL);
  add_head (report, jz_statement_text (row, 0), jz_statement_text (row, 1));
  reason = g_strdup_printf (_("Reason: %s"), jz_statement_text (row, 2));
  jz_report_add_subtitle (report, reason, NULL);
  money = jz_money_format (jz_statement_int64 (row, 3));
  proceeds = jz_statement_int64 (row, 3) > 0 ? g_strdup_printf (_("Getting rid of it brought %s yuan"), money) : NULL;
  jz_statement_reset (row);
  if (!add_disposal_lines (report, connection, id, error) || !add_disposal_signs (report, connection, id, error))
    return NULL;
  if (proceeds != NULL)
    jz_report_add_footer (report, proceeds);
  jz_report_add_footer (report,
                        _("In four copies: one each for the school, its accounts, the education bureau and the state "
                          "property office"));
  return g_steal_pointer (&report);
}

/* Maintenance. */

static JzReport *
maintenance_form (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT p.name, ifnull (place.path, ifnull (item.name, (SELECT item.name || ' ' || asset.number FROM asset JOIN "
    "item ON item.id = asset.item WHERE asset.id = p.asset))),"
    " d.due FROM maintenance_plan p JOIN maintenance_due d ON d.plan = p.id LEFT JOIN place ON place.id = p.place "
    "LEFT JOIN item ON item.id = p.item WHERE p.id = ?", "l", id);
  g_autoptr (JzReport) report = NULL;
  g_autofree char     *left = NULL, *right = NULL;

  if (!jz_statement_first (row, _("There is no such plan"), error))
    return NULL;
  report = report_new (connection, _("Record of maintenance"));
  left = g_strdup_printf ("%s    %s", jz_statement_text (row, 1), jz_statement_text (row, 0));
  right = g_strdup_printf (_("Due next: %s"), jz_statement_text (row, 2));
  jz_report_add_subtitle (report, left, right);
  jz_statement_reset (row);
  jz_report_add_column (report, _("Date"), 26, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  jz_report_add_column (report, _("Work done"), 0, 2, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("What it cost"), 24, 0, JZ_ALIGN_RIGHT, JZ_SUM_MONEY);
  jz_report_add_column (report, _("Done by"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  row = jz_connection_query (connection, error,
                             "SELECT date, what, cost, worker FROM maintenance_log WHERE plan = ? ORDER BY date, id",
                             "l", id);
  while (jz_statement_next (row))
    {
      g_autofree char *cost = jz_money_format (jz_statement_int64 (row, 2));

      jz_report_add_row (report, (const char *[]){ jz_statement_text (row, 0), jz_statement_text (row, 1), cost,
                                                   jz_statement_text (row, 3) });
    }
  jz_report_add_signature (report, _("Keeper"));
  jz_report_add_signature (report, _("Person in charge"));
  return jz_statement_finish (row, error) ? g_steal_pointer (&report) : NULL;
}

/* A thing's whole life. */

static void
add_card (JzReport *report, JzStatement *row)
{
  g_autofree char *price = jz_money_format (jz_statement_int64 (row, 3));
  g_autofree char *number = g_strdup_printf (_("Asset number: %s"), jz_statement_text (row, 0));
  g_autofree char *name = g_strdup_printf ("%s  %s", jz_statement_text (row, 1), jz_statement_text (row, 2));
  g_autofree char *bought = g_strdup_printf (_("Acquired: %s    Price: %s yuan"), jz_statement_text (row, 4), price);
  g_autofree char *warranty = g_strdup_printf (_("Supplier: %s    Warranty until: %s"), jz_statement_text (row, 5),
                                               jz_statement_text (row, 6));

  jz_report_add_subtitle (report, name, number);
  jz_report_add_subtitle (report, bought, warranty);
}

static JzReport *
life_form (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT asset.number, item.name, item.spec, asset.price, ifnull (asset.acquired, '–'), iif (asset.supplier = '', "
    "'–', asset.supplier), ifnull (asset.warranty, '–') "
    "FROM asset JOIN item ON item.id = asset.item WHERE asset.id = ?", "l", id);
  g_autoptr (GPtrArray) events = NULL;
  JzReport             *report;

  if (!jz_statement_first (row, _("That asset is not there"), error))
    return NULL;
  report = report_new (connection, _("Life of an asset"));
  add_card (report, row);
  jz_statement_reset (row);
  jz_report_add_column (report, _("Date"), 24, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  jz_report_add_column (report, _("Event"), 28, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Number of the paper"), 34, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("In detail"), 0, 3, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Who or by whom"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  report->max_lines = 3;
  report->key_columns = 1;
  events = jz_asset_life (connection, id, error);
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const JzLifeEvent *event = g_ptr_array_index (events, i);

      jz_report_add_row (report, (const char *[]){ event->date, event->what, event->paper, event->detail, event->who });
    }
  jz_report_add_signature (report, _("Keeper"));
  if (events != NULL)
    return report;
  jz_report_free (report);
  return NULL;
}

JzReport *
jz_upkeep_form_new (JzConnection *connection, JzUpkeepForm form, gint64 id, GError **error)
{
  static JzReport *(*const forms[]) (JzConnection *, gint64, GError **) = { damage_form, repair_form, disposal_form,
                                                                            maintenance_form, life_form };

  return forms[form](connection, id, error);
}

/* Calling in. */

static JzReport *
slip_new (JzConnection *connection, const JzLoanLine *line, gboolean overdue)
{
  JzReport        *report = report_new (connection, _("Please bring back"));
  g_autofree char *to = line->class_[0] != '\0' ? g_strdup_printf (_("To: %s, %s"), line->class_, line->who) :
                        g_strdup_printf (_("To: %s"), line->who);

  jz_report_add_subtitle (report, to, NULL);
  jz_report_add_column (report, _("Loan"), 32, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Code"), 30, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Name"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Quantity"), 20, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Lent on"), 24, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  jz_report_add_column (report, _("Due"), 24, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  jz_report_add_column (report, _("Days late"), 16, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_footer (report,
                        overdue ? _("These things should be back already. Please bring them within three days; say so "
                                    "if one is broken or lost.") :
                                          _("The term ends. Please bring these things back; say so if one is broken "
                                            "or lost."));
  jz_report_add_signature (report, _("Keeper"));
  jz_report_add_signature (report, _("Received by"));
  return report;
}

GPtrArray *
jz_call_in_slips_new (JzConnection *connection, gint64 person, gboolean overdue, GError **error)
{
  g_autoptr (GPtrArray) lines = jz_loans_out (connection, person, overdue, error);
  g_autoptr (GPtrArray) slips = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_report_free);
  gint64                last = -1;

  if (lines == NULL)
    return NULL;
  for (guint i = 0; i < lines->len; i++)
    {
      const JzLoanLine *line = g_ptr_array_index (lines, i);
      g_autofree char  *number = jz_quantity_format (line->quantity, line->decimals),
                                 *quantity = g_strdup_printf ("%s %s", number, line->unit);
      g_autofree char  *name = g_strdup_printf ("%s %s", line->name, line->spec),
                               *late = line->late > 0 ? g_strdup_printf ("%d", line->late) : NULL;

      if (line->person != last)
        g_ptr_array_add (slips, slip_new (connection, line, overdue));
      last = line->person;
      jz_report_add_row (g_ptr_array_index (slips, slips->len - 1),
                         (const char *[]){ line->number, line->code, name, quantity, line->date, line->due, late });
    }
  if (slips->len > 0)
    return g_steal_pointer (&slips);
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, overdue ? _("Nothing is overdue") : _("Nothing is lent"));
  return NULL;
}
