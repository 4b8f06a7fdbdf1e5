/* Money: funds, what each year may spend, and what is spent besides deliveries, so that equipment has about a fifth of the public
 * expenditure.
 *
 * It has a chance of its own, so that whatever is changed here leaves the rest of the school as it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-demo"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-budget.h"
#include "jz-demo-private.h"

#define YEARS_BEFORE 2 /* the present year */
#define PER_PUPIL 93000 /* 生均公用经费, fen */

/* Yuan a pupil and year, of the public expenditure; and how often in a year something is paid of it. */
static const struct
{
  const char *purpose;
  int         yuan, times;
} shares[] = { { "运行", 57, 10 }, { "维护保养", 73, 9 }, { "培训", 37, 4 }, { "易耗品", 9, 3 } };

static const struct
{
  const char *name, *note;
  gboolean    public, spends;
  int         yuan; /* a pupil and year, to buy durable things */
} funds[] = {
  { "公用经费", "生均公用经费拨款", TRUE, TRUE, 260 }, { "装备专项经费", "", FALSE, TRUE, 180 },
  { "教育费附加", "", FALSE, TRUE, 90 },                { "省薄改资金", "", FALSE, TRUE, 80 },
  { "县统采", "县里采购后调拨，学校不付款", FALSE, FALSE, 0 }, { "社会捐赠", "不付款", FALSE, FALSE, 0 },
};

static int
year_of (JzDate day)
{
  int year, month, of_month;

  jz_date_get (day, &year, &month, &of_month);
  return year;
}

static gint64
round_up (gint64 fen, gint64 to)
{
  return (fen + to - 1) / to * to;
}

