/* jz-school-words: what stages and grades are called in the window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In the person's language; the key itself when it is none. */
const char *jz_stage_title (const char *stage);

/* 1 … 12 */
const char *jz_grade_title (int grade);

/* Of all stages, in the order of jz_school_stages(). Returns: (transfer full), NULL-terminated */
char      **jz_stage_titles (void);

G_END_DECLS
