/* jz-ole: streams in an OLE compound file (MS-CFB), the container of .xls. Used in the helper only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The stream of that (ASCII) name in the file's bytes, or NULL when there is none or the container is
 * damaged. Returns: (transfer full) */
GBytes *jz_ole_read_stream (const guint8 *bytes, gsize length, const char *name);

G_END_DECLS
