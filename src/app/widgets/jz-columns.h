/* jz-columns: the columns of a GtkColumnView, made from a list's spec: cells, widths, order, hiding, sorting.
 *
 * Cells are one GtkInscription each (a label measures its text anew at every row that scrolls by: five
 * times the cost). What a person made of the columns can be written down as one line of text and read
 * again: "code:86 name:120 -spec:98", in order, hidden ones with a minus, widths at 14 px text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-list-spec.h"

G_BEGIN_DECLS

/* Adds all columns of @spec to @view, as the spec has them. */
void                 jz_columns_build      (GtkColumnView *view, const JzListSpec *spec);

const JzListColumn  *jz_columns_get_spec   (GtkColumnViewColumn *column);

/* What a person's clicks on the headers ask for: the column, or NULL for none. */
const JzListColumn  *jz_columns_get_sort   (GtkColumnView *view, gboolean *descending);
void                 jz_columns_set_sort   (GtkColumnView *view, const char *id, gboolean descending);

/* Returns: (transfer full) */
char                *jz_columns_write      (GtkColumnView *view);

/* What it does not know it leaves out; columns it does not name stay where they are. */
void                 jz_columns_read       (GtkColumnView *view, const char *text);
void                 jz_columns_reset      (GtkColumnView *view);

/* A list of check boxes, one per column. Returns: (transfer floating) */
GtkWidget           *jz_columns_chooser    (GtkColumnView *view);

/* How large text is against 14 px at 96 dpi. */
double               jz_columns_text_scale (void);

/* The CSS class of a status, by its sign: "jz-ok", "jz-warn", "jz-err", "jz-acc", "jz-dim". */
const char          *jz_status_class       (const char *status);

/* Titles of numbers stand over their digits; again whenever columns came, went or moved. */
void                 jz_columns_align_titles (GtkColumnView *view);

G_END_DECLS
