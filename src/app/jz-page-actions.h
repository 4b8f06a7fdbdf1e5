/* jz-page-actions: what can be done on some views of a page: a group of actions behind their buttons and menus.
 *
 * Those that the signed-in account may not do are not there at all. The core decides in the end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"
#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_PAGE_ACTIONS (jz_page_actions_get_type ())
G_DECLARE_DERIVABLE_TYPE (JzPageActions, jz_page_actions, JZ, PAGE_ACTIONS, GObject)

struct _JzPageActionsClass
{
  GObjectClass parent_class;

  void (*set_session) (JzPageActions *self, JzSession *session);
  void (*dress)       (JzPageActions *self, JzListPage *view);
  void (*set_view)    (JzPageActions *self, JzListPage *view); /* may be NULL: the chosen rows don't matter */
};

/* One action of a group, as a table has it. */
typedef struct
{
  const char *name;
  const char *permission; /* NULL: whoever reads */
  const char *type;       /* of its parameter, as GVariant writes it; NULL: none */
  void      (*activate) (GSimpleAction *action, GVariant *parameter, gpointer data);
} JzPageAction;

/* Puts those of @actions that @session may into @group, in the place of all that was there. @session NULL: none. */
void jz_page_actions_define      (GSimpleActionGroup *group, const JzPageAction *actions, guint n, JzSession *session,
                                  gpointer data);

/* One more, which need not be in a table; its permission is not looked at. */
void jz_page_actions_add         (GSimpleActionGroup *group, const JzPageAction *action, gpointer data);

/* NULL: nobody is signed in. */
void jz_page_actions_set_session (JzPageActions *self, JzSession *session);

/* Puts buttons and menus on a view that has just been made. */
void jz_page_actions_dress       (JzPageActions *self, JzListPage *view);

/* A button on @table that runs @action, there while it may be run. @label: msgid. @suggested: the main thing to do. */
void jz_page_actions_add_button  (JzTable *table, const char *label, const char *action, gboolean suggested);

/* The view in front, whose chosen rows are meant; NULL: none of its views. */
void jz_page_actions_set_view    (JzPageActions *self, JzListPage *view);

G_END_DECLS
