/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-lab-views.h"

#include <glib/gi18n-lib.h>

#include "jz-lab-told.h"

static const JzStatusWord kind_words[] = {
  { "demonstration", N_("○ Demonstration") }, { "group", N_("○ Group experiment") }, { "inquiry", N_("○ Inquiry") },
  { "practice", N_("○ Practice") },           { NULL },
};

/* The catalogue. */

static const JzStatusWord verified_words[] = { { "1", N_("✓ Compared") }, { "0", N_("! Not compared yet") }, { NULL } };
static const JzStatusWord required_words[] = { { "1", N_("✓ Required") }, { "0", N_("○ Elective") }, { NULL } };

static const JzListColumn experiment_columns[] = {
  { "subject", N_("Subject"), JZ_COLUMN_TEXT, "experiment.subject", .width = 64 },
  { "grade", N_("Grade"), JZ_COLUMN_NUMBER, "experiment.grade", .width = 50 },
  { "term", N_("Term of the year"), JZ_COLUMN_NUMBER, "experiment.term", .width = 50 },
  { "number", N_("Number in the list"), JZ_COLUMN_CODE, "experiment.number",
    .sort = "CAST (experiment.number AS INTEGER)", .width = 68 },
  { "name", N_("Name of the experiment"), JZ_COLUMN_TEXT, "experiment.name", .sort = "experiment.sort_key",
    .width = 172, .expand = TRUE },
  { "kind", N_("Kind of experiment"), JZ_COLUMN_STATUS, "experiment.kind", .words = kind_words, .width = 90 },
  { "required", N_("Required or elective"), JZ_COLUMN_STATUS, "CAST (experiment.required AS TEXT)",
    .words = required_words, .width = 90 },
  { "verified", N_("Compared with the list in force"), JZ_COLUMN_STATUS, "CAST (experiment.verified AS TEXT)",
    .words = verified_words, .width = 130 },
  { "book", N_("Volume of the textbook"), JZ_COLUMN_TEXT, "experiment.book", .width = 84, .quiet = TRUE },
  { "edition", N_("Textbook edition"), JZ_COLUMN_TEXT, "experiment.edition", .width = 80, .hidden = TRUE },
  { "chapter", N_("Chapter"), JZ_COLUMN_TEXT, "experiment.chapter", .width = 120, .hidden = TRUE },
  { "periods", N_("Periods that it takes"), JZ_COLUMN_NUMBER, "experiment.periods", .width = 60, .hidden = TRUE },
  { "group", N_("Pupils in a group"), JZ_COLUMN_NUMBER, "experiment.group_size", .width = 60, .hidden = TRUE },
  { "source", N_("Source of the list"), JZ_COLUMN_TEXT, "experiment.source", .width = 160, .hidden = TRUE },
  { "year", N_("School year"), JZ_COLUMN_CODE, "experiment.year", .width = 60 },
  { NULL },
};

static const JzListFilter experiment_filters[] = {
  { "year", N_("School year"), JZ_COLUMN_NUMBER, "experiment.year = ?",
    "SELECT DISTINCT year, year || '–' || (year + 1) FROM experiment ORDER BY 1 DESC" },
  { "unplaced", N_("Grade and term"), JZ_COLUMN_NUMBER, "(experiment.grade IS NULL OR experiment.term IS NULL) = ?",
    "SELECT 1, '未定' UNION ALL SELECT 0, '已定'" },
  { NULL },
};

static const JzListSpec experiments = {
  .name = "lab-experiments",
  .table = "experiment",
  .id_sql = "experiment.id",
  .where = "experiment.voided IS NULL",
  .columns = experiment_columns,
  .filters = experiment_filters,
  .search = "SELECT rowid FROM experiment_search WHERE experiment_search MATCH ?1",
  .order = "subject",
};

const JzListView jz_lab_experiments_view = {
  "experiment",
  N_("Experiment catalogue"),
  N_("Search name, subject, pinyin initials"),
  &experiments,
  N_("Choose an experiment to see what it takes"),
  jz_lab_tell_experiment,
};

/* The plan. */

static const JzStatusWord plan_words[] = {
  { "done", N_("✓ Done and signed") },
  { "noticed", N_("? Notice given") },
  { "late", N_("! No notice, and the week is over") },
  { "open", N_("○ Planned") },
  { NULL },
};

