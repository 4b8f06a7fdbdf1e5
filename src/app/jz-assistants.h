/* jz-assistants: what opens a window of its own from wherever one is: importing a ledger, printing labels.
 *
 *   win.import-ledger  s        path of the file, "" to ask for it
 *   win.print-labels   (sbax)   "assets", "rooms" or "shelf-cards"; those without a printed label only; these rows
 *                               only, none: all
 *
 * A spreadsheet that is dropped on the window is imported.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

/* @window is a GActionMap. The actions are there while somebody is signed in who may do that. */
void jz_assistants_attach (GtkWindow *window, JzSession *session);

G_END_DECLS
