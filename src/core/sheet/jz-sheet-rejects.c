/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-sheet-rejects.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "jz-sheet-mapping-private.h"
#include "jz-sheet-private.h"
#include "jz-sheet-sink.h"
#include "jz-sheet-value.h"

#define LONG_NUMBER  1e11 /* from here on an unformatted cell shows 1E+11 */
#define REASON_WIDTH 40

struct _JzSheetRejects
{
  JzSheetSink    *sink;
  JzSheetFile    *file;
  JzSheetMapping *mapping;
  int             reason_column;
  gboolean        has_reasons; /* a file of rejects came back: its reasons are replaced */
  guint           n_rows;
};

static void
put_date (JzSheetRejects *rejects, int column, double days, const char *text)
{
  double date = floor (days);

  jz_sheet_sink_number (rejects->sink, column, jz_sheet_date_to_serial ((JzDate) date) + days - date, text,
                        days > date ? JZ_SINK_DATE_TIME : JZ_SINK_DATE);
}

/* A number that counts days from 1904 would mean another day in the new file, which counts from 1900. */
static gboolean
is_date_of_1904 (JzSheetRejects *rejects, const JzSheetCell *cell, JzDate *date)
{
  for (guint f = 0; f < rejects->mapping->n_fields; f++)
    if (rejects->mapping->columns[f] == cell->column && rejects->mapping->fields[f].kind == JZ_SHEET_FIELD_DATE)
      return rejects->file->date_1904 && jz_sheet_cell_to_date (cell, TRUE, date, NULL);
  return FALSE;
}

static void
put_number (JzSheetRejects *rejects, int column, const JzSheetCell *cell)
{
  char   digits[JZ_NUMBER_TEXT];
  JzDate date;

  if (is_date_of_1904 (rejects, cell, &date))
    put_date (rejects, column, date, cell->text);
  else if (strcmp (jz_number_text (cell->number, digits), cell->text) != 0)
    jz_sheet_sink_text (rejects->sink, column, cell->text, JZ_SINK_TEXT); /* 017303, or more digits than fit */
  else
    jz_sheet_sink_number (rejects->sink, column, cell->number, cell->text,
                          fabs (cell->number) >= LONG_NUMBER ? JZ_SINK_WHOLE : JZ_SINK_PLAIN);
}

static void
put_cell (JzSheetRejects *rejects, const JzSheetCell *cell)
{
  /* Stray cells beyond the headings make room for the reason. */
  int column = cell->column + (cell->column >= rejects->reason_column && !rejects->has_reasons);

  if (rejects->has_reasons && column == rejects->reason_column)
    return;
  switch (cell->kind)
    {
    case JZ_CELL_NUMBER:
      put_number (rejects, column, cell);
      break;
    case JZ_CELL_DATE:
      put_date (rejects, column, cell->number, cell->text);
      break;
    case JZ_CELL_BOOL:
      jz_sheet_sink_boolean (rejects->sink, column, cell->number != 0);
      break;
    case JZ_CELL_EMPTY:
    case JZ_CELL_TEXT:
    case JZ_CELL_ERROR:
    default:
      jz_sheet_sink_text (rejects->sink, column, cell->text, JZ_SINK_PLAIN);
      break;
    }
}

static gboolean
put_row (JzSheetRejects *rejects, const JzSheetRow *row, const char *reason, GError **error)
{
  guint i = 0;

  for (; i < row->n_cells && row->cells[i].column < rejects->reason_column; i++)
    put_cell (rejects, &row->cells[i]);
  jz_sheet_sink_text (rejects->sink, rejects->reason_column, reason, JZ_SINK_PLAIN);
  for (; i < row->n_cells; i++)
    put_cell (rejects, &row->cells[i]);
  return jz_sheet_sink_end_row (rejects->sink, error);
}

static gboolean
copy_head (JzSheetRejects *rejects, guint sheet, GCancellable *cancellable, GError **error)
{
  g_autoptr (JzSheetReader) reader = jz_sheet_file_read (rejects->file, sheet, cancellable, error);
  g_autoptr (GError)        local = NULL;
  const JzSheetRow         *row;
  guint                     number = 1;

  if (reader == NULL)
    return FALSE;
  while ((row = jz_sheet_reader_next (reader, &local)) != NULL && row->number < rejects->mapping->first_data)
    {
      for (; number < row->number; number++)
        if (!jz_sheet_sink_end_row (rejects->sink, error))
          return FALSE;
      if (!put_row (rejects, row, number == rejects->mapping->last_heading ? _("Reason") : NULL, error))
        return FALSE;
      number++;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

JzSheetRejects *
jz_sheet_rejects_new (const char *path, JzSheetFile *file, guint sheet, JzSheetMapping *mapping,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (JzSheetRejects) rejects = g_new0 (JzSheetRejects, 1);
  gboolean                   text = jz_sheet_file_format (file) == JZ_SHEET_FORMAT_CSV;

  rejects->file = jz_sheet_file_ref (file);
  rejects->mapping = mapping;
  rejects->reason_column = (int) jz_sheet_mapping_n_columns (mapping);
  rejects->has_reasons = g_str_equal (jz_sheet_mapping_heading (mapping, rejects->reason_column - 1), _("Reason"));
  rejects->reason_column -= rejects->has_reasons;
  rejects->sink = jz_sheet_sink_new (path, text ? JZ_SHEET_FORMAT_CSV : JZ_SHEET_FORMAT_XLSX,
                                     jz_sheet_file_encoding (file), jz_sheet_file_delimiter (file),
                                     jz_sheet_file_sheet_name (file, sheet), error);
  if (rejects->sink == NULL)
    return NULL;
  jz_sheet_sink_set_width (rejects->sink, rejects->reason_column, REASON_WIDTH);
  return copy_head (rejects, sheet, cancellable, error) ? g_steal_pointer (&rejects) : NULL;
}

void
jz_sheet_rejects_free (JzSheetRejects *rejects)
{
  if (rejects == NULL)
    return;
  jz_sheet_sink_free (rejects->sink);
  jz_sheet_file_unref (rejects->file);
  g_free (rejects);
}

gboolean
jz_sheet_rejects_add (JzSheetRejects *rejects, const JzSheetRow *row, const char *reason, GError **error)
{
  rejects->n_rows++;
  return put_row (rejects, row, reason, error);
}

guint
jz_sheet_rejects_n_rows (JzSheetRejects *rejects)
{
  return rejects->n_rows;
}

gboolean
jz_sheet_rejects_finish (JzSheetRejects *rejects, GError **error)
{
  return jz_sheet_sink_finish (rejects->sink, error);
}
