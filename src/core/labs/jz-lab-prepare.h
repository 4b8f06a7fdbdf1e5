/* jz-lab-prepare: what has to stand ready (备课单), handing it out and taking it back.
 *
 * The list is summed for a period, a day or a week. Apparatus comes back after each lesson, so that as much has to be
 * there as the fullest period of the time takes; chemicals are used up, so that all lessons together count. Handing out
 * posts a loan of what comes back and an issue of what does not, both to the teacher of the lesson; taking back posts
 * the return.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_lab_prepare; /* marks, asks to buy */
extern const JzAction jz_action_lab_hand;    /* hands out and takes back: posts */

typedef enum
{
  JZ_PREPARE_BY_SLOT,
  JZ_PREPARE_BY_DAY,
  JZ_PREPARE_BY_WEEK,
  JZ_PREPARE_TOGETHER, /* all days as one */
} JzPrepareBy;

typedef struct
{
  char    *date;       /* of a week: its first lesson's */
  int      week;       /* of the term; 0: in none */
  int      period;     /* 0 unless by slot */
  char    *kind;       /* "apparatus", "chemical" */
  char    *name, *unit; /* @unit: base unit of chemicals, else "" */
  gint64   need;       /* thousandths */
  gint64   there;      /* thousandths; -1: no item of the books is called so, or it is measured otherwise */
  gint64   lessons;    /* that take it */
  char    *substitute, *hazard; /* "": none */
  char    *places;     /* where it stands, "": nowhere */
} JzPrepareLine;

void       jz_prepare_line_free (JzPrepareLine *self);
/* need − there where that is known, else 0. */
gint64     jz_prepare_short (const JzPrepareLine *line);

/* Of approved lessons from @from to @to (ISO). Returns: (transfer full) (element-type JzPrepareLine) */
GPtrArray *jz_lab_prepare_list (JzConnection *connection, const char *from, const char *to, JzPrepareBy by,
                                GError **error);

/* All stands ready for it. */
gboolean   jz_lab_prepare_mark (JzOperation *operation, gint64 lesson, GError **error);

/* What is short in these days, as a draft of a purchase request. @id: (out). JZ_ERROR_INVALID where nothing is short. */
gboolean jz_lab_prepare_buy (JzOperation *operation, const char *from, const char *to, gint64 applicant, gint64 *id,
                             GError **error);

/* @missing: (out) (element-type utf8) (transfer full): names of what is not, or not enough, in the stock or has no
 * amount, and was left out. JZ_ERROR_CONFLICT where it was handed out already, JZ_ERROR_INVALID where nothing could
 * be. */
gboolean   jz_lab_hand_out  (JzOperation *operation, gint64 lesson, GPtrArray **missing, GError **error);
/* What went out by loan and is not back otherwise, whatever became of the lesson. JZ_ERROR_CONFLICT where
 * nothing is out. */
gboolean   jz_lab_take_back (JzOperation *operation, gint64 lesson, GError **error);

G_END_DECLS