#define PLAN_JOINS                                                                                                     \
  "LEFT JOIN class ON class.id = lab_plan.class LEFT JOIN experiment ON experiment.id = lab_plan.experiment LEFT " \
  "JOIN person ON person.id = " \
  "lab_plan.teacher"

static const JzListColumn plan_columns[] = {
  { "week", N_("Teaching week"), JZ_COLUMN_NUMBER, "lab_plan.week", .width = 60 },
  { "class", N_("Class"), JZ_COLUMN_TEXT, "class.name", .sort = "class.grade * 100 + class.number", .width = 70 },
  { "subject", N_("Subject"), JZ_COLUMN_TEXT, "experiment.subject", .width = 70 },
  { "name", N_("Name of the experiment"), JZ_COLUMN_TEXT, "experiment.name", .width = 180, .expand = TRUE },
  { "kind", N_("Kind of experiment"), JZ_COLUMN_STATUS, "experiment.kind", .words = kind_words, .width = 130 },
  { "teacher", N_("Teacher"), JZ_COLUMN_TEXT, "person.name", .width = 80 },
  { "state", N_("State"), JZ_COLUMN_STATUS,
    "CASE WHEN EXISTS (SELECT 1 FROM lab_done d WHERE d.term = lab_plan.term AND d.class = lab_plan.class AND "
    "d.experiment = lab_plan.experiment) THEN 'done' WHEN EXISTS (SELECT 1 FROM lab_lesson b JOIN lesson l ON l.id = "
    "b.lesson WHERE b.plan = lab_plan.id AND l.voided IS NULL AND l.state <> 'cancelled') THEN 'noticed' WHEN (SELECT "
    "max (d.date) FROM calendar_day d WHERE d.term = lab_plan.term AND d.week = lab_plan.week) < jz_today () THEN "
    "'late' ELSE 'open' END",
    .words = plan_words, .width = 150 },
  { NULL },
};

static const JzListFilter plan_filters[] = {
  { "term", N_("Term"), JZ_COLUMN_NUMBER, "lab_plan.term = ?",
    "SELECT id, school_year || '-' || ordinal FROM term ORDER BY first_day DESC" },
  { "class", N_("Class"), JZ_COLUMN_NUMBER, "lab_plan.class = ?",
    "SELECT id, name FROM class WHERE left_year IS NULL ORDER BY grade, number" },
  { NULL },
};

static const JzListSpec plan = {
  .name = "lab-plan",
  .table = "lab_plan",
  .id_sql = "lab_plan.id",
  .joins = PLAN_JOINS,
  .columns = plan_columns,
  .filters = plan_filters,
  .search = "SELECT id FROM lab_plan WHERE experiment IN (SELECT rowid FROM experiment_search WHERE experiment_search "
            "MATCH ?1)",
  .order = "week",
};

const JzListView jz_lab_plan_view = {
  "lab-plan",
  N_("Plan as a list"),
  N_("Search name, subject, pinyin initials"),
  &plan,
  N_("Choose a row to move it or to give its notice"),
  jz_lab_tell_plan,
};

/* Lessons of experiments: the same columns, other rows in front. */

static const JzStatusWord notice_words[] = {
  { "asked", N_("! Waits for approval") },
  { "waiting", N_("! On the waiting list") },
  { "approved", N_("○ To be prepared") },
  { "prepared", N_("✓ Prepared") },
  { "done", N_("✓ Held") },
  { "missed", N_("✗ Not held") },
  { "cancelled", N_("⊘ Cancelled") },
  { NULL },
};

static const JzStatusWord log_words[] = {
  { "unlogged", N_("! Nothing logged") }, { "unsigned", N_("! Not signed") }, { "done", N_("✓ Done and signed") },
  { "missed", N_("✗ Not done") },         { NULL },
};

#define LESSON_JOINS                                                                                                   \
  "LEFT JOIN lab_lesson ON lab_lesson.lesson = lesson.id LEFT JOIN experiment ON experiment.id = " \
  "lab_lesson.experiment LEFT JOIN class ON " \
  "class.id = lesson.class LEFT JOIN person ON person.id = lesson.teacher LEFT JOIN place ON place.id = " \
  "lesson.room LEFT JOIN lab_log ON " \
  "lab_log.lesson = lesson.id"
