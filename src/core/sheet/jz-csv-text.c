/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-csv-text.h"

#include <string.h>

static gboolean
is_trigger (char c)
{
  return c != '\0' && strchr ("=+-@\t\r", c) != NULL;
}

static gboolean
is_plain_number (const char *text)
{
  const char *p = text + (*text == '-' || *text == '+');
  gsize       whole = strspn (p, "0123456789");

  if (whole == 0)
    return FALSE;
  p += whole;
  if (*p == '.')
    p += 1 + strspn (p + 1, "0123456789");
  return *p == '\0';
}

const char *
jz_csv_unguard (const char *text)
{
  gsize marks = strspn (text, "'");

  return marks > 0 && is_trigger (text[marks]) ? text + 1 : text;
}

void
jz_csv_append_field (GString *line, const char *text, char delimiter)
{
  const char special[] = { delimiter, '"', '\r', '\n', '\0' };
  gsize      marks = strspn (text, "'");
  gboolean   guard = is_trigger (text[marks]) && (marks > 0 || !is_plain_number (text));
  gboolean   quote = strpbrk (text, special) != NULL;

  if (quote)
    g_string_append_c (line, '"');
  if (guard)
    g_string_append_c (line, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }
  if (quote)
    g_string_append_c (line, '"');
}
