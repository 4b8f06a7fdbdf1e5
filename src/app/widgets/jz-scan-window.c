/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-scan-window.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-scanner.h"

typedef struct
{
  JzSession      *session;
  JzActor         actor;  /* who counts */
  gint64          id;
  JzScanThere    *there;  /* where the counter stands */
  gboolean        closed; /* there are no widgets any more */
  gboolean        known;  /* it has been read once */

  AdwWindowTitle *title;
  GtkWidget      *form;
  GtkWidget      *band, *words, *counts, *bar;
  GtkWidget      *files, *finish;
  JzTable        *table;
} JzScanWindowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (JzScanWindow, jz_scan_window, ADW_TYPE_WINDOW)

#define PRIVATE(self) ((JzScanWindowPrivate *) jz_scan_window_get_instance_private (self))

void
jz_scan_window_say (JzScanWindow *self, const char *sentence, JzScanTone tone)
{
  static const char *const classes[] = { "ok", "warn", "err" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (i == tone)
      gtk_widget_add_css_class (PRIVATE (self)->band, classes[i]);
    else
      gtk_widget_remove_css_class (PRIVATE (self)->band, classes[i]);
  gtk_label_set_text (GTK_LABEL (PRIVATE (self)->words), sentence);
}

void
jz_scan_window_say_error (JzScanWindow *self, const char *sentence)
{
  g_autofree char *with_sign = g_strdup_printf ("✗ %s", sentence);

  jz_scan_window_say (self, with_sign, JZ_SCAN_TONE_ERROR);
}

/* What is read anew after each change. */

typedef struct
{
  JzScanWindow *window;
  gint64        id;
  gpointer      answer;
} Reading;

static void
reading_free (Reading *self)
{
  if (self->answer != NULL)
    JZ_SCAN_WINDOW_GET_CLASS (self->window)->reading_free (self->answer);
  g_object_unref (self->window);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  self->answer = JZ_SCAN_WINDOW_GET_CLASS (self->window)->read (connection, self->id, error);
  return self->answer != NULL;
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError)  error = NULL;
  JzScanWindow       *self = reading->window;
  gboolean            ok = jz_store_read_finish (JZ_STORE (source), result, &error);

  if (PRIVATE (self)->closed)
    return;
  if (ok)
    JZ_SCAN_WINDOW_GET_CLASS (self)->show (self, reading->answer);
  else
    jz_scan_window_say_error (self, error->message);
}

static void
read_anew (JzScanWindow *self)
{
  JzStore *store = jz_session_get_store (PRIVATE (self)->session);
  Reading *reading;

  if (store == NULL || PRIVATE (self)->closed)
    return;
  reading = g_new0 (Reading, 1);
  reading->window = g_object_ref (self);
  reading->id = PRIVATE (self)->id;
  jz_store_read (store, read_cb, reading, NULL, NULL, read_done_cb, reading);
}

gboolean
jz_scan_window_set_state (JzScanWindow *self, const JzScanWindowState *state)
{
  JzScanWindowPrivate *priv = PRIVATE (self);
  g_autofree char     *subtitle = g_strdup_printf ("%s · %s", state->number, state->date);
  gboolean             first = !priv->known;

  gtk_window_set_title (GTK_WINDOW (self), state->name);
  adw_window_title_set_title (priv->title, state->name);
  adw_window_title_set_subtitle (priv->title, subtitle);
  gtk_label_set_text (GTK_LABEL (priv->counts), state->counts);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (priv->bar),
                                 state->all > 0 ? (double) state->done / (double) state->all : 0);
  gtk_widget_set_sensitive (priv->form, state->open);
  gtk_widget_set_visible (priv->files, state->open);
  gtk_widget_set_visible (priv->finish, state->open);
  priv->known = TRUE;
  return first;
}

/* Counting. */

typedef struct
{
  JzScanWindow *window;
  gpointer      scan;
} Asked;

static void
asked_free (Asked *self)
{
  JZ_SCAN_WINDOW_GET_CLASS (self->window)->scan_free (self->scan);
  g_object_unref (self->window);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
scan_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asked)    asked = data;
  g_autoptr (GError)   error = NULL;
  JzScanWindowPrivate *priv = PRIVATE (asked->window);
  gboolean             ok = jz_store_write_finish (JZ_STORE (source), result, NULL, NULL, &error);

  if (priv->closed && !ok)
    jz_session_say_trouble (priv->session, error->message);
  else if (!ok)
    jz_scan_window_say_error (asked->window, error->message);
  else if (!priv->closed)
    JZ_SCAN_WINDOW_GET_CLASS (asked->window)->saved (asked->window, asked->scan);
}

void
jz_scan_window_add (JzScanWindow *self, gpointer scan)
{
  JzScanWindowClass   *klass = JZ_SCAN_WINDOW_GET_CLASS (self);
  JzScanWindowPrivate *priv = PRIVATE (self);
  JzStore             *store = jz_session_get_store (priv->session);
  Asked               *asked;

  if (store == NULL)
    {
      klass->scan_free (scan);
      return;
    }
  asked = g_new (Asked, 1);
  *asked = (Asked){ g_object_ref (self), scan };
  jz_store_write (store, klass->action, &priv->actor, klass->write, scan, NULL, NULL, scan_done_cb, asked);
}

JzScanThere *
jz_scan_window_get_there (JzScanWindow *self)
{
  g_return_val_if_fail (JZ_IS_SCAN_WINDOW (self), NULL);

  return PRIVATE (self)->there;
}

void
jz_scan_window_set_place (JzScanWindow *self, gint64 place)
{
  g_return_if_fail (JZ_IS_SCAN_WINDOW (self));

  jz_scan_there_unref (PRIVATE (self)->there);
  PRIVATE (self)->there = jz_scan_there_new (place);
}

