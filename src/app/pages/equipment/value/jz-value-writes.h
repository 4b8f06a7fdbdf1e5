/* jz-value-writes: what the view "Value" writes at once, without a form: JzWriteFuncs; @data: gint64 *, the row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

gboolean jz_value_remove_line (JzOperation *operation, gpointer data, GError **error);
gboolean jz_value_remove_spending (JzOperation *operation, gpointer data, GError **error);
gboolean jz_value_remove_fund (JzOperation *operation, gpointer data, GError **error);
gboolean jz_value_remove_purpose (JzOperation *operation, gpointer data, GError **error);
gboolean jz_value_remove_life (JzOperation *operation, gpointer data, GError **error);
gboolean jz_value_collect_funds (JzOperation *operation, gpointer data, GError **error);

G_END_DECLS
