/* jz-reader-actions: what can be done with readers, in their list and at the desk.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page-actions.h"
#include "jz-page.h"

G_BEGIN_DECLS

#define JZ_TYPE_READER_ACTIONS (jz_reader_actions_get_type ())
G_DECLARE_FINAL_TYPE (JzReaderActions, jz_reader_actions, JZ, READER_ACTIONS, JzPageActions)

/* Belongs to @page, which shows "desk" and a card with jz_page_show(). */
JzPageActions *jz_reader_actions_new (JzPage *page);

G_END_DECLS
