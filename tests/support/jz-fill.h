/* jz-fill: a made-up school for tests: places, people, items with stock, cards and loans, by seed always the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-store.h"

G_BEGIN_DECLS

/* Makes the file @path with @n_items items (a card each for every 16th) and an account "demo" without password.
 * Returns: (transfer full) */
JzStore *jz_fill_school (const char *path, guint n_items, GError **error);

/* Runs SQL as one operation. */
gboolean jz_fill_run (JzStore *store, const char *sql, GError **error);

/* A file name in a new folder of its own. Returns: (transfer full) */
char    *jz_fill_path (void);

G_END_DECLS
