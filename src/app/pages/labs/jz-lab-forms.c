/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-lab-forms.h"

#include <glib/gi18n-lib.h>

#include "jz-lab-log.h"
#include "jz-lab-notice.h"
#include "jz-lab-plan.h"
#include "jz-picker.h"
#include "jz-read-form.h"
#include "jz-row-field.h"

/* The week of a row of the plan. */

typedef struct
{
  gint64 term, class_, experiment;
  int    week, weeks;
  char  *words;
} Planned;

typedef struct
{
  JzReadForm form;
  gint64     id;
  Planned    planned;
  GtkWidget *week;
} MoveForm;

static gboolean
read_planned (JzConnection *connection, gint64 id, Planned *planned, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT p.term, p.class, p.experiment, p.week, (SELECT max (week) FROM "
                                          "calendar_day WHERE term = p.term), c.name || ' · ' || e.name FROM lab_plan "
                                          "p JOIN class c ON c.id = p.class JOIN experiment e ON e.id = p.experiment "
                                          "WHERE p.id = ?",
                                          "l", id);

  if (!jz_statement_first (row, _("This is not planned"), error))
    return FALSE;
  *planned =
    (Planned){ jz_statement_int64 (row, 0),       jz_statement_int64 (row, 1),       jz_statement_int64 (row, 2),
               (int) jz_statement_int64 (row, 3), (int) jz_statement_int64 (row, 4), jz_statement_dup (row, 5) };
  jz_statement_reset (row);
  return TRUE;
}

static gboolean
read_move (JzConnection *connection, JzReadForm *form, GError **error)
{
  MoveForm *self = (MoveForm *) form;

  return read_planned (connection, self->id, &self->planned, error);
}

static void
show_move (JzReadForm *form)
{
  MoveForm            *self = (MoveForm *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, _("Move an Experiment"));
  group = jz_edit_dialog_add_group (form->dialog, self->planned.words, NULL);
  self->week =
    jz_row_field_number (group, _("Teaching week"), NULL, 1, MAX (self->planned.weeks, 1), self->planned.week);
  gtk_window_present (GTK_WINDOW (form->dialog));
  jz_row_field_focus (self->week);
}

static gboolean
write_move_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Planned *planned = data;

  return jz_lab_plan_move (operation, planned->term, planned->class_, planned->experiment, planned->week, error);
}

static void
go_move (JzReadForm *form)
{
  MoveForm *self = (MoveForm *) form;
  Planned  *planned = g_memdup2 (&self->planned, sizeof self->planned);

  planned->words = NULL;
  planned->week = jz_row_field_get_number (self->week);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_lab_plan, write_move_cb, planned, g_free, NULL, NULL);
}

static void
clear_move (JzReadForm *form)
{
  g_free (((MoveForm *) form)->planned.words);
}

void
jz_lab_move_form (GtkWindow *parent, JzSession *session, gint64 plan)
{
  static const JzReadFormKind kind = { read_move, show_move, go_move, clear_move };
  MoveForm                   *self;

  if (parent == NULL || session == NULL)
    return;
  self = g_new0 (MoveForm, 1);
  self->id = plan;
  jz_read_form_open (&self->form, &kind, GTK_WIDGET (parent), session);
}

/* A notice of what is planned. */

typedef struct
{
  JzReadForm form;
  gint64     id, room, teacher;
  Planned    planned;
  char      *date, *room_name, *teacher_name;
  int        period;
  GtkWidget *day, *slot, *place, *person, *note;
} NoticeForm;

