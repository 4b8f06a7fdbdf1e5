/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-week-grid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-compat.h"
#include "jz-day-form.h"

#define MANY 3 /* lessons of one cell that are shown */

struct _JzWeekGrid
{
  GtkWidget     parent_instance;
  GtkWidget    *grid;
  JzLessonWeek *week;
  char         *shown;       /* all that the cells say */
  gboolean      bookable, with_room;
  gint64        chosen, cut; /* lessons, 0: none */
};

G_DEFINE_FINAL_TYPE (JzWeekGrid, jz_week_grid, GTK_TYPE_WIDGET)

enum { CHOSEN, FREE, MOVED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Where a cell stands, and what is in it. */
typedef struct
{
  JzWeekGrid *grid;
  int         day, period;
  gint64      lesson; /* 0: free */
} Cell;

static const struct
{
  const char *state, *words, *style;
} states[] = {
  { "done", N_("✓ Noted"), "jz-ok" },         { "approved", N_("○ Approved lesson"), "jz-acc" },
  { "asked", N_("? To be approved"), "jz-acc" }, { "waiting", N_("○ On the waiting list"), "jz-dim" },
  { "late", N_("! Not noted"), "jz-warn" },   { "missed", N_("✗ Not held"), "jz-err" },
  { "cancelled", N_("⊘ Cancelled lesson"), "jz-dim" },
};

static int
state_index (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].state, state))
      return (int) i;
  return -1;
}

const char *
jz_lesson_state_words (const char *state)
{
  int i = state_index (state);

  return i >= 0 ? g_dgettext (GETTEXT_PACKAGE, states[i].words) : state;
}

const char *
jz_lesson_state_style (const char *state)
{
  int i = state_index (state);

  return i >= 0 ? states[i].style : NULL;
}

/* Making cells. */

static GtkWidget *
make_label (const char *text, const char *style, gboolean end)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (!end)
    gtk_label_set_max_width_chars (GTK_LABEL (label), 1); /* or days with long words in them would be wider */
  gtk_label_set_xalign (GTK_LABEL (label), end ? 1 : 0);
  gtk_widget_set_hexpand (label, !end);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* "11-18", in @iso. */
static const char *
date_words (JzWeekGrid *self, int day, char iso[JZ_DATE_LENGTH])
{
  return jz_date_to_iso (self->week->days[day].date, iso) + 5;
}

static void
clicked_cb (GtkButton *button, Cell *cell)
{
  if (cell->lesson != 0)
    g_signal_emit (cell->grid, signals[CHOSEN], 0, cell->lesson);
  else
    g_signal_emit (cell->grid, signals[FREE], 0, (int) cell->grid->week->days[cell->day].date, cell->period);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, Cell *cell)
{
  gint64 lesson = g_value_get_int64 (value);

  if (lesson == cell->lesson)
    return FALSE;
  g_signal_emit (cell->grid, signals[MOVED], 0, lesson, (int) cell->grid->week->days[cell->day].date, cell->period);
  return TRUE;
}

static GdkContentProvider *
drag_cb (GtkDragSource *source, double x, double y, Cell *cell)
{
  GtkWidget    *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  GdkPaintable *picture = gtk_widget_paintable_new (widget);

  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);
  g_object_unref (picture);
  return gdk_content_provider_new_typed (G_TYPE_INT64, cell->lesson);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, Cell *cell)
{
  JzWeekGrid *self = cell->grid;

  if ((modifiers & GDK_CONTROL_MASK) == 0)
    return FALSE;
  if (key == GDK_KEY_x && cell->lesson != 0)
    self->cut = cell->lesson;
  else if (key == GDK_KEY_v && self->cut != 0)
    {
      g_signal_emit (self, signals[MOVED], 0, self->cut, (int) self->week->days[cell->day].date, cell->period);
      self->cut = 0;
    }
  else
    return FALSE;
  return TRUE;
}

/* A button that knows where it stands. */
static GtkWidget *
make_cell (JzWeekGrid *self, int day, int period, gint64 lesson, const char *name)
{
  GtkWidget          *button = gtk_button_new ();
  Cell               *cell = g_new (Cell, 1);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkDropTarget      *target = gtk_drop_target_new (G_TYPE_INT64, GDK_ACTION_MOVE);

  *cell = (Cell){ self, day, period, lesson };
  g_object_set_data_full (G_OBJECT (button), "jz-cell", cell, g_free);
  jz_compat_name (button, name);
  gtk_widget_add_css_class (button, "jz-slot");
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), cell);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), cell);
  gtk_widget_add_controller (button, keys);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), cell);
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (target));
  if (lesson != 0)
    {
      GtkDragSource *source = gtk_drag_source_new ();

      gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
      g_signal_connect (source, "prepare", G_CALLBACK (drag_cb), cell);
      gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (source));
    }
  return button;
}

