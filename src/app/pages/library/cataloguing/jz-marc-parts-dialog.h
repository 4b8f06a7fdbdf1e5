/* jz-marc-parts-dialog: the coded data of a record, part by part, as a form (定长字段).
 *
 * Only what is changed in it is written; a code that the form has no name for is kept, and can be chosen again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-marc-window.h"

G_BEGIN_DECLS

/* Over the window of @parent. @edited is told of the record once it is taken over; @data is alive. */
void jz_marc_parts_dialog_present (GtkWidget *parent, const JzMarc *record, JzMarcEdited edited, GObject *data);

G_END_DECLS
