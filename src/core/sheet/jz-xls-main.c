/* jiaozhuang-xls: reads an .xls in a process of its own, so that a crafted or damaged file can at worst end
 * this process. What it writes is described in jz-xls-wire.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jz-biff.h"
#include "jz-confine.h"
#include "jz-ole.h"

#define MEMORY_MAX  (1024UL * 1024 * 1024)
#define SECONDS_MAX 60
#define FILE_MAX    (256UL * 1024 * 1024)

static void
put (const void *bytes, gsize length)
{
  if (length > 0 && fwrite (bytes, length, 1, stdout) != 1)
    exit (EXIT_FAILURE); /* nobody listens any more */
}

static void
put_u8 (guint value)
{
  guint8 byte = (guint8) value;

  put (&byte, 1);
}

static void
put_u32 (guint32 value)
{
  put (&value, sizeof value);
}

static void
put_text (const char *text)
{
  put_u32 ((guint32) strlen (text));
  put (text, strlen (text));
}

static int
put_refusal (JzXlsReason reason)
{
  put_u8 ('E');
  put_u8 (reason);
  return EXIT_SUCCESS;
}

static void
put_sheets (JzBiff *book)
{
  put_u8 ('D');
  put_u8 (book->date_1904);
  for (guint i = 0; i < book->sheets->len; i++)
    {
      const JzBiffSheet *sheet = &g_array_index (book->sheets, JzBiffSheet, i);

      put_u8 ('S');
      put_u8 (sheet->hidden);
      put_text (sheet->name);
    }
}

static void
put_ranges (JzBiff *book)
{
  for (guint i = 0; i < book->merges->len; i++)
    {
      const JzSheetRange *range = &g_array_index (book->merges, JzSheetRange, i);

      put_u8 ('G');
      put_u32 (range->first_row);
      put_u32 (range->last_row);
      put_u32 ((guint32) range->first_column);
      put_u32 ((guint32) range->last_column);
    }
  for (guint i = 0; i < book->columns->len; i++)
    {
      const JzSheetRange *range = &g_array_index (book->columns, JzSheetRange, i);

      put_u8 ('H');
      put_u32 ((guint32) range->first_column);
      put_u32 ((guint32) range->last_column);
    }
}

static void
put_cells (JzBiff *book)
{
  for (guint i = 0; i < book->cells->len; i++)
    {
      const JzBiffCell *cell = &g_array_index (book->cells, JzBiffCell, i);

      if (i == 0 || cell->row != cell[-1].row)
        {
          put_u8 ('R');
          put_u32 (cell->row + 1);
          put_u8 (g_hash_table_contains (book->hidden_rows, GUINT_TO_POINTER (cell->row)));
        }
      else if (cell->column == cell[-1].column)
        continue;
      put_u8 ('C');
      put_u32 (cell->column);
      put_u8 (cell->kind);
      put_u8 (cell->style.kind);
      put_u8 (cell->style.width);
      put (&cell->number, sizeof cell->number);
      put_text (cell->text != NULL ? cell->text : "");
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes)      stream = NULL;
  JzXlsReason             reason = JZ_XLS_DAMAGED;
  JzBiff                 *book;
  guint64                 sheet = 0;
  gsize                   length;

  if (argc < 2 || argc > 3)
    return EXIT_FAILURE;
  jz_confine (MEMORY_MAX, SECONDS_MAX);
  file = g_mapped_file_new (argv[1], FALSE, NULL);
  if (file == NULL || g_mapped_file_get_length (file) > FILE_MAX)
    return put_refusal (JZ_XLS_UNREADABLE);
  stream = jz_ole_read_stream ((const guint8 *) g_mapped_file_get_contents (file), g_mapped_file_get_length (file),
                               "Workbook");
  if (stream == NULL)
    return put_refusal (JZ_XLS_DAMAGED);
  book = jz_biff_new (g_bytes_get_data (stream, &length), g_bytes_get_size (stream));
  if (!jz_biff_read_book (book, &reason))
    return put_refusal (reason);
  if (argc == 2)
    put_sheets (book);
  else if (!g_ascii_string_to_unsigned (argv[2], 10, 0, book->sheets->len - 1, &sheet, NULL) ||
           !jz_biff_read_sheet (book, (guint) sheet, &reason))
    return put_refusal (reason);
  else
    {
      put_ranges (book);
      put_cells (book);
    }
  put_u8 ('Z');
  return fflush (stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
