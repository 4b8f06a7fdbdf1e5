/* jz-stocktake-private: what the counting, the reading and the posting of a stock-take share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-stocktake.h"

G_BEGIN_DECLS

/* JZ_ERROR_CONFLICT unless it is in that state. @number: (out) (optional) (transfer full) */
gboolean jz_stocktake_must_be (JzConnection *connection, gint64 id, const char *state, char **number, GError **error);

G_END_DECLS
