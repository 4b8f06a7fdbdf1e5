/* agreements: rules of quantity, gaps against a standard, the count of a room from its beginning to the corrected books, shelf cards
 * that know when they lie, and years that are closed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "jz-codes.h"
#include "jz-gap.h"
#include "jz-label-source.h"
#include "jz-reconcile.h"
#include "jz-stocktake-file.h"
#include "jz-stocktake-form.h"
#include "jz-stocktake.h"
#include "jz-year.h"
#include "support/school-fixture.h"

/* Rules. */

static const JzRuleBase base = {
  .classes = 18, .grades = 6, .parallel = 3, .largest = 45, .rooms = 2, .groups = 23, .teachers = 4, .level = 2
};

static void
test_rules (void)
{
  static const struct { const char *rule; guint least, most;
  } good[] = {
    { "", 0, 0 },
    { "1/校", 1, 1 },
    { "2 / 校", 2, 2 },
    { "３／校", 3, 3 },
    { "5", 5, 5 },
    { "2/班", 36, 36 },
    { "1/2班", 9, 9 },
    { "1/级", 6, 6 },
    { "1/年级", 6, 6 },
    { "1/轨", 3, 3 },
    { "1/室", 2, 2 },
    { "4/间", 8, 8 },
    { "1/组", 23, 23 },
    { "1/师", 4, 4 },
    /* 13 for each begun part of fifty: 45 pupils need 12, in each of two rooms */
    { "13/50人", 24, 24 },
    { "50/50人", 90, 90 },
    { "6-8", 6, 8 },
    { "1-2/班", 18, 36 },
    { "若干", 1, 1 },
    { "3/2/1", 2, 2 },
    { "1/1/-1", 1, 1 },
    { "1/-/1", 0, 0 },
    { "≤12班 6-8; ≥13班 8", 8, 8 },
    { "7-18班 4；≥19班 6", 4, 4 },
    { "≤12班 6", 0, 0 },
    { "Ⅰ 25/校; Ⅱ 12/校", 12, 12 },
    { "Ⅰ类：25 ； Ⅲ类：6", 0, 0 },
    { "999999/班", 1000000, 1000000 },
  };
  static const char *const bad[] = { "很多", "1/", "1/0班", "/校", "8-6", "1/校x", "1/月", "9999999", "≤班 3", "1//2", "-5" };
  JzRequired required;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;

      jz_quantity_rule_evaluate (good[i].rule, &base, &required, &error);
      g_assert_no_error (error);
      g_test_message ("%s: %u-%u", good[i].rule, required.least, required.most);
      g_assert_cmpuint (required.least, ==, good[i].least);
      g_assert_cmpuint (required.most, ==, good[i].most);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_false (jz_quantity_rule_evaluate (bad[i], &base, &required, &error));
      g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
    }
}

/* A school with two rooms, oscilloscopes with cards and meters without. */

typedef struct
{
  JzStore *store;
  gint64   card, lot; /* items */
  gint64   room, shelf, other;
  gint64   assets[3]; /* on the shelf, on the shelf, in the other room */
  gint64   standard, stocktake;
} Fixture;

static gboolean
fill_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture       *f = data;
  guint          added = 0;
  JzItemData card = { .code = "25012",
                      .name = "数字示波器",
                      .spec = "双通道",
                      .unit = "台",
                      .tracking = "card",
                      .subject = "物理",
                      .least = -1 };
  JzItemData lot = { .code = "24001",
                     .name = "直流电流表",
                     .spec = "0.6/3 A",
                     .unit = "只",
                     .tracking = "lot",
                     .subject = "物理",
                     .least = -1 };
  JzTerms        terms = { .date = "2026-09-01" };
  g_auto (JzDone) done = { 0 };
  g_auto (JzDone) lots = { 0 };

  if (!jz_item_add (operation, &card, &f->card, error) || !jz_item_add (operation, &lot, &f->lot, error) ||
      !jz_place_ensure (operation, "物理一室3-2", &f->shelf, &added, error) ||
      !jz_place_ensure (operation, "物理二室", &f->other, &added, error) ||
      !jz_place_find (jz_operation_get_connection (operation), "物理一室", &f->room, error))
    return FALSE;
  if (!jz_voucher_receive (operation, &terms,
                           (JzLine[]){ { .item = f->card, .quantity = 2, .price = 298000, .place = f->shelf },
                                       { .item = f->card, .quantity = 1, .price = 298000, .place = f->other } },
                           2, &done, error) ||
      !jz_voucher_receive (operation, &terms,
                           (JzLine[]){ { .item = f->lot, .quantity = 10, .price = 3800, .place = f->shelf } }, 1, &lots,
                           error))
    return FALSE;
  memcpy (f->assets, done.assets->data, sizeof f->assets);
  return TRUE;
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
  g_object_unref (f->store);
}

