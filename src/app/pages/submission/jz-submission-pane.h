/* jz-submission-pane: exporting the package: how much, signed with which key, and what was sent before.
 *
 * Signals: "working" (char *words, GCancellable *), "progress" (gint64 done, gint64 total), "rested" (char *sentence or
 * NULL): long work begins, goes on, ends.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-session.h"
#include "jz-submission-checks.h"

G_BEGIN_DECLS

#define JZ_TYPE_SUBMISSION_PANE (jz_submission_pane_get_type ())
G_DECLARE_FINAL_TYPE (JzSubmissionPane, jz_submission_pane, JZ, SUBMISSION_PANE, GtkWidget)

JzSubmissionPane *jz_submission_pane_new         (void);
void              jz_submission_pane_set_session (JzSubmissionPane *self, JzSession *session);

/* @n_blocking: faults that must be mended first. */
void jz_submission_pane_set_report (JzSubmissionPane *self, const JzReadinessReport *report, gint64 n_blocking);

G_END_DECLS
