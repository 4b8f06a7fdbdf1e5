/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-week-choice.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"

struct _JzWeekNames
{
  GArray    *ids;    /* of gint64 */
  GPtrArray *titles; /* of char * */
};

struct _JzWeekChoice
{
  GtkWidget    parent_instance;
  GtkWidget   *drop_down;
  int          what;
  JzWeekNames *names;
  gint64       chosen;
  gboolean     filling;
};

G_DEFINE_FINAL_TYPE (JzWeekChoice, jz_week_choice, GTK_TYPE_WIDGET)

static guint chosen_signal;

void
jz_week_names_free (JzWeekNames *self)
{
  g_array_unref (self->ids);
  g_ptr_array_unref (self->titles);
  g_free (self);
}

JzWeekNames *
jz_week_names_read (JzConnection *connection, int what, GError **error)
{
  static const char *const sql[] = {
    [JZ_WEEK_ROOM] = "SELECT place.id, place.path FROM place LEFT JOIN room ON room.place = place.id LEFT JOIN room_kind ON room_kind.name = "
                     "place.purpose WHERE place.kind = 'room' AND place.voided IS NULL AND coalesce (room.bookable, room_kind.bookable, 0) "
                     "ORDER BY ifnull (room_kind.lab, 0) DESC, place.sort_key",
    [JZ_WEEK_TEACHER] = "SELECT id, name FROM person WHERE id IN (SELECT teacher FROM lesson) AND voided IS NULL ORDER BY jz_sort_key (name)",
    [JZ_WEEK_CLASS] = "SELECT id, name FROM class WHERE left_year IS NULL ORDER BY grade, number",
  };
  JzWeekNames *self = g_new (JzWeekNames, 1);
  JzStatement *row = jz_connection_query (connection, error, sql[what], "");

  *self = (JzWeekNames){ g_array_new (FALSE, FALSE, sizeof (gint64)), g_ptr_array_new_with_free_func (g_free) };
  while (jz_statement_next (row))
    {
      g_array_append_vals (self->ids, (gint64[]){ jz_statement_int64 (row, 0) }, 1);
      g_ptr_array_add (self->titles, jz_statement_dup (row, 1));
    }
  if (!jz_statement_finish (row, error))
    g_clear_pointer (&self, jz_week_names_free);
  return self;
}

static gboolean
are_same (const JzWeekNames *one, const JzWeekNames *other)
{
  if (one == NULL || one->ids->len != other->ids->len)
    return FALSE;
  for (guint i = 0; i < one->ids->len; i++)
    if (g_array_index (one->ids, gint64, i) != g_array_index (other->ids, gint64, i) ||
        !g_str_equal (g_ptr_array_index (one->titles, i), g_ptr_array_index (other->titles, i)))
      return FALSE;
  return TRUE;
}

gint64
jz_week_names_keep (const JzWeekNames *self, gint64 id)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      return id;
  return 0;
}

/* The row of what is chosen; 0 is that of all. */
static guint
row_of (JzWeekChoice *self, gint64 id)
{
  for (guint i = 0; self->names != NULL && i < self->names->ids->len; i++)
    if (g_array_index (self->names->ids, gint64, i) == id)
      return i + 1;
  return 0;
}

static void
select_row (JzWeekChoice *self, guint row)
{
  self->filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down), row);
  self->filling = FALSE;
}

static const char *
all_words (int what)
{
  return what == JZ_WEEK_ROOM ? _("All rooms") : what == JZ_WEEK_TEACHER ? _("All teachers") : _("All classes");
}

void
jz_week_choice_fill (JzWeekChoice *self, JzWeekNames *names)
{
  GtkStringList *titles;

  if (are_same (self->names, names))
    {
      jz_week_names_free (names);
      return;
    }
  titles = gtk_string_list_new (NULL);
  gtk_string_list_append (titles, all_words (self->what));
  for (guint i = 0; i < names->titles->len; i++)
    gtk_string_list_append (titles, g_ptr_array_index (names->titles, i));
  g_clear_pointer (&self->names, jz_week_names_free);
  self->names = names;
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->drop_down), G_LIST_MODEL (titles));
  self->filling = FALSE;
  select_row (self, row_of (self, self->chosen));
  g_object_unref (titles);
}

gint64
jz_week_choice_get (JzWeekChoice *self)
{
  return self->chosen;
}

void
jz_week_choice_set (JzWeekChoice *self, gint64 id)
{
  self->chosen = id;
  select_row (self, row_of (self, id));
}

const char *
jz_week_choice_get_title (JzWeekChoice *self)
{
  guint row = row_of (self, self->chosen);

  return row > 0 ? g_ptr_array_index (self->names->titles, row - 1) : NULL;
}

static void
selected_cb (JzWeekChoice *self)
{
  guint row = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop_down));

  if (self->filling || self->names == NULL || row > self->names->ids->len)
    return;
  self->chosen = row > 0 ? g_array_index (self->names->ids, gint64, row - 1) : 0;
  g_signal_emit (self, chosen_signal, 0);
}

static void
jz_week_choice_dispose (GObject *object)
{
  JzWeekChoice *self = JZ_WEEK_CHOICE (object);

  g_clear_pointer (&self->drop_down, gtk_widget_unparent);
  g_clear_pointer (&self->names, jz_week_names_free);
  G_OBJECT_CLASS (jz_week_choice_parent_class)->dispose (object);
}

static void
jz_week_choice_class_init (JzWeekChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_week_choice_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  chosen_signal = g_signal_new ("chosen", JZ_TYPE_WEEK_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jz_week_choice_init (JzWeekChoice *self)
{
  self->drop_down = gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_widget_set_parent (self->drop_down, GTK_WIDGET (self));
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
}

JzWeekChoice *
jz_week_choice_new (int what)
{
  JzWeekChoice *self = g_object_new (JZ_TYPE_WEEK_CHOICE, NULL);

  self->what = what;
  self->chosen = what == JZ_WEEK_ROOM ? -1 : 0;
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->drop_down), what == JZ_WEEK_TEACHER);
  jz_compat_name (self->drop_down, what == JZ_WEEK_ROOM ? _("Room") : what == JZ_WEEK_TEACHER ? _("Teacher") : _("Class"));
  return self;
}
