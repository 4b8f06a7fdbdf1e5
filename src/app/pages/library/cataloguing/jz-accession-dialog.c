/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-accession-dialog.h"

#include <glib/gi18n-lib.h>

#include "jz-accession.h"
#include "jz-edit-dialog.h"
#include "jz-grid-field.h"
#include "jz-money.h"
#include "jz-picker.h"
#include "jz-supplier.h"

enum { NUMBER, SUPPLIER, INVOICE, FUND, DISCOUNT, TITLES, COPIES, AMOUNT, EXPECTED, NOTE, N_TEXTS };

static const char *const captions[N_TEXTS] = {
  [NUMBER] = N_("Batch number; empty: the next"),
  [SUPPLIER] = N_("Supplier"),
  [INVOICE] = N_("Invoice number"),
  [FUND] = N_("Fund"),
  [DISCOUNT] = N_("Discount, such as 0.78"),
  [TITLES] = N_("Titles on the note"),
  [COPIES] = N_("Copies on the note"),
  [AMOUNT] = N_("Amount on the note"),
  [EXPECTED] = N_("Rest expected on"),
  [NOTE] = N_("Note"),
};

typedef struct
{
  JzEditDialog *dialog;
  JzSession    *session;
  GtkWidget    *texts[N_TEXTS], *place;
  JzAccessionBegunFunc begun;
  GObject      *data; /* of @begun (owned) */
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  g_object_unref (self->session);
  g_object_unref (self->data);
  g_free (self);
}

typedef struct
{
  char           *texts[N_TEXTS];
  JzAccessionData data;
  JzAccessionBegunFunc begun;
  gint64          id; /* of what was made */
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *self = data;

  return (self->texts[SUPPLIER][0] == '\0' ||
          jz_supplier_ensure (operation, self->texts[SUPPLIER], &self->data.supplier, error)) &&
         jz_accession_add (operation, &self->data, &self->id, error);
}

static gboolean
refuse (Dialog *self, int which, const char *sentence)
{
  jz_grid_field_say (self->texts[which], sentence);
  gtk_widget_grab_focus (self->texts[which]);
  return FALSE;
}

/* Numbers of 0 stand for what is not said. */
static gboolean
read_numbers (Dialog *self, Work *work)
{
  char  *end = NULL;
  double discount = g_ascii_strtod (work->texts[DISCOUNT], &end);

  for (guint i = 0; i < N_TEXTS; i++)
    jz_grid_field_say (self->texts[i], NULL);
  if (work->texts[DISCOUNT][0] != '\0' && (*end != '\0' || !(discount > 0 && discount <= 2)))
    return refuse (self, DISCOUNT, _("A discount is written as 0.78, and is at most 2"));
  work->data.discount = work->texts[DISCOUNT][0] != '\0' ? (gint64) (discount * JZ_DISCOUNT_WHOLE + 0.5) : 0;
  if (work->texts[TITLES][0] != '\0' &&
      !g_ascii_string_to_signed (work->texts[TITLES], 10, 0, G_MAXINT, &work->data.titles, NULL))
    return refuse (self, TITLES, _("This is no number"));
  if (work->texts[COPIES][0] != '\0' &&
      !g_ascii_string_to_signed (work->texts[COPIES], 10, 0, G_MAXINT, &work->data.copies, NULL))
    return refuse (self, COPIES, _("This is no number"));
  if (work->texts[AMOUNT][0] != '\0' && !jz_money_parse (work->texts[AMOUNT], &work->data.amount))
    return refuse (self, AMOUNT, _("This is no amount of money"));
  return TRUE;
}

static gboolean
place_is_sound (Dialog *self)
{
  gboolean open = jz_picker_is_open (JZ_PICKER (self->place));

  jz_grid_field_say (self->place, open ? _("There is no such place") : NULL);
  if (open)
    gtk_widget_grab_focus (self->place);
  return !open;
}

static void
done_cb (gpointer data, GObject *pane)
{
  const Work *work = data;

  work->begun (work->id, pane);
}

static const char *
or_null (const char *text)
{
  return text[0] != '\0' ? text : NULL;
}

static void
go_cb (Dialog *self)
{
  Work *work = g_new0 (Work, 1);

  for (guint i = 0; i < N_TEXTS; i++)
    work->texts[i] = jz_grid_field_text (self->texts[i]);
  if (!read_numbers (self, work) || !place_is_sound (self))
    {
      work_free (work);
      return;
    }
  work->data.number = or_null (work->texts[NUMBER]);
  work->data.invoice = work->texts[INVOICE];
  work->data.fund = work->texts[FUND];
  work->data.expected = or_null (work->texts[EXPECTED]);
  work->data.note = work->texts[NOTE];
  work->data.place = jz_picker_get_id (JZ_PICKER (self->place));
  work->data.open = TRUE;
  work->begun = self->begun;
  jz_edit_dialog_write (self->dialog, self->session, &jz_action_accession, write_cb, work, work_free, done_cb,
                        self->data);
}

static GtkWidget *
make_form (Dialog *self)
{
  GtkWidget *grid = jz_grid_field_grid ();

  for (int i = 0; i < N_TEXTS; i++)
    {
      self->texts[i] = jz_grid_field_entry (NULL);
      jz_grid_field_attach (grid, _(captions[i]), self->texts[i], i % 2, i / 2, 1);
    }
  self->place = GTK_WIDGET (jz_picker_new ("places", _("Shelved at"), _("Where its books go")));
  jz_picker_set_store (JZ_PICKER (self->place), jz_session_get_store (self->session));
  jz_grid_field_attach (grid, _("Shelved at"), self->place, 0, N_TEXTS / 2, 2);
  return grid;
}

void
jz_accession_dialog_present (GtkWidget *parent, JzSession *session, JzAccessionBegunFunc begun, GObject *data)
{
  Dialog *self = g_new0 (Dialog, 1);

  self->session = g_object_ref (session);
  self->begun = begun;
  self->data = g_object_ref (data);
  self->dialog = jz_edit_dialog_new (parent, _("New batch of books"), _("Begin the batch"), 620, -1);
  jz_edit_dialog_set_body (self->dialog, make_form (self), TRUE);
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-accession-dialog", self, dialog_free);
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (go_cb), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  gtk_widget_grab_focus (self->texts[SUPPLIER]);
}
