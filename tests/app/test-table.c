/* table: what a person does to columns comes back, header clicks become a sort, and a table goes without a trace.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "jz-columns.h"
#include "jz-fill.h"
#include "jz-table.h"

static const JzStatusWord words[] = { { "card", "✓ Card" }, { "lot", "○ Lot" }, { "consumable", "↗ Consumable" }, { NULL } };
static const JzListColumn columns[] = {
  { "code", "Code", JZ_COLUMN_CODE, "item.code", .width = 80 },
  { "name", "Name", JZ_COLUMN_TEXT, "item.name", .sort = "item.sort_key", .expand = TRUE },
  { "tracking", "Kept", JZ_COLUMN_STATUS, "item.tracking", .words = words, .width = 90 },
  { "id", "Number", JZ_COLUMN_NUMBER, "item.id", .width = 60, .hidden = TRUE },
  { NULL }
};
static const JzListSpec spec = {
  .name = "item", .table = "item", .id_sql = "item.id", .where = "item.voided IS NULL", .columns = columns,
  .search = "SELECT rowid FROM item_search WHERE item_search MATCH ?1", .order = "code",
};

static JzTable *
new_table (void)
{
  return g_object_ref_sink (jz_table_new (&spec, "Items", "Search"));
}

static void
test_columns (void)
{
  g_autoptr (JzTable) table = new_table ();
  GtkColumnView *view = jz_table_get_view (table);
  g_autofree char *first = jz_columns_write (view);
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  g_assert_cmpstr (first, ==, "code:80 name:0 tracking:90 -id:60");
  jz_columns_read (view, "id:44 nonsense -tracking:300 unknown:12 name:x code:99999999999");
  second = jz_columns_write (view);
  g_assert_cmpstr (second, ==, "id:44 -tracking:300 name:0 code:80");
  jz_columns_reset (view);
  third = jz_columns_write (view);
  g_assert_cmpstr (third, ==, first);
}

static void
test_sort (void)
{
  g_autoptr (JzTable) table = new_table ();
  GtkColumnView *view = jz_table_get_view (table);
  gboolean descending = TRUE;

  g_assert_cmpstr (jz_columns_get_sort (view, &descending)->id, ==, "code");
  g_assert_false (descending);
  jz_columns_set_sort (view, "name", TRUE);
  g_assert_cmpstr (jz_columns_get_sort (view, &descending)->id, ==, "name");
  g_assert_true (descending);
  jz_columns_set_sort (view, "nothing", TRUE);
  g_assert_null (jz_columns_get_sort (view, &descending));
}

static void
test_status (void)
{
  g_assert_cmpstr (jz_status_class ("✓ In use"), ==, "jz-ok");
  g_assert_cmpstr (jz_status_class ("! To repair 2"), ==, "jz-warn");
  g_assert_cmpstr (jz_status_class ("✗ Missing"), ==, "jz-err");
  g_assert_cmpstr (jz_status_class ("↗ On loan"), ==, "jz-acc");
  g_assert_cmpstr (jz_status_class ("○ Room"), ==, "jz-dim");
  g_assert_cmpstr (jz_status_class (""), ==, "jz-dim");
}

typedef struct
{
  JzSession *session;
  JzTable   *table;
  GtkWidget *window;
} Fixture;

static void
flag_cb (gboolean *flag)
{
  *flag = TRUE;
}

static void
wait_for (gpointer object, const char *signal, void (*func) (Fixture *), Fixture *f)
{
  gboolean came = FALSE;
  gulong   id = g_signal_connect_swapped (object, signal, G_CALLBACK (flag_cb), &came);

  func (f);
  while (!came)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (object, id);
}

static void
sign_in (Fixture *f)
{
  jz_session_sign_in (f->session, jz_session_get_open_account (f->session), NULL);
}

static void
settle (Fixture *f)
{
  JzLazyList *list = jz_table_get_list (f->table);

  for (guint quiet = 0; quiet < 20; quiet++)
    {
      while (g_main_context_iteration (NULL, FALSE) || jz_lazy_list_is_busy (list) || !jz_lazy_list_is_known (list))
        quiet = 0;
      g_usleep (1000);
    }
}

static void
open_window (Fixture *f)
{
  f->table = jz_table_new (&spec, "Items", "Search");
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->table));
  gtk_window_present (GTK_WINDOW (f->window));
  jz_table_set_session (f->table, f->session);
  settle (f);
}

static char *school_path;

static void
open_school (Fixture *f)
{
  jz_session_open (f->session, school_path);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (JzStore) store = NULL;

  school_path = jz_fill_path ();
  store = jz_fill_school (school_path, 500, NULL);
  jz_store_close (store);
  f->session = jz_session_new ();
  wait_for (f->session, "opened", open_school, f);
  wait_for (f->session, "signed-in", sign_in, f);
  open_window (f);
}

static void
close_window (Fixture *f)
{
  JzTable *table = f->table;

  g_object_add_weak_pointer (G_OBJECT (table), (gpointer *) &f->table);
  jz_table_set_session (table, NULL);
  gtk_window_destroy (GTK_WINDOW (f->window));
  for (guint i = 0; i < 100 && f->table != NULL; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        continue;
      g_usleep (5000);
    }
  g_assert_null (f->table); /* nothing holds it */
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  close_window (f);
  jz_session_close (f->session);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (f->session);
  g_free (school_path);
}

