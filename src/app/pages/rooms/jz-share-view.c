/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-share-view.h"

#include <glib/gi18n-lib.h>

#include "jz-bells.h"
#include "jz-compat.h"
#include "jz-day-form.h"
#include "jz-follower.h"
#include "jz-room-norm.h"
#include "jz-room-share.h"
#include "jz-school-words.h"

#define TONES 5   /* of the map */

struct _JzShareView
{
  GtkBox     parent_instance;
  JzFollower *follower;
  GtkWidget *scroller;
};

G_DEFINE_FINAL_TYPE (JzShareView, jz_share_view, GTK_TYPE_BOX)

/* Reading. */

typedef struct
{
  JzRoomShares   *shares;
  JzRoomCoverage *coverage;
  GPtrArray      *staffing;
  guint           technicians;
  GArray         *bells;
  char           *first; /* day of the term; NULL: there is none */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->shares, jz_room_shares_free);
  g_clear_pointer (&self->coverage, jz_room_coverage_free);
  g_clear_pointer (&self->staffing, g_ptr_array_unref);
  g_clear_pointer (&self->bells, g_array_unref);
  g_free (self->first);
  g_free (self);
}

/* Of the present term up to today. */
static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  if (!jz_connection_find_text (connection, &self->first, error,
                                "SELECT first_day FROM term WHERE first_day <= jz_today () ORDER BY first_day DESC LIMIT 1", ""))
    return FALSE;
  if (self->first == NULL)
    return TRUE;
  self->shares = jz_room_shares_read (connection, jz_date_from_iso (self->first), jz_date_today (), 0, error);
  self->coverage = self->shares != NULL ? jz_room_coverage_read (connection, error) : NULL;
  self->staffing = self->coverage != NULL ? jz_staffing_read (connection, &self->technicians, error) : NULL;
  self->bells = self->staffing != NULL ? jz_bells_read (connection, jz_date_today (), NULL, error) : NULL;
  return self->bells != NULL;
}

/* Showing. */

static GtkWidget *
make_label (const char *text, const char *style, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_panel (const char *title, const char *note)
{
  GtkWidget *panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_widget_add_css_class (panel, "card");
  gtk_widget_add_css_class (panel, "jz-share-panel");
  gtk_box_append (GTK_BOX (panel), make_label (title, "jz-group", 0));
  if (note != NULL)
    gtk_box_append (GTK_BOX (panel), make_label (note, "jz-caption", 0));
  return panel;
}

/* The most that any slot is used, for the darkest tone. */
static guint
most_used (const JzRoomShares *shares)
{
  guint most = 1;

  for (int day = 0; day < 7; day++)
    for (int period = 0; period < 20; period++)
      most = MAX (most, shares->slots[day][period]);
  return most;
}

static GtkWidget *
make_tile (const JzRoomShares *shares, int day, int period, guint most)
{
  guint            used = shares->slots[day][period - 1], rooms = MAX (shares->rooms->len, 1), days = shares->days[day];
  guint            percent = days > 0 ? used * 100 / (rooms * days) : 0;
  g_autofree char *text = g_strdup_printf ("%u %%", percent);
  g_autofree char *style = g_strdup_printf ("jz-heat-%u", used * (TONES - 1) / most);
  g_autofree char *name = g_strdup_printf (_("%s period %d: %u lessons, %u %% of %u rooms on %u days"),
                                           jz_weekday_title (day + 1), period, used,
                                           percent, rooms, days);
  GtkWidget       *tile = make_label (days > 0 ? text : "—", "jz-heat", 0.5f);

  gtk_widget_add_css_class (tile, style);
  gtk_widget_set_tooltip_text (tile, name);
  gtk_widget_set_hexpand (tile, TRUE);
  jz_compat_name (tile, name);
  return tile;
}

static GtkWidget *
make_map (const Reading *reading)
{
  GtkWidget *panel = make_panel (_("Use by weekday and period"),
                                 _("Lessons held ÷ (rooms × days of that weekday's timetable)"));
  GtkWidget *grid = gtk_grid_new ();
  guint      most = most_used (reading->shares);

  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 3);
  for (int day = 0; day < 5; day++)
    gtk_grid_attach (GTK_GRID (grid), make_label (jz_weekday_title (day + 1), "jz-caption", 0.5f), day + 1, 0, 1, 1);
  for (guint i = 0; i < reading->bells->len; i++)
    {
      const JzBell    *bell = &g_array_index (reading->bells, JzBell, i);
      g_autofree char *number = g_strdup_printf ("%d", bell->period);

      gtk_grid_attach (GTK_GRID (grid), make_label (number, "jz-caption", 0.5f), 0, (int) i + 1, 1, 1);
      for (int day = 0; day < 5; day++)
        gtk_grid_attach (GTK_GRID (grid), make_tile (reading->shares, day, bell->period, most), day + 1, (int) i + 1,
                         1, 1);
    }
  gtk_box_append (GTK_BOX (panel), grid);
  return panel;
}

/* A row of texts; the first takes what is left. */
static void
add_row (GtkWidget *grid, int row, const char *const *cells, const char *style)
{
  for (int column = 0; cells[column] != NULL; column++)
    {
      GtkWidget *label = make_label (cells[column], style, column == 0 ? 0 : 1);

      gtk_widget_set_hexpand (label, column == 0);
      gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
    }
}

static GtkWidget *
add_grid (GtkWidget *panel)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_box_append (GTK_BOX (panel), grid);
  return grid;
}

