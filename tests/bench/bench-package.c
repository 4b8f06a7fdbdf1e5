/* bench-package FOLDER ROWS: makes a school of about ROWS rows in FOLDER, exports its package to FOLDER/big.zip and
 * verifies it; prints {"rows", "export", "verify", "export_mb", "verify_mb", "bytes", "xml_bytes"}: seconds, and the
 * peak memory of each in MB. Beside it: peer-xml.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/package-fixture.h"

static gboolean
fill_cb (JzOperation *operation, gpointer data, GError **error)
{
  gint64        rows = *(gint64 *) data;
  JzConnection *connection = jz_operation_get_connection (operation);

  jz_operation_set_bulk (operation, TRUE);
  return jz_connection_run (connection, error,
                            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
                            "INSERT INTO item (uuid, scheme, code, name, spec, unit, tracking, subject, category, sort_key, changed) "
                            "SELECT printf ('%08x-%04x-4000-8000-%012x', i * 2654435761 % 4294967296, i % 65536, i), (SELECT min (id) FROM code_scheme), printf ('1405%05d', i), "
                            "'数字示波器' || i, '双通道 ' || i % 300 || ' MHz', '台', 'card', '物理', '1405', '', jz_operation() FROM n", "l", rows / 10) &&
         jz_connection_run (connection, error,
                            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
                            "INSERT INTO asset (uuid, item, number, serial, price, acquired, origin, fund, maker, condition, changed) "
                            "SELECT printf ('%08x-%04x-4000-9000-%012x', i * 2246822519 % 4294967296, i % 65536, i), 1 + i % ?, printf ('ZC-%07d', i), printf ('SN%010d', i * 7919), "
                            "100 * (i % 5000), printf ('20%02d-0%d-1%d', i % 26, 1 + i % 9, i % 10), '购置', '公用经费', '优利德科技', 'good', jz_operation() FROM n", "ll",
                            rows - rows / 10, rows / 10);
}

static double
peak_mb (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return (double) usage.ru_maxrss / 1024;
}

/* In a process of its own, so that its peak is its own. */
static void
export (const char *folder, const char *zip, const char *school)
{
  g_autofree char          *key_path = g_build_filename (folder, "big.key", NULL);
  g_autoptr (GError)        error = NULL;
  g_autoptr (JzStore)       store = jz_store_open (school, JZ_STORE_OPEN, 0, &error);
  g_autoptr (JzKey)         key = NULL;
  g_autoptr (JzPackageMade) made = NULL;
  gint64                    before;

  g_assert_no_error (error);
  jz_key_make (key_path, NULL, TRUE, NULL, &error);
  key = jz_key_load (key_path, NULL, &error);
  before = g_get_monotonic_time ();
  made = package_export (store, zip, key);
  printf ("\"rows\": %" G_GUINT64_FORMAT ", \"bytes\": %" G_GINT64_FORMAT ", \"export\": %.2f, \"export_mb\": %.0f", made->rows, made->bytes,
          (double) (g_get_monotonic_time () - before) / G_USEC_PER_SEC, peak_mb (RUSAGE_SELF));
}

static void
verify (const char *zip)
{
  g_autoptr (GPtrArray)     faults = NULL;
  g_autoptr (JzPackageInfo) info = NULL;
  g_autoptr (GError)        error = NULL;
  gint64                    before = g_get_monotonic_time ();

  jz_package_verify (zip, NULL, NULL, NULL, NULL, &faults, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
  printf (", \"verify\": %.2f, \"verify_mb\": %.0f", (double) (g_get_monotonic_time () - before) / G_USEC_PER_SEC, peak_mb (RUSAGE_SELF));
}

int
main (int argc, char **argv)
{
  g_autofree char *zip = g_build_filename (argv[1], "big.zip", NULL), *school = NULL;
  gint64           rows = argc == 3 ? g_ascii_strtoll (argv[2], NULL, 10) : 0;

  if (rows < 100)
    return 2;
  {
    g_autoptr (JzStore) store = fixture_school ();

    fixture_write (store, &jz_action_item, fill_cb, &rows);
    school = g_strdup (jz_store_get_path (store));
    jz_store_close (store);
  }
  printf ("{");
  fflush (stdout);
  for (int i = 0; i < 2; i++)
    {
      pid_t child = fork ();
      int   status;

      if (child == 0)
        {
          if (i == 0)
            export (argv[1], zip, school);
          else
            verify (zip);
          fflush (stdout);
          _exit (EXIT_SUCCESS);
        }
      waitpid (child, &status, 0);
      if (status != 0)
        return 1;
    }
  printf ("}\n");
  return 0;
}
