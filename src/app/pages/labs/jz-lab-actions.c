/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-lab-actions.h"

#include <glib/gi18n-lib.h>

#include "jz-calendar.h"
#include "jz-experiment.h"
#include "jz-import-dialog.h"
#include "jz-lab-forms.h"
#include "jz-lab-log.h"
#include "jz-lab-paper.h"
#include "jz-lab-plan.h"
#include "jz-lab-prepare.h"
#include "jz-lab-views.h"
#include "jz-lesson.h"
#include "jz-source.h"
#include "jz-table-output.h"
#include "jz-term-days.h"

struct _JzLabActions
{
  JzPageActions       parent_instance;
  JzPage             *page; /* owns this */
  GSimpleActionGroup *group;
  JzSession          *session;
};

G_DEFINE_FINAL_TYPE (JzLabActions, jz_lab_actions, JZ_TYPE_PAGE_ACTIONS)

static void
write_id (JzLabActions *self, const JzAction *action, JzWriteFunc func, gint64 id)
{
  if (self->session != NULL)
    jz_session_write (self->session, action, func, g_memdup2 (&id, sizeof id), g_free);
}

#define ID(data) (*(gint64 *) (data))

/* The catalogue. */

static void
change_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzLabActions *self = data;

  jz_lab_experiment_form (jz_page_get_window (self->page), self->session, g_variant_get_int64 (parameter));
}

static gboolean
verify_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_experiment_verify (operation, ID (data), TRUE, error);
}

static void
verify_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_experiment, verify_write_cb, g_variant_get_int64 (parameter));
}

static gboolean
remove_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_experiment_remove (operation, ID (data), error);
}

static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_experiment, remove_write_cb, g_variant_get_int64 (parameter));
}

static gboolean
starter_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  guint n;

  return jz_experiment_take_starter (
    operation, jz_school_year (jz_source_today (jz_operation_get_connection (operation))), &n, error);
}

static void
starter_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_experiment, starter_write_cb, 0);
}

static gboolean
roll_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        newest;
  guint         n;

  return jz_connection_number (connection, &newest, 0, error, "SELECT max (year) FROM experiment WHERE voided IS NULL",
                               "") &&
         jz_experiment_roll (operation, (int) newest, (int) newest + 1, &n, error);
}

static void
roll_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_experiment, roll_write_cb, 0);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzLabActions *self = data;

  jz_import_dialog_choose (GTK_WIDGET (self->page), self->session, JZ_IMPORT_EXPERIMENTS);
}

/* The plan. */

static void
timetable_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzLabActions *self = data;

  jz_import_dialog_choose (GTK_WIDGET (self->page), self->session, JZ_IMPORT_TIMETABLE);
}

static gboolean
plan_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  gint64 term;
  guint  added;

  return jz_term_meant (jz_operation_get_connection (operation), NULL, &term, error) &&
         jz_lab_plan_make (operation, term, &added, error);
}

static void
plan_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_lab_plan, plan_write_cb, 0);
}

static void
move_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzLabActions *self = data;

  jz_lab_move_form (jz_page_get_window (self->page), self->session, g_variant_get_int64 (parameter));
}

static void
notice_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzLabActions *self = data;

  jz_lab_notice_form (jz_page_get_window (self->page), self->session, g_variant_get_int64 (parameter));
}

static gboolean
unplan_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzStatement *row = jz_connection_query (jz_operation_get_connection (operation), error,
                                          "SELECT term, class, experiment FROM lab_plan WHERE id = ?", "l", ID (data));
  gint64       of[3];

  if (!jz_statement_first (row, _("This is not planned"), error))
    return FALSE;
  for (int i = 0; i < 3; i++)
    of[i] = jz_statement_int64 (row, i);
  jz_statement_reset (row);
  return jz_lab_plan_drop (operation, of[0], of[1], of[2], error);
}

static void
unplan_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_lab_plan, unplan_write_cb, g_variant_get_int64 (parameter));
}

/* Lessons. */

static gboolean
approve_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_lesson_approve (operation, ID (data), error);
}

static void
approve_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_lesson_approve, approve_write_cb, g_variant_get_int64 (parameter));
}

static gboolean
ready_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_lab_prepare_mark (operation, ID (data), error);
}

static void
ready_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_lab_prepare, ready_write_cb, g_variant_get_int64 (parameter));
}

/* What is not there is said with what was done. */
static gboolean
hand_out_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) missing = NULL;

  if (!jz_lab_hand_out (operation, ID (data), &missing, error))
    return FALSE;
  if (missing->len > 0)
    {
      g_autofree char *names = NULL;

      g_ptr_array_add (missing, NULL);
      names = g_strjoinv ("、", (char **) missing->pdata);
      jz_operation_describe (operation, _("Handed out, but for what is not there: %s"), names);
    }
  return TRUE;
}

static void
hand_out_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_lab_hand, hand_out_write_cb, g_variant_get_int64 (parameter));
}

static gboolean
take_back_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_lab_take_back (operation, ID (data), error);
}

static void
take_back_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_lab_hand, take_back_write_cb, g_variant_get_int64 (parameter));
}

static void
log_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzLabActions *self = data;

  jz_lab_log_form (jz_page_get_window (self->page), self->session, g_variant_get_int64 (parameter));
}

