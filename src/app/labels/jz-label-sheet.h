/* jz-label-sheet: a sheet of labels to scale: used places hatched, the start framed. A click chooses the start.
 *
 * Signals: "start" (guint position): from 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-label-job.h"

G_BEGIN_DECLS

#define JZ_TYPE_LABEL_SHEET (jz_label_sheet_get_type ())
G_DECLARE_FINAL_TYPE (JzLabelSheet, jz_label_sheet, JZ, LABEL_SHEET, GtkWidget)

JzLabelSheet *jz_label_sheet_new (void);

/* Both stay the caller's, until others are set or NULL. @words is what a screen reader is told. */
void jz_label_sheet_set (JzLabelSheet *self, JzLabelJob *job, const JzLabelStock *stock, guint page, const char *words);

G_END_DECLS
