/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-voucher-line.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-field.h"
#include "jz-grid-field.h"
#include "jz-line-parts.h"
#include "jz-money.h"
#include "jz-picker.h"
#include "jz-quantity.h"
#include "jz-voucher-spot.h"

/* Widths at 14 px text. */
#define WIDTH_PLACE    180
#define WIDTH_SPOT     280
#define WIDTH_STATE    120

struct _JzVoucherLine
{
  GtkBox               parent_instance;
  const JzVoucherKind *kind;
  JzVoucherThing      *thing;
  JzItemDraft         *draft;
  GtkWidget           *quantity;
  GtkWidget           *price;  /* where the kind brings */
  GtkWidget           *place;  /* where it is put; of what is found elsewhere, where that is; NULL: not asked */
  GtkWidget           *spot;   /* where a quantity is taken from; NULL: not asked */
  GtkWidget           *sum;
  GtkWidget           *condition, *note; /* of what comes back */
  JzCardFields        *cards;  /* what is asked of cards */
};

G_DEFINE_FINAL_TYPE (JzVoucherLine, jz_voucher_line, GTK_TYPE_BOX)

/* In what state something comes back. */
static const char *const conditions[] = { "good", "worn", "broken", "parts" };
static const char *const condition_titles[] = { N_("In order"), N_("Worn"), N_("Broken"), N_("Parts missing"), NULL };

static gboolean
asks_condition (const JzVoucherKind *kind)
{
  return g_str_equal (kind->name, "return");
}

static int
where_width (const JzVoucherKind *kind)
{
  return kind->brings ? WIDTH_PLACE : WIDTH_SPOT;
}

enum { CHANGED, REMOVE, N_SIGNALS };
static guint signals[N_SIGNALS];

void
jz_line_defaults_clear (JzLineDefaults *self)
{
  g_clear_pointer (&self->place_path, g_free);
  self->place = 0;
}

void
jz_line_draft_free (JzLineDraft *self)
{
  if (self == NULL)
    return;
  jz_item_draft_free (self->draft);
  jz_card_draft_free (self->cards);
  g_free (self->note);
  g_free (self);
}

GtkWidget *
jz_voucher_line_head (const JzVoucherKind *kind)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (row, "jz-lines-head");
  jz_line_label (row, _("Thing"), 0, 0);
  jz_line_label (row, _("Quantity"), JZ_LINE_QUANTITY, 1);
  if (kind->brings)
    jz_line_label (row, _("Unit price"), JZ_LINE_PRICE, 1);
  if (asks_condition (kind))
    jz_line_label (row, _("Came back"), WIDTH_STATE, 0);
  jz_line_label (row, asks_condition (kind) ? _("Taken from, back to") : g_dgettext (GETTEXT_PACKAGE, kind->place),
            where_width (kind), 0);
  if (kind->brings)
    jz_line_label (row, _("Amount"), JZ_LINE_SUM, 1);
  jz_line_label (row, "", JZ_LINE_REMOVE, 0);
  return row;
}

/* Sums. */

static gboolean
has_card (JzVoucherLine *self)
{
  return g_strcmp0 (self->draft != NULL ? self->draft->tracking : self->thing->tracking, "card") == 0;
}

static int
decimals (JzVoucherLine *self)
{
  return self->draft != NULL ? self->draft->decimals : self->thing->decimals;
}

void
jz_voucher_line_sum (JzVoucherLine *self, gint64 *quantity, gint64 *amount)
{
  gint64 price = 0;

  *quantity = 0;
  *amount = 0;
  if (jz_quantity_parse (gtk_editable_get_text (GTK_EDITABLE (self->quantity)), decimals (self), quantity) &&
      self->price != NULL && jz_money_parse (gtk_editable_get_text (GTK_EDITABLE (self->price)), &price) && price >= 0)
    *amount = jz_line_amount (price, *quantity, decimals (self));
}

