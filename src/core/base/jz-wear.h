/* jz-wear: straight-line depreciation by months, in whole fen. The one place where it is reckoned: lists, papers, commands and SQL
 * (jz_worn) all ask here.
 *
 * Rule (政府会计准则第3号 应用指南): the month of addition counts, the month of removal does not; what is depreciated to the end stays as it
 * is. Every month takes the base divided by the months of the life, rounded down to a fen; the last month takes the rest, so
 * that all months together are the base exactly.
 *
 * Months are counted from year 0: year × 12 + month − 1. What is reckoned "at" a month is reckoned at its end.
 *
 * A lot that left in part is a range of what came in with one receipt: the ranges together always have what the whole had, to the fen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define JZ_WEAR_STAYS G_MAXINT /* it has not gone */

typedef struct
{
  gint64 whole;     /* what is written off of all that came, fen ≥ 0 */
  gint64 low, high; /* the range of it that this is: 0 ≤ low ≤ high ≤ whole; of a card 0 and whole */
  int    months;    /* of its life; 0: never depreciated */
  int    first;     /* month in which it came */
  int    gone;      /* month in which it went, or JZ_WEAR_STAYS */
} JzWear;

/* The month of "2026-11-22"; -1 for NULL and what is no date. */
int    jz_wear_month (const char *iso);

/* Written off by the end of @month, in its time in the school. */
gint64 jz_wear_by (const JzWear *self, int month);

/* What @month itself takes. */
gint64 jz_wear_in (const JzWear *self, int month);

/* Months of its life that are still to come after @month; 0 for what went or is never depreciated. */
int    jz_wear_left (const JzWear *self, int month);

/* Whether it is in the books at the end of @month. */
gboolean jz_wear_is_there (const JzWear *self, int month);

G_END_DECLS
