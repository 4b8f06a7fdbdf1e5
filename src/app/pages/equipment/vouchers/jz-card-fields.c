/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-card-fields.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-date-entry.h"
#include "jz-grid-field.h"
#include "jz-quantity.h"
#include "jz-text.h"

#define HEIGHT_SERIALS 76 /* px: three lines */
#define WIDTH_SERIALS  190

struct _JzCardFields
{
  GtkBox         parent_instance;
  gint64         quantity;
  GtkWidget     *number, *serial, *maker, *warranty;
  GtkWidget     *numbers;       /* of several: the first and the last */
  GtkTextBuffer *serials;       /* of several: one a line */
  GtkWidget     *view, *serials_box, *count;
  GtkWidget     *single[2], *several[2];
  GtkWidget     *software;
  GtkWidget     *licence, *key, *seats, *until;
};

G_DEFINE_FINAL_TYPE (JzCardFields, jz_card_fields, GTK_TYPE_BOX)

void
jz_card_draft_free (JzCardDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  g_strfreev (self->serials);
  g_free (self->maker);
  g_free (self->warranty);
  g_free (self->key);
  g_free (self->valid_until);
  g_free (self);
}

void
jz_card_draft_apply (const JzCardDraft *self, JzLine *line)
{
  line->number = self->number;
  line->serials = (const char *const *) self->serials;
  line->maker = self->maker;
  line->warranty = self->warranty;
  line->licence = self->is_software ? &self->licence : NULL;
}

/* Numbers of several. */

/* Without empty lines: (transfer full) */
static GStrv
serials_in (JzCardFields *self)
{
  g_autoptr (GStrvBuilder) serials = g_strv_builder_new ();
  g_autofree char *text = NULL;
  g_auto (GStrv)   lines = NULL;
  GtkTextIter      start, end;

  gtk_text_buffer_get_bounds (self->serials, &start, &end);
  text = gtk_text_buffer_get_text (self->serials, &start, &end, FALSE);
  lines = g_strsplit_set (text, "\r\n\t", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *tidy = jz_text_tidy (lines[i]);

      if (*tidy != '\0')
        g_strv_builder_add (serials, tidy);
    }
  return g_strv_builder_end (serials);
}

static void
count_cb (JzCardFields *self)
{
  g_auto (GStrv)   serials = serials_in (self);
  g_autofree char *words =
    g_strdup_printf (_("%u of %d"), g_strv_length (serials), (int) self->quantity);

  jz_grid_field_say (self->serials_box, NULL);
  gtk_label_set_text (GTK_LABEL (self->count), words);
}

void
jz_card_fields_set_quantity (JzCardFields *self, gint64 quantity)
{
  self->quantity = quantity;
  for (guint i = 0; i < G_N_ELEMENTS (self->single); i++)
    {
      gtk_widget_set_visible (self->single[i], quantity == 1);
      gtk_widget_set_visible (self->several[i], quantity > 1);
    }
  gtk_widget_set_visible (self->count, quantity > 1);
  count_cb (self);
}

void
jz_card_fields_show_numbers (JzCardFields *self, const char *first, const char *last)
{
  g_autofree char *words = first != NULL ? g_strdup_printf (_("%s to %s"), first, last) : NULL;

  gtk_entry_set_placeholder_text (GTK_ENTRY (self->number), first != NULL ? first : _("the next free one"));
  gtk_label_set_text (GTK_LABEL (self->numbers), words != NULL ? words : _("the next free ones"));
}

gboolean
jz_card_fields_scan (JzCardFields *self, const char *code)
{
  g_autofree char *line = g_strdup_printf ("%s\n", code);
  GtkTextIter      end;

  if (gtk_widget_get_state_flags (self->serial) & GTK_STATE_FLAG_FOCUS_WITHIN)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->serial), code);
      return TRUE;
    }
  if (!gtk_widget_has_focus (self->view))
    return FALSE;
  gtk_text_buffer_get_end_iter (self->serials, &end);
  if (!gtk_text_iter_starts_line (&end))
    gtk_text_buffer_insert (self->serials, &end, "\n", 1);
  gtk_text_buffer_insert (self->serials, &end, line, -1);
  gtk_text_buffer_place_cursor (self->serials, &end);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (self->serials));
  return TRUE;
}

