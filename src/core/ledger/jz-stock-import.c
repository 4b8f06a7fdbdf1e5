/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-stock-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-date.h"
#include "jz-item.h"
#include "jz-ledger-row.h"
#include "jz-money.h"
#include "jz-place.h"
#include "jz-posting.h"
#include "jz-quantity.h"
#include "jz-sheet-value.h"

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define CODE_WORDS                                                                                                     \
  WORDS ("编号", "仪器编号", "品目编号", "分类编号", "目录编号", "代码", "编码", "品目代码", "器材编号")
#define NAME_WORDS WORDS ("名称", "仪器名称", "品名", "物品名称", "器材名称", "品目名称")
#define SPEC_WORDS WORDS ("规格", "规格型号", "型号", "型号规格", "型号及规格")
#define UNIT_WORDS WORDS ("单位", "计量单位")

static const JzAction items_action = { "item.import", "import" };
static const JzAction balances_action = { "ledger.import-balances", "import" };

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

/* What a rule of the file refused is a fault of the row; anything else ends the import. */
static gboolean
fault_or_end (JzImportLine *line, GError *failure, GError **error)
{
  if (failure->domain == JZ_ERROR && (failure->code == JZ_ERROR_INVALID || failure->code == JZ_ERROR_CONFLICT))
    {
      jz_import_line_fault (line, -1, failure->message, NULL);
      g_error_free (failure);
      return TRUE;
    }
  g_propagate_error (error, failure);
  return FALSE;
}

/* Items. */

enum
{
  ITEM_CODE,
  ITEM_NAME,
  ITEM_SPEC,
  ITEM_UNIT,
  ITEM_TRACKING,
  ITEM_SUBJECT,
  ITEM_LEAST,
  ITEM_NOTE,
  N_ITEM_FIELDS
};

static const JzSheetField item_fields[N_ITEM_FIELDS] = {
  [ITEM_CODE] = { "code", N_("Item code"), CODE_WORDS, FALSE, JZ_SHEET_FIELD_CODE },
  [ITEM_NAME] = { "name", N_("Name"), NAME_WORDS, TRUE, JZ_SHEET_FIELD_TEXT },
  [ITEM_SPEC] = { "spec", N_("Specification"), SPEC_WORDS, FALSE, JZ_SHEET_FIELD_TEXT },
  [ITEM_UNIT] = { "unit", N_("Unit"), UNIT_WORDS, FALSE, JZ_SHEET_FIELD_TEXT },
  [ITEM_TRACKING] = { "tracking", N_("Kept"), WORDS ("管理方式", "资产类型", "类型", "性质"), FALSE,
                      JZ_SHEET_FIELD_TEXT },
  [ITEM_SUBJECT] = { "subject", N_("Subject"), WORDS ("学科", "科目"), FALSE, JZ_SHEET_FIELD_TEXT },
  [ITEM_LEAST] = { "least", N_("Least stock"), WORDS ("最低库存", "库存下限", "最低存量"), FALSE,
                   JZ_SHEET_FIELD_NUMBER },
  [ITEM_NOTE] = { "note", N_("Note"), WORDS ("备注", "说明"), FALSE, JZ_SHEET_FIELD_TEXT },
};

/* "lot" where nothing is said; NULL for words that say nothing. */
static const char *
tracking_of (const char *words)
{
  if (strstr (words, "易耗") != NULL || strstr (words, "消耗") != NULL || g_str_equal (words, "consumable"))
    return "consumable";
  if (strstr (words, "卡") != NULL || strstr (words, "固定资产") != NULL || g_str_equal (words, "card"))
    return "card";
  if (words[0] == '\0' || strstr (words, "数量") != NULL || strstr (words, "低值") != NULL ||
      g_str_equal (words, "lot"))
    return "lot";
  return NULL;
}

