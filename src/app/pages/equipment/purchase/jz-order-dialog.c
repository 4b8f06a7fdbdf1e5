/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-contract.h"
#include "jz-date-entry.h"
#include "jz-find.h"
#include "jz-grid-field.h"
#include "jz-picker.h"
#include "jz-purchase-dialogs.h"
#include "jz-purchase-order.h"
#include "jz-purchase-sheet.h"

#define SCAN_SETTLED_MS 250 /* more than a scanner takes to settle */

typedef struct
{
  JzEditDialog   *dialog;
  JzSession      *session;
  gint64          request;
  JzCardDoneFunc  done;
  GObject        *data;
  GtkWidget      *date, *supplier, *contract, *fund, *expected, *note, *others;
  JzPurchaseSheet sheet;
  /* What was read: the lines of all requests that are approved, this one first. */
  GPtrArray      *lines;
  GArray         *requests;        /* of gint64, one for each of @lines */
} Writer;

static void
writer_free (gpointer data)
{
  Writer *self = data;

  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->requests, g_array_unref);
  g_clear_object (&self->data);
  g_object_unref (self->session);
  g_free (self);
}

/* Reading. */

static gboolean
read_request (JzConnection *connection, Writer *self, gint64 request, GError **error)
{
  g_autoptr (GPtrArray) lines = jz_purchase_lines (connection, JZ_PAPER_REQUEST, request, error);

  if (lines == NULL)
    return FALSE;
  g_ptr_array_set_free_func (lines, NULL);
  for (guint i = 0; i < lines->len; i++)
    {
      JzPurchaseLine *line = g_ptr_array_index (lines, i);

      if (line->ordered < line->quantity)
        {
          g_ptr_array_add (self->lines, line);
          g_array_append_val (self->requests, request);
        }
      else
        jz_purchase_line_free (line);
    }
  return TRUE;
}

static gboolean
read_requests (JzConnection *connection, Writer *self, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  JzStatement       *rows = jz_connection_query (connection, error,
                                                 "SELECT id FROM purchase_request WHERE state = 'approved' ORDER BY "
                                                 "id <> ?, number", "l",
                                                 self->request);

  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_purchase_line_free);
  self->requests = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (jz_statement_next (rows))
    g_array_append_vals (ids, &(gint64){ jz_statement_int64 (rows, 0) }, 1);
  if (!jz_statement_finish (rows, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!read_request (connection, self, g_array_index (ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return read_requests (connection, data, error);
}

/* Lines of other requests that go to the same supplier are one click away. */
static void
fill_others (Writer *self)
{
  GtkStringList *names = gtk_string_list_new ((const char *const[]){ _("Add from another approved request…"), NULL });

  for (guint i = 0; i < self->lines->len; i++)
    {
      const JzPurchaseLine *line = g_ptr_array_index (self->lines, i);
      g_autofree char      *title = g_strdup_printf ("%s  %s %s", line->request, line->name, line->spec);

      gtk_string_list_append (names, title);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->others), G_LIST_MODEL (names));
  g_object_unref (names);
  gtk_widget_set_visible (self->others, self->lines->len > 0);
}

static void
add_left (Writer *self, guint i)
{
  JzPurchaseLine *line = g_ptr_array_steal_index (self->lines, i);

  g_array_remove_index (self->requests, i);
  jz_purchase_row_start (jz_purchase_sheet_add (&self->sheet, line));
}

static void
other_chosen_cb (Writer *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->others));

  if (chosen == 0 || chosen == GTK_INVALID_LIST_POSITION || chosen > self->lines->len)
    return;
  add_left (self, chosen - 1);
  fill_others (self);
}

static void
fill (Writer *self)
{
  while (self->requests->len > 0 && g_array_index (self->requests, gint64, 0) == self->request)
    add_left (self, 0);
  fill_others (self);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzEditDialog) dialog = data;
  Writer                  *self = g_object_get_data (G_OBJECT (dialog), "jz-order");
  g_autoptr (GError)       error = NULL;

  if (jz_store_read_finish (JZ_STORE (source), result, &error))
    fill (self);
  else
    jz_edit_dialog_say (dialog, error->message);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (self->supplier);
}

/* Scanning: an item, or one of its cards, goes into a line where an approved request asks for it; a credit code is its
 * supplier's. */

typedef struct
{
  JzEditDialog *dialog;
  char         *code;
  JzFound      *found; /* NULL: nobody knows it */
  gint64        item;  /* that it is, or is one of; 0: none */
} Scan;

static void
scan_free (Scan *self)
{
  g_object_unref (self->dialog);
  g_free (self->code);
  jz_found_free (self->found);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scan, scan_free)

