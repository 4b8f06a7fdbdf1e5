/* jiaozhuang-picture SIDE shrink|pixels: reads a JPEG or PNG from standard input, in a process of its own, so that a crafted or
 * damaged one can at worst end this process. What it answers is described in jz-picture-wire.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "jz-confine.h"
#include "jz-picture-wire.h"
#include "jz-picture.h"

#define MEMORY_MAX  (2048UL * 1024 * 1024)
#define SECONDS_MAX 30
#define FILE_MAX    (256UL * 1024 * 1024)
#define QUALITY     "85"

static void
put (const void *bytes, gsize length)
{
  if (length > 0 && fwrite (bytes, length, 1, stdout) != 1)
    exit (EXIT_FAILURE); /* nobody listens any more */
}

/* Ends the program. */
static void
answer (JzPictureAnswer what, int width, int height, const void *bytes, gsize length)
{
  const JzPictureHead head = { JZ_PICTURE_MAGIC, what, (guint32) width, (guint32) height, (guint32) length };

  put (&head, sizeof head);
  put (bytes, length);
  exit (fflush (stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE);
}

static GBytes *
read_all (void)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8      buffer[65536];
  gsize       n;

  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    {
      if (bytes->len + n > FILE_MAX)
        answer (JZ_PICTURE_TOO_LARGE, 0, 0, NULL, 0);
      g_byte_array_append (bytes, buffer, (guint) n);
    }
  return g_byte_array_free_to_bytes (bytes);
}

typedef struct
{
  int      side;
  gboolean scaled;
} Wanted;

/* Before a single pixel is unpacked. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  Wanted *wanted = data;
  double  factor = MIN (1.0, (double) wanted->side / MAX (width, height));

  if (width <= 0 || height <= 0 || (gint64) width * height > JZ_PICTURE_MAX_PIXELS)
    answer (JZ_PICTURE_TOO_LARGE, width, height, NULL, 0);
  wanted->scaled = factor < 1.0;
  if (wanted->scaled)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * factor + 0.5)), MAX (1, (int) (height * factor + 0.5)));
}

static GdkPixbuf *
decode (GBytes *bytes, const char *format, Wanted *wanted)
{
  GdkPixbufLoader *loader = gdk_pixbuf_loader_new_with_type (format, NULL);
  GdkPixbuf       *pixbuf;

  if (loader == NULL)
    answer (JZ_PICTURE_DAMAGED, 0, 0, NULL, 0);
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), wanted);
  if (!gdk_pixbuf_loader_write_bytes (loader, bytes, NULL) || !gdk_pixbuf_loader_close (loader, NULL) ||
      (pixbuf = gdk_pixbuf_loader_get_pixbuf (loader)) == NULL)
    answer (JZ_PICTURE_DAMAGED, 0, 0, NULL, 0);
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  return pixbuf;
}

static void
answer_pixels (GdkPixbuf *pixbuf)
{
  GdkPixbuf    *rgba = gdk_pixbuf_get_has_alpha (pixbuf) ? pixbuf : gdk_pixbuf_add_alpha (pixbuf, FALSE, 0, 0, 0);
  int           width, height, stride;
  GByteArray   *packed = g_byte_array_new ();
  const guchar *pixels;

  if (rgba == NULL)
    answer (JZ_PICTURE_TOO_LARGE, 0, 0, NULL, 0);
  width = gdk_pixbuf_get_width (rgba);
  height = gdk_pixbuf_get_height (rgba);
  stride = gdk_pixbuf_get_rowstride (rgba);
  pixels = gdk_pixbuf_read_pixels (rgba);
  for (int y = 0; y < height; y++)
    g_byte_array_append (packed, pixels + (gsize) y * (gsize) stride, (guint) width * 4);
  answer (JZ_PICTURE_PIXELS, width, height, packed->data, packed->len);
}

static void
answer_picture (GdkPixbuf *pixbuf, const char *format)
{
  gboolean is_jpeg = g_str_equal (format, "jpeg");
  char    *data;
  gsize    length;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, format, NULL, is_jpeg ? "quality" : NULL, QUALITY, NULL))
    answer (JZ_PICTURE_DAMAGED, 0, 0, NULL, 0);
  answer (JZ_PICTURE_MADE, gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf), data, length);
}

int
main (int argc, char **argv)
{
  GBytes     *bytes;
  GdkPixbuf  *pixbuf, *upright;
  Wanted      wanted = { 0 };
  const char *media, *format, *turned;
  guint64     side;

  if (argc != 3 || !g_ascii_string_to_unsigned (argv[1], 10, 1, 20000, &side, NULL))
    return EXIT_FAILURE;
  jz_confine (MEMORY_MAX, SECONDS_MAX);
  bytes = read_all ();
  media = jz_picture_media (bytes);
  if (media == NULL)
    answer (JZ_PICTURE_DAMAGED, 0, 0, NULL, 0);
  format = g_str_equal (media, "image/png") ? "png" : "jpeg";
  wanted.side = (int) side;
  pixbuf = decode (bytes, format, &wanted);
  turned = gdk_pixbuf_get_option (pixbuf, "orientation");
  upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  if (upright == NULL)
    answer (JZ_PICTURE_TOO_LARGE, 0, 0, NULL, 0);
  if (g_str_equal (argv[2], "pixels"))
    answer_pixels (upright);
  if (!wanted.scaled && (turned == NULL || g_str_equal (turned, "1")))
    answer (JZ_PICTURE_SAME, gdk_pixbuf_get_width (upright), gdk_pixbuf_get_height (upright), NULL, 0);
  answer_picture (upright, format);
  return EXIT_FAILURE;
}
