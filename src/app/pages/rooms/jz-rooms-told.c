/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-rooms-told.h"

#include <glib/gi18n-lib.h>

#include "jz-clash.h"
#include "jz-lab-check.h"
#include "jz-lesson.h"
#include "jz-week-grid.h"

#define LESSONS_MOST 8

/* Lessons. */

static const struct
{
  /* What can be done now, the most likely first; "today": approved, and its day has come. */
  const char *states, *label, *action;
} offers[] = {
  { "asked waiting", N_("Approve the lesson"), "lesson.approve" },
  { "late today done", N_("Note the use…"), "lesson.note" },
  { "approved asked waiting late today", N_("Move…"), "lesson.move" },
  { "approved asked waiting late today", N_("Cancel the lesson…"), "lesson.cancel" },
  { "late today", N_("It was not held…"), "lesson.missed" },
};

static void
add_offers (JzTold *told, const char *state, gint64 id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (offers); i++)
    {
      g_auto (GStrv) in = g_strsplit (offers[i].states, " ", -1);

      if (g_strv_contains ((const char *const *) in, state))
        jz_told_add_action (told, g_dgettext (GETTEXT_PACKAGE, offers[i].label), offers[i].action,
                            g_variant_new_int64 (id));
    }
}

static const char lesson_sql[] =
  "SELECT trim (ifnull (c.name, '') || ' ' || iif (l.purpose = '', l.subject, l.purpose)), l.date, l.period, r.path, ifnull (t.name, ''), "
  "iif (l.state = 'approved' AND l.date < jz_today (), 'late', l.state), ifnull (h.name, ''), l.subject, l.reason, "
  "coalesce (l.pupils, c.pupils), u.people, u.condition, u.note, s.weeks, s.parity, l.state = 'approved' AND "
  "l.date = jz_today () FROM lesson l JOIN place r ON r.id = l.room LEFT JOIN "
  "class c ON c.id = l.class LEFT JOIN person t ON t.id = l.teacher LEFT JOIN person h ON h.id = l.technician LEFT JOIN room_use u ON "
  "u.lesson = l.id LEFT JOIN lesson_series s ON s.id = l.series WHERE l.id = ? AND l.voided IS NULL";

static const char *
condition_words (const char *condition)
{
  return g_strcmp0 (condition, "fault") == 0  ? _("! Something is broken") :
         g_strcmp0 (condition, "untidy") == 0 ? _("! Left untidy") :
                                                _("✓ In good order");
}

static void
tell_facts (JzTold *told, JzStatement *row)
{
  const char *parity = jz_statement_text (row, 14);

  jz_told_add_group (told, _("Lesson in the room"), NULL);
  jz_told_add_fact (told, _("Subject"), jz_statement_text (row, 7));
  jz_told_add_fact (told, _("Pupils"), jz_statement_text (row, 9));
  jz_told_add_fact (told, _("Technician"), jz_statement_text (row, 6));
  jz_told_add_fact (told, _("Weeks of the series"), jz_statement_text (row, 13));
  jz_told_add_fact (told, _("In weeks"), parity == NULL ? NULL : g_str_equal (parity, "odd") ? _("odd") : _("even"));
  jz_told_add_fact (told, _("Reason"), jz_statement_text (row, 8));
  if (jz_statement_is_null (row, 10))
    return;
  jz_told_add_group (told, _("Use of the room"), NULL);
  jz_told_add_fact (told, _("Came"), jz_statement_text (row, 10));
  jz_told_add_fact (told, _("How it was left"), condition_words (jz_statement_text (row, 11)));
  jz_told_add_fact (told, _("Note"), jz_statement_text (row, 12));
}

static JzTold *
told_of_lesson (JzStatement *row, gint64 id)
{
  const char      *state = jz_statement_text (row, 5), *who = jz_statement_text (row, 4);
  g_autofree char *slot = g_strdup_printf (_("%s period %d"), jz_statement_text (row, 1),
                                           (int) jz_statement_int64 (row, 2));
  g_autofree char *where = g_strjoin (" · ", slot, jz_statement_text (row, 3), who[0] != '\0' ? who : NULL, NULL);
  JzTold          *told = jz_told_new (jz_statement_text (row, 0), where, jz_lesson_state_words (state));

  add_offers (told, jz_statement_int64 (row, 15) != 0 ? "today" : state, id);
  tell_facts (told, row);
  return told;
}

