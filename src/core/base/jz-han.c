/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-han.h"

#include <string.h>

#include "jz-han-tables.inc"

gboolean
jz_han_is (gunichar c)
{
  return (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff) || c == 0x3007;
}

gunichar
jz_han_simplify (gunichar c)
{
  return c >= HAN_FIRST && c <= HAN_LAST ? simplified_han[c - HAN_FIRST] : c;
}

static const guint16 *
readings_of (gunichar c)
{
  return reading_sets[c >= HAN_FIRST && c <= HAN_LAST ? set_of_han[c - HAN_FIRST] : 0];
}

guint
jz_han_n_readings (gunichar c)
{
  return readings_of (c)[0];
}

const char *
jz_han_reading (gunichar c, guint i)
{
  g_return_val_if_fail (i < jz_han_n_readings (c), NULL);

  return syllables[readings_of (c)[1 + i]];
}

gboolean
jz_han_four_corner (gunichar c, char number[5])
{
  guint code = c >= HAN_FIRST && c <= HAN_LAST ? four_corner_of_han[c - HAN_FIRST] : 0;

  if (code == 0)
    return FALSE;
  code--;
  for (int i = 3; i >= 0; i--, code /= 10)
    number[i] = (char) ('0' + code % 10);
  number[4] = '\0';
  return TRUE;
}

gboolean
jz_han_is_syllable (const char *text, gsize length)
{
  gsize low = 0, high = G_N_ELEMENTS (syllables);

  while (low < high)
    {
      gsize middle = (low + high) / 2;
      int   order = strncmp (syllables[middle], text, length);

      if (order == 0 && syllables[middle][length] == '\0')
        return TRUE;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}
