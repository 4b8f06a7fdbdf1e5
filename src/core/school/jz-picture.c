/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include "jz-picture.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-error.h"
#include "jz-helper.h"
#include "jz-picture-wire.h"

#define HELPER "jiaozhuang-picture"

const char *
jz_picture_media (GBytes *bytes)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (length > 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return "image/jpeg";
  return length > 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0 ? "image/png" : NULL;
}

void
jz_pixels_clear (JzPixels *self)
{
  g_clear_pointer (&self->pixels, g_bytes_unref);
}

static gboolean
refuse (JzPictureAnswer answer, const char *name, GError **error)
{
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED,
               answer == JZ_PICTURE_TOO_LARGE ? _("%s: the picture is too large to be opened") :
                                                _("%s: the picture is damaged or too large"), name);
  return FALSE;
}

/* Takes the answer apart; nothing in it is believed that does not fit. @rest: (out) (transfer full) */
static gboolean
take_answer (GBytes *bytes, guint side, const char *name, JzPictureHead *head, GBytes **rest, GError **error)
{
  gsize length = g_bytes_get_size (bytes);

  *head = (JzPictureHead){ .answer = JZ_PICTURE_DAMAGED };
  if (length >= sizeof *head)
    memcpy (head, g_bytes_get_data (bytes, NULL), sizeof *head);
  if (length < sizeof *head || head->magic != JZ_PICTURE_MAGIC || head->length != length - sizeof *head ||
      head->answer >= JZ_PICTURE_TOO_LARGE ||
      (head->answer == JZ_PICTURE_PIXELS &&
       (head->width == 0 || head->height == 0 || head->width > side || head->height > side ||
        (guint64) head->width * head->height * 4 != head->length)))
    return refuse ((JzPictureAnswer) head->answer, name, error);
  *rest = g_bytes_new_from_bytes (bytes, sizeof *head, head->length);
  return TRUE;
}

static gboolean
ask (GBytes *bytes, guint side, const char *what, const char *name, JzPictureHead *head, GBytes **rest,
     GCancellable *cancellable, GError **error)
{
  g_autofree char         *helper = jz_helper_path (HELPER, JZ_LIBEXECDIR), *width = g_strdup_printf ("%u", side);
  g_autoptr (GError)       failure = NULL;
  g_autoptr (GBytes)       answer = NULL;
  g_autoptr (GSubprocess)  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                                       &failure, helper, width, what, NULL);

  if (process == NULL)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: the reader of pictures is missing (%s)"), name,
                   failure->message);
      return FALSE;
    }
  if (g_subprocess_communicate (process, bytes, cancellable, &answer, NULL, &failure))
    return take_answer (answer, side, name, head, rest, error);
  g_subprocess_force_exit (process);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return refuse (JZ_PICTURE_DAMAGED, name, error); /* it ended before it had read all */
}

GBytes *
jz_picture_shrink (GBytes *bytes, guint side, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) rest = NULL;
  JzPictureHead      head;

  if (!ask (bytes, side, "shrink", name, &head, &rest, cancellable, error))
    return NULL;
  if (head.answer == JZ_PICTURE_SAME)
    return g_bytes_ref (bytes);
  /* What was made must be a picture of the same kind. */
  if (head.answer == JZ_PICTURE_MADE && g_strcmp0 (jz_picture_media (rest), jz_picture_media (bytes)) == 0)
    return g_steal_pointer (&rest);
  refuse (JZ_PICTURE_DAMAGED, name, error);
  return NULL;
}

gboolean
jz_picture_pixels (GBytes *bytes, guint side, const char *name, JzPixels *pixels, GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GBytes) rest = NULL;
  JzPictureHead      head;

  if (!ask (bytes, side, "pixels", name, &head, &rest, cancellable, error))
    return FALSE;
  if (head.answer != JZ_PICTURE_PIXELS)
    return refuse (JZ_PICTURE_DAMAGED, name, error);
  *pixels = (JzPixels){ head.width, head.height, (gsize) head.width * 4, g_steal_pointer (&rest) };
  return TRUE;
}
