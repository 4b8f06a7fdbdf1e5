/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-month-grid.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"

#define WEEKS (JZ_MONTH_DAYS / 7)

struct _JzMonthGrid
{
  GtkBox     parent_instance;
  GtkWidget *grid;
  GtkWidget *weeks[WEEKS];
  GtkWidget *cells[JZ_MONTH_DAYS];
  GtkWidget *numbers[JZ_MONTH_DAYS];
  GtkWidget *words[JZ_MONTH_DAYS];
  GtkWidget *notes[JZ_MONTH_DAYS];
  JzDay      days[JZ_MONTH_DAYS];
};

G_DEFINE_FINAL_TYPE (JzMonthGrid, jz_month_grid, GTK_TYPE_BOX)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

JzDate
jz_month_grid_first (int year, int month)
{
  JzDate first = jz_date_new (year, month, 1);

  return first - jz_date_weekday (first) + 1;
}

/* "make-up: lessons of Thursday"; nothing is said of a common day that follows itself. */
static char *
words_of (const JzDay *day)
{
  if (day->kind == NULL || g_str_equal (day->kind, "weekend"))
    return g_strdup ("");
  if (g_str_equal (day->kind, "holiday"))
    return g_strdup (_("Holiday"));
  if (day->follows == jz_date_weekday (day->date))
    return g_strdup (g_str_equal (day->kind, "make-up") ? _("Make-up day") : "");
  return g_strdup_printf (_("%s, lessons of %s"), jz_day_kind_title (day->kind), jz_weekday_title (day->follows));
}

static void
name_cell (GtkWidget *cell, const JzDay *day, const char *words)
{
  char             iso[JZ_DATE_LENGTH];
  g_autofree char *name =
    g_strdup_printf ("%s %s %s%s%s", jz_date_to_iso (day->date, iso), jz_weekday_title (jz_date_weekday (day->date)),
                     *words != '\0' ? words : jz_day_kind_title (day->kind),
                     day->note != NULL && *day->note != '\0' ? " " : "", day->note != NULL ? day->note : "");

  jz_compat_name (cell, name);
  gtk_widget_set_tooltip_text (cell, name);
}

static void
show_cell (JzMonthGrid *self, guint i, int shown_month)
{
  static const char *const classes[] = { "school", "weekend", "holiday", "make-up" };
  JzDay           *day = &self->days[i];
  g_autofree char *words = words_of (day), *number = NULL;
  int              month, of_month;

  jz_date_get (day->date, &(int){ 0 }, &month, &of_month);
  number = g_strdup_printf ("%d", of_month);
  gtk_label_set_text (GTK_LABEL (self->numbers[i]), number);
  gtk_label_set_text (GTK_LABEL (self->words[i]), words);
  gtk_label_set_text (GTK_LABEL (self->notes[i]), day->note != NULL ? day->note : "");
  gtk_widget_set_opacity (self->cells[i], month == shown_month ? 1 : 0.45);
  for (gsize n = 0; n < G_N_ELEMENTS (classes); n++)
    if (g_strcmp0 (classes[n], day->kind) == 0)
      gtk_widget_add_css_class (self->cells[i], classes[n]);
    else
      gtk_widget_remove_css_class (self->cells[i], classes[n]);
  if (day->date == jz_date_today ())
    gtk_widget_add_css_class (self->cells[i], "today");
  else
    gtk_widget_remove_css_class (self->cells[i], "today");
  name_cell (self->cells[i], day, words);
}

/* Of the week's Monday, or of its first day that a term has. */
static void
show_week (JzMonthGrid *self, guint week)
{
  const JzDay     *day = NULL;
  g_autofree char *text = NULL;

  for (guint i = week * 7; i < week * 7 + 7 && day == NULL; i++)
    if (self->days[i].week > 0)
      day = &self->days[i];
  if (day != NULL)
    text = g_strdup_printf (_("Week %d\n%s"), day->week, g_strcmp0 (day->parity, "even") == 0 ? _("even") : _("odd"));
  gtk_label_set_text (GTK_LABEL (self->weeks[week]), text != NULL ? text : "");
}

