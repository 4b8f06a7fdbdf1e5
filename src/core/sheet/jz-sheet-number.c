/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "jz-sheet-private.h"

#define EPOCH_1900 25569 /* the serial of 1970-01-01 */
#define EPOCH_1904 24107

JzDate
jz_sheet_date_from_serial (double serial, gboolean date_1904)
{
  double day = floor (serial);

  if (!(day >= 0 && day < 110000))
    return JZ_DATE_NONE;
  if (!date_1904)
    {
      /* Serial 60 is a 29 February 1900 that never was; what comes before is one day off. */
      if (day < 1 || day == 60)
        return JZ_DATE_NONE;
      if (day < 60)
        day++;
    }
  day -= date_1904 ? EPOCH_1904 : EPOCH_1900;
  if (day < jz_date_new (1900, 1, 1) || day > jz_date_new (2199, 12, 31))
    return JZ_DATE_NONE;
  return (JzDate) day;
}

double
jz_sheet_date_to_serial (JzDate date)
{
  double serial = (double) date + EPOCH_1900;

  return serial <= 60 ? serial - 1 : serial;
}

char *
jz_number_text (double value, char buffer[JZ_NUMBER_TEXT])
{
  char *exponent;

  if (value == 0)
    return strcpy (buffer, "0"); /* also of -0 */
  if (value == floor (value) && fabs (value) < 9007199254740992.0)
    {
      g_snprintf (buffer, JZ_NUMBER_TEXT, "%" G_GINT64_FORMAT, (gint64) value);
      return buffer;
    }
  /* Fifteen digits are what a spreadsheet shows: 12.299999999999999 is 12.3. */
  g_ascii_formatd (buffer, JZ_NUMBER_TEXT, fabs (value) < 9007199254740992.0 ? "%.15g" : "%.17g", value);
  exponent = strchr (buffer, 'e');
  if (exponent != NULL && exponent[1] == '-' && g_ascii_strtoull (exponent + 2, NULL, 10) <= 300)
    {
      g_ascii_formatd (buffer, JZ_NUMBER_TEXT, "%.20f", value);
      for (char *end = buffer + strlen (buffer) - 1; *end == '0'; end--)
        *end = '\0';
      if (g_str_has_suffix (buffer, "."))
        buffer[strlen (buffer) - 1] = '\0';
    }
  return buffer;
}

/* The built-in formats; those from 27 on are dates in the Chinese editions. */
static JzNumberKind
built_in_kind (guint id)
{
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58)
    return JZ_NUMBER_DATE;
  if (id == 22)
    return JZ_NUMBER_DATE_TIME;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56)
    return JZ_NUMBER_TIME;
  return JZ_NUMBER_PLAIN;
}

/* The first section of a format code without what stands in quotes, brackets or behind a backslash. */
static char *
bare_code (const char *code)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = code; *p != '\0' && *p != ';'; p++)
    {
      if (*p == '"' || *p == '[')
        {
          const char *end = strchr (p + 1, *p == '"' ? '"' : ']');

          /* [h]:mm counts hours beyond a day: a time all the same. */
          if (*p == '[' && end == p + 2 && strchr ("hHmMsS", p[1]) != NULL)
            g_string_append_c (out, 'h');
          if (end == NULL)
            break;
          p = end;
        }
      else if ((*p == '\\' || *p == '_' || *p == '*') && p[1] != '\0')
        p++;
      else if ((*p & 0x80) == 0)
        g_string_append_c (out, g_ascii_tolower (*p));
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

JzNumberStyle
jz_number_style (guint id, const char *code)
{
  g_autofree char *bare = NULL;
  gboolean         date, time;

  if (code == NULL)
    return (JzNumberStyle){ built_in_kind (id), 0 };
  bare = bare_code (code);
  if (strlen (bare) >= 2 && strlen (bare) <= 20 && strspn (bare, "0") == strlen (bare))
    return (JzNumberStyle){ JZ_NUMBER_PADDED, (guint) strlen (bare) };
  /* "general" has an e and an r; a date has none of the signs that a number is written with. */
  if (strstr (bare, "general") != NULL || strpbrk (bare, "#?%@") != NULL || strstr (bare, "e+") != NULL)
    return (JzNumberStyle){ JZ_NUMBER_PLAIN, 0 };
  date = strpbrk (bare, "yd") != NULL || (strchr (bare, 'm') != NULL && strpbrk (bare, "hs") == NULL);
  time = strpbrk (bare, "hs") != NULL;
  return (JzNumberStyle){ date && time ? JZ_NUMBER_DATE_TIME
                          : date       ? JZ_NUMBER_DATE
                          : time       ? JZ_NUMBER_TIME
                                       : JZ_NUMBER_PLAIN,
                          0 };
}
