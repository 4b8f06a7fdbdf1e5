/* network: addresses in any way of writing, the register of machines, addresses for many at once, notes that run out, and ratios with
 * the rows behind them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "jz-item.h"
#include "jz-machine.h"
#include "jz-net-address.h"
#include "jz-network-note.h"
#include "jz-ratio.h"
#include "support/school-fixture.h"

static void
test_addresses (void)
{
  static const struct { const char *text, *mac;
  } macs[] = {
    { "00:1a:2B:3c:4d:5E", "00-1A-2B-3C-4D-5E" }, { "001a2b3c4d5e", "00-1A-2B-3C-4D-5E" },
    { "001a.2b3c.4d5e", "00-1A-2B-3C-4D-5E" },    { " ００－１Ａ－2B-3C-4D-5E ", "00-1A-2B-3C-4D-5E" },
    { "00-1A-2B-3C-4D", NULL },                   { "00-1A-2B-3C-4D-5E-6F", NULL },
    { "0G-1A-2B-3C-4D-5E", NULL },                { "00-00-00-00-00-00", NULL },
    { "FF-FF-FF-FF-FF-FF", NULL },                { "", NULL },
  };
  static const char *const bad[] = { "", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.04", "a.b.c.d", "0.0.0.0",
                                     "255.255.255.255", "1.2.3.-4", "::1" };
  guint32 address;

  for (gsize i = 0; i < G_N_ELEMENTS (macs); i++)
    {
      g_autofree char *mac = jz_mac_normalise (macs[i].text);

      g_test_message ("%s", macs[i].text);
      g_assert_cmpstr (mac, ==, macs[i].mac);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (jz_ipv4_parse (bad[i], &address));
  g_assert_true (jz_ipv4_parse (" １92.168.1.20 ", &address));
  g_assert_cmpuint (address, ==, 0xc0a80114);
  {
    g_autofree char *ipv4 = jz_ipv4_format (address), *six = jz_ipv6_normalise ("2001:0DB8:0:0:0:0:0:1"),
                            *none = jz_ipv6_normalise ("1.2.3.4");

    g_assert_cmpstr (ipv4, ==, "192.168.1.20");
    g_assert_cmpstr (six, ==, "2001:db8::1");
    g_assert_null (none);
  }
}

/* Four pupils' machines in a room, two teachers' in an office; a projector there; one thing that is no computer. */

typedef struct
{
  JzStore *store;
  gint64   pupil_item, teacher_item, set_item, other_item;
  gint64   lab, office;
  gint64   machines[6]; /* of the register, in the order of the cards */
  gint64   teacher, second;
} Fixture;

static gboolean
add_item (JzOperation *operation, const char *code, const char *name, const char *spec, gint64 *id, GError **error)
{
  JzItemData item = { .scheme = 0, .code = code, .name = name, .spec = spec, .unit = "台", .tracking = "card",
                      .least = -1 };

  if (!jz_connection_number (jz_operation_get_connection (operation), &item.scheme, 0, error,
                             "SELECT id FROM code_scheme WHERE name = 'GB/T 14885' AND edition = '2010'", ""))
    return FALSE;
  return jz_item_add (operation, &item, id, error);
}

static gboolean
receive (JzOperation *operation, gint64 item, gint64 place, int quantity, const char *date, GError **error)
{
  JzTerms         terms = { .date = date };
  JzLine          line = { .item = item, .place = place, .quantity = quantity, .price = 400000 };
  g_auto (JzDone) done = { 0 };

  return jz_voucher_receive (operation, &terms, &line, 1, &done, error);
}

