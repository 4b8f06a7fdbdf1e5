/* The cells of an .xlsx, read by the push parser.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "jz-error.h"
#include "jz-xlsx-private.h"

/* libxml2 hands over attributes five pointers each. */
#define ATTRIBUTE_NAME(a, i)   ((const char *) (a)[5 * (i)])
#define ATTRIBUTE_VALUE(a, i)  ((const char *) (a)[5 * (i) + 3])
#define ATTRIBUTE_LENGTH(a, i) ((gsize) ((a)[5 * (i) + 4] - (a)[5 * (i) + 3]))

gboolean
jz_xlsx_parse_cell (const char *text, gsize length, int *column, guint *row)
{
  gsize i = 0;

  *column = 0;
  *row = 0;
  for (; i < length && g_ascii_isalpha (text[i]); i++)
    {
      *column = *column * 26 + (g_ascii_toupper (text[i]) - 'A' + 1);
      if (*column > JZ_SHEET_MAX_COLUMNS)
        return FALSE;
    }
  if (i == 0)
    return FALSE;
  --*column;
  for (; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *row = *row * 10 + (guint) (text[i] - '0');
      if (*row > JZ_SHEET_MAX_ROWS)
        return FALSE;
    }
  return TRUE;
}

typedef enum
{
  CELL_NUMBER,
  CELL_SHARED,
  CELL_INLINE,
  CELL_STRING,
  CELL_BOOL,
  CELL_ERROR,
  CELL_DATE,
} CellType;

typedef struct
{
  JzSheetReader reader;
  JzXlsx       *xlsx;
  JzZipEntry   *entry;
  JzXmlInput   *input;
  GQueue        ready; /* JzRowBuffer: read, not yet asked for */
  GQueue        spare; /* JzRowBuffer */
  JzRowBuffer  *row;   /* being read */
  JzRowBuffer  *shown; /* the last one handed out */
  GArray       *hidden_columns; /* JzSheetRange */
  GString      *value;
  GError       *error;
  guint         row_number;
  int           column;
  guint         style;
  CellType      type;
  guint         phonetic;
  gboolean      collect, ended;
} XlsxReader;

static void
fail (XlsxReader *r)
{
  if (r->error == NULL)
    g_set_error (&r->error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: the sheet is damaged at row %u"),
                 r->xlsx->file.name, r->row_number);
}

static CellType
cell_type (const char *value, gsize length)
{
  static const char *const names[] = { "n", "s", "inlineStr", "str", "b", "e", "d" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length && memcmp (names[i], value, length) == 0)
      return (CellType) i;
  return CELL_NUMBER;
}

static guint
attribute_number (const xmlChar **attributes, int i)
{
  return (guint) MIN (strtoul (ATTRIBUTE_VALUE (attributes, i), NULL, 10), G_MAXINT);
}

static gboolean
attribute_is_true (const xmlChar **attributes, int i)
{
  char c = *ATTRIBUTE_VALUE (attributes, i);

  return c == '1' || c == 't' || (c == 'o' && ATTRIBUTE_LENGTH (attributes, i) == 2);
}

static void
start_row (XlsxReader *r, int n, const xmlChar **attributes)
{
  guint    number = r->row_number + 1;
  gboolean hidden = FALSE;

  for (int i = 0; i < n; i++)
    {
      if (JZ_XML_IS (ATTRIBUTE_NAME (attributes, i), "r"))
        number = attribute_number (attributes, i);
      else if (JZ_XML_IS (ATTRIBUTE_NAME (attributes, i), "hidden"))
        hidden = attribute_is_true (attributes, i);
    }
  if (r->row != NULL || number <= r->row_number || number > JZ_SHEET_MAX_ROWS)
    {
      fail (r);
      return;
    }
  r->row_number = number;
  r->column = -1;
  r->row = g_queue_pop_head (&r->spare);
  if (r->row == NULL)
    r->row = jz_row_buffer_new ();
  jz_row_buffer_begin (r->row, number, hidden);
}

