/* jz-paper-job: paper that is made of what the school file says: read on another thread, then shown to be printed, or
 * written as a spreadsheet.
 *
 * What went wrong is said by the session. Nothing is shown when its window or whoever asked has gone meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-pages.h"
#include "jz-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* On a reader thread. Returns: (transfer full), NULL with @error */
typedef JzPages  *(*JzPagesFunc)  (JzConnection *connection, gconstpointer asked, GError **error);
typedef JzReport *(*JzReportFunc) (JzConnection *connection, gconstpointer asked, GError **error);

/* @asked: (transfer full): what @func needs to know; freed with @destroy. Where there is no window or nobody is signed
 * in nothing happens. */
void jz_paper_job_show (GtkWindow *parent, JzSession *session, JzPagesFunc func, gpointer asked,
                        GDestroyNotify destroy);

/* Asks for a file first; @name: proposed for it, without ending. */
void jz_paper_job_save (GtkWindow *parent, JzSession *session, const char *name, JzReportFunc func, gpointer asked,
                        GDestroyNotify destroy);

G_END_DECLS
