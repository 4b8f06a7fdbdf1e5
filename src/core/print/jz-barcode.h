/* jz-barcode: a code as bars, in whole modules.
 *
 * zint encodes; what comes back are rectangles on the module grid, so that whoever draws chooses the
 * module's size and nothing is ever scaled as a picture.
 *
 * Code 128 takes printable ASCII only: other characters reach a scanner's keyboard as something else. Code 39, which many
 * libraries have on their shelves, takes capitals, digits and - . $ / + % and the space, and is half as long again.
 * QR takes any text and says in it that it is UTF-8.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest codes, in bytes. */
#define JZ_CODE128_MAX 80
#define JZ_CODE39_MAX  40
#define JZ_QR_MAX      400

/* Free space left and right of Code 128 and Code 39, and around QR, in modules (ISO/IEC 15417, 16388 and 18004). */
#define JZ_CODE128_QUIET 10
#define JZ_QR_QUIET      4

typedef enum
{
  JZ_BARCODE_CODE128,
  JZ_BARCODE_CODE39,
  JZ_BARCODE_QR,
} JzBarcodeKind;

typedef struct
{
  guint16 x, y, width, height;
} JzBar;

/* @width without quiet zones; @height is 1 for all but QR. */
typedef struct
{
  JzBarcodeKind kind;
  guint         width;
  guint         height;
  guint         n_bars;
  JzBar         bars[];
} JzBarcode;

/* Errors: JZ_ERROR_INVALID for an empty or too long code, one with control characters or invalid UTF-8,
 * and for Code 128 and 39 one with characters that they don't have. Returns: (transfer full) (nullable); free with g_free() */
JzBarcode *jz_barcode_new (JzBarcodeKind kind, const char *code, GError **error);

G_END_DECLS
