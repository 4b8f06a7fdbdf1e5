/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-sheet-writer.h"

#include "jz-money.h"
#include "jz-quantity.h"
#include "jz-sheet-sink.h"

#define USUAL_WIDTH 14

struct _JzSheetWriter
{
  JzSheetSink *sink;
};

static gboolean
write_head (JzSheetWriter *writer, JzSheetFormat format, const JzSheetColumn *columns, guint n_columns,
            const JzSheetLayout *layout, GError **error)
{
  gboolean titled = format == JZ_SHEET_FORMAT_XLSX && layout->title != NULL;

  for (guint i = 0; i < n_columns; i++)
    jz_sheet_sink_set_width (writer->sink, (int) i, columns[i].width > 0 ? columns[i].width : USUAL_WIDTH);
  jz_sheet_sink_set_page (writer->sink, layout->landscape, titled);
  if (titled)
    {
      jz_sheet_sink_title (writer->sink, layout->title, (int) n_columns);
      if (!jz_sheet_sink_end_row (writer->sink, error))
        return FALSE;
    }
  for (guint i = 0; i < n_columns; i++)
    jz_sheet_sink_text (writer->sink, (int) i, columns[i].title, JZ_SINK_HEADING);
  return jz_sheet_sink_end_row (writer->sink, error);
}

JzSheetWriter *
jz_sheet_writer_new (const char *path, JzSheetFormat format, const JzSheetColumn *columns, guint n_columns,
                     const JzSheetLayout *layout, GError **error)
{
  static const JzSheetLayout plain = { NULL, NULL, FALSE };
  g_autoptr (JzSheetWriter)  writer = g_new0 (JzSheetWriter, 1);

  g_return_val_if_fail (format != JZ_SHEET_FORMAT_XLS, NULL);

  if (layout == NULL)
    layout = &plain;
  writer->sink = jz_sheet_sink_new (path, format, "UTF-8", ',', layout->sheet_name, error);
  if (writer->sink == NULL || !write_head (writer, format, columns, n_columns, layout, error))
    return NULL;
  return g_steal_pointer (&writer);
}

void
jz_sheet_writer_free (JzSheetWriter *writer)
{
  if (writer == NULL)
    return;
  jz_sheet_sink_free (writer->sink);
  g_free (writer);
}

void
jz_sheet_writer_text (JzSheetWriter *writer, int column, const char *text)
{
  jz_sheet_sink_text (writer->sink, column, text, JZ_SINK_TEXT);
}

void
jz_sheet_writer_money (JzSheetWriter *writer, int column, gint64 fen)
{
  g_autofree char *text = jz_money_to_plain (fen);

  jz_sheet_sink_number (writer->sink, column, (double) fen / 100, text, JZ_SINK_MONEY);
}

void
jz_sheet_writer_quantity (JzSheetWriter *writer, int column, gint64 quantity, int decimals)
{
  g_autofree char *text = jz_quantity_to_plain (quantity, decimals);

  jz_sheet_sink_number (writer->sink, column, g_ascii_strtod (text, NULL), text, JZ_SINK_PLAIN);
}

void
jz_sheet_writer_date (JzSheetWriter *writer, int column, JzDate date)
{
  char text[JZ_DATE_LENGTH];

  if (date != JZ_DATE_NONE)
    jz_sheet_sink_number (writer->sink, column, jz_sheet_date_to_serial (date), jz_date_to_iso (date, text),
                          JZ_SINK_DATE);
}

gboolean
jz_sheet_writer_end_row (JzSheetWriter *writer, GError **error)
{
  return jz_sheet_sink_end_row (writer->sink, error);
}

gboolean
jz_sheet_writer_finish (JzSheetWriter *writer, GError **error)
{
  return jz_sheet_sink_finish (writer->sink, error);
}
