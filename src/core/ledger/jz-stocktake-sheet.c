/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-stocktake-sheet.h"

#include <glib/gi18n-lib.h>

#include "jz-place.h"
#include "jz-sheet-value.h"
#include "jz-sheet-writer.h"

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

enum
{
  LINE,
  CODE,
  NAME,
  SPEC,
  UNIT,
  PLACE,
  EXPECTED,
  COUNTED,
  CAUSE,
  N_COLUMNS
};

/* Out. */

gboolean
jz_stocktake_write_sheet (JzConnection *connection, gint64 id, const char *path, GError **error)
{
  const JzSheetColumn columns[N_COLUMNS] = {
    [LINE] = { _("Line"), 8 },
    [CODE] = { _("Code"), 14 },
    [NAME] = { _("Name"), 20 },
    [SPEC] = { _("Specification"), 18 },
    [UNIT] = { _("Unit"), 6 },
    [PLACE] = { _("Place"), 18 },
    [EXPECTED] = { _("In the books"), 9 },
    [COUNTED] = { _("Counted"), 9 },
    [CAUSE] = { _("Cause"), 18 },
  };
  g_auto (JzStocktakeSum) sum = { 0 };
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *title = NULL;
  g_autoptr (JzSheetWriter) writer = NULL;
  JzSheetLayout layout = { NULL, NULL, TRUE };

  if (!jz_stocktake_sum (connection, id, &sum, error) ||
      (lines = jz_stocktake_lines (connection, id, NULL, error)) == NULL)
    return FALSE;
  title = g_strdup_printf ("%s %s", sum.number, sum.name);
  layout.title = title;
  layout.sheet_name = sum.number;
  writer = jz_sheet_writer_new (path, JZ_SHEET_FORMAT_XLSX, columns, N_COLUMNS, &layout, error);
  for (guint i = 0; writer != NULL && i < lines->len; i++)
    {
      const JzStocktakeLine *line = g_ptr_array_index (lines, i);

      jz_sheet_writer_quantity (writer, LINE, line->id, 0);
      jz_sheet_writer_text (writer, CODE, line->code);
      jz_sheet_writer_text (writer, NAME, line->name);
      jz_sheet_writer_text (writer, SPEC, line->spec);
      jz_sheet_writer_text (writer, UNIT, line->unit);
      jz_sheet_writer_text (writer, PLACE, line->place);
      jz_sheet_writer_quantity (writer, EXPECTED, line->expected, line->decimals);
      if (line->counted >= 0)
        jz_sheet_writer_quantity (writer, COUNTED, line->counted, line->decimals);
      jz_sheet_writer_text (writer, CAUSE, line->cause);
      if (!jz_sheet_writer_end_row (writer, error))
        return FALSE;
    }
  return writer != NULL && jz_sheet_writer_finish (writer, error);
}

/* Back. */

static const JzSheetField fields[N_COLUMNS] = {
  [LINE] = { "line", N_("Line"), WORDS ("行号", "Line"), FALSE, JZ_SHEET_FIELD_CODE },
  [CODE] = { "code", N_("Code"), WORDS ("编号", "资产编号", "品目编号", "代码", "Code"), FALSE, JZ_SHEET_FIELD_CODE },
  [NAME] = { "name", N_("Name"), WORDS ("名称", "Name"), FALSE, JZ_SHEET_FIELD_TEXT },
  [SPEC] = { "spec", N_("Specification"), WORDS ("规格", "规格型号", "Specification"), FALSE, JZ_SHEET_FIELD_TEXT },
  [UNIT] = { "unit", N_("Unit"), WORDS ("单位", "Unit"), FALSE, JZ_SHEET_FIELD_TEXT },
  [PLACE] = { "place", N_("Place"), WORDS ("存放地", "存放地点", "地点", "Place"), FALSE, JZ_SHEET_FIELD_TEXT },
  [EXPECTED] = { "expected", N_("In the books"), WORDS ("账面", "账面数", "In the books"), FALSE,
                 JZ_SHEET_FIELD_NUMBER },
  [COUNTED] = { "counted", N_("Counted"), WORDS ("实盘数", "实盘", "实数", "盘点数", "Counted"), TRUE,
                JZ_SHEET_FIELD_NUMBER },
  [CAUSE] = { "cause", N_("Cause"), WORDS ("原因", "差异原因", "备注", "Cause"), FALSE, JZ_SHEET_FIELD_TEXT },
};

static char *
code_of (JzImportLine *line, guint field)
{
  const JzSheetCell *cell = jz_import_line_cell (line, field);
  g_autoptr (GError) error = NULL;
  char *code = jz_sheet_cell_is_blank (cell) ? g_strdup ("") : jz_sheet_cell_to_code (cell, &error);

  if (code == NULL)
    jz_import_line_fault (line, (int) field, error->message, NULL);
  return code;
}

