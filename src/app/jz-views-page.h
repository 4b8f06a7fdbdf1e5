/* jz-views-page: a page that is a table of views.
 *
 * A view is a list with its inspector, or a widget of its own; views may stand together behind one entry of the window's
 * switcher, with a switcher of their own above them. A view is made when it is first shown: a table is a thousand widgets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page-actions.h"
#include "jz-page.h"

G_BEGIN_DECLS

/* One view. Either @list, or @name, @title and @make. */
typedef struct
{
  const JzListView *list;
  int               group;         /* of actions, that dress the list */

  const char *name, *title;        /* title: msgid */
  GtkWidget *(*make)        (void);
  void       (*set_session) (GtkWidget *widget, JzSession *session); /* NULL: nobody is signed in */

  /* Each may be NULL. */
  JzListPage *(*get_list)   (GtkWidget *widget);                     /* the list in front of a widget that has some */
  void       (*set_narrow)  (GtkWidget *widget, gboolean narrow);
  gboolean   (*scanned)     (GtkWidget *widget, const char *code);   /* whether the code was for it */
  void       (*add_toast)   (GtkWidget *widget, AdwToast *toast);    /* toast: (transfer full) */
  const char *inside;              /* msgid: what the views beside it that stand together with it are called */
} JzPageView;

#define JZ_TYPE_VIEWS_PAGE (jz_views_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (JzViewsPage, jz_views_page, JZ, VIEWS_PAGE, JzPage)

struct _JzViewsPageClass
{
  JzPageClass parent_class;

  /* In the order of the switcher; set by the subclass, and constant. */
  const JzPageView *views;
  guint             n_views;
  JzPageActions *(*const *groups) (JzPage *page);
  guint             n_groups;

  /* Each may be NULL. @i: index of the view in @views. */
  GtkWidget *(*list_made)   (JzViewsPage *self, guint i, JzListPage *list); /* what stands in its place, maybe around it */
  void       (*view_signed) (JzViewsPage *self, guint i, JzSession *session); /* its session was set */
  void       (*view_asked)  (JzViewsPage *self, guint i); /* by jz_page_show(): what hides rows of it goes */
};

/* A bar above all views. @bar: (transfer floating) */
void           jz_views_page_add_bar     (JzViewsPage *self, GtkWidget *bar);

/* (transfer none) */
JzPageActions *jz_views_page_get_actions (JzViewsPage *self, guint group);

/* (transfer none) (nullable): NULL: the view was not shown yet, or has no list. */
JzListPage    *jz_views_page_get_list    (JzViewsPage *self, guint i);

/* The widget of a view that is no list. (transfer none) (nullable): NULL: the view was not shown yet. */
GtkWidget     *jz_views_page_get_widget  (JzViewsPage *self, guint i);

/* The list whose rows are of that kind. (transfer none) (nullable): NULL: as above, or there is no such list. */
JzListPage    *jz_views_page_find_list   (JzViewsPage *self, const char *kind);

/* (transfer none) (nullable): NULL: nobody is signed in. */
JzSession     *jz_views_page_get_session (JzViewsPage *self);

G_END_DECLS
