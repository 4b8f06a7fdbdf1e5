/* jz-item: kinds of things (品目), and the cards of single ones (资产).
 *
 * An item is known by (scheme, code, name, specification, unit). Its tracking says how it is kept:
 * "card" (every piece an asset with its own number), "lot" (durable, by quantity) or "consumable".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"
#include "jz-rows.h"

G_BEGIN_DECLS

extern const JzAction jz_action_item;

typedef struct
{
  gint64      scheme;   /* 0: guessed from the code */
  const char *code;     /* NULL or "": the next one of the school's own */
  const char *name;
  const char *spec;
  const char *unit;
  int         decimals; /* 0 … 3 */
  const char *tracking; /* "card", "lot", "consumable" */
  const char *subject;
  gint64      least;    /* stock below which to warn, -1: none */
  const char *note;
  const char *own_code; /* the next one of the school's own, where it is known; NULL: it is looked up */
  const char *category; /* jz_codes_category() of the code, where it is known; NULL: it is looked up */
} JzItemData;

/* JZ_ERROR_INVALID says what is wrong. */
gboolean jz_item_add    (JzOperation *operation, const JzItemData *data, gint64 *id, GError **error);
/* The item with these particulars, 0 when there is none. */
gboolean jz_item_look_up (JzConnection *connection, const JzItemData *data, gint64 *id, GError **error);
/* The same, made when there is none. @is_new: (out) (optional). */
gboolean jz_item_ensure (JzOperation *operation, const JzItemData *data, gint64 *id, gboolean *is_new, GError **error);
/* How it is tracked can only change while there is none of it: JZ_ERROR_CONFLICT. */
gboolean jz_item_update (JzOperation *operation, gint64 id, const JzItemData *data, GError **error);

/* By code, or by exact name where only one is called so, or what one with that code or name was merged into; 0 when there is none;
 * JZ_ERROR_CONFLICT for several. */
gboolean jz_item_find   (JzConnection *connection, const char *code_or_name, gint64 *id, GError **error);

typedef struct
{
  const char *number;    /* NULL: the next free one */
  const char *serial;
  gint64      price;     /* fen */
  const char *acquired;  /* ISO date, NULL: not known */
  const char *origin, *fund, *supplier, *maker, *note;
  const char *warranty;  /* ISO date, NULL: none */
} JzAssetData;

/* A card; it is nowhere until a voucher brings it in. JZ_ERROR_CONFLICT for a number that is taken. */
gboolean jz_asset_add    (JzOperation *operation, gint64 item, const JzAssetData *data, gint64 *id, GError **error);
/* The same for very many, under ids and numbers that are known to be free: in the file once the rows are flushed.
 * Returns: (transfer full) */
JzRows  *jz_asset_rows   (JzOperation *operation, GError **error);
gboolean jz_asset_append (JzOperation *operation, JzRows *assets, gint64 id, gint64 item, const JzAssetData *data,
                          GError **error);
/* Everything but price and date of what was posted. @condition: "good", "worn", "broken", "missing". */
gboolean
jz_asset_update (JzOperation *operation, gint64 id, const JzAssetData *data, const char *condition, GError **error);
/* By number, else by the maker's serial, else by a number that it had; 0 when there is none. */
gboolean jz_asset_find   (JzConnection *connection, const char *number, gint64 *id, GError **error);

/* Notes that the labels of these assets were printed by the operation. */
gboolean jz_asset_mark_labelled (JzOperation *operation, const gint64 *ids, guint n, GError **error);

G_END_DECLS
