/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-import-draft.h"

#include <glib/gi18n-lib.h>

#include "jz-import-job.h"

#define POLL_MS  100
#define PAUSE_MS 150 /* several corrections one after the other are checked once */

struct _JzImportDraft
{
  GObject         parent_instance;
  JzSession      *session;
  char           *path;
  JzSheetFile    *file;
  GPtrArray      *sheets;
  guint           sheet;
  JzSheetMapping *mapping;
  gboolean        recalled;
  GHashTable     *overrides;
  JzCards         cards;
  GListStore     *rows, *faults;
  JzImportResult  result;
  char           *rejects;

  JzImportJob    *job;     /* the one under way, which its task owns */
  GCancellable   *cancellable;
  guint           poll, pause;
  gboolean        again;   /* another check is to follow the job */
  gboolean        unseen;  /* no row of this sheet has been told of yet */
};

G_DEFINE_FINAL_TYPE (JzImportDraft, jz_import_draft, G_TYPE_OBJECT)

enum { OPENED, MAPPED, CHECKED, PROGRESS, IMPORTED, FAILED, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef gboolean (*JobFunc) (JzImportJob *job, GCancellable *cancellable, GError **error);
typedef void (*AnswerFunc) (JzImportDraft *self, JzImportJob *job);

static void check (JzImportDraft *self);

/* Jobs. */

static void
job_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  JobFunc func = (JobFunc) g_object_get_data (G_OBJECT (task), "jz-func");
  GError *error = NULL;

