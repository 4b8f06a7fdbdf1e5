/* What is reported, asked for and decided of things: damage, repair, write-off.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-compensation.h"
#include "jz-damage.h"
#include "jz-disposal.h"
#include "jz-money.h"
#include "jz-paper-private.h"
#include "jz-quantity.h"
#include "jz-repair.h"
#include "jz-upkeep-papers.h"

static const char *const no_yes[] = { N_("No"), N_("Yes"), NULL };

/* The thing that is meant: the chosen row, or what was picked in field 0, and how much in field 1. */

gboolean
jz_paper_read_thing (JzConnection *connection, JzPaperValues *values, GError **error)
{
  char    today[JZ_DATE_LENGTH];
  JzThing thing = { .quantity = 1 };
  gint64  first = values->ids != NULL && values->ids->len > 0 ? g_array_index (values->ids, gint64, 0) : 0;

  values->texts[2] = g_strdup (jz_date_to_iso (jz_date_today (), today));
  values->texts[1] = g_strdup ("1");
  if (first == 0)
    return TRUE;
  values->hidden[0] = TRUE;
  values->hidden[1] = values->assets;
  values->numbers[0] = first;
  values->texts[0] = g_strdup (values->assets ? "assets" : "items");
  if (values->assets)
    {
      thing.asset = first;
      values->about = jz_thing_words (connection, &thing, error);
    }
  else
    values->about = jz_connection_text (connection, error, "SELECT trim (name || ' ' || spec) FROM item WHERE id = ?",
                                        "l", first);
  return values->about != NULL;
}

gboolean
jz_paper_thing (JzConnection *connection, const JzPaperValues *values, JzThing *thing, GError **error)
{
  gint64 decimals;

  if (g_strcmp0 (values->texts[0], "assets") == 0)
    {
      *thing = (JzThing){ .asset = values->numbers[0], .quantity = 1 };
      return TRUE;
    }
  *thing = (JzThing){ .item = values->numbers[0] };
  if (!jz_connection_number (connection, &decimals, 0, error, "SELECT decimals FROM item WHERE id = ?", "l",
                             thing->item))
    return FALSE;
  if (jz_quantity_parse (values->texts[1] != NULL ? values->texts[1] : "1", (int) decimals, &thing->quantity))
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: this is no quantity"), values->texts[1]);
  return FALSE;
}

#define THING_FIELDS \
  { JZ_PAPER_PICKER, N_("Which thing"), 0, 0, 4, N_("Say which thing it is"), N_("Scan a card, or type name, number or initials"), NULL, "assets items" }, \
  { JZ_PAPER_TEXT, N_("Quantity"), 4, 0, 2, NULL, NULL, NULL, NULL }

/* Reporting damage. */

static const char *const what_happened[] = { N_("It is broken"), N_("It is gone"), NULL };

