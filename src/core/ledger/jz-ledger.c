/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "jz-ledger.h"

#include "jz-date.h"
#include "jz-lending-invariants.h"
#include "jz-library-count-invariants.h"
#include "jz-rooms-invariants.h"
#include "jz-upkeep-invariants.h"

void
jz_ledger_row_free (JzLedgerRow *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->spec);
  g_free (self->unit);
  g_free (self->subject);
  g_free (self);
}

/* Places at and below ?2; with ?2 = 0 every place, and then what moved between places is not counted. */
#define BELOW                                                                                                          \
  "WITH RECURSIVE below (id) AS (SELECT ?2 WHERE ?2 <> 0 UNION SELECT place.id FROM place JOIN below ON place.parent = below.id) "

/* Opening, in and out of each item by the end of year ?1, from what is kept per item, place and year. Between places
 * below the same room things move without leaving it: those come in and go out alike. */
#define SUMS(which) \
  ", sums AS (SELECT item, " \
  "sum (iif (year < ?1, in_quantity - out_quantity + (?2 <> 0) * (arrived_quantity - left_quantity), 0)) AS opening, " \
  "sum (iif (year = ?1, in_quantity + (?2 <> 0) * arrived_quantity, 0)) AS came, " \
  "sum (iif (year = ?1, out_quantity + (?2 <> 0) * left_quantity, 0)) AS went, " \
  "sum (in_amount - out_amount + (?2 <> 0) * (arrived_amount - left_amount)) AS value " \
  "FROM turnover WHERE year <= ?1 AND (?2 = 0 OR place IN below) " which "GROUP BY item) "

/* They are few: only theirs is added up. */
#define CONSUMABLE "AND item IN (SELECT id FROM item WHERE tracking = 'consumable') "

/* Places that person ?4 keeps: by themselves, or by standing in one that the person keeps and nobody else does. */
#define KEPT \
  "WITH RECURSIVE kept (id, keeper) AS (SELECT id, keeper FROM place WHERE parent IS NULL UNION ALL " \
  "SELECT place.id, ifnull (place.keeper, kept.keeper) FROM kept JOIN place ON place.parent = kept.id), " \
  "mine (id) AS (SELECT id FROM kept WHERE keeper = ?4 AND (?2 = 0 OR ?2 = id)), " \
  "sums AS (SELECT 'keeps' AS duty, item, " \
  "sum (iif (year < ?1, in_quantity - out_quantity + arrived_quantity - left_quantity, 0)) AS opening, " \
  "sum (iif (year = ?1, in_quantity + arrived_quantity, 0)) AS came, sum (iif (year = ?1, out_quantity + left_quantity, 0)) AS went, " \
  "sum (in_amount - out_amount + arrived_amount - left_amount) AS value FROM turnover WHERE year <= ?1 AND place IN (SELECT id FROM mine) GROUP BY item " \
  "UNION ALL SELECT 'holds', item, sum (iif (year < ?1, quantity, 0)), sum (iif (year = ?1 AND quantity > 0, quantity, 0)), " \
  "sum (iif (year = ?1 AND quantity < 0, -quantity, 0)), sum (amount) FROM entry " \
  "WHERE holder = ?4 AND holder <> 0 AND year <= ?1 AND (?2 = 0 OR place = ?2) AND place NOT IN (SELECT id FROM mine) GROUP BY item) "

#define ITEMS \
  "FROM sums JOIN item ON item.id = sums.item WHERE (?3 IS NULL OR substr (item.code, 1, length (?3)) = ?3) " \
  "AND (opening <> 0 OR came <> 0 OR went <> 0) AND "

#define EACH_ITEM "SELECT item.id, code, name, spec, unit, subject, decimals, opening, came, went, value "

