/* jz-shelf-actions: counting and weeding books: the actions "shelf.…" behind their buttons.
 *
 * Those about a count or a request take its id; "ask" is about the chosen books.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page-actions.h"
#include "jz-page.h"

G_BEGIN_DECLS

#define JZ_TYPE_SHELF_ACTIONS (jz_shelf_actions_get_type ())
G_DECLARE_FINAL_TYPE (JzShelfActions, jz_shelf_actions, JZ, SHELF_ACTIONS, JzPageActions)

/* For @page, which owns it. */
JzPageActions *jz_shelf_actions_new (JzPage *page);

G_END_DECLS
