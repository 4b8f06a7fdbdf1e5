/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-equipment-told.h"

#include <glib/gi18n-lib.h>

#include "jz-asset-life.h"
#include "jz-money.h"
#include "jz-purchase-told.h"
#include "jz-quantity.h"
#include "jz-value-told.h"

#define ENTRIES_MOST "20"
#define LIFE_MOST    40

static const char *
state_words (const char *state)
{
  if (g_strcmp0 (state, "loan") == 0)
    return _("↗ On loan");
  if (g_strcmp0 (state, "use") == 0)
    return _("✓ In use");
  return g_strcmp0 (state, "stock") == 0 ? _("✓ In store") : _("⊘ Not here any more");
}

/* "a · b", without what is empty. */
static char *
join (const char *a, const char *b)
{
  gboolean has_a = a != NULL && *a != '\0', has_b = b != NULL && *b != '\0';

  return g_strconcat (has_a ? a : "", has_a && has_b ? " · " : "", has_b ? b : "", NULL);
}

static char *
money (JzStatement *row, int column)
{
  return jz_statement_is_null (row, column) ? NULL : jz_money_format (jz_statement_int64 (row, column));
}

/* The row asked for; JZ_ERROR_NOT_FOUND when it went meanwhile. */
static JzStatement *
one_row (JzConnection *connection, gint64 id, GError **error, const char *sql)
{
  JzStatement *row = jz_connection_query (connection, error, sql, "l", id);

  return jz_statement_first (row, _("This row has been deleted"), error) ? row : NULL;
}

/* What is done most often with such a row stands first. */
static void
add_actions (JzTold *told, const char *names)
{
  static const struct
  {
    const char *name, *label; /* msgid */
  } all[] = {
    { "lend", N_("Lend") },
    { "issue", N_("Issue") },
    { "return", N_("Take back") },
    { "transfer", N_("Transfer") },
    { "write-off", N_("Write off") },
    { "repair", N_("To repair") },
    { "damage", N_("Report damage") },
    { "ask-disposal", N_("Ask to write off") },
    { "print-life", N_("Print its life") },
    { "adjust", N_("Adjust") },
    { "receive-more", N_("Receive more") },
    { "edit", N_("Edit") },
    { "print-labels", N_("Print labels") },
    { "print-voucher", N_("Print") },
    { "reverse", N_("Reverse") },
    { "new-inside", N_("New place in it") },
    { "remove-place", N_("Remove") },
  };
  g_auto (GStrv) wanted = g_strsplit (names, " ", -1);

  for (guint i = 0; wanted[i] != NULL; i++)
    for (guint n = 0; n < G_N_ELEMENTS (all); n++)
      if (g_str_equal (wanted[i], all[n].name))
        {
          g_autofree char *action = g_strconcat ("page.", all[n].name, NULL);

          jz_told_add_action (told, g_dgettext (GETTEXT_PACKAGE, all[n].label), action, NULL);
        }
}

static const char *
asset_actions (const char *state)
{
  if (state == NULL)
    return "edit print-labels print-life";
  if (g_str_equal (state, "loan"))
    return "return edit print-labels damage print-life";
  if (g_str_equal (state, "use"))
    return "return transfer edit lend write-off print-labels repair damage ask-disposal print-life";
  return "lend issue print-labels transfer write-off edit repair damage ask-disposal print-life";
}

/* Item. */

static gboolean
tell_places_of_item (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *rows = jz_connection_query (
    connection, error,
    "SELECT place.path, balance.state, balance.quantity, item.decimals, item.unit, person.name FROM balance "
    "JOIN place ON place.id = balance.place JOIN item ON item.id = balance.item "
    "LEFT JOIN person ON person.id = balance.holder "
    "WHERE balance.item = ? AND balance.quantity > 0 ORDER BY balance.state, place.sort_key LIMIT " ENTRIES_MOST,
    "l", id);
  gboolean     any = FALSE;

  while (jz_statement_next (rows))
    {
      g_autofree char *quantity = jz_quantity_format (jz_statement_int64 (rows, 2), (int) jz_statement_int64 (rows, 3));
      g_autofree char *with_unit = g_strdup_printf ("%s %s", quantity, jz_statement_text (rows, 4));
      g_autofree char *title = join (state_words (jz_statement_text (rows, 1)), jz_statement_text (rows, 0));

      if (!any)
        jz_told_add_group (told, _("Where it is"), NULL);
      any = TRUE;
      jz_told_add_entry (told, with_unit, title, jz_statement_text (rows, 5));
    }
  return jz_statement_finish (rows, error);
}

