/* What the view "Value" reckons by: funds, purposes, lives and rules.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-depreciation.h"
#include "jz-fund.h"
#include "jz-money-field.h"
#include "jz-read-form.h"
#include "jz-value-forms.h"

typedef struct
{
  JzFund      fund;
  JzPurpose   purpose;
  JzLife      life;
  JzValueRule rule;
  JzOwnLife   own;
  gint64      id, scheme;
  char       *texts[6];
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

/* One form for all: what a row holds, read in the order of the fields. */
typedef struct
{
  JzReadForm form;
  gint64     id;
  char      *texts[6];
  gint64     numbers[6];
  GtkWidget *fields[9];
  JzChoices  schemes;
  gint64     nominal; /* stays as it is */
} Form;

static void
clear_form (JzReadForm *form)
{
  Form *self = (Form *) form;

  for (gsize i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  jz_choices_clear (&self->schemes);
}

/* The first @n_texts columns are texts, the rest numbers. */
static gboolean
read_row (Form *self, JzConnection *connection, const char *sql, int n_texts, GError **error)
{
  JzStatement *row;

  if (self->id == 0)
    return TRUE;
  row = jz_connection_query (connection, error, sql, "l", self->id);
  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  for (int i = 0; i < jz_statement_n_columns (row); i++)
    if (i < n_texts)
      self->texts[i] = jz_statement_dup (row, i);
    else
      self->numbers[i - n_texts] = jz_statement_int64 (row, i);
  jz_statement_reset (row);
  return TRUE;
}

static void
open_form (const JzReadFormKind *kind, GtkWidget *over, JzSession *session, gint64 id)
{
  Form *self = g_new0 (Form, 1);

  self->id = id;
  jz_read_form_open (&self->form, kind, over, session);
}

/* A fund. */

static gboolean
read_fund (JzConnection *connection, JzReadForm *form, GError **error)
{
  ((Form *) form)->numbers[1] = 1;
  return read_row ((Form *) form, connection, "SELECT name, note, public, spends FROM fund WHERE id = ?", 2, error);
}

static void
show_fund (JzReadForm *form)
{
  Form                *self = (Form *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, self->id == 0 ? _("New Fund") : _("Change Fund"));
  group = jz_edit_dialog_add_group (form->dialog, NULL, NULL);
  self->fields[0] = jz_row_field_entry (group, _("Name"), self->texts[0]);
  self->fields[1] = jz_row_field_switch (group, _("Public expenditure"),
                                         _("What is paid from it counts in the share of equipment"),
                                         self->numbers[0] != 0);
  self->fields[2] = jz_row_field_switch (group, _("The school pays"),
                                         _("Off: gifts, and what is allotted; received, but not spent"),
                                         self->numbers[1] != 0);
  self->fields[3] = jz_row_field_entry (group, _("Note"), self->texts[1]);
  gtk_window_present (GTK_WINDOW (form->dialog));
  jz_row_field_focus (self->fields[0]);
}

static gboolean
write_fund_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_fund_put (operation, &((Work *) data)->fund, NULL, error);
}

static void
go_fund (JzReadForm *form)
{
  Form *self = (Form *) form;
  Work *work = g_new0 (Work, 1);

  work->fund = (JzFund){ self->id, keep (work, 0, self->fields[0]), keep (work, 1, self->fields[3]),
                         jz_row_field_get_switch (self->fields[1]),
                         jz_row_field_get_switch (self->fields[2]) };
  jz_edit_dialog_set_blamed (form->dialog, self->fields[0]);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_fund, write_fund_cb, work, work_free, NULL, NULL);
}

void
jz_fund_form_present (GtkWidget *over, JzSession *session, gint64 id)
{
  static const JzReadFormKind kind = { read_fund, show_fund, go_fund, clear_form };

  open_form (&kind, over, session, id);
}

/* A purpose. */

static const char *const takes[] = { "", "durable", "consumable", "upkeep" };

static gboolean
read_purpose (JzConnection *connection, JzReadForm *form, GError **error)
{
  return read_row ((Form *) form, connection,
                   "SELECT name, counts, CASE takes WHEN 'durable' THEN 1 WHEN 'consumable' THEN 2 WHEN 'upkeep' THEN "
                   "3 ELSE 0 END "
                   "FROM purpose WHERE id = ?", 1, error);
}

