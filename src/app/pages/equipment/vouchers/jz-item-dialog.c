/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-card.h"
#include "jz-grid-field.h"
#include "jz-item-form.h"

typedef struct
{
  JzCard       card;
  JzItemForm   form;
  JzItemDraft *row; /* as it was read */
} ItemCard;

typedef struct
{
  JzCardWork   card;
  JzItemDraft *draft;
} ItemWork;

static const char *
tracking_of (const char *text)
{
  return g_intern_string (text);
}

static gboolean
read_row (JzConnection *connection, JzCard *card, GError **error)
{
  ItemCard    *self = (ItemCard *) card;
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT scheme, code, name, spec, unit, decimals, tracking, subject, ifnull (least, -1), note FROM item "
    "WHERE id = ?",
    "l", card->id);

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  self->row = g_new0 (JzItemDraft, 1);
  *self->row = (JzItemDraft){ .scheme = jz_statement_int64 (row, 0),
                              .code = jz_statement_dup (row, 1),
                              .name = jz_statement_dup (row, 2),
                              .spec = jz_statement_dup (row, 3),
                              .unit = jz_statement_dup (row, 4),
                              .decimals = (int) jz_statement_int64 (row, 5),
                              .tracking = tracking_of (jz_statement_text (row, 6)),
                              .subject = jz_statement_dup (row, 7),
                              .least = jz_statement_int64 (row, 8),
                              .note = jz_statement_dup (row, 9) };
  jz_statement_reset (row);
  return TRUE;
}

static void
fill (JzCard *card)
{
  ItemCard *self = (ItemCard *) card;

  jz_item_form_fill (&self->form, self->row);
  jz_edit_dialog_set_title (card->dialog, _("Item"), self->row->name);
}

static void
clear (JzCard *card)
{
  jz_item_draft_free (((ItemCard *) card)->row);
}

static void
work_free (gpointer data)
{
  ItemWork *self = data;

  jz_item_draft_free (self->draft);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  ItemWork  *self = data;
  JzItemData item = jz_item_draft_data (self->draft);

  if (self->card.id != 0)
    return jz_item_update (operation, self->card.id, &item, error);
  return jz_item_add (operation, &item, &self->card.id, error);
}

/* A code that stays keeps its scheme; another one is looked up anew. */
static void
save_cb (JzCard *card)
{
  ItemCard               *self = (ItemCard *) card;
  g_autoptr (JzItemDraft) draft = jz_item_form_read (&self->form);
  ItemWork               *work;

  if (draft == NULL)
    return;
  if (self->row != NULL && g_strcmp0 (self->row->code, draft->code) == 0)
    draft->scheme = self->row->scheme;
  work = g_new0 (ItemWork, 1);
  work->draft = g_steal_pointer (&draft);
  jz_card_write (card, &jz_action_item, write_cb, &work->card, work_free);
}

static const JzCardKind card_kind = { N_("Item"), N_("New item"), 720, read_row, fill, clear, save_cb };

void
jz_item_dialog_present (GtkWindow *parent, JzSession *session, gint64 id, JzCardDoneFunc done, GObject *data)
{
  ItemCard *self = g_new0 (ItemCard, 1);

  jz_card_init (&self->card, &card_kind, parent, session, id, done, data);
  jz_item_form_init (&self->form, FALSE);
  jz_edit_dialog_set_body (self->card.dialog, self->form.grid, TRUE);
  gtk_widget_grab_focus (self->form.name);
  jz_card_open (&self->card);
}
