/* care: numbers by templates, what looks alike, merging and splitting to the fen, undo of all that, what a teacher
 * answers for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "jz-attachment.h"
#include "jz-bulk-edit.h"
#include "jz-damage.h"
#include "jz-depreciation.h"
#include "jz-duplicates.h"
#include "jz-find.h"
#include "jz-maintenance.h"
#include "jz-merge.h"
#include "jz-numbering.h"
#include "jz-purchase.h"
#include "jz-renumber.h"
#include "jz-repair.h"
#include "jz-split.h"
#include "support/school-fixture.h"

/* Check digits: the standard's own example (ISO/IEC 7064, MOD 11,10: 0794 has 5), and an EAN that everybody has at
 * home. */
static void
test_check_digits (void)
{
  g_assert_cmpint (jz_check_digit_iso_7064 ("0794"), ==, '5');
  g_assert_cmpint (jz_check_digit_iso_7064 ("A07-94"), ==, '5');
  g_assert_cmpint (jz_check_digit_mod_10 ("400638133393"), ==, '1');
}

static void
test_templates (void)
{
  static const char *const good[] = { "ZC-{serial:6}", "{serial}", "{year}{place:4}{serial:4}{check}",
                                      "{{{year:2}-{class:4}-{serial:3}/{check:10}" };
  static const char *const bad[] = {
    "",           "ZC",       "{serial}{serial}", "{check}{serial:4}", "{serial:4}{year}", "{serial:13}",
    "{serial:0}", "{year:3}", "{colour}{serial}", "{serial",           " {serial}",        "{check:7}{serial}"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;

      jz_numbering_check (good[i], &error);
      g_assert_no_error (error);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_false (jz_numbering_check (bad[i], &error));
      g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
    }
}

