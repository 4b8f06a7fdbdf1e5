/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-upkeep-view.h"

#include <glib/gi18n-lib.h>

#include "jz-compensation.h"
#include "jz-date.h"
#include "jz-disposal.h"
#include "jz-money.h"
#include "jz-quantity.h"

static const JzStatusWord kinds[] = {
  { "damage", N_("○ Damage") }, { "repair", N_("○ Repair") }, { "plan", N_("○ Maintenance") },
  { "warranty", N_("○ Warranty") },
  { "disposal", N_("○ Write-off") }, { "loan", N_("○ Loan") }, { NULL }
};

/* What has to be done comes first. */
static const JzStatusWord states[] = {
  { "overdue", N_("✗ Overdue") }, { "open", N_("! To decide") }, { "due", N_("! To be paid") },
  { "to-repair", N_("! To repair") }, { "sent", N_("↗ In repair") },
  { "asked", N_("? To approve") }, { "warranty", N_("! Ends soon") }, { "out", N_("↗ On loan") },
  { "planned", N_("○ Planned") }, { "done", N_("✓ Settled") },
  { "repaired", N_("✓ Repaired") }, { "beyond", N_("✗ Beyond repair") }, { "gone", N_("✓ Written off") },
  { "rejected", N_("⊘ Rejected") },
  { "ended", N_("⊘ Ended") }, { "dropped", N_("⊘ Dropped") }, { NULL }
};

#define STATE "iif (upkeep.state IN ('planned', 'out') AND upkeep.due < jz_today (), 'overdue', upkeep.state)"
#define RANK \
  "CASE " STATE " WHEN 'overdue' THEN 0 WHEN 'open' THEN 1 WHEN 'asked' THEN 2 WHEN 'due' THEN 3 WHEN 'to-repair' THEN 4 WHEN 'sent' THEN 5 WHEN 'warranty' THEN 6 " \
  "WHEN 'out' THEN 7 WHEN 'planned' THEN 8 ELSE 9 END"

/* Of damage the class that it counts for, too. */
#define CLASS_OF \
  "(SELECT class.name FROM damage d LEFT JOIN person ON person.id = d.person " \
  "JOIN class ON class.id = ifnull (d.class, person.class) WHERE upkeep.kind = 'damage' AND d.id = upkeep.id / 8)"

static const JzListColumn columns[] = {
  { "state", N_("State"), JZ_COLUMN_STATUS, STATE, .sort = RANK, .words = states, .width = 88 },
  { "kind", N_("Kind"), JZ_COLUMN_STATUS, "upkeep.kind", .words = kinds, .width = 74 },
  { "number", N_("Number of the paper"), JZ_COLUMN_CODE, "upkeep.number", .width = 108 },
  { "thing", N_("Thing or place"), JZ_COLUMN_TEXT, "upkeep.thing", .width = 116 },
  { "what", N_("In detail"), JZ_COLUMN_TEXT, "upkeep.what", .width = 90, .expand = TRUE, .quiet = TRUE },
  { "who", N_("Who or by whom"), JZ_COLUMN_TEXT,
    "iif (" CLASS_OF " <> upkeep.who, trim (" CLASS_OF " || ' ' || upkeep.who), upkeep.who)", .width = 90 },
  { "date", N_("Date"), JZ_COLUMN_DATE, "nullif (upkeep.date, '')", .width = 86 },
  { "due", N_("Due or until"), JZ_COLUMN_DATE, "upkeep.due", .width = 86 },
  { "amount", N_("Amount"), JZ_COLUMN_MONEY, "nullif (upkeep.amount, 0)", .width = 84 },
  { NULL }
};

/* A choice of several: what is to be done now, whatever it is, or one kind. */
static const JzListFilter filters[] = {
  { "show", N_("Show"), JZ_COLUMN_CODE,
    "CASE ? WHEN 'todo' THEN upkeep.state IN ('open', 'due', 'to-repair', 'sent', 'asked', 'warranty') OR "
    "(upkeep.state IN ('planned', 'out') AND upkeep.due < jz_today ()) "
    "WHEN 'overdue-loan' THEN upkeep.kind = 'loan' AND upkeep.due < jz_today () ELSE upkeep.kind = ? END", NULL },
  { NULL }
};

static const JzListSpec spec = {
  .name = "upkeep", .table = "upkeep", .id_sql = "upkeep.id", .columns = columns, .filters = filters,
  .search = "SELECT id FROM upkeep WHERE instr (jz_fold (number || char (10) || thing || char (10) || who || char "
            "(10) || what), ?2) > 0 "
            "OR instr (jz_initials (thing || ' ' || who), ?2) > 0",
  .order = "state",
};

