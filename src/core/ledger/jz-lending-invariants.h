/* jz-lending-invariants: what `check` proves of circulation, beyond what a row can keep by itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

/* Rows of jz_ledger_invariants: loans and the copies they name, what is put aside, who left, numbers that a desk
 * could not tell apart, and standards that ask for a class that there is not. */
#define JZ_LENDING_INVARIANTS                                                                                          \
  { "lending.copy", FALSE,                                                                                             \
    "SELECT 'lending:' || l.id, 'is out, and its copy is void or struck off' FROM lending l JOIN copy c ON c.id = "    \
    "l.copy WHERE l.returned IS NULL AND "                                                                             \
    "(c.voided IS NOT NULL OR c.state = 'withdrawn') LIMIT 20" },                                                      \
    { "lending.reader", FALSE,                                                                                         \
      "SELECT 'lending:' || l.id, 'is out to a reader who is void or has left' FROM lending l JOIN reader r ON r.id "  \
      "= l.reader WHERE l.returned IS NULL AND "                                                                       \
      "(r.voided IS NOT NULL OR r.state = 'left') LIMIT 20" },                                                         \
    { "lending.hold", FALSE,                                                                                           \
      "SELECT 'hold:' || h.id, 'has a copy put aside that is of another title, lent or not there' FROM hold h JOIN "   \
      "copy c ON c.id = h.copy WHERE "                                                                                 \
      "h.state = 'ready' AND (c.title <> h.title OR c.voided IS NOT NULL OR c.state <> 'shelf' OR EXISTS (SELECT 1 "   \
      "FROM lending WHERE copy = c.id AND returned IS NULL)) LIMIT 20" },                                              \
    { "lending.charge", FALSE,                                                                                         \
      "SELECT 'charge:' || c.id, 'is of another copy than its loan' FROM charge c JOIN lending l ON l.id = c.lending " \
      "WHERE l.copy <> c.copy LIMIT 20" },                                                                             \
    { "library.norm", FALSE,                                                                                           \
      "SELECT 'library_norm:' || n.id, 'asks for a share of what is neither a main class nor a group' FROM "           \
      "library_norm n WHERE n.class <> '' AND NOT EXISTS (SELECT 1 FROM book_class WHERE letter = n.class) AND NOT "   \
      "EXISTS (SELECT 1 FROM book_group WHERE name = n.class) LIMIT 20" },                                             \
  {                                                                                                                    \
    "lending.card", FALSE,                                                                                             \
      "SELECT 'reader:' || r.id, 'has the number of copy ' || c.id FROM reader r JOIN copy c ON c.barcode = r.card "   \
      "AND c.voided IS NULL "                                                                                          \
      "WHERE r.voided IS NULL LIMIT 20"                                                                                \
  }
