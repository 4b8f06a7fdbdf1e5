/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-lesson-actions.h"

#include <glib/gi18n-lib.h>

#include "jz-lesson-dialogs.h"
#include "jz-lesson.h"
#include "jz-purchase-dialogs.h"
#include "jz-room.h"
#include "jz-rooms-views.h"
#include "jz-source.h"
#include "jz-table-output.h"

struct _JzLessonActions
{
  JzPageActions       parent_instance;
  JzPage             *page; /* owns this */
  GSimpleActionGroup *group;
  JzSession          *session;
};

G_DEFINE_FINAL_TYPE (JzLessonActions, jz_lesson_actions, JZ_TYPE_PAGE_ACTIONS)

static void
write_id (JzLessonActions *self, const JzAction *action, JzWriteFunc func, GVariant *parameter)
{
  gint64 id = g_variant_get_int64 (parameter);

  if (self->session != NULL)
    jz_session_write (self->session, action, func, g_memdup2 (&id, sizeof id), g_free);
}

/* Asks for the reason first. */
static void
write_reason (JzLessonActions *self, const char *title, const char *go, JzWordsFunc func, GVariant *parameter)
{
  jz_words_dialog_present (jz_page_get_window (self->page), self->session, title, _("Why"), go,
                           &jz_action_lesson_change, func,
                           g_variant_get_int64 (parameter));
}

static gboolean
approve_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_lesson_approve (operation, *(gint64 *) data, error);
}

static void
approve_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_lesson_approve, approve_write_cb, parameter);
}

static gboolean
cancel_write_cb (JzOperation *operation, gint64 id, const char *words, GError **error)
{
  return jz_lesson_cancel (operation, id, words, NULL, error);
}

static void
cancel_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_reason (data, _("Cancel the lesson"), _("Cancel the lesson"), cancel_write_cb, parameter);
}

static gboolean
missed_write_cb (JzOperation *operation, gint64 id, const char *words, GError **error)
{
  return jz_lesson_missed (operation, id, words, error);
}

static void
missed_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_reason (data, _("The lesson was not held"), _("Note it"), missed_write_cb, parameter);
}

static gboolean
mended_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_room_check_mend (operation, *(gint64 *) data, jz_source_today (jz_operation_get_connection (operation)),
                             error);
}

static void
mended_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_room, mended_write_cb, parameter);
}

static gboolean
open_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_room_open (operation, *(gint64 *) data, error);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_room, open_write_cb, parameter);
}

/* Forms. */

static void
present (JzLessonActions *self, void (*form) (GtkWindow *parent, JzSession *session, gint64 id), GVariant *parameter)
{
  form (jz_page_get_window (self->page), self->session, g_variant_get_int64 (parameter));
}

static void
note_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  present (data, jz_lesson_note_present, parameter);
}

static void
move_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  present (data, jz_lesson_move_present, parameter);
}

static void
check_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  present (data, jz_room_check_present, parameter);
}

static void
close_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  present (data, jz_room_close_present, parameter);
}

static void
room_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  present (data, jz_room_change_present, parameter);
}

static const JzPageAction defined[] = {
  { "approve", "lesson.approve", "x", approve_cb }, { "cancel", "lesson.request", "x", cancel_cb },
  { "missed", "lesson.request", "x", missed_cb },   { "move", "lesson.request", "x", move_cb },
  { "note", "lesson.request", "x", note_cb },       { "check", "room", "x", check_cb },
  { "mended", "room", "x", mended_cb },             { "close", "room", "x", close_cb },
  { "room", "room", "x", room_cb },                 { "open", "room", "x", open_cb },
};

static void
set_session (JzPageActions *actions, JzSession *session)
{
  JzLessonActions *self = JZ_LESSON_ACTIONS (actions);

  g_set_object (&self->session, session);
  jz_page_actions_define (self->group, defined, G_N_ELEMENTS (defined), session, self);
}

static void
activated_cb (JzTable *table, gint64 id)
{
  gtk_widget_activate_action (GTK_WIDGET (table), "lesson.note", "x", id);
}

static void
dress (JzPageActions *actions, JzListPage *view)
{
  JzTable *table = jz_list_page_get_table (view);

  if (jz_list_page_get_view (view) == &jz_room_uses_view)
    g_signal_connect (table, "activated", G_CALLBACK (activated_cb), NULL);
  jz_table_set_menu (table, jz_list_page_get_actions (view));
  jz_table_output_attach (table, NULL);
}

static void
jz_lesson_actions_dispose (GObject *object)
{
  set_session (JZ_PAGE_ACTIONS (object), NULL);
  G_OBJECT_CLASS (jz_lesson_actions_parent_class)->dispose (object);
}

static void
jz_lesson_actions_finalize (GObject *object)
{
  g_object_unref (JZ_LESSON_ACTIONS (object)->group);
  G_OBJECT_CLASS (jz_lesson_actions_parent_class)->finalize (object);
}

static void
jz_lesson_actions_class_init (JzLessonActionsClass *klass)
{
  JzPageActionsClass *actions_class = JZ_PAGE_ACTIONS_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_lesson_actions_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_lesson_actions_finalize;
  actions_class->set_session = set_session;
  actions_class->dress = dress;
}

static void
jz_lesson_actions_init (JzLessonActions *self)
{
  self->group = g_simple_action_group_new ();
}

JzPageActions *
jz_lesson_actions_new (JzPage *page)
{
  JzLessonActions *self = g_object_new (JZ_TYPE_LESSON_ACTIONS, NULL);

  self->page = page;
  gtk_widget_insert_action_group (GTK_WIDGET (page), "lesson", G_ACTION_GROUP (self->group));
  return JZ_PAGE_ACTIONS (self);
}