/* Telling. */

typedef struct
{
  JzTold       *told;
  JzConnection *connection;
  gint64        row; /* of the view */
  gint64        id;  /* of what it is about */
} Telling;

static void
add_action (Telling *self, const char *label, const char *action)
{
  g_autofree char *name = g_strconcat ("upkeep.", action, NULL);

  jz_told_add_action (self->told, label, name, g_variant_new_int64 (self->row));
}

static void
add_money (Telling *self, const char *label, gint64 fen)
{
  g_autofree char *money = jz_money_format (fen), *text = g_strdup_printf (_("%s yuan"), money);

  jz_told_add_fact (self->told, label, text);
}

/* The row of a question with the id as its only value, and that must be there. */
static JzStatement *
ask (Telling *self, const char *sql, GError **error)
{
  JzStatement *row = jz_connection_query (self->connection, error, sql, "l", self->id);

  return jz_statement_first (row, _("This row has been deleted"), error) ? row : NULL;
}

static const char *
words_of (const JzStatusWord *words, const char *key)
{
  for (; words->key != NULL; words++)
    if (g_strcmp0 (words->key, key) == 0)
      return g_dgettext (GETTEXT_PACKAGE, words->words);
  return NULL;
}

static gboolean
tell_damage (Telling *self, GError **error)
{
  JzStatement *row = ask (self,
                          "SELECT damage.state, damage.cause, responsibility, decided_by, price, due, paid, why, "
                          "why_other, receipt, paid_on, place.path, d.number, person.name, class.name FROM damage "
                          "LEFT JOIN person ON person.id = damage.person "
                          "LEFT JOIN class ON class.id = ifnull (damage.class, person.class) "
                          "LEFT JOIN place ON place.id = damage.place LEFT JOIN disposal d ON d.id = damage.disposal "
                          "WHERE damage.id = ?", error);
  const char  *state = row != NULL ? jz_statement_text (row, 0) : "";

  if (row == NULL)
    return FALSE;
  if (g_str_equal (state, "open"))
    {
      add_action (self, _("Decide…"), "decide");
      add_action (self, _("It was a mistake"), "drop");
    }
  if (g_str_equal (state, "due"))
    add_action (self, _("Paid…"), "pay");
  add_action (self, _("Print the report of damage…"), "print");
  jz_told_add_group (self->told, _("Facts"), NULL);
  jz_told_add_fact (self->told, _("What happened"), jz_statement_text (row, 1));
  jz_told_add_fact (self->told, _("Who did it or had it"), jz_statement_text (row, 13));
  jz_told_add_fact (self->told, _("Class"), jz_statement_text (row, 14));
  jz_told_add_fact (self->told, _("Place"), jz_statement_text (row, 11));
  jz_told_add_fact (self->told, _("Whose fault"), jz_responsibility_words (jz_statement_text (row, 2)));
  jz_told_add_fact (self->told, _("Decided by"), jz_statement_text (row, 3));
  add_money (self, _("Worth by the books"), jz_statement_int64 (row, 4));
  jz_told_add_fact (self->told, _("Request to write off"), jz_statement_text (row, 12));
  if (!g_str_equal (state, "open"))
    {
      jz_told_add_group (self->told, _("Compensation"), NULL);
      add_money (self, _("To pay"), jz_statement_int64 (row, 5));
      add_money (self, _("Still owed"), jz_statement_int64 (row, 5) - jz_statement_int64 (row, 6));
      jz_told_add_fact (self->told, _("By the rules"), jz_statement_text (row, 7));
      jz_told_add_fact (self->told, _("Why another amount"), jz_statement_text (row, 8));
      jz_told_add_fact (self->told, _("Receipt"), jz_statement_text (row, 9));
      jz_told_add_fact (self->told, _("Paid on"), jz_statement_text (row, 10));
    }
  jz_statement_reset (row);
  return jz_told_add_files (self->told, self->connection, "damage", self->id, error) &&
         jz_told_add_history (self->told, self->connection, "damage", self->id, error);
}

