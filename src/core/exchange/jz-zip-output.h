/* jz-zip-output: writes a zip beside its final name and gives it that name at the end.
 *
 * Deflate, no encryption, no zip64, no time stamps or owners: the same content gives the same bytes. Deflating
 * and writing go on in a thread of their own, an entry or two behind the caller: entries are meant to be of some
 * megabytes, the zip of 2 GB at most. What was begun and not finished leaves nothing behind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _JzZipOutput JzZipOutput;

/* @path: its final name; another file of that name stays until jz_zip_output_install(). JZ_ERROR_NO_FILE,
 * READ_ONLY. Returns: (transfer full) */
JzZipOutput *jz_zip_output_new     (const char *path, GError **error);
void         jz_zip_output_free    (JzZipOutput *self);

/* One entry after the other. Faults of the disk are told when a later one begins, or at the end. */
gboolean     jz_zip_output_begin   (JzZipOutput *self, const char *name, GError **error);
void         jz_zip_output_write   (JzZipOutput *self, const void *bytes, gsize size);

/* Ends the zip and brings it to the disk, still under its temporary name. @sha256: (transfer full). JZ_ERROR_DISK_FULL,
 * … */
gboolean     jz_zip_output_finish  (JzZipOutput *self, char **sha256, gint64 *bytes, GError **error);

/* Gives it its name. */
gboolean     jz_zip_output_install (JzZipOutput *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzZipOutput, jz_zip_output_free)

G_END_DECLS
