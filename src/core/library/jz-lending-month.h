/* jz-lending-month: what is left of old loans: figures by month, class, main class of the 中图法 and material.
 *
 * Who read what is nobody's business after some years, and a file need not carry it. The sums over `lending_by_month`
 * stay what they were.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

/* Loans that came back before the school keeps them: lending_policy.keep_years, counted in whole calendar years. What
 * is owed for keeps its loan. @n: (out): how many went */
gboolean jz_lending_fold (JzOperation *operation, guint *n, GError **error);

G_END_DECLS
