/* jz-gap-table: rows of a standard in columns, in memory.
 *
 * Signal: "chosen" (): another row is chosen, or none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-gap.h"

G_BEGIN_DECLS

#define JZ_TYPE_GAP_TABLE (jz_gap_table_get_type ())
G_DECLARE_FINAL_TYPE (JzGapTable, jz_gap_table, JZ, GAP_TABLE, GtkBox)

JzGapTable     *jz_gap_table_new        (void);

/* Shows @shown, which are among @rows (element-type JzGapRow), and keeps these. The row that was chosen stays chosen
 * if it is there. */
void            jz_gap_table_set_rows   (JzGapTable *self, GPtrArray *rows, GPtrArray *shown);

/* NULL: none is chosen. */
const JzGapRow *jz_gap_table_get_chosen (JzGapTable *self);

G_END_DECLS
