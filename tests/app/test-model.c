/* model: the lazy list keeps every promise of GListModel, never asks for what nobody looks at, and the
 * selection outlives what happens to it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "jz-fill.h"
#include "jz-lazy-selection.h"

#define N_ITEMS 3000

static const JzListColumn columns[] = {
  { "code", "Code", JZ_COLUMN_CODE, "item.code" },
  { "name", "Name", JZ_COLUMN_TEXT, "item.name", .sort = "item.sort_key" },
  { "id", "Number", JZ_COLUMN_NUMBER, "item.id" },
  { NULL }
};
static const JzListSpec spec = {
  .name = "item", .table = "item", .id_sql = "item.id", .where = "item.voided IS NULL", .columns = columns,
  .search = "SELECT rowid FROM item_search WHERE item_search MATCH ?1", .order = "id",
};

typedef struct
{
  JzStore         *store;
  JzLazyList      *list;
  JzLazySelection *selection;
  guint            n;         /* what items-changed made of it */
  guint            n_emitted;
  gboolean         in_one;    /* an emission both took and gave */
} Fixture;

static void
items_changed_cb (Fixture *f, guint position, guint removed, guint added, GListModel *model)
{
  g_assert_cmpuint (position + removed, <=, f->n);
  f->n = f->n - removed + added;
  /* Whoever asks during the emission sees the new length. */
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, f->n);
  f->n_emitted++;
  f->in_one |= removed > 0 && added > 0;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *path = jz_fill_path ();
  g_autoptr (GError) error = NULL;

  f->store = jz_fill_school (path, N_ITEMS, &error);
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  f->list = jz_lazy_list_new (&spec);
  f->selection = jz_lazy_selection_new (f->list);
  g_signal_connect_swapped (f->selection, "items-changed", G_CALLBACK (items_changed_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (f->selection, f);
  jz_lazy_list_set_store (f->list, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  jz_store_close (f->store);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_object_add_weak_pointer (G_OBJECT (f->list), (gpointer *) &f->list);
  g_object_unref (f->selection);
  g_object_unref (f->list);
  g_assert_null (f->list);
  g_assert_finalize_object (f->store);
}

/* Until the answer is there and GTK knows of all of it. */
static void
settle (Fixture *f)
{
  while (jz_lazy_list_is_busy (f->list) || g_list_model_get_n_items (G_LIST_MODEL (f->list)) != jz_lazy_list_n_items (f->list))
    g_main_context_iteration (NULL, TRUE);
}

static void
ask (Fixture *f, const char *sort, gboolean descending, const char *typed)
{
  g_autoptr (JzListQuery) query = jz_list_query_new (&spec);

  jz_list_query_set_sort (query, sort, descending);
  jz_list_query_set_search (query, typed);
  jz_lazy_list_set_query (f->list, query);
  jz_lazy_list_set_store (f->list, f->store);
  settle (f);
}

static void
wait_ready (JzRow *row)
{
  while (jz_row_get_state (row) == JZ_ROW_LOADING)
    g_main_context_iteration (NULL, TRUE);
}

static JzRow *
get (Fixture *f, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (f->selection), position);
}

static void
test_rows (Fixture *f, gconstpointer data)
{
  g_autoptr (JzRow) first = NULL;
  g_autoptr (JzRow) again = NULL;
  g_autoptr (JzRow) far = NULL;

  ask (f, "id", FALSE, "");
  g_assert_cmpuint (f->n, ==, N_ITEMS);
  first = get (f, 0);
  again = get (f, 0);
  g_assert_true (first == again); /* the same object twice: GTK takes two for a duplicate */
  g_assert_null (get (f, N_ITEMS));
  far = get (f, 2000);
  g_assert_cmpint (jz_row_get_state (far), ==, JZ_ROW_LOADING);
  g_assert_cmpstr (jz_row_get_text (far, 2), ==, "");
  wait_ready (far);
  g_assert_cmpstr (jz_row_get_text (far, 2), ==, "2,001");
  g_assert_cmpuint (jz_lazy_list_n_live (f->list), ==, 2);
  g_assert_false (f->in_one);
}

static void
note_added_cb (GArray *steps, guint position, guint removed, guint added, GListModel *model)
{
  if (added > 0)
    g_array_append_val (steps, added);
}

/* A list that grows from nothing is told of in pieces, what is chosen far down included; one that stands is told at once. */
static void
test_steps (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (guint));

  ask (f, "id", FALSE, "没有这个");
  g_signal_connect_swapped (f->selection, "items-changed", G_CALLBACK (note_added_cb), steps);
  ask (f, "id", FALSE, "");
  g_assert_cmpuint (steps->len, >, 2);
  g_assert_cmpuint (g_array_index (steps, guint, 0), <, 100);
  g_array_set_size (steps, 0);
  ask (f, "id", FALSE, "没有这个");
  f->n_emitted = 0;
  jz_lazy_list_tell_all (f->list);
  g_assert_cmpuint (f->n_emitted, ==, 0);
  ask (f, "id", FALSE, "");
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (f->selection));
  g_assert_cmpuint (jz_lazy_selection_n_chosen (f->selection), ==, N_ITEMS);
  g_signal_handlers_disconnect_by_data (f->selection, steps);
}