static const char *
sql_of (JzLedgerKind kind)
{
  switch (kind)
    {
    case JZ_LEDGER_GENERAL:
      return BELOW SUMS ("")
        "SELECT 0, code, name, iif (min (spec) = max (spec), min (spec), ''), unit, subject, decimals, sum (opening), sum (came), sum (went), sum (value) " ITEMS
        "tracking <> 'consumable' GROUP BY subject, scheme, code, name, unit, decimals ORDER BY subject, code, name";
    case JZ_LEDGER_CONSUMABLES:
      return BELOW SUMS (CONSUMABLE) EACH_ITEM ITEMS "tracking = 'consumable' ORDER BY code, name, spec";
    case JZ_LEDGER_SUBSIDIARY:
      return BELOW SUMS ("") EACH_ITEM ITEMS "tracking <> 'consumable' ORDER BY code, name, spec";
    case JZ_LEDGER_TEACHER:
      return KEPT "SELECT item.id, code, name, spec, unit, subject, decimals, opening, came, went, value, duty " ITEMS
        "1 ORDER BY duty = 'holds', code, name, spec";
    case JZ_LEDGER_ROOM:
    default:
      return BELOW SUMS ("") EACH_ITEM ITEMS "1 ORDER BY code, name, spec";
    }
}

static JzLedgerRow *
take_row (JzStatement *rows, JzLedgerKind kind)
{
  JzLedgerRow *row = g_new0 (JzLedgerRow, 1);

  row->item = jz_statement_int64 (rows, 0);
  row->code = jz_statement_dup (rows, 1);
  row->name = jz_statement_dup (rows, 2);
  row->spec = jz_statement_dup (rows, 3);
  row->unit = jz_statement_dup (rows, 4);
  row->subject = jz_statement_dup (rows, 5);
  row->decimals = (int) jz_statement_int64 (rows, 6);
  row->opening = jz_statement_int64 (rows, 7);
  row->in = jz_statement_int64 (rows, 8);
  row->out = jz_statement_int64 (rows, 9);
  row->closing = row->opening + row->in - row->out;
  row->value = jz_statement_int64 (rows, 10);
  if (kind == JZ_LEDGER_TEACHER)
    row->duty = g_str_equal (jz_statement_text (rows, 11), "keeps") ? "keeps" : "holds";
  return row;
}

GPtrArray *
jz_ledger_read (JzConnection *connection, JzLedgerKind kind, const JzLedgerQuery *query, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_ledger_row_free);
  JzStatement *rows;
  int          year = query->year, month, day;

  if (year == 0)
    jz_date_get (jz_date_today (), &year, &month, &day);
  rows = kind == JZ_LEDGER_TEACHER ?
           jz_connection_query (connection, error, sql_of (kind), "ilsl", year, query->place, query->code, query->person) :
           jz_connection_query (connection, error, sql_of (kind), "ils", year, query->place, query->code);
  while (jz_statement_next (rows))
    g_ptr_array_add (found, take_row (rows, kind));
  return jz_statement_finish (rows, error) ? g_steal_pointer (&found) : NULL;
}

#define HAS_NO_ROW(table) "WHEN '" table "' THEN NOT EXISTS (SELECT 1 FROM " table " WHERE id = a.row) "

