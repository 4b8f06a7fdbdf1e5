/* A school with something of everything, people in every place that can name them, and a key.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-package-export.h"
#include "jz-text.h"

#include "support/school-fixture.h"

/* None of these may ever be in a package, whatever column they were written into. */
static const char *const package_canaries[] = { "欧阳金丝雀", "司徒百灵", "上官画眉", "诸葛喜鹊", "慕容杜鹃", "KA20261122", "PU20269981", "T-CANARY-7", "canary-login", NULL };

typedef struct
{
  gint64 staff, keeper, pupil, class;
  gint64 room, shelf, other;
  gint64 card, lot, used;
} PackageThings;

static inline gboolean
package_people_cb (JzOperation *operation, gpointer data, GError **error)
{
  PackageThings *things = data;
  JzPersonData   staff = { .kind = "staff", .name = "欧阳金丝雀", .number = "T-CANARY-7", .post = "物理教师 欧阳金丝雀" };
  JzPersonData   keeper = { .kind = "staff", .name = "慕容杜鹃", .number = "KA20261122" };
  const char    *roles[] = { "keeper", NULL };

  if (!jz_class_add (operation, "junior", 2025, 8, 2, 43, &things->class, error))
    return FALSE;
  JzPersonData pupil = { .kind = "pupil", .name = "司徒百灵", .number = "PU20269981", .class = things->class };
  return jz_person_add (operation, &staff, &things->staff, error) && jz_person_add (operation, &keeper, &things->keeper, error) &&
         jz_person_add (operation, &pupil, &things->pupil, error) &&
         jz_account_add (operation, "canary-login", "上官画眉", NULL, roles, NULL, error);
}

static inline gboolean
package_items_cb (JzOperation *operation, gpointer data, GError **error)
{
  PackageThings *things = data;
  JzItemData     card = { .code = "140503012", .name = "数字示波器 <双通道> & \"100 MHz\"", .spec = "行一\n行二\t\001", .unit = "台", .tracking = "card", .subject = "物理", .least = -1, .note = "诸葛喜鹊 借过" };
  JzItemData     lot = { .code = "140501003", .name = "直流电流表", .spec = "0.6/3 A", .unit = "只", .tracking = "lot", .subject = "物理", .least = 5 };
  JzItemData     used = { .name = "A4 纸", .unit = "kg", .decimals = 3, .tracking = "consumable", .least = 500 };
  JzPlaceData    room = { .kind = "room", .name = "物理一室", .purpose = "物理实验室", .area = 9600, .seats = 56, .keeper = things->keeper };
  guint          added = 0;

  return jz_place_add (operation, &room, &things->room, error) && jz_place_ensure (operation, "物理一室3-2", &things->shelf, &added, error) &&
         jz_place_ensure (operation, "物理二室", &things->other, &added, error) && jz_item_add (operation, &card, &things->card, error) &&
         jz_item_add (operation, &lot, &things->lot, error) && jz_item_add (operation, &used, &things->used, error);
}