void
jz_month_grid_show (JzMonthGrid *self, int year, int month, JzDay *days)
{
  for (guint i = 0; i < JZ_MONTH_DAYS; i++)
    {
      jz_day_clear (&self->days[i]);
      self->days[i] = days[i];
      days[i] = (JzDay){ 0 };
      show_cell (self, i, month);
    }
  for (guint week = 0; week < WEEKS; week++)
    show_week (self, week);
}

void
jz_month_grid_set_editable (JzMonthGrid *self, gboolean editable)
{
  for (guint i = 0; i < JZ_MONTH_DAYS; i++)
    gtk_widget_set_can_target (self->cells[i], editable), gtk_widget_set_focusable (self->cells[i], editable);
}

static void
clicked_cb (GtkWidget *cell, gpointer data)
{
  JzMonthGrid *self = data;

  for (guint i = 0; i < JZ_MONTH_DAYS; i++)
    if (self->cells[i] == cell)
      g_signal_emit (self, signals[CHOSEN], 0, &self->days[i]);
}

static GtkWidget *
make_label (GtkWidget *box, const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
make_cell (JzMonthGrid *self, guint i)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->cells[i] = gtk_button_new ();
  self->numbers[i] = make_label (box, "jz-day-number");
  self->words[i] = make_label (box, "jz-caption");
  self->notes[i] = make_label (box, "jz-caption");
  gtk_button_set_child (GTK_BUTTON (self->cells[i]), box);
  gtk_widget_add_css_class (self->cells[i], "jz-day");
  gtk_widget_set_hexpand (self->cells[i], TRUE);
  gtk_widget_set_vexpand (self->cells[i], TRUE);
  gtk_widget_set_size_request (self->cells[i], 60, -1);
  g_signal_connect (self->cells[i], "clicked", G_CALLBACK (clicked_cb), self);
  gtk_grid_attach (GTK_GRID (self->grid), self->cells[i], (int) (i % 7) + 1, (int) (i / 7) + 1, 1, 1);
}

static void
jz_month_grid_finalize (GObject *object)
{
  for (guint i = 0; i < JZ_MONTH_DAYS; i++)
    jz_day_clear (&JZ_MONTH_GRID (object)->days[i]);
  G_OBJECT_CLASS (jz_month_grid_parent_class)->finalize (object);
}

static void
jz_month_grid_class_init (JzMonthGridClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jz_month_grid_finalize;
  signals[CHOSEN] =
    g_signal_new ("chosen", JZ_TYPE_MONTH_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
jz_month_grid_init (JzMonthGrid *self)
{
  GtkSizeGroup *columns = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 6);
  for (int weekday = 1; weekday <= 7; weekday++)
    {
      GtkWidget *head = gtk_label_new (jz_weekday_title (weekday));

      gtk_widget_add_css_class (head, "jz-month-head");
      gtk_grid_attach (GTK_GRID (self->grid), head, weekday, 0, 1, 1);
    }
  for (int week = 0; week < WEEKS; week++)
    {
      self->weeks[week] = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->weeks[week], "jz-caption");
      gtk_widget_set_size_request (self->weeks[week], 56, -1);
      gtk_grid_attach (GTK_GRID (self->grid), self->weeks[week], 0, week + 1, 1, 1);
    }
  for (guint i = 0; i < JZ_MONTH_DAYS; i++)
    {
      make_cell (self, i);
      gtk_size_group_add_widget (columns, self->cells[i]);
    }
  g_object_unref (columns);
  gtk_widget_set_hexpand (self->grid, TRUE);
  gtk_widget_set_vexpand (self->grid, TRUE);
  gtk_box_append (GTK_BOX (self), self->grid);
}

GtkWidget *
jz_month_grid_new (void)
{
  return g_object_new (JZ_TYPE_MONTH_GRID, NULL);
}
