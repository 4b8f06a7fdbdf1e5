/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-package-part.h"

#define VOID(table) "iif (" table ".voided IS NULL, 'upsert', 'delete') AS op, "
#define ALIVE       "'upsert' AS op, "

/* Ordered by key throughout: the same school gives the same bytes. A row that was taken back stays in, as
 * op="delete", since sums of past years refer to it. Balances carry no holder. A full package asks for everything
 * (?1 = 0) and need not find out twice when each row last changed. */
const JzPartSpec jz_part_specs[] = {
  { "school", "unit",
    "SELECT uuid AS id, changed AS rev, " ALIVE "code, name, stage, county, "
    "(SELECT count(*) FROM person WHERE kind = 'staff' AND active = 1 AND voided IS NULL) AS staff "
    "FROM school WHERE changed > ?1",
    "tnttttt"
    "n" },
  { "school", "term",
    "SELECT uuid AS id, changed AS rev, " ALIVE "school_year AS year, ordinal, first_day AS first, last_day AS last "
    "FROM term WHERE changed > ?1 ORDER BY term.id",
    "tntnntt" },
  { "school", "class",
    "SELECT uuid AS id, changed AS rev, " ALIVE "stage, entry_year AS entry, grade, number, name, pupils, "
    "left_year AS \"left\" FROM class WHERE changed > ?1 ORDER BY class.id",
    "tnttnnntnn" },
  { "school", "scheme",
    "SELECT uuid AS id, changed AS rev, " ALIVE
    "name, edition, kind FROM code_scheme WHERE changed > ?1 ORDER BY code_scheme.id",
    "tntttt" },
  { "places", "place",
    "SELECT uuid AS id, changed AS rev, " VOID (
      "place") "(SELECT uuid FROM place p WHERE p.id = place.parent) AS parent, kind, code, name, path, purpose, area, seats "
               "FROM place WHERE changed > ?1 ORDER BY place.id",
    "tntttttttmn" },
  { "items", "item",
    "SELECT uuid AS id, max (changed, ifnull ((SELECT max (touched) FROM balance WHERE item = item.id), 0)) AS rev, " VOID (
      "item") "(SELECT uuid FROM code_scheme s WHERE s.id = item.scheme) AS scheme, code, name, spec, unit, decimals, "
              "tracking, subject, category, least, "
              "(SELECT ifnull (sum (quantity), 0) FROM balance WHERE item = item.id) AS quantity, "
              "(SELECT ifnull (sum (amount), 0) FROM balance WHERE item = item.id) AS amount, decimals "
              "FROM item WHERE ?1 = 0 OR max (changed, ifnull ((SELECT max (touched) FROM balance WHERE item = item.id), 0)) > ?1 ORDER BY item.id",
    "tnttttttntttqqmd" },
  { "assets", "asset",
    "SELECT asset.uuid AS id, max (asset.changed, ifnull ((SELECT v.operation FROM entry e JOIN voucher v ON v.id = e.voucher "
    "WHERE e.asset = asset.id ORDER BY e.id DESC LIMIT 1), 0)) AS rev, " VOID (
      "asset") "item.uuid AS item, number, serial, price, acquired, origin, fund, maker, warranty, condition, p.uuid AS place, position.state "
               "FROM asset LEFT JOIN item ON item.id = asset.item LEFT JOIN position ON position.asset = asset.id "
               "LEFT JOIN place p ON p.id = position.place WHERE ?1 = 0 OR rev > ?1 ORDER BY asset.id",
    "tnttttmtttttttt" },
  { "stock", "stock",
    "SELECT i.uuid AS item, p.uuid AS place, state, max (touched) AS rev, "
    "iif (sum (b.quantity) = 0 AND sum (b.amount) = 0, 'delete', 'upsert') AS op, "
    "sum (b.quantity) AS quantity, sum (b.amount) AS amount, i.decimals "
    "FROM balance b CROSS JOIN item i ON i.id = b.item CROSS JOIN place p ON p.id = b.place "
    "GROUP BY b.item, b.place, state HAVING max (touched) > ?1 AND (?1 > 0 OR sum (b.quantity) <> 0 OR sum (b.amount) <> 0) "
    "ORDER BY b.item, b.place, state",
    "tttntqmd" },
  { "turnover", "year",
    "SELECT i.uuid AS item, p.uuid AS place, year, (SELECT max (touched) FROM balance b WHERE b.item = t.item AND b.place = t.place) AS rev, "
    "'upsert' AS op, in_quantity AS \"in\", in_amount AS \"in-amount\", out_quantity AS \"out\", out_amount AS \"out-amount\", "
    "arrived_quantity AS arrived, arrived_amount AS \"arrived-amount\", left_quantity AS \"left\", left_amount AS \"left-amount\", i.decimals "
    "FROM turnover t CROSS JOIN item i ON i.id = t.item CROSS JOIN place p ON p.id = t.place "
    "WHERE ?1 = 0 OR rev > ?1 ORDER BY t.item, t.place, t.year",
    "ttnntqmqmqmqmd" },
  { "library", "title",
    "SELECT title.uuid AS id, max (title.changed, material.changed, ifnull ((SELECT max (changed) FROM copy "
    "WHERE copy.title = title.id), 0)) AS rev, " VOID (
      "title") "isbn, substr (title.title, 1, 500) AS title, substr (volume, 1, 500) AS volume, substr (author, 1, 500) AS author, "
               "substr (publisher, 1, 500) AS publisher, year, substr (class, 1, 500) AS class, material.counts, price, "
               "(SELECT count (*) FROM copy WHERE copy.title = title.id AND voided IS NULL AND state NOT IN ('lost', 'withdrawn')) AS copies "
               "FROM title JOIN material ON material.id = title.material WHERE ?1 = 0 OR rev > ?1 ORDER BY title.id",
    "tntttttt"
    "nttmn" },
  { "library", "copy",
    "SELECT copy.uuid AS id, max (copy.changed, a.changed, iif (copy.price IS NULL, t.changed, 0)) AS rev, " VOID (
      "copy") "t.uuid AS title, copy.number, a.date AS acquired, ifnull (copy.price, t.price) AS price, call, p.uuid AS place, state "
              "FROM copy CROSS JOIN title t ON t.id = copy.title CROSS JOIN accession a ON a.id = copy.accession "
              "CROSS JOIN place p ON p.id = copy.place WHERE ?1 = 0 OR rev > ?1 ORDER BY copy.id",
    "tnttttmttt" },
  /* Always all of them: a loan that was taken back leaves no row behind that would say so. */
  { "library", "lent",
    "SELECT month, iif (letter GLOB '[A-Z]', letter, '') AS class, (SELECT max (id) FROM operation WHERE kind GLOB 'library.*' OR kind = 'undo') AS rev, "
    "'upsert' AS op, sum (lent) AS lent, sum (renewals) AS renewals FROM lending_by_month GROUP BY 1, 2 HAVING rev > ?1 ORDER BY 1, 2",
    "ttntnn" },
  { "rooms", "room",
    "SELECT p.uuid AS place, max (p.changed, ifnull (r.changed, 0), ifnull ((SELECT max (changed) FROM room_check c WHERE c.place = p.id), 0)) "
    "AS rev, " VOID ("p") "k.name AS kind, k.functional, r.built, r.posted, "
    "(SELECT max (date) FROM room_check c WHERE c.place = p.id AND c.voided IS NULL) AS checked, "
    "(SELECT c.good OR c.mended IS NOT NULL FROM room_check c WHERE c.place = p.id AND c.voided IS NULL ORDER BY c.date DESC, c.id DESC LIMIT 1) "
    "AS safe FROM place p LEFT JOIN room r ON r.place = p.id LEFT JOIN room_kind k ON k.name = p.purpose WHERE p.kind = 'room' AND "
    "(?1 = 0 OR rev > ?1) ORDER BY p.id",
    "tnttnnntn" },
  /* Always all of them, as what was lent: a lesson that was taken back leaves no row behind. */
  { "rooms", "used",
    "SELECT p.uuid AS place, substr (l.date, 1, 7) AS month, (SELECT max (id) FROM operation WHERE kind GLOB 'lesson.*' OR kind GLOB 'room.*' OR "
    "kind = 'undo') AS rev, 'upsert' AS op, sum (l.state = 'done' AND l.class IS NOT NULL) AS lessons, "
    "sum (l.state = 'done' AND l.class IS NULL) AS others, sum (l.state = 'missed') AS missed, ifnull (sum (u.people), 0) AS people "
    "FROM lesson l JOIN place p ON p.id = l.room LEFT JOIN room_use u ON u.lesson = l.id WHERE l.voided IS NULL AND l.state IN ('done', 'missed') "
    "AND l.kind <> 'maintenance' GROUP BY l.room, month HAVING rev > ?1 ORDER BY l.room, month",
    "ttntnnnn" },
  /* Experiments, and how many classes had to do each and did, by signed logs. Always all of them after any log: one that was taken back
   * leaves no row behind. */
  { "labs", "experiment",
    "SELECT e.uuid AS id, max (e.changed, ifnull ((SELECT max (id) FROM operation WHERE kind GLOB 'lab.*' OR kind = 'undo'), 0), ifnull ((SELECT max "
    "(changed) FROM class), 0)) AS rev, " VOID (
      "e") "year, stage, substr (subject, 1, 500) AS subject, substr (edition, 1, 500) AS edition, grade, e.term AS ordinal, substr (number, 1, 500) "
           "AS number, substr (name, 1, 500) AS name, e.kind AS kind, iif (e.required, 'true', 'false') AS required, iif (verified, 'true', 'false') "
           "AS verified, ifnull (d.due, 0) AS due, ifnull (d.done, 0) AS done, ifnull (d.groups, 0) AS \"groups-due\", ifnull (d.groups_done, 0) AS "
           "\"groups-done\", ifnull ((SELECT count (*) FROM lab_unlogged u WHERE u.experiment = e.id), 0) AS unlogged FROM experiment e LEFT JOIN (SELECT "
           "lab_due.experiment, count (*) AS due, count (n.class) AS done, sum (lab_due.groups) AS groups, sum (ifnull (min (n.groups, lab_due.groups), "
           "0)) AS groups_done FROM lab_due LEFT JOIN lab_done n ON n.term = lab_due.term AND n.class = lab_due.class AND n.experiment = "
           "lab_due.experiment GROUP BY lab_due.experiment) d ON d.experiment = e.id WHERE ?1 = 0 OR rev > ?1 ORDER BY e.id",
    "tntnttt"
    "nntttttnnnnn" },
  { NULL },
};
