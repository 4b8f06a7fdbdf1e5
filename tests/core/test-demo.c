/* demo: a made-up school must hold up to everything that a real one is asked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "jz-demo.h"
#include "support/school-fixture.h"

static JzStore *
new_file (char **path)
{
  g_autofree char *dir = g_dir_make_tmp ("jz-demo-XXXXXX", NULL);
  g_autofree char *own = g_build_filename (dir, "s.jiaozhuang", NULL);
  g_autoptr (GError) error = NULL;
  JzStore *store = jz_store_open (own, JZ_STORE_CREATE, 0, &error);

  g_assert_no_error (error);
  jz_store_set_undo_hook (store, jz_posting_undo);
  if (path != NULL)
    *path = g_steal_pointer (&own);
  return store;
}

static JzStore *
make (JzDemoScale scale, guint32 seed, const char *today)
{
  g_autoptr (GError) error = NULL;
  JzStore *store = new_file (NULL);

  g_setenv ("JIAOZHUANG_TODAY", today, TRUE);
  jz_demo_fill (store, scale, seed, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return store;
}

/* Every row of every table, as one checksum. */

static void
add_rows (JzConnection *connection, const char *table, GChecksum *sum, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY 1, 2", table);
  JzStatement     *rows = jz_connection_query (connection, error, sql, "");

  while (jz_statement_next (rows))
    for (int i = 0; i < jz_statement_n_columns (rows); i++)
      {
        g_autoptr (GBytes) cell = jz_statement_bytes (rows, i);
        guint8             end = jz_statement_is_null (rows, i) ? 1 : 2;

        g_checksum_update (sum, g_bytes_get_data (cell, NULL) ?: (gconstpointer) "", (gssize) g_bytes_get_size (cell));
        g_checksum_update (sum, &end, 1);
      }
  jz_statement_finish (rows, error);
}

static gboolean
dump_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GError) failure = NULL;
  JzStatement *rows = jz_connection_query (connection, &failure,
                                           "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_search%' ESCAPE '\\' ORDER BY 1", "");

  while (jz_statement_next (rows))
    g_ptr_array_add (tables, jz_statement_dup (rows, 0));
  jz_statement_finish (rows, &failure);
  g_assert_cmpuint (tables->len, >, 20);
  for (guint i = 0; i < tables->len; i++)
    add_rows (connection, g_ptr_array_index (tables, i), sum, &failure);
  g_assert_no_error (failure);
  *(char **) data = g_strdup (g_checksum_get_string (sum));
  return TRUE;
}

static char *
dump (JzStore *store)
{
  g_autoptr (GError) error = NULL;
  char *sum = NULL;

  jz_store_read_sync (store, dump_cb, &sum, NULL, &error);
  g_assert_no_error (error);
  return sum;
}

static void
test_same (void)
{
  g_autoptr (JzStore) one = make (JZ_DEMO_SMALL, 7, "2026-11-22"), two = make (JZ_DEMO_SMALL, 7, "2026-11-22"), other = make (JZ_DEMO_SMALL, 8, "2026-11-22");
  g_autoptr (JzStore) later = make (JZ_DEMO_SMALL, 7, "2026-11-25");
  g_autofree char *a = dump (one), *b = dump (two), *c = dump (other), *d = dump (later);

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, !=, c);
  g_assert_cmpstr (a, !=, d);
  jz_store_close (one);
  jz_store_close (two);
  jz_store_close (other);
  jz_store_close (later);
}

