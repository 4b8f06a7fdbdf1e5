/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-marc-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-edit-dialog.h"
#include "jz-marc-codes.h"
#include "jz-marc-lines.h"
#include "jz-marc-parts-dialog.h"
#include "jz-record.h"

#define WIDTH  860
#define HEIGHT 640
#define KEY    "jz-marc-window"

typedef struct
{
  JzEditDialog  *dialog;
  GtkWidget     *view;
  GtkTextBuffer *buffer;
  GtkLabel      *help;
  JzMarcEdited   edited;
  GObject       *data;
} Window;

static void
window_free (gpointer data)
{
  Window *self = data;

  g_object_unref (self->data);
  g_free (self);
}

static char *
text_between (GtkTextBuffer *buffer, const GtkTextIter *from, const GtkTextIter *to)
{
  return gtk_text_buffer_get_text (buffer, from, to, TRUE);
}

/* What the lines say. Returns: (transfer full) (nullable): NULL: they are no record, and it was said where. */
static JzMarc *
read_lines (Window *self)
{
  g_autoptr (JzMarc) record = jz_marc_new ();
  g_autofree char   *text = NULL, *sentence = NULL;
  GtkTextIter        start, end;
  const char        *why;
  guint              line;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = text_between (self->buffer, &start, &end);
  if (jz_marc_from_lines (record, text, &line, &why))
    return g_steal_pointer (&record);
  sentence = g_strdup_printf (_("Line %u: %s"), line, why);
  jz_edit_dialog_say (self->dialog, sentence);
  gtk_text_buffer_get_iter_at_line (self->buffer, &start, (int) line - 1);
  gtk_text_buffer_place_cursor (self->buffer, &start);
  return NULL;
}

static void
show_lines (Window *self, const JzMarc *record)
{
  g_autofree char *lines = jz_marc_to_lines (record);
  GtkTextIter      start;

  gtk_text_buffer_set_text (self->buffer, lines, -1);
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_place_cursor (self->buffer, &start);
}

static void
go_cb (Window *self)
{
  g_autoptr (JzMarc) record = read_lines (self);

  if (record == NULL)
    return;
  self->edited (record, self->data);
  gtk_window_destroy (GTK_WINDOW (self->dialog));
}

/* Coded data, in a form of its own: what it says comes into the lines, which are taken over as ever. */

static void
coded_cb (const JzMarc *record, GObject *dialog)
{
  show_lines (g_object_get_data (dialog, KEY), record);
}

static void
parts_cb (Window *self)
{
  g_autoptr (JzMarc) record = read_lines (self);

  if (record == NULL)
    return;
  if (!jz_marc_has_parts (record))
    {
      jz_edit_dialog_say (self->dialog, _("The form of coded data is for CNMARC: this record is MARC 21"));
      return;
    }
  jz_edit_dialog_say (self->dialog, NULL);
  jz_marc_parts_dialog_present (GTK_WIDGET (self->dialog), record, coded_cb, G_OBJECT (self->dialog));
}

/* The subfield that the cursor stands in: what is behind the last "$" before it; "" for none. */
static void
part_before (const char *before, char part[2])
{
  const char *dollar = strrchr (before, '$');

  part[0] = dollar != NULL ? dollar[1] : '\0';
  part[1] = '\0';
}

static void
cursor_cb (Window *self)
{
  GtkTextIter      cursor, start;
  g_autofree char *before = NULL, *tag = NULL, *words = NULL, *parts = NULL;
  char             part[2];

  gtk_text_buffer_get_iter_at_mark (self->buffer, &cursor, gtk_text_buffer_get_insert (self->buffer));
  start = cursor;
  gtk_text_iter_set_line_offset (&start, 0);
  before = text_between (self->buffer, &start, &cursor);
  part_before (before, part);
  cursor = start;
  gtk_text_iter_forward_chars (&cursor, 3);
  tag = text_between (self->buffer, &start, &cursor);
  parts = jz_record_help_parts (g_str_equal (tag, "LDR") ? "###" : tag);
  g_strdelimit (parts, "\t", ' ');
  words = g_strdup_printf ("%s %s%s%s\n%s", tag, jz_record_help (g_str_equal (tag, "LDR") ? "###" : tag, ""),
                           part[0] != '\0' ? " · $" : "", part[0] != '\0' ? part : "",
                           part[0] != '\0' ? jz_record_help (tag, part) : "");
  gtk_label_set_text (self->help, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->help), parts);
}

/* A text takes Enter for itself, with Ctrl too. */
static void
take_keys (GtkWidget *view)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK), gtk_named_action_new ("form.go")));
  gtk_widget_add_controller (view, keys);
}

static GtkWidget *
make_body (Window *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scrolled = gtk_scrolled_window_new (),
            *view = gtk_text_view_new (), *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12),
            *parts = gtk_button_new_with_label (_("Coded data…"));

  self->view = view;
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  take_keys (view);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Record, one field a line"),
                                  -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->help = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_xalign (self->help, 0);
  gtk_label_set_lines (self->help, 2);
  gtk_widget_add_css_class (GTK_WIDGET (self->help), "jz-caption");
  gtk_widget_set_hexpand (GTK_WIDGET (self->help), TRUE);
  gtk_widget_set_valign (parts, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (parts, "clicked", G_CALLBACK (parts_cb), self);
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->help));
  gtk_box_append (GTK_BOX (foot), parts);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), foot);
  g_signal_connect_swapped (self->buffer, "notify::cursor-position", G_CALLBACK (cursor_cb), self);
  return box;
}

void
jz_marc_window_present (GtkWidget *parent, const JzMarc *record, JzMarcEdited edited, GObject *data)
{
  Window *self = g_new0 (Window, 1);

  self->edited = edited;
  self->data = g_object_ref (data);
  self->dialog = jz_edit_dialog_new (parent, _("MARC record"), _("Take over"), WIDTH, HEIGHT);
  g_object_set_data_full (G_OBJECT (self->dialog), KEY, self, window_free);
  jz_edit_dialog_set_body (self->dialog, make_body (self), TRUE);
  show_lines (self, record);
  cursor_cb (self);
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (go_cb), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  gtk_widget_grab_focus (self->view);
}