static void
changed_cb (JzVoucherLine *self)
{
  gint64           quantity, amount;
  g_autofree char *text = NULL;

  jz_voucher_line_sum (self, &quantity, &amount);
  text = jz_money_format (amount);
  if (self->sum != NULL)
    gtk_label_set_text (GTK_LABEL (self->sum), text);
  if (self->cards != NULL)
    jz_card_fields_set_quantity (self->cards, quantity);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Reading. */

static JzLineDraft *
refuse (JzVoucherLine *self, GtkWidget *control, const char *why, char **sentence)
{
  jz_grid_field_say (control, why);
  gtk_widget_grab_focus (control);
  *sentence = g_strdup_printf ("%s: %s", self->thing->name, why);
  return NULL;
}

static gboolean
read_cards (JzVoucherLine *self, JzLineDraft *read, char **sentence)
{
  g_autofree char *why = NULL;

  if (self->cards == NULL)
    return TRUE;
  read->cards = jz_card_fields_read (self->cards, &why);
  if (read->cards == NULL)
    *sentence = g_strdup_printf ("%s: %s", self->thing->name, why);
  return read->cards != NULL;
}

/* What lies nowhere has no spot to be chosen: the ledger says so. */
static gboolean
read_where (JzVoucherLine *self, JzLine *line, char **sentence)
{
  const JzVoucherSpot *spot = self->spot != NULL ? jz_voucher_spot_choice_get (self->spot) : NULL;

  if (self->spot != NULL && spot == NULL && gtk_widget_get_sensitive (self->spot))
    return refuse (self, self->spot, _("Say from where it is taken"), sentence) != NULL;
  if (spot != NULL)
    {
      line->place = spot->place;
      line->state = spot->state;
      line->holder = spot->holder;
    }
  if (self->place == NULL || !gtk_widget_get_visible (self->place))
    return TRUE;
  if (jz_picker_is_open (JZ_PICKER (self->place)))
    return refuse (self, self->place, _("Choose a place that there is"), sentence) != NULL;
  line->place = jz_picker_get_id (JZ_PICKER (self->place));
  if (line->place == 0 && (self->kind->brings || self->spot != NULL))
    return refuse (self, self->place, self->kind->brings ? _("Say where it is put") : _("Say where it was found"),
                   sentence) != NULL;
  return TRUE;
}

JzLineDraft *
jz_voucher_line_read (JzVoucherLine *self, char **sentence)
{
  g_autoptr (JzLineDraft) read = g_new0 (JzLineDraft, 1);

  read->line = (JzLine){ .item = self->thing->item, .asset = self->thing->asset };
  if (!jz_quantity_parse (gtk_editable_get_text (GTK_EDITABLE (self->quantity)), decimals (self), &read->line.quantity))
    return refuse (self, self->quantity,
                   decimals (self) == 0 ? _("The quantity is no whole number") : _("This is no quantity"), sentence);
  if (read->line.quantity == 0 || (read->line.quantity < 0 && !self->kind->is_signed))
    return refuse (self, self->quantity, _("A quantity must be more than nothing"), sentence);
  if (self->price != NULL && !jz_money_parse (gtk_editable_get_text (GTK_EDITABLE (self->price)), &read->line.price))
    return refuse (self, self->price, _("The price is no amount of money"), sentence);
  if (!read_where (self, &read->line, sentence))
    return NULL;
  if (self->condition != NULL)
    {
      read->condition = conditions[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->condition))];
      read->note = jz_grid_field_text (self->note);
    }
  if (!read_cards (self, read, sentence))
    return NULL;
  if (self->draft != NULL)
    {
      read->draft = g_new (JzItemDraft, 1);
      *read->draft = (JzItemDraft){ g_strdup (self->draft->code),
                                    g_strdup (self->draft->name),
                                    g_strdup (self->draft->spec),
                                    g_strdup (self->draft->unit),
                                    g_strdup (self->draft->subject),
                                    g_strdup (self->draft->note),
                                    self->draft->tracking,
                                    self->draft->decimals,
                                    self->draft->scheme,
                                    self->draft->least };
    }
  return g_steal_pointer (&read);
}

const JzVoucherThing *
jz_voucher_line_get_thing (JzVoucherLine *self)
{
  return self->thing;
}

