/* jz-salvage: what can still be read of a damaged school file, as a new file.
 *
 * The last resort, when there is no backup. Every table is copied row by row, stepping over what can't be
 * read; sums and search indices are made anew. What was lost is said, table by table; a salvaged ledger
 * must be counted before it is believed.
 *
 * Not covered: a file whose schema pages (sqlite_schema, the first page among them) are damaged. They alone say which pages
 * belong to which table. Pages could be told apart by how many columns their rows have, but what was deleted or is
 * of a page given up long ago looks the same and would come back as if it stood in the books: nothing may be invented
 * in a ledger. Then the file is called damaged, nothing is made, and a backup is the way.
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
 * Returns: (transfer full) (element-type JzSalvaged); NULL with @error (JZ_ERROR_DAMAGED or JZ_ERROR_NOT_SCHOOL) when not
 * even the schema can be read. */
GPtrArray *jz_salvage_run (const char *damaged, const char *path, GError **error);

G_END_DECLS