/* What no school has, as questions that must be answered with 0. */
static const char *const impossible[] = {
  "SELECT count(*) FROM person WHERE trim (name) = '' OR length (name) NOT BETWEEN 2 AND 4",
  "SELECT count(*) FROM (SELECT 1 FROM person WHERE kind = 'staff' GROUP BY name HAVING count(*) > 1)",
  "SELECT count(*) FROM (SELECT 1 FROM person WHERE kind = 'pupil' GROUP BY name HAVING count(*) > 5)",
  "SELECT count(*) FROM class c WHERE pupils NOT BETWEEN 36 AND 52 OR pupils <> (SELECT count(*) FROM person WHERE class = c.id)",
  "SELECT count(*) FROM place WHERE kind = 'room' AND (area IS NULL OR keeper IS NULL)",
  "SELECT count(*) FROM place WHERE purpose <> '' AND purpose NOT IN (SELECT name FROM code)",
  "SELECT count(*) FROM account WHERE password IS NOT NULL OR person IS NULL",
  "SELECT count(*) FROM item WHERE category = '' AND code NOT GLOB 'Z*'",
  "SELECT count(*) FROM asset WHERE price <= 0 OR acquired IS NULL",
  "SELECT count(*) FROM voucher WHERE date >= '2026-11-22'",
  "SELECT count(*) FROM voucher WHERE kind IN ('write-off', 'adjustment', 'loan', 'transfer') AND reason = ''",
  "SELECT count(*) FROM voucher WHERE kind = 'receipt' AND (supplier = '' OR fund = '')",
  "SELECT count(*) FROM voucher WHERE reason LIKE '%\\%d%' ESCAPE '\\'",
  "SELECT count(*) FROM voucher JOIN calendar_day USING (date) WHERE calendar_day.kind IN ('weekend', 'holiday')",
  /* Entered on the day itself, in the hours in which people work: 8 to 19 in Beijing. */
  "SELECT count(*) FROM voucher v JOIN operation o ON o.id = v.operation WHERE substr (o.at, 1, 10) <> v.date",
  "SELECT count(*) FROM operation WHERE substr (at, 12, 2) NOT BETWEEN '00' AND '10'",
  "SELECT count(*) FROM operation a JOIN operation b ON b.id = a.id + 1 WHERE b.at < a.at",
  "SELECT count(*) FROM operation WHERE account = 0 AND id > 1",
  "SELECT count(*) FROM balance WHERE quantity < 0 OR amount < 0",
  ("SELECT count(*) FROM voucher l WHERE kind = 'loan' AND date < '2026-08-01' AND NOT EXISTS (SELECT 1 FROM voucher r WHERE r.kind = 'return' "
   "AND r.person = l.person AND r.date > l.date)"),
  /* A classroom has about as many desks as seats. */
  ("SELECT count(*) FROM place WHERE purpose = '普通教室' AND (SELECT sum (quantity) FROM balance JOIN item ON item.id = item "
   "WHERE balance.place = place.id AND item.name = '学生课桌') NOT BETWEEN 30 AND 60"),
};

/* What a school that has been at work has, as questions that must not be answered with 0. */
static const char *const needed[] = {
  "SELECT count(*) FROM voucher WHERE kind = 'opening'",
  "SELECT count(*) FROM voucher WHERE kind = 'receipt'",
  "SELECT count(*) FROM voucher WHERE kind = 'issue'",
  "SELECT count(*) FROM voucher WHERE kind = 'loan'",
  "SELECT count(*) FROM voucher WHERE kind = 'return'",
  "SELECT count(*) FROM voucher WHERE kind = 'transfer'",
  "SELECT count(*) FROM voucher WHERE kind = 'write-off'",
  "SELECT count(*) FROM voucher WHERE kind = 'adjustment'",
  "SELECT count(*) FROM voucher WHERE kind = 'reversal'",
  /* Things that somebody still has and should have brought back. */
  ("SELECT count(*) FROM voucher v JOIN entry e ON e.voucher = v.id JOIN balance b ON b.item = e.item AND b.place = e.place AND b.state = 'loan' "
   "AND b.holder = e.holder AND b.quantity > 0 WHERE v.kind = 'loan' AND e.state = 'loan' AND v.due < '2026-11-22'"),
  "SELECT count(*) FROM asset WHERE condition = 'broken'",
  "SELECT count(*) FROM asset WHERE labelled IS NOT NULL",
  "SELECT count(*) FROM asset WHERE labelled IS NULL",
  "SELECT count(*) FROM item WHERE name = '数字示波器' AND code = '140503012'",
};

static void
ask_all (JzStore *store)
{
  for (gsize i = 0; i < G_N_ELEMENTS (impossible); i++)
    if (fixture_ask (store, impossible[i]) != 0)
      g_error ("%s: %" G_GINT64_FORMAT, impossible[i], fixture_ask (store, impossible[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    if (fixture_ask (store, needed[i]) < 1)
      g_error ("%s: none", needed[i]);
}

typedef struct
{
  JzLedgerKind kind;
  int          year;
} Year;

static gboolean
year_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Year         *year = data;
  JzLedgerQuery query = { .year = year->year };
  g_autoptr (GPtrArray) rows = jz_ledger_read (connection, year->kind, &query, error);

  g_assert_nonnull (rows);
  g_assert_cmpuint (rows->len, >, 30);
  for (guint i = 0; i < rows->len; i++)
    {
      JzLedgerRow *row = g_ptr_array_index (rows, i);

      g_assert_cmpint (row->opening, >=, 0);
      g_assert_cmpint (row->closing, >=, 0);
      g_assert_cmpint (row->value, >=, 0);
    }
  return TRUE;
}

static void
check_years (JzStore *store, int first)
{
  for (int year = first; year <= 2026; year++)
    {
      Year general = { JZ_LEDGER_GENERAL, year }, used = { JZ_LEDGER_CONSUMABLES, year };

      g_assert_true (jz_store_read_sync (store, year_cb, &general, NULL, NULL));
      g_assert_true (jz_store_read_sync (store, year_cb, &used, NULL, NULL));
    }
}

static void
test_small (void)
{
  g_autoptr (JzStore) store = make (JZ_DEMO_SMALL, JZ_DEMO_SEED, "2026-11-22");

  ask_all (store);
  check_years (store, 2026);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM school WHERE name = '青溪实验学校'"), ==, 1);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM account WHERE id = 1 AND name = '孙建国'"), ==, 1);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM class"), ==, 12);
  g_assert_cmpint (ABS (fixture_ask (store, "SELECT count(*) FROM position") - 800), <=, 24);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM item"), >=, 450);
  fixture_check (store);
  jz_store_close (store);
}

