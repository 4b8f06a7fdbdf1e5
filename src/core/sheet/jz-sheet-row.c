/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "jz-sheet-private.h"

JzRowBuffer *
jz_row_buffer_new (void)
{
  JzRowBuffer *buffer = g_new0 (JzRowBuffer, 1);

  buffer->cells = g_array_new (FALSE, FALSE, sizeof (JzSheetCell));
  buffer->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  buffer->text = g_string_new (NULL);
  return buffer;
}

void
jz_row_buffer_free (JzRowBuffer *buffer)
{
  if (buffer == NULL)
    return;
  g_array_unref (buffer->cells);
  g_array_unref (buffer->offsets);
  g_string_free (buffer->text, TRUE);
  g_free (buffer);
}

void
jz_row_buffer_begin (JzRowBuffer *buffer, guint number, gboolean hidden)
{
  buffer->row.number = number;
  buffer->row.hidden = hidden;
  g_array_set_size (buffer->cells, 0);
  g_array_set_size (buffer->offsets, 0);
  g_string_truncate (buffer->text, 0);
}

static void
append (JzRowBuffer *buffer, JzSheetCell cell, gsize offset)
{
  g_array_append_val (buffer->cells, cell);
  g_array_append_val (buffer->offsets, offset);
}

void
jz_row_buffer_add (JzRowBuffer *buffer, int column, JzCellKind kind, const char *text, gsize length, double number)
{
  append (buffer, (JzSheetCell){ column, kind, NULL, number }, buffer->text->len);
  g_string_append_len (buffer->text, text, (gssize) length);
  g_string_append_c (buffer->text, '\0');
}

void
jz_row_buffer_add_static (JzRowBuffer *buffer, int column, JzCellKind kind, const char *text, double number)
{
  append (buffer, (JzSheetCell){ column, kind, text, number }, G_MAXSIZE);
}

/* Minutes of the day, rounded, so that 8:30 is not 8:29. */
static int
minutes_of (double serial)
{
  return (int) floor ((serial - floor (serial)) * 1440 + 0.5);
}

void
jz_row_buffer_add_number (JzRowBuffer *buffer, int column, double number, JzNumberStyle style, gboolean date_1904)
{
  char   text[JZ_NUMBER_TEXT], digits[JZ_NUMBER_TEXT];
  JzDate date = JZ_DATE_NONE;
  int    minutes = minutes_of (number);

  jz_number_text (number, text);
  if (style.kind == JZ_NUMBER_DATE || style.kind == JZ_NUMBER_DATE_TIME || style.kind == JZ_NUMBER_TIME)
    date = jz_sheet_date_from_serial (number + (minutes == 1440), date_1904);
  minutes %= 1440;
  if (style.kind == JZ_NUMBER_TIME && number >= 0 && number < 1)
    {
      g_snprintf (text, sizeof text, "%02d:%02d", minutes / 60, minutes % 60);
      jz_row_buffer_add (buffer, column, JZ_CELL_TEXT, text, strlen (text), number);
      return;
    }
  if (date != JZ_DATE_NONE)
    {
      jz_date_to_iso (date, text);
      if (minutes > 0)
        g_snprintf (text + 10, sizeof text - 10, " %02d:%02d", minutes / 60, minutes % 60);
      jz_row_buffer_add (buffer, column, JZ_CELL_DATE, text, strlen (text), date + minutes / 1440.0);
      return;
    }
  if (style.kind == JZ_NUMBER_PADDED && strspn (text, "0123456789") == strlen (text) && strlen (text) < style.width)
    {
      memset (digits, '0', style.width - strlen (text));
      strcpy (digits + style.width - strlen (text), text);
      jz_row_buffer_add (buffer, column, JZ_CELL_NUMBER, digits, style.width, number);
      return;
    }
  jz_row_buffer_add (buffer, column, JZ_CELL_NUMBER, text, strlen (text), number);
}

const JzSheetRow *
jz_row_buffer_end (JzRowBuffer *buffer)
{
  JzSheetCell *cells = (JzSheetCell *) buffer->cells->data;

  for (guint i = 0; i < buffer->cells->len; i++)
    {
      gsize offset = g_array_index (buffer->offsets, gsize, i);

      if (offset != G_MAXSIZE)
        cells[i].text = buffer->text->str + offset;
    }
  buffer->row.n_cells = buffer->cells->len;
  buffer->row.cells = cells;
  return &buffer->row;
}

const JzSheetCell *
jz_sheet_row_cell (const JzSheetRow *row, int column)
{
  static const JzSheetCell empty = { JZ_SHEET_NO_COLUMN, JZ_CELL_EMPTY, "", 0 };
  guint                    low = 0, high = row->n_cells;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (row->cells[middle].column == column)
        return &row->cells[middle];
      if (row->cells[middle].column < column)
        low = middle + 1;
      else
        high = middle;
    }
  return &empty;
}

JzSheetRow *
jz_sheet_row_copy (const JzSheetRow *row)
{
  gsize        size = sizeof (JzSheetRow) + row->n_cells * sizeof (JzSheetCell);
  gsize        text_size = 0;
  JzSheetRow  *copy;
  JzSheetCell *cells;
  char        *text;

  for (guint i = 0; i < row->n_cells; i++)
    text_size += strlen (row->cells[i].text) + 1;
  copy = g_malloc (size + text_size);
  *copy = *row;
  cells = (JzSheetCell *) (copy + 1);
  text = (char *) (cells + row->n_cells);
  for (guint i = 0; i < row->n_cells; i++)
    {
      cells[i] = row->cells[i];
      cells[i].text = text;
      text = g_stpcpy (text, row->cells[i].text) + 1;
    }
  copy->cells = cells;
  return copy;
}

const char *
jz_sheet_column_name (int column, char buffer[4])
{
  char *p = buffer + 3;

  g_return_val_if_fail (column >= 0 && column < JZ_SHEET_MAX_COLUMNS, "");

  *p = '\0';
  for (int n = column + 1; n > 0; n = (n - 1) / 26)
    *--p = (char) ('A' + (n - 1) % 26);
  memmove (buffer, p, strlen (p) + 1);
  return buffer;
}
