/* jz-label: what stands on one label, and how it is set.
 *
 * Everything fits or is made to fit: text shrinks to a readable minimum, then ends in "…"; nothing goes
 * beyond the label. Bars do not give way: they keep their quiet zone and a module a scanner can read, or
 * the label is refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "jz-barcode.h"
#include "jz-ink.h"

G_BEGIN_DECLS

/* The narrowest modules that a plain scanner reads off a school's printer, in millimetres. */
#define JZ_CODE128_MODULE_MIN 0.25
#define JZ_QR_MODULE_MIN      0.30

typedef enum
{
  JZ_LABEL_ASSET,      /* on the thing: school, name, lines, bars, code */
  JZ_LABEL_SHELF_CARD, /* 柜签: place and what stands there */
  JZ_LABEL_ROOM,       /* on the door: a large name */
  JZ_LABEL_SPINE,      /* on the book: title and lines large, one below the other */
} JzLabelKind;

/* AUTO: Code 128, or QR when the code does not fit or is not ASCII; rooms and shelf cards QR first.
 * BOTH: Code 128 and QR beside each other where they fit, else as AUTO. */
typedef enum
{
  JZ_LABEL_CODES_AUTO,
  JZ_LABEL_CODES_CODE128,
  JZ_LABEL_CODES_CODE39,
  JZ_LABEL_CODES_QR,
  JZ_LABEL_CODES_BOTH,
} JzLabelCodes;

/* One line of a shelf card; the texts are never NULL. */
typedef struct
{
  char *code, *name, *spec, *unit, *quantity;
} JzShelfRow;

typedef struct
{
  JzLabelKind kind;
  char       *code;   /* encoded as it stands; "" for none (not on an asset) */
  char       *school; /* the texts are tidied: one line, no control characters */
  char       *title;
  GPtrArray  *lines; /* char * */
  GPtrArray  *rows;  /* JzShelfRow */
} JzLabel;

/* Any text may be NULL. */
JzLabel *jz_label_new (JzLabelKind kind, const char *code, const char *school, const char *title);
void     jz_label_add_line (JzLabel *label, const char *text);
void     jz_label_add_row (JzLabel *label, const char *code, const char *name, const char *spec, const char *unit,
                           const char *quantity);
void     jz_label_free (JzLabel *label);

/* The bars of a label for one size of label. A module is 0 when there are no such bars. */
typedef struct
{
  JzBarcode *linear;
  JzBarcode *matrix;
  double     linear_module; /* mm */
  double     matrix_module;
} JzLabelBars;

/* A label's box, in millimetres, and the printer's dots. */
typedef struct
{
  double x, y, width, height;
  double dots_per_inch;
} JzLabelBox;

/* JZ_ERROR_INVALID when no wanted kind of bars fits @box (whose position does not matter). */
gboolean jz_label_plan (const JzLabel *label, const JzLabelBox *box, JzLabelCodes codes, JzLabelBars *bars,
                        GError **error);
void     jz_label_bars_clear (JzLabelBars *bars);

/* How many rows one card of this size takes: 0 when it is too small. Other kinds have no rows: G_MAXUINT. */
guint    jz_label_rows_per_card (const JzLabel *label, const JzLabelBox *box, const JzLabelBars *bars);

/* Sets card @part of @n_parts (from 0) into @box. */
void     jz_label_set (const JzLabel *label, const JzLabelBars *bars, const JzLabelBox *box, guint part,
                       guint n_parts, JzType *type, JzInk *ink);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzLabel, jz_label_free)

G_END_DECLS
