/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-date-entry.h"
#include "jz-grid-field.h"
#include "jz-number-preview.h"
#include "jz-purchase-accept.h"
#include "jz-purchase-dialogs.h"
#include "jz-purchase-sheet.h"

#define PREVIEW_DELAY 150 /* ms */

typedef struct
{
  JzEditDialog   *dialog;
  JzSession      *session;
  gint64          order;
  JzPostedFunc    posted;
  GObject        *data;
  GtkWidget      *date, *invoice, *note;
  JzPurchaseSheet sheet;
  JzPurchaseHead  head;
  GPtrArray      *lines;
  guint           preview; /* source: the numbers are asked for a little later, once */
} Writer;

static void
writer_free (gpointer data)
{
  Writer *self = data;

  g_clear_handle_id (&self->preview, g_source_remove);
  jz_purchase_head_clear (&self->head);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_object (&self->data);
  g_object_unref (self->session);
  g_free (self);
}

/* Reading. */

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Writer *self = data;

  self->lines = jz_purchase_lines (connection, JZ_PAPER_ORDER, self->order, error);
  return self->lines != NULL && jz_purchase_read_head (connection, JZ_PAPER_ORDER, self->order, &self->head, error);
}

/* A place that is chosen goes into the lines that have none yet. */
static void
place_cb (Writer *self, JzPurchaseRow *row)
{
  g_autofree char *path = NULL;
  gint64           place = jz_purchase_row_get_place (row, &path);

  for (GtkWidget *other = gtk_widget_get_first_child (self->sheet.rows); place != 0 &&
       other != NULL; other = gtk_widget_get_next_sibling (other))
    {
      g_autofree char *taken = NULL;

      if (jz_purchase_row_get_place (JZ_PURCHASE_ROW (other), &taken) == 0)
        jz_purchase_row_set_place (JZ_PURCHASE_ROW (other), place, path);
    }
}

/* The numbers that will be given, as the receipt will give them: line by line. */

static void
previewed_cb (GPtrArray *wanted, gpointer data)
{
  Writer *self = data;
  guint   i = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->sheet.rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (jz_purchase_row_get_cards (JZ_PURCHASE_ROW (row)) > 0 && i < wanted->len)
      {
        const JzNumberWanted *one = g_ptr_array_index (wanted, i++);

        if (one->line == jz_purchase_row_get_line (JZ_PURCHASE_ROW (row))->id)
          jz_purchase_row_show_numbers (JZ_PURCHASE_ROW (row), one->first, one->last);
      }
}

static gboolean
preview_cb (gpointer data)
{
  Writer               *self = data;
  g_autoptr (GPtrArray) wanted = jz_number_preview_new ();
  JzDate                day;
  char                  iso[JZ_DATE_LENGTH];

  self->preview = 0;
  if (!jz_date_entry_read (JZ_DATE_ENTRY (self->date), &day) || day == JZ_DATE_NONE)
    return G_SOURCE_REMOVE;
  jz_date_to_iso (day, iso);
  for (GtkWidget *row = gtk_widget_get_first_child (self->sheet.rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      const JzPurchaseLine *line = jz_purchase_row_get_line (JZ_PURCHASE_ROW (row));
      gint64                n = jz_purchase_row_get_cards (JZ_PURCHASE_ROW (row));
      g_autofree char      *path = NULL;

      if (n > 0)
        jz_number_preview_add (wanted, line->id, line->item, line->code,
                               jz_purchase_row_get_place (JZ_PURCHASE_ROW (row), &path), iso, n);
    }
  jz_number_preview_read (jz_session_get_store (self->session), wanted, GTK_WIDGET (self->dialog), previewed_cb, self);
  return G_SOURCE_REMOVE;
}

static void
preview_later (Writer *self)
{
  if (self->preview == 0)
    self->preview = g_timeout_add (PREVIEW_DELAY, preview_cb, self);
}

static void
scanned_cb (Writer *self, const char *code)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->sheet.rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (jz_purchase_row_scan (JZ_PURCHASE_ROW (row), code))
      return;
  jz_edit_dialog_say (self->dialog, _("To scan serial numbers, put the cursor into their field first"));
}

static void
row_changed_cb (Writer *self, JzPurchaseRow *row)
{
  place_cb (self, row);
  preview_later (self);
}

static void
fill (Writer *self)
{
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", self->head.number, self->head.supplier);

  jz_edit_dialog_set_title (self->dialog, _("Acceptance of a delivery"), subtitle);
  g_ptr_array_set_free_func (self->lines, NULL);
  for (guint i = 0; i < self->lines->len; i++)
    {
      JzPurchaseLine *line = g_ptr_array_index (self->lines, i);

      if (line->accepted < line->quantity)
        g_signal_connect_data (jz_purchase_sheet_add (&self->sheet, line), "changed", G_CALLBACK (row_changed_cb), self,
                               NULL, G_CONNECT_SWAPPED);
      else
        jz_purchase_line_free (line);
    }
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  preview_later (self);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzEditDialog) dialog = data;
  Writer                  *self = g_object_get_data (G_OBJECT (dialog), "jz-accept");
  g_autoptr (GError)       error = NULL;

  if (jz_store_read_finish (JZ_STORE (source), result, &error))
    fill (self);
  else
    jz_edit_dialog_say (dialog, error->message);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (self->invoice);
}

/* Saving. */

