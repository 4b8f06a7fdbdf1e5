/* Small forms about one lesson or one room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-edit-dialog.h"
#include "jz-lesson-dialogs.h"
#include "jz-room-use.h"
#include "jz-room.h"
#include "jz-row-field.h"

enum { ONE, TWO, THREE, FOUR, N_FIELDS };

typedef struct
{
  JzEditDialog   *dialog;
  JzSession      *session;
  const JzAction *action;
  JzWriteFunc     write;
  gint64          id;
  GtkWidget      *fields[N_FIELDS];
} Paper;

static void
paper_free (gpointer data)
{
  g_object_unref (((Paper *) data)->session);
  g_free (data);
}

/* What was filled in: of each field what its kind has. */
typedef struct
{
  gint64 id;
  JzDate dates[N_FIELDS];
  int    numbers[N_FIELDS];
  char  *texts[N_FIELDS];
} Filled;

static void
filled_free (gpointer data)
{
  Filled *self = data;

  for (guint i = 0; i < N_FIELDS; i++)
    g_free (self->texts[i]);
  g_free (self);
}

/* Each field is asked for what its write function takes from it. */
typedef enum { A_DATE, A_NUMBER, A_CHOICE, A_TEXT } FieldKind;

static void
take_field (const Paper *paper, Filled *filled, guint i, FieldKind kind)
{
  if (kind == A_DATE)
    filled->dates[i] = jz_row_field_get_date (paper->fields[i]);
  else if (kind == A_NUMBER)
    filled->numbers[i] = jz_row_field_get_number (paper->fields[i]);
  else if (kind == A_CHOICE)
    filled->numbers[i] = (int) jz_row_field_get_choice (paper->fields[i]);
  else if (kind == A_TEXT)
    filled->texts[i] = g_strdup (jz_row_field_get_text (paper->fields[i]));
}

static void
go_cb (Paper *self)
{
  Filled *filled = g_new0 (Filled, 1);

  filled->id = self->id;
  for (guint i = 0; i < N_FIELDS; i++)
    if (self->fields[i] != NULL)
      take_field (self, filled, i, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (self->fields[i]), "jz-kind")));
  jz_edit_dialog_write (self->dialog, self->session, self->action, self->write, filled, filled_free, NULL, NULL);
}

static Paper *
paper_new (GtkWindow *parent, JzSession *session, const char *title, const char *go, const JzAction *action,
           JzWriteFunc write, gint64 id)
{
  Paper *self;

  if (parent == NULL || session == NULL)
    return NULL;
  self = g_new0 (Paper, 1);
  self->session = g_object_ref (session);
  self->action = action;
  self->write = write;
  self->id = id;
  self->dialog = jz_edit_dialog_new (GTK_WIDGET (parent), title, go, 480, -1);
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-lesson-paper", self, paper_free);
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (go_cb), self);
  return self;
}

static void
set_field (Paper *self, guint i, FieldKind kind, GtkWidget *field)
{
  self->fields[i] = field;
  g_object_set_data (G_OBJECT (field), "jz-kind", GINT_TO_POINTER (kind));
}

static void
show (Paper *self)
{
  gtk_window_present (GTK_WINDOW (self->dialog));
  jz_row_field_focus (self->fields[ONE]);
}

/* What is there already, read before the form is shown, so that saving it changes only what a person changed. */
typedef struct
{
  GtkWindow  *parent;
  JzSession  *session;
  gint64      id;
  const char *sql; /* three numbers and a text */
  int         numbers[3];
  char       *text;
  void      (*present) (GtkWindow *parent, JzSession *session, gint64 id, const int *numbers, const char *text);
} Before;

static void
before_free (gpointer data)
{
  Before *self = data;

  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->session);
  g_free (self->text);
  g_free (self);
}

static gboolean
read_before_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Before      *self = data;
  JzStatement *row = jz_connection_query (connection, error, self->sql, "l", self->id);

  if (jz_statement_next (row))
    {
      for (int i = 0; i < 3; i++)
        self->numbers[i] = (int) jz_statement_int64 (row, i);
      self->text = jz_statement_dup (row, 3);
    }
  return jz_statement_finish (row, error);
}

