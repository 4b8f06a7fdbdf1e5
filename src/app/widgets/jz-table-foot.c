/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-table-foot.h"

#include <glib/gi18n-lib.h>

#include "jz-quantity.h"

struct _JzTableFoot
{
  GtkBox        parent_instance;
  GtkWidget    *count;
  GtkWidget    *sums;
  GtkWidget    *chosen;
  GCancellable *cancellable; /* of the sums under way */
};

G_DEFINE_FINAL_TYPE (JzTableFoot, jz_table_foot, GTK_TYPE_BOX)

/* Sums. */

typedef struct
{
  JzListQuery *query;
  gint64       count;
  char       **texts;
} Totals;

typedef struct
{
  JzTableFoot  *foot;
  GCancellable *cancellable;
  Totals       *totals;
} TotalsAnswer;

static void
totals_free (gpointer data)
{
  Totals *self = data;

  jz_list_query_unref (self->query);
  g_strfreev (self->texts);
  g_free (self);
}

static gboolean
totals_read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Totals *self = data;

  return jz_list_totals_read (self->query, connection, &self->count, &self->texts, error);
}

static void
totals_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree TotalsAnswer *answer = data;
  g_autoptr (JzTableFoot) self = answer->foot;
  g_autoptr (GCancellable) cancellable = answer->cancellable;
  g_autofree char *joined = NULL;

  if (jz_store_read_finish (JZ_STORE (source), result, NULL) && cancellable == self->cancellable)
    {
      joined = g_strjoinv ("      ", answer->totals->texts);
      gtk_label_set_text (GTK_LABEL (self->sums), joined);
    }
  totals_free (answer->totals);
}

void
jz_table_foot_stop (JzTableFoot *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
jz_table_foot_ask (JzTableFoot *self, JzStore *store, JzListQuery *query)
{
  TotalsAnswer *answer;

  jz_table_foot_stop (self);
  if (store == NULL || jz_list_query_get_spec (query)->totals == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  answer = g_new (TotalsAnswer, 1);
  *answer = (TotalsAnswer){ g_object_ref (self), g_object_ref (self->cancellable), g_new0 (Totals, 1) };
  answer->totals->query = jz_list_query_ref (query);
  jz_store_read (store, totals_read_cb, answer->totals, NULL, self->cancellable, totals_cb, answer);
}

/* Counts. */

void
jz_table_foot_set_count (JzTableFoot *self, guint n)
{
  g_autofree char *plain = g_strdup_printf ("%u", n);
  g_autofree char *number = jz_decimal_group (plain);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", n), number);

  gtk_label_set_text (GTK_LABEL (self->count), text);
}

void
jz_table_foot_set_chosen (JzTableFoot *self, guint n)
{
  g_autofree char *plain = g_strdup_printf ("%u", n);
  g_autofree char *number = jz_decimal_group (plain);
  g_autofree char *text = n > 0 ? g_strdup_printf (_("%s chosen"), number) : g_strdup ("");

  gtk_label_set_text (GTK_LABEL (self->chosen), text);
}

/* The line. */

static void
jz_table_foot_dispose (GObject *object)
{
  jz_table_foot_stop (JZ_TABLE_FOOT (object));
  G_OBJECT_CLASS (jz_table_foot_parent_class)->dispose (object);
}

static void
jz_table_foot_class_init (JzTableFootClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_table_foot_dispose;
}

static void
jz_table_foot_init (JzTableFoot *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 18);
  gtk_widget_add_css_class (GTK_WIDGET (self), "jz-status");
  self->count = gtk_label_new (NULL);
  self->sums = gtk_label_new (NULL);
  self->chosen = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->sums), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->sums), 0);
  gtk_widget_set_hexpand (self->sums, TRUE);
  gtk_widget_add_css_class (self->chosen, "jz-dim");
  gtk_box_append (GTK_BOX (self), self->count);
  gtk_box_append (GTK_BOX (self), self->sums);
  gtk_box_append (GTK_BOX (self), self->chosen);
}

JzTableFoot *
jz_table_foot_new (void)
{
  return g_object_new (JZ_TYPE_TABLE_FOOT, NULL);
}
