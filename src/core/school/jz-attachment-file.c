/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-attachment.h"
#include "jz-picture.h"
#include "jz-text.h"

#define NAME_MOST 200 /* bytes, so that it fits any file system with something added */

void
jz_attachment_file_free (JzAttachmentFile *self)
{
  g_free (self->name);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/* The last part, without what no file system takes. */
static char *
plain_name (const char *name)
{
  g_autofree char *base = g_path_get_basename (name), *valid = g_utf8_make_valid (base, -1),
                          *tidy = jz_text_tidy (valid);
  const char      *from = tidy;

  g_strdelimit (tidy, "/\\:*?\"<>|", '_');
  while (strlen (from) > NAME_MOST) /* the end says what it is */
    from = g_utf8_next_char (from);
  return g_strdup (*from == '\0' || g_str_equal (from, ".") || g_str_equal (from, "..") ? "file" : from);
}

static gboolean
size_is_right (const char *name, gint64 size, const JzAttachmentLimits *limits, GError **error)
{
  g_autofree char *is = g_format_size ((guint64) MAX (size, 0)), *may = g_format_size ((guint64) limits->max_bytes);

  if (size == 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: the file is empty"), name);
  else if (size > limits->max_bytes)
    g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: the file has %s, at most %s can be attached"), name, is,
                 may);
  else
    return TRUE;
  return FALSE;
}

static const char *
media_of (const char *name, GBytes *bytes)
{
  const char      *picture = jz_picture_media (bytes);
  gboolean         uncertain;
  g_autofree char *type = NULL, *media = NULL;

  if (picture != NULL)
    return g_intern_string (picture);
  type = g_content_type_guess (name, g_bytes_get_data (bytes, NULL), MIN (g_bytes_get_size (bytes), 4096), &uncertain);
  media = g_content_type_get_mime_type (type);
  return g_intern_string (media != NULL && strchr (media, '/') != NULL ? media : "application/octet-stream");
}

JzAttachmentFile *
jz_attachment_file_new (const char *name, GBytes *bytes, const JzAttachmentLimits *limits, GCancellable *cancellable,
                        GError **error)
{
  g_autofree char    *plain = plain_name (name);
  g_autoptr (GBytes)  kept = NULL;
  JzAttachmentFile   *self;

  if (!size_is_right (plain, (gint64) g_bytes_get_size (bytes), limits, error))
    return NULL;
  kept = jz_picture_media (bytes) != NULL ? jz_picture_shrink (bytes, limits->photo_side, plain, cancellable, error) :
         g_bytes_ref (bytes);
  if (kept == NULL)
    return NULL;
  self = g_new0 (JzAttachmentFile, 1);
  self->media = media_of (plain, kept);
  self->name = g_steal_pointer (&plain);
  self->bytes = g_steal_pointer (&kept);
  return self;
}

/* A pipe or a device has no end. */
static gboolean
is_plain_file (GFile *file, const char *name, const JzAttachmentLimits *limits, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GError)    failure = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (file,
                                                  G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE,
                                                  cancellable, &failure);

  if (info == NULL)
    g_set_error (error, JZ_ERROR, JZ_ERROR_NO_FILE, _("%s: there is no such file"), name);
  else if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: this is no file"), name);
  else
    return size_is_right (name, g_file_info_get_size (info), limits, error);
  return FALSE;
}

JzAttachmentFile *
jz_attachment_file_load (const char *path, const JzAttachmentLimits *limits, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile)  file = g_file_new_for_path (path);
  g_autofree char   *name = g_path_get_basename (path);
  g_autoptr (GBytes) bytes = NULL;

  if (!is_plain_file (file, name, limits, cancellable, error))
    return NULL;
  bytes = g_file_load_bytes (file, cancellable, NULL, error);
  if (bytes == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  return jz_attachment_file_new (name, bytes, limits, cancellable, error);
}

const char *
jz_attachment_file_guess (const JzAttachmentFile *self)
{
  return g_str_has_prefix (self->media, "image/") ? "photo" : "other";
}
