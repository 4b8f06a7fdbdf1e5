/* rooms: what stands in the way of a lesson is what comparing every pair finds; what is approved is never booked
 * over, by whatever
 * door; queues, moves, swaps, and that all of it is taken back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "jz-calendar.h"
#include "jz-free-slot.h"
#include "jz-lesson-series.h"
#include "jz-merge.h"
#include "jz-room-use.h"
#include "support/school-fixture.h"

#define N 4 /* rooms, classes, teachers and technicians each */

typedef struct
{
  JzStore *store;
  gint64   rooms[N], classes[N], people[2 * N];
} Rooms;

static gboolean
fill_cb (JzOperation *operation, gpointer data, GError **error)
{
  Rooms *self = data;

  for (int i = 0; i < N; i++)
    {
      g_autofree char *name = g_strdup_printf ("物理%d室", i + 1);
      JzPlaceData      room = { .kind = "room", .name = name, .purpose = "物理实验室", .seats = i == 0 ? 30 : 52 };

      if (!jz_place_add (operation, &room, &self->rooms[i], error) ||
          !jz_class_add (operation, "junior", 2025, 8, i + 1, 44, &self->classes[i], error))
        return FALSE;
    }
  for (int i = 0; i < 2 * N; i++)
    {
      g_autofree char *name = g_strdup_printf ("教师%d", i + 1);

      if (!jz_person_ensure (operation, name, &self->people[i], error))
        return FALSE;
    }
  return TRUE;
}

static void
rooms_open (Rooms *self, gconstpointer data)
{
  self->store = fixture_school ();
  fixture_write (self->store, &jz_action_people, fill_cb, self);
}

static void
rooms_close (Rooms *self, gconstpointer data)
{
  fixture_check (self->store);
  jz_store_close (self->store);
  g_object_unref (self->store);
}

/* The oracle: every pair. */

typedef struct
{
  JzLessonWish wish;
  gint64       id;
} Booked;

typedef struct
{
  Rooms  *rooms;
  GArray *booked; /* of Booked */
  GRand  *random;
  guint   n_booked, n_refused;
} Oracle;

static gint64
pick (Oracle *self, const gint64 *from, gboolean or_none)
{
  return or_none && g_rand_int_range (self->random, 0, 3) == 0 ? 0 : from[g_rand_int_range (self->random, 0, N)];
}

/* Whether lessons are held on @date, asked of nothing that the check asks. */
static gboolean
is_open (JzDate date)
{
  static const char *const made_up[] = { "2026-09-20", "2026-10-10" },
                    *const off[] = { "2026-09-25", "2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07" };
  char iso[JZ_DATE_LENGTH];

  jz_date_to_iso (date, iso);
  for (guint i = 0; i < G_N_ELEMENTS (made_up); i++)
    if (g_str_equal (made_up[i], iso))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (off); i++)
    if (g_str_equal (off[i], iso))
      return FALSE;
  return jz_date_weekday (date) <= 5;
}

static gboolean
is_among (GPtrArray *clashes, const char *kind, gint64 with)
{
  for (guint i = 0; i < clashes->len; i++)
    {
      const JzClash *clash = g_ptr_array_index (clashes, i);

      if (clash->hard && g_str_equal (clash->kind, kind) && clash->with == with)
        return TRUE;
    }
  return FALSE;
}

static guint
expect (GPtrArray *clashes, const char *kind, gint64 wanted, gint64 has, gint64 with)
{
  if (wanted == 0 || wanted != has)
    return 0;
  g_assert_true (is_among (clashes, kind, with));
  return 1;
}

static void
compare (Oracle *self, const JzLessonWish *wish, GPtrArray *clashes)
{
  guint n = 0, hard = 0;

  if (!is_open (wish->date))
    {
      g_assert_true (is_among (clashes, "closed", 0));
      n++;
    }
  for (guint i = 0; i < self->booked->len; i++)
    {
      const Booked *booked = &g_array_index (self->booked, Booked, i);

      if (booked->wish.date != wish->date || booked->wish.period != wish->period)
        continue;
      n += expect (clashes, "room", wish->room, booked->wish.room, booked->id) +
           expect (clashes, "teacher", wish->teacher, booked->wish.teacher, booked->id) +
           expect (clashes, "class", wish->class_, booked->wish.class_, booked->id) +
           expect (clashes, "technician", wish->technician, booked->wish.technician, booked->id);
    }
  for (guint i = 0; i < clashes->len; i++)
    hard += ((JzClash *) g_ptr_array_index (clashes, i))->hard;
  g_assert_cmpuint (n, ==, hard);
}

