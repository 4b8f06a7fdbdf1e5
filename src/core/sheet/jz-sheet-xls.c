/* .xls: a helper process reads the file, this side reads its pipe and trusts none of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-error.h"
#include "jz-helper.h"
#include "jz-sheet-private.h"
#include "jz-xls-wire.h"

#define HELPER   "jiaozhuang-xls"
#define TEXT_MAX (64 * 1024 * 4)
#define LIST_MAX 16384 /* sheets, merges, hidden columns */

/* A running helper. */
typedef struct
{
  const char       *name;
  GCancellable     *cancellable;
  GSubprocess      *process;
  GDataInputStream *stream;
} Pipe;

typedef struct
{
  JzSheetReader reader;
  Pipe          pipe;
  JzRowBuffer  *row;
  GArray       *hidden_columns;
  GString      *text;
  int           tag; /* of the record that was not yet read */
  int           column;
  guint         number;
} XlsReader;

static void
pipe_clear (Pipe *pipe)
{
  if (pipe->process != NULL)
    {
      g_subprocess_force_exit (pipe->process);
      g_subprocess_wait (pipe->process, NULL, NULL);
    }
  g_clear_object (&pipe->stream);
  g_clear_object (&pipe->process);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pipe, pipe_clear)

static gboolean
pipe_open (Pipe *pipe, JzSheetFile *file, const char *sheet, GCancellable *cancellable, GError **error)
{
  g_autofree char   *helper = jz_helper_path (HELPER, JZ_LIBEXECDIR);
  g_autoptr (GError) local = NULL;

  pipe->name = file->name;
  pipe->cancellable = cancellable;
  pipe->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &local,
                                    helper, file->path, sheet, NULL);
  if (pipe->process == NULL)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: the reader of .xls files is missing (%s)"), file->name,
                   local->message);
      return FALSE;
    }
  pipe->stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (pipe->process));
  g_data_input_stream_set_byte_order (pipe->stream, G_DATA_STREAM_BYTE_ORDER_HOST_ENDIAN);
  g_buffered_input_stream_set_buffer_size (G_BUFFERED_INPUT_STREAM (pipe->stream), 64 * 1024);
  return TRUE;
}

/* The pipe ended too soon: the helper crashed or ran into one of its limits. */
static gboolean
refuse_dead (Pipe *pipe, GError **error)
{
  if (!g_cancellable_set_error_if_cancelled (pipe->cancellable, error))
    g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED,
                 _("%s: the file is damaged or too large; open it in Excel or WPS and save it as .xlsx"), pipe->name);
  return FALSE;
}

static gboolean
get (Pipe *pipe, void *bytes, gsize length, GError **error)
{
  gsize n = 0;

  return (g_input_stream_read_all (G_INPUT_STREAM (pipe->stream), bytes, length, &n, pipe->cancellable, NULL) &&
          n == length) ||
         refuse_dead (pipe, error);
}

static gboolean
get_u32 (Pipe *pipe, guint32 *value, GError **error)
{
  return get (pipe, value, sizeof *value, error);
}

static gboolean
get_text (Pipe *pipe, GString *text, GError **error)
{
  guint32 length;

  if (!get_u32 (pipe, &length, error))
    return FALSE;
  if (length > TEXT_MAX)
    return refuse_dead (pipe, error);
  g_string_set_size (text, length);
  return get (pipe, text->str, length, error) &&
         (g_utf8_validate_len (text->str, length, NULL) || refuse_dead (pipe, error));
}

/* The next tag, or -1 with @error set. */
static int
get_tag (Pipe *pipe, GError **error)
{
  guint8 tag, reason;

  if (!get (pipe, &tag, 1, error))
    return -1;
  if (tag != 'E')
    return tag;
  if (!get (pipe, &reason, 1, error))
    return -1;
  if (reason == JZ_XLS_ENCRYPTED)
    g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED,
                 _("%s: the file is encrypted; open it in Excel or WPS, take off the password and save it again"),
                 pipe->name);
  else if (reason == JZ_XLS_TOO_OLD)
    g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED,
                 _("%s: this was saved by Excel 95 or older; open it in Excel or WPS and save it as .xlsx"),
                 pipe->name);
  else
    refuse_dead (pipe, error);
  return -1;
}

static gboolean
get_range (Pipe *pipe, gboolean rows, JzSheetRange *range, GError **error)
{
  guint32 first, last;

  *range = (JzSheetRange){ 0 };
  if (rows && (!get_u32 (pipe, &range->first_row, error) || !get_u32 (pipe, &range->last_row, error)))
    return FALSE;
  if (!get_u32 (pipe, &first, error) || !get_u32 (pipe, &last, error))
    return FALSE;
  range->first_column = (int) MIN (first, JZ_SHEET_MAX_COLUMNS);
  range->last_column = (int) MIN (last, JZ_SHEET_MAX_COLUMNS);
  return TRUE;
}

static gboolean
read_cell (XlsReader *r, GError **error)
{
  struct
  {
    guint8 kind, style, width;
  } head;
  guint32 column;
  double  number;

  if (!get_u32 (&r->pipe, &column, error) || !get (&r->pipe, &head, 3, error) ||
      !get (&r->pipe, &number, sizeof number, error) || !get_text (&r->pipe, r->text, error))
    return FALSE;
  if (column >= JZ_SHEET_MAX_COLUMNS || (int) column <= r->column || head.kind > JZ_CELL_ERROR ||
      head.style > JZ_NUMBER_PADDED || head.width > 20)
    return refuse_dead (&r->pipe, error);
  r->column = (int) column;
  if (head.kind == JZ_CELL_NUMBER)
    jz_row_buffer_add_number (r->row, r->column, number, (JzNumberStyle){ head.style, head.width },
                              r->reader.file->date_1904);
  else
    jz_row_buffer_add (r->row, r->column, head.kind, r->text->str, r->text->len, number);
  return TRUE;
}

