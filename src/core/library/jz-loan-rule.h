/* jz-loan-rule: how many books a reader may have, for how long, and what being late costs (借阅规则).
 *
 * A table of the school's own: for a group of readers one rule over everything, and rules for single materials. Both
 * count: the one over everything limits all copies together, that of a material those of it. The rows that come with
 * the program are starter values, gathered from rules that schools have published, and say so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-date.h"
#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_lending_rules; /* rules, compensation and policy of lending */

typedef enum
{
  JZ_OVERDUE_NONE,
  JZ_OVERDUE_STOP,  /* days without borrowing */
  JZ_OVERDUE_MONEY,
} JzOverdue;

typedef struct
{
  guint     copies;       /* at once, 0 … 9999 */
  int       days;         /* 1 … 3650 */
  guint     renewals;     /* 0 … 99 */
  int       renewal_days; /* 1 … 3650, from the day it was due */
  guint     holds;        /* titles waited for at once, 0 … 99 */
  JzOverdue overdue;
  gint64    rate;         /* for a copy and a day late: days, or fen; 0 with JZ_OVERDUE_NONE */
  gint64    cap;          /* for a copy at most: days, or fen; -1: no end */
  int       grace;        /* days late that cost nothing, 0 … 99 */
  gboolean  lengthens;    /* days of holidays and vacations do not count */
} JzLoanRule;

/* What holds for @group (0: none) and @material: its own rule, else the one over everything; without any, nothing is
 * lent.
 * @rule: (out) */
gboolean jz_loan_rule_read (JzConnection *connection, gint64 group, gint64 material, JzLoanRule *rule, GError **error);

/* @material 0: everything. A rule that a person has written is no starter value any more. JZ_ERROR_INVALID. */
gboolean jz_loan_rule_set (JzOperation *operation, gint64 group, gint64 material, const JzLoanRule *rule,
                           const char *note, GError **error);
/* JZ_ERROR_NOT_FOUND */
gboolean jz_loan_rule_remove (JzOperation *operation, gint64 id, GError **error);

/* "none", "stop", "money"; FALSE: it is none of them. */
gboolean    jz_overdue_parse (const char *name, JzOverdue *overdue);
const char *jz_overdue_name  (JzOverdue overdue);

/* The day @days after @from, moved on to the next one on which the school is open, as far as its calendar goes.
 * @lengthens: days of holidays and between terms do not count. @due: (out) */
gboolean jz_loan_due (JzConnection *connection, JzDate from, int days, gboolean lengthens, JzDate *due, GError **error);

/* How many days @on is past @due, as the rule counts them: days of grace are none where they were kept. @late: (out): ≥
 * 0 */
gboolean jz_loan_late (JzConnection *connection, const JzLoanRule *rule, JzDate due, JzDate on, int *late,
                       GError **error);

typedef struct
{
  int      hold_days;    /* a copy that came back is kept for whoever waits, 1 … 99 */
  gboolean blocks_late;  /* whoever has something overdue borrows nothing */
  gint64   blocks_owed;  /* nor who owes as much, fen; 0: owing stops nobody */
  char     card_prefix[41];
  int      card_digits;  /* 3 … 12 */
  int      keep_years;   /* 1 … 99 */
} JzLendingPolicy;

gboolean jz_lending_policy_read (JzConnection *connection, JzLendingPolicy *policy, GError **error);
/* JZ_ERROR_INVALID */
gboolean jz_lending_policy_set  (JzOperation *operation, const JzLendingPolicy *policy, GError **error);

/* Whether books go out from @place and the places in it; a place in one that does not lend lends neither.
 * JZ_ERROR_NOT_FOUND */
gboolean jz_place_set_lends (JzOperation *operation, gint64 place, gboolean lends, GError **error);

G_END_DECLS
