/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-sheet-private.h"

static void
sheet_info_free (JzSheetInfo *info)
{
  g_free (info->name);
  g_clear_pointer (&info->merges, g_array_unref);
  g_free (info);
}

gpointer
jz_sheet_file_alloc (gsize size, const JzSheetBackend *backend, JzSheetFormat format, const char *path)
{
  JzSheetFile *file = g_atomic_rc_box_alloc0 (size);

  file->backend = backend;
  file->format = format;
  file->path = g_strdup (path);
  file->name = g_path_get_basename (path);
  file->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) sheet_info_free);
  return file;
}

JzSheetInfo *
jz_sheet_file_add_sheet (JzSheetFile *file, const char *name, gboolean hidden)
{
  JzSheetInfo *info = g_new0 (JzSheetInfo, 1);

  info->name = g_strdup (name);
  info->hidden = hidden;
  g_ptr_array_add (file->sheets, info);
  return info;
}

JzSheetFile *
jz_sheet_file_open (const char *path, GCancellable *cancellable, GError **error)
{
  JzContent content;

  g_return_val_if_fail (path != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !jz_sheet_detect (path, &content, error))
    return NULL;
  switch (content)
    {
    case JZ_CONTENT_XLSX:
      return jz_xlsx_open (path, cancellable, error);
    case JZ_CONTENT_XLS:
      return jz_xls_open (path, cancellable, error);
    case JZ_CONTENT_COUNTY:
      return jz_county_open (path, cancellable, error);
    case JZ_CONTENT_TEXT:
    default:
      return jz_csv_open (path, cancellable, error);
    }
}

JzSheetFile *
jz_sheet_file_ref (JzSheetFile *file)
{
  return g_atomic_rc_box_acquire (file);
}

static void
file_clear (gpointer data)
{
  JzSheetFile *file = data;

  file->backend->free (file);
  g_ptr_array_unref (file->sheets);
  g_free (file->path);
  g_free (file->name);
}

void
jz_sheet_file_unref (JzSheetFile *file)
{
  if (file != NULL)
    g_atomic_rc_box_release_full (file, file_clear);
}

const char *
jz_sheet_file_name (JzSheetFile *file)
{
  return file->name;
}

JzSheetFormat
jz_sheet_file_format (JzSheetFile *file)
{
  return file->format;
}

guint
jz_sheet_file_n_sheets (JzSheetFile *file)
{
  return file->sheets->len;
}

static JzSheetInfo *
sheet_info (JzSheetFile *file, guint sheet)
{
  return g_ptr_array_index (file->sheets, sheet);
}

const char *
jz_sheet_file_sheet_name (JzSheetFile *file, guint sheet)
{
  g_return_val_if_fail (sheet < file->sheets->len, NULL);

  return sheet_info (file, sheet)->name;
}

gboolean
jz_sheet_file_sheet_hidden (JzSheetFile *file, guint sheet)
{
  g_return_val_if_fail (sheet < file->sheets->len, FALSE);

  return sheet_info (file, sheet)->hidden;
}

const char *
jz_sheet_file_encoding (JzSheetFile *file)
{
  return file->encoding;
}

char
jz_sheet_file_delimiter (JzSheetFile *file)
{
  return file->delimiter;
}

gboolean
jz_sheet_file_date_1904 (JzSheetFile *file)
{
  return file->date_1904;
}

const GArray *
jz_sheet_file_merges (JzSheetFile *file, guint sheet, GCancellable *cancellable, GError **error)
{
  JzSheetInfo *info;

  g_return_val_if_fail (sheet < file->sheets->len, NULL);

  info = sheet_info (file, sheet);
  if (info->merges == NULL)
    info->merges = file->backend->merges (file, sheet, cancellable, error);
  return info->merges;
}

JzSheetReader *
jz_sheet_file_read (JzSheetFile *file, guint sheet, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (sheet < file->sheets->len, NULL);

  return file->backend->read (file, sheet, cancellable, error);
}

gpointer
jz_sheet_reader_alloc (gsize size, const JzSheetReaderClass *class, JzSheetFile *file, GCancellable *cancellable)
{
  JzSheetReader *reader = g_malloc0 (size);

  reader->class = class;
  reader->file = jz_sheet_file_ref (file);
  reader->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  return reader;
}

void
jz_sheet_reader_free (JzSheetReader *reader)
{
  if (reader == NULL)
    return;
  reader->class->free (reader);
  g_clear_object (&reader->cancellable);
  jz_sheet_file_unref (reader->file);
  g_free (reader);
}

const JzSheetRow *
jz_sheet_reader_next (JzSheetReader *reader, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (reader->cancellable, error))
    return NULL;
  return reader->class->next (reader, error);
}

gboolean
jz_sheet_reader_column_hidden (JzSheetReader *reader, int column)
{
  return reader->class->column_hidden (reader, column);
}
