/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-policy-lists.h"

#include <glib/gi18n-lib.h>

#include "jz-compensation.h"
#include "jz-disposal.h"
#include "jz-ratio.h"

static const JzStatusWord sources[] = { { "1", N_("! Starter value") }, { "0", N_("✓ The school's own") }, { NULL } };

/* Compensation. */

static const JzStatusWord whose[] = {
  { "normal", N_("○ Normal wear") }, { "teacher", N_("○ A teacher's mistake") },
  { "pupil", N_("○ A pupil's carelessness") },
  { "rules", N_("○ Against rules") }, { "wilful", N_("○ On purpose") }, { "lost", N_("○ Lost") }, { NULL }
};
static const JzStatusWord repairable[] = { { "1", N_("○ Can be repaired") }, { "0", N_("○ Can't be repaired") },
                                           { NULL } };
static const JzStatusWord bases[] = { { "none", N_("○ Nothing") }, { "repair", N_("○ Of the repair") },
                                      { "price", N_("○ Of the price") }, { NULL } };

#define RULE_ORDER "instr ('normal teacher pupil rules wilful lost', compensation_rule.responsibility) * 1000 + compensation_rule.repairable * 100 + compensation_rule.from_years"

static const JzListColumn rule_columns[] = {
  { "responsibility", N_("Whose fault"), JZ_COLUMN_STATUS, "compensation_rule.responsibility", .sort = RULE_ORDER,
    .words = whose, .width = 140 },
  { "repairable", N_("Can be repaired"), JZ_COLUMN_STATUS, "CAST (compensation_rule.repairable AS TEXT)",
    .words = repairable, .width = 130 },
  { "from", N_("From this age on, years"), JZ_COLUMN_NUMBER, "compensation_rule.from_years", .width = 120 },
  { "percent", N_("Percent"), JZ_COLUMN_NUMBER, "compensation_rule.percent", .width = 80 },
  { "base", N_("Part of"), JZ_COLUMN_STATUS, "compensation_rule.base", .words = bases, .width = 110 },
  { "note", N_("Where it is written"), JZ_COLUMN_TEXT, "compensation_rule.note", .width = 120, .expand = TRUE,
    .quiet = TRUE },
  { "source", N_("Comes from"), JZ_COLUMN_STATUS, "CAST (compensation_rule.starter AS TEXT)", .words = sources,
    .width = 110 },
  { NULL }
};

static const JzListSpec rules = {
  .name = "compensation", .table = "compensation_rule", .id_sql = "compensation_rule.id", .columns = rule_columns,
  .search = "SELECT id FROM compensation_rule WHERE instr (jz_fold (note), ?2) > 0", .order = "responsibility",
};

static JzTold *
tell_rule (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement       *row = jz_connection_query (connection, error,
                                                "SELECT responsibility, note, starter FROM compensation_rule WHERE id "
                                                "= ?", "l", id);
  g_autoptr (JzTold) told = NULL;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return NULL;
  told = jz_told_new (jz_responsibility_words (jz_statement_text (row, 0)), jz_statement_text (row, 1),
                      jz_statement_int64 (row, 2) ? _("! Starter value") : NULL);
  jz_told_add_action (told, _("Change…"), "page.change-rule", g_variant_new_int64 (id));
  jz_told_add_action (told, _("Remove"), "page.remove-rule", g_variant_new_int64 (id));
  if (jz_statement_int64 (row, 2))
    {
      jz_told_add_group (told, _("Starter value"), NULL);
      jz_told_add_entry (told, "!",
                         _("It came with the program, from rules that schools have published. Compare it with the "
                           "school's own and save it."), NULL);
    }
  jz_statement_reset (row);
  return jz_told_add_history (told, connection, "compensation_rule", id, error) ? g_steal_pointer (&told) : NULL;
}

const JzListView jz_policy_compensation_view = {
  "compensation-rule", N_("Compensation"), N_("Search where it is written"), &rules,
  N_("Choose a row to see all about it"), tell_rule,
};

/* Approval. */