static void
start_cell (XlsxReader *r, int n, const xmlChar **attributes)
{
  int   column = r->column + 1;
  guint row;

  r->style = 0;
  r->type = CELL_NUMBER;
  g_string_truncate (r->value, 0);
  for (int i = 0; i < n; i++)
    {
      const char *name = ATTRIBUTE_NAME (attributes, i);

      if (name[0] == '\0' || name[1] != '\0')
        continue;
      if (name[0] == 's')
        r->style = attribute_number (attributes, i);
      else if (name[0] == 't')
        r->type = cell_type (ATTRIBUTE_VALUE (attributes, i), ATTRIBUTE_LENGTH (attributes, i));
      else if (name[0] == 'r' && (!jz_xlsx_parse_cell (ATTRIBUTE_VALUE (attributes, i),
                                                       ATTRIBUTE_LENGTH (attributes, i), &column, &row) ||
                                  (row != 0 && row != r->row_number)))
        fail (r);
    }
  if (r->row == NULL || column <= r->column || column >= JZ_SHEET_MAX_COLUMNS)
    fail (r);
  r->column = column;
}

static void
start_column (XlsxReader *r, int n, const xmlChar **attributes)
{
  JzSheetRange range = { 0, 0, 0, -1 };
  gboolean     hidden = FALSE;

  for (int i = 0; i < n; i++)
    {
      if (JZ_XML_IS (ATTRIBUTE_NAME (attributes, i), "min"))
        range.first_column = (int) attribute_number (attributes, i) - 1;
      else if (JZ_XML_IS (ATTRIBUTE_NAME (attributes, i), "max"))
        range.last_column = (int) attribute_number (attributes, i) - 1;
      else if (JZ_XML_IS (ATTRIBUTE_NAME (attributes, i), "hidden"))
        hidden = attribute_is_true (attributes, i);
    }
  if (hidden && r->hidden_columns->len < JZ_SHEET_MAX_COLUMNS)
    g_array_append_val (r->hidden_columns, range);
}

static void
start_cb (void *data, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
          const xmlChar **namespaces, int n_attributes, int n_defaulted, const xmlChar **attributes)
{
  XlsxReader *r = data;

  if (r->error != NULL)
    return;
  if (local[0] == 'c' && local[1] == '\0')
    start_cell (r, n_attributes, attributes);
  else if (local[1] == '\0' && (local[0] == 'v' || local[0] == 't'))
    r->collect = r->phonetic == 0;
  else if (JZ_XML_IS (local, "row"))
    start_row (r, n_attributes, attributes);
  else if (JZ_XML_IS (local, "rPh"))
    r->phonetic++;
  else if (JZ_XML_IS (local, "col"))
    start_column (r, n_attributes, attributes);
}

static void
text_cb (void *data, const xmlChar *text, int length)
{
  XlsxReader *r = data;

  if (r->collect)
    g_string_append_len (r->value, (const char *) text, length);
}

static void
add_shared (XlsxReader *r)
{
  guint64     index = g_ascii_strtoull (r->value->str, NULL, 10);
  const char *text;

  if (index >= r->xlsx->offsets->len)
    {
      fail (r);
      return;
    }
  text = r->xlsx->strings->str + g_array_index (r->xlsx->offsets, guint32, index);
  if (*text != '\0')
    jz_row_buffer_add_static (r->row, r->column, JZ_CELL_TEXT, text, 0);
}

/* Whole numbers of any length keep the digits that the file has. */
static gboolean
add_whole_number (XlsxReader *r)
{
  gsize length = r->value->len, digits = length - (r->value->str[0] == '-');

  if (digits == 0 || digits > 30 || strspn (r->value->str + length - digits, "0123456789") != digits ||
      (r->value->str[length - digits] == '0' && length > 1))
    return FALSE;
  jz_row_buffer_add (r->row, r->column, JZ_CELL_NUMBER, r->value->str, length,
                     digits < 16 ? (double) g_ascii_strtoll (r->value->str, NULL, 10)
                                 : g_ascii_strtod (r->value->str, NULL));
  return TRUE;
}

