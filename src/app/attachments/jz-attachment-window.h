/* jz-attachment-window: the files of a row: pictures to be looked at, one after another, to fit or larger; any of them to be saved,
 * opened by the system's program, or removed.
 *
 * Pictures are decoded by a helper process, and their small ones too, never on the window's thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_ATTACHMENT_WINDOW (jz_attachment_window_get_type ())
G_DECLARE_FINAL_TYPE (JzAttachmentWindow, jz_attachment_window, JZ, ATTACHMENT_WINDOW, AdwWindow)

/* @kind: the first of these is shown first; NULL: the first of all. */
void jz_attachment_window_present (GtkWindow *parent, JzSession *session, const char *table, gint64 row,
                                   const char *kind);

G_END_DECLS
