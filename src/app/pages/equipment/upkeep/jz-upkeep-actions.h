/* jz-upkeep-actions: what can be done in the view of upkeep: the actions "upkeep.…".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page-actions.h"
#include "jz-page.h"
#include "jz-upkeep-form.h"

G_BEGIN_DECLS

#define JZ_TYPE_UPKEEP_ACTIONS (jz_upkeep_actions_get_type ())
G_DECLARE_FINAL_TYPE (JzUpkeepActions, jz_upkeep_actions, JZ, UPKEEP_ACTIONS, JzPageActions)

JzPageActions *jz_upkeep_actions_new (JzPage *page);

G_END_DECLS
