/* jz-week-choice: whose week is shown: a room, a class or a teacher out of those that have lessons, or all.
 *
 * Signal: "chosen" (): another one was chosen by a person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-connection.h"

G_BEGIN_DECLS

enum { JZ_WEEK_ROOM, JZ_WEEK_TEACHER, JZ_WEEK_CLASS, JZ_WEEK_N_CHOICES };

#define JZ_TYPE_WEEK_CHOICE (jz_week_choice_get_type ())
G_DECLARE_FINAL_TYPE (JzWeekChoice, jz_week_choice, JZ, WEEK_CHOICE, GtkWidget)

/* What there is to choose from. */
typedef struct _JzWeekNames JzWeekNames;

void          jz_week_names_free  (JzWeekNames *self);
/* On a reader thread. @what: as above. Returns: (transfer full), NULL with @error */
JzWeekNames  *jz_week_names_read  (JzConnection *connection, int what, GError **error);
/* @id where it is among them; else 0, all of them */
gint64        jz_week_names_keep  (const JzWeekNames *self, gint64 id);

JzWeekChoice *jz_week_choice_new  (int what);
/* @names: (transfer full). What was chosen stays chosen while it is there. */
void          jz_week_choice_fill (JzWeekChoice *self, JzWeekNames *names);
/* 0: all; −1: of rooms, before anything was chosen */
gint64        jz_week_choice_get  (JzWeekChoice *self);
void          jz_week_choice_set  (JzWeekChoice *self, gint64 id);
/* NULL: all. */
const char   *jz_week_choice_get_title (JzWeekChoice *self);

G_END_DECLS
