/* jz-migrate: the schema, and the way from an older one to it.
 *
 * Each step is a file data/schema/NNNN-name.sql, run in one transaction that also sets the version
 * and proves foreign keys; a landed step is never edited. Steps run upwards only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

/* The newest schema that this program knows. */
int      jz_migrate_newest (void);

/* The schema of the open file: 0 for an empty one. JZ_ERROR_NOT_SCHOOL when it is another
 * program's, JZ_ERROR_NEWER when a newer program made it. */
gboolean jz_migrate_version (JzConnection *connection, int *version, GError **error);

/* Proves that the tables, triggers and indices of the open file are, word for word, those that this
 * program makes for its version, and then lets its triggers use the search indices (SQLite 3.40 takes
 * FTS5 for unsafe in any other schema). JZ_ERROR_DAMAGED when something else has been put in. */
gboolean jz_migrate_trust (JzConnection *connection, GError **error);

/* Brings it up to @version (at most jz_migrate_newest()). The caller has made a backup. */
gboolean jz_migrate_to (JzConnection *connection, int version, GError **error);

/* Every object of the schema as "name: sql", in order; what SQLite makes for itself aside. Returns: (transfer full) */
char    *jz_migrate_schema_text (JzConnection *connection, GError **error);

G_END_DECLS
