/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-date-entry.h"
#include "jz-grid-field.h"
#include "jz-item-form.h"
#include "jz-picker.h"
#include "jz-purchase-dialogs.h"
#include "jz-purchase-sheet.h"
#include "jz-purchase.h"
#include "jz-voucher-thing.h"

typedef struct
{
  JzEditDialog   *dialog;
  JzSession      *session;
  gint64          id;
  JzCardDoneFunc  done;
  GObject        *data;
  GtkWidget      *date, *applicant, *purpose, *adder, *submit;
  JzItemForm      item;
  JzPurchaseSheet sheet;
  /* What was read. */
  JzPurchaseHead  head;
  GPtrArray      *lines;
  gint64          person; /* whose account it is */
  char           *name;
} Writer;

static void
writer_free (gpointer data)
{
  Writer *self = data;

  jz_purchase_head_clear (&self->head);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_object (&self->data);
  g_object_unref (self->session);
  g_free (self->name);
  g_free (self);
}

static JzStore *
store_of (Writer *self)
{
  return jz_session_get_store (self->session);
}

/* Lines. */

typedef struct
{
  JzEditDialog *dialog;
  Writer       *writer;
  gint64        item;
  char         *code; /* scanned */
  GPtrArray    *things;
  gint64        price; /* what the school's own cost last, fen */
} Adding;

static void
adding_free (Adding *self)
{
  g_clear_pointer (&self->things, g_ptr_array_unref);
  g_free (self->code);
  g_object_unref (self->dialog);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Adding, adding_free)

static gboolean
find_scanned (JzConnection *connection, Adding *self, GError **error)
{
  g_autoptr (JzFound) found = NULL;

  return jz_find_scanned (connection, self->code, &found, error) &&
         (found == NULL || jz_find_item (connection, found, &self->item, error));
}

static gboolean
adding_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Adding            *self = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->code != NULL && !find_scanned (connection, self, error))
    return FALSE;
  if (self->item != 0)
    g_array_append_val (ids, self->item);
  self->things = jz_voucher_things_read (connection, FALSE, ids, JZ_THINGS_BARE, error);
  return self->things != NULL &&
         jz_connection_number (connection, &self->price, 0, error,
                               "SELECT e.amount * CASE item.decimals WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 2 THEN 100 "
                               "ELSE 1000 END / e.quantity FROM entry e "
                               "JOIN item ON item.id = e.item WHERE e.item = ? AND e.flow = 'in' AND e.quantity > 0 "
                               "ORDER BY e.id DESC LIMIT 1", "l", self->item);
}

static void
add_thing (Writer *self, const JzVoucherThing *thing, gint64 price)
{
  JzPurchaseRow  *row = jz_purchase_sheet_find (&self->sheet, 0, thing->item);
  JzPurchaseLine *line;

  if (row == NULL)
    {
      line = g_new0 (JzPurchaseLine, 1);
      *line = (JzPurchaseLine){ .item = thing->item, .name = g_strdup (thing->name),
                                .spec = g_strdup_printf ("%s  %s", thing->detail, thing->where),
                                .unit = g_strdup (thing->unit), .decimals = thing->decimals,
                                        .tracking = g_strdup (thing->tracking), .price = price,
                                .quantity = 1 };
      for (int i = 0; i < thing->decimals; i++)
        line->quantity *= 10;
      row = jz_purchase_sheet_add (&self->sheet, line);
    }
  jz_purchase_row_start (row);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Adding) self = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_widget_get_realized (GTK_WIDGET (self->dialog)))
    return;
  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    jz_edit_dialog_say (self->dialog, error->message);
  else if (self->things->len > 0)
    add_thing (self->writer, g_ptr_array_index (self->things, 0), self->price);
  else if (self->code != NULL)
    {
      g_autofree char *unknown = g_strdup_printf (_("Nothing here has the code %s"), self->code);

      jz_edit_dialog_say (self->dialog, unknown);
    }
}

static void
add_item (Writer *self, gint64 item, const char *code)
{
  Adding *adding = g_new0 (Adding, 1);

  *adding = (Adding){ .dialog = g_object_ref (self->dialog), .writer = self, .item = item, .code = g_strdup (code) };
  jz_store_read (store_of (self), adding_cb, adding, NULL, NULL, added_cb, adding);
}

static void
adder_chosen_cb (Writer *self)
{
  gint64 item = jz_picker_get_id (JZ_PICKER (self->adder));

  if (item == 0)
    return;
  add_item (self, item, NULL);
  jz_picker_set (JZ_PICKER (self->adder), 0, NULL);
}

static void
scanned_cb (Writer *self, const char *code)
{
  add_item (self, 0, code);
}

static void
new_item_cb (Writer *self)
{
  gtk_widget_set_visible (self->item.grid, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->item.name), jz_picker_get_text (JZ_PICKER (self->adder)));
  jz_picker_set (JZ_PICKER (self->adder), 0, NULL);
  gtk_widget_grab_focus (self->item.name);
}

