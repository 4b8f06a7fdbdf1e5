/* jz-lending: books going out, coming back and staying longer (流通).
 *
 * A copy is scanned and something comes of it: it is lent, taken back, renewed, or refused for a reason that has a name
 * and a sentence. A refusal is an answer and no error: nothing is changed by it but holds that had run out, and the
 * next copy may go on. What a reader may is said by jz-loan-rule. Everything is computed from dates when it is asked
 * for: nothing is lost when the computer was off.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-date.h"
#include "jz-reader.h"

G_BEGIN_DECLS

extern const JzAction jz_action_lend, jz_action_give_back, jz_action_renew;

typedef enum
{
  JZ_LENDING_OK,
  JZ_LENDING_UNKNOWN_COPY,   /* "unknown-copy" */
  JZ_LENDING_NOT_LENDABLE,   /* "not-lendable": its state, or its place does not lend */
  JZ_LENDING_ALREADY_LENT,   /* "already-lent" */
  JZ_LENDING_HELD,           /* "held": put aside for somebody else, or others wait for the title */
  JZ_LENDING_LIMIT,          /* "limit": as many copies as may be */
  JZ_LENDING_LIMIT_MATERIAL, /* "limit-material": of this material */
  JZ_LENDING_OVERDUE,        /* "overdue": something must come back first; of a renewal: it is this copy */
  JZ_LENDING_STOPPED,        /* "stopped": until a day */
  JZ_LENDING_OWES,           /* "owes" */
  JZ_LENDING_CARD_LOST,      /* "card-lost" */
  JZ_LENDING_LEFT,           /* "left" */
  JZ_LENDING_NO_RULE,        /* "no-rule": nobody has said what readers of the group may */
  JZ_LENDING_NOT_LENT,       /* "not-lent": nothing to take back or renew */
  JZ_LENDING_RENEWALS,       /* "renewals": as often as may be */
  JZ_LENDING_AVAILABLE,      /* "available": of a hold: a copy stands on the shelf */
  JZ_LENDING_HAS_IT,         /* "has-it": of a hold: the reader has one, or waits already */
  JZ_LENDING_HOLDS,          /* "holds": of a hold: as many as may be */
  JZ_LENDING_N_REASONS
} JzLendingReason;

/* "limit", …; "" for JZ_LENDING_OK. Stable. */
const char *jz_lending_reason_name (JzLendingReason reason);

/* What came of it. */
typedef struct
{
  JzLendingReason reason;
  char    *code;                /* barcode of the copy, or what was scanned */
  gint64   copy, title, reader, lending; /* 0: not known */
  char    *title_text;          /* "": not known */
  char    *card, *reader_name, *class_name;
  char     due[JZ_DATE_LENGTH]; /* "": none */
  guint    out, limit;          /* copies that the reader has now, and may */
  int      days;                /* for how long it was lent, from today on */
  guint    renewals;            /* of this loan so far */
  int      late;                /* days late that count */
  gint64   charge;              /* fen that are owed for it: for being late, for harm */
  char     stopped[JZ_DATE_LENGTH]; /* the last day without borrowing, "": none */
  char    *held_for;            /* whom the copy is put aside for now; NULL: nobody */
  char    *sentence;            /* all of it for a person: why not and what to do next, or what is so now */
} JzLendingAnswer;

/* For what had no answer yet, too. */
void     jz_lending_answer_clear (JzLendingAnswer *self);

/* @code: what was scanned. @answer: (out): to be cleared. JZ_ERROR_NOT_FOUND for a reader who is none. */
gboolean jz_lend (JzOperation *operation, gint64 reader, const char *code, JzLendingAnswer *answer, GError **error);

/* What was given up as lost or missing and turns up stands on the shelf again. A copy that somebody waits for is put
 * aside. */
gboolean jz_give_back (JzOperation *operation, const char *code, JzLendingAnswer *answer, GError **error);

/* From the day it was due; not what is late or what others wait for. */
gboolean jz_renew     (JzOperation *operation, const char *code, JzLendingAnswer *answer, GError **error);

/* Everything that @reader has. Returns: (transfer full) (element-type JzLendingAnswer) */
GPtrArray *jz_renew_all (JzOperation *operation, gint64 reader, GError **error);

void     jz_lending_answer_free (JzLendingAnswer *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzLendingAnswer, jz_lending_answer_clear)

G_END_DECLS
