/* fuzz-search: a row's text and what somebody types, parted by a line feed: the index finds what a plain scan finds, and
 * no text breaks the expression.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "fuzz.h"
#include "jz-connection.h"
#include "jz-search.h"
#include "jz-text.h"

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

static gboolean
finds (const char *text, const char *expression)
{
  JzConnection      *connection = index_in_memory ();
  g_autoptr (GError) error = NULL;
  gint64             found = 0;

  if (!jz_connection_exec (connection, "BEGIN", &error) ||
      !jz_connection_run (connection, &error, "INSERT INTO x (rowid, text, pinyin) VALUES (1, ?1, char (1) || ?1)", "s", text) ||
      !jz_connection_number (connection, &found, 0, &error, "SELECT count(*) FROM x WHERE x MATCH ?", "s", expression))
    fuzz_fail ("“%s”: %s", expression, error->message);
  jz_connection_exec (connection, "ROLLBACK", NULL);
  return found != 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *input = fuzz_text (data, size, TRUE);
  char            *typed = strchr (input, '\n');
  g_autofree char *expression = NULL, *text = NULL;

  if (typed == NULL || size > 2000)
    return 0;
  *typed++ = '\0';
  text = jz_text_tidy (input); /* as every name goes into the file */
  expression = jz_search_expression (typed);
  if (expression != NULL && finds (text, expression) != jz_search_matches (text, typed))
    fuzz_fail ("“%s” in “%s”: the index says otherwise than the scan", typed, text);
  return 0;
}
