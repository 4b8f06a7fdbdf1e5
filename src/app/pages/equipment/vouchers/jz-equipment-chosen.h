/* jz-equipment-chosen: what is known of the rows chosen on the equipment page, read on a reader thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

/* How much of the chosen items or assets is where. */
typedef struct
{
  gint64 stock, use, loan;
} JzChosenState;

/* @assets: @ids are rows of asset, else of item. */
gboolean
jz_chosen_state_read (JzConnection *connection, gboolean assets, GArray *ids, JzChosenState *state, GError **error);

G_END_DECLS
