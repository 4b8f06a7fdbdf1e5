/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-import-job.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#define FIRST_ROWS 20 /* fill the first screen while the rest is read */

static void
sheet_free (gpointer data)
{
  g_free (((JzImportSheet *) data)->name);
  g_free (data);
}

void
jz_import_job_free (gpointer job)
{
  JzImportJob *self = job;

  g_free (self->path);
  g_free (self->rejects);
  g_clear_pointer (&self->file, jz_sheet_file_unref);
  g_clear_object (&self->store);
  g_clear_pointer (&self->overrides, g_hash_table_unref);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->mapping, jz_sheet_mapping_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  jz_import_result_clear (&self->result);
  g_free (self);
}

/* Sheets. */

static JzImportSheet *
look_at_sheet (JzImportJob *self, guint i, GCancellable *cancellable)
{
  g_autoptr (JzSheetMapping) mapping = jz_sheet_mapping_new (jz_ledger_fields, JZ_N_LEDGER_FIELDS);
  JzImportSheet *sheet = g_new0 (JzImportSheet, 1);

  sheet->name = g_strdup (jz_sheet_file_sheet_name (self->file, i));
  sheet->hidden = jz_sheet_file_sheet_hidden (self->file, i);
  if (jz_sheet_mapping_guess (mapping, self->file, i, cancellable, NULL))
    for (guint f = 0; f < JZ_N_LEDGER_FIELDS; f++)
      sheet->fields += jz_sheet_mapping_column (mapping, f) != JZ_SHEET_NO_COLUMN;
  return sheet;
}

gboolean
jz_import_job_open (JzImportJob *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (JzSheetMapping) mapping = jz_sheet_mapping_new (jz_ledger_fields, JZ_N_LEDGER_FIELDS);
  g_autoptr (GError) unfit = NULL;

  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  self->file = jz_sheet_file_open (self->path, cancellable, error);
  if (self->file == NULL)
    return FALSE;
  for (guint i = 0; i < jz_sheet_file_n_sheets (self->file); i++)
    g_ptr_array_add (self->sheets, look_at_sheet (self, i, cancellable));
  /* Where no sheet fits a person may still choose one, and is told then. */
  if (!jz_sheet_mapping_guess_sheet (mapping, self->file, &self->sheet, cancellable, &unfit))
    self->sheet = 0;
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
recall_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  JzImportJob *self = data;

  self->recalled = jz_import_recall (connection, &jz_ledger_import, self->mapping);
  return TRUE;
}

static const JzSheetRow *
fullest_row (JzSheetMapping *mapping)
{
  const JzSheetRow *fullest = NULL;

  for (guint i = 0; i < MIN (jz_sheet_mapping_n_head (mapping), JZ_SHEET_HEADING_ROWS); i++)
    if (fullest == NULL || jz_sheet_mapping_head (mapping, i)->n_cells > fullest->n_cells)
      fullest = jz_sheet_mapping_head (mapping, i);
  return fullest;
}

