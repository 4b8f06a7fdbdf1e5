/* jz-reader-views: the list of readers (读者), declared.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

extern const JzListView jz_readers_view;

G_END_DECLS
