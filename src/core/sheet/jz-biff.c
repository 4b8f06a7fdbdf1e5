/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-biff.h"

#include <math.h>
#include <string.h>

enum
{
  RECORD_FORMULA = 0x0006,
  RECORD_EOF = 0x000a,
  RECORD_DATE_MODE = 0x0022,
  RECORD_FILE_PASS = 0x002f,
  RECORD_CONTINUE = 0x003c,
  RECORD_COLUMN_INFO = 0x007d,
  RECORD_BOUND_SHEET = 0x0085,
  RECORD_MUL_RK = 0x00bd,
  RECORD_RICH_STRING = 0x00d6,
  RECORD_XF = 0x00e0,
  RECORD_MERGED_CELLS = 0x00e5,
  RECORD_SST = 0x00fc,
  RECORD_LABEL_SST = 0x00fd,
  RECORD_NUMBER = 0x0203,
  RECORD_LABEL = 0x0204,
  RECORD_BOOL_ERROR = 0x0205,
  RECORD_STRING = 0x0207,
  RECORD_ROW = 0x0208,
  RECORD_RK = 0x027e,
  RECORD_FORMAT = 0x041e,
  RECORD_BOF = 0x0809,
};

/* One record and the CONTINUE records behind it, read as one run of bytes. The run remembers where a
 * continuation begins, for there a string that is cut tells its width again. */
typedef struct
{
  const guint8 *stream;
  gsize         length;
  gsize         next; /* the record header behind this segment */
  guint         id;
  const guint8 *p, *end; /* the segment */
  gboolean      broken;  /* read beyond the end */
} Record;

static guint
u16 (const guint8 *p)
{
  return p[0] | (guint) p[1] << 8;
}

static gboolean
open_segment (Record *record)
{
  gsize size;

  if (record->next + 4 > record->length)
    return FALSE;
  size = u16 (record->stream + record->next + 2);
  if (record->next + 4 + size > record->length)
    return FALSE;
  record->p = record->stream + record->next + 4;
  record->end = record->p + size;
  record->next += 4 + size;
  return TRUE;
}

/* On to the next record that is no continuation. */
static gboolean
next_record (Record *record)
{
  do
    {
      record->id = record->next + 4 <= record->length ? u16 (record->stream + record->next) : 0;
      if (!open_segment (record))
        return FALSE;
    }
  while (record->id == RECORD_CONTINUE);
  record->broken = FALSE;
  return TRUE;
}

/* Whether there is a byte at p, in this segment or a continuation. */
static gboolean
more (Record *record)
{
  while (record->p == record->end)
    if (record->next + 4 > record->length || u16 (record->stream + record->next) != RECORD_CONTINUE ||
        !open_segment (record))
      {
        record->broken = TRUE;
        return FALSE;
      }
  return TRUE;
}

static guint
read_u8 (Record *record)
{
  return more (record) ? *record->p++ : 0;
}

static guint
read_u16 (Record *record)
{
  guint low = read_u8 (record);

  return low | read_u8 (record) << 8;
}

static guint32
read_u32 (Record *record)
{
  guint32 low = read_u16 (record);

  return low | (guint32) read_u16 (record) << 16;
}

static double
read_double (Record *record)
{
  guint64 bits = read_u32 (record);
  double  value;

  bits |= (guint64) read_u32 (record) << 32;
  memcpy (&value, &bits, sizeof value);
  return value;
}

static void
skip (Record *record, gsize n)
{
  while (n > 0 && more (record))
    {
      gsize step = MIN (n, (gsize) (record->end - record->p));

      record->p += step;
      n -= step;
    }
}

