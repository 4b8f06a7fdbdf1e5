/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "jz-tokenizer.h"

#include <string.h>

#include "jz-han.h"
#include "jz-text.h"

#define WORD_LONGEST 24   /* letters or digits of which beginnings are kept */
#define WHOLE_WORD   0x1f /* ends the token that stands for a whole word */

typedef int (*TokenFunc) (void *, int, const char *, int, int, int);

typedef struct
{
  TokenFunc  func;
  void      *context;
  gboolean   query;
  gunichar  *chars; /* folded */
  int       *starts;
  int        n_chars;
  int        code; /* SQLite's answer so far */
} Run;

static void
emit (Run *run, gboolean same_place, const char *token, gsize length, int at)
{
  if (run->code == SQLITE_OK)
    run->code = run->func (run->context, same_place ? FTS5_TOKEN_COLOCATED : 0, token, (int) length, run->starts[at],
                           run->starts[at + 1]);
}

static void
emit_chars (Run *run, gboolean same_place, int from, int n)
{
  char  token[16];
  gsize length = 0;

  for (int i = 0; i < n; i++)
    length += (gsize) g_unichar_to_utf8 (run->chars[from + i], token + length);
  emit (run, same_place, token, length, from);
}

static gboolean
is_han_at (Run *run, int i)
{
  return i < run->n_chars && jz_han_is (run->chars[i]);
}

/* A Han character: itself and the pair it begins. A query asks for the pairs, which are rarer, and
 * for the last character alone only where something follows it. */
static int
tokenize_han (Run *run, int i)
{
  gboolean pair = is_han_at (run, i + 1);
  gboolean after_pair = i > 0 && is_han_at (run, i - 1);

  if (!run->query)
    {
      emit_chars (run, FALSE, i, 1);
      if (pair)
        emit_chars (run, TRUE, i, 2);
    }
  else if (pair)
    emit_chars (run, FALSE, i, 2);
  else if (!after_pair || i + 1 < run->n_chars)
    emit_chars (run, FALSE, i, 1);
  return i + 1;
}

static gboolean
is_word (gunichar c, gboolean digits)
{
  return digits ? g_unichar_isdigit (c) : g_unichar_isalpha (c) && !jz_han_is (c);
}

/* A word: all its beginnings, and the whole marked as such. A query asks for the beginning when
 * it is the last thing in it, else for the whole. */
static int
tokenize_word (Run *run, int from)
{
  gboolean            digits = g_unichar_isdigit (run->chars[from]);
  g_autoptr (GString) word = g_string_new (NULL);
  int                 i = from;
  gboolean            first = TRUE;

  for (; i < run->n_chars && is_word (run->chars[i], digits); i++)
    {
      g_string_append_unichar (word, run->chars[i]);
      if (!run->query && i - from < WORD_LONGEST)
        {
          emit (run, !first, word->str, word->len, from);
          first = FALSE;
        }
    }
  if (!run->query || i < run->n_chars || i - from > WORD_LONGEST)
    g_string_append_c (word, WHOLE_WORD);
  emit (run, !run->query, word->str, word->len, from);
  return i;
}

static void
tokenize_text (Run *run)
{
  for (int i = 0; i < run->n_chars && run->code == SQLITE_OK;)
    {
      gunichar c = run->chars[i];

      if (jz_han_is (c))
        i = tokenize_han (run, i);
      else if (g_unichar_isalpha (c) || g_unichar_isdigit (c))
        i = tokenize_word (run, i);
      else
        {
          emit_chars (run, FALSE, i, 1);
          for (i++; c == ' ' && i < run->n_chars && run->chars[i] == ' '; i++)
            continue;
        }
    }
}

/* The tokens of one place, each once. Polyphones multiply: at most MOST are kept. Without any, one token is as the
 * next is not: it is longer. */
#define MOST 96

typedef struct
{
  Run     *run;
  int      place;
  int      n;
  gboolean repeats; /* there is a polyphone among the characters so far */
  char  seen[MOST][JZ_PINYIN_LONGEST + 2];
} Place;

static void
emit_once (Place *place, const char *token)
{
  for (int i = 0; place->repeats && i < place->n; i++)
    if (g_str_equal (place->seen[i], token))
      return;
  if (place->n == MOST)
    return;
  g_strlcpy (place->seen[place->n], token, sizeof place->seen[0]);
  emit (place->run, place->n++ > 0, token, strlen (token), place->place);
}

