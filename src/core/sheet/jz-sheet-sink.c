/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-sheet-sink.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "jz-csv-text.h"
#include "jz-error.h"
#include "jz-zip-input.h"

#define PAPER_A4      9
#define LITTLE_SPACE  (64 * 1024)

struct _JzSheetSink
{
  char           *path, *name, *folder, *temporary;
  JzSheetFormat   format;
  guint           row;         /* from 0 */
  guint           filled_rows; /* that have cells */
  gboolean        row_filled;
  GError         *error;       /* the first one */

  lxw_workbook   *workbook;
  lxw_worksheet  *sheet;
  lxw_format     *formats[JZ_SINK_N_STYLES];

  FILE           *stream;
  const char     *encoding;
  char            delimiter;
  GString        *line;
  int             column; /* fields in the line */
};

static void
set_error (JzSheetSink *sink, int number)
{
  JzError code = number == ENOSPC || number == EDQUOT                      ? JZ_ERROR_DISK_FULL
                 : number == EROFS || number == EACCES || number == EPERM ? JZ_ERROR_READ_ONLY
                                                                           : JZ_ERROR_FAILED;

  if (sink->error == NULL)
    g_set_error (&sink->error, JZ_ERROR, code, "%s: %s", sink->name,
                 code == JZ_ERROR_DISK_FULL ? _("the disk is full") : g_strerror (number));
}

/* The library says that writing failed, but not always why. */
static void
set_library_error (JzSheetSink *sink, int number)
{
  struct statvfs space;

  if (number != ENOSPC && statvfs (sink->folder, &space) == 0 &&
      (guint64) space.f_bavail * space.f_frsize < LITTLE_SPACE)
    number = ENOSPC;
  set_error (sink, number != 0 ? number : EIO);
}

static gboolean
report (JzSheetSink *sink, GError **error)
{
  if (sink->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (sink->error));
  return FALSE;
}

/* An empty file of a new name beside the wanted one, so that the rename stays on one file system. */
static gboolean
create_temporary (JzSheetSink *sink)
{
  int fd = -1;

  for (int i = 0; i < 100 && fd < 0; i++)
    {
      g_free (sink->temporary);
      sink->temporary = g_strdup_printf ("%s/.%s.%08x", sink->folder, sink->name, g_random_int ());
      fd = g_open (sink->temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
      if (fd < 0 && errno != EEXIST)
        break;
    }
  if (fd < 0)
    {
      set_error (sink, errno);
      g_clear_pointer (&sink->temporary, g_free);
      return FALSE;
    }
  close (fd);
  return TRUE;
}

static lxw_format *
add_format (JzSheetSink *sink, const char *number_format)
{
  lxw_format *format = workbook_add_format (sink->workbook);

  if (number_format != NULL)
    format_set_num_format (format, number_format);
  return format;
}

/* Sheet names have 31 characters at most and none of []:*?/\. */
static char *
sheet_name (const char *wanted)
{
  g_autofree char *tidy = g_utf8_make_valid (wanted != NULL ? wanted : "", -1);
  char            *name;

  g_strdelimit (tidy, "[]:*?/\\'", ' ');
  g_strstrip (tidy);
  name = g_utf8_substring (tidy, 0, MIN (g_utf8_strlen (tidy, -1), 31));
  if (*name != '\0')
    return name;
  g_free (name);
  return g_strdup ("Sheet1");
}

static void
open_workbook (JzSheetSink *sink, const char *wanted_name)
{
  /* Its scratch files lie beside the result, so that there is one disk to be full. */
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = sink->folder };
  g_autofree char     *name = sheet_name (wanted_name);
  lxw_format          *format;

  errno = 0;
  sink->workbook = workbook_new_opt (sink->temporary, &options);
  sink->sheet = sink->workbook != NULL ? workbook_add_worksheet (sink->workbook, name) : NULL;
  if (sink->sheet == NULL)
    {
      set_library_error (sink, errno);
      return;
    }
  sink->formats[JZ_SINK_TITLE] = format = add_format (sink, NULL);
  format_set_bold (format);
  format_set_font_size (format, 14);
  format_set_align (format, LXW_ALIGN_CENTER);
  sink->formats[JZ_SINK_HEADING] = format = add_format (sink, NULL);
  format_set_bold (format);
  format_set_border (format, LXW_BORDER_THIN);
  format_set_text_wrap (format);
  sink->formats[JZ_SINK_TEXT] = add_format (sink, "@");
  sink->formats[JZ_SINK_WHOLE] = add_format (sink, "0");
  sink->formats[JZ_SINK_MONEY] = add_format (sink, "#,##0.00");
  sink->formats[JZ_SINK_DATE] = add_format (sink, "yyyy-mm-dd");
  sink->formats[JZ_SINK_DATE_TIME] = add_format (sink, "yyyy-mm-dd hh:mm");
}