  if (func (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
poll_cb (gpointer data)
{
  JzImportDraft *self = data;

  if (self->job != NULL)
    g_signal_emit (self, signals[PROGRESS], 0, (gint64) g_atomic_int_get (&self->job->done), (gint64) g_atomic_int_get (&self->job->total));
  return G_SOURCE_CONTINUE;
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  JzImportDraft *self = JZ_IMPORT_DRAFT (source);
  AnswerFunc     answer = (AnswerFunc) data;
  g_autoptr (GError) error = NULL;
  gboolean       ok = g_task_propagate_boolean (G_TASK (result), &error);

  self->job = NULL;
  g_clear_handle_id (&self->poll, g_source_remove);
  g_clear_object (&self->cancellable);
  if (self->again)
    {
      self->again = FALSE;
      check (self);
    }
  else if (ok)
    answer (self, g_task_get_task_data (G_TASK (result)));
  else
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
start (JzImportDraft *self, JobFunc func, AnswerFunc answer, JzImportJob *job)
{
  g_autoptr (GTask) task = NULL;

  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, job_done_cb, (gpointer) answer);
  g_task_set_check_cancellable (task, FALSE);
  g_object_set_data (G_OBJECT (task), "jz-func", (gpointer) func);
  g_task_set_task_data (task, job, jz_import_job_free);
  self->job = job;
  self->poll = g_timeout_add (POLL_MS, poll_cb, self);
  g_task_run_in_thread (task, job_thread);
}

static JzImportJob *
new_job (JzImportDraft *self)
{
  JzImportJob   *job = g_new0 (JzImportJob, 1);
  GHashTableIter iter;
  gpointer       key, value;

  job->path = g_strdup (self->path);
  job->file = self->file != NULL ? jz_sheet_file_ref (self->file) : NULL;
  job->sheet = self->sheet;
  job->cards = self->cards;
  job->total = self->sheets != NULL ? (int) ((JzImportSheet *) g_ptr_array_index (self->sheets, self->sheet))->rows : 0;
  job->store = g_object_ref (jz_session_get_store (self->session));
  job->actor = *jz_session_get_actor (self->session);
  job->overrides = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, self->overrides);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (job->overrides, g_strdup (key), g_strdup (value));
  job->heading = self->mapping != NULL ? jz_sheet_mapping_first_heading (self->mapping) : 0;
  for (guint f = 0; f < JZ_N_LEDGER_FIELDS; f++)
    job->columns[f] = self->mapping != NULL ? jz_sheet_mapping_column (self->mapping, f) : JZ_SHEET_NO_COLUMN;
  return job;
}

void
jz_import_draft_cancel (JzImportDraft *self)
{
  self->again = FALSE;
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

GCancellable *
jz_import_draft_get_cancellable (JzImportDraft *self)
{
  return self->cancellable;
}

const JzSheetField *
jz_import_draft_get_missing (JzImportDraft *self)
{
  return jz_sheet_mapping_missing (self->mapping);
}

gboolean
jz_import_draft_is_busy (JzImportDraft *self)
{
  return self->job != NULL || self->pause != 0;
}

/* Sheets. */

static void
opened (JzImportDraft *self, JzImportJob *job)
{
  self->file = g_steal_pointer (&job->file);
  self->sheets = g_steal_pointer (&job->sheets);
  self->sheet = job->sheet;
  g_signal_emit (self, signals[OPENED], 0);
}

void
jz_import_draft_open (JzImportDraft *self)
{
  start (self, jz_import_job_open, opened, new_job (self));
}

const char *
jz_import_draft_get_path (JzImportDraft *self)
{
  return self->path;
}

GPtrArray *
jz_import_draft_get_sheets (JzImportDraft *self)
{
  return self->sheets;
}

guint
jz_import_draft_get_sheet (JzImportDraft *self)
{
  return self->sheet;
}

static void
mapped (JzImportDraft *self, JzImportJob *job)
{
  g_clear_pointer (&self->mapping, jz_sheet_mapping_free);
  self->mapping = g_steal_pointer (&job->mapping);
  self->recalled = job->recalled;
  self->unseen = TRUE;
  check (self);
}

void
jz_import_draft_choose_sheet (JzImportDraft *self, guint sheet)
{
  JzImportJob *job;

  g_return_if_fail (self->job == NULL);

  self->sheet = sheet;
  g_hash_table_remove_all (self->overrides);
  g_list_store_remove_all (self->rows);
  g_list_store_remove_all (self->faults);
  job = new_job (self);
  job->heading = 0;
  start (self, jz_import_job_map, mapped, job);
}

/* Headings. */

guint
jz_import_draft_n_heads (JzImportDraft *self)
{
  return MIN (jz_sheet_mapping_n_head (self->mapping), JZ_SHEET_HEADING_ROWS);
}

const JzSheetRow *
jz_import_draft_get_head (JzImportDraft *self, guint i)
{
  return jz_sheet_mapping_head (self->mapping, i);
}

guint
jz_import_draft_get_heading_row (JzImportDraft *self)
{
  return jz_sheet_mapping_first_heading (self->mapping);
}

void
jz_import_draft_set_heading_row (JzImportDraft *self, guint row)
{
  if (row == jz_sheet_mapping_first_heading (self->mapping) || !jz_sheet_mapping_begin_heading (self->mapping, row))
    return;
  self->recalled = FALSE;
  check (self);
}

/* Columns. */

int
jz_import_draft_n_columns (JzImportDraft *self)
{
  int n = self->mapping != NULL ? (int) jz_sheet_mapping_n_columns (self->mapping) : 0;

  while (n > 0 && *jz_sheet_mapping_heading (self->mapping, n - 1) == '\0')
    n--;
  return n;
}

const char *
jz_import_draft_get_heading (JzImportDraft *self, int column)
{
  return jz_sheet_mapping_heading (self->mapping, column);
}

int
jz_import_draft_get_field (JzImportDraft *self, int column)
{
  for (guint f = 0; f < JZ_N_LEDGER_FIELDS; f++)
    if (jz_sheet_mapping_column (self->mapping, f) == column)
      return (int) f;
  return -1;
}

void
jz_import_draft_set_field (JzImportDraft *self, int column, int field)
{
  int present = jz_import_draft_get_field (self, column);

  if (present == field)
    return;
  if (present >= 0)
    jz_sheet_mapping_set_column (self->mapping, (guint) present, JZ_SHEET_NO_COLUMN);
  if (field >= 0)
    jz_sheet_mapping_set_column (self->mapping, (guint) field, column);
  self->recalled = FALSE;
  check (self);
}

gboolean
jz_import_draft_is_recalled (JzImportDraft *self)
{
  return self->recalled;
}

char *
jz_import_draft_save (JzImportDraft *self)
{
  return jz_sheet_mapping_save (self->mapping);
}

gboolean
jz_import_draft_load (JzImportDraft *self, const char *name, const char *text, GError **error)
{
  if (!jz_sheet_mapping_load (self->mapping, name, text, error))
    return FALSE;
  check (self);
  return TRUE;
}

void
jz_import_draft_reset (JzImportDraft *self)
{
  jz_sheet_mapping_set_heading (self->mapping, jz_sheet_mapping_first_heading (self->mapping), jz_sheet_mapping_last_heading (self->mapping));
  self->recalled = FALSE;
  check (self);
}

JzCards
jz_import_draft_get_cards (JzImportDraft *self)
{
  return self->cards;
}

void
jz_import_draft_set_cards (JzImportDraft *self, JzCards cards)
{
  if (self->cards == cards)
    return;
  self->cards = cards;
  if (self->mapping != NULL)
    check (self);
}

/* Checking. */

static void
mark_rows (JzImportDraft *self, GHashTable *rows, GPtrArray *faults, gboolean warning)
{
  for (guint i = 0; i < faults->len; i++)
    {
      const JzRowFault *fault = g_ptr_array_index (faults, i);
      JzImportRow      *row = g_hash_table_lookup (rows, GUINT_TO_POINTER (fault->row));
      JzImportState     state = warning ? JZ_IMPORT_WARNING : JZ_IMPORT_FAULTY;

      if (row == NULL)
        continue;
      if (!warning || jz_import_row_get_state (row) != JZ_IMPORT_FAULTY)
        jz_import_row_set_state (row, state);
      for (guint f = 0; f < JZ_N_LEDGER_FIELDS; f++)
        if (g_str_equal (jz_ledger_fields[f].id, fault->field) && jz_sheet_mapping_column (self->mapping, f) != JZ_SHEET_NO_COLUMN)
          jz_import_row_mark (row, jz_sheet_mapping_column (self->mapping, f), state, NULL);
    }
}

/* What a person corrected is shown as it will be read. */
static void
mark_corrected (JzImportDraft *self, GHashTable *rows)
{
  GHashTableIter iter;
  gpointer       key, text;

  g_hash_table_iter_init (&iter, self->overrides);
  while (g_hash_table_iter_next (&iter, &key, &text))
    {
      char        *field;
      guint        number = (guint) g_ascii_strtoull (key, &field, 10);
      JzImportRow *row = g_hash_table_lookup (rows, GUINT_TO_POINTER (number));

      for (guint f = 0; row != NULL && f < JZ_N_LEDGER_FIELDS; f++)
        if (g_str_equal (jz_ledger_fields[f].id, field + 1) && jz_sheet_mapping_column (self->mapping, f) != JZ_SHEET_NO_COLUMN)
          jz_import_row_mark (row, jz_sheet_mapping_column (self->mapping, f), JZ_IMPORT_GOOD, text);
    }
}

static void
mark_all (JzImportDraft *self, GPtrArray *list)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      JzImportRow *row = g_ptr_array_index (list, i);

      g_hash_table_insert (rows, GUINT_TO_POINTER (jz_import_row_get_number (row)), row);
      if (jz_import_row_get_state (row) == JZ_IMPORT_UNKNOWN && self->result.rejects != NULL)
        jz_import_row_set_state (row, JZ_IMPORT_GOOD);
    }
  mark_corrected (self, rows);
  if (self->result.rejects != NULL)
    {
      mark_rows (self, rows, self->result.warnings, TRUE);
      mark_rows (self, rows, self->result.rejects, FALSE);
    }
}

static void
add_faults (GPtrArray *list, GPtrArray *faults, gboolean warning)
{
  for (guint i = 0; i < faults->len; i++)
    {
      const JzRowFault *fault = g_ptr_array_index (faults, i);
      int               field = -1;

      for (int f = 0; f < JZ_N_LEDGER_FIELDS; f++)
        if (g_str_equal (jz_ledger_fields[f].id, fault->field))
          field = f;
      g_ptr_array_add (list, jz_import_fault_new (fault, field, warning));
    }
}

static int
compare_faults (gconstpointer a, gconstpointer b)
{
  const JzImportFault *first = *(JzImportFault *const *) a, *second = *(JzImportFault *const *) b;

  return first->row != second->row ? (first->row < second->row ? -1 : 1) : first->field - second->field;
}

/* In two steps where the length changes: GTK asks for every single item of a list that is replaced in one. */
static void
replace (GListStore *store, GPtrArray *list)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));

  if (n != list->len)
    {
      g_list_store_remove_all (store);
      n = 0;
    }
  g_list_store_splice (store, 0, n, list->pdata, list->len);
}