/* Gaps. */

static gboolean
standard_cb (JzOperation *operation, gpointer data, GError **error)
{
  static const JzStandardRow rows[] = {
    { .subject = "物理",
      .code = "24001",
      .name = "直流电流表",
      .spec = "",
      .unit = "只",
      .rule = "6/室",
      .required = TRUE,
      .price = 4000 },
    { .subject = "物理",
      .code = "25012",
      .name = "示波器",
      .spec = "",
      .unit = "台",
      .rule = "4/校",
      .required = TRUE,
      .price = -1 },
    { .subject = "物理",
      .code = "26001",
      .name = "打点计时器",
      .spec = "",
      .unit = "个",
      .rule = "1/校",
      .required = TRUE,
      .price = -1 },
    { .subject = "物理",
      .code = "26002",
      .name = "导线",
      .spec = "",
      .unit = "条",
      .rule = "够用",
      .required = FALSE,
      .price = -1 },
    { .subject = "化学",
      .code = "24001",
      .name = "烧杯",
      .spec = "",
      .unit = "个",
      .rule = "3/校",
      .required = TRUE,
      .price = 100 },
  };
  Fixture *f = data;
  gboolean is_new;

  if (!jz_standard_ensure (operation, "配备标准", "2026", "", "", FALSE, &f->standard, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!jz_standard_put (operation, f->standard, &rows[i], &is_new, error))
      return FALSE;
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE place SET purpose = '物理实验室', changed = jz_operation () WHERE kind = 'room'", "");
}

static gboolean
gap_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  JzGapQuery  query = { .standard = "配备标准 2026" };
  GPtrArray **rows = data;

  *rows = jz_gap_read (connection, &query, error);
  return *rows != NULL;
}

static GPtrArray *
read_gap (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  GPtrArray         *rows = NULL;

  jz_store_read_sync (f->store, gap_cb, &rows, NULL, &error);
  g_assert_no_error (error);
  return rows;
}

static const JzGapRow *
gap_row (GPtrArray *rows, const char *subject, const char *code)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const JzGapRow *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row->subject, subject) && g_str_equal (row->code, code))
        return row;
    }
  g_assert_not_reached ();
}

static gboolean
break_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE asset SET condition = 'broken', changed = jz_operation () WHERE id = ?", "l", f->assets[0]) &&
         jz_gap_match (operation, 0, f->card, TRUE, NULL) == FALSE;
}

static gboolean
match_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;
  gint64   row;

  return jz_connection_number (jz_operation_get_connection (operation), &row, 0, error,
                               "SELECT id FROM standard_row WHERE subject = '物理' AND code = '26001'", "") &&
         jz_gap_match (operation, row, f->lot, TRUE, error);
}

static gboolean
items_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 row;

  if (!jz_connection_number (connection, &row, 0, error, "SELECT id FROM standard_row WHERE subject = '物理' AND code = '26001'", ""))
    return FALSE;
  *(GPtrArray **) data = jz_gap_items (connection, row, error);
  return *(GPtrArray **) data != NULL;
}

