/* statement: rows one after another, and what becomes of a fault on the way.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "jz-connection.h"

static JzConnection *
fresh (void)
{
  g_autoptr (GError) error = NULL;
  JzConnection *connection = jz_connection_open_memory (&error);

  g_assert_no_error (error);
  return connection;
}

static void
test_rows (void)
{
  g_autoptr (JzConnection) connection = fresh ();
  g_autoptr (GError) error = NULL;
  JzStatement *rows = jz_connection_query (connection, &error, "SELECT value FROM json_each (?)", "s", "[1, 2, 3]");
  gint64       sum = 0;

  while (jz_statement_next (rows))
    sum += jz_statement_int64 (rows, 0);
  g_assert_true (jz_statement_finish (rows, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sum, ==, 6);
}

static void
test_unaskable (void)
{
  g_autoptr (JzConnection) connection = fresh ();
  g_autoptr (GError) error = NULL;
  JzStatement *rows = jz_connection_query (connection, &error, "SELECT nothing FROM nowhere", "");

  g_assert_null (rows);
  g_assert_false (jz_statement_next (rows));
  g_assert_false (jz_statement_first (rows, "none", &error));
  g_assert_false (jz_statement_finish (rows, &error));
  g_assert_nonnull (error);
  jz_statement_reset (rows);
}

/* The third row overflows: two are given, the fault is told once, and the statement is as new. */
static void
test_fault (void)
{
  g_autoptr (JzConnection) connection = fresh ();
  const char *sql = "SELECT abs (value) FROM json_each (?)";
  g_autoptr (GError) error = NULL;
  JzStatement *rows = jz_connection_query (connection, &error, sql, "s", "[1, 2, -9223372036854775808, 4]");
  guint        n = 0;

  while (jz_statement_next (rows))
    n++;
  g_assert_cmpuint (n, ==, 2);
  g_assert_false (jz_statement_next (rows));
  g_assert_false (jz_statement_finish (rows, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (jz_statement_finish (rows, &error));

  rows = jz_connection_query (connection, &error, sql, "s", "[5]");
  g_assert_true (jz_statement_next (rows));
  g_assert_true (jz_statement_finish (rows, &error));
  g_assert_no_error (error);
}

/* A fault that nobody asked for is not taken for one of the next question. */
static void
test_forgotten_fault (void)
{
  g_autoptr (JzConnection) connection = fresh ();
  g_autoptr (GError) error = NULL;
  JzStatement *rows = jz_connection_query (connection, &error, "SELECT abs (?)", "l", G_MININT64);

  g_assert_false (jz_statement_next (rows));
  g_assert_true (jz_statement_bind (rows, &error, "l", (gint64) -7));
  g_assert_true (jz_statement_first (rows, "none", &error));
  g_assert_cmpint (jz_statement_int64 (rows, 0), ==, 7);
  jz_statement_reset (rows);
  g_assert_no_error (error);
}

static void
test_left_early (void)
{
  g_autoptr (JzConnection) connection = fresh ();
  g_autoptr (GError) error = NULL;
  JzStatement *rows = jz_connection_query (connection, &error, "SELECT value FROM json_each (?)", "s", "[1, 2, 3]");

  g_assert_true (jz_statement_next (rows));
  g_assert_true (jz_statement_finish (rows, &error));
  g_assert_false (sqlite3_stmt_busy (jz_statement_get_handle (rows)));
}

static void
test_first (void)
{
  g_autoptr (JzConnection) connection = fresh ();
  g_autoptr (GError) error = NULL;
  JzStatement *row = jz_connection_query (connection, &error, "SELECT 1 WHERE ? > 0", "i", 0);

  g_assert_false (jz_statement_first (row, "There is none", &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "There is none");
  g_clear_error (&error);
  row = jz_connection_query (connection, &error, "SELECT abs (?)", "l", G_MININT64);
  g_assert_false (jz_statement_first (row, "There is none", &error));
  g_assert_nonnull (error);
  g_assert_false (g_error_matches (error, JZ_ERROR, JZ_ERROR_NOT_FOUND));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/statement/rows", test_rows);
  g_test_add_func ("/statement/unaskable", test_unaskable);
  g_test_add_func ("/statement/fault", test_fault);
  g_test_add_func ("/statement/forgotten-fault", test_forgotten_fault);
  g_test_add_func ("/statement/left-early", test_left_early);
  g_test_add_func ("/statement/first", test_first);
  return g_test_run ();
}