static gboolean
book_one (JzOperation *operation, Oracle *self, GError **error)
{
  JzLessonWish wish = { .date = jz_date_new (2026, 9, 14) + g_rand_int_range (self->random, 0, 120),
                        .period = g_rand_int_range (self->random, 1, 9),
                        .room = pick (self, self->rooms->rooms, FALSE),
                        .class_ = pick (self, self->rooms->classes, TRUE),
                        .teacher = pick (self, self->rooms->people, TRUE),
                        .technician = pick (self, self->rooms->people + N, TRUE),
                        .purpose = "科技社团" };
  g_auto (JzBooking) booking = { 0 };

  if (!jz_lesson_book (operation, &wish, 0, NULL, FALSE, &booking, error))
    return FALSE;
  compare (self, &wish, booking.clashes);
  g_assert_cmpint (booking.lesson == 0, ==, jz_clashes_are_hard (booking.clashes));
  self->n_refused += booking.lesson == 0;
  if (booking.lesson != 0)
    g_array_append_vals (self->booked, (Booked[]){ { wish, booking.lesson } }, 1);
  return TRUE;
}

static gboolean
oracle_cb (JzOperation *operation, gpointer data, GError **error)
{
  for (int i = 0; i < 10000; i++)
    if (!book_one (operation, data, error))
      return FALSE;
  return TRUE;
}

static void
test_oracle (Rooms *self, gconstpointer data)
{
  Oracle oracle = { self, g_array_new (FALSE, FALSE, sizeof (Booked)), g_rand_new_with_seed (5), 0, 0 };

  fixture_write (self->store, &jz_action_lesson_book, oracle_cb, &oracle);
  g_assert_cmpuint (oracle.booked->len, >, 500);
  g_assert_cmpuint (oracle.n_refused, >, 5000);
  g_assert_cmpint (fixture_ask (self->store, "SELECT count (*) FROM lesson"), ==, oracle.booked->len);
  g_array_unref (oracle.booked);
  g_rand_free (oracle.random);
}

/* Days. */

typedef struct
{
  JzWeekRule  rule;
  const char *weeks, *dates;
} DaysAsk;

static gboolean
days_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  DaysAsk              *ask = data;
  g_autoptr (GString)   text = g_string_new (NULL);
  g_autoptr (GPtrArray) days = NULL;

  g_assert_true (jz_weeks_parse (ask->weeks, &ask->rule.weeks));
  if (!jz_term_meant (connection, "2026-1", &ask->rule.term, error))
    return FALSE;
  days = jz_term_days (connection, &ask->rule, error);
  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      char iso[JZ_DATE_LENGTH];

      g_string_append_printf (text, "%s ", jz_date_to_iso (((JzTermDay *) g_ptr_array_index (days, i))->date, iso) + 5);
    }
  g_assert_cmpstr (text->str, ==, ask->dates);
  return days != NULL;
}

static void
assert_days (Rooms *self, const char *weeks, int weekday, const char *parity, const char *dates)
{
  DaysAsk ask = { { 0, 0, weekday, parity }, weeks, dates };

  g_assert_true (jz_store_read_sync (self->store, days_cb, &ask, NULL, NULL));
}

static void
test_days (Rooms *self, gconstpointer data)
{
  assert_days (self, "1-3", 1, NULL, "09-07 09-14 ");         /* the first week begins on a Tuesday */
  assert_days (self, "2-6", 5, NULL, "09-11 09-18 09-20 09-25 10-02 10-09 "); /* what is made up, and what falls away */
  assert_days (self, "2-6", 5, "odd", "09-18 09-20 10-02 ");
  assert_days (self, "2,4,6", 3, "even", "09-09 09-23 10-07 ");
  assert_days (self, "3", 7, NULL, "09-20 ");                 /* a Sunday by its own name too */
}

static void
test_weeks (void)
{
  static const char *const bad[] = { "", "0", "31", "3-1", "1-", "-3", "1,,2", "a", "1-2-3", "111", "1 2" };
  guint32 weeks;

  g_assert_true (jz_weeks_parse ("1-3, 5", &weeks));
  g_assert_cmphex (weeks, ==, 0x2e);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (jz_weeks_parse (bad[i], &weeks));
}

