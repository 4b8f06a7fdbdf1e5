/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-receipt-bar.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-equipment-paper.h"
#include "jz-label-chosen.h"

struct _JzReceiptBar
{
  GtkBox     parent_instance;
  JzPage    *page; /* weak */
  JzSession *session;
  gint64     voucher;
  GtkWidget *revealer, *words, *labels;
};

G_DEFINE_FINAL_TYPE (JzReceiptBar, jz_receipt_bar, GTK_TYPE_BOX)

static void
labels_cb (JzReceiptBar *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, self->voucher);
  if (self->session != NULL && self->page != NULL)
    jz_label_chosen_print (self->page, self->session, "voucher", ids);
}

static void
print_cb (JzReceiptBar *self)
{
  if (self->session != NULL && self->page != NULL)
    jz_equipment_print_voucher (self->page, self->session, self->voucher);
}

void
jz_receipt_bar_show (JzReceiptBar *self, gint64 voucher, const char *words, gboolean labels)
{
  self->voucher = voucher;
  gtk_label_set_text (GTK_LABEL (self->words), words);
  gtk_widget_set_visible (self->labels, labels && jz_session_may (self->session, "label"));
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
}

void
jz_receipt_bar_hide (JzReceiptBar *self)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
}

void
jz_receipt_bar_set_session (JzReceiptBar *self, JzSession *session)
{
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, jz_receipt_bar_hide, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "done", G_CALLBACK (jz_receipt_bar_hide), self, G_CONNECT_SWAPPED);
  else
    jz_receipt_bar_hide (self);
}

static GtkWidget *
add_button (JzReceiptBar *self, GtkWidget *box, GtkWidget *button, void (*func) (JzReceiptBar *))
{
  g_signal_connect_object (button, "clicked", G_CALLBACK (func), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
jz_receipt_bar_dispose (GObject *object)
{
  JzReceiptBar *self = JZ_RECEIPT_BAR (object);

  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (jz_receipt_bar_parent_class)->dispose (object);
}

static void
jz_receipt_bar_class_init (JzReceiptBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_receipt_bar_dispose;
}

static void
jz_receipt_bar_init (JzReceiptBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *close = gtk_button_new_from_icon_name ("jz-close-symbolic");

  self->revealer = gtk_revealer_new ();
  self->words = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_widget_add_css_class (box, "jz-result");
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_tooltip_text (close, _("Close"));
  jz_compat_name (close, _("Close"));
  gtk_box_append (GTK_BOX (box), self->words);
  self->labels = add_button (self, box, gtk_button_new_with_label (_("Print labels")), labels_cb);
  add_button (self, box, gtk_button_new_with_label (_("Print voucher")), print_cb);
  add_button (self, box, close, jz_receipt_bar_hide);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  gtk_widget_set_hexpand (self->revealer, TRUE);
  gtk_box_append (GTK_BOX (self), self->revealer);
}

JzReceiptBar *
jz_receipt_bar_new (JzPage *page)
{
  JzReceiptBar *self = g_object_new (JZ_TYPE_RECEIPT_BAR, NULL);

  g_set_weak_pointer (&self->page, page);
  return self;
}
