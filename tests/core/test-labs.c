/* labs: who may log and sign, what the database refuses by itself, and that all of it is taken back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "jz-account.h"
#include "jz-experiment.h"
#include "jz-item.h"
#include "jz-lab-check.h"
#include "jz-lab-delivery.h"
#include "jz-lab-invariants.h"
#include "jz-lab-log.h"
#include "jz-lab-notice.h"
#include "jz-lab-plan.h"
#include "jz-lab-prepare.h"
#include "support/school-fixture.h"

typedef struct
{
  JzStore *store;
  gint64   room, classes[2], teachers[2], experiments[2], lessons[2];
  JzActor  head, teacher, other, technician;
} Labs;

typedef struct
{
  Labs       *labs;
  gint64      id;
  JzLabLog    log;
  const char *text;
} Work;

static gboolean
fill_cb (JzOperation *operation, gpointer data, GError **error)
{
  static const char *const names[] = { "测量质量", "测量密度" }, *const people[] = { "李老师", "王老师" };
  Labs       *self = data;
  JzPlaceData room = { .kind = "room", .name = "物理一室", .purpose = "物理实验室", .seats = 52 };

  if (!jz_place_add (operation, &room, &self->room, error))
    return FALSE;
  for (int i = 0; i < 2; i++)
    {
      JzExperimentData experiment = { .year = 2026,
                                      .stage = "junior",
                                      .subject = "物理",
                                      .grade = 8,
                                      .term = 1,
                                      .name = names[i],
                                      .kind = "group",
                                      .required = TRUE,
                                      .periods = 1,
                                      .group_size = 4 };

      if (!jz_class_add (operation, "junior", 2025, 8, i + 1, 40, &self->classes[i], error) ||
          !jz_person_ensure (operation, people[i], &self->teachers[i], error) ||
          !jz_experiment_add (operation, &experiment, &self->experiments[i], error) ||
          !jz_experiment_set_needs (operation, self->experiments[i], "托盘天平×1、烧杯×2/班(或量杯)",
                                    "食盐×2.5g[腐蚀]、石蕊", error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
accounts_cb (JzOperation *operation, gpointer data, GError **error)
{
  static const char *const teacher[] = { "teacher", NULL }, *const technician[] = { "technician", NULL };
  Labs *self = data;

  return jz_account_add (operation, "li", "李老师", NULL, teacher, &self->teacher.account, error) &&
         jz_account_set_person (operation, self->teacher.account, self->teachers[0], error) &&
         jz_account_add (operation, "wang", "王老师", NULL, teacher, &self->other.account, error) &&
         jz_account_set_person (operation, self->other.account, self->teachers[1], error) &&
         jz_account_add (operation, "shi", "实验员", NULL, technician, &self->technician.account, error) &&
         jz_connection_number (jz_operation_get_connection (operation), &self->head.account, 0, error,
                               "SELECT id FROM account WHERE login = 'admin'", "");
}

/* Two lessons of the first class and teacher in the week before today. */
static gboolean
book_cb (JzOperation *operation, gpointer data, GError **error)
{
  Labs *self = data;

  for (int i = 0; i < 2; i++)
    {
      JzLessonWish     wish = { .date = jz_date_new (2026, 11, 17 + i),
                                .period = 3,
                                .room = self->room,
                                .class_ = self->classes[0],
                                .teacher = self->teachers[0],
                                .kind = "experiment",
                                .experiment = self->experiments[i] };
      g_autofree char *number = NULL;

      if (!jz_lab_notice_book (operation, &wish, NULL, &number, error) ||
          !jz_lab_find_lesson (jz_operation_get_connection (operation), number, &self->lessons[i], error))
        return FALSE;
    }
  return TRUE;
}

static void
labs_open (Labs *self, gconstpointer data)
{
  self->store = fixture_school ();
  fixture_write (self->store, &jz_action_people, fill_cb, self);
  fixture_write (self->store, &jz_action_account, accounts_cb, self);
  fixture_write (self->store, &jz_action_lesson_book, book_cb, self);
}

