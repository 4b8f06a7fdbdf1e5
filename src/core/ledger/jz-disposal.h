/* jz-disposal: write-offs that have to be approved (报废申请、审批).
 *
 * A table of the school's own says from which amounts on who must sign: by the dearest single thing of a request, and by all that is
 * written off in the calendar year. The steps that a request reaches are fixed when it is made and signed in their order; nobody signs
 * what they asked for themselves. With the last signature the voucher is posted, in the same operation; a request that reaches no step
 * is posted at once. A step of somebody outside (县教育局) is noted, with the number of their paper, by whoever may approve.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-upkeep.h"
#include "jz-voucher.h"

G_BEGIN_DECLS

extern const JzAction jz_action_disposal_sign;

/* "scrap", "sell", "exchange", "recycle", "donate", "lost", NULL-terminated, and in words. */
const char *const *jz_disposal_ways (void);
const char        *jz_disposal_way_words (const char *way);

typedef struct
{
  JzThing     thing;
  const char *reason; /* NULL: that of the request */
  const char *way;    /* NULL: "scrap" */
} JzDisposalLine;

/* @date NULL: today. JZ_ERROR_CONFLICT for a card that is in a request already. */
gboolean jz_disposal_ask (JzOperation *operation, const char *date, const char *reason, const JzDisposalLine *lines,
                          guint n, gint64 *id, GError **error);

/* The next step: @yes or not, and then the request is rejected. @note: of a step outside the number of the paper, of a no the reason; both
 * are needed. JZ_ERROR_NOT_ALLOWED where it is not this account's turn, or its own request. */
gboolean jz_disposal_sign (JzOperation *operation, gint64 id, gboolean yes, const char *note, GError **error);

/* It is not wanted any more: only while it waits. */
gboolean jz_disposal_drop (JzOperation *operation, gint64 id, GError **error);

/* What selling brought, in fen, and who paid it. Only of what was written off. */
gboolean jz_disposal_proceeds (JzOperation *operation, gint64 id, gint64 amount, const char *note, GError **error);

/* Whether the account may write @lines off without a request: it may approve, or no step is reached. JZ_ERROR_NOT_ALLOWED says who must
 * approve. */
gboolean jz_disposal_may_write_off (JzOperation *operation, const char *date, const JzLine *lines, guint n,
                                    GError **error);

/* Who the next step waits for, in words: NULL without @error when nobody. Returns: (transfer full) (nullable) */
char    *jz_disposal_waits_for (JzConnection *connection, gint64 id, GError **error);

#define JZ_NEVER (-1)

typedef struct
{
  int         step;   /* 1 … 20 */
  const char *role;   /* name of a role that may approve, or NULL */
  const char *body;   /* somebody outside, or NULL */
  gint64      single; /* fen: from one thing of that worth on; JZ_NEVER */
  gint64      year;   /* fen: from that much in the year on; JZ_NEVER */
  const char *note;
} JzApprovalStep;

/* @id 0: a new one. Requests that wait keep the steps that they have. */
gboolean jz_approval_step_set    (JzOperation *operation, gint64 id, const JzApprovalStep *step, GError **error);
gboolean jz_approval_step_remove (JzOperation *operation, gint64 id, GError **error);

G_END_DECLS
