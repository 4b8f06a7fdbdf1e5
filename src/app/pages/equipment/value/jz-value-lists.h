/* jz-value-lists: the lists of the view "Value": cards with what they are worth, budget lines, what was spent, funds, purposes, lives.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

/* Cards that are in the books at the end of @month (jz-wear.h). Lives for ever: threads may still be reading by it when the list has gone;
 * there is one for each month that somebody looked at. */
const JzListView       *jz_worth_view_for (int month);

extern const JzListView jz_budget_view, jz_expenditure_view, jz_funds_view, jz_purposes_view, jz_lives_view;

G_END_DECLS
