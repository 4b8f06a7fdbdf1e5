/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-list-page.h"

#include <glib/gi18n-lib.h>

struct _JzListPage
{
  GtkWidget         parent_instance;
  const JzListView *view;
  GtkWidget        *overlay;   /* around all */
  GtkWidget        *row;       /* side, table, and the inspector where there is room */
  GtkWidget        *side;
  JzTable          *table;
  JzInspector      *inspector;
  GtkWidget        *first_use; /* or NULL */
  GtkWidget        *aside;     /* beside it */
  JzSession        *session;
  GCancellable     *cancellable;
  gulong            changed_id;
  JzStore          *store;
  gint64            shown;     /* the row that the inspector tells of */
  GMenu            *actions;   /* that it offers */
  gboolean          narrow;
};

G_DEFINE_FINAL_TYPE (JzListPage, jz_list_page, GTK_TYPE_WIDGET)

/* The inspector. */

typedef struct
{
  const JzListView *view;
  gint64            id;
  JzTold           *told;
} Reading;

typedef struct
{
  JzListPage *page;
  Reading    *reading;
} ReadingAnswer;

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  self->told = self->view->read (connection, self->id, error);
  return self->told != NULL;
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree ReadingAnswer *answer = data;
  g_autoptr (JzListPage) self = answer->page;
  g_autoptr (GError) error = NULL;
  Reading *reading = answer->reading;

  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    {
      if (reading->id == self->shown && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        jz_inspector_clear (self->inspector, error->message);
    }
  else if (reading->id == self->shown)
    {
      jz_told_fill (reading->told, self->inspector);
      g_menu_remove_all (self->actions);
      jz_told_fill_menu (reading->told, self->actions);
    }
  g_clear_pointer (&reading->told, jz_told_free);
  g_free (reading);
}

static void
ask (JzListPage *self)
{
  ReadingAnswer *answer;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->shown == 0 || self->store == NULL)
    return;
  answer = g_new (ReadingAnswer, 1);
  *answer = (ReadingAnswer){ g_object_ref (self), g_new0 (Reading, 1) };
  *answer->reading = (Reading){ self->view, self->shown, NULL };
  self->cancellable = g_cancellable_new ();
  jz_store_read (self->store, read_cb, answer->reading, NULL, self->cancellable, told_cb, answer);
}

static void
show_inspector (JzListPage *self)
{
  gboolean first_use = self->first_use != NULL && gtk_widget_get_mapped (self->first_use);

  gtk_widget_set_visible (GTK_WIDGET (self->inspector), !first_use && (!self->narrow || self->shown != 0));
  if (self->aside != NULL)
    gtk_widget_set_visible (self->aside, first_use && !self->narrow);
  if (self->side != NULL)
    gtk_widget_set_visible (self->side, !first_use && !self->narrow);
}

static void
chosen_cb (JzListPage *self, gint64 id)
{
  if (id != self->shown)
    g_menu_remove_all (self->actions);
  self->shown = id;
  if (id == 0)
    jz_inspector_clear (self->inspector, g_dgettext (GETTEXT_PACKAGE, self->view->choose));
  ask (self);
  show_inspector (self);
}

gboolean
jz_list_page_go_back (JzListPage *self)
{
  gboolean lies_over = self->narrow && self->shown != 0;

  if (lies_over)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (jz_table_get_selection (self->table)));
  jz_table_focus_list (self->table);
  return lies_over;
}

static void
close_cb (JzListPage *self)
{
  jz_list_page_go_back (self);
}

/* Layout. */

