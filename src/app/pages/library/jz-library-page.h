/* jz-library-page: the library: titles and copies, the desk, readers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-views-page.h"

G_BEGIN_DECLS

#define JZ_TYPE_LIBRARY_PAGE (jz_library_page_get_type ())
G_DECLARE_FINAL_TYPE (JzLibraryPage, jz_library_page, JZ, LIBRARY_PAGE, JzViewsPage)

JzPage *jz_library_page_new (void);

G_END_DECLS
