/* jz-damage: what was damaged or lost, who answers for it, and what they pay (损坏报告、赔偿).
 *
 * It is reported as it was found; then somebody decides whose fault it was, what becomes of the thing and, by the rules of
 * compensation, what is to be paid; then that is paid against a receipt. A report sets the condition of a card; handling 'repair' opens
 * a repair, 'write-off' writes it off, or asks for that where the steps of approval want it (jz-disposal.h), in the same operation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-upkeep.h"

G_BEGIN_DECLS

typedef struct
{
  const char *date;    /* ISO; NULL: today */
  JzThing     thing;
  gint64      person;  /* who did it or had it, in the register; 0: not known */
  gint64      class_;  /* and which class; 0: that of @person */
  const char *cause;   /* what happened */
  gint64      voucher; /* return with which it came to light; 0: none */
  gboolean    lost;    /* it is gone, not broken */
} JzDamageReport;

gboolean jz_damage_report (JzOperation *operation, const JzDamageReport *report, gint64 *id, GError **error);

#define JZ_DUE_BY_RULE (-1)

typedef struct
{
  const char *responsibility; /* see jz_responsibilities() */
  gboolean    repairable;
  const char *handling;       /* "none", "repair", "compensation" (somebody pays, the thing stays as it is), "write-off" */
  const char *decided_by;     /* name */
  gint64      repair_cost;    /* fen: what a repair will cost */
  gint64      due;            /* fen, or JZ_DUE_BY_RULE */
  const char *why_other;      /* needed where @due is not what the rules say */
} JzDamageDecision;

/* What the rules say of it, without deciding. @why: (out) (transfer full) */
gboolean jz_damage_compensation (JzConnection *connection, gint64 id, const JzDamageDecision *decision, gint64 *amount,
                                 char **why, GError **error);

/* JZ_ERROR_CONFLICT when it is decided already. */
gboolean jz_damage_decide (JzOperation *operation, gint64 id, const JzDamageDecision *decision, GError **error);

/* @amount: fen, 0 < amount ≤ what is still owed. More than one payment keeps the numbers of all receipts. */
gboolean jz_damage_pay    (JzOperation *operation, gint64 id, gint64 amount, const char *date, const char *receipt,
                           GError **error);

/* It was a mistake: only before it is decided. The card is in the condition it was in before. */
gboolean jz_damage_drop   (JzOperation *operation, gint64 id, GError **error);

G_END_DECLS
