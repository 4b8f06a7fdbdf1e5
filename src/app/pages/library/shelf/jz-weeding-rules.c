/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-weeding-rules.h"

#include <glib/gi18n-lib.h>

#include "jz-read-form.h"
#include "jz-row-field.h"
#include "jz-weeding.h"

/* A rule as it was read, and the fields that it is changed in. */
typedef struct
{
  gint64     id;
  char      *name, *kind, *state, *class_, *note;
  int        amount;
  gboolean   used, starter;
  GtkWidget *used_field, *amount_field; /* amount: NULL of a state */
} Rule;

typedef struct
{
  JzReadForm form;
  GPtrArray *rules; /* of Rule */
} Form;

static void
rule_free (gpointer data)
{
  Rule *self = data;

  g_free (self->name);
  g_free (self->kind);
  g_free (self->state);
  g_free (self->class_);
  g_free (self->note);
  g_free (self);
}

static gboolean
read_rules (JzConnection *connection, JzReadForm *form, GError **error)
{
  Form        *self = (Form *) form;
  JzStatement *row = jz_connection_query (
    connection, error, "SELECT id, name, kind, state, class, note, amount, used, starter FROM weeding_rule ORDER BY id",
    "");

  self->rules = g_ptr_array_new_with_free_func (rule_free);
  while (jz_statement_next (row))
    {
      Rule *rule = g_new0 (Rule, 1);

      *rule = (Rule){ jz_statement_int64 (row, 0),
                      jz_statement_dup (row, 1),
                      jz_statement_dup (row, 2),
                      jz_statement_dup (row, 3),
                      jz_statement_dup (row, 4),
                      jz_statement_dup (row, 5),
                      (int)jz_statement_int64 (row, 6),
                      jz_statement_int64 (row, 7) != 0,
                      jz_statement_int64 (row, 8) != 0,
                      NULL,
                      NULL };
      g_ptr_array_add (self->rules, rule);
    }
  return jz_statement_finish (row, error);
}

static void
add_rule (JzEditDialog *dialog, Rule *rule)
{
  AdwPreferencesGroup *group = jz_edit_dialog_add_group (dialog, rule->name, rule->starter ? rule->note : NULL);

  rule->used_field = jz_row_field_switch (group, _("Propose books by it"), NULL, rule->used);
  if (rule->state[0] == '\0')
    rule->amount_field =
      jz_row_field_number (group, g_str_equal (rule->kind, "copies") ? _("More copies of a title than") : _("Years"),
                           NULL, 1, 999, rule->amount);
}

static void
show_rules (JzReadForm *form)
{
  Form *self = (Form *) form;

  jz_read_form_make_dialog (form, _("Weeding rules"));
  for (guint i = 0; i < self->rules->len; i++)
    add_rule (form->dialog, g_ptr_array_index (self->rules, i));
  gtk_window_present (GTK_WINDOW (form->dialog));
}

/* Those that were changed. */
static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  GPtrArray *changed = data;

  for (guint i = 0; i < changed->len; i++)
    {
      const Rule   *rule = g_ptr_array_index (changed, i);
      JzWeedingRule now = { rule->name, rule->kind, rule->amount, rule->state, rule->class_, rule->used, rule->note };

      if (!jz_weeding_rule_set (operation, rule->id, &now, error))
        return FALSE;
    }
  return TRUE;
}

static void
go (JzReadForm *form)
{
  Form      *self = (Form *) form;
  GPtrArray *changed = g_ptr_array_new_with_free_func (rule_free);

  for (guint i = 0; i < self->rules->len; i++)
    {
      const Rule *rule = g_ptr_array_index (self->rules, i);
      gboolean    used = jz_row_field_get_switch (rule->used_field);
      int         amount = rule->amount_field != NULL ? jz_row_field_get_number (rule->amount_field) : 0;
      Rule       *now;

      if (used == rule->used && amount == rule->amount)
        continue;
      now = g_new0 (Rule, 1);
      *now = (Rule){ rule->id,
                     g_strdup (rule->name),
                     g_strdup (rule->kind),
                     g_strdup (rule->state),
                     g_strdup (rule->class_),
                     g_strdup (rule->note),
                     amount,
                     used,
                     FALSE,
                     NULL,
                     NULL };
      g_ptr_array_add (changed, now);
    }
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_weeding_policy, write_cb, changed,
                        (GDestroyNotify) g_ptr_array_unref, NULL, NULL);
}

static void
clear (JzReadForm *form)
{
  g_clear_pointer (&((Form *) form)->rules, g_ptr_array_unref);
}

static const JzReadFormKind rules_kind = { read_rules, show_rules, go, clear };

void
jz_weeding_rules_present (GtkWidget *over, JzSession *session)
{
  Form *self = g_new0 (Form, 1);

  jz_read_form_open (&self->form, &rules_kind, over, session);
}
