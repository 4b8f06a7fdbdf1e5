/* list: orders, searches, rows and sums of a declared list are those of plain SQL.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "jz-fill.h"
#include "jz-list-query.h"
#include "jz-search.h"

#define N_ITEMS 600

static const JzStatusWord tracking_words[] = { { "card", "✓ Card" }, { "lot", "○ Lot" }, { "consumable", "↗ Consumable" }, { NULL } };
static const JzListColumn columns[] = {
  { "code", "Code", JZ_COLUMN_CODE, "item.code" },
  { "name", "Name", JZ_COLUMN_TEXT, "item.name", .sort = "item.sort_key" },
  { "spec", "Specification", JZ_COLUMN_TEXT, "item.spec" },
  { "quantity", "Quantity", JZ_COLUMN_QUANTITY, "(SELECT sum (quantity) FROM balance WHERE item = item.id)", .decimals = "item.decimals" },
  { "amount", "Amount", JZ_COLUMN_MONEY, "(SELECT sum (amount) FROM balance WHERE balance.item = item.id)" },
  { "tracking", "Tracking", JZ_COLUMN_STATUS, "item.tracking || iif (item.id % 3 = 0, ':3', '')", .words = tracking_words },
  { "scheme", "Scheme", JZ_COLUMN_TEXT, "scheme.name" },
  { NULL }
};
static const JzListFilter filters[] = {
  { "category", "Category", JZ_COLUMN_CODE, "item.category = ? OR item.category LIKE ? || '_'",
    "SELECT code, name FROM code ORDER BY code" },
  { NULL }
};
static const JzListTotal totals[] = {
  { "quantity", "%s pieces", JZ_COLUMN_QUANTITY, "sum ((SELECT sum (quantity) FROM balance WHERE balance.item = item.id))" },
  { "amount", "Amount %s yuan", JZ_COLUMN_MONEY, "sum ((SELECT sum (amount) FROM balance WHERE balance.item = item.id))" },
  { NULL }
};
static const JzListSpec spec = {
  "item", "item", "item.id", "LEFT JOIN code_scheme AS scheme ON scheme.id = item.scheme", "item.voided IS NULL",
  columns, filters, totals, "SELECT rowid FROM item_search WHERE item_search MATCH ?1", "code",
};

typedef gboolean (*Body) (JzConnection *connection, GError **error);

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return (*(Body *) data) (connection, error);
}

static void
with_school (Body body)
{
  g_autofree char *path = jz_fill_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JzStore) store = jz_fill_school (path, N_ITEMS, &error);

  g_assert_no_error (error);
  g_assert_true (jz_fill_run (store, "UPDATE item SET voided = 1 WHERE id % 50 = 0 AND id IN "
                              "(SELECT id FROM item WHERE id NOT IN (SELECT item FROM balance WHERE quantity > 0))", &error));
  g_assert_true (jz_fill_run (store, "UPDATE item SET decimals = 2 WHERE tracking = 'lot' AND id % 7 = 0", &error));
  jz_store_read_sync (store, read_cb, &body, NULL, &error);
  g_assert_no_error (error);
  jz_store_close (store);
}

/* What the query means, written out again by hand. */
typedef struct
{
  const char *sort;
  gboolean    descending;
  const char *where;
  const char *typed;
} Plain;

static GArray *
read_plainly (JzConnection *connection, const Plain *plain)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *sql = g_strdup_printf ("SELECT item.id, text FROM item JOIN item_searchable s ON s.id = item.id "
                                          "WHERE item.voided IS NULL AND (%s) ORDER BY %s %s, item.id %s",
                                          plain->where, plain->sort, plain->descending ? "DESC" : "ASC", plain->descending ? "DESC" : "ASC");
  g_autoptr (GError) error = NULL;
  JzStatement *rows = jz_connection_query (connection, &error, sql, "");

  g_assert_no_error (error);
  while (jz_statement_next (rows))
    {
      gint64 id = jz_statement_int64 (rows, 0);

      if (jz_search_matches (jz_statement_text (rows, 1), plain->typed))
        g_array_append_val (ids, id);
    }
  jz_statement_finish (rows, &error);
  g_assert_no_error (error);
  return ids;
}

static void
assert_same (GArray *found, GArray *expected)
{
  g_assert_cmpmem (found->data, found->len * sizeof (gint64), expected->data, expected->len * sizeof (gint64));
}

static const struct { const char *column, *sql; } sorts[] = {
  { "code", "item.code" }, { "name", "item.sort_key" }, { "spec", "item.spec" },
  { "quantity", "(SELECT sum (quantity) FROM balance WHERE item = item.id)" }, { "scheme", "(SELECT name FROM code_scheme WHERE id = item.scheme)" },
};

