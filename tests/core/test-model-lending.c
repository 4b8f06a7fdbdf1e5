/* model-lending: what comes to a desk in any order, beside a library so simple that it can be read.
 *
 * Readers and copies are drawn by lot, days go by, and each answer of the desk must be that of the model; now and then
 * the last deed is taken back on both. The seed is printed; JIAOZHUANG_SEED repeats it, JIAOZHUANG_FULL=1 makes it
 * long.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdlib.h>

#include "lending-fixture.h"

#define N_COPIES 6
#define N_TITLES 3

typedef struct
{
  JzDate today;
  int    has[N_COPIES];       /* reader, -1: it is in */
  JzDate due[N_COPIES];
  int    renewals[N_COPIES];
  int    aside[N_COPIES];     /* reader it is put aside for, -1: nobody */
  JzDate until[N_COPIES];     /* and the last day */
  int    queue[N_TITLES][N_PUPILS], n_queue[N_TITLES];
  JzDate stopped[N_PUPILS];   /* the last day without borrowing */
} Model;

static const char *const codes[N_COPIES] = { "C00", "C10", "C11", "C20", "C21", "C22" };
static const int         title_of[N_COPIES] = { 0, 1, 1, 2, 2, 2 };

/* There is no holiday in the days that are played. */
static JzDate
school_day (JzDate day)
{
  while (jz_date_weekday (day) > 5)
    day++;
  return day;
}

static int
n_out (const Model *m, int reader, gboolean late)
{
  int n = 0;

  for (int c = 0; c < N_COPIES; c++)
    n += m->has[c] == reader && (!late || m->due[c] < m->today);
  return n;
}

static void
put_aside (Model *m, int copy)
{
  int t = title_of[copy];

  m->aside[copy] = -1;
  if (m->n_queue[t] == 0)
    return;
  m->aside[copy] = m->queue[t][0];
  m->until[copy] = school_day (m->today + 3);
  for (int i = 1; i < m->n_queue[t]; i++)
    m->queue[t][i - 1] = m->queue[t][i];
  m->n_queue[t]--;
}

/* In the order in which they were asked for, which is that in which they were put aside as long as nobody passes
 * another. */
static void
pass_on (Model *m, int title)
{
  for (int c = 0; c < N_COPIES; c++)
    if (title_of[c] == title && m->aside[c] >= 0 && m->until[c] < m->today)
      put_aside (m, c);
}

static void
leave_queue (Model *m, int title, int reader)
{
  int n = 0;

  for (int i = 0; i < m->n_queue[title]; i++)
    if (m->queue[title][i] != reader)
      m->queue[title][n++] = m->queue[title][i];
  m->n_queue[title] = n;
}

static gboolean
waits (const Model *m, int title, int reader)
{
  for (int i = 0; i < m->n_queue[title]; i++)
    if (m->queue[title][i] == reader)
      return TRUE;
  for (int c = 0; c < N_COPIES; c++)
    if (title_of[c] == title && m->aside[c] == reader)
      return TRUE;
  return FALSE;
}

static JzLendingReason
model_lend (Model *m, int reader, int copy)
{
  int t = title_of[copy], first;

  if (m->has[copy] >= 0)
    return JZ_LENDING_ALREADY_LENT;
  pass_on (m, t);
  first = m->aside[copy] >= 0 ? m->aside[copy] : m->n_queue[t] > 0 ? m->queue[t][0] : -1;
  if (first >= 0 && first != reader)
    return JZ_LENDING_HELD;
  if (m->stopped[reader] >= m->today)
    return JZ_LENDING_STOPPED;
  if (n_out (m, reader, TRUE) > 0)
    return JZ_LENDING_OVERDUE;
  if (n_out (m, reader, FALSE) >= 2)
    return JZ_LENDING_LIMIT;
  for (int c = 0; c < N_COPIES; c++)
    if (title_of[c] == t && m->aside[c] == reader)
      {
        m->aside[c] = -1;
        if (c != copy)
          put_aside (m, c);
      }
  leave_queue (m, t, reader);
  m->has[copy] = reader;
  m->due[copy] = school_day (m->today + 14);
  m->renewals[copy] = 0;
  return JZ_LENDING_OK;
}

static JzLendingReason
model_return (Model *m, int copy)
{
  int    reader = m->has[copy], t = title_of[copy];
  JzDate late;

  if (reader < 0)
    {
      pass_on (m, t);
      if (m->aside[copy] < 0)
        put_aside (m, copy);
      return m->aside[copy] >= 0 ? JZ_LENDING_OK : JZ_LENDING_NOT_LENT;
    }
  late = MIN (m->today - m->due[copy], 30);
  if (late > 0)
    m->stopped[reader] = MAX (m->stopped[reader], m->today - 1) + late;
  m->has[copy] = -1;
  pass_on (m, t);
  put_aside (m, copy);
  return JZ_LENDING_OK;
}

