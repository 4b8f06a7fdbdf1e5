/* jz-lazy-selection: which rows of a JzLazyList are chosen.
 *
 * A GtkSelectionModel that keeps a set of positions and never touches an item, so that choosing all of a
 * million rows is one step (GtkMultiSelection asks for every one). What is chosen outlives sorting,
 * searching and changes: the same ids are chosen afterwards, those no longer listed are not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-lazy-list.h"

G_BEGIN_DECLS

#define JZ_TYPE_LAZY_SELECTION (jz_lazy_selection_get_type ())
G_DECLARE_FINAL_TYPE (JzLazySelection, jz_lazy_selection, JZ, LAZY_SELECTION, GObject)

JzLazySelection *jz_lazy_selection_new      (JzLazyList *list);

JzLazyList      *jz_lazy_selection_get_list (JzLazySelection *self);

guint            jz_lazy_selection_n_chosen (JzLazySelection *self);

/* Returns: (transfer full) (element-type gint64) */
GArray          *jz_lazy_selection_get_ids  (JzLazySelection *self);

/* The id of the only row chosen, 0 when there is none or more than one. */
gint64           jz_lazy_selection_get_only (JzLazySelection *self);

G_END_DECLS