static void
test_search (Fixture *f, gconstpointer data)
{
  JzLazyList *list = jz_table_get_list (f->table);

  g_assert_cmpuint (jz_lazy_list_n_items (list), ==, 500);
  jz_table_set_search (f->table, "szsbq");
  settle (f);
  g_assert_cmpuint (jz_lazy_list_n_items (list), <, 30);
  g_assert_cmpuint (jz_lazy_list_n_items (list), >, 0);
  jz_table_set_search (f->table, "没有");
  settle (f);
  g_assert_cmpuint (jz_lazy_list_n_items (list), ==, 0);
  jz_table_clear_filters (f->table);
  settle (f);
  g_assert_cmpuint (jz_lazy_list_n_items (list), ==, 500);
}

/* A row that a filter hides is shown all the same when it is asked for. */
static void
test_show (Fixture *f, gconstpointer data)
{
  jz_table_set_search (f->table, "天平");
  settle (f);
  jz_table_show_id (f->table, 6);
  settle (f);
  g_assert_cmpint (jz_lazy_selection_get_only (jz_table_get_selection (f->table)), ==, 6);
}

static void
test_remembers (Fixture *f, gconstpointer data)
{
  g_autofree char *written = NULL;

  jz_columns_read (jz_table_get_view (f->table), "id:50");
  jz_columns_set_sort (jz_table_get_view (f->table), "name", TRUE);
  while (g_strcmp0 (jz_session_get_preference (f->session, "list.item.sort"), "-name") != 0)
    g_main_context_iteration (NULL, TRUE);
  close_window (f);
  jz_session_sign_out (f->session);
  wait_for (f->session, "signed-in", sign_in, f);
  open_window (f);
  written = jz_columns_write (jz_table_get_view (f->table));
  g_assert_cmpstr (written, ==, "id:50 code:80 name:0 tracking:90");
  g_assert_cmpstr (jz_list_query_get_sort (jz_lazy_list_get_query (jz_table_get_list (f->table))), ==, "name");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/table/columns", test_columns);
  g_test_add_func ("/table/sort", test_sort);
  g_test_add_func ("/table/status", test_status);
  g_test_add ("/table/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/table/show", Fixture, NULL, set_up, test_show, tear_down);
  g_test_add ("/table/remembers", Fixture, NULL, set_up, test_remembers, tear_down);
  return g_test_run ();
}