/* Where no row looks like headings the fullest one stands for them, until a person says which it is. */
static gboolean
find_heading (JzImportJob *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;

  self->mapping = jz_sheet_mapping_new (jz_ledger_fields, JZ_N_LEDGER_FIELDS);
  if (!jz_sheet_mapping_guess (self->mapping, self->file, self->sheet, cancellable, &failure) &&
      (jz_sheet_mapping_n_head (self->mapping) == 0 || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  /* They are needed here, off the main thread, where a person may say later that another row is the one. */
  if (!jz_sheet_mapping_read_merges (self->mapping, self->file, self->sheet, cancellable, error))
    return FALSE;
  if (self->heading != 0)
    jz_sheet_mapping_begin_heading (self->mapping, self->heading);
  else if (failure != NULL)
    jz_sheet_mapping_begin_heading (self->mapping, fullest_row (self->mapping)->number);
  return TRUE;
}

gboolean
jz_import_job_map (JzImportJob *self, GCancellable *cancellable, GError **error)
{
  return find_heading (self, cancellable, error) && jz_store_read_sync (self->store, recall_cb, self, cancellable, error);
}

/* Rows. */

typedef struct
{
  GPtrArray *rows;
  void     (*func) (GPtrArray *rows, gpointer data);
  gpointer   data;
} First;

static gboolean
first_cb (gpointer data)
{
  First *first = data;

  first->func (first->rows, first->data);
  g_ptr_array_unref (first->rows);
  return G_SOURCE_REMOVE;
}

static void
tell_first (JzImportJob *self)
{
  First *first = g_new (First, 1);

  *first = (First){ g_ptr_array_new_with_free_func (g_object_unref), self->first, self->first_data };
  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (first->rows, g_object_ref (g_ptr_array_index (self->rows, i)));
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, first_cb, first, g_free);
}

static void
seen_cb (const JzSheetRow *row, JzSheetRowKind kind, gboolean marked, gpointer data)
{
  JzImportJob *self = data;

  self->seen++;
  if (marked || self->rows->len < JZ_IMPORT_ROWS_LISTED)
    g_ptr_array_add (self->rows, jz_import_row_new (jz_sheet_row_copy (row), kind == JZ_SHEET_ROW_DATA ? JZ_IMPORT_UNKNOWN : JZ_IMPORT_PASSED));
}

/* Rows as they stand, up to @n. */
static gboolean
read_rows (JzImportJob *self, guint n, GCancellable *cancellable, GError **error)
{
  g_autoptr (JzSheetReader) reader = jz_sheet_file_read (self->file, self->sheet, cancellable, error);
  g_autoptr (GError) failure = NULL;
  const JzSheetRow  *row;

  g_ptr_array_set_size (self->rows, 0);
  while (reader != NULL && self->rows->len < n && (row = jz_sheet_reader_next (reader, &failure)) != NULL)
    {
      JzSheetRowKind kind = jz_sheet_row_kind (self->mapping, row);

      if (row->number >= jz_sheet_mapping_first_data (self->mapping) && kind != JZ_SHEET_ROW_BLANK)
        seen_cb (row, kind, FALSE, self);
    }
  if (failure == NULL)
    return reader != NULL;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
progress_cb (guint done, gpointer data)
{
  g_atomic_int_set (&((JzImportJob *) data)->done, (int) done);
}

static gboolean
run (JzImportJob *self, gboolean dry_run, GCancellable *cancellable, GError **error)
{
  JzLedgerImportOptions options = { self->cards };
  JzImport import = { .file = self->file, .sheet = self->sheet, .mapping = self->mapping, .dry_run = dry_run, .overrides = self->overrides,
                      .rejects = dry_run ? NULL : self->rejects, .options = &options, .progress = progress_cb,
                      .seen = dry_run ? seen_cb : NULL, .data = self };

  return jz_import_run (self->store, &self->actor, &jz_ledger_import, &import, &self->result, cancellable, error);
}

static gboolean
apply_columns (JzImportJob *self, GCancellable *cancellable, GError **error)
{
  if (!find_heading (self, cancellable, error))
    return FALSE;
  for (guint f = 0; f < JZ_N_LEDGER_FIELDS; f++)
    jz_sheet_mapping_set_column (self->mapping, f, JZ_SHEET_NO_COLUMN);
  for (guint f = 0; f < JZ_N_LEDGER_FIELDS; f++)
    jz_sheet_mapping_set_column (self->mapping, f, self->columns[f]);
  return TRUE;
}

gboolean
jz_import_job_check (JzImportJob *self, GCancellable *cancellable, GError **error)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  if (!apply_columns (self, cancellable, error) || (self->first != NULL && !read_rows (self, FIRST_ROWS, cancellable, error)))
    return FALSE;
  if (self->first != NULL)
    tell_first (self);
  if (jz_sheet_mapping_missing (self->mapping) != NULL)
    return read_rows (self, JZ_IMPORT_ROWS_LISTED, cancellable, error);
  g_ptr_array_set_size (self->rows, 0);
  self->seen = 0;
  if (!run (self, TRUE, cancellable, error))
    return FALSE;
  g_atomic_int_set (&self->total, self->seen);
  return TRUE;
}

/* "ledger.rejects.xlsx" beside the file, or in the person's documents where that folder can't be written;
 * never the name of a file that is there. */
static char *
rejects_path (JzImportJob *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path), *base = g_path_get_basename (self->path);
  const char      *suffix = jz_sheet_file_format (self->file) == JZ_SHEET_FORMAT_CSV ? "csv" : "xlsx";
  const char      *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  char            *dot = strrchr (base, '.');

  if (access (folder, W_OK) != 0)
    {
      g_free (folder);
      folder = g_strdup (documents != NULL ? documents : g_get_home_dir ());
    }
  if (dot != NULL && dot != base)
    *dot = '\0';
  for (guint n = 1; ; n++)
    {
      g_autofree char *name = n == 1 ? g_strdup_printf ("%s.%s.%s", base, _("not imported"), suffix)
                                     : g_strdup_printf ("%s.%s-%u.%s", base, _("not imported"), n, suffix);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

gboolean
jz_import_job_import (JzImportJob *self, GCancellable *cancellable, GError **error)
{
  if (self->write_rejects)
    self->rejects = rejects_path (self);
  if (!apply_columns (self, cancellable, error) || !run (self, FALSE, cancellable, error))
    return FALSE;
  if (self->result.rejected == 0)
    g_clear_pointer (&self->rejects, g_free);
  return TRUE;
}
