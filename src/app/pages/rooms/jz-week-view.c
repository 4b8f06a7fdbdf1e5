/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-week-view.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-follower.h"
#include "jz-lesson-dialogs.h"
#include "jz-lesson.h"
#include "jz-room-paper.h"
#include "jz-rooms-told.h"
#include "jz-week-choice.h"
#include "jz-week-grid.h"

struct _JzWeekView
{
  GtkBox        parent_instance;
  JzFollower   *follower;
  GtkWidget    *title, *foot;
  JzWeekChoice *choices[JZ_WEEK_N_CHOICES];
  JzWeekGrid   *grid;
  JzInspector  *inspector;
  JzDate        date;
  gint64        lesson;     /* that is told of; 0: none */
  gboolean      narrow;
};

G_DEFINE_FINAL_TYPE (JzWeekView, jz_week_view, GTK_TYPE_BOX)

/* Reading. */

typedef struct
{
  JzDate        date;
  JzWeekFilter  filter;
  gint64        lesson;
  JzLessonWeek *week;
  JzTold       *told;
  JzWeekNames  *names[JZ_WEEK_N_CHOICES];
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  for (int i = 0; i < JZ_WEEK_N_CHOICES; i++)
    g_clear_pointer (&self->names[i], jz_week_names_free);
  g_clear_pointer (&self->week, jz_lesson_week_free);
  g_clear_pointer (&self->told, jz_told_free);
  g_free (self);
}

/* A lesson that was told of may be gone: then nothing is told. */
static void
read_told (JzConnection *connection, Reading *self)
{
  if (self->lesson != 0)
    self->told = jz_rooms_tell_lesson (connection, self->lesson, NULL);
}

/* What was chosen may be gone: a class that has left, a room that was merged. */
static void
keep_choices (Reading *self)
{
  self->filter.room = jz_week_names_keep (self->names[JZ_WEEK_ROOM], self->filter.room);
  self->filter.class_ = jz_week_names_keep (self->names[JZ_WEEK_CLASS], self->filter.class_);
  self->filter.teacher = jz_week_names_keep (self->names[JZ_WEEK_TEACHER], self->filter.teacher);
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  for (int i = 0; i < JZ_WEEK_N_CHOICES; i++)
    {
      self->names[i] = jz_week_names_read (connection, i, error);
      if (self->names[i] == NULL)
        return FALSE;
    }
  /* At first the room that is used most is shown: a week of all rooms together says little. */
  if (self->filter.room < 0 &&
      !jz_connection_number (connection, &self->filter.room, 0, error,
                             "SELECT room FROM lesson JOIN place ON place.id = room JOIN room_kind ON room_kind.name = place.purpose WHERE lab AND "
                             "lesson.voided IS NULL GROUP BY room ORDER BY count (*) DESC, room LIMIT 1", ""))
    return FALSE;
  keep_choices (self);
  self->week = jz_lesson_week_read (connection, self->date, &self->filter, error);
  read_told (connection, self);
  return self->week != NULL;
}

static char *
title_words (const JzLessonWeek *week)
{
  char iso[JZ_DATE_LENGTH];

  if (week->week == 0)
    return g_strdup_printf (_("Week of %s"), jz_date_to_iso (week->monday, iso));
  if (week->parity == NULL)
    return g_strdup_printf (_("Week %d"), week->week);
  return g_str_equal (week->parity, "odd") ? g_strdup_printf (_("Week %d (odd)"), week->week) :
                                             g_strdup_printf (_("Week %d (even)"), week->week);
}

static guint
count_state (const JzLessonWeek *week, const char *state)
{
  guint n = 0;

  for (guint i = 0; i < week->lessons->len; i++)
    n += g_str_equal (((JzWeekLesson *) g_ptr_array_index (week->lessons, i))->state, state);
  return n;
}

static void
add_foot (JzWeekView *self, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self->foot), label);
}

static void
show_foot (JzWeekView *self, const JzLessonWeek *week)
{
  static const char *const states[] = { "done", "approved", "asked", "waiting", "late", "missed" };
  g_autofree char *all = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u lesson this week", "%u lessons this week",
                                                       week->lessons->len),
                                          week->lessons->len);
  GtkWidget       *child;

  while ((child = gtk_widget_get_first_child (self->foot)) != NULL)
    gtk_box_remove (GTK_BOX (self->foot), child);
  add_foot (self, all, NULL);
  if (week->n_open > 0)
    {
      g_autofree char *share = g_strdup_printf (_("In use %.0f %%, %u of %u"), 100.0 * week->n_used / week->n_open,
                                                week->n_used,
                                                week->n_open);

      add_foot (self, share, NULL);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (count_state (week, states[i]) > 0)
      {
        g_autofree char *text = g_strdup_printf ("%s %u", jz_lesson_state_words (states[i]), count_state (week,
                                                                                          states[i]));

        add_foot (self, text, jz_lesson_state_style (states[i]));
      }
}