static gboolean
fill_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture     *f = data;
  guint        added = 0;
  JzPersonData teacher = { .kind = "staff", .name = "李敏", .post = "物理教师" },
                         second = { .kind = "staff", .name = "王强", .post = "实验员" };

  return jz_person_add (operation, &teacher, &f->teacher, error) &&
         jz_person_add (operation, &second, &f->second, error) &&
         add_item (operation, "2010104", "台式计算机", "学生机", &f->pupil_item, error) &&
         add_item (operation, "2010104", "台式计算机", "教师机", &f->teacher_item, error) &&
         add_item (operation, "2020201", "投影仪", "", &f->set_item, error) &&
         add_item (operation, "6010203", "讲台", "", &f->other_item, error) &&
         jz_place_ensure (operation, "计算机一室", &f->lab, &added, error) &&
         jz_place_ensure (operation, "办公室", &f->office, &added, error) &&
         receive (operation, f->pupil_item, f->lab, 3, "2025-09-01", error) &&
         receive (operation, f->pupil_item, f->lab, 1, "2018-09-01", error) &&
         receive (operation, f->teacher_item, f->office, 2, "2025-09-01", error) &&
         receive (operation, f->set_item, f->lab, 1, "2026-03-01", error) &&
         receive (operation, f->other_item, f->lab, 1, "2026-03-01", error) &&
         jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE place SET purpose = '计算机教室', changed = jz_operation () WHERE id = ?", "l",
                            f->lab) &&
         jz_class_add (operation, "primary", 2025, 2, 1, 11, NULL, error) &&
         jz_class_add (operation, "junior", 2025, 8, 1, 10, NULL, error);
}

static gboolean
register_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;
  guint    n, m;

  if (!jz_machine_add_all (operation, f->lab, "pupil", TRUE, &n, error) ||
      !jz_machine_add_all (operation, 0, "teacher", TRUE, &m, error))
    return FALSE;
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpuint (m, ==, 2);
  return TRUE;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->store = fixture_school ();
  fixture_write (f->store, &jz_action_init, fill_cb, f);
  fixture_write (f->store, &jz_action_machine, register_cb, f);
  for (int i = 0; i < 6; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT machine.id FROM machine JOIN asset ON asset.id = machine.asset "
                                              "ORDER BY number LIMIT 1 OFFSET %d", i);

      f->machines[i] = fixture_ask (f->store, sql);
    }
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fixture_check (f->store);
  jz_store_close (f->store);
  g_object_unref (f->store);
}

/* One thing that is done to a machine, and what it must be refused with. */
typedef struct
{
  gint64        id;
  JzMachineData data;
  JzMachineFill fill;
  const gint64 *ids;
  guint         n;
} Work;

static gboolean
update_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *work = data;

  return jz_machine_update (operation, work->id, &work->data, error);
}

static gboolean
add_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *work = data;

  return jz_machine_add (operation, &work->data, NULL, error);
}

static gboolean
fill_many_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *work = data;

  return jz_machine_fill (operation, work->ids, work->n, &work->fill, error);
}

static gboolean
remove_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *work = data;

  return jz_machine_remove (operation, work->ids, work->n, error);
}