static void
place_inspector (JzListPage *self)
{
  GtkWidget *inspector = GTK_WIDGET (self->inspector);

  g_object_ref (inspector);
  if (gtk_widget_get_parent (inspector) == self->row)
    gtk_box_remove (GTK_BOX (self->row), inspector);
  else if (gtk_widget_get_parent (inspector) == self->overlay)
    gtk_overlay_remove_overlay (GTK_OVERLAY (self->overlay), inspector);
  if (self->narrow)
    {
      gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), inspector);
      gtk_widget_set_halign (inspector, GTK_ALIGN_END);
      gtk_widget_add_css_class (inspector, "over");
    }
  else
    {
      gtk_widget_set_halign (inspector, GTK_ALIGN_FILL);
      gtk_widget_remove_css_class (inspector, "over");
      gtk_box_append (GTK_BOX (self->row), inspector);
    }
  g_object_unref (inspector);
  jz_inspector_set_closable (self->inspector, self->narrow);
  show_inspector (self);
}

void
jz_list_page_set_narrow (JzListPage *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  place_inspector (self);
}

void
jz_list_page_set_side (JzListPage *self, GtkWidget *side)
{
  self->side = side;
  gtk_box_prepend (GTK_BOX (self->row), side);
  gtk_widget_set_visible (side, !self->narrow);
}

void
jz_list_page_set_first_use (JzListPage *self, GtkWidget *page, GtkWidget *aside)
{
  self->first_use = page;
  self->aside = aside;
  gtk_box_append (GTK_BOX (self->row), aside);
  g_signal_connect_object (page, "map", G_CALLBACK (show_inspector), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (page, "unmap", G_CALLBACK (show_inspector), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  jz_table_set_first_use (self->table, page);
  show_inspector (self);
}

JzTable *
jz_list_page_get_table (JzListPage *self)
{
  return self->table;
}

const JzListView *
jz_list_page_get_view (JzListPage *self)
{
  return self->view;
}

GMenuModel *
jz_list_page_get_actions (JzListPage *self)
{
  return G_MENU_MODEL (self->actions);
}

void
jz_list_page_set_session (JzListPage *self, JzSession *session)
{
  JzStore *store = session != NULL ? jz_session_get_store (session) : NULL;

  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_set_object (&self->session, session);
  g_set_object (&self->store, store);
  if (self->store != NULL)
    self->changed_id = g_signal_connect_swapped (self->store, "changed", G_CALLBACK (ask), self);
  jz_table_set_session (self->table, session);
}

static void
jz_list_page_dispose (GObject *object)
{
  JzListPage *self = JZ_LIST_PAGE (object);

  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  G_OBJECT_CLASS (jz_list_page_parent_class)->dispose (object);
}

static void
jz_list_page_finalize (GObject *object)
{
  g_object_unref (JZ_LIST_PAGE (object)->actions);
  G_OBJECT_CLASS (jz_list_page_parent_class)->finalize (object);
}

/* An entry that has the focus takes Ctrl+V for itself before it comes here. */
static gboolean
paste_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  return jz_inspector_paste (JZ_LIST_PAGE (widget)->inspector);
}

static void
jz_list_page_class_init (JzListPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_list_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_list_page_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_v, GDK_CONTROL_MASK, paste_cb, NULL);
}

static void
jz_list_page_init (JzListPage *self)
{
  self->actions = g_menu_new ();
}

JzListPage *
jz_list_page_new (const JzListView *view)
{
  JzListPage *self = g_object_new (JZ_TYPE_LIST_PAGE, NULL);

  self->view = view;
  self->overlay = gtk_overlay_new ();
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->table = jz_table_new (view->spec, g_dgettext (GETTEXT_PACKAGE, view->title),
                              g_dgettext (GETTEXT_PACKAGE, view->placeholder));
  jz_table_set_menu (self->table, G_MENU_MODEL (self->actions));
  self->inspector = jz_inspector_new ();
  jz_inspector_clear (self->inspector, g_dgettext (GETTEXT_PACKAGE, view->choose));
  gtk_box_append (GTK_BOX (self->row), GTK_WIDGET (self->table));
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->row);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  place_inspector (self);
  g_signal_connect_object (self->table, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->inspector, "close", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  return self;
}
