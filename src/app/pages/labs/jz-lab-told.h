/* jz-lab-told: what the inspector tells of an experiment, a row of the plan, and a lesson of an experiment.
 *
 * On a reader thread. All return: (transfer full), NULL with @error.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-told.h"

G_BEGIN_DECLS

JzTold *jz_lab_tell_experiment (JzConnection *connection, gint64 id, GError **error);
JzTold *jz_lab_tell_plan       (JzConnection *connection, gint64 id, GError **error);
JzTold *jz_lab_tell_lesson     (JzConnection *connection, gint64 id, GError **error);

G_END_DECLS