static gboolean
tell_repair (Telling *self, GError **error)
{
  JzStatement *row = ask (self,
                          "SELECT repair.state, fault, sent_to, sent_on, returned_on, CAST (julianday (ifnull "
                          "(returned_on, jz_today ())) - julianday (ifnull (sent_on, repair.date)) AS INTEGER), "
                          "cost, repair.warranty, parts, result, asset.warranty >= jz_today (), asset.warranty FROM "
                          "repair LEFT JOIN asset ON asset.id = repair.asset WHERE repair.id = ?", error);
  g_autofree char *days = NULL;
  const char      *state = row != NULL ? jz_statement_text (row, 0) : "";

  if (row == NULL)
    return FALSE;
  if (g_str_equal (state, "open"))
    add_action (self, _("Send…"), "send");
  if (g_str_equal (state, "open") || g_str_equal (state, "sent"))
    {
      add_action (self, _("Back from repair…"), "finish");
      add_action (self, _("Give up"), "drop");
    }
  add_action (self, _("Print order…"), "print");
  days = g_strdup_printf ("%d", (int) jz_statement_int64 (row, 5));
  jz_told_add_group (self->told, _("Facts"), NULL);
  jz_told_add_fact (self->told, _("What is wrong with it"), jz_statement_text (row, 1));
  jz_told_add_fact (self->told, _("Repaired by"), jz_statement_text (row, 2));
  jz_told_add_fact (self->told, _("Sent on"), jz_statement_text (row, 3));
  jz_told_add_fact (self->told, _("Back on"), jz_statement_text (row, 4));
  jz_told_add_fact (self->told, _("Days"), g_str_equal (state, "dropped") ? NULL : days);
  if (g_str_equal (state, "done"))
    add_money (self, _("What it cost"), jz_statement_int64 (row, 6));
  jz_told_add_fact (self->told, _("Under warranty"), jz_statement_int64 (row, 7) ? _("Yes") : NULL);
  jz_told_add_fact (self->told, _("Warranty until"), jz_statement_int64 (row, 10) ? jz_statement_text (row, 11) : NULL);
  jz_told_add_fact (self->told, _("Parts"), jz_statement_text (row, 8));
  jz_told_add_fact (self->told, _("What was done"), jz_statement_text (row, 9));
  jz_statement_reset (row);
  return jz_told_add_files (self->told, self->connection, "repair", self->id, error) &&
         jz_told_add_history (self->told, self->connection, "repair", self->id, error);
}

static char *
every_words (int every, const char *unit)
{
  if (g_str_equal (unit, "day"))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "every %d day", "every %d days", (gulong) every), every);
  if (g_str_equal (unit, "month"))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "every %d month", "every %d months", (gulong) every), every);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "every %d term", "every %d terms", (gulong) every), every);
}

static gboolean
tell_log (Telling *self, GError **error)
{
  JzStatement *row = jz_connection_query (self->connection, error,
                                          "SELECT date, what, worker, cost FROM maintenance_log WHERE plan = ? ORDER "
                                          "BY date DESC, id DESC LIMIT 20", "l", self->id);

  for (guint n = 0; jz_statement_next (row); n++)
    {
      g_autofree char *money = jz_money_format (jz_statement_int64 (row, 3));
      g_autofree char *detail = jz_statement_int64 (row, 3) > 0 ?
                                g_strdup_printf ("%s  %s", jz_statement_text (row, 2), money) :
                                jz_statement_dup (row, 2);

      if (n == 0)
        jz_told_add_group (self->told, _("Work done"), NULL);
      jz_told_add_entry (self->told, jz_statement_text (row, 0), jz_statement_text (row, 1), detail);
    }
  return jz_statement_finish (row, error);
}

static gboolean
tell_plan (Telling *self, GError **error)
{
  JzStatement     *row = ask (self,
                              "SELECT p.ended, p.every, p.unit, p.worker, d.last, d.due FROM maintenance_plan p JOIN "
                              "maintenance_due d ON d.plan = p.id WHERE p.id = ?", error);
  g_autofree char *every = NULL;

  if (row == NULL)
    return FALSE;
  if (!jz_statement_int64 (row, 0))
    add_action (self, _("It was done…"), "done");
  add_action (self, _("Change…"), "edit");
  add_action (self, jz_statement_int64 (row, 0) ? _("Take up again") : _("End it"),
              jz_statement_int64 (row, 0) ? "resume" : "drop");
  add_action (self, _("Print record…"), "print");
  every = every_words ((int) jz_statement_int64 (row, 1), jz_statement_text (row, 2));
  jz_told_add_group (self->told, _("Facts"), NULL);
  jz_told_add_fact (self->told, _("How often"), every);
  jz_told_add_fact (self->told, _("Last done"), jz_statement_text (row, 4));
  jz_told_add_fact (self->told, _("Due next"), jz_statement_text (row, 5));
  jz_told_add_fact (self->told, _("Who does it"), jz_statement_text (row, 3));
  jz_statement_reset (row);
  return tell_log (self, error) && jz_told_add_history (self->told, self->connection, "maintenance_plan", self->id,
                                                        error);
}

