/* jz-promotion: the beginning of a school year (升级): classes go up, the highest leave, new ones come.
 *
 * The grade of a class follows from the year in which it entered its stage. So a year that was forgotten is made up for,
 * and to begin a year twice changes nothing. Of pupils who leave their names stay, since their loans and what they owe
 * are theirs until somebody clears them. Who stays for the next stage is of another class there, since rates and loans of
 * past years are told of the class that it was.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

#define JZ_GRADE_HIGHEST 12

extern const JzAction jz_action_promote;

typedef struct
{
  int      school_year; /* 2026 is the year 2026–2027 */
  gboolean goes_on;     /* who ends a stage stays in the school, where it has the next one */
  int      fresh[JZ_GRADE_HIGHEST + 1]; /* by grade: how many new classes, 0 to 99 */
} JzPromotion;

/* What becomes of a class. */
typedef struct
{
  gint64 id;
  char  *name;   /* until now: 八(2) */
  int    grade;  /* until now */
  int    next;   /* grade from now on; 0: it leaves */
  int    left;   /* school year at whose start it is gone; 0: it stays */
  int    number, pupils;
} JzPromotionClass;

/* The classes that change, in their order; none where all stand as they do in that year.
 * Returns: (transfer full) (element-type JzPromotionClass), NULL with @error */
GPtrArray *jz_promotion_plan  (JzConnection *connection, const JzPromotion *promotion, GError **error);

/* JZ_ERROR_CONFLICT where nothing changes, or a class that goes on meets one that has its number; JZ_ERROR_INVALID. */
gboolean   jz_promotion_apply (JzOperation *operation, const JzPromotion *promotion, GError **error);

G_END_DECLS
