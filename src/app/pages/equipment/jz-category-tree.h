/* jz-category-tree: the codes of the ledger as a tree, each with how many items it and those below it have.
 *
 * Signals: "chosen" (const char *value): what the list's filter "category" takes; NULL: all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-store.h"

G_BEGIN_DECLS

#define JZ_TYPE_CATEGORY_TREE (jz_category_tree_get_type ())
G_DECLARE_FINAL_TYPE (JzCategoryTree, jz_category_tree, JZ, CATEGORY_TREE, GtkWidget)

JzCategoryTree *jz_category_tree_new       (void);
void            jz_category_tree_set_store (JzCategoryTree *self, JzStore *store);

/* Chooses "all", without telling. */
void            jz_category_tree_reset     (JzCategoryTree *self);

G_END_DECLS
