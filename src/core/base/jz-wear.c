/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-wear.h"

#include <stdlib.h>

#include "jz-date.h"

/* The product of two amounts needs more than 64 bits. */
__extension__ typedef __int128 Wide;

int
jz_wear_month (const char *iso)
{
  return jz_date_from_iso (iso) == JZ_DATE_NONE ? -1 : atoi (iso) * 12 + atoi (iso + 5) - 1;
}

/* Months that counted by the end of @month. */
static int
elapsed (const JzWear *self, int month)
{
  int last = MIN (month, self->gone - 1);

  return last < self->first ? 0 : MIN (last - self->first + 1, self->months);
}

/* The part of @written that the range has. Between neighbours nothing is lost: each ends where the next begins. */
static gint64
part_below (gint64 written, gint64 limit, gint64 whole)
{
  return whole > 0 ? (gint64) ((Wide) written * limit / whole) : 0;
}

gint64
jz_wear_by (const JzWear *self, int month)
{
  int    n = elapsed (self, month);
  gint64 written;

  if (n == 0)
    return 0;
  written = n >= self->months ? self->whole : self->whole / self->months * n;
  if (self->low == 0 && self->high == self->whole)
    return written;
  return part_below (written, self->high, self->whole) - part_below (written, self->low, self->whole);
}

gint64
jz_wear_in (const JzWear *self, int month)
{
  return jz_wear_by (self, month) - jz_wear_by (self, month - 1);
}

int
jz_wear_left (const JzWear *self, int month)
{
  if (self->gone <= month)
    return 0;
  return self->months - elapsed (self, month);
}

gboolean
jz_wear_is_there (const JzWear *self, int month)
{
  return self->first <= month && self->gone > month;
}