static void
show_purpose (JzReadForm *form)
{
  Form                *self = (Form *) form;
  const char *const    titles[] = { _("Noted by hand"), _("Receipts of durable things"), _("Receipts of consumables"),
                                    _("Repairs and maintenance"), NULL };
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, self->id == 0 ? _("New Purpose") : _("Change Purpose"));
  group = jz_edit_dialog_add_group (form->dialog, NULL, NULL);
  self->fields[0] = jz_row_field_entry (group, _("Name"), self->texts[0]);
  self->fields[1] = jz_row_field_switch (group, _("Counts in the share"), _("Of equipment in the public expenditure"),
                                         self->numbers[0] != 0);
  self->fields[2] = jz_row_field_choice (group, _("Where its rows come from"), titles, (guint) self->numbers[1]);
  gtk_window_present (GTK_WINDOW (form->dialog));
  jz_row_field_focus (self->fields[0]);
}

static gboolean
write_purpose_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_purpose_put (operation, &((Work *) data)->purpose, NULL, error);
}

static void
go_purpose (JzReadForm *form)
{
  Form *self = (Form *) form;
  Work *work = g_new0 (Work, 1);

  work->purpose = (JzPurpose){ self->id, keep (work, 0, self->fields[0]), jz_row_field_get_switch (self->fields[1]),
                               takes[jz_row_field_get_choice (self->fields[2])] };
  jz_edit_dialog_set_blamed (form->dialog, self->fields[0]);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_fund, write_purpose_cb, work, work_free, NULL, NULL);
}

void
jz_purpose_form_present (GtkWidget *over, JzSession *session, gint64 id)
{
  static const JzReadFormKind kind = { read_purpose, show_purpose, go_purpose, clear_form };

  open_form (&kind, over, session, id);
}

/* A life. */

static gboolean
read_life (JzConnection *connection, JzReadForm *form, GError **error)
{
  Form *self = (Form *) form;

  self->numbers[0] = 5;
  return jz_choices_read (&self->schemes, connection,
                          "SELECT id, trim (name || ' ' || edition) FROM code_scheme WHERE kind IN ('asset', "
                          "'instrument', 'own') ORDER BY kind, name, edition DESC",
                          error) &&
         read_row (self, connection,
                   "SELECT code, class, name, source, years, special, bulk, instrument, "
                   "ifnull ((SELECT s.id FROM code_scheme s WHERE s.name = l.scheme AND s.edition = l.edition), 0) "
                   "FROM depreciation_life l WHERE l.id = ?", 4,
                   error);
}

static void
show_life (JzReadForm *form)
{
  Form                *self = (Form *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, self->id == 0 ? _("New Life") : _("Change Life"));
  group = jz_edit_dialog_add_group (form->dialog, NULL, NULL);
  self->fields[0] = jz_choices_field (&self->schemes, group, _("Code table"), self->numbers[4]);
  self->fields[1] = jz_row_field_entry (group, _("Codes that begin with"), self->texts[0]);
  self->fields[2] = jz_row_field_entry (group, _("Kind"), self->texts[1]);
  self->fields[3] = jz_row_field_entry (group, _("Asset class"), self->texts[2]);
  self->fields[4] = jz_row_field_number (group, _("Years"), _("0: never depreciated"), 0, 100, (int) self->numbers[0]);
  self->fields[5] = jz_row_field_switch (group, _("Special equipment"), _("The higher threshold applies"),
                                         self->numbers[1] != 0);
  self->fields[6] = jz_row_field_switch (group, _("Whatever it costs"), _("Bought in large numbers, such as furniture"),
                                         self->numbers[2] != 0);
  self->fields[7] = jz_row_field_switch (group, _("Teaching instrument"),
                                         _("Counts in the value of instruments per pupil"), self->numbers[3] != 0);
  self->fields[8] = jz_row_field_entry (group, _("Source"), self->texts[3]);
  gtk_window_present (GTK_WINDOW (form->dialog));
  jz_row_field_focus (self->id == 0 ? self->fields[1] : self->fields[4]);
}

static gboolean
write_life_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work            *work = data;
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *scheme = jz_connection_text (connection, error, "SELECT name FROM code_scheme WHERE id = ?", "l",
                                                work->scheme);
  g_autofree char *edition = jz_connection_text (connection, error, "SELECT edition FROM code_scheme WHERE id = ?", "l",
                                                 work->scheme);

  work->life.scheme = scheme;
  work->life.edition = edition != NULL ? edition : "";
  return jz_life_put (operation, work->id, &work->life, error);
}