static void
refused (Fixture *f, JzWriteFunc func, Work *work, int code, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (jz_store_write_sync (f->store, &jz_action_machine, &fixture_actor, func, work, NULL, NULL, NULL,
                                       &error));
  g_assert_error (error, JZ_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_machines (Fixture *f, gconstpointer data)
{
  Work work = { .id = f->machines[0], .data = { .use = "pupil", .networked = TRUE, .mac = "00:1a:2b:3c:4d:5e",
                                                .ipv4 = "192.168.1.20", .host = "PC01" } };

  fixture_write (f->store, &jz_action_machine, update_cb, &work);
  work.id = f->machines[1];
  refused (f, update_cb, &work, JZ_ERROR_CONFLICT, "192.168.1.20 is the address of machine ZC-");
  work.data.ipv4 = "192.168.1.21";
  work.data.mac = "001A.2B3C.4D5E";
  refused (f, update_cb, &work, JZ_ERROR_CONFLICT, "00-1A-2B-3C-4D-5E is the address of machine ZC-");
  work.data.mac = "nonsense";
  refused (f, update_cb, &work, JZ_ERROR_INVALID, "no MAC address");
  work.data.mac = NULL;
  work.data.ipv4 = "192.168.1.256";
  refused (f, update_cb, &work, JZ_ERROR_INVALID, "no IPv4 address");
  work.data.ipv4 = NULL;
  work.data.fixed = TRUE;
  work.data.networked = FALSE;
  refused (f, update_cb, &work, JZ_ERROR_INVALID, "no fixed address");
  work.data = (JzMachineData){ .use = "pupil",
                               .asset = fixture_ask (f->store, "SELECT id FROM asset ORDER BY number LIMIT 1") };
  refused (f, add_cb, &work, JZ_ERROR_CONFLICT, "already");
  work.data.asset = fixture_ask (f->store,
                                 "SELECT asset.id FROM asset JOIN item ON item.id = item WHERE code = '6010203'");
  refused (f, add_cb, &work, JZ_ERROR_INVALID, "no computer");
  work.ids = f->machines;
  work.n = 1;
  fixture_write (f->store, &jz_action_machine, remove_cb, &work);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM machine WHERE voided IS NULL"), ==, 5);
  /* What was taken off has no address any more. */
  work.id = f->machines[1];
  work.data = (JzMachineData){ .use = "pupil", .networked = TRUE, .mac = "00:1a:2b:3c:4d:5e", .ipv4 = "192.168.1.20" };
  fixture_write (f->store, &jz_action_machine, update_cb, &work);
}

static void
test_fill (Fixture *f, gconstpointer data)
{
  Work work = { .id = f->machines[5], .data = { .use = "teacher", .networked = TRUE, .ipv4 = "10.0.0.2" } };
  g_autoptr (GError) error = NULL;

  fixture_write (f->store, &jz_action_machine, update_cb, &work);
  work.ids = f->machines;
  work.n = 4;
  work.fill = (JzMachineFill){ .first = "10.0.0.1", .os = "Windows 10", .networked = -1, .fixed = 1 };
  fixture_write (f->store, &jz_action_machine, fill_many_cb, &work);
  /* .2 is another machine's. */
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT group_concat (ipv4 & 255, '') FROM (SELECT ipv4 FROM machine WHERE fixed "
                                "ORDER BY ipv4)"), ==, 1345);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM machine WHERE os = 'Windows 10' AND fixed"), ==, 4);
  /* Again, one further: each takes what the next one had. */
  work.fill.first = "10.0.0.3";
  fixture_write (f->store, &jz_action_machine, fill_many_cb, &work);
  work.fill = (JzMachineFill){ .first = "10.0.0.1", .last = "10.0.0.4", .networked = -1, .fixed = -1 };
  refused (f, fill_many_cb, &work, JZ_ERROR_INVALID, "Only 3 addresses are free");
  work.fill.last = "10.0.0.0";
  refused (f, fill_many_cb, &work, JZ_ERROR_INVALID, "must come after");
  work.n = 0;
  refused (f, fill_many_cb, &work, JZ_ERROR_INVALID, "Choose");
  jz_store_undo_sync (f->store, 0, &fixture_actor, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT group_concat (ipv4 & 255, '') FROM (SELECT ipv4 FROM machine WHERE fixed "
                                "ORDER BY ipv4)"), ==, 1345);
}

/* The receipt of a registered machine can't be taken back. */
static void
test_undo (Fixture *f, gconstpointer data)
{
  gint64 receipt = fixture_ask (f->store, "SELECT operation FROM voucher ORDER BY id LIMIT 1");
  g_autoptr (GError) error = NULL;

  g_assert_false (jz_store_undo_sync (f->store, receipt, &fixture_actor, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_CONFLICT);
}

/* Notes. */

typedef struct
{
  gint64      persons[2];
  guint       n;
  const char *date, *expires;
} Signing;

static gboolean
sign_cb (JzOperation *operation, gpointer data, GError **error)
{
  Signing *self = data;

  return jz_network_note_sign (operation, self->persons, self->n, self->date, self->expires, NULL, error);
}

static gboolean
unsign_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_network_note_remove (operation, *(gint64 *) data, error);
}

typedef struct
{
  GString *states;
} States;

static gboolean
states_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  States *self = data;
  g_autoptr (GPtrArray) notes = jz_network_note_list (connection, NULL, error);

  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      const JzNetworkNote *note = g_ptr_array_index (notes, i);

      g_string_append_printf (self->states, "%s %s %s;", note->name, note->state,
                              note->expires != NULL ? note->expires : "-");
    }
  return notes != NULL;
}

static char *
states (Fixture *f)
{
  States self = { g_string_new (NULL) };
  g_autoptr (GError) error = NULL;

  jz_store_read_sync (f->store, states_cb, &self, NULL, &error);
  g_assert_no_error (error);
  return g_string_free (self.states, FALSE);
}

