/* jz-code-edit: single rows of the school's own code tables, and of the standards that it loaded itself.
 *
 * Tables that ship as a start, and those of an authority, stay as they are: they come anew with an edition of theirs
 * (jz_codes_put()), which would quietly take back what somebody changed. So only a table of kind "own" can be changed row
 * by row, and only a standard that is no starter data.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-codes.h"

G_BEGIN_DECLS

typedef struct
{
  const char *code, *name, *unit;
  const char *parent; /* code of the row above; "": none */
} JzCodeRow;

/* Adds a row to @scheme (@id 0), or changes row @id. JZ_ERROR_INVALID: no code, no name, or a row above that is not there
 * or stands below itself. JZ_ERROR_CONFLICT: the code is taken, or would change though items or rows below have it.
 * JZ_ERROR_REFUSED: not a table of the school's own. */
gboolean jz_code_put             (JzOperation *operation, gint64 id, gint64 scheme, const JzCodeRow *row, GError **error);
/* JZ_ERROR_CONFLICT: items have it, or rows stand below it. */
gboolean jz_code_remove          (JzOperation *operation, gint64 id, GError **error);

/* Adds a row to @standard (@id 0), or changes row @id. JZ_ERROR_INVALID: no code or name, or a rule that jz-quantity-rule.h
 * can't read. JZ_ERROR_CONFLICT: the subject has that code. JZ_ERROR_REFUSED: starter data. */
gboolean jz_standard_row_put     (JzOperation *operation, gint64 id, gint64 standard, const JzStandardRow *row, GError **error);
/* JZ_ERROR_CONFLICT: items of the school are matched with it. */
gboolean jz_standard_row_remove  (JzOperation *operation, gint64 id, GError **error);

G_END_DECLS