/* Deeds. */

typedef struct
{
  Rooms       *rooms;
  enum { BOOK, WAIT, APPROVE, CANCEL, MOVE, SWAP, CLOSE } what;
  JzLessonWish wish;
  gint64       lesson, other, offered;
  JzBooking    booking;
} Deed;

static gboolean
deed_cb (JzOperation *operation, gpointer data, GError **error)
{
  Deed *deed = data;

  switch (deed->what)
    {
    case BOOK:
    case WAIT:
      return jz_lesson_book (operation, &deed->wish, 0, NULL, deed->what == WAIT, &deed->booking, error);
    case APPROVE:
      return jz_lesson_approve (operation, deed->lesson, error);
    case CANCEL:
      return jz_lesson_cancel (operation, deed->lesson, "考试", &deed->offered, error);
    case MOVE:
      return jz_lesson_move (operation, deed->lesson, deed->wish.date, deed->wish.period, deed->wish.room, error);
    case SWAP:
      return jz_lesson_swap (operation, deed->lesson, deed->other, error);
    case CLOSE:
    default:
      return jz_calendar_set (operation, deed->wish.date, "holiday", 0, NULL, "运动会", error);
    }
}

static JzLessonWish
wish_at (Rooms *self, int day, int period, int who)
{
  return (JzLessonWish){ .date = jz_date_new (2026, 12, day),
                         .period = period,
                         .room = self->rooms[0],
                         .class_ = self->classes[who],
                         .teacher = self->people[who],
                         .purpose = "测密度" };
}

static gint64
book (Rooms *self, JzLessonWish wish, gboolean wait, const char *state)
{
  Deed deed = { .rooms = self, .what = wait ? WAIT : BOOK, .wish = wish };

  fixture_write (self->store, &jz_action_lesson_book, deed_cb, &deed);
  g_assert_cmpstr (deed.booking.state, ==, state);
  jz_booking_clear (&deed.booking);
  return deed.booking.lesson;
}

static gint64
do_deed (Rooms *self, Deed deed)
{
  return fixture_write (self->store, &jz_action_lesson_change, deed_cb, &deed);
}

static void
assert_refused (Rooms *self, Deed deed, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
    jz_store_write_sync (self->store, &jz_action_lesson_change, &fixture_actor, deed_cb, &deed, NULL, NULL, NULL,
                         &error));
  g_assert_error (error, JZ_ERROR, code);
}

static void
undo (Rooms *self, gint64 operation)
{
  g_autoptr (GError) error = NULL;

  jz_store_undo_sync (self->store, operation, &fixture_actor, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gint64
ask_of (Rooms *self, gint64 lesson, const char *condition)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM lesson WHERE id = %" G_GINT64_FORMAT " AND %s",
                                          lesson, condition);

  return fixture_ask (self->store, sql);
}

static void
test_queue (Rooms *self, gconstpointer data)
{
  gint64 first = book (self, wish_at (self, 7, 3, 0), FALSE, "approved");
  gint64 second = book (self, wish_at (self, 7, 3, 1), TRUE, "waiting");
  gint64 third = book (self, wish_at (self, 7, 3, 2), TRUE, "waiting");
  JzLessonWish elsewhere = wish_at (self, 7, 3, 1);
  gint64       operation;

  g_assert_cmpint (book (self, wish_at (self, 7, 3, 3), FALSE, NULL), ==, 0);
  assert_refused (self, (Deed){ .what = APPROVE, .lesson = second }, JZ_ERROR_CONFLICT);
  /* The second has something else to do meanwhile: the third is first in line. */
  elsewhere.room = self->rooms[1];
  book (self, elsewhere, FALSE, "approved");
  operation = do_deed (self, (Deed){ .what = CANCEL, .lesson = first });
  g_assert_cmpint (ask_of (self, third, "state = 'asked'"), ==, 1);
  g_assert_cmpint (ask_of (self, second, "state = 'waiting'"), ==, 1);
  undo (self, operation);
  g_assert_cmpint (ask_of (self, first, "state = 'approved'"), ==, 1);
  g_assert_cmpint (ask_of (self, third, "state = 'waiting'"), ==, 1);
  do_deed (self, (Deed){ .what = CANCEL, .lesson = first });
  do_deed (self, (Deed){ .what = APPROVE, .lesson = third });
  assert_refused (self, (Deed){ .what = APPROVE, .lesson = third }, JZ_ERROR_CONFLICT);
}

