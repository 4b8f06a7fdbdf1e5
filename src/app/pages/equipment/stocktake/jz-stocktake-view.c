/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-stocktake-view.h"

#include <glib/gi18n-lib.h>

#include "jz-money.h"
#include "jz-quantity.h"
#include "jz-stocktake-form.h"

#define ENTRIES_MOST 20

static const JzStatusWord words[] = {
  { "open", N_("○ Being counted") }, { "counted", N_("! To be posted") }, { "posted", N_("✓ Posted") },
  { "dropped", N_("⊘ Given up") }, { NULL }
};

#define LINES "FROM stocktake_line WHERE stocktake_line.stocktake = stocktake.id AND stocktake_line.expected > 0"

static const JzListColumn columns[] = {
  { "number", N_("Stock-take number"), JZ_COLUMN_CODE, "stocktake.number", .width = 118 },
  { "name", N_("Name"), JZ_COLUMN_TEXT, "stocktake.name", .width = 120, .expand = TRUE },
  { "date", N_("Date"), JZ_COLUMN_DATE, "stocktake.date", .width = 92 },
  { "state", N_("State"), JZ_COLUMN_STATUS, "stocktake.state", .words = words, .width = 100 },
  { "lines", N_("Lines"), JZ_COLUMN_NUMBER, "(SELECT count (*) " LINES ")", .width = 70 },
  { "counted", N_("Lines counted"), JZ_COLUMN_NUMBER,
    "(SELECT count (*) " LINES " AND stocktake_line.counted IS NOT NULL)", .width = 70 },
  { "differences", N_("Differences"), JZ_COLUMN_NUMBER,
    "(SELECT count (*) FROM stocktake s JOIN stocktake_line l ON l.stocktake = s.id WHERE s.id = stocktake.id AND "
    JZ_STOCKTAKE_VERDICT " NOT IN ('open', 'agree'))", .width = 70 },
  { NULL }
};

static const JzListSpec spec = {
  .name = "stocktakes", .table = "stocktake", .id_sql = "stocktake.id", .columns = columns,
  .search = "SELECT id FROM stocktake WHERE instr (jz_fold (number || char (10) || name), ?2) > 0",
  .order = "number", .descending = TRUE,
};

/* What can be done now stands there, the most likely first. */
static void
add_actions (JzTold *told, const char *state, gint64 id)
{
  static const struct
  {
    const char *states, *label, *action;
  } all[] = {
    { "open", N_("Count…"), "stocktake.open" },
    { "counted", N_("Give causes…"), "stocktake.open" },
    { "open", N_("End the counting"), "stocktake.finish" },
    { "counted", N_("Check and post…"), "stocktake.post" },
    { "open counted posted", N_("Print report…"), "stocktake.print-report" },
    { "open", N_("Print count list…"), "stocktake.print-list" },
    { "open", N_("Count sheet as a spreadsheet…"), "stocktake.export-sheet" },
    { "open", N_("Take a count sheet in…"), "stocktake.import-sheet" },
    { "open", N_("Take files of scanners in…"), "stocktake.import-scans" },
    { "counted", N_("Go on counting"), "stocktake.reopen" },
    { "posted", N_("Look at the lines…"), "stocktake.open" },
    { "open", N_("Give up…"), "stocktake.drop" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_auto (GStrv) states = g_strsplit (all[i].states, " ", -1);

      if (g_strv_contains ((const char *const *) states, state))
        jz_told_add_action (told, g_dgettext (GETTEXT_PACKAGE, all[i].label), all[i].action, g_variant_new_int64 (id));
    }
}

static void
add_part (JzTold *told, const char *label, gint64 part, gint64 whole)
{
  g_autofree char *some = jz_quantity_format (part, 0), *all = jz_quantity_format (whole, 0);
  g_autofree char *value = g_strdup_printf (_("%s of %s"), some, all);

  jz_told_add_fact (told, label, value);
}

static void
add_number (JzTold *told, const char *label, guint number)
{
  g_autofree char *value = g_strdup_printf ("%u", number);

  jz_told_add_fact (told, label, value);
}

static void
tell_sums (JzTold *told, const JzStocktakeSum *sum)
{
  g_autofree char *agree = jz_money_format (sum->value_agree), *value = jz_money_format (sum->value);
  g_autofree char *worth = g_strdup_printf (_("%s of %s yuan"), agree, value);

  jz_told_add_group (told, _("What came of it"), NULL);
  add_part (told, _("Lines counted"), sum->counted, sum->lines);
  add_part (told, _("Lines that agree"), sum->agree, sum->lines);
  add_part (told, _("Pieces that agree"), sum->pieces_agree, sum->pieces);
  jz_told_add_fact (told, _("Value that agrees"), worth);
  add_part (told, _("Scans of unknown codes"), sum->unknown, sum->scans);
  jz_told_add_group (told, _("Differences"), NULL);
  add_number (told, _("Found elsewhere"), sum->elsewhere);
  add_number (told, _("Not found"), sum->missing);
  add_number (told, _("Fewer than in the books"), sum->short_lines);
  add_number (told, _("More than in the books"), sum->surplus);
}

static gboolean
tell_differences (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) lines = jz_stocktake_lines (connection, id, "difference", error);

  for (guint i = 0; lines != NULL && i < MIN (lines->len, ENTRIES_MOST); i++)
    {
      const JzStocktakeLine *line = g_ptr_array_index (lines, i);
      g_autofree char       *expected = jz_quantity_format (line->expected, line->decimals);
      g_autofree char       *counted = jz_quantity_format (MAX (line->counted, 0), line->decimals);
      g_autofree char       *label = g_strdup_printf ("%s/%s %s", counted, expected, line->unit);
      g_autofree char       *title = g_strdup_printf ("%s  %s", jz_stocktake_verdict_words (line->verdict), line->name);

      if (i == 0)
        jz_told_add_group (told, _("Lines that differ"), NULL);
      jz_told_add_entry (told, label, title, line->cause[0] != '\0' ? line->cause : line->place);
    }
  return lines != NULL;
}

static const char *
state_words (const char *state)
{
  for (guint i = 0; words[i].key != NULL; i++)
    if (g_str_equal (words[i].key, state))
      return g_dgettext (GETTEXT_PACKAGE, words[i].words);
  return NULL;
}

static JzTold *
tell (JzConnection *connection, gint64 id, GError **error)
{
  g_auto (JzStocktakeSum) sum = { 0 };
  g_autofree char        *subtitle = NULL;
  g_autoptr (JzTold)      told = NULL;

  if (!jz_stocktake_sum (connection, id, &sum, error))
    return NULL;
  subtitle = g_strdup_printf ("%s · %s", sum.number, sum.date);
  told = jz_told_new (sum.name, subtitle, state_words (sum.state));
  add_actions (told, sum.state, id);
  tell_sums (told, &sum);
  if (tell_differences (told, connection, id, error) && jz_told_add_history (told, connection, "stocktake", id, error))
    return g_steal_pointer (&told);
  return NULL;
}

const JzListView jz_stocktake_view = {
  "stocktake", N_("Stock-takes"), N_("Search number, name"), &spec, N_("Choose a row to see all about it"), tell,
};