static void
add_described_cb (Writer *self)
{
  g_autoptr (JzItemDraft) draft = jz_item_form_read (&self->item);
  JzItemDraft             empty = { .tracking = "card", .least = -1 };
  JzPurchaseLine         *line;

  if (draft == NULL)
    return;
  line = g_new0 (JzPurchaseLine, 1);
  *line = (JzPurchaseLine){ .code = g_strdup (draft->code), .name = g_strdup (draft->name),
                            .spec = g_strdup (draft->spec), .unit = g_strdup (draft->unit),
                            .subject = g_strdup (draft->subject), .tracking = g_strdup (draft->tracking),
                                       .decimals = draft->decimals, .quantity = 1 };
  for (int i = 0; i < draft->decimals; i++)
    line->quantity *= 10;
  empty.tracking = draft->tracking;
  jz_item_form_fill (&self->item, &empty);
  gtk_widget_set_visible (self->item.grid, FALSE);
  jz_purchase_row_start (jz_purchase_sheet_add (&self->sheet, line));
}

/* Saving. */

typedef struct
{
  gint64         id;
  JzRequestData  head;
  char           date[JZ_DATE_LENGTH];
  char          *purpose;
  JzRequestLine *lines;
  GPtrArray     *texts; /* that the lines point to */
  guint          n;
  gboolean       submit;
  JzCardDoneFunc done;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_free (self->purpose);
  g_free (self->lines);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *self = data;

  self->head.date = self->date;
  self->head.purpose = self->purpose;
  return jz_purchase_request_write (operation, &self->id, &self->head, self->lines, self->n, error) &&
         (!self->submit || jz_purchase_request_submit (operation, self->id, error));
}

static void
written_cb (gpointer work, GObject *data)
{
  Work *self = work;

  if (self->done != NULL)
    self->done (self->id, data);
}

static const char *
keep (Work *self, const char *text)
{
  char *copy = g_strdup (text != NULL ? text : "");

  g_ptr_array_add (self->texts, copy);
  return copy;
}

static void
take_line (Work *work, const JzPurchaseLine *line, const JzRowDraft *draft)
{
  work->lines[work->n++] = (JzRequestLine){ .item = line->item, .code = keep (work, line->code),
                                            .name = keep (work, line->name), .spec = keep (work, line->spec),
                                            .unit = keep (work, line->unit), .subject = keep (work, line->subject),
                                            .tracking = keep (work, line->tracking != NULL ? line->tracking : "lot"),
                                                        .decimals = line->decimals,
                                            .quantity = draft->quantity, .price = draft->price,
                                                        .reason = keep (work, draft->reason),
                                            .standard_row = line->standard_row };
}

static gboolean
read_head (Writer *self, Work *work)
{
  JzDate day;

  jz_grid_field_say (self->applicant, NULL);
  jz_grid_field_say (self->purpose, NULL);
  if (!jz_date_entry_read (JZ_DATE_ENTRY (self->date), &day) || day == JZ_DATE_NONE)
    {
      jz_grid_field_say (self->date, _("This is no date"));
      gtk_widget_grab_focus (self->date);
      return FALSE;
    }
  jz_date_to_iso (day, work->date);
  work->head.applicant = jz_picker_get_id (JZ_PICKER (self->applicant));
  if (work->head.applicant == 0)
    {
      jz_grid_field_say (self->applicant, _("Say who asks for it"));
      gtk_widget_grab_focus (self->applicant);
      return FALSE;
    }
  work->purpose = jz_grid_field_text (self->purpose);
  if (work->purpose[0] != '\0')
    return TRUE;
  jz_grid_field_say (self->purpose, _("Say what it is needed for"));
  gtk_widget_grab_focus (self->purpose);
  return FALSE;
}

static void
go_cb (Writer *self)
{
  Work                 *work = g_new0 (Work, 1);
  g_autoptr (GPtrArray) drafts = NULL, lines = NULL;

  work->texts = g_ptr_array_new_with_free_func (g_free);
  if (!read_head (self, work) || !jz_purchase_sheet_read (&self->sheet, &drafts, &lines))
    {
      work_free (work);
      return;
    }
  work->lines = g_new0 (JzRequestLine, lines->len);
  for (guint i = 0; i < lines->len; i++)
    take_line (work, g_ptr_array_index (lines, i), g_ptr_array_index (drafts, i));
  work->id = self->id;
  work->submit = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->submit));
  work->done = self->done;
  jz_edit_dialog_write (self->dialog, self->session, &jz_action_purchase_request, write_cb, work, work_free, written_cb,
                        self->data);
}

/* The form. */

static GtkWidget *
make_head (Writer *self)
{
  GtkWidget *grid = jz_grid_field_grid ();

  self->date = GTK_WIDGET (jz_date_entry_new (jz_date_today ()));
  self->applicant = GTK_WIDGET (jz_picker_new ("people", _("Applicant"), _("Name, pinyin, card")));
  jz_picker_set_store (JZ_PICKER (self->applicant), store_of (self));
  self->purpose = jz_grid_field_entry (NULL);
  jz_grid_field_attach (grid, _("Date"), self->date, 0, 0, 2);
  jz_grid_field_attach (grid, _("Applicant"), self->applicant, 2, 0, 2);
  jz_grid_field_attach (grid, _("What for"), self->purpose, 4, 0, 4);
  return grid;
}