static gboolean
scan_read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Scan *self = data;

  return jz_find_scanned (connection, self->code, &self->found, error) &&
         (self->found == NULL || jz_find_item (connection, self->found, &self->item, error));
}

static void
put_into_line (Writer *self, gint64 item)
{
  JzPurchaseRow *row = jz_purchase_sheet_find (&self->sheet, 0, item);

  for (guint i = 0; row == NULL && i < self->lines->len; i++)
    if (((JzPurchaseLine *) g_ptr_array_index (self->lines, i))->item == item)
      {
        add_left (self, i);
        fill_others (self);
        return;
      }
  if (row != NULL)
    jz_purchase_row_start (row);
  else
    jz_edit_dialog_say (self->dialog, _("No approved request asks for this, or all of it was ordered"));
}

static void
scan_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Scan)   scan = data;
  g_autoptr (GError) error = NULL;
  gboolean           ok = jz_store_read_finish (JZ_STORE (source), result, &error);
  Writer            *self = g_object_get_data (G_OBJECT (scan->dialog), "jz-order");

  if (self == NULL)
    return;
  jz_edit_dialog_say (self->dialog, ok ? NULL : error->message);
  if (!ok)
    return;
  if (scan->item != 0)
    put_into_line (self, scan->item);
  else if (scan->found != NULL && g_str_equal (scan->found->kind, "suppliers"))
    jz_picker_set (JZ_PICKER (self->supplier), scan->found->id, scan->found->title);
  else if (scan->found != NULL && g_str_equal (scan->found->kind, "contracts"))
    jz_picker_set (JZ_PICKER (self->contract), scan->found->id, scan->found->title);
  else
    jz_edit_dialog_say (self->dialog, _("Nobody knows what was scanned"));
}

static gboolean
scan_settled_cb (gpointer data)
{
  Scan   *scan = data;
  Writer *self = g_object_get_data (G_OBJECT (scan->dialog), "jz-order");

  if (self != NULL)
    jz_store_read (jz_session_get_store (self->session), scan_read_cb, scan, NULL, NULL, scan_done_cb, scan);
  else
    scan_free (scan);
  return G_SOURCE_REMOVE;
}

/* A scanner clears the field that has the focus once more when an input method has had its time: what is found comes
 * after that. */
static void
scanned_cb (Writer *self, const char *code)
{
  Scan *scan = g_new0 (Scan, 1);

  scan->dialog = g_object_ref (self->dialog);
  scan->code = g_strdup (code);
  g_timeout_add (SCAN_SETTLED_MS, scan_settled_cb, scan);
}

/* Saving. */

typedef struct
{
  gint64         id;
  JzOrderData    head;
  char          *supplier, *fund, *note;
  char           date[JZ_DATE_LENGTH], expected[JZ_DATE_LENGTH];
  GArray        *lines; /* of JzOrderLine */
  JzCardDoneFunc done;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_free (self->supplier);
  g_free (self->fund);
  g_free (self->note);
  g_array_unref (self->lines);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *self = data;

  self->head.name = self->supplier;
  self->head.fund = self->fund;
  self->head.note = self->note;
  self->head.date = self->date[0] != '\0' ? self->date : NULL;
  self->head.expected = self->expected[0] != '\0' ? self->expected : NULL;
  return jz_purchase_order_write (operation, &self->head, (const JzOrderLine *) (gpointer) self->lines->data,
                                  self->lines->len, &self->id, error);
}

static void
written_cb (gpointer work, GObject *data)
{
  Work *self = work;

  if (self->done != NULL)
    self->done (self->id, data);
}

static gboolean
read_day (GtkWidget *entry, char iso[JZ_DATE_LENGTH])
{
  JzDate   day;
  gboolean ok = jz_date_entry_read (JZ_DATE_ENTRY (entry), &day);

  jz_grid_field_say (entry, ok ? NULL : _("This is no date"));
  jz_date_to_iso (ok ? day : JZ_DATE_NONE, iso);
  if (!ok)
    gtk_widget_grab_focus (entry);
  return ok;
}

static gboolean
read_lines (Writer *self, Work *work)
{
  g_autoptr (GPtrArray) drafts = NULL, lines = NULL;

  if (!jz_purchase_sheet_read (&self->sheet, &drafts, &lines))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      const JzRowDraft *draft = g_ptr_array_index (drafts, i);
      JzOrderLine       line = { ((const JzPurchaseLine *) g_ptr_array_index (lines, i))->id, draft->quantity,
                                 draft->price };

      g_array_append_val (work->lines, line);
    }
  return TRUE;
}