/* The first lesson of that subject in the week, and where and by whom it is held. */
static gboolean
read_notice (JzConnection *connection, JzReadForm *form, GError **error)
{
  NoticeForm  *self = (NoticeForm *) form;
  JzStatement *row;

  if (!read_planned (connection, self->id, &self->planned, error))
    return FALSE;
  row = jz_connection_query (connection, error,
                             "SELECT d.date, ifnull (t.period, 1), ifnull (t.room, 0), ifnull (r.path, ''), ifnull "
                             "(ifnull (t.teacher, p.teacher), 0), ifnull (w.name, '') FROM lab_plan p JOIN experiment "
                             "e ON e.id = p.experiment JOIN calendar_day d ON d.term = p.term AND d.week = p.week AND "
                             "d.follows IS NOT NULL LEFT JOIN timetable t ON t.term = p.term AND t.class = p.class AND "
                             "t.weekday = d.follows AND t.parity IN ('', ifnull (d.parity, '')) AND "
                             "(instr (e.subject, t.subject) = 1 OR instr (t.subject, e.subject) = 1) LEFT JOIN place r ON r.id "
                             "= t.room LEFT JOIN person w ON w.id = ifnull "
                             "(t.teacher, p.teacher) WHERE p.id = ? ORDER BY t.id IS NULL, d.date, t.period LIMIT 1",
                             "l", self->id);
  if (!jz_statement_next (row))
    return jz_statement_finish (row, error);
  self->date = jz_statement_dup (row, 0);
  self->period = (int) jz_statement_int64 (row, 1);
  self->room = jz_statement_int64 (row, 2);
  self->room_name = jz_statement_dup (row, 3);
  self->teacher = jz_statement_int64 (row, 4);
  self->teacher_name = jz_statement_dup (row, 5);
  jz_statement_reset (row);
  return TRUE;
}

static GtkWidget *
add_picker (NoticeForm *self, AdwPreferencesGroup *group, const char *kinds, const char *title, gint64 id,
            const char *name)
{
  GtkWidget *picker = GTK_WIDGET (jz_picker_new (kinds, title, NULL)), *row = adw_action_row_new ();

  jz_picker_set_store (JZ_PICKER (picker), jz_session_get_store (self->form.session));
  jz_picker_set (JZ_PICKER (picker), id, name != NULL ? name : "");
  gtk_widget_set_valign (picker, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (picker, TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), picker);
  adw_preferences_group_add (group, row);
  return picker;
}

static void
show_notice (JzReadForm *form)
{
  NoticeForm          *self = (NoticeForm *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, _("Notice of an Experiment"));
  group = jz_edit_dialog_add_group (form->dialog, self->planned.words, NULL);
  self->day = jz_row_field_date (group, _("Date"), jz_date_from_iso (self->date));
  self->slot = jz_row_field_number (group, _("Period of the day"), NULL, 1, 20, MAX (self->period, 1));
  self->place = add_picker (self, group, "places", _("Room"), self->room, self->room_name);
  self->person = add_picker (self, group, "people", _("Teacher"), self->teacher, self->teacher_name);
  self->note = jz_row_field_entry (group, _("Asked for besides"), NULL);
  gtk_window_present (GTK_WINDOW (form->dialog));
  jz_row_field_focus (self->day);
}

typedef struct
{
  JzLessonWish wish;
  char        *note;
} NoticeWork;

static void
notice_work_free (gpointer data)
{
  g_free (((NoticeWork *) data)->note);
  g_free (data);
}

static gboolean
write_notice_cb (JzOperation *operation, gpointer data, GError **error)
{
  NoticeWork *work = data;

  return jz_lab_notice_book (operation, &work->wish, work->note, NULL, error);
}

static void
go_notice (JzReadForm *form)
{
  NoticeForm *self = (NoticeForm *) form;
  JzDate      date = jz_row_field_get_date (self->day);
  NoticeWork *work;

  jz_row_field_set_error (self->day, date == JZ_DATE_NONE ? _("There is no such day") : NULL);
  if (date == JZ_DATE_NONE)
    return;
  if (jz_picker_get_id (JZ_PICKER (self->place)) == 0)
    {
      jz_edit_dialog_say (form->dialog, _("Say in which room"));
      return;
    }
  work = g_new0 (NoticeWork, 1);
  work->note = g_strdup (jz_row_field_get_text (self->note));
  work->wish = (JzLessonWish){ .date = date,
                               .period = jz_row_field_get_number (self->slot),
                               .kind = "experiment",
                               .room = jz_picker_get_id (JZ_PICKER (self->place)),
                               .class_ = self->planned.class_,
                               .teacher = jz_picker_get_id (JZ_PICKER (self->person)),
                               .experiment = self->planned.experiment };
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_lab_notice, write_notice_cb, work, notice_work_free,
                        NULL, NULL);
}