static void
show_told (JzWeekView *self, JzTold *told)
{
  if (told != NULL)
    jz_told_fill (told, self->inspector);
  else
    jz_inspector_clear (self->inspector, _("Choose a lesson to see all about it, or a free cell to book it"));
  gtk_widget_set_visible (GTK_WIDGET (self->inspector), told != NULL || !self->narrow);
  jz_week_grid_choose (self->grid, told != NULL ? self->lesson : 0);
}

static void
take (GtkWidget *view, gpointer data)
{
  JzWeekView      *self = JZ_WEEK_VIEW (view);
  Reading         *reading = data;
  g_autofree char *title = title_words (reading->week);

  for (int i = 0; i < JZ_WEEK_N_CHOICES; i++)
    jz_week_choice_fill (self->choices[i], g_steal_pointer (&reading->names[i]));
  jz_week_choice_set (self->choices[JZ_WEEK_ROOM], reading->filter.room);
  jz_week_choice_set (self->choices[JZ_WEEK_CLASS], reading->filter.class_);
  jz_week_choice_set (self->choices[JZ_WEEK_TEACHER], reading->filter.teacher);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  show_foot (self, reading->week);
  jz_week_grid_show (self->grid, g_steal_pointer (&reading->week),
                     reading->filter.room != 0 && jz_session_may (jz_follower_get_session (self->follower), jz_action_lesson_book.permission),
                     reading->filter.room == 0);
  show_told (self, reading->told);
}

static JzWeekFilter
filter_of (JzWeekView *self)
{
  return (JzWeekFilter){ .room = jz_week_choice_get (self->choices[JZ_WEEK_ROOM]),
                         .class_ = jz_week_choice_get (self->choices[JZ_WEEK_CLASS]),
                         .teacher = jz_week_choice_get (self->choices[JZ_WEEK_TEACHER]) };
}

static gpointer
ask (GtkWidget *view)
{
  JzWeekView *self = JZ_WEEK_VIEW (view);
  Reading    *reading = g_new0 (Reading, 1);

  reading->date = self->date;
  reading->lesson = self->lesson;
  reading->filter = filter_of (self);
  return reading;
}

static const JzFollowerKind following = { ask, read_cb, take, reading_free, 60 };

/* Going about. */

static void
choice_cb (JzWeekView *self)
{
  jz_follower_refresh (self->follower);
}

static void
go_to (JzWeekView *self, JzDate date)
{
  self->date = date;
  self->lesson = 0;
  jz_follower_refresh (self->follower);
}

static void
before_cb (JzWeekView *self)
{
  go_to (self, self->date - 7);
}

static void
after_cb (JzWeekView *self)
{
  go_to (self, self->date + 7);
}

static void
today_cb (JzWeekView *self)
{
  go_to (self, jz_date_today ());
}

/* Doing. */

static void
chosen_cb (JzWeekView *self, gint64 lesson)
{
  self->lesson = lesson;
  jz_follower_refresh (self->follower);
}

static void
free_cb (JzWeekView *self, int date, int period)
{
  JzLessonStart start = { .date = date,
                          .period = period,
                          .room = jz_week_choice_get (self->choices[JZ_WEEK_ROOM]),
                          .room_title = jz_week_choice_get_title (self->choices[JZ_WEEK_ROOM]),
                          .class_ = jz_week_choice_get (self->choices[JZ_WEEK_CLASS]),
                          .class_title = jz_week_choice_get_title (self->choices[JZ_WEEK_CLASS]),
                          .teacher = jz_week_choice_get (self->choices[JZ_WEEK_TEACHER]),
                          .teacher_title = jz_week_choice_get_title (self->choices[JZ_WEEK_TEACHER]) };

  jz_lesson_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), jz_follower_get_session (self->follower), &start);
}

typedef struct
{
  gint64 lesson;
  JzDate date;
  int    period;
} Move;

static gboolean
move_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Move *move = data;

  return jz_lesson_move (operation, move->lesson, move->date, move->period, 0, error);
}

static void
moved_cb (JzWeekView *self, gint64 lesson, int date, int period)
{
  Move move = { lesson, date, period };

  if (jz_follower_get_session (self->follower) != NULL)
    jz_session_write (jz_follower_get_session (self->follower), &jz_action_lesson_change, move_write_cb, g_memdup2 (&move, sizeof move), g_free);
}

