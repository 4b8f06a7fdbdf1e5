/* jz-functions: the SQL functions that the schema and the queries may use, on every connection:
 * jz_fold(text), jz_sort_key(text), jz_pinyin(text), jz_initials(text), see base/jz-text.h. All are
 * deterministic and without effect, so that generated columns and indices may hold them. Besides, jz_today(), the
 * day as ISO text, and the aggregate jz_sha256(blob), over the blobs of all rows in the order they come.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-error.h"

#include <sqlite3.h>

G_BEGIN_DECLS

gboolean jz_functions_register (sqlite3 *db, GError **error);

G_END_DECLS
