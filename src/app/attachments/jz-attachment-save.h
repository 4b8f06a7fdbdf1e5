/* jz-attachment-save: what an attachment holds, as a file on disk again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-store.h"

G_BEGIN_DECLS

/* On a thread. @path NULL: under its own @name in a new folder that only this person can read, and which the system clears
 * away. What stands at @path is replaced, whole or not at all. */
void  jz_attachment_save (JzStore *store, gint64 id, const char *name, const char *path, GAsyncReadyCallback callback,
                          gpointer data);
/* Where it is now; NULL with @error. Returns: (transfer full) */
char *jz_attachment_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
