/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-stocktake-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-date.h"
#include "jz-form.h"
#include "jz-money.h"
#include "jz-quantity.h"
#include "jz-text.h"

const char *
jz_stocktake_verdict_words (const char *verdict)
{
  static const struct
  {
    const char *verdict, *words;
  } all[] = {
    { "open", N_("○ Not counted yet") }, { "agree", N_("✓ Agrees") }, { "elsewhere", N_("↗ Elsewhere") },
    { "missing", N_("✗ Not found") },      { "short", N_("! Fewer") },  { "surplus", N_("! More") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].verdict, verdict))
      return g_dgettext (GETTEXT_PACKAGE, all[i].words);
  return verdict;
}

static char *
school_of (JzConnection *connection)
{
  return jz_connection_text (connection, NULL, "SELECT name FROM school", "");
}

static void
add_head (JzReport *report, const JzStocktakeSum *sum)
{
  g_autofree char *number = g_strdup_printf (_("Stock-take number: %s"), sum->number),
                  *date = g_strdup_printf (_("Date: %s"), sum->date);
  g_autofree char *left = g_strdup_printf ("%s    %s", sum->name, date);

  jz_report_add_subtitle (report, left, number);
}

/* The list to count with. */

typedef struct
{
  const JzStocktakeLine *line;
  char                  *number, *account;
} ListRow;

static const char *
list_cell_cb (const char *column, gpointer data)
{
  const ListRow         *self = data;
  const JzStocktakeLine *line = self->line;
  const struct
  {
    const char *column, *text;
  } cells[] = {
    { "number", self->number }, { "code", line->code },   { "name", line->name },       { "spec", line->spec },
    { "unit", line->unit },     { "place", line->place }, { "account", self->account },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    if (g_str_equal (cells[i].column, column))
      return cells[i].text;
  return NULL; /* written in by hand */
}

JzReport *
jz_stocktake_list_new (JzConnection *connection, gint64 id, GError **error)
{
  g_auto (JzStocktakeSum) sum = { 0 };
  g_autoptr (GPtrArray)   lines = NULL;
  g_autofree char        *school = school_of (connection);
  char                    today[JZ_DATE_LENGTH];
  JzReport               *report;

  if (!jz_stocktake_sum (connection, id, &sum, error) ||
      (lines = jz_stocktake_lines (connection, id, NULL, error)) == NULL)
    return NULL;
  report = jz_form_new (JZ_FORM_STOCKTAKE, school, jz_date_to_iso (jz_date_today (), today));
  add_head (report, &sum);
  for (guint i = 0, n = 0; i < lines->len; i++)
    {
      const JzStocktakeLine *line = g_ptr_array_index (lines, i);
      g_autofree char       *account = jz_quantity_format (line->expected, line->decimals);
      g_autofree char       *number = NULL;
      ListRow                row = { line, NULL, account };

      if (line->expected == 0)
        continue; /* what was found is no part of the books */
      row.number = number = g_strdup_printf ("%u", ++n);
      jz_form_add_row (report, JZ_FORM_STOCKTAKE, list_cell_cb, &row);
    }
  return report;
}

/* The report. */

static double
percent (gint64 part, gint64 whole)
{
  return whole > 0 ? 100.0 * (double) part / (double) whole : 0;
}

static void
add_sums (JzReport *report, const JzStocktakeSum *sum)
{
  g_autofree char *agree = jz_money_format (sum->value_agree), *value = jz_money_format (sum->value);
  g_autofree char *lines = g_strdup_printf (_("Lines counted: %u of %u (%.1f%%)"), sum->counted, sum->lines,
                                            percent (sum->counted, sum->lines));
  g_autofree char *agreeing = g_strdup_printf (_("Lines that agree: %u of %u (%.1f%%)"), sum->agree, sum->lines,
                                               percent (sum->agree, sum->lines));
  g_autofree char *pieces_agree = jz_quantity_format (sum->pieces_agree, 0);
  g_autofree char *all_pieces = jz_quantity_format (sum->pieces, 0);
  g_autofree char *pieces = g_strdup_printf (_("Pieces that agree: %s of %s (%.1f%%)"), pieces_agree, all_pieces,
                                             percent (sum->pieces_agree, sum->pieces));
  g_autofree char *worth =
    g_strdup_printf (_("Value that agrees: %s of %s yuan (%.1f%%)"), agree, value,
                     percent (sum->value_agree, sum->value));
  g_autofree char *differences = g_strdup_printf (_("Elsewhere %u · missing %u · fewer %u · more %u (lines)"),
                                                  sum->elsewhere, sum->missing, sum->short_lines, sum->surplus);
  g_autofree char *scans = g_strdup_printf (_("Scans: %u, of these %u of unknown codes"), sum->scans, sum->unknown);

  jz_report_add_subtitle (report, lines, agreeing);
  jz_report_add_subtitle (report, pieces, worth);
  jz_report_add_subtitle (report, differences, scans);
}

static void
add_columns (JzReport *report)
{
  jz_report_add_column (report, _("Place"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Code"), 0, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Name"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Unit"), 0, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  jz_report_add_column (report, _("In the books"), 0, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Counted"), 0, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Difference"), 0, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Result"), 0, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Cause"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
}

/* A line as it stands at one place: what is elsewhere stands at both. */
typedef struct
{
  const JzStocktakeLine *line;
  const char            *place;
  char                  *key;
  gboolean               arrived; /* it was seen here, and the books have it elsewhere */
} Entry;

static void
entry_clear (gpointer data)
{
  g_free (((Entry *) data)->key);
}

static int
by_place (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Entry *) a)->key, ((const Entry *) b)->key);
}