static void
tell_mapped (JzImportDraft *self)
{
  if (self->unseen)
    {
      self->unseen = FALSE;
      g_signal_emit (self, signals[MAPPED], 0);
    }
}

static void
checked (JzImportDraft *self, JzImportJob *job)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_object_unref);

  jz_import_result_clear (&self->result);
  self->result = job->result;
  job->result = (JzImportResult){ 0 };
  ((JzImportSheet *) g_ptr_array_index (self->sheets, self->sheet))->rows = (guint) job->total;
  mark_all (self, job->rows);
  replace (self->rows, job->rows);
  tell_mapped (self);
  if (self->result.rejects != NULL)
    {
      add_faults (faults, self->result.rejects, FALSE);
      add_faults (faults, self->result.warnings, TRUE);
    }
  g_ptr_array_sort (faults, compare_faults);
  replace (self->faults, faults);
  g_signal_emit (self, signals[CHECKED], 0);
}

static void
first_rows_cb (GPtrArray *rows, gpointer data)
{
  JzImportDraft *self = data; /* kept by the task that tells of them */

  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == 0)
    replace (self->rows, rows);
  tell_mapped (self);
}

static gboolean
pause_cb (gpointer data)
{
  JzImportDraft *self = data;

  self->pause = 0;
  if (self->job == NULL)
    {
      JzImportJob *job = new_job (self);

      if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == 0)
        {
          job->first = first_rows_cb;
          job->first_data = self;
        }
      start (self, jz_import_job_check, checked, job);
    }
  return G_SOURCE_REMOVE;
}

