/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-library-page.h"

#include <glib/gi18n-lib.h>

#include "jz-catalogue-view.h"
#include "jz-holdings-actions.h"
#include "jz-library-views.h"

/* The groups of actions; a view of the table below names the one that dresses it. */
enum
{
  HOLDINGS,
  N_GROUPS
};

static JzPageActions *(*const groups[N_GROUPS]) (JzPage *page) = {
  [HOLDINGS] = jz_holdings_actions_new,
};

static const JzPageView views[] = {
  { .name = "catalogue", .title = N_("Cataloguing"), .make = jz_catalogue_view_new, .set_session = jz_catalogue_view_set_session,
    .set_narrow = jz_catalogue_view_set_narrow, .scanned = jz_catalogue_view_scanned, .add_toast = jz_catalogue_view_add_toast },
  { &jz_library_titles_view, HOLDINGS, .inside = N_("Holdings") },
  { &jz_library_copies_view, HOLDINGS, .inside = N_("Holdings") },
  { &jz_library_labels_view, HOLDINGS },
};

struct _JzLibraryPage
{
  JzViewsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (JzLibraryPage, jz_library_page, JZ_TYPE_VIEWS_PAGE)

static void
jz_library_page_class_init (JzLibraryPageClass *klass)
{
  JzViewsPageClass *views_class = JZ_VIEWS_PAGE_CLASS (klass);

  views_class->views = views;
  views_class->n_views = G_N_ELEMENTS (views);
  views_class->groups = groups;
  views_class->n_groups = N_GROUPS;
}

static void
jz_library_page_init (JzLibraryPage *self)
{
}

JzPage *
jz_library_page_new (void)
{
  return g_object_new (JZ_TYPE_LIBRARY_PAGE, NULL);
}
