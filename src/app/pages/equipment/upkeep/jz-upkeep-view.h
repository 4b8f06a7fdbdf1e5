/* jz-upkeep-view: damage, repairs, maintenance, warranties, write-offs and loans in one list.
 *
 * The id of a row is that of the view `upkeep`: eight times the id of what it is about, and which it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_UPKEEP_ROW_DAMAGE = 1,
  JZ_UPKEEP_ROW_REPAIR,
  JZ_UPKEEP_ROW_PLAN,
  JZ_UPKEEP_ROW_WARRANTY,
  JZ_UPKEEP_ROW_DISPOSAL,
  JZ_UPKEEP_ROW_LOAN,
} JzUpkeepRow;

#define JZ_UPKEEP_ROW(id)    ((JzUpkeepRow) ((id) & 7))
#define JZ_UPKEEP_ROW_ID(id) ((id) >> 3)

extern const JzListView jz_upkeep_view;

G_END_DECLS
