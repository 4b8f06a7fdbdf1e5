/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-picker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-compat.h"
#include "jz-field.h"
#include "jz-grid-field.h"
#include "jz-text.h"

#define MOST 8 /* of each kind */

struct _JzPicker
{
  GtkWidget     parent_instance;
  char        **kinds;
  GtkWidget    *entry;
  GtkWidget    *popover;
  GtkWidget    *list;
  GtkWidget    *nothing;
  JzStore      *store;
  GCancellable *cancellable;
  JzFound      *found;
  JzFound      *last;       /* what was chosen before the text was changed: the same text stands for it again */
  GPtrArray    *results;    /* of JzFound, as the list shows them */
  gboolean      quiet;      /* the text is set, not typed */
  gboolean      take_first; /* Enter came before the answer */
  gboolean      free;       /* any text will do */
};

G_DEFINE_FINAL_TYPE (JzPicker, jz_picker, GTK_TYPE_WIDGET)

enum { CHOSEN, UNKNOWN, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef struct
{
  JzPicker  *picker;
  char     **kinds;
  char      *typed;
  gboolean   scanned; /* @typed is a code, of which there is one or none */
  GPtrArray *results;
} Search;

static void
search_free (Search *self)
{
  g_strfreev (self->kinds);
  g_free (self->typed);
  g_ptr_array_unref (self->results);
  g_object_unref (self->picker);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

static gboolean
read_code (JzConnection *connection, Search *self, GError **error)
{
  g_autoptr (JzFound) found = NULL;

  if (!jz_find_scanned (connection, self->typed, &found, error))
    return FALSE;
  if (found != NULL && g_strv_contains ((const char *const *) self->kinds, found->kind))
    g_ptr_array_add (self->results, g_steal_pointer (&found));
  return TRUE;
}

static gboolean
search_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *self = data;

  if (self->scanned)
    return read_code (connection, self, error);
  for (guint i = 0; self->kinds[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) found = jz_find (connection, self->kinds[i], self->typed, MOST, 0, NULL, error);

      if (found == NULL)
        return FALSE;
      g_ptr_array_extend_and_steal (self->results, g_steal_pointer (&found));
    }
  return TRUE;
}

/* What is found. */

static void
set_text (JzPicker *self, const char *text)
{
  self->quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->quiet = FALSE;
}

static void
take (JzPicker *self, const JzFound *found)
{
  JzFound *copy = g_new0 (JzFound, 1);

  *copy =
    (JzFound){ found->kind, found->id, g_strdup (found->code), g_strdup (found->title), g_strdup (found->detail) };
  jz_found_free (self->found);
  g_clear_pointer (&self->last, jz_found_free);
  self->found = copy;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  set_text (self, copy->title);
  jz_grid_field_say (GTK_WIDGET (self), NULL);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static GtkWidget *
make_row (const JzFound *found)
{
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget       *title = gtk_label_new (found->title), *code = gtk_label_new (found->code);
  gboolean         has_detail = found->detail != NULL && *found->detail != '\0';

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (code, "jz-caption");
  gtk_box_append (GTK_BOX (words), title);
  if (has_detail)
    {
      GtkWidget *detail = gtk_label_new (found->detail);

      gtk_label_set_xalign (GTK_LABEL (detail), 0);
      gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (detail, "jz-caption");
      gtk_box_append (GTK_BOX (words), detail);
    }
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), code);
  return row;
}

/* The result that is called just as it is typed; -1: none is. */
static int
find_same (JzPicker *self)
{
  g_autofree char *typed = jz_picker_dup_text (self);

  for (guint i = 0; i < self->results->len; i++)
    if (g_str_equal (((JzFound *) g_ptr_array_index (self->results, i))->title, typed))
      return (int) i;
  return -1;
}