static gboolean
tell_cards (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  gint64       n = 0;
  JzStatement *rows;

  if (!jz_connection_number (connection, &n, 0, error, "SELECT count (*) FROM asset WHERE item = ? AND voided IS NULL",
                             "l", id))
    return FALSE;
  if (n > 0)
    {
      g_autofree char *note =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d card", "%d cards", (gulong) n), (int) n);

      jz_told_add_group (told, _("Asset cards"), note);
    }
  rows = jz_connection_query (
    connection, error,
    "SELECT asset.number, position.state, place.path, person.name, voucher.due FROM asset "
    "LEFT JOIN position ON position.asset = asset.id LEFT JOIN place ON place.id = position.place "
    "LEFT JOIN person ON person.id = position.holder LEFT JOIN voucher ON voucher.id = position.voucher "
    "WHERE asset.item = ? AND asset.voided IS NULL ORDER BY asset.number LIMIT " ENTRIES_MOST,
    "l", id);
  while (jz_statement_next (rows))
    {
      g_autofree char *title = join (state_words (jz_statement_text (rows, 1)), jz_statement_text (rows, 2));
      g_autofree char *due =
        jz_statement_is_null (rows, 4) ? NULL : g_strdup_printf (_("due %s"), jz_statement_text (rows, 4));
      g_autofree char *subtitle = join (jz_statement_text (rows, 3), due);

      jz_told_add_entry (told, jz_statement_text (rows, 0), title, subtitle);
    }
  return jz_statement_finish (rows, error);
}

static JzTold *
tell_item_facts (JzStatement *row, const char *net)
{
  g_autofree char *subtitle = join (jz_statement_text (row, 0), jz_statement_text (row, 2));
  JzTold          *told = jz_told_new (jz_statement_text (row, 1), subtitle, NULL);
  g_autofree char *quantity = jz_quantity_format (jz_statement_int64 (row, 3), (int) jz_statement_int64 (row, 4));
  g_autofree char *with_unit = g_strdup_printf ("%s %s", quantity, jz_statement_text (row, 5));
  g_autofree char *amount = money (row, 6);
  g_autofree char *scheme = join (jz_statement_text (row, 8), jz_statement_text (row, 9));
  const char      *tracking = jz_statement_text (row, 11);

  add_actions (told,
               g_str_equal (tracking, "consumable") ? "issue receive-more edit transfer write-off adjust" :
               g_str_equal (tracking, "card") ? "lend issue print-labels return transfer write-off receive-more edit" :
                                                "lend issue return transfer write-off adjust receive-more edit");
  jz_told_add_group (told, _("Facts"), NULL);
  jz_told_add_fact (told, _("Quantity"), with_unit);
  jz_told_add_fact (told, _("Amount"), amount);
  jz_told_add_fact (told, _("Net value"), net);
  jz_told_add_fact (told, _("Subject"), jz_statement_text (row, 7));
  jz_told_add_fact (told, _("Code table"), scheme);
  jz_told_add_fact (told, _("Note"), jz_statement_text (row, 10));
  return told;
}

JzTold *
jz_equipment_tell_item (JzConnection *connection, gint64 id, GError **error)
{
  g_autofree char *net = jz_value_net_of_item (connection, id);
  JzStatement     *row = one_row (
    connection, id, error,
    "SELECT item.code, item.name, item.spec, ifnull ((SELECT sum (quantity) FROM balance WHERE item = item.id), 0), "
    "item.decimals, item.unit, ifnull ((SELECT sum (amount) FROM balance WHERE balance.item = item.id), 0), "
    "item.subject, code_scheme.name, code.name, item.note, item.tracking FROM item "
    "LEFT JOIN code_scheme ON code_scheme.id = item.scheme "
    "LEFT JOIN code ON code.scheme = item.scheme AND code.code = item.category WHERE item.id = ?");
  g_autoptr (JzTold) told = row != NULL ? tell_item_facts (row, net) : NULL;

  if (told == NULL)
    return NULL;
  jz_statement_reset (row);
  if (tell_places_of_item (told, connection, id, error) && tell_cards (told, connection, id, error) &&
      jz_told_add_files (told, connection, "item", id, error) &&
      jz_told_add_history (told, connection, "item", id, error))
    return g_steal_pointer (&told);
  return NULL;
}

/* Asset. */

/* Newest first, and no more than can be looked over; all of it is on paper. */
static gboolean
tell_life (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) events = jz_asset_life (connection, id, error);

  for (guint i = 0; events != NULL && i < MIN (events->len, LIFE_MOST); i++)
    {
      const JzLifeEvent *event = g_ptr_array_index (events, events->len - 1 - i);
      g_autofree char   *title = join (event->what, event->detail), *subtitle = join (event->paper, event->who);

      if (i == 0)
        jz_told_add_group (told, _("What happened to it"), NULL);
      jz_told_add_entry (told, event->date, title, subtitle);
    }
  return events != NULL;
}