/* Everything is chosen before GTK knows of more than the first rows; the rest comes chosen. */
static void
test_choose_early (Fixture *f, gconstpointer data)
{
  g_autoptr (JzListQuery) query = jz_list_query_new (&spec);

  ask (f, "id", FALSE, "没有这个");
  jz_lazy_list_set_query (f->list, query);
  while (jz_lazy_list_is_busy (f->list))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->selection)), <, N_ITEMS);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (f->selection));
  settle (f);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (f->selection), N_ITEMS - 1));
  g_assert_cmpuint (jz_lazy_selection_n_chosen (f->selection), ==, N_ITEMS);
}

static void
count_cb (JzRow *row, gpointer n)
{
  (*(guint *) n)++;
}

/* A new question changes what the objects stand for, and says so once; only the tail is told as changed. */
static void
test_refill (Fixture *f, gconstpointer data)
{
  g_autoptr (JzRow) row = NULL;
  g_autoptr (JzRow) tail = NULL;
  guint n_told = 0;

  ask (f, "id", FALSE, "");
  row = get (f, 3);
  tail = get (f, 2999);
  wait_ready (row);
  jz_row_watch (row, count_cb, &n_told);
  f->n_emitted = 0;
  ask (f, "id", TRUE, "");
  g_assert_cmpuint (f->n_emitted, ==, 0); /* as many as before */
  g_assert_cmpuint (n_told, >, 0);
  wait_ready (row);
  g_assert_cmpint (jz_row_get_id (row), ==, N_ITEMS - 3);
  ask (f, "id", TRUE, "数字示波器");
  g_assert_cmpuint (f->n, <, N_ITEMS);
  g_assert_cmpuint (f->n_emitted, ==, 1);
  wait_ready (row);
  g_assert_cmpstr (jz_row_get_text (row, 1), ==, "数字示波器");
  ask (f, "id", TRUE, "没有这样的东西");
  g_assert_cmpuint (f->n, ==, 0);
  ask (f, "id", FALSE, "");
  g_assert_cmpuint (f->n, ==, N_ITEMS);
  g_assert_false (f->in_one);
  jz_row_unwatch (row, count_cb, &n_told);
}

static void
test_select_all (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) ids = NULL;

  ask (f, "id", FALSE, "");
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (f->selection));
  g_assert_cmpuint (jz_lazy_selection_n_chosen (f->selection), ==, N_ITEMS);
  g_assert_cmpuint (jz_lazy_list_n_live (f->list), ==, 0); /* without touching one */
  ids = jz_lazy_selection_get_ids (f->selection);
  g_assert_cmpuint (ids->len, ==, N_ITEMS);
  ask (f, "id", FALSE, "数字示波器");
  g_assert_cmpuint (jz_lazy_selection_n_chosen (f->selection), ==, f->n);
}

