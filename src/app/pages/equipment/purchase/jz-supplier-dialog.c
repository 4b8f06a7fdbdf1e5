/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-card.h"
#include "jz-grid-field.h"
#include "jz-purchase-dialogs.h"
#include "jz-supplier.h"

enum { NAME, CREDIT_CODE, CONTACT, PHONE, ADDRESS, BANK, NOTE, N_TEXTS };

static const struct { const char *title; int column, row, width;
} fields[N_TEXTS] = {
  [NAME] = { N_("Name"), 0, 0, 4 },    [CREDIT_CODE] = { N_("Credit code"), 4, 0, 4 },
           [CONTACT] = { N_("Contact"), 0, 1, 4 },
  [PHONE] = { N_("Telephone"), 4, 1, 4 }, [ADDRESS] = { N_("Address"), 0, 2, 8 },
            [BANK] = { N_("Bank and account"), 0, 3, 8 },
  [NOTE] = { N_("Note"), 0, 4, 8 },
};

typedef struct
{
  JzCard     card;
  GtkWidget *entries[N_TEXTS];
  char      *texts[N_TEXTS];
} SupplierCard;

typedef struct
{
  JzCardWork card;
  char      *texts[N_TEXTS];
} SupplierWork;

static gboolean
read_row (JzConnection *connection, JzCard *card, GError **error)
{
  SupplierCard *self = (SupplierCard *) card;
  JzStatement  *row = jz_connection_query (connection, error,
                                           "SELECT name, credit_code, contact, phone, address, bank, note FROM "
                                           "supplier WHERE id = ?", "l", card->id);

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  for (guint i = 0; i < N_TEXTS; i++)
    self->texts[i] = jz_statement_dup (row, (int) i);
  jz_statement_reset (row);
  return TRUE;
}

static void
fill (JzCard *card)
{
  SupplierCard *self = (SupplierCard *) card;

  for (guint i = 0; i < N_TEXTS; i++)
    gtk_editable_set_text (GTK_EDITABLE (self->entries[i]), self->texts[i]);
}

static void
clear (JzCard *card)
{
  SupplierCard *self = (SupplierCard *) card;

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
}

static void
work_free (gpointer data)
{
  SupplierWork *self = data;

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  SupplierWork  *self = data;
  JzSupplierData supplier = { self->texts[NAME],  self->texts[CREDIT_CODE], self->texts[CONTACT], self->texts[PHONE],
                              self->texts[ADDRESS],
                              self->texts[BANK], self->texts[NOTE] };

  return self->card.id != 0 ? jz_supplier_update (operation, self->card.id, &supplier, error)
                            : jz_supplier_add (operation, &supplier, &self->card.id, error);
}

static void
save_cb (JzCard *card)
{
  SupplierCard *self = (SupplierCard *) card;
  SupplierWork *work = g_new0 (SupplierWork, 1);

  for (guint i = 0; i < N_TEXTS; i++)
    work->texts[i] = jz_grid_field_text (self->entries[i]);
  jz_card_write (card, &jz_action_supplier, write_cb, &work->card, work_free);
}

static const JzCardKind card_kind = { N_("Supplier"), N_("New supplier"), 640, read_row, fill, clear, save_cb };

void
jz_supplier_dialog_present (GtkWindow *parent, JzSession *session, gint64 id, JzCardDoneFunc done, GObject *data)
{
  SupplierCard *self = g_new0 (SupplierCard, 1);
  GtkWidget    *grid = jz_grid_field_grid ();

  jz_card_init (&self->card, &card_kind, parent, session, id, done, data);
  for (guint i = 0; i < N_TEXTS; i++)
    {
      self->entries[i] = jz_grid_field_entry (NULL);
      jz_grid_field_attach (grid, g_dgettext (GETTEXT_PACKAGE, fields[i].title), self->entries[i], fields[i].column,
                            fields[i].row, fields[i].width);
    }
  jz_edit_dialog_set_body (self->card.dialog, grid, TRUE);
  gtk_widget_grab_focus (self->entries[NAME]);
  jz_card_open (&self->card);
}