static void
go_cb (Writer *self)
{
  Work *work = g_new0 (Work, 1);

  work->lines = g_array_new (FALSE, FALSE, sizeof (JzOrderLine));
  work->supplier = g_strdup (jz_picker_get_text (JZ_PICKER (self->supplier)));
  work->head.supplier = jz_picker_get_id (JZ_PICKER (self->supplier));
  work->head.contract = jz_picker_get_id (JZ_PICKER (self->contract));
  jz_grid_field_say (self->contract, NULL);
  jz_grid_field_say (self->supplier, NULL);
  if (jz_picker_is_open (JZ_PICKER (self->contract)))
    {
      jz_grid_field_say (self->contract, _("There is no such contract: choose one of the list"));
      gtk_widget_grab_focus (self->contract);
      work_free (work);
      return;
    }
  if (work->supplier[0] == '\0' && work->head.supplier == 0 && work->head.contract == 0)
    {
      jz_grid_field_say (self->supplier, _("Say who it is ordered from"));
      gtk_widget_grab_focus (self->supplier);
      work_free (work);
      return;
    }
  if (!read_day (self->date, work->date) || !read_day (self->expected, work->expected) || !read_lines (self, work))
    {
      work_free (work);
      return;
    }
  work->fund = jz_picker_dup_text (JZ_PICKER (self->fund));
  work->note = jz_grid_field_text (self->note);
  work->done = self->done;
  jz_edit_dialog_write (self->dialog, self->session, &jz_action_purchase_order, write_cb, work, work_free, written_cb,
                        self->data);
}

/* The form. */

static GtkWidget *
make_head (Writer *self)
{
  GtkWidget *grid = jz_grid_field_grid ();

  self->date = GTK_WIDGET (jz_date_entry_new (jz_date_today ()));
  self->supplier = GTK_WIDGET (jz_picker_new ("suppliers", _("Supplier"),
                                              _("Name, pinyin; a new name makes a new supplier")));
  jz_picker_set_store (JZ_PICKER (self->supplier), jz_session_get_store (self->session));
  self->contract = GTK_WIDGET (jz_picker_new ("contracts", _("Contract"),
                                              _("Number, title, initials; may be left empty")));
  jz_picker_set_store (JZ_PICKER (self->contract), jz_session_get_store (self->session));
  self->fund = GTK_WIDGET (jz_picker_new ("funds", _("Fund"), NULL));
  jz_picker_set_free (JZ_PICKER (self->fund));
  jz_picker_set_store (JZ_PICKER (self->fund), jz_session_get_store (self->session));
  self->expected = GTK_WIDGET (jz_date_entry_new (JZ_DATE_NONE));
  self->note = jz_grid_field_entry (NULL);
  jz_grid_field_attach (grid, _("Date"), self->date, 0, 0, 2);
  jz_grid_field_attach (grid, _("Supplier"), self->supplier, 2, 0, 4);
  jz_grid_field_attach (grid, _("Delivery by"), self->expected, 6, 0, 2);
  jz_grid_field_attach (grid, _("Contract"), self->contract, 0, 1, 3);
  jz_grid_field_attach (grid, _("Fund"), self->fund, 3, 1, 2);
  jz_grid_field_attach (grid, _("Note"), self->note, 5, 1, 3);
  return grid;
}

void
jz_order_dialog_present (GtkWindow *parent, JzSession *session, gint64 request, JzCardDoneFunc done, GObject *data)
{
  Writer    *self = g_new0 (Writer, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->dialog = jz_edit_dialog_new (GTK_WIDGET (parent), _("Purchase order"), _("Order"), 920, 600);
  self->session = g_object_ref (session);
  self->request = request;
  self->done = done;
  self->data = data != NULL ? g_object_ref (data) : NULL;
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-order", self, writer_free);
  jz_purchase_sheet_init (&self->sheet, self->dialog, jz_session_get_store (session), JZ_ROW_ORDER);
  self->others = gtk_drop_down_new (NULL, NULL);
  jz_compat_name (self->others, _("Add from another approved request…"));
  g_signal_connect_swapped (self->others, "notify::selected", G_CALLBACK (other_chosen_cb), self);
  gtk_box_append (GTK_BOX (self->sheet.box), self->others);
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), self->sheet.box);
  jz_edit_dialog_set_body (self->dialog, box, TRUE);
  gtk_box_append (GTK_BOX (foot), self->sheet.sums);
  jz_edit_dialog_set_foot (self->dialog, foot);
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (go_cb), self);
  g_signal_connect_swapped (self->dialog, "scanned", G_CALLBACK (scanned_cb), self);
  jz_store_read (jz_session_get_store (session), read_cb, self, NULL, NULL, read_done_cb, g_object_ref (self->dialog));
}