/* @length code units, one or two bytes each as @wide says and as each continuation says anew. */
static char *
read_characters (Record *record, guint length, gboolean wide)
{
  g_autofree gunichar2 *units = g_new (gunichar2, length + 1);
  char                 *text;

  for (guint i = 0; i < length; i++)
    {
      if (record->p == record->end)
        {
          if (!more (record))
            return NULL;
          wide = read_u8 (record) & 1;
        }
      units[i] = (gunichar2) (wide ? read_u16 (record) : read_u8 (record));
      if (units[i] == 0)
        units[i] = ' ';
    }
  text = g_utf16_to_utf8 (units, (glong) length, NULL, NULL, NULL);
  for (guint i = 0; text == NULL && i < length; i++)
    if (units[i] >= 0xd800 && units[i] < 0xe000)
      units[i] = 0xfffd; /* half a character */
  return text != NULL ? text : g_utf16_to_utf8 (units, (glong) length, NULL, NULL, NULL);
}

/* A string with its flags; the runs of fonts and the phonetic part behind it are skipped. */
static char *
read_string (Record *record, guint length)
{
  guint   flags = read_u8 (record);
  guint   n_runs = flags & 8 ? read_u16 (record) : 0;
  guint32 phonetic = flags & 4 ? read_u32 (record) : 0;
  char   *text = read_characters (record, length, flags & 1);

  skip (record, 4 * (gsize) n_runs + phonetic);
  return text;
}

static void
sheet_clear (gpointer data)
{
  g_free (((JzBiffSheet *) data)->name);
}

JzBiff *
jz_biff_new (const guint8 *bytes, gsize length)
{
  JzBiff *book = g_new0 (JzBiff, 1);

  book->bytes = bytes;
  book->length = length;
  book->sheets = g_array_new (FALSE, FALSE, sizeof (JzBiffSheet));
  g_array_set_clear_func (book->sheets, sheet_clear);
  book->strings = g_ptr_array_new_with_free_func (g_free);
  book->texts = g_ptr_array_new_with_free_func (g_free);
  book->codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  book->styles = g_array_new (FALSE, FALSE, sizeof (JzNumberStyle));
  book->cells = g_array_new (FALSE, FALSE, sizeof (JzBiffCell));
  book->merges = g_array_new (FALSE, FALSE, sizeof (JzSheetRange));
  book->columns = g_array_new (FALSE, FALSE, sizeof (JzSheetRange));
  book->hidden_rows = g_hash_table_new (NULL, NULL);
  return book;
}

static void
take_bound_sheet (JzBiff *book, Record *record)
{
  JzBiffSheet sheet;
  guint       type, length;

  sheet.position = read_u32 (record);
  sheet.hidden = (read_u8 (record) & 3) != 0;
  type = read_u8 (record);
  length = read_u8 (record);
  sheet.name = read_string (record, length);
  if (type == 0 && sheet.name != NULL && !record->broken)
    g_array_append_val (book->sheets, sheet);
  else
    g_free (sheet.name);
}

static gboolean
take_shared_strings (JzBiff *book, Record *record)
{
  guint32 n;

  skip (record, 4);
  n = read_u32 (record);
  for (guint32 i = 0; i < n; i++)
    {
      char *text = NULL;

      if (more (record))
        text = read_string (record, read_u16 (record));
      if (text == NULL || record->broken)
        {
          g_free (text);
          return FALSE;
        }
      g_ptr_array_add (book->strings, text);
    }
  return TRUE;
}

static void
take_format (JzBiff *book, Record *record)
{
  guint id = read_u16 (record), length = read_u16 (record);

  g_hash_table_insert (book->codes, GUINT_TO_POINTER (id), read_string (record, length));
}

static void
take_cell_format (JzBiff *book, Record *record)
{
  JzNumberStyle style;
  guint         id;

  skip (record, 2);
  id = read_u16 (record);
  style = jz_number_style (id, g_hash_table_lookup (book->codes, GUINT_TO_POINTER (id)));
  g_array_append_val (book->styles, style);
}

