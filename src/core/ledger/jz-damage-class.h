/* jz-damage-class: how much each class broke or lost in a year, and what of that was paid.
 *
 * A report counts for the class that it names, else for that of the pupil that it names; what names neither, or somebody of the staff,
 * stands by itself. What was dropped as a mistake doesn't count.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

typedef struct
{
  char  *name;     /* 八(2); "": no class */
  gint64 pupils;   /* in the class; 0: not said */
  gint64 reports;
  gint64 open;     /* of them not decided yet */
  gint64 lost;     /* of them by loss, as it was decided */
  gint64 due;      /* fen, decided */
  gint64 paid;     /* fen */
} JzDamageClass;

void       jz_damage_class_free (JzDamageClass *self);

/* Those with a report of that calendar year, in the order of their grades, and what has no class last. @year 0: of all years.
 * Returns: (transfer full) (element-type JzDamageClass) */
GPtrArray *jz_damage_by_class (JzConnection *connection, int year, GError **error);

G_END_DECLS