static GArray *
entries_of (GPtrArray *lines)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  g_array_set_clear_func (entries, entry_clear);
  for (guint i = 0; i < lines->len; i++)
    {
      const JzStocktakeLine *line = g_ptr_array_index (lines, i);
      Entry                  here = { line, line->place, jz_text_sort_key (line->place), FALSE };

      g_array_append_val (entries, here);
      if (line->found == NULL)
        continue;
      here = (Entry){ line, line->found, jz_text_sort_key (line->found), TRUE };
      g_array_append_val (entries, here);
    }
  g_array_sort (entries, by_place);
  return entries;
}

static void
add_difference (JzReport *report, const Entry *entry)
{
  const JzStocktakeLine *line = entry->line;
  gint64           counted = MAX (line->counted, 0);
  g_autofree char *expected = jz_quantity_format (entry->arrived ? 0 : line->expected, line->decimals);
  g_autofree char *found = jz_quantity_format (counted, line->decimals);
  g_autofree char *difference = jz_quantity_format (counted - line->expected, line->decimals);
  g_autofree char *place = line->found == NULL ? g_strdup (line->place) :
                           entry->arrived      ? g_strdup_printf ("%s ← %s", line->found, line->place) :
                                                 g_strdup_printf ("%s → %s", line->place, line->found);
  g_autofree char *seen = line->seen != NULL && line->cause[0] == '\0' ? g_strdup_printf (_("Seen: %s"), line->seen) : NULL;
  const char *cells[] = { place, line->code,  line->name, line->unit, expected,
                          found, difference, jz_stocktake_verdict_words (line->verdict), seen != NULL ? seen : line->cause };

  jz_report_add_row (report, cells);
}

/* Who approved the differences, and the vouchers by which the books followed. */
static gboolean
add_approval (JzReport *report, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT ifnull (account.name, ''), (SELECT group_concat (number, '、') FROM (SELECT number FROM voucher "
    "WHERE operation = s.changed ORDER BY id)) FROM stocktake s LEFT JOIN account ON account.id = s.approved_by "
    "WHERE s.id = ? AND s.state = 'posted'", "l", id);

  if (jz_statement_next (row))
    {
      const char      *vouchers = jz_statement_text (row, 1);
      g_autofree char *words =
        vouchers != NULL ? g_strdup_printf (_("Approved and posted by %s; vouchers: %s"), jz_statement_text (row, 0), vouchers) :
                           g_strdup_printf (_("Approved by %s; there was nothing to post"), jz_statement_text (row, 0));

      jz_report_add_footer (report, words);
    }
  return jz_statement_finish (row, error);
}

JzReport *
jz_stocktake_report_new (JzConnection *connection, gint64 id, GError **error)
{
  g_auto (JzStocktakeSum) sum = { 0 };
  g_autoptr (GPtrArray)   lines = NULL;
  g_autoptr (GArray)      entries = NULL;
  g_autofree char        *school = school_of (connection);
  char                    today[JZ_DATE_LENGTH];
  g_autoptr (JzReport)    report = NULL;

  if (!jz_stocktake_sum (connection, id, &sum, error) ||
      (lines = jz_stocktake_lines (connection, id, "difference", error)) == NULL)
    return NULL;
  entries = entries_of (lines);
  report = jz_report_new (school, _("Stock-take report"), jz_date_to_iso (jz_date_today (), today));
  add_head (report, &sum);
  add_sums (report, &sum);
  add_columns (report);
  for (guint i = 0; i < entries->len; i++)
    add_difference (report, &g_array_index (entries, Entry, i));
  if (lines->len == 0)
    jz_report_add_footer (report, sum.counted == sum.lines ? _("What was counted and the books agree") :
                                                             _("What was counted so far and the books agree"));
  if (!add_approval (report, connection, id, error))
    return NULL;
  jz_report_add_signature (report, _("Counted by"));
  jz_report_add_signature (report, _("Supervised by"));
  jz_report_add_signature (report, _("Person in charge"));
  return g_steal_pointer (&report);
}