static void
read_before_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Before            *self = data;
  g_autoptr (GError) error = NULL;

  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    jz_session_say_trouble (self->session, error->message);
  else if (self->parent != NULL)
    self->present (self->parent, self->session, self->id, self->numbers, self->text);
  before_free (self);
}

static void
read_before (GtkWindow *parent, JzSession *session, gint64 id, const char *sql,
             void (*present) (GtkWindow *parent, JzSession *session, gint64 id, const int *numbers, const char *text))
{
  Before *self;

  if (parent == NULL || session == NULL)
    return;
  self = g_new0 (Before, 1);
  g_set_weak_pointer (&self->parent, parent);
  self->session = g_object_ref (session);
  self->id = id;
  self->sql = sql;
  self->present = present;
  jz_store_read (jz_session_get_store (session), read_before_cb, self, NULL, NULL, read_before_done_cb, self);
}

/* Moving. */

static gboolean
move_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Filled *filled = data;

  return jz_lesson_move (operation, filled->id, filled->dates[ONE], filled->numbers[TWO], 0, error);
}

/* From where it stands. */
static void
show_move (GtkWindow *parent, JzSession *session, gint64 lesson, const int *numbers, const char *text)
{
  Paper *self = paper_new (parent, session, _("Move the lesson"), _("Move"), &jz_action_lesson_change, move_cb, lesson);
  AdwPreferencesGroup *group =
    jz_edit_dialog_add_group (self->dialog, NULL, _("In the week it is moved by dragging, or by Ctrl+X and Ctrl+V."));

  set_field (self, ONE, A_DATE, jz_row_field_date (group, _("To the day"), jz_date_from_iso (text)));
  set_field (self, TWO, A_NUMBER, jz_row_field_number (group, _("Period"), NULL, 1, 20, numbers[0]));
  show (self);
}

void
jz_lesson_move_present (GtkWindow *parent, JzSession *session, gint64 lesson)
{
  read_before (parent, session, lesson, "SELECT period, 0, 0, date FROM lesson WHERE id = ?", show_move);
}

/* Noting. */

static const char *const condition_names[] = { "good", "untidy", "fault" };

static gboolean
note_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Filled *filled = data;
  JzRoomUse     use = { filled->numbers[ONE], condition_names[CLAMP (filled->numbers[TWO], 0, 2)],
                        filled->texts[THREE] };

  return jz_room_use_note (operation, filled->id, &use, error);
}

static void
show_note (GtkWindow *parent, JzSession *session, gint64 lesson, const int *numbers, const char *text)
{
  const char *const conditions[] = { _("In good order"), _("Untidy"), _("Something is broken"), NULL };
  Paper *self = paper_new (parent, session, _("Use of the room"), _("Note it"), &jz_action_room_use, note_cb, lesson);
  AdwPreferencesGroup *group = jz_edit_dialog_add_group (self->dialog, NULL, NULL);

  set_field (self, ONE, A_NUMBER, jz_row_field_number (group, _("How many came"), NULL, 0, 9999, numbers[0]));
  set_field (self, TWO, A_CHOICE, jz_row_field_choice (group, _("How it was left"), conditions, (guint) numbers[1]));
  set_field (self, THREE, A_TEXT, jz_row_field_entry (group, _("Note"), text));
  show (self);
}

void
jz_lesson_note_present (GtkWindow *parent, JzSession *session, gint64 lesson)
{
  read_before (parent, session, lesson,
               "SELECT coalesce (u.people, l.pupils, c.pupils, 0), CASE u.condition WHEN 'untidy' THEN 1 WHEN 'fault' THEN 2 ELSE 0 END, 0, "
               "ifnull (u.note, '') FROM lesson l LEFT JOIN class c ON c.id = l.class LEFT JOIN room_use u ON u.lesson = l.id WHERE l.id = ?",
               show_note);
}

/* Safety. */

