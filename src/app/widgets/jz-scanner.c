/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "jz-scanner.h"

#include "jz-scan-burst.h"

#define SETTLE_MS 80

struct _JzScanner
{
  GtkWindow    *window;
  JzScannerFunc func;
  gpointer      data;
  JzScanBurst   burst;
  guint         patience;  /* source that gives a burst back */
  guint         settle;    /* source that looks at the field once more after a scan */

  GtkWidget    *focus;     /* GtkText or GtkTextView with the focus; weak */
  gulong        preedit_id;
  gboolean      composing;
  gboolean      composed;  /* the burst began while an input method was composing */

  /* The field as it was before the burst: */
  GtkWidget    *field;     /* weak */
  char         *text;
  int           start, end;
};

/* The field. */

static gboolean
can_be_typed_into (GtkWidget *widget)
{
  return (GTK_IS_EDITABLE (widget) && gtk_editable_get_editable (GTK_EDITABLE (widget))) ||
         (GTK_IS_TEXT_VIEW (widget) && gtk_text_view_get_editable (GTK_TEXT_VIEW (widget)));
}

static GtkTextBuffer *
buffer_of (GtkWidget *widget)
{
  return GTK_IS_TEXT_VIEW (widget) ? gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)) : NULL;
}

/* What stands in it: (transfer full); @start, @end: (out): the selection, in characters. */
static char *
read_field (GtkWidget *widget, int *start, int *end)
{
  GtkTextBuffer *buffer = buffer_of (widget);
  GtkTextIter    first, last;
  char          *text;

  if (buffer == NULL)
    {
      gtk_editable_get_selection_bounds (GTK_EDITABLE (widget), start, end);
      return g_strdup (gtk_editable_get_text (GTK_EDITABLE (widget)));
    }
  gtk_text_buffer_get_bounds (buffer, &first, &last);
  text = gtk_text_buffer_get_text (buffer, &first, &last, TRUE);
  gtk_text_buffer_get_selection_bounds (buffer, &first, &last);
  *start = gtk_text_iter_get_offset (&first);
  *end = gtk_text_iter_get_offset (&last);
  return text;
}

static void
write_field (GtkWidget *widget, const char *text, int start, int end)
{
  GtkTextBuffer *buffer = buffer_of (widget);
  GtkTextIter    first, last;

  if (buffer == NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (widget), text);
      gtk_editable_select_region (GTK_EDITABLE (widget), start, end);
      return;
    }
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &first, start);
  gtk_text_buffer_get_iter_at_offset (buffer, &last, end);
  gtk_text_buffer_select_range (buffer, &first, &last);
}

static void
type_into (GtkWidget *widget, const char *text)
{
  GtkTextBuffer *buffer = buffer_of (widget);
  int            at;

  if (buffer != NULL)
    {
      gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
      gtk_text_buffer_insert_at_cursor (buffer, text, -1);
      return;
    }
  gtk_editable_delete_selection (GTK_EDITABLE (widget));
  at = gtk_editable_get_position (GTK_EDITABLE (widget));
  gtk_editable_insert_text (GTK_EDITABLE (widget), text, -1, &at);
  gtk_editable_set_position (GTK_EDITABLE (widget), at);
}

static void
set_weak (GtkWidget **place, GtkWidget *widget)
{
  g_set_weak_pointer (place, widget);
}

static void
remember_field (JzScanner *self)
{
  GtkWidget *field = self->focus != NULL && can_be_typed_into (self->focus) ? self->focus : NULL;

  g_clear_pointer (&self->text, g_free);
  set_weak (&self->field, field);
  if (field != NULL)
    self->text = read_field (field, &self->start, &self->end);
}

static void
restore_field (JzScanner *self)
{
  g_autofree char *text = NULL;
  int              start, end;

  if (self->field == NULL || !can_be_typed_into (self->field))
    return;
  text = read_field (self->field, &start, &end);
  if (g_strcmp0 (text, self->text) != 0)
    write_field (self->field, self->text, self->start, self->end);
}

/* An input method that got the first keys is composing something of them; losing the focus makes it let go. */
static void
stop_composing (JzScanner *self)
{
  g_autoptr (GtkWidget) focus = self->focus != NULL ? g_object_ref (self->focus) : NULL;

  if (!self->composing || focus == NULL)
    return;
  gtk_window_set_focus (self->window, NULL);
  if (GTK_IS_TEXT (focus))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (focus));
  else
    gtk_widget_grab_focus (focus);
}

