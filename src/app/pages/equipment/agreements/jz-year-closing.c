/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-year-closing.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-year.h"

struct _JzYearClosing
{
  GtkBox     parent_instance;
  JzSession *session;
  JzStore   *store;
  gulong     changed_id;
  int        year;
  int        closed; /* the newest, 0 for none */
  GtkWidget *state, *menu;
};

G_DEFINE_FINAL_TYPE (JzYearClosing, jz_year_closing, GTK_TYPE_BOX)

/* Only what can be done is in the menu. */
static void
show (JzYearClosing *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  gboolean          is_closed = self->year <= self->closed;
  g_autofree char  *close = g_strdup_printf (_("Close the books of %d…"), self->year);
  g_autofree char  *reopen = g_strdup_printf (_("Open the books of %d again…"), self->closed);

  gtk_widget_set_visible (self->state, is_closed);
  gtk_widget_set_visible (self->menu, self->session != NULL && jz_session_may (self->session,
                                                                               jz_action_close_year.permission));
  if (!is_closed)
    g_menu_append (menu, close, "year.close");
  if (self->closed > 0)
    g_menu_append (menu, reopen, "year.reopen");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu), G_MENU_MODEL (menu));
}

/* Reading. */

typedef struct
{
  JzYearClosing *widget;
  int            closed;
} Reading;

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return jz_year_closed (connection, &((Reading *) data)->closed, error);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Reading        *reading = data;
  g_autoptr (JzYearClosing)  self = reading->widget;

  if (!jz_store_read_finish (JZ_STORE (source), result, NULL) || self->store != JZ_STORE (source))
    return;
  self->closed = reading->closed;
  show (self);
}

static void
ask (JzYearClosing *self)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->widget = g_object_ref (self);
  jz_store_read (self->store, read_cb, reading, NULL, NULL, read_done_cb, reading);
}

void
jz_year_closing_set_year (JzYearClosing *self, int year)
{
  self->year = year;
  show (self);
}

static void
let_go (JzYearClosing *self)
{
  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
}

void
jz_year_closing_set_session (JzYearClosing *self, JzSession *session)
{
  JzStore *store = session != NULL ? jz_session_get_store (session) : NULL;

  let_go (self);
  self->closed = 0;
  if (store != NULL)
    {
      self->session = g_object_ref (session);
      self->store = g_object_ref (store);
      self->changed_id = g_signal_connect_swapped (store, "changed", G_CALLBACK (ask), self);
      ask (self);
    }
  show (self);
}

/* Writing. */

static gboolean
close_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_year_close (operation, GPOINTER_TO_INT (data), error);
}

static gboolean
reopen_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_year_reopen (operation, error);
}

static void
close_confirmed_cb (gpointer data)
{
  JzYearClosing *self = data;

  if (self->session != NULL)
    jz_session_write (self->session, &jz_action_close_year, close_cb, GINT_TO_POINTER (self->year), NULL);
}

static void
reopen_confirmed_cb (gpointer data)
{
  JzYearClosing *self = data;

  if (self->session != NULL)
    jz_session_write (self->session, &jz_action_reopen_year, reopen_cb, NULL, NULL);
}

static void
close_asked_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzYearClosing   *self = data;
  g_autofree char *heading = g_strdup_printf (_("Close the books of %d?"), self->year);

  jz_compat_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading,
                 _("Nothing dated in that year or before can be posted any more. What turns out wrong later is corrected by an entry "
                   "of a later day. It can be taken back."),
                 _("C_lose the year"), FALSE, close_confirmed_cb, self);
}

static void
reopen_asked_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzYearClosing   *self = data;
  g_autofree char *heading = g_strdup_printf (_("Open the books of %d again?"), self->closed);

  jz_compat_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading,
                 _("Then its general ledger can change, though it may have been printed and filed."), _("_Open again"), TRUE,
                 reopen_confirmed_cb, self);
}

static void
jz_year_closing_dispose (GObject *object)
{
  let_go (JZ_YEAR_CLOSING (object));
  G_OBJECT_CLASS (jz_year_closing_parent_class)->dispose (object);
}

static void
jz_year_closing_class_init (JzYearClosingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_year_closing_dispose;
}

static void
jz_year_closing_init (JzYearClosing *self)
{
  static const GActionEntry actions[] = { { .name = "close", .activate = close_asked_cb },
                                          { .name = "reopen", .activate = reopen_asked_cb } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->state = gtk_label_new (_("✓ The year is closed"));
  gtk_widget_add_css_class (self->state, "jz-ok");
  self->menu = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu), "jz-more-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->menu), FALSE);
  gtk_widget_set_tooltip_text (self->menu, _("Closing of the year"));
  jz_compat_name (self->menu, _("Closing of the year"));
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "year", G_ACTION_GROUP (group));
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_box_append (GTK_BOX (self), self->state);
  gtk_box_append (GTK_BOX (self), self->menu);
  show (self);
}

JzYearClosing *
jz_year_closing_new (void)
{
  return g_object_new (JZ_TYPE_YEAR_CLOSING, NULL);
}
