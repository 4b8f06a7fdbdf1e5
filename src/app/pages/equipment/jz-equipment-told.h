/* jz-equipment-told: what the inspector tells of an item, an asset, a voucher, a place.
 *
 * Each reads on a reader thread. JZ_ERROR_NOT_FOUND where there is no such row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-told.h"

G_BEGIN_DECLS

JzTold *jz_equipment_tell_item    (JzConnection *connection, gint64 id, GError **error);
JzTold *jz_equipment_tell_asset   (JzConnection *connection, gint64 id, GError **error);
JzTold *jz_equipment_tell_voucher (JzConnection *connection, gint64 id, GError **error);
JzTold *jz_equipment_tell_place   (JzConnection *connection, gint64 id, GError **error);

G_END_DECLS
