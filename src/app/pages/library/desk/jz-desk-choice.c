/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-desk-choice.h"

#include "jz-compat.h"
#include "jz-reader.h"
#include "jz-text.h"

#define MOST     12
#define PATIENCE 150 /* ms after the last key */

struct _JzDeskChoice
{
  GtkPopover    parent_instance;
  GtkWidget    *entry; /* has this */
  GtkListBox   *list;
  JzStore      *store;
  GCancellable *cancellable; /* of what is being looked for */
  guint         later;
};

G_DEFINE_FINAL_TYPE (JzDeskChoice, jz_desk_choice, GTK_TYPE_POPOVER)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
forget (JzDeskChoice *self)
{
  g_clear_handle_id (&self->later, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Looking for them. */

typedef struct
{
  char      *typed;
  GPtrArray *readers;
} Search;

static void
search_free (gpointer data)
{
  Search *self = data;

  g_clear_pointer (&self->readers, g_ptr_array_unref);
  g_free (self->typed);
  g_free (self);
}

static gboolean
search_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *self = data;

  self->readers = jz_reader_find (connection, self->typed, MOST, error);
  return self->readers != NULL;
}

typedef struct
{
  JzDeskChoice *choice;
  GCancellable *cancellable;
  Search       *search;
} Answer;

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Answer *answer = data;
  JzDeskChoice      *self = answer->choice;

  if (jz_store_read_finish (JZ_STORE (source), result, NULL) && self->cancellable == answer->cancellable)
    {
      if (answer->search->readers->len > 0 && gtk_widget_get_mapped (self->entry))
        jz_desk_choice_show (self, answer->search->readers);
      else
        gtk_popover_popdown (GTK_POPOVER (self));
    }
  search_free (answer->search);
  g_object_unref (answer->cancellable);
  g_object_unref (self);
}

static gboolean
later_cb (gpointer data)
{
  JzDeskChoice    *self = data;
  g_autofree char *typed = jz_text_tidy (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  Answer          *answer;

  self->later = 0;
  if (self->store == NULL || typed[0] == '\0')
    return G_SOURCE_REMOVE;
  self->cancellable = g_cancellable_new ();
  answer = g_new0 (Answer, 1);
  answer->choice = g_object_ref (self);
  answer->cancellable = g_object_ref (self->cancellable);
  answer->search = g_new0 (Search, 1);
  answer->search->typed = g_steal_pointer (&typed);
  jz_store_read (self->store, search_cb, answer->search, NULL, self->cancellable, found_cb, answer);
  return G_SOURCE_REMOVE;
}

static void
typed_cb (JzDeskChoice *self)
{
  forget (self);
  if (gtk_editable_get_text (GTK_EDITABLE (self->entry))[0] == '\0')
    gtk_popover_popdown (GTK_POPOVER (self));
  else
    self->later = g_timeout_add (PATIENCE, later_cb, self);
}

/* Choosing. */

static void
take (JzDeskChoice *self, GtkListBoxRow *row)
{
  g_autofree char *card = g_strdup (g_object_get_data (G_OBJECT (row), "card"));

  forget (self);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, card);
}

static gboolean
move (JzDeskChoice *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int            at = row != NULL ? gtk_list_box_row_get_index (row) + by : by > 0 ? 0 : -1;

  row = at >= 0 ? gtk_list_box_get_row_at_index (self->list, at) : NULL;
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, gpointer data)
{
  JzDeskChoice  *self = data;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_Up)
    return move (self, keyval == GDK_KEY_Down ? 1 : -1);
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) || row == NULL)
    return GDK_EVENT_PROPAGATE;
  take (self, row);
  return GDK_EVENT_STOP;
}

static GtkWidget *
make_row (const JzReader *reader)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (reader->name), *class_name = gtk_label_new (reader->class_name),
            *card = gtk_label_new (reader->card);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (card, "jz-dim");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), class_name);
  gtk_box_append (GTK_BOX (box), card);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  jz_compat_name (row, reader->name);
  g_object_set_data_full (G_OBJECT (row), "card", g_strdup (reader->card), g_free);
  return row;
}

void
jz_desk_choice_show (JzDeskChoice *self, GPtrArray *readers)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < readers->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (readers, i)));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_popover_popup (GTK_POPOVER (self));
}

void
jz_desk_choice_hide (JzDeskChoice *self)
{
  forget (self);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
jz_desk_choice_dispose (GObject *object)
{
  JzDeskChoice *self = JZ_DESK_CHOICE (object);

  forget (self);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (jz_desk_choice_parent_class)->dispose (object);
}

static void
jz_desk_choice_class_init (JzDeskChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_desk_choice_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
jz_desk_choice_init (JzDeskChoice *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->list), 380, -1);
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->list));
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (take), self, G_CONNECT_SWAPPED);
}

JzDeskChoice *
jz_desk_choice_new (GtkWidget *entry)
{
  JzDeskChoice       *self = g_object_new (JZ_TYPE_DESK_CHOICE, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = entry;
  gtk_widget_set_parent (GTK_WIDGET (self), entry);
  g_signal_connect_swapped (entry, "destroy", G_CALLBACK (gtk_widget_unparent), self);
  g_signal_connect_object (entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (entry, keys);
  return self;
}

void
jz_desk_choice_set_store (JzDeskChoice *self, JzStore *store)
{
  forget (self);
  g_set_object (&self->store, store);
}