#define IS_EXPERIMENT "lesson.voided IS NULL AND lesson.id IN (SELECT lab_lesson.lesson FROM lab_lesson)"
#define LOG_STATE                                                                                                      \
  "CASE WHEN lab_log.id IS NULL THEN 'unlogged' WHEN lab_log.signed IS NULL THEN 'unsigned' ELSE lab_log.outcome END"

#define LESSON_COLUMNS                                                                                                 \
  { "date", N_("Date"), JZ_COLUMN_DATE, "lesson.date", .width = 92 },                                                  \
    { "period", N_("Period of the day"), JZ_COLUMN_NUMBER, "lesson.period", .width = 50 },                             \
    { "class", N_("Class"), JZ_COLUMN_TEXT, "class.name", .sort = "class.grade * 100 + class.number", .width = 70 },   \
    { "name", N_("Name of the experiment"), JZ_COLUMN_TEXT, "experiment.name", .width = 160, .expand = TRUE },         \
    { "kind", N_("Kind of experiment"), JZ_COLUMN_STATUS, "experiment.kind", .words = kind_words, .width = 90 },       \
    { "teacher", N_("Teacher"), JZ_COLUMN_TEXT, "person.name", .width = 76 },                                          \
    { "room", N_("Room"), JZ_COLUMN_TEXT, "place.path", .width = 90 },                                                 \
    { "number", N_("Notice"), JZ_COLUMN_CODE, "lab_lesson.number", .width = 110, .quiet = TRUE }

static const JzListColumn notice_columns[] = {
  LESSON_COLUMNS,
  { "state", N_("State"), JZ_COLUMN_STATUS,
    "iif (lesson.state = 'approved' AND lab_lesson.prepared IS NOT NULL, 'prepared', lesson.state)",
    .words = notice_words, .width = 130 },
  { NULL },
};

static const JzListColumn log_columns[] = {
  LESSON_COLUMNS,
  { "log", N_("Log"), JZ_COLUMN_STATUS, LOG_STATE,
    .sort = "CASE WHEN lab_log.id IS NULL THEN 0 WHEN lab_log.signed IS NULL THEN 1 ELSE 2 END", .words = log_words,
    .width = 130 },
  { "groups", N_("Groups"), JZ_COLUMN_NUMBER, "lab_log.groups", .width = 60, .hidden = TRUE },
  { NULL },
};

#define LESSON_SEARCH                                                                                                  \
  "SELECT lesson FROM lab_lesson WHERE experiment IN (SELECT rowid FROM experiment_search WHERE experiment_search "    \
  "MATCH ?1) OR number = ?2"

static const JzListSpec notices = {
  .name = "lab-notices",
  .table = "lesson",
  .id_sql = "lesson.id",
  .joins = LESSON_JOINS,
  .where = IS_EXPERIMENT,
  .columns = notice_columns,
  .search = LESSON_SEARCH,
  .order = "date",
  .descending = TRUE,
};

const JzListView jz_lab_notices_view = {
  "lab-notice",
  N_("Notices"),
  N_("Search name, subject, number of the notice"),
  &notices,
  N_("Choose a notice to see what it asks for"),
  jz_lab_tell_lesson,
};

/* What is coming up and does not stand ready yet. */
static const JzListSpec prepare = {
  .name = "lab-prepare",
  .table = "lesson",
  .id_sql = "lesson.id",
  .joins = LESSON_JOINS,
  .where = IS_EXPERIMENT " AND lesson.state = 'approved' AND lesson.date >= jz_today ()",
  .columns = notice_columns,
  .search = LESSON_SEARCH,
  .order = "date",
};

const JzListView jz_lab_prepare_view = {
  "lab-prepare",
  N_("To prepare"),
  N_("Search name, subject, number of the notice"),
  &prepare,
  N_("Choose a lesson to see what has to stand ready"),
  jz_lab_tell_lesson,
};

static const JzListSpec logs = {
  .name = "lab-logs",
  .table = "lesson",
  .id_sql = "lesson.id",
  .joins = LESSON_JOINS,
  .where = IS_EXPERIMENT " AND lesson.state IN ('approved', 'done', 'missed') AND lesson.date <= jz_today ()",
  .columns = log_columns,
  .search = LESSON_SEARCH,
  .order = "log",
};

const JzListView jz_lab_logs_view = {
  "lab-log",
  N_("Logs"),
  N_("Search name, subject, number of the notice"),
  &logs,
  N_("Choose a lesson to log it or to see its log"),
  jz_lab_tell_lesson,
};