static void
add_number (XlsxReader *r)
{
  JzNumberStyle style = { JZ_NUMBER_PLAIN, 0 };
  char         *end;
  double        number;

  if (r->style < r->xlsx->styles->len)
    style = g_array_index (r->xlsx->styles, JzNumberStyle, r->style);
  if (style.kind == JZ_NUMBER_PLAIN && add_whole_number (r))
    return;
  number = g_ascii_strtod (r->value->str, &end);
  if (*end != '\0' || number != number || number - number != 0)
    jz_row_buffer_add (r->row, r->column, JZ_CELL_TEXT, r->value->str, r->value->len, 0);
  else
    jz_row_buffer_add_number (r->row, r->column, number, style, r->xlsx->file.date_1904);
}

/* "2019-09-01T08:30:00", as a few programs write dates. */
static void
add_iso_date (XlsxReader *r)
{
  g_autofree char *day = g_strndup (r->value->str, 10);
  JzDate           date = jz_date_from_iso (day);
  const char      *time = r->value->len > 16 ? r->value->str + 11 : "";
  int              minutes = *time != '\0' && time[2] == ':' ? atoi (time) * 60 + atoi (time + 3) : 0;

  if (date == JZ_DATE_NONE || minutes < 0 || minutes >= 1440)
    jz_row_buffer_add (r->row, r->column, JZ_CELL_TEXT, r->value->str, r->value->len, 0);
  else
    jz_row_buffer_add_number (r->row, r->column, jz_sheet_date_to_serial (date) + minutes / 1440.0,
                              (JzNumberStyle){ JZ_NUMBER_DATE_TIME, 0 }, FALSE);
}

static void
end_cell (XlsxReader *r)
{
  gboolean truth = r->value->str[0] == '1' || r->value->str[0] == 't';

  if (r->type == CELL_INLINE || r->type == CELL_STRING)
    jz_xlsx_unescape (r->value, 0);
  if (r->value->len == 0)
    return;
  switch (r->type)
    {
    case CELL_SHARED:
      add_shared (r);
      break;
    case CELL_INLINE:
    case CELL_STRING:
      jz_row_buffer_add (r->row, r->column, JZ_CELL_TEXT, r->value->str, r->value->len, 0);
      break;
    case CELL_BOOL:
      jz_row_buffer_add_static (r->row, r->column, JZ_CELL_BOOL, truth ? "TRUE" : "FALSE", truth);
      break;
    case CELL_ERROR:
      jz_row_buffer_add (r->row, r->column, JZ_CELL_ERROR, r->value->str, r->value->len, 0);
      break;
    case CELL_DATE:
      add_iso_date (r);
      break;
    case CELL_NUMBER:
    default:
      add_number (r);
      break;
    }
}

static void
end_cb (void *data, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
  XlsxReader *r = data;

  if (r->error != NULL)
    return;
  if (local[1] == '\0')
    {
      r->collect = FALSE;
      if (local[0] == 'c')
        end_cell (r);
    }
  else if (JZ_XML_IS (local, "rPh"))
    r->phonetic--;
  else if (JZ_XML_IS (local, "row") && r->row != NULL)
    {
      jz_row_buffer_end (r->row);
      g_queue_push_tail (&r->ready, g_steal_pointer (&r->row));
    }
}

static const JzSheetRow *
next_row (JzSheetReader *reader, GError **error)
{
  XlsxReader *r = (XlsxReader *) reader;

  if (r->shown != NULL)
    g_queue_push_tail (&r->spare, g_steal_pointer (&r->shown));
  while (g_queue_is_empty (&r->ready) && !r->ended && r->error == NULL)
    {
      g_autoptr (GError) local = NULL;

      r->ended = jz_xml_input_push (r->input, &local) == 0;
      if (r->error == NULL)
        r->error = g_steal_pointer (&local);
      if (g_cancellable_set_error_if_cancelled (reader->cancellable, error))
        return NULL;
    }
  r->shown = g_queue_pop_head (&r->ready);
  if (r->shown != NULL)
    return &r->shown->row;
  if (r->error != NULL)
    g_propagate_error (error, g_error_copy (r->error));
  return NULL;
}

