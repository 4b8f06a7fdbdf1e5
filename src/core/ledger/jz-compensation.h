/* jz-compensation: who pays how much for what was damaged (赔偿办法).
 *
 * A table of the school's own: whose fault, whether it can be repaired, and how old the thing is, give a percentage of its price or of
 * the repair. The rows that come with the program are starter values, gathered from rules that schools have published, and say so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-upkeep.h"

G_BEGIN_DECLS

/* "normal", "teacher", "pupil", "rules", "wilful", "lost", NULL-terminated, and in words; @responsibility may be NULL: not decided. */
const char *const *jz_responsibilities (void);
const char        *jz_responsibility_words (const char *responsibility);

typedef struct
{
  const char *responsibility;
  gboolean    repairable;
  int         from_years; /* whole years since it was acquired, 0 … 99 */
  const char *base;       /* "none", "repair", "price" */
  int         percent;    /* 0 … 1000 */
  const char *note;       /* where the figure comes from */
} JzCompensationRule;

/* @id 0: a new one. A rule that a person has written is no starter value any more. JZ_ERROR_CONFLICT where there is one for the same
 * case already. */
gboolean jz_compensation_rule_set    (JzOperation *operation, gint64 id, const JzCompensationRule *rule,
                                      GError **error);
gboolean jz_compensation_rule_remove (JzOperation *operation, gint64 id, GError **error);

typedef struct
{
  const char *responsibility;
  gboolean    repairable;
  gint64      price;       /* what was damaged is worth, fen */
  gint64      repair_cost; /* fen */
  const char *acquired;    /* ISO; NULL: not known, and then it is taken for new */
  const char *date;        /* of the damage */
} JzCompensationCase;

/* @amount: fen, rounded to the nearest. @why: (out) (transfer full): how it comes about, a sentence. No rule at all is nothing to pay. */
gboolean jz_compensation_compute (JzConnection *connection, const JzCompensationCase *what, gint64 *amount, char **why,
                                  GError **error);

G_END_DECLS
