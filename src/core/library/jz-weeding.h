/* jz-weeding: striking off books that are not kept (剔旧、注销).
 *
 * By what they are proposed is a table of the school's own, weeding_rule; the SQL view weeding_proposal says which
 * copies its rules name. A request has to be approved by the steps of another table, weeding_step, that its copies or
 * their worth reach when it is made; they are signed in their order, and nobody signs what they asked for. With the
 * last signature the copies are withdrawn, in the same operation; a request that reaches no step is done at once. What
 * a reader has, or what is put aside for one, is never struck off; what was missing or lost when it was asked for and
 * has turned up since leaves the request.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_weeding, jz_action_weeding_sign;
extern const JzAction jz_action_weeding_policy; /* the rules by which books are proposed */
extern const JzAction jz_action_weeding_steps;  /* who must approve: whoever may approve says so */

/* Asks to strike @copies (copy.id) off, each once. JZ_ERROR_INVALID without copies or a reason; JZ_ERROR_CONFLICT for
 * one that is lent, put aside, struck off or in a request already. @id: (out). */
gboolean jz_weeding_ask (JzOperation *operation, const char *reason, const gint64 *copies, guint n, gint64 *id,
                         GError **error);

/* The next step: @yes or not, and then the request is rejected. @note: of a step outside the number of the paper, of a
 * no the reason. JZ_ERROR_NOT_ALLOWED where it is not this account's turn, or its own request; JZ_ERROR_CONFLICT where
 * a copy was lent meanwhile. */
gboolean jz_weeding_sign (JzOperation *operation, gint64 id, gboolean yes, const char *note, GError **error);

/* It is not wanted any more: only while it waits. */
gboolean jz_weeding_drop (JzOperation *operation, gint64 id, GError **error);

/* The policy. */

typedef struct
{
  const char *name;    /* 五年无人借阅 */
  const char *kind; /* "idle": not lent for @amount years, as far as loans are kept, and as long here; "old": published
                     * as many years ago; "copies": more than as many of a title on the shelf; "state" */
  int         amount;  /* 1 … 999 years or copies; 0 with "state" */
  const char *state;   /* "damaged", "lost", "missing"; NULL but with "state" */
  const char *class_;  /* only of classes that begin so; NULL: of any */
  gboolean    used;
  const char *note;    /* where the figure comes from; NULL: not said */
} JzWeedingRule;

/* @id 0: a new one. A rule that a person has written is no starter value any more. JZ_ERROR_INVALID, JZ_ERROR_CONFLICT.
 */
gboolean jz_weeding_rule_set    (JzOperation *operation, gint64 id, const JzWeedingRule *rule, GError **error);
gboolean jz_weeding_rule_remove (JzOperation *operation, gint64 id, GError **error);

typedef struct
{
  int         step;    /* 1 … 20 */
  const char *role;    /* name of a role that may approve, or NULL */
  const char *body;    /* somebody outside, or NULL */
  gint64      copies;  /* from so many in one request on; -1: never */
  gint64      amount;  /* fen: from that much worth on; -1: never */
  const char *note;
} JzWeedingStep;

/* Instead of the step of that number, if there is one. Requests that wait keep the steps that they have.
 * JZ_ERROR_INVALID. */
gboolean jz_weeding_step_set    (JzOperation *operation, const JzWeedingStep *step, GError **error);
/* JZ_ERROR_NOT_FOUND. */
gboolean jz_weeding_step_remove (JzOperation *operation, int step, GError **error);

G_END_DECLS