/* How many items count as the row that nothing in the school has the code of. */
static void
expect_items (Fixture *f, guint n)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError)    error = NULL;

  jz_store_read_sync (f->store, items_cb, &items, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, n);
  if (n > 0)
    g_assert_cmpint (((JzGapItem *) g_ptr_array_index (items, 0))->id, ==, f->lot);
}

static void
test_gap (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) subjects = NULL;
  const JzGapRow *row;
  const JzGapSubject *physics;

  fixture_write (f->store, &jz_action_codes, standard_cb, f);
  rows = read_gap (f);
  g_assert_cmpuint (rows->len, ==, 5);
  row = gap_row (rows, "物理", "24001");
  g_assert_cmpuint (row->wanted.least, ==, 12); /* two physics rooms */
  g_assert_cmpint (row->held, ==, 10);
  g_assert_cmpint (row->lacking, ==, 2);
  g_assert_cmpint (row->cost, ==, 8000);
  /* The same digits in another subject are another thing. */
  g_assert_cmpint (gap_row (rows, "化学", "24001")->held, ==, 0);
  row = gap_row (rows, "物理", "25012");
  g_assert_cmpint (row->usable, ==, 3);
  g_assert_cmpint (row->price, ==, 298000); /* no price in the standard: what the school paid */
  g_assert_nonnull (gap_row (rows, "物理", "26002")->fault);
  g_assert_cmpint (gap_row (rows, "物理", "26001")->cost, ==, -1);
  subjects = jz_gap_sum (rows);
  g_assert_cmpuint (subjects->len, ==, 2);
  physics = g_ptr_array_index (
    subjects, strcmp (((JzGapSubject *)g_ptr_array_index (subjects, 0))->subject, "物理") == 0 ? 0 : 1);
  g_assert_cmpuint (physics->rows, ==, 3);
  g_assert_cmpuint (physics->filled, ==, 0);
  g_assert_cmpuint (physics->unpriced, ==, 1);
  g_assert_cmpint (physics->cost, ==, 8000 + 298000);
  /* A broken one is held but of no use; a person says what a row means. */
  fixture_write (f->store, &jz_action_item, break_cb, f);
  expect_items (f, 0);
  fixture_write (f->store, &jz_action_gap, match_cb, f);
  expect_items (f, 1);
  again = read_gap (f);
  g_assert_cmpint (gap_row (again, "物理", "25012")->held, ==, 3);
  g_assert_cmpint (gap_row (again, "物理", "25012")->usable, ==, 2);
  g_assert_cmpint (gap_row (again, "物理", "26001")->lacking, ==, 0);
}

/* Counting. */

static gboolean
begin_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture        *f = data;
  JzStocktakePlan plan = { .place = f->room };

  return jz_stocktake_start (operation, &plan, &f->stocktake, error);
}

typedef struct
{
  Fixture        *f;
  JzStocktakeScan scan;
  JzScanVerdict   verdict;
} Scanned;

static gboolean
scan_cb (JzOperation *operation, gpointer data, GError **error)
{
  Scanned *self = data;

  return jz_stocktake_scan (operation, self->f->stocktake, &self->scan, &self->verdict, NULL, error);
}

static JzScanVerdict
scan (Fixture *f, const char *code, gint64 quantity, gint64 place)
{
  Scanned self = { f, { code, quantity, place, "王芳" }, JZ_SCAN_UNKNOWN };

  fixture_write (f->store, &jz_action_stocktake_scan, scan_cb, &self);
  return self.verdict;
}

static gboolean
finish_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_stocktake_finish (operation, ((Fixture *) data)->stocktake, error);
}

static gboolean
post_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_stocktake_post (operation, ((Fixture *) data)->stocktake, error);
}

static gboolean
causes_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;
  g_autoptr (GPtrArray) lines =
    jz_stocktake_lines (jz_operation_get_connection (operation), f->stocktake, "difference", error);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    if (!jz_stocktake_cause (operation, ((JzStocktakeLine *) g_ptr_array_index (lines, i))->id, "期末清点", error))
      return FALSE;
  return lines != NULL;
}

static gboolean
sum_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  JzStocktakeSum *sum = data;

  return jz_stocktake_sum (connection, 1, sum, error);
}

