/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "jz-page.h"

#include "jz-stack.h"

typedef struct
{
  GtkStack *views;
  gboolean  narrow;
} JzPagePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (JzPage, jz_page, ADW_TYPE_BIN)

static void
jz_page_class_init (JzPageClass *klass)
{
}

static void
jz_page_init (JzPage *self)
{
}

void
jz_page_set_views (JzPage *self, GtkStack *views)
{
  JzPagePrivate *private = jz_page_get_instance_private (self);

  private->views = views;
  jz_stack_hide_others (views);
}

GtkStack *
jz_page_get_views (JzPage *self)
{
  JzPagePrivate *private = jz_page_get_instance_private (self);

  return private->views;
}

void
jz_page_set_session (JzPage *self, JzSession *session)
{
  if (JZ_PAGE_GET_CLASS (self)->set_session != NULL)
    JZ_PAGE_GET_CLASS (self)->set_session (self, session);
}

static JzListPage *
list_of (JzPage *self)
{
  return JZ_PAGE_GET_CLASS (self)->get_list != NULL ? JZ_PAGE_GET_CLASS (self)->get_list (self) : NULL;
}

void
jz_page_focus_search (JzPage *self)
{
  JzListPage *list = list_of (self);

  if (list != NULL)
    jz_table_focus_search (jz_list_page_get_table (list));
}

gboolean
jz_page_show (JzPage *self, const char *kind, gint64 id)
{
  return JZ_PAGE_GET_CLASS (self)->show != NULL && JZ_PAGE_GET_CLASS (self)->show (self, kind, id);
}

gboolean
jz_page_scanned (JzPage *self, const char *code)
{
  return JZ_PAGE_GET_CLASS (self)->scanned != NULL && JZ_PAGE_GET_CLASS (self)->scanned (self, code);
}

gboolean
jz_page_go_back (JzPage *self)
{
  JzListPage *list = list_of (self);

  return list != NULL && jz_list_page_go_back (list);
}

GtkWindow *
jz_page_get_window (JzPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

void
jz_page_set_narrow (JzPage *self, gboolean narrow)
{
  JzPagePrivate *private = jz_page_get_instance_private (self);

  private->narrow = narrow;
  if (JZ_PAGE_GET_CLASS (self)->set_narrow != NULL)
    JZ_PAGE_GET_CLASS (self)->set_narrow (self, narrow);
}

gboolean
jz_page_is_narrow (JzPage *self)
{
  JzPagePrivate *private = jz_page_get_instance_private (self);

  return private->narrow;
}

gboolean
jz_page_add_toast (JzPage *self, AdwToast *toast)
{
  if (JZ_PAGE_GET_CLASS (self)->add_toast == NULL)
    return FALSE;
  JZ_PAGE_GET_CLASS (self)->add_toast (self, toast);
  return TRUE;
}