typedef struct
{
  gint64       order;
  JzAcceptData head;
  char        *invoice, *note;
  char         date[JZ_DATE_LENGTH];
  GPtrArray   *drafts; /* of JzRowDraft: the texts of @lines */
  GArray      *lines;  /* of JzAcceptLine */
  JzAccepted   accepted;
  JzPosted     posted;
  JzPostedFunc func;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  jz_accepted_clear (&self->accepted);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_array_unref (self->lines);
  g_free (self->invoice);
  g_free (self->note);
  g_free (self->posted.words);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *self = data;

  self->head = (JzAcceptData){ self->date[0] != '\0' ? self->date : NULL, self->invoice, self->note };
  jz_accepted_clear (&self->accepted);
  if (!jz_purchase_accept (operation, self->order, &self->head, (const JzAcceptLine *) (gpointer) self->lines->data,
                           self->lines->len, &self->accepted,
                           error))
    return FALSE;
  g_free (self->posted.words);
  self->posted.words = g_strdup (jz_operation_get_words (operation));
  return TRUE;
}

static void
written_cb (gpointer work, GObject *data)
{
  Work *self = work;

  self->posted.kind = jz_voucher_kind_find ("receive");
  self->posted.done = self->accepted.receipt;
  self->posted.item = self->accepted.id;
  if (self->func != NULL)
    self->func (&self->posted, data);
}

/* Of what nothing came is no line. */
static gboolean
read_lines (Writer *self, Work *work)
{
  g_autoptr (GPtrArray) lines = NULL;

  if (!jz_purchase_sheet_read (&self->sheet, &work->drafts, &lines))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      const JzRowDraft *draft = g_ptr_array_index (work->drafts, i);
      JzAcceptLine      line = { .order_line = ((const JzPurchaseLine *) g_ptr_array_index (lines, i))->id,
                                 .accepted = draft->quantity,
                                 .rejected = draft->rejected, .fault = draft->reason, .place = draft->place };
      JzLine            cards = { 0 };

      if (draft->cards != NULL)
        jz_card_draft_apply (draft->cards, &cards);
      line.number = cards.number;
      line.serials = cards.serials;
      line.maker = cards.maker;
      line.warranty = cards.warranty;
      line.licence = cards.licence;
      if (line.accepted > 0 || line.rejected > 0)
        g_array_append_val (work->lines, line);
    }
  if (work->lines->len > 0)
    return TRUE;
  jz_edit_dialog_say (self->dialog, _("Say what came"));
  return FALSE;
}

static void
go_cb (Writer *self)
{
  Work  *work = g_new0 (Work, 1);
  JzDate day;

  work->lines = g_array_new (FALSE, FALSE, sizeof (JzAcceptLine));
  work->invoice = jz_grid_field_text (self->invoice);
  work->note = jz_grid_field_text (self->note);
  work->order = self->order;
  work->func = self->posted;
  jz_grid_field_say (self->invoice, work->invoice[0] == '\0' ? _("Without an invoice nothing is entered") : NULL);
  if (work->invoice[0] == '\0')
    gtk_widget_grab_focus (self->invoice);
  else if (!jz_date_entry_read (JZ_DATE_ENTRY (self->date), &day))
    jz_grid_field_say (self->date, _("This is no date"));
  else if (read_lines (self, work))
    {
      jz_date_to_iso (day, work->date);
      jz_edit_dialog_write (self->dialog, self->session, &jz_action_purchase_accept, write_cb, work, work_free,
                            written_cb, self->data);
      return;
    }
  work_free (work);
}

void
jz_accept_dialog_present (GtkWindow *parent, JzSession *session, gint64 order, JzPostedFunc posted, GObject *data)
{
  Writer    *self = g_new0 (Writer, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12),
                   *grid = jz_grid_field_grid ();

  self->dialog = jz_edit_dialog_new (GTK_WIDGET (parent), _("Acceptance of a delivery"), _("Accept"), 980, 600);
  self->session = g_object_ref (session);
  self->order = order;
  self->posted = posted;
  self->data = data != NULL ? g_object_ref (data) : NULL;
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-accept", self, writer_free);
  self->date = GTK_WIDGET (jz_date_entry_new (jz_date_today ()));
  self->invoice = jz_grid_field_entry (NULL);
  self->note = jz_grid_field_entry (NULL);
  jz_grid_field_attach (grid, _("Date"), self->date, 0, 0, 2);
  jz_grid_field_attach (grid, _("Invoice number"), self->invoice, 2, 0, 3);
  jz_grid_field_attach (grid, _("Note"), self->note, 5, 0, 3);
  jz_purchase_sheet_init (&self->sheet, self->dialog, jz_session_get_store (session), JZ_ROW_DELIVERY);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), self->sheet.box);
  jz_edit_dialog_set_body (self->dialog, box, TRUE);
  gtk_box_append (GTK_BOX (foot), self->sheet.sums);
  jz_edit_dialog_set_foot (self->dialog, foot);
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (go_cb), self);
  g_signal_connect_swapped (self->dialog, "scanned", G_CALLBACK (scanned_cb), self);
  jz_store_read (jz_session_get_store (session), read_cb, self, NULL, NULL, read_done_cb, g_object_ref (self->dialog));
}

/* What the county hands over is written like any other receipt. */

static gboolean
take_in_cb (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done, GError **error)
{
  return jz_purchase_take_in (operation, terms, lines, n, done, NULL, error);
}

static const JzVoucherKind take_in_kind = {
  "take-in", N_("Transfer in…"), N_("Transfer in from the county"), N_("Take in"), &jz_action_purchase_accept,
  take_in_cb, JZ_TERM_GIVEN, .place = N_("Put to"),
  .brings = TRUE
};

void
jz_take_in_dialog_present (GtkWindow *parent, JzSession *session, JzPostedFunc posted, GObject *data)
{
  jz_voucher_dialog_present (parent, session, &take_in_kind, FALSE, NULL, posted, data);
}
