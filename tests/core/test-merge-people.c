/* merge-people: one person who stands in the register twice becomes one: what they borrowed is due when it was, what they have in
 * use, keep, asked for, broke, signed and sign in with is the kept one's; undo gives all of it back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "jz-account.h"
#include "jz-damage.h"
#include "jz-duplicates.h"
#include "jz-find.h"
#include "jz-loan-desk.h"
#include "jz-merge.h"
#include "jz-network-note.h"
#include "jz-purchase.h"
#include "jz-stocktake.h"
#include "support/school-fixture.h"

typedef struct
{
  JzStore *store;
  gint64   kept, gone, pupil; /* people */
  gint64   lot, card, room;
  gint64   account;
} Fixture;

static gboolean
people_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture     *f = data;
  JzPersonData kept = { .kind = "staff", .name = "王芳" };
  JzPersonData gone = { .kind = "staff", .name = "王 芳", .number = "T001", .post = "物理教师" };
  JzPersonData pupil = { .kind = "pupil", .name = "王芳" };

  return jz_person_add (operation, &kept, &f->kept, error) && jz_person_add (operation, &gone, &f->gone, error) &&
         jz_person_add (operation, &pupil, &f->pupil, error) &&
         jz_account_add (operation, "wang", "王芳", NULL, (const char *const[]){ "teacher", NULL }, &f->account,
                         error) &&
         jz_account_set_person (operation, f->account, f->gone, error);
}

static gboolean
things_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture   *f = data;
  guint      added = 0;
  JzItemData lot = { .name = "条形磁铁", .unit = "付", .tracking = "lot", .least = -1 };
  JzItemData card = { .name = "数字示波器", .unit = "台", .tracking = "card", .least = -1 };
  JzTerms    terms = { .date = "2026-09-01" }, early = { .date = "2026-09-02", .person = f->gone, .due = "2026-10-01" };
  JzTerms    late = { .date = "2026-09-03", .person = f->gone, .due = "2026-12-20" };
  JzTerms    issue = { .date = "2026-09-04", .person = f->gone };
  g_auto (JzDone) one = { 0 };
  g_auto (JzDone) two = { 0 };
  g_auto (JzDone) three = { 0 };
  g_auto (JzDone) four = { 0 };

  return jz_item_add (operation, &lot, &f->lot, error) && jz_item_add (operation, &card, &f->card, error) &&
         jz_place_ensure (operation, "物理一室", &f->room, &added, error) &&
         jz_voucher_receive (operation, &terms,
                             (JzLine[]){ { .item = f->lot, .quantity = 9, .price = 1001, .place = f->room },
                                         { .item = f->card, .quantity = 1, .price = 298000, .place = f->room } },
                             2, &one, error) &&
         jz_voucher_loan (operation, &early, &(JzLine){ .item = f->lot, .quantity = 3, .place = f->room }, 1, &two,
                          error) &&
         jz_voucher_loan (operation, &late,
                          (JzLine[]){ { .item = f->lot, .quantity = 1, .place = f->room },
                                      { .asset = g_array_index (one.assets, gint64, 0), .quantity = 1 } },
                          2, &three, error) &&
         jz_voucher_issue (operation, &issue, &(JzLine){ .item = f->lot, .quantity = 2, .place = f->room }, 1, &four,
                           error);
}

