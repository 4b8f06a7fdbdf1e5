/* Which rows of a ledger are none of its things. Every rule here needs a sign that data does not have;
 * in doubt a row is data, and a person sees it rejected with its reason rather than passed over.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "jz-sheet-mapping-private.h"
#include "jz-sheet-value.h"
#include "jz-text.h"

static const char *const totals[] = {
  "合计", "小计", "总计", "总合计", "共计", "累计", "本页合计", "本页小计", "本月合计", "本年合计", "本年累计", "本月累计", "页计", NULL,
};
static const char *const signatures[] = {
  "制表人", "制表",   "审核人", "审核",   "负责人", "填表人",   "填表",   "经办人", "经手人", "保管员", "保管人", "校长", "复核",
  "签字",   "签名",   "盖章",   "主管",   "会计",   "填报人",   "清查人", "监盘人", "盘点人", "验收人", "制表日期", "填表日期", NULL,
};
static const char *const notes[] = { "注", "备注", "说明", "填表说明", "注意", "注明", NULL };

static guint
n_filled (const JzSheetRow *row)
{
  guint n = 0;

  for (guint i = 0; i < row->n_cells; i++)
    n += !jz_sheet_cell_is_blank (&row->cells[i]);
  return n;
}

static const JzSheetCell *
first_filled (const JzSheetRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (!jz_sheet_cell_is_blank (&row->cells[i]))
      return &row->cells[i];
  return NULL;
}

static gboolean
is_amount (JzSheetFieldKind kind)
{
  return kind == JZ_SHEET_FIELD_NUMBER || kind == JZ_SHEET_FIELD_MONEY;
}

static gboolean
has_amount (JzSheetMapping *mapping, const JzSheetRow *row)
{
  gint64 value;

  for (guint f = 0; f < mapping->n_fields; f++)
    if (is_amount (mapping->fields[f].kind) &&
        jz_sheet_cell_to_money (jz_sheet_mapping_cell (mapping, row, f), &value, NULL))
      return TRUE;
  return FALSE;
}

/* How many of the mapped fields that hold words are filled. */
static guint
n_words (JzSheetMapping *mapping, const JzSheetRow *row)
{
  guint n = 0;

  for (guint f = 0; f < mapping->n_fields; f++)
    n += !is_amount (mapping->fields[f].kind) && !jz_sheet_cell_is_blank (jz_sheet_mapping_cell (mapping, row, f));
  return n;
}

static gboolean
is_repeated_heading (JzSheetMapping *mapping, const JzSheetRow *row)
{
  guint same = 0;

  for (guint i = 0; i < row->n_cells && row->cells[i].column < (int) mapping->headings->len; i++)
    {
      const JzHeading *heading = g_ptr_array_index (mapping->headings, row->cells[i].column);
      const char      *text = row->cells[i].text;
      gboolean         two = heading->lower_key != NULL;

      same += jz_heading_is_key (text, heading->key, !two) || (two && jz_heading_is_key (text, heading->lower_key, TRUE));
    }
  return same >= 2 && same * 3 >= n_filled (row) * 2;
}

/* All words for totals do. */
static gboolean
ends_in_total (const char *text)
{
  const char *p = text + strlen (text);

  while ((p = g_utf8_find_prev_char (text, p)) != NULL)
    {
      gunichar c = jz_text_fold_char (g_utf8_get_char (p));

      if (g_unichar_isalnum (c))
        return c == 0x8ba1; /* 计 */
    }
  return FALSE;
}

/* 合计 stands where a name or a number would; "物理小计" counts only when the row has no other words. */
static gboolean
is_subtotal (JzSheetMapping *mapping, const JzSheetRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      const JzSheetCell *cell = &row->cells[i];
      g_autofree char   *key = NULL;
      guint              others;

      if (cell->kind != JZ_CELL_TEXT || !ends_in_total (cell->text))
        continue;
      key = jz_heading_key (cell->text);
      others = n_words (mapping, row);
      for (guint f = 0; f < mapping->n_fields; f++)
        others -= mapping->columns[f] == cell->column && !is_amount (mapping->fields[f].kind);
      if (g_strv_contains (totals, key) && others == 0)
        return TRUE;
      if ((g_str_has_suffix (key, "合计") || g_str_has_suffix (key, "小计") || g_str_has_suffix (key, "总计")) &&
          others == 0 && cell == first_filled (row))
        return TRUE;
    }
  return FALSE;
}

/* Whether @text begins with one of @words and a colon. */
static gboolean
begins_with (const char *text, const char *const *words)
{
  g_autofree char *folded = NULL, *key = NULL;
  char            *colon;

  if (strchr (text, ':') == NULL && strstr (text, "：") == NULL)
    return FALSE;
  folded = jz_text_fold (text);
  colon = strchr (folded, ':');
  if (colon != NULL)
    *colon = '\0';
  key = jz_heading_key (folded);
  return colon != NULL && g_strv_contains (words, key);
}

static gboolean
is_signature (JzSheetMapping *mapping, const JzSheetRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (begins_with (row->cells[i].text, signatures))
      return !has_amount (mapping, row);
  return FALSE;
}

/* A line across the table: its only cell is no field that a row must have. */
static gboolean
is_note (JzSheetMapping *mapping, const JzSheetRow *row)
{
  const JzSheetCell *cell = first_filled (row);

  if (n_filled (row) != 1 || cell->kind != JZ_CELL_TEXT)
    return FALSE;
  if (begins_with (cell->text, notes))
    return TRUE;
  for (guint f = 0; f < mapping->n_fields; f++)
    if (mapping->columns[f] == cell->column && (mapping->fields[f].required || is_amount (mapping->fields[f].kind)))
      return FALSE;
  return TRUE;
}

JzSheetRowKind
jz_sheet_row_kind (JzSheetMapping *mapping, const JzSheetRow *row)
{
  if (first_filled (row) == NULL)
    return JZ_SHEET_ROW_BLANK;
  if (is_repeated_heading (mapping, row))
    return JZ_SHEET_ROW_REPEATED_HEADING;
  if (is_subtotal (mapping, row))
    return JZ_SHEET_ROW_SUBTOTAL;
  if (is_signature (mapping, row))
    return JZ_SHEET_ROW_SIGNATURE;
  if (is_note (mapping, row))
    return JZ_SHEET_ROW_NOTE;
  return JZ_SHEET_ROW_DATA;
}