static char *
slot_words (JzWeekGrid *self, int day, int period)
{
  char iso[JZ_DATE_LENGTH];

  return g_strdup_printf (_("%s %s period %d"), jz_weekday_title (day + 1), date_words (self, day, iso), period);
}

static GtkWidget *
make_lesson (JzWeekGrid *self, const JzWeekLesson *lesson)
{
  g_autofree char *slot = slot_words (self, lesson->day, lesson->period);
  const char      *words = jz_lesson_state_words (lesson->state), *style = jz_lesson_state_style (lesson->state);
  g_autofree char *name = g_strjoin (" ", slot, lesson->title, lesson->who, lesson->room, words, NULL);
  GtkWidget       *button = make_cell (self, lesson->day, lesson->period, lesson->lesson, name);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *who = self->with_room ? g_strjoin (lesson->who[0] != '\0' ? " · " : "", lesson->who, lesson->room,
                                                      NULL) :
                         lesson->who[0] == '\0' && lesson->people > 0 ?
                         g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d pupil", "%d pupils",
                                                       (gulong) lesson->people), lesson->people) :
                         g_strdup (lesson->who);
  g_autofree char *state_class = g_strconcat ("jz-slot-", lesson->state, NULL);

  gtk_box_append (GTK_BOX (box), make_label (lesson->title, "jz-slot-title", FALSE));
  gtk_box_append (GTK_BOX (foot), make_label (who, "jz-caption", FALSE));
  gtk_box_append (GTK_BOX (foot), make_label (words, "jz-caption", TRUE));
  if (style != NULL)
    gtk_widget_add_css_class (gtk_widget_get_last_child (foot), style);
  gtk_box_append (GTK_BOX (box), foot);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, state_class);
  gtk_widget_set_tooltip_text (button, name);
  if (lesson->lesson == self->chosen)
    gtk_widget_add_css_class (button, "chosen");
  return button;
}

static GtkWidget *
make_free (JzWeekGrid *self, int day, int period)
{
  g_autofree char *slot = slot_words (self, day, period);
  gboolean         can = self->bookable && self->week->days[day].open;
  g_autofree char *name = g_strdup_printf (can ? _("%s: free, book it") : _("%s: nothing"), slot);
  GtkWidget       *button = make_cell (self, day, period, 0, name);

  if (can)
    gtk_button_set_label (GTK_BUTTON (button), _("+ Book"));
  gtk_widget_add_css_class (button, can ? "jz-slot-free" : "jz-slot-none");
  gtk_widget_set_sensitive (button, can);
  jz_compat_name (button, name);
  return button;
}

static GtkWidget *
make_closed (JzWeekGrid *self, const JzWeekClosed *closed)
{
  g_autofree char *slot = slot_words (self, closed->day, closed->period);
  g_autofree char *what = closed->reason[0] != '\0' ? g_strdup_printf (_("Closed: %s"),
                                                                       closed->reason) : g_strdup (_("Not open"));
  g_autofree char *name = g_strjoin (" ", slot, what, NULL);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), make_label (what, "jz-dim", FALSE));
  gtk_box_append (GTK_BOX (box), make_label (_("⊘ Closed"), "jz-caption", FALSE));
  gtk_widget_add_css_class (box, "jz-slot");
  gtk_widget_add_css_class (box, "jz-slot-closed");
  jz_compat_name (box, name);
  return box;
}

static const JzWeekClosed *
find_closed (JzWeekGrid *self, int day, int period)
{
  for (guint i = 0; i < self->week->closed->len; i++)
    {
      const JzWeekClosed *closed = g_ptr_array_index (self->week->closed, i);

      if (closed->day == day && closed->period == period)
        return closed;
    }
  return NULL;
}

