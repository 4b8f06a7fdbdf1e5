/* jz-lazy-list: a GListModel of JzRow over a list query, of any length.
 *
 * It holds the ids in display order and row objects only for the positions that somebody looks at.
 * Nothing here waits: g_list_model_get_item() gives a row at once, and its texts come from a reader
 * thread in windows of 256. A new query re-fills the row objects that stand at the positions and emits
 * items-changed for the tail alone, since GTK asks for every single item where a list is replaced in
 * one emission. Answers to what is no longer asked are dropped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-list-query.h"
#include "jz-row.h"
#include "jz-store.h"

G_BEGIN_DECLS

#define JZ_TYPE_LAZY_LIST (jz_lazy_list_get_type ())
G_DECLARE_FINAL_TYPE (JzLazyList, jz_lazy_list, JZ, LAZY_LIST, GObject)

JzLazyList *jz_lazy_list_new       (const JzListSpec *spec);

/* Where it reads; NULL: nothing, and the list is empty. It follows the store's changes. */
void        jz_lazy_list_set_store (JzLazyList *self, JzStore *store);

/* Asks @query; the rows change when the answer is there. */
void        jz_lazy_list_set_query (JzLazyList *self, JzListQuery *query);
JzListQuery *jz_lazy_list_get_query (JzLazyList *self);

const JzListSpec *jz_lazy_list_get_spec (JzLazyList *self);

/* All rows. g_list_model_get_n_items() may lag behind by a few frames while a list grows from next to nothing:
 * GTK hears of its first rows in steps, so that no frame has to make all their widgets. */
guint       jz_lazy_list_n_items   (JzLazyList *self);

/* Ends the lag, before GTK is asked to go to a row far down. */
void        jz_lazy_list_tell_all  (JzLazyList *self);
gint64      jz_lazy_list_get_id    (JzLazyList *self, guint position);

/* GTK_INVALID_LIST_POSITION when it is not listed. Looks through all ids. */
guint       jz_lazy_list_find      (JzLazyList *self, gint64 id);

/* Whether a question is under way: what is shown is not yet its answer. */
gboolean    jz_lazy_list_is_busy   (JzLazyList *self);

/* Whether the first answer is there: before, an empty list says nothing. */
gboolean    jz_lazy_list_is_known  (JzLazyList *self);

/* The ids now at positions of @positions. Returns: (transfer full) (element-type gint64) */
GArray     *jz_lazy_list_get_ids   (JzLazyList *self, GtkBitset *positions);

/* How many row objects live, for tests. */
guint       jz_lazy_list_n_live    (JzLazyList *self);

/* Signals:
 * "answered" (): the rows are those of the query
 * "refilling" (): other ids are about to stand at the positions
 * "failed" (GError *): it could not be read
 * "keep" (GtkBitset *positions): a question goes out; whoever wants the ids at some positions found again adds them
 * "kept" (GtkBitset *positions or NULL): the ids have changed, and where those to be kept are now */

G_END_DECLS
