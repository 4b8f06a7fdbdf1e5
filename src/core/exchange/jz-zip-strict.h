/* jz-zip-strict: whether a zip says one thing only.
 *
 * Programs read zips from the front, from the back, or by whichever directory they find first; a file can be made
 * that shows each of them other content. Refused is whatever is not: entries one after the other from the first
 * byte, each named alike in front and in the one directory, that directory, and the end record as the last bytes.
 * Also refused: names that are not printable ASCII or have a backslash, zip64, comments, several disks, encryption,
 * methods other than stored and deflated.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* JZ_ERROR_NO_FILE where there is none; JZ_ERROR_REFUSED says what is wrong. */
gboolean jz_zip_is_strict (const char *path, GError **error);

G_END_DECLS
