/* A term of lessons in function rooms: each class goes to each subject's room once a week, labs every other week;
 * what was held is noted,
 * but for the last days; clubs come after lessons; some ask, one waits, and a lab is closed for an afternoon.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-demo"
#include "config.h"

#include "jz-demo-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-lesson-series.h"
#include "jz-room-use.h"
#include "jz-room.h"

#define PERIODS    7  /* of lessons; the eighth is open to whoever comes */
#define NOT_NOTED  6  /* the last days, of which not everything is written down yet */
#define N_SLOTS    (5 * PERIODS)

typedef struct
{
  gint64 id;
  int    grade;
} Class;

typedef struct
{
  Demo        *demo;
  gint64       term;
  char        *weeks;
  GArray      *classes; /* of Class */
  GHashTable  *taken;   /* room, class (negative) or person (shifted) → guint64[2]: slots of odd and of even weeks */
  JzReference *lessons;
  guint        turn;    /* so that not all begin on a Monday */
} Plan;

enum { OF_ROOM, OF_CLASS, OF_PERSON };

static guint64 *
taken_of (Plan *plan, int what, gint64 id)
{
  gint64   key = id * 4 + what;
  guint64 *taken = g_hash_table_lookup (plan->taken, &key);

  if (taken == NULL)
    {
      taken = g_new0 (guint64, 2);
      g_hash_table_insert (plan->taken, g_memdup2 (&key, sizeof key), taken);
    }
  return taken;
}

static gboolean
read_classes (Plan *plan, GError **error)
{
  JzStatement *row = jz_connection_query (plan->demo->connection, error,
                                          "SELECT id, grade FROM class WHERE left_year IS NULL ORDER BY grade, number", "");

  while (jz_statement_next (row))
    g_array_append_vals (plan->classes, (Class[]){ { jz_statement_int64 (row, 0), (int) jz_statement_int64 (row,
                                                                                          1) } }, 1);
  return jz_statement_finish (row, error);
}

/* The weeks of the term, as they are booked: all of them. */
static gboolean
read_term (Plan *plan, GError **error)
{
  gint64 weeks;

  if (!jz_term_meant (plan->demo->connection, NULL, &plan->term, error) ||
      !jz_connection_number (plan->demo->connection, &weeks, 1, error,
                             "SELECT max (week) FROM calendar_day WHERE term = ?", "l",
                             plan->term))
    return FALSE;
  plan->weeks = g_strdup_printf ("1-%d", (int) MIN (weeks, JZ_MAX_WEEKS));
  return TRUE;
}

/* Rooms of the subject in which lessons are held, in turn. */
static const Room *
choose_room (Plan *plan, const char *subject, guint n)
{
  g_autoptr (GPtrArray) fit = g_ptr_array_new ();

  for (guint i = 0; i < plan->demo->rooms->len; i++)
    {
      const Room *room = g_ptr_array_index (plan->demo->rooms, i);

      if (g_str_equal (room->subject, subject) &&
          (g_str_has_suffix (room->purpose, "实验室") || g_str_has_suffix (room->purpose, "教室") ||
           g_str_equal (room->purpose, "心理辅导室")))
        g_ptr_array_add (fit, (gpointer) room);
    }
  return fit->len > 0 ? g_ptr_array_index (fit, n % fit->len) : NULL;
}

static const Staff *
choose_teacher (Plan *plan, const char *subject, guint n)
{
  g_autoptr (GPtrArray) fit = g_ptr_array_new ();

  for (guint i = 0; i < plan->demo->staff->len; i++)
    if (g_str_equal (((Staff *) g_ptr_array_index (plan->demo->staff, i))->subject, subject))
      g_ptr_array_add (fit, g_ptr_array_index (plan->demo->staff, i));
  return fit->len > 0 ? g_ptr_array_index (fit, n % fit->len) : NULL;
}