/* Reading. */

static JzCardDraft *
refuse (GtkWidget *control, GtkWidget *focus, char *reason, char **why)
{
  jz_grid_field_say (control, reason);
  gtk_widget_grab_focus (focus);
  *why = reason;
  return NULL;
}

static char *
text_or_null (GtkWidget *entry)
{
  char *text = jz_grid_field_text (entry);

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static gboolean
read_serials (JzCardFields *self, JzCardDraft *draft, char **why)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *one = text_or_null (self->serial);
  guint            n;

  if (self->quantity <= 1)
    {
      const char *const serials[] = { one, NULL };

      draft->serials = g_strdupv ((GStrv) serials);
      return TRUE;
    }
  draft->serials = serials_in (self);
  n = g_strv_length (draft->serials);
  if (n > self->quantity)
    return refuse (self->serials_box, self->view,
                   g_strdup_printf (_("%u serial numbers for %d pieces"), n, (int) self->quantity), why) != NULL;
  for (guint i = 0; i < n; i++)
    if (!g_hash_table_add (seen, draft->serials[i]))
      return refuse (self->serials_box, self->view,
                     g_strdup_printf (_("The serial number %s stands there twice"), draft->serials[i]), why) != NULL;
  return TRUE;
}

static gboolean
read_day (GtkWidget *entry, char **iso, char **why)
{
  JzDate day;
  char   buffer[JZ_DATE_LENGTH];

  jz_grid_field_say (entry, NULL);
  if (!jz_date_entry_read (JZ_DATE_ENTRY (entry), &day))
    return refuse (entry, entry, g_strdup (_("This is no date")), why) != NULL;
  *iso = day != JZ_DATE_NONE ? g_strdup (jz_date_to_iso (day, buffer)) : NULL;
  return TRUE;
}

static gboolean
read_licence (JzCardFields *self, JzCardDraft *draft, char **why)
{
  g_autofree char *seats = text_or_null (self->seats);

  draft->is_software = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->software));
  if (!draft->is_software)
    return TRUE;
  jz_grid_field_say (self->seats, NULL);
  if (seats != NULL && (!jz_quantity_parse (seats, 0, &draft->licence.seats) || draft->licence.seats < 1))
    return refuse (self->seats, self->seats, g_strdup (_("A licence is for one to a million machines")), why) != NULL;
  if (!read_day (self->until, &draft->valid_until, why))
    return FALSE;
  draft->key = text_or_null (self->key);
  draft->licence.number = draft->key;
  draft->licence.valid_until = draft->valid_until;
  return TRUE;
}

JzCardDraft *
jz_card_fields_read (JzCardFields *self, char **why)
{
  g_autoptr (JzCardDraft) draft = g_new0 (JzCardDraft, 1);

  draft->number = self->quantity == 1 ? text_or_null (self->number) : NULL;
  draft->maker = text_or_null (self->maker);
  if (!read_serials (self, draft, why) || !read_day (self->warranty, &draft->warranty, why) ||
      !read_licence (self, draft, why))
    return NULL;
  return g_steal_pointer (&draft);
}

/* Life. */

static void
jz_card_fields_class_init (JzCardFieldsClass *klass)
{
}

static void
jz_card_fields_init (JzCardFields *self)
{
}

/* Enter begins the next line; with Ctrl it is the dialog's. */
static gboolean
key_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state, GtkWidget *view)
{
  gboolean is_enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  return is_enter && (state & GDK_CONTROL_MASK) != 0 &&
         gtk_event_controller_key_forward (keys, GTK_WIDGET (gtk_widget_get_root (view)));
}