static void
test_selection_survives (Fixture *f, gconstpointer data)
{
  ask (f, "id", FALSE, "");
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (f->selection), 5, TRUE); /* id 6, an oscilloscope */
  g_assert_cmpint (jz_lazy_selection_get_only (f->selection), ==, 6);
  ask (f, "name", TRUE, "");
  g_assert_cmpint (jz_lazy_selection_get_only (f->selection), ==, 6);
  ask (f, "id", TRUE, "数字示波器");
  g_assert_cmpint (jz_lazy_selection_get_only (f->selection), ==, 6);
  ask (f, "id", TRUE, "直流电流表");
  g_assert_cmpuint (jz_lazy_selection_n_chosen (f->selection), ==, 0);
}

static void
test_selection_ranges (Fixture *f, gconstpointer data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (f->selection);
  g_autoptr (GtkBitset) none = NULL;

  ask (f, "id", FALSE, "");
  gtk_selection_model_select_range (model, 10, 20, TRUE);
  gtk_selection_model_unselect_item (model, 15);
  g_assert_cmpuint (jz_lazy_selection_n_chosen (f->selection), ==, 19);
  g_assert_false (gtk_selection_model_is_selected (model, 15));
  gtk_selection_model_unselect_range (model, 0, 12);
  g_assert_cmpuint (jz_lazy_selection_n_chosen (f->selection), ==, 17);
  gtk_selection_model_select_range (model, N_ITEMS - 1, 100, FALSE);
  g_assert_cmpuint (jz_lazy_selection_n_chosen (f->selection), ==, 18);
  gtk_selection_model_unselect_all (model);
  none = gtk_selection_model_get_selection (model);
  g_assert_true (gtk_bitset_is_empty (none));
}

/* What is changed in the file is shown, and a row that went is no crash. */
static void
test_changes (Fixture *f, gconstpointer data)
{
  g_autoptr (JzRow) row = NULL;

  ask (f, "id", FALSE, "");
  row = get (f, 5);
  wait_ready (row);
  g_assert_true (jz_fill_run (f->store, "UPDATE item SET name = '新名' WHERE id = 6", NULL));
  while (g_strcmp0 (jz_row_get_text (row, 1), "新名") != 0)
    g_main_context_iteration (NULL, TRUE);
  settle (f);
  g_assert_true (jz_fill_run (f->store, "INSERT INTO item (uuid, scheme, code, name, unit, tracking, sort_key, changed) "
                              "VALUES ('x', 3, 'Z1', '自制', '件', 'lot', 'z', jz_operation ())", NULL));
  while (f->n != N_ITEMS + 1)
    g_main_context_iteration (NULL, TRUE);
}

/* Questions that overtake each other: only the last one's answer counts. */
static void
test_overtaken (Fixture *f, gconstpointer data)
{
  static const char *const typed[] = { "表", "数字", "天平", "没有", "数字示波器", "" };
  g_autoptr (JzRow) row = NULL;

  ask (f, "id", FALSE, "");
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (JzListQuery) query = jz_list_query_new (&spec);

      jz_list_query_set_sort (query, "id", i % 2 == 1);
      jz_list_query_set_search (query, typed[i % G_N_ELEMENTS (typed)]);
      jz_lazy_list_set_query (f->list, query);
      if (i % 7 == 0)
        g_main_context_iteration (NULL, FALSE);
    }
  settle (f);
  g_assert_cmpuint (f->n, ==, N_ITEMS);
  row = get (f, 0);
  wait_ready (row);
  g_assert_cmpint (jz_row_get_id (row), ==, N_ITEMS);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/model/steps", Fixture, NULL, set_up, test_steps, tear_down);
  g_test_add ("/model/choose-early", Fixture, NULL, set_up, test_choose_early, tear_down);
  g_test_add ("/model/rows", Fixture, NULL, set_up, test_rows, tear_down);
  g_test_add ("/model/refill", Fixture, NULL, set_up, test_refill, tear_down);
  g_test_add ("/model/select-all", Fixture, NULL, set_up, test_select_all, tear_down);
  g_test_add ("/model/selection-survives", Fixture, NULL, set_up, test_selection_survives, tear_down);
  g_test_add ("/model/selection-ranges", Fixture, NULL, set_up, test_selection_ranges, tear_down);
  g_test_add ("/model/changes", Fixture, NULL, set_up, test_changes, tear_down);
  g_test_add ("/model/overtaken", Fixture, NULL, set_up, test_overtaken, tear_down);
  return g_test_run ();
}