static void
open_text (JzSheetSink *sink)
{
  const char *mark = g_str_equal (sink->encoding, "UTF-8")      ? "\xef\xbb\xbf"
                     : g_str_equal (sink->encoding, "UTF-16LE") ? "\xff\xfe"
                     : g_str_equal (sink->encoding, "UTF-16BE") ? "\xfe\xff"
                                                                : "";

  sink->line = g_string_new (NULL);
  sink->stream = g_fopen (sink->temporary, "wbe");
  if (sink->stream == NULL || fputs (mark, sink->stream) == EOF)
    set_error (sink, errno);
}

JzSheetSink *
jz_sheet_sink_new (const char *path, JzSheetFormat format, const char *encoding, char delimiter,
                   const char *sheet_name_wanted, GError **error)
{
  g_autoptr (JzSheetSink) sink = g_new0 (JzSheetSink, 1);

  sink->path = g_strdup (path);
  sink->name = g_path_get_basename (path);
  sink->folder = g_path_get_dirname (path);
  sink->format = format;
  sink->encoding = encoding;
  sink->delimiter = delimiter;
  if (create_temporary (sink))
    {
      if (format == JZ_SHEET_FORMAT_CSV)
        open_text (sink);
      else
        open_workbook (sink, sheet_name_wanted);
    }
  return report (sink, error) ? g_steal_pointer (&sink) : NULL;
}

void
jz_sheet_sink_free (JzSheetSink *sink)
{
  if (sink == NULL)
    return;
  /* Closing is the only way to free a workbook and its scratch files; what it writes is removed. */
  if (sink->workbook != NULL)
    workbook_close (sink->workbook);
  if (sink->stream != NULL)
    fclose (sink->stream);
  if (sink->temporary != NULL)
    g_unlink (sink->temporary);
  if (sink->line != NULL)
    g_string_free (sink->line, TRUE);
  g_clear_error (&sink->error);
  g_free (sink->temporary);
  g_free (sink->folder);
  g_free (sink->name);
  g_free (sink->path);
  g_free (sink);
}

void
jz_sheet_sink_set_width (JzSheetSink *sink, int column, double width)
{
  if (sink->sheet != NULL && width > 0)
    worksheet_set_column (sink->sheet, (lxw_col_t) column, (lxw_col_t) column, width, NULL);
}

void
jz_sheet_sink_set_page (JzSheetSink *sink, gboolean landscape, guint heading_row)
{
  if (sink->sheet == NULL)
    return;
  worksheet_set_paper (sink->sheet, PAPER_A4);
  if (landscape)
    worksheet_set_landscape (sink->sheet);
  worksheet_fit_to_pages (sink->sheet, 1, 0);
  worksheet_repeat_rows (sink->sheet, 0, heading_row);
  worksheet_freeze_panes (sink->sheet, heading_row + 1, 0);
  worksheet_set_footer (sink->sheet, "&C&P / &N");
}