static void
test_alike (void)
{
  static const struct
  {
    const char *one, *other;
    gboolean    alike;
  } pairs[] = {
    { "物理一室", "物理1室", TRUE },    { "物理一室", "物理 １ 室", TRUE }, { "物理一室", "物理二室", FALSE },
    { "总帐", "总账", TRUE },           { "十二教室", "12教室", TRUE },     { "二十教室", "20教室", TRUE },
    { "二十三", "23", TRUE },           { "一〇二", "102", TRUE },          { "10室", "十室", TRUE },
    { "0.6/3A", "０．６／３Ａ", TRUE }, { "ABC-1", "abc1", TRUE },          { "12室", "2室", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *one = jz_alike_key (pairs[i].one), *other = jz_alike_key (pairs[i].other);

      g_test_message ("%s %s", one, other);
      g_assert_cmpint (g_str_equal (one, other), ==, pairs[i].alike);
    }
}

/* A school with a lot in two rooms, lent in part, and two cards. */

typedef struct
{
  JzStore *store;
  gint64   lot, twin, card, room, other, person;
  GArray  *made;
} Fixture;

static gboolean
fill_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture   *f = data;
  guint      added = 0;
  JzItemData lot = {
    .code = "24001", .name = "条形磁铁", .unit = "付", .tracking = "lot", .subject = "物理", .least = -1
  };
  JzItemData twin = { .code = "24001", .name = "条形磁铁", .spec = "大", .unit = "付", .tracking = "lot", .least = -1 };
  JzItemData card = { .code = "25012", .name = "数字示波器", .unit = "台", .tracking = "card", .least = -1 };
  JzTerms    terms = { .date = "2026-09-01", .supplier = "光明教仪" }, lend = { .date = "2026-09-02" };
  g_auto (JzDone) one = { 0 };
  g_auto (JzDone) two = { 0 };
  g_auto (JzDone) three = { 0 };

  if (!jz_item_add (operation, &lot, &f->lot, error) || !jz_item_add (operation, &twin, &f->twin, error) ||
      !jz_item_add (operation, &card, &f->card, error) ||
      !jz_place_ensure (operation, "物理一室", &f->room, &added, error) ||
      !jz_place_ensure (operation, "物理二室", &f->other, &added, error) ||
      !jz_person_ensure (operation, "王芳", &f->person, error))
    return FALSE;
  lend.person = f->person;
  return jz_voucher_receive (operation, &terms,
                             (JzLine[]){ { .item = f->lot, .quantity = 3, .price = 1001, .place = f->room },
                                         { .item = f->lot, .quantity = 4, .price = 999, .place = f->other },
                                         { .item = f->card, .quantity = 2, .price = 298000, .place = f->room } },
                             3, &one, error) &&
         jz_voucher_receive (operation, &terms,
                             (JzLine[]){ { .item = f->twin, .quantity = 5, .price = 1200, .place = f->other } }, 1,
                             &two, error) &&
         jz_voucher_loan (operation, &lend, (JzLine[]){ { .item = f->lot, .quantity = 1, .place = f->other } }, 1,
                          &three, error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->store = fixture_school ();
  fixture_write (f->store, &jz_action_receive, fill_cb, f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fixture_check (f->store);
  jz_store_close (f->store);
  g_clear_object (&f->store);
  g_clear_pointer (&f->made, g_array_unref);
}

static void
undo (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  jz_store_undo_sync (f->store, 0, &fixture_actor, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gint64
n (Fixture *f, const char *sql)
{
  return fixture_ask (f->store, sql);
}

static gboolean
split_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;
  JzSplit  split = { .item = f->lot };

  g_clear_pointer (&f->made, g_array_unref);
  return jz_item_split (operation, &split, &f->made, error);
}

/* 3 × 10.01 and 4 × 9.99: each spot keeps its value; what is lent stays lent; the paper it came with says when. */
static void
test_split (Fixture *f, gconstpointer data)
{
  gint64 before = n (f, "SELECT sum (amount) FROM balance");

  fixture_write (f->store, &jz_action_split, split_cb, f);
  g_assert_cmpuint (f->made->len, ==, 7);
  g_assert_cmpint (n (f, "SELECT sum (amount) FROM balance"), ==, before);
  g_assert_cmpint (n (f, "SELECT count(*) FROM position WHERE state = 'loan'"), ==, 1);
  g_assert_cmpint (n (f, "SELECT count(*) FROM asset WHERE acquired = '2026-09-01' AND supplier = '光明教仪' AND item "
                         "<> (SELECT id FROM item WHERE code = '25012')"),
                   ==, 7);
  g_assert_cmpint (
      n (f, "SELECT count(*) FROM item WHERE name = '条形磁铁' AND spec = '' AND voided IS NULL AND tracking = 'card'"),
      ==, 1);
  fixture_check (f->store);
  undo (f);
  g_assert_cmpint (
      n (f, "SELECT count(*) FROM item WHERE name = '条形磁铁' AND spec = '' AND voided IS NULL AND tracking = 'lot'"),
      ==, 1);
  g_assert_cmpint (n (f, "SELECT sum (quantity) FROM balance JOIN item ON item.id = item WHERE tracking = 'lot'"), ==,
                   12);
  fixture_write (f->store, &jz_action_split, split_cb, f);
}

static gboolean
merge_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return jz_items_merge (operation, f->lot, &f->twin, 1, error);
}

static gboolean
merge_wrong_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return jz_items_merge (operation, f->card, &f->lot, 1, error);
}

static gboolean
merged_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *f = data;
  gint64   id, kept;

  g_assert_true (jz_item_find (connection, "24001", &id, error));
  g_assert_cmpint (id, ==, f->lot);
  g_assert_true (jz_merged_into (connection, "item", f->twin, &kept, error));
  g_assert_cmpint (kept, ==, f->lot);
  return TRUE;
}

