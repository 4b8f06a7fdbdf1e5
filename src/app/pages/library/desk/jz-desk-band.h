/* jz-desk-band: what came of the last scan, in large letters on green, amber or red, with a sign and what the reader
 * has.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-desk-deed.h"

G_BEGIN_DECLS

#define JZ_TYPE_DESK_BAND (jz_desk_band_get_type ())
G_DECLARE_FINAL_TYPE (JzDeskBand, jz_desk_band, JZ, DESK_BAND, GtkBox)

JzDeskBand *jz_desk_band_new   (void);

/* @second: the line under it, or NULL */
void        jz_desk_band_say   (JzDeskBand *self, const char *sentence, const char *second, JzDeskTone tone);

/* How many books @who has and may have; NULL: nobody is there. */
void        jz_desk_band_count (JzDeskBand *self, const JzReader *who);

G_END_DECLS
