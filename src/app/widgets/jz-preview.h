/* jz-preview: pages on the screen before they are on paper: page by page, to fit or larger, Print, Save as PDF.
 *
 * The pages are drawn by the functions that print them. The printer's settings are remembered with the
 * signed-in person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-pages.h"
#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_PREVIEW (jz_preview_get_type ())
G_DECLARE_FINAL_TYPE (JzPreview, jz_preview, JZ, PREVIEW, GtkWidget)

/* The pages alone, for dialogs with more on them. */
JzPreview *jz_preview_new       (void);

/* Keeps the page that is shown where there still is one of that number. */
void       jz_preview_set_pages (JzPreview *self, JzPages *pages);

/* Asks which printer, and prints. @printed (or NULL) is called once the pages went there; @data is alive then. */
typedef void (*JzPrintedFunc) (GObject *data);

void       jz_preview_print     (JzPreview *self, JzSession *session, JzPrintedFunc printed, GObject *data);

/* Asks for a file and writes it. @saved (or NULL) is called once it is there. */
void       jz_preview_save      (JzPreview *self, JzPrintedFunc saved, GObject *data);

/* A window of its own with all of that. */
void       jz_preview_present   (GtkWindow *parent, JzSession *session, JzPages *pages);

G_END_DECLS