static const struct { const char *id; JzListOperator op; const char *value, *sql; } conditions[] = {
  { NULL, 0, NULL, "1" },
  { "category", JZ_LIST_IS, "1", "item.category IN ('1', '11', '12', '13', '14')" },
  { "name", JZ_LIST_CONTAINS, "电流", "item.name LIKE '%电流%'" },
  { "spec", JZ_LIST_CONTAINS, "ｕ 形", "item.spec LIKE '%U 形%'" },
  { "amount", JZ_LIST_FROM, "1,976.00", "(SELECT sum (amount) FROM balance WHERE item = item.id) >= 197600" },
  { "quantity", JZ_LIST_TO, "0.5", "(SELECT sum (quantity) FROM balance WHERE item = item.id) <= iif (decimals = 2, 50, 0.5)" },
  { "tracking", JZ_LIST_IS, "card", "tracking = 'card'" },
  { "code", JZ_LIST_FROM, "140800000", "item.code >= '140800000'" },
  { "name", JZ_LIST_IS, "'; DROP TABLE item; --", "0" },
};

static const char *const searches[] = { "", "电流", "表", "sbq", "shiboqi", "dian", "1405", "没有的", "Ω 0", "\"", "* OR", "100 mhz" };

static gboolean
check_orders (JzConnection *connection, GError **error)
{
  for (guint round = 0; round < 200; round++)
    {
      guint s = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (sorts)), c = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (conditions));
      guint d = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (conditions));
      g_autofree char *where = g_strdup_printf ("(%s) AND (%s)", conditions[c].sql, conditions[d].sql);
      Plain plain = { sorts[s].sql, g_test_rand_bit (), where, searches[g_test_rand_int_range (0, G_N_ELEMENTS (searches))] };
      g_autoptr (GArray) expected = read_plainly (connection, &plain);
      g_autoptr (JzListQuery) query = jz_list_query_new (&spec);
      g_autoptr (JzListOrder) order = NULL;
      g_autoptr (GArray) found = NULL;
      g_auto (GStrv) texts = NULL;
      gint64 count;

      g_assert_true (jz_list_query_set_sort (query, sorts[s].column, plain.descending));
      jz_list_query_set_search (query, plain.typed);
      if (conditions[c].id != NULL)
        g_assert_true (jz_list_query_add_condition (query, conditions[c].id, conditions[c].op, conditions[c].value, NULL));
      if (conditions[d].id != NULL)
        g_assert_true (jz_list_query_add_condition (query, conditions[d].id, conditions[d].op, conditions[d].value, NULL));
      order = jz_list_order_read (query, connection, error);
      g_assert_nonnull (order);
      found = jz_list_order_search (order, query, connection, error);
      g_assert_nonnull (found);
      g_test_message ("%s %s %s “%s”: %u", plain.sort, plain.descending ? "desc" : "asc", where, plain.typed, found->len);
      assert_same (found, expected);
      g_assert_true (jz_list_totals_read (query, connection, &count, &texts, error));
      g_assert_cmpint (count, ==, expected->len);
      g_assert_cmpuint (g_strv_length (texts), ==, 2);
    }
  return TRUE;
}

static void
test_orders (void)
{
  with_school (check_orders);
}

static gboolean
check_head (JzConnection *connection, GError **error)
{
  g_autoptr (JzListQuery) query = jz_list_query_new (&spec);
  g_autoptr (JzListOrder) order = NULL;
  g_autoptr (GArray) head = NULL;

  jz_list_query_set_sort (query, "name", TRUE);
  order = jz_list_order_read (query, connection, error);
  head = jz_list_head_read (query, 30, connection, error);
  g_assert_cmpuint (head->len, ==, 30);
  g_assert_cmpmem (head->data, 30 * sizeof (gint64), jz_list_order_get_ids (order)->data, 30 * sizeof (gint64));
  return TRUE;
}

static void
test_head (void)
{
  with_school (check_head);
}

