/* jz-marc-edit: changing one subfield of a record and nothing beside it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-marc.h"

G_BEGIN_DECLS

/* Makes @text the first subfield @code of field @i (a field with subfields): changed where it stands, added behind the last
 * one that sorts before it, or removed for "". A field that is left without subfields stays, empty. */
void jz_marc_set_subfield (JzMarc *self, guint i, char code, const char *text);

/* The same for the first field @tag that has @code, else the first @tag; where there is none it is made with @indicators
 * (two characters), in the order of tags. A field that only had this subfield goes with it. */
void jz_marc_put (JzMarc *self, const char *tag, const char *indicators, char code, const char *text);

/* Where a new field @tag belongs: behind the last whose tag is not greater. */
guint jz_marc_place (const JzMarc *self, const char *tag);

G_END_DECLS
