/* What the school has settled: the rules of compensation, the steps of approval, how early a warranty is told.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-compensation.h"
#include "jz-disposal.h"
#include "jz-upkeep-papers.h"

static const char *const no_yes[] = { N_("No"), N_("Yes"), NULL };

/* Compensation. */

static const char *const whose[] = { N_("Normal wear"),   N_("A teacher's mistake"), N_("A pupil's carelessness"),
                                     N_("Against rules"), N_("On purpose"),          N_("Lost"), NULL };
static const char *const bases[] = { N_("Nothing"), N_("Cost of the repair"), N_("Price"), NULL };
static const char *const base_names[] = { "none", "repair", "price" };

static const JzPaperField rule_fields[] = {
  { JZ_PAPER_CHOICE, N_("Whose fault"), 0, 0, 2, NULL, NULL, whose, NULL },
  { JZ_PAPER_CHOICE, N_("Can be repaired"), 2, 0, 2, NULL, NULL, no_yes, NULL },
  { JZ_PAPER_NUMBER, N_("From this age on, years"), 4, 0, 2, NULL, NULL, NULL, NULL },
  { JZ_PAPER_CHOICE, N_("Part of"), 0, 1, 2, NULL, NULL, bases, NULL },
  { JZ_PAPER_NUMBER, N_("Percent"), 2, 1, 2, NULL, NULL, NULL, NULL },
  { JZ_PAPER_TEXT, N_("Where it is written"), 4, 1, 2, NULL, NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static guint
index_of (const char *const *names, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return i;
  return 0;
}

static gboolean
rule_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  JzStatement *row;

  values->numbers[2] = values->numbers[4] = 0;
  if (values->id == 0)
    return TRUE;
  row = jz_connection_query (connection, error,
                             "SELECT responsibility, repairable, from_years, base, percent, note, starter FROM "
                             "compensation_rule WHERE id = ?", "l", values->id);
  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  values->numbers[0] = index_of (jz_responsibilities (), 6, jz_statement_text (row, 0));
  values->numbers[1] = jz_statement_int64 (row, 1);
  values->numbers[2] = jz_statement_int64 (row, 2);
  values->numbers[3] = index_of (base_names, G_N_ELEMENTS (base_names), jz_statement_text (row, 3));
  values->numbers[4] = jz_statement_int64 (row, 4);
  values->texts[5] = jz_statement_dup (row, 5);
  values->warning = jz_statement_int64 (row, 6) ?
                    g_strdup (_("! A starter value: compare it with the school's own rules")) : NULL;
  jz_statement_reset (row);
  return TRUE;
}

static gboolean
rule_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzCompensationRule rule = { .responsibility = jz_responsibilities ()[CLAMP (values->numbers[0], 0, 5)],
                              .repairable = values->numbers[1] == 1,
                              .from_years = (int) values->numbers[2],
                                            .base = base_names[CLAMP (values->numbers[3], 0, 2)],
                              .percent = (int) values->numbers[4], .note = values->texts[5] };

  return jz_compensation_rule_set (operation, values->id, &rule, error);
}

const JzPaperKind jz_paper_rule = { N_("Rule of compensation"), N_("Save"), &jz_action_upkeep_policy, rule_fields, 700,
                                    rule_read, rule_write, NULL };

/* Approval. */