/* What is in the way of a lesson that is not approved yet. */
static gboolean
tell_clashes (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (JzLesson)  lesson = jz_lesson_read (connection, id, error);
  g_autoptr (GPtrArray) clashes = NULL;

  if (lesson == NULL)
    return FALSE;
  if (!g_str_equal (lesson->state, "asked") && !g_str_equal (lesson->state, "waiting"))
    return TRUE;
  clashes = jz_clash_check (connection, &lesson->wish, jz_lab_checkers, error);
  for (guint i = 0; clashes != NULL && i < clashes->len; i++)
    {
      const JzClash *clash = g_ptr_array_index (clashes, i);

      if (i == 0)
        jz_told_add_group (told, _("In the way"), NULL);
      jz_told_add_entry (told, clash->hard ? "✗" : "!", clash->what, NULL);
    }
  return clashes != NULL;
}

JzTold *
jz_rooms_tell_lesson (JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (JzTold) told = NULL;
  JzStatement       *row = jz_connection_query (connection, error, lesson_sql, "l", id);

  if (!jz_statement_first (row, _("There is no such lesson"), error))
    return NULL;
  told = told_of_lesson (row, id);
  jz_statement_reset (row);
  if (!tell_clashes (told, connection, id, error) || !jz_told_add_history (told, connection, "lesson", id, error))
    return NULL;
  return g_steal_pointer (&told);
}

/* Rooms. */

static const char room_sql[] =
  "SELECT p.path, p.purpose, p.code, p.area, p.seats, k.name, (SELECT group_concat (q.name, '、') FROM room_keeper rk JOIN person q ON q.id = "
  "rk.person WHERE rk.place = p.id), r.built, r.posted, r.note, (SELECT min (n.area) FROM room_norm n JOIN room_kind kk ON kk.id = n.kind "
  "WHERE kk.name = p.purpose AND n.stage IN (SELECT stage FROM class WHERE left_year IS NULL)) FROM place p LEFT JOIN person k ON k.id = "
  "p.keeper LEFT JOIN room r ON r.place = p.id WHERE p.id = ? AND p.kind = 'room' AND p.voided IS NULL";

static char *
area_words (JzStatement *row, int column)
{
  return jz_statement_is_null (row, column) ? NULL : g_strdup_printf (_("%.2f m²"), (double) jz_statement_int64 (row,
                                                                                          column) / 100);
}

static void
tell_room_facts (JzTold *told, JzStatement *row)
{
  g_autofree char *area = area_words (row, 3), *least = area_words (row, 10);

  jz_told_add_group (told, _("Room"), jz_statement_text (row, 2));
  jz_told_add_fact (told, _("Area"), area != NULL ? area : _("! Not known"));
  jz_told_add_fact (told, _("At least, by the standard"), least);
  jz_told_add_fact (told, _("Seats"), jz_statement_text (row, 4));
  jz_told_add_fact (told, _("Keeper"), jz_statement_text (row, 5));
  jz_told_add_fact (told, _("Other keepers"), jz_statement_text (row, 6));
  jz_told_add_fact (told, _("Built in"), jz_statement_text (row, 7));
  jz_told_add_fact (told, _("Rules on the wall"), jz_statement_is_null (row, 8)     ? _("○ Nobody has looked") :
                                                  jz_statement_int64 (row, 8) != 0 ? _("✓ They hang there") :
                                                                                     _("! They do not hang there"));
  jz_told_add_fact (told, _("Note"), jz_statement_text (row, 9));
}