/* @parity: 0 odd, 1 even, 2 each. Returns: the slot, -1: all are taken */
static int
take_slot (Plan *plan, gint64 room, gint64 class_, gint64 teacher, int parity)
{
  guint64 *of[] = { taken_of (plan, OF_ROOM, room), taken_of (plan, OF_CLASS, class_), taken_of (plan, OF_PERSON,
                                                                                          teacher) };

  plan->turn += 11;
  for (guint i = 0; i < N_SLOTS; i++)
    {
      guint    slot = (plan->turn + i) % N_SLOTS;
      guint64  bit = G_GUINT64_CONSTANT (1) << slot, taken = 0;

      for (guint k = 0; k < G_N_ELEMENTS (of); k++)
        taken |= (parity != 1 ? of[k][0] : 0) | (parity != 0 ? of[k][1] : 0);
      if (taken & bit)
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (of); k++)
        for (int odd = 0; odd < 2; odd++)
          if (parity == 2 || parity == odd)
            of[k][odd] |= bit;
      return (int) slot;
    }
  return -1;
}

/* Each date has the next topic. */
static gboolean
name_topics (Plan *plan, const JzSeriesPlan *booked, char **topics, GError **error)
{
  guint n = g_strv_length (topics), at = 0;

  for (guint i = 0; i < booked->dates->len; i++)
    {
      const JzSeriesDate *date = g_ptr_array_index (booked->dates, i);

      if (date->booking.lesson != 0 &&
          !jz_connection_run (plan->demo->connection, error, "UPDATE lesson SET purpose = ? WHERE id = ?", "sl",
                              topics[at++ % n],
                              date->booking.lesson))
        return FALSE;
    }
  return TRUE;
}

static gboolean
book_class (Plan *plan, JzOperation *operation, guint row, guint n, GError **error)
{
  const Class      *class_ = &g_array_index (plan->classes, Class, n);
  const char       *subject = jz_reference_get (plan->lessons, row, "subject"),
    *kind = jz_reference_get (plan->lessons, row, "kind");
  const Room       *room = choose_room (plan, subject, n / 2);
  const Staff      *teacher = choose_teacher (plan, subject, n);
  int               parity = g_str_equal (kind, "experiment") ? (int) (n % 2) : 2;
  int               slot = room != NULL && teacher != NULL ? take_slot (plan, room->id, class_->id, teacher->id,
                                                                        parity) : -1;
  g_auto (GStrv)    topics = g_strsplit (jz_reference_get (plan->lessons, row, "topics"), "、", -1);
  JzSeriesWish      wish = { .weeks = plan->weeks, .rule = { .term = plan->term, .weekday = slot % 5 + 1 } };
  g_autoptr (JzSeriesPlan) booked = NULL;

  if (slot < 0)
    return TRUE;
  wish.rule.parity = parity == 2 ? NULL : parity == 0 ? "odd" : "even";
  wish.wish = (JzLessonWish){ .period = slot / 5 + 1, .room = room->id, .class_ = class_->id, .teacher = teacher->id,
                              .kind = kind,
                              .subject = subject };
  booked = jz_series_book (operation, &wish, NULL, TRUE, error);
  return booked != NULL && name_topics (plan, booked, topics, error);
}

/* All classes of one subject, as whoever makes the timetable does it. */
static gboolean
book_subject (Plan *plan, guint row, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (plan->demo, &jz_action_lesson_book, plan->demo->head, error);
  int from = atoi (jz_reference_get (plan->lessons, row, "from")), to = atoi (jz_reference_get (plan->lessons, row,
                                                                                          "to"));

  for (guint n = 0; operation != NULL && n < plan->classes->len; n++)
    {
      int grade = g_array_index (plan->classes, Class, n).grade;

      if (grade >= from && grade <= to && !book_class (plan, operation, row, n, error))
        return FALSE;
    }
  if (operation == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Booked the term's lessons of %s"), jz_reference_get (plan->lessons, row,
                                                                                          "subject"));
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

