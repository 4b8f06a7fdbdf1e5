/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-ledger-sheet.h"

#include <glib/gi18n-lib.h>

#include "jz-money.h"
#include "jz-quantity.h"

static const struct
{
  const char *title; /* msgid */
  int         width;
} columns[JZ_N_LEDGER_COLUMNS] = {
  [JZ_LEDGER_CODE] = { N_("Item number"), 96 },  [JZ_LEDGER_NAME] = { N_("Name"), 150 },
  [JZ_LEDGER_SPEC] = { N_("Specification"), 0 }, [JZ_LEDGER_UNIT] = { N_("Unit"), 50 },
  [JZ_LEDGER_OPENING] = { N_("Opening"), 84 },   [JZ_LEDGER_IN] = { N_("In"), 84 },
  [JZ_LEDGER_OUT] = { N_("Out"), 84 },           [JZ_LEDGER_CLOSING] = { N_("Closing"), 84 },
  [JZ_LEDGER_VALUE] = { N_("Worth"), 116 },      [JZ_LEDGER_DUTY] = { N_("Keeps or holds"), 110 },
};

struct _JzLedgerLine
{
  GObject      parent_instance;
  GPtrArray   *rows;
  JzLedgerRow *row;
};

G_DEFINE_FINAL_TYPE (JzLedgerLine, jz_ledger_line, G_TYPE_OBJECT)

static void
jz_ledger_line_finalize (GObject *object)
{
  g_ptr_array_unref (JZ_LEDGER_LINE (object)->rows);
  G_OBJECT_CLASS (jz_ledger_line_parent_class)->finalize (object);
}

static void
jz_ledger_line_class_init (JzLedgerLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jz_ledger_line_finalize;
}

static void
jz_ledger_line_init (JzLedgerLine *self)
{
}

JzLedgerLine *
jz_ledger_line_new (GPtrArray *rows, guint i)
{
  JzLedgerLine *self = g_object_new (JZ_TYPE_LEDGER_LINE, NULL);

  self->rows = g_ptr_array_ref (rows);
  self->row = g_ptr_array_index (rows, i);
  return self;
}

const char *
jz_ledger_column_title (JzLedgerColumn column)
{
  return g_dgettext (GETTEXT_PACKAGE, columns[column].title);
}

int
jz_ledger_column_width (JzLedgerColumn column)
{
  return columns[column].width;
}

gboolean
jz_ledger_column_is_number (JzLedgerColumn column)
{
  return column >= JZ_LEDGER_OPENING && column <= JZ_LEDGER_VALUE;
}

static gint64
quantity_of (const JzLedgerRow *row, JzLedgerColumn column)
{
  return column == JZ_LEDGER_OPENING ? row->opening :
         column == JZ_LEDGER_IN      ? row->in :
         column == JZ_LEDGER_OUT     ? row->out :
                                       row->closing;
}

static const char *
words_of (const JzLedgerRow *row, JzLedgerColumn column)
{
  if (column == JZ_LEDGER_DUTY)
    return row->duty == NULL ? "" : g_str_equal (row->duty, "keeps") ? _("Keeps") : _("Holds");
  return column == JZ_LEDGER_CODE ? row->code :
         column == JZ_LEDGER_NAME ? row->name :
         column == JZ_LEDGER_SPEC ? row->spec :
                                    row->unit;
}

char *
jz_ledger_line_text (JzLedgerLine *self, JzLedgerColumn column)
{
  if (column == JZ_LEDGER_VALUE)
    return jz_money_format (self->row->value);
  if (jz_ledger_column_is_number (column))
    return jz_quantity_format (quantity_of (self->row, column), self->row->decimals);
  return g_strdup (words_of (self->row, column));
}

gboolean
jz_ledger_write_sheet (GPtrArray *rows, const char *title, const char *path, GError **error)
{
  JzSheetColumn heads[JZ_N_LEDGER_COLUMNS];
  JzSheetLayout layout = { title, title, TRUE };
  g_autoptr (JzSheetWriter) writer = NULL;
  int n_columns = rows->len > 0 && ((JzLedgerRow *) g_ptr_array_index (rows, 0))->duty != NULL ? JZ_N_LEDGER_COLUMNS : JZ_LEDGER_DUTY;

  for (int c = 0; c < n_columns; c++)
    heads[c] = (JzSheetColumn){ jz_ledger_column_title (c), columns[c].width > 0 ? columns[c].width / 7.0 : 24 };
  writer = jz_sheet_writer_new (path, JZ_SHEET_FORMAT_XLSX, heads, (guint) n_columns, &layout, error);
  for (guint i = 0; writer != NULL && i < rows->len; i++)
    {
      JzLedgerRow *row = g_ptr_array_index (rows, i);

      for (int c = JZ_LEDGER_CODE; c <= JZ_LEDGER_UNIT; c++)
        jz_sheet_writer_text (writer, c, words_of (row, c));
      for (int c = JZ_LEDGER_OPENING; c <= JZ_LEDGER_CLOSING; c++)
        jz_sheet_writer_quantity (writer, c, quantity_of (row, c), row->decimals);
      jz_sheet_writer_money (writer, JZ_LEDGER_VALUE, row->value);
      if (n_columns > JZ_LEDGER_DUTY)
        jz_sheet_writer_text (writer, JZ_LEDGER_DUTY, words_of (row, JZ_LEDGER_DUTY));
      if (!jz_sheet_writer_end_row (writer, error))
        return FALSE;
    }
  return writer != NULL && jz_sheet_writer_finish (writer, error);
}
