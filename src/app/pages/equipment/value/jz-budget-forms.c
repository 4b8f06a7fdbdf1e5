/* A line of a budget, what was spent, and what the share of a year is reckoned against.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-budget.h"
#include "jz-money-field.h"
#include "jz-read-form.h"
#include "jz-value-forms.h"

#define FUNDS "SELECT id, name FROM fund WHERE voided IS NULL ORDER BY public DESC, name"
#define PURPOSES "SELECT id, name FROM purpose WHERE voided IS NULL ORDER BY position, name"

/* What is written is copied: the dialog may be gone when it is done. */
typedef struct
{
  JzBudgetSet  line;
  JzSpending   spending;
  JzBudgetYear year;
  char        *texts[6];
  char         date[JZ_DATE_LENGTH];
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  for (gsize i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  g_free (self);
}

static const char *
keep (Work *self, int i, GtkWidget *field)
{
  self->texts[i] = g_strdup (jz_row_field_get_text (field));
  return self->texts[i];
}

/* A line. */

typedef struct
{
  JzReadForm form;
  gint64     id; /* of budget_row; 0: nothing is there yet */
  gint64     fund_id, purpose_id, amount;
  gboolean   is_line; /* that is revised */
  int        year_number;
  char      *note_text;
  JzChoices  funds, purposes;
  GtkWidget *year, *fund, *purpose, *money, *reason, *note;
} LineForm;

static void
clear_line (JzReadForm *form)
{
  LineForm *self = (LineForm *) form;

  jz_choices_clear (&self->funds);
  jz_choices_clear (&self->purposes);
  g_free (self->note_text);
}

static gboolean
read_line (JzConnection *connection, JzReadForm *form, GError **error)
{
  LineForm    *self = (LineForm *) form;
  JzStatement *row;

  if (!jz_choices_read (&self->funds, connection, FUNDS, error) ||
      !jz_choices_read (&self->purposes, connection, PURPOSES, error))
    return FALSE;
  if (self->funds.ids->len == 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no fund yet: add one first"));
      return FALSE;
    }
  if (self->id == 0)
    return TRUE;
  row = jz_connection_query (connection, error,
                             "SELECT b.year, ifnull (fund.id, 0), ifnull (b.purpose, 0), iif (b.budgeted, b.amount, "
                             "b.spent), b.note, b.budgeted FROM budget_row b LEFT JOIN fund ON fund.name = b.fund AND "
                             "fund.voided IS NULL WHERE b.id = ?",
                             "l", self->id);
  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  self->year_number = (int) jz_statement_int64 (row, 0);
  self->fund_id = jz_statement_int64 (row, 1);
  self->purpose_id = jz_statement_int64 (row, 2);
  self->amount = jz_statement_int64 (row, 3);
  self->note_text = jz_statement_dup (row, 4);
  self->is_line = jz_statement_int64 (row, 5) != 0;
  jz_statement_reset (row);
  return TRUE;
}

static void
show_line (JzReadForm *form)
{
  LineForm            *self = (LineForm *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, self->is_line ? _("Revise the Budget") : _("Plan a Line of the Budget"));
  group = jz_edit_dialog_add_group (form->dialog, NULL, NULL);
  self->year = jz_row_field_number (group, _("Year"), NULL, 1950, 2999, self->year_number);
  self->fund = jz_choices_field (&self->funds, group, _("Fund"), self->fund_id);
  self->purpose = jz_choices_field (&self->purposes, group, _("Purpose"), self->purpose_id);
  self->money = jz_money_field (group, _("Planned (yuan)"), self->id != 0 ? self->amount : -1);
  self->reason = jz_row_field_entry (group, _("Why it changes"), NULL);
  self->note = jz_row_field_entry (group, _("Note"), self->note_text);
  gtk_widget_set_sensitive (self->year, !self->is_line);
  gtk_widget_set_sensitive (self->fund, !self->is_line);
  gtk_widget_set_sensitive (self->purpose, !self->is_line);
  gtk_window_present (GTK_WINDOW (form->dialog));
  jz_row_field_focus (self->id == 0 ? self->fund : self->money);
}

static gboolean
write_line_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_budget_set (operation, &((Work *) data)->line, NULL, error);
}

