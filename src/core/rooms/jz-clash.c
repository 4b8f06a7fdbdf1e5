/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-clash.h"

#include <glib/gi18n-lib.h>

#include "jz-source.h"

void
jz_clash_free (JzClash *self)
{
  g_free (self->what);
  g_free (self);
}

void
jz_clash_add (GPtrArray *clashes, const JzLessonWish *wish, const char *kind, gboolean hard, gint64 with, char *what)
{
  JzClash *clash = g_new (JzClash, 1);

  *clash = (JzClash){ wish->date, wish->period, kind, hard, with, what };
  g_ptr_array_add (clashes, clash);
}

gboolean
jz_clashes_are_hard (GPtrArray *clashes)
{
  for (guint i = 0; i < clashes->len; i++)
    if (((JzClash *) g_ptr_array_index (clashes, i))->hard)
      return TRUE;
  return FALSE;
}

char *
jz_lesson_words (JzConnection *connection, gint64 lesson, GError **error)
{
  char *words = NULL;

  if (!jz_connection_find_text (connection, &words, error,
                                "SELECT trim (ifnull (c.name, '') || ' ' || l.purpose) || iif (t.name IS NULL, '', ' · ' || "
                                "t.name) FROM lesson l LEFT JOIN class c ON c.id = l.class LEFT JOIN person t ON t.id = "
                                "l.teacher WHERE l.id = ?",
                                "l", lesson))
    return NULL;
  return words != NULL ? words : g_strdup ("");
}

/* Taken. The conditions are word for word those of the indices that refuse it, or they would not be used. */

#define TAKEN(kind, column, parameter)                                                                                 \
  "SELECT '" kind "', id FROM lesson WHERE " column " = " parameter " AND date = ?1 AND period = ?2 "                  \
  "AND voided IS NULL AND state IN ('approved', 'done') AND id NOT IN (?7, ?8)"

static const char taken_sql[] =
  TAKEN ("room", "room", "?3") " UNION ALL " TAKEN ("teacher", "teacher", "?4") " UNION ALL "
  TAKEN ("class", "class", "?5") " UNION ALL " TAKEN ("technician", "technician", "?6");

static const struct
{
  const char *kind, *name_sql; /* who or what it is */
} takers[] = {
  { "room", "SELECT r.path FROM lesson l JOIN place r ON r.id = l.room WHERE l.id = ?" },
  { "teacher", "SELECT p.name FROM lesson l JOIN person p ON p.id = l.teacher WHERE l.id = ?" },
  { "class", "SELECT c.name FROM lesson l JOIN class c ON c.id = l.class WHERE l.id = ?" },
  { "technician", "SELECT p.name FROM lesson l JOIN person p ON p.id = l.technician WHERE l.id = ?" },
};

static char *
say_taken (guint taker, const char *name, const char *lesson)
{
  switch (taker)
    {
    case 0:
      return g_strdup_printf (_("%s is taken: %s"), name, lesson);
    case 1:
      return g_strdup_printf (_("%s teaches then: %s"), name, lesson);
    case 2:
      return g_strdup_printf (_("%s has a lesson then: %s"), name, lesson);
    default:
      return g_strdup_printf (_("%s is busy then: %s"), name, lesson);
    }
}

typedef struct
{
  guint  taker;
  gint64 lesson;
} Taken;

static GArray *
find_taken (JzConnection *connection, const JzLessonWish *wish, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Taken));
  char         iso[JZ_DATE_LENGTH];
  JzStatement *row = jz_connection_query (connection, error, taken_sql, "sillllll", jz_date_to_iso (wish->date, iso),
                                          wish->period, wish->room, wish->teacher, wish->class_, wish->technician,
                                          wish->lesson, wish->other);

  while (jz_statement_next (row))
    for (guint i = 0; i < G_N_ELEMENTS (takers); i++)
      if (g_str_equal (takers[i].kind, jz_statement_text (row, 0)))
        g_array_append_vals (found, (Taken[]){ { i, jz_statement_int64 (row, 1) } }, 1);
  return jz_statement_finish (row, error) ? g_steal_pointer (&found) : NULL;
}

static gboolean
check_taken (JzConnection *connection, const JzLessonWish *wish, GPtrArray *clashes, GError **error)
{
  g_autoptr (GArray) found = find_taken (connection, wish, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const Taken     *taken = &g_array_index (found, Taken, i);
      g_autofree char *name = jz_connection_text (connection, error, takers[taken->taker].name_sql, "l", taken->lesson);
      g_autofree char *words = name != NULL ? jz_lesson_words (connection, taken->lesson, error) : NULL;

      if (words == NULL)
        return FALSE;
      jz_clash_add (clashes, wish, takers[taken->taker].kind, TRUE, taken->lesson,
                    say_taken (taken->taker, name, words));
    }
  return found != NULL;
}

/* Closed. */

static char *
say_day (JzConnection *connection, const char *iso, GError **error)
{
  g_autofree char *note = NULL;

  if (!jz_connection_find_text (connection, &note, error, "SELECT note FROM calendar_day WHERE date = ?", "s", iso))
    return NULL;
  if (note == NULL)
    return g_strdup (_("The day is in no term"));
  return note[0] == '\0' ? g_strdup (_("No lessons are held on that day")) : g_strdup_printf (_("No lessons are held on that day: %s"), note);
}

