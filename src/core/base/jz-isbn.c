/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-isbn.h"

#include <string.h>

#include "jz-text.h"

#define TEN      10
#define THIRTEEN 13

/* The check digit of twelve digits, weighted 1 and 3. */
static char
check_thirteen (const char *digits)
{
  int sum = 0;

  for (int i = 0; i < THIRTEEN - 1; i++)
    sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return (char) ('0' + (10 - sum % 10) % 10);
}

/* Of @n digits, weighted n + 1 … 2: ISBN of ten, ISSN of eight. */
static char
check_eleven (const char *digits, int n)
{
  int sum = 0;

  for (int i = 0; i < n; i++)
    sum += (digits[i] - '0') * (n + 1 - i);
  sum = (11 - sum % 11) % 11;
  return (char) (sum == 10 ? 'X' : '0' + sum);
}

/* The digits that @text begins with, after words: hyphens and blanks of every kind are passed over. X may stand for the
 * one at @x_at and ends them. */
static gsize
take_digits (const char *text, char *digits, gsize most, gsize x_at)
{
  g_autofree char *folded = jz_text_fold (text);
  const char      *p = folded;
  gsize            n = 0;

  while (*p == ' ' || g_ascii_isalpha (*p) || *p == ':')
    p++;
  for (; *p != '\0' && n < most && (n == 0 || digits[n - 1] != 'X'); p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_isdigit (*p))
        digits[n++] = *p;
      else if (*p == 'x' && n == x_at)
        digits[n++] = 'X';
      else if (c != '-' && c != ' ' && !(c >= 0x2010 && c <= 0x2015) && c != 0x2212)
        break;
    }
  digits[n] = '\0';
  return n;
}

JzIsbn
jz_isbn_parse (const char *text, char isbn[JZ_ISBN_SIZE])
{
  char  digits[THIRTEEN + 2];
  gsize n = take_digits (text, digits, THIRTEEN + 1, TEN - 1);

  g_strlcpy (isbn, digits, JZ_ISBN_SIZE);
  if (n == THIRTEEN && !g_str_has_prefix (digits, "978") && !g_str_has_prefix (digits, "979"))
    return JZ_ISBN_NONE; /* of other goods */
  if (n == THIRTEEN)
    return digits[THIRTEEN - 1] == check_thirteen (digits) ? JZ_ISBN_OK : JZ_ISBN_WRONG;
  if (n != TEN)
    return JZ_ISBN_NONE;
  if (digits[TEN - 1] != check_eleven (digits, TEN - 1))
    return JZ_ISBN_WRONG;
  memcpy (isbn, "978", 3);
  memcpy (isbn + 3, digits, TEN - 1);
  isbn[THIRTEEN - 1] = check_thirteen (isbn);
  isbn[THIRTEEN] = '\0';
  return JZ_ISBN_OK;
}

gboolean
jz_isbn_to_ten (const char *isbn, char ten[11])
{
  if (strlen (isbn) != THIRTEEN || !g_str_has_prefix (isbn, "978"))
    return FALSE;
  memcpy (ten, isbn + 3, TEN - 1);
  ten[TEN - 1] = check_eleven (ten, TEN - 1);
  ten[TEN] = '\0';
  return TRUE;
}

gboolean
jz_issn_parse (const char *text, char issn[JZ_ISSN_SIZE])
{
  char  digits[10];
  gsize n = take_digits (text, digits, 9, 7);

  if (n != 8 || digits[7] != check_eleven (digits, 7))
    return FALSE;
  g_snprintf (issn, JZ_ISSN_SIZE, "%.4s-%s", digits, digits + 4);
  return TRUE;
}