static gboolean
check_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) faults =
    jz_check_run (connection, (const JzInvariant *const[]){ jz_lab_invariants, NULL }, TRUE, cancellable, error);

  g_assert_nonnull (faults);
  g_assert_cmpuint (faults->len, ==, *(guint *) data);
  return TRUE;
}

static void
check_labs (JzStore *store, guint faults)
{
  g_autoptr (GError) error = NULL;

  jz_store_work_sync (store, check_cb, &faults, NULL, &error);
  g_assert_no_error (error);
}

static void
labs_close (Labs *self, gconstpointer data)
{
  check_labs (self->store, 0);
  fixture_check (self->store);
  jz_store_close (self->store);
  g_object_unref (self->store);
}

/* As @actor. @code: of JzError, or -1: it is done. */
static gint64
act (Labs *self, const JzActor *actor, const JzAction *action, JzWriteFunc func, gpointer data, int code)
{
  g_autoptr (GError) error = NULL;
  gint64             operation = 0;

  jz_store_write_sync (self->store, action, actor, func, data, &operation, NULL, NULL, &error);
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, JZ_ERROR, code);
  return operation;
}

static gboolean
log_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *work = data;

  return jz_lab_log_write (operation, work->id, &work->log, error);
}

static gboolean
sign_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_lab_log_sign (operation, ((Work *) data)->id, error);
}

/* Runs SQL as an operation that must be refused by the database. */
static gboolean
sql_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_connection_exec (jz_operation_get_connection (operation), ((Work *) data)->text, error);
}

