/* jz-page: one page of the sidebar, as the window knows it.
 *
 * A page is a widget with one or more views, shown by the window's view switcher.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-list-page.h"
#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_PAGE (jz_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (JzPage, jz_page, JZ, PAGE, AdwBin)

struct _JzPageClass
{
  AdwBinClass parent_class;

  /* Each may be NULL. Those that give a gboolean say whether they had something to do. */
  void     (*set_session)  (JzPage *self, JzSession *session); /* NULL: nobody is signed in */
  JzListPage *(*get_list)  (JzPage *self);                     /* the one in front; NULL: there is none */
  gboolean (*show)         (JzPage *self, const char *kind, gint64 id);
  gboolean (*scanned)      (JzPage *self, const char *code);   /* the page's present job */
  void     (*set_narrow)   (JzPage *self, gboolean narrow);    /* below 1200 px: the inspector slides over */
  void     (*add_toast)    (JzPage *self, AdwToast *toast);
};

/* The stack of views, or NULL for a page that is one view. */
void       jz_page_set_views    (JzPage *self, GtkStack *views);
GtkStack  *jz_page_get_views    (JzPage *self);

void       jz_page_set_session  (JzPage *self, JzSession *session);
void       jz_page_focus_search (JzPage *self); /* of the list in front */
gboolean   jz_page_show         (JzPage *self, const char *kind, gint64 id);
gboolean   jz_page_scanned      (JzPage *self, const char *code);
gboolean   jz_page_go_back      (JzPage *self); /* Esc, in the list in front */
/* The window that it is in; NULL: none. (transfer none) */
GtkWindow *jz_page_get_window   (JzPage *self);

void       jz_page_set_narrow   (JzPage *self, gboolean narrow);
gboolean   jz_page_is_narrow    (JzPage *self);

/* @toast: (transfer full). FALSE: the page has no place for it, and it is still the caller's. */
gboolean   jz_page_add_toast    (JzPage *self, AdwToast *toast);

G_END_DECLS
