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
#include "jz-lab-notice.h"
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

/* What is written at once; @data: gint64, the row that is meant. */

#define ID(data) (*(gint64 *) (data))

static gboolean
verify_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_experiment_verify (operation, ID (data), TRUE, error);
}

static gboolean
remove_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_experiment_remove (operation, ID (data), error);
}

static int
this_year (JzOperation *operation)
{
  return jz_school_year (jz_source_today (jz_operation_get_connection (operation)));
}

static gboolean
starter_cb (JzOperation *operation, gpointer data, GError **error)
{
  guint n;

  return jz_experiment_take_starter (operation, this_year (operation), &n, error);
}

/* The year that has none yet, but none further ahead than the next: asked twice, that of the next year is there. */
static gboolean
roll_cb (JzOperation *operation, gpointer data, GError **error)
{
  gint64 newest;
  guint  n;
  int    last = this_year (operation);

  if (!jz_connection_number (jz_operation_get_connection (operation), &newest, 0, error,
                             "SELECT max (year) FROM experiment WHERE voided IS NULL AND year <= ?", "i", last))
    return FALSE;
  if (newest == 0)
    newest = last;
  return jz_experiment_roll (operation, (int) newest, (int) newest + 1, &n, error);
}

static gboolean
plan_cb (JzOperation *operation, gpointer data, GError **error)
{
  gint64 term;
  guint  added;

  return jz_term_meant (jz_operation_get_connection (operation), NULL, &term, error) &&
         jz_lab_plan_make (operation, term, &added, error);
}

static gboolean
unplan_cb (JzOperation *operation, gpointer data, GError **error)
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

static gboolean
approve_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_lesson_approve (operation, ID (data), error);
}

static gboolean
ready_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_lab_prepare_mark (operation, ID (data), error);
}

/* What is not there is said with what was done. */
static gboolean
hand_out_cb (JzOperation *operation, gpointer data, GError **error)
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

static gboolean
take_back_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_lab_take_back (operation, ID (data), error);
}

static gboolean
sign_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_lab_log_sign (operation, ID (data), error);
}

/* What has windows of its own. */

static void
import (JzLabActions *self, gint64 id)
{
  jz_import_dialog_choose (GTK_WIDGET (self->page), self->session, JZ_IMPORT_EXPERIMENTS);
}

static void
timetable (JzLabActions *self, gint64 id)
{
  jz_import_dialog_choose (GTK_WIDGET (self->page), self->session, JZ_IMPORT_TIMETABLE);
}

static void
print_notice (JzLabActions *self, gint64 id)
{
  jz_lab_paper_print (jz_page_get_window (self->page), self->session, JZ_LAB_PAPER_NOTICE, id);
}

static void
print_record (JzLabActions *self, gint64 id)
{
  jz_lab_paper_print (jz_page_get_window (self->page), self->session, JZ_LAB_PAPER_RECORD, id);
}

static void
print_week (JzLabActions *self, gint64 id)
{
  jz_lab_paper_print (jz_page_get_window (self->page), self->session, JZ_LAB_PAPER_WEEK, 0);
}

/* The table of actions: what each writes in the end, at once or by its form. */

typedef struct
{
  const char     *name;
  const char     *type;   /* of its parameter: "x", the row; NULL: none */
  const JzAction *action; /* whose permission it needs; NULL: whoever reads */
  JzWriteFunc     write;
  void          (*form) (GtkWindow *parent, JzSession *session, gint64 id);
  void          (*run)  (JzLabActions *self, gint64 id);
} LabAction;

static const LabAction lab_actions[] = {
  { "change", "x", &jz_action_experiment, .form = jz_lab_experiment_form },
  { "verify", "x", &jz_action_experiment, verify_cb },
  { "remove", "x", &jz_action_experiment, remove_cb },
  { "import", NULL, &jz_action_experiment, .run = import },
  { "starter", NULL, &jz_action_experiment, starter_cb },
  { "roll", NULL, &jz_action_experiment, roll_cb },
  { "timetable", NULL, &jz_action_lab_plan, .run = timetable },
  { "plan", NULL, &jz_action_lab_plan, plan_cb },
  { "move", "x", &jz_action_lab_plan, .form = jz_lab_move_form },
  { "unplan", "x", &jz_action_lab_plan, unplan_cb },
  { "notice", "x", &jz_action_lab_notice, .form = jz_lab_notice_form },
  { "approve", "x", &jz_action_lesson_approve, approve_cb },
  { "ready", "x", &jz_action_lab_prepare, ready_cb },
  { "hand-out", "x", &jz_action_lab_hand, hand_out_cb },
  { "take-back", "x", &jz_action_lab_hand, take_back_cb },
  { "log", "x", &jz_action_lab_log, .form = jz_lab_log_form },
  { "sign", "x", &jz_action_lab_log, sign_cb },
  { "print-notice", "x", NULL, .run = print_notice },
  { "print-record", "x", NULL, .run = print_record },
  { "print-week", NULL, NULL, .run = print_week },
};

static const LabAction *
find_action (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lab_actions); i++)
    if (g_str_equal (lab_actions[i].name, name))
      return &lab_actions[i];
  return NULL;
}

static void
activate_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzLabActions    *self = data;
  const LabAction *what = find_action (g_action_get_name (G_ACTION (action)));
  gint64           id = parameter != NULL ? g_variant_get_int64 (parameter) : 0;

  if (self->session == NULL)
    return;
  if (what->write != NULL)
    jz_session_write (self->session, what->action, what->write, g_memdup2 (&id, sizeof id), g_free);
  else if (what->form != NULL)
    what->form (jz_page_get_window (self->page), self->session, id);
  else
    what->run (self, id);
}

static void
set_session (JzPageActions *actions, JzSession *session)
{
  JzLabActions *self = JZ_LAB_ACTIONS (actions);
  JzPageAction  defined[G_N_ELEMENTS (lab_actions)];

  for (gsize i = 0; i < G_N_ELEMENTS (lab_actions); i++)
    {
      const LabAction *one = &lab_actions[i];

      defined[i] =
        (JzPageAction){ one->name, one->action != NULL ? one->action->permission : NULL, one->type, activate_cb };
    }
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
