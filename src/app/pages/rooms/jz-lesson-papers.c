/* Small forms about one lesson or one room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-edit-dialog.h"
#include "jz-lesson-dialogs.h"
#include "jz-picker.h"
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
  GtkWidget      *picker;
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
  gint64 id, person;
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
typedef enum { A_DATE, A_NUMBER, A_CHOICE, A_TEXT, NOTHING } FieldKind;

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
  if (self->picker != NULL)
    filled->person = jz_picker_get_id (JZ_PICKER (self->picker));
  jz_edit_dialog_write (self->dialog, self->session, self->action, self->write, filled, filled_free, NULL, NULL);
}

static Paper *
paper_new (GtkWindow *parent, JzSession *session, const char *title, const char *go, const JzAction *action, JzWriteFunc write, gint64 id)
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

/* Moving. */

static gboolean
move_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Filled *filled = data;

  return jz_lesson_move (operation, filled->id, filled->dates[ONE], filled->numbers[TWO], 0, error);
}

void
jz_lesson_move_present (GtkWindow *parent, JzSession *session, gint64 lesson)
{
  Paper               *self = paper_new (parent, session, _("Move the lesson"), _("Move"), &jz_action_lesson_change, move_cb, lesson);
  AdwPreferencesGroup *group;

  if (self == NULL)
    return;
  group = jz_edit_dialog_add_group (self->dialog, NULL, _("In the week it is moved by dragging, or by Ctrl+X and Ctrl+V."));
  set_field (self, ONE, A_DATE, jz_row_field_date (group, _("To the day"), jz_date_today ()));
  set_field (self, TWO, A_NUMBER, jz_row_field_number (group, _("Period"), NULL, 1, 20, 1));
  show (self);
}

/* Noting. */

static const char *const condition_names[] = { "good", "untidy", "fault" };

static gboolean
note_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Filled *filled = data;
  JzRoomUse     use = { filled->numbers[ONE], condition_names[CLAMP (filled->numbers[TWO], 0, 2)], filled->texts[THREE] };

  return jz_room_use_note (operation, filled->id, &use, error);
}

void
jz_lesson_note_present (GtkWindow *parent, JzSession *session, gint64 lesson)
{
  const char *const conditions[] = { _("In good order"), _("Untidy"), _("Something is broken"), NULL };
  Paper *self = paper_new (parent, session, _("Use of the room"), _("Note it"), &jz_action_room_use, note_cb, lesson);
  AdwPreferencesGroup *group;

  if (self == NULL)
    return;
  group = jz_edit_dialog_add_group (self->dialog, NULL, NULL);
  set_field (self, ONE, A_NUMBER, jz_row_field_number (group, _("How many came"), NULL, 0, 9999, 40));
  set_field (self, TWO, A_CHOICE, jz_row_field_choice (group, _("How it was left"), conditions, 0));
  set_field (self, THREE, A_TEXT, jz_row_field_entry (group, _("Note"), NULL));
  show (self);
}

/* Safety. */

static gboolean
check_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Filled *filled = data;
  gint64        person = filled->person;

  if (person == 0 && !jz_connection_number (jz_operation_get_connection (operation), &person, 0, error,
                                            "SELECT person FROM account WHERE id = ?", "l", jz_operation_get_actor (operation)->account))
    return FALSE;
  return jz_room_check_add (operation, filled->id, filled->dates[ONE], person, filled->numbers[TWO] == 0, filled->texts[THREE], NULL, error);
}

void
jz_room_check_present (GtkWindow *parent, JzSession *session, gint64 room)
{
  const char *const results[] = { _("All in order"), _("Not in order"), NULL };
  Paper *self = paper_new (parent, session, _("Check of the room's safety"), _("Note it"), &jz_action_room, check_cb, room);
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
  Paper               *self = paper_new (parent, session, _("Close the room for a time"), _("Close it"), &jz_action_room, close_cb, room);
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
  JzRoomData    room = { .bookable = filled->numbers[ONE] - 1, .built = filled->numbers[TWO], .posted = filled->numbers[THREE] - 1,
                         .note = filled->texts[FOUR] };

  return jz_room_set (operation, filled->id, &room, error);
}

void
jz_room_change_present (GtkWindow *parent, JzSession *session, gint64 room)
{
  const char *const bookable[] = { _("As its kind"), _("No"), _("Yes"), NULL };
  const char *const posted[] = { _("Nobody has looked"), _("No"), _("Yes"), NULL };
  Paper *self = paper_new (parent, session, _("Change the room"), _("Save"), &jz_action_room, room_cb, room);
  AdwPreferencesGroup *group;

  if (self == NULL)
    return;
  group = jz_edit_dialog_add_group (self->dialog, NULL, _("Name, kind, area, seats and keeper are those of the place."));
  set_field (self, ONE, A_CHOICE, jz_row_field_choice (group, _("Lessons are held in it"), bookable, 0));
  set_field (self, TWO, A_NUMBER, jz_row_field_number (group, _("Built in"), _("0: not known"), 0, 2199, 0));
  set_field (self, THREE, A_CHOICE, jz_row_field_choice (group, _("Rules hang on the wall"), posted, 0));
  set_field (self, FOUR, A_TEXT, jz_row_field_entry (group, _("Note"), NULL));
  show (self);
}
