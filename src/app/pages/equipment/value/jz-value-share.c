/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-value-share.h"

#include <glib/gi18n-lib.h>

#include "jz-budget.h"
#include "jz-money.h"
#include "jz-value-form.h"

struct _JzValueShare
{
  GtkBox     parent_instance;
  int        year;
  GtkWidget *figures[3], *words[3];
  GtkWidget *rows;
};

G_DEFINE_FINAL_TYPE (JzValueShare, jz_value_share, GTK_TYPE_BOX)

enum { ROWS, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
show_tile (JzValueShare *self, int tile, char *figure, char *words)
{
  gtk_label_set_text (GTK_LABEL (self->figures[tile]), figure);
  gtk_label_set_text (GTK_LABEL (self->words[tile]), words);
  g_free (figure);
  g_free (words);
}

static void
show_rate (JzValueShare *self, const JzShare *share)
{
  int              rate = jz_share_rate (share);
  g_autofree char *part = jz_money_format (share->numerator), *whole = jz_money_format (share->denominator);

  if (rate < 0)
    show_tile (self, 0, g_strdup (_("no data")),
               g_strdup_printf (_("%s yuan spent; enter the public expenditure of %d"), part, share->year));
  else
    show_tile (self, 0,
               g_strdup_printf ("%s %d.%02d %%", rate >= share->target * 100 ? "✓" : "✗", rate / 100, rate % 100),
               g_strdup_printf (_("%s ÷ %s yuan, asked for at least %d %%"), part, whole, share->target));
}

static void
show_per_pupil (JzValueShare *self, int tile, const JzShare *share, gint64 fen, gint64 asked)
{
  g_autofree char *all = jz_money_format (fen),
                         *each = share->pupils > 0 ? jz_money_format (fen / share->pupils) : NULL,
                  *least = jz_money_format (asked);

  if (each == NULL)
    show_tile (self, tile, g_strdup (_("no data")),
               g_strdup_printf (_("%s yuan; enter the pupils of %d"), all, share->year));
  else if (asked > 0)
    show_tile (self, tile, g_strdup_printf ("%s %s", fen / share->pupils >= asked ? "✓" : "✗", each),
               g_strdup_printf (_("%s yuan ÷ %d pupils, asked for at least %s"), all, share->pupils, least));
  else
    show_tile (self, tile, g_strdup (each), g_strdup_printf (_("%s yuan ÷ %d pupils"), all, share->pupils));
}

typedef struct
{
  JzValueShare *tile;
  JzShare       share;
} Reading;

static void
reading_free (Reading *self)
{
  g_object_unref (self->tile);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  return jz_share_read (connection, self->share.year, &self->share, error);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  JzValueShare       *self = reading->tile;

  if (!jz_store_read_finish (JZ_STORE (source), result, NULL) || reading->share.year != self->year)
    return;
  show_rate (self, &reading->share);
  show_per_pupil (self, 1, &reading->share, reading->share.spent, 0);
  show_per_pupil (self, 2, &reading->share, reading->share.instruments, reading->share.instruments_target);
}

void
jz_value_share_read (JzValueShare *self, JzStore *store, int year)
{
  Reading *reading;

  self->year = year;
  if (store == NULL)
    return;
  reading = g_new0 (Reading, 1);
  reading->tile = g_object_ref (self);
  reading->share.year = year;
  jz_store_read (store, read_cb, reading, NULL, NULL, read_done_cb, reading);
}

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
rows_cb (JzValueShare *self)
{
  g_signal_emit (self, signals[ROWS], 0);
}

static void
jz_value_share_class_init (JzValueShareClass *klass)
{
  signals[ROWS] = g_signal_new ("rows", JZ_TYPE_VALUE_SHARE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jz_value_share_init (JzValueShare *self)
{
  static const char *const titles[] = { N_("Equipment in the public expenditure"), N_("Spent per pupil"),
                                        N_("Instruments per pupil") };

  gtk_box_set_spacing (GTK_BOX (self), 28);
  gtk_widget_add_css_class (GTK_WIDGET (self), "jz-tools");
  for (int i = 0; i < 3; i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      self->figures[i] = label_new ("", "jz-title");
      self->words[i] = label_new ("", "jz-caption");
      gtk_box_append (GTK_BOX (box), label_new (g_dgettext (GETTEXT_PACKAGE, titles[i]), "jz-caption"));
      gtk_box_append (GTK_BOX (box), self->figures[i]);
      gtk_box_append (GTK_BOX (box), self->words[i]);
      gtk_widget_set_hexpand (box, i == 2);
      gtk_box_append (GTK_BOX (self), box);
    }
  self->rows = gtk_button_new_with_label (_("Rows behind the share"));
  gtk_widget_set_valign (self->rows, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->rows, "clicked", G_CALLBACK (rows_cb), self);
  gtk_box_append (GTK_BOX (self), self->rows);
}

JzValueShare *
jz_value_share_new (void)
{
  return g_object_new (JZ_TYPE_VALUE_SHARE, NULL);
}
