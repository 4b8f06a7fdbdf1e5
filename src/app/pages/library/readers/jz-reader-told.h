/* jz-reader-told: what is told of a reader, at the desk and in the list of readers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-told.h"

G_BEGIN_DECLS

/* Its buttons are the actions "desk.…" and "reader.…". Returns: (transfer full) */
JzTold *jz_reader_tell (JzConnection *connection, gint64 id, GError **error);

G_END_DECLS
