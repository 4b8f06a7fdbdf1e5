/* bench-search: how long finding takes in a million items. Not a test: it prints one JSON object.
 *
 *   bench-search FILE [ROWS]: makes FILE with that many items unless it is there
 *
 * Beside it the peer: the same texts in a bare FTS5 table of characters and pairs of characters, asked for the same
 * words. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jz-find.h"
#include "jz-item.h"
#include "jz-posting.h"
#include "jz-school.h"
#include "jz-search.h"
#include "jz-store.h"

static const char *const heads[] = { "直流", "交流", "数字", "多用", "灵敏", "演示", "学生", "教学", "实验", "电子", "光学", "物理", "化学", "生物", "机械", "便携" };
static const char *const middles[] = { "电流", "电压", "示波", "光具", "天平", "显微", "温度", "压力", "磁场", "电路", "滴定", "蒸馏", "解剖", "投影", "计时", "摩擦" };
static const char *const tails[] = { "表", "器", "镜", "仪", "计", "架", "座", "台", "箱", "套装", "模型", "组件", "装置", "传感器", "试剂盒", "标本" };

static const char *const words[] = {
  "表", "器", "电", "示", "镜", "电流", "示波", "显微", "天平", "光学", "示波器", "电流表", "显微镜", "温度计", "数字示波", "学生电流", "直流电流表", "数字示波器",
  "灵敏电压表", "演示温度传感器", "便携显微镜模型", "教学滴定试剂盒", "不存在的东西", "s", "sz", "szs", "szsb", "szsbq", "zldlb", "xwj", "shibo", "shiboqi", "dianliubiao",
  "xianweijing", "zhiliudianliubiao", "wendu", "bei",
};

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

static int
by_value (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

typedef struct
{
  double times[10000];
  guint  n;
} Times;

static gboolean
ask_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Times *times = data;

  for (guint round = 0; round < 20; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
      {
        gint64 start = g_get_monotonic_time ();
        g_autoptr (GPtrArray) rows = jz_find (connection, "items", words[i], 50, 0, NULL, error);

        if (rows == NULL)
          return FALSE;
        if (round > 0)
          times->times[times->n++] = (double) (g_get_monotonic_time () - start) / 1000;
      }
  return TRUE;
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
  static Times       times;
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
  if (!jz_store_read_sync (store, ask_cb, &times, NULL, &error))
    die (error);
  qsort (times.times, times.n, sizeof (double), by_value);
  printf ("{\"rows\": %u, \"queries\": %u, \"median_ms\": %.3f, \"p95_ms\": %.3f, \"p99_ms\": %.3f, \"max_ms\": %.3f}\n", n, times.n,
          times.times[times.n / 2], times.times[times.n * 95 / 100], times.times[times.n * 99 / 100], times.times[times.n - 1]);
  jz_store_close (store);
  g_object_unref (store);
  return 0;
}