static GtkWidget *
make_rooms (const JzRoomShares *shares)
{
  guint            share = shares->open > 0 ? shares->used * 1000 / shares->open : 0;
  g_autofree char *note = g_strdup_printf (_("In use %u.%u %%: %u of %u periods; %u outside class; %u not noted yet"),
                                           share / 10, share % 10,
                                           shares->used, shares->open, shares->outside, shares->unnoted);
  GtkWidget       *panel = make_panel (_("Rooms of this term"), note), *grid = add_grid (panel);

  add_row (grid, 0, (const char *[]){ _("Room"), _("Held ÷ open"), _("In use"), _("Outside class"), _("Last used"),
                                      NULL }, "jz-caption");
  for (guint i = 0; i < shares->rooms->len; i++)
    {
      const JzRoomShare *room = g_ptr_array_index (shares->rooms, i);
      g_autofree char   *part = g_strdup_printf ("%u / %u", room->used, room->open);
      g_autofree char   *percent = room->open > 0 ? g_strdup_printf ("%u %%",
                                                                     room->used * 100 / room->open) : g_strdup ("—");
      g_autofree char   *outside = g_strdup_printf ("%u", room->outside);

      add_row (grid, (int) i + 1,
               (const char *[]){ room->name, part, percent, outside, room->last[0] != '\0' ? room->last : _("! idle"),
                                 NULL },
               room->last[0] != '\0' ? NULL : "jz-warn");
    }
  return panel;
}

static void
add_need (GtkWidget *grid, int row, const JzRoomNeed *need)
{
  guint            lacks = need->due - MIN (need->due, need->good);
  g_autofree char *numbers = g_strdup_printf ("%u / %u", MIN (need->good, need->due), need->due);
  g_autofree char *verdict = NULL;

  if (lacks == 0)
    verdict = g_strdup (_("✓ Enough"));
  else if (need->rooms < need->due)
    verdict = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "✗ %u room is missing", "✗ %u rooms are missing",
                                            need->due - need->rooms),
                               need->due - need->rooms);
  else
    verdict = need->unknown > 0 ? g_strdup (_("! Area not known")) : g_strdup (_("! Too small"));
  add_row (grid, row, (const char *[]){ need->kind, numbers, verdict, need->starter ? _("starter value") : "", NULL },
           lacks == 0 ? NULL : "jz-warn");
}

/* How many each stage should have to look after labs, and how many there are. */
static void
add_staffing (GtkWidget *panel, const Reading *reading)
{
  g_autofree char *have = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u lab technician has an account",
                                                        "%u lab technicians have an account", reading->technicians),
                                           reading->technicians);

  for (guint i = 0; i < reading->staffing->len; i++)
    {
      const JzStaffingNeed *need = g_ptr_array_index (reading->staffing, i);
      g_autofree char      *text =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %u class: %u to look after labs",
                                      "%s, %u classes: %u to look after labs", need->classes),
                         jz_stage_title (need->stage), need->classes, need->people);

      gtk_box_append (GTK_BOX (panel), make_label (text, "jz-caption", 0));
    }
  gtk_box_append (GTK_BOX (panel), make_label (have, "jz-caption", 0));
}

static GtkWidget *
make_coverage (const Reading *reading)
{
  const JzRoomCoverage *coverage = reading->coverage;
  guint            share = coverage->due > 0 ? coverage->covered * 1000 / coverage->due : 0;
  g_autofree char *note = g_strdup_printf (_("%u.%u %% (%u of %u), wanted at least %d %%"), share / 10, share % 10,
                                           coverage->covered,
                                           coverage->due, coverage->target / 100);
  GtkWidget       *panel = make_panel (_("Rooms against the standard"), coverage->due > 0 ? note : _("No data"));
  GtkWidget       *grid = add_grid (panel);

  for (guint i = 0; i < coverage->needs->len; i++)
    add_need (grid, (int) i, g_ptr_array_index (coverage->needs, i));
  add_staffing (panel, reading);
  return panel;
}

static void
take (GtkWidget *view, gpointer data)
{
  JzShareView   *self = JZ_SHARE_VIEW (view);
  const Reading *reading = data;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  if (reading->shares == NULL)
    {
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller),
                                     make_label (_("The calendar has no term yet"), "jz-dim", 0.5f));
      return;
    }
  gtk_widget_add_css_class (row, "jz-share");
  gtk_box_append (GTK_BOX (left), make_map (reading));
  gtk_box_append (GTK_BOX (left), make_rooms (reading->shares));
  gtk_widget_set_hexpand (left, TRUE);
  gtk_box_append (GTK_BOX (row), left);
  gtk_box_append (GTK_BOX (row), make_coverage (reading));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), row);
}

static gpointer
ask (GtkWidget *view)
{
  return g_new0 (Reading, 1);
}

static const JzFollowerKind following = { ask, read_cb, take, reading_free, 400 };

void
jz_share_view_set_session (GtkWidget *widget, JzSession *session)
{
  JzShareView *self = JZ_SHARE_VIEW (widget);

  if (session == NULL)
    gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), NULL);
  jz_follower_set_session (self->follower, session);
}

static void
jz_share_view_dispose (GObject *object)
{
  JzShareView *self = JZ_SHARE_VIEW (object);

  jz_follower_stop (&self->follower);
  G_OBJECT_CLASS (jz_share_view_parent_class)->dispose (object);
}

static void
jz_share_view_class_init (JzShareViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_share_view_dispose;
}

static void
jz_share_view_init (JzShareView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_hexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (self), self->scroller);
  self->follower = jz_follower_new (GTK_WIDGET (self), &following);
}

GtkWidget *
jz_share_view_new (void)
{
  return g_object_new (JZ_TYPE_SHARE_VIEW, NULL);
}
