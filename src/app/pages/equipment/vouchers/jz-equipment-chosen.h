/* jz-equipment-chosen: what is known of the rows chosen on the equipment page, read on a reader thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-label-source.h"

G_BEGIN_DECLS

/* How much of the chosen items or assets is where. */
typedef struct
{
  gint64 stock, use, loan;
} JzChosenState;

/* @assets: @ids are rows of asset, else of item. */
gboolean
jz_chosen_state_read (JzConnection *connection, gboolean assets, GArray *ids, JzChosenState *state, GError **error);

/* Of which rows labels are printed: the cards of items, of what a voucher brought in, doors of rooms, cards of
 * shelves. @view: "item", "asset", "voucher", "place". Returns: (transfer full), empty where there are none. */
GArray *jz_chosen_labels_read (JzConnection *connection, const char *view, GArray *ids, JzLabelSubject *subject,
                               GError **error);

G_END_DECLS
