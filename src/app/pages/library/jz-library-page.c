/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-library-page.h"

#include <glib/gi18n-lib.h>

#include "jz-catalogue-view.h"
#include "jz-desk-view.h"
#include "jz-holdings-actions.h"
#include "jz-library-stats-view.h"
#include "jz-library-views.h"
#include "jz-periodical-actions.h"
#include "jz-periodical-views.h"
#include "jz-reader-actions.h"
#include "jz-reader-views.h"
#include "jz-shelf-actions.h"
#include "jz-shelf-views.h"

/* The groups of actions; a view of the table below names the one that dresses it. */
enum
{
  HOLDINGS,
  READER,
  SHELF,
  PERIODICAL,
  N_GROUPS
};

static JzPageActions *(*const groups[N_GROUPS]) (JzPage *page) = {
  [HOLDINGS] = jz_holdings_actions_new,
  [READER] = jz_reader_actions_new,
  [SHELF] = jz_shelf_actions_new,
  [PERIODICAL] = jz_periodical_actions_new,
};

static void
set_desk_session (GtkWidget *widget, JzSession *session)
{
  jz_desk_view_set_session (JZ_DESK_VIEW (widget), session);
}

static void
set_desk_narrow (GtkWidget *widget, gboolean narrow)
{
  jz_desk_view_set_narrow (JZ_DESK_VIEW (widget), narrow);
}

static gboolean
desk_scanned (GtkWidget *widget, const char *code)
{
  jz_desk_view_scanned (JZ_DESK_VIEW (widget), code);
  return TRUE;
}

static void
set_stats_session (GtkWidget *widget, JzSession *session)
{
  jz_library_stats_view_set_session (JZ_LIBRARY_STATS_VIEW (widget), session);
}

#define DESK 4

static const JzPageView views[] = {
  { .name = "catalogue", .title = N_("Cataloguing"), .make = jz_catalogue_view_new, .set_session = jz_catalogue_view_set_session,
    .set_narrow = jz_catalogue_view_set_narrow, .scanned = jz_catalogue_view_scanned, .add_toast = jz_catalogue_view_add_toast },
  { &jz_library_titles_view, HOLDINGS, .inside = N_("Holdings") },
  { &jz_library_copies_view, HOLDINGS, .inside = N_("Holdings") },
  { &jz_library_labels_view, HOLDINGS },
  [DESK] = { .name = "desk",
             .title = N_("Desk"),
             .make = jz_desk_view_new,
             .set_session = set_desk_session,
             .set_narrow = set_desk_narrow,
             .scanned = desk_scanned },
  { &jz_readers_view, READER },
  { &jz_shelf_counts_view, SHELF },
  { &jz_weeding_books_view, SHELF, .inside = N_("Weeding") },
  { &jz_weedings_view, SHELF, .inside = N_("Weeding") },
  { &jz_subscriptions_view, PERIODICAL, .inside = N_("Periodicals") },
  { &jz_missing_issues_view, PERIODICAL, .inside = N_("Periodicals") },
  { .name = "statistics", .title = N_("Statistics"), .make = jz_library_stats_view_new, .set_session = set_stats_session },
};

struct _JzLibraryPage
{
  JzViewsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (JzLibraryPage, jz_library_page, JZ_TYPE_VIEWS_PAGE)

/* The desk begins with the reader of that id. */
static gboolean
show (JzPage *page, const char *kind, gint64 id)
{
  if (!JZ_PAGE_CLASS (jz_library_page_parent_class)->show (page, kind, id))
    return FALSE;
  if (id != 0 && g_str_equal (kind, views[DESK].name))
    jz_desk_view_begin (JZ_DESK_VIEW (jz_views_page_get_widget (JZ_VIEWS_PAGE (page), DESK)), id);
  return TRUE;
}

static void
jz_library_page_class_init (JzLibraryPageClass *klass)
{
  JzViewsPageClass *views_class = JZ_VIEWS_PAGE_CLASS (klass);

  JZ_PAGE_CLASS (klass)->show = show;
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
