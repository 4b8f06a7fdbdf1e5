/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-card.h"
#include "jz-contract.h"
#include "jz-date-entry.h"
#include "jz-grid-field.h"
#include "jz-money.h"
#include "jz-picker.h"
#include "jz-purchase-dialogs.h"

typedef struct
{
  JzCard     card;
  GtkWidget *number, *title, *supplier, *date, *until, *amount, *note;
  gint64     with; /* of a new one */
  char      *texts[4]; /* number, title, supplier, note */
  gint64     supplier_id, fen;
  JzDate     signed_on, valid_until;
} ContractCard;

typedef struct
{
  JzCardWork     card;
  JzContractData data;
  char          *number, *title, *note, *supplier;
  char           date[JZ_DATE_LENGTH], until[JZ_DATE_LENGTH];
} ContractWork;

static gboolean
read_row (JzConnection *connection, JzCard *card, GError **error)
{
  ContractCard *self = (ContractCard *) card;
  JzStatement  *row = jz_connection_query (connection, error,
                                           "SELECT number, title, supplier.name, contract.note, contract.supplier, "
                                           "amount, date, valid_until FROM contract "
                                           "JOIN supplier ON supplier.id = contract.supplier WHERE contract.id = ?",
                                           "l", card->id);

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    self->texts[i] = jz_statement_dup (row, (int) i);
  self->supplier_id = jz_statement_int64 (row, 4);
  self->fen = jz_statement_int64 (row, 5);
  self->signed_on = jz_date_from_iso (jz_statement_text (row, 6));
  self->valid_until = jz_date_from_iso (jz_statement_text (row, 7));
  jz_statement_reset (row);
  return TRUE;
}

static void
fill (JzCard *card)
{
  ContractCard    *self = (ContractCard *) card;
  g_autofree char *amount = self->fen > 0 ? jz_money_format (self->fen) : g_strdup ("");

  gtk_editable_set_text (GTK_EDITABLE (self->number), self->texts[0]);
  gtk_editable_set_text (GTK_EDITABLE (self->title), self->texts[1]);
  gtk_editable_set_text (GTK_EDITABLE (self->note), self->texts[3]);
  gtk_editable_set_text (GTK_EDITABLE (self->amount), amount);
  jz_picker_set (JZ_PICKER (self->supplier), self->supplier_id, self->texts[2]);
  jz_date_entry_set (JZ_DATE_ENTRY (self->date), self->signed_on);
  jz_date_entry_set (JZ_DATE_ENTRY (self->until), self->valid_until);
}

static void
clear (JzCard *card)
{
  ContractCard *self = (ContractCard *) card;

  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
}

static void
work_free (gpointer data)
{
  ContractWork *self = data;

  g_free (self->number);
  g_free (self->title);
  g_free (self->note);
  g_free (self->supplier);
  g_free (self);
}

/* A supplier that is not there yet is made by its name. */
static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  ContractWork *self = data;

  self->data.number = self->number;
  self->data.title = self->title;
  self->data.note = self->note;
  self->data.date = self->date[0] != '\0' ? self->date : NULL;
  self->data.valid_until = self->until[0] != '\0' ? self->until : NULL;
  if (self->data.supplier == 0 && self->supplier[0] != '\0' &&
      !jz_supplier_ensure (operation, self->supplier, &self->data.supplier, error))
    return FALSE;
  return jz_contract_write (operation, &self->card.id, &self->data, error);
}

static gboolean
read_day (GtkWidget *entry, char iso[JZ_DATE_LENGTH])
{
  JzDate   day;
  gboolean ok = jz_date_entry_read (JZ_DATE_ENTRY (entry), &day);

  jz_grid_field_say (entry, ok ? NULL : _("This is no date"));
  jz_date_to_iso (ok ? day : JZ_DATE_NONE, iso);
  return ok;
}