static gboolean
column_hidden (JzSheetReader *reader, int column)
{
  GArray *ranges = ((XlsxReader *) reader)->hidden_columns;

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
  XlsxReader *r = (XlsxReader *) reader;

  g_queue_clear_full (&r->ready, (GDestroyNotify) jz_row_buffer_free);
  g_queue_clear_full (&r->spare, (GDestroyNotify) jz_row_buffer_free);
  jz_row_buffer_free (r->row);
  jz_row_buffer_free (r->shown);
  g_array_unref (r->hidden_columns);
  g_string_free (r->value, TRUE);
  g_clear_error (&r->error);
  g_clear_pointer (&r->input, jz_xml_input_free);
  g_clear_pointer (&r->entry, jz_zip_entry_close);
}

JzSheetReader *
jz_xlsx_read_rows (JzSheetFile *file, guint sheet, GCancellable *cancellable, GError **error)
{
  static const JzSheetReaderClass class = { next_row, column_hidden, free_reader };
  JzXlsx                         *xlsx = (JzXlsx *) file;
  JzZipEntry                     *entry = jz_zip_input_open_entry (xlsx->zip, g_ptr_array_index (xlsx->parts, sheet),
                                                                   error);
  XlsxReader                     *r;

  if (entry == NULL)
    return NULL;
  r = jz_sheet_reader_alloc (sizeof *r, &class, file, cancellable);
  r->xlsx = xlsx;
  r->entry = entry;
  r->input = jz_xml_input_new (file->name, (JzInputFunc) jz_zip_entry_read, entry, JZ_XLSX_SHEET_MAX);
  g_queue_init (&r->ready);
  g_queue_init (&r->spare);
  r->hidden_columns = g_array_new (FALSE, FALSE, sizeof (JzSheetRange));
  r->value = g_string_new (NULL);
  jz_xml_input_handle (r->input, start_cb, end_cb, text_cb, r);
  return &r->reader;
}

/* The range of a <mergeCell ref="A1:C1"/> whose name ends before @p. */
static void
take_merge (GArray *merges, const char *p)
{
  const char  *ref = strstr (p, "ref="), *end = strchr (p, '>');
  JzSheetRange range;
  const char  *colon;

  if (ref == NULL || end == NULL || ref > end)
    return;
  ref += strlen ("ref=") + 1;
  colon = memchr (ref, ':', (gsize) (end - ref));
  if (colon == NULL || !jz_xlsx_parse_cell (ref, (gsize) (colon - ref), &range.first_column, &range.first_row) ||
      !jz_xlsx_parse_cell (colon + 1, strcspn (colon + 1, "\"'>"), &range.last_column, &range.last_row))
    return;
  if (range.first_row >= 1 && range.first_row <= JZ_SHEET_HEAD_ROWS && merges->len < JZ_SHEET_MAX_COLUMNS)
    g_array_append_val (merges, range);
}

/* Merges stand behind all cells. To find them the bytes are searched, not parsed: what is found here only
 * helps to join headings. */
GArray *
jz_xlsx_read_merges (JzSheetFile *file, guint sheet, GCancellable *cancellable, GError **error)
{
  static const char       tag[] = "mergeCell ";
  JzXlsx                 *xlsx = (JzXlsx *) file;
  g_autoptr (JzZipEntry)  entry = jz_zip_input_open_entry (xlsx->zip, g_ptr_array_index (xlsx->parts, sheet), error);
  g_autoptr (GArray)      merges = g_array_new (FALSE, FALSE, sizeof (JzSheetRange));
  g_autofree char        *window = g_malloc (128 * 1024);
  gsize                   kept = 0;
  gssize                  n;

  if (entry == NULL)
    return NULL;
  while ((n = jz_zip_entry_read (entry, window + kept, 64 * 1024, error)) > 0)
    {
      char *p = window, *end = window + kept + n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      *end = '\0';
      /* A tag that the window cuts is seen whole in the next one. */
      while ((p = memmem (p, (gsize) (end - p), tag, strlen (tag))) != NULL && memchr (p, '>', (gsize) (end - p)))
        take_merge (merges, p += strlen (tag));
      kept = p != NULL ? MIN ((gsize) (end - p), 1024) : MIN ((gsize) (end - window), strlen (tag));
      memmove (window, end - kept, kept);
    }
  return n < 0 ? NULL : g_steal_pointer (&merges);
}
