/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-purchase-form.h"

#include <glib/gi18n-lib.h>

#include "jz-date.h"
#include "jz-money.h"
#include "jz-quantity.h"

typedef struct
{
  const char *title; /* msgid */
  JzAlign     align;
  JzSum       sum;
  double      weight;
} Column;

enum { NUMBER, CODE, NAME, SPEC, UNIT, QUANTITY, PRICE, AMOUNT, REJECTED, PLACE, REQUEST, REASON, FAULT };

static const Column columns[] = {
  [NUMBER] = { N_("No."), JZ_ALIGN_CENTRE, JZ_SUM_NONE, 0 },
  [CODE] = { N_("Item number"), JZ_ALIGN_LEFT, JZ_SUM_NONE, 0 },
  [NAME] = { N_("Name"), JZ_ALIGN_LEFT, JZ_SUM_NONE, 2 },
  [SPEC] = { N_("Specification"), JZ_ALIGN_LEFT, JZ_SUM_NONE, 2 },
  [UNIT] = { N_("Unit"), JZ_ALIGN_CENTRE, JZ_SUM_NONE, 0 },
  [QUANTITY] = { N_("Quantity"), JZ_ALIGN_RIGHT, JZ_SUM_NONE, 0 },
  [PRICE] = { N_("Unit price"), JZ_ALIGN_RIGHT, JZ_SUM_NONE, 0 },
  [AMOUNT] = { N_("Amount"), JZ_ALIGN_RIGHT, JZ_SUM_MONEY, 0 },
  [REJECTED] = { N_("Sent back"), JZ_ALIGN_RIGHT, JZ_SUM_NONE, 0 },
  [PLACE] = { N_("Put to"), JZ_ALIGN_LEFT, JZ_SUM_NONE, 1 },
  [REQUEST] = { N_("Request"), JZ_ALIGN_LEFT, JZ_SUM_NONE, 0 },
  [REASON] = { N_("Reason"), JZ_ALIGN_LEFT, JZ_SUM_NONE, 2 },
  [FAULT] = { N_("What was wrong"), JZ_ALIGN_LEFT, JZ_SUM_NONE, 2 },
};

/* A kind of paper: its columns (ends with -1) and who signs. */
typedef struct
{
  const char *title; /* msgid */
  int         columns[12];
  const char *signatures[4]; /* msgids */
} Form;

static const Form request_form = {
  N_("Purchase request"), { NUMBER, NAME, SPEC, UNIT, QUANTITY, PRICE, AMOUNT, REASON, -1 },
  { N_("Applicant"), N_("Property keeper"), N_("Head of school") }
};
static const Form order_form = {
  N_("Purchase order"), { NUMBER, NAME, SPEC, UNIT, QUANTITY, PRICE, AMOUNT, REQUEST, -1 },
  { N_("Handled by"), N_("Head of school"), N_("Supplier (seal)") }
};
static const Form acceptance_form = {
  N_("Acceptance certificate"), { NUMBER, CODE, NAME, SPEC, UNIT, QUANTITY, PRICE, AMOUNT, REJECTED, FAULT, PLACE, -1 },
  { N_("Bought by"), N_("Accepted by"), N_("Keeper") }
};
static const Form transfer_form = {
  N_("Transfer-in certificate"), { NUMBER, CODE, NAME, SPEC, UNIT, QUANTITY, PRICE, AMOUNT, PLACE, -1 },
  { N_("Handed over by"), N_("Accepted by"), N_("Keeper") }
};

static char *
cell_text (const JzPurchaseLine *line, int column, guint number)
{
  switch (column)
    {
    case NUMBER:
      return g_strdup_printf ("%u", number);
    case CODE:
      return g_strdup (line->code);
    case NAME:
      return g_strdup (line->name);
    case SPEC:
      return g_strdup (line->spec);
    case UNIT:
      return g_strdup (line->unit);
    case QUANTITY:
      return jz_quantity_format (line->quantity, line->decimals);
    case PRICE:
      return line->price > 0 ? jz_money_format (line->price) : g_strdup ("");
    case AMOUNT:
      return line->price > 0 ? jz_money_format (line->amount) : g_strdup ("");
    case REJECTED:
      return line->rejected > 0 ? jz_quantity_format (line->rejected, line->decimals) : g_strdup ("");
    case PLACE:
      return g_strdup (line->place);
    case REQUEST:
      return g_strdup (line->request);
    default:
      return g_strdup (line->reason);
    }
}

static void
add_row (JzReport *report, const Form *form, const JzPurchaseLine *line, guint number)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; form->columns[i] != -1; i++)
    g_ptr_array_add (cells, cell_text (line, form->columns[i], number));
  jz_report_add_row (report, (const char *const *) cells->pdata);
}

static void
add_total (JzReport *report, const Form *form, gint64 amount)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; form->columns[i] != -1; i++)
    g_ptr_array_add (cells, form->columns[i] == NAME ? g_strdup (_("Total"))
                            : form->columns[i] == AMOUNT ? jz_money_format (amount) : g_strdup (""));
  jz_report_set_totals (report, (const char *const *) cells->pdata);
}