/* All lessons of a cell, one below the other. */
static GtkWidget *
make_lessons (JzWeekGrid *self, int day, int period)
{
  GtkWidget *box = NULL;
  guint      n = 0;

  for (guint i = 0; i < self->week->lessons->len; i++)
    {
      const JzWeekLesson *lesson = g_ptr_array_index (self->week->lessons, i);

      if (lesson->day != day || lesson->period != period)
        continue;
      if (box == NULL)
        box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      if (n++ < MANY)
        gtk_box_append (GTK_BOX (box), make_lesson (self, lesson));
    }
  if (n > MANY)
    {
      g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n - MANY),
                                               n - MANY);

      gtk_box_append (GTK_BOX (box), make_label (more, "jz-caption", FALSE));
    }
  for (GtkWidget *child = box != NULL ? gtk_widget_get_first_child (box) : NULL; child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_vexpand (child, TRUE);
  return box;
}

/* Laying out. */

static void
add_head (JzWeekGrid *self, int day)
{
  const JzWeekDay *one = &self->week->days[day];
  char             iso[JZ_DATE_LENGTH];
  g_autofree char *words = g_strdup_printf (one->date == jz_date_today () ? _("%s today") : "%s", date_words (self,
                                                                                          day, iso));
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), make_label (jz_weekday_title (day + 1), "jz-week-day", TRUE));
  gtk_box_append (GTK_BOX (box), make_label (words, "jz-caption", TRUE));
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (all), box);
  if (one->note != NULL && one->note[0] != '\0')
    {
      GtkWidget *note = make_label (one->note, "jz-caption", FALSE);

      gtk_widget_add_css_class (note, one->open ? "jz-warn" : "jz-dim");
      gtk_label_set_xalign (GTK_LABEL (note), 0.5f);
      gtk_box_append (GTK_BOX (all), note);
    }
  if (one->date == jz_date_today ())
    gtk_widget_add_css_class (all, "today");
  gtk_widget_add_css_class (all, "jz-week-head");
  gtk_grid_attach (GTK_GRID (self->grid), all, day + 1, 0, 1, 1);
}

static void
add_bell (JzWeekGrid *self, const JzBell *bell, int row)
{
  g_autofree char *number = g_strdup_printf ("%d", bell->period);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), gtk_label_new (number));
  gtk_widget_add_css_class (gtk_widget_get_first_child (box), "jz-week-day");
  gtk_box_append (GTK_BOX (box), gtk_label_new (bell->begins));
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "jz-caption");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (box, 52, -1);
  gtk_grid_attach (GTK_GRID (self->grid), box, 0, row, 1, 1);
}

static void
add_cells (JzWeekGrid *self, int period, int row)
{
  for (int day = 0; day < self->week->n_days; day++)
    {
      const JzWeekClosed *closed = find_closed (self, day, period);
      GtkWidget          *cell = make_lessons (self, day, period);

      if (cell == NULL)
        cell = closed != NULL ? make_closed (self, closed) : make_free (self, day, period);
      gtk_widget_set_hexpand (cell, TRUE);
      gtk_grid_attach (GTK_GRID (self->grid), cell, day + 1, row, 1, 1);
    }
}

/* A line where a part of the day ends. */
static void
add_break (JzWeekGrid *self, const char *part, int row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8),
    *before = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL),
            *after = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

  for (int i = 0; i < 2; i++)
    {
      gtk_widget_set_hexpand (i == 0 ? before : after, TRUE);
      gtk_widget_set_valign (i == 0 ? before : after, GTK_ALIGN_CENTER);
    }
  gtk_box_append (GTK_BOX (box), before);
  gtk_box_append (GTK_BOX (box), make_label (g_str_equal (part, "afternoon") ? _("Noon break") :
                                             g_str_equal (part, "outside")   ? _("After lessons") :
                                                                               _("Evening"), "jz-caption", TRUE));
  gtk_box_append (GTK_BOX (box), after);
  gtk_grid_attach (GTK_GRID (self->grid), box, 1, row, self->week->n_days, 1);
}

static void
fill (JzWeekGrid *self)
{
  const char *part = "";
  int         row = 1;

  for (int day = 0; day < self->week->n_days; day++)
    add_head (self, day);
  for (guint i = 0; i < self->week->bells->len; i++)
    {
      const JzBell *bell = &g_array_index (self->week->bells, JzBell, i);

      if (part[0] != '\0' && !g_str_equal (part, bell->part))
        add_break (self, bell->part, row++);
      part = bell->part;
      add_bell (self, bell, row);
      add_cells (self, bell->period, row++);
    }
}