static void
go_life (JzReadForm *form)
{
  Form *self = (Form *) form;
  Work *work = g_new0 (Work, 1);

  work->id = self->id;
  work->scheme = jz_choices_get (&self->schemes, self->fields[0]);
  work->life = (JzLife){ .code = keep (work, 0, self->fields[1]),
                         .class_name = keep (work, 1, self->fields[2]),
                         .name = keep (work, 2, self->fields[3]),
                         .source = keep (work, 3, self->fields[8]),
                         .years = jz_row_field_get_number (self->fields[4]),
                         .special = jz_row_field_get_switch (self->fields[5]),
                         .bulk = jz_row_field_get_switch (self->fields[6]),
                         .instrument = jz_row_field_get_switch (self->fields[7]) };
  jz_edit_dialog_set_blamed (form->dialog, self->fields[1]);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_life, write_life_cb, work, work_free, NULL, NULL);
}

void
jz_life_form_present (GtkWidget *over, JzSession *session, gint64 id)
{
  static const JzReadFormKind kind = { read_life, show_life, go_life, clear_form };

  open_form (&kind, over, session, id);
}

/* The life of one card, or of all of an item. */

static gboolean
read_own (JzConnection *connection, JzReadForm *form, GError **error)
{
  return read_row ((Form *) form, connection,
                   "SELECT a.number || ' ' || i.name, ifnull (o.reason, ''), ifnull (o.years, -1), k.months / 12, "
                   "ifnull (o.residual, k.residual), k.residual FROM asset a JOIN item i ON i.id = a.item "
                   "JOIN item_life k ON k.item = i.id LEFT JOIN depreciation_own o ON o.asset = a.id WHERE a.id = ?", 2,
                   error);
}

static gboolean
read_own_item (JzConnection *connection, JzReadForm *form, GError **error)
{
  return read_row ((Form *) form, connection,
                   "SELECT trim (i.name || ' ' || i.spec), ifnull (o.reason, ''), ifnull (o.years, -1), k.months / 12, "
                   "k.residual, (SELECT residual FROM value_rule) FROM item i JOIN item_life k ON k.item = i.id LEFT "
                   "JOIN depreciation_own o ON o.item = i.id WHERE i.id = ?", 2, error);
}

/* Years count only where they are chosen, and a reason where it is not the class that says. */
static void
choice_cb (Form *self)
{
  guint choice = jz_row_field_get_choice (self->fields[0]);

  gtk_widget_set_sensitive (self->fields[1], choice == 1);
  gtk_widget_set_sensitive (self->fields[2], choice == 1);
  gtk_widget_set_sensitive (self->fields[3], choice != 0);
}

static void
show_own (JzReadForm *form)
{
  Form                *self = (Form *) form;
  const char *const    titles[] = { _("As long as its class"), _("So many years"), _("Never depreciated"), NULL };
  int                  own = (int) self->numbers[0];
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, _("How Long It Lasts"));
  jz_edit_dialog_set_title (form->dialog, _("How Long It Lasts"), self->texts[0]);
  group = jz_edit_dialog_add_group (form->dialog, NULL, NULL);
  self->fields[0] = jz_row_field_choice (group, _("Life"), titles, own < 0 ? 0 : own > 0 ? 1 : 2);
  self->fields[1] = jz_row_field_number (group, _("Years"), NULL, 1, 100,
                                         own > 0 ? own : MAX ((int) self->numbers[1], 1));
  self->fields[2] = jz_row_field_number (group, _("Residual value (%)"), NULL, 0, 99, (int) self->numbers[2]);
  self->fields[3] = jz_row_field_entry (group, _("Reason"), self->texts[1]);
  g_signal_connect_swapped (self->fields[0], "notify::selected", G_CALLBACK (choice_cb), self);
  choice_cb (self);
  gtk_window_present (GTK_WINDOW (form->dialog));
  jz_row_field_focus (self->fields[0]);
}

static gboolean
write_own_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_life_set_own (operation, &((Work *) data)->own, error);
}

/* What is left as the rules say follows them. */
static JzOwnLife
own_of (Form *self, Work *work)
{
  guint choice = jz_row_field_get_choice (self->fields[0]);
  int   residual = jz_row_field_get_number (self->fields[2]);

  return (JzOwnLife){ .years = choice == 0 ? -1 : choice == 1 ? jz_row_field_get_number (self->fields[1]) : 0,
                      .residual = residual == (int) self->numbers[3] ? -1 : residual,
                      .reason = keep (work, 0, self->fields[3]) };
}