gboolean
jz_biff_read_book (JzBiff *book, JzXlsReason *reason)
{
  Record record = { book->bytes, book->length };

  *reason = JZ_XLS_DAMAGED;
  if (!next_record (&record) || record.id != RECORD_BOF)
    return FALSE;
  if (read_u16 (&record) != 0x0600)
    {
      *reason = JZ_XLS_TOO_OLD;
      return FALSE;
    }
  while (next_record (&record) && record.id != RECORD_EOF)
    switch (record.id)
      {
      case RECORD_FILE_PASS:
        *reason = JZ_XLS_ENCRYPTED;
        return FALSE;
      case RECORD_DATE_MODE:
        book->date_1904 = read_u16 (&record) == 1;
        break;
      case RECORD_BOUND_SHEET:
        take_bound_sheet (book, &record);
        break;
      case RECORD_FORMAT:
        take_format (book, &record);
        break;
      case RECORD_XF:
        take_cell_format (book, &record);
        break;
      case RECORD_SST:
        if (!take_shared_strings (book, &record))
          return FALSE;
        break;
      default:
        break;
      }
  return record.id == RECORD_EOF && book->sheets->len > 0;
}

static const char *
error_name (guint code)
{
  switch (code)
    {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0f:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1d:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    default:
      return "#N/A";
    }
}

static void
add_cell (JzBiff *book, guint row, guint column, guint format, double number)
{
  JzBiffCell cell = { row, column, JZ_CELL_NUMBER, { JZ_NUMBER_PLAIN, 0 }, number, NULL };

  if (format < book->styles->len)
    cell.style = g_array_index (book->styles, JzNumberStyle, format);
  if (isfinite (number))
    g_array_append_val (book->cells, cell);
}

static void
add_text (JzBiff *book, guint row, guint column, JzCellKind kind, const char *text, double number)
{
  JzBiffCell cell = { row, column, kind, { JZ_NUMBER_PLAIN, 0 }, number, text };

  if (text != NULL && *text != '\0')
    g_array_append_val (book->cells, cell);
}

/* A string of this sheet, kept with the book. */
static const char *
keep (JzBiff *book, char *text)
{
  g_ptr_array_add (book->texts, text);
  return text;
}

static void
add_bool_error (JzBiff *book, guint row, guint column, guint value, gboolean is_error)
{
  if (is_error)
    add_text (book, row, column, JZ_CELL_ERROR, error_name (value), 0);
  else
    add_text (book, row, column, JZ_CELL_BOOL, value ? "TRUE" : "FALSE", value != 0);
}

/* RK: 30 bits of a double or of an integer, perhaps times 100. */
static double
rk_value (guint32 rk)
{
  double value;

  if (rk & 2)
    value = (double) ((gint32) rk >> 2);
  else
    {
      guint64 bits = (guint64) (rk & ~3u) << 32;

      memcpy (&value, &bits, sizeof value);
    }
  return rk & 1 ? value / 100 : value;
}

/* What a formula gave when the file was saved. A text stands in the STRING record behind it. */
static void
take_formula (JzBiff *book, Record *record, guint row, guint column, guint format)
{
  Record result = *record;
  double number = read_double (record);
  guint  kind, value;

  kind = read_u8 (&result);
  skip (&result, 1);
  value = read_u8 (&result);
  skip (&result, 3);
  if (read_u16 (&result) != 0xffff)
    {
      add_cell (book, row, column, format, number);
      return;
    }
  if (kind == 1 || kind == 2)
    add_bool_error (book, row, column, value, kind == 2);
  for (guint i = 0; kind == 0 && i < 2 && next_record (&result); i++)
    if (result.id == RECORD_STRING)
      {
        guint length = read_u16 (&result);

        add_text (book, row, column, JZ_CELL_TEXT, keep (book, read_string (&result, length)), 0);
        break;
      }
}

static void
take_mul_rk (JzBiff *book, Record *record, guint row, guint column)
{
  /* The last two bytes are the last column. */
  while (record->end - record->p >= 8)
    {
      guint format = read_u16 (record);

      add_cell (book, row, column++, format, rk_value (read_u32 (record)));
    }
}