static void
check (JzSheetSink *sink, lxw_error result)
{
  sink->row_filled = TRUE;
  if (result == LXW_NO_ERROR || sink->error != NULL)
    return;
  if (result == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
    g_set_error (&sink->error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: row %u: a text is too long for a cell"), sink->name,
                 sink->row + 1);
  else if (result == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE)
    g_set_error (&sink->error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: a sheet has no more than %d rows"), sink->name,
                 JZ_SHEET_MAX_ROWS);
  else
    set_library_error (sink, errno);
}

/* In cells "_x000D_" means a character: where a text really says so, its "_" is written as one. */
static char *
escape_text (const char *text)
{
  g_autofree char    *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) out = NULL;

  if (strstr (valid, "_x") == NULL)
    return g_steal_pointer (&valid);
  out = g_string_new (NULL);
  for (const char *p = valid; *p != '\0'; p++)
    {
      gboolean code = p[0] == '_' && p[1] == 'x' && g_ascii_isxdigit (p[2]) && g_ascii_isxdigit (p[3]) &&
                      g_ascii_isxdigit (p[4]) && g_ascii_isxdigit (p[5]) && p[6] == '_';

      g_string_append_len (out, code ? "_x005F_" : p, code ? 7 : 1);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
pad_to (JzSheetSink *sink, int column)
{
  if (sink->column > 0)
    g_string_append_c (sink->line, sink->delimiter);
  for (; sink->column < column; sink->column++)
    g_string_append_c (sink->line, sink->delimiter);
  sink->column = column + 1;
}

void
jz_sheet_sink_text (JzSheetSink *sink, int column, const char *text, JzSinkStyle style)
{
  if (text == NULL || *text == '\0')
    return;
  if (sink->format == JZ_SHEET_FORMAT_CSV)
    {
      pad_to (sink, column);
      jz_csv_append_field (sink->line, text, sink->delimiter);
    }
  else
    {
      g_autofree char *escaped = escape_text (text);

      check (sink, worksheet_write_string (sink->sheet, sink->row, (lxw_col_t) column, escaped, sink->formats[style]));
    }
}

void
jz_sheet_sink_number (JzSheetSink *sink, int column, double number, const char *text, JzSinkStyle style)
{
  if (sink->format == JZ_SHEET_FORMAT_CSV)
    {
      pad_to (sink, column);
      g_string_append (sink->line, text);
    }
  else
    check (sink, worksheet_write_number (sink->sheet, sink->row, (lxw_col_t) column, number, sink->formats[style]));
}

void
jz_sheet_sink_boolean (JzSheetSink *sink, int column, gboolean value)
{
  if (sink->format == JZ_SHEET_FORMAT_CSV)
    jz_sheet_sink_text (sink, column, value ? "TRUE" : "FALSE", JZ_SINK_PLAIN);
  else
    check (sink, worksheet_write_boolean (sink->sheet, sink->row, (lxw_col_t) column, value, NULL));
}

void
jz_sheet_sink_title (JzSheetSink *sink, const char *text, int n_columns)
{
  g_autofree char *escaped = escape_text (text);

  if (sink->format == JZ_SHEET_FORMAT_CSV || n_columns < 2)
    jz_sheet_sink_text (sink, 0, text, JZ_SINK_TITLE);
  else
    check (sink, worksheet_merge_range (sink->sheet, sink->row, 0, sink->row, (lxw_col_t) (n_columns - 1), escaped,
                                        sink->formats[JZ_SINK_TITLE]));
}

static void
write_line (JzSheetSink *sink)
{
  g_autofree char *converted = NULL;
  gsize            length = 0;

  g_string_append (sink->line, "\r\n");
  if (g_str_equal (sink->encoding, "UTF-8"))
    length = sink->line->len;
  else
    converted = g_convert_with_fallback (sink->line->str, (gssize) sink->line->len, sink->encoding, "UTF-8", "?", NULL,
                                         &length, NULL);
  if (length == 0 || fwrite (converted != NULL ? converted : sink->line->str, length, 1, sink->stream) != 1)
    set_error (sink, errno);
  g_string_truncate (sink->line, 0);
  sink->column = 0;
}

gboolean
jz_sheet_sink_end_row (JzSheetSink *sink, GError **error)
{
  if (sink->format == JZ_SHEET_FORMAT_CSV)
    write_line (sink);
  sink->filled_rows += sink->row_filled;
  sink->row_filled = FALSE;
  sink->row++;
  return report (sink, error);
}

/* The library does not look whether its scratch file took every row; on a full disk they are simply not
 * there. So the rows that came out are counted. */
static guint
count_rows (JzSheetSink *sink)
{
  static const char       tag[] = "</row>"; /* the last of a row to be written */
  const JzZipLimits       none = { G_MAXUINT, G_MAXUINT64, G_MAXUINT64, G_MAXUINT, G_MAXUINT64, FALSE };
  g_autoptr (JzZipInput)  zip = jz_zip_input_open (sink->temporary, &none, NULL, NULL);
  g_autoptr (JzZipEntry)  entry = zip != NULL ? jz_zip_input_open_entry (zip, "xl/worksheets/sheet1.xml", NULL) : NULL;
  g_autofree char        *window = g_malloc (64 * 1024 + sizeof tag);
  gsize                   kept = 0;
  gssize                  n;
  guint                   rows = 0;

  while (entry != NULL && (n = jz_zip_entry_read (entry, window + kept, 64 * 1024, NULL)) != 0)
    {
      char *end = window + kept + MAX (n, 0);

      if (n < 0)
        return 0;
      for (char *p = window; (p = memmem (p, (gsize) (end - p), tag, strlen (tag))) != NULL; p++)
        rows++;
      kept = MIN ((gsize) (end - window), strlen (tag) - 1);
      memmove (window, end - kept, kept);
    }
  return rows;
}

static void
close_workbook (JzSheetSink *sink)
{
  lxw_error result;
  int       number;

  errno = 0;
  result = workbook_close (g_steal_pointer (&sink->workbook));
  number = errno;
  sink->sheet = NULL;
  if (result != LXW_NO_ERROR)
    set_library_error (sink, number);
  else if (count_rows (sink) != sink->filled_rows)
    set_error (sink, ENOSPC); /* the scratch file is gone again, and with it the sign that it filled the disk */
}

static void
close_text (JzSheetSink *sink)
{
  if (fclose (g_steal_pointer (&sink->stream)) != 0)
    set_error (sink, errno);
}

static void
sync_path (JzSheetSink *sink, const char *path, int flags)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);

  if (fd < 0 || (fsync (fd) != 0 && errno != EINVAL))
    set_error (sink, errno);
  if (fd >= 0)
    close (fd);
}

gboolean
jz_sheet_sink_finish (JzSheetSink *sink, GError **error)
{
  if (sink->error == NULL && sink->workbook != NULL)
    close_workbook (sink);
  if (sink->error == NULL && sink->stream != NULL)
    close_text (sink);
  if (sink->error == NULL)
    sync_path (sink, sink->temporary, O_RDONLY);
  if (sink->error == NULL && g_rename (sink->temporary, sink->path) != 0)
    set_error (sink, errno);
  if (sink->error == NULL)
    {
      g_clear_pointer (&sink->temporary, g_free);
      sync_path (sink, sink->folder, O_RDONLY | O_DIRECTORY);
    }
  return report (sink, error);
}
