/* jz-picture: pictures from outside, which this process never decodes itself.
 *
 * A helper program (jiaozhuang-picture) does, with bounds on memory, time and the number of pixels, so that a crafted picture can at
 * worst end it. Only JPEG and PNG are pictures here; anything else is a file like others. What comes back is either a picture made
 * anew or plain pixels.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* More than that is no photo that anybody took for a school. */
#define JZ_PICTURE_MAX_PIXELS (100 * 1000 * 1000)

/* "image/jpeg", "image/png"; NULL: it begins like neither. */
const char *jz_picture_media (GBytes *bytes);

/* At most @side pixels wide and high, the right way up, in the format it had; itself where that holds already.
 * JZ_ERROR_REFUSED, with @name, for what is damaged or too large. Returns: (transfer full) */
GBytes     *jz_picture_shrink (GBytes *bytes, guint side, const char *name, GCancellable *cancellable, GError **error);

typedef struct
{
  guint   width, height;
  gsize   stride;    /* bytes from one row to the next */
  GBytes *pixels;    /* R, G, B, A of each, not premultiplied */
} JzPixels;

void        jz_pixels_clear   (JzPixels *self);

/* The same as pixels. @pixels: (out): to be cleared. */
gboolean    jz_picture_pixels (GBytes *bytes, guint side, const char *name, JzPixels *pixels, GCancellable *cancellable,
                               GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzPixels, jz_pixels_clear)

G_END_DECLS