static JzStocktakeSum
read_sum (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  JzStocktakeSum     sum = { 0 };

  jz_store_read_sync (f->store, sum_cb, &sum, NULL, &error);
  g_assert_no_error (error);
  return sum;
}

static gboolean
papers_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  JzReport **papers = data;

  papers[0] = jz_stocktake_list_new (connection, 1, error);
  papers[1] = papers[0] != NULL ? jz_stocktake_report_new (connection, 1, error) : NULL;
  return papers[1] != NULL;
}

/* The list has what the books have, without counts; the report what differs, with its causes. */
static void
check_papers (Fixture *f)
{
  JzReport          *papers[2] = { NULL, NULL };
  g_autoptr (GError) error = NULL;
  guint              causes = 0;

  jz_store_read_sync (f->store, papers_cb, papers, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (papers[0]->rows->len, ==, 3);
  g_assert_cmpuint (papers[1]->rows->len, ==, 3); /* missing, found here, too few */
  for (guint i = 0; i < papers[1]->rows->len; i++)
    {
      char **cells = g_ptr_array_index (papers[1]->rows, i);

      causes += g_str_equal (cells[papers[1]->columns->len - 1], "期末清点");
    }
  g_assert_cmpuint (causes, ==, 3);
  jz_report_free (papers[0]);
  jz_report_free (papers[1]);
}

/* The room has two cards and ten meters. One card is there, one is missing, one of the other room is found here, and there are only
 * eight meters. */
static void
test_count (Fixture *f, gconstpointer data)
{
  g_auto (JzStocktakeSum) sum = { 0 };
  g_auto (JzStocktakeSum) end = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 posted;

  fixture_write (f->store, &jz_action_stocktake, begin_cb, f);
  g_assert_cmpint (scan (f, "ZC-000001", -1, f->shelf), ==, JZ_SCAN_FOUND);
  g_assert_cmpint (scan (f, "ZC-000001", -1, f->shelf), ==, JZ_SCAN_AGAIN);
  g_assert_cmpint (scan (f, "ZC-000003", -1, f->room), ==, JZ_SCAN_ELSEWHERE);
  g_assert_cmpint (scan (f, "XX-9", -1, f->room), ==, JZ_SCAN_UNKNOWN);
  g_assert_cmpint (scan (f, "24001", 5, f->room), ==, JZ_SCAN_FOUND);
  g_assert_cmpint (scan (f, "24001", 3, f->room), ==, JZ_SCAN_FOUND);
  sum = read_sum (f);
  g_assert_cmpuint (sum.lines, ==, 3);
  g_assert_cmpuint (sum.counted, ==, 2);
  g_assert_cmpuint (sum.agree, ==, 1);
  g_assert_cmpuint (sum.elsewhere, ==, 1);
  g_assert_cmpuint (sum.short_lines, ==, 1);
  g_assert_cmpuint (sum.missing, ==, 0); /* it may still turn up */
  g_assert_cmpuint (sum.scans, ==, 6);
  g_assert_cmpuint (sum.unknown, ==, 1);
  fixture_write (f->store, &jz_action_stocktake, finish_cb, f);
  end = read_sum (f);
  g_assert_cmpuint (end.missing, ==, 1);
  g_assert_cmpint (end.pieces, ==, 12);
  g_assert_cmpint (end.pieces_agree, ==, 9);
  g_assert_false (
    jz_store_write_sync (f->store, &jz_action_stocktake_post, &fixture_actor, post_cb, f, NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID); /* no cause is given */
  g_clear_error (&error);
  fixture_write (f->store, &jz_action_stocktake, causes_cb, f);
  check_papers (f);
  posted = fixture_write (f->store, &jz_action_stocktake_post, post_cb, f);
  g_assert_cmpint (fixture_ask (f->store, "SELECT sum (quantity) FROM balance JOIN item ON item.id = balance.item WHERE code = '24001'"), ==, 8);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM position"), ==, 2);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM position JOIN place ON place.id = position.place WHERE path = '物理一室'"), ==, 1);
  fixture_check (f->store);
  /* Taken back, the books are as before and the counting can be posted again. */
  jz_store_undo_sync (f->store, posted, &fixture_actor, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_ask (f->store, "SELECT sum (quantity) FROM balance JOIN item ON item.id = balance.item WHERE code = '24001'"), ==, 10);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM stocktake WHERE state = 'counted'"), ==, 1);
  fixture_write (f->store, &jz_action_stocktake_post, post_cb, f);
}