static void
test_merge (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (jz_store_write_sync (f->store, &jz_action_merge_items, &fixture_actor, merge_wrong_cb, f, NULL, NULL,
                                       NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_CONFLICT);
  g_clear_error (&error);
  fixture_write (f->store, &jz_action_merge_items, merge_cb, f);
  g_assert_cmpint (n (f, "SELECT count(*) FROM voucher WHERE reason LIKE '%24001%' AND kind = 'adjustment'"), ==, 1);
  jz_store_read_sync (f->store, merged_cb, f, NULL, &error);
  g_assert_no_error (error);
  fixture_check (f->store);
  undo (f);
  g_assert_cmpint (n (f, "SELECT count(*) FROM merged"), ==, 0);
  fixture_write (f->store, &jz_action_merge_items, merge_cb, f);
  /* What it stands on can't be taken back any more. */
  g_assert_false (
      jz_store_undo_sync (f->store, n (f, "SELECT min (operation) FROM voucher"), &fixture_actor, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_CONFLICT);
}

static gboolean
two_cards_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture   *f = data;
  JzItemData other = { .name = "示波器", .unit = "台", .tracking = "card", .least = -1 };
  JzTerms    terms = { .date = "2026-09-01" };
  g_auto (JzDone) done = { 0 };

  return jz_item_add (operation, &other, &f->twin, error) &&
         jz_voucher_receive (operation, &terms,
                             &(JzLine){ .item = f->twin, .quantity = 2, .price = 100, .place = f->other }, 1, &done,
                             error);
}

static gboolean
merge_cards_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return jz_items_merge (operation, f->card, &f->twin, 1, error);
}

/* A card leaves before it comes, whichever way it is turned. */
static void
test_merge_again (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_write (f->store, &jz_action_receive, two_cards_cb, f);
  fixture_write (f->store, &jz_action_merge_items, merge_cards_cb, f);
  for (guint i = 0; i < 3; i++)
    {
      gint64 newest = n (f, "SELECT max (id) FROM operation");

      g_assert_cmpint (n (f, "SELECT count (DISTINCT item) FROM asset"), ==, 1 + i % 2);
      jz_store_undo_sync (f->store, newest, &fixture_actor, NULL, NULL, &error);
      g_assert_no_error (error);
      fixture_check (f->store);
    }
}

/* What refers to a thing that goes: papers that are open and papers that are done, plans, what a person has said of it, and files. */

static gboolean
attach_note (JzOperation *operation, const char *table, gint64 row, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("manual", 6);
  JzAttachmentLimits limits;
  g_autoptr (JzAttachmentFile) file = NULL;

  if (!jz_attachment_limits (jz_operation_get_connection (operation), &limits, error))
    return FALSE;
  file = jz_attachment_file_new ("说明书.txt", bytes, &limits, NULL, error);
  return file != NULL && jz_attachment_add (operation, table, row, "manual", file, NULL, error);
}

static gboolean
refer_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture          *f = data;
  JzThing           thing = { .item = f->twin, .quantity = 1, .place = f->other };
  JzRequestLine     line = { .item = f->twin, .quantity = 2 };
  JzRequestData     request = { .applicant = f->person, .purpose = "补充" };
  JzRepairOrder     open = { .thing = thing, .fault = "失磁" }, over = { .thing = thing, .fault = "断裂" };
  JzRepairResult    result = { .repaired = TRUE };
  JzDamageReport    damage = { .thing = thing, .cause = "摔落" };
  JzMaintenancePlan of_item = { .name = "充磁", .item = f->twin, .every = 1, .unit = "term" };
  JzMaintenancePlan of_place = { .name = "通风", .place = f->other, .every = 7, .unit = "day" };
  gint64            id = 0, plan = 0, other_plan = 0, report, first, second;

  return jz_purchase_request_write (operation, &id, &request, &line, 1, error) &&
         jz_repair_open (operation, &open, &first, error) && jz_repair_open (operation, &over, &second, error) &&
         jz_repair_finish (operation, second, &result, error) &&
         jz_damage_report (operation, &damage, &report, error) &&
         jz_maintenance_set (operation, &of_item, &plan, error) &&
         jz_maintenance_set (operation, &of_place, &other_plan, error) &&
         jz_life_set_own (operation, &(JzOwnLife){ .item = f->twin, .years = 7, .reason = "x" }, error) &&
          attach_note (operation, "item", f->twin, error) &&
         attach_note (operation, "place", f->other, error) &&
         jz_connection_run (jz_operation_get_connection (operation), error,
                            "INSERT INTO room_device (place, mbps, changed) VALUES (?, 100, jz_operation ())", "l",
                            f->other);
}

