/* What a library amounts to, beside plain SQL that counts the same another way; what has no data; what judges it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "jz-library-standard.h"
#include "jz-library-stats.h"
#include "jz-undo.h"
#include "support/school-fixture.h"

#define UPTO(n) "WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < " #n ") "

/* Numbers that jump about, the same each time. */
#define CHANCE(salt, most) "((n * 7919 + " #salt ") * 104729 / 13 % " #most ")"

/* Every statement an operation of its own. */
static const char *const library[] = {
  "INSERT INTO place (uuid, kind, code, name, path, sort_key, changed) VALUES ('p', 'room', 'L', '图书馆', '图书馆', 'l', "
  "jz_operation ())",
  "INSERT INTO class (uuid, stage, entry_year, grade, number, name, pupils, left_year, changed) VALUES "
  "('k1', 'primary', 2023, 4, 1, '四(1)', 40, NULL, jz_operation ()), ('k2', 'junior', 2025, 2, 1, '八(1)', 50, NULL, "
  "jz_operation ()), ('k3', 'junior', 2020, 9, 1, '九(1)', 60, 2023, jz_operation ())",
  "INSERT INTO accession (uuid, number, date, changed) VALUES ('a1', 'A1', '2015-01-01', jz_operation ()), ('a2', 'A2', "
  "'2023-11-22', jz_operation ()), ('a3', 'A3', '2025-11-22', jz_operation ()), ('a4', 'A4', '2025-11-23', jz_operation "
  "()), ('a5', 'A5', '2026-11-22', jz_operation ())",
  UPTO (300) "INSERT INTO title (uuid, title, class, price, material, sort_key, changed) SELECT 't' || n, '书' || "
             "n, substr ('ABCDEFGHIJKLNOPQ', 1 + " CHANCE (1, 16) ", 1) || '12', nullif (" CHANCE (2, 9) " * 500, 0), "
             "1 + " CHANCE (3, 8) ", n, jz_operation () FROM i",
  "UPDATE title SET class = iif (id = 1, '', iif (id = 2, '21.2', 'i247')), changed = jz_operation () WHERE id < 4",
  "INSERT INTO title_marc (id, marc, changed) SELECT id, '00000nam0 2200000   450 ', jz_operation () FROM title",
  UPTO (900) "INSERT INTO copy (uuid, title, number, barcode, accession, place, price, state, voided, changed) SELECT 'c' "
             "|| n, 1 + " CHANCE (4, 300) ", 'B' || n, 'B' || n, 1 + " CHANCE (5, 5) ", (SELECT max (id) FROM place), "
             "nullif (" CHANCE (6, 4) " * 1000, 0), CASE " CHANCE (7, 12) " WHEN 0 THEN 'lost' WHEN 1 THEN 'withdrawn' "
             "WHEN 2 THEN 'missing' WHEN 3 THEN 'work' ELSE 'shelf' END, iif (n % 70 = 0, 1, NULL), jz_operation () FROM i",
  "UPDATE copy SET voided = 1, changed = jz_operation () WHERE title % 50 = 0",
  "UPDATE title SET voided = 1, changed = jz_operation () WHERE id % 50 = 0",
};

static const char *const loans[] = {
  UPTO (30) "INSERT INTO person (uuid, kind, name, class, changed) SELECT 'w' || n, iif (n % 5, 'pupil', 'staff'), '读者' || "
            "n, iif (n % 5, 1 + n % 3, NULL), jz_operation () FROM i",
  "INSERT INTO reader (uuid, person, card, changed) SELECT 'r' || id, id, 'D' || id, jz_operation () FROM person WHERE "
  "name GLOB '读者*'",
  UPTO (2000) "INSERT INTO lending (copy, reader, class, lent, due, returned, changed) SELECT 1 + " CHANCE (8, 600) ", (SELECT "
              "min (id) FROM reader) + " CHANCE (9, 30) ", nullif (" CHANCE (10, 4) ", 0), date ('2022-06-01', (" CHANCE (11, 1630)
              ") || ' days'), '2099-01-01', date ('2022-06-08', (" CHANCE (11, 1630) ") || ' days'), jz_operation () FROM i",
  "INSERT INTO lending_month (month, class, letter, material, lent, renewals, late, changed) VALUES ('2020-09', 1, 'I', 1, 12, "
  "0, 0, jz_operation ()), ('2020-09', NULL, '', 1, 5, 0, 0, jz_operation ()), ('2021-10', 2, 'Z', 2, 7, 0, 0, jz_operation ())",
};

