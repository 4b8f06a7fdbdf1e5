/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-purchase-sheet.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-money.h"

static void
show_sums (JzPurchaseSheet *self)
{
  gint64           n = 0, total = 0;
  g_autofree char *lines = NULL, *money = NULL, *text = NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row),
       n++)
    total += jz_purchase_row_sum (JZ_PURCHASE_ROW (row));
  lines = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d line", "%d lines", (gulong) n), (int) n);
  money = jz_money_format (total);
  text = g_strdup_printf (_("%s    Amount %s yuan"), lines, money);
  gtk_label_set_text (GTK_LABEL (self->sums), text);
  gtk_widget_set_visible (self->nothing, n == 0);
}

static void
changed_cb (JzPurchaseSheet *self)
{
  jz_edit_dialog_say (self->dialog, NULL);
  show_sums (self);
}

static void
remove_cb (JzPurchaseSheet *self, JzPurchaseRow *row)
{
  GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (row));

  gtk_box_remove (GTK_BOX (self->rows), GTK_WIDGET (row));
  if (next != NULL)
    jz_purchase_row_start (JZ_PURCHASE_ROW (next));
  show_sums (self);
}

void
jz_purchase_sheet_init (JzPurchaseSheet *self, JzEditDialog *dialog, JzStore *store, JzRowKind kind)
{
  *self = (JzPurchaseSheet){ .dialog = dialog, .store = store, .kind = kind };
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  jz_compat_name (self->rows, _("Lines"));
  self->nothing = gtk_label_new (_("No line yet: choose or scan below"));
  gtk_widget_add_css_class (self->nothing, "jz-dim");
  gtk_widget_add_css_class (self->nothing, "jz-line-row");
  self->sums = gtk_label_new (NULL);
  gtk_box_append (GTK_BOX (self->box), jz_purchase_row_head (kind));
  gtk_box_append (GTK_BOX (self->box), self->nothing);
  gtk_box_append (GTK_BOX (self->box), self->rows);
  show_sums (self);
}

JzPurchaseRow *
jz_purchase_sheet_add (JzPurchaseSheet *self, JzPurchaseLine *line)
{
  JzPurchaseRow *row = jz_purchase_row_new (self->kind, line, self->store);

  gtk_box_append (GTK_BOX (self->rows), GTK_WIDGET (row));
  g_signal_connect_data (row, "remove", G_CALLBACK (remove_cb), self, NULL, G_CONNECT_SWAPPED);
  g_signal_connect_data (row, "changed", G_CALLBACK (changed_cb), self, NULL, G_CONNECT_SWAPPED);
  show_sums (self);
  return row;
}

JzPurchaseRow *
jz_purchase_sheet_find (JzPurchaseSheet *self, gint64 id, gint64 item)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      const JzPurchaseLine *line = jz_purchase_row_get_line (JZ_PURCHASE_ROW (row));

      if ((id != 0 && line->id == id) || (item != 0 && line->item == item))
        return JZ_PURCHASE_ROW (row);
    }
  return NULL;
}

gboolean
jz_purchase_sheet_read (JzPurchaseSheet *self, GPtrArray **drafts, GPtrArray **lines)
{
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_row_draft_free),
  of = g_ptr_array_new ();

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      g_autofree char *sentence = NULL;
      JzRowDraft      *draft = jz_purchase_row_read (JZ_PURCHASE_ROW (row), &sentence);

      if (draft == NULL)
        {
          jz_edit_dialog_say (self->dialog, sentence);
          return FALSE;
        }
      g_ptr_array_add (read, draft);
      g_ptr_array_add (of, (gpointer) jz_purchase_row_get_line (JZ_PURCHASE_ROW (row)));
    }
  if (read->len == 0)
    {
      jz_edit_dialog_say (self->dialog, _("There is no line yet: choose or scan what it is about"));
      return FALSE;
    }
  *drafts = g_steal_pointer (&read);
  *lines = g_steal_pointer (&of);
  return TRUE;
}