static inline gboolean
package_vouchers_cb (JzOperation *operation, gpointer data, GError **error)
{
  PackageThings    *things = data;
  g_auto (JzDone)   received = { 0 }, done = { 0 };
  JzTerms           bought = { .date = "2025-09-12", .supplier = "诸葛喜鹊 13900000000", .fund = "公用经费", .invoice = "诸葛喜鹊", .reason = "经办 欧阳金丝雀" };
  JzTerms           issued = { .person = things->staff, .to_place = things->other, .reason = "欧阳金丝雀 领" };
  JzTerms           lent = { .person = things->pupil, .due = "2026-12-01", .reason = "司徒百灵 借" };
  JzTerms           moved = { .to_place = things->other, .reason = "慕容杜鹃" }, gone = { .reason = "司徒百灵 损坏" };
  JzLine            cards = { .item = things->card, .quantity = 3, .price = 298000, .place = things->shelf };
  JzLine            lots = { .item = things->lot, .quantity = 30, .price = 3333, .place = things->shelf };
  JzLine            paper = { .item = things->used, .quantity = 2500, .price = 1000, .place = things->shelf };
  JzLine            some = { .item = things->lot, .quantity = 4, .place = things->shelf }, two = { .item = things->lot, .quantity = 2, .place = things->shelf };
  JzLine            sheet = { .item = things->used, .quantity = 125, .place = things->shelf };
  gint64           *asset;

  if (!jz_voucher_receive (operation, &bought, &cards, 1, &received, error))
    return FALSE;
  asset = (gint64 *) (gpointer) received.assets->data;
  JzLine first = { .asset = asset[0] }, second = { .asset = asset[1] };

#define DO(call) (jz_done_clear (&done), call)
  return DO (jz_voucher_receive (operation, &bought, &lots, 1, &done, error)) && DO (jz_voucher_receive (operation, &bought, &paper, 1, &done, error)) &&
         DO (jz_voucher_issue (operation, &issued, &some, 1, &done, error)) && DO (jz_voucher_loan (operation, &lent, &two, 1, &done, error)) &&
         DO (jz_voucher_issue (operation, &issued, &sheet, 1, &done, error)) && DO (jz_voucher_transfer (operation, &moved, &first, 1, &done, error)) &&
         DO (jz_voucher_write_off (operation, &gone, &second, 1, &done, error)) &&
         jz_connection_run (jz_operation_get_connection (operation), error, "UPDATE asset SET note = '诸葛喜鹊', supplier = '诸葛喜鹊', changed = jz_operation()", "");
#undef DO
}

