/* jz-progress-strip: the thin bar for long work: what it is, rows done and left, and Cancel.
 *
 * Shows itself only after 0.2 s: what is quicker needs no bar.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JZ_TYPE_PROGRESS_STRIP (jz_progress_strip_get_type ())
G_DECLARE_FINAL_TYPE (JzProgressStrip, jz_progress_strip, JZ, PROGRESS_STRIP, GtkWidget)

JzProgressStrip *jz_progress_strip_new    (void);

/* @words: what is done, or NULL for a bar alone. @cancellable: what Cancel cancels, or NULL. */
void             jz_progress_strip_begin  (JzProgressStrip *self, const char *words, GCancellable *cancellable);

/* @total 0: nobody knows how much there is. */
void             jz_progress_strip_set    (JzProgressStrip *self, gint64 done, gint64 total);
void             jz_progress_strip_end    (JzProgressStrip *self);

G_END_DECLS
