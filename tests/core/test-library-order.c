/* What stands out of order in a row of books: held against trying every choice of books that stay.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "jz-book-numbers.h"
#include "jz-call-number.h"
#include "jz-library-order.h"

#define N_MOST 10

static guint
n_kept (const gboolean *wrong, guint n)
{
  guint kept = 0;

  for (guint i = 0; i < n; i++)
    kept += !wrong[i];
  return kept;
}

static gboolean
is_in_order (const char *const *keys, guint n, const gboolean *wrong)
{
  const char *last = "";

  for (guint i = 0; i < n; i++)
    {
      if (wrong[i])
        continue;
      if (strcmp (last, keys[i]) > 0)
        return FALSE;
      last = keys[i];
    }
  return TRUE;
}

static guint
best (const char *const *keys, guint n)
{
  guint most = 0;

  for (guint choice = 0; choice < 1u << n; choice++)
    {
      gboolean wrong[N_MOST];

      for (guint i = 0; i < n; i++)
        wrong[i] = (choice >> i & 1) == 0;
      if (is_in_order (keys, n, wrong))
        most = MAX (most, n_kept (wrong, n));
    }
  return most;
}

static void
test_order_random (void)
{
  static const char *const keys[] = { "", "a", "b", "c", "d", "e", "f" };

  for (guint round = 0; round < 400; round++)
    {
      const char *row[N_MOST];
      gboolean    wrong[N_MOST];
      guint       n = (guint) g_test_rand_int_range (0, N_MOST + 1);

      for (guint i = 0; i < n; i++)
        row[i] = keys[g_test_rand_int_range (0, G_N_ELEMENTS (keys))];
      jz_library_order_judge (row, n, wrong);
      g_assert_true (is_in_order (row, n, wrong));
      g_assert_cmpuint (n_kept (wrong, n), ==, best (row, n));
    }
}

/* One book in the wrong place is one book, not all that stand behind it. */
static void
test_order_shelf (void)
{
  static const char *const calls[] = { "I247.57/2", "I247.57/1234", "TP3/1", "I247.57/1235", "I247.58/1", "I247.58/1" };
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  gboolean              wrong[G_N_ELEMENTS (calls)];

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    g_ptr_array_add (keys, jz_call_number_key (calls[i]));
  jz_library_order_judge ((const char *const *) keys->pdata, keys->len, wrong);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    g_assert_cmpint (wrong[i], ==, i == 2);
}

static void
test_numbers_run (void)
{
  g_autoptr (GPtrArray) run = jz_book_numbers_run ("DPB0098", 4);

  g_assert_cmpuint (run->len, ==, 4);
  g_assert_cmpstr (g_ptr_array_index (run, 0), ==, "DPB0098");
  g_assert_cmpstr (g_ptr_array_index (run, 3), ==, "DPB0101");
  g_assert_null (jz_book_numbers_run ("DPB98", 4)); /* it would need a third digit */
  g_assert_null (jz_book_numbers_run ("DPB", 2));
  g_assert_null (jz_book_numbers_run ("00000001", 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library-order/random", test_order_random);
  g_test_add_func ("/library-order/shelf", test_order_shelf);
  g_test_add_func ("/library-order/numbers", test_numbers_run);
  return g_test_run ();
}
