/* jz-lending-form: the papers of circulation: 图书催还通知单, a page for each class; 图书借还登记簿; 离校清书单.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-report-set.h"

G_BEGIN_DECLS

/* What is overdue: a page for each class, and one for those who are of none. @class_ 0: of all. JZ_ERROR_NOT_FOUND
 * where nothing is. Returns: (transfer full) (element-type JzReport) */
GPtrArray *jz_overdue_slips_new (JzConnection *connection, gint64 class_, GError **error);

/* All that was lent from @first to @last (ISO), in that order, with the day it came back. @class_ 0: of all. Returns:
 * (transfer full) */
JzReport *jz_lending_register_new (JzConnection *connection, const char *first, const char *last, gint64 class_,
                                   GError **error);

/* Who must still bring something back before leaving, as jz_clearing_list(). Returns: (transfer full) */
JzReport  *jz_clearing_form_new (JzConnection *connection, gint64 class_, GError **error);

G_END_DECLS