static const JzPaperField damage_fields[] = {
  THING_FIELDS,
  { JZ_PAPER_DATE, N_("Date"), 0, 1, 2, NULL, NULL, NULL, NULL },
  { JZ_PAPER_PICKER, N_("Who did it or had it"), 2, 1, 2, NULL, N_("May be left empty"), NULL, "people" },
  { JZ_PAPER_PICKER, N_("Class"), 4, 1, 2, NULL, N_("802, or that of the pupil"), NULL, "classes" },
  { JZ_PAPER_CHOICE, N_("What became of it"), 0, 2, 2, NULL, NULL, what_happened, NULL },
  { JZ_PAPER_TEXT, N_("What happened"), 2, 2, 4, N_("Say what happened"), NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
damage_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzDamageReport report = { .date = values->texts[2], .person = MAX (values->numbers[3], 0),
                            .class_ = MAX (values->numbers[4], 0), .lost = values->numbers[5] == 1,
                            .cause = values->texts[6] };
  gint64         id;

  return jz_paper_thing (jz_operation_get_connection (operation), values, &report.thing, error) &&
         jz_damage_report (operation, &report, &id, error);
}

const JzPaperKind jz_paper_damage = { N_("Report damage"), N_("Report"), &jz_action_upkeep, damage_fields, 680,
                                      jz_paper_read_thing, damage_write, NULL };

/* Asking for a repair. */

static const JzPaperField repair_fields[] = {
  THING_FIELDS,
  { JZ_PAPER_DATE, N_("Date"), 0, 1, 3, NULL, NULL, NULL, NULL },
  { JZ_PAPER_PICKER, N_("Who reports it"), 3, 1, 3, NULL, N_("May be left empty"), NULL, "people" },
  { JZ_PAPER_TEXT, N_("What is wrong with it"), 0, 2, 6, N_("Say what is wrong with it"), NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

/* Nobody should pay for what the supplier must mend. */
static gboolean
repair_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  g_autofree char *until = NULL;

  if (!jz_paper_read_thing (connection, values, error) ||
      (values->assets && !jz_repair_warranty (connection, values->numbers[0], &until, error)))
    return FALSE;
  values->warning = until != NULL ? g_strdup_printf (_("! Its warranty runs until %s: the supplier mends it"), until) :
                    NULL;
  return TRUE;
}

static gboolean
repair_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzRepairOrder order = { .date = values->texts[2], .person = MAX (values->numbers[3], 0), .fault = values->texts[4] };
  gint64        id;

  return jz_paper_thing (jz_operation_get_connection (operation), values, &order.thing, error) &&
         jz_repair_open (operation, &order, &id, error);
}

const JzPaperKind jz_paper_repair = { N_("Ask for a repair"), N_("Ask"), &jz_action_upkeep, repair_fields, 680,
                                      repair_read, repair_write, NULL };

/* Asking for a write-off. */

static const char *const ways[] = { N_("Thrown away"), N_("Sold"), N_("Exchanged for a new one"), N_("Recycled"),
                                    N_("Donated"), N_("Lost"), NULL };

static const JzPaperField disposal_fields[] = {
  THING_FIELDS,
  { JZ_PAPER_DATE, N_("Date"), 0, 1, 3, NULL, NULL, NULL, NULL },
  { JZ_PAPER_CHOICE, N_("What becomes of it"), 3, 1, 3, NULL, NULL, ways, NULL },
  { JZ_PAPER_TEXT, N_("Reason"), 0, 2, 6, N_("Say why it is written off"), NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
disposal_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  if (!jz_paper_read_thing (connection, values, error))
    return FALSE;
  if (values->ids == NULL || values->ids->len < 2)
    return TRUE;
  if (!values->assets)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("Choose one item at a time, or several cards"));
      return FALSE;
    }
  g_free (values->about);
  values->about = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u card", "%u cards", values->ids->len),
                                   values->ids->len);
  return TRUE;
}

static gboolean
disposal_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  guint                      n = values->ids != NULL && values->assets ? MAX (values->ids->len, 1) : 1;
  g_autofree JzDisposalLine *lines = g_new0 (JzDisposalLine, n);
  gint64                     id;

  if (!jz_paper_thing (jz_operation_get_connection (operation), values, &lines[0].thing, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (n > 1)
        lines[i].thing = (JzThing){ .asset = g_array_index (values->ids, gint64, i), .quantity = 1 };
      lines[i].way = jz_disposal_ways ()[MAX (values->numbers[3], 0)];
    }
  return jz_disposal_ask (operation, values->texts[2], values->texts[4], lines, n, &id, error);
}

const JzPaperKind jz_paper_disposal = { N_("Ask to write off"), N_("Ask"), &jz_action_upkeep, disposal_fields, 680,
                                        disposal_read, disposal_write, NULL };

/* Deciding. */

static const char *const whose[] = { N_("Normal wear"),   N_("A teacher's mistake"), N_("A pupil's carelessness"),
                                     N_("Against rules"), N_("On purpose"),          N_("Lost"), NULL };
static const char *const handlings[] = { N_("Nothing"), N_("Repair"), N_("Compensation"), N_("Write-off"), NULL };
static const char *const handling_names[] = { "none", "repair", "compensation", "write-off" };

