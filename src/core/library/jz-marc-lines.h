/* jz-marc-lines: a record as lines that people read and type, one a field: "200 1# $a活着$f余华著".
 *
 * "#" is a blank indicator, "$" begins a subfield; a real "$" is written {dollar}, a line end {lf}. The leader is the
 * line LDR.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-marc.h"

G_BEGIN_DECLS

/* Returns: (transfer full) */
char    *jz_marc_to_lines   (const JzMarc *self);

/* FALSE where a line is no field: @line (out), from 1, and @why (out) (transfer none), a translated sentence; the
 * record is as it was. */
gboolean jz_marc_from_lines (JzMarc *self, const char *text, guint *line, const char **why);

G_END_DECLS
