/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-money.h"

#include <string.h>

#include "jz-quantity.h"
#include "jz-text.h"

static char *
without_currency (const char *text, int *scale)
{
  g_autofree char *tidy = jz_text_tidy (text);
  g_autofree char *folded = jz_text_fold (tidy);
  const char      *start = folded;
  char            *result;

  *scale = 2;
  if (g_str_has_prefix (start, "rmb"))
    start += 3;
  else if (g_str_has_prefix (start, "¥"))
    start += strlen ("¥");
  else if (g_str_has_prefix (start, "￥"))
    start += strlen ("￥");
  result = g_strdup (start);
  if (g_str_has_suffix (result, "元"))
    result[strlen (result) - strlen ("元")] = '\0';
  if (g_str_has_suffix (result, "万"))
    {
      result[strlen (result) - strlen ("万")] = '\0';
      *scale = 6; /* ten thousand yuan */
    }
  return g_strstrip (result);
}

gboolean
jz_money_parse (const char *text, gint64 *fen)
{
  int              scale;
  g_autofree char *number = NULL;

  if (text != NULL && text[strspn (text, "0123456789.")] == '\0') /* nearly all are: nothing to take off */
    return jz_decimal_parse (text, 2, JZ_MONEY_MAX, fen);
  number = without_currency (text, &scale);
  return jz_decimal_parse (number, scale, JZ_MONEY_MAX, fen);
}

char *
jz_money_to_plain (gint64 fen)
{
  guint64 size = fen < 0 ? -(guint64) fen : (guint64) fen;

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u", fen < 0 ? "-" : "", size / 100, (guint) (size % 100));
}

char *
jz_money_format (gint64 fen)
{
  g_autofree char *plain = jz_money_to_plain (fen);

  return jz_decimal_group (plain);
}