static void
show_results (JzPicker *self)
{
  GtkListBox *list = GTK_LIST_BOX (self->list);
  int         same = find_same (self);

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_first_child (self->list))
    gtk_list_box_remove (list, row);
  for (guint i = 0; i < self->results->len; i++)
    gtk_list_box_append (list, make_row (g_ptr_array_index (self->results, i)));
  if (!self->free)
    gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 0));
  else if (same >= 0)
    gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, same));
  gtk_widget_set_visible (self->nothing, self->free ? same < 0 : self->results->len == 0);
  if ((gtk_widget_get_state_flags (self->entry) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    return;
  gtk_widget_set_size_request (self->popover, MAX (gtk_widget_get_width (GTK_WIDGET (self)), 320), -1);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Search) search = data;
  JzPicker *self = search->picker;

  if (!jz_store_read_finish (JZ_STORE (source), result, NULL) || self->entry == NULL)
    return;
  if (search->scanned)
    {
      if (search->results->len > 0)
        take (self, g_ptr_array_index (search->results, 0));
      else
        g_signal_emit (self, signals[UNKNOWN], 0, search->typed);
      return;
    }
  g_ptr_array_unref (self->results);
  self->results = g_ptr_array_ref (search->results);
  g_clear_object (&self->cancellable);
  if (self->take_first && self->results->len > 0)
    {
      self->take_first = FALSE;
      take (self, g_ptr_array_index (self->results, 0));
      jz_field_go_on (self->entry);
      return;
    }
  self->take_first = FALSE;
  show_results (self);
}

static void
stop (JzPicker *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->take_first = FALSE;
}

static void
ask (JzPicker *self, const char *typed, gboolean scanned)
{
  Search *search;

  stop (self);
  if (self->store == NULL)
    return;
  search = g_new (Search, 1);
  *search = (Search){ g_object_ref (self), g_strdupv (self->kinds), g_strdup (typed), scanned, NULL };
  search->results = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_found_free);
  self->cancellable = g_cancellable_new ();
  jz_store_read (self->store, search_cb, search, NULL, self->cancellable, searched_cb, search);
}

static void
forget (JzPicker *self)
{
  if (self->found == NULL)
    return;
  g_clear_pointer (&self->last, jz_found_free);
  self->last = g_steal_pointer (&self->found);
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* A scan that came into the field leaves it as it was. */
static gboolean
remember (JzPicker *self, const char *typed)
{
  if (self->last == NULL || strcmp (self->last->title, typed) != 0)
    return FALSE;
  self->found = g_steal_pointer (&self->last);
  stop (self);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[CHOSEN], 0);
  return TRUE;
}

static void
typed_cb (JzPicker *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->quiet)
    return;
  forget (self);
  jz_grid_field_say (GTK_WIDGET (self), NULL);
  if (remember (self, typed))
    return;
  if (!jz_text_is_blank (typed))
    {
      ask (self, typed, FALSE);
      return;
    }
  stop (self);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* Keys. */

static void
take_row (JzPicker *self, GtkListBoxRow *row)
{
  if (row != NULL)
    take (self, g_ptr_array_index (self->results, (guint) gtk_list_box_row_get_index (row)));
}

static void
entered_cb (JzPicker *self)
{
  if (self->found == NULL && self->cancellable != NULL && !self->free)
    {
      self->take_first = TRUE;
      return;
    }
  if (gtk_widget_get_visible (self->popover) && self->results->len > 0)
    take_row (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));
  if (self->found == NULL && self->free)
    {
      stop (self);
      gtk_popover_popdown (GTK_POPOVER (self->popover));
    }
  if (self->found != NULL || self->free || !jz_picker_is_open (self))
    jz_field_go_on (self->entry);
}

