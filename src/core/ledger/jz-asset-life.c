/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-asset-life.h"

#include <glib/gi18n-lib.h>

void
jz_life_event_free (JzLifeEvent *self)
{
  g_free (self->date);
  g_free (self->what);
  g_free (self->paper);
  g_free (self->detail);
  g_free (self->who);
  g_free (self);
}

/* date 0, kind 1, number 2, detail 3, who 4. An entry that moves it stands there twice: the side that it came to counts, of what left the
 * school the other. */
static const char *const life_sql =
  "SELECT voucher.date, voucher.kind, voucher.number, CASE WHEN voucher.kind IN ('loan', 'return') THEN voucher.reason"
  "  ELSE trim (place.path || ' ' || voucher.reason) END, ifnull (person.name, voucher.supplier), voucher.id AS o"
  " FROM entry JOIN voucher ON voucher.id = entry.voucher JOIN place ON place.id = entry.place LEFT JOIN person ON "
  "person.id = voucher.person"
  " WHERE entry.asset = ?1 AND (entry.quantity > 0 OR entry.flow = 'out')"
  " UNION ALL SELECT loan_extension.date, 'extended', voucher.number, loan_extension.due || ' ' || "
  "loan_extension.reason, ifnull (person.name, ''), voucher.id"
  " FROM loan_extension JOIN voucher ON voucher.id = loan_extension.voucher LEFT JOIN person ON person.id = "
  "voucher.person"
  " WHERE voucher.id IN (SELECT voucher FROM entry WHERE asset = ?1)"
  " UNION ALL SELECT voucher.date, 'came-' || condition, voucher.number, note, ifnull (person.name, ''), voucher.id"
  " FROM return_condition JOIN voucher ON voucher.id = return_condition.voucher LEFT JOIN person ON person.id = "
  "voucher.person WHERE asset = ?1"
  " UNION ALL SELECT damage.date, 'damage', damage.number, cause || iif (why = '', '', ' ' || why), ifnull "
  "(person.name, ifnull (class.name, '')), 0"
  " FROM damage LEFT JOIN person ON person.id = damage.person LEFT JOIN class ON class.id = damage.class WHERE asset "
  "= ?1 AND state <> 'dropped'"
  " UNION ALL SELECT date, 'repair', number, fault, sent_to, 0 FROM repair WHERE asset = ?1 AND state <> 'dropped'"
  " UNION ALL SELECT returned_on, iif (repaired, 'repaired', 'beyond'), number, trim (result || ' ' || parts), "
  "sent_to, 1 FROM repair WHERE asset = ?1 AND state = 'done'"
  " UNION ALL SELECT log.date, 'maintained', '', log.what, log.worker, 0 FROM maintenance_log log JOIN "
  "maintenance_plan p ON p.id = log.plan"
  " WHERE p.asset = ?1 OR p.item = (SELECT item FROM asset WHERE id = ?1)"
  " UNION ALL SELECT d.date, 'asked', d.number, d.reason, ifnull (account.name, ''), 0 FROM disposal_line l JOIN "
  "disposal d ON d.id = l.disposal"
  " LEFT JOIN account ON account.id = d.asked_by WHERE l.asset = ?1 AND d.state <> 'dropped'"
  " UNION ALL SELECT s.counted_on, iif (l.counted > 0, 'counted', 'not-found'), s.number, trim (place.path || ' ' || "
  "l.cause), '', 0 FROM stocktake_line l"
  " JOIN stocktake s ON s.id = l.stocktake JOIN place ON place.id = ifnull (l.found_place, l.place) WHERE l.asset = "
  "?1 AND s.state IN ('counted', 'posted')"
  " ORDER BY 1, 6, 3";

static const char *
words_of (const char *kind)
{
  static const struct
  {
    const char *kind, *words;
  } all[] = {
    { "opening", N_("In the opening books") },  { "receipt", N_("Received") },
    { "issue", N_("Issued") },                  { "loan", N_("Lent") },
    { "return", N_("It came back") },              { "transfer", N_("Transferred") },
    { "write-off", N_("Written off") },         { "adjustment", N_("Adjusted") },
    { "reversal", N_("Reversed") },             { "extended", N_("Loan extended") },
    { "came-good", N_("Looked at: in order") }, { "came-worn", N_("Looked at: worn") },
    { "came-broken", N_("Looked at: broken") }, { "came-parts", N_("Looked at: parts missing") },
    { "damage", N_("Damaged") },                { "repair", N_("To repair") },
    { "repaired", N_("Repaired") },             { "beyond", N_("Beyond repair") },
    { "maintained", N_("Maintenance") },        { "asked", N_("Asked to write off") },
    { "counted", N_("Counted") },               { "not-found", N_("Not found in a count") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].kind, kind))
      return g_dgettext (GETTEXT_PACKAGE, all[i].words);
  return kind;
}

GPtrArray *
jz_asset_life (JzConnection *connection, gint64 asset, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_life_event_free);
  JzStatement          *row = jz_connection_query (connection, error, life_sql, "l", asset);

  while (jz_statement_next (row))
    {
      JzLifeEvent *event = g_new0 (JzLifeEvent, 1);

      event->date = jz_statement_dup (row, 0);
      event->what = g_strdup (words_of (jz_statement_text (row, 1)));
      event->paper = jz_statement_dup (row, 2);
      event->detail = jz_statement_dup (row, 3);
      event->who = jz_statement_dup (row, 4);
      g_ptr_array_add (events, event);
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&events) : NULL;
}