gboolean
jz_voucher_line_start (JzVoucherLine *self)
{
  if (self->thing->asset != 0)
    return FALSE;
  gtk_widget_grab_focus (self->quantity);
  gtk_editable_select_region (GTK_EDITABLE (self->quantity), 0, -1);
  return TRUE;
}

void
jz_voucher_line_remember (JzVoucherLine *self, JzLineDefaults *defaults)
{
  const JzFound *place = self->place != NULL ? jz_picker_get_found (JZ_PICKER (self->place)) : NULL;

  if (place == NULL)
    return;
  g_free (defaults->place_path);
  defaults->place = place->id;
  defaults->place_path = g_strdup (place->title);
}

void
jz_voucher_line_set_place (JzVoucherLine *self, gint64 place, const char *path)
{
  if (self->spot != NULL && jz_voucher_spot_choice_set_place (self->spot, place))
    return;
  if (self->place != NULL && gtk_widget_get_visible (self->place))
    jz_picker_set (JZ_PICKER (self->place), place, path);
}

gboolean
jz_voucher_line_scan (JzVoucherLine *self, const char *code)
{
  return self->cards != NULL && jz_card_fields_scan (self->cards, code);
}

/* Life. */

static void
place_chosen_cb (JzVoucherLine *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_cb (JzVoucherLine *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static gboolean
remove_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  remove_cb (JZ_VOUCHER_LINE (widget));
  return GDK_EVENT_STOP;
}

static void
jz_voucher_line_finalize (GObject *object)
{
  JzVoucherLine *self = JZ_VOUCHER_LINE (object);

  jz_voucher_thing_free (self->thing);
  jz_item_draft_free (self->draft);
  G_OBJECT_CLASS (jz_voucher_line_parent_class)->finalize (object);
}

static void
jz_voucher_line_class_init (JzVoucherLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jz_voucher_line_finalize;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Delete, GDK_CONTROL_MASK, remove_key_cb, NULL);
  signals[CHANGED] =
    g_signal_new ("changed", JZ_TYPE_VOUCHER_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] =
    g_signal_new ("remove", JZ_TYPE_VOUCHER_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jz_voucher_line_init (JzVoucherLine *self)
{
}

static GtkWidget *
add_entry (JzVoucherLine *self, GtkWidget *row, const char *title, int width, const char *text)
{
  GtkWidget *entry = jz_line_entry (row, title, self->thing->name, width, 1, text);

  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return entry;
}

static void
add_note (JzVoucherLine *self)
{
  g_autofree char *name = jz_line_name (_("Remark"), self->thing->name);

  self->note = jz_grid_field_entry (NULL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->note), _("Remark: what is worn, broken or missing"));
  jz_compat_name (self->note, name);
  g_signal_connect (self->note, "activate", G_CALLBACK (jz_field_go_on), NULL);
  gtk_box_append (GTK_BOX (self), self->note);
}

static GtkWidget *
make_words (JzVoucherLine *self)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget       *title = gtk_label_new (self->thing->name);
  g_autofree char *more =
    g_strdup_printf ("%s%s%s", self->thing->detail, *self->thing->detail != '\0' ? "  " : "", self->thing->where);
  GtkWidget       *detail = gtk_label_new (more);

  for (GtkWidget *label = title; label != NULL; label = label == title ? detail : NULL)
    {
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), label);
    }
  /* With large text the other columns would take all there is. */
  gtk_label_set_width_chars (GTK_LABEL (title), 8);
  gtk_widget_set_tooltip_text (detail, more);
  gtk_widget_add_css_class (detail, "jz-caption");
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static void
spot_chosen_cb (JzVoucherLine *self)
{
  const JzVoucherSpot *spot = jz_voucher_spot_choice_get (self->spot);

  jz_grid_field_say (self->spot, NULL);
  gtk_widget_set_tooltip_text (self->spot, spot != NULL ? spot->words : NULL);
  if (self->place != NULL)
    gtk_widget_set_visible (self->place, spot != NULL && spot->place == 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_place (JzVoucherLine *self, GtkWidget *box, JzStore *store, const JzLineDefaults *defaults)
{
  g_autofree char *name = jz_line_name (g_dgettext (GETTEXT_PACKAGE, self->kind->place), self->thing->name);

  self->place = GTK_WIDGET (jz_picker_new ("places", name, self->kind->brings ? NULL : _("where it is")));
  jz_picker_set_store (JZ_PICKER (self->place), store);
  if (self->kind->brings && defaults->place != 0)
    jz_picker_set (JZ_PICKER (self->place), defaults->place, defaults->place_path);
  else if (self->kind->brings && self->thing->place != 0)
    jz_picker_set (JZ_PICKER (self->place), self->thing->place, self->thing->place_path);
  g_signal_connect_object (self->place, "chosen", G_CALLBACK (place_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->place);
}

static void
add_spot (JzVoucherLine *self, GtkWidget *box)
{
  const char      *title = asks_condition (self->kind) ? _("Taken from") : g_dgettext (GETTEXT_PACKAGE, self->kind->place);
  g_autofree char *name = jz_line_name (title, self->thing->name);
  guint            n;

  self->spot = jz_voucher_spot_choice_new (self->kind, self->thing->spots, self->thing->tracking);
  n = g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (self->spot)));
  gtk_widget_set_sensitive (self->spot, n > 0);
  jz_compat_name (self->spot, name);
  g_signal_connect_object (self->spot, "notify::selected", G_CALLBACK (spot_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->spot);
}

/* A card is where it is; only where it goes back to can be said. */
static void
add_where_it_is (JzVoucherLine *self, GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (self->thing->place_path);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_where (JzVoucherLine *self, GtkWidget *row, JzStore *store, const JzLineDefaults *defaults)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  jz_line_set_width (box, where_width (self->kind));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), box);
  if (self->thing->spots != NULL)
    add_spot (self, box);
  else if (!self->kind->brings && !asks_condition (self->kind))
    add_where_it_is (self, box);
  if (self->kind->brings || (self->thing->spots != NULL ? self->kind->is_signed : asks_condition (self->kind)))
    add_place (self, box, store, defaults);
  if (self->spot != NULL)
    spot_chosen_cb (self);
}