/* Clubs: one room after the other, once a week in the eighth period. */
static gboolean
book_clubs (Plan *plan, GError **error)
{
  static const struct { const char *subject, *name; } clubs[] = { { "信息", "科技社团" }, { "音乐", "合唱团" }, { "美术", "书画社" },
                                                                  { "科学", "小小科学家" }, { "物理", "物理兴趣小组" } };
  g_autoptr (JzOperation) operation = demo_begin (plan->demo, &jz_action_lesson_book, plan->demo->head, error);

  for (guint i = 0; operation != NULL && i < G_N_ELEMENTS (clubs); i++)
    {
      const Room  *room = choose_room (plan, clubs[i].subject, 0);
      const Staff *teacher = choose_teacher (plan, clubs[i].subject, 0);
      JzSeriesWish wish = { .weeks = plan->weeks, .rule = { .term = plan->term, .weekday = (int) i + 1 } };
      g_autoptr (JzSeriesPlan) booked = NULL;

      if (room == NULL || teacher == NULL)
        continue;
      wish.wish = (JzLessonWish){ .period = PERIODS + 1, .room = room->id, .teacher = teacher->id, .kind = "activity",
                                  .purpose = clubs[i].name, .pupils = demo_between (plan->demo, 14, 28) };
      booked = jz_series_book (operation, &wish, NULL, TRUE, error);
      if (booked == NULL)
        return FALSE;
    }
  if (operation == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Booked rooms for clubs"));
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

/* What became of them. */

typedef struct
{
  gint64 id;
  JzDate date;
  int    pupils;
} Held;

static GArray *
read_past (Plan *plan, GError **error)
{
  g_autoptr (GArray) held = g_array_new (FALSE, FALSE, sizeof (Held));
  JzStatement *row = jz_connection_query (
    plan->demo->connection, error,
    "SELECT l.id, l.date, coalesce (l.pupils, c.pupils, 20) FROM lesson l LEFT JOIN class c ON c.id = l.class WHERE l.date <= ? AND "
    "l.state = 'approved' ORDER BY l.date, l.period, l.id",
    "s", jz_date_to_iso (plan->demo->source.today, (char[JZ_DATE_LENGTH]){ 0 }));

  while (jz_statement_next (row))
    g_array_append_vals (held,
                         (Held[]){ { jz_statement_int64 (row, 0), jz_date_from_iso (jz_statement_text (row, 1)),
                                     (int) jz_statement_int64 (row, 2) } },
                         1);
  return jz_statement_finish (row, error) ? g_steal_pointer (&held) : NULL;
}

static gboolean
note_one (Plan *plan, JzOperation *operation, const Held *held, GError **error)
{
  static const char *const missed[] = { "教师外出培训", "器材不足", "学校集体活动", "改在教室上课" },
                    *const faults[] = { "3 号桌水龙头漏水", "投影不亮", "两把凳子松动", "后排插座没电" };
  Demo     *demo = plan->demo;
  JzRoomUse use = { .people = held->pupils - demo_between (demo, 0, 2) };

  if (held->date > demo->source.today - NOT_NOTED && demo_chance (demo, 0.35))
    return TRUE;
  if (demo_chance (demo, 0.03))
    return jz_lesson_missed (operation, held->id, missed[demo_between (demo, 0, 3)], error);
  if (demo_chance (demo, 0.02))
    use = (JzRoomUse){ use.people, "fault", faults[demo_between (demo, 0, 3)] };
  else if (demo_chance (demo, 0.04))
    use.condition = "untidy";
  return jz_room_use_note (operation, held->id, &use, error);
}

static gboolean
note_uses (Plan *plan, GError **error)
{
  g_autoptr (GArray)      held = read_past (plan, error);
  g_autoptr (JzOperation) operation = held != NULL ? demo_begin (plan->demo, &jz_action_room_use, plan->demo->head,
                                                                 error) : NULL;

  for (guint i = 0; operation != NULL && i < held->len; i++)
    if (!note_one (plan, operation, &g_array_index (held, Held, i), error))
      return FALSE;
  if (operation == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Noted how rooms were used"));
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

/* Two periods of a lab in which nothing is held, within the next days. */
static gboolean
close_lab (Plan *plan, GError **error)
{
  const Room   *room = choose_room (plan, "物理", 0);
  JzRoomClosure closure = { .first = 1, .last = 2, .reason = "检修" };
  g_autofree char *day = NULL;
  g_autoptr (JzOperation) operation = NULL;

  if (room == NULL)
    return TRUE;
  if (!jz_connection_find_text (plan->demo->connection, &day, error,
                                "SELECT date FROM slot WHERE room = ?1 AND date >= ?2 AND closed = '' AND period IN (1, 2) AND NOT EXISTS "
                                "(SELECT 1 FROM lesson l WHERE l.room = ?1 AND l.date = slot.date AND l.period IN (1, 2) AND state = 'approved') "
                                "GROUP BY date ORDER BY date LIMIT 1",
                                "ls", room->id, jz_date_to_iso (plan->demo->today, (char[JZ_DATE_LENGTH]){ 0 })))
    return FALSE;
  if (day == NULL)
    return TRUE;
  closure.place = room->id;
  closure.first_day = closure.last_day = jz_date_from_iso (day);
  operation = demo_begin (plan->demo, &jz_action_room, plan->demo->keeper, error);
  return operation != NULL && jz_room_close (operation, &closure, NULL, error) &&
         jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

/* Teachers with an account ask for what is free in the next days, and for what is not. */
static gboolean
ask_for_rooms (Plan *plan, GError **error)
{
  guint asked = 0;

  for (guint i = 0; i < plan->demo->staff->len && asked < 5; i++)
    {
      const Staff  *staff = g_ptr_array_index (plan->demo->staff, i);
      const Room   *room = staff->account != 0 ? choose_room (plan, staff->subject, asked) : NULL;
      JzLessonWish  wish = { .period = 2 + (int) asked, .teacher = staff->id, .subject = staff->subject,
                             .purpose = "公开课试上" };
      g_auto (JzBooking)      booking = { 0 };
      g_autoptr (JzOperation) operation = NULL;

      if (room == NULL)
        continue;
      wish.room = room->id;
      wish.date = plan->demo->today + 2 + (JzDate) (asked % 2);
      wish.date += jz_date_weekday (wish.date) > 5 ? 8 - jz_date_weekday (wish.date) : 0;
      operation = demo_begin (plan->demo, &jz_action_lesson_book, staff->account, error);
      if (operation == NULL || !jz_lesson_book (operation, &wish, 0, NULL, TRUE, &booking, error) ||
          !jz_operation_commit (g_steal_pointer (&operation), NULL, error))
        return FALSE;
      asked++;
    }
  return TRUE;
}

/* Most rooms are well kept and known; of some nobody has written down all. */
static gboolean
tell_rooms (Demo *demo, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_room, demo->keeper, error);

  for (guint i = 0; operation != NULL && i < demo->rooms->len; i++)
    {
      const Room *room = g_ptr_array_index (demo->rooms, i);
      JzRoomData  data = { .bookable = -1, .built = i % 3 == 0 ? 2009 : 2018,
                           .posted = i % 9 == 5 ? 0 : i % 11 == 4 ? -1 : 1 };
      gboolean    good = i % 10 != 3;

      if (!jz_room_set (operation, room->id, &data, error) ||
          (i % 8 != 6 && !jz_room_check_add (operation, room->id, demo->source.today - (JzDate) (i % 40), room->keeper,
                                             good,
                                             good ? "" : "灭火器压力不足", NULL, error)))
        return FALSE;
    }
  if (operation == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Looked through the rooms"));
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

gboolean
demo_make_lessons (Demo *demo, GError **error)
{
  Plan     plan = { .demo = demo, .lessons = jz_reference_load ("demo-lessons.tsv", error) };
  gboolean ok = plan.lessons != NULL;

  plan.classes = g_array_new (FALSE, FALSE, sizeof (Class));
  plan.taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  ok = ok && read_classes (&plan, error) && read_term (&plan, error);
  for (guint row = 0; ok && row < plan.lessons->rows->len; row++)
    ok = book_subject (&plan, row, error);
  ok = ok && book_clubs (&plan, error) && demo_give_notices (demo, error) && note_uses (&plan, error) &&
       close_lab (&plan, error) && ask_for_rooms (&plan, error) &&
       tell_rooms (demo, error);
  g_array_unref (plan.classes);
  g_hash_table_unref (plan.taken);
  g_free (plan.weeks);
  g_clear_pointer (&plan.lessons, jz_reference_free);
  return ok;
}
