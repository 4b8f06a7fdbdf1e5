/* Between the files of jz-ratio only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-ratio.h"

G_BEGIN_DECLS


/* The cards that are computers and belong to @use, and those not registered, whose use nobody knows. Returns: (transfer full)
 * (element-type JzRatioRow) */
GPtrArray *jz_ratio_machines     (JzConnection *connection, const char *use, GError **error);
GPtrArray *jz_ratio_classes      (JzConnection *connection, GError **error);
/* @fast: of class and function rooms, whether the line is fast; else of function rooms, whether they are multimedia rooms. */
GPtrArray *jz_ratio_rooms        (JzConnection *connection, gboolean fast, GError **error);
GPtrArray *jz_ratio_sets         (JzConnection *connection, int year, GError **error);

G_END_DECLS