static const JzPaperField decide_fields[] = {
  { JZ_PAPER_CHOICE, N_("Whose fault"), 0, 0, 2, NULL, NULL, whose, NULL },
  { JZ_PAPER_CHOICE, N_("Can be repaired"), 2, 0, 2, NULL, NULL, no_yes, NULL },
  { JZ_PAPER_MONEY, N_("Cost of the repair"), 4, 0, 2, NULL, N_("yuan"), NULL, NULL },
  { JZ_PAPER_CHOICE, N_("What becomes of it"), 0, 1, 2, NULL, NULL, handlings, NULL },
  { JZ_PAPER_MONEY, N_("To pay"), 2, 1, 2, NULL, N_("By the rules"), NULL, NULL },
  { JZ_PAPER_TEXT, N_("Decided by"), 4, 1, 2, N_("Say who decided it"), NULL, NULL, NULL },
  { JZ_PAPER_TEXT, N_("Why another amount"), 0, 2, 6, NULL, N_("Only where it is not that of the rules"), NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static JzDamageDecision
decision_of (const JzPaperValues *values)
{
  return (JzDamageDecision){ .responsibility = jz_responsibilities ()[CLAMP (values->numbers[0], 0, 5)],
                             .repairable = values->numbers[1] == 1,
                             .repair_cost = MAX (values->numbers[2], 0),
                             .handling = handling_names[CLAMP (values->numbers[3], 0, 3)],
                             .due = values->numbers[4] < 0 ? JZ_DUE_BY_RULE : values->numbers[4],
                             .decided_by = values->texts[5],
                             .why_other = values->texts[6] };
}

static char *
decide_watch (JzConnection *connection, const JzPaperValues *values)
{
  JzDamageDecision decision = decision_of (values);
  gint64           amount;
  char            *why = NULL;

  return jz_damage_compensation (connection, values->id, &decision, &amount, &why, NULL) ? why : NULL;
}

static gboolean
decide_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  g_autofree char *condition = jz_connection_text (connection, error,
                                                   "SELECT ifnull ((SELECT condition FROM asset WHERE id = "
                                                   "damage.asset), '') FROM damage WHERE id = ?", "l", values->id);

  values->numbers[0] = g_strcmp0 (condition, "missing") == 0 ? 5 : 2;
  values->numbers[3] = 2;
  values->about = jz_connection_text (connection, error, "SELECT number || '  ' || cause FROM damage WHERE id = ?", "l",
                                      values->id);
  return condition != NULL && values->about != NULL;
}

static gboolean
decide_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzDamageDecision decision = decision_of (values);

  return jz_damage_decide (operation, values->id, &decision, error);
}

const JzPaperKind jz_paper_decide = { N_("Decide who answers for it"), N_("Decide"), &jz_action_upkeep, decide_fields,
                                      700, decide_read, decide_write, decide_watch };

/* Paying. */

static const JzPaperField pay_fields[] = {
  { JZ_PAPER_MONEY, N_("Amount"), 0, 0, 2, N_("Say how much"), NULL, NULL, NULL },
  { JZ_PAPER_TEXT, N_("Number of the receipt"), 2, 0, 2, N_("Say the number of the receipt"), NULL, NULL, NULL },
  { JZ_PAPER_DATE, N_("Date"), 4, 0, 2, NULL, NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
pay_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  char today[JZ_DATE_LENGTH];

  values->texts[2] = g_strdup (jz_date_to_iso (jz_date_today (), today));
  values->about = jz_connection_text (connection, error,
                                      "SELECT damage.number || ifnull ('  ' || class.name, '') || ifnull ('  ' || person.name, '') "
                                      "FROM damage LEFT JOIN person ON person.id = damage.person LEFT JOIN class ON "
                                      "class.id = ifnull (damage.class, person.class) WHERE damage.id = ?", "l", values->id);
  return values->about != NULL && jz_connection_number (connection, &values->numbers[0], 0, error,
                                                        "SELECT due - paid FROM damage WHERE id = ?", "l", values->id);
}

static gboolean
pay_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  return jz_damage_pay (operation, values->id, values->numbers[0], values->texts[2], values->texts[1], error);
}

const JzPaperKind jz_paper_pay = { N_("Compensation paid"), N_("Paid"), &jz_action_upkeep, pay_fields, 620, pay_read,
                                   pay_write, NULL };