static char *
say_closure (JzConnection *connection, const JzLessonWish *wish, const char *iso, GError **error)
{
  g_autofree char *reason = jz_connection_text (
    connection, error,
    "SELECT reason FROM room_closure WHERE last_day >= ?1 AND first_day <= ?1 AND voided IS NULL AND (place IS NULL OR "
    "place = ?2) AND ?3 BETWEEN first AND last ORDER BY id LIMIT 1",
    "sli", iso, wish->room, wish->period);

  return reason != NULL ? g_strdup_printf (_("The room is closed: %s"), reason) : NULL;
}

static gboolean
check_closed (JzConnection *connection, const JzLessonWish *wish, GPtrArray *clashes, GError **error)
{
  g_autofree char *closed = NULL;
  char             iso[JZ_DATE_LENGTH], *what;

  if (g_strcmp0 (wish->kind, "maintenance") == 0)
    return TRUE;
  if (!jz_connection_find_text (connection, &closed, error, "SELECT closed FROM slot WHERE date = ? AND room = ? AND period = ?",
                                "sli", jz_date_to_iso (wish->date, iso), wish->room, wish->period))
    return FALSE;
  if (closed != NULL && closed[0] == '\0')
    return TRUE;
  if (g_strcmp0 (closed, "room") == 0)
    what = say_closure (connection, wish, iso, error);
  else if (g_strcmp0 (closed, "hours") == 0)
    what = g_strdup (_("The room is not open in that period"));
  else
    what = say_day (connection, iso, error);
  if (what == NULL)
    return FALSE;
  jz_clash_add (clashes, wish, "closed", TRUE, 0, what);
  return TRUE;
}

/* What can be lived with. */

static gboolean
check_seats (JzConnection *connection, const JzLessonWish *wish, GPtrArray *clashes, GError **error)
{
  gint64 seats, pupils = wish->pupils;

  if (!jz_connection_number (connection, &seats, 0, error, "SELECT seats FROM place WHERE id = ?", "l", wish->room) ||
      (pupils == 0 && wish->class_ != 0 &&
       !jz_connection_number (connection, &pupils, 0, error, "SELECT pupils FROM class WHERE id = ?", "l",
                              wish->class_)))
    return FALSE;
  if (seats > 0 && pupils > seats)
    jz_clash_add (clashes, wish, "seats", FALSE, 0,
                  g_strdup_printf (_("%d pupils, and the room has %d seats"), (int) pupils, (int) seats));
  return TRUE;
}

static gboolean
check_lead_time (JzConnection *connection, const JzLessonWish *wish, GPtrArray *clashes, GError **error)
{
  gint64 least, most;
  int    days = wish->date - jz_source_today (connection);

  if (!jz_connection_number (connection, &least, 0, error, "SELECT lead_days FROM booking_policy", "") ||
      !jz_connection_number (connection, &most, 0, error, "SELECT ahead_days FROM booking_policy", ""))
    return FALSE;
  if (days < 0)
    jz_clash_add (clashes, wish, "lead-time", FALSE, 0, g_strdup (_("The day is past")));
  else if (days < least)
    jz_clash_add (clashes, wish, "lead-time", FALSE, 0,
                  g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Rooms are booked %d day ahead",
                                                "Rooms are booked %d days ahead", (gulong) least), (int) least));
  else if (days > most)
    jz_clash_add (clashes, wish, "lead-time", FALSE, 0,
                  g_strdup_printf (_("Rooms are booked at most %d days ahead"), (int) most));
  return TRUE;
}

static gboolean
check_asked (JzConnection *connection, const JzLessonWish *wish, GPtrArray *clashes, GError **error)
{
  g_autofree char *words = NULL;
  char             iso[JZ_DATE_LENGTH];
  gint64           lesson;

  if (!jz_connection_number (connection, &lesson, 0, error,
                             "SELECT id FROM lesson WHERE room = ? AND date = ? AND period = ? AND voided IS NULL AND state IN "
                             "('asked', 'waiting') AND id NOT IN (?, ?) ORDER BY id LIMIT 1",
                             "lsill", wish->room, jz_date_to_iso (wish->date, iso), wish->period, wish->lesson,
                               wish->other))
    return FALSE;
  if (lesson == 0)
    return TRUE;
  words = jz_lesson_words (connection, lesson, error);
  if (words == NULL)
    return FALSE;
  jz_clash_add (clashes, wish, "asked", FALSE, lesson, g_strdup_printf (_("Was asked for before: %s"), words));
  return TRUE;
}

GPtrArray *
jz_clash_check (JzConnection *connection, const JzLessonWish *wish, const JzClashChecker *checkers, GError **error)
{
  static const JzClashChecker own[] = { { check_closed }, { check_taken }, { check_seats }, { check_lead_time },
                                        { check_asked }, { NULL } };
  g_autoptr (GPtrArray) clashes = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_clash_free);

  for (const JzClashChecker *one = own; one->check != NULL; one++)
    if (!one->check (connection, wish, clashes, error))
      return NULL;
  for (const JzClashChecker *one = checkers; one != NULL && one->check != NULL; one++)
    if (!one->check (connection, wish, clashes, error))
      return NULL;
  return g_steal_pointer (&clashes);
}
