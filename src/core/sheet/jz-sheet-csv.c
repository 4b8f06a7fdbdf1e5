/* Delimited text: the encoding is found by reading the whole file once, the delimiter by reading its first
 * rows with each candidate.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "jz-csv-text.h"
#include "jz-error.h"
#include "jz-sheet-private.h"

#define BLOCK_SIZE  (64 * 1024)
#define FIELD_MAX   (1024 * 1024)
#define ROW_MAX     (16 * 1024 * 1024)
#define SNIFF_ROWS  50

typedef struct
{
  JzSheetFile file;
  guint       mark; /* bytes of the byte order mark */
} Csv;

typedef struct
{
  JzSheetReader reader;
  FILE         *stream;
  GIConv        converter; /* (GIConv) -1 for UTF-8 */
  char          delimiter;
  char          raw[BLOCK_SIZE];
  gsize         raw_length;
  char         *block;     /* decoded */
  gsize         length, used;
  gboolean      ended;
  JzRowBuffer  *row;
  GString      *field;
  guint         number;
  guint         n_fields; /* of the row, empty ones too */
} CsvReader;

/* What the bytes of a file say about its encoding. */
typedef struct
{
  guint64 total, valid, invalid, zero_even, zero_odd, control;
  int     need;
} Census;

static void
count_byte (Census *census, guint8 b)
{
  if (b == 0 && census->total % 2 == 0)
    census->zero_even++;
  else if (b == 0)
    census->zero_odd++;
  else if (b < 0x20 && strchr ("\t\r\n\f\v\x1a", b) == NULL)
    census->control++;
  census->total++;
  if (census->need > 0)
    {
      if ((b & 0xc0) == 0x80)
        {
          census->valid += --census->need == 0;
          return;
        }
      census->invalid++;
    }
  census->need = b < 0x80 ? 0 : b >= 0xc2 && b <= 0xdf ? 1 : (b & 0xf0) == 0xe0 ? 2 : b >= 0xf0 && b <= 0xf4 ? 3 : -1;
  if (census->need < 0)
    {
      census->invalid++;
      census->need = 0;
    }
}

static gboolean
refuse_text (Csv *csv, GError **error)
{
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: this is neither a spreadsheet nor text"), csv->file.name);
  return FALSE;
}

static gboolean
take_encoding (Csv *csv, const char *encoding, guint mark)
{
  csv->file.encoding = encoding;
  csv->mark = mark;
  return TRUE;
}

static gboolean
choose_encoding (Csv *csv, const char *head, const Census *census, GError **error)
{
  guint64 zeros = census->zero_even + census->zero_odd;

  if (census->total >= 2 && memcmp (head, "\xff\xfe", 2) == 0)
    return take_encoding (csv, "UTF-16LE", 2);
  if (census->total >= 2 && memcmp (head, "\xfe\xff", 2) == 0)
    return take_encoding (csv, "UTF-16BE", 2);
  if (zeros > 0 && census->total % 2 == 0 && zeros * 100 >= census->total)
    {
      if (census->zero_even * 100 < zeros)
        return take_encoding (csv, "UTF-16LE", 0);
      if (census->zero_odd * 100 < zeros)
        return take_encoding (csv, "UTF-16BE", 0);
    }
  if (zeros > 0 || census->control * 100 > census->total)
    return refuse_text (csv, error);
  if (census->total >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    return take_encoding (csv, "UTF-8", 3);
  /* A slip in a long UTF-8 text must not turn all of it into GB18030. */
  return take_encoding (csv, census->invalid * 20 <= census->valid ? "UTF-8" : "GB18030", 0);
}

static gboolean
find_encoding (Csv *csv, GCancellable *cancellable, GError **error)
{
  g_autofree char *block = g_malloc (BLOCK_SIZE);
  FILE            *stream = g_fopen (csv->file.path, "rbe");
  char             head[4] = { 0 };
  Census           census = { 0 };
  gboolean         broken;
  gsize            n;

  if (stream == NULL)
    return refuse_text (csv, error);
  while ((n = fread (block, 1, BLOCK_SIZE, stream)) > 0 && !g_cancellable_is_cancelled (cancellable))
    {
      if (census.total == 0)
        memcpy (head, block, MIN (n, sizeof head));
      for (gsize i = 0; i < n; i++)
        count_byte (&census, (guint8) block[i]);
    }
  broken = ferror (stream) != 0;
  fclose (stream);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (broken)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: the file can't be read"), csv->file.name);
      return FALSE;
    }
  if (!choose_encoding (csv, head, &census, error))
    return FALSE;
  if (census.total > csv->mark)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: the file is empty"), csv->file.name);
  return FALSE;
}

