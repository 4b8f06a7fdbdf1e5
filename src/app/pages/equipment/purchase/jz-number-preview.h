/* jz-number-preview: the asset numbers that a receipt would give to its cards now. Somebody else may take them
 * meanwhile: what counts is what the ledger gives in the end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 line;     /* whatever the caller knows it by */
  gint64 item;     /* 0: not there yet */
  gint64 place;    /* 0: not chosen yet */
  gint64 n;
  char  *code;     /* that the item has or will have */
  char  *acquired; /* ISO */
  char  *first, *last; /* what came of it; NULL: not known */
} JzNumberWanted;

/* Returns: (transfer full) (element-type JzNumberWanted) */
GPtrArray *jz_number_preview_new  (void);
void       jz_number_preview_add  (GPtrArray *wanted, gint64 line, gint64 item, const char *code, gint64 place,
                                   const char *acquired, gint64 n);

typedef void (*JzNumberPreviewFunc) (GPtrArray *wanted, gpointer data);

/* Numbers @wanted in its order, on a reader thread; @func is told unless @over, which owns @data, is gone. */
void       jz_number_preview_read (JzStore *store, GPtrArray *wanted, GtkWidget *over, JzNumberPreviewFunc func,
                                   gpointer data);

G_END_DECLS