#ifndef __SANITIZE_ADDRESS__
static void
test_school (void)
{
  g_autoptr (JzStore) store = make (JZ_DEMO_SCHOOL, JZ_DEMO_SEED, "2026-11-22");

  ask_all (store);
  check_years (store, 2022);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM class WHERE name IN ('一(1)', '九(4)')"), ==, 2);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM class"), ==, 36);
  g_assert_cmpint (ABS (fixture_ask (store, "SELECT count(*) FROM position") - 10000), <=, 300);
  g_assert_cmpint (fixture_ask (store, "SELECT count(DISTINCT substr (date, 1, 4)) FROM voucher WHERE kind = 'receipt'"), ==, 5);
  fixture_check (store);
  jz_store_close (store);
}
#endif

/* Whatever day it is, in term or out of it. */
static void
test_any_day (void)
{
  static const char *const days[] = { "2026-09-02", "2026-07-20", "2026-02-10", "2027-01-01", "2026-03-05", "2030-05-01", "2024-02-29" };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (JzStore) store = make (JZ_DEMO_SMALL, (guint32) i * 1000003, days[i]);
      g_autofree char    *late = g_strdup_printf ("SELECT count(*) FROM voucher WHERE date >= '%s'", days[i]);

      g_assert_cmpint (fixture_ask (store, late), ==, 0);
      g_assert_cmpint (fixture_ask (store, "SELECT count(DISTINCT kind) FROM voucher"), ==, 9);
      fixture_check (store);
      jz_store_close (store);
    }
}

static void
cancel_cb (gint64 done, gint64 total, gpointer cancellable)
{
  if (done * 2 > total)
    g_cancellable_cancel (cancellable);
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (JzStore) store = new_file (NULL);
  g_autoptr (GError) error = NULL;

  g_setenv ("JIAOZHUANG_TODAY", "2026-11-22", TRUE);
  g_assert_false (jz_demo_fill (store, JZ_DEMO_SMALL, 1, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (fixture_ask (store, "SELECT (SELECT count(*) FROM operation) + (SELECT count(*) FROM person) + (SELECT count(*) FROM school)"), ==, 0);
  /* The same file can still be filled, and only once. */
  g_clear_error (&error);
  g_assert_true (jz_demo_fill (store, JZ_DEMO_SMALL, 1, NULL, NULL, NULL, &error));
  fixture_check (store);
  g_assert_false (jz_demo_fill (store, JZ_DEMO_SMALL, 1, NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_CONFLICT);
  jz_store_close (store);
}

/* Work goes on where the demo ends: by the clock, by one operation at a time. */
static gboolean
add_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzPersonData person = { .kind = "staff", .name = "新老师" };

  return jz_person_add (operation, &person, NULL, error);
}

static void
test_afterwards (void)
{
  g_autoptr (JzStore) store = make (JZ_DEMO_SMALL, 3, "2026-11-22");
  gint64 operation = fixture_write (store, &jz_action_people, add_cb, NULL);

  g_assert_cmpint (operation, ==, fixture_ask (store, "SELECT max (id) FROM operation"));
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM operation WHERE at LIKE '2026-11-22%'"), ==, 1);
  g_assert_true (jz_store_undo_sync (store, operation, &fixture_actor, NULL, NULL, NULL));
  fixture_check (store);
  jz_store_close (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/same", test_same);
  g_test_add_func ("/demo/small", test_small);
#ifndef __SANITIZE_ADDRESS__ /* the same again, twelve times as large */
  g_test_add_func ("/demo/school", test_school);
#endif
  g_test_add_func ("/demo/any-day", test_any_day);
  g_test_add_func ("/demo/cancel", test_cancel);
  g_test_add_func ("/demo/afterwards", test_afterwards);
  return g_test_run ();
}