/* Turns the raw bytes into UTF-8; bytes that are none of the encoding become U+FFFD, visibly. */
static void
convert (CsvReader *r)
{
  char *in = r->raw, *out = r->block;
  gsize room = 4 * BLOCK_SIZE;

  while (r->raw_length > 0 && g_iconv (r->converter, &in, &r->raw_length, &out, &room) == (gsize) -1)
    {
      if (errno == E2BIG || (errno == EINVAL && !r->ended))
        break;
      memcpy (out, "\xef\xbf\xbd", 3);
      out += 3;
      room -= 3;
      in++;
      r->raw_length--;
    }
  memmove (r->raw, in, r->raw_length);
  r->length = (gsize) (out - r->block);
}

/* Whether there is a byte at r->used. */
static gboolean
fill (CsvReader *r)
{
  while (r->used == r->length && !(r->ended && r->raw_length == 0))
    {
      gsize n = fread (r->raw + r->raw_length, 1, BLOCK_SIZE - r->raw_length, r->stream);

      r->ended = n == 0;
      r->raw_length += n;
      r->used = r->length = 0;
      if (r->converter != (GIConv) -1)
        convert (r);
      else
        {
          memcpy (r->block, r->raw, r->raw_length);
          r->length = r->raw_length;
          r->raw_length = 0;
        }
    }
  return r->used < r->length;
}

static gboolean
refuse_row (CsvReader *r, const char *why, GError **error)
{
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: row %u: %s"), r->reader.file->name, r->number, why);
  return FALSE;
}

static gboolean
end_field (CsvReader *r, GError **error)
{
  const char      *text = jz_csv_unguard (r->field->str);
  g_autofree char *valid = NULL;

  if (r->n_fields >= JZ_SHEET_MAX_COLUMNS)
    return refuse_row (r, _("there are too many columns"), error);
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  if (*text != '\0')
    jz_row_buffer_add (r->row, (int) r->n_fields, JZ_CELL_TEXT, text, strlen (text), 0);
  r->n_fields++;
  g_string_truncate (r->field, 0);
  return TRUE;
}

/* The bytes up to a closing quote; a doubled one is a quote. */
static gboolean
read_quoted (CsvReader *r, GError **error)
{
  while (fill (r))
    {
      const char *start = r->block + r->used;
      const char *quote = memchr (start, '"', r->length - r->used);
      gsize       n = quote != NULL ? (gsize) (quote - start) : r->length - r->used;

      g_string_append_len (r->field, start, (gssize) n);
      r->used += n + (quote != NULL);
      if (r->field->len > FIELD_MAX)
        return refuse_row (r, _("a quote is opened and never closed"), error);
      if (quote == NULL)
        continue;
      if (!fill (r) || r->block[r->used] != '"')
        return TRUE;
      g_string_append_c (r->field, '"');
      r->used++;
    }
  return refuse_row (r, _("a quote is opened and never closed"), error);
}

static gboolean
read_bare (CsvReader *r, GError **error)
{
  while (fill (r))
    {
      gsize start = r->used;

      while (r->used < r->length && r->block[r->used] != r->delimiter && r->block[r->used] != '\n' &&
             r->block[r->used] != '\r')
        r->used++;
      g_string_append_len (r->field, r->block + start, (gssize) (r->used - start));
      if (r->field->len > FIELD_MAX)
        return refuse_row (r, _("a field is too long"), error);
      if (r->used < r->length)
        break;
    }
  return TRUE;
}

static gboolean
read_field (CsvReader *r, GError **error)
{
  if (fill (r) && r->block[r->used] == '"')
    {
      r->used++;
      if (!read_quoted (r, error))
        return FALSE;
    }
  return read_bare (r, error) && end_field (r, error);
}

