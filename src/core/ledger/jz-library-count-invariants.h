/* jz-library-count-invariants: what `check` proves of counts of books and of weeding, beyond what a row can keep by itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

/* Rows of jz_ledger_invariants: lines and the scans that settled them; what is struck off, and by whom approved. */
#define JZ_LIBRARY_COUNT_INVARIANTS                                                                                    \
  { "library.count", FALSE,                                                                                            \
    "SELECT 'library_count_line:' || l.id, 'is seen, and no scan says so' FROM library_count_line l WHERE l.result IN " \
    "('found', 'back', 'lent', 'elsewhere', 'withdrawn') AND NOT EXISTS (SELECT 1 FROM library_count_scan s WHERE "    \
    "s.line = l.id AND s.verdict = l.result) UNION ALL "                                                               \
    "SELECT 'library_count:' || n.id, 'has ended, and a line of it is open' FROM library_count n WHERE n.state = "     \
    "'counted' AND EXISTS (SELECT 1 FROM library_count_line l WHERE l.count = n.id AND l.result IS NULL) LIMIT 20" },  \
  {                                                                                                                    \
    "library.weeding", FALSE,                                                                                          \
      "SELECT 'weeding:' || w.id, 'is done without its signatures' FROM weeding w WHERE w.state = 'done' AND EXISTS "  \
      "(SELECT 1 FROM weeding_sign s WHERE s.weeding = w.id AND s.verdict IS NOT 'yes') UNION ALL "                    \
      "SELECT 'weeding:' || w.id, 'is approved by whoever asked for it' FROM weeding w JOIN weeding_sign s ON "        \
      "s.weeding = w.id AND s.account = w.asked_by UNION ALL "                                                         \
      "SELECT 'weeding_line:' || l.id, 'was struck off, and its copy is there' FROM weeding_line l JOIN weeding w ON " \
      "w.id = l.weeding JOIN copy c ON c.id = l.copy WHERE w.state = 'done' AND c.state <> 'withdrawn' LIMIT 20"       \
  },                                                                                                                   \
  { "library.periodical", FALSE,                                                                                       \
    "SELECT 'periodical_issue:' || i.id, 'is bound into a copy that is not there' FROM periodical_issue i JOIN copy "  \
    "c ON c.id = i.bound WHERE c.voided IS NOT NULL UNION ALL "                                                        \
    "SELECT 'subscription:' || s.id, 'has no issues' FROM subscription s WHERE NOT EXISTS (SELECT 1 FROM "             \
    "periodical_issue i WHERE i.subscription = s.id) LIMIT 20" }