static gboolean
make_funds (Demo *demo, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (funds); i++)
    {
      g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_fund, demo->head, error);
      JzFund fund = { 0, funds[i].name, funds[i].note, funds[i].public, funds[i].spends };

      if (operation == NULL || !jz_fund_put (operation, &fund, NULL, error) ||
          !jz_operation_commit (g_steal_pointer (&operation), NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_line (Demo *demo, JzOperation *operation, int year, const char *fund, const char *purpose, gint64 amount,
          const char *reason, GError **error)
{
  JzBudgetSet set = { .year = year, .amount = amount, .reason = reason };

  return jz_fund_find (demo->connection, fund, &set.fund, error) &&
         jz_purpose_find (demo->connection, purpose, &set.purpose, error) &&
         jz_budget_set (operation, &set, NULL, error);
}

/* What a year's public expenditure was is known when it is over. */
static gboolean
make_year (Demo *demo, int year, int pupils, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_fund, demo->head, error);
  gboolean     over = year < year_of (demo->source.today);
  JzBudgetYear row = { .year = year, .pupils = over ? pupils : 0, .per_pupil = PER_PUPIL,
                       .expenditure = over ? (gint64) pupils * PER_PUPIL + demo_between (demo, -2000,
                                                                                         2000) * (gint64) 1000 : 0 };

  if (operation == NULL || !jz_budget_year_put (operation, &row, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    if (!set_line (demo, operation, year, funds[0].name, shares[i].purpose,
                   round_up ((gint64) pupils * shares[i].yuan * 104, 100000), NULL, error))
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (funds); i++)
    if (funds[i].yuan > 0 &&
        !set_line (demo, operation, year, funds[i].name, "购置", round_up ((gint64) pupils * funds[i].yuan * 100, 500000),
                   NULL, error))
      return FALSE;
  jz_operation_describe (operation, _("Planned the budget of %d"), year);
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

/* Spending. */

static gboolean
spend (Demo *demo, JzDate day, gsize which, int pupils, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_spend, demo->keeper, error);
  guint       row = 0;
  const char *words = demo_phrase (demo, "spending", shares[which].purpose, &row);
  gint64      usual = (gint64) pupils * shares[which].yuan * 100 / shares[which].times;
  char        iso[JZ_DATE_LENGTH], invoice[16];
  JzSpending  spending = { .date = jz_date_to_iso (day, iso), .words = words,
                           .payee = jz_reference_get (demo->phrases, row, "items"), .invoice = invoice };

  g_snprintf (invoice, sizeof invoice, "%08d", demo_between (demo, 10000000, 89999999));
  spending.amount = MAX (round_up (usual * demo_between (demo, 92, 116) / 100, 1000), 1000);
  return operation != NULL && jz_fund_find (demo->connection, funds[0].name, &spending.fund, error) &&
         jz_purpose_find (demo->connection, shares[which].purpose, &spending.purpose, error) &&
         jz_spending_put (operation, &spending, NULL, error) &&
         jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

/* What was bought before the ledger began, in one sum a year and fund. */
static gboolean
note_bought (Demo *demo, int year, int pupils, GError **error)
{
  char iso[JZ_DATE_LENGTH];

  for (gsize i = 0; i < G_N_ELEMENTS (funds); i++)
    {
      g_autoptr (JzOperation) operation = NULL;
      JzSpending spending = { .date = jz_date_to_iso (jz_date_new (year, 12, 20), iso), .words = "建账前购置汇总" };

      if (funds[i].yuan == 0 || jz_date_new (year, 12, 20) >= demo->first)
        continue;
      operation = demo_begin (demo, &jz_action_spend, demo->keeper, error);
      spending.amount = round_up ((gint64) pupils * funds[i].yuan * demo_between (demo, 88, 99), 1000);
      if (operation == NULL || !jz_fund_find (demo->connection, funds[i].name, &spending.fund, error) ||
          !jz_purpose_find (demo->connection, "购置", &spending.purpose, error) ||
          !jz_spending_put (operation, &spending, NULL, error) ||
          !jz_operation_commit (g_steal_pointer (&operation), NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* Runs @what with the chance of this file. */
static gboolean
with_own_chance (Demo *demo, gboolean (*what) (Demo *, Event *, GError **), Event *event, GError **error)
{
  GRand            *others = demo->random;
  g_autoptr (GRand) own = g_rand_new_with_seed (demo->seed ^ (guint32) demo->source.today * 2654435761u ^ (guint32) event->place);
  gboolean          ok;

  demo->random = own;
  ok = what (demo, event, error);
  demo->random = others;
  return ok;
}

/* place: which of the shares. */
static gboolean
spend_now (Demo *demo, Event *event, GError **error)
{
  return spend (demo, demo->source.today, (gsize) event->place, demo_n_pupils (demo), error);
}

static gboolean
run_spend (Demo *demo, Event *event, GError **error)
{
  return with_own_chance (demo, spend_now, event, error);
}

/* The day in a year on which the @n-th of @times payments is made. */
static JzDate
payday (int year, int n, int times, gsize which)
{
  return jz_date_new (year, 1, 6) + (n * 340 + 340 / 2) / times + (JzDate) which * 3;
}

/* Where more was bought than planned, the plan is revised. */
static gboolean
revise_now (Demo *demo, Event *event, GError **error)
{
  int                     year = year_of (demo->source.today);
  g_autoptr (GPtrArray)   rows = jz_budget_read (demo->connection, year, error);
  g_autoptr (JzOperation) operation = NULL;
  guint                   n = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const JzBudgetRow *row = g_ptr_array_index (rows, i);

      if (row->id == 0 || row->spent <= row->amount)
        continue;
      if (operation == NULL)
        operation = demo_begin (demo, &jz_action_fund, demo->head, error);
      if (operation == NULL || !set_line (demo, operation, year, row->fund, row->purpose,
                                          round_up (row->spent * 103 / 100, 500000), "按实际采购追加", error))
        return FALSE;
      n++;
    }
  if (n == 0)
    return rows != NULL;
  jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Revised %u line of the budget of %d",
                                                 "Revised %u lines of the budget of %d", n), n, year);
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

static gboolean
run_revise (Demo *demo, Event *event, GError **error)
{
  return with_own_chance (demo, revise_now, event, error);
}

static gboolean
plan_now (Demo *demo, Event *event, GError **error)
{
  return make_year (demo, year_of (demo->source.today), demo_n_pupils (demo), error);
}

static gboolean
run_plan (Demo *demo, Event *event, GError **error)
{
  return with_own_chance (demo, plan_now, event, error);
}

static void
later (Demo *demo, JzDate day, gboolean (*run) (Demo *, Event *, GError **), gint64 which)
{
  Event *event;

  if (day <= demo->first)
    return;
  event = demo_event_new (run);
  event->place = which;
  demo_later (demo, day, event);
}

static void
plan_ahead (Demo *demo)
{
  for (int year = year_of (demo->first); year <= year_of (demo->today); year++)
    {
      if (year > year_of (demo->first))
        later (demo, jz_date_new (year, 1, 4), run_plan, 100);
      for (gsize which = 0; which + 1 < G_N_ELEMENTS (shares); which++)
        for (int n = 0; n < shares[which].times; n++)
          later (demo, payday (year, n, shares[which].times, which), run_spend, (gint64) which);
      later (demo, jz_date_new (year, 6, 28), run_revise, 101);
      later (demo, jz_date_new (year, 11, 10), run_revise, 102);
    }
}

/* When the books are opened, the last years' figures are entered too: of those there are no deliveries in the ledger, so that
 * consumables are among what is noted. */
static gboolean
make_now (Demo *demo, Event *event, GError **error)
{
  int first = year_of (demo->first);

  if (!make_funds (demo, error))
    return FALSE;
  for (int year = MIN (first, year_of (demo->today) - YEARS_BEFORE); year <= first; year++)
    {
      int pupils = demo_n_pupils (demo) * (100 - 2 * (first - year)) / 100;

      if (!make_year (demo, year, pupils, error) || !note_bought (demo, year, pupils, error))
        return FALSE;
      for (gsize which = 0; which < G_N_ELEMENTS (shares); which++)
        for (int n = 0; n < shares[which].times; n++)
          if (payday (year, n, shares[which].times, which) <= demo->first &&
              !spend (demo, payday (year, n, shares[which].times, which), which, pupils, error))
            return FALSE;
    }
  plan_ahead (demo);
  return TRUE;
}

gboolean
demo_make_money (Demo *demo, GError **error)
{
  Event event = { .place = 103 };

  return with_own_chance (demo, make_now, &event, error);
}