static void
test_move (Rooms *self, gconstpointer data)
{
  gint64 lesson = book (self, wish_at (self, 8, 1, 0), FALSE, "approved");
  gint64 operation;

  book (self, wish_at (self, 8, 2, 1), FALSE, "approved");
  assert_refused (self, (Deed){ .what = MOVE, .lesson = lesson, .wish = wish_at (self, 8, 2, 0) }, JZ_ERROR_CONFLICT);
  assert_refused (self, (Deed){ .what = MOVE, .lesson = lesson, .wish = wish_at (self, 12, 1, 0) }, JZ_ERROR_CONFLICT);
  operation = do_deed (self, (Deed){ .what = MOVE, .lesson = lesson, .wish = wish_at (self, 9, 4, 0) });
  g_assert_cmpint (ask_of (self, lesson, "date = '2026-12-09' AND period = 4 AND state = 'approved'"), ==, 1);
  undo (self, operation);
  g_assert_cmpint (ask_of (self, lesson, "date = '2026-12-08' AND period = 1"), ==, 1);
}

/* In both directions, in one slot and in two; what both indices would refuse one after the other. */
static void
test_swap (Rooms *self, gconstpointer data)
{
  JzLessonWish beside = wish_at (self, 10, 1, 1);
  gint64       one = book (self, wish_at (self, 10, 1, 0), FALSE, "approved"), other, later, operation;

  beside.room = self->rooms[1];
  other = book (self, beside, FALSE, "approved");
  later = book (self, wish_at (self, 11, 2, 2), FALSE, "approved");
  operation = do_deed (self, (Deed){ .what = SWAP, .lesson = one, .other = other });
  g_assert_cmpint (ask_of (self, one, "room <> (SELECT room FROM lesson WHERE date = '2026-12-11')"), ==, 1);
  undo (self, operation);
  g_assert_cmpint (ask_of (self, one, "room = (SELECT room FROM lesson WHERE date = '2026-12-11')"), ==, 1);
  operation = do_deed (self, (Deed){ .what = SWAP, .lesson = one, .other = later });
  g_assert_cmpint (ask_of (self, one, "date = '2026-12-11' AND voided IS NULL"), ==, 1);
  g_assert_cmpint (ask_of (self, later, "date = '2026-12-10' AND voided IS NULL"), ==, 1);
  undo (self, operation);
  g_assert_cmpint (ask_of (self, one, "date = '2026-12-10' AND voided IS NULL"), ==, 1);
  assert_refused (self, (Deed){ .what = SWAP, .lesson = one, .other = one }, JZ_ERROR_INVALID);
}

/* Whoever writes the rows themselves is refused by the database. */
static gboolean
sql_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_connection_exec (jz_operation_get_connection (operation), data, error);
}

static void
test_database (Rooms *self, gconstpointer data)
{
  static const char *const bad[] = {
    "INSERT INTO lesson (uuid, date, period, room, purpose, state, changed) SELECT 'a', date, period, room, 'x', 'approved', "
    "jz_operation () FROM lesson",
    "INSERT INTO lesson (uuid, date, period, room, class, state, changed) SELECT 'a', date, period, room + 1, class, 'approved', "
    "jz_operation () FROM lesson",
    "INSERT INTO lesson (uuid, date, period, room, teacher, state, changed) SELECT 'a', date, period, room + 1, teacher, 'approved', "
    "jz_operation () FROM lesson",
    "UPDATE lesson SET date = '2026-12-19'",
    "UPDATE calendar_day SET kind = 'holiday', follows = NULL WHERE date = '2026-12-18'",
    "INSERT INTO room_closure (uuid, first_day, last_day, reason, changed) VALUES ('a', '2026-12-01', '2026-12-31', '检修', "
    "jz_operation ())",
    "UPDATE lesson SET room = (SELECT id FROM place WHERE kind = 'building')",
  };

  book (self, wish_at (self, 18, 1, 0), FALSE, "approved");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (jz_store_write_sync (self->store, &jz_action_lesson_book, &fixture_actor, sql_cb,
                                           (gpointer) bad[i], NULL, NULL,
                                           NULL, &error));
      g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
    }
  assert_refused (self, (Deed){ .what = CLOSE, .wish = wish_at (self, 18, 1, 0) }, JZ_ERROR_INVALID);
}