static void
go_line (JzReadForm *form)
{
  LineForm *self = (LineForm *) form;
  gint64    amount;
  Work     *work;

  if (!jz_money_field_read (self->money, FALSE, &amount))
    return;
  work = g_new0 (Work, 1);
  work->line = (JzBudgetSet){ jz_row_field_get_number (self->year), jz_choices_get (&self->funds, self->fund),
                              jz_choices_get (&self->purposes, self->purpose), amount, keep (work, 0, self->reason),
                              keep (work, 1, self->note) };
  jz_edit_dialog_set_blamed (form->dialog, self->reason);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_fund, write_line_cb, work, work_free, NULL, NULL);
}

static const JzReadFormKind line_kind = { read_line, show_line, go_line, clear_line };

void
jz_budget_form_present (GtkWidget *over, JzSession *session, gint64 id, int year)
{
  LineForm *self = g_new0 (LineForm, 1);

  self->id = id;
  self->year_number = year;
  jz_read_form_open (&self->form, &line_kind, over, session);
}

/* Spending. */

typedef struct
{
  JzReadForm form;
  gint64     id, fund_id, purpose_id, amount;
  JzDate     day;
  char      *texts[4]; /* payee, invoice, subject, words */
  JzChoices  funds, purposes;
  GtkWidget *date, *fund, *purpose, *money, *words, *payee, *invoice, *subject;
} SpendForm;

static void
clear_spend (JzReadForm *form)
{
  SpendForm *self = (SpendForm *) form;

  jz_choices_clear (&self->funds);
  jz_choices_clear (&self->purposes);
  for (gsize i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
}

static gboolean
read_spend (JzConnection *connection, JzReadForm *form, GError **error)
{
  SpendForm   *self = (SpendForm *) form;
  JzStatement *row;

  if (!jz_choices_read (&self->funds, connection, FUNDS, error) ||
      !jz_choices_read (&self->purposes, connection,
                        "SELECT id, name FROM purpose WHERE voided IS NULL ORDER BY takes <> '', position, name",
                        error))
    return FALSE;
  if (self->funds.ids->len == 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no fund yet: add one first"));
      return FALSE;
    }
  self->day = jz_date_today ();
  if (self->id == 0)
    return TRUE;
  row = jz_connection_query (connection, error,
                             "SELECT date, fund, purpose, amount, payee, invoice, subject, words FROM spending WHERE "
                             "id = ? AND voided IS NULL", "l", self->id);
  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  self->day = jz_date_from_iso (jz_statement_text (row, 0));
  self->fund_id = jz_statement_int64 (row, 1);
  self->purpose_id = jz_statement_int64 (row, 2);
  self->amount = jz_statement_int64 (row, 3);
  for (int i = 0; i < 4; i++)
    self->texts[i] = jz_statement_dup (row, 4 + i);
  jz_statement_reset (row);
  return TRUE;
}

static void
show_spend (JzReadForm *form)
{
  SpendForm           *self = (SpendForm *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, self->id == 0 ? _("Note Spending") : _("Change Spending"));
  group = jz_edit_dialog_add_group (form->dialog, NULL,
                                    _("What deliveries cost comes from the ledger by itself; here stands the rest: "
                                      "training, repair, running."));
  self->words = jz_row_field_entry (group, _("What for"), self->texts[3]);
  self->money = jz_money_field (group, _("Amount (yuan)"), self->id != 0 ? self->amount : -1);
  self->purpose = jz_choices_field (&self->purposes, group, _("Purpose"), self->purpose_id);
  self->fund = jz_choices_field (&self->funds, group, _("Fund"), self->fund_id);
  self->date = jz_row_field_date (group, _("Date"), self->day);
  self->payee = jz_row_field_entry (group, _("Payee"), self->texts[0]);
  self->invoice = jz_row_field_entry (group, _("Invoice"), self->texts[1]);
  self->subject = jz_row_field_entry (group, _("Subject"), self->texts[2]);
  gtk_window_present (GTK_WINDOW (form->dialog));
  jz_row_field_focus (self->words);
}

static gboolean
write_spend_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_spending_put (operation, &((Work *) data)->spending, NULL, error);
}

static gboolean
is_spend_sound (SpendForm *self, gint64 *amount)
{
  gboolean has_words = jz_row_field_get_text (self->words)[0] != '\0';

  jz_row_field_set_error (self->words, has_words ? NULL : _("Say what the money was spent for"));
  if (!has_words)
    {
      jz_row_field_focus (self->words);
      return FALSE;
    }
  if (!jz_money_field_read (self->money, FALSE, amount))
    return FALSE;
  if (jz_row_field_get_date (self->date) != JZ_DATE_NONE)
    return TRUE;
  jz_row_field_set_error (self->date, _("There is no such day"));
  jz_row_field_focus (self->date);
  return FALSE;
}