static void
refuse_sql (Labs *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  Work               work = { .labs = self, .text = sql };

  g_assert_false (
    jz_store_write_sync (self->store, &jz_action_lab_log, &fixture_actor, sql_cb, &work, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
}

/* Who may. */

static void
test_signing (Labs *self, gconstpointer data)
{
  Work work = { .labs = self, .id = self->lessons[0], .log = { .done = TRUE, .succeeded = -1 } };

  /* Another teacher neither logs nor signs; the technician logs and does not sign. */
  act (self, &self->other, &jz_action_lab_log, log_cb, &work, JZ_ERROR_NOT_ALLOWED);
  act (self, &self->technician, &jz_action_lab_log, sign_cb, &work, JZ_ERROR_NOT_FOUND);
  act (self, &self->technician, &jz_action_lab_log, log_cb, &work, -1);
  act (self, &self->technician, &jz_action_lab_log, sign_cb, &work, JZ_ERROR_NOT_ALLOWED);
  act (self, &self->other, &jz_action_lab_log, sign_cb, &work, JZ_ERROR_NOT_ALLOWED);
  g_assert_cmpint (fixture_ask (self->store, "SELECT count (*) FROM lab_done"), ==, 0);
  act (self, &self->teacher, &jz_action_lab_log, sign_cb, &work, -1);
  g_assert_cmpint (fixture_ask (self->store, "SELECT groups FROM lab_done"), ==, 10);
  g_assert_cmpint (fixture_ask (self->store, "SELECT count (*) FROM lesson WHERE state = 'done'"), ==, 1);
  act (self, &self->teacher, &jz_action_lab_log, sign_cb, &work, JZ_ERROR_CONFLICT);
  /* Whoever may sign for a teacher may. */
  work.id = self->lessons[1];
  work.log = (JzLabLog){ .reason = "仪器损坏", .succeeded = -1 };
  act (self, &self->technician, &jz_action_lab_log, log_cb, &work, -1);
  act (self, &self->head, &jz_action_lab_log, sign_cb, &work, -1);
  g_assert_cmpint (
    fixture_ask (self->store, "SELECT count (*) FROM lesson WHERE state = 'missed' AND reason = '仪器损坏'"), ==, 1);
}

static void
test_undo (Labs *self, gconstpointer data)
{
  Work   work = { .labs = self, .id = self->lessons[0], .log = { .done = TRUE, .groups = 9, .succeeded = 8 } };
  gint64 logged = act (self, &self->teacher, &jz_action_lab_log, log_cb, &work, -1);
  gint64 signed_ = act (self, &self->teacher, &jz_action_lab_log, sign_cb, &work, -1);
  g_autoptr (GError) error = NULL;

  g_assert_false (jz_store_undo_sync (self->store, logged, &fixture_actor, NULL, NULL, &error));
  g_clear_error (&error);
  jz_store_undo_sync (self->store, signed_, &fixture_actor, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_ask (self->store, "SELECT count (*) FROM lab_log WHERE signed IS NULL AND groups = 9"), ==,
                   1);
  g_assert_cmpint (fixture_ask (self->store, "SELECT count (*) FROM lesson WHERE state = 'approved'"), ==, 2);
  jz_store_undo_sync (self->store, logged, &fixture_actor, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_ask (self->store, "SELECT count (*) FROM lab_log"), ==, 0);
}

/* What the database keeps by itself. */

static void
test_database (Labs *self, gconstpointer data)
{
  Work             work = { .labs = self, .id = self->lessons[0], .log = { .done = TRUE, .succeeded = -1 } };
  g_autofree char *day =
    g_strdup_printf ("UPDATE lesson SET date = '2026-11-19' WHERE id = %" G_GINT64_FORMAT, self->lessons[0]);
  g_autofree char *other = g_strdup_printf ("INSERT INTO lab_log (lesson, outcome, present, groups, recorded_by, "
                                            "changed) VALUES (%" G_GINT64_FORMAT ", 'done', 40, 0, 1, jz_operation ())",
                                            self->lessons[1]);

  act (self, &self->teacher, &jz_action_lab_log, log_cb, &work, -1);
  act (self, &self->teacher, &jz_action_lab_log, sign_cb, &work, -1);
  refuse_sql (self, "UPDATE lab_log SET groups = 99");                       /* it is signed */
  refuse_sql (self, "UPDATE lab_log SET signed = NULL");                     /* a signature is whole */
  refuse_sql (self, day);
  refuse_sql (self, other);                                                  /* done by no group */
  refuse_sql (self, "INSERT INTO lab_log (lesson, outcome, recorded_by, changed) VALUES (999, 'missed', 1, "
                    "jz_operation ())");
  refuse_sql (self, "UPDATE experiment SET grade = 3");                      /* of a junior school */
  refuse_sql (self, "INSERT INTO lab_plan (uuid, term, class, experiment, week, changed) SELECT 'x', t.id, 1, e.id, 3, "
                    "jz_operation () FROM term t, (SELECT id FROM experiment LIMIT 1) e WHERE t.school_year <> 2026 "
                    "UNION ALL SELECT 'y', 1, 1, 999, 3, jz_operation ()");
  refuse_sql (self, "INSERT INTO timetable (term, class, weekday, period, parity, subject, changed) SELECT 1, (SELECT "
                    "min (id) FROM class), 2, 3, '', '物理', jz_operation () UNION ALL SELECT 1, (SELECT min (id) FROM "
                    "class), 2, 3, 'odd', '化学', jz_operation ()");
}

static void
test_check (Labs *self, gconstpointer data)
{
  Work work = { .labs = self, .id = self->lessons[0], .log = { .done = TRUE, .succeeded = -1 } };

  act (self, &self->teacher, &jz_action_lab_log, log_cb, &work, -1);
  act (self, &self->teacher, &jz_action_lab_log, sign_cb, &work, -1);
  check_labs (self->store, 0);
  work.text = "UPDATE lesson SET state = 'approved' WHERE state = 'done'";
  act (self, &fixture_actor, &jz_action_lab_log, sql_cb, &work, -1);
  check_labs (self->store, 1);
  work.text = "UPDATE lesson SET state = 'done' WHERE id = (SELECT lesson FROM lab_log)";
  act (self, &fixture_actor, &jz_action_lab_log, sql_cb, &work, -1);
}

/* Lists of needs. */

static gboolean
needs_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *work = data;

  return jz_experiment_set_needs (operation, work->id, work->text, NULL, error);
}

static gboolean
words_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Work            *work = data;
  g_autofree char *apparatus = jz_experiment_apparatus (connection, work->id, error),
                  *chemicals = jz_experiment_chemicals (connection, work->id, error);

  g_assert_cmpstr (apparatus, ==, work->text);
  g_assert_cmpstr (chemicals, ==, "食盐×2.5g[腐蚀]、石蕊");
  return TRUE;
}

