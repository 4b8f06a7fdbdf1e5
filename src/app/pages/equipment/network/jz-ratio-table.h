/* jz-ratio-table: the rows behind a figure in columns, in memory: searched, sorted by any column, all or only those that don't count.
 *
 * Signal: "opened" (): Enter or a double click on a row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-ratio.h"

G_BEGIN_DECLS

#define JZ_TYPE_RATIO_TABLE (jz_ratio_table_get_type ())
G_DECLARE_FINAL_TYPE (JzRatioTable, jz_ratio_table, JZ, RATIO_TABLE, GtkBox)

JzRatioTable     *jz_ratio_table_new      (void);

/* Keeps a reference. (element-type JzRatioRow) */
void              jz_ratio_table_set_rows (JzRatioTable *self, GPtrArray *rows);

/* The row that was opened, or is chosen; NULL for none. */
const JzRatioRow *jz_ratio_table_get_chosen (JzRatioTable *self);

G_END_DECLS