typedef struct
{
  const char *const *sql;
  gsize              n;
} Filling;

static gboolean
fill_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Filling *filling = data;

  for (gsize i = 0; i < filling->n; i++)
    if (!jz_connection_run (jz_operation_get_connection (operation), error, filling->sql[i], ""))
      return FALSE;
  return TRUE;
}

static void
fill (JzStore *store, const char *const *sql, gsize n)
{
  static const JzAction action = { "test", "test" };
  Filling               filling = { sql, n };

  fixture_write (store, &action, fill_cb, &filling);
}

typedef struct
{
  const char     *key;
  JzLibraryStats *stats;
} Reading;

static gboolean
stats_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  reading->stats = jz_library_stats_read (connection, reading->key, error);
  return reading->stats != NULL;
}

static JzLibraryStats *
read_stats (JzStore *store, const char *key)
{
  g_autoptr (GError) error = NULL;
  Reading            reading = { key, NULL };

  jz_store_read_sync (store, stats_cb, &reading, NULL, &error);
  g_assert_no_error (error);
  return reading.stats;
}

static gint64
value_of (const JzLibraryStats *stats, const char *id)
{
  const JzLibraryFigure *figure = jz_library_stats_find (stats, id);

  g_assert_nonnull (figure);
  return figure->value;
}

static void
close_store (JzStore *store)
{
  fixture_check (store);
  jz_store_close (store);
  g_object_unref (store);
}

/* Counted another way. */

#define HELD                                                                                                           \
  "FROM copy JOIN title ON title.id = copy.title JOIN material ON material.id = title.material JOIN accession ON "     \
  "accession.id = copy.accession WHERE copy.voided IS NULL AND title.voided IS NULL AND copy.state IN ('work', "       \
  "'shelf', 'missing', 'damaged', 'binding') "
#define BOOKS HELD "AND material.counts IN ('book', 'reference') "
#define YEAR  "BETWEEN '2025-01-01' AND '2025-12-31'"

static void
test_figures (void)
{
  static const struct
  {
    const char *id, *sql;
    gint64      times;
  } all[] = {
    { "titles", "SELECT count (DISTINCT copy.title) " BOOKS, 100 },
    { "copies", "SELECT count (*) " BOOKS, 100 },
    { "value", "SELECT sum (coalesce (copy.price, title.price)) " BOOKS, 1 },
    { "unpriced", "SELECT count (*) - count (coalesce (copy.price, title.price)) " BOOKS, 100 },
    { "new-copies", "SELECT count (*) " BOOKS "AND accession.date > '2024-12-31' AND accession.date <= '2025-12-31'", 100 },
    { "per-pupil", "SELECT CAST (round (count (*) * 100.0 / 90) AS INTEGER) " BOOKS, 1 },
    { "reference", "SELECT count (DISTINCT copy.title) " HELD "AND material.counts = 'reference'", 100 },
    { "periodicals", "SELECT count (DISTINCT copy.title) " HELD "AND material.counts = 'periodical' AND accession.date > "
                     "'2024-12-31' AND accession.date <= '2025-12-31'", 100 },
    { "loans", "SELECT count (*) FROM lending WHERE lent " YEAR, 100 },
    { "loans-per-pupil", "SELECT CAST (round (count (class) * 100.0 / 90) AS INTEGER) FROM lending WHERE lent " YEAR, 1 },
    { "readers", "SELECT count (DISTINCT reader) FROM lending WHERE lent " YEAR, 100 },
    { "opening-days", "SELECT count (*) FROM (SELECT lent FROM lending WHERE lent " YEAR " UNION SELECT returned FROM "
                      "lending WHERE returned " YEAR ")", 100 },
    { "unlent", "SELECT count (*) FROM title WHERE id IN (SELECT copy.title " BOOKS "AND accession.date < '2023-11-22') AND "
                "id NOT IN (SELECT title FROM copy JOIN lending ON lending.copy = copy.id WHERE lent >= '2023-11-22')", 100 },
  };
  JzStore *store = fixture_school ();
  g_autoptr (JzLibraryStats) stats = NULL;

  fill (store, library, G_N_ELEMENTS (library));
  fill (store, loans, G_N_ELEMENTS (loans));
  stats = read_stats (store, "2025");
  g_assert_cmpstr (stats->unlent_from, ==, "2023-11-22");
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      gint64 counted = fixture_ask (store, all[i].sql) * all[i].times;

      g_test_message ("%s", all[i].id);
      g_assert_cmpint (counted, >, 0);
      g_assert_cmpint (value_of (stats, all[i].id), ==, counted);
    }
  close_store (store);
}

