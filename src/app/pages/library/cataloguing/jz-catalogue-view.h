/* jz-catalogue-view: cataloguing, from the scan of an ISBN to a saved title with its copies.
 *
 * The scan entry always has the focus. Enter looks an ISBN up, and once its record is there saves it and waits for the
 * next: a known book is a scan and Enter. What is no ISBN begins a blank form with that title. F3 shows all fields, F4
 * the record.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-session.h"

G_BEGIN_DECLS

GtkWidget *jz_catalogue_view_new         (void);
void       jz_catalogue_view_set_session (GtkWidget *widget, JzSession *session); /* NULL: nobody is signed in */
void       jz_catalogue_view_set_narrow  (GtkWidget *widget, gboolean narrow);
/* Whether the code was an ISBN. */
gboolean   jz_catalogue_view_scanned     (GtkWidget *widget, const char *code);
/* In the place of the one before: books follow one another faster than toasts go. @toast: (transfer full) */
void       jz_catalogue_view_add_toast   (GtkWidget *widget, AdwToast *toast);

G_END_DECLS