const JzInvariant jz_ledger_invariants[] = {
  { "ledger.balance", FALSE,
    "SELECT 'balance:' || item || '/' || place || '/' || state || '/' || holder, 'differs from the sum of its entries' FROM ("
    "SELECT item, place, state, holder, quantity, amount FROM balance WHERE quantity <> 0 OR amount <> 0 EXCEPT "
    "SELECT item, place, state, holder, sum (quantity), sum (amount) FROM entry GROUP BY 1, 2, 3, 4 UNION ALL SELECT * FROM ("
    "SELECT item, place, state, holder, sum (quantity) AS q, sum (amount) AS a FROM entry GROUP BY 1, 2, 3, 4 HAVING q <> 0 OR a <> 0 EXCEPT "
    "SELECT item, place, state, holder, quantity, amount FROM balance)) LIMIT 20" },
  { "ledger.turnover", FALSE,
    "SELECT 'turnover:' || ifnull (t.item, b.item), 'differs from the balance' FROM (SELECT item, sum (in_quantity - out_quantity) AS q, sum (in_amount - out_amount) AS a "
    "FROM turnover GROUP BY item) t FULL JOIN (SELECT item, sum (quantity) AS q, sum (amount) AS a FROM balance GROUP BY item) b ON b.item = t.item "
    "WHERE t.q IS NOT b.q OR t.a IS NOT b.a LIMIT 20" },
  { "ledger.move", FALSE,
    "SELECT 'voucher:' || voucher, 'line ' || line || ' moves more than it takes' FROM entry WHERE flow IN ('move', 'hold') "
    "GROUP BY voucher, line HAVING sum (quantity) <> 0 OR sum (amount) <> 0 LIMIT 20" },
  { "ledger.position", FALSE,
    "SELECT 'asset:' || asset, 'is not where its entries bring it' FROM (SELECT asset, place, state, holder FROM position EXCEPT "
    "SELECT asset, place, state, holder FROM entry WHERE asset IS NOT NULL GROUP BY asset, place, state, holder HAVING sum (quantity) = 1) LIMIT 20" },
  { "ledger.cards", FALSE,
    "SELECT 'item:' || b.item, 'has ' || b.q || ' in the books and ' || ifnull (p.n, 0) || ' cards' FROM (SELECT item, sum (quantity) AS q FROM balance "
    "JOIN item ON item.id = balance.item WHERE tracking = 'card' GROUP BY item) b LEFT JOIN (SELECT item, count(*) AS n FROM position JOIN asset ON "
    "asset.id = position.asset GROUP BY item) p ON p.item = b.item WHERE b.q <> ifnull (p.n, 0) LIMIT 20" },
  { "ledger.year", FALSE,
    "SELECT 'entry:' || entry.id, 'is not of the year of its voucher' FROM entry JOIN voucher ON voucher.id = entry.voucher "
    "WHERE entry.year <> CAST (substr (voucher.date, 1, 4) AS INTEGER) LIMIT 20" },
  { "purchase.over", FALSE,
    "SELECT 'purchase_order_line:' || l.id, 'took in more than was ordered' FROM purchase_order_line l JOIN purchase_acceptance_line a ON a.order_line = l.id "
    "GROUP BY l.id HAVING sum (a.accepted) > l.quantity LIMIT 20" },
  { "purchase.approved", FALSE,
    "SELECT 'purchase_request_line:' || l.id, 'is ordered beyond what was approved' FROM purchase_request_line l JOIN purchase_ordered o ON o.request_line = l.id "
    "JOIN purchase_request r ON r.id = l.request WHERE o.quantity > l.quantity OR r.state NOT IN ('approved', 'ordered', 'done') LIMIT 20" },
  { "purchase.posted", FALSE,
    "SELECT 'purchase_acceptance:' || acceptance, 'differs from the entries of its voucher' FROM (SELECT acceptance, item, sum (q) AS q FROM ("
    "SELECT acceptance, item, accepted AS q FROM purchase_acceptance_line UNION ALL "
    "SELECT a.id, e.item, -e.quantity FROM purchase_acceptance a JOIN entry e ON e.voucher = a.voucher) GROUP BY acceptance, item) WHERE q <> 0 LIMIT 20" },
  JZ_UPKEEP_INVARIANTS,
  JZ_LENDING_INVARIANTS,
  JZ_LIBRARY_COUNT_INVARIANTS,
  JZ_ROOMS_INVARIANTS,
  { "network.machine", FALSE,
    "SELECT 'machine:' || machine.id, 'its card ' || asset.number || ' is void' FROM machine JOIN asset ON asset.id = machine.asset "
    "WHERE machine.voided IS NULL AND asset.voided IS NOT NULL LIMIT 20" },
  { "network.note", FALSE,
    "SELECT 'network_note:' || network_note.id, 'is signed by a pupil' FROM network_note JOIN person ON person.id = network_note.person "
    "WHERE network_note.voided IS NULL AND person.kind <> 'staff' LIMIT 20" },
  { "attachment.blob", FALSE,
    "SELECT 'blob:' || blob.id, 'has pieces of another length' FROM blob WHERE size <> (SELECT ifnull (sum (length (data)), 0) FROM blob_chunk "
    "WHERE blob_chunk.blob = blob.id) LIMIT 20" },
  { "attachment.hash", TRUE,
    "SELECT 'blob:' || blob.id, 'does not hold what it did' FROM blob WHERE sha256 IS NOT (SELECT jz_sha256 (data) FROM (SELECT data FROM blob_chunk "
    "WHERE blob_chunk.blob = blob.id ORDER BY ordinal)) LIMIT 20" },
  { "attachment.row", FALSE,
    "SELECT 'attachment:' || a.id, 'belongs to a row that is not there' FROM attachment a WHERE a.voided IS NULL AND CASE a.tbl "
    HAS_NO_ROW ("asset") HAS_NO_ROW ("item") HAS_NO_ROW ("voucher") HAS_NO_ROW ("place") HAS_NO_ROW ("contract")
    HAS_NO_ROW ("purchase_request") HAS_NO_ROW ("purchase_order") HAS_NO_ROW ("purchase_acceptance") HAS_NO_ROW ("damage")
    HAS_NO_ROW ("repair") HAS_NO_ROW ("disposal") HAS_NO_ROW ("network_note") "ELSE 0 END LIMIT 20" },
  { "merged", FALSE,
    "SELECT 'merged:' || m.id, 'is not void, or not there' FROM merged m WHERE CASE m.kind "
    "WHEN 'item' THEN NOT EXISTS (SELECT 1 FROM item WHERE id = m.gone AND voided IS NOT NULL) "
    "WHEN 'person' THEN NOT EXISTS (SELECT 1 FROM person WHERE id = m.gone AND voided IS NOT NULL) "
    "ELSE NOT EXISTS (SELECT 1 FROM place WHERE id = m.gone AND voided IS NOT NULL) END UNION ALL "
    "SELECT 'merged:' || m.id, 'leads to what is gone itself' FROM merged m WHERE EXISTS "
    "(SELECT 1 FROM merged o WHERE o.kind = m.kind AND o.gone = m.kept) OR CASE m.kind "
    "WHEN 'item' THEN NOT EXISTS (SELECT 1 FROM item WHERE id = m.kept) "
    "WHEN 'person' THEN NOT EXISTS (SELECT 1 FROM person WHERE id = m.kept) "
    "ELSE NOT EXISTS (SELECT 1 FROM place WHERE id = m.kept) END UNION ALL "
    "SELECT 'merged:' || m.id, 'still has something in the books' FROM merged m WHERE EXISTS (SELECT 1 FROM balance b "
    "WHERE b.quantity <> 0 AND CASE m.kind WHEN 'item' THEN b.item WHEN 'place' THEN b.place ELSE b.holder END = m.gone) LIMIT 20" },
  { "value.life", FALSE,
    "SELECT 'asset:' || asset, 'writes off more than it cost' FROM asset_life WHERE base > price OR base < 0 OR months < 0 LIMIT 20" },
  { "value.receipts", TRUE,
    "SELECT 'expenditure', 'is ' || e.n || ' fen, the receipts of the ledger are ' || l.n FROM (SELECT ifnull (sum (amount), 0) AS n FROM expenditure "
    "WHERE voucher IS NOT NULL) e, (SELECT ifnull (sum (entry.amount), 0) AS n FROM entry JOIN voucher_root r ON r.voucher = entry.voucher "
    "JOIN voucher ON voucher.id = r.root WHERE entry.flow = 'in' AND voucher.kind = 'receipt') l WHERE e.n <> l.n" },
  { "value.budget", FALSE,
    "SELECT 'budget_line:' || l.id, 'has a fund or a purpose that was removed' FROM budget_line l JOIN fund f ON f.id = l.fund JOIN purpose p "
    "ON p.id = l.purpose WHERE l.voided IS NULL AND (f.voided IS NOT NULL OR p.voided IS NOT NULL) LIMIT 20" },
  { "library.record", FALSE,
    "SELECT 'title:' || id, 'has no record' FROM title WHERE voided IS NULL AND NOT EXISTS (SELECT 1 FROM title_marc m WHERE m.id = title.id) LIMIT 20" },
  { "library.copy", FALSE,
    "SELECT 'copy:' || copy.id, 'is of a title or a delivery that was taken back' FROM copy JOIN title ON title.id = copy.title "
    "JOIN accession ON accession.id = copy.accession WHERE copy.voided IS NULL AND (title.voided IS NOT NULL OR accession.voided IS NOT NULL) LIMIT 20" },
  { NULL, FALSE, NULL },
};