/* How much of that refers to @id. */
static gint64
of_item (Fixture *f, gint64 id)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT (SELECT count(*) FROM purchase_request_line WHERE item = %1$" G_GINT64_FORMAT
      ") + (SELECT count(*) FROM repair "
      "WHERE item = %1$" G_GINT64_FORMAT
      " AND state = 'open') + (SELECT count(*) FROM damage WHERE item = %1$" G_GINT64_FORMAT
      ") + (SELECT count(*) FROM maintenance_plan WHERE item = %1$" G_GINT64_FORMAT
      ") + (SELECT count(*) FROM depreciation_own "
      "WHERE item = %1$" G_GINT64_FORMAT
      ") + (SELECT count(*) FROM attachment WHERE tbl = 'item' AND row = %1$" G_GINT64_FORMAT ")", id);

  return n (f, sql);
}

static gint64
of_place (Fixture *f, gint64 id)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT (SELECT count(*) FROM repair WHERE place = %1$" G_GINT64_FORMAT
      " AND state = 'open') + (SELECT count(*) FROM damage "
      "WHERE place = %1$" G_GINT64_FORMAT ") + (SELECT count(*) FROM maintenance_plan WHERE place = %1$" G_GINT64_FORMAT
      ") + (SELECT count(*) FROM room_device WHERE place = %1$" G_GINT64_FORMAT
      ") + (SELECT count(*) FROM attachment WHERE tbl = 'place' "
      "AND row = %1$" G_GINT64_FORMAT ")", id);

  return n (f, sql);
}

static gboolean
merge_places_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return jz_places_merge (operation, f->room, &f->other, 1, error);
}

static gboolean
say_of_kept_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return jz_life_set_own (operation, &(JzOwnLife){ .item = f->lot, .years = 9, .reason = "x" }, error) &&
         attach_note (operation, "item", f->lot, error);
}

static void
test_follow (Fixture *f, gconstpointer data)
{
  fixture_write (f->store, &jz_action_upkeep, refer_cb, f);
  g_assert_cmpint (of_item (f, f->twin), ==, 6);
  fixture_write (f->store, &jz_action_merge_items, merge_cb, f);
  g_assert_cmpint (of_item (f, f->twin), ==, 0);
  g_assert_cmpint (of_item (f, f->lot), ==, 6);
  /* The repair that is done names what was repaired. */
  g_assert_cmpint (n (f, "SELECT item FROM repair WHERE state = 'done'"), ==, f->twin);
  fixture_check (f->store);
  undo (f);
  g_assert_cmpint (of_item (f, f->twin), ==, 6);
  fixture_write (f->store, &jz_action_merge_places, merge_places_cb, f);
  g_assert_cmpint (of_place (f, f->other), ==, 0);
  g_assert_cmpint (of_place (f, f->room), ==, 5);
  fixture_check (f->store);
  undo (f);
  g_assert_cmpint (of_place (f, f->other), ==, 5);
  fixture_write (f->store, &jz_action_merge_items, merge_cb, f);
  fixture_write (f->store, &jz_action_merge_places, merge_places_cb, f);
}

/* What is lent, and when it is due: "who what day", a line each, in order. Returns: (transfer full) */
static gboolean
read_due_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  char **lines = data;

  *lines = jz_connection_text (connection, error,
                               "SELECT group_concat (line, char (10)) FROM (SELECT holder || ' ' || sum (quantity) || ' ' || "
                               "ifnull (due, '') AS line FROM open_loan JOIN loan_out ON loan_out.id = voucher AND person = holder "
                               "GROUP BY holder, due ORDER BY holder, due)", "");
  return *lines != NULL;
}

static void
assert_due (Fixture *f, const char *expected)
{
  g_autofree char   *lines = NULL;
  g_autoptr (GError) error = NULL;

  jz_store_read_sync (f->store, read_due_cb, &lines, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lines, ==, expected);
}

static gboolean
lend_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;
  JzTerms  soon = { .date = "2026-09-02", .due = "2026-09-30", .person = f->person },
          late = { .date = "2026-09-03", .due = "2026-12-24", .person = f->person };
  g_auto (JzDone) one = { 0 };
  g_auto (JzDone) two = { 0 };

  return jz_voucher_loan (operation, &soon, (JzLine[]){ { .item = f->lot, .quantity = 2, .place = f->other } }, 1, &one, error) &&
         jz_voucher_loan (operation, &late, (JzLine[]){ { .item = f->lot, .quantity = 1, .place = f->other },
                                                        { .item = f->twin, .quantity = 2, .place = f->other } },
                          2, &two, error);
}