static void
write_own (JzReadForm *form, gboolean of_item)
{
  Form *self = (Form *) form;
  Work *work = g_new0 (Work, 1);

  work->own = own_of (self, work);
  *(of_item ? &work->own.item : &work->own.asset) = self->id;
  jz_edit_dialog_set_blamed (form->dialog, self->fields[3]);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_life, write_own_cb, work, work_free, NULL, NULL);
}

static void
go_own (JzReadForm *form)
{
  write_own (form, FALSE);
}

static void
go_own_item (JzReadForm *form)
{
  write_own (form, TRUE);
}

void
jz_own_life_form_present (GtkWidget *over, JzSession *session, gint64 asset)
{
  static const JzReadFormKind kind = { read_own, show_own, go_own, clear_form };

  open_form (&kind, over, session, asset);
}

void
jz_item_life_form_present (GtkWidget *over, JzSession *session, gint64 item)
{
  static const JzReadFormKind kind = { read_own_item, show_own, go_own_item, clear_form };

  open_form (&kind, over, session, item);
}

/* The rules. */

static gboolean
read_rule (JzConnection *connection, JzReadForm *form, GError **error)
{
  Form       *self = (Form *) form;
  JzValueRule rule;

  if (!jz_value_rule_read (connection, &rule, error))
    return FALSE;
  self->id = rule.starter;
  self->nominal = rule.nominal;
  self->numbers[0] = rule.threshold_on;
  self->numbers[1] = rule.threshold;
  self->numbers[2] = rule.threshold_special;
  self->numbers[3] = rule.residual;
  self->numbers[4] = rule.share;
  self->numbers[5] = rule.instruments_per_pupil;
  return TRUE;
}

static void
show_rule (JzReadForm *form)
{
  Form                *self = (Form *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, _("Rules of Depreciation and Spending"));
  group = jz_edit_dialog_add_group (form->dialog, NULL,
                                    self->id != 0 ?
                                    _("! Starter values from memory: compare them with the rules of your county") :
                                    NULL);
  self->fields[0] = jz_row_field_switch (group, _("Leave out what costs little"), NULL, self->numbers[0] != 0);
  self->fields[1] = jz_money_field (group, _("General equipment from (yuan)"), self->numbers[1]);
  self->fields[2] = jz_money_field (group, _("Special equipment from (yuan)"), self->numbers[2]);
  self->fields[3] = jz_row_field_number (group, _("Residual value (%)"), NULL, 0, 99, (int) self->numbers[3]);
  group = jz_edit_dialog_add_group (form->dialog, NULL, NULL);
  self->fields[4] = jz_row_field_number (group, _("Equipment in the public expenditure, at least (%)"), NULL, 0, 100,
                                         (int) self->numbers[4]);
  self->fields[5] = jz_money_field (group, _("Instruments for a pupil, at least (yuan); empty: by the stage"),
                                    self->numbers[5] > 0 ? self->numbers[5] : -1);
  gtk_window_present (GTK_WINDOW (form->dialog));
  jz_row_field_focus (self->fields[1]);
}

static gboolean
write_rule_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_value_rule_put (operation, &((Work *) data)->rule, error);
}

static void
go_rule (JzReadForm *form)
{
  Form       *self = (Form *) form;
  JzValueRule rule = { .nominal = self->nominal };
  Work       *work;

  if (!jz_money_field_read (self->fields[1], FALSE, &rule.threshold) ||
      !jz_money_field_read (self->fields[2], FALSE, &rule.threshold_special) ||
      !jz_money_field_read (self->fields[5], TRUE, &rule.instruments_per_pupil))
    return;
  rule.threshold_on = jz_row_field_get_switch (self->fields[0]);
  rule.residual = jz_row_field_get_number (self->fields[3]);
  rule.share = jz_row_field_get_number (self->fields[4]);
  work = g_new0 (Work, 1);
  work->rule = rule;
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_life, write_rule_cb, work, work_free, NULL, NULL);
}

void
jz_rule_form_present (GtkWidget *over, JzSession *session)
{
  static const JzReadFormKind kind = { read_rule, show_rule, go_rule, clear_form };

  open_form (&kind, over, session, 0);
}