static gboolean
tell_warranty (Telling *self, GError **error)
{
  JzStatement *row = ask (self, "SELECT warranty, supplier, acquired, price, condition FROM asset WHERE id = ?", error);

  if (row == NULL)
    return FALSE;
  add_action (self, _("Ask for a repair…"), "repair-asset");
  add_action (self, _("Show the card"), "show-asset");
  jz_told_add_group (self->told, _("Facts"), NULL);
  jz_told_add_fact (self->told, _("Warranty until"), jz_statement_text (row, 0));
  jz_told_add_fact (self->told, _("Supplier"), jz_statement_text (row, 1));
  jz_told_add_fact (self->told, _("Acquired"), jz_statement_text (row, 2));
  add_money (self, _("Price"), jz_statement_int64 (row, 3));
  jz_statement_reset (row);
  return TRUE;
}

static gboolean
tell_request_lines (Telling *self, GError **error)
{
  JzStatement *row = jz_connection_query (
    self->connection, error,
    "SELECT item.name || ifnull (' ' || asset.number, ''), l.quantity, item.decimals, item.unit, l.amount, l.way FROM "
    "disposal_line l JOIN item ON item.id = l.item "
    "LEFT JOIN asset ON asset.id = l.asset WHERE l.disposal = ? ORDER BY l.id LIMIT 50", "l", self->id);

  jz_told_add_group (self->told, _("What is to go"), NULL);
  while (jz_statement_next (row))
    {
      g_autofree char *quantity = jz_quantity_format (jz_statement_int64 (row, 1), (int) jz_statement_int64 (row, 2));
      g_autofree char *label = g_strdup_printf ("%s %s", quantity, jz_statement_text (row, 3)),
                               *money = jz_money_format (jz_statement_int64 (row, 4));
      g_autofree char *detail = g_strdup_printf (_("%s yuan, %s"), money,
                                                 jz_disposal_way_words (jz_statement_text (row, 5)));

      jz_told_add_entry (self->told, label, jz_statement_text (row, 0), detail);
    }
  return jz_statement_finish (row, error);
}

static gboolean
tell_signs (Telling *self, GError **error)
{
  JzStatement *row = jz_connection_query (
    self->connection, error,
    "SELECT iif (s.role = '', s.body, ifnull (role.title, s.role)), s.verdict, ifnull (account.name, ''), ifnull "
    "(s.date, ''), s.note FROM disposal_sign s "
    "LEFT JOIN role ON role.name = s.role LEFT JOIN account ON account.id = s.account WHERE s.disposal = ? ORDER BY "
    "s.step", "l", self->id);

  for (guint n = 0; jz_statement_next (row); n++)
    {
      const char      *verdict = jz_statement_text (row, 1);
      g_autofree char *detail = verdict != NULL ?
                                g_strdup_printf ("%s %s %s", jz_statement_text (row, 2), jz_statement_text (row, 3),
                                                 jz_statement_text (row, 4)) : NULL;

      if (n == 0)
        jz_told_add_group (self->told, _("Approval"), NULL);
      jz_told_add_entry (self->told, jz_statement_text (row, 0),
                         verdict == NULL ? _("○ Not signed yet") : g_str_equal (verdict, "yes") ? _("✓ Approved") :
                         _("✗ Not approved"), detail);
    }
  return jz_statement_finish (row, error);
}

static gboolean
tell_disposal (Telling *self, GError **error)
{
  JzStatement *row = ask (self,
                          "SELECT d.state, d.reason, account.name, voucher.number, d.proceeds, d.proceeds_note FROM "
                          "disposal d LEFT JOIN account ON account.id = d.asked_by "
                                "LEFT JOIN voucher ON voucher.id = d.voucher WHERE d.id = ?", error);
  const char  *state = row != NULL ? jz_statement_text (row, 0) : "";

  if (row == NULL)
    return FALSE;
  if (g_str_equal (state, "asked"))
    {
      add_action (self, _("Approve…"), "approve");
      add_action (self, _("Print application…"), "print");
      add_action (self, _("Reject…"), "reject");
      add_action (self, _("Withdraw"), "drop");
    }
  else
    {
      if (g_str_equal (state, "done"))
        add_action (self, _("What it brought…"), "proceeds");
      add_action (self, _("Print application…"), "print");
    }
  jz_told_add_group (self->told, _("Facts"), NULL);
  jz_told_add_fact (self->told, _("Reason"), jz_statement_text (row, 1));
  jz_told_add_fact (self->told, _("Asked by"), jz_statement_text (row, 2));
  jz_told_add_fact (self->told, _("Voucher"), jz_statement_text (row, 3));
  if (jz_statement_int64 (row, 4) > 0)
    add_money (self, _("It brought"), jz_statement_int64 (row, 4));
  jz_told_add_fact (self->told, _("Who paid it, receipt"), jz_statement_text (row, 5));
  jz_statement_reset (row);
  return tell_signs (self, error) && tell_request_lines (self, error) &&
         jz_told_add_files (self->told, self->connection, "disposal", self->id, error) &&
         jz_told_add_history (self->told, self->connection, "disposal", self->id, error);
}