#define LINES_SQL                                                                                                      \
  "FROM stocktake_line l JOIN item ON item.id = l.item LEFT JOIN asset ON asset.id = l.asset WHERE l.stocktake = ?1 "  \
  "AND "

/* By its number, and then the code must be that of the line; else by code, and place where several have it. 0: a fault
 * was told. */
static gboolean
find_line (JzImporting *importing, const JzStocktakeImportOptions *options, JzImportLine *line, gint64 *id,
           GError **error)
{
  JzConnection    *connection = jz_importing_connection (importing);
  g_autofree char *number = code_of (line, LINE), *code = number != NULL ? code_of (line, CODE) : NULL;
  const char      *place = jz_import_line_text (line, PLACE);
  gint64           n = 0, where = 0;

  *id = 0;
  if (code == NULL)
    return TRUE;
  if (number[0] != '\0')
    {
      if (!jz_connection_number (connection, id, 0, error,
                                 "SELECT l.id " LINES_SQL
                                 "l.id = ?2 AND (?3 = '' OR ifnull (asset.number, item.code) = ?3)",
                                 "lss", options->stocktake, number, code))
        return FALSE;
      if (*id == 0)
        jz_import_line_fault (line, LINE, _("This stock-take has no such line with that code"), NULL);
      return TRUE;
    }
  if (place[0] != '\0' && !jz_place_find (connection, place, &where, error))
    return FALSE;
  if (!jz_connection_number (connection, &n, 0, error,
                             "SELECT count(*) " LINES_SQL
                             "ifnull (asset.number, item.code) = ?2 AND (?3 = 0 OR l.place = ?3)",
                             "lsl", options->stocktake, code, where) ||
      !jz_connection_number (connection, id, 0, error,
                             "SELECT l.id " LINES_SQL
                             "ifnull (asset.number, item.code) = ?2 AND (?3 = 0 OR l.place = ?3)",
                             "lsl", options->stocktake, code, where))
    return FALSE;
  if (n != 1)
    {
      jz_import_line_fault (line, CODE,
                            n == 0 ? _("This stock-take has no line with that code there") :
                                     _("Several lines have that code; say the place or the line"),
                            NULL);
      *id = 0;
    }
  return TRUE;
}

static gboolean
take_cb (JzImporting *importing, gpointer state, JzImportLine *line, GError **error)
{
  const JzStocktakeImportOptions *options = jz_importing_import (importing)->options;
  JzConnection                   *connection = jz_importing_connection (importing);
  JzImportResult                 *result = jz_importing_result (importing);
  const JzSheetCell              *cell = jz_import_line_cell (line, COUNTED);
  const char                     *cause = jz_import_line_text (line, CAUSE);
  g_autoptr (GError) failure = NULL;
  JzCountedAs as;
  gint64      id, decimals, counted;

  if (jz_sheet_cell_is_blank (cell))
    {
      result->skipped++;
      return TRUE;
    }
  if (!find_line (importing, options, line, &id, error))
    return FALSE;
  if (id == 0)
    return TRUE;
  if (!jz_connection_number (connection, &decimals, 0, error,
                             "SELECT decimals FROM item JOIN stocktake_line l ON l.item = item.id WHERE l.id = ?", "l",
                             id))
    return FALSE;
  if (!jz_sheet_cell_to_quantity (cell, (int) decimals, &counted, &failure) || counted < 0)
    {
      jz_import_line_fault (line, COUNTED,
                            failure != NULL ? failure->message : _("A count can't be less than nothing"), NULL);
      return TRUE;
    }
  if (!jz_stocktake_count_as (jz_importing_operation (importing), id, counted, options->counter, &as, &failure))
    {
      if (!g_error_matches (failure, JZ_ERROR, JZ_ERROR_INVALID))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      jz_import_line_fault (line, COUNTED, failure->message, NULL);
      return TRUE;
    }
  *(as == JZ_COUNTED_FIRST  ? &result->added :
    as == JZ_COUNTED_BESIDE ? &result->merged :
    as == JZ_COUNTED_SAME   ? &result->skipped :
                              &result->updated) += 1;
  if (as == JZ_COUNTED_BESIDE)
    jz_import_line_warning (line, COUNTED, _("Somebody else has counted this line too"), NULL);
  return cause[0] == '\0' || jz_stocktake_cause (jz_importing_operation (importing), id, cause, error);
}

static const JzAction action = { "stocktake.import", "ledger" };

const JzImportSpec jz_stocktake_import = {
  .name = "stocktake",
  .action = &action,
  .fields = fields,
  .n_fields = N_COLUMNS,
  .take = take_cb,
};