/* "what: text" on the left or right of a line; what is empty is not there. */
static char *fact (const char *format, ...) G_GNUC_PRINTF (1, 2);

static char *
fact (const char *format, ...)
{
  char   *text;
  va_list args, again;

  va_start (args, format);
  va_copy (again, args);
  text = va_arg (again, char *);
  va_end (again);
  text = text != NULL && text[0] != '\0' ? g_strdup_vprintf (format, args) : NULL;
  va_end (args);
  return text;
}

/* In pairs, as many lines as they need. */
static void
add_head (JzReport *report, JzPurchasePaper paper, const JzPurchaseHead *head)
{
  gboolean is_transfer = paper == JZ_PAPER_ACCEPTANCE && g_str_equal (head->state, "transfer");
  char    *facts[] = { fact (_("Date: %s"), head->date),
                       fact (_("Number: %s"), head->number),
                       fact (_("Applicant: %s"), head->applicant),
                       fact (_("What for: %s"), head->purpose),
                       is_transfer ? fact (_("Given by: %s"), head->supplier) :
                       fact (_("Supplier: %s"), head->supplier),
                       is_transfer ? fact (_("Document: %s"), head->paper) : fact (_("Invoice: %s"), head->paper),
                       fact (_("Order: %s"), head->order),
                       fact (_("Voucher number: %s"), head->voucher),
                       fact (_("Contract: %s"), head->contract),
                       fact (_("Fund: %s"), head->fund),
                       fact (_("Delivery by: %s"), head->expected),
                       fact (_("Note: %s"), head->note) };
  const char *left = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    if (facts[i] != NULL && left != NULL)
      {
        jz_report_add_subtitle (report, left, facts[i]);
        left = NULL;
      }
    else if (facts[i] != NULL)
      left = facts[i];
  if (left != NULL)
    jz_report_add_subtitle (report, left, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    g_free (facts[i]);
}

/* What the steps of approval said. */
static gboolean
add_signs (JzReport *report, JzConnection *connection, gint64 request, GError **error)
{
  g_autoptr (GPtrArray) signs = jz_purchase_signs (connection, request, error);

  for (guint i = 0; signs != NULL && i < signs->len; i++)
    {
      const JzPurchaseSign *sign = g_ptr_array_index (signs, i);
      g_autofree char      *line = NULL;

      if (sign->verdict == NULL)
        continue;
      line = g_strdup_printf (g_str_equal (sign->verdict, "rejected") ? _("%s %s, %.10s: rejected. %s")
                              : sign->words[0] != '\0' ? _("%s %s, %.10s: approved. %s") :
                              _("%s %s, %.10s: approved%s"), sign->role,
                              sign->account != NULL ? sign->account : "", sign->at, sign->words);
      jz_report_add_footer (report, line);
    }
  return signs != NULL;
}

static const Form *
form_of (JzPurchasePaper paper, const JzPurchaseHead *head)
{
  if (paper == JZ_PAPER_ACCEPTANCE)
    return g_str_equal (head->state, "transfer") ? &transfer_form : &acceptance_form;
  return paper == JZ_PAPER_ORDER ? &order_form : &request_form;
}

static JzReport *
begin (JzConnection *connection, JzPurchasePaper paper, const Form *form, const JzPurchaseHead *head)
{
  g_autofree char *school = jz_connection_text (connection, NULL, "SELECT name FROM school", "");
  char             today[JZ_DATE_LENGTH];
  JzReport        *report = jz_report_new (school, g_dgettext (GETTEXT_PACKAGE, form->title),
                                           jz_date_to_iso (jz_date_today (), today));

  add_head (report, paper, head);
  for (guint i = 0; form->columns[i] != -1; i++)
    {
      const Column *column = &columns[form->columns[i]];

      jz_report_add_column (report, g_dgettext (GETTEXT_PACKAGE, column->title), 0, column->weight, column->align,
                            column->sum);
    }
  report->max_lines = 2;
  return report;
}

JzReport *
jz_purchase_form_new (JzConnection *connection, JzPurchasePaper paper, gint64 id, GError **error)
{
  g_auto (JzPurchaseHead) head = { 0 };
  g_autoptr (GPtrArray)   lines = NULL;
  g_autoptr (JzReport)    report = NULL;
  const Form             *form;

  if (!jz_purchase_read_head (connection, paper, id, &head, error) ||
      (lines = jz_purchase_lines (connection, paper, id, error)) == NULL)
    return NULL;
  form = form_of (paper, &head);
  report = begin (connection, paper, form, &head);
  for (guint i = 0; i < lines->len; i++)
    add_row (report, form, g_ptr_array_index (lines, i), i + 1);
  add_total (report, form, head.amount);
  if (paper == JZ_PAPER_REQUEST && !add_signs (report, connection, id, error))
    return NULL;
  if (paper == JZ_PAPER_ACCEPTANCE)
    jz_report_add_footer (report, _("In three copies: ① finance ② asset office ③ keeper"));
  for (guint i = 0; i < G_N_ELEMENTS (form->signatures) && form->signatures[i] != NULL; i++)
    jz_report_add_signature (report, g_dgettext (GETTEXT_PACKAGE, form->signatures[i]));
  return g_steal_pointer (&report);
}
