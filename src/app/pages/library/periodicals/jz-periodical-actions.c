/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-periodical-actions.h"

#include <glib/gi18n-lib.h>

#include "jz-periodical-papers.h"
#include "jz-periodical-views.h"
#include "jz-periodical.h"
#include "jz-table-output.h"

struct _JzPeriodicalActions
{
  JzPageActions       parent_instance;
  JzPage             *page; /* owns this */
  GSimpleActionGroup *group;
  JzSession          *session;
};

G_DEFINE_FINAL_TYPE (JzPeriodicalActions, jz_periodical_actions, JZ_TYPE_PAGE_ACTIONS)

static void
present (JzPeriodicalActions *self, const JzPaperKind *kind, gint64 id)
{
  jz_paper_dialog_present (GTK_WIDGET (self->page), self->session, kind, id, NULL, FALSE);
}

static void
subscribe_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  present (data, &jz_paper_subscription, 0);
}

static void
receive_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  present (data, &jz_paper_issues_received, g_variant_get_int64 (parameter));
}

static void
bind_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  present (data, &jz_paper_issues_bound, g_variant_get_int64 (parameter));
}

/* What needs no dialog: undo takes it back. */

static void
write_id (JzPeriodicalActions *self, JzWriteFunc func, gint64 id)
{
  jz_session_write (self->session, &jz_action_periodical, func, g_memdup2 (&id, sizeof id), g_free);
}

static gboolean
claim_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  guint n;

  return jz_issues_claim (operation, *(gint64 *) data, &n, error);
}

static void
claim_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, claim_write_cb, g_variant_get_int64 (parameter));
}

static void
claim_all_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, claim_write_cb, 0);
}

static gboolean
cancel_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_subscription_void (operation, *(gint64 *) data, error);
}

static void
cancel_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, cancel_write_cb, g_variant_get_int64 (parameter));
}

static const JzPageAction defined[] = {
  { "subscribe", "library", NULL, subscribe_cb }, { "receive", "library", "x", receive_cb },
  { "bind", "library", "x", bind_cb },            { "claim", "library", "x", claim_cb },
  { "claim-all", "library", NULL, claim_all_cb }, { "cancel", "library", "x", cancel_cb },
};

static void
set_session (JzPageActions *actions, JzSession *session)
{
  JzPeriodicalActions *self = JZ_PERIODICAL_ACTIONS (actions);

  g_set_object (&self->session, session);
  jz_page_actions_define (self->group, defined, G_N_ELEMENTS (defined), session, self);
}

static void
activated_cb (JzTable *table, gint64 id)
{
  gtk_widget_activate_action (GTK_WIDGET (table), "periodical.receive", "x", id);
}

static void
dress (JzPageActions *actions, JzListPage *view)
{
  JzTable *table = jz_list_page_get_table (view);

  if (jz_list_page_get_view (view) == &jz_subscriptions_view)
    {
      jz_page_actions_add_button (table, N_("New subscription"), "periodical.subscribe", TRUE);
      g_signal_connect (table, "activated", G_CALLBACK (activated_cb), NULL);
    }
  else
    jz_page_actions_add_button (table, N_("Claim all of them"), "periodical.claim-all", TRUE);
  jz_table_set_menu (table, jz_list_page_get_actions (view));
  jz_table_output_attach (table, NULL);
}

static void
jz_periodical_actions_dispose (GObject *object)
{
  set_session (JZ_PAGE_ACTIONS (object), NULL);
  G_OBJECT_CLASS (jz_periodical_actions_parent_class)->dispose (object);
}

static void
jz_periodical_actions_finalize (GObject *object)
{
  g_object_unref (JZ_PERIODICAL_ACTIONS (object)->group);
  G_OBJECT_CLASS (jz_periodical_actions_parent_class)->finalize (object);
}

static void
jz_periodical_actions_class_init (JzPeriodicalActionsClass *klass)
{
  JzPageActionsClass *actions_class = JZ_PAGE_ACTIONS_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_periodical_actions_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_periodical_actions_finalize;
  actions_class->set_session = set_session;
  actions_class->dress = dress;
}

static void
jz_periodical_actions_init (JzPeriodicalActions *self)
{
  self->group = g_simple_action_group_new ();
}

JzPageActions *
jz_periodical_actions_new (JzPage *page)
{
  JzPeriodicalActions *self = g_object_new (JZ_TYPE_PERIODICAL_ACTIONS, NULL);

  self->page = page;
  gtk_widget_insert_action_group (GTK_WIDGET (page), "periodical", G_ACTION_GROUP (self->group));
  return JZ_PAGE_ACTIONS (self);
}
