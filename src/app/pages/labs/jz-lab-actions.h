/* jz-lab-actions: what can be done with experiments: "lab.change", "lab.log" and so on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page-actions.h"
#include "jz-page.h"

G_BEGIN_DECLS

#define JZ_TYPE_LAB_ACTIONS (jz_lab_actions_get_type ())
G_DECLARE_FINAL_TYPE (JzLabActions, jz_lab_actions, JZ, LAB_ACTIONS, JzPageActions)

/* For @page, which owns it. */
JzPageActions *jz_lab_actions_new (JzPage *page);

G_END_DECLS
