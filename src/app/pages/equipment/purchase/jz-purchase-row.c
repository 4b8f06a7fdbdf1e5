/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-purchase-row.h"

#include <glib/gi18n-lib.h>

#include "jz-grid-field.h"
#include "jz-line-parts.h"
#include "jz-money.h"
#include "jz-picker.h"
#include "jz-quantity.h"

/* Widths at 14 px text. */
#define WIDTH_REASON   200
#define WIDTH_FAULT    150
#define WIDTH_PLACE    170

struct _JzPurchaseRow
{
  GtkBox          parent_instance;
  JzRowKind       kind;
  JzPurchaseLine *line;
  GtkWidget      *quantity, *price, *rejected, *reason, *place, *sum; /* NULL: not asked for */
  JzCardFields   *cards;                                              /* of what comes and has cards */
};

G_DEFINE_FINAL_TYPE (JzPurchaseRow, jz_purchase_row, GTK_TYPE_BOX)

enum { CHANGED, REMOVE, N_SIGNALS };
static guint signals[N_SIGNALS];

void
jz_row_draft_free (JzRowDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->reason);
  jz_card_draft_free (self->cards);
  g_free (self);
}

GtkWidget *
jz_purchase_row_head (JzRowKind kind)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (row, "jz-lines-head");
  jz_line_label (row, _("Thing"), 0, 0);
  jz_line_label (row, kind == JZ_ROW_DELIVERY ? _("Found good") : _("Quantity"), JZ_LINE_QUANTITY, 1);
  if (kind == JZ_ROW_DELIVERY)
    {
      jz_line_label (row, _("Sent back"), JZ_LINE_QUANTITY, 1);
      jz_line_label (row, _("What was wrong"), WIDTH_FAULT, 0);
      jz_line_label (row, _("Put to"), WIDTH_PLACE, 0);
      return row;
    }
  jz_line_label (row, kind == JZ_ROW_REQUEST ? _("Estimate for one") : _("Unit price"), JZ_LINE_PRICE, 1);
  if (kind == JZ_ROW_REQUEST)
    jz_line_label (row, _("Reason"), WIDTH_REASON, 0);
  jz_line_label (row, _("Amount"), JZ_LINE_SUM, 1);
  jz_line_label (row, "", JZ_LINE_REMOVE, 0);
  return row;
}

/* Reading. */

static gint64
number_in (JzPurchaseRow *self, GtkWidget *entry)
{
  gint64 value = 0;

  return entry != NULL && jz_quantity_parse (gtk_editable_get_text (GTK_EDITABLE (entry)), self->line->decimals,
                                             &value) ? value : 0;
}

gint64
jz_purchase_row_sum (JzPurchaseRow *self)
{
  gint64 price = self->line->price;

  if (self->price != NULL && (!jz_money_parse (gtk_editable_get_text (GTK_EDITABLE (self->price)), &price) ||
                              price < 0))
    return 0;
  return jz_line_amount (price, number_in (self, self->quantity), self->line->decimals);
}