static gboolean
papers_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture       *f = data;
  JzRequestLine  line = { .item = f->lot, .quantity = 2 };
  JzRequestData  request = { .applicant = f->gone, .purpose = "补充" };
  JzDamageReport damage = { .thing = { .item = f->lot, .quantity = 1, .place = f->room }, .cause = "摔落",
                            .person = f->gone };
  gint64         id = 0, report;

  return jz_purchase_request_write (operation, &id, &request, &line, 1, error) &&
         jz_damage_report (operation, &damage, &report, error) &&
         jz_network_note_sign (operation, (gint64[]){ f->gone, f->kept }, 2, "2026-09-01", "2027-08-31", NULL, error) &&
         jz_network_note_sign (operation, &f->gone, 1, "2025-09-01", "2026-08-31", NULL, error) &&
         jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE place SET keeper = ?, changed = jz_operation () WHERE id = ?", "ll", f->gone,
                            f->room);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->store = fixture_school ();
  fixture_write (f->store, &jz_action_people, people_cb, f);
  fixture_write (f->store, &jz_action_receive, things_cb, f);
  fixture_write (f->store, &jz_action_upkeep, papers_cb, f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fixture_check (f->store);
  jz_store_close (f->store);
  g_object_unref (f->store);
}

static gboolean
merge_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return jz_people_merge (operation, f->kept, &f->gone, 1, error);
}

static void
refused (Fixture *f, JzWriteFunc func)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (jz_store_write_sync (f->store, &jz_action_merge_people, &fixture_actor, func, f, NULL, NULL, NULL,
                                       &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, JZ_ERROR, JZ_ERROR_CONFLICT);
}

static void
undo (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  jz_store_undo_sync (f->store, 0, &fixture_actor, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* How many rows name @person, each kind of them once: a keeper, an account, a request, a damage. */
static gint64
named (Fixture *f, gint64 person)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT (SELECT count (*) FROM place WHERE keeper = %1$d) + (SELECT count (*) FROM account WHERE person = %1$d) + "
      "(SELECT count (*) FROM purchase_request WHERE applicant = %1$d) + (SELECT count (*) FROM damage WHERE person = "
      "%1$d)", (int) person);

  return fixture_ask (f->store, sql);
}

static gint64
notes (Fixture *f, gint64 person)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM network_note WHERE voided IS NULL AND person = %d",
                                          (int) person);

  return fixture_ask (f->store, sql);
}

/* Loans of @person as "quantity@due" in the order of their days, and what is in use. */
typedef struct
{
  gint64 person;
  char  *loans;
} Loans;

static gboolean
loans_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Loans *self = data;
  g_autoptr (GPtrArray) lines = jz_loans_out (connection, self->person, FALSE, error);
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 used = 0;

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const JzLoanLine *line = g_ptr_array_index (lines, i);

      g_string_append_printf (text, "%d@%s ", (int) line->quantity, line->due);
    }
  if (!jz_connection_number (connection, &used, 0, error,
                             "SELECT ifnull (sum (quantity), 0) FROM balance WHERE state = 'use' AND holder = ?", "l",
                             self->person))
    return FALSE;
  g_string_append_printf (text, "%d", (int) used);
  self->loans = g_strdup (text->str);
  return lines != NULL;
}

static void
has_loans (Fixture *f, gint64 person, const char *expected)
{
  g_autoptr (GError) error = NULL;
  Loans self = { person, NULL };

  jz_store_read_sync (f->store, loans_cb, &self, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (self.loans, ==, expected);
  g_free (self.loans);
}

#define ALL_OUT "3@2026-10-01 1@2026-12-20 1@2026-12-20 2"

static gboolean
leads_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *f = data;
  gint64   id = 0;
  g_autoptr (JzFound) found = NULL;

  g_assert_true (jz_find_scanned (connection, "T001", &found, error));
  g_assert_nonnull (found);
  g_assert_cmpint (found->id, ==, f->kept);
  g_assert_true (jz_person_find (connection, "T001", &id, error));
  g_assert_cmpint (id, ==, f->kept);
  g_assert_true (jz_person_find (connection, "王 芳", &id, error));
  g_assert_cmpint (id, ==, f->kept);
  g_assert_true (jz_merged_into (connection, "person", f->gone, &id, error));
  g_assert_cmpint (id, ==, f->kept);
  return TRUE;
}