/* One that is there: only what the sheet says of it. */
static gboolean
update_item (JzImporting *importing, gint64 id, const JzItemData *data, GError **error)
{
  JzConnection   *connection = jz_importing_connection (importing);
  JzImportResult *result = jz_importing_result (importing);

  if (!jz_connection_run (connection, error,
                          "UPDATE item SET subject = iif (?1 = '', subject, ?1), note = iif (?2 = '', note, ?2), least "
                          "= iif (?3 < 0, least, ?3), "
                          "changed = jz_operation () WHERE id = ?4 AND (?1 NOT IN ('', subject) OR ?2 NOT IN ('', "
                          "note) OR (?3 >= 0 AND least IS NOT ?3))",
                          "ssll", data->subject, data->note, data->least, id))
    return FALSE;
  if (jz_connection_n_changed (connection) > 0)
    result->updated++;
  else
    result->skipped++;
  return TRUE;
}

static gboolean
read_least (JzImportLine *line, gint64 *least)
{
  const JzSheetCell *cell = jz_import_line_cell (line, ITEM_LEAST);
  g_autoptr (GError) error = NULL;

  *least = -1;
  if (jz_sheet_cell_is_blank (cell) || jz_sheet_cell_to_quantity (cell, 0, least, &error))
    return TRUE;
  jz_import_line_fault (line, ITEM_LEAST, error->message, NULL);
  return FALSE;
}

static gboolean
take_item (JzImporting *importing, gpointer state, JzImportLine *line, GError **error)
{
  g_autofree char *code = code_of (line, ITEM_CODE);
  const char      *unit = jz_import_line_text (line, ITEM_UNIT),
             *tracking = tracking_of (jz_import_line_text (line, ITEM_TRACKING));
  JzItemData data = { .code = code,
                      .name = jz_import_line_text (line, ITEM_NAME),
                      .spec = jz_import_line_text (line, ITEM_SPEC),
                      .unit = unit[0] != '\0' ? unit : "件",
                      .tracking = tracking,
                      .subject = jz_import_line_text (line, ITEM_SUBJECT),
                      .note = jz_import_line_text (line, ITEM_NOTE) };
  GError    *failure = NULL;
  gint64     id;
  gboolean   is_new;

  if (code == NULL || !read_least (line, &data.least))
    return TRUE;
  if (tracking == NULL)
    {
      jz_import_line_fault (line, ITEM_TRACKING, _("An item is kept by card, by quantity or as a consumable"), NULL);
      return TRUE;
    }
  if (!jz_item_ensure (jz_importing_operation (importing), &data, &id, &is_new, &failure))
    return fault_or_end (line, failure, error);
  if (!is_new)
    return update_item (importing, id, &data, error);
  jz_importing_result (importing)->added++;
  return TRUE;
}

const JzImportSpec jz_items_import = {
  .name = "items",
  .action = &items_action,
  .fields = item_fields,
  .n_fields = N_ITEM_FIELDS,
  .take = take_item,
};

/* Balances. */

enum
{
  CODE,
  NAME,
  SPEC,
  UNIT,
  PLACE,
  QUANTITY,
  PRICE,
  AMOUNT,
  N_BALANCE_FIELDS
};

static const JzSheetField balance_fields[N_BALANCE_FIELDS] = {
  [CODE] = { "code", N_("Item code"), CODE_WORDS, FALSE, JZ_SHEET_FIELD_CODE },
  [NAME] = { "name", N_("Name"), NAME_WORDS, FALSE, JZ_SHEET_FIELD_TEXT },
  [SPEC] = { "spec", N_("Specification"), SPEC_WORDS, FALSE, JZ_SHEET_FIELD_TEXT },
  [UNIT] = { "unit", N_("Unit"), UNIT_WORDS, FALSE, JZ_SHEET_FIELD_TEXT },
  [PLACE] = { "place", N_("Place"), WORDS ("存放地点", "存放地", "存放位置", "地点", "位置", "功能室"), TRUE,
              JZ_SHEET_FIELD_TEXT },
  [QUANTITY] = { "quantity", N_("Quantity"),
                 WORDS ("数量", "期初数", "期初数量", "期初结存", "结存数", "库存", "实存数"), TRUE,
                 JZ_SHEET_FIELD_NUMBER },
  [PRICE] = { "price", N_("Price"), WORDS ("单价", "价格"), FALSE, JZ_SHEET_FIELD_MONEY },
  [AMOUNT] = { "amount", N_("Amount"), WORDS ("金额", "期初金额", "总价", "原值"), FALSE, JZ_SHEET_FIELD_MONEY },
};

