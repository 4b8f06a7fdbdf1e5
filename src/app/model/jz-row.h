/* jz-row: one row of a lazy list as widgets see it: a position, an id, and texts once they have come.
 *
 * A row object stands for its position. When the list is asked something else, the same object gets
 * another id and says so to whoever watches it; the cells stay where they are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "jz-list-query.h"

G_BEGIN_DECLS

#define JZ_TYPE_ROW (jz_row_get_type ())
G_DECLARE_FINAL_TYPE (JzRow, jz_row, JZ, ROW, GObject)

typedef enum
{
  JZ_ROW_LOADING, /* its texts are on their way */
  JZ_ROW_READY,
  JZ_ROW_GONE,    /* deleted meanwhile */
} JzRowState;

typedef void (*JzRowFunc) (JzRow *row, gpointer data);

gint64      jz_row_get_id       (JzRow *self);
guint       jz_row_get_position (JzRow *self);
JzRowState  jz_row_get_state    (JzRow *self);

/* What is shown in a column of the spec; "" while there is nothing. */
const char *jz_row_get_text     (JzRow *self, guint column);

/* Calls @func whenever the row's id or texts changed. Cheaper than a signal: it is done for every
 * cell that scrolls into view. */
void        jz_row_watch        (JzRow *self, JzRowFunc func, gpointer data);
void        jz_row_unwatch      (JzRow *self, JzRowFunc func, gpointer data);

/* For the list that owns it: */
JzRow      *jz_row_new          (guint position, gint64 id, GWeakNotify gone, gpointer list);
void        jz_row_set          (JzRow *self, gint64 id, JzListRows *rows, guint at);
void        jz_row_say_changed  (JzRow *self);

G_END_DECLS