static void
expect_states (Fixture *f, const char *expected)
{
  g_autofree char *got = states (f);

  g_assert_cmpstr (got, ==, expected);
}

static void
test_notes (Fixture *f, gconstpointer data)
{
  Work    work = { .id = f->machines[4], .data = { .use = "teacher", .networked = TRUE, .person = f->teacher } };
  Signing signing = { { f->teacher, f->second }, 1, "2025-09-01", NULL };
  gint64  pupil;
  g_autoptr (GError) error = NULL;

  expect_states (f, "");
  fixture_write (f->store, &jz_action_machine, update_cb, &work);
  expect_states (f, "李敏 none -;");
  fixture_write (f->store, &jz_action_network_note, sign_cb, &signing);
  expect_states (f, "李敏 expired 2026-08-31;");
  signing.n = 2;
  signing.date = NULL; /* today */
  fixture_write (f->store, &jz_action_network_note, sign_cb, &signing);
  expect_states (f, "李敏 signed 2027-11-21;王强 signed 2027-11-21;");
  g_assert_false (jz_store_write_sync (f->store, &jz_action_network_note, &fixture_actor, sign_cb, &signing, NULL, NULL,
                                       NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_CONFLICT);
  g_clear_error (&error);
  signing.date = "2026-12-01"; /* to come */
  g_assert_false (jz_store_write_sync (f->store, &jz_action_network_note, &fixture_actor, sign_cb, &signing, NULL, NULL,
                                       NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  g_clear_error (&error);
  signing = (Signing){ { f->second }, 1, "2026-11-21", "2026-12-01" };
  fixture_write (f->store, &jz_action_network_note, sign_cb, &signing);
  fixture_write (f->store, &jz_action_network_note, unsign_cb, &f->second);
  expect_states (f, "李敏 signed 2027-11-21;王强 soon 2026-12-01;");
  pupil = 999;
  g_assert_false (jz_store_write_sync (f->store, &jz_action_network_note, &fixture_actor, unsign_cb, &pupil, NULL, NULL,
                                       NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND);
}

/* Ratios. */

static gboolean
ratios_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  *(GPtrArray **) data = jz_ratio_read (connection, 0, error);
  return *(GPtrArray **) data != NULL;
}

/* "pupil 21/400 5.25 lacking 1 unknown 0" */
static void
expect_ratio (Fixture *f, const char *ratio, const char *stage, const char *expected)
{
  g_autoptr (GPtrArray) ratios = NULL;
  g_autoptr (GError)    error = NULL;

  jz_store_read_sync (f->store, ratios_cb, &ratios, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < ratios->len; i++)
    {
      const JzRatio *one = g_ptr_array_index (ratios, i);

      if (g_str_equal (one->ratio, ratio) && g_strcmp0 (one->stage, stage) == 0)
        {
          g_autofree char *got = g_strdup_printf ("%d/%d = %d, %d more, %u unknown, %d", (int) one->part,
                                                  (int) one->whole, (int) one->value,
                                                  (int) one->lacking, one->unknown, one->verdict);

          g_assert_cmpstr (got, ==, expected);
          return;
        }
    }
  g_assert_not_reached ();
}

static gboolean
rule_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_ratio_set_rule (operation, data, FALSE, error);
}

static gboolean
room_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;
  gint64   class_ = 0;

  return jz_connection_number (jz_operation_get_connection (operation), &class_, 0, error, "SELECT min (id) FROM class",
                               "") &&
         jz_ratio_set_room (operation, f->office, class_, 1, 1000, error);
}

static gboolean
other_room_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;
  gint64   class_ = 0;

  return jz_connection_number (jz_operation_get_connection (operation), &class_, 0, error, "SELECT min (id) FROM class",
                               "") &&
         jz_ratio_set_room (operation, f->lab, class_, -1, -1, error);
}

static gboolean
item_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_ratio_set_item (operation, ((Fixture *) data)->set_item, -1, -1, 1, 0, error);
}

static gboolean
target_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_ratio_set_target (operation, "pupil", 1000, "县 2026", error);
}