/* Two titles, three copies of which one is lost, and loans of a pupil and of one who is named in every remark. */
static inline gboolean
package_books_cb (JzOperation *operation, gpointer data, GError **error)
{
  static const char *const sql[] = {
    "INSERT INTO title (uuid, isbn, title, author, class, price, sort_key, source, changed) VALUES "
    "('00000000-0000-4000-8000-0000000000b1', '9787506365437', '活着', '余华著', 'I247.57', 2000, 'a', '诸葛喜鹊', jz_operation ()), "
    "('00000000-0000-4000-8000-0000000000b2', '', '校本教材', '', '', NULL, 'b', '', jz_operation ())",
    "INSERT INTO title_marc (id, marc, changed) SELECT id, '00000nam0 2200000   450 ', jz_operation () FROM title",
    "INSERT INTO accession (uuid, number, date, source, invoice, note, changed) VALUES ('00000000-0000-4000-8000-0000000000b3', "
    "'2026-0001', '2026-09-10', '诸葛喜鹊', '诸葛喜鹊', '欧阳金丝雀 捐', jz_operation ())",
    "INSERT INTO copy (uuid, title, number, barcode, accession, place, call, state, note, changed) SELECT "
    "'00000000-0000-4000-8000-0000000000c' || n, 1 + n / 3, 'B' || n, 'B' || n, 1, (SELECT min (id) FROM place), 'I247.57/1', "
    "iif (n = 2, 'lost', 'shelf'), '司徒百灵 丢', jz_operation () FROM (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3)",
    "INSERT INTO reader (uuid, person, card, changed) SELECT '00000000-0000-4000-8000-0000000000d' || id, id, number, jz_operation () "
    "FROM person WHERE number IN ('PU20269981', 'T-CANARY-7')",
    "INSERT INTO lending (copy, reader, class, lent, due, returned, changed) SELECT c.id, r.id, 1, '2026-10-0' || c.id, '2026-10-30', "
    "'2026-10-09', jz_operation () FROM copy c JOIN reader r",
    "INSERT INTO charge (uuid, reader, copy, kind, date, amount, why, note, changed) VALUES ('00000000-0000-4000-8000-0000000000e1', 1, 2, "
    "'lost', '2026-10-09', 3000, '司徒百灵', '诸葛喜鹊', jz_operation ())",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    if (!jz_connection_run (jz_operation_get_connection (operation), error, sql[i], ""))
      return FALSE;
  return TRUE;
}

/* Lessons that say more about people than a county may know. */
static inline gboolean
package_lessons_cb (JzOperation *operation, gpointer data, GError **error)
{
  static const char *const sql[] = {
    "INSERT INTO lesson (uuid, date, period, room, class, teacher, purpose, state, changed) SELECT '00000000-0000-4000-8000-0000000000f' || n, "
    "'2026-10-1' || (n + 1), n, (SELECT min (id) FROM place WHERE kind = 'room'), 1, (SELECT id FROM person WHERE number = 'T-CANARY-7'), "
    "'上官画眉 公开课', 'done', jz_operation () FROM (SELECT 1 AS n UNION ALL SELECT 2)",
    "INSERT INTO room_use (lesson, people, condition, note, recorded_by, changed) SELECT id, 21, 'fault', '慕容杜鹃 打翻', 1, jz_operation () FROM lesson",
    ("INSERT INTO room_check (uuid, place, date, person, good, note, changed) SELECT '00000000-0000-4000-8000-0000000000f9', room, "
     "'2026-10-13', teacher, 0, '欧阳金丝雀 报修', jz_operation () FROM lesson LIMIT 1"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    if (!jz_connection_run (jz_operation_get_connection (operation), error, sql[i], ""))
      return FALSE;
  return TRUE;
}

/* An experiment that a class did, with a teacher, and somebody named in every remark. */
static inline gboolean
package_labs_cb (JzOperation *operation, gpointer data, GError **error)
{
  static const char *const sql[] = {
    "INSERT INTO experiment (uuid, year, stage, subject, name, kind, safety, source, sort_key, changed) VALUES "
    "('00000000-0000-4000-8000-0000000000fa', 2026, 'junior', '物理', '测量密度', 'group', '诸葛喜鹊', '诸葛喜鹊', 'c', jz_operation ())",
    "INSERT INTO lesson (uuid, date, period, room, class, teacher, kind, purpose, state, changed) SELECT "
    "'00000000-0000-4000-8000-0000000000fb', '2026-11-10', 3, p.id, c.id, w.id, 'experiment', '欧阳金丝雀', 'done', jz_operation () FROM (SELECT "
    "min (id) AS id FROM place WHERE kind = 'room') p, (SELECT min (id) AS id FROM class) c, (SELECT min (id) AS id FROM person WHERE kind = "
    "'staff') w",
    "INSERT INTO lab_lesson (lesson, number, experiment, groups, noticed, note, changed) SELECT max (id), 'TZ-2026-0001', 1, 10, '2026-11-03', "
    "'诸葛喜鹊', jz_operation () FROM lesson",
    "INSERT INTO lab_log (lesson, outcome, present, groups, note, recorded_by, signed, signed_by, changed) SELECT max (id), 'done', 43, 10, "
    "'司徒百灵 打碎', 1, '2026-11-10', 1, jz_operation () FROM lesson",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    if (!jz_connection_run (jz_operation_get_connection (operation), error, sql[i], ""))
      return FALSE;
  return TRUE;
}

static inline JzStore *
package_school (void)
{
  static const JzAction lend = { "library.lend", "library" }, use = { "room.use", "lesson.request" }, lab = { "lab.log", "lab" };
  JzStore      *store = fixture_school ();
  PackageThings things = { 0 };

  fixture_write (store, &jz_action_people, package_people_cb, &things);
  fixture_write (store, &jz_action_item, package_items_cb, &things);
  fixture_write (store, &jz_action_receive, package_vouchers_cb, &things);
  fixture_write (store, &lend, package_books_cb, NULL);
  fixture_write (store, &use, package_lessons_cb, NULL);
  fixture_write (store, &lab, package_labs_cb, NULL);
  return store;
}

static inline JzPackageMade *
package_export (JzStore *store, const char *path, JzKey *key)
{
  g_autoptr (GError) error = NULL;
  JzPackageOrder     order = { .path = path, .key = key };
  JzPackageMade     *made = jz_package_export (store, &fixture_actor, &order, NULL, &error);

  g_assert_no_error (error);
  return made;
}
