/* own-mounts: file systems that only this process and its children see, and that go with it.
 *
 * Linux; needs the right to mount, by being root or through a user namespace of one's own where the system allows that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

/* First thing in main(), before any thread: enters a mount namespace of its own. Later calls and a failure to enter
 * are remembered. */
void        own_mounts_enter (void);

/* Why not, or NULL when mounting is possible. */
const char *own_mounts_missing (void);

/* A disk of @kilobytes in memory at @folder, which must be empty. */
void        own_mounts_small_disk (const char *folder, guint kilobytes);

/* From here on nothing below @folder can be written, or it can again. @folder must be a disk made as above. */
void        own_mounts_set_read_only (const char *folder, gboolean read_only);

void        own_mounts_remove (const char *folder);