static gboolean
tell_loan_lines (Telling *self, GError **error)
{
  JzStatement *row = jz_connection_query (
    self->connection, error,
    "SELECT item.name, ifnull (asset.number, item.code), o.quantity, item.decimals, item.unit FROM open_loan o JOIN "
    "item ON item.id = o.item LEFT JOIN asset ON asset.id = o.asset "
    "WHERE o.voucher = ? ORDER BY item.sort_key, asset.number LIMIT 50", "l", self->id);

  jz_told_add_group (self->told, _("Still out"), NULL);
  while (jz_statement_next (row))
    {
      g_autofree char *quantity = jz_quantity_format (jz_statement_int64 (row, 2), (int) jz_statement_int64 (row, 3));
      g_autofree char *label = g_strdup_printf ("%s %s", quantity, jz_statement_text (row, 4));

      jz_told_add_entry (self->told, label, jz_statement_text (row, 0), jz_statement_text (row, 1));
    }
  return jz_statement_finish (row, error);
}

static gboolean
tell_loan (Telling *self, GError **error)
{
  JzStatement *row = ask (self,
                          "SELECT l.date, l.due, voucher.due, person.name, ifnull (class.name, ''), voucher.reason, "
                          "CAST (julianday (jz_today ()) - julianday (l.due) AS INTEGER) "
                                "FROM loan_out l JOIN voucher ON voucher.id = l.id LEFT JOIN person ON person.id = "
                                "l.person LEFT JOIN class ON class.id = person.class WHERE l.id = ?", error);
  g_autofree char *late = NULL;

  if (row == NULL)
    return FALSE;
  add_action (self, _("Call in…"), "call-in-one");
  add_action (self, _("Extend…"), "extend");
  add_action (self, _("Show the voucher"), "show-voucher");
  late = jz_statement_int64 (row, 6) > 0 ? g_strdup_printf ("%d", (int) jz_statement_int64 (row, 6)) : NULL;
  jz_told_add_group (self->told, _("Facts"), NULL);
  jz_told_add_fact (self->told, _("Person"), jz_statement_text (row, 3));
  jz_told_add_fact (self->told, _("Class"), jz_statement_text (row, 4));
  jz_told_add_fact (self->told, _("Lent on"), jz_statement_text (row, 0));
  jz_told_add_fact (self->told, _("Due"), jz_statement_text (row, 1));
  jz_told_add_fact (self->told, _("Due at first"),
                    g_strcmp0 (jz_statement_text (row, 1), jz_statement_text (row, 2)) != 0 ?
                    jz_statement_text (row, 2) : NULL);
  jz_told_add_fact (self->told, _("Days late"), late);
  jz_told_add_fact (self->told, _("What for"), jz_statement_text (row, 5));
  jz_statement_reset (row);
  return tell_loan_lines (self, error) && jz_told_add_history (self->told, self->connection, "voucher", self->id,
                                                               error);
}

static JzTold *
tell (JzConnection *connection, gint64 id, GError **error)
{
  static gboolean (*const tellers[]) (Telling *, GError **) = { NULL, tell_damage, tell_repair, tell_plan,
                                                                tell_warranty, tell_disposal, tell_loan };
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT thing, number, date, " STATE ", kind FROM upkeep WHERE id = ?", "l",
                                          id);
  g_autoptr (JzTold) told = NULL;
  g_autofree char   *subtitle = NULL;
  Telling            telling = { NULL, connection, id, JZ_UPKEEP_ROW_ID (id) };

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return NULL;
  subtitle = g_strdup_printf ("%s%s%s", jz_statement_text (row, 1), jz_statement_text (row, 1)[0] != '\0' ? " · " : "",
                              jz_statement_text (row, 2));
  told = jz_told_new (jz_statement_text (row, 0), subtitle, words_of (states, jz_statement_text (row, 3)));
  jz_statement_reset (row);
  telling.told = told;
  return tellers[JZ_UPKEEP_ROW (id)](&telling, error) ? g_steal_pointer (&told) : NULL;
}

const JzListView jz_upkeep_view = {
  "upkeep", N_("Upkeep"), N_("Search number, thing, person, what"), &spec, N_("Choose a row to see all about it"), tell,
};
