/* big-school FILE ROWS: makes a new school file of about ROWS rows, a tenth of them items and the rest cards, whose
 * package tools/bench has the command line write and prove.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support/school-fixture.h"

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
                            "'数字示波器' || i, '双通道 ' || (i % 300) || ' MHz', '台', 'card', '物理', '1405', '', jz_operation() FROM n", "l", rows / 10) &&
         jz_connection_run (connection, error,
                            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
                            "INSERT INTO asset (uuid, item, number, serial, price, acquired, origin, fund, maker, condition, changed) "
                            "SELECT printf ('%08x-%04x-4000-9000-%012x', i * 2246822519 % 4294967296, i % 65536, i), 1 + i % ?, printf ('ZC-%07d', i), printf ('SN%010d', i * 7919), "
                            "100 * (i % 5000), printf ('20%02d-0%d-1%d', i % 26, 1 + i % 9, i % 10), '购置', '公用经费', '优利德科技', 'good', jz_operation() FROM n", "ll",
                            rows - rows / 10, rows / 10);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError)  error = NULL;
  g_autoptr (JzStore) store = NULL;
  gint64              rows = argc == 3 ? g_ascii_strtoll (argv[2], NULL, 10) : 0;

  if (rows < 100)
    return 2;
  store = jz_store_open (argv[1], JZ_STORE_CREATE, 0, &error);
  g_assert_no_error (error);
  fixture_write (store, &jz_action_init, fixture_start_cb, NULL);
  fixture_write (store, &jz_action_item, fill_cb, &rows);
  return 0;
}
