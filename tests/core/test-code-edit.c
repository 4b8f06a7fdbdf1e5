/* code-edit: rows of the school's own code tables and of standards it loaded; what others keep, and what is used, stays.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "jz-code-edit.h"
#include "jz-gap.h"
#include "jz-item.h"
#include "support/school-fixture.h"

typedef struct
{
  gint64        id, table;
  JzCodeRow     code;
  JzStandardRow row;
} Work;

static gboolean
put_code_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *work = data;

  return jz_code_put (operation, work->id, work->table, &work->code, error);
}

static gboolean
remove_code_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_code_remove (operation, ((Work *) data)->id, error);
}

static gboolean
put_row_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *work = data;

  return jz_standard_row_put (operation, work->id, work->table, &work->row, error);
}

static gboolean
remove_row_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_standard_row_remove (operation, ((Work *) data)->id, error);
}

static void
refused (JzStore *store, JzWriteFunc func, Work *work, JzError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (jz_store_write_sync (store, &jz_action_codes, &fixture_actor, func, work, NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, (int) code);
}

static gint64
own_scheme (JzStore *store)
{
  return fixture_ask (store, "SELECT min (id) FROM code_scheme WHERE kind = 'own'");
}

static gint64
code_id (JzStore *store, const char *code)
{
  g_autofree char *sql = g_strdup_printf ("SELECT ifnull (min (code.id), 0) FROM code JOIN (SELECT id AS own FROM code_scheme WHERE kind = 'own') ON own = scheme WHERE code = '%s'", code);

  return fixture_ask (store, sql);
}

static gboolean
item_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzItemData item = { .code = "Z2", .name = "校史展板", .unit = "块", .tracking = "lot", .least = -1, .scheme = *(gint64 *) data };
  gint64     id;

  return jz_item_add (operation, &item, &id, error);
}

static void
test_codes (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  gint64 own = own_scheme (store), other = fixture_ask (store, "SELECT min (id) FROM code_scheme WHERE kind = 'asset'");
  Work   work = { 0, own, { "Z1", "展板", "块", "" } };

  fixture_write (store, &jz_action_codes, put_code_cb, &work);
  refused (store, put_code_cb, &work, JZ_ERROR_CONFLICT); /* it is there */
  work.code = (JzCodeRow){ "Z2", "校史展板", "块", "Z1" };
  fixture_write (store, &jz_action_codes, put_code_cb, &work);
  work.code = (JzCodeRow){ "Z3", "", "块", "Z1" };
  refused (store, put_code_cb, &work, JZ_ERROR_INVALID);
  work.code = (JzCodeRow){ "Z3", "别的", "块", "Z9" };
  refused (store, put_code_cb, &work, JZ_ERROR_INVALID);
  work.table = other;
  work.code = (JzCodeRow){ "Z3", "别的", "块", "" };
  refused (store, put_code_cb, &work, JZ_ERROR_REFUSED);
  /* No row stands above itself, and none goes that others stand below. */
  work = (Work){ code_id (store, "Z1"), own, { "Z1", "展板", "块", "Z2" } };
  refused (store, put_code_cb, &work, JZ_ERROR_INVALID);
  refused (store, remove_code_cb, &work, JZ_ERROR_CONFLICT);
  /* What an item has keeps its code, but may be named anew. */
  fixture_write (store, &jz_action_codes, item_cb, &own);
  work = (Work){ code_id (store, "Z2"), own, { "Z22", "校史展板", "块", "Z1" } };
  refused (store, put_code_cb, &work, JZ_ERROR_CONFLICT);
  refused (store, remove_code_cb, &work, JZ_ERROR_CONFLICT);
  work.code.code = "Z2";
  work.code.name = "校史墙";
  fixture_write (store, &jz_action_codes, put_code_cb, &work);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM code WHERE name = '校史墙' AND parent = 'Z1'"), ==, 1);
  work = (Work){ 0, own, { "Z4", "无用", "块", "" } };
  fixture_write (store, &jz_action_codes, put_code_cb, &work);
  work.id = code_id (store, "Z4");
  fixture_write (store, &jz_action_codes, remove_code_cb, &work);
  g_assert_cmpint (code_id (store, "Z4"), ==, 0);
}

static gboolean
standard_cb (JzOperation *operation, gpointer data, GError **error)
{
  gint64 *ids = data;

  return jz_standard_ensure (operation, "县配备标准", "2026", "", "", FALSE, &ids[0], error) &&
         jz_standard_ensure (operation, "示例标准", "", "", "", TRUE, &ids[1], error);
}

static gboolean
count_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  JzRequired required;

  if (!jz_gap_count_rule (connection, *(gint64 *) data, "物理", "6-8", &required, error))
    return FALSE;
  g_assert_cmpuint (required.least, ==, 6);
  g_assert_cmpuint (required.most, ==, 8);
  return TRUE;
}

static void
test_standards (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autoptr (GError)  error = NULL;
  gint64 ids[2];
  Work   work = { .row = { "物理", "24001", "直流电流表", "", "只", "12/校", TRUE, 4000 } };

  fixture_write (store, &jz_action_codes, standard_cb, ids);
  work.table = ids[1];
  refused (store, put_row_cb, &work, JZ_ERROR_REFUSED);
  work.table = ids[0];
  fixture_write (store, &jz_action_codes, put_row_cb, &work);
  refused (store, put_row_cb, &work, JZ_ERROR_CONFLICT);
  work.id = fixture_ask (store, "SELECT id FROM standard_row WHERE code = '24001' AND price = 4000 AND required");
  work.row.rule = "许多";
  refused (store, put_row_cb, &work, JZ_ERROR_INVALID);
  work.row.rule = "6-8";
  work.row.price = -1;
  work.row.required = FALSE;
  fixture_write (store, &jz_action_codes, put_row_cb, &work);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM standard_row WHERE rule = '6-8' AND price IS NULL AND NOT required"), ==, 1);
  g_assert_true (jz_store_read_sync (store, count_cb, &ids[0], NULL, &error));
  g_assert_no_error (error);
  fixture_write (store, &jz_action_codes, remove_row_cb, &work);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM standard_row WHERE code = '24001'"), ==, 0);
  refused (store, remove_row_cb, &work, JZ_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/code-edit/codes", test_codes);
  g_test_add_func ("/code-edit/standards", test_standards);
  return g_test_run ();
}