static gboolean
move_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture        *f = data;
  JzTerms         terms = { .to_place = f->other };
  g_auto (JzDone) done = { 0 };

  return jz_voucher_transfer (operation, &terms,
                              (JzLine[]){ { .item = f->card, .asset = f->assets[1], .quantity = 1 } }, 1, &done, error);
}

static gboolean
lend_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture        *f = data;
  JzPersonData    wang = { .kind = "staff", .name = "王芳" };
  JzTerms         terms = { 0 };
  JzLine          line = { .item = f->card, .asset = f->assets[0], .quantity = 1 };
  g_auto (JzDone) done = { 0 };

  return jz_person_add (operation, &wang, &terms.person, error) &&
         jz_voucher_loan (operation, &terms, &line, 1, &done, error);
}

typedef struct
{
  Fixture    *f;
  GPtrArray  *codes;
  JzScanTally tally;
} TakenFile;

static gboolean
take_file_cb (JzOperation *operation, gpointer data, GError **error)
{
  TakenFile *self = data;

  return jz_scan_file_take (operation, self->f->stocktake, self->codes, self->f->shelf, "王芳", &self->tally, error);
}

static gboolean
try_file_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  TakenFile *self = data;

  return jz_scan_file_try (connection, self->codes, &self->tally, error);
}

