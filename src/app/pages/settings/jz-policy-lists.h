/* jz-policy-lists: what the school has settled about damage and write-offs: who pays how much, and who must approve.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

extern const JzListView jz_policy_compensation_view; /* rows of compensation_rule */
extern const JzListView jz_policy_approval_view;     /* rows of approval_step */

/* JzWriteFuncs; @data: gint64 *, the row. */
gboolean jz_policy_remove_rule (JzOperation *operation, gpointer data, GError **error);
gboolean jz_policy_remove_step (JzOperation *operation, gpointer data, GError **error);

G_END_DECLS