static void
test_needs (Labs *self, gconstpointer data)
{
  static const char *const bad[] = { "烧杯×", "烧杯×很多", "×3", "烧杯×0", "烧杯×-1" };
  Work work = { .labs = self, .id = self->experiments[0], .text = "托盘天平×1、烧杯×2/班(或量杯)" };
  g_autoptr (GError) error = NULL;

  jz_store_read_sync (self->store, words_cb, &work, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      Work wrong = { .labs = self, .id = self->experiments[0], .text = bad[i] };

      act (self, &self->head, &jz_action_experiment, needs_cb, &wrong, JZ_ERROR_INVALID);
    }
  work.text = "温度计#130101002×1.5、X射线管×1";
  act (self, &self->head, &jz_action_experiment, needs_cb, &work, -1);
  jz_store_read_sync (self->store, words_cb, &work, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
remove_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_experiment_remove (operation, ((Work *) data)->id, error);
}

static gboolean
update_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzExperimentData again = { .year = 2026,    .stage = "junior", .subject = "物理",
                             .name = "改名", .kind = "group",   .periods = 1 };

  return jz_experiment_update (operation, ((Work *) data)->id, &again, error);
}

/* What is found by its code is written back with it. */
static gboolean
code_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzItemData salt = { .code = "", .name = "精制食盐", .unit = "g", .tracking = "consumable", .least = -1 };
  Work      *work = data;
  gint64     item;
  g_autofree char *code = NULL, *list = NULL, *back = NULL;

  if (!jz_item_add (operation, &salt, &item, error))
    return FALSE;
  code = jz_connection_text (jz_operation_get_connection (operation), error, "SELECT code FROM item WHERE id = ?", "l",
                             item);
  g_assert_nonnull (code);
  list = g_strdup_printf ("食盐#%s×2g", code);
  if (!jz_experiment_set_needs (operation, work->id, NULL, list, error))
    return FALSE;
  back = jz_experiment_chemicals (jz_operation_get_connection (operation), work->id, error);
  g_assert_cmpstr (back, ==, list);
  return back != NULL;
}

static gboolean
holidays_cb (JzOperation *operation, gpointer data, GError **error)
{
  guint added;

  return jz_connection_exec (jz_operation_get_connection (operation), "UPDATE calendar_day SET week = NULL", error) &&
         jz_lab_plan_make (operation, 1, &added, error);
}

static void
test_catalogue (Labs *self, gconstpointer data)
{
  Work work = { .labs = self, .id = self->experiments[0] };

  act (self, &self->head, &jz_action_experiment, code_cb, &work, -1);
  act (self, &self->head, &jz_action_lab_plan, holidays_cb, NULL, JZ_ERROR_INVALID);

  act (self, &self->head, &jz_action_experiment, remove_cb, &work, JZ_ERROR_CONFLICT); /* a notice names it */
  act (self, &self->teacher, &jz_action_experiment, remove_cb, &work, JZ_ERROR_NOT_ALLOWED);
  work.id = 999; /* what somebody else took out meanwhile does not come again */
  act (self, &self->head, &jz_action_experiment, update_cb, &work, JZ_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Labs, NULL, labs_open, func, labs_close)
  ADD ("/labs/signing", test_signing);
  ADD ("/labs/undo", test_undo);
  ADD ("/labs/database", test_database);
  ADD ("/labs/check", test_check);
  ADD ("/labs/needs", test_needs);
  ADD ("/labs/catalogue", test_catalogue);
  return g_test_run ();
}
