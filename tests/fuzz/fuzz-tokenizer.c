/* fuzz-tokenizer: any bytes as a row's text and as a query, UTF-8 or not; and the functions that SQL has.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"
#include "jz-connection.h"

static JzConnection *
index_in_memory (void)
{
  static JzConnection *connection;

  if (connection == NULL)
    {
      connection = jz_connection_open_memory (NULL);
      g_assert_true (jz_connection_exec (connection, "CREATE VIRTUAL TABLE x USING fts5 (text, pinyin, tokenize = 'jz', columnsize = 0)", NULL));
    }
  return connection;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  JzConnection      *connection = index_in_memory ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autofree char   *made = NULL;
  gint64             found;

  if (size > 4000)
    return 0;
  if (!jz_connection_exec (connection, "BEGIN", &error) ||
      !jz_connection_run (connection, &error, "INSERT INTO x (rowid, text, pinyin) VALUES (1, CAST (?1 AS TEXT), char (1) || CAST (?1 AS TEXT))", "b", bytes))
    fuzz_fail ("%s", error->message);
  /* A question may be put wrongly, but not crash. */
  jz_connection_number (connection, &found, 0, NULL, "SELECT count(*) FROM x WHERE x MATCH CAST (?1 AS TEXT)", "b", bytes);
  if (!jz_connection_exec (connection, "DELETE FROM x", &error) ||
      !jz_connection_exec (connection, "INSERT INTO x (x) VALUES ('integrity-check')", &error))
    fuzz_fail ("%s", error->message);
  jz_connection_exec (connection, "ROLLBACK", NULL);
  made = jz_connection_text (connection, NULL, "SELECT jz_fold (t) || jz_sort_key (t) || jz_pinyin (t) || jz_initials (t) FROM (SELECT CAST (?1 AS TEXT) AS t)",
                             "b", bytes);
  return 0;
}