/* What is under way or due. */
static gboolean
tell_upkeep (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *rows = jz_connection_query (
    connection, error,
    "SELECT number, 'repair', fault, date FROM repair WHERE asset = ?1 AND state IN ('open', 'sent') "
    "UNION ALL SELECT number, 'damage', cause, date FROM damage WHERE asset = ?1 AND state IN ('open', 'due') "
    "UNION ALL SELECT d.number, 'disposal', d.reason, d.date FROM disposal d JOIN disposal_line l ON l.disposal = d.id WHERE l.asset = ?1 AND d.state = 'asked' "
    "UNION ALL SELECT d.due, 'plan', p.name, iif (d.last IS NULL, '', d.last) FROM maintenance_plan p JOIN maintenance_due d ON d.plan = p.id "
    "WHERE NOT p.ended AND (p.asset = ?1 OR p.item = (SELECT item FROM asset WHERE id = ?1))",
    "l", id);

  for (guint n = 0; jz_statement_next (rows); n++)
    {
      const char *kind = jz_statement_text (rows, 1);

      if (n == 0)
        jz_told_add_group (told, _("Under way or due"), NULL);
      jz_told_add_entry (told, jz_statement_text (rows, 0),
                         g_str_equal (kind, "repair")   ? _("! In repair") :
                         g_str_equal (kind, "damage")   ? _("! Damage") :
                         g_str_equal (kind, "disposal") ? _("? To approve") : _("○ Maintenance"),
                         jz_statement_text (rows, 2));
    }
  return jz_statement_finish (rows, error);
}

static JzTold *
tell_asset_facts (JzStatement *row, gint64 id, const char *net)
{
  g_autofree char *subtitle = join (jz_statement_text (row, 0), jz_statement_text (row, 2));
  JzTold          *told = jz_told_new (jz_statement_text (row, 1), subtitle, state_words (jz_statement_text (row, 3)));
  g_autofree char *price = money (row, 5);
  g_autofree char *origin = join (jz_statement_text (row, 6), jz_statement_text (row, 7));

  add_actions (told, asset_actions (jz_statement_text (row, 3)));
  jz_told_add_action (told, _("Software licence…"), "purchase.licence", g_variant_new_int64 (id));
  jz_told_add_group (told, _("Facts"), NULL);
  jz_told_add_fact (told, _("Place"), jz_statement_text (row, 4));
  jz_told_add_fact (told, _("Holder"), jz_statement_text (row, 12));
  jz_told_add_fact (told, _("Price"), price);
  jz_told_add_fact (told, _("Net value"), net);
  jz_told_add_fact (told, _("Acquired"), origin);
  jz_told_add_fact (told, _("Fund"), jz_statement_text (row, 8));
  jz_told_add_fact (told, _("Maker"), jz_statement_text (row, 9));
  jz_told_add_fact (told, _("Serial number"), jz_statement_text (row, 10));
  jz_told_add_fact (told, _("Warranty until"), jz_statement_text (row, 11));
  jz_told_add_fact (told, _("Note"), jz_statement_text (row, 13));
  return told;
}

JzTold *
jz_equipment_tell_asset (JzConnection *connection, gint64 id, GError **error)
{
  g_autofree char *net = jz_value_net_of_asset (connection, id);
  JzStatement     *row = one_row (
    connection, id, error,
    "SELECT asset.number, item.name, item.spec, position.state, place.path, asset.price, asset.acquired, asset.origin, "
    "asset.fund, asset.maker, asset.serial, asset.warranty, person.name, asset.note FROM asset "
    "JOIN item ON item.id = asset.item LEFT JOIN position ON position.asset = asset.id "
    "LEFT JOIN place ON place.id = position.place LEFT JOIN person ON person.id = position.holder WHERE asset.id = ?");
  g_autoptr (JzTold) told = row != NULL ? tell_asset_facts (row, id, net) : NULL;

  if (told == NULL)
    return NULL;
  jz_statement_reset (row);
  if (jz_purchase_tell_asset (told, connection, id, error) && tell_upkeep (told, connection, id, error) &&
      tell_life (told, connection, id, error) && jz_told_add_files (told, connection, "asset", id, error) &&
      jz_told_add_history (told, connection, "asset", id, error))
    return g_steal_pointer (&told);
  return NULL;
}

/* Voucher. */

