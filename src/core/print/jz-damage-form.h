/* jz-damage-form: what each class broke or lost in a year (损坏赔偿班级统计表), see jz-damage-class.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-report.h"

G_BEGIN_DECLS

/* @year 0: of all years. Returns: (transfer full) */
JzReport *jz_damage_form_by_class (JzConnection *connection, int year, GError **error);

G_END_DECLS