typedef struct
{
  gint64      voucher; /* 0: none yet */
  guint       lines;
  int         year;
  char        date[JZ_DATE_LENGTH]; /* the last day of last year */
  GHashTable *seen;                 /* row in words → how many equal ones */
} Balances;

static void
balances_free (gpointer data)
{
  Balances *self = data;

  g_hash_table_unref (self->seen);
  g_free (self);
}

static gboolean
begin_balances (JzImporting *importing, gpointer *state, GError **error)
{
  Balances *self = *state = g_new0 (Balances, 1);
  int       month, day;

  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  jz_date_get (jz_date_today (), &self->year, &month, &day);
  self->year--;
  jz_date_to_iso (jz_date_new (self->year, 12, 31), self->date);
  return TRUE;
}

typedef struct
{
  gint64      item, quantity, amount;
  int         decimals;
  const char *place;
} Balance;

/* The one item that the row means; a fault is told where there is none, or several, or one with cards. */
static gboolean
find_item (JzImporting *importing, JzImportLine *line, const char *code, Balance *balance, gboolean *found,
           GError **error)
{
  JzStatement *row =
      jz_connection_query (jz_importing_connection (importing), error,
                           "SELECT id, decimals, tracking, count (*) OVER () FROM item WHERE voided IS NULL AND (?1 "
                           "= '' OR code = ?1) AND (?2 = '' OR name = ?2) "
                           "AND (?3 = '' OR spec = ?3) AND (?4 = '' OR unit = ?4) AND ?1 || ?2 <> '' LIMIT 1",
                           "ssss", code, jz_import_line_text (line, NAME), jz_import_line_text (line, SPEC),
                           jz_import_line_text (line, UNIT));
  const char *why = NULL;

  if (!jz_statement_next (row))
    why = _("The catalogue has no such item; import items first");
  else if (jz_statement_int64 (row, 3) > 1)
    why = _("Several items answer to this; say code, name and specification");
  else if (g_str_equal (jz_statement_text (row, 2), "card"))
    why = _("Every piece of this item has a card; import the ledger instead");
  else
    {
      balance->item = jz_statement_int64 (row, 0);
      balance->decimals = (int) jz_statement_int64 (row, 1);
    }
  *found = why == NULL;
  if (!jz_statement_finish (row, error))
    return FALSE;
  if (why != NULL)
    jz_import_line_fault (line, code[0] != '\0' ? CODE : NAME, why, NULL);
  return TRUE;
}

static gboolean
money_of (JzImportLine *line, guint field, gint64 *fen, gboolean *there)
{
  const JzSheetCell *cell = jz_import_line_cell (line, field);
  g_autoptr (GError) error = NULL;

  *fen = 0;
  *there = !jz_sheet_cell_is_blank (cell);
  if (!*there || (jz_sheet_cell_to_money (cell, fen, &error) && *fen >= 0 && *fen <= JZ_MONEY_MAX))
    return TRUE;
  jz_import_line_fault (line, (int) field, error != NULL ? error->message : _("A price can't be less than nothing"),
                        NULL);
  return FALSE;
}

/* FALSE: a fault was told. */
static gboolean
read_values (JzImportLine *line, Balance *balance)
{
  g_autoptr (GError) error = NULL;
  gint64   price, unit = 1;
  gboolean has_price, has_amount;

  balance->place = jz_import_line_text (line, PLACE);
  if (balance->place[0] == '\0')
    {
      jz_import_line_fault (line, PLACE, _("Say where it is put"), NULL);
      return FALSE;
    }
  if (!jz_sheet_cell_to_quantity (jz_import_line_cell (line, QUANTITY), balance->decimals, &balance->quantity,
                                  &error) ||
      balance->quantity <= 0 || balance->quantity > JZ_QUANTITY_MAX)
    {
      jz_import_line_fault (line, QUANTITY, error != NULL ? error->message : _("A quantity must be more than nothing"),
                            NULL);
      return FALSE;
    }
  if (!money_of (line, PRICE, &price, &has_price) || !money_of (line, AMOUNT, &balance->amount, &has_amount))
    return FALSE;
  for (int i = 0; i < balance->decimals; i++)
    unit *= 10;
  if (!has_amount)
    balance->amount = (gint64) (((__int128) price * balance->quantity + unit / 2) / unit);
  if (balance->amount <= JZ_MONEY_MAX)
    return TRUE;
  jz_import_line_fault (line, AMOUNT, _("The amount is too large"), NULL);
  return FALSE;
}