static GtkWidget *
make_serials (JzCardFields *self, const char *name)
{
  g_autofree char    *label = g_strdup_printf (_("Serial numbers: %s"), name);
  GtkWidget          *window = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->view = gtk_text_view_new ();
  self->serials = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->view), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view), 4);
  gtk_widget_set_tooltip_text (self->view, _("One a line: paste a column, or scan one after the other"));
  jz_compat_name (self->view, label);
  gtk_widget_set_size_request (window, WIDTH_SERIALS, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), self->view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (window), HEIGHT_SERIALS);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self->view);
  gtk_widget_add_controller (self->view, keys);
  g_signal_connect_object (self->serials, "changed", G_CALLBACK (count_cb), self, G_CONNECT_SWAPPED);
  return window;
}

static void
add_numbers (JzCardFields *self, GtkWidget *grid, const char *name)
{
  self->number = jz_grid_field_entry (NULL);
  self->serial = jz_grid_field_entry (NULL);
  self->numbers = gtk_label_new (NULL);
  self->serials_box = make_serials (self, name);
  self->count = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->numbers), 0);
  gtk_label_set_selectable (GTK_LABEL (self->numbers), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->count), 0);
  gtk_widget_add_css_class (self->count, "jz-caption");
  gtk_widget_set_valign (self->count, GTK_ALIGN_END);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->number), 14);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->serial), 18);
  self->single[0] = jz_grid_field_attach (grid, _("Asset number"), self->number, 0, 0, 1);
  self->single[1] = jz_grid_field_attach (grid, _("Serial number"), self->serial, 1, 0, 1);
  self->several[0] = jz_grid_field_attach (grid, _("Numbers to be given"), self->numbers, 0, 0, 1);
  self->several[1] = jz_grid_field_attach (grid, _("Serial numbers, one a line"), self->serials_box, 1, 0, 1);
  gtk_box_append (GTK_BOX (self->several[1]), self->count);
  jz_card_fields_show_numbers (self, NULL, NULL);
}

static void
mended_cb (GtkWidget *entry)
{
  jz_grid_field_say (entry, NULL);
}

static void
software_cb (JzCardFields *self)
{
  gtk_widget_set_visible (self->licence, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->software)));
}

static void
add_licence (JzCardFields *self, const char *name)
{
  g_autofree char *label = g_strdup_printf (_("Software: %s"), name);

  self->software = gtk_check_button_new_with_label (_("Software, with a licence"));
  self->licence = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->licence), 12);
  self->key = jz_grid_field_entry (NULL);
  self->seats = jz_grid_field_entry (NULL);
  self->until = GTK_WIDGET (jz_date_entry_new (JZ_DATE_NONE));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->key), 32);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->seats), _("not limited"));
  jz_grid_field_attach (self->licence, _("Licence number or key"), self->key, 0, 0, 1);
  jz_grid_field_attach (self->licence, _("Seats of the licence"), self->seats, 1, 0, 1);
  jz_grid_field_attach (self->licence, _("Valid until (empty: for ever)"), self->until, 2, 0, 1);
  g_signal_connect (self->seats, "changed", G_CALLBACK (mended_cb), NULL);
  gtk_widget_set_halign (self->software, GTK_ALIGN_START);
  jz_compat_name (self->software, label);
  g_signal_connect_object (self->software, "toggled", G_CALLBACK (software_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->software);
  gtk_box_append (GTK_BOX (self), self->licence);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->software), strstr (name, "软件") != NULL);
  software_cb (self);
}

JzCardFields *
jz_card_fields_new (const char *name)
{
  JzCardFields *self = g_object_new (JZ_TYPE_CARD_FIELDS, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, NULL);
  GtkWidget    *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  add_numbers (self, grid, name);
  self->maker = jz_grid_field_entry (NULL);
  self->warranty = GTK_WIDGET (jz_date_entry_new (JZ_DATE_NONE));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->maker), 20);
  jz_grid_field_attach (grid, _("Maker"), self->maker, 2, 0, 1);
  jz_grid_field_attach (grid, _("Warranty until"), self->warranty, 3, 0, 1);
  gtk_box_append (GTK_BOX (self), grid);
  add_licence (self, name);
  jz_card_fields_set_quantity (self, 1);
  return self;
}
