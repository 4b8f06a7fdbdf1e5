/* jz-value-sums: what was spent by one of its sides, beside the list of the rows; choosing a sum lists its rows.
 *
 * Signals: "chosen" (const char *filter, const char *key): a filter of jz_expenditure_view and its value; NULL key: all rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-budget.h"
#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_VALUE_SUMS (jz_value_sums_get_type ())
G_DECLARE_FINAL_TYPE (JzValueSums, jz_value_sums, JZ, VALUE_SUMS, GtkBox)

JzValueSums *jz_value_sums_new    (void);

/* Reads anew. @year 0: all. */
void         jz_value_sums_read   (JzValueSums *self, JzStore *store, int year);
JzSpendBy    jz_value_sums_get_by (JzValueSums *self);

G_END_DECLS
