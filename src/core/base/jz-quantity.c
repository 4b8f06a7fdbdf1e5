/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-quantity.h"

#include <string.h>

#include "jz-text.h"

/* The digits of a number as written: "12.5e3" is { "125", point 2 + 3 }. */
typedef struct
{
  gboolean negative;
  char     digits[48];
  int      n_digits;
  int      point; /* how many of the digits stand before the decimal point */
} Digits;

static gboolean
read_exponent (const char *p, Digits *number)
{
  gint64 exponent;

  if (!g_ascii_string_to_signed (p[0] == '+' ? p + 1 : p, 10, -30, 30, &exponent, NULL))
    return FALSE;
  number->point += (int) exponent;
  return TRUE;
}

static gboolean
read_digits (const char *p, Digits *number)
{
  gboolean fraction = FALSE;

  *number = (Digits){ 0 };
  if (*p == '-' || *p == '+')
    number->negative = *p++ == '-';
  if (!g_ascii_isdigit (*p) && *p != '.')
    return FALSE;
  for (; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        {
          if (number->n_digits == (int) sizeof number->digits)
            return FALSE;
          number->digits[number->n_digits++] = *p;
          number->point += !fraction;
        }
      else if (*p == '.' && !fraction)
        fraction = TRUE;
      else if (*p == ',' && !fraction && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]) && g_ascii_isdigit (p[3]) &&
               !g_ascii_isdigit (p[4]))
        continue;
      else if (*p == 'e' && number->n_digits > 0)
        return read_exponent (p + 1, number);
      else
        return FALSE;
    }
  return number->n_digits > 0;
}

gboolean
jz_decimal_parse (const char *text, int scale, gint64 max, gint64 *value)
{
  g_autofree char *tidy = NULL, *folded = NULL;
  Digits           number;
  gint64           sum = 0;
  int              wanted;

  g_return_val_if_fail (scale >= 0 && scale <= 9 && max > 0, FALSE);

  if (text == NULL || text[strspn (text, "0123456789.")] != '\0') /* most are plain digits */
    {
      tidy = jz_text_tidy (text);
      folded = jz_text_fold (tidy);
    }
  if (!read_digits (folded != NULL ? folded : text, &number))
    return FALSE;
  wanted = number.point + scale;
  for (int i = 0; i < wanted; i++)
    {
      sum = sum * 10 + (i < number.n_digits ? number.digits[i] - '0' : 0);
      if (sum > max)
        return FALSE;
    }
  if (wanted >= 0 && wanted < number.n_digits && number.digits[wanted] >= '5')
    sum++;
  if (sum > max)
    return FALSE;
  *value = number.negative ? -sum : sum;
  return TRUE;
}

gboolean
jz_quantity_parse (const char *text, int decimals, gint64 *quantity)
{
  gint64 fine, unit = 1;

  g_return_val_if_fail (decimals >= 0 && decimals <= JZ_QUANTITY_MAX_DECIMALS, FALSE);

  /* Six digits more than wanted: what they hold must be nothing (a spreadsheet's 3.0000000001
   * is 3, but 2.5 sets are a mistake to be told). */
  for (int i = decimals; i < 6; i++)
    unit *= 10;
  if (!jz_decimal_parse (text, 6, JZ_QUANTITY_MAX, &fine) || fine % unit != 0)
    return FALSE;
  *quantity = fine / unit;
  return TRUE;
}

char *
jz_quantity_to_plain (gint64 quantity, int decimals)
{
  gint64              unit = 1;
  guint64             size = quantity < 0 ? -(guint64) quantity : (guint64) quantity;
  g_autoptr (GString) out = g_string_new (quantity < 0 ? "-" : "");

  for (int i = 0; i < decimals; i++)
    unit *= 10;
  g_string_append_printf (out, "%" G_GUINT64_FORMAT, size / (guint64) unit);
  if (decimals > 0 && size % (guint64) unit != 0)
    {
      g_string_append_printf (out, ".%0*" G_GUINT64_FORMAT, decimals, size % (guint64) unit);
      while (out->str[out->len - 1] == '0')
        g_string_truncate (out, out->len - 1);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
jz_quantity_format (gint64 quantity, int decimals)
{
  g_autofree char *plain = jz_quantity_to_plain (quantity, decimals);

  return jz_decimal_group (plain);
}

char *
jz_decimal_group (const char *plain)
{
  gboolean            negative = plain[0] == '-';
  const char         *digits = plain + negative;
  gsize               whole = strcspn (digits, ".");
  g_autoptr (GString) out = g_string_new (negative ? "-" : "");

  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, digits[i]);
    }
  g_string_append (out, digits + whole);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
jz_chinese_number_parse (const char *text, gint64 *value)
{
  static const gunichar digits[] = { 0x96f6, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d };
  g_autofree char      *tidy = jz_text_tidy (text);
  gint64                sum = 0, digit = -1, last_unit = 10000;

  for (const char *p = tidy; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gint64   unit = c == 0x5341 ? 10 : c == 0x767e ? 100 : c == 0x5343 ? 1000 : 0;

      if (unit >= last_unit)
        return FALSE; /* 五千二千 is no number */
      if (unit > 0)
        {
          last_unit = unit;
          sum += (digit < 0 ? 1 : digit) * unit;
          digit = -1;
          continue;
        }
      if (digit > 0)
        return FALSE; /* two digits side by side */
      if (c == 0x4e24)
        c = 0x4e8c;
      for (digit = 9; digit >= 0 && digits[digit] != c; digit--)
        continue;
      if (digit < 0)
        return FALSE;
    }
  if (tidy[0] == '\0')
    return FALSE;
  *value = sum + MAX (digit, 0);
  return TRUE;
}
