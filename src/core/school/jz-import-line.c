/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include "jz-import-line-private.h"

#include <string.h>

#include "jz-sheet-value.h"
#include "jz-text.h"

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

char *
jz_import_override_key (guint row, const char *field)
{
  return g_strdup_printf (KEY_FORMAT, row, field);
}

void
jz_import_line_init (JzImportLine *self, const JzImportSpec *spec, const JzImport *import, GStringChunk *texts)
{
  self->spec = spec;
  self->import = import;
  self->texts = texts;
  self->record = g_malloc0 (spec->record_size);
  if (import->overrides != NULL && g_hash_table_size (import->overrides) > 0)
    self->corrected = g_new0 (JzSheetCell, spec->n_fields);
}

void
jz_import_line_clear (JzImportLine *self)
{
  g_free (self->row);
  g_free (self->record);
  g_free (self->corrected);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
}

void
jz_import_line_set (JzImportLine *self, const JzSheetRow *row)
{
  g_free (self->row);
  self->row = jz_sheet_row_copy (row);
  if (self->record != NULL)
    memset (self->record, 0, self->spec->record_size);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
}

const JzSheetCell *
jz_import_line_cell (JzImportLine *self, guint field)
{
  const JzSheetCell *cell = jz_sheet_mapping_cell (self->import->mapping, self->row, field);
  char               key[KEY_MOST];
  const char        *text;

  if (self->corrected == NULL)
    return cell;
  g_snprintf (key, sizeof key, KEY_FORMAT, self->row->number, self->spec->fields[field].id);
  text = g_hash_table_lookup (self->import->overrides, key);
  if (text == NULL)
    return cell;
  self->corrected[field] = (JzSheetCell){ .column = cell->column, .kind = JZ_CELL_TEXT, .text = text };
  return &self->corrected[field];
}

const char *
jz_import_line_text (JzImportLine *self, guint field)
{
  const char      *text = jz_import_line_cell (self, field)->text;
  g_autofree char *tidy = NULL;

  if (jz_text_is_tidy (text))
    return text;
  tidy = jz_text_tidy (text);
  return jz_import_line_keep (self, tidy);
}

const char *
jz_import_line_keep (JzImportLine *self, const char *text)
{
  return g_string_chunk_insert (self->texts, text);
}

gpointer
jz_import_line_record (JzImportLine *self)
{
  return self->record;
}

static void
add_fault (JzImportLine *self, GPtrArray **list, int field, const char *reason, const char *remedy)
{
  JzRowFault *fault = g_new0 (JzRowFault, 1);

  fault->row = self->row->number;
  fault->field = g_strdup (field >= 0 ? self->spec->fields[field].id : "");
  fault->value = g_strdup (field >= 0 ? jz_import_line_text (self, (guint) field) : "");
  fault->reason = g_strdup (reason);
  fault->remedy = g_strdup (remedy);
  if (*list == NULL)
    *list = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_row_fault_free);
  g_ptr_array_add (*list, fault);
}

void
jz_import_line_fault (JzImportLine *self, int field, const char *reason, const char *remedy)
{
  add_fault (self, &self->faults, field, reason, remedy);
}

gboolean
jz_import_line_is_faulty (JzImportLine *self)
{
  return self->faults != NULL;
}

void
jz_import_line_warning (JzImportLine *self, int field, const char *reason, const char *remedy)
{
  add_fault (self, &self->warnings, field, reason, remedy);
}
