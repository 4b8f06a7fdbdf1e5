/* jz-xlsx-private: an opened .xlsx, shared by its package reader and its row reader.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-sheet-private.h"

G_BEGIN_DECLS

#define JZ_XLSX_PART_MAX    (64 * 1024 * 1024)
#define JZ_XLSX_STRINGS_MAX (256 * 1024 * 1024)
#define JZ_XLSX_SHEET_MAX   (1024 * 1024 * 1024)

typedef struct
{
  JzSheetFile file;
  JzZipInput *zip;
  GPtrArray  *parts;   /* char *: the part of each sheet */
  GArray     *styles;  /* JzNumberStyle of each cell format */
  GString    *strings; /* the shared strings, each with its NUL */
  GArray     *offsets; /* guint32: where each begins */
} JzXlsx;

/* Reads the shared strings from @part. */
gboolean       jz_xlsx_read_strings  (JzXlsx *xlsx, const char *part, GCancellable *cancellable, GError **error);

/* What "_x000D_" and its like stand for, in @text from @offset on. */
void           jz_xlsx_unescape      (GString *text, gsize offset);

/* "BC12": FALSE when it is none or beyond the last column; *@row 0 when there is no row number. */
gboolean       jz_xlsx_parse_cell    (const char *text, gsize length, int *column, guint *row);

JzSheetReader *jz_xlsx_read_rows     (JzSheetFile *file, guint sheet, GCancellable *cancellable, GError **error);
GArray        *jz_xlsx_read_merges   (JzSheetFile *file, guint sheet, GCancellable *cancellable, GError **error);

/* Whether a local name of an element or attribute is @name. */
#define JZ_XML_IS(local, name) (strcmp ((const char *) (local), (name)) == 0)

G_END_DECLS
