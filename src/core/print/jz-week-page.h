/* jz-week-page: the week as one page of A4 landscape, to be hung on a wall or a door (周课表, 门牌周计划): days across in
 * equal columns,
 * periods down as high as the page allows, each lesson with its class, what it is and who teaches. On a door the QR
 * code of the room's
 * place stands in the corner: a scanner opens the room by it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-lesson-week.h"
#include "jz-pdf.h"

G_BEGIN_DECLS

typedef struct _JzWeekPage JzWeekPage;

/* @door: with the code of the filter's room; JZ_ERROR_NOT_FOUND where it has none. Returns: (transfer full), NULL
 * with @error */
JzWeekPage *jz_week_page_new  (JzConnection *connection, JzDate date, const JzWeekFilter *filter, gboolean door,
                               GError **error);
void        jz_week_page_free (JzWeekPage *self);

/* @self must outlive it. */
JzPdf       jz_week_page_pdf  (JzWeekPage *self);

/* "Wednesday 11-18", with what day it is. Returns: (transfer full) */
char       *jz_week_day_title (const JzWeekDay *day);
/* "2026–2027, first term  week 12 (even)". Returns: (transfer full) */
char       *jz_week_title     (const JzLessonWeek *week);
/* What stands in a cell, by lesson and line: approved or held lessons; else why it is closed. Returns: (transfer
 * full) */
char       *jz_week_cell_words (const JzLessonWeek *week, int day, int period, gboolean with_room);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzWeekPage, jz_week_page_free)

G_END_DECLS
