/* The days of the history, one after the other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-demo"
#include "jz-calendar.h"
#include "jz-demo-private.h"

typedef struct
{
  int      year, month, day;
  gboolean first_of_month; /* first working day of it */
  double   elapsed;        /* of the history, 0 … 1 */
} Today;

/* What was planned for today; on a day off, everything waits for tomorrow. */
static gboolean
run_agenda (Demo *demo, JzDate day, gboolean working, GError **error)
{
  int        i = day - demo->first;
  GPtrArray *events = g_steal_pointer (&demo->agenda[i]);
  gboolean   ok = TRUE;

  if (events == NULL)
    return TRUE;
  if (!working)
    g_ptr_array_set_free_func (events, NULL); /* they are handed on */
  for (guint e = 0; ok && e < events->len; e++)
    {
      Event *event = g_ptr_array_index (events, e);

      if (working)
        ok = event->run (demo, event, error);
      else
        demo_later (demo, day + 1, event);
    }
  g_ptr_array_unref (events);
  return ok;
}

/* The last days on which deliveries can still come bring all that is missing. */
static gboolean
is_last_delivery (Demo *demo, JzDate day)
{
  for (JzDate next = day + 3; next < demo->today; next++)
    if (demo_is_delivery_time (next))
      return FALSE;
  return TRUE;
}

static gboolean
run_supply (Demo *demo, JzDate day, const Today *today, GError **error)
{
  gboolean last = is_last_delivery (demo, day);

  if (demo_is_delivery_time (day) && (last || demo_chance (demo, 0.6)) &&
      !demo_deliver (demo, last ? 1 : today->elapsed, last, error))
    return FALSE;
  if (today->first_of_month && !demo_restock (demo, today->month == 9 || today->month == 3, error))
    return FALSE;
  return !demo_chance (demo, 0.012) || demo_mistake (demo, error);
}

static gboolean
repeat (Demo *demo, double mean, gboolean (*what) (Demo *, GError **), GError **error)
{
  for (int n = demo_count (demo, mean); n > 0; n--)
    if (!what (demo, error))
      return FALSE;
  return TRUE;
}

static gboolean
run_lessons (Demo *demo, JzDate day, GError **error)
{
  double recent = demo->today - day < 120 ? 1 : 0.15;

  return repeat (demo, demo->scale->uses, demo_use_up, error) && repeat (demo, demo->scale->loans, demo_lend, error) &&
         repeat (demo, demo->scale->classes / 240.0, demo_move, error) &&
         repeat (demo, recent * (0.08 + demo->scale->assets / 16000.0), demo_report_fault, error);
}

static gboolean
is_due (int *last, const Today *today, gboolean season)
{
  int month = today->year * 12 + today->month;

  if (!season || *last == month)
    return FALSE;
  *last = month;
  return TRUE;
}

/* Worn-out things go in early summer and in autumn; stock is taken at the ends of terms and in mid-autumn, and
 * shelf cards are printed anew after it. */
static gboolean
run_reckoning (Demo *demo, const Today *today, GError **error)
{
  gboolean summer = today->month == 6;

  return (!is_due (&demo->written_off, today,
                   (summer && today->day >= 20) || (today->month == 10 && today->day >= 23)) ||
          demo_write_off (demo, error)) &&
         (!is_due (&demo->counted, today,
                   (summer && today->day >= 26) || (today->month == 1 && today->day >= 9) ||
                     (today->month == 11 && today->day >= 4)) ||
          (demo_count_stock (demo, error) && demo_print_cards (demo, error)));
}

/* Pupils are entered when the school year begins in which they are in their classes. */
static gboolean
enrol (Demo *demo, JzDate day, gboolean *enrolled, GError **error)
{
  if (*enrolled || day < jz_date_new (jz_school_year (demo->today), 8, 25))
    return TRUE;
  *enrolled = TRUE;
  return demo_make_pupils (demo, error);
}

static gboolean
run_day (Demo *demo, JzDate day, const Today *today, gboolean *enrolled, GError **error)
{
  if (day != demo->first) /* which began with opening the books */
    demo_set_day (demo, day);
  return enrol (demo, day, enrolled, error) && run_agenda (demo, day, TRUE, error) &&
         run_supply (demo, day, today, error) && (today->month == 8 || run_lessons (demo, day, error)) &&
         run_reckoning (demo, today, error);
}

/* Whatever the calendar made of it, nothing that a ledger can show is missing. */
static gboolean
complete_kinds (Demo *demo, GError **error)
{
  static const struct { const char *kind; gboolean (*make) (Demo *, GError **);
  } kinds[] = {
    { "loan", demo_lend },           { "transfer", demo_move },
    { "write-off", demo_write_off }, { "adjustment", demo_count_stock },
    { "reversal", demo_mistake },    { "issue", demo_use_up },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (int tries = 0; tries < 20; tries++)
      {
        gint64 n;

        if (!jz_connection_number (demo->connection, &n, 0, error, "SELECT count(*) FROM voucher WHERE kind = ?", "s",
                                   kinds[i].kind))
          return FALSE;
        if (n > 0)
          break;
        if (!kinds[i].make (demo, error))
          return FALSE;
      }
  return TRUE;
}

gboolean
demo_run_history (Demo *demo, GError **error)
{
  gboolean enrolled = FALSE;
  int      month = 0;

  demo_plan_purchases (demo);
  for (JzDate day = demo->first; day < demo->today; day++)
    {
      gboolean working = demo_is_working_day (demo, day);
      Today    today = { .elapsed = (double) (day - demo->first) / MAX (1, demo->today - demo->first) };

      jz_date_get (day, &today.year, &today.month, &today.day);
      today.first_of_month = today.month != month;
      if (demo->progress != NULL)
        demo->progress (day - demo->first, demo->today - demo->first, demo->progress_data);
      if (!working && !run_agenda (demo, day, FALSE, error))
        return FALSE;
      if (!working)
        continue;
      month = today.month;
      if (!run_day (demo, day, &today, &enrolled, error))
        return FALSE;
    }
  if (!enrol (demo, demo->today, &enrolled, error) || !complete_kinds (demo, error))
    return FALSE;
  if (demo->progress != NULL)
    demo->progress (demo->today - demo->first, demo->today - demo->first, demo->progress_data);
  return TRUE;
}