static void
spell (Place *place, int i, const char *so_far)
{
  gunichar c = i < place->run->n_chars ? place->run->chars[i] : 0;
  guint    n = jz_han_n_readings (c);

  place->repeats |= n > 1;
  for (guint r = 0; r < n; r++)
    {
      char  letters[JZ_PINYIN_LONGEST + 1];
      gsize length = g_strlcpy (letters, so_far, sizeof letters);

      for (const char *p = jz_han_reading (c, r); *p != '\0' && length < JZ_PINYIN_LONGEST; p++)
        {
          letters[length++] = *p;
          letters[length] = '\0';
          if (length > 1)
            emit_once (place, letters);
        }
      if (length < JZ_PINYIN_LONGEST)
        spell (place, i + 1, letters);
    }
}

static void
abbreviate (Place *place, int i, const char *so_far)
{
  gunichar c = i < place->run->n_chars ? place->run->chars[i] : 0;
  guint    n = jz_han_n_readings (c);

  place->repeats |= n > 1;
  for (guint r = 0; r < n; r++)
    {
      char  letters[JZ_INITIALS_LONGEST + 2];
      gsize length = g_strlcpy (letters, so_far, sizeof letters);

      letters[length++] = jz_han_reading (c, r)[0];
      letters[length] = '\0';
      emit_once (place, letters);
      if (length <= JZ_INITIALS_LONGEST)
        abbreviate (place, i + 1, letters);
    }
}

static void
tokenize_pinyin (Run *run)
{
  gboolean apart = FALSE;

  for (int i = 0; i < run->n_chars && run->code == SQLITE_OK; i++)
    {
      Place place = { .run = run, .place = i };

      if (jz_han_n_readings (run->chars[i]) > 0)
        {
          spell (&place, i, "");
          abbreviate (&place, i, "'");
          apart = TRUE;
        }
      else if (apart)
        {
          emit_once (&place, "."); /* keeps words apart that are not neighbours */
          apart = FALSE;
        }
    }
}

static void
fold_into (Run *run, const char *text, int length)
{
  run->chars = g_new (gunichar, (gsize) length + 1);
  run->starts = g_new (int, (gsize) length + 1);
  for (const char *p = text; p < text + length;)
    {
      gunichar c = g_utf8_get_char_validated (p, text + length - p);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        c = 0xfffd;
      run->starts[run->n_chars] = (int) (p - text);
      run->chars[run->n_chars++] = jz_text_fold_char (c);
      p = c == 0xfffd ? p + 1 : g_utf8_next_char (p);
    }
  run->starts[run->n_chars] = length;
}

static int
tokenize (Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int length, TokenFunc func)
{
  Run run = { .func = func, .context = context, .query = (flags & FTS5_TOKENIZE_QUERY) != 0, .code = SQLITE_OK };

  if (text == NULL || length <= 0)
    return SQLITE_OK;
  if (text[0] == JZ_PINYIN_MARK[0] && run.query)
    return func (context, 0, text + 1, length - 1, 1, length);
  if (text[0] == JZ_PINYIN_MARK[0])
    {
      fold_into (&run, text + 1, length - 1);
      tokenize_pinyin (&run);
    }
  else
    {
      fold_into (&run, text, length);
      tokenize_text (&run);
    }
  g_free (run.chars);
  g_free (run.starts);
  return run.code;
}

static int
create (void *context, const char **args, int n_args, Fts5Tokenizer **tokenizer)
{
  static char none; /* it has no state, but FTS5 takes NULL for a failure */

  *tokenizer = (Fts5Tokenizer *) &none;
  return SQLITE_OK;
}

static void
delete (Fts5Tokenizer *tokenizer)
{
}

static fts5_api *
fts5_of (sqlite3 *db)
{
  fts5_api     *api = NULL;
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (db, "SELECT fts5(?)", -1, &stmt, NULL) == SQLITE_OK)
    {
      sqlite3_bind_pointer (stmt, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (stmt);
    }
  sqlite3_finalize (stmt);
  return api;
}

gboolean
jz_tokenizer_register (sqlite3 *db, GError **error)
{
  fts5_tokenizer methods = { create, delete, tokenize };
  fts5_api      *api = fts5_of (db);

  if (api != NULL && api->xCreateTokenizer (api, "jz", NULL, &methods, NULL) == SQLITE_OK)
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_FAILED, "SQLite was built without FTS5");
  return FALSE;
}
