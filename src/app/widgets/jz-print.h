/* jz-print: pages to a printer, through the system's dialog.
 *
 * Settings are remembered with the signed-in person, as the preference "print.settings".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-pages.h"
#include "jz-session.h"

G_BEGIN_DECLS

/* @sent: whether it was printed and not cancelled; @error: why it failed, or NULL. */
typedef void (*JzPrintFunc) (const GError *error, gboolean sent, gpointer data);

/* Returns at once; @func is called when it is over. */
void jz_print (GtkWindow *parent, JzSession *session, JzPages *pages, JzPrintFunc func, gpointer data);

G_END_DECLS