/* What stands before the rows. */
static gboolean
read_ranges (XlsReader *r, GArray *merges, GError **error)
{
  JzSheetRange range;

  while ((r->tag = get_tag (&r->pipe, error)) == 'G' || r->tag == 'H')
    {
      if (!get_range (&r->pipe, r->tag == 'G', &range, error))
        return FALSE;
      if (r->hidden_columns->len >= LIST_MAX || (merges != NULL && merges->len >= LIST_MAX))
        return refuse_dead (&r->pipe, error);
      if (r->tag == 'H')
        g_array_append_val (r->hidden_columns, range);
      else if (merges != NULL)
        g_array_append_val (merges, range);
    }
  return r->tag >= 0;
}

static const JzSheetRow *
next_row (JzSheetReader *reader, GError **error)
{
  XlsReader *r = (XlsReader *) reader;
  guint32    number;
  guint8     hidden;

  if (r->tag == 'Z')
    return NULL;
  if (r->tag != 'R' || !get_u32 (&r->pipe, &number, error) || !get (&r->pipe, &hidden, 1, error))
    {
      if (r->tag != 'R' && error != NULL && *error == NULL)
        refuse_dead (&r->pipe, error);
      return NULL;
    }
  if (number <= r->number || number > JZ_SHEET_MAX_ROWS)
    {
      refuse_dead (&r->pipe, error);
      return NULL;
    }
  r->number = number;
  r->column = -1;
  jz_row_buffer_begin (r->row, number, hidden);
  while ((r->tag = get_tag (&r->pipe, error)) == 'C')
    if (!read_cell (r, error))
      return NULL;
  return r->tag >= 0 ? jz_row_buffer_end (r->row) : NULL;
}

static gboolean
column_hidden (JzSheetReader *reader, int column)
{
  GArray *ranges = ((XlsReader *) reader)->hidden_columns;

  for (guint i = 0; i < ranges->len; i++)
    {
      const JzSheetRange *range = &g_array_index (ranges, JzSheetRange, i);

      if (column >= range->first_column && column <= range->last_column)
        return TRUE;
    }
  return FALSE;
}

static void
free_reader (JzSheetReader *reader)
{
  XlsReader *r = (XlsReader *) reader;

  pipe_clear (&r->pipe);
  jz_row_buffer_free (r->row);
  g_array_unref (r->hidden_columns);
  g_string_free (r->text, TRUE);
}

static XlsReader *
open_reader (JzSheetFile *file, guint sheet, GArray *merges, GCancellable *cancellable, GError **error)
{
  static const JzSheetReaderClass class = { next_row, column_hidden, free_reader };
  XlsReader                      *r = jz_sheet_reader_alloc (sizeof *r, &class, file, cancellable);
  g_autofree char                *index = g_strdup_printf ("%u", sheet);

  r->row = jz_row_buffer_new ();
  r->hidden_columns = g_array_new (FALSE, FALSE, sizeof (JzSheetRange));
  r->text = g_string_new (NULL);
  if (pipe_open (&r->pipe, file, index, r->reader.cancellable, error) && read_ranges (r, merges, error))
    return r;
  jz_sheet_reader_free (&r->reader);
  return NULL;
}

static JzSheetReader *
read_rows (JzSheetFile *file, guint sheet, GCancellable *cancellable, GError **error)
{
  return (JzSheetReader *) open_reader (file, sheet, NULL, cancellable, error);
}

static GArray *
read_merges (JzSheetFile *file, guint sheet, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) merges = g_array_new (FALSE, FALSE, sizeof (JzSheetRange));
  XlsReader         *r = open_reader (file, sheet, merges, cancellable, error);

  if (r == NULL)
    return NULL;
  jz_sheet_reader_free (&r->reader);
  return g_steal_pointer (&merges);
}

static gboolean
read_sheets (JzSheetFile *file, Pipe *pipe, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);
  guint8              flag;
  int                 tag;

  while ((tag = get_tag (pipe, error)) == 'D' || tag == 'S')
    {
      if (!get (pipe, &flag, 1, error))
        return FALSE;
      if (tag == 'D')
        file->date_1904 = flag;
      else if (file->sheets->len >= LIST_MAX)
        return refuse_dead (pipe, error);
      else if (get_text (pipe, name, error))
        jz_sheet_file_add_sheet (file, name->str, flag);
      else
        return FALSE;
    }
  if (tag < 0)
    return FALSE;
  return (tag == 'Z' && file->sheets->len > 0) || refuse_dead (pipe, error);
}

static void
free_file (JzSheetFile *file)
{
}

JzSheetFile *
jz_xls_open (const char *path, GCancellable *cancellable, GError **error)
{
  static const JzSheetBackend backend = { read_rows, read_merges, free_file };
  g_autoptr (JzSheetFile)     file = jz_sheet_file_alloc (sizeof *file, &backend, JZ_SHEET_FORMAT_XLS, path);
  g_auto (Pipe)               pipe = { 0 };

  if (!pipe_open (&pipe, file, NULL, cancellable, error) || !read_sheets (file, &pipe, error))
    return NULL;
  return g_steal_pointer (&file);
}