static void
clear_notice (JzReadForm *form)
{
  NoticeForm *self = (NoticeForm *) form;

  g_free (self->planned.words);
  g_free (self->date);
  g_free (self->room_name);
  g_free (self->teacher_name);
}

void
jz_lab_notice_form (GtkWindow *parent, JzSession *session, gint64 plan)
{
  static const JzReadFormKind kind = { read_notice, show_notice, go_notice, clear_notice };
  NoticeForm                 *self;

  if (parent == NULL || session == NULL)
    return;
  self = g_new0 (NoticeForm, 1);
  self->id = plan;
  jz_read_form_open (&self->form, &kind, GTK_WIDGET (parent), session);
}

/* A log. */

typedef struct
{
  JzReadForm form;
  gint64     id;
  char      *words, *why, *note; /* @why, @note: as they were written, NULL: nothing is */
  int        pupils, groups, succeeded;
  gboolean   missed;
  GPtrArray *reasons;            /* of utf8, and NULL */
  GtkWidget *outcome, *present, *parts, *good, *reason, *remark, *sign;
} LogForm;

static gboolean
read_reasons (JzConnection *connection, LogForm *self, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT name FROM lab_reason WHERE voided IS NULL OR name = ? ORDER BY "
                                          "position",
                                          "s", self->why);

  self->reasons = g_ptr_array_new_with_free_func (g_free);
  while (jz_statement_next (row))
    g_ptr_array_add (self->reasons, jz_statement_dup (row, 0));
  g_ptr_array_add (self->reasons, NULL);
  return jz_statement_finish (row, error);
}

static gboolean
read_log (JzConnection *connection, JzReadForm *form, GError **error)
{
  LogForm     *self = (LogForm *) form;
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT ifnull (c.name, '') || ' · ' || e.name || ' · ' || l.date, coalesce "
                                          "(g.present, l.pupils, c.pupils, 0), ifnull (g.groups, b.groups), coalesce "
                                          "(g.succeeded, g.groups, b.groups), ifnull (g.outcome = 'missed', 0), "
                                          "r.name, g.note FROM lesson l JOIN lab_lesson b ON b.lesson = l.id JOIN "
                                          "experiment e ON e.id = b.experiment LEFT JOIN class c ON c.id = l.class "
                                          "LEFT JOIN lab_log g ON g.lesson = l.id LEFT JOIN lab_reason r ON r.id = "
                                          "g.reason WHERE l.id = ?",
                                          "l", self->id);

  if (!jz_statement_first (row, _("There is no notice of an experiment for that lesson"), error))
    return FALSE;
  self->words = jz_statement_dup (row, 0);
  self->pupils = (int) jz_statement_int64 (row, 1);
  self->groups = (int) jz_statement_int64 (row, 2);
  self->succeeded = (int) jz_statement_int64 (row, 3);
  self->missed = jz_statement_int64 (row, 4) != 0;
  self->why = jz_statement_dup (row, 5);
  self->note = jz_statement_dup (row, 6);
  jz_statement_reset (row);
  return read_reasons (connection, self, error);
}

/* What was missed has a reason and nothing else. */
static void
outcome_cb (LogForm *self)
{
  gboolean done = jz_row_field_get_choice (self->outcome) == 0;

  gtk_widget_set_visible (self->present, done);
  gtk_widget_set_visible (self->parts, done);
  gtk_widget_set_visible (self->good, done);
  gtk_widget_set_visible (self->reason, !done);
}

