/* jz-marc-window: the whole record as lines, with what each field means.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-marc.h"

G_BEGIN_DECLS

/* Told of the record as it was edited; @data is alive. */
typedef void (*JzMarcEdited) (const JzMarc *record, GObject *data);

void jz_marc_window_present (GtkWidget *parent, const JzMarc *record, JzMarcEdited edited, GObject *data);

G_END_DECLS
