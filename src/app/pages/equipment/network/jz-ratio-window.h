/* jz-ratio-window: pupils and teachers to a computer, classes and rooms with multimedia, each with its counts, its target and the rows
 * behind it: which count, which don't, and why.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_RATIO_WINDOW (jz_ratio_window_get_type ())
G_DECLARE_FINAL_TYPE (JzRatioWindow, jz_ratio_window, JZ, RATIO_WINDOW, AdwWindow)

/* A row that is opened is shown by @show (kind and id, as jz_page_show()) of @data. */
typedef void (*JzRatioShowFunc) (const char *kind, gint64 id, GObject *data);

void jz_ratio_window_present (GtkWindow *parent, JzSession *session, JzRatioShowFunc show, GObject *data);

G_END_DECLS
