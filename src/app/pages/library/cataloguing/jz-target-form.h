/* jz-target-form: one source of records.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-edit-dialog.h"
#include "jz-target.h"

G_BEGIN_DECLS

/* @target: NULL: a new one. @done: told once it was saved; @data is alive. */
void jz_target_form_present (GtkWidget *parent, JzSession *session, const JzTarget *target, JzEditDoneFunc done,
                             GObject *data);

G_END_DECLS
