/* jz-zip-input: the one way a zip from outside is read.
 *
 * Zip only, never unpacked to disk. The archive is refused as a whole (JZ_ERROR_REFUSED) when an entry has
 * no readable name, an absolute one, a drive letter, a backslash or "..", when two names are the same
 * (capitals do not count), when an entry is encrypted or is no plain file or folder, or when it breaks a
 * limit. Sizes are checked as declared when it is opened and again as the bytes arrive.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint    max_entries;
  guint64  max_entry_bytes; /* of one entry, unpacked */
  guint64  max_total_bytes; /* of all entries, unpacked */
  guint    max_ratio;       /* unpacked bytes for each byte of the file … */
  guint64  ratio_from;      /* … once there are more than so many: blank styled rows are small */
  gboolean ascii_names;     /* whether names must be printable ASCII */
} JzZipLimits;

typedef struct _JzZipInput JzZipInput;
typedef struct _JzZipEntry JzZipEntry;

/* @limits NULL: 10,000 entries, 1 GB an entry, 2 GB in all, ratio 200 from 64 MB on, any UTF-8 name. A sheet
 * of a million rows is 400 MB of XML. Returns: (transfer full), or NULL with @error set. */
JzZipInput        *jz_zip_input_open       (const char *path, const JzZipLimits *limits, GCancellable *cancellable,
                                            GError **error);
void               jz_zip_input_free       (JzZipInput *zip);

/* The names of the files in it, without folders, in the order of the archive; NULL-terminated.
 * Returns: (transfer none) */
const char *const *jz_zip_input_names      (JzZipInput *zip);

/* The name in the archive that equals @name, capitals aside, or NULL. Returns: (transfer none) */
const char        *jz_zip_input_find       (JzZipInput *zip, const char *name);

/* Opens an entry for reading from its begin; several may be open. @name as jz_zip_input_find() takes it.
 * The entry must be closed before the archive. Returns: (transfer full), or NULL with @error set. */
JzZipEntry        *jz_zip_input_open_entry (JzZipInput *zip, const char *name, GError **error);
void               jz_zip_entry_close      (JzZipEntry *entry);

/* Up to @size bytes: how many, 0 at the end, -1 with @error set. A JzInputFunc. */
gssize             jz_zip_entry_read       (JzZipEntry *entry, void *buffer, gsize size, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzZipInput, jz_zip_input_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzZipEntry, jz_zip_entry_close)

G_END_DECLS
