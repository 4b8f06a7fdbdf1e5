/* jz-value-form: what things are worth and where money went, on A4 and as spreadsheets: 固定资产折旧表, 年度折旧登记表, 年度经费执行表,
 * 支出统计表.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-budget.h"
#include "jz-depreciation.h"
#include "jz-report.h"

G_BEGIN_DECLS

/* "█████░░░░░ 52 %" of @part in @whole; past the whole the bar is full and a "!" stands before it. "" without a whole.
 * Returns: (transfer full) */
char     *jz_value_bar (gint64 part, gint64 whole);

/* The share in words, "no data" where there is none. Returns: (transfer full) */
char     *jz_share_words (const JzShare *share);

/* Everything that is depreciated, at the end of @month, and below it what is not and why. Returns: (transfer full) */
JzReport *jz_worth_form_new    (JzConnection *connection, int month, GError **error);
JzReport *jz_register_form_new (JzConnection *connection, int year, GError **error);
JzReport *jz_budget_form_new   (JzConnection *connection, int year, GError **error);
/* @year 0: all. */
JzReport *jz_spend_form_new    (JzConnection *connection, JzSpendBy by, int year, GError **error);

/* What a side of spending is called. */
const char *jz_spend_by_title  (JzSpendBy by);

/* Why a thing is not depreciated, in words; "" when it is. */
const char *jz_worth_why_words (const char *why);

G_END_DECLS
