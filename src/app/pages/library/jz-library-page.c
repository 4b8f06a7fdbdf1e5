/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-library-page.h"

#include <glib/gi18n-lib.h>

#include "jz-desk-view.h"
#include "jz-page-actions.h"
#include "jz-reader-actions.h"
#include "jz-reader-views.h"
#include "jz-reader.h"

/* The views in the order of the switcher. */
#define DESK    "desk"
#define READERS "reader" /* the kind of its rows */

struct _JzLibraryPage
{
  JzPage           parent_instance;
  GtkStack        *stack;
  AdwToastOverlay *toasts;
  JzDeskView      *desk;
  AdwBin          *readers_place;
  JzListPage      *readers; /* NULL until it is first shown */
  JzPageActions   *actions;
  JzSession       *session;
};

G_DEFINE_FINAL_TYPE (JzLibraryPage, jz_library_page, JZ_TYPE_PAGE)

static gboolean
is_shown (JzLibraryPage *self, const char *view)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), view) == 0;
}

static JzListPage *
current (JzPage *page)
{
  JzLibraryPage *self = JZ_LIBRARY_PAGE (page);

  return is_shown (self, READERS) ? self->readers : NULL;
}

/* Its table is a thousand widgets: made when it is first shown. */
static void
view_shown_cb (JzLibraryPage *self)
{
  if (is_shown (self, READERS) && self->readers == NULL)
    {
      self->readers = JZ_LIST_PAGE (jz_list_page_new (&jz_readers_view));
      jz_page_actions_dress (self->actions, self->readers);
      jz_list_page_set_narrow (self->readers, jz_page_is_narrow (JZ_PAGE (self)));
      adw_bin_set_child (self->readers_place, GTK_WIDGET (self->readers));
      jz_list_page_set_session (self->readers, self->session);
    }
  jz_page_actions_set_view (self->actions, current (JZ_PAGE (self)));
}

static void
set_session (JzPage *page, JzSession *session)
{
  JzLibraryPage *self = JZ_LIBRARY_PAGE (page);

  self->session = session;
  jz_page_actions_set_session (self->actions, session);
  jz_desk_view_set_session (self->desk, session);
  if (self->readers != NULL)
    jz_list_page_set_session (self->readers, session);
}

/* The desk begins with the reader of that id. */

typedef struct
{
  JzLibraryPage *page;
  gint64         id;
  char          *card;
} Coming;

static gboolean
coming_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Coming              *coming = data;
  g_autoptr (JzReader) reader = jz_reader_read (connection, coming->id, error);

  coming->card = reader != NULL ? g_strdup (reader->card) : NULL;
  return reader != NULL;
}

static void
came_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Coming *coming = data;

  if (jz_store_read_finish (JZ_STORE (source), result, NULL) && coming->page->session != NULL)
    jz_desk_view_begin (coming->page->desk, coming->card);
  g_object_unref (coming->page);
  g_free (coming->card);
  g_free (coming);
}

static void
begin_with (JzLibraryPage *self, gint64 id)
{
  Coming *coming = g_new0 (Coming, 1);

  coming->page = g_object_ref (self);
  coming->id = id;
  jz_store_read (jz_session_get_store (self->session), coming_cb, coming, NULL, NULL, came_cb, coming);
}

static gboolean
show (JzPage *page, const char *kind, gint64 id)
{
  JzLibraryPage *self = JZ_LIBRARY_PAGE (page);

  if (!g_str_equal (kind, DESK) && !g_str_equal (kind, READERS))
    return FALSE;
  gtk_stack_set_visible_child_name (self->stack, kind);
  view_shown_cb (self);
  if (id != 0 && g_str_equal (kind, READERS))
    jz_table_show_id (jz_list_page_get_table (self->readers), id);
  else if (id != 0 && self->session != NULL && jz_session_get_store (self->session) != NULL)
    begin_with (self, id);
  return TRUE;
}

static gboolean
scanned (JzPage *page, const char *code)
{
  JzLibraryPage *self = JZ_LIBRARY_PAGE (page);

  if (!is_shown (self, DESK))
    return FALSE;
  jz_desk_view_scanned (self->desk, code);
  return TRUE;
}

static void
set_narrow (JzPage *page, gboolean narrow)
{
  JzLibraryPage *self = JZ_LIBRARY_PAGE (page);

  jz_desk_view_set_narrow (self->desk, narrow);
  if (self->readers != NULL)
    jz_list_page_set_narrow (self->readers, narrow);
}

static void
add_toast (JzPage *page, AdwToast *toast)
{
  JzListPage *list = current (page);

  adw_toast_overlay_add_toast (list != NULL ? jz_table_get_toasts (jz_list_page_get_table (list)) : JZ_LIBRARY_PAGE (page)->toasts, toast);
}

static void
jz_library_page_dispose (GObject *object)
{
  JzLibraryPage *self = JZ_LIBRARY_PAGE (object);

  /* What is under way may keep them longer than the views. */
  if (self->actions != NULL)
    {
      jz_page_actions_set_view (self->actions, NULL);
      jz_page_actions_set_session (self->actions, NULL);
      g_clear_object (&self->actions);
    }
  G_OBJECT_CLASS (jz_library_page_parent_class)->dispose (object);
}

static void
jz_library_page_class_init (JzLibraryPageClass *klass)
{
  JzPageClass *page_class = JZ_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_library_page_dispose;
  page_class->set_session = set_session;
  page_class->get_list = current;
  page_class->show = show;
  page_class->scanned = scanned;
  page_class->set_narrow = set_narrow;
  page_class->add_toast = add_toast;
}

static void
jz_library_page_init (JzLibraryPage *self)
{
  self->actions = jz_reader_actions_new (JZ_PAGE (self));
  self->stack = GTK_STACK (gtk_stack_new ());
  self->desk = JZ_DESK_VIEW (jz_desk_view_new ());
  self->readers_place = ADW_BIN (adw_bin_new ());
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->desk), DESK, _("Desk"));
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->readers_place), READERS, _("Readers"));
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->toasts));
  jz_page_set_views (JZ_PAGE (self), self->stack);
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (view_shown_cb), self, G_CONNECT_SWAPPED);
}

JzPage *
jz_library_page_new (void)
{
  return g_object_new (JZ_TYPE_LIBRARY_PAGE, NULL);
}
