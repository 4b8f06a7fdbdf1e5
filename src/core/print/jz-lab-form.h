/* jz-lab-form: the papers of labs: the plan of a term, the notice, the record of a lesson, what has to stand ready,
 * and how much was done, with the columns that schools keep (实验计划表, 实验通知单, 分组实验通知·教学记录单, 备课单, 实验开出情况统计表).
 *
 * All return: (transfer full), NULL with @error.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-lab-delivery.h"
#include "jz-lab-prepare.h"
#include "jz-report.h"

G_BEGIN_DECLS

/* 演示, 分组 … in the person's language. (transfer none) */
const char *jz_lab_kind_words       (const char *kind);

/* @class_: 0: all classes, one after the other. */
JzReport   *jz_lab_plan_form_new     (JzConnection *connection, gint64 term, gint64 class_, GError **error);
/* The same as a grid: a row for each class, a column for each teaching week. */
JzReport   *jz_lab_plan_grid_new     (JzConnection *connection, gint64 term, GError **error);
JzReport   *jz_lab_notice_form_new   (JzConnection *connection, gint64 lesson, GError **error);
JzReport   *jz_lab_record_form_new   (JzConnection *connection, gint64 lesson, GError **error);
JzReport   *jz_lab_prepare_form_new (JzConnection *connection, const char *from, const char *to, JzPrepareBy by,
                                     GError **error);
/* Inquiry and practice are done in groups, and stand with them: the form knows only demonstrations and groups. */
JzReport   *jz_lab_delivery_form_new (JzConnection *connection, gint64 term, JzDeliveryBy by, GError **error);

G_END_DECLS
