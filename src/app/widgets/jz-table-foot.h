/* jz-table-foot: the line below a list: how many rows, their sums, how many are chosen.
 *
 * Sums are read on a reader's thread, each time for the question that is shown; an answer that comes too late is
 * dropped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-list-query.h"
#include "jz-store.h"

G_BEGIN_DECLS

#define JZ_TYPE_TABLE_FOOT (jz_table_foot_get_type ())
G_DECLARE_FINAL_TYPE (JzTableFoot, jz_table_foot, JZ, TABLE_FOOT, GtkBox)

JzTableFoot *jz_table_foot_new        (void);

void         jz_table_foot_set_count  (JzTableFoot *self, guint n);
void         jz_table_foot_set_chosen (JzTableFoot *self, guint n);

/* Reads the sums that @query's spec declares; those of before stay until then. @store may be NULL. */
void         jz_table_foot_ask        (JzTableFoot *self, JzStore *store, JzListQuery *query);

/* The answer is not wanted any more. */
void         jz_table_foot_stop       (JzTableFoot *self);

G_END_DECLS