static void
test_rows (void)
{
  JzStore *store = fixture_school ();
  g_autoptr (JzLibraryStats) stats = NULL;
  gint64   copies = 0, lent = 0, sum = 0;

  fill (store, library, G_N_ELEMENTS (library));
  fill (store, loans, G_N_ELEMENTS (loans));
  stats = read_stats (store, "2025");
  for (guint i = 0; i < stats->classes->len; i++)
    {
      const JzLibraryClass *row = g_ptr_array_index (stats->classes, i);
      g_autofree char      *sql = g_strdup_printf ("SELECT count (*) " BOOKS "AND title.class GLOB '[%s%c]*'", row->name,
                                                   g_ascii_tolower (row->name[0]));

      if (!row->is_group)
        g_assert_cmpint (row->copies, ==, fixture_ask (store, sql));
      copies += row->is_group ? row->copies : 0;
      lent += row->is_group ? row->loans : 0;
    }
  g_assert_cmpint (copies * 100, ==, value_of (stats, "copies"));
  g_assert_cmpint (lent * 100, ==, value_of (stats, "loans"));
  g_assert_cmpuint (stats->months->len, ==, 12);
  for (guint i = 0; i < stats->months->len; i++)
    {
      const JzLibraryMonth *row = g_ptr_array_index (stats->months, i);
      g_autofree char      *sql = g_strdup_printf ("SELECT count (*) FROM lending WHERE lent GLOB '%s-*'", row->month);

      g_assert_cmpint (row->loans, ==, fixture_ask (store, sql));
    }
  for (guint i = 0; i < stats->readers->len; i++)
    sum += ((JzLibraryReaders *) g_ptr_array_index (stats->readers, i))->loans;
  g_assert_cmpint (sum, ==, fixture_ask (store, "SELECT count (class) FROM lending WHERE lent " YEAR));
  g_assert_cmpint (((JzLibraryRank *) g_ptr_array_index (stats->ranks, 0))->loans, ==,
                   fixture_ask (store, "SELECT count (*) AS n FROM lending JOIN copy ON copy.id = lending.copy WHERE lent "
                                       YEAR " GROUP BY copy.title ORDER BY n DESC LIMIT 1"));
  close_store (store);
}

/* Where nothing is known there is no figure. */
static void
test_nothing (void)
{
  JzStore *store = fixture_school ();
  g_autoptr (JzLibraryStats) empty = read_stats (store, NULL), unlent = NULL;

  for (guint i = 0; i < empty->figures->len; i++)
    {
      const JzLibraryFigure *figure = g_ptr_array_index (empty->figures, i);

      g_assert_cmpint (figure->value, ==, -1);
      g_assert_cmpint (figure->verdict, ==, JZ_LIBRARY_NO_DATA);
      g_assert_nonnull (figure->why);
    }
  g_assert_cmpstr (empty->period.key, ==, "2026-1");
  fill (store, library, G_N_ELEMENTS (library));
  unlent = read_stats (store, NULL);
  g_assert_cmpint (value_of (unlent, "copies"), >, 0);
  g_assert_cmpint (value_of (unlent, "loans"), ==, -1);
  g_assert_cmpint (value_of (unlent, "unlent"), ==, -1);
  g_assert_cmpint (((JzLibraryMonth *) g_ptr_array_index (unlent->months, 0))->loans, ==, -1);
  close_store (store);
}

/* What only figures are left of counts as loans, and says nothing of readers and titles. */
static void
test_folded (void)
{
  JzStore *store = fixture_school ();
  g_autoptr (JzLibraryStats) stats = NULL, later = NULL;

  fill (store, library, G_N_ELEMENTS (library));
  fill (store, loans, G_N_ELEMENTS (loans));
  stats = read_stats (store, "2020");
  g_assert_cmpint (value_of (stats, "loans"), ==, 1700);
  g_assert_cmpint (value_of (stats, "readers"), ==, -1);
  g_assert_cmpint (((JzLibraryMonth *) g_ptr_array_index (stats->months, 8))->loans, ==, 17);
  later = read_stats (store, "2026");
  g_assert_cmpint (value_of (later, "readers"), >, 0);
  g_assert_cmpint (((JzLibraryMonth *) g_ptr_array_index (later->months, 11))->loans, ==, -1); /* not come yet */
  close_store (store);
}

