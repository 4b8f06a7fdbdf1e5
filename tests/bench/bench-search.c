/* bench-search: how long finding takes in a million items, or titles. Not a test: it prints one JSON object.
 *
 *   bench-search FILE [ROWS]: makes FILE with that many items unless it is there
 *   bench-search FILE titles: of a library that is there
 *
 * Asked are pieces of one to ten characters of their names, their initials and their pinyin, as a person would
 * type them; each answer is the first 50 rows. Beside it the peer, asked for the same pieces of names: a bare FTS5
 * table FILE.bare of the characters, with blanks between. Times are of the thread, so that other programs don't count.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sqlite3.h>

#include "jz-find.h"
#include "jz-han.h"
#include "jz-item.h"
#include "jz-posting.h"
#include "jz-school.h"
#include "jz-store.h"

static const char *const heads[] = { "直流", "交流", "数字", "多用", "灵敏", "演示", "学生", "教学", "实验", "电子", "光学", "物理", "化学", "生物", "机械", "便携" };
static const char *const middles[] = { "电流", "电压", "示波", "光具", "天平", "显微", "温度", "压力", "磁场", "电路", "滴定", "蒸馏", "解剖", "投影", "计时", "摩擦" };
static const char *const tails[] = { "表", "器", "镜", "仪", "计", "架", "座", "台", "箱", "套装", "模型", "组件", "装置", "传感器", "试剂盒", "标本" };

static gboolean
fill_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  guint         n = *(guint *) data, x = 12345;
  gint64        scheme;

  jz_operation_set_bulk (operation, TRUE);
  if (!jz_connection_number (connection, &scheme, 0, error, "SELECT min (id) FROM code_scheme", ""))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      char name[100], code[20], uuid[40], spec[20];

      x = x * 1664525 + 1013904223;
      g_snprintf (name, sizeof name, "%s%s%s", heads[(x >> 8) % 16], middles[(x >> 14) % 16], tails[(x >> 20) % 16]);
      g_snprintf (code, sizeof code, "%09u", 100000000 + i);
      g_snprintf (spec, sizeof spec, "J%04u", (x >> 4) % 10000);
      g_snprintf (uuid, sizeof uuid, "u%u", i);
      if (!jz_connection_run (connection, error, "INSERT INTO item (uuid, scheme, code, name, spec, unit, tracking, sort_key, changed) "
                              "VALUES (?, ?, ?, ?, ?, '台', 'lot', ?, jz_operation())", "slssss", uuid, scheme, code, name, spec, code))
        return FALSE;
    }
  return TRUE;
}

static gboolean
start_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzSchoolStart start = { .name = "测", .code = "1", .stage = "primary", .first_day = JZ_DATE_NONE, .last_day = JZ_DATE_NONE };

  return jz_school_start (operation, &start, error);
}

#define ASKED 3000

typedef struct
{
  double times[ASKED];
  guint  n;
} Times;

static double
thread_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

/* What is asked for, and whence. */
typedef struct
{
  const char *list, *table, *column;
  guint       n;     /* rows */
  GPtrArray  *names; /* of rows all over the table */
  Times       times;
} Asked;

/* The n-th piece: of a name, or the letters of one. Returns: (transfer full) */
static char *
piece (const Asked *asked, guint n, gboolean *is_name)
{
  guint            x = (n + 1) * 2654435761u;
  const char      *name = g_ptr_array_index (asked->names, (x >> 8) % asked->names->len);
  glong            length = g_utf8_strlen (name, -1), from = (x >> 5) % (guint) length;
  g_autofree char *some = g_utf8_substring (name, from, MIN (length, from + 1 + (x >> 26) % 10));
  g_autoptr (GString) letters = g_string_new (NULL);

  *is_name = n % 3 == 0;
  if (*is_name)
    return g_steal_pointer (&some);
  for (const char *p = some; *p != '\0'; p = g_utf8_next_char (p))
    if (jz_han_n_readings (g_utf8_get_char (p)) > 0)
      g_string_append_len (letters, jz_han_reading (g_utf8_get_char (p), 0), n % 3 == 1 ? 1 : -1);
  return g_string_free (g_steal_pointer (&letters), FALSE);
}

static gboolean
read_names (JzConnection *connection, Asked *asked, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s WHERE id %% (SELECT max (id) / 2000 + 1 FROM %s) = 1", asked->column,
                                          asked->table, asked->table);
  g_autofree char *count = g_strdup_printf ("SELECT count (*) FROM %s", asked->table);
  JzStatement     *rows = jz_connection_query (connection, error, sql, "");
  gint64           n;

  asked->names = g_ptr_array_new_with_free_func (g_free);
  while (jz_statement_next (rows))
    g_ptr_array_add (asked->names, jz_statement_dup (rows, 0));
  if (!jz_statement_finish (rows, error) || !jz_connection_number (connection, &n, 0, error, count, ""))
    return FALSE;
  asked->n = (guint) n;
  return TRUE;
}

