/* jz-library-count-form: counts of books and weeding on paper: 图书盘点报告, 图书剔旧申请, 图书注销清册.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-report.h"

G_BEGIN_DECLS

/* The sums of a count, each with what it is a part of, and every difference. JZ_ERROR_NOT_FOUND. Returns: (transfer
 * full) */
JzReport   *jz_library_count_report_new (JzConnection *connection, gint64 id, GError **error);

/* A request with its signatures; of one that is done the register of what was struck off. JZ_ERROR_NOT_FOUND.
 * Returns: (transfer full) */
JzReport   *jz_weeding_register_new (JzConnection *connection, gint64 id, GError **error);

/* A result of jz_library_count_lines() in words: "✗ Not found" */
const char *jz_library_count_result_words (const char *result);

/* copy.state in words. */
const char *jz_copy_state_words (const char *state);

G_END_DECLS