gboolean
jz_scan_window_is_open (JzScanWindow *self)
{
  g_return_val_if_fail (JZ_IS_SCAN_WINDOW (self), FALSE);

  return gtk_widget_get_sensitive (PRIVATE (self)->form);
}

static void
scanned_cb (const char *code, gpointer data)
{
  JZ_SCAN_WINDOW_GET_CLASS (data)->scanned (data, code);
}

/* Widgets. */

static void
print_cb (JzScanWindow *self)
{
  JZ_SCAN_WINDOW_GET_CLASS (self)->print (self);
}

static void
files_cb (JzScanWindow *self)
{
  JZ_SCAN_WINDOW_GET_CLASS (self)->files (self);
}

static void
finish_cb (JzScanWindow *self)
{
  JZ_SCAN_WINDOW_GET_CLASS (self)->finish (self);
}

static GtkWidget *
make_button (JzScanWindow *self, const char *label, void (*func) (JzScanWindow *))
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_object (button, "clicked", G_CALLBACK (func), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_header (JzScanWindow *self)
{
  JzScanWindowPrivate *priv = PRIVATE (self);
  const char          *print = g_dgettext (GETTEXT_PACKAGE, JZ_SCAN_WINDOW_GET_CLASS (self)->print_label);
  GtkWidget           *header = adw_header_bar_new ();

  priv->title = ADW_WINDOW_TITLE (adw_window_title_new ("", NULL));
  priv->files = make_button (self, _("Files of scanners…"), files_cb);
  priv->finish = make_button (self, _("End the counting"), finish_cb);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (priv->title));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), make_button (self, print, print_cb));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), priv->files);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), priv->finish);
  return header;
}

static GtkWidget *
make_band (JzScanWindow *self)
{
  JzScanWindowPrivate *priv = PRIVATE (self);

  priv->band = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  priv->words = gtk_label_new (NULL);
  priv->counts = gtk_label_new (NULL);
  priv->bar = gtk_progress_bar_new ();
  gtk_widget_add_css_class (priv->band, "jz-band");
  gtk_widget_add_css_class (priv->words, "jz-title");
  gtk_widget_add_css_class (priv->counts, "jz-group");
  gtk_label_set_xalign (GTK_LABEL (priv->words), 0);
  gtk_label_set_wrap (GTK_LABEL (priv->words), TRUE);
  gtk_widget_set_hexpand (priv->words, TRUE);
  gtk_widget_set_valign (priv->bar, GTK_ALIGN_CENTER);
  jz_compat_name (priv->bar, _("Counted"));
  gtk_box_append (GTK_BOX (priv->band), priv->words);
  gtk_box_append (GTK_BOX (priv->band), priv->bar);
  gtk_box_append (GTK_BOX (priv->band), priv->counts);
  return priv->band;
}

static void
jz_scan_window_dispose (GObject *object)
{
  PRIVATE (JZ_SCAN_WINDOW (object))->closed = TRUE;
  G_OBJECT_CLASS (jz_scan_window_parent_class)->dispose (object);
}

static void
jz_scan_window_finalize (GObject *object)
{
  JzScanWindowPrivate *priv = PRIVATE (JZ_SCAN_WINDOW (object));

  jz_scan_there_unref (priv->there);
  g_clear_object (&priv->session);
  G_OBJECT_CLASS (jz_scan_window_parent_class)->finalize (object);
}

static void
jz_scan_window_class_init (JzScanWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_scan_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_scan_window_finalize;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
jz_scan_window_init (JzScanWindow *self)
{
  PRIVATE (self)->there = jz_scan_there_new (0);
}

void
jz_scan_window_set_up (JzScanWindow *self, GtkWindow *parent, JzSession *session, gint64 id)
{
  JzScanWindowPrivate *priv = PRIVATE (self);

  g_object_set (self, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE, "default-width", 1080,
                "default-height", 680, NULL);
  priv->session = g_object_ref (session);
  priv->actor = *jz_session_get_actor (session);
  priv->id = id;
}

void
jz_scan_window_present (JzScanWindow *self, GtkWidget *form, JzTable *table)
{
  JzScanWindowPrivate *priv = PRIVATE (self);
  GtkWidget           *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  priv->form = form;
  priv->table = table;
  g_object_set (form, "margin-start", 12, "margin-end", 12, "margin-top", 12, NULL);
  gtk_widget_set_vexpand (GTK_WIDGET (table), TRUE);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), form);
  gtk_box_append (GTK_BOX (box), make_band (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (table));
  adw_window_set_content (ADW_WINDOW (self), box);
  jz_scanner_attach (GTK_WINDOW (self), scanned_cb, self);
  g_signal_connect_object (priv->session, "signed-out", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->session, "trouble", G_CALLBACK (jz_scan_window_say_error), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (jz_session_get_store (priv->session), "changed", G_CALLBACK (read_anew), self,
                           G_CONNECT_SWAPPED);
  read_anew (self);
  gtk_window_present (GTK_WINDOW (self));
}

JzSession *
jz_scan_window_get_session (JzScanWindow *self)
{
  g_return_val_if_fail (JZ_IS_SCAN_WINDOW (self), NULL);

  return PRIVATE (self)->session;
}

gint64
jz_scan_window_get_id (JzScanWindow *self)
{
  g_return_val_if_fail (JZ_IS_SCAN_WINDOW (self), 0);

  return PRIVATE (self)->id;
}

JzTable *
jz_scan_window_get_table (JzScanWindow *self)
{
  g_return_val_if_fail (JZ_IS_SCAN_WINDOW (self), NULL);

  return PRIVATE (self)->table;
}
