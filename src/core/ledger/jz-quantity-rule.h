/* jz-quantity-rule: how many of a thing a school must have, as standards write it.
 *
 *   1/校  1/所      for the school               若干      some: at least one
 *   2/班            for each class               6-8       from six to eight
 *   1/级  1/轨      for each grade, for each parallel class of a grade
 *   1/室  1/间      for each room of the subject 3         as 3/校
 *   1/组            for each group of pupils that works together
 *   1/师            for each teacher
 *   13/50人         for each 50 pupils that are in the subject's rooms at a time: a bench, a stool. (Counted for the largest class
 *                   and each room, begun fifties as parts, rounded up; never for all pupils, who do not sit there together.)
 *   1/1/-           one amount for each level Ⅰ, Ⅱ, Ⅲ of the standard; "-" or -1: none
 *   ≤12班 6-8; ≥13班 8      by the number of classes; also 7-12班
 *   Ⅰ 25/校; Ⅱ 12/校        by the level
 *
 * Full-width characters and spaces count as their plain ones. Sources: instrument lists of 2002 to 2020 from several provinces.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a rule is counted over. All ≥ 0. */
typedef struct
{
  guint classes;
  guint grades;
  guint parallel; /* classes of the grade that has most */
  guint largest;  /* pupils of the largest class */
  guint rooms;    /* of the subject */
  guint groups;   /* that a class forms */
  guint teachers; /* of the subject */
  guint level;    /* of the standard: 1 is Ⅰ */
} JzRuleBase;

typedef struct
{
  guint    least;
  guint    most;    /* ≥ least */
  gboolean is_some; /* 若干: nobody says how many */
} JzRequired;

/* @required: (out). FALSE with JZ_ERROR_INVALID for what is no rule. An empty rule asks for nothing. No amount is above 1,000,000. */
gboolean jz_quantity_rule_evaluate (const char *rule, const JzRuleBase *base, JzRequired *required, GError **error);

G_END_DECLS
