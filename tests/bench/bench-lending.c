/* bench-lending: what a loan, a return and a renewal take where nearly a million loans were before. Not a test: it
 * prints one JSON object.
 *
 *   bench-lending FILE: makes FILE with 200,000 copies, 5,000 readers and 985,000 loans, of which 5,000 are out, unless
 * it is there
 *
 * Each figure is that of whole operations: rules, due date, journal, and the wait for the disk. Beside it the peer: one
 * row into a table of a bare SQLite file FILE.bare, with the same settings and the same wait.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>

#include "jz-desk.h"
#include "jz-library-stats.h"
#include "jz-school.h"
#include "jz-store.h"

#define ASKED 400

static const JzActor nobody = { 0 };

static gboolean
start_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzSchoolStart start = {
    .name = "测", .code = "1", .stage = "primary", .first_day = JZ_DATE_NONE, .last_day = JZ_DATE_NONE
  };

  return jz_school_start (operation, &start, error);
}

#define UPTO(n) "WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < " #n ") "

/* Each its own operation: what is bulk may only insert. */
static gboolean
fill_cb (JzOperation *operation, gpointer data, GError **error)
{
  static const char *const sql[] = {
    "INSERT INTO place (uuid, kind, code, name, path, sort_key, changed) VALUES ('p', 'room', 'L', '图书馆', '图书馆', "
    "'l', jz_operation ())",
    "INSERT INTO class (uuid, stage, entry_year, grade, number, name, changed) VALUES ('c', 'primary', 2023, 4, 3, "
    "'四(3)', jz_operation ())",
    "INSERT INTO accession (uuid, number, date, changed) VALUES ('a', '2000-0001', '2000-01-01', jz_operation ())",
    UPTO (5000) "INSERT INTO person (uuid, kind, name, class, changed) SELECT 'p' || n, 'pupil', '读者' || n, 1, "
                "jz_operation () FROM i",
    UPTO (5000) "INSERT INTO reader (uuid, person, card, changed) SELECT 'r' || n, n + (SELECT min (id) - 1 FROM "
                "person WHERE kind = 'pupil'), 'D' || n, "
                "jz_operation () FROM i",
    UPTO (50000) "INSERT INTO title (uuid, title, class, sort_key, changed) SELECT 't' || n, '书' || n, 'I247', n, "
                 "jz_operation () FROM i",
    UPTO (200000) "INSERT INTO copy (uuid, title, number, barcode, accession, place, changed) SELECT 'c' || n, (n - 1) "
                  "/ 4 + 1, 'B' || n, 'B' || n, 1, 1, "
                  "jz_operation () FROM i",
    UPTO (980000) "INSERT INTO lending (copy, reader, class, lent, due, returned, changed) SELECT n % 200000 + 1, n % "
                  "5000 + 1, 1, "
                  "date ('2006-09-01', (n / 140) || ' days'), date ('2006-09-15', (n / 140) || ' days'), date "
                  "('2006-09-10', (n / 140) || ' days'), "
                  "jz_operation () FROM i",
    UPTO (5000) "INSERT INTO lending (copy, reader, class, lent, due, changed) SELECT n, n, 1, jz_today (), date "
                "(jz_today (), '14 days'), "
                "jz_operation () FROM i",
  };

  jz_operation_set_bulk (operation, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    if (!jz_connection_run (jz_operation_get_connection (operation), error, sql[i], ""))
      return FALSE;
  return TRUE;
}

static JzStore *
open_school (const char *path, GError **error)
{
  static const JzAction fill = { "bench", "bench" };
  gboolean              there = g_file_test (path, G_FILE_TEST_EXISTS);
  g_autoptr (JzStore)   store = jz_store_open (path, there ? JZ_STORE_OPEN : JZ_STORE_CREATE, 0, error);

  if (store == NULL || there)
    return g_steal_pointer (&store);
  if (!jz_store_write_sync (store, &jz_action_init, &nobody, start_cb, NULL, NULL, NULL, NULL, error) ||
      !jz_store_write_sync (store, &fill, &nobody, fill_cb, NULL, NULL, NULL, NULL, error))
    return NULL;
  return g_steal_pointer (&store);
}

typedef struct
{
  gint64     reader;
  char       code[16];
  JzDeskScan scan;
} Ask;

static gboolean
scan_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask *ask = data;

  return jz_desk_scan (operation, ask->reader, ask->code, FALSE, &ask->scan, error);
}

