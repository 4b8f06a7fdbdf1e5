/* jz-marc-export: the catalogue as a file that other libraries' programs read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-import.h"
#include "jz-marc-encoding.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_MARC_FILE_ISO2709,
  JZ_MARC_FILE_MARCXCHANGE,
  JZ_MARC_FILE_MARCXML,
} JzMarcFile;

/* Writes every title's record, in the order they were catalogued, to @path, which appears whole or not at all. @encoding: of
 * ISO 2709; XML is always UTF-8. @n_written: (out). @faults: (out) (transfer full) (element-type JzRowFault): records that
 * the format can't hold, row being title.id; the others are in the file all the same. */
gboolean jz_marc_export (JzConnection *connection, JzMarcFile file, JzMarcEncoding encoding, const char *path,
                         guint *n_written, GPtrArray **faults, GCancellable *cancellable, GError **error);

G_END_DECLS
