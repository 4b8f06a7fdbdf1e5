/* jz-lab-views: the catalogue, the plan, notices and logs of experiments as lists with their inspectors.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

extern const JzListView jz_lab_experiments_view, jz_lab_plan_view, jz_lab_notices_view, jz_lab_prepare_view,
  jz_lab_logs_view;

G_END_DECLS
