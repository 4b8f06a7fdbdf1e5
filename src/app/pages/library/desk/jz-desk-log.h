/* jz-desk-log: what was done at this desk today, newest first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-desk-deed.h"

G_BEGIN_DECLS

#define JZ_TYPE_DESK_LOG (jz_desk_log_get_type ())
G_DECLARE_FINAL_TYPE (JzDeskLog, jz_desk_log, JZ, DESK_LOG, GtkWidget)

JzDeskLog *jz_desk_log_new    (void);

/* @line: (transfer full) */
void       jz_desk_log_add    (JzDeskLog *self, JzDeskLine *line);

/* All of them in the place of what was there. @lines: (transfer full) (element-type JzDeskLine), newest first */
void       jz_desk_log_fill   (JzDeskLog *self, GPtrArray *lines);

/* The newest operation that is not taken back; 0: there is none. */
gint64     jz_desk_log_newest (JzDeskLog *self);

/* Its lines say so from now on. */
void       jz_desk_log_undone (JzDeskLog *self, gint64 operation);

G_END_DECLS
