/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-rooms-page.h"

#include <glib/gi18n-lib.h>

#include "jz-lesson-actions.h"
#include "jz-rooms-views.h"
#include "jz-share-view.h"
#include "jz-week-view.h"

static JzPageActions *(*const groups[]) (JzPage *page) = { jz_lesson_actions_new };

static const JzPageView views[] = {
  { .name = "week", .title = N_("Week of lessons"), .make = jz_week_view_new, .set_session = jz_week_view_set_session,
    .set_narrow = jz_week_view_set_narrow },
  { &jz_rooms_view, 0 },
  { &jz_room_uses_view, 0 },
  { &jz_lesson_requests_view, 0 },
  { .name = "share", .title = N_("Use of rooms"), .make = jz_share_view_new, .set_session = jz_share_view_set_session },
};

struct _JzRoomsPage
{
  JzViewsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (JzRoomsPage, jz_rooms_page, JZ_TYPE_VIEWS_PAGE)

static void
jz_rooms_page_class_init (JzRoomsPageClass *klass)
{
  JzViewsPageClass *views_class = JZ_VIEWS_PAGE_CLASS (klass);

  views_class->views = views;
  views_class->n_views = G_N_ELEMENTS (views);
  views_class->groups = groups;
  views_class->n_groups = G_N_ELEMENTS (groups);
}

static void
jz_rooms_page_init (JzRoomsPage *self)
{
}

JzPage *
jz_rooms_page_new (void)
{
  return g_object_new (JZ_TYPE_ROOMS_PAGE, NULL);
}
