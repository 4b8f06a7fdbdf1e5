/* jz-value-told: what the inspector tells of the rows of the view "Value".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-told.h"

G_BEGIN_DECLS

/* All on a reader thread. Returns: (transfer full); JZ_ERROR_NOT_FOUND when the row has gone. */
JzTold *jz_value_tell_worth       (JzConnection *connection, gint64 id, GError **error);
JzTold *jz_value_tell_budget      (JzConnection *connection, gint64 id, GError **error);
JzTold *jz_value_tell_expenditure (JzConnection *connection, gint64 id, GError **error);
JzTold *jz_value_tell_fund        (JzConnection *connection, gint64 id, GError **error);
JzTold *jz_value_tell_purpose     (JzConnection *connection, gint64 id, GError **error);
JzTold *jz_value_tell_life        (JzConnection *connection, gint64 id, GError **error);

/* "4,172.00 (30 % written off)" of a card or an item today, NULL where nothing is depreciated. Returns: (transfer full) */
char   *jz_value_net_of_asset     (JzConnection *connection, gint64 asset);
char   *jz_value_net_of_item      (JzConnection *connection, gint64 item);

G_END_DECLS
