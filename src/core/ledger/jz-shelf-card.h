/* jz-shelf-card: which shelf cards (柜签) hang where, and which of them no longer tell the truth.
 *
 * A card says what stands at a place and how many of it. Each print is a version, kept with a digest of what it says; a card is
 * stale when it would say something else today.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

/* Notes that the cards of these places were printed just now. */
gboolean jz_shelf_card_note (JzOperation *operation, const gint64 *places, guint n, GError **error);

/* The version that a card printed now would have: 1 for the first. */
gboolean jz_shelf_card_next (JzConnection *connection, gint64 place, guint *version, GError **error);

typedef struct
{
  gint64 place;
  char  *code, *path;
  guint  version; /* that hangs there; 0: none was ever printed */
  char  *printed; /* ISO; NULL: never */
} JzStaleCard;

void       jz_stale_card_free (JzStaleCard *self);

/* Places where something stands and that lack a card, or whose card is stale, by path. @shelves: (out) (optional): how many
 * places have something. Returns: (transfer full) (element-type JzStaleCard) */
GPtrArray *jz_shelf_card_stale (JzConnection *connection, guint *shelves, GError **error);

G_END_DECLS
