/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-page-actions.h"

G_DEFINE_ABSTRACT_TYPE (JzPageActions, jz_page_actions, G_TYPE_OBJECT)

void
jz_page_actions_set_session (JzPageActions *self, JzSession *session)
{
  JZ_PAGE_ACTIONS_GET_CLASS (self)->set_session (self, session);
}

void
jz_page_actions_dress (JzPageActions *self, JzListPage *view)
{
  JZ_PAGE_ACTIONS_GET_CLASS (self)->dress (self, view);
}

void
jz_page_actions_set_view (JzPageActions *self, JzListPage *view)
{
  if (JZ_PAGE_ACTIONS_GET_CLASS (self)->set_view != NULL)
    JZ_PAGE_ACTIONS_GET_CLASS (self)->set_view (self, view);
}

static void
jz_page_actions_class_init (JzPageActionsClass *klass)
{
}

static void
jz_page_actions_init (JzPageActions *self)
{
}