static void
add_condition (JzVoucherLine *self, GtkWidget *row)
{
  g_autofree char *name = jz_line_name (_("Came back"), self->thing->name);

  self->condition = jz_grid_field_choice (condition_titles, 0);
  jz_line_set_width (self->condition, WIDTH_STATE);
  gtk_widget_set_valign (self->condition, GTK_ALIGN_CENTER);
  jz_compat_name (self->condition, name);
  gtk_box_append (GTK_BOX (row), self->condition);
}

JzVoucherLine *
jz_voucher_line_new (const JzVoucherKind *kind, JzVoucherThing *thing, JzItemDraft *draft, JzStore *store,
                     const JzLineDefaults *defaults)
{
  JzVoucherLine *self =
    g_object_new (JZ_TYPE_VOUCHER_LINE, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, NULL);
  GtkWidget     *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->kind = kind;
  self->thing = thing;
  self->draft = draft;
  gtk_widget_add_css_class (GTK_WIDGET (self), "jz-line-row");
  gtk_box_append (GTK_BOX (row), make_words (self));
  self->quantity =
    add_entry (self, row, _("Quantity"), JZ_LINE_QUANTITY, thing->asset != 0 && kind->is_signed ? "-1" : "1");
  gtk_widget_set_sensitive (self->quantity, thing->asset == 0);
  if (kind->brings)
    self->price = add_entry (self, row, _("Unit price"), JZ_LINE_PRICE, NULL);
  if (asks_condition (kind))
    add_condition (self, row);
  add_where (self, row, store, defaults);
  if (kind->brings)
    {
      self->sum = jz_line_label (row, "0.00", JZ_LINE_SUM, 1);
      gtk_widget_add_css_class (self->sum, "jz-line-sum");
    }
  g_signal_connect_object (jz_line_remove (row, thing->name), "clicked", G_CALLBACK (remove_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), row);
  if (asks_condition (kind))
    add_note (self);
  if (kind->brings && has_card (self))
    {
      self->cards = jz_card_fields_new (thing->name);
      gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->cards));
    }
  changed_cb (self);
  return self;
}