static gboolean
tell_checks (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT c.id, c.date, c.good, c.mended, c.note, p.name FROM room_check c JOIN person p ON p.id = "
                                          "c.person WHERE c.place = ? AND c.voided IS NULL ORDER BY c.date DESC, c.id DESC LIMIT 5",
                                          "l", id);

  for (gboolean first = TRUE; jz_statement_next (row); first = FALSE)
    {
      gboolean         good = jz_statement_int64 (row, 2) != 0, mended = !jz_statement_is_null (row, 3);
      g_autofree char *title = g_strdup_printf ("%s  %s", good ? _("✓ In order") : mended ? _("✓ Mended") : _("! Not in order"),
                                                jz_statement_text (row, 4));

      if (first)
        jz_told_add_group (told, _("Safety checks"), NULL);
      if (!good && !mended)
        jz_told_add_link (told, jz_statement_text (row, 1), title, jz_statement_text (row, 5), _("It is mended"),
                          "lesson.mended",
                          g_variant_new_int64 (jz_statement_int64 (row, 0)));
      else
        jz_told_add_entry (told, jz_statement_text (row, 1), title, jz_statement_text (row, 5));
    }
  return jz_statement_finish (row, error);
}

/* When it is closed, and with every other room: it can be opened before its time. */
static gboolean
tell_closures (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT id, substr (first_day, 6) || iif (last_day > first_day, ' … ' || substr (last_day, 6), ''), reason, first, last, place IS NULL, "
    "first = 1 AND last = 20 FROM room_closure WHERE ifnull (place, ?1) = ?1 AND voided IS NULL AND last_day >= jz_today () ORDER BY "
    "first_day, id",
    "l", id);

  for (gboolean first = TRUE; jz_statement_next (row); first = FALSE)
    {
      g_autofree char *periods = g_strdup_printf (_("Periods %d to %d"), (int) jz_statement_int64 (row, 3),
                                                  (int) jz_statement_int64 (row, 4));
      const char      *all_day = jz_statement_int64 (row, 5) != 0 ? _("every room") : NULL;

      if (first)
        jz_told_add_group (told, _("Closed"), NULL);
      jz_told_add_link (told, jz_statement_text (row, 1), jz_statement_text (row, 2),
                        jz_statement_int64 (row, 6) != 0 ? all_day : periods, _("Open again"), "lesson.open",
                        g_variant_new_int64 (jz_statement_int64 (row, 0)));
    }
  return jz_statement_finish (row, error);
}

static gboolean
tell_next (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT l.date, l.period, trim (ifnull (c.name, '') || ' ' || l.purpose), ifnull (t.name, '') FROM lesson l LEFT JOIN class c ON c.id = "
    "l.class LEFT JOIN person t ON t.id = l.teacher WHERE l.room = ? AND l.state = 'approved' AND l.voided IS NULL AND l.date >= jz_today () "
    "ORDER BY l.date, l.period LIMIT ?",
    "li", id, LESSONS_MOST);

  for (gboolean first = TRUE; jz_statement_next (row); first = FALSE)
    {
      g_autofree char *slot = g_strdup_printf (_("%s period %d"), jz_statement_text (row, 0) + 5,
                                               (int) jz_statement_int64 (row, 1));

      if (first)
        jz_told_add_group (told, _("Next lessons"), NULL);
      jz_told_add_entry (told, slot, jz_statement_text (row, 2), jz_statement_text (row, 3));
    }
  return jz_statement_finish (row, error);
}

JzTold *
jz_rooms_tell_room (JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (JzTold) told = NULL;
  JzStatement       *row = jz_connection_query (connection, error, room_sql, "l", id);

  if (!jz_statement_first (row, _("There is no such room"), error))
    return NULL;
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1), NULL);
  jz_told_add_action (told, _("Check its safety…"), "lesson.check", g_variant_new_int64 (id));
  jz_told_add_action (told, _("Change the room…"), "lesson.room", g_variant_new_int64 (id));
  jz_told_add_action (told, _("Close it for a time…"), "lesson.close", g_variant_new_int64 (id));
  tell_room_facts (told, row);
  jz_statement_reset (row);
  if (!tell_checks (told, connection, id, error) || !tell_closures (told, connection, id, error) ||
      !tell_next (told, connection, id, error) ||
      !jz_told_add_history (told, connection, "place", id, error))
    return NULL;
  return g_steal_pointer (&told);
}
