/* jz-labs-page: experiments from the catalogue to the rates (实验).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-views-page.h"

G_BEGIN_DECLS

#define JZ_TYPE_LABS_PAGE (jz_labs_page_get_type ())
G_DECLARE_FINAL_TYPE (JzLabsPage, jz_labs_page, JZ, LABS_PAGE, JzViewsPage)

JzPage *jz_labs_page_new (void);

G_END_DECLS
