/* jz-xls-wire: what jiaozhuang-xls, the helper that reads old .xls files, writes to its standard output.
 *
 * A run is "jiaozhuang-xls FILE" for the list of sheets or "jiaozhuang-xls FILE N" for sheet N. The output
 * is a chain of records, each one tag byte and what the tag says, numbers in the machine's own order:
 *
 *   D  u8                                      whether dates count from 1904
 *   S  u8 hidden, text                         a sheet
 *   G  u32 u32 u32 u32                         a merged range: first and last row (from 1), first and last column
 *   H  u32 u32                                 hidden columns from … to
 *   R  u32 number, u8 hidden                   a row begins
 *   C  u32 column, u8 kind, u8 style, u8 width, double, text
 *                                              a cell; kind and style as JzCellKind and JzNumberKind
 *   E  u8 reason                               refused, JzXlsReason
 *   Z                                          the end; without it the helper died
 *
 * A text is u32 length and as many bytes of UTF-8.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  JZ_XLS_DAMAGED,
  JZ_XLS_ENCRYPTED,
  JZ_XLS_TOO_OLD,
  JZ_XLS_UNREADABLE,
} JzXlsReason;

G_END_DECLS
