/* jz-indicator: where the school stands, in figures that inspectors ask for (指标). Each is defined once, by the domain
 * that it is of, and told alike wherever it is shown.
 *
 *   pc-pupil, pc-teacher    生机比, 师机比              jz-ratio
 *   multimedia, interactive 班级多媒体配备, 新配交互占比    jz-ratio
 *   fund-share              装备支出占公用经费             jz-budget, the year in which the term begins
 *   instruments             生均教学仪器设备值             jz-budget, at the end of that year
 *   match                   账物相符率, by line          jz-reconcile, stock-takes of the school year
 *   sound                   完好率, by card             cards that are not broken or missing ÷ cards
 *   filled                  配备达标率, by piece          jz-gap, all standards that are used
 *   rooms                   功能室标准化覆盖率             jz-room-norm
 *   room-use                功能室利用率                jz-room-share, of the term until today
 *   lab-demonstration, lab-group  实验开出率, by item    jz-lab-delivery, of the term
 *   books, new-books, loans 生均图书, 年生均新增, 生均借阅    jz-library-stats
 *
 * Targets are data: those of a domain where it has them, else rows of indicator_target. No data is not 0: a figure whose parts are not known has no value, and says what is missing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_INDICATOR_MET,
  JZ_INDICATOR_MISSED,
  JZ_INDICATOR_NO_DATA,
  JZ_INDICATOR_NO_TARGET,
} JzIndicatorVerdict;

typedef enum
{
  JZ_INDICATOR_TO_ONE,  /* x : 1 */
  JZ_INDICATOR_PERCENT,
  JZ_INDICATOR_YUAN,    /* per pupil */
  JZ_INDICATOR_EACH,    /* things per pupil */
} JzIndicatorUnit;

typedef struct
{
  const char        *id;      /* as above; stable */
  const char        *domain;  /* "computers", "money", "equipment", "rooms", "labs", "library" */
  const char        *words;   /* translated */
  JzIndicatorUnit    unit;
  gboolean           at_most; /* less is better */
  gint64             numerator, denominator; /* what it is made of, whole ones or fen; -1: not known */
  gint64             value;   /* hundredths; -1: no data */
  gint64             target;  /* hundredths; -1: none */
  const char        *missing; /* what its data lack, translated; NULL: they are complete */
  JzIndicatorVerdict verdict;
} JzIndicator;

/* @term: "2026-1"; NULL: as jz_term_meant(). Returns: (transfer full) (element-type JzIndicator), in the order above.
 * JZ_ERROR_NOT_FOUND where there is no such term. */
GPtrArray  *jz_indicators_read (JzConnection *connection, const char *term, GError **error);

#define JZ_INDICATOR_TARGET_MOST 100000000 /* hundredths */

extern const JzAction jz_action_indicator_target;

/* Of a figure whose domain has no target of its own: match, sound, filled, room-use, lab-demonstration, lab-group, loans.
 * @hundredths: -1: none. @source: where it is written; NULL: as it was. JZ_ERROR_INVALID. */
gboolean    jz_indicator_set_target (JzOperation *operation, const char *id, gint64 hundredths, const char *source,
                                     GError **error);

/* How far the value is from its target, hundredths, always positive; 0: met or nothing to compare. */
gint64      jz_indicator_gap (const JzIndicator *self);

/* "met", "missed", "no-data", "no-target"; "x-to-one", "percent", … Stable. */
const char *jz_indicator_verdict_name (JzIndicatorVerdict verdict);
const char *jz_indicator_unit_name    (JzIndicatorUnit unit);

/* "6.05 : 1", "87.50 %", "no data". Returns: (transfer full) */
char       *jz_indicator_value_words  (const JzIndicator *self, gint64 value);

G_END_DECLS
