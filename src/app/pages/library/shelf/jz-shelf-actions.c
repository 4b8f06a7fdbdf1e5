/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-shelf-actions.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-library-count.h"
#include "jz-purchase-dialogs.h"
#include "jz-shelf-paper.h"
#include "jz-shelf-plan.h"
#include "jz-shelf-views.h"
#include "jz-shelf-window.h"
#include "jz-table-output.h"
#include "jz-weeding.h"

struct _JzShelfActions
{
  JzPageActions       parent_instance;
  JzPage             *page; /* owns this */
  GSimpleActionGroup *group;
  JzSession          *session;
  JzListPage         *view;
  gint64              asked; /* the count that a question is about */
};

G_DEFINE_FINAL_TYPE (JzShelfActions, jz_shelf_actions, JZ_TYPE_PAGE_ACTIONS)

static void
write_id (JzShelfActions *self, const JzAction *action, JzWriteFunc func, gint64 id)
{
  if (self->session != NULL)
    jz_session_write (self->session, action, func, g_memdup2 (&id, sizeof id), g_free);
}

/* Counting. */

static void
begin_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzShelfActions *self = data;

  jz_shelf_plan_present (jz_page_get_window (self->page), self->session);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzShelfActions *self = data;

  jz_shelf_window_present (jz_page_get_window (self->page), self->session, g_variant_get_int64 (parameter));
}

static gboolean
finish_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_library_count_finish (operation, *(gint64 *) data, error);
}

static void
finish_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_library_count, finish_write_cb, g_variant_get_int64 (parameter));
}

static gboolean
drop_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_library_count_drop (operation, *(gint64 *) data, error);
}

static void
drop_confirmed_cb (gpointer data)
{
  JzShelfActions *self = data;

  write_id (self, &jz_action_library_count, drop_write_cb, self->asked);
}

static void
drop_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzShelfActions *self = data;

  self->asked = g_variant_get_int64 (parameter);
  jz_compat_ask (jz_page_get_window (self->page), _("Give this count up?"),
                 _("What was scanned stays to be seen, but no book becomes missing by it."), _("_Give Up"), TRUE,
                 drop_confirmed_cb, self);
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzShelfActions *self = data;

  jz_shelf_paper_print (jz_page_get_window (self->page), self->session, FALSE, g_variant_get_int64 (parameter));
}

/* Weeding. */

static void
ask_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzShelfActions    *self = data;
  g_autoptr (GArray) ids = self->view != NULL && jz_list_page_get_view (self->view) == &jz_weeding_books_view ?
                             jz_lazy_selection_get_ids (jz_table_get_selection (jz_list_page_get_table (self->view))) :
                             NULL;

  if (ids == NULL || ids->len == 0)
    jz_session_say_trouble (self->session, _("Choose rows first; Ctrl+A chooses all that are listed"));
  else
    jz_weeding_ask_present (jz_page_get_window (self->page), self->session, ids);
}

static gboolean
approve_write_cb (JzOperation *operation, gint64 id, const char *words, GError **error)
{
  return jz_weeding_sign (operation, id, TRUE, words, error);
}

static void
approve_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzShelfActions *self = data;

  jz_words_dialog_present (jz_page_get_window (self->page), self->session, _("Approve weeding"),
                           _("Number of the paper, where somebody outside approves"), _("Approve"),
                           &jz_action_weeding_sign, approve_write_cb, g_variant_get_int64 (parameter));
}

static gboolean
reject_write_cb (JzOperation *operation, gint64 id, const char *words, GError **error)
{
  return jz_weeding_sign (operation, id, FALSE, words, error);
}

static void
reject_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzShelfActions *self = data;

  jz_words_dialog_present (jz_page_get_window (self->page), self->session, _("Do not approve weeding"), _("Why"),
                           _("Do not approve"), &jz_action_weeding_sign, reject_write_cb,
                           g_variant_get_int64 (parameter));
}

static gboolean
drop_weeding_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_weeding_drop (operation, *(gint64 *) data, error);
}

static void
drop_weeding_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_weeding, drop_weeding_write_cb, g_variant_get_int64 (parameter));
}

static void
print_weeding_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzShelfActions *self = data;

  jz_shelf_paper_print (jz_page_get_window (self->page), self->session, TRUE, g_variant_get_int64 (parameter));
}

/* The table of actions, and what each takes. */

static const JzPageAction defined[] = {
  { "begin", "library", NULL, begin_cb },
  { "open", NULL, "x", open_cb },
  { "finish", "library", "x", finish_cb },
  { "drop", "library", "x", drop_cb },
  { "print", NULL, "x", print_cb },
  { "ask", "library", NULL, ask_cb },
  { "approve", "approve", "x", approve_cb },
  { "reject", "approve", "x", reject_cb },
  { "drop-weeding", "library", "x", drop_weeding_cb },
  { "print-weeding", NULL, "x", print_weeding_cb },
};

static void
set_session (JzPageActions *actions, JzSession *session)
{
  JzShelfActions *self = JZ_SHELF_ACTIONS (actions);

  g_set_object (&self->session, session);
  jz_page_actions_define (self->group, defined, G_N_ELEMENTS (defined), session, self);
}

static void
set_view (JzPageActions *actions, JzListPage *view)
{
  JZ_SHELF_ACTIONS (actions)->view = view;
}

static void
activated_cb (JzTable *table, gint64 id)
{
  gtk_widget_activate_action (GTK_WIDGET (table), "shelf.open", "x", id);
}

static void
dress (JzPageActions *actions, JzListPage *view)
{
  JzTable *table = jz_list_page_get_table (view);

  if (jz_list_page_get_view (view) == &jz_shelf_counts_view)
    {
      jz_page_actions_add_button (table, N_("Begin to count books"), "shelf.begin", TRUE);
      g_signal_connect (table, "activated", G_CALLBACK (activated_cb), NULL);
    }
  else if (jz_list_page_get_view (view) == &jz_weeding_books_view)
    {
      jz_page_actions_add_button (table, N_("Weeding rules…"), "win.settings::weeding-rules", FALSE);
      jz_page_actions_add_button (table, N_("Ask to strike off…"), "shelf.ask", TRUE);
    }
  jz_table_set_menu (table, jz_list_page_get_actions (view));
  jz_table_output_attach (table, NULL);
}

static void
jz_shelf_actions_dispose (GObject *object)
{
  set_session (JZ_PAGE_ACTIONS (object), NULL);
  G_OBJECT_CLASS (jz_shelf_actions_parent_class)->dispose (object);
}

static void
jz_shelf_actions_finalize (GObject *object)
{
  g_object_unref (JZ_SHELF_ACTIONS (object)->group);
  G_OBJECT_CLASS (jz_shelf_actions_parent_class)->finalize (object);
}

static void
jz_shelf_actions_class_init (JzShelfActionsClass *klass)
{
  JzPageActionsClass *actions_class = JZ_PAGE_ACTIONS_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_shelf_actions_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_shelf_actions_finalize;
  actions_class->set_session = set_session;
  actions_class->set_view = set_view;
  actions_class->dress = dress;
}

static void
jz_shelf_actions_init (JzShelfActions *self)
{
  self->group = g_simple_action_group_new ();
}

JzPageActions *
jz_shelf_actions_new (JzPage *page)
{
  JzShelfActions *self = g_object_new (JZ_TYPE_SHELF_ACTIONS, NULL);

  self->page = page;
  gtk_widget_insert_action_group (GTK_WIDGET (page), "shelf", G_ACTION_GROUP (self->group));
  return JZ_PAGE_ACTIONS (self);
}
