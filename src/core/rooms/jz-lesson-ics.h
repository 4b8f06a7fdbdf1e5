/* jz-lesson-ics: lessons as a calendar file (RFC 5545) that phones and other programs take in.
 *
 * One event a lesson, with the lesson's own name for ever (UID) and the school's change counter as its version
 * (SEQUENCE): whoever takes a newer file in finds what was moved where it is now, and what was cancelled gone. No
 * rules of repetition: those break at holidays and make-up days. Times are those of the bells on that day,
 * Asia/Shanghai.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-lesson-week.h"

G_BEGIN_DECLS

/* All lessons of @filter from @first to @last that are approved, done, missed or cancelled. @n: (out) (optional): how
 * many.
 * Returns: (transfer full), with CRLF and lines of at most 75 bytes; NULL with @error */
char *jz_lesson_ics (JzConnection *connection, JzDate first, JzDate last, const JzWeekFilter *filter, guint *n,
                     GError **error);

G_END_DECLS
