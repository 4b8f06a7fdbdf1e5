/* jz-policy-lists: what the school has settled: who pays how much for damage, who must approve write-offs and purchases, what
 * counts as a computer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

extern const JzListView jz_policy_compensation_view; /* rows of compensation_rule */
extern const JzListView jz_policy_approval_view;     /* rows of approval_step */
extern const JzListView jz_policy_purchase_view;     /* rows of purchase_step */
extern const JzListView jz_policy_device_view;       /* rows of device_code */

/* JzWriteFuncs; @data: gint64 *, the row. */
gboolean jz_policy_remove_rule (JzOperation *operation, gpointer data, GError **error);
gboolean jz_policy_remove_step (JzOperation *operation, gpointer data, GError **error);
gboolean jz_policy_remove_device (JzOperation *operation, gpointer data, GError **error);

G_END_DECLS