static GtkWidget *
make_adder (Writer *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *button = gtk_button_new_with_label (_("New item…"));

  gtk_widget_add_css_class (row, "jz-line-row");
  self->adder = GTK_WIDGET (jz_picker_new ("items", _("Add a line"), _("Add: name, number, pinyin")));
  jz_picker_set_store (JZ_PICKER (self->adder), store_of (self));
  gtk_widget_set_hexpand (self->adder, TRUE);
  g_signal_connect_swapped (self->adder, "chosen", G_CALLBACK (adder_chosen_cb), self);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (new_item_cb), self);
  gtk_box_append (GTK_BOX (row), self->adder);
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

static GtkWidget *
make_new_item (Writer *self)
{
  GtkWidget *add = gtk_button_new_with_label (_("Add the line"));

  jz_item_form_init (&self->item, TRUE);
  gtk_widget_set_halign (add, GTK_ALIGN_END);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_described_cb), self);
  gtk_grid_attach (GTK_GRID (self->item.grid), add, 0, 3, 8, 1);
  gtk_widget_set_visible (self->item.grid, FALSE);
  return self->item.grid;
}

static GtkWidget *
make_foot (Writer *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->submit = gtk_check_button_new_with_label (_("Submit it at once"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->submit), TRUE);
  gtk_widget_set_hexpand (self->sheet.sums, TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->sheet.sums), 0);
  gtk_box_append (GTK_BOX (foot), self->sheet.sums);
  gtk_box_append (GTK_BOX (foot), self->submit);
  return foot;
}

/* Reading. */

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Writer *self = data;
  gint64  account = jz_session_get_actor (self->session)->account;

  if (self->id != 0)
    {
      self->lines = jz_purchase_lines (connection, JZ_PAPER_REQUEST, self->id, error);
      return self->lines != NULL && jz_purchase_read_head (connection, JZ_PAPER_REQUEST, self->id, &self->head, error);
    }
  if (!jz_connection_number (connection, &self->person, 0, error, "SELECT person FROM account WHERE id = ?", "l",
                             account))
    return FALSE;
  self->name = jz_connection_text (connection, NULL, "SELECT name FROM person WHERE id = ?", "l", self->person);
  return TRUE;
}

static void
fill (Writer *self)
{
  gint64 applicant = self->id != 0 ? self->head.applicant_id : self->person;

  if (applicant != 0)
    jz_picker_set (JZ_PICKER (self->applicant), applicant, self->id != 0 ? self->head.applicant : self->name);
  if (self->id == 0)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->purpose), self->head.purpose);
  jz_date_entry_set (JZ_DATE_ENTRY (self->date), jz_date_from_iso (self->head.date));
  g_ptr_array_set_free_func (self->lines, NULL);
  for (guint i = 0; i < self->lines->len; i++)
    jz_purchase_sheet_add (&self->sheet, g_ptr_array_index (self->lines, i));
  g_clear_pointer (&self->lines, g_ptr_array_unref);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzEditDialog) dialog = data;
  Writer                  *self = g_object_get_data (G_OBJECT (dialog), "jz-request");
  g_autoptr (GError)       error = NULL;

  if (jz_store_read_finish (JZ_STORE (source), result, &error))
    fill (self);
  else
    jz_edit_dialog_say (dialog, error->message);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (jz_picker_get_id (JZ_PICKER (self->applicant)) != 0 ? self->purpose : self->applicant);
}

void
jz_request_dialog_present (GtkWindow *parent, JzSession *session, gint64 id, JzCardDoneFunc done, GObject *data)
{
  Writer    *self;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self = g_new0 (Writer, 1);
  self->dialog = jz_edit_dialog_new (GTK_WIDGET (parent),
                                     id != 0 ? _("Change a purchase request") : _("Purchase request"), _("Save"), 920,
                                     620);
  self->session = g_object_ref (session);
  self->id = id;
  self->done = done;
  self->data = data != NULL ? g_object_ref (data) : NULL;
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-request", self, writer_free);
  jz_purchase_sheet_init (&self->sheet, self->dialog, store_of (self), JZ_ROW_REQUEST);
  gtk_box_append (GTK_BOX (self->sheet.box), make_adder (self));
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), self->sheet.box);
  gtk_box_append (GTK_BOX (box), make_new_item (self));
  jz_edit_dialog_set_body (self->dialog, box, TRUE);
  jz_edit_dialog_set_foot (self->dialog, make_foot (self));
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (go_cb), self);
  g_signal_connect_swapped (self->dialog, "scanned", G_CALLBACK (scanned_cb), self);
  jz_store_read (store_of (self), read_cb, self, NULL, NULL, read_done_cb, g_object_ref (self->dialog));
}
