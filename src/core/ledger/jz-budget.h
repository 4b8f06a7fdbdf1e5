/* jz-budget: what a year may spend by fund and purpose, against what it spent; and the share of equipment in the public expenditure.
 *
 * A budget year is a calendar year. What a line has is what was planned, or what its newest revision says. What was spent of it are the
 * receipts of the ledger with that fund's name (durable things and consumables each under the purpose that takes them) and what was
 * noted by hand.
 *
 * The share (装备支出 ÷ 公用经费, at least 20 % as a starter value): spent from public funds for purposes that count, over the public
 * expenditure of the year as entered, else pupils × 生均公用经费. Where that is not known there is no share, which is not 0.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-fund.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;   /* budget_line.id; 0: spent without a budget */
  int    year;
  char  *fund, *purpose, *note;
  gint64 planned, amount, spent; /* fen: as first planned, as it is now, spent */
  guint  revisions;
} JzBudgetRow;

void       jz_budget_row_free (JzBudgetRow *self);

/* Of a year, 0: all; by year (newest first), fund and purpose; spending without a line too.
 * Returns: (transfer full) (element-type JzBudgetRow) */
GPtrArray *jz_budget_read (JzConnection *connection, int year, GError **error);

typedef struct
{
  int         year;
  gint64      fund, purpose;
  gint64      amount; /* fen ≥ 0 */
  const char *reason; /* needed where the line is there already: then this revises it */
  const char *note;   /* NULL: as it was */
} JzBudgetSet;

/* @id: (out) (optional). JZ_ERROR_INVALID, JZ_ERROR_NOT_FOUND. */
gboolean   jz_budget_set    (JzOperation *operation, const JzBudgetSet *set, gint64 *id, GError **error);
gboolean   jz_budget_remove (JzOperation *operation, gint64 id, GError **error);

/* What the share of a year is reckoned against; 0: not known. */
typedef struct
{
  int         year;
  int         pupils;
  gint64      per_pupil, expenditure; /* fen */
  const char *note;
} JzBudgetYear;

gboolean   jz_budget_year_put (JzOperation *operation, const JzBudgetYear *year, GError **error);

typedef struct
{
  int      year;
  gint64   numerator;   /* fen */
  gint64   denominator; /* fen; 0: no data */
  gboolean entered;     /* the denominator is the expenditure as entered, not pupils × per_pupil */
  int      pupils;      /* 0: not known */
  gint64   per_pupil;   /* fen; 0: not known */
  int      target;      /* percent */
  gint64   spent;       /* everything the school spent in the year, from whatever fund */
  gint64   instruments; /* original value of 教学仪器设备 at the end of the year */
  gint64   instruments_target; /* fen per pupil; 0: none */
} JzShare;

/* In hundredths of a percent; -1: no data. */
int        jz_share_rate (const JzShare *share);
gboolean   jz_share_read (JzConnection *connection, int year, JzShare *share, GError **error);

/* What is spent besides the ledger. */
typedef struct
{
  gint64      id;   /* 0: a new one */
  const char *date; /* ISO; NULL: today */
  gint64      fund, purpose;
  gint64      amount; /* fen > 0 */
  const char *payee, *invoice, *subject, *words;
  const char *reference; /* NULL: by hand */
} JzSpending;

extern const JzAction jz_action_spend;

/* JZ_ERROR_INVALID; a date in a closed year is refused. */
gboolean   jz_spending_put    (JzOperation *operation, const JzSpending *spending, gint64 *id, GError **error);
gboolean   jz_spending_remove (JzOperation *operation, gint64 id, GError **error);

/* Spending by one of its sides. */
typedef enum
{
  JZ_SPEND_FUND,
  JZ_SPEND_SUPPLIER,
  JZ_SPEND_PURPOSE,
  JZ_SPEND_SUBJECT,
  JZ_SPEND_YEAR,
} JzSpendBy;

gboolean   jz_spend_by_parse (const char *text, JzSpendBy *by);

typedef struct
{
  char  *key;    /* "" where it is not said */
  guint  rows;
  gint64 ledger; /* receipts of the ledger, less reversals, fen */
  gint64 noted;  /* by hand */
  gint64 given;  /* received and not paid: not in the others */
  gint64 spent;  /* ledger + noted */
} JzSpendRow;

void       jz_spend_row_free (JzSpendRow *self);

/* Of a year, 0: all. By key; @total: (out) (optional). Returns: (transfer full) (element-type JzSpendRow) */
GPtrArray *jz_spend_read (JzConnection *connection, JzSpendBy by, int year, JzSpendRow *total, GError **error);

/* The SQL of the key of a row of `expenditure`, for lists that show the rows behind a sum. */
const char *jz_spend_key_sql (JzSpendBy by);

G_END_DECLS
