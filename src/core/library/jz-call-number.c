/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-call-number.h"

#include <string.h>

#include "jz-text.h"

#define CLASS_END  0x01 /* before every sign: J333/… stands before J333(512)/… */
#define SIGN       0x10
#define DIGIT      0x20 /* of a class: one by one */
#define POINT      0x2b
#define LETTERS    0x40 /* and how many there are, behind digits */
#define NUMBER     0x60 /* and how many digits it has, without leading zeros */
#define MOST       0x1e /* of a run that still counts */
#define SUFFIXES   "/.,=-#:("

/* In their order. Closing brackets come first: (5) stands before (51). */
static const char signs[] = ")>-(=<:+/";

static char *
tidy (const char *call_number)
{
  g_autofree char *text = jz_text_tidy (call_number);
  g_autofree char *narrow = jz_text_narrow (text);
  char            *out = g_ascii_strup (narrow, -1), *to = out;

  for (const char *from = out; *from != '\0'; from++)
    if (*from != ' ' && *from != '[' && *from != ']')
      *to++ = *from;
  *to = '\0';
  return out;
}

static gsize
run (const char *p, gboolean (*is) (char))
{
  gsize n = 0;

  while (is (p[n]))
    n++;
  return n;
}

static gboolean
is_digit (char c)
{
  return g_ascii_isdigit (c);
}

static gboolean
is_letter (char c)
{
  return g_ascii_isalpha (c);
}

static void
append_run (GString *key, char kind, const char *p, gsize n)
{
  g_string_append_c (key, (char) (kind + (char) MIN (n, MOST)));
  g_string_append_len (key, p, (gssize) n);
}

static void
append_sign (GString *key, char c)
{
  const char *sign = strchr (signs, c);

  /* Han characters and signs that no rule speaks of come last, in the order of their codes. */
  g_string_append_c (key, sign != NULL ? (char) (SIGN + (sign - signs)) : c == '.' ? POINT : c);
}

/* Returns: what comes after the class number. */
static const char *
append_class (GString *key, const char *p)
{
  gboolean behind_digits = FALSE;

  while (*p != '\0' && *p != '/')
    {
      gsize n = behind_digits ? run (p, is_letter) : 0;

      if (n > 0)
        append_run (key, LETTERS, p, n);
      else if (g_ascii_isdigit (*p))
        g_string_append_c (key, (char) (DIGIT + (*p - '0')));
      else
        append_sign (key, *p);
      behind_digits = g_ascii_isdigit (*p) || (behind_digits && (*p == '.' || n > 0));
      p += MAX (n, 1);
    }
  return p;
}

static void
append_rest (GString *key, const char *p)
{
  while (*p != '\0')
    {
      gsize n = run (p, is_digit), letters = run (p, is_letter), zeros = 0;

      while (n > zeros + 1 && p[zeros] == '0')
        zeros++;
      if (n > 0)
        append_run (key, NUMBER, p + zeros, n - zeros);
      else if (letters > 0)
        append_run (key, LETTERS, p, letters);
      else
        append_sign (key, *p);
      p += MAX (MAX (n, letters), 1);
    }
}

char *
jz_call_number_key (const char *call_number)
{
  g_autofree char *text = tidy (call_number);
  GString         *key = g_string_new (NULL);
  const char      *rest = append_class (key, text);

  if (*rest == '/')
    {
      g_string_append_c (key, CLASS_END);
      append_rest (key, rest + 1);
    }
  return g_string_free (key, FALSE);
}

char *
jz_call_number_class (const char *call_number)
{
  char *text = tidy (call_number);

  text[strcspn (text, "/")] = '\0';
  return text;
}

char *
jz_call_number_number (const char *call_number)
{
  g_autofree char *text = tidy (call_number);
  const char      *rest = text + strcspn (text, "/");

  if (*rest == '/')
    rest++;
  return g_strndup (rest, strcspn (rest, SUFFIXES));
}

gint64
jz_call_number_serial (const char *rest)
{
  g_autofree char *text = tidy (rest);
  gsize            n = run (text, is_digit);

  if (n == 0 || n > 9 || (text[n] != '\0' && strchr (SUFFIXES, text[n]) == NULL))
    return 0;
  return g_ascii_strtoll (text, NULL, 10);
}
