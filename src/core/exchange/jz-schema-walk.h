/* jz-schema-walk: a document of a package, hashed, proved against the program's own schema, and walked through.
 *
 * All three in one pass, through the safe reader of jz-xml-input.h. The schema is that of data/xsd, never one that
 * the package brings or names.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-package.h"
#include "jz-sha256.h"
#include "jz-xml-input.h"
#include "jz-zip-input.h"

G_BEGIN_DECLS

/* An entry that is hashed as it is read. */
typedef struct
{
  JzZipEntry *entry;
  JzSha256    sum;
  guint64     bytes;
} JzHashedEntry;

gboolean jz_hashed_entry_open  (JzHashedEntry *self, JzZipInput *zip, const char *name, GError **error);
void     jz_hashed_entry_clear (JzHashedEntry *self);
/* A JzInputFunc. */
gssize   jz_hashed_entry_read  (gpointer self, void *buffer, gsize size, GError **error);
/* Reads what is left of it. */
gboolean jz_hashed_entry_drain (JzHashedEntry *self, GError **error);

/* Called for each element, the root having depth 1, before it is proved. @attributes: five pointers each, as in
 * libxml2's SAX2 (name, prefix, namespace, value, end of value; "&" comes as "&#38;"). */
typedef void (*JzElementFunc) (guint depth, const char *element, int n, const xmlChar **attributes, guint line,
                               gpointer data);

/* @name: what faults call it; @root: the element that it must be; @but_ids: does not prove that what the schema calls a
 * UUID is one, since @func does, in a quarter less time. What is wrong with the document goes to
 * @faults; FALSE when it could not be read to its end. Thread-safe. */
gboolean jz_schema_walk (const char *name, const char *root, gboolean but_ids, JzHashedEntry *entry, JzElementFunc func,
                         gpointer data, GPtrArray *faults, GError **error);

/* Adds one to @faults, unless there are enough; "%s:%u" where @line is not 0. */
void     jz_package_fault (GPtrArray *faults, const char *kind, const char *where, guint line, const char *what);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzHashedEntry, jz_hashed_entry_clear)

G_END_DECLS
