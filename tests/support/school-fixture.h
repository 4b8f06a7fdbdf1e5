/* A fresh school file for tests.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-ledger.h"
#include "jz-people.h"
#include "jz-place.h"
#include "jz-school.h"
#include "jz-store.h"
#include "jz-voucher.h"

static const JzActor fixture_actor = { 0 };

/* Runs @func as an operation that must succeed. */
static inline gint64
fixture_write (JzStore *store, const JzAction *action, JzWriteFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 operation = 0;

  jz_store_write_sync (store, action, &fixture_actor, func, data, &operation, NULL, NULL, &error);
  g_assert_no_error (error);
  return operation;
}

static inline gboolean
fixture_start_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzSchoolStart start = { .name = "青溪实验学校", .code = "3301001234", .stage = "nine-year", .login = "admin", .person = "孙建国",
                          .first_day = jz_date_new (2026, 9, 1), .last_day = jz_date_new (2027, 1, 22) };

  return jz_school_start (operation, &start, error);
}

static inline JzStore *
fixture_school (void)
{
  g_autofree char *dir = g_dir_make_tmp ("jz-school-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "s.jiaozhuang", NULL);
  g_autoptr (GError) error = NULL;
  JzStore *store;

  g_setenv ("JIAOZHUANG_TODAY", "2026-11-22", TRUE);
  store = jz_store_open (path, JZ_STORE_CREATE, 0, &error);
  g_assert_no_error (error);
  jz_store_set_undo_hook (store, jz_posting_undo);
  fixture_write (store, &jz_action_init, fixture_start_cb, NULL);
  return store;
}

typedef struct
{
  const char *sql;
  gint64      number;
} FixtureAsk;

static inline gboolean
fixture_ask_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  FixtureAsk *ask = data;

  return jz_connection_number (connection, &ask->number, -1, error, ask->sql, "");
}

static inline gint64
fixture_ask (JzStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  FixtureAsk ask = { sql, 0 };

  jz_store_read_sync (store, fixture_ask_cb, &ask, NULL, &error);
  g_assert_no_error (error);
  return ask.number;
}

static inline gboolean
fixture_check_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) faults = jz_check_run (connection, (const JzInvariant *const[]){ jz_ledger_invariants, NULL }, TRUE, cancellable, error);

  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      JzFault *fault = g_ptr_array_index (faults, i);

      g_test_message ("%s %s %s", fault->kind, fault->where, fault->what);
    }
  if (faults != NULL)
    g_assert_cmpuint (faults->len, ==, 0);
  return faults != NULL;
}

/* Everything that `check --deep` proves. */
static inline void
fixture_check (JzStore *store)
{
  g_autoptr (GError) error = NULL;

  jz_store_work_sync (store, fixture_check_cb, NULL, NULL, &error);
  g_assert_no_error (error);
}
