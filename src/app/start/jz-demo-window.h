/* jz-demo-window: makes the demo school in a file of its own, with progress, and can be left without trace.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-start-assistant.h"

G_BEGIN_DECLS

/* Over @parent; @made is called with the file once it is there, at once where it was made before. @data belongs to
 * @parent. */
void jz_demo_window_present (GtkWindow *parent, JzStartMade made, gpointer data);

G_END_DECLS
