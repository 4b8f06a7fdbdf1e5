/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-form.h"

#include <glib/gi18n-lib.h>

#define MAX_COLUMNS    18
#define MAX_SIGNATURES 6

typedef struct
{
  const char *name;
  const char *title;
  JzAlign     align;
  JzSum       sum;
} Column;

/* The finance bureaus take disposal lists of at most 25 lines a page, each page signed. */
typedef struct
{
  const char *title;
  const char *columns[MAX_COLUMNS];
  const char *signatures[MAX_SIGNATURES];
  guint       max_rows;
  gboolean    sign_each_page;
  gboolean    page_subtotals;
} Form;

static const Column columns[] = {
  { "account", N_("In the books"), JZ_ALIGN_RIGHT, JZ_SUM_QUANTITY },
  { "agent", N_("Handled by"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "amount", N_("Amount"), JZ_ALIGN_RIGHT, JZ_SUM_MONEY },
  { "approver", N_("Approved by"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "balance", N_("Balance"), JZ_ALIGN_RIGHT, JZ_SUM_NONE },
  { "batch", N_("Batch"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "borrower", N_("Borrower"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "cas", N_("CAS number"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "category", N_("Category code"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "code", N_("Code"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "condition", N_("Condition"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "counted", N_("Counted"), JZ_ALIGN_RIGHT, JZ_SUM_QUANTITY },
  { "date", N_("Date"), JZ_ALIGN_CENTRE, JZ_SUM_NONE },
  { "decision", N_("Decision"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "decrease", N_("Decrease"), JZ_ALIGN_RIGHT, JZ_SUM_QUANTITY },
  { "decrease-amount", N_("Decrease amount"), JZ_ALIGN_RIGHT, JZ_SUM_MONEY },
  { "difference", N_("Difference"), JZ_ALIGN_RIGHT, JZ_SUM_QUANTITY },
  { "due", N_("Due"), JZ_ALIGN_CENTRE, JZ_SUM_NONE },
  { "expiry", N_("Expiry"), JZ_ALIGN_CENTRE, JZ_SUM_NONE },
  { "from", N_("From"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "increase", N_("Increase"), JZ_ALIGN_RIGHT, JZ_SUM_QUANTITY },
  { "increase-amount", N_("Increase amount"), JZ_ALIGN_RIGHT, JZ_SUM_MONEY },
  { "invoice", N_("Invoice number"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "issuers", N_("Issued by (two)"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "last-year", N_("Last year"), JZ_ALIGN_RIGHT, JZ_SUM_QUANTITY },
  { "lost", N_("Lost or broken"), JZ_ALIGN_RIGHT, JZ_SUM_QUANTITY },
  { "maker", N_("Maker or supplier"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "name", N_("Name"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "number", N_("Number"), JZ_ALIGN_CENTRE, JZ_SUM_NONE },
  { "place", N_("Place"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "price", N_("Unit price"), JZ_ALIGN_RIGHT, JZ_SUM_NONE },
  { "purchased", N_("Purchased"), JZ_ALIGN_CENTRE, JZ_SUM_NONE },
  { "purpose", N_("Purpose"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "quantity", N_("Quantity"), JZ_ALIGN_RIGHT, JZ_SUM_QUANTITY },
  { "reason", N_("Reason"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "remark", N_("Remark"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "responsible", N_("Responsible"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "returned", N_("Returned"), JZ_ALIGN_CENTRE, JZ_SUM_NONE },
  { "serial", N_("Serial number"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "spec", N_("Specification"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "standard", N_("Standard"), JZ_ALIGN_RIGHT, JZ_SUM_QUANTITY },
  { "stock", N_("Stock"), JZ_ALIGN_RIGHT, JZ_SUM_QUANTITY },
  { "summary", N_("Summary"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "takers", N_("Taken by (two)"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "to", N_("To"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
  { "unit", N_("Unit"), JZ_ALIGN_CENTRE, JZ_SUM_NONE },
  { "used", N_("Used"), JZ_ALIGN_RIGHT, JZ_SUM_QUANTITY },
  { "voucher", N_("Voucher number"), JZ_ALIGN_LEFT, JZ_SUM_NONE },
};

static const Form forms[JZ_N_FORMS] = {
  [JZ_FORM_REQUEST] = {
    N_("Purchase request"),
    { "number", "name", "spec", "unit", "quantity", "price", "amount", "purpose", "remark" },
    { N_("Applicant"), N_("Property keeper"), N_("Head of school") } },
  [JZ_FORM_ACCEPTANCE] = {
    N_("Acceptance and receipt voucher"),
    { "number", "category", "code", "name", "spec", "unit", "quantity", "price", "amount", "maker", "invoice",
      "serial", "place", "remark" },
    { N_("Handled by"), N_("Accepted by"), N_("Keeper"), N_("Person in charge") } },
  [JZ_FORM_ISSUE] = {
    N_("Issue voucher"),
    { "number", "code", "name", "spec", "unit", "quantity", "purpose", "place", "remark" },
    { N_("Taken by"), N_("Keeper"), N_("Person in charge") } },
  [JZ_FORM_LOAN] = {
    N_("Loans and returns"),
    { "date", "code", "name", "spec", "quantity", "purpose", "borrower", "due", "returned", "condition", "agent" },
    { N_("Keeper") } },
  [JZ_FORM_DAMAGE] = {
    N_("Report of damage and compensation"),
    { "date", "code", "name", "spec", "quantity", "reason", "responsible", "decision", "amount", "remark" },
    { N_("Reported by"), N_("Keeper"), N_("Person in charge") } },
  [JZ_FORM_DISPOSAL] = {
    N_("Application for disposal"),
    { "number", "code", "name", "spec", "purchased", "unit", "quantity", "price", "amount", "reason" },
    { N_("Handled by"), N_("Keeper"), N_("Appraised by"), N_("Person in charge") }, 25, TRUE, TRUE },
  [JZ_FORM_TRANSFER] = {
    N_("Transfer voucher"),
    { "number", "code", "name", "spec", "unit", "quantity", "price", "amount", "from", "to", "remark" },
    { N_("Handed over by"), N_("Received by"), N_("Keeper"), N_("Person in charge") } },
  [JZ_FORM_STOCKTAKE] = {
    N_("Stock-take list"),
    { "number", "code", "name", "spec", "unit", "place", "account", "counted", "difference", "condition", "reason" },
    { N_("Counted by"), N_("Checked by"), N_("Keeper") }, 0, TRUE, FALSE },
  [JZ_FORM_DETAIL] = {
    N_("Classified ledger"),
    { "date", "voucher", "summary", "code", "name", "spec", "unit", "price", "increase", "increase-amount", "decrease",
      "decrease-amount", "balance", "amount", "place" },
    { N_("Keeper"), N_("Checked by") } },
  [JZ_FORM_GENERAL] = {
    N_("General ledger"),
    { "code", "name", "spec", "unit", "standard", "last-year", "increase", "decrease", "stock", "price", "amount" },
    { N_("Keeper"), N_("Accountant"), N_("Person in charge") }, 0, FALSE, TRUE },
  [JZ_FORM_HOLDINGS] = {
    N_("Room ledger"),
    { "code", "name", "spec", "unit", "last-year", "increase", "decrease", "stock", "price", "amount" },
    { N_("Keeper"), N_("Checked by"), N_("Person in charge") }, 0, FALSE, TRUE },
  [JZ_FORM_CONSUMABLES] = {
    N_("Ledger of consumables"),
    { "code", "name", "spec", "unit", "last-year", "increase", "used", "lost", "stock", "remark" },
    { N_("Keeper"), N_("Checked by") } },
  [JZ_FORM_CHEMICALS] = {
    N_("Ledger of hazardous chemicals"),
    { "date", "voucher", "name", "cas", "spec", "batch", "expiry", "increase", "used", "returned", "balance", "purpose",
      "takers", "issuers", "approver", "remark" },
    { N_("Keeper (first)"), N_("Keeper (second)"), N_("Person in charge") }, 0, TRUE, FALSE },
};

static const Column *
find_column (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_str_equal (columns[i].name, name))
      return &columns[i];
  g_assert_not_reached ();
}

const char *const *
jz_form_get_columns (JzForm form)
{
  return forms[form].columns;
}

JzReport *
jz_form_new (JzForm form, const char *school, const char *print_date)
{
  const Form *definition = &forms[form];
  JzReport   *report = jz_report_new (school, _(definition->title), print_date);

  for (guint i = 0; definition->columns[i] != NULL; i++)
    {
      const Column *column = find_column (definition->columns[i]);

      jz_report_add_column (report, _(column->title), 0, column->align == JZ_ALIGN_LEFT ? 1 : 0, column->align,
                            column->sum);
    }
  for (guint i = 0; i < MAX_SIGNATURES && definition->signatures[i] != NULL; i++)
    jz_report_add_signature (report, _(definition->signatures[i]));
  report->max_rows = definition->max_rows;
  report->sign_each_page = definition->sign_each_page;
  report->page_subtotals = definition->page_subtotals;
  report->key_columns = 3;
  return report;
}

void
jz_form_add_row (JzReport *report, JzForm form, JzFormLookup lookup, gpointer user_data)
{
  const char *cells[MAX_COLUMNS] = { NULL };

  for (guint i = 0; forms[form].columns[i] != NULL; i++)
    cells[i] = lookup (forms[form].columns[i], user_data);
  jz_report_add_row (report, cells);
}
