/* jz-lending-papers: the dialogs of what the school has settled about lending, and what a rule means in a sentence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-charge.h"
#include "jz-loan-rule.h"
#include "jz-paper-dialog.h"

G_BEGIN_DECLS

/* A row of loan_rule, book_compensation, reader_group; 0: a new one. */
extern const JzPaperKind jz_paper_loan_rule, jz_paper_book_compensation, jz_paper_reader_group;

/* The one row of lending_policy. */
extern const JzPaperKind jz_paper_lending_policy;

/* Whoever of @group borrows today: how many books, when they are due by the calendar, how often they are renewed. A
 * class of the group stands for it where there is one. Returns: (transfer full) */
char *jz_lending_example              (JzConnection *connection, gint64 group, const JzLoanRule *rule);

/* What is paid for a book of 20 yuan, and for one whose price nobody knows. Returns: (transfer full) */
char *jz_lending_compensation_example (const JzBookCompensation *rule);

G_END_DECLS
