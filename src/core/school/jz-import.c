/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include "jz-import.h"

#include <glib/gi18n-lib.h>

#include "jz-import-ahead.h"
#include "jz-import-line-private.h"
#include "jz-sheet-rejects.h"

struct _JzImporting
{
  const JzImportSpec *spec;
  const JzImport     *import;
  JzImportResult     *result;
  GCancellable       *cancellable;
  JzOperation        *operation;
  JzSheetRejects     *rejects;
  gpointer            state;
};

void
jz_import_result_clear (JzImportResult *self)
{
  g_clear_pointer (&self->rejects, g_ptr_array_unref);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
}

const JzImport *
jz_importing_import (JzImporting *self)
{
  return self->import;
}

JzOperation *
jz_importing_operation (JzImporting *self)
{
  return self->operation;
}

JzConnection *
jz_importing_connection (JzImporting *self)
{
  return jz_operation_get_connection (self->operation);
}

JzImportResult *
jz_importing_result (JzImporting *self)
{
  return self->result;
}

static gboolean
hand_back (JzImporting *self, JzImportLine *line, GError **error)
{
  g_autoptr (GString) reasons = g_string_new (NULL);

  for (guint i = 0; i < line->faults->len; i++)
    g_string_append_printf (reasons, "%s%s", i > 0 ? "；" : "", ((JzRowFault *) g_ptr_array_index (line->faults, i))->reason);
  if (self->rejects == NULL)
    self->rejects = jz_sheet_rejects_new (self->import->rejects, self->import->file, self->import->sheet, self->import->mapping, self->cancellable, error);
  return self->rejects != NULL && jz_sheet_rejects_add (self->rejects, line->row, reasons->str, error);
}

static void
move_faults (GPtrArray *list, GPtrArray **faults)
{
  if (*faults != NULL)
    g_ptr_array_extend_and_steal (list, g_steal_pointer (faults));
}

static void
show (JzImporting *self, const JzImportLine *line)
{
  if (self->import->seen != NULL)
    self->import->seen (line->row, line->kind, line->faults != NULL || line->warnings != NULL, self->import->data);
}

static gboolean
take_line (JzImporting *self, JzImportLine *line, GError **error)
{
  self->result->read++;
  if (line->faults == NULL && !self->spec->take (self, self->state, line, error))
    return FALSE;
  if (line->faults != NULL)
    self->result->rejected++;
  if (line->faults != NULL && self->import->rejects != NULL && !hand_back (self, line, error))
    return FALSE;
  show (self, line);
  move_faults (self->result->rejects, &line->faults);
  move_faults (self->result->warnings, &line->warnings);
  if (self->import->progress != NULL && self->result->read % 256 == 0)
    self->import->progress (self->result->read, self->import->data);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static gboolean
take_lines (JzImporting *self, GError **error)
{
  g_autoptr (JzImportAhead) ahead = jz_import_ahead_new (self->spec, self->import, self->state, self->cancellable, error);
  g_autoptr (GError) failure = NULL;
  JzImportLine      *line;

  if (ahead == NULL)
    return FALSE;
  while ((line = jz_import_ahead_next (ahead, &failure)) != NULL)
    if (line->kind != JZ_SHEET_ROW_DATA)
      show (self, line);
    else if (!take_line (self, line, error))
      return FALSE;
  if (failure == NULL)
    return self->rejects == NULL || jz_sheet_rejects_finish (self->rejects, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static char *
memory_key (const JzImportSpec *spec, JzSheetMapping *mapping)
{
  g_autofree char *signature = jz_sheet_mapping_signature (mapping);

  return g_strdup_printf ("import.%s.%s", spec->name, signature);
}

gboolean
jz_import_recall (JzConnection *connection, const JzImportSpec *spec, JzSheetMapping *mapping)
{
  g_autofree char *key = memory_key (spec, mapping);
  g_autofree char *text = jz_connection_text (connection, NULL, "SELECT value FROM meta WHERE key = ?", "s", key);

  return text != NULL && jz_sheet_mapping_load (mapping, key, text, NULL);
}

static gboolean
remember (JzImporting *self, GError **error)
{
  g_autofree char *key = memory_key (self->spec, self->import->mapping);
  g_autofree char *text = jz_sheet_mapping_save (self->import->mapping);

  return jz_connection_run (jz_importing_connection (self), error,
                            "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", "ss", key, text);
}

static void
describe (JzImporting *self)
{
  guint n = self->result->read - self->result->rejected;

  jz_operation_describe (self->operation, g_dngettext (GETTEXT_PACKAGE, "Imported %u row from %s", "Imported %u rows from %s", n), n,
                         jz_sheet_file_name (self->import->file));
}

#define DRY_RUN_DONE 0x647279 /* rolls a dry run back; seen by nobody */

static gboolean
import_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzImporting *self = data;
  gboolean     ok;

  self->operation = operation;
  if (self->spec->bulk)
    jz_operation_set_bulk (operation, TRUE);
  ok = (self->spec->begin == NULL || self->spec->begin (self, &self->state, error)) && take_lines (self, error) &&
       (self->spec->end == NULL || self->spec->end (self, self->state, error));
  if (self->spec->free_state != NULL && self->state != NULL)
    self->spec->free_state (self->state);
  if (ok && self->import->dry_run)
    {
      g_set_error_literal (error, JZ_ERROR, DRY_RUN_DONE, "");
      return FALSE;
    }
  describe (self);
  return ok && (self->result->added + self->result->merged + self->result->updated == 0 || remember (self, error));
}

gboolean
jz_import_run (JzStore *store, const JzActor *actor, const JzImportSpec *spec, const JzImport *import, JzImportResult *result,
               GCancellable *cancellable, GError **error)
{
  const JzSheetField *missing = jz_sheet_mapping_missing (import->mapping);
  JzImporting         self = { .spec = spec, .import = import, .result = result, .cancellable = cancellable };
  g_autoptr (GError)  failure = NULL;
  gboolean            ok;

  *result = (JzImportResult){ .rejects = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_row_fault_free),
                              .warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_row_fault_free) };
  if (missing != NULL)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: no column is the %s"), jz_sheet_file_name (import->file), _(missing->title));
      return FALSE;
    }
  ok = jz_store_write_sync (store, spec->action, actor, import_cb, &self, &result->operation, NULL, cancellable, &failure) ||
       g_error_matches (failure, JZ_ERROR, DRY_RUN_DONE);
  g_clear_pointer (&self.rejects, jz_sheet_rejects_free);
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&failure));
  return ok;
}
