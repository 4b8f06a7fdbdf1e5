/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-supplier-import.h"

#include <glib/gi18n-lib.h>

#include "jz-sheet-value.h"
#include "jz-supplier.h"

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

enum { NAME, CREDIT_CODE, CONTACT, PHONE, ADDRESS, BANK, NOTE, N_FIELDS };

static const JzSheetField fields[N_FIELDS] = {
  [NAME] = { "name", N_("Name"), WORDS ("供应商", "供应商名称", "名称", "单位名称", "公司名称", "供货单位", "供货商", "厂商"), TRUE,
             JZ_SHEET_FIELD_TEXT },
  [CREDIT_CODE] = { "credit-code", N_("Credit code"), WORDS ("统一社会信用代码", "信用代码", "社会信用代码", "税号", "纳税人识别号"), FALSE,
                    JZ_SHEET_FIELD_CODE },
  [CONTACT] = { "contact", N_("Contact"), WORDS ("联系人", "联系人姓名", "业务员", "负责人"), FALSE, JZ_SHEET_FIELD_TEXT },
  [PHONE] = { "phone", N_("Telephone"), WORDS ("电话", "联系电话", "手机", "联系方式", "手机号码"), FALSE, JZ_SHEET_FIELD_CODE },
  [ADDRESS] = { "address", N_("Address"), WORDS ("地址", "单位地址", "联系地址"), FALSE, JZ_SHEET_FIELD_TEXT },
  [BANK] = { "bank", N_("Bank and account"), WORDS ("开户行及账号", "开户银行", "开户行", "银行账号", "账号"), FALSE,
             JZ_SHEET_FIELD_CODE },
  [NOTE] = { "note", N_("Note"), WORDS ("备注", "说明", "经营范围"), FALSE, JZ_SHEET_FIELD_TEXT },
};

static const JzAction import_action = { "supplier.import", "purchase" };

/* A cell as text; codes keep their digits. NULL where it can't be read, which is told. */
static char *
cell_text (JzImportLine *line, guint field)
{
  const JzSheetCell *cell = jz_import_line_cell (line, field);
  g_autoptr (GError) error = NULL;
  char              *text;

  if (jz_sheet_cell_is_blank (cell))
    return g_strdup ("");
  if (fields[field].kind != JZ_SHEET_FIELD_CODE)
    return jz_sheet_cell_to_text (cell);
  text = jz_sheet_cell_to_code (cell, &error);
  if (text == NULL)
    jz_import_line_fault (line, (int) field, error->message, NULL);
  return text;
}

/* What the sheet doesn't say stays as it is. */
static gboolean
fill_up (JzConnection *connection, gint64 id, char *texts[N_FIELDS], gboolean *differs, GError **error)
{
  static const char *const columns[N_FIELDS] = { "name", "credit_code", "contact", "phone", "address", "bank", "note" };

  *differs = FALSE;
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %s FROM supplier WHERE id = ?", columns[i]);
      g_autofree char *there = jz_connection_text (connection, error, sql, "l", id);

      if (there == NULL)
        return FALSE;
      if (texts[i][0] == '\0')
        {
          g_free (texts[i]);
          texts[i] = g_steal_pointer (&there);
        }
      else
        *differs = *differs || !g_str_equal (texts[i], there);
    }
  return TRUE;
}

static gboolean
write_supplier (JzImporting *importing, char *texts[N_FIELDS], GError **error)
{
  JzOperation    *operation = jz_importing_operation (importing);
  JzImportResult *result = jz_importing_result (importing);
  gint64          id;
  gboolean        differs = FALSE;
  JzSupplierData  data;

  if (!jz_supplier_find (jz_importing_connection (importing), texts[NAME], &id, error) ||
      (id != 0 && !fill_up (jz_importing_connection (importing), id, texts, &differs, error)))
    return FALSE;
  data = (JzSupplierData){ texts[NAME], texts[CREDIT_CODE], texts[CONTACT], texts[PHONE], texts[ADDRESS], texts[BANK],
                           texts[NOTE] };
  if (id == 0 ? !jz_supplier_add (operation, &data, NULL, error)
              : differs && !jz_supplier_update (operation, id, &data, error))
    return FALSE;
  *(id == 0 ? &result->added : differs ? &result->updated : &result->skipped) += 1;
  return TRUE;
}

static gboolean
take_texts (JzImporting *importing, JzImportLine *line, char *texts[N_FIELDS], GError **error)
{
  g_autoptr (GError) failure = NULL;

  for (guint i = 0; i < N_FIELDS; i++)
    if ((texts[i] = cell_text (line, i)) == NULL)
      return TRUE;
  if (texts[NAME][0] == '\0')
    jz_import_line_fault (line, NAME, _("There is no name"), NULL);
  else if (!write_supplier (importing, texts, &failure))
    {
      if (failure->domain != JZ_ERROR || (failure->code != JZ_ERROR_INVALID && failure->code != JZ_ERROR_CONFLICT))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      jz_import_line_fault (line, failure->code == JZ_ERROR_INVALID ? CREDIT_CODE : NAME, failure->message, NULL);
    }
  return TRUE;
}

static gboolean
take (JzImporting *importing, gpointer state, JzImportLine *line, GError **error)
{
  char    *texts[N_FIELDS] = { NULL };
  gboolean ok = take_texts (importing, line, texts, error);

  for (guint i = 0; i < N_FIELDS; i++)
    g_free (texts[i]);
  return ok;
}

const JzImportSpec jz_supplier_import = {
  .name = "suppliers", .action = &import_action, .fields = fields, .n_fields = N_FIELDS, .take = take,
};
