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

/* How a copy stands now: out, late, put aside for somebody, else its own state. With joins on keys that are unique:
 * there is one open loan of a copy, and one hold that it is put aside for. */
#define JZ_COPY_STATE_SQL \
  "CASE WHEN lending.due < jz_today () THEN 'late' WHEN lending.id IS NOT NULL THEN 'out' " \
  "WHEN hold.id IS NOT NULL AND copy.state = 'shelf' THEN 'aside' ELSE copy.state END"
#define JZ_COPY_OUT_JOINS \
  "LEFT JOIN lending ON lending.copy = copy.id AND lending.returned IS NULL " \
  "LEFT JOIN hold ON hold.copy = copy.id AND hold.state = 'ready'"

G_END_DECLS