static gboolean
renew_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask *ask = data;

  return jz_renew (operation, ask->code, &ask->scan.answer, error);
}

static int
by_time (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
print (const char *name, double *times, guint n)
{
  qsort (times, n, sizeof *times, by_time);
  printf ("\"%s\": {\"median_ms\": %.2f, \"p99_ms\": %.2f}, ", name, times[n / 2], times[n * 99 / 100]);
}

static void
measure (JzStore *store, const char *name, JzWriteFunc func, gboolean lends)
{
  static double times[ASKED];

  for (guint i = 0; i < ASKED; i++)
    {
      g_autoptr (GError) error = NULL;
      Ask                ask = { .reader = lends ? i * 7 % 5000 + 1 : 0 };
      gint64             begun;

      g_snprintf (ask.code, sizeof ask.code, "B%u",
                  lends            ? 100000 + i * 13 :
                  func == renew_cb ? 4000 + i :
                                     100000 + i * 13);
      begun = g_get_monotonic_time ();
      if (!jz_store_write_sync (store, &jz_action_desk, &nobody, func, &ask, NULL, NULL, NULL, &error))
        g_error ("%s", error->message);
      times[i] = (double) (g_get_monotonic_time () - begun) / 1e3;
      if (ask.scan.answer.reason != JZ_LENDING_OK)
        g_error ("%s %s: %s", name, ask.code, ask.scan.answer.sentence);
      jz_desk_scan_clear (&ask.scan);
    }
  print (name, times, ASKED);
}

static void
measure_peer (const char *path)
{
  static double    times[ASKED];
  g_autofree char *bare = g_strconcat (path, ".bare", NULL);
  sqlite3         *db;

  if (sqlite3_open (bare, &db) != SQLITE_OK ||
      sqlite3_exec (db,
                    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS t (a INTEGER "
                    "PRIMARY KEY, b TEXT)",
                    NULL, NULL, NULL))
    g_error ("%s", sqlite3_errmsg (db));
  for (guint i = 0; i < ASKED; i++)
    {
      gint64 begun = g_get_monotonic_time ();

      sqlite3_exec (db, "INSERT INTO t (b) VALUES ('a row')", NULL, NULL, NULL);
      times[i] = (double) (g_get_monotonic_time () - begun) / 1e3;
    }
  sqlite3_close (db);
  print ("peer_one_row", times, ASKED);
}

static gboolean
stats_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (JzLibraryStats) stats = NULL;
  gint64 before = g_get_monotonic_time ();

  stats = jz_library_stats_read (connection, NULL, error);
  *(double *) data = (double) (g_get_monotonic_time () - before) / 1000;
  return stats != NULL;
}

#define COUNTED 9

/* What all of them amount to in the present term. */
static void
measure_stats (JzStore *store)
{
  g_autoptr (GError) error = NULL;
  double             times[COUNTED];

  for (guint i = 0; i < COUNTED; i++)
    if (!jz_store_read_sync (store, stats_cb, &times[i], NULL, &error))
      g_error ("%s", error->message);
  print ("stats", times, COUNTED);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError)  error = NULL;
  g_autoptr (JzStore) store = argc > 1 ? open_school (argv[1], &error) : NULL;

  if (store == NULL)
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "bench-lending FILE");
      return 1;
    }
  printf ("{");
  measure (store, "lend", scan_cb, TRUE);
  measure (store, "renew", renew_cb, FALSE);
  measure (store, "return", scan_cb, FALSE);
  measure_stats (store);
  measure_peer (argv[1]);
  printf ("\"loans\": 985000}\n");
  jz_store_close (store);
  return 0;
}
