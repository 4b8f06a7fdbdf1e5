/* jz-experiment: the experiment catalogue (实验目录): what is to be done in a school year, and what it takes.
 *
 * A catalogue is that of one school year; the next begins as its copy, so that what was due once stays what it was.
 * An experiment counts in plans and rates once the school has said in which grade and term it is done. The list that
 * ships is a start: rows that nobody compared with the list in force say so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_experiment; /* the catalogue */

/* Texts: NULL: none. */
typedef struct
{
  int         year;       /* 2026 is the school year 2026–2027 */
  const char *stage;      /* "primary", "junior", "senior" */
  const char *subject;
  const char *edition;    /* of the textbook */
  const char *book;       /* where the list puts it: 八~九年级 */
  int         grade;      /* 1 … 12; 0: not said */
  int         term;       /* 1, 2; 0: not said */
  const char *chapter, *number, *name;
  const char *kind;       /* "demonstration", "group", "inquiry", "practice" */
  gboolean    required;
  int         periods;    /* 1 … 20 */
  int         group_size; /* pupils, 1 … 99; 0: the class as a whole */
  const char *safety, *source;
  gboolean    verified;   /* somebody compared it with the list in force */
} JzExperimentData;

/* JZ_ERROR_INVALID says what is wrong, JZ_ERROR_CONFLICT where the list has it already. @id: (out) */
gboolean jz_experiment_add    (JzOperation *operation, const JzExperimentData *data, gint64 *id, GError **error);
/* The same, and JZ_ERROR_NOT_FOUND where it was taken out meanwhile. */
gboolean jz_experiment_update (JzOperation *operation, gint64 id, const JzExperimentData *data, GError **error);
/* JZ_ERROR_CONFLICT while a plan or a notice names it. */
gboolean jz_experiment_remove (JzOperation *operation, gint64 id, GError **error);

/* Says in which grade and term it is done; 0: not said. */
gboolean jz_experiment_place  (JzOperation *operation, gint64 id, int grade, int term, GError **error);
gboolean jz_experiment_verify (JzOperation *operation, gint64 id, gboolean verified, GError **error);

/* By its id as text, or by its name in the catalogue of @year. JZ_ERROR_NOT_FOUND; JZ_ERROR_CONFLICT for several. */
gboolean jz_experiment_find   (JzConnection *connection, int year, const char *text, gint64 *id, GError **error);

/* The catalogue of @to begins as a copy of that of @from. JZ_ERROR_CONFLICT where @to has one. @n: (out): rows. */
gboolean jz_experiment_roll   (JzOperation *operation, int from, int to, guint *n, GError **error);

/* The list that ships, for the stages that the school has, into the catalogue of @year; what is there stays. */
gboolean jz_experiment_take_starter (JzOperation *operation, int year, guint *n, GError **error);

/* Whether @text is a kind, and the kind that a list means by its words (演示实验, 分组, 探究, 实践活动); NULL: none. */
const char *jz_experiment_kind_of (const char *text);

/* What it takes, written as lists do: 托盘天平×1、烧杯×2、电子秤×1/班、酒精灯×1(或电热板). /班: for the class as a whole,
 * else for each group; #02105 behind the name: its code. Of what is used up an amount with its unit, or none where the
 * list does not say: 稀盐酸×20mL[易制毒]、石蕊. All or nothing: JZ_ERROR_INVALID names what can't be read. Replaces
 * what was there. NULL: leaves it. */
gboolean jz_experiment_set_needs (JzOperation *operation, gint64 id, const char *apparatus, const char *chemicals,
                                  GError **error);

/* Whether both can be read. NULL: nothing to be read. */
gboolean jz_experiment_needs_are_sound (const char *apparatus, const char *chemicals, GError **error);

/* The same the other way round. Returns: (transfer full), NULL with @error. */
char    *jz_experiment_apparatus (JzConnection *connection, gint64 id, GError **error);
char    *jz_experiment_chemicals (JzConnection *connection, gint64 id, GError **error);

G_END_DECLS