static void
changed_cb (JzPurchaseRow *self)
{
  g_autofree char *text = jz_money_format (jz_purchase_row_sum (self));
  GtkWidget       *controls[] = { self->quantity, self->price, self->rejected, self->reason, self->place };

  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    if (controls[i] != NULL)
      jz_grid_field_say (controls[i], NULL); /* what was wrong is being put right */
  if (self->sum != NULL)
    gtk_label_set_text (GTK_LABEL (self->sum), text);
  if (self->cards != NULL)
    jz_card_fields_set_quantity (self->cards, number_in (self, self->quantity));
  if (self->rejected != NULL)
    gtk_widget_set_sensitive (self->reason, number_in (self, self->rejected) > 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
refuse (JzPurchaseRow *self, GtkWidget *control, const char *why, char **sentence)
{
  jz_grid_field_say (control, why);
  gtk_widget_grab_focus (control);
  *sentence = g_strdup_printf ("%s: %s", self->line->name, why);
  return FALSE;
}

static gboolean
read_quantity (JzPurchaseRow *self, GtkWidget *entry, gint64 *quantity, char **sentence)
{
  g_autofree char *text = jz_grid_field_text (entry);

  jz_grid_field_say (entry, NULL);
  if (text[0] == '\0' && self->kind == JZ_ROW_DELIVERY)
    return TRUE;
  if (!jz_quantity_parse (text, self->line->decimals, quantity))
    return refuse (self, entry, self->line->decimals == 0 ? _("The quantity is no whole number") :
                   _("This is no quantity"), sentence);
  if (*quantity < 0 || (*quantity == 0 && self->kind != JZ_ROW_DELIVERY))
    return refuse (self, entry, _("A quantity must be more than nothing"), sentence);
  return TRUE;
}

static gboolean
read_price (JzPurchaseRow *self, JzRowDraft *draft, char **sentence)
{
  g_autofree char *text = self->price != NULL ? jz_grid_field_text (self->price) : NULL;

  if (self->price == NULL || text[0] == '\0')
    return TRUE;
  jz_grid_field_say (self->price, NULL);
  return (jz_money_parse (text, &draft->price) && draft->price >= 0) ||
         refuse (self, self->price, _("The price is no amount of money"), sentence);
}

static gboolean
read_delivery (JzPurchaseRow *self, JzRowDraft *draft, char **sentence)
{
  if (!read_quantity (self, self->rejected, &draft->rejected, sentence))
    return FALSE;
  jz_grid_field_say (self->reason, NULL);
  jz_grid_field_say (self->place, NULL);
  if (draft->rejected > 0 && draft->reason[0] == '\0')
    return refuse (self, self->reason, _("Say why it is sent back"), sentence);
  draft->place = jz_picker_get_id (JZ_PICKER (self->place));
  if (jz_picker_is_open (JZ_PICKER (self->place)))
    return refuse (self, self->place, _("Choose a place that there is"), sentence);
  return draft->quantity == 0 || draft->place != 0 || refuse (self, self->place, _("Say where it is put"), sentence);
}

static gboolean
read_cards (JzPurchaseRow *self, JzRowDraft *draft, char **sentence)
{
  g_autofree char *why = NULL;

  if (self->cards == NULL)
    return TRUE;
  draft->cards = jz_card_fields_read (self->cards, &why);
  if (draft->cards == NULL)
    *sentence = g_strdup_printf ("%s: %s", self->line->name, why);
  return draft->cards != NULL;
}

JzRowDraft *
jz_purchase_row_read (JzPurchaseRow *self, char **sentence)
{
  g_autoptr (JzRowDraft) draft = g_new0 (JzRowDraft, 1);

  draft->reason = self->reason != NULL ? jz_grid_field_text (self->reason) : NULL;
  if (!read_quantity (self, self->quantity, &draft->quantity, sentence) || !read_price (self, draft, sentence) ||
      (self->kind == JZ_ROW_DELIVERY && (!read_delivery (self, draft, sentence) ||
                                         !read_cards (self, draft, sentence))))
    return NULL;
  return g_steal_pointer (&draft);
}

const JzPurchaseLine *
jz_purchase_row_get_line (JzPurchaseRow *self)
{
  return self->line;
}

void
jz_purchase_row_start (JzPurchaseRow *self)
{
  gtk_widget_grab_focus (self->quantity);
  gtk_editable_select_region (GTK_EDITABLE (self->quantity), 0, -1);
}

gint64
jz_purchase_row_get_place (JzPurchaseRow *self, char **path)
{
  const JzFound *found = self->place != NULL ? jz_picker_get_found (JZ_PICKER (self->place)) : NULL;

  if (found == NULL)
    return 0;
  *path = g_strdup (found->title);
  return found->id;
}

void
jz_purchase_row_set_place (JzPurchaseRow *self, gint64 place, const char *path)
{
  if (self->place != NULL)
    jz_picker_set (JZ_PICKER (self->place), place, path);
}

gint64
jz_purchase_row_get_cards (JzPurchaseRow *self)
{
  return self->cards != NULL ? number_in (self, self->quantity) : 0;
}

void
jz_purchase_row_show_numbers (JzPurchaseRow *self, const char *first, const char *last)
{
  jz_card_fields_show_numbers (self->cards, first, last);
}

gboolean
jz_purchase_row_scan (JzPurchaseRow *self, const char *code)
{
  return self->cards != NULL && jz_card_fields_scan (self->cards, code);
}

/* Life. */

static void
remove_cb (JzPurchaseRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static gboolean
remove_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  if (JZ_PURCHASE_ROW (widget)->kind != JZ_ROW_DELIVERY)
    remove_cb (JZ_PURCHASE_ROW (widget));
  return GDK_EVENT_STOP;
}

static void
jz_purchase_row_finalize (GObject *object)
{
  jz_purchase_line_free (JZ_PURCHASE_ROW (object)->line);
  G_OBJECT_CLASS (jz_purchase_row_parent_class)->finalize (object);
}

static void
jz_purchase_row_class_init (JzPurchaseRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jz_purchase_row_finalize;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Delete, GDK_CONTROL_MASK, remove_key_cb, NULL);
  signals[CHANGED] = g_signal_new ("changed", JZ_TYPE_PURCHASE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   0);
  signals[REMOVE] = g_signal_new ("remove", JZ_TYPE_PURCHASE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  0);
}

static void
jz_purchase_row_init (JzPurchaseRow *self)
{
}

static GtkWidget *
add_entry (JzPurchaseRow *self, GtkWidget *row, const char *title, int width, float xalign, const char *text)
{
  GtkWidget *entry = jz_line_entry (row, title, self->line->name, width, xalign, text);

  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return entry;
}

/* "a  b  c", without what is empty. */
static char *
join (const char *a, const char *b, const char *c)
{
  const char *parts[] = { a, b, c };
  GString    *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && parts[i][0] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "  " : "", parts[i]);
  return g_string_free (text, FALSE);
}