/* Standards. */

static gboolean
take_cb (JzOperation *operation, gpointer data, GError **error)
{
  g_autoptr (JzReference) table = jz_reference_parse (data, "county.tsv", error);

  return table != NULL && jz_library_standard_take (operation, table, error);
}

static gboolean
use_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_library_standard_use (operation, data, "", error);
}

#define HEADING "standard\tedition\tstage\tfigure\tclass\tvalue\tsource\n"

static void
test_standard (void)
{
  JzStore *store = fixture_school ();
  g_autoptr (JzLibraryStats) before = NULL, after = NULL, undone = NULL;
  const JzLibraryFigure *figure;
  g_autoptr (GError) error = NULL;
  gint64 operation;

  fill (store, library, G_N_ELEMENTS (library));
  before = read_stats (store, NULL);
  figure = jz_library_stats_find (before, "per-pupil"); /* 40 pupils by 25, 50 by 35 */
  g_assert_cmpint (figure->norm, ==, 3056);
  g_assert_cmpint (figure->gap, ==, 3056 * 90 / 100 + 1 - figure->part);
  g_assert_cmpint (figure->verdict, ==, JZ_LIBRARY_LACKING);
  fixture_write (store, &jz_action_library_standard, take_cb,
                 (gpointer) HEADING "县\t\tnine-year\tper-pupil\t\t1.5\t县文件\n县\t\tnine-year\tshare\tI\t10\t\n");
  operation = fixture_write (store, &jz_action_library_standard, use_cb, (gpointer) "县");
  after = read_stats (store, NULL);
  figure = jz_library_stats_find (after, "per-pupil");
  g_assert_cmpstr (after->standard, ==, "县");
  g_assert_cmpint (figure->norm, ==, 150);
  g_assert_cmpint (figure->verdict, ==, JZ_LIBRARY_ENOUGH);
  g_assert_cmpint (jz_library_stats_find (after, "reference")->verdict, ==, JZ_LIBRARY_NO_STANDARD);
  jz_store_undo_sync (store, operation, &fixture_actor, NULL, NULL, &error);
  g_assert_no_error (error);
  undone = read_stats (store, NULL);
  g_assert_cmpint (jz_library_stats_find (undone, "per-pupil")->norm, ==, 3056);
  close_store (store);
}

static void
test_bad_tables (void)
{
  static const char *const bad[] = {
    HEADING "\t\tprimary\tper-pupil\t\t1\t\n",  HEADING "县\t\tnursery\tper-pupil\t\t1\t\n",
    HEADING "县\t\tprimary\tpupils\t\t1\t\n",   HEADING "县\t\tprimary\tshare\t\t1\t\n",
    HEADING "县\t\tprimary\tshare\tL\t1\t\n",   HEADING "县\t\tprimary\tper-pupil\tI\t1\t\n",
    HEADING "县\t\tprimary\tper-pupil\t\t\t\n", HEADING "县\t\tprimary\tper-pupil\t\t-1\t\n",
    HEADING "县\t\tprimary\tshare\tI\t101\t\n", HEADING "县\t\tprimary\tper-pupil\t\t1\t\n县\t\tprimary\tper-pupil\t\t2\t\n",
  };
  JzStore *store = fixture_school ();
  gint64   norms = fixture_ask (store, "SELECT count (*) FROM library_norm");

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (jz_store_write_sync (store, &jz_action_library_standard, &fixture_actor, take_cb, (gpointer) bad[i],
                                           NULL, NULL, NULL, &error));
      g_assert_error (error, JZ_ERROR, JZ_ERROR_REFUSED);
      g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM library_norm"), ==, norms);
      g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM library_standard"), ==, 1);
    }
  close_store (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library-stats/figures", test_figures);
  g_test_add_func ("/library-stats/rows", test_rows);
  g_test_add_func ("/library-stats/nothing", test_nothing);
  g_test_add_func ("/library-stats/folded", test_folded);
  g_test_add_func ("/library-stats/standard", test_standard);
  g_test_add_func ("/library-stats/bad-tables", test_bad_tables);
  return g_test_run ();
}
