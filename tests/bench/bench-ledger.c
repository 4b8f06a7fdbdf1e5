/* bench-ledger FILE: what keepers wait for in a large school: the gap against a standard of 3,000 rows, the three agreements, each
 * ledger, a scan of a stock-take of everything, a receipt of 2,000 cards. Not a test: it prints one JSON object.
 *
 * FILE is changed: give it a copy. Each figure is the median, in ms (of the thread where it is only read), beside a peer: the bare SQL of the same sums over the same file,
 * or the same rows written into a bare file FILE.bare with the same settings and neither triggers nor journal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <sqlite3.h>

#include "jz-gap.h"
#include "jz-reconcile.h"
#include "jz-stocktake.h"
#include "support/school-fixture.h"

#define ROUNDS 5
#define SCANS  300
#define ROWS   3000
#define CARDS  2000

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1e3;
}

/* What is only read takes the processor alone: other programs don't count. */
static double
thread_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
quantile (double *times, guint n, guint percent)
{
  qsort (times, n, sizeof *times, compare);
  return times[MIN (n * percent / 100, n - 1)];
}

static void
tell (const char *name, double ours, double peer, const char *goal)
{
  static gboolean further;

  printf ("%s\"%s\": {\"ours_ms\": %.2f, \"peer_ms\": %.2f, \"goal\": \"%s\"}", further ? ", " : "{", name, ours, peer, goal);
  fflush (stdout);
  further = TRUE;
}

/* Bare SQL. */

static void
bare (sqlite3 *db, const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
}

static sqlite3 *
bare_open (const char *path)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  bare (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA mmap_size = 268435456");
  return db;
}

/* Every row is fetched and thrown away. */
static double
bare_read (sqlite3 *db, const char *sql)
{
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      sqlite3_stmt *statement;
      double        start = thread_ms ();

      if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
        g_error ("%s", sqlite3_errmsg (db));
      while (sqlite3_step (statement) == SQLITE_ROW)
        ;
      sqlite3_finalize (statement);
      times[i] = thread_ms () - start;
    }
  return quantile (times, ROUNDS, 50);
}

/* Ours, on a reader, warm. */

typedef struct
{
  JzLedgerKind  kind;
  JzLedgerQuery query;
  double        ms;
  guint         n;
} Reading;

static double
read_ms (JzStore *store, JzReadFunc func, Reading *reading)
{
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;

      jz_store_read_sync (store, func, reading, NULL, &error);
      g_assert_no_error (error);
      times[i] = reading->ms;
    }
  return quantile (times, ROUNDS, 50);
}

static gboolean
gap_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading              *self = data;
  JzGapQuery            query = { .standard = "量" };
  double                start = thread_ms ();
  g_autoptr (GPtrArray) rows = jz_gap_read (connection, &query, error);

  self->ms = thread_ms () - start;
  self->n = rows != NULL ? rows->len : 0;
  return rows != NULL;
}

static gboolean
reconcile_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_auto (JzReconcile) result = { 0 };
  double               start = thread_ms ();
  gboolean             ok = jz_reconcile_read (connection, NULL, &result, error);

  ((Reading *) data)->ms = thread_ms () - start;
  return ok;
}

static gboolean
ledger_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading              *self = data;
  double                start = thread_ms ();
  g_autoptr (GPtrArray) rows = jz_ledger_read (connection, self->kind, &self->query, error);

  self->ms = thread_ms () - start;
  return rows != NULL;
}

static gboolean
standard_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  return jz_connection_run (connection, error, "INSERT INTO standard (uuid, name, changed) VALUES ('bench', '量', jz_operation ())", "") &&
         jz_connection_run (connection, error,
                            "INSERT INTO standard_row (standard, subject, code, name, unit, rule, price, changed) "
                            "SELECT (SELECT id FROM standard WHERE name = '量'), subject, code, name, unit, iif (id % 3, '13/50人', '1/校'), 100, "
                            "jz_operation () FROM (SELECT min (id) AS id, subject, code, name, unit FROM item WHERE voided IS NULL AND code <> '' "
                            "GROUP BY subject, code) LIMIT ?", "i", ROWS) &&
         jz_connection_run (connection, error,
                            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 - (SELECT count (*) FROM standard_row "
                            "JOIN standard ON standard.id = standard WHERE standard.name = '量')) INSERT INTO standard_row (standard, subject, code, "
                            "name, unit, rule, price, changed) SELECT (SELECT id FROM standard WHERE name = '量'), '物理', 'B' || i, '仪器' || i, '件', "
                            "'1/室', 100, jz_operation () FROM n", "i", ROWS);
}

/* The sums of the ledgers alone, over the same rows. */
#define SUMS "SELECT item, sum (iif (year < 2026, in_quantity - out_quantity, 0)), sum (iif (year = 2026, in_quantity, 0)), " \
  "sum (iif (year = 2026, out_quantity, 0)), sum (in_amount - out_amount) FROM turnover WHERE year <= 2026 "
