/* jz-library-told: what the inspector tells of a title and of a copy.
 *
 * Each reads on a reader thread. Returns: (transfer full); NULL with @error, JZ_ERROR_NOT_FOUND when the row went meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-told.h"

G_BEGIN_DECLS

JzTold *jz_library_tell_title (JzConnection *connection, gint64 id, GError **error);
JzTold *jz_library_tell_copy  (JzConnection *connection, gint64 id, GError **error);

/* What a copy's state is called: a sign and words. */
const char *jz_library_copy_words (const char *state);

G_END_DECLS
