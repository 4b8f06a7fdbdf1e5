/* jz-place-alike: whether a place as somebody wrote it is one that the school has under a slightly different name.
 *
 * Rooms are alike that differ in nothing but width (１室, 1室), capitals, traditional and simplified characters (帐, 账),
 * spaces, and in how numbers are written (一室, 1室). Cabinets and shelves are numbers anyway, so that the room decides.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

typedef struct _JzPlaceAlike JzPlaceAlike;

/* Knows the rooms of the school as they are now. Returns: (transfer full), or NULL with @error set. */
JzPlaceAlike *jz_place_alike_new  (JzConnection *connection, GError **error);
void          jz_place_alike_free (JzPlaceAlike *self);

/* Notes the room of @place, which was made since. */
void          jz_place_alike_add  (JzPlaceAlike *self, const char *place);

/* How @text would be written for the place that is there. NULL: it is written so, or no room is like its room.
 * Returns: (transfer full) (nullable) */
char         *jz_place_alike_find (JzPlaceAlike *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzPlaceAlike, jz_place_alike_free)

G_END_DECLS