static const JzSheetRow *
next_row (JzSheetReader *reader, GError **error)
{
  CsvReader *r = (CsvReader *) reader;

  if (!fill (r))
    return NULL;
  jz_row_buffer_begin (r->row, ++r->number, FALSE);
  r->n_fields = 0;
  for (;;)
    {
      if (!read_field (r, error))
        return NULL;
      if (r->row->text->len > ROW_MAX)
        {
          refuse_row (r, _("the row is too long"), error);
          return NULL;
        }
      if (!fill (r) || r->block[r->used] != r->delimiter)
        break;
      r->used++;
    }
  if (fill (r) && r->block[r->used] == '\r')
    r->used++;
  else if (!fill (r) || r->block[r->used] != '\n')
    return jz_row_buffer_end (r->row);
  if (fill (r) && r->block[r->used] == '\n')
    r->used++;
  return jz_row_buffer_end (r->row);
}

static gboolean
column_hidden (JzSheetReader *reader, int column)
{
  return FALSE;
}

static void
free_reader (JzSheetReader *reader)
{
  CsvReader *r = (CsvReader *) reader;

  fclose (r->stream);
  if (r->converter != (GIConv) -1)
    g_iconv_close (r->converter);
  g_free (r->block);
  jz_row_buffer_free (r->row);
  g_string_free (r->field, TRUE);
}

static JzSheetReader *
read_rows (JzSheetFile *file, guint sheet, GCancellable *cancellable, GError **error)
{
  static const JzSheetReaderClass class = { next_row, column_hidden, free_reader };
  FILE                           *stream = g_fopen (file->path, "rbe");
  CsvReader                      *r;

  if (stream == NULL || fseek (stream, ((Csv *) file)->mark, SEEK_SET) != 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: the file can't be read"), file->name);
      if (stream != NULL)
        fclose (stream);
      return NULL;
    }
  r = jz_sheet_reader_alloc (sizeof *r, &class, file, cancellable);
  r->stream = stream;
  r->converter = g_str_equal (file->encoding, "UTF-8") ? (GIConv) -1 : g_iconv_open ("UTF-8", file->encoding);
  r->delimiter = file->delimiter;
  r->block = g_malloc (4 * BLOCK_SIZE);
  r->row = jz_row_buffer_new ();
  r->field = g_string_new (NULL);
  return &r->reader;
}

static GArray *
no_merges (JzSheetFile *file, guint sheet, GCancellable *cancellable, GError **error)
{
  return g_array_new (FALSE, FALSE, sizeof (JzSheetRange));
}

/* How well the first rows fall into the same number of columns with @delimiter. */
static guint
delimiter_score (Csv *csv, char delimiter)
{
  g_autoptr (JzSheetReader) reader = NULL;
  guint                     widths[SNIFF_ROWS], n = 0, best = 0;

  csv->file.delimiter = delimiter;
  reader = read_rows (&csv->file, 0, NULL, NULL);
  while (reader != NULL && n < SNIFF_ROWS && next_row (reader, NULL) != NULL)
    widths[n++] = ((CsvReader *) reader)->n_fields;
  for (guint i = 0; i < n; i++)
    {
      guint same = 0;

      for (guint k = 0; k < n; k++)
        same += widths[k] == widths[i];
      best = MAX (best, same * (widths[i] - 1));
    }
  return best;
}

static void
find_delimiter (Csv *csv)
{
  static const char candidates[] = { ',', '\t', ';' };
  char              best = ',';
  guint             best_score = 0;

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      guint score = delimiter_score (csv, candidates[i]);

      if (score > best_score)
        {
          best_score = score;
          best = candidates[i];
        }
    }
  csv->file.delimiter = best;
}

static void
free_file (JzSheetFile *file)
{
}

JzSheetFile *
jz_csv_open (const char *path, GCancellable *cancellable, GError **error)
{
  static const JzSheetBackend backend = { read_rows, no_merges, free_file };
  Csv                        *csv = jz_sheet_file_alloc (sizeof *csv, &backend, JZ_SHEET_FORMAT_CSV, path);
  g_autoptr (JzSheetFile)     file = &csv->file;

  if (!find_encoding (csv, cancellable, error))
    return NULL;
  jz_sheet_file_add_sheet (file, "", FALSE);
  find_delimiter (csv);
  return g_steal_pointer (&file);
}