static JzLendingReason
model_renew (Model *m, int copy)
{
  if (m->has[copy] < 0)
    return JZ_LENDING_NOT_LENT;
  if (m->due[copy] < m->today)
    return JZ_LENDING_OVERDUE;
  if (m->renewals[copy] >= 1)
    return JZ_LENDING_RENEWALS;
  if (m->n_queue[title_of[copy]] > 0)
    return JZ_LENDING_HELD;
  m->due[copy] = school_day (m->due[copy] + 14);
  m->renewals[copy]++;
  return JZ_LENDING_OK;
}

static JzLendingReason
model_hold (Model *m, int reader, int title)
{
  int in = 0, held = 0;

  pass_on (m, title);
  for (int c = 0; c < N_COPIES; c++)
    {
      if (title_of[c] == title && m->has[c] == reader)
        return JZ_LENDING_HAS_IT;
      in += title_of[c] == title && m->has[c] < 0 && m->aside[c] < 0;
    }
  if (waits (m, title, reader))
    return JZ_LENDING_HAS_IT;
  if (in > m->n_queue[title])
    return JZ_LENDING_AVAILABLE;
  for (int t = 0; t < N_TITLES; t++)
    held += waits (m, t, reader);
  if (held >= 1)
    return JZ_LENDING_HOLDS;
  m->queue[title][m->n_queue[title]++] = reader;
  return JZ_LENDING_OK;
}

static JzLendingReason
model_do (Model *m, int what, int reader, int copy)
{
  return what == DESK_LEND   ? model_lend (m, reader, copy) :
         what == DESK_RETURN ? model_return (m, copy) :
         what == DESK_RENEW  ? model_renew (m, copy) :
                               model_hold (m, reader, title_of[copy]);
}

static void
compare (Desk *desk, const Model *m)
{
  for (int c = 0; c < N_COPIES; c++)
    {
      g_autofree char *out = g_strdup_printf (
        "SELECT ifnull ((SELECT reader FROM lending l JOIN copy ON copy.id = l.copy WHERE returned IS NULL AND "
        "barcode = '%s'), 0)",
        codes[c]);
      g_autofree char *aside = g_strdup_printf (
        "SELECT ifnull ((SELECT reader FROM hold JOIN copy ON copy.id = copy WHERE hold.state = 'ready' AND "
        "barcode = '%s'), 0)",
        codes[c]);
      g_autofree char *due = g_strdup_printf (
        "SELECT ifnull ((SELECT CAST (julianday (due) - 2440587.5 AS INTEGER) FROM lending l JOIN copy ON copy.id = "
        "l.copy WHERE returned IS NULL AND barcode = '%s'), 0)",
        codes[c]);

      g_assert_cmpint (fixture_ask (desk->store, out), ==, m->has[c] < 0 ? 0 : desk->pupils[m->has[c]]);
      g_assert_cmpint (fixture_ask (desk->store, due), ==, m->has[c] < 0 ? 0 : m->due[c]);
      g_assert_cmpint (fixture_ask (desk->store, aside), ==, m->aside[c] < 0 ? 0 : desk->pupils[m->aside[c]]);
    }
}

static void
play (Desk *desk, GRand *random, Model *m)
{
  int what = g_rand_int_range (random, 0, 4), reader = g_rand_int_range (random, 0, N_PUPILS),
      copy = g_rand_int_range (random, 0, N_COPIES);
  Model           before = *m;
  JzLendingReason expected = model_do (m, what, reader, copy);
  gint64          operation;
  DeskAsk ask = {
    .what = what, .reader = desk->pupils[reader], .code = codes[copy], .title = desk->titles[title_of[copy]]
  };

  g_test_message ("%d: reader %d copy %s", what, reader, codes[copy]);
  g_assert_cmpint (desk_do (desk, ask, NULL, &operation), ==, expected);
  if (operation != 0 && expected == JZ_LENDING_OK && g_rand_int_range (random, 0, 4) == 0)
    {
      g_assert_true (desk_undo (desk, operation));
      *m = before;
    }
  compare (desk, m);
}

static void
test_model (Desk *desk, gconstpointer data)
{
  const char        *given = g_getenv ("JIAOZHUANG_SEED");
  guint32            seed = given != NULL ? (guint32) strtoul (given, NULL, 10) : g_random_int ();
  g_autoptr (GRand)  random = g_rand_new_with_seed (seed);
  int                n = g_getenv ("JIAOZHUANG_FULL") != NULL ? 2000 : 250;
  Model              m = { .today = jz_date_new (2026, 10, 12) };
  char               iso[JZ_DATE_LENGTH];

  g_test_message ("JIAOZHUANG_SEED=%u", seed);
  for (int c = 0; c < N_COPIES; c++)
    m.has[c] = m.aside[c] = -1;
  for (int i = 0; i < n; i++)
    {
      if (m.today < jz_date_new (2026, 11, 27) && g_rand_int_range (random, 0, 4) == 0)
        m.today += g_rand_int_range (random, 1, 4);
      desk_set_day (jz_date_to_iso (m.today, iso));
      play (desk, random, &m);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/model-lending", Desk, NULL, desk_open, test_model, desk_close);
  return g_test_run ();
}
