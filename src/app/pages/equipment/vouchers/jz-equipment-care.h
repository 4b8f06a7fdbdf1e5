/* jz-equipment-care: putting the chosen rows in order: many at once, merging, splitting, numbers, duplicates; and what
 * comes in from sheets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page.h"

G_BEGIN_DECLS

/* @action: "bulk-edit", "merge", "split", "renumber", "duplicates", "import-items", "import-balances". @view: "item",
 * "asset", "place"; @ids: its chosen rows. Returns at once. */
void jz_equipment_care (JzPage *page, JzSession *session, const char *action, const char *view, GArray *ids);

G_END_DECLS
