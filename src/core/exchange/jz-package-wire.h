/* jz-package-wire: what jiaozhuang-verify writes to its standard output.
 *
 * Frames: one letter, the length as four bytes in the machine's order, and a GVariant of that length.
 *   P  (tt)          progress: rows done, rows in all
 *   R  report        the end: info and faults
 *   E  (is)          the end: refused, JzError and its message
 * The reader trusts none of it: the process may have been taken over by what it read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-package.h"

G_BEGIN_DECLS

#define JZ_WIRE_FRAME_MAX (1024 * 1024)
#define JZ_WIRE_PROGRESS  G_VARIANT_TYPE ("(tt)")
#define JZ_WIRE_ERROR     G_VARIANT_TYPE ("(is)")
#define JZ_WIRE_REPORT    G_VARIANT_TYPE ("(a{ss}xxxia(sstts)a(sss))")

/* Returns: (transfer floating) */
GVariant *jz_wire_pack   (const JzPackageInfo *info, GPtrArray *faults);
/* @report is of type JZ_WIRE_REPORT and may say anything. */
void      jz_wire_unpack (GVariant *report, JzPackageInfo **info, GPtrArray **faults);

G_END_DECLS
