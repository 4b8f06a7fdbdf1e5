/* jz-store-private: how the writer of a store comes by its file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-store.h"

G_BEGIN_DECLS

/* The writing connection to @path, whose file is sound, ours and of the newest schema; made there with JZ_STORE_CREATE. A file that was
 * not closed well is looked through first, and one of an older schema is backed up before it is brought up to date. On the thread that
 * will use it. JZ_ERROR_DAMAGED, JZ_ERROR_NOT_SCHOOL, JZ_ERROR_NEWER. Returns: (transfer full) */
JzConnection *jz_store_open_writer (const char *path, JzStoreMode mode, GError **error);

G_END_DECLS
