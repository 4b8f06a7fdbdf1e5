/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-library-stats-view.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-follower.h"
#include "jz-library-paper.h"
#include "jz-library-sheet.h"
#include "jz-views-page.h"

struct _JzLibraryStatsView
{
  GtkBox              parent_instance;
  JzFollower         *follower;
  GSimpleActionGroup *actions;
  GtkWidget          *choice, *menu, *scroller;
  GPtrArray          *periods;   /* of JzLibraryPeriod, that can be chosen */
  char               *key;       /* of the one that is; NULL: the present term */
  int                 years;     /* after which a title counts as never borrowed */
  gboolean            filling;
};

G_DEFINE_FINAL_TYPE (JzLibraryStatsView, jz_library_stats_view, GTK_TYPE_BOX)

/* Reading. */

typedef struct
{
  char               *key;
  JzLibraryStats     *stats;
  GPtrArray          *periods;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_free (self->key);
  g_clear_pointer (&self->stats, jz_library_stats_free);
  g_clear_pointer (&self->periods, g_ptr_array_unref);
  g_free (self);
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  self->periods = jz_library_periods (connection, error);
  self->stats = self->periods != NULL ? jz_library_stats_read (connection, self->key, error) : NULL;
  return self->stats != NULL;
}

/* The periods that there are now, with the one in front that is shown. */
static void
fill_choice (JzLibraryStatsView *self, const char *key)
{
  GtkStringList *titles = gtk_string_list_new (NULL);
  guint          shown = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->periods->len; i++)
    {
      const JzLibraryPeriod *period = g_ptr_array_index (self->periods, i);

      gtk_string_list_append (titles, period->title);
      if (g_str_equal (period->key, key))
        shown = i;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->choice), G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), shown);
  self->filling = FALSE;
  g_object_unref (titles);
}

static gboolean
same_periods (GPtrArray *one, GPtrArray *other)
{
  if (one == NULL || one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (!g_str_equal (((JzLibraryPeriod *) g_ptr_array_index (one, i))->key,
                      ((JzLibraryPeriod *) g_ptr_array_index (other, i))->key))
      return FALSE;
  return TRUE;
}

static void
take (GtkWidget *view, gpointer data)
{
  JzLibraryStatsView *self = JZ_LIBRARY_STATS_VIEW (view);
  Reading            *reading = data;
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double         value = gtk_adjustment_get_value (place);

  if (!same_periods (self->periods, reading->periods))
    {
      g_clear_pointer (&self->periods, g_ptr_array_unref);
      self->periods = g_steal_pointer (&reading->periods);
      fill_choice (self, reading->stats->period.key);
    }
  self->years = reading->stats->unlent_years;
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), jz_library_sheet_new (reading->stats));
  gtk_adjustment_set_value (place, value);
}

static gpointer
ask (GtkWidget *view)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->key = g_strdup (JZ_LIBRARY_STATS_VIEW (view)->key);
  return reading;
}

static const JzFollowerKind following = { ask, read_cb, take, reading_free, 400 };

static void
choice_cb (JzLibraryStatsView *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  if (self->filling || self->periods == NULL || at >= self->periods->len)
    return;
  g_free (self->key);
  self->key = g_strdup (((JzLibraryPeriod *) g_ptr_array_index (self->periods, at))->key);
  jz_follower_refresh (self->follower);
}

/* Down to the rows. */

/* The list of titles, with nothing in its way but @filter. */
static void
show_titles (JzLibraryStatsView *self, const char *filter, const char *value)
{
  static const char *const filters[] = { "class", "group", "unlent", "material" };
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), JZ_TYPE_VIEWS_PAGE);
  JzTable   *table;

  if (page == NULL || !jz_page_show (JZ_PAGE (page), "title", 0))
    return;
  table = jz_list_page_get_table (jz_views_page_find_list (JZ_VIEWS_PAGE (page), "title"));
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    jz_table_set_filter (table, filters[i], g_str_equal (filters[i], filter) ? value : NULL);
}

static void
show_rows_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  show_titles (data, name + strlen ("show-"), g_variant_get_string (parameter, NULL));
}

static void
show_unlent_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzLibraryStatsView *self = data;
  g_autofree char    *years = g_strdup_printf ("%d", self->years);

  show_titles (self, "unlent", years);
}

static void
show_title_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *page = gtk_widget_get_ancestor (data, JZ_TYPE_VIEWS_PAGE);

  if (page != NULL)
    jz_page_show (JZ_PAGE (page), "title", g_variant_get_int64 (parameter));
}

static void
paper_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzLibraryStatsView *self = data;

  jz_library_paper_make (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), jz_follower_get_session (self->follower),
                         g_variant_get_string (parameter, NULL), self->key);
}

/* The object. */

void
jz_library_stats_view_set_session (JzLibraryStatsView *self, JzSession *session)
{
  gtk_widget_set_sensitive (self->menu, session != NULL);
  if (session == NULL)
    {
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), NULL);
      g_clear_pointer (&self->key, g_free);
      g_clear_pointer (&self->periods, g_ptr_array_unref);
    }
  jz_follower_set_session (self->follower, session);
}

static void
make_bar (JzLibraryStatsView *self)
{
  GtkWidget            *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget            *standards = gtk_button_new_with_label (_("Standards and opening hours…"));
  g_autoptr (GMenuModel) menu = jz_library_paper_menu ();

  gtk_widget_add_css_class (bar, "jz-tools");
  self->choice = gtk_drop_down_new (NULL, NULL);
  jz_compat_name (self->choice, _("Term or year"));
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (choice_cb), self, G_CONNECT_SWAPPED);
  self->menu = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->menu), _("Print and export"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu), menu);
  gtk_box_append (GTK_BOX (bar), self->choice);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (standards), "win.settings::library-standards");
  gtk_box_append (GTK_BOX (bar), self->menu);
  gtk_box_append (GTK_BOX (bar), standards);
  gtk_box_append (GTK_BOX (self), bar);
}

static void
jz_library_stats_view_dispose (GObject *object)
{
  JzLibraryStatsView *self = JZ_LIBRARY_STATS_VIEW (object);

  jz_follower_stop (&self->follower);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->periods, g_ptr_array_unref);
  g_clear_pointer (&self->key, g_free);
  G_OBJECT_CLASS (jz_library_stats_view_parent_class)->dispose (object);
}

static void
jz_library_stats_view_class_init (JzLibraryStatsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_library_stats_view_dispose;
}

static void
jz_library_stats_view_init (JzLibraryStatsView *self)
{
  static const GActionEntry entries[] = {
    { "show-class", show_rows_cb, "s", NULL, NULL, { 0 } },    { "show-group", show_rows_cb, "s", NULL, NULL, { 0 } },
    { "show-unlent", show_unlent_cb, NULL, NULL, NULL, { 0 } }, { "show-title", show_title_cb, "x", NULL, NULL, { 0 } },
    { "paper", paper_cb, "s", NULL, NULL, { 0 } },
  };

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "statistics", G_ACTION_GROUP (self->actions));
  make_bar (self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (self), self->scroller);
  self->follower = jz_follower_new (GTK_WIDGET (self), &following);
}

GtkWidget *
jz_library_stats_view_new (void)
{
  return g_object_new (JZ_TYPE_LIBRARY_STATS_VIEW, NULL);
}