static gboolean
tell_lines (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *rows = jz_connection_query (
    connection, error,
    "SELECT item.name, item.spec, entry.quantity, item.decimals, item.unit, place.path, asset.number FROM entry "
    "JOIN item ON item.id = entry.item JOIN place ON place.id = entry.place "
    "LEFT JOIN asset ON asset.id = entry.asset WHERE entry.voucher = ? ORDER BY entry.line, entry.id "
    "LIMIT " ENTRIES_MOST,
    "l", id);

  jz_told_add_group (told, _("Lines"), NULL);
  while (jz_statement_next (rows))
    {
      g_autofree char *quantity = jz_quantity_format (jz_statement_int64 (rows, 2), (int) jz_statement_int64 (rows, 3));
      g_autofree char *with_unit = g_strdup_printf ("%s %s", quantity, jz_statement_text (rows, 4));
      g_autofree char *title = join (jz_statement_text (rows, 0), jz_statement_text (rows, 1));
      g_autofree char *subtitle = join (jz_statement_text (rows, 5), jz_statement_text (rows, 6));

      jz_told_add_entry (told, with_unit, title, subtitle);
    }
  return jz_statement_finish (rows, error);
}

static JzTold *
tell_voucher_facts (JzStatement *row)
{
  JzTold *told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1), NULL);

  add_actions (told, "print-voucher print-labels reverse");
  jz_told_add_group (told, _("Facts"), NULL);
  jz_told_add_fact (told, _("Person"), jz_statement_text (row, 2));
  jz_told_add_fact (told, _("Due"), jz_statement_text (row, 3));
  jz_told_add_fact (told, _("Supplier"), jz_statement_text (row, 4));
  jz_told_add_fact (told, _("Invoice"), jz_statement_text (row, 5));
  jz_told_add_fact (told, _("Fund"), jz_statement_text (row, 6));
  jz_told_add_fact (told, _("What for"), jz_statement_text (row, 7));
  return told;
}

JzTold *
jz_equipment_tell_voucher (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = one_row (
    connection, id, error,
    "SELECT voucher.number, voucher.date, person.name, voucher.due, voucher.supplier, voucher.invoice, voucher.fund, "
    "voucher.reason FROM voucher LEFT JOIN person ON person.id = voucher.person WHERE voucher.id = ?");
  g_autoptr (JzTold) told = row != NULL ? tell_voucher_facts (row) : NULL;

  if (told == NULL)
    return NULL;
  jz_statement_reset (row);
  if (tell_lines (told, connection, id, error) && jz_told_add_files (told, connection, "voucher", id, error) &&
      jz_told_add_history (told, connection, "voucher", id, error))
    return g_steal_pointer (&told);
  return NULL;
}

/* Place. */

static gboolean
tell_contents (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *rows = jz_connection_query (
    connection, error,
    "SELECT item.name, item.spec, balance.quantity, item.decimals, item.unit, balance.state FROM balance "
    "JOIN item ON item.id = balance.item WHERE balance.place = ? AND balance.quantity > 0 "
    "ORDER BY item.sort_key LIMIT " ENTRIES_MOST,
    "l", id);

  jz_told_add_group (told, _("What stands here"), NULL);
  while (jz_statement_next (rows))
    {
      g_autofree char *quantity = jz_quantity_format (jz_statement_int64 (rows, 2), (int) jz_statement_int64 (rows, 3));
      g_autofree char *with_unit = g_strdup_printf ("%s %s", quantity, jz_statement_text (rows, 4));

      jz_told_add_entry (told, with_unit, jz_statement_text (rows, 0), jz_statement_text (rows, 1));
    }
  return jz_statement_finish (rows, error);
}

JzTold *
jz_equipment_tell_place (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = one_row (connection, id, error,
                              "SELECT place.path, place.code, place.purpose, place.seats, person.name FROM place "
                              "LEFT JOIN person ON person.id = place.keeper WHERE place.id = ?");
  g_autoptr (JzTold) told = NULL;

  if (row == NULL)
    return NULL;
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1), NULL);
  add_actions (told, "edit new-inside print-labels remove-place");
  jz_told_add_group (told, _("Facts"), NULL);
  jz_told_add_fact (told, _("Purpose"), jz_statement_text (row, 2));
  jz_told_add_fact (told, _("Seats"), jz_statement_text (row, 3));
  jz_told_add_fact (told, _("Keeper"), jz_statement_text (row, 4));
  jz_statement_reset (row);
  if (tell_contents (told, connection, id, error) && jz_told_add_files (told, connection, "place", id, error) &&
      jz_told_add_history (told, connection, "place", id, error))
    return g_steal_pointer (&told);
  return NULL;
}