static void
take_cell (JzBiff *book, Record *record)
{
  guint row = read_u16 (record), column = read_u16 (record);
  guint format = record->id != RECORD_MUL_RK ? read_u16 (record) : 0;
  guint n;

  switch (record->id)
    {
    case RECORD_NUMBER:
      add_cell (book, row, column, format, read_double (record));
      break;
    case RECORD_RK:
      add_cell (book, row, column, format, rk_value (read_u32 (record)));
      break;
    case RECORD_MUL_RK:
      take_mul_rk (book, record, row, column);
      break;
    case RECORD_LABEL_SST:
      n = read_u32 (record);
      if (n < book->strings->len)
        add_text (book, row, column, JZ_CELL_TEXT, g_ptr_array_index (book->strings, n), 0);
      break;
    case RECORD_LABEL:
    case RECORD_RICH_STRING:
      n = read_u16 (record);
      add_text (book, row, column, JZ_CELL_TEXT, keep (book, read_string (record, n)), 0);
      break;
    case RECORD_BOOL_ERROR:
      n = read_u8 (record);
      add_bool_error (book, row, column, n, read_u8 (record));
      break;
    case RECORD_FORMULA:
    default:
      take_formula (book, record, row, column, format);
      break;
    }
}

static void
take_row (JzBiff *book, Record *record)
{
  guint row = read_u16 (record);

  skip (record, 10);
  if (read_u32 (record) & 0x20)
    g_hash_table_add (book->hidden_rows, GUINT_TO_POINTER (row));
}

static void
take_column_info (JzBiff *book, Record *record)
{
  JzSheetRange range = { 0 };

  range.first_column = (int) read_u16 (record);
  range.last_column = (int) read_u16 (record);
  skip (record, 4);
  if (read_u16 (record) & 1)
    g_array_append_val (book->columns, range);
}

static void
take_merges (JzBiff *book, Record *record)
{
  guint n = read_u16 (record);

  for (guint i = 0; i < n && !record->broken; i++)
    {
      JzSheetRange range;

      range.first_row = read_u16 (record) + 1;
      range.last_row = read_u16 (record) + 1;
      range.first_column = (int) read_u16 (record);
      range.last_column = (int) read_u16 (record);
      if (!record->broken && range.first_row <= JZ_SHEET_HEAD_ROWS)
        g_array_append_val (book->merges, range);
    }
}

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const JzBiffCell *x = a, *y = b;

  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;
  return x->column < y->column ? -1 : x->column > y->column;
}

static void
take_record (JzBiff *book, Record *record)
{
  switch (record->id)
    {
    case RECORD_ROW:
      take_row (book, record);
      break;
    case RECORD_COLUMN_INFO:
      take_column_info (book, record);
      break;
    case RECORD_MERGED_CELLS:
      take_merges (book, record);
      break;
    case RECORD_NUMBER:
    case RECORD_RK:
    case RECORD_MUL_RK:
    case RECORD_LABEL_SST:
    case RECORD_LABEL:
    case RECORD_RICH_STRING:
    case RECORD_BOOL_ERROR:
    case RECORD_FORMULA:
      take_cell (book, record);
      break;
    default:
      break;
    }
}

gboolean
jz_biff_read_sheet (JzBiff *book, guint sheet, JzXlsReason *reason)
{
  Record record = { book->bytes, book->length };
  guint  depth = 0;

  *reason = JZ_XLS_DAMAGED;
  record.next = g_array_index (book->sheets, JzBiffSheet, sheet).position;
  if (!next_record (&record) || record.id != RECORD_BOF)
    return FALSE;
  /* Charts in a sheet are streams within the stream. */
  for (depth = 1; depth > 0 && next_record (&record);)
    {
      if (record.id == RECORD_BOF)
        depth++;
      else if (record.id == RECORD_EOF)
        depth--;
      else if (depth == 1)
        take_record (book, &record);
      if (record.broken)
        return FALSE;
    }
  g_array_sort (book->cells, compare_cells);
  return depth == 0;
}