/* Each loan is due when it was, whatever becomes of the place and of the item that it is of; each takes its value along. */
static void
test_due (Fixture *f, gconstpointer data)
{
  g_autofree char *expected = g_strdup_printf ("%1$" G_GINT64_FORMAT " 1 \n%1$" G_GINT64_FORMAT " 2 2026-09-30\n%1$" G_GINT64_FORMAT
                                               " 3 2026-12-24", f->person);
  gint64           amount = n (f, "SELECT sum (amount) FROM balance");

  fixture_write (f->store, &jz_action_loan, lend_cb, f);
  assert_due (f, expected);
  fixture_write (f->store, &jz_action_merge_places, merge_places_cb, f);
  assert_due (f, expected);
  fixture_write (f->store, &jz_action_merge_items, merge_cb, f);
  assert_due (f, expected);
  fixture_write (f->store, &jz_action_split, split_cb, f);
  assert_due (f, expected);
  g_assert_cmpint (n (f, "SELECT sum (amount) FROM balance"), ==, amount);
  g_assert_cmpint (n (f, "SELECT count(*) FROM position WHERE state = 'loan'"), ==, 6);
}

static gboolean
plan_labs_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture         *f = data;
  JzConnection    *connection = jz_operation_get_connection (operation);

  return jz_connection_run (connection, error,
                            "INSERT INTO term (uuid, school_year, ordinal, first_day, last_day, changed) VALUES ('t', 2040, 1, "
                            "'2040-09-03', '2041-01-18', jz_operation ())", "") &&
         jz_connection_run (connection, error,
                            "INSERT INTO class (uuid, stage, entry_year, grade, number, name, changed) VALUES ('c', 'junior', "
                            "2039, 8, 1, '八(1)', jz_operation ())", "") &&
         jz_connection_run (connection, error,
                            "INSERT INTO experiment (uuid, year, stage, subject, name, kind, group_size, sort_key, changed) "
                            "VALUES ('e', 2040, 'junior', '物理', '测磁性', 'group', 4, 'x', jz_operation ())", "") &&
         jz_connection_run (connection, error,
                            "INSERT INTO experiment_item (experiment, item, name, quantity, changed) VALUES (1, ?, '条形磁铁', "
                            "1000, jz_operation ())", "l", f->twin) &&
         jz_connection_run (connection, error,
                            "INSERT INTO timetable (term, class, weekday, period, subject, room, changed) SELECT max (term.id), "
                            "max (class.id), 3, 3, '物理', ?, jz_operation () FROM term, class", "l", f->other);
}

/* The catalogue of experiments and the timetable name what stays. */
static void
test_follow_labs (Fixture *f, gconstpointer data)
{
  fixture_write (f->store, &jz_action_upkeep, plan_labs_cb, f);
  fixture_write (f->store, &jz_action_merge_items, merge_cb, f);
  fixture_write (f->store, &jz_action_merge_places, merge_places_cb, f);
  g_assert_cmpint (n (f, "SELECT item FROM experiment_item"), ==, f->lot);
  g_assert_cmpint (n (f, "SELECT room FROM timetable"), ==, f->room);
}

/* What was said of the one that stays goes before. */
static void
test_follow_own (Fixture *f, gconstpointer data)
{
  fixture_write (f->store, &jz_action_upkeep, refer_cb, f);
  fixture_write (f->store, &jz_action_upkeep, say_of_kept_cb, f);
  fixture_write (f->store, &jz_action_merge_items, merge_cb, f);
  g_assert_cmpint (of_item (f, f->twin), ==, 2);
  g_assert_cmpint (of_item (f, f->lot), ==, 6);
  g_assert_cmpint (n (f, "SELECT years FROM depreciation_own JOIN item ON item.id = item WHERE voided IS NULL"), ==, 9);
}

