/* jz-lock: one process owns a school file.
 *
 * An open-file-description lock on FILE.lock, which vanishes with its process however that ends,
 * so no person is ever asked to "remove the lock". The lock file tells who has it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-error.h"

G_BEGIN_DECLS

typedef struct _JzLock JzLock;

/* Tries for @wait_seconds. JZ_ERROR_LOCKED names the user, host and process that have it.
 * Returns: (transfer full) */
JzLock  *jz_lock_take (const char *path, double wait_seconds, GError **error);
void     jz_lock_release (JzLock *self);

/* Lets go and takes the lock file away, for what turned out to be no school file. Whoever waits for it notices. */
void     jz_lock_discard (JzLock *self);

/* JZ_ERROR_NETWORK_SHARE when the folder of @path is on a network, FUSE or portal file system: SQLite
 * can't lock there, and other machines would change the file behind its back. */
gboolean jz_lock_check_place (const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzLock, jz_lock_release)

G_END_DECLS
