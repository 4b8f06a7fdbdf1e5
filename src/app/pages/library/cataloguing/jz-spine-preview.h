/* jz-spine-preview: what will stand on the spine and under the bars of the book in hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JZ_TYPE_SPINE_PREVIEW (jz_spine_preview_get_type ())
G_DECLARE_FINAL_TYPE (JzSpinePreview, jz_spine_preview, JZ, SPINE_PREVIEW, GtkWidget)

JzSpinePreview *jz_spine_preview_new (void);

/* "" for what is not known yet. */
void jz_spine_preview_set (JzSpinePreview *self, const char *class_, const char *number, const char *barcode);

G_END_DECLS