#define BUSIEST "(SELECT place FROM balance GROUP BY place ORDER BY count (*) DESC LIMIT 1)"
#define KEEPER  "(SELECT keeper FROM place WHERE keeper IS NOT NULL GROUP BY keeper ORDER BY count (*) DESC LIMIT 1)"

static const struct
{
  const char  *name;
  JzLedgerKind kind;
  const char  *peer;
} ledgers[] = {
  { "general ledger", JZ_LEDGER_GENERAL, SUMS "GROUP BY item" },
  { "subsidiary ledger", JZ_LEDGER_SUBSIDIARY, SUMS "GROUP BY item" },
  { "room ledger", JZ_LEDGER_ROOM,
    "WITH RECURSIVE below (id) AS (SELECT " BUSIEST " UNION SELECT place.id FROM place JOIN below ON place.parent = below.id) " SUMS
    "AND place IN below GROUP BY item" },
  { "consumables ledger", JZ_LEDGER_CONSUMABLES, SUMS "AND item IN (SELECT id FROM item WHERE tracking = 'consumable') GROUP BY item" },
  { "teacher's ledger", JZ_LEDGER_TEACHER,
    SUMS "AND place IN (SELECT id FROM place WHERE keeper = " KEEPER ") GROUP BY item UNION ALL "
    "SELECT item, sum (iif (year < 2026, quantity, 0)), sum (iif (year = 2026 AND quantity > 0, quantity, 0)), "
    "sum (iif (year = 2026 AND quantity < 0, -quantity, 0)), sum (amount) FROM entry WHERE holder = " KEEPER " AND holder <> 0 AND year <= 2026 GROUP BY item" },
};

static void
bench_reading (JzStore *store, sqlite3 *db)
{
  Reading reading = { 0 };
  gint64  place = fixture_ask (store, "SELECT " BUSIEST), keeper = fixture_ask (store, "SELECT " KEEPER);

  fixture_write (store, &jz_action_gap, standard_cb, NULL);
  tell ("gap against 3,000 rows", read_ms (store, gap_cb, &reading),
        bare_read (db, "SELECT r.id, r.rule, (SELECT sum (b.quantity) FROM item JOIN balance b ON b.item = item.id WHERE item.code = r.code AND "
                       "item.subject = r.subject AND item.voided IS NULL) FROM standard_row r JOIN standard ON standard.id = r.standard WHERE standard.name = '量'"),
        "200 ms");
  g_assert_cmpuint (reading.n, ==, ROWS);
  tell ("reconcile", read_ms (store, reconcile_cb, &reading),
        bare_read (db, "SELECT (SELECT sum (amount) FROM (SELECT l.amount, row_number () OVER (PARTITION BY l.item, l.asset, l.place, l.state, l.holder "
                       "ORDER BY s.date DESC) AS age FROM stocktake_line l JOIN stocktake s ON s.id = l.stocktake WHERE s.state IN ('counted', 'posted')) "
                       "WHERE age = 1), (SELECT count (*) FROM position), (SELECT count (DISTINCT place) FROM balance WHERE quantity > 0), "
                       "(SELECT count (*) FROM (SELECT item, sum (q), sum (r) FROM (SELECT item, sum (quantity) AS q, 0 AS r FROM balance GROUP BY item "
                       "UNION ALL SELECT item, 0, sum (in_quantity - out_quantity) FROM turnover GROUP BY item) GROUP BY item))"),
        "100 ms, 2 × the peer");
  for (guint i = 0; i < G_N_ELEMENTS (ledgers); i++)
    {
      Reading one = { .kind = ledgers[i].kind, .query = { .year = 2026 } };

      one.query.place = one.kind == JZ_LEDGER_ROOM ? place : 0;
      one.query.person = one.kind == JZ_LEDGER_TEACHER ? keeper : 0;
      tell (ledgers[i].name, read_ms (store, ledger_cb, &one), bare_read (db, ledgers[i].peer), "100 ms, 2 × the peer");
    }
}

/* Scanning. */

static gboolean
begin_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzStocktakePlan plan = { .name = "量" };

  return jz_stocktake_start (operation, &plan, data, error);
}

typedef struct
{
  gint64 stocktake;
  char  *code;
} Scan;

static gboolean
scan_cb (JzOperation *operation, gpointer data, GError **error)
{
  Scan           *self = data;
  JzStocktakeScan scan = { self->code, -1, 0, "量" };
  JzScanVerdict   verdict;

  return jz_stocktake_scan (operation, self->stocktake, &scan, &verdict, NULL, error);
}

static gboolean
code_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Scan *self = data;

  g_free (self->code);
  self->code = jz_connection_text (connection, error,
                                   "SELECT number FROM asset JOIN stocktake_line l ON l.asset = asset.id WHERE l.stocktake = ? AND l.counted IS NULL "
                                   "ORDER BY asset.id * 7919 % 100003 LIMIT 1", "l", self->stocktake);
  return self->code != NULL;
}