static const JzListColumn step_columns[] = {
  { "step", N_("Step"), JZ_COLUMN_NUMBER, "approval_step.step", .width = 60 },
  { "who", N_("Signed by"), JZ_COLUMN_TEXT,
    "iif (approval_step.role = '', approval_step.body, ifnull (role.title, approval_step.role))", .width = 140 },
  { "single", N_("One thing from, yuan"), JZ_COLUMN_MONEY, "approval_step.single", .width = 150 },
  { "year", N_("In the year from, yuan"), JZ_COLUMN_MONEY, "approval_step.year", .width = 150 },
  { "note", N_("Where it is written"), JZ_COLUMN_TEXT, "approval_step.note", .width = 120, .expand = TRUE,
    .quiet = TRUE },
  { "source", N_("Comes from"), JZ_COLUMN_STATUS, "CAST (approval_step.starter AS TEXT)", .words = sources,
    .width = 110 },
  { NULL }
};

static const JzListSpec steps = {
  .name = "approval", .table = "approval_step", .id_sql = "approval_step.id",
          .joins = "LEFT JOIN role ON role.name = approval_step.role", .columns = step_columns,
  .search = "SELECT id FROM approval_step WHERE instr (jz_fold (body || char (10) || note), ?2) > 0", .order = "step",
};

static JzTold *
tell_step (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT iif (s.role = '', s.body, ifnull (role.title, s.role)), s.note, "
                                          "s.starter FROM approval_step s LEFT JOIN role ON role.name = s.role WHERE "
                                          "s.id = ?", "l", id);
  g_autoptr (JzTold) told = NULL;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return NULL;
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1),
                      jz_statement_int64 (row, 2) ? _("! Starter value") : NULL);
  jz_told_add_action (told, _("Change…"), "page.change-step", g_variant_new_int64 (id));
  jz_told_add_action (told, _("Remove"), "page.remove-step", g_variant_new_int64 (id));
  jz_told_add_group (told, _("How it works"), NULL);
  jz_told_add_entry (told, "○",
                     _("A request takes each step whose amounts it reaches, in their order. Nobody signs their own "
                       "request."), NULL);
  jz_statement_reset (row);
  return jz_told_add_history (told, connection, "approval_step", id, error) ? g_steal_pointer (&told) : NULL;
}

const JzListView jz_policy_approval_view = {
  "approval-step", N_("Approval of write-offs"), N_("Search who signs, where it is written"), &steps,
  N_("Choose a row to see all about it"), tell_step,
};

/* Approval of purchases. */

static const JzListColumn purchase_columns[] = {
  { "step", N_("Step"), JZ_COLUMN_NUMBER, "purchase_step.position", .width = 60 },
  { "who", N_("Signed by"), JZ_COLUMN_TEXT, "ifnull (role.title, purchase_step.role)", .width = 140, .expand = TRUE },
  { "over", N_("Estimates over, yuan"), JZ_COLUMN_MONEY, "purchase_step.over", .width = 170 },
  { "source", N_("Comes from"), JZ_COLUMN_STATUS, "CAST (purchase_step.starter AS TEXT)", .words = sources,
    .width = 130 },
  { NULL }
};

static const JzListSpec purchases = {
  .name = "purchase-approval", .table = "purchase_step", .id_sql = "purchase_step.id",
          .joins = "LEFT JOIN role ON role.name = purchase_step.role",
  .columns = purchase_columns,
  .search = "SELECT s.id FROM purchase_step s LEFT JOIN role r ON r.name = s.role WHERE instr (jz_fold (ifnull "
            "(r.title, s.role)), ?2) > 0", .order = "step",
};

static JzTold *
tell_purchase (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT ifnull (role.title, s.role), s.starter FROM purchase_step s LEFT "
                                          "JOIN role ON role.name = s.role "
                                          "WHERE s.id = ?", "l", id);
  g_autoptr (JzTold) told = NULL;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return NULL;
  told = jz_told_new (jz_statement_text (row, 0), NULL, jz_statement_int64 (row, 1) ? _("! Starter value") : NULL);
  jz_told_add_action (told, _("Change…"), "page.change-purchase-step", g_variant_new_int64 (id));
  jz_told_add_group (told, _("How it works"), NULL);
  jz_told_add_entry (told, "○",
                     _("A request needs each step whose amount its estimate is over, in their order. Nobody signs "
                       "their own request."), NULL);
  jz_statement_reset (row);
  return jz_told_add_history (told, connection, "purchase_step", id, error) ? g_steal_pointer (&told) : NULL;
}

