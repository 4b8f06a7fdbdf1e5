/* jz-voucher-spot: where an item lies: at which place, in stock, in use or lent, and who has it. A line of a voucher
 * that takes a quantity takes it from one of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-voucher-kind.h"

G_BEGIN_DECLS

typedef struct
{
  gint64      place;    /* 0: elsewhere */
  const char *state;    /* "stock", "use", "loan"; NULL: nothing is chosen */
  gint64      holder;   /* 0: nobody */
  char       *words;    /* "物理一室 3-2 · in use by 李敏 · 26 只" */
} JzVoucherSpot;

/* All spots that have something of @item, most first. For reader threads.
 * Returns: (transfer full) (element-type JzVoucherSpot) */
GPtrArray  *jz_voucher_spots_read (JzConnection *connection, gint64 item, GError **error);

/* A drop-down of those of @spots from which a voucher of @kind can take @tracking. The only one in stock is chosen, or
 * else the only one; an adjustment may find something elsewhere, too. */
GtkWidget  *jz_voucher_spot_choice_new (const JzVoucherKind *kind, GPtrArray *spots, const char *tracking);

/* NULL: none is chosen. */
const JzVoucherSpot *jz_voucher_spot_choice_get (GtkWidget *choice);

/* Chooses the one at @place. Returns: whether there is just one */
gboolean    jz_voucher_spot_choice_set_place (GtkWidget *choice, gint64 place);

G_END_DECLS
