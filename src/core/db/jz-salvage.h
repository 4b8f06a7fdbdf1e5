/* jz-salvage: what can still be read of a damaged school file, as a new file.
 *
 * The last resort, when there is no backup. Every table is copied row by row, stepping over what can't be
 * read; sums and search indices are made anew. What was lost is said, table by table; a salvaged ledger
 * must be counted before it is believed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

typedef struct
{
  char  *table;
  gint64 copied;
  gint64 lost;   /* row ids in gaps that could not be read; rows that broke a rule */
} JzSalvaged;

void       jz_salvaged_free (JzSalvaged *self);

/* Reads @damaged, which stays as it is, and makes @path (JZ_ERROR_CONFLICT where something is there).
 * Returns: (transfer full) (element-type JzSalvaged); NULL with @error when not even the schema
 * can be read. */
GPtrArray *jz_salvage_run (const char *damaged, const char *path, GError **error);

G_END_DECLS
