/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-text.h"

#include <string.h>

#include "jz-han.h"

gunichar
jz_text_fold_char (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isspace ((char) c) ? ' ' : (gunichar) g_ascii_tolower ((char) c);
  if (c >= 0x3400 && c <= 0x9fff)
    return jz_han_simplify (c);
  if (c >= 0xff01 && c <= 0xff5e)
    return jz_text_fold_char (c - 0xfee0);
  if (c == 0x3000 || c == 0xa0 || g_unichar_isspace (c))
    return ' ';
  if (c == 0xb5)
    return 0x3bc; /* the micro sign is a mu */
  return g_unichar_tolower (c);
}

char *
jz_text_fold (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char_validated (p, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        break;
      g_string_append_unichar (out, jz_text_fold_char (c));
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xa0 || c == 0x3000 || c == 0xfeff || c == 0x200b;
}

char *
jz_text_narrow (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (out, c >= 0xff01 && c <= 0xff5e ? c - 0xfee0 : c);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
jz_text_is_tidy (const char *text)
{
  const guchar *p = (const guchar *) text;

  if (p[0] == ' ' || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (; *p != '\0'; p++)
    if (*p < ' ' || *p == 0x7f || (*p == ' ' && (p[1] == ' ' || p[1] == '\0')) ||
        /* the blocks that hold other spaces and control characters: C1, U+2000, U+3000, U+FEFF */
        (*p == 0xc2 && p[1] < 0xa1) || *p == 0xe1 || (*p == 0xe2 && p[1] <= 0x81) || (*p == 0xe3 && p[1] == 0x80) ||
        *p == 0xef)
      return FALSE;
  return TRUE;
}

char *
jz_text_tidy (const char *text)
{
  g_autofree char    *valid = NULL;
  g_autoptr (GString) out = NULL;
  gboolean            space = FALSE;

  if (text == NULL || jz_text_is_tidy (text))
    return g_strdup (text != NULL ? text : "");
  valid = g_utf8_make_valid (text, -1);
  out = g_string_new (NULL);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_space (c))
        space = TRUE;
      else if (!g_unichar_iscntrl (c))
        {
          if (space && out->len > 0)
            g_string_append_c (out, ' ');
          space = FALSE;
          g_string_append_unichar (out, c);
        }
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
jz_text_is_blank (const char *text)
{
  if (text != NULL && g_ascii_isgraph (*text))
    return FALSE;
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!is_space (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* A run of digits is written as its length and its digits, so that 9 < 10 and 9 < 010. */
static const char *
append_number (GString *out, const char *p)
{
  gsize length = 0;

  while (*p == '0' && g_ascii_isdigit (p[1]))
    p++;
  while (g_ascii_isdigit (p[length]) && length < 60)
    length++;
  g_string_append_c (out, (char) ('0' + (char) length));
  g_string_append_len (out, p, (gssize) length);
  return p + length;
}

char *
jz_text_sort_key (const char *text)
{
  g_autofree char    *folded = jz_text_fold (text);
  g_autoptr (GString) out = g_string_new (NULL);
  const char         *p = folded;

  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_isdigit (*p))
        {
          p = append_number (out, p);
          continue;
        }
      if (jz_han_n_readings (c) > 0)
        {
          g_string_append (out, jz_han_reading (c, 0));
          g_string_append_c (out, ' ');
        }
      else
        g_string_append_unichar (out, c);
      p = g_utf8_next_char (p);
    }
  g_string_append_c (out, '\x01');
  g_string_append (out, folded);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
jz_text_pinyin (const char *text)
{
  g_autofree char    *folded = jz_text_fold (text);
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (jz_han_n_readings (c) == 0)
        g_string_append_unichar (out, c);
      else
        {
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
          g_string_append (out, jz_han_reading (c, 0));
        }
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
jz_text_initials (const char *text)
{
  g_autofree char    *folded = jz_text_fold (text);
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (jz_han_n_readings (c) > 0)
        g_string_append_c (out, jz_han_reading (c, 0)[0]);
      else if (g_unichar_isalnum (c))
        g_string_append_unichar (out, c);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