static void
save_cb (JzCard *card)
{
  ContractCard    *self = (ContractCard *) card;
  ContractWork    *work = g_new0 (ContractWork, 1);
  g_autofree char *amount = jz_grid_field_text (self->amount);
  gboolean         ok = amount[0] == '\0' || (jz_money_parse (amount, &work->data.amount) && work->data.amount >= 0);

  jz_grid_field_say (self->amount, ok ? NULL : _("The amount is no amount of money"));
  if (!ok || !read_day (self->date, work->date) || !read_day (self->until, work->until))
    {
      work_free (work);
      return;
    }
  work->number = jz_grid_field_text (self->number);
  work->title = jz_grid_field_text (self->title);
  work->note = jz_grid_field_text (self->note);
  work->data.supplier = jz_picker_get_id (JZ_PICKER (self->supplier));
  work->supplier = g_strdup (jz_picker_get_text (JZ_PICKER (self->supplier)));
  jz_card_write (card, &jz_action_supplier, write_cb, &work->card, work_free);
}

static const JzCardKind card_kind = { N_("Contract"), N_("New contract"), 640, read_row, fill, clear, save_cb };

static GtkWidget *
make_form (ContractCard *self)
{
  GtkWidget *grid = jz_grid_field_grid ();

  self->number = jz_grid_field_entry (NULL);
  self->title = jz_grid_field_entry (NULL);
  self->supplier = GTK_WIDGET (jz_picker_new ("suppliers", _("Supplier"),
                                              _("Name, pinyin; a new name makes a new supplier")));
  jz_picker_set_store (JZ_PICKER (self->supplier), jz_session_get_store (self->card.session));
  self->date = GTK_WIDGET (jz_date_entry_new (jz_date_today ()));
  self->until = GTK_WIDGET (jz_date_entry_new (JZ_DATE_NONE));
  self->amount = jz_grid_field_entry (NULL);
  self->note = jz_grid_field_entry (NULL);
  jz_grid_field_attach (grid, _("Contract number"), self->number, 0, 0, 3);
  jz_grid_field_attach (grid, _("Title"), self->title, 3, 0, 5);
  jz_grid_field_attach (grid, _("Supplier"), self->supplier, 0, 1, 5);
  jz_grid_field_attach (grid, _("Amount"), self->amount, 5, 1, 3);
  jz_grid_field_attach (grid, _("Signed on"), self->date, 0, 2, 4);
  jz_grid_field_attach (grid, _("Valid until"), self->until, 4, 2, 4);
  jz_grid_field_attach (grid, _("Note"), self->note, 0, 3, 8);
  return grid;
}

/* The name of the supplier that was chosen. */
static gboolean
name_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  ContractCard *self = g_object_get_data (data, "jz-card");

  self->texts[2] = jz_connection_text (connection, error, "SELECT name FROM supplier WHERE id = ?", "l", self->with);
  return self->texts[2] != NULL;
}

static void
named_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzEditDialog) dialog = data;
  ContractCard            *self = g_object_get_data (data, "jz-card");

  if (jz_store_read_finish (JZ_STORE (source), result, NULL) && gtk_widget_get_realized (GTK_WIDGET (dialog)))
    jz_picker_set (JZ_PICKER (self->supplier), self->with, self->texts[2]);
}

void
jz_contract_dialog_present (GtkWindow *parent, JzSession *session, gint64 id, gint64 supplier, JzCardDoneFunc done,
                            GObject *data)
{
  ContractCard *self = g_new0 (ContractCard, 1);

  jz_card_init (&self->card, &card_kind, parent, session, id, done, data);
  self->with = supplier;
  jz_edit_dialog_set_body (self->card.dialog, make_form (self), TRUE);
  gtk_widget_grab_focus (self->number);
  jz_card_open (&self->card);
  if (id == 0 && supplier != 0)
    jz_store_read (jz_session_get_store (session), name_cb, self->card.dialog, NULL, NULL, named_cb,
                   g_object_ref (self->card.dialog));
}
