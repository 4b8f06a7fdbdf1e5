/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include "jz-import.h"

#include <glib/gi18n-lib.h>

#include "jz-sheet-rejects.h"
#include "jz-sheet-value.h"

struct _JzImporting
{
  const JzImportSpec *spec;
  const JzImport     *import;
  JzImportResult     *result;
  GCancellable       *cancellable;
  JzOperation        *operation;
  JzSheetRejects     *rejects;
  gpointer            state;
  JzSheetCell        *corrected; /* of each field, where an override stands for the cell at hand; NULL without overrides */
};

#define KEY_FORMAT "%u/%s"
#define KEY_MOST   64

void
jz_row_fault_free (JzRowFault *self)
{
  g_free (self->field);
  g_free (self->value);
  g_free (self->reason);
  g_free (self->remedy);
  g_free (self);
}

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

const JzSheetCell *
jz_importing_cell (JzImporting *self, const JzSheetRow *row, guint field)
{
  const JzSheetCell *cell = jz_sheet_mapping_cell (self->import->mapping, row, field);
  char               key[KEY_MOST];
  const char        *text;

  if (self->corrected == NULL)
    return cell;
  g_snprintf (key, sizeof key, KEY_FORMAT, row->number, self->spec->fields[field].id);
  text = g_hash_table_lookup (self->import->overrides, key);
  if (text == NULL)
    return cell;
  self->corrected[field] = (JzSheetCell){ .column = cell->column, .kind = JZ_CELL_TEXT, .text = text };
  return &self->corrected[field];
}

char *
jz_import_override_key (guint row, const char *field)
{
  return g_strdup_printf (KEY_FORMAT, row, field);
}

static void
add_fault (JzImporting *self, GPtrArray *list, const JzSheetRow *row, int field, const char *reason, const char *remedy)
{
  JzRowFault *fault = g_new0 (JzRowFault, 1);

  fault->row = row->number;
  fault->field = g_strdup (field >= 0 ? self->spec->fields[field].id : "");
  fault->value = field >= 0 ? jz_sheet_cell_to_text (jz_importing_cell (self, row, (guint) field)) : g_strdup ("");
  fault->reason = g_strdup (reason);
  fault->remedy = g_strdup (remedy);
  g_ptr_array_add (list, fault);
}

void
jz_importing_fault (JzImporting *self, const JzSheetRow *row, int field, const char *reason, const char *remedy)
{
  add_fault (self, self->result->rejects, row, field, reason, remedy);
}

void
jz_importing_warning (JzImporting *self, const JzSheetRow *row, int field, const char *reason)
{
  add_fault (self, self->result->warnings, row, field, reason, NULL);
}

static gboolean
hand_back (JzImporting *self, const JzSheetRow *row, guint first_fault, GError **error)
{
  g_autoptr (GString) reasons = g_string_new (NULL);

  self->result->rejected++;
  for (guint i = first_fault; i < self->result->rejects->len; i++)
    g_string_append_printf (reasons, "%s%s", reasons->len > 0 ? "；" : "", ((JzRowFault *) g_ptr_array_index (self->result->rejects, i))->reason);
  if (self->import->rejects == NULL)
    return TRUE;
  if (self->rejects == NULL)
    self->rejects = jz_sheet_rejects_new (self->import->rejects, self->import->file, self->import->sheet, self->import->mapping, self->cancellable, error);
  return self->rejects != NULL && jz_sheet_rejects_add (self->rejects, row, reasons->str, error);
}

static gboolean
take_row (JzImporting *self, const JzSheetRow *row, GError **error)
{
  guint faults = self->result->rejects->len;

  self->result->read++;
  if (!self->spec->take (self, self->state, row, error) || (self->result->rejects->len > faults && !hand_back (self, row, faults, error)))
    return FALSE;
  if (self->import->progress != NULL && self->result->read % 256 == 0)
    self->import->progress (self->result->read, self->import->data);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static gboolean
take_rows (JzImporting *self, GError **error)
{
  guint              first = jz_sheet_mapping_first_data (self->import->mapping);
  g_autoptr (GError) failure = NULL;
  const JzSheetRow  *row;
  g_autoptr (JzSheetReader) reader = jz_sheet_file_read (self->import->file, self->import->sheet, self->cancellable, error);

  if (reader == NULL)
    return FALSE;
  while ((row = jz_sheet_reader_next (reader, &failure)) != NULL)
    if (row->number >= first && jz_sheet_row_kind (self->import->mapping, row) == JZ_SHEET_ROW_DATA && !take_row (self, row, error))
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
  ok = (self->spec->begin == NULL || self->spec->begin (self, &self->state, error)) && take_rows (self, error) &&
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
  if (import->overrides != NULL && g_hash_table_size (import->overrides) > 0)
    self.corrected = g_new0 (JzSheetCell, spec->n_fields);
  ok = jz_store_write_sync (store, spec->action, actor, import_cb, &self, &result->operation, NULL, cancellable, &failure) ||
       g_error_matches (failure, JZ_ERROR, DRY_RUN_DONE);
  g_clear_pointer (&self.rejects, jz_sheet_rejects_free);
  g_free (self.corrected);
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&failure));
  return ok;
}
