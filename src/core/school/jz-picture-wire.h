/* What jiaozhuang-picture answers: a head, and then @length bytes of a picture or of pixels. Between it and jz-picture only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define JZ_PICTURE_MAGIC 0x4a7a5069u

typedef enum
{
  JZ_PICTURE_SAME,      /* it may stay as it is; no bytes follow */
  JZ_PICTURE_MADE,      /* a picture in the format it had */
  JZ_PICTURE_PIXELS,    /* R, G, B, A */
  JZ_PICTURE_TOO_LARGE, /* no bytes follow */
  JZ_PICTURE_DAMAGED,
} JzPictureAnswer;

typedef struct
{
  guint32 magic;
  guint32 answer; /* JzPictureAnswer */
  guint32 width, height;
  guint32 length;
} JzPictureHead;

G_END_DECLS
