/* jz-lesson-actions: what can be done about lessons and rooms: the actions "lesson.…".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page-actions.h"
#include "jz-page.h"

G_BEGIN_DECLS

#define JZ_TYPE_LESSON_ACTIONS (jz_lesson_actions_get_type ())
G_DECLARE_FINAL_TYPE (JzLessonActions, jz_lesson_actions, JZ, LESSON_ACTIONS, JzPageActions)

JzPageActions *jz_lesson_actions_new (JzPage *page);

G_END_DECLS
