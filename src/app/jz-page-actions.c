/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-page-actions.h"

#include <glib/gi18n-lib.h>

G_DEFINE_ABSTRACT_TYPE (JzPageActions, jz_page_actions, G_TYPE_OBJECT)

void
jz_page_actions_add (GSimpleActionGroup *group, const JzPageAction *defined, gpointer data)
{
  g_autoptr (GSimpleAction) action =
    g_simple_action_new (defined->name, defined->type != NULL ? G_VARIANT_TYPE (defined->type) : NULL);

  g_signal_connect (action, "activate", G_CALLBACK (defined->activate), data);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
}

void
jz_page_actions_define (GSimpleActionGroup *group, const JzPageAction *actions, guint n, JzSession *session, gpointer data)
{
  g_auto (GStrv) before = g_action_group_list_actions (G_ACTION_GROUP (group));

  for (guint i = 0; before[i] != NULL; i++)
    g_action_map_remove_action (G_ACTION_MAP (group), before[i]);
  for (guint i = 0; session != NULL && i < n; i++)
    if (actions[i].permission == NULL || jz_session_may (session, actions[i].permission))
      jz_page_actions_add (group, &actions[i], data);
}

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
jz_page_actions_add_button (JzTable *table, const char *label, const char *action, gboolean suggested)
{
  GtkWidget *button = gtk_button_new_with_label (g_dgettext (GETTEXT_PACKAGE, label));

  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  g_object_bind_property (button, "sensitive", button, "visible", G_BINDING_SYNC_CREATE);
  jz_table_add_tool (table, button, TRUE);
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
