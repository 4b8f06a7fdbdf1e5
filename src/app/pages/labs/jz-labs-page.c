/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-labs-page.h"

#include <glib/gi18n-lib.h>

#include "jz-lab-actions.h"
#include "jz-lab-term-view.h"
#include "jz-lab-views.h"

static JzPageActions *(*const groups[]) (JzPage *page) = { jz_lab_actions_new };

static void
set_term_session (GtkWidget *widget, JzSession *session)
{
  jz_lab_term_view_set_session (JZ_LAB_TERM_VIEW (widget), session);
}

/* What is unlogged comes first: it is what somebody has to do. */
static const JzPageView views[] = {
  { &jz_lab_logs_view, 0 },
  { &jz_lab_prepare_view, 0 },
  { &jz_lab_notices_view, 0 },
  { .name = "plan",
    .title = N_("Plan by week"),
    .make = jz_lab_plan_grid_view_new,
    .set_session = set_term_session,
    .inside = N_("Plans of experiments") },
  { &jz_lab_plan_view, 0, .inside = N_("Plans of experiments") },
  { &jz_lab_experiments_view, 0 },
  { .name = "delivery",
    .title = N_("Delivery rate"),
    .make = jz_lab_delivery_view_new,
    .set_session = set_term_session },
};

struct _JzLabsPage
{
  JzViewsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (JzLabsPage, jz_labs_page, JZ_TYPE_VIEWS_PAGE)

static void
jz_labs_page_class_init (JzLabsPageClass *klass)
{
  JzViewsPageClass *views_class = JZ_VIEWS_PAGE_CLASS (klass);

  views_class->views = views;
  views_class->n_views = G_N_ELEMENTS (views);
  views_class->groups = groups;
  views_class->n_groups = G_N_ELEMENTS (groups);
}

static void
jz_labs_page_init (JzLabsPage *self)
{
}

JzPage *
jz_labs_page_new (void)
{
  return g_object_new (JZ_TYPE_LABS_PAGE, NULL);
}
