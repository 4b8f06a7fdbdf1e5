/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jz-text.h"

static int
days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean         leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return days[month - 1] + (month == 2 && leap);
}

/* Howard Hinnant's "days from civil": exact for all years, no tables. */
JzDate
jz_date_new (int year, int month, int day)
{
  int era, year_of_era, day_of_year, day_of_era;

  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > days_in_month (year, month))
    return JZ_DATE_NONE;
  year -= month <= 2;
  era = year / 400;
  year_of_era = year - era * 400;
  day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

void
jz_date_get (JzDate date, int *year, int *month, int *day)
{
  int z = date + 719468;
  int era = z / 146097;
  int day_of_era = z - era * 146097;
  int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int mp = (5 * day_of_year + 2) / 153;

  g_return_if_fail (date != JZ_DATE_NONE);

  *day = day_of_year - (153 * mp + 2) / 5 + 1;
  *month = mp < 10 ? mp + 3 : mp - 9;
  *year = year_of_era + era * 400 + (*month <= 2);
}

int
jz_date_weekday (JzDate date)
{
  g_return_val_if_fail (date != JZ_DATE_NONE, 0);

  return ((date + 3) % 7 + 7) % 7 + 1; /* 1970-01-01 was a Thursday */
}

JzDate
jz_date_today (void)
{
  JzDate fixed = jz_date_from_iso (g_getenv ("JIAOZHUANG_TODAY"));
  g_autoptr (GDateTime) now = NULL;

  if (fixed != JZ_DATE_NONE)
    return fixed;
  now = g_date_time_new_now_local ();
  return jz_date_new (g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now));
}

char *
jz_date_time_now (void)
{
  g_autoptr (GDateTime) now = NULL;

  if (jz_date_from_iso (g_getenv ("JIAOZHUANG_TODAY")) != JZ_DATE_NONE)
    return g_strdup_printf ("%sT00:00:00Z", g_getenv ("JIAOZHUANG_TODAY"));
  now = g_date_time_new_now_utc ();
  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

JzDate
jz_date_from_iso (const char *text)
{
  if (text == NULL || strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return JZ_DATE_NONE;
  for (int i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return JZ_DATE_NONE;
  return jz_date_new (atoi (text), atoi (text + 5), atoi (text + 8));
}

char *
jz_date_to_iso (JzDate date, char buffer[JZ_DATE_LENGTH])
{
  int year, month, day;

  buffer[0] = '\0';
  if (date != JZ_DATE_NONE)
    {
      jz_date_get (date, &year, &month, &day);
      g_snprintf (buffer, JZ_DATE_LENGTH, "%04u-%02u-%02u", (guint) year % 10000, (guint) month % 100,
                  (guint) day % 100);
    }
  return buffer;
}

/* "20190901", or "201909". */
static JzDate
parse_run (const char *digits)
{
  int    year = 0, month = 0, day = 1;
  size_t length = strlen (digits);

  if (strspn (digits, "0123456789") != length || (length != 4 && length != 6 && length != 8))
    return JZ_DATE_NONE;
  if (sscanf (digits, "%4d%2d%2d", &year, &month, &day) < 2)
    month = 1;
  return jz_date_new (year, month, day);
}

JzDate
jz_date_parse (const char *text)
{
  g_autofree char    *tidy = jz_text_tidy (text);
  g_autofree char    *folded = jz_text_fold (tidy);
  g_autoptr (GString) plain = g_string_new (NULL);
  int                 year, month = 1, day = 1, used = 0;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x5e74 || c == 0x6708 || c == '/' || c == '.' || c == 0x3002) /* 年 月 。 */
        g_string_append_c (plain, '-');
      else if (c == 0x65e5 || c == 0x53f7 || c == ' ') /* 日 号 */
        continue;
      else
        g_string_append_unichar (plain, c);
    }
  while (plain->len > 0 && plain->str[plain->len - 1] == '-')
    g_string_truncate (plain, plain->len - 1);
  if (strchr (plain->str, '-') == NULL)
    return parse_run (plain->str);
  if (sscanf (plain->str, "%4d-%2d-%2d%n", &year, &month, &day, &used) == 3 && plain->str[used] == '\0')
    return jz_date_new (year, month, day);
  used = 0;
  if (sscanf (plain->str, "%4d-%2d%n", &year, &month, &used) == 2 && plain->str[used] == '\0')
    return jz_date_new (year, month, 1);
  return JZ_DATE_NONE;
}