static gboolean
ask_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Asked *asked = data;
  Times *times = &asked->times;

  if (!read_names (connection, asked, error))
    return FALSE;
  for (guint i = 0; i < ASKED; i++)
    {
      gboolean         is_name;
      g_autofree char *typed = piece (asked, i, &is_name);
      double           start = thread_ms ();
      g_autoptr (GPtrArray) rows = jz_find (connection, asked->list, typed, 50, 0, NULL, error);

      if (rows == NULL)
        return FALSE;
      times->times[times->n++] = thread_ms () - start;
    }
  return TRUE;
}

/* The peer. */

static char *
spaced (const char *name)
{
  GString *text = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_string_append_len (text, p, g_utf8_next_char (p) - p);
      g_string_append_c (text, ' ');
    }
  return g_string_free (text, FALSE);
}

static void
fill_bare (sqlite3 *db, const char *path, const Asked *asked)
{
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS school", path);
  g_autofree char *names = g_strdup_printf ("SELECT id, %s FROM school.%s", asked->column, asked->table);
  sqlite3_stmt    *insert, *rows;

  sqlite3_exec (db, attach, NULL, NULL, NULL);
  sqlite3_exec (db, "PRAGMA synchronous = OFF; BEGIN; CREATE VIRTUAL TABLE bare USING fts5 (text, content = '', columnsize = 0)", NULL, NULL, NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO bare (rowid, text) VALUES (?, ?)", -1, &insert, NULL);
  sqlite3_prepare_v2 (db, names, -1, &rows, NULL);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      g_autofree char *text = spaced ((const char *) sqlite3_column_text (rows, 1));

      sqlite3_bind_int64 (insert, 1, sqlite3_column_int64 (rows, 0));
      sqlite3_bind_text (insert, 2, text, -1, SQLITE_TRANSIENT);
      sqlite3_step (insert);
      sqlite3_reset (insert);
    }
  sqlite3_finalize (insert);
  sqlite3_finalize (rows);
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
}

static void
ask_bare (const char *path, const Asked *asked, Times *times)
{
  g_autofree char *bare = g_strconcat (path, ".bare", NULL);
  gboolean         there = g_file_test (bare, G_FILE_TEST_EXISTS);
  sqlite3         *db;
  sqlite3_stmt    *select;

  sqlite3_open (bare, &db);
  if (!there)
    fill_bare (db, path, asked);
  sqlite3_prepare_v2 (db, "SELECT rowid FROM bare WHERE bare MATCH ? LIMIT 50", -1, &select, NULL);
  for (guint i = 0; i < ASKED; i += 3)
    {
      gboolean         is_name;
      g_autofree char *typed = piece (asked, i, &is_name), *text = spaced (typed);
      g_autofree char *phrase = g_strdup_printf ("\"%s\"", text);
      double           start = thread_ms ();

      sqlite3_bind_text (select, 1, phrase, -1, SQLITE_TRANSIENT);
      while (sqlite3_step (select) == SQLITE_ROW)
        continue;
      sqlite3_reset (select);
      times->times[times->n++] = thread_ms () - start;
    }
  sqlite3_finalize (select);
  sqlite3_close (db);
}

static int
by_value (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
print_times (const char *who, Times *times)
{
  qsort (times->times, times->n, sizeof (double), by_value);
  printf ("\"%s\": {\"queries\": %u, \"median_ms\": %.3f, \"p95_ms\": %.3f, \"p99_ms\": %.3f, \"max_ms\": %.3f}", who, times->n,
          times->times[times->n / 2], times->times[times->n * 95 / 100], times->times[times->n * 99 / 100], times->times[times->n - 1]);
}

static void
die (GError *error)
{
  fprintf (stderr, "bench-search: %s\n", error->message);
  exit (1);
}

int
main (int argc, char **argv)
{
  static Asked       asked = { "items", "item", "name", 0, NULL, { { 0 }, 0 } };
  static Times       bare;
  JzActor            nobody = { 0 };
  JzAction           fill = { "bench", "bench" };
  guint              n = argc > 2 ? (guint) atoi (argv[2]) : 1000000;
  g_autoptr (GError) error = NULL;
  gboolean           there = g_file_test (argv[1], G_FILE_TEST_EXISTS);
  gint64             began = g_get_monotonic_time ();
  JzStore           *store = jz_store_open (argv[1], there ? JZ_STORE_OPEN : JZ_STORE_CREATE, 1, &error);

  if (store == NULL || (!there && (!jz_store_write_sync (store, &jz_action_init, &nobody, start_cb, NULL, NULL, NULL, NULL, &error) ||
                                   !jz_store_write_sync (store, &fill, &nobody, fill_cb, &n, NULL, NULL, NULL, &error))))
    die (error);
  if (!there)
    fprintf (stderr, "made %u items in %.1f s\n", n, (double) (g_get_monotonic_time () - began) / 1e6);
  if (argc > 2 && g_str_equal (argv[2], "titles"))
    asked = (Asked){ .list = "titles", .table = "title", .column = "title" };
  if (!jz_store_read_sync (store, ask_cb, &asked, NULL, &error))
    die (error);
  ask_bare (argv[1], &asked, &bare);
  printf ("{\"rows\": %u, ", asked.n);
  print_times ("ours", &asked.times);
  printf (", ");
  print_times ("bare", &bare);
  printf ("}\n");
  jz_store_close (store);
  g_object_unref (store);
  return 0;
}
