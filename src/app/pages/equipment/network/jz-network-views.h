/* jz-network-views: the register of machines, and who has signed for the network, as lists.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

extern const JzListView jz_machines_view, jz_notes_view;

G_END_DECLS