/* What stands under the name: specification, where it was asked for, how far it has come. */
static char *
detail_of (JzPurchaseRow *self)
{
  const JzPurchaseLine *line = self->line;
  g_autofree char      *quantity = jz_quantity_format (line->quantity, line->decimals),
                                   *came = jz_quantity_format (line->accepted, line->decimals);
  g_autofree char      *left = jz_quantity_format (line->quantity - line->accepted, line->decimals);
  g_autofree char      *open = jz_quantity_format (line->quantity - line->ordered, line->decimals);
  g_autofree char      *words = NULL;

  if (self->kind == JZ_ROW_DELIVERY)
    words = g_strdup_printf (_("ordered %s · came %s · to come %s %s"), quantity, came, left, line->unit);
  else if (self->kind == JZ_ROW_ORDER)
    words = g_strdup_printf (_("%s: %s %s to be ordered"), line->request, open, line->unit);
  else if (line->item == 0)
    words = g_strdup (_("○ New item"));
  return join (line->spec, words, self->kind == JZ_ROW_REQUEST ? line->unit : NULL);
}

static void
add_words (JzPurchaseRow *self, GtkWidget *row)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *more = detail_of (self);
  GtkWidget       *detail;

  jz_line_label (box, self->line->name, 0, 0);
  detail = jz_line_label (box, more, 0, 0);
  gtk_widget_set_tooltip_text (detail, more);
  gtk_widget_add_css_class (detail, "jz-caption");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (row), box);
}

static void
add_delivery (JzPurchaseRow *self, GtkWidget *row, JzStore *store)
{
  g_autofree char *name = jz_line_name (_("Put to"), self->line->name);

  self->rejected = add_entry (self, row, _("Sent back"), JZ_LINE_QUANTITY, 1, NULL);
  self->reason = add_entry (self, row, _("What was wrong"), WIDTH_FAULT, 0, NULL);
  self->place = GTK_WIDGET (jz_picker_new ("places", name, NULL));
  jz_picker_set_store (JZ_PICKER (self->place), store);
  jz_line_set_width (self->place, WIDTH_PLACE);
  gtk_widget_set_valign (self->place, GTK_ALIGN_CENTER);
  if (self->line->place_id != 0)
    jz_picker_set (JZ_PICKER (self->place), self->line->place_id, self->line->place);
  g_signal_connect_object (self->place, "chosen", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), self->place);
}

static void
add_money (JzPurchaseRow *self, GtkWidget *row)
{
  g_autofree char *price = self->line->price > 0 ? jz_money_format (self->line->price) : NULL;

  self->price = add_entry (self, row, self->kind == JZ_ROW_REQUEST ? _("Estimate for one") : _("Unit price"),
                           JZ_LINE_PRICE, 1, price);
  if (self->kind == JZ_ROW_REQUEST)
    self->reason = add_entry (self, row, _("Reason"), WIDTH_REASON, 0, self->line->reason);
  self->sum = jz_line_label (row, "0.00", JZ_LINE_SUM, 1);
  gtk_widget_add_css_class (self->sum, "jz-line-sum");
  g_signal_connect_object (jz_line_remove (row, self->line->name), "clicked", G_CALLBACK (remove_cb), self,
                           G_CONNECT_SWAPPED);
}

JzPurchaseRow *
jz_purchase_row_new (JzRowKind kind, JzPurchaseLine *line, JzStore *store)
{
  JzPurchaseRow   *self = g_object_new (JZ_TYPE_PURCHASE_ROW, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6,
                                        NULL);
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gint64           first = kind == JZ_ROW_ORDER ? line->quantity - line->ordered :
                           kind == JZ_ROW_DELIVERY ? line->quantity - line->accepted : line->quantity;
  g_autofree char *quantity = first > 0 ? jz_quantity_to_plain (first, line->decimals) : NULL;

  self->kind = kind;
  self->line = line;
  gtk_widget_add_css_class (GTK_WIDGET (self), "jz-line-row");
  add_words (self, row);
  self->quantity = add_entry (self, row, kind == JZ_ROW_DELIVERY ? _("Found good") : _("Quantity"), JZ_LINE_QUANTITY, 1,
                              quantity);
  if (kind == JZ_ROW_DELIVERY)
    add_delivery (self, row, store);
  else
    add_money (self, row);
  gtk_box_append (GTK_BOX (self), row);
  if (kind == JZ_ROW_DELIVERY && g_strcmp0 (line->tracking, "card") == 0)
    {
      self->cards = jz_card_fields_new (line->name);
      gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->cards));
    }
  changed_cb (self);
  return self;
}
