/* jz-stocktake-view: the list of stock-takes, and what the inspector tells of one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

extern const JzListView jz_stocktake_view;

G_END_DECLS
