/* jz-ratio: how well a school is provided with computers and multimedia rooms.
 *
 *   pupil        生机比        pupils ÷ effective machines for pupils; at most 5:1
 *   teacher      师机比        teachers ÷ effective machines for teachers; at most 1:1
 *   class        班级多媒体配备率  classes whose own room is a multimedia room ÷ classes
 *   room         功能教室        function rooms that are multimedia rooms ÷ function rooms
 *   fast         班班通          class and function rooms with a line of at least so many Mbit/s ÷ such rooms
 *   interactive  新配多媒体具交互   interactive ones ÷ multimedia sets acquired in the year
 *
 * Numbers: 乐清市教育局 2018, 通化市东昌区 2015, 浙江省 2012, as starters; a school changes them in the file. In a school of several stages
 * machines are shared by weights (小学:初中:高中 1:1.1:1.32), and each stage has a line of its own. A machine counts as effective (有效)
 * when it fulfils the conditions that are switched on. Where there is nothing to be a part of, or nothing is known, there is no figure: that is not 0.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-check.h"
#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_ratio;

typedef enum
{
  JZ_RATIO_ENOUGH,  /* the target is met */
  JZ_RATIO_LACKING,
  JZ_RATIO_NO_DATA,
} JzRatioVerdict;

typedef struct
{
  const char    *ratio;   /* "pupil", … */
  char          *stage;   /* of one stage of several: "primary"; NULL: of the school */
  gboolean       x_to_one; /* else a percentage */
  gint64         part;    /* numerator: pupils; rooms that have it */
  gint64         whole;   /* denominator: machines in hundredths where they are shared by weights, else whole ones times 100; rooms */
  gint64         value;   /* hundredths: of x in x:1, of a percent; -1: no data */
  gint64         target;  /* hundredths */
  char          *source;  /* of the target */
  gint64         lacking; /* machines, rooms or sets that are missing to the target; 0: none */
  guint          unknown; /* rows that could not be judged, and count as not having it */
  JzRatioVerdict verdict;
} JzRatio;

void       jz_ratio_free (JzRatio *self);

/* @year: of what is new; 0: this one. Returns: (transfer full) (element-type JzRatio) */
GPtrArray *jz_ratio_read (JzConnection *connection, int year, GError **error);

typedef struct
{
  const char *table;   /* "asset", "place", "class" */
  gint64      id;
  char       *code, *title, *detail;
  gboolean    counts;
  /* Why it does not: "gone", "use", "sound", "life", "networked", "unregistered", "none", "slow", "unknown"; NULL: it counts */
  const char *why;
} JzRatioRow;

void       jz_ratio_row_free (JzRatioRow *self);

/* The rows behind a figure, those that don't count first. JZ_ERROR_NOT_FOUND for a ratio that is none.
 * Returns: (transfer full) (element-type JzRatioRow) */
GPtrArray *jz_ratio_rows (JzConnection *connection, const char *ratio, int year, GError **error);

/* In words: of a ratio, of a reason, of a condition. Translated. */
const char *jz_ratio_words     (const char *ratio);
const char *jz_ratio_why_words (const char *why);
const char *jz_ratio_condition_words (const char *condition);
/* "6.05 : 1", "87.50 %", "no data": (transfer full) */
char       *jz_ratio_value_words  (const JzRatio *self);
char       *jz_ratio_target_words (const JzRatio *self);
/* "1,210 pupils / 200 machines", "11 of 12 rooms": (transfer full) */
char       *jz_ratio_count_words  (const JzRatio *self);

/* What the figures are judged by. JZ_ERROR_INVALID for what is out of range or has no such name. */
gboolean jz_ratio_set_rule   (JzOperation *operation, const char *condition, gboolean used, GError **error);
gboolean jz_ratio_set_target (JzOperation *operation, const char *ratio, gint64 hundredths, const char *source,
                              GError **error);
gboolean jz_ratio_set_weight (JzOperation *operation, const char *stage, gint64 hundredths, GError **error);

/* What a person says of a room. @class_ 0: no class's own; @multimedia, @mbps -1: not said. JZ_ERROR_CONFLICT where the class has its
 * room already. */
gboolean jz_ratio_set_room   (JzOperation *operation, gint64 place, gint64 class_, int multimedia, int mbps,
                              GError **error);

/* What a person says of an item; -1: as its code says, @years 0: as its code says. */
gboolean jz_ratio_set_item   (JzOperation *operation, gint64 item, int computer, int multimedia, int interactive,
                              int years, GError **error);

/* Items whose code begins so are of @kind: "computer", "multimedia", "interactive". @years 0: without end. */
gboolean jz_ratio_put_code    (JzOperation *operation, const char *kind, const char *scheme, const char *edition,
                               const char *prefix, int years,
                               GError **error);
gboolean jz_ratio_remove_code (JzOperation *operation, gint64 id, GError **error);

/* Words with spaces between, by which people and rooms are told apart: posts of staff who don't teach, purposes of rooms that are no
 * function rooms. */
typedef struct
{
  char *not_teaching, *plain_rooms;
} JzRatioWords;

void     jz_ratio_words_clear (JzRatioWords *self);
/* @words: (out): to be cleared, also on FALSE. */
gboolean jz_ratio_get_words (JzConnection *connection, JzRatioWords *words, GError **error);
/* They are tidied: any spaces and 、，, stand between. */
gboolean jz_ratio_set_words (JzOperation *operation, const JzRatioWords *words, GError **error);

/* Whether a condition is asked for, a target, a weight. */
gboolean jz_ratio_get_rule   (JzConnection *connection, const char *condition, gboolean *used, GError **error);
gboolean jz_ratio_get_target (JzConnection *connection, const char *ratio, gint64 *hundredths, GError **error);
gboolean jz_ratio_get_weight (JzConnection *connection, const char *stage, gint64 *hundredths, GError **error);

G_END_DECLS
