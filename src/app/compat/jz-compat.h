/* jz-compat: what newer versions of GTK and libadwaita do in another way than the oldest supported ones.
 *
 * The only place with #if GTK_CHECK_VERSION, and the only one that may call what is deprecated there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Brings @position into view (GTK_INVALID_LIST_POSITION: nothing is done). */
void jz_compat_scroll_to (GtkColumnView *view, guint position);

/* How @control is called by those who can't see it. (Newer buttons and drop-downs take what is written on
 * them first.) */
void jz_compat_name (GtkWidget *control, const char *name);

/* The colour of @name in the style of @widget, or of its text for NULL and for a name that there is not. */
void jz_compat_colour (GtkWidget *widget, const char *name, GdkRGBA *colour);

void jz_compat_show_about (GtkWindow *parent, const char *version);

typedef void (*JzCompatAnswerFunc) (gpointer data);

/* Asks before something that is hard to take back; @func is called for yes. */
void jz_compat_ask (GtkWindow *parent, const char *heading, const char *body, const char *yes, gboolean destructive,
                    JzCompatAnswerFunc func, gpointer data);

G_END_DECLS
