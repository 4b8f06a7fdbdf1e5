/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "jz-search.h"

#include <string.h>

#include "jz-han.h"
#include "jz-text.h"
#include "jz-tokenizer.h"

#define WORDS_MOST   16
#define LETTERS_MOST 60

static gboolean
is_letters (const char *word)
{
  return strspn (word, "abcdefghijklmnopqrstuvwxyz") == strlen (word) && strlen (word) <= LETTERS_MOST;
}

/* "wlys4": where letters, at least two, and digits meet; 0: the word is no such one. */
static gsize
find_seam (const char *word)
{
  gsize letters = strspn (word, "abcdefghijklmnopqrstuvwxyz"), digits = strspn (word, "0123456789");
  gsize seam = MAX (letters, digits);
  gsize rest = strspn (word + seam, letters > 0 ? "0123456789" : "abcdefghijklmnopqrstuvwxyz");

  return rest > 0 && word[seam + rest] == '\0' && (letters > 0 ? letters : rest) >= 2 ? seam : 0;
}

static void
append_quoted (GString *out, const char *mark, const char *text, gsize length)
{
  g_string_append_c (out, '"');
  g_string_append (out, mark);
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, text[i]);
    }
  g_string_append_c (out, '"');
}

/* "sbqd" → "'sbq" + "'bqd": three at a time, each a place further. */
static void
append_initials (GString *out, const char *word)
{
  gsize length = strlen (word);

  for (gsize i = 0; i == 0 || i + JZ_INITIALS_LONGEST <= length; i++)
    {
      if (i > 0)
        g_string_append (out, " + ");
      append_quoted (out, JZ_PINYIN_MARK "'", word + i, MIN (length - i, JZ_INITIALS_LONGEST));
    }
}

/* Every way to part the letters into syllables gives one phrase: at each syllable the six letters
 * from there on, until the rest fits. */
static void
append_spellings (GString *out, const char *phrase, const char *rest, guint *n)
{
  gsize               length = strlen (rest);
  g_autoptr (GString) longer = g_string_new (phrase);

  if (*n >= 32)
    return;
  if (longer->len > 0)
    g_string_append (longer, " + ");
  append_quoted (longer, JZ_PINYIN_MARK, rest, MIN (length, JZ_PINYIN_LONGEST));
  if (length <= JZ_PINYIN_LONGEST)
    {
      g_string_append_printf (out, " OR pinyin : %s", longer->str);
      (*n)++;
      return;
    }
  for (gsize syllable = 1; syllable <= JZ_PINYIN_LONGEST; syllable++)
    if (jz_han_is_syllable (rest, syllable))
      {
        /* One letter is no token of its own in the index; it is covered by the letters before. */
        if (length - syllable == 1)
          {
            g_string_append_printf (out, " OR pinyin : %s + \"" JZ_PINYIN_MARK "'%s\"", longer->str, rest + syllable);
            (*n)++;
          }
        else
          append_spellings (out, longer->str, rest + syllable, n);
      }
}

static void
append_word (GString *out, const char *word)
{
  gsize seam = find_seam (word);
  guint n = 0;

  g_string_append (out, "(text : ");
  append_quoted (out, "", word, strlen (word));
  if (is_letters (word))
    {
      g_string_append (out, " OR pinyin : ");
      append_initials (out, word);
      if (strlen (word) > 1)
        append_spellings (out, "", word, &n);
    }
  if (seam > 0)
    {
      g_autofree char *first = g_strndup (word, seam);

      g_string_append (out, " OR (");
      append_word (out, first);
      g_string_append (out, " AND ");
      append_word (out, word + seam);
      g_string_append_c (out, ')');
    }
  g_string_append_c (out, ')');
}

static char **
split (const char *typed)
{
  g_autofree char *tidy = jz_text_tidy (typed);
  g_autofree char *folded = jz_text_fold (tidy);

  return g_strsplit (folded, " ", WORDS_MOST);
}

char *
jz_search_expression (const char *typed)
{
  g_auto (GStrv)      words = split (typed);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      {
        g_string_append (out, out->len > 0 ? " AND " : "");
        append_word (out, words[i]);
      }
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* The plain scan. */

static gboolean
begins_inside_word (const char *text, const char *at)
{
  gunichar c = g_utf8_get_char (at), before;

  if (at == text || jz_han_is (c))
    return FALSE;
  before = g_utf8_get_char (g_utf8_prev_char (at));
  if (g_unichar_isdigit (c))
    return g_unichar_isdigit (before);
  return g_unichar_isalpha (c) && g_unichar_isalpha (before) && !jz_han_is (before);
}

static gboolean
holds (const char *text, const char *word)
{
  for (const char *at = strstr (text, word); at != NULL; at = strstr (g_utf8_next_char (at), word))
    if (!begins_inside_word (text, at))
      return TRUE;
  return FALSE;
}

static gboolean
spells (const char *text, const char *letters)
{
  gunichar c = g_utf8_get_char (text);

  for (guint i = 0; i < jz_han_n_readings (c); i++)
    {
      const char *reading = jz_han_reading (c, i);
      gsize       length = strlen (reading);

      if (strncmp (letters, reading, MIN (length, strlen (letters))) == 0 &&
          (strlen (letters) <= length || spells (g_utf8_next_char (text), letters + length)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
abbreviates (const char *text, const char *letters)
{
  gunichar c = g_utf8_get_char (text);

  for (guint i = 0; i < jz_han_n_readings (c); i++)
    if (jz_han_reading (c, i)[0] == letters[0])
      return letters[1] == '\0' || abbreviates (g_utf8_next_char (text), letters + 1);
  return FALSE;
}

static gboolean
answers (const char *text, const char *word)
{
  gsize            seam = find_seam (word);
  g_autofree char *first = g_strndup (word, seam);

  if (holds (text, word) || (seam > 0 && answers (text, first) && answers (text, word + seam)))
    return TRUE;
  for (const char *p = text; is_letters (word) && *p != '\0'; p = g_utf8_next_char (p))
    if (abbreviates (p, word) || (word[1] != '\0' && spells (p, word)))
      return TRUE;
  return FALSE;
}

gboolean
jz_search_matches (const char *text, const char *typed)
{
  g_auto (GStrv)   words = split (typed);
  g_autofree char *folded = jz_text_fold (text);

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0' && !answers (folded, words[i]))
      return FALSE;
  return TRUE;
}

/* Filling. */

#define MERGES_USUAL 4          /* FTS5's own values */
#define BYTES_USUAL  1048576
#define BYTES_MANY   33554432   /* of what is kept in memory until it becomes a segment of the index */

static gboolean
configure (JzConnection *connection, const char *index, const char *option, int value, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO %s (%s, rank) VALUES (?, ?)", index, index);

  return jz_connection_run (connection, error, sql, "si", option, value);
}

gboolean
jz_search_fill (JzConnection *connection, const char *index, const char *rows, gint64 after, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO %s (rowid, text, pinyin) %s", index, rows);

  return configure (connection, index, "automerge", 0, error) &&
         configure (connection, index, "hashsize", BYTES_MANY, error) &&
         jz_connection_run (connection, error, sql, "l", after) &&
         configure (connection, index, "hashsize", BYTES_USUAL, error) &&
         configure (connection, index, "automerge", MERGES_USUAL, error);
}
