/* jz-periodical-views: what is subscribed to, and the issues that are missing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

extern const JzListView jz_subscriptions_view;  /* rows of subscription */
extern const JzListView jz_missing_issues_view; /* rows of periodical_issue */

G_END_DECLS