static void
bare_scans (sqlite3 *db, double *times)
{
  bare (db, "CREATE TABLE line (id INTEGER PRIMARY KEY, asset INTEGER, counted INTEGER); CREATE UNIQUE INDEX line_asset ON line (asset);"
            "CREATE TABLE scan (id INTEGER PRIMARY KEY, at TEXT, counter TEXT, code TEXT, line INTEGER);"
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) INSERT INTO line (asset) SELECT i FROM n");
  for (guint i = 0; i < SCANS; i++)
    {
      g_autofree char *sql = g_strdup_printf ("BEGIN IMMEDIATE; UPDATE line SET counted = 1 WHERE asset = %u; INSERT INTO scan (at, counter, code, line) "
                                              "VALUES ('2026-11-22T00:00:00Z', '量', 'ZC-%06u', %u); COMMIT", i * 331 + 1, i, i);
      double           start = now_ms ();

      bare (db, sql);
      times[i] = now_ms () - start;
    }
}

static void
bench_scan (JzStore *store, sqlite3 *other)
{
  Scan   scan = { 0 };
  double times[SCANS], peer[SCANS];

  bare_scans (other, peer);
  fixture_write (store, &jz_action_stocktake, begin_cb, &scan.stocktake);
  for (guint i = 0; i < SCANS; i++)
    {
      g_autoptr (GError) error = NULL;
      double             start;

      jz_store_read_sync (store, code_cb, &scan, NULL, &error);
      g_assert_no_error (error);
      start = now_ms ();
      fixture_write (store, &jz_action_stocktake_scan, scan_cb, &scan);
      times[i] = now_ms () - start;
    }
  tell ("scan of a stock-take", quantile (times, SCANS, 50), quantile (peer, SCANS, 50), "16 ms");
  tell ("scan of a stock-take, p99", quantile (times, SCANS, 99), quantile (peer, SCANS, 99), "16 ms");
  g_free (scan.code);
}

/* Receiving. */

static gboolean
receive_cb (JzOperation *operation, gpointer data, GError **error)
{
  const gint64   *ids = data;
  JzTerms         terms = { .supplier = "青溪教学仪器有限公司", .invoice = "033001900104" };
  JzLine          line = { .item = ids[0], .quantity = CARDS, .price = 298000, .place = ids[1] };
  g_auto (JzDone) done = { 0 };

  return jz_voucher_receive (operation, &terms, &line, 1, &done, error);
}

static double
bare_receipt (sqlite3 *db)
{
  g_autofree char *sql = g_strdup_printf (
    "BEGIN IMMEDIATE; WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) INSERT INTO asset (uuid, item, number, price, acquired) "
    "SELECT hex (randomblob (16)), 1, 'ZC-' || i, 298000, '2026-11-22' FROM n; WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
    "INSERT INTO entry (voucher, line, item, asset, place, quantity) SELECT 1, i, 1, i, 1, 1 FROM n; COMMIT", CARDS, CARDS);
  double           start;

  bare (db, "CREATE TABLE asset (id INTEGER PRIMARY KEY, uuid TEXT UNIQUE, item INTEGER, number TEXT UNIQUE, price INTEGER, acquired TEXT);"
            "CREATE INDEX asset_item ON asset (item); CREATE TABLE entry (id INTEGER PRIMARY KEY, voucher INTEGER, line INTEGER, item INTEGER, asset INTEGER, "
            "place INTEGER, quantity INTEGER); CREATE INDEX entry_voucher ON entry (voucher, line); CREATE INDEX entry_item ON entry (item, id);"
            "CREATE INDEX entry_asset ON entry (asset, id)");
  start = now_ms ();
  bare (db, sql);
  return now_ms () - start;
}

static void
bench_receipt (JzStore *store, sqlite3 *other)
{
  double times[3];
  gint64 ids[2];

  ids[0] = fixture_ask (store, "SELECT min (id) FROM item WHERE tracking = 'card' AND voided IS NULL");
  ids[1] = fixture_ask (store, "SELECT place FROM balance GROUP BY place ORDER BY count (*) DESC LIMIT 1");
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      double start = now_ms ();

      fixture_write (store, &jz_action_receive, receive_cb, ids);
      times[i] = now_ms () - start;
    }
  tell ("receipt of 2,000 cards", quantile (times, G_N_ELEMENTS (times), 50), bare_receipt (other), "1000 ms");
}

int
main (int argc, char **argv)
{
  g_autoptr (GError)  error = NULL;
  g_autoptr (JzStore) store = NULL;
  g_autofree char    *beside = NULL;
  sqlite3            *db, *other;

  if (argc != 2)
    return 2;
  store = jz_store_open (argv[1], 0, 0, &error);
  g_assert_no_error (error);
  jz_store_set_undo_hook (store, jz_posting_undo);
  beside = g_strconcat (argv[1], ".bare", NULL);
  db = bare_open (argv[1]);
  other = bare_open (beside);
  bench_reading (store, db);
  bench_scan (store, other);
  bench_receipt (store, other);
  printf ("}\n");
  sqlite3_close (db);
  sqlite3_close (other);
  return 0;
}
