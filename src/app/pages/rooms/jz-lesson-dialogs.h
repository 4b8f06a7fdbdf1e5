/* jz-lesson-dialogs: booking a room, moving a lesson, noting how it was; looking at a room's safety, changing and
 * closing it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-date.h"
#include "jz-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the form begins with. */
typedef struct
{
  JzDate      date;
  int         period;
  gint64      room, class_, teacher;
  const char *room_title, *class_title, *teacher_title; /* NULL: none */
} JzLessonStart;

/* Each does nothing where nobody is signed in. */
void jz_lesson_dialog_present (GtkWindow *parent, JzSession *session, const JzLessonStart *start);
void jz_lesson_move_present   (GtkWindow *parent, JzSession *session, gint64 lesson);
void jz_lesson_note_present   (GtkWindow *parent, JzSession *session, gint64 lesson);
void jz_room_check_present    (GtkWindow *parent, JzSession *session, gint64 room);
void jz_room_close_present    (GtkWindow *parent, JzSession *session, gint64 room);
void jz_room_change_present   (GtkWindow *parent, JzSession *session, gint64 room);

G_END_DECLS