static gboolean
sign_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_lab_log_sign (operation, ID (data), error);
}

static void
sign_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_lab_log, sign_write_cb, g_variant_get_int64 (parameter));
}

static void
print_notice_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzLabActions *self = data;

  jz_lab_paper_print (jz_page_get_window (self->page), self->session, JZ_LAB_PAPER_NOTICE,
                      g_variant_get_int64 (parameter));
}

static void
print_record_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzLabActions *self = data;

  jz_lab_paper_print (jz_page_get_window (self->page), self->session, JZ_LAB_PAPER_RECORD,
                      g_variant_get_int64 (parameter));
}

static void
print_week_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzLabActions *self = data;

  jz_lab_paper_print (jz_page_get_window (self->page), self->session, JZ_LAB_PAPER_WEEK, 0);
}

/* The table of actions, and what each takes. */

static const JzPageAction defined[] = {
  { "change", "lab", "x", change_cb },
  { "verify", "lab", "x", verify_cb },
  { "remove", "lab", "x", remove_cb },
  { "import", "lab", NULL, import_cb },
  { "starter", "lab", NULL, starter_cb },
  { "roll", "lab", NULL, roll_cb },
  { "timetable", "lab", NULL, timetable_cb },
  { "plan", "lab", NULL, plan_cb },
  { "move", "lab", "x", move_cb },
  { "unplan", "lab", "x", unplan_cb },
  { "notice", "lesson.request", "x", notice_cb },
  { "approve", "lesson.approve", "x", approve_cb },
  { "ready", "lab", "x", ready_cb },
  { "hand-out", "ledger", "x", hand_out_cb },
  { "take-back", "ledger", "x", take_back_cb },
  { "log", "lesson.request", "x", log_cb },
  { "sign", "lesson.request", "x", sign_cb },
  { "print-notice", NULL, "x", print_notice_cb },
  { "print-record", NULL, "x", print_record_cb },
  { "print-week", NULL, NULL, print_week_cb },
};

static void
set_session (JzPageActions *actions, JzSession *session)
{
  JzLabActions *self = JZ_LAB_ACTIONS (actions);

  g_set_object (&self->session, session);
  jz_page_actions_define (self->group, defined, G_N_ELEMENTS (defined), session, self);
}

static void
activated_cb (JzTable *table, gint64 id, gpointer action)
{
  gtk_widget_activate_action (GTK_WIDGET (table), action, "x", id);
}

static void
dress (JzPageActions *actions, JzListPage *view)
{
  JzTable          *table = jz_list_page_get_table (view);
  const JzListView *kind = jz_list_page_get_view (view);

  if (kind == &jz_lab_experiments_view)
    {
      jz_page_actions_add_button (table, N_("Next year's catalogue"), "lab.roll", FALSE);
      jz_page_actions_add_button (table, N_("Take the list that ships"), "lab.starter", FALSE);
      jz_page_actions_add_button (table, N_("Import experiments…"), "lab.import", TRUE);
      g_signal_connect (table, "activated", G_CALLBACK (activated_cb), (gpointer) "lab.change");
    }
  else if (kind == &jz_lab_plan_view)
    {
      jz_page_actions_add_button (table, N_("Import a timetable…"), "lab.timetable", FALSE);
      jz_page_actions_add_button (table, N_("Make the plan of the term"), "lab.plan", TRUE);
      g_signal_connect (table, "activated", G_CALLBACK (activated_cb), (gpointer) "lab.notice");
    }
  else if (kind == &jz_lab_prepare_view)
    jz_page_actions_add_button (table, N_("Print what the next week takes…"), "lab.print-week", TRUE);
  else if (kind == &jz_lab_logs_view)
    g_signal_connect (table, "activated", G_CALLBACK (activated_cb), (gpointer) "lab.log");
  jz_table_set_menu (table, jz_list_page_get_actions (view));
  jz_table_output_attach (table, NULL);
}

static void
jz_lab_actions_dispose (GObject *object)
{
  set_session (JZ_PAGE_ACTIONS (object), NULL);
  G_OBJECT_CLASS (jz_lab_actions_parent_class)->dispose (object);
}

static void
jz_lab_actions_finalize (GObject *object)
{
  g_object_unref (JZ_LAB_ACTIONS (object)->group);
  G_OBJECT_CLASS (jz_lab_actions_parent_class)->finalize (object);
}

static void
jz_lab_actions_class_init (JzLabActionsClass *klass)
{
  JzPageActionsClass *actions_class = JZ_PAGE_ACTIONS_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_lab_actions_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_lab_actions_finalize;
  actions_class->set_session = set_session;
  actions_class->dress = dress;
}

static void
jz_lab_actions_init (JzLabActions *self)
{
  self->group = g_simple_action_group_new ();
}

JzPageActions *
jz_lab_actions_new (JzPage *page)
{
  JzLabActions *self = g_object_new (JZ_TYPE_LAB_ACTIONS, NULL);

  self->page = page;
  gtk_widget_insert_action_group (GTK_WIDGET (page), "lab", G_ACTION_GROUP (self->group));
  return JZ_PAGE_ACTIONS (self);
}
