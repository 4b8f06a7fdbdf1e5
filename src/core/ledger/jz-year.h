/* jz-year: calendar years whose books are closed.
 *
 * After the general ledger of a year has been filled from the counted subsidiary ledgers nothing may change it: what turns out wrong
 * later is corrected by an entry of a later day. Closing a year closes those before it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_close_year, jz_action_reopen_year;

/* The newest closed year, 0 for none. */
gboolean jz_year_closed (JzConnection *connection, int *year, GError **error);

/* JZ_ERROR_INVALID for a year that is closed already, or that has not begun. */
gboolean jz_year_close  (JzOperation *operation, int year, GError **error);

/* Opens the newest closed year again. JZ_ERROR_INVALID when none is closed. */
gboolean jz_year_reopen (JzOperation *operation, GError **error);

G_END_DECLS
