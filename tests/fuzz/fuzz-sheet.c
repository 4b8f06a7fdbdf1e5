/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-sheet.h"

#include "jz-error.h"
#include "jz-sheet-value.h"

static void
read_cell (GString *out, const JzSheetCell *cell)
{
  g_autofree char *text = jz_sheet_cell_to_text (cell), *code = jz_sheet_cell_to_code (cell, NULL);
  gint64 number;
  JzDate date;

  g_assert_true (g_utf8_validate (cell->text, -1, NULL));
  jz_sheet_cell_to_money (cell, &number, NULL);
  jz_sheet_cell_to_quantity (cell, 3, &number, NULL);
  jz_sheet_cell_to_date (cell, FALSE, &date, NULL);
  g_string_append_printf (out, "%d:%d:%s:%s:%s|", cell->column, cell->kind, cell->text, text, code != NULL ? code : "");
}

static void
read_sheet (GString *out, JzSheetFile *file, guint sheet, GError **error)
{
  g_autoptr (JzSheetReader) reader = NULL;
  const JzSheetRow *row;
  guint             last_row = 0;

  if (jz_sheet_file_merges (file, sheet, NULL, error) == NULL)
    return;
  reader = jz_sheet_file_read (file, sheet, NULL, error);
  while (reader != NULL && (row = jz_sheet_reader_next (reader, error)) != NULL)
    {
      int last_column = -1;

      g_assert_true (row->number > last_row && row->number <= JZ_SHEET_MAX_ROWS);
      last_row = row->number;
      for (guint i = 0; i < row->n_cells; i++)
        {
          g_assert_true (row->cells[i].column > last_column && row->cells[i].column < JZ_SHEET_MAX_COLUMNS);
          last_column = row->cells[i].column;
          read_cell (out, &row->cells[i]);
        }
    }
}

static char *
read_once (const char *path)
{
  GString               *out = g_string_new (NULL);
  g_autoptr (GError)     error = NULL;
  g_autoptr (JzSheetFile) file = jz_sheet_file_open (path, NULL, &error);

  for (guint i = 0; file != NULL && error == NULL && i < jz_sheet_file_n_sheets (file); i++)
    read_sheet (out, file, i, &error);
  if (error != NULL)
    {
      g_assert_true (error->domain == JZ_ERROR && error->message[0] != '\0');
      g_string_append (out, error->message);
    }
  return g_string_free (out, FALSE);
}

void
fuzz_sheet_read_twice (const char *path)
{
  g_autofree char *first = read_once (path), *second = read_once (path);

  g_assert_cmpstr (first, ==, second);
}
