/* jz-library-stats-view: what the library amounts to, of a term or a year (统计).
 *
 * It is counted when it is shown, and again after something changed while it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_LIBRARY_STATS_VIEW (jz_library_stats_view_get_type ())
G_DECLARE_FINAL_TYPE (JzLibraryStatsView, jz_library_stats_view, JZ, LIBRARY_STATS_VIEW, GtkBox)

GtkWidget *jz_library_stats_view_new         (void);
/* @session: NULL: nobody is signed in. */
void       jz_library_stats_view_set_session (JzLibraryStatsView *self, JzSession *session);

G_END_DECLS