/* The memory of a scanner: with a byte order mark, lines of another system, empty ones, a code that nobody knows. */
static void
test_scanner_file (Fixture *f, gconstpointer data)
{
  static const char text[] = "\xEF\xBB\xBFZC-000001\r\n\r\nXX-9\r\nZC-000003\r\n24001\r\nZC-000001";
  TakenFile taken = { .f = f };
  g_autofree char   *path = NULL;
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("scans-XXXXXX", &path, NULL);

  g_assert_true (g_close (fd, NULL) && g_file_set_contents (path, text, -1, NULL));
  fixture_write (f->store, &jz_action_stocktake, begin_cb, f);
  taken.codes = jz_scan_file_read (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (taken.codes->len, ==, 5);
  g_assert_true (jz_store_read_sync (f->store, try_file_cb, &taken, NULL, NULL));
  g_assert_cmpuint (taken.tally.rejects->len, ==, 1);
  g_assert_cmpuint (((JzScanReject *) g_ptr_array_index (taken.tally.rejects, 0))->row, ==, 3);
  jz_scan_tally_clear (&taken.tally);
  fixture_write (f->store, &jz_action_stocktake_scan, take_file_cb, &taken);
  g_assert_cmpuint (taken.tally.n[JZ_SCAN_FOUND], ==, 2);
  g_assert_cmpuint (taken.tally.n[JZ_SCAN_ELSEWHERE], ==, 1);
  g_assert_cmpuint (taken.tally.n[JZ_SCAN_AGAIN], ==, 1);
  g_assert_cmpuint (taken.tally.n[JZ_SCAN_UNKNOWN], ==, 1);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM stocktake_scan WHERE counter = '王芳'"), ==, 5);
  g_assert_true (g_file_set_contents (path, "\0\1", 2, NULL));
  g_assert_null (jz_scan_file_read (path, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "\n \n", -1, NULL));
  g_assert_null (jz_scan_file_read (path, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  g_unlink (path);
  jz_scan_tally_clear (&taken.tally);
  g_ptr_array_unref (taken.codes);
}

/* What is lent is not missing; read on the shelf all the same, it is back, and nobody has it any more. */
static void
test_lent (Fixture *f, gconstpointer data)
{
  g_auto (JzStocktakeSum) sum = { 0 };

  fixture_write (f->store, &jz_action_loan, lend_cb, f);
  fixture_write (f->store, &jz_action_stocktake, begin_cb, f);
  sum = read_sum (f);
  g_assert_cmpuint (sum.lines, ==, 2);
  g_assert_cmpint (scan (f, "ZC-000001", -1, f->shelf), ==, JZ_SCAN_ELSEWHERE);
  g_assert_cmpint (scan (f, "ZC-000002", -1, f->shelf), ==, JZ_SCAN_FOUND);
  g_assert_cmpint (scan (f, "24001", 10, f->shelf), ==, JZ_SCAN_FOUND);
  fixture_write (f->store, &jz_action_stocktake, finish_cb, f);
  fixture_write (f->store, &jz_action_stocktake_post, post_cb, f);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM position WHERE state = 'stock' AND holder = 0"), ==, 3);
}

/* What moved between counting and posting is not guessed at. */
static void
test_moved (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_write (f->store, &jz_action_stocktake, begin_cb, f);
  scan (f, "ZC-000001", -1, 0);
  scan (f, "24001", 10, 0);
  fixture_write (f->store, &jz_action_stocktake, finish_cb, f);
  fixture_write (f->store, &jz_action_stocktake, causes_cb, f);
  fixture_write (f->store, &jz_action_transfer, move_cb, f);
  g_assert_false (
    jz_store_write_sync (f->store, &jz_action_stocktake_post, &fixture_actor, post_cb, f, NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "ZC-000002"));
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM voucher WHERE kind = 'adjustment'"), ==, 0);
}

/* The three agreements. */

static gboolean
reconcile_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return jz_reconcile_read (connection, NULL, data, error);
}

static gboolean
card_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return jz_shelf_card_note (operation, (gint64[]){ f->shelf, f->other }, 2, error);
}

static gboolean
there_and_back_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture        *f = data;
  JzTerms         there = { .to_place = f->other }, back = { .to_place = f->shelf };
  JzLine          line = { .item = f->lot, .quantity = 2, .place = f->shelf };
  g_auto (JzDone) done = { 0 };
  g_auto (JzDone) again = { 0 };

  if (!jz_voucher_transfer (operation, &there, &line, 1, &done, error))
    return FALSE;
  line.place = f->other;
  return jz_voucher_transfer (operation, &back, &line, 1, &again, error);
}

static gboolean
labels_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const JzLabelChoice choice = { .missing = TRUE };

  *(GPtrArray **) data = jz_label_source_read (connection, &fixture_actor, JZ_LABELS_SHELF_CARDS, &choice, NULL, error);
  return *(GPtrArray **) data != NULL;
}

/* The cards that are printed as missing are the stale ones. */
static gboolean
empty_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture        *f = data;
  JzTerms         terms = { .to_place = f->other };
  JzLine          line = { .item = f->lot, .quantity = 10, .place = f->shelf };
  g_auto (JzDone) done = { 0 };

  return jz_voucher_transfer (operation, &terms, &line, 1, &done, error);
}