/* Free slots are exactly those in which nothing hard is in the way. */
static gboolean
free_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Rooms                *self = data;
  JzLessonWish          wish = wish_at (self, 14, 0, 0);
  g_autoptr (GPtrArray) slots = NULL;
  guint                 n = 0;

  wish.period = 0;
  slots = jz_free_slots (connection, &wish, 6, 1000, error);
  g_assert_nonnull (slots);
  g_assert_cmpint (((JzFreeSlot *) g_ptr_array_index (slots, 0))->room, !=, self->rooms[0]); /* 44 pupils, 30 seats */
  for (int day = 0; day <= 6; day++)
    for (int period = 1; period <= 8; period++)
      for (int room = 0; room < N; room++)
        {
          JzLessonWish          one = wish;
          g_autoptr (GPtrArray) clashes = NULL;

          one.date += day;
          one.period = period;
          one.room = self->rooms[room];
          clashes = jz_clash_check (connection, &one, NULL, error);
          n += !jz_clashes_are_hard (clashes);
        }
  g_assert_cmpuint (n, ==, slots->len);
  return TRUE;
}

static void
test_free (Rooms *self, gconstpointer data)
{
  JzLessonWish elsewhere = wish_at (self, 15, 2, 0);

  elsewhere.room = self->rooms[2];
  book (self, elsewhere, FALSE, "approved");
  book (self, wish_at (self, 16, 5, 1), FALSE, "approved");
  g_assert_true (jz_store_read_sync (self->store, free_cb, self, NULL, NULL));
}

/* Rooms and people that become one bring their lessons; what is over stays where it was. */
static gboolean
merge_cb (JzOperation *operation, gpointer data, GError **error)
{
  Rooms *self = data;

  return jz_places_merge (operation, self->rooms[3], &self->rooms[0], 1, error) &&
         jz_people_merge (operation, self->people[3], &self->people[0], 1, error);
}

static gboolean
use_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzRoomUse use = { .people = 40 };

  return jz_room_use_note (operation, *(gint64 *) data, &use, error);
}

static void
test_merge (Rooms *self, gconstpointer data)
{
  static const JzAction action = { "test.merge", "test" };
  JzLessonWish held_wish = wish_at (self, 7, 4, 0);
  gint64       lesson = book (self, wish_at (self, 7, 3, 0), FALSE, "approved"), held, operation;

  held_wish.date = jz_date_new (2026, 11, 20);
  held = book (self, held_wish, FALSE, "approved");
  fixture_write (self->store, &jz_action_room_use, use_cb, &held);
  operation = fixture_write (self->store, &action, merge_cb, self);
  g_assert_cmpint (ask_of (self, lesson, "room = (SELECT id FROM place WHERE name = '物理4室') AND teacher = (SELECT id FROM person WHERE name "
                                         "= '教师4')"), ==, 1);
  g_assert_cmpint (ask_of (self, held, "room = (SELECT id FROM place WHERE name = '物理1室')"), ==, 1);
  undo (self, operation);
  g_assert_cmpint (ask_of (self, lesson, "room = (SELECT id FROM place WHERE name = '物理1室')"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rooms/weeks", test_weeks);
  g_test_add ("/rooms/days", Rooms, NULL, rooms_open, test_days, rooms_close);
  g_test_add ("/rooms/oracle", Rooms, NULL, rooms_open, test_oracle, rooms_close);
  g_test_add ("/rooms/queue", Rooms, NULL, rooms_open, test_queue, rooms_close);
  g_test_add ("/rooms/move", Rooms, NULL, rooms_open, test_move, rooms_close);
  g_test_add ("/rooms/swap", Rooms, NULL, rooms_open, test_swap, rooms_close);
  g_test_add ("/rooms/database", Rooms, NULL, rooms_open, test_database, rooms_close);
  g_test_add ("/rooms/merge", Rooms, NULL, rooms_open, test_merge, rooms_close);
  g_test_add ("/rooms/free", Rooms, NULL, rooms_open, test_free, rooms_close);
  return g_test_run ();
}
