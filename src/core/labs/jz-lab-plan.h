/* jz-lab-plan: the plan of a term (实验计划): which class does which experiment in which teaching week.
 *
 * It is made from the catalogue of the school year and the timetable: what is due of a subject is spread in the order
 * of the catalogue over the weeks in which the class has that subject, or over all teaching weeks where no timetable
 * says. Making it again adds what has become due and takes nothing away; what a person moved stays where it was put.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_lab_plan;

/* @added: (out): rows. JZ_ERROR_NOT_FOUND where the catalogue of that year has nothing due in the term,
 * JZ_ERROR_INVALID where the term has no teaching weeks. */
gboolean jz_lab_plan_make (JzOperation *operation, gint64 term, guint *added, GError **error);

/* Moves it to @week, or plans it there where it was not planned. JZ_ERROR_INVALID for a week that the term has not. */
gboolean jz_lab_plan_move (JzOperation *operation, gint64 term, gint64 class_, gint64 experiment, int week,
                           GError **error);

/* JZ_ERROR_CONFLICT where a notice was given of it and its lesson is not cancelled, JZ_ERROR_NOT_FOUND where it is not
 * planned. */
gboolean jz_lab_plan_drop (JzOperation *operation, gint64 term, gint64 class_, gint64 experiment, GError **error);

G_END_DECLS