/* Whether the same row was taken before; notes that it is taken now. */
static gboolean
take_fingerprint (JzImporting *importing, Balances *self, const Balance *balance, gboolean *known, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT "/%s/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                                          balance->item, balance->place, balance->quantity, balance->amount);
  guint            nth = 1 + GPOINTER_TO_UINT (g_hash_table_lookup (self->seen, key));
  JzLedgerRowIn    in = { "", "", "", "", balance->place, "", "", "", "", "", "", "", "", "", "balance", "" };
  guint8           print[JZ_FINGERPRINT_SIZE];
  g_autofree char *uuid = jz_connection_text (jz_importing_connection (importing), error,
                                              "SELECT uuid FROM item WHERE id = ?", "l", balance->item);
  g_autoptr (GBytes) bytes = NULL;
  gint64 there;

  if (uuid == NULL)
    return FALSE;
  in.code = uuid;
  in.quantity = balance->quantity;
  in.amount = balance->amount;
  jz_ledger_row_fingerprint (&in, nth, print);
  bytes = g_bytes_new (print, sizeof print);
  g_hash_table_insert (self->seen, g_steal_pointer (&key), GUINT_TO_POINTER (nth));
  if (!jz_connection_number (jz_importing_connection (importing), &there, 0, error,
                             "SELECT 1 FROM imported WHERE fingerprint = ?", "b", bytes))
    return FALSE;
  *known = there != 0;
  return *known || jz_connection_run (jz_importing_connection (importing), error,
                                      "INSERT INTO imported (fingerprint) VALUES (?)", "b", bytes);
}

static gboolean
post (JzImporting *importing, Balances *self, const Balance *balance, GError **error)
{
  JzOperation     *operation = jz_importing_operation (importing);
  JzImportResult  *result = jz_importing_result (importing);
  g_autofree char *reason =
      g_strdup_printf (_("Taken in from %s"), jz_sheet_file_name (jz_importing_import (importing)->file));
  JzVoucherHead head = { .kind = "opening", .date = self->date, .reason = reason };
  JzMove        move = { .item = balance->item,
                         .from = JZ_OUTSIDE,
                         .to = { 0, "stock", 0 },
                         .quantity = balance->quantity,
                         .amount = balance->amount };

  if (!jz_place_ensure (operation, balance->place, &move.to.place, &result->places, error) ||
      (self->voucher == 0 && !jz_posting_begin (operation, &head, &self->voucher, error)))
    return FALSE;
  result->added++;
  return jz_posting_add (operation, self->voucher, self->year, ++self->lines, &move, error);
}

static gboolean
take_balance (JzImporting *importing, gpointer state, JzImportLine *line, GError **error)
{
  g_autofree char *code = code_of (line, CODE);
  Balance          balance = { 0 };
  gboolean         found, known;

  if (code == NULL)
    return TRUE;
  if (!find_item (importing, line, code, &balance, &found, error))
    return FALSE;
  if (!found || !read_values (line, &balance))
    return TRUE;
  if (!take_fingerprint (importing, state, &balance, &known, error))
    return FALSE;
  if (!known)
    return post (importing, state, &balance, error);
  jz_importing_result (importing)->skipped++;
  return TRUE;
}

const JzImportSpec jz_balances_import = {
  .name = "balances",
  .action = &balances_action,
  .fields = balance_fields,
  .n_fields = N_BALANCE_FIELDS,
  .begin = begin_balances,
  .take = take_balance,
  .free_state = balances_free,
};
