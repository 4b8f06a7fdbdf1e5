/* jz-voucher-thing: what a line of a voucher is about, as the person sees it: an item, or the card of one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-item-form.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 item;
  gint64 asset;    /* 0: by quantity */
  char  *name;
  char  *detail;   /* "ZC-000001 · specification", or code · specification */
  char  *where;    /* "✓ In store · 物理一室 3-2", with who has it; or how much is in store */
  char  *unit;
  int    decimals;
  char  *tracking;
  gint64 place;    /* where it would be received to: where most of it stands; 0: nowhere yet */
  char  *place_path;
  GPtrArray *spots; /* of JzVoucherSpot: where it lies, of what has no card of its own; NULL: not asked */
} JzVoucherThing;

void       jz_voucher_thing_free (JzVoucherThing *self);

/* An item that is not there yet. Returns: (transfer full) */
JzVoucherThing *jz_voucher_thing_new (const JzItemDraft *draft);

typedef enum
{
  JZ_THINGS_BARE,  /* no spots */
  JZ_THINGS_SPOTS, /* with the spots of items */
  JZ_THINGS_OUT,   /* and an item whose pieces have cards gives those that are lent or issued: only they can be taken back */
} JzThingsWanted;

/* The things of @ids (rows of asset when @assets, else of item), in that order. For reader threads.
 * Returns: (transfer full) (element-type JzVoucherThing) */
GPtrArray *
jz_voucher_things_read (JzConnection *connection, gboolean assets, GArray *ids, JzThingsWanted wanted, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzVoucherThing, jz_voucher_thing_free)

G_END_DECLS
