/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-value-sums.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-grid-field.h"
#include "jz-money.h"
#include "jz-value-form.h"

struct _JzValueSums
{
  GtkBox     parent_instance;
  JzStore   *store;
  int        year;
  GtkWidget *by, *list, *total;
  gboolean   filling;
};

G_DEFINE_FINAL_TYPE (JzValueSums, jz_value_sums, GTK_TYPE_BOX)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *const filters[] = { "by-fund", "by-supplier", "by-purpose", "by-subject", "by-year" };

JzSpendBy
jz_value_sums_get_by (JzValueSums *self)
{
  return (JzSpendBy) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->by));
}

static GtkWidget *
make_row (const char *key, const char *title, gint64 spent, gint64 total)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *money = jz_money_format (spent), *bar = jz_value_bar (spent, total);
  GtkWidget       *name = gtk_label_new (title), *amount = gtk_label_new (money), *share = gtk_label_new (bar),
                          *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (name, title);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_xalign (GTK_LABEL (share), 0);
  gtk_widget_add_css_class (share, "jz-caption");
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), amount);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), share);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "jz-key", g_strdup (key), g_free);
  return row;
}

typedef struct
{
  JzValueSums *sums;
  JzSpendBy    by;
  int          year;
  GPtrArray   *rows;
  JzSpendRow   total;
} Reading;

static void
reading_free (Reading *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_object_unref (self->sums);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  self->rows = jz_spend_read (connection, self->by, self->year, &self->total, error);
  return self->rows != NULL;
}

static gint
by_amount (gconstpointer a, gconstpointer b)
{
  const JzSpendRow *first = *(JzSpendRow *const *) a, *second = *(JzSpendRow *const *) b;

  return (first->spent < second->spent) - (first->spent > second->spent);
}

static const char *
chosen_key (JzValueSums *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  return row != NULL ? g_object_get_data (G_OBJECT (row), "jz-key") : NULL;
}

/* What was chosen stays chosen. */
static void
fill (JzValueSums *self, const Reading *reading)
{
  g_autofree char *chosen = g_strdup (chosen_key (self)), *total = jz_money_format (reading->total.spent),
                            *given = jz_money_format (reading->total.given);
  g_autofree char *words = g_strdup_printf (_("All: %s yuan; given, not paid: %s yuan"), total, given);
  GtkWidget       *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < reading->rows->len; i++)
    {
      const JzSpendRow *row = g_ptr_array_index (reading->rows, i);
      GtkWidget        *line = make_row (row->key, row->key[0] != '\0' ? row->key : _("Not said"), row->spent,
                                         reading->total.spent);

      gtk_list_box_append (GTK_LIST_BOX (self->list), line);
      if (g_strcmp0 (row->key, chosen) == 0)
        gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (line));
    }
  gtk_label_set_text (GTK_LABEL (self->total), words);
  self->filling = FALSE;
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  JzValueSums        *self = reading->sums;

  if (!jz_store_read_finish (JZ_STORE (source), result, NULL) || self->store != JZ_STORE (source) ||
      reading->year != self->year ||
      reading->by != jz_value_sums_get_by (self))
    return;
  if (reading->by != JZ_SPEND_YEAR)
    g_ptr_array_sort (reading->rows, by_amount);
  fill (self, reading);
}

void
jz_value_sums_read (JzValueSums *self, JzStore *store, int year)
{
  Reading *reading;

  g_set_object (&self->store, store);
  self->year = year;
  if (store == NULL)
    return;
  reading = g_new0 (Reading, 1);
  reading->sums = g_object_ref (self);
  reading->by = jz_value_sums_get_by (self);
  reading->year = year;
  jz_store_read (store, read_cb, reading, NULL, NULL, read_done_cb, reading);
}

static void
selected_cb (JzValueSums *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHOSEN], 0, filters[jz_value_sums_get_by (self)], chosen_key (self));
}

static void
by_cb (JzValueSums *self)
{
  gtk_list_box_unselect_all (GTK_LIST_BOX (self->list));
  g_signal_emit (self, signals[CHOSEN], 0, NULL, NULL);
  jz_value_sums_read (self, self->store, self->year);
}

static void
all_cb (JzValueSums *self)
{
  gtk_list_box_unselect_all (GTK_LIST_BOX (self->list));
  g_signal_emit (self, signals[CHOSEN], 0, NULL, NULL);
}

static void
jz_value_sums_dispose (GObject *object)
{
  JZ_VALUE_SUMS (object)->filling = TRUE; /* a list that goes lets its choice go first */
  g_clear_object (&JZ_VALUE_SUMS (object)->store);
  G_OBJECT_CLASS (jz_value_sums_parent_class)->dispose (object);
}

static void
jz_value_sums_class_init (JzValueSumsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_value_sums_dispose;
  signals[CHOSEN] =
    g_signal_new ("chosen", JZ_TYPE_VALUE_SUMS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                  G_TYPE_STRING);
}

static void
jz_value_sums_init (JzValueSums *self)
{
  static const char *const titles[] = { N_("By fund"), N_("By supplier"), N_("By purpose"), N_("By subject"),
                                        N_("By year"), NULL };
  GtkWidget *scroller = gtk_scrolled_window_new (), *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6),
                        *all = gtk_button_new_with_label (_("All rows"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "jz-import-pane");
  gtk_widget_set_size_request (GTK_WIDGET (self), 250, -1);
  gtk_widget_add_css_class (top, "jz-tools");
  self->by = jz_grid_field_choice (titles, 0);
  gtk_widget_set_hexpand (self->by, TRUE);
  jz_compat_name (self->by, _("Which side of spending"));
  g_signal_connect_swapped (self->by, "notify::selected", G_CALLBACK (by_cb), self);
  g_signal_connect_swapped (all, "clicked", G_CALLBACK (all_cb), self);
  gtk_box_append (GTK_BOX (top), self->by);
  gtk_box_append (GTK_BOX (top), all);
  self->list = gtk_list_box_new ();
  jz_compat_name (self->list, _("Sums of spending"));
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (selected_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  self->total = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->total), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->total), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (self->total), 24);
  gtk_widget_add_css_class (self->total, "jz-status");
  gtk_box_append (GTK_BOX (self), top);
  gtk_box_append (GTK_BOX (self), scroller);
  gtk_box_append (GTK_BOX (self), self->total);
}

JzValueSums *
jz_value_sums_new (void)
{
  return g_object_new (JZ_TYPE_VALUE_SUMS, NULL);
}