static void
test_ratios (Fixture *f, gconstpointer data)
{
  Work work = { .id = f->machines[0], .data = { .use = "pupil" } };
  g_autoptr (GError) error = NULL;

  /* 21 pupils; one of four machines is eight years old. 21/5 = 4.2: five are needed. */
  expect_ratio (f, "pupil", NULL, "21/300 = 700, 2 more, 0 unknown, 1");
  /* 11 × 1.00 and 10 × 1.10 pupils weigh the same. */
  expect_ratio (f, "pupil", "primary", "11/150 = 733, 1 more, 0 unknown, 1");
  expect_ratio (f, "pupil", "junior", "10/150 = 667, 1 more, 0 unknown, 1");
  /* 孙建国 and 李敏; 王强 does not teach. */
  expect_ratio (f, "teacher", NULL, "1/200 = 50, 0 more, 0 unknown, 0");
  fixture_write (f->store, &jz_action_ratio, rule_cb, (gpointer) "life");
  expect_ratio (f, "pupil", NULL, "21/400 = 525, 1 more, 0 unknown, 1");
  fixture_write (f->store, &jz_action_ratio, target_cb, NULL);
  expect_ratio (f, "pupil", NULL, "21/400 = 525, 0 more, 0 unknown, 0");
  /* What is not registered belongs to nobody. */
  work.ids = f->machines;
  work.n = 4;
  fixture_write (f->store, &jz_action_machine, remove_cb, &work);
  expect_ratio (f, "pupil", NULL, "21/0 = -1, 0 more, 4 unknown, 2");
  /* Of no class anybody knows the room. */
  expect_ratio (f, "class", NULL, "-1/2 = -1, 0 more, 2 unknown, 2");
  expect_ratio (f, "room", NULL, "1/1 = 10000, 0 more, 0 unknown, 0");
  expect_ratio (f, "fast", NULL, "-1/1 = -1, 0 more, 1 unknown, 2");
  expect_ratio (f, "interactive", NULL, "0/1 = 0, 1 more, 0 unknown, 1");
  fixture_write (f->store, &jz_action_ratio, room_cb, f);
  fixture_write (f->store, &jz_action_ratio, item_cb, f);
  expect_ratio (f, "class", NULL, "1/2 = 5000, 1 more, 1 unknown, 1");
  expect_ratio (f, "fast", NULL, "1/2 = 5000, 1 more, 1 unknown, 1");
  expect_ratio (f, "interactive", NULL, "1/1 = 10000, 0 more, 0 unknown, 0");
  g_assert_false (jz_store_write_sync (f->store, &jz_action_ratio, &fixture_actor, other_room_cb, f, NULL, NULL, NULL,
                                       &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (jz_store_write_sync (f->store, &jz_action_ratio, &fixture_actor, rule_cb, (gpointer) "nonsense", NULL,
                                       NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
}

static gboolean
rows_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = jz_ratio_rows (connection, data, 0, error);
  const JzRatioRow     *first;

  if (rows == NULL)
    return FALSE;
  g_assert_cmpuint (rows->len, ==, 4);
  first = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (first->why, ==, "life");
  g_assert_false (first->counts);
  first = g_ptr_array_index (rows, 1);
  g_assert_true (first->counts);
  return TRUE;
}

static void
test_rows (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  jz_store_read_sync (f->store, rows_cb, (gpointer) "pupil", NULL, &error);
  g_assert_no_error (error);
  g_assert_false (jz_store_read_sync (f->store, rows_cb, (gpointer) "nonsense", NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network/addresses", test_addresses);
  g_test_add ("/network/machines", Fixture, NULL, set_up, test_machines, tear_down);
  g_test_add ("/network/fill", Fixture, NULL, set_up, test_fill, tear_down);
  g_test_add ("/network/undo", Fixture, NULL, set_up, test_undo, tear_down);
  g_test_add ("/network/notes", Fixture, NULL, set_up, test_notes, tear_down);
  g_test_add ("/network/ratios", Fixture, NULL, set_up, test_ratios, tear_down);
  g_test_add ("/network/rows", Fixture, NULL, set_up, test_rows, tear_down);
  return g_test_run ();
}
