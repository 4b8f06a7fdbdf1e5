/* jz-start-assistant: makes a new school file, step by step: school, classes, term, who looks after it, where it is
 * kept.
 *
 * Each step is proved before the next; nothing is written until the last, and then all at once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*JzStartMade) (const char *path, gpointer data);

/* Over @parent; @made is called once the file is there. @data belongs to @parent. */
void jz_start_assistant_present (GtkWindow *parent, JzStartMade made, gpointer data);

G_END_DECLS
