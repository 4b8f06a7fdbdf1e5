/* jz-share-view: how much rooms are used (利用率): a map of weekday and period, every room with what it is a part of,
 * and what rooms lack against the standard.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JZ_TYPE_SHARE_VIEW (jz_share_view_get_type ())
G_DECLARE_FINAL_TYPE (JzShareView, jz_share_view, JZ, SHARE_VIEW, GtkBox)

GtkWidget *jz_share_view_new         (void);
/* NULL: nobody is signed in. */
void       jz_share_view_set_session (GtkWidget *widget, JzSession *session);

G_END_DECLS
