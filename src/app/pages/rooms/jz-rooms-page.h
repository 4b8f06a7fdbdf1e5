/* jz-rooms-page: 功能室: the week of lessons, the register of rooms, how they are used, what is asked for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-views-page.h"

G_BEGIN_DECLS

#define JZ_TYPE_ROOMS_PAGE (jz_rooms_page_get_type ())
G_DECLARE_FINAL_TYPE (JzRoomsPage, jz_rooms_page, JZ, ROOMS_PAGE, JzViewsPage)

JzPage *jz_rooms_page_new (void);

G_END_DECLS