static const JzPaperField step_fields[] = {
  { JZ_PAPER_NUMBER, N_("Step"), 0, 0, 1, NULL, NULL, NULL, NULL },
  { JZ_PAPER_CHOICE, N_("Signed by"), 1, 0, 2, NULL, NULL, NULL, NULL },
  { JZ_PAPER_TEXT, N_("Somebody outside"), 3, 0, 3, NULL, N_("Such as the education bureau"), NULL, NULL },
  { JZ_PAPER_MONEY, N_("One thing from, yuan"), 0, 1, 2, NULL, N_("Never by that"), NULL, NULL },
  { JZ_PAPER_MONEY, N_("In the year from, yuan"), 2, 1, 2, NULL, N_("Never by that"), NULL, NULL },
  { JZ_PAPER_TEXT, N_("Where it is written"), 4, 1, 2, NULL, NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

/* The roles that may approve, in the order of the choice; the last choice is somebody outside. */
static const char *const roles_sql =
  "SELECT role.name, role.title FROM role JOIN role_permission p ON p.role = role.id WHERE p.permission = 'approve' "
  "ORDER BY role.id";

static gboolean
step_row (JzConnection *connection, JzPaperValues *values, char **role, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT step, role, body, ifnull (single, -1), ifnull (year, -1), note, "
                                          "starter FROM approval_step WHERE id = ?", "l", values->id);

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  values->numbers[0] = jz_statement_int64 (row, 0);
  *role = jz_statement_dup (row, 1);
  values->texts[2] = jz_statement_dup (row, 2);
  values->numbers[3] = jz_statement_int64 (row, 3);
  values->numbers[4] = jz_statement_int64 (row, 4);
  values->texts[5] = jz_statement_dup (row, 5);
  values->warning = jz_statement_int64 (row, 6) ?
                    g_strdup (_("! A starter value: compare it with the school's own rules")) : NULL;
  jz_statement_reset (row);
  return TRUE;
}

static gboolean
step_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  g_autofree char      *role = NULL;
  JzStatement          *row;

  if (values->id != 0 ? !step_row (connection, values, &role, error) :
                        !jz_connection_number (connection, &values->numbers[0], 1, error,
                                               "SELECT max (step) + 1 FROM approval_step", ""))
    return FALSE;
  row = jz_connection_query (connection, error, roles_sql, "");
  values->numbers[1] = role == NULL ? 0 : -1;
  while (jz_statement_next (row))
    {
      if (g_strcmp0 (role, jz_statement_text (row, 0)) == 0)
        values->numbers[1] = titles->len;
      g_ptr_array_add (titles, jz_statement_dup (row, 1));
    }
  if (values->numbers[1] < 0)
    values->numbers[1] = titles->len;
  g_ptr_array_add (titles, g_strdup (_("Somebody outside")));
  g_ptr_array_add (titles, NULL);
  values->choices[1] = (char **) g_ptr_array_free (g_steal_pointer (&titles), FALSE);
  return jz_statement_finish (row, error);
}

static gboolean
step_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  g_autofree char *role = NULL;
  JzApprovalStep   step = { .step = (int) values->numbers[0], .body = values->texts[2], .single = values->numbers[3],
                            .year = values->numbers[4], .note = values->texts[5] };

  role = jz_connection_text (jz_operation_get_connection (operation), NULL,
                             "SELECT role.name FROM role JOIN role_permission p ON p.role = role.id WHERE "
                             "p.permission = 'approve' ORDER BY role.id LIMIT 1 OFFSET ?", "l",
                             values->numbers[1]);
  step.role = role;
  return jz_approval_step_set (operation, values->id, &step, error);
}

const JzPaperKind jz_paper_step = { N_("Step of approving write-offs"), N_("Save"), &jz_action_upkeep_policy,
                                    step_fields, 760, step_read, step_write, NULL };

/* Warranty. */

static const JzPaperField warranty_fields[] = {
  { JZ_PAPER_NUMBER, N_("Days before it ends"), 0, 0, 6, N_("Say how many days"), NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
warranty_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  int days;

  if (!jz_warranty_days (connection, &days, error))
    return FALSE;
  values->numbers[0] = days;
  return TRUE;
}

static gboolean
warranty_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  return jz_warranty_set_days (operation, (int) values->numbers[0], error);
}

const JzPaperKind jz_paper_warranty = { N_("When a warranty is told"), N_("Save"), &jz_action_upkeep_policy,
                                        warranty_fields, 420, warranty_read, warranty_write, NULL };