static gboolean
check_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Filled *filled = data;
  gint64        person;

  if (!jz_connection_number (jz_operation_get_connection (operation), &person, 0, error,
                             "SELECT person FROM account WHERE id = ?", "l",
                             jz_operation_get_actor (operation)->account))
    return FALSE;
  return jz_room_check_add (operation, filled->id, filled->dates[ONE], person, filled->numbers[TWO] == 0,
                            filled->texts[THREE], NULL, error);
}

void
jz_room_check_present (GtkWindow *parent, JzSession *session, gint64 room)
{
  const char *const results[] = { _("All in order"), _("Not in order"), NULL };
  Paper *self = paper_new (parent, session, _("Check of the room's safety"), _("Note it"), &jz_action_room, check_cb,
                           room);
  AdwPreferencesGroup *group;

  if (self == NULL)
    return;
  group = jz_edit_dialog_add_group (self->dialog, NULL, NULL);
  set_field (self, ONE, A_DATE, jz_row_field_date (group, _("Day"), jz_date_today ()));
  set_field (self, TWO, A_CHOICE, jz_row_field_choice (group, _("What was seen"), results, 0));
  set_field (self, THREE, A_TEXT, jz_row_field_entry (group, _("What is wrong, what was done"), NULL));
  show (self);
}

/* Closing. */

static gboolean
close_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Filled *filled = data;
  JzRoomClosure closure = { filled->id, filled->dates[ONE], filled->dates[TWO], 1, 20, filled->texts[THREE] };

  return jz_room_close (operation, &closure, NULL, error);
}

void
jz_room_close_present (GtkWindow *parent, JzSession *session, gint64 room)
{
  Paper               *self = paper_new (parent, session, _("Close the room for a time"), _("Close it"),
                                         &jz_action_room, close_cb, room);
  AdwPreferencesGroup *group;

  if (self == NULL)
    return;
  group = jz_edit_dialog_add_group (self->dialog, NULL, _("Lessons that are held in it are moved or cancelled before."));
  set_field (self, ONE, A_DATE, jz_row_field_date (group, _("From the day"), jz_date_today ()));
  set_field (self, TWO, A_DATE, jz_row_field_date (group, _("To the day"), jz_date_today ()));
  set_field (self, THREE, A_TEXT, jz_row_field_entry (group, _("Reason"), NULL));
  show (self);
}

/* The room. */

static gboolean
room_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Filled *filled = data;
  JzRoomData    room = { .bookable = filled->numbers[ONE] - 1, .built = filled->numbers[TWO],
                         .posted = filled->numbers[THREE] - 1,
                         .note = filled->texts[FOUR] };

  return jz_room_set (operation, filled->id, &room, error);
}

static void
show_room (GtkWindow *parent, JzSession *session, gint64 room, const int *numbers, const char *text)
{
  const char *const bookable[] = { _("As its kind"), _("No"), _("Yes"), NULL };
  const char *const posted[] = { _("Nobody has looked"), _("No"), _("Yes"), NULL };
  Paper *self = paper_new (parent, session, _("Change the room"), _("Save"), &jz_action_room, room_cb, room);
  AdwPreferencesGroup *group =
    jz_edit_dialog_add_group (self->dialog, NULL, _("Name, kind, area, seats and keeper are those of the place."));

  set_field (self, ONE, A_CHOICE, jz_row_field_choice (group, _("Lessons are held in it"), bookable,
                                                       (guint) numbers[0]));
  set_field (self, TWO, A_NUMBER, jz_row_field_number (group, _("Built in"), _("0: not known"), 0, 2199, numbers[1]));
  set_field (self, THREE, A_CHOICE, jz_row_field_choice (group, _("Rules hang on the wall"), posted,
                                                         (guint) numbers[2]));
  set_field (self, FOUR, A_TEXT, jz_row_field_entry (group, _("Note"), text));
  show (self);
}

void
jz_room_change_present (GtkWindow *parent, JzSession *session, gint64 room)
{
  read_before (parent, session, room,
               "SELECT ifnull (bookable + 1, 0), ifnull (built, 0), ifnull (posted + 1, 0), note FROM room WHERE place = ?", show_room);
}