static guint
reason_index (LogForm *self)
{
  for (guint i = 0; i + 1 < self->reasons->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->reasons, i), self->why) == 0)
      return i;
  return 0;
}

static void
show_log (JzReadForm *form)
{
  const char *const    outcomes[] = { _("It was done"), _("It was not done"), NULL };
  LogForm             *self = (LogForm *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, _("Log an Experiment"));
  group = jz_edit_dialog_add_group (form->dialog, self->words, NULL);
  self->outcome = jz_row_field_choice (group, _("Outcome"), outcomes, self->missed ? 1 : 0);
  self->present = jz_row_field_number (group, _("Pupils present"), NULL, 1, 9999, MAX (self->pupils, 1));
  self->parts = jz_row_field_number (group, _("Groups that did it"), NULL, 1, 99, MAX (self->groups, 1));
  self->good = jz_row_field_number (group, _("Groups that succeeded"), NULL, 0, 99, self->succeeded);
  self->reason = jz_row_field_choice (group, _("Why it was not done"), (const char *const *) self->reasons->pdata,
                                      reason_index (self));
  self->remark = jz_row_field_entry (group, _("Remarks"), self->note);
  self->sign = jz_row_field_switch (group, _("Sign it at once"),
                                    _("Only what is signed counts; it can't be changed afterwards"), TRUE);
  g_signal_connect_swapped (self->outcome, "notify::selected", G_CALLBACK (outcome_cb), self);
  outcome_cb (self);
  gtk_window_present (GTK_WINDOW (form->dialog));
  jz_row_field_focus (self->outcome);
}

typedef struct
{
  gint64   lesson;
  JzLabLog log;
  char    *reason, *note;
  gboolean sign;
} LogWork;

static void
log_work_free (gpointer data)
{
  LogWork *self = data;

  g_free (self->reason);
  g_free (self->note);
  g_free (self);
}

static gboolean
write_log_cb (JzOperation *operation, gpointer data, GError **error)
{
  LogWork *self = data;

  return jz_lab_log_write (operation, self->lesson, &self->log, error) &&
         (!self->sign || jz_lab_log_sign (operation, self->lesson, error));
}

static void
go_log (JzReadForm *form)
{
  LogForm *self = (LogForm *) form;
  LogWork *work = g_new0 (LogWork, 1);

  work->lesson = self->id;
  work->note = g_strdup (jz_row_field_get_text (self->remark));
  /* A school that has dropped all of its reasons has none to choose. */
  if (self->reasons->len > 1)
    work->reason = g_strdup (g_ptr_array_index (self->reasons, jz_row_field_get_choice (self->reason)));
  work->sign = jz_row_field_get_switch (self->sign);
  work->log = (JzLabLog){ .done = jz_row_field_get_choice (self->outcome) == 0,
                          .present = jz_row_field_get_number (self->present),
                          .groups = jz_row_field_get_number (self->parts),
                          .succeeded = jz_row_field_get_number (self->good),
                          .reason = work->reason,
                          .note = work->note };
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_lab_log, write_log_cb, work, log_work_free, NULL, NULL);
}

static void
clear_log (JzReadForm *form)
{
  LogForm *self = (LogForm *) form;

  g_free (self->words);
  g_free (self->why);
  g_free (self->note);
  g_clear_pointer (&self->reasons, g_ptr_array_unref);
}

void
jz_lab_log_form (GtkWindow *parent, JzSession *session, gint64 lesson)
{
  static const JzReadFormKind kind = { read_log, show_log, go_log, clear_log };
  LogForm                    *self;

  if (parent == NULL || session == NULL)
    return;
  self = g_new0 (LogForm, 1);
  self->id = lesson;
  jz_read_form_open (&self->form, &kind, GTK_WIDGET (parent), session);
}
