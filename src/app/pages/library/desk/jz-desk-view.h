/* jz-desk-view: the desk (流通): nothing but a scanner is needed.
 *
 * One entry that always has the focus, a band that says in large letters what came of the last scan, with a sound, a
 * log, and the reader on the right. A reader's card begins with that reader, a copy is lent or taken back, Esc is the
 * next reader, Ctrl+Z takes the last deed back. Scans wait for each other in the order they came, and none is lost when
 * the file is closed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_DESK_VIEW (jz_desk_view_get_type ())
G_DECLARE_FINAL_TYPE (JzDeskView, jz_desk_view, JZ, DESK_VIEW, GtkWidget)

GtkWidget *jz_desk_view_new         (void);
void       jz_desk_view_set_session (JzDeskView *self, JzSession *session);

/* What a scanner read. */
void       jz_desk_view_scanned     (JzDeskView *self, const char *code);

/* @reader comes. */
void       jz_desk_view_begin       (JzDeskView *self, gint64 reader);

/* The reader slides away where there is no room beside the log. */
void       jz_desk_view_set_narrow  (JzDeskView *self, gboolean narrow);

G_END_DECLS
