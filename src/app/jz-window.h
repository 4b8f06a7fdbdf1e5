/* jz-window: the frame that is the same on every page: sidebar, views, search for everything, account, menu.
 *
 * The first frame shows it empty; only then the school file is opened, by another thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_WINDOW (jz_window_get_type ())
G_DECLARE_FINAL_TYPE (JzWindow, jz_window, JZ, WINDOW, AdwApplicationWindow)

JzWindow  *jz_window_new        (AdwApplication *application);

/* Opens @path as soon as the window has been seen; NULL: asks which. */
void       jz_window_open_later (JzWindow *self, const char *path);
gboolean   jz_window_has_file   (JzWindow *self);

JzSession *jz_window_get_session (JzWindow *self);

/* A sentence that goes by itself. */
void       jz_window_say        (JzWindow *self, const char *sentence);

/* Goes to the page that has rows of @kind and shows the one of @id. */
void       jz_window_show       (JzWindow *self, const char *kind, gint64 id);

/* A backup was made: the sidebar's foot says so. */
void       jz_window_look_at_backups (JzWindow *self);

G_END_DECLS