static void
go_spend (JzReadForm *form)
{
  SpendForm *self = (SpendForm *) form;
  gint64     amount;
  Work      *work;

  if (!is_spend_sound (self, &amount))
    return;
  work = g_new0 (Work, 1);
  work->spending = (JzSpending){ .id = self->id,
                                 .date = jz_date_to_iso (jz_row_field_get_date (self->date), work->date),
                                 .fund = jz_choices_get (&self->funds, self->fund),
                                 .purpose = jz_choices_get (&self->purposes, self->purpose),
                                 .amount = amount,
                                 .payee = keep (work, 0, self->payee),
                                 .invoice = keep (work, 1, self->invoice),
                                 .subject = keep (work, 2, self->subject),
                                 .words = keep (work, 3, self->words) };
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_spend, write_spend_cb, work, work_free, NULL, NULL);
}

static const JzReadFormKind spend_kind = { read_spend, show_spend, go_spend, clear_spend };

void
jz_spending_form_present (GtkWidget *over, JzSession *session, gint64 id)
{
  SpendForm *self = g_new0 (SpendForm, 1);

  self->id = id;
  jz_read_form_open (&self->form, &spend_kind, over, session);
}

/* A year. */

typedef struct
{
  JzReadForm form;
  int        year, pupils_number;
  gint64     per_pupil_fen, expenditure_fen;
  GtkWidget *expenditure, *per_pupil, *pupils;
} YearForm;

static gboolean
read_year (JzConnection *connection, JzReadForm *form, GError **error)
{
  YearForm    *self = (YearForm *) form;
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT ifnull (pupils, 0), ifnull (per_pupil, 0), ifnull (expenditure, 0) "
                                          "FROM budget_year WHERE year = ?", "i",
                                          self->year);

  while (jz_statement_next (row))
    {
      self->pupils_number = (int) jz_statement_int64 (row, 0);
      self->per_pupil_fen = jz_statement_int64 (row, 1);
      self->expenditure_fen = jz_statement_int64 (row, 2);
    }
  return jz_statement_finish (row, error);
}

static void
show_year (JzReadForm *form)
{
  YearForm            *self = (YearForm *) form;
  g_autofree char     *title = g_strdup_printf (_("Public Expenditure of %d"), self->year);
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, title);
  group = jz_edit_dialog_add_group (form->dialog, NULL,
                                    _("The whole sum goes before pupils times the sum for a pupil. No pupils: those "
                                      "of the classes, in the present year."));
  self->expenditure = jz_money_field (group, _("Public expenditure of the year (yuan)"),
                                      self->expenditure_fen > 0 ? self->expenditure_fen : -1);
  self->per_pupil = jz_money_field (group, _("Public expenditure for a pupil (yuan)"),
                                    self->per_pupil_fen > 0 ? self->per_pupil_fen : -1);
  self->pupils = jz_row_field_number (group, _("Pupils"), NULL, 0, 99999, self->pupils_number);
  gtk_window_present (GTK_WINDOW (form->dialog));
  jz_row_field_focus (self->expenditure);
}

static gboolean
write_year_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_budget_year_put (operation, &((Work *) data)->year, error);
}

static void
go_year (JzReadForm *form)
{
  YearForm *self = (YearForm *) form;
  gint64    expenditure, per_pupil;
  Work     *work;

  if (!jz_money_field_read (self->expenditure, TRUE, &expenditure) ||
      !jz_money_field_read (self->per_pupil, TRUE, &per_pupil))
    return;
  work = g_new0 (Work, 1);
  work->year = (JzBudgetYear){ self->year, jz_row_field_get_number (self->pupils), per_pupil, expenditure, NULL };
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_fund, write_year_cb, work, work_free, NULL, NULL);
}

static const JzReadFormKind year_kind = { read_year, show_year, go_year, NULL };

void
jz_year_form_present (GtkWidget *over, JzSession *session, int year)
{
  YearForm *self = g_new0 (YearForm, 1);

  self->year = year;
  jz_read_form_open (&self->form, &year_kind, over, session);
}
