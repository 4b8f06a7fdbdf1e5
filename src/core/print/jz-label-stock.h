/* jz-label-stock: the paper that labels are printed on.
 *
 * A stock is a small key file (group [Stock]); the program ships some and a school adds its own to a
 * folder, where one of the same name takes the place of ours. Lengths are millimetres.
 *
 *   Name=a4-3x8        small letters, digits and "-"        Kind=sheet        or roll
 *   Title=…            with Title[zh_CN]=…                  Layout=asset      shelf-card, room, spine
 *   PageWidth, PageHeight, LabelWidth, LabelHeight, Columns, Rows
 *   LeftMargin, TopMargin, ColumnGap, RowGap, CornerRadius  (0 when left out)
 *   DotsPerInch                                             (600 when left out)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "jz-label.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_STOCK_SHEET,
  JZ_STOCK_ROLL,
} JzStockKind;

typedef struct
{
  char       *name;
  char       *title;
  JzStockKind kind;
  JzLabelKind layout; /* what it is mostly used for */
  double      page_width, page_height;
  double      label_width, label_height;
  guint       columns, rows;
  double      left_margin, top_margin;
  double      column_gap, row_gap;
  double      corner_radius;
  double      dots_per_inch; /* of the printer it is made for: modules are whole dots */
} JzLabelStock;

/* JZ_ERROR_INVALID names the file and the key. The labels lie within the page: checked here, relied on
 * by everyone else. Returns: (transfer full) (nullable) */
JzLabelStock *jz_label_stock_load (const char *path, GError **error);

/* All *.ini of @shipped_dir and @user_dir (each nullable; a missing folder is an empty one), sheets
 * first, then by name. A bad file adds one line to @faults (char *, nullable) and the rest is loaded.
 * Returns: (transfer full) (element-type JzLabelStock) */
GPtrArray    *jz_label_stocks_load (const char *shipped_dir, const char *user_dir, GPtrArray *faults);

/* Returns: (nullable) (transfer none) */
JzLabelStock *jz_label_stocks_find (GPtrArray *stocks, const char *name);

guint         jz_label_stock_per_page (const JzLabelStock *stock);

/* Top left corner of the label at @position (from 1, row by row). */
void          jz_label_stock_get_position (const JzLabelStock *stock, guint position, double *x, double *y);

void          jz_label_stock_free (JzLabelStock *stock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzLabelStock, jz_label_stock_free)

G_END_DECLS
