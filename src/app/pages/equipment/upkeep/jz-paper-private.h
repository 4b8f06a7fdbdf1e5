/* Between the papers of upkeep only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-paper-dialog.h"
#include "jz-upkeep.h"

G_BEGIN_DECLS

/* Field 0 is a picker for a thing, field 1 how much, field 2 a date: fills them in, or hides what the chosen rows say already. */
gboolean jz_paper_read_thing (JzConnection *connection, JzPaperValues *values, GError **error);
gboolean jz_paper_thing      (JzConnection *connection, const JzPaperValues *values, JzThing *thing, GError **error);

G_END_DECLS