static void
check (JzImportDraft *self)
{
  if (self->job != NULL)
    {
      self->again = TRUE;
      g_cancellable_cancel (self->cancellable);
      return;
    }
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == 0 ? 0 : PAUSE_MS, pause_cb, self);
}

void
jz_import_draft_correct (JzImportDraft *self, guint row, int field, const char *text)
{
  g_return_if_fail (field >= 0 && field < JZ_N_LEDGER_FIELDS);

  g_hash_table_insert (self->overrides, jz_import_override_key (row, jz_ledger_fields[field].id), g_strdup (text));
  check (self);
}

guint
jz_import_draft_n_corrected (JzImportDraft *self)
{
  return g_hash_table_size (self->overrides);
}

GListModel *
jz_import_draft_get_rows (JzImportDraft *self)
{
  return G_LIST_MODEL (self->rows);
}

GListModel *
jz_import_draft_get_faults (JzImportDraft *self)
{
  return G_LIST_MODEL (self->faults);
}

const JzImportResult *
jz_import_draft_get_result (JzImportDraft *self)
{
  return &self->result;
}

/* Importing. */

static void
imported (JzImportDraft *self, JzImportJob *job)
{
  jz_import_result_clear (&self->result);
  self->result = job->result;
  job->result = (JzImportResult){ 0 };
  self->rejects = g_steal_pointer (&job->rejects);
  g_signal_emit (self, signals[IMPORTED], 0);
}

void
jz_import_draft_import (JzImportDraft *self, gboolean rejects)
{
  JzImportJob *job;

  g_return_if_fail (!jz_import_draft_is_busy (self));

  job = new_job (self);
  job->write_rejects = rejects;
  start (self, jz_import_job_import, imported, job);
}

const char *
jz_import_draft_get_rejects (JzImportDraft *self)
{
  return self->rejects;
}

/* The object. */

static void
jz_import_draft_finalize (GObject *object)
{
  JzImportDraft *self = JZ_IMPORT_DRAFT (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->file, jz_sheet_file_unref);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->mapping, jz_sheet_mapping_free);
  g_clear_pointer (&self->overrides, g_hash_table_unref);
  g_clear_object (&self->rows);
  g_clear_object (&self->faults);
  jz_import_result_clear (&self->result);
  g_free (self->rejects);
  g_free (self->path);
  G_OBJECT_CLASS (jz_import_draft_parent_class)->finalize (object);
}

static guint
new_signal (const char *name, guint n, GType first, GType second)
{
  return g_signal_new (name, JZ_TYPE_IMPORT_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n, first, second);
}

static void
jz_import_draft_class_init (JzImportDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jz_import_draft_finalize;
  signals[OPENED] = new_signal ("opened", 0, 0, 0);
  signals[MAPPED] = new_signal ("mapped", 0, 0, 0);
  signals[CHECKED] = new_signal ("checked", 0, 0, 0);
  signals[PROGRESS] = new_signal ("progress", 2, G_TYPE_INT64, G_TYPE_INT64);
  signals[IMPORTED] = new_signal ("imported", 0, 0, 0);
  signals[FAILED] = new_signal ("failed", 1, G_TYPE_ERROR, 0);
}

static void
jz_import_draft_init (JzImportDraft *self)
{
  self->overrides = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->rows = g_list_store_new (JZ_TYPE_IMPORT_ROW);
  self->faults = g_list_store_new (JZ_TYPE_IMPORT_FAULT);
}

JzImportDraft *
jz_import_draft_new (JzSession *session, const char *path)
{
  JzImportDraft *self = g_object_new (JZ_TYPE_IMPORT_DRAFT, NULL);

  self->session = g_object_ref (session);
  self->path = g_strdup (path);
  return self;
}
