/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-card.h"
#include "jz-date-entry.h"
#include "jz-grid-field.h"
#include "jz-purchase-dialogs.h"
#include "jz-quantity.h"
#include "jz-software.h"

typedef struct
{
  JzCard     card;
  GtkWidget *number, *seats, *until, *note;
  char      *texts[3]; /* number, seats, note */
  JzDate     day;
} LicenceCard;

typedef struct
{
  JzCardWork card;
  JzLicence  licence;
  char      *number, *note;
  char       until[JZ_DATE_LENGTH];
} LicenceWork;

/* An asset without a licence has an empty one. */
static gboolean
read_row (JzConnection *connection, JzCard *card, GError **error)
{
  LicenceCard *self = (LicenceCard *) card;
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT ifnull (l.number, ''), ifnull (l.seats, ''), ifnull (l.note, ''), "
                                          "l.valid_until FROM asset "
                                          "LEFT JOIN software_licence l ON l.asset = asset.id WHERE asset.id = ?", "l",
                                          card->id);

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    self->texts[i] = jz_statement_dup (row, (int) i);
  self->day = jz_date_from_iso (jz_statement_text (row, 3));
  jz_statement_reset (row);
  return TRUE;
}

static void
fill (JzCard *card)
{
  LicenceCard *self = (LicenceCard *) card;

  gtk_editable_set_text (GTK_EDITABLE (self->number), self->texts[0]);
  gtk_editable_set_text (GTK_EDITABLE (self->seats), self->texts[1]);
  gtk_editable_set_text (GTK_EDITABLE (self->note), self->texts[2]);
  jz_date_entry_set (JZ_DATE_ENTRY (self->until), self->day);
}

static void
clear (JzCard *card)
{
  LicenceCard *self = (LicenceCard *) card;

  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
}

static void
work_free (gpointer data)
{
  LicenceWork *self = data;

  g_free (self->number);
  g_free (self->note);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  LicenceWork *self = data;

  self->licence.number = self->number;
  self->licence.note = self->note;
  self->licence.valid_until = self->until[0] != '\0' ? self->until : NULL;
  return jz_licence_set (operation, self->card.id, &self->licence, error);
}

static void
save_cb (JzCard *card)
{
  LicenceCard     *self = (LicenceCard *) card;
  LicenceWork     *work = g_new0 (LicenceWork, 1);
  g_autofree char *seats = jz_grid_field_text (self->seats);
  JzDate           day;
  gboolean         counts = seats[0] == '\0' || jz_quantity_parse (seats, 0, &work->licence.seats);
  gboolean         dated = jz_date_entry_read (JZ_DATE_ENTRY (self->until), &day);

  jz_grid_field_say (self->seats, counts ? NULL : _("The quantity is no whole number"));
  jz_grid_field_say (self->until, dated ? NULL : _("This is no date"));
  if (!counts || !dated)
    {
      work_free (work);
      return;
    }
  work->number = jz_grid_field_text (self->number);
  work->note = jz_grid_field_text (self->note);
  jz_date_to_iso (day, work->until);
  jz_card_write (card, &jz_action_licence, write_cb, &work->card, work_free);
}

static const JzCardKind card_kind = { N_("Software licence"), N_("Software licence"), 520, read_row, fill, clear,
                                      save_cb };

void
jz_licence_dialog_present (GtkWindow *parent, JzSession *session, gint64 asset)
{
  LicenceCard *self = g_new0 (LicenceCard, 1);
  GtkWidget   *grid = jz_grid_field_grid ();

  jz_card_init (&self->card, &card_kind, parent, session, asset, NULL, NULL);
  self->number = jz_grid_field_entry (NULL);
  self->seats = jz_grid_field_entry (NULL);
  self->until = GTK_WIDGET (jz_date_entry_new (JZ_DATE_NONE));
  self->note = jz_grid_field_entry (NULL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->seats), _("not limited"));
  jz_grid_field_attach (grid, _("Licence number"), self->number, 0, 0, 4);
  jz_grid_field_attach (grid, _("Seats of the licence"), self->seats, 0, 1, 2);
  jz_grid_field_attach (grid, _("Valid until (empty: for ever)"), self->until, 2, 1, 2);
  jz_grid_field_attach (grid, _("Note"), self->note, 0, 2, 4);
  jz_edit_dialog_set_body (self->card.dialog, grid, TRUE);
  gtk_widget_grab_focus (self->number);
  jz_card_open (&self->card);
}