static gboolean
check_rows (JzConnection *connection, GError **error)
{
  gint64 ids[] = { 6, 999999, 1, 27, 14 };
  g_autoptr (JzListRows) rows = jz_list_rows_read (&spec, ids, G_N_ELEMENTS (ids), connection, error);

  g_assert_cmpuint (jz_list_rows_n (rows), ==, 5);
  g_assert_cmpint (jz_list_rows_id (rows, 0), ==, 6);
  g_assert_cmpstr (jz_list_rows_text (rows, 0, 1), ==, "数字示波器");
  g_assert_cmpstr (jz_list_rows_text (rows, 0, 3), ==, "1");
  g_assert_cmpstr (jz_list_rows_text (rows, 0, 4), ==, "2,980.00");
  g_assert_cmpstr (jz_list_rows_text (rows, 0, 5), ==, "✓ Card 3");
  g_assert_cmpstr (jz_list_rows_text (rows, 0, 6), ==, "JY/T 教学仪器");
  g_assert_false (jz_list_rows_exists (rows, 1));
  g_assert_cmpstr (jz_list_rows_text (rows, 1, 2), ==, "");
  g_assert_cmpstr (jz_list_rows_text (rows, 2, 5), ==, "○ Lot");
  g_assert_cmpstr (jz_list_rows_text (rows, 4, 3), ==, "0.27"); /* 27 hundredths */
  g_assert_true (jz_list_rows_exists (rows, 4));
  return TRUE;
}

static void
test_rows (void)
{
  with_school (check_rows);
}

static gboolean
check_totals (JzConnection *connection, GError **error)
{
  g_autoptr (JzListQuery) query = jz_list_query_new (&spec);
  g_auto (GStrv) texts = NULL;
  gint64 count = 0;

  jz_list_query_set_search (query, "数字示波器");
  jz_list_query_add_condition (query, "code", JZ_LIST_TO, "140600000", NULL);
  g_assert_true (jz_list_totals_read (query, connection, &count, &texts, error));
  g_assert_cmpint (count, >, 0);
  g_assert_cmpint (count, <, N_ITEMS / 30);
  g_assert_true (g_str_has_suffix (texts[0], " pieces"));
  g_assert_true (g_str_has_prefix (texts[1], "Amount ") && g_str_has_suffix (texts[1], ".00 yuan"));
  return TRUE;
}

static void
test_totals (void)
{
  with_school (check_totals);
}

static gboolean
check_choices (JzConnection *connection, GError **error)
{
  g_auto (GStrv) values = NULL;
  g_auto (GStrv) titles = NULL;

  g_assert_true (jz_list_choices_read (&filters[0], connection, &values, &titles, error));
  g_assert_cmpstr (values[0], ==, "1");
  g_assert_cmpstr (titles[0], ==, "测量");
  g_assert_cmpuint (g_strv_length (values), ==, g_strv_length (titles));
  return TRUE;
}

static void
test_choices (void)
{
  with_school (check_choices);
}

/* Ids that lie far apart take the other way of ranking. */
static gboolean
check_thin (JzConnection *connection, GError **error)
{
  static const JzListColumn thin_columns[] = { { "id", "Id", JZ_COLUMN_NUMBER, "item.id" }, { NULL } };
  static const JzListSpec   thin = { "thin", "item", "item.id * 1000003", NULL, "item.id < 20", thin_columns, .search = "SELECT 1", .order = "id" };
  g_autoptr (JzListQuery) query = jz_list_query_new (&thin);
  g_autoptr (JzListOrder) order = jz_list_order_read (query, connection, error);

  g_assert_cmpuint (jz_list_order_get_ids (order)->len, ==, 19);
  g_assert_cmpint (g_array_index (jz_list_order_get_ids (order), gint64, 18), ==, 19 * 1000003);
  return TRUE;
}

static void
test_thin (void)
{
  with_school (check_thin);
}

static void
test_refusals (void)
{
  g_autoptr (JzListQuery) query = jz_list_query_new (&spec);
  g_autoptr (JzListQuery) copy = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (jz_list_query_set_sort (query, "item.code; DROP TABLE item", FALSE));
  g_assert_cmpstr (jz_list_query_get_sort (query), ==, "code");
  g_assert_false (jz_list_query_add_condition (query, "amount", JZ_LIST_FROM, "many", &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  g_assert_cmpuint (jz_list_query_n_conditions (query), ==, 0);
  g_assert_true (jz_list_query_add_condition (query, "amount", JZ_LIST_FROM, "1.2万", NULL));
  copy = jz_list_query_copy (query);
  g_assert_true (jz_list_query_equal (query, copy));
  jz_list_query_set_search (copy, "  表 ");
  g_assert_true (jz_list_query_same_order (query, copy));
  g_assert_false (jz_list_query_equal (query, copy));
  jz_list_query_set_sort (copy, "code", TRUE);
  g_assert_false (jz_list_query_same_order (query, copy));
  g_assert_cmpint (jz_list_spec_column_index (&spec, "nothing"), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list/orders", test_orders);
  g_test_add_func ("/list/head", test_head);
  g_test_add_func ("/list/rows", test_rows);
  g_test_add_func ("/list/totals", test_totals);
  g_test_add_func ("/list/choices", test_choices);
  g_test_add_func ("/list/thin", test_thin);
  g_test_add_func ("/list/refusals", test_refusals);
  return g_test_run ();
}
