/* Classes, accounts and terms: what a school may change, and what it may not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support/school-fixture.h"

#include "jz-calendar.h"
#include "jz-codes.h"

typedef struct
{
  gint64 id;
  int    number, left_year;
  char **roles;
} Change;

static gboolean
add_classes_cb (JzOperation *operation, gpointer data, GError **error)
{
  Change *change = data;

  return jz_class_add (operation, "junior", jz_class_entry_year (8, 2026), 8, 1, 44, NULL, error) &&
         jz_class_add (operation, "junior", jz_class_entry_year (8, 2026), 8, 2, 45, &change->id, error);
}

static gboolean
add_again_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_class_add (operation, "junior", jz_class_entry_year (8, 2026), 8, 2, 45, NULL, error);
}

static gboolean
update_class_cb (JzOperation *operation, gpointer data, GError **error)
{
  Change *change = data;

  return jz_class_update (operation, change->id, change->number, 40, change->left_year, error);
}

static void
test_class (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autoptr (GError) error = NULL;
  Change change = { 0 };

  g_assert_cmpint (jz_class_entry_year (1, 2026), ==, 2026);
  g_assert_cmpint (jz_class_entry_year (8, 2026), ==, 2025);
  g_assert_cmpint (jz_class_entry_year (12, 2026), ==, 2024);
  fixture_write (store, &jz_action_people, add_classes_cb, &change);
  g_assert_false (jz_store_write_sync (store, &jz_action_people, &fixture_actor, add_again_cb, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_CONFLICT);
  g_clear_error (&error);
  change.number = 1;
  g_assert_false (jz_store_write_sync (store, &jz_action_people, &fixture_actor, update_class_cb, &change, NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_CONFLICT);
  g_clear_error (&error);
  change.number = 100;
  g_assert_false (jz_store_write_sync (store, &jz_action_people, &fixture_actor, update_class_cb, &change, NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  g_clear_error (&error);
  change.number = 3;
  change.left_year = 2026;
  fixture_write (store, &jz_action_people, update_class_cb, &change);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM class WHERE name = '八(3)' AND number = 3 AND pupils = 40 AND left_year = 2026"), ==, 1);
  change.id = 999;
  g_assert_false (jz_store_write_sync (store, &jz_action_people, &fixture_actor, update_class_cb, &change, NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND);
  jz_store_close (store);
}

static gboolean
add_head_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_account_add (operation, "second", "何静", NULL, (const char *const[]){ "head", NULL }, NULL, error);
}

static gboolean
set_roles_cb (JzOperation *operation, gpointer data, GError **error)
{
  Change *change = data;

  return jz_account_set_roles (operation, change->id, (const char *const *) change->roles, error);
}

static void
test_last_manager (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autoptr (GError) error = NULL;
  Change change = { .id = 1, .roles = (char *[]){ (char *) "teacher", NULL } };

  g_assert_false (jz_store_write_sync (store, &jz_action_account, &fixture_actor, set_roles_cb, &change, NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_CONFLICT);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM account_role JOIN role ON role.id = role WHERE account = 1 AND name = 'head'"), ==, 1);
  fixture_write (store, &jz_action_account, add_head_cb, NULL);
  fixture_write (store, &jz_action_account, set_roles_cb, &change);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM account_role JOIN role ON role.id = role WHERE account = 1 AND name = 'teacher'"), ==, 1);
  jz_store_close (store);
}

static void
check_usual_term (JzDate day, const char *from, const char *to)
{
  JzDate first, last;
  char   iso[JZ_DATE_LENGTH];

  jz_school_usual_term (day, &first, &last);
  g_assert_cmpstr (jz_date_to_iso (first, iso), ==, from);
  g_assert_cmpstr (jz_date_to_iso (last, iso), ==, to);
}

static void
test_usual_term (void)
{
  check_usual_term (jz_date_new (2026, 11, 22), "2026-09-01", "2027-01-25");
  check_usual_term (jz_date_new (2027, 1, 10), "2026-09-01", "2027-01-25");
  check_usual_term (jz_date_new (2027, 3, 1), "2027-02-20", "2027-07-05");
  check_usual_term (jz_date_new (2027, 8, 31), "2027-02-20", "2027-07-05");
  check_usual_term (jz_date_new (2027, 9, 1), "2027-09-01", "2028-01-25");
}

/* Categories. */

static gboolean
categories_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const codes[] = { "140503012", "2010104", "2010000", "2010", "A02010105", "A0201", "60102", "999", "教具1", "0", "" };
  guint                    found = 0;

  for (gint64 scheme = 0; scheme <= 6; scheme++)
    {
      g_autoptr (GHashTable) among = jz_codes_read (connection, scheme, error);

      g_assert_nonnull (among);
      for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
        {
          g_autofree char *one = jz_codes_category (connection, scheme, codes[i], error), *other = jz_codes_category_among (among, codes[i]);

          g_assert_cmpstr (one, ==, other);
          found += one[0] != '\0';
        }
    }
  g_assert_cmpuint (found, >, 6);
  return TRUE;
}

/* Asked one by one or among what was read before, the answer is the same. */
static void
test_categories (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autoptr (GError)  error = NULL;

  jz_store_read_sync (store, categories_cb, NULL, NULL, &error);
  g_assert_no_error (error);
  jz_store_close (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/school/class", test_class);
  g_test_add_func ("/school/last-manager", test_last_manager);
  g_test_add_func ("/school/usual-term", test_usual_term);
  g_test_add_func ("/school/categories", test_categories);
  return g_test_run ();
}
