/* jz-upkeep-invariants: what `check` proves of damage, repair, maintenance, disposal and loans, beyond what a row can keep by itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

/* The item that an item became, or is. */
#define JZ_STANDS_FOR(item) "ifnull ((SELECT kept FROM merged WHERE kind = 'item' AND gone = " item "), " item ")"

/* Rows of jz_ledger_invariants: papers and the cards they name; what is written off, and by whom approved; reports and their
 * repairs; extensions of loans. */
#define JZ_UPKEEP_INVARIANTS \
  { "upkeep.card", FALSE, \
    "SELECT kind || ':' || id, 'is of a card of another item' FROM (SELECT 'damage' AS kind, id, item, asset FROM damage UNION ALL " \
    "SELECT 'repair', id, item, asset FROM repair UNION ALL SELECT 'disposal_line', id, item, asset FROM disposal_line) t " \
    "WHERE asset IS NOT NULL AND (SELECT item FROM asset WHERE id = t.asset) NOT IN (item, " JZ_STANDS_FOR ("t.item") ") LIMIT 20" }, \
  { "upkeep.disposal", FALSE, \
    "SELECT 'disposal:' || d.id, 'is written off without its signatures' FROM disposal d WHERE d.state = 'done' AND EXISTS " \
    "(SELECT 1 FROM disposal_sign s WHERE s.disposal = d.id AND s.verdict IS NOT 'yes') UNION ALL " \
    "SELECT 'disposal:' || d.id, 'is approved by whoever asked for it' FROM disposal d JOIN disposal_sign s ON s.disposal = d.id AND s.account = d.asked_by UNION ALL " \
    "SELECT 'disposal:' || d.id, 'names a voucher that is no write-off' FROM disposal d JOIN voucher ON voucher.id = d.voucher WHERE voucher.kind <> 'write-off' UNION ALL " \
    "SELECT 'disposal_line:' || l.id, 'was written off and has no entry' FROM disposal_line l JOIN disposal d ON d.id = l.disposal WHERE d.state = 'done' AND NOT EXISTS " \
    "(SELECT 1 FROM entry e WHERE e.voucher = d.voucher AND e.item = l.item AND e.asset IS l.asset) LIMIT 20" }, \
  { "upkeep.repair", FALSE, \
    "SELECT 'repair:' || r.id, 'mends another thing than its report names' FROM repair r JOIN damage d ON d.id = r.damage " \
    "WHERE " JZ_STANDS_FOR ("d.item") " <> " JZ_STANDS_FOR ("r.item") " OR d.asset IS NOT r.asset LIMIT 20" }, \
  { "upkeep.extension", FALSE, \
    "SELECT 'loan_extension:' || x.id, 'is of no loan' FROM loan_extension x WHERE NOT EXISTS (SELECT 1 FROM entry WHERE entry.voucher = x.voucher " \
    "AND entry.state = 'loan' AND entry.quantity > 0) LIMIT 20" }, \
  { "upkeep.loans", TRUE, \
    "SELECT 'item:' || b.item, 'has ' || b.q || ' on loan and loans for ' || ifnull (o.q, 0) FROM (SELECT item, sum (quantity) AS q FROM balance " \
    "WHERE state = 'loan' GROUP BY item HAVING q > 0) b LEFT JOIN (SELECT item, sum (quantity) AS q FROM open_loan GROUP BY item) o ON o.item = b.item " \
    "WHERE b.q <> ifnull (o.q, 0) LIMIT 20" }