static void
expect_stale (Fixture *f, guint n)
{
  g_autoptr (GPtrArray) labels = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (JzReconcile) result = { 0 };

  jz_store_read_sync (f->store, reconcile_cb, &result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.shelves, ==, 2);
  g_assert_cmpuint (result.stale->len, ==, n);
  jz_store_read_sync (f->store, labels_cb, &labels, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (labels->len, ==, n);
  g_assert_cmpuint (result.codes, ==, 2);
  g_assert_cmpuint (result.differences->len, ==, 0);
}

static void
test_cards (Fixture *f, gconstpointer data)
{
  expect_stale (f, 2);
  fixture_write (f->store, &jz_action_item, card_cb, f);
  expect_stale (f, 0);
  /* Touched, but it says the same: still true. */
  fixture_write (f->store, &jz_action_transfer, there_and_back_cb, f);
  expect_stale (f, 0);
  fixture_write (f->store, &jz_action_transfer, move_cb, f);
  expect_stale (f, 2);
  fixture_write (f->store, &jz_action_item, card_cb, f);
  expect_stale (f, 0);
  g_assert_cmpint (fixture_ask (f->store, "SELECT max (version) FROM shelf_card"), ==, 2);
  /* All of one kind leaves; what stays there was not touched. */
  fixture_write (f->store, &jz_action_transfer, empty_cb, f);
  expect_stale (f, 2);
}

static void
test_goods (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (JzReconcile) result = { 0 };

  fixture_write (f->store, &jz_action_stocktake, begin_cb, f);
  scan (f, "ZC-000001", -1, 0);
  scan (f, "24001", 9, 0);
  fixture_write (f->store, &jz_action_stocktake, finish_cb, f);
  jz_store_read_sync (f->store, reconcile_cb, &result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (result.stocktakes, ==, "PD-2026-0001");
  g_assert_cmpuint (result.book_lines, ==, 4);
  g_assert_cmpuint (result.lines, ==, 3);
  g_assert_cmpuint (result.agree, ==, 1);
  g_assert_cmpint (result.pieces, ==, 12);
  g_assert_cmpint (result.pieces_agree, ==, 10);
  g_assert_cmpint (result.value, ==, 2 * 298000 + 38000);
  g_assert_cmpint (result.value_agree, ==, 298000 + 34200);
}

/* Years. */

static gboolean
close_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_year_close (operation, GPOINTER_TO_INT (data), error);
}

static gboolean
reopen_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_year_reopen (operation, error);
}

static gboolean
late_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture        *f = data;
  JzTerms         terms = { .date = "2025-12-31" };
  g_auto (JzDone) done = { 0 };

  return jz_voucher_receive (operation, &terms,
                             (JzLine[]){ { .item = f->lot, .quantity = 1, .price = 100, .place = f->other } }, 1, &done,
                             error);
}

static void
test_years (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_write (f->store, &jz_action_close_year, close_cb, GINT_TO_POINTER (2025));
  g_assert_false (
    jz_store_write_sync (f->store, &jz_action_receive, &fixture_actor, late_cb, f, NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (jz_store_write_sync (f->store, &jz_action_close_year, &fixture_actor, close_cb,
                                       GINT_TO_POINTER (2025), NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (jz_store_write_sync (f->store, &jz_action_close_year, &fixture_actor, close_cb,
                                       GINT_TO_POINTER (2027), NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  g_clear_error (&error);
  fixture_write (f->store, &jz_action_transfer, move_cb, f); /* this year's books are open */
  fixture_write (f->store, &jz_action_reopen_year, reopen_cb, NULL);
  jz_store_undo_sync (f->store, 0, &fixture_actor, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_ask (f->store, "SELECT max (year) FROM closed_year"), ==, 2025);
  fixture_write (f->store, &jz_action_reopen_year, reopen_cb, NULL);
  fixture_write (f->store, &jz_action_receive, late_cb, f);
  g_assert_false (
    jz_store_write_sync (f->store, &jz_action_reopen_year, &fixture_actor, reopen_cb, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agreements/rules", test_rules);
  g_test_add ("/agreements/gap", Fixture, NULL, set_up, test_gap, tear_down);
  g_test_add ("/agreements/count", Fixture, NULL, set_up, test_count, tear_down);
  g_test_add ("/agreements/scanner-file", Fixture, NULL, set_up, test_scanner_file, tear_down);
  g_test_add ("/agreements/lent", Fixture, NULL, set_up, test_lent, tear_down);
  g_test_add ("/agreements/moved", Fixture, NULL, set_up, test_moved, tear_down);
  g_test_add ("/agreements/cards", Fixture, NULL, set_up, test_cards, tear_down);
  g_test_add ("/agreements/goods", Fixture, NULL, set_up, test_goods, tear_down);
  g_test_add ("/agreements/years", Fixture, NULL, set_up, test_years, tear_down);
  return g_test_run ();
}