static void
give_back (JzScanner *self)
{
  g_autofree char *text = jz_scan_burst_give_back (&self->burst);

  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->field != NULL && self->field == self->focus && can_be_typed_into (self->field) && *text != '\0')
    type_into (self->field, text);
}

static gboolean
patience_cb (gpointer data)
{
  JzScanner *self = data;

  self->patience = 0;
  give_back (self);
  return G_SOURCE_REMOVE;
}

/* Keys. */

static gunichar
character_of (guint keyval, GdkModifierType state)
{
  gunichar c = gdk_keyval_to_unicode (keyval);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return 0;
  return c > ' ' && c < 0x7f ? c : 0;
}

static gboolean
is_modifier (guint keyval)
{
  return (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R) || keyval == GDK_KEY_ISO_Level3_Shift;
}

/* An input method in another process may still hand over what it made of the first keys. */
static gboolean
settle_cb (gpointer data)
{
  JzScanner *self = data;

  self->settle = 0;
  restore_field (self);
  return G_SOURCE_REMOVE;
}

static void
finish (JzScanner *self)
{
  g_autofree char *code = g_strdup (self->burst.code->str);
  GtkWindow       *window = g_object_ref (self->window); /* and this with it, whatever the code leads to */

  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_handle_id (&self->settle, g_source_remove);
  jz_scan_burst_reset (&self->burst);
  stop_composing (self);
  restore_field (self);
  self->settle = g_timeout_add (SETTLE_MS, settle_cb, self);
  self->func (code, self->data);
  remember_field (self); /* what the code was put into is not to be put back */
  g_object_unref (window);
}

static gboolean
pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, gpointer data)
{
  JzScanner *self = data;
  guint32    time = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (controller));
  gunichar   c = character_of (keyval, state);
  gboolean   is_enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (is_modifier (keyval))
    return GDK_EVENT_PROPAGATE;
  if (c != 0 && jz_scan_burst_is_new (&self->burst, time))
    {
      give_back (self);
      remember_field (self);
      self->composed = self->composing;
    }
  if (!is_enter)
    g_clear_handle_id (&self->settle, g_source_remove);
  switch (jz_scan_burst_press (&self->burst, time, keycode, c, is_enter, !self->composed))
    {
    case JZ_SCAN_DONE:
      finish (self);
      return GDK_EVENT_STOP;
    case JZ_SCAN_HOLD:
      g_clear_handle_id (&self->patience, g_source_remove);
      /* Only when no key waits to be looked at: what the first two keys set off may take its time. */
      self->patience = g_timeout_add_full (G_PRIORITY_LOW, JZ_SCAN_PATIENCE, patience_cb, self, NULL);
      return GDK_EVENT_STOP;
    case JZ_SCAN_PASS:
    default:
      if (c == 0 || self->burst.n_keys > self->burst.n_passed)
        give_back (self);
      return GDK_EVENT_PROPAGATE;
    }
}

static void
released_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, gpointer data)
{
  jz_scan_burst_release (&((JzScanner *) data)->burst, keycode);
}

static void
preedit_cb (JzScanner *self, const char *preedit)
{
  self->composing = preedit != NULL && *preedit != '\0';
}

static void
forget_focus (JzScanner *self)
{
  if (self->focus != NULL && self->preedit_id != 0)
    g_signal_handler_disconnect (self->focus, self->preedit_id);
  self->preedit_id = 0;
  self->composing = FALSE;
  set_weak (&self->focus, NULL);
}

static void
focus_cb (JzScanner *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  forget_focus (self);
  set_weak (&self->focus, focus);
  if (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
    self->preedit_id = g_signal_connect_swapped (focus, "preedit-changed", G_CALLBACK (preedit_cb), self);
}

static void
scanner_free (gpointer data)
{
  JzScanner *self = data;

  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_handle_id (&self->settle, g_source_remove);
  forget_focus (self);
  set_weak (&self->field, NULL);
  jz_scan_burst_clear (&self->burst);
  g_free (self->text);
  g_free (self);
}

JzScanner *
jz_scanner_attach (GtkWindow *window, JzScannerFunc func, gpointer data)
{
  JzScanner          *self = g_new0 (JzScanner, 1);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->window = window;
  self->func = func;
  self->data = data;
  jz_scan_burst_init (&self->burst);
  /* Before the field with the focus and before its input method, but only looking on as a rule. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (keys, "key-released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  g_signal_connect_swapped (window, "notify::focus-widget", G_CALLBACK (focus_cb), self);
  g_object_set_data_full (G_OBJECT (window), "jz-scanner", self, scanner_free);
  return self;
}
