/* jz-value-page: what things are worth and where money goes: depreciation on any day, budgets against what was spent, spending by
 * fund, supplier, purpose, subject and year; and what all that is reckoned by: funds, purposes, lives.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"
#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_VALUE_PAGE (jz_value_page_get_type ())
G_DECLARE_FINAL_TYPE (JzValuePage, jz_value_page, JZ, VALUE_PAGE, GtkBox)

JzValuePage *jz_value_page_new         (void);
void         jz_value_page_set_session (JzValuePage *self, JzSession *session);

/* The list in front; NULL before there is one. */
JzListPage  *jz_value_page_get_list    (JzValuePage *self);
void         jz_value_page_set_narrow  (JzValuePage *self, gboolean narrow);

G_END_DECLS
