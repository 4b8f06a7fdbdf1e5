/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-compensation.h"

#include <glib/gi18n-lib.h>

#include "jz-money.h"
#include "jz-upkeep-private.h"

static const char *const responsibilities[] = { "normal", "teacher", "pupil", "rules", "wilful", "lost", NULL };

const char *const *
jz_responsibilities (void)
{
  return responsibilities;
}

const char *
jz_responsibility_words (const char *responsibility)
{
  static const char *const words[] = { N_("Normal wear"),   N_("A teacher's mistake"), N_("A pupil's carelessness"),
                                       N_("Against rules"), N_("On purpose"),          N_("Lost") };

  for (gsize i = 0; responsibility != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (responsibilities[i], responsibility))
      return g_dgettext (GETTEXT_PACKAGE, words[i]);
  return _("Not decided yet");
}

static gboolean
rule_is_sound (const JzCompensationRule *rule, GError **error)
{
  static const char *const bases[] = { "none", "repair", "price", NULL };

  if (rule->responsibility == NULL || !g_strv_contains (responsibilities, rule->responsibility) || rule->base == NULL ||
      !g_strv_contains (bases, rule->base))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say whose fault it is and what is paid"));
  if (rule->percent < 0 || rule->percent > 1000 || rule->from_years < 0 || rule->from_years > 99)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("A percentage is from 0 to 1000, an age from 0 to 99 years"));
  if (g_str_equal (rule->base, "none") != (rule->percent == 0))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Nothing to pay is 0 percent, and the other way round"));
  if (g_str_equal (rule->base, "repair") && !rule->repairable)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("What can't be repaired has no cost of repair"));
  return TRUE;
}

gboolean
jz_compensation_rule_set (JzOperation *operation, gint64 id, const JzCompensationRule *rule, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  const char   *note = rule->note != NULL ? rule->note : "";
  gint64        same;

  if (!rule_is_sound (rule, error) ||
      !jz_connection_number (connection, &same, 0, error,
                             "SELECT id FROM compensation_rule WHERE responsibility = ? AND repairable = ? AND "
                             "from_years = ?", "sii",
                             rule->responsibility, rule->repairable, rule->from_years))
    return FALSE;
  if (same != 0 && same != id)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("There is a rule for that case already"));
  jz_operation_describe (operation, _("Rule of compensation: %s, %d %%"),
                         jz_responsibility_words (rule->responsibility), rule->percent);
  if (id == 0)
    return jz_connection_run (connection, error,
                              "INSERT INTO compensation_rule (responsibility, repairable, from_years, base, percent, "
                              "note, changed) "
                              "VALUES (?, ?, ?, ?, ?, ?, jz_operation ())", "siisis",
                              rule->responsibility, rule->repairable, rule->from_years, rule->base, rule->percent,
                              note);
  return jz_connection_run (connection, error,
                            "UPDATE compensation_rule SET responsibility = ?, repairable = ?, from_years = ?, base = "
                            "?, percent = ?, note = ?, "
                            "starter = 0, changed = jz_operation () WHERE id = ?", "siisisl",
                            rule->responsibility, rule->repairable, rule->from_years, rule->base, rule->percent, note,
                            id);
}

gboolean
jz_compensation_rule_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  if (!jz_connection_run (connection, error, "DELETE FROM compensation_rule WHERE id = ?", "l", id))
    return FALSE;
  if (jz_connection_n_changed (connection) == 0)
    return jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("There is no such rule"));
  jz_operation_describe (operation, _("Removed a rule of compensation"));
  return TRUE;
}

/* Whole years, as birthdays count them. */
static int
age (const char *acquired, const char *date)
{
  int y0, m0, d0, y1, m1, d1;

  if (jz_date_from_iso (acquired) == JZ_DATE_NONE)
    return 0;
  jz_date_get (jz_date_from_iso (acquired), &y0, &m0, &d0);
  jz_date_get (jz_date_from_iso (date), &y1, &m1, &d1);
  return MAX (y1 - y0 - (m1 < m0 || (m1 == m0 && d1 < d0)), 0);
}

static char *
explain (const JzCompensationCase *what, int years, gboolean of_price, int percent, gint64 amount)
{
  g_autofree char *base = jz_money_format (of_price ? what->price : what->repair_cost), *due = jz_money_format (amount);
  g_autofree char *old = what->acquired != NULL ? g_strdup_printf (_("%d years old"), years) :
                         g_strdup (_("of unknown age, taken for new"));

  return g_strdup_printf (of_price ? _("%s, %s, %s: %d %% of the price of %s yuan is %s yuan") :
                                     _("%s, %s, %s: %d %% of the repair of %s yuan is %s yuan"),
                          jz_responsibility_words (what->responsibility),
                          what->repairable ? _("can be repaired") : _("can't be repaired"), old,
                          percent, base, due);
}

gboolean
jz_compensation_compute (JzConnection *connection, const JzCompensationCase *what, gint64 *amount, char **why,
                         GError **error)
{
  int          years = age (what->acquired, what->date), percent = 0;
  gboolean     found = FALSE, of_price = FALSE, pays = FALSE;
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT base, percent FROM compensation_rule WHERE responsibility = ? AND repairable = ? AND from_years <= ? "
    "ORDER BY from_years DESC LIMIT 1", "sii",
    what->responsibility, what->repairable, years);

  if (jz_statement_next (row))
    {
      found = TRUE;
      pays = !g_str_equal (jz_statement_text (row, 0), "none");
      of_price = g_str_equal (jz_statement_text (row, 0), "price");
      percent = (int) jz_statement_int64 (row, 1);
      jz_statement_reset (row);
    }
  else if (!jz_statement_finish (row, error))
    return FALSE;
  *amount = pays ? (gint64) (((__int128) (of_price ? what->price : what->repair_cost) * percent + 50) / 100) : 0;
  if (!found)
    *why = g_strdup_printf (_("%s: no rule says anything, so there is nothing to pay"),
                            jz_responsibility_words (what->responsibility));
  else if (!pays)
    *why = g_strdup_printf (_("%s: nothing to pay"), jz_responsibility_words (what->responsibility));
  else
    *why = explain (what, years, of_price, percent, *amount);
  return TRUE;
}
