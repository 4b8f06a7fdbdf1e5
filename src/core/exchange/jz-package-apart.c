/* The side that waits for jiaozhuang-verify and trusts nothing of what it says but its form.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-helper.h"
#include "jz-package-wire.h"

#define HELPER "jiaozhuang-verify"

typedef struct
{
  GSubprocess      *process;
  GInputStream     *stream; /* the process's */
  GCancellable     *cancellable;
  JzPackageProgress progress;
  gpointer          progress_data;
} Pipe;

static void
pipe_clear (Pipe *pipe)
{
  if (pipe->process == NULL)
    return;
  g_subprocess_force_exit (pipe->process);
  g_subprocess_wait (pipe->process, NULL, NULL);
  g_clear_object (&pipe->process);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pipe, pipe_clear)

static gboolean
get (Pipe *pipe, void *bytes, gsize size)
{
  gsize n = 0;

  return g_input_stream_read_all (pipe->stream, bytes, size, &n, pipe->cancellable, NULL) && n == size;
}

/* The next frame; NULL where the process ended without one. */
static GVariant *
get_frame (Pipe *pipe, char *tag)
{
  const GVariantType  *type;
  g_autofree char     *bytes = NULL;
  g_autoptr (GVariant) value = NULL;
  guint32              size;

  if (!get (pipe, tag, 1) || !get (pipe, &size, sizeof size) || size > JZ_WIRE_FRAME_MAX)
    return NULL;
  bytes = g_malloc (size);
  if (!get (pipe, bytes, size))
    return NULL;
  type = *tag == 'P' ? JZ_WIRE_PROGRESS : *tag == 'E' ? JZ_WIRE_ERROR : JZ_WIRE_REPORT;
  value = g_variant_ref_sink (g_variant_new_from_data (type, bytes, size, FALSE, g_free, bytes));
  g_steal_pointer (&bytes);
  return g_variant_get_normal_form (value);
}

static gboolean
refuse_dead (Pipe *pipe, const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  if (!g_cancellable_set_error_if_cancelled (pipe->cancellable, error))
    g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED,
                 _("%s: the package needs more memory or time than a package may, or is damaged"), name);
  return FALSE;
}

static gboolean
listen_to (Pipe *pipe, const char *path, GPtrArray **faults, JzPackageInfo **info, GError **error)
{
  for (;;)
    {
      char                 tag;
      g_autoptr (GVariant) frame = get_frame (pipe, &tag);
      const char          *message;
      guint64              done, total;
      gint32               code;

      if (frame == NULL)
        return refuse_dead (pipe, path, error);
      if (tag == 'R')
        {
          jz_wire_unpack (frame, info, faults);
          return TRUE;
        }
      if (tag == 'E')
        {
          g_variant_get (frame, "(i&s)", &code, &message);
          g_set_error_literal (error, JZ_ERROR, code == JZ_ERROR_NO_FILE ? JZ_ERROR_NO_FILE : JZ_ERROR_REFUSED,
                               message);
          return FALSE;
        }
      if (tag != 'P')
        return refuse_dead (pipe, path, error);
      g_variant_get (frame, "(tt)", &done, &total);
      if (pipe->progress != NULL)
        pipe->progress (done, total, pipe->progress_data);
    }
}

gboolean
jz_package_verify_apart (const char *path, const JzPublicKey *trusted, GCancellable *cancellable,
                         JzPackageProgress progress, gpointer progress_data, GPtrArray **faults, JzPackageInfo **info,
                         GError **error)
{
  g_auto (Pipe)      pipe = { .cancellable = cancellable, .progress = progress, .progress_data = progress_data };
  g_autofree char *helper = jz_helper_path (HELPER, JZ_LIBEXECDIR),
                  *key = trusted != NULL ? jz_public_key_to_text (trusted) : NULL;
  g_autofree char   *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GError) local = NULL;

  pipe.process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &local, helper,
                                   absolute, key, NULL);
  if (pipe.process == NULL)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_FAILED, _("%s: the program that checks packages is missing (%s)"), path,
                   local->message);
      return FALSE;
    }
  pipe.stream = g_subprocess_get_stdout_pipe (pipe.process);
  return listen_to (&pipe, path, faults, info, error);
}