/* The cell that has the focus, to be found again when all are made anew. */
static gboolean
focus_at (JzWeekGrid *self, int *day, int *period)
{
  GtkRoot    *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget  *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const Cell *cell = focus != NULL ? g_object_get_data (G_OBJECT (focus), "jz-cell") : NULL;

  if (cell == NULL || cell->grid != self)
    return FALSE;
  *day = cell->day;
  *period = cell->period;
  return TRUE;
}

static void
focus_again (GtkWidget *widget, int day, int period)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      const Cell *cell = g_object_get_data (G_OBJECT (child), "jz-cell");

      if (cell != NULL && cell->day == day && cell->period == period)
        gtk_widget_grab_focus (child);
      else if (cell == NULL)
        focus_again (child, day, period);
    }
}

/* All that the cells would say, to see whether it is what they say already: a cell that is pressed must not go. */
static char *
write_all (const JzLessonWeek *week, gboolean bookable, gboolean with_room)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%d %d %d %d\n", week->monday, week->n_days, bookable, with_room);
  for (int day = 0; day < 7; day++)
    g_string_append_printf (text, "%d %s\n", week->days[day].open,
                            week->days[day].note != NULL ? week->days[day].note : "");
  for (guint i = 0; i < week->bells->len; i++)
    {
      const JzBell *bell = &g_array_index (week->bells, JzBell, i);

      g_string_append_printf (text, "%d %s %s\n", bell->period, bell->begins, bell->part);
    }
  for (guint i = 0; i < week->lessons->len; i++)
    {
      const JzWeekLesson *lesson = g_ptr_array_index (week->lessons, i);

      g_string_append_printf (text, "%" G_GINT64_FORMAT " %d %d %d %s\t%s\t%s\t%s\n", lesson->lesson, lesson->day,
                              lesson->period,
                              lesson->people, lesson->title, lesson->who, lesson->room, lesson->state);
    }
  for (guint i = 0; i < week->closed->len; i++)
    {
      const JzWeekClosed *closed = g_ptr_array_index (week->closed, i);

      g_string_append_printf (text, "%d %d %s\n", closed->day, closed->period, closed->reason);
    }
  return g_string_free (text, FALSE);
}

/* All cells anew. */
static void
show_anew (JzWeekGrid *self, JzLessonWeek *week, gboolean bookable, gboolean with_room)
{
  GtkWidget *child;
  int        day = 0, period = 0;
  gboolean   had = focus_at (self, &day, &period);

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  g_clear_pointer (&self->week, jz_lesson_week_free);
  self->week = week;
  self->bookable = bookable;
  self->with_room = with_room;
  fill (self);
  if (had)
    focus_again (self->grid, day, period);
}

void
jz_week_grid_show (JzWeekGrid *self, JzLessonWeek *week, gboolean bookable, gboolean with_room)
{
  g_autofree char *shown = write_all (week, bookable, with_room);

  if (g_strcmp0 (shown, self->shown) == 0)
    {
      jz_lesson_week_free (week);
      return;
    }
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  show_anew (self, week, bookable, with_room);
}

static void
mark (GtkWidget *widget, gint64 lesson)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      const Cell *cell = g_object_get_data (G_OBJECT (child), "jz-cell");

      if (cell == NULL)
        mark (child, lesson);
      else if (cell->lesson != 0 && cell->lesson == lesson)
        gtk_widget_add_css_class (child, "chosen");
      else
        gtk_widget_remove_css_class (child, "chosen");
    }
}

void
jz_week_grid_choose (JzWeekGrid *self, gint64 lesson)
{
  self->chosen = lesson;
  mark (self->grid, lesson);
}

/* The object. */

static void
jz_week_grid_dispose (GObject *object)
{
  JzWeekGrid *self = JZ_WEEK_GRID (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_pointer (&self->week, jz_lesson_week_free);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (jz_week_grid_parent_class)->dispose (object);
}

static void
jz_week_grid_class_init (JzWeekGridClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_week_grid_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN] = g_signal_new ("chosen", JZ_TYPE_WEEK_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_INT64);
  signals[FREE] = g_signal_new ("free", JZ_TYPE_WEEK_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_INT, G_TYPE_INT);
  signals[MOVED] = g_signal_new ("moved", JZ_TYPE_WEEK_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                 G_TYPE_INT64,
                                 G_TYPE_INT, G_TYPE_INT);
}

static void
jz_week_grid_init (JzWeekGrid *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 6);
  gtk_widget_add_css_class (self->grid, "jz-week");
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

GtkWidget *
jz_week_grid_new (void)
{
  return g_object_new (JZ_TYPE_WEEK_GRID, NULL);
}