static gboolean
renumber_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        ids[2];

  return jz_numbering_set (operation, 0, "{year}-{serial:3}{check:10}", error) &&
         jz_asset_find (connection, "ZC-000001", &ids[0], error) &&
         jz_asset_find (connection, "ZC-000002", &ids[1], error) && jz_assets_renumber (operation, ids, 2, error);
}

static gboolean
numbered_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (JzNumbering) numbering = jz_numbering_new (connection, error);
  g_autofree char *next =
      jz_numbering_next (numbering, &(JzNumberFor){ .item = ((Fixture *) data)->card, .acquired = "2026-03-01" }, error);
  g_autoptr (JzFound) found = NULL;

  g_assert_true (jz_find_scanned (connection, "ZC-000002", &found, error));
  g_assert_true (g_str_has_prefix (next, "2026-003") && strlen (next) == 9);
  g_assert_nonnull (found);
  g_assert_true (g_str_has_prefix (found->code, "2026-002"));
  return TRUE;
}

static void
test_renumber (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_write (f->store, &jz_action_numbering, renumber_cb, f);
  jz_store_read_sync (f->store, numbered_cb, f, NULL, &error);
  g_assert_no_error (error);
  undo (f);
  g_assert_cmpint (n (f, "SELECT count(*) FROM asset WHERE number LIKE 'ZC-00000_'"), ==, 2);
}

static gboolean
teacher_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture      *f = data;
  JzLedgerQuery query = { .year = 2026, .person = f->person };
  g_autoptr (GPtrArray) rows = jz_ledger_read (connection, JZ_LEDGER_TEACHER, &query, error);
  JzLedgerRow *row;

  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->duty, ==, "holds");
  g_assert_cmpint (row->opening, ==, 0);
  g_assert_cmpint (row->in, ==, 1);
  g_assert_cmpint (row->closing, ==, 1);
  g_assert_cmpint (row->value, ==, 999);
  return TRUE;
}

static void
test_teacher (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  jz_store_read_sync (f->store, teacher_cb, f, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
edit_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture           *f = data;
  const JzBulkChange changes[] = { { "subject", "科学" }, { "least", "2" } };
  gint64             ids[] = { f->lot, f->card, 999 };
  g_auto (JzBulkResult) result = { 0 };

  if (!jz_bulk_edit (operation, JZ_BULK_ITEMS, ids, 3, changes, 2, &result, error))
    return FALSE;
  g_assert_cmpuint (result.changed, ==, 2);
  g_assert_cmpuint (result.rejects->len, ==, 1);
  return TRUE;
}

static void
test_bulk (Fixture *f, gconstpointer data)
{
  fixture_write (f->store, &jz_action_bulk_edit, edit_cb, f);
  g_assert_cmpint (n (f, "SELECT count(*) FROM item WHERE subject = '科学' AND least = 2"), ==, 2);
  undo (f);
  g_assert_cmpint (n (f, "SELECT count(*) FROM item WHERE subject = '科学'"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/care/check-digits", test_check_digits);
  g_test_add_func ("/care/templates", test_templates);
  g_test_add_func ("/care/alike", test_alike);
  g_test_add ("/care/split", Fixture, NULL, set_up, test_split, tear_down);
  g_test_add ("/care/merge", Fixture, NULL, set_up, test_merge, tear_down);
  g_test_add ("/care/merge-again", Fixture, NULL, set_up, test_merge_again, tear_down);
  g_test_add ("/care/follow", Fixture, NULL, set_up, test_follow, tear_down);
  g_test_add ("/care/due", Fixture, NULL, set_up, test_due, tear_down);
  g_test_add ("/care/follow-labs", Fixture, NULL, set_up, test_follow_labs, tear_down);
  g_test_add ("/care/follow-own", Fixture, NULL, set_up, test_follow_own, tear_down);
  g_test_add ("/care/renumber", Fixture, NULL, set_up, test_renumber, tear_down);
  g_test_add ("/care/teacher", Fixture, NULL, set_up, test_teacher, tear_down);
  g_test_add ("/care/bulk", Fixture, NULL, set_up, test_bulk, tear_down);
  return g_test_run ();
}
