/* jz-library-views: the lists of the library: titles (书目) and copies (馆藏).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

extern const JzListView jz_library_titles_view;
extern const JzListView jz_library_copies_view;
extern const JzListView jz_library_labels_view; /* the copies whose labels are lacking, or say what is no longer true */

G_END_DECLS