static void
test_merge (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (named (f, f->gone), ==, 4);
  has_loans (f, f->gone, ALL_OUT);
  fixture_write (f->store, &jz_action_merge_people, merge_cb, f);
  g_assert_cmpint (named (f, f->gone), ==, 0);
  g_assert_cmpint (named (f, f->kept), ==, 4);
  g_assert_cmpint (notes (f, f->kept), ==, 2);
  g_assert_cmpint (notes (f, f->gone), ==, 0);
  has_loans (f, f->kept, ALL_OUT);
  has_loans (f, f->gone, "0");
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM person WHERE number = 'T001' AND post = '物理教师' AND "
                                          "name = '王芳' AND voided IS NULL"), ==, 1);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM person_search WHERE person_search MATCH '王芳'"), ==, 2);
  jz_store_read_sync (f->store, leads_cb, f, NULL, &error);
  g_assert_no_error (error);
  fixture_check (f->store);
  undo (f);
  g_assert_cmpint (named (f, f->gone), ==, 4);
  g_assert_cmpint (notes (f, f->gone), ==, 2);
  has_loans (f, f->gone, ALL_OUT);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM merged"), ==, 0);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM person WHERE number = 'T001' AND name = '王 芳' AND "
                                          "voided IS NULL"), ==, 1);
  fixture_check (f->store);
  fixture_write (f->store, &jz_action_merge_people, merge_cb, f);
  has_loans (f, f->kept, ALL_OUT);
}

static gboolean
merge_itself_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return jz_people_merge (operation, f->kept, &f->kept, 1, error);
}

static gboolean
merge_pupil_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return jz_people_merge (operation, f->kept, &f->pupil, 1, error);
}

static gboolean
own_account_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;
  gint64   id;

  return jz_account_add (operation, "wang2", "王芳", NULL, (const char *const[]){ "keeper", NULL }, &id, error) &&
         jz_account_set_person (operation, id, f->kept, error);
}

static gboolean
count_cb (JzOperation *operation, gpointer data, GError **error)
{
  gint64 id;

  return jz_stocktake_start (operation, &(JzStocktakePlan){ .name = "盘点" }, &id, error);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  refused (f, merge_itself_cb);
  refused (f, merge_pupil_cb);
  fixture_write (f->store, &jz_action_account, own_account_cb, f);
  refused (f, merge_cb);
  undo (f);
  fixture_write (f->store, &jz_action_stocktake, count_cb, f);
  refused (f, merge_cb);
}

/* Two cards of one teacher are found by their names. */
static gboolean
alike_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *f = data;
  g_autoptr (GPtrArray) groups = jz_duplicates_find (connection, JZ_DUPLICATE_PEOPLE, error);
  GPtrArray *rows;

  g_assert_cmpuint (groups->len, ==, 1);
  rows = ((JzDuplicateGroup *) g_ptr_array_index (groups, 0))->rows;
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (((JzDuplicateRow *) g_ptr_array_index (rows, 0))->id, ==, f->gone); /* more names them */
  return TRUE;
}

static void
test_alike (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  jz_store_read_sync (f->store, alike_cb, f, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
return_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture        *f = data;
  JzTerms         terms = { .person = f->gone };
  g_auto (JzDone) done = { 0 };

  return jz_voucher_return (operation, &terms, &(JzLine){ .item = f->lot, .quantity = 3, .place = f->room }, 1, &done,
                            error);
}

/* What came back by mistake is still due when it was. */
static void
test_due_stays (Fixture *f, gconstpointer data)
{
  fixture_write (f->store, &jz_action_return, return_cb, f);
  has_loans (f, f->gone, "1@2026-12-20 1@2026-12-20 2");
  undo (f);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM loan_out WHERE due IS NULL"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/merge-people/all-follows", Fixture, NULL, set_up, test_merge, tear_down);
  g_test_add ("/merge-people/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/merge-people/alike", Fixture, NULL, set_up, test_alike, tear_down);
  g_test_add ("/merge-people/due-stays", Fixture, NULL, set_up, test_due_stays, tear_down);
  return g_test_run ();
}