static void
move (JzPicker *self, int step)
{
  GtkListBox    *list = GTK_LIST_BOX (self->list);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list);
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (list, row != NULL ? gtk_list_box_row_get_index (row) + step : 0);

  if (next != NULL)
    gtk_list_box_select_row (list, next);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, gpointer data)
{
  JzPicker *self = data;
  gboolean  shown = gtk_widget_get_visible (self->popover);

  if (keyval == GDK_KEY_Escape && shown)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  else if (keyval == GDK_KEY_Down && shown)
    move (self, 1);
  else if (keyval == GDK_KEY_Up && shown)
    move (self, -1);
  else if (keyval == GDK_KEY_Down && !shown && jz_picker_is_open (self))
    ask (self, jz_picker_get_text (self), FALSE);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* Whoever leaves with one answer in sight meant it. */
static void
left_cb (JzPicker *self)
{
  if (self->found == NULL && !self->free && gtk_widget_get_visible (self->popover) && self->results->len == 1)
    take (self, g_ptr_array_index (self->results, 0));
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* From outside. */

const JzFound *
jz_picker_get_found (JzPicker *self)
{
  return self->found;
}

gint64
jz_picker_get_id (JzPicker *self)
{
  return self->found != NULL ? self->found->id : 0;
}

const char *
jz_picker_get_text (JzPicker *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

char *
jz_picker_dup_text (JzPicker *self)
{
  return jz_text_tidy (jz_picker_get_text (self));
}

void
jz_picker_set_text (JzPicker *self, const char *text)
{
  stop (self);
  g_clear_pointer (&self->found, jz_found_free);
  set_text (self, text != NULL ? text : "");
}

void
jz_picker_set_free (JzPicker *self)
{
  self->free = TRUE;
  gtk_label_set_text (GTK_LABEL (self->nothing), _("A new name: it is taken as typed"));
}

gboolean
jz_picker_is_open (JzPicker *self)
{
  return self->found == NULL && !jz_text_is_blank (jz_picker_get_text (self));
}

void
jz_picker_set (JzPicker *self, gint64 id, const char *title)
{
  JzFound found = { self->kinds[0], id, (char *) "", (char *) (title != NULL ? title : ""), (char *) "" };

  stop (self);
  if (id != 0)
    {
      take (self, &found);
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  set_text (self, "");
  forget (self);
}

void
jz_picker_scan (JzPicker *self, const char *code)
{
  ask (self, code, TRUE);
}

void
jz_picker_set_store (JzPicker *self, JzStore *store)
{
  stop (self);
  g_set_object (&self->store, store);
}

static gboolean
jz_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (JZ_PICKER (widget)->entry);
}

static void
jz_picker_dispose (GObject *object)
{
  JzPicker *self = JZ_PICKER (object);

  stop (self);
  g_clear_object (&self->store);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_clear_pointer (&self->found, jz_found_free);
  g_clear_pointer (&self->last, jz_found_free);
  g_clear_pointer (&self->kinds, g_strfreev);
  G_OBJECT_CLASS (jz_picker_parent_class)->dispose (object);
}

static void
jz_picker_class_init (JzPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_picker_dispose;
  widget_class->grab_focus = jz_picker_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN] = g_signal_new ("chosen", JZ_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[UNKNOWN] =
    g_signal_new ("unknown", JZ_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
make_popover (JzPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_add_css_class (self->popover, "jz-search-popover");
  self->list = gtk_list_box_new ();
  jz_compat_name (self->list, _("Results"));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (take_row), self);
  self->nothing = gtk_label_new (_("Nothing found"));
  gtk_widget_add_css_class (self->nothing, "jz-dim");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_box_append (GTK_BOX (box), self->nothing);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
jz_picker_init (JzPicker *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_found_free);
  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_widget_set_hexpand (self->entry, TRUE);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entered_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (self->entry, focus);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  make_popover (self);
}

JzPicker *
jz_picker_new (const char *kinds, const char *label, const char *placeholder)
{
  JzPicker *self = g_object_new (JZ_TYPE_PICKER, NULL);

  self->kinds = g_strsplit (kinds, " ", -1);
  if (placeholder != NULL)
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), placeholder);
  jz_compat_name (self->entry, label);
  return self;
}
