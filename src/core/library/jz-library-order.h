/* jz-library-order: which books of a row stand out of order.
 *
 * A row is what one counter scanned at one place, one after the other. As many as can stay where they are do: those on
 * the longest run of call numbers that never goes back; the others are out of order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "jz-connection.h"

G_BEGIN_DECLS

/* @keys: (array length=n): as jz_call_number_key(), in the order of the row. @wrong: (out caller-allocates) (array
 * length=n): TRUE for what is out of order. */
void        jz_library_order_judge (const char *const *keys, guint n, gboolean *wrong);

/* What the scans of a count say: library_count_line.id → the call number that it stood behind ("": the first of the
 * row), for each that is out of order. Copies without call number are left out. Returns: (transfer full), NULL with
 * @error */
GHashTable *jz_library_order_read  (JzConnection *connection, gint64 count, GError **error);

G_END_DECLS