const JzListView jz_policy_purchase_view = {
  "purchase-step", N_("Approval of purchases"), N_("Search who signs"), &purchases,
  N_("Choose a row to see all about it"), tell_purchase,
};

/* What counts as a computer. */

static const JzStatusWord device_words[] = {
  { "computer", N_("○ Computers") }, { "multimedia", N_("○ Multimedia sets") },
  { "interactive", N_("○ Interactive ones") }, { NULL }
};

#define DEVICE_ORDER "instr ('computer multimedia interactive', device_code.kind)"

static const JzListColumn device_columns[] = {
  { "kind", N_("What it is"), JZ_COLUMN_STATUS, "device_code.kind", .sort = DEVICE_ORDER, .words = device_words,
    .width = 140 },
  { "scheme", N_("Code table"), JZ_COLUMN_TEXT, "trim (device_code.scheme || ' ' || device_code.edition)",
    .width = 180 },
  { "prefix", N_("The code begins with"), JZ_COLUMN_CODE, "device_code.prefix", .width = 150, .expand = TRUE },
  { "years", N_("Years that it is used"), JZ_COLUMN_NUMBER, "device_code.years", .width = 140 },
  { "items", N_("Items"), JZ_COLUMN_NUMBER,
    "(SELECT count(*) FROM item JOIN code_scheme s ON s.id = item.scheme WHERE item.voided IS NULL AND s.name = "
    "device_code.scheme "
    "AND s.edition = device_code.edition AND substr (item.code, 1, length (device_code.prefix)) = device_code.prefix)",
    .width = 80 },
  { "source", N_("Comes from"), JZ_COLUMN_STATUS, "CAST (device_code.starter AS TEXT)", .words = sources,
    .width = 130 },
  { NULL }
};

static const JzListSpec devices = {
  .name = "device-codes", .table = "device_code", .id_sql = "device_code.id", .columns = device_columns,
  .search = "SELECT id FROM device_code WHERE instr (jz_fold (prefix || char (10) || scheme), ?2) > 0", .order = "kind",
};

static JzTold *
tell_device (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT prefix, trim (scheme || ' ' || edition), starter FROM device_code "
                                          "WHERE id = ?", "l", id);
  g_autoptr (JzTold) told = NULL;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return NULL;
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1),
                      jz_statement_int64 (row, 2) ? _("! Starter value") : NULL);
  jz_told_add_action (told, _("Change…"), "page.change-device", g_variant_new_int64 (id));
  jz_told_add_action (told, _("Remove"), "page.remove-device", g_variant_new_int64 (id));
  jz_told_add_group (told, _("How it works"), NULL);
  jz_told_add_entry (told, "○",
                     _("Items whose code begins so count in the ratios. What was said of an item itself goes before."),
                     NULL);
  jz_statement_reset (row);
  return jz_told_add_history (told, connection, "device_code", id, error) ? g_steal_pointer (&told) : NULL;
}

const JzListView jz_policy_device_view = {
  "device-code", N_("Computers and multimedia"), N_("Search code or code table"), &devices,
  N_("Choose a row to see all about it"), tell_device,
};

gboolean
jz_policy_remove_device (JzOperation *operation, gpointer data, GError **error)
{
  return jz_ratio_remove_code (operation, *(gint64 *) data, error);
}

gboolean
jz_policy_remove_rule (JzOperation *operation, gpointer data, GError **error)
{
  return jz_compensation_rule_remove (operation, *(gint64 *) data, error);
}

gboolean
jz_policy_remove_step (JzOperation *operation, gpointer data, GError **error)
{
  return jz_approval_step_remove (operation, *(gint64 *) data, error);
}