/* Paper. */

static void
paper_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzWeekView  *self = data;
  JzWeekFilter filter = filter_of (self);
  GtkWindow   *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  const char  *which = g_variant_get_string (parameter, NULL);

  if (g_str_equal (which, "ics"))
    jz_room_paper_save_ics (window, jz_follower_get_session (self->follower), self->date, &filter);
  else
    jz_room_paper_make (window, jz_follower_get_session (self->follower), which, self->date, &filter);
}

static GtkWidget *
make_menu (void)
{
  static const struct { const char *label, *target; } items[] = {
    { N_("Print the week"), "week" }, { N_("Print the plan for the door"), "door" },
      { N_("Print the month's use records"), "uses" },
    { N_("Week as a spreadsheet…"), "week.xlsx" }, { N_("Term as a calendar file…"), "ics" },
  };
  GtkWidget        *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (g_dgettext (GETTEXT_PACKAGE, items[i].label), NULL);

      g_menu_item_set_action_and_target (item, "week.paper", "s", items[i].target);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("Print and export"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  return button;
}

/* Building it. */

static void
add_button (JzWeekView *self, GtkWidget *bar, const char *icon, const char *label, const char *name, GCallback callback)
{
  GtkWidget *button = icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label (label);

  jz_compat_name (button, name);
  gtk_widget_set_tooltip_text (button, name);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), button);
}

static GtkWidget *
make_bar (JzWeekView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (bar, "jz-tools");
  add_button (self, bar, "jz-previous-symbolic", NULL, _("The week before"), G_CALLBACK (before_cb));
  self->title = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->title, "jz-group");
  gtk_label_set_width_chars (GTK_LABEL (self->title), 13);
  gtk_box_append (GTK_BOX (bar), self->title);
  add_button (self, bar, "jz-next-symbolic", NULL, _("The week after"), G_CALLBACK (after_cb));
  add_button (self, bar, NULL, _("Today"), _("Today"), G_CALLBACK (today_cb));
  for (int i = 0; i < JZ_WEEK_N_CHOICES; i++)
    {
      self->choices[i] = jz_week_choice_new (i);
      g_signal_connect_object (self->choices[i], "chosen", G_CALLBACK (choice_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->choices[i]));
    }
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (bar), space);
  gtk_box_append (GTK_BOX (bar), make_menu ());
  return bar;
}

static GtkWidget *
make_body (JzWeekView *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *scroller = gtk_scrolled_window_new (),
            *main = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->grid = JZ_WEEK_GRID (jz_week_grid_new ());
  g_signal_connect_object (self->grid, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "free", G_CALLBACK (free_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->grid));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_hexpand (scroller, TRUE);
  self->foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  gtk_widget_add_css_class (self->foot, "jz-status");
  gtk_box_append (GTK_BOX (main), make_bar (self));
  gtk_box_append (GTK_BOX (main), scroller);
  gtk_box_append (GTK_BOX (main), self->foot);
  self->inspector = jz_inspector_new ();
  gtk_box_append (GTK_BOX (body), main);
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->inspector));
  return body;
}

void
jz_week_view_set_session (GtkWidget *widget, JzSession *session)
{
  JzWeekView *self = JZ_WEEK_VIEW (widget);

  self->lesson = 0;
  jz_follower_set_session (self->follower, session);
}

void
jz_week_view_set_narrow (GtkWidget *widget, gboolean narrow)
{
  JzWeekView *self = JZ_WEEK_VIEW (widget);

  self->narrow = narrow;
  gtk_widget_set_visible (GTK_WIDGET (self->inspector), self->lesson != 0 || !narrow);
}

static void
jz_week_view_dispose (GObject *object)
{
  JzWeekView *self = JZ_WEEK_VIEW (object);

  jz_follower_stop (&self->follower);
  G_OBJECT_CLASS (jz_week_view_parent_class)->dispose (object);
}

static void
jz_week_view_class_init (JzWeekViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_week_view_dispose;
}

static void
jz_week_view_init (JzWeekView *self)
{
  static const GActionEntry entries[] = { { "paper", paper_cb, "s", NULL, NULL, { 0 } } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "week", G_ACTION_GROUP (actions));
  self->date = jz_date_today ();
  gtk_box_append (GTK_BOX (self), make_body (self));
  self->follower = jz_follower_new (GTK_WIDGET (self), &following);
  show_told (self, NULL);
}

GtkWidget *
jz_week_view_new (void)
{
  return g_object_new (JZ_TYPE_WEEK_VIEW, NULL);
}
