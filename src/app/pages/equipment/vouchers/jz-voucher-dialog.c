/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-voucher-dialog.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-date-entry.h"
#include "jz-grid-field.h"
#include "jz-money.h"
#include "jz-picker.h"
#include "jz-voucher-post.h"

/* Belongs to the dialog's window and goes with it. */
typedef struct
{
  JzEditDialog        *dialog;
  JzSession           *session;
  const JzVoucherKind *kind;
  JzPostedFunc         posted;
  GObject             *data;

  GtkWidget *date, *due, *person, *place, *supplier, *invoice, *fund, *origin, *reason; /* NULL: not asked for */
  GtkWidget *lines;
  GtkWidget *nothing;   /* stands where there is no line yet */
  GtkWidget *adder;
  JzItemForm item;
  GtkWidget *item_box;
  GtkWidget *sums;
  JzLineDefaults defaults;
} Writer;

static void
writer_free (gpointer data)
{
  Writer *self = data;

  jz_line_defaults_clear (&self->defaults);
  g_clear_object (&self->data);
  g_object_unref (self->session);
  g_free (self);
}

static JzStore *
store_of (Writer *self)
{
  return jz_session_get_store (self->session);
}

/* Lines. */

static void
show_sums (Writer *self)
{
  gint64           n = 0, pieces = 0, total = 0, quantity, amount;
  g_autofree char *lines = NULL, *money = NULL, *text = NULL;

  for (GtkWidget *line = gtk_widget_get_first_child (self->lines); line != NULL;
       line = gtk_widget_get_next_sibling (line), n++)
    {
      jz_voucher_line_sum (JZ_VOUCHER_LINE (line), &quantity, &amount);
      pieces += jz_voucher_line_get_thing (JZ_VOUCHER_LINE (line))->decimals == 0 ? quantity : 0;
      total += amount;
    }
  lines = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d line", "%d lines", (gulong) n), (int) n);
  money = jz_money_format (total);
  text = self->kind->brings ? g_strdup_printf (_("%s    %d pieces    Amount %s yuan"), lines, (int) pieces, money)
                            : g_strdup_printf (_("%s    %d pieces"), lines, (int) pieces);
  gtk_label_set_text (GTK_LABEL (self->sums), text);
  gtk_widget_set_visible (self->nothing, n == 0);
}

static void
remove_cb (Writer *self, JzVoucherLine *line)
{
  gtk_widget_grab_focus (self->adder);
  gtk_box_remove (GTK_BOX (self->lines), GTK_WIDGET (line));
  show_sums (self);
}

static void
line_changed_cb (Writer *self, JzVoucherLine *line)
{
  jz_voucher_line_remember (line, &self->defaults);
  jz_edit_dialog_say (self->dialog, NULL);
  show_sums (self);
}

static gboolean
is_listed (Writer *self, gint64 asset)
{
  for (GtkWidget *line = gtk_widget_get_first_child (self->lines); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    if (asset != 0 && jz_voucher_line_get_thing (JZ_VOUCHER_LINE (line))->asset == asset)
      return TRUE;
  return FALSE;
}

/* Takes both. */
static JzVoucherLine *
add_line (Writer *self, JzVoucherThing *thing, JzItemDraft *draft)
{
  JzVoucherLine *line = jz_voucher_line_new (self->kind, thing, draft, store_of (self), &self->defaults);

  gtk_box_append (GTK_BOX (self->lines), GTK_WIDGET (line));
  g_signal_connect_data (line, "remove", G_CALLBACK (remove_cb), self, NULL, G_CONNECT_SWAPPED);
  g_signal_connect_data (line, "changed", G_CALLBACK (line_changed_cb), self, NULL, G_CONNECT_SWAPPED);
  show_sums (self);
  return line;
}

/* Things that come as lines, read by a reader thread. */

/* Where they come from, and so where typing goes on. */
typedef enum
{
  FROM_LIST,  /* where it was going to */
  FROM_SCAN,  /* where it was, unless the line asks for a quantity */
  FROM_ADDER, /* in the line, or at the next */
} Source;

typedef struct
{
  JzEditDialog  *dialog; /* keeps the Writer alive */
  Writer        *writer;
  gboolean       assets;
  JzThingsWanted wanted;
  GArray        *ids;
  GPtrArray     *things;
  Source         source;
} Loading;

static void
loading_free (Loading *self)
{
  g_array_unref (self->ids);
  g_clear_pointer (&self->things, g_ptr_array_unref);
  g_object_unref (self->dialog);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loading, loading_free)

static gboolean
load_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Loading *self = data;

  self->things = jz_voucher_things_read (connection, self->assets, self->ids, self->wanted, error);
  return self->things != NULL;
}

static void
add_thing (Writer *self, JzVoucherThing *thing, Source source)
{
  JzVoucherLine *line;

  if (is_listed (self, thing->asset))
    {
      g_autofree char *sentence = g_strdup_printf (_("%s is in the list already"), thing->detail);

      jz_edit_dialog_say (self->dialog, sentence);
      jz_voucher_thing_free (thing);
      return;
    }
  line = add_line (self, thing, NULL);
  if ((source == FROM_LIST || !jz_voucher_line_start (line)) && source == FROM_ADDER)
    gtk_widget_grab_focus (self->adder);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Loading) self = data;
  g_autoptr (GError)  error = NULL;

  if (!gtk_widget_get_realized (GTK_WIDGET (self->dialog)))
    return; /* closed meanwhile */
  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    {
      jz_edit_dialog_say (self->dialog, error->message);
      return;
    }
  jz_edit_dialog_say (self->dialog, NULL);
  g_ptr_array_set_free_func (self->things, NULL);
  for (guint i = 0; i < self->things->len; i++)
    add_thing (self->writer, g_ptr_array_index (self->things, i), self->source);
}

static void
load (Writer *self, gboolean assets, GArray *ids, Source source)
{
  Loading       *loading = g_new0 (Loading, 1);
  JzThingsWanted wanted = self->kind->brings                        ? JZ_THINGS_BARE :
                          g_str_equal (self->kind->name, "return") ? JZ_THINGS_OUT :
                                                                     JZ_THINGS_SPOTS;

  *loading = (Loading){ g_object_ref (self->dialog), self, assets, wanted, g_array_ref (ids), NULL, source };
  jz_store_read (store_of (self), load_cb, loading, NULL, NULL, loaded_cb, loading);
}

static void
load_found (Writer *self, const JzFound *found, Source source)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, found->id);
  load (self, g_str_equal (found->kind, "assets"), ids, source);
}

static void
adder_chosen_cb (Writer *self)
{
  const JzFound *found = jz_picker_get_found (JZ_PICKER (self->adder));

  if (found == NULL)
    return;
  load_found (self, found, FROM_ADDER);
  jz_picker_set (JZ_PICKER (self->adder), 0, NULL);
}

/* Scans: things become lines, people and places go where they belong. */

typedef struct
{
  JzEditDialog *dialog;
  Writer       *writer;
  char         *code;
  JzFound      *found;
} Scan;

static void
scan_free (Scan *self)
{
  jz_found_free (self->found);
  g_free (self->code);
  g_object_unref (self->dialog);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scan, scan_free)

static gboolean
scan_read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Scan *self = data;

  return jz_find_scanned (connection, self->code, &self->found, error);
}

/* FALSE: a voucher has no use for it, as for a book. */
static gboolean
take_scanned (Writer *self, const JzFound *found)
{
  GtkWidget *last = gtk_widget_get_last_child (self->lines);

  if (g_str_equal (found->kind, "items") || g_str_equal (found->kind, "assets"))
    load_found (self, found, FROM_SCAN);
  else if (g_str_equal (found->kind, "people") && self->person != NULL)
    jz_picker_set (JZ_PICKER (self->person), found->id, found->title);
  else if (g_str_equal (found->kind, "places") && self->place != NULL)
    jz_picker_set (JZ_PICKER (self->place), found->id, found->title);
  else if (g_str_equal (found->kind, "places") && last != NULL)
    jz_voucher_line_set_place (JZ_VOUCHER_LINE (last), found->id, found->title);
  else
    return g_str_equal (found->kind, "people") || g_str_equal (found->kind, "places");
  return TRUE;
}

static void
scanned_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Scan)   self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char   *unknown = g_strdup_printf (_("Nothing here has the code %s"), self->code);

  if (!gtk_widget_get_realized (GTK_WIDGET (self->dialog)))
    return;
  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    jz_edit_dialog_say (self->dialog, error->message);
  else if (self->found == NULL || !take_scanned (self->writer, self->found))
    jz_edit_dialog_say (self->dialog, unknown);
}

static void
scanned_cb (Writer *self, const char *code)
{
  Scan *scan;

  for (GtkWidget *line = gtk_widget_get_first_child (self->lines); line != NULL; line = gtk_widget_get_next_sibling (line))
    if (jz_voucher_line_scan (JZ_VOUCHER_LINE (line), code))
      return;
  scan = g_new0 (Scan, 1);
  *scan = (Scan){ g_object_ref (self->dialog), self, g_strdup (code), NULL };
  jz_store_read (store_of (self), scan_read_cb, scan, NULL, NULL, scanned_read_cb, scan);
}

/* A new item. */

static void
new_item_cb (Writer *self)
{
  gtk_widget_set_visible (self->item_box, TRUE);
  gtk_widget_grab_focus (self->item.name);
}

static void
add_item_cb (Writer *self)
{
  g_autoptr (JzItemDraft) draft = jz_item_form_read (&self->item);
  JzItemDraft    empty = { .tracking = "card", .least = -1 };
  JzVoucherThing *thing;

  if (draft == NULL)
    return;
  thing = jz_voucher_thing_new (draft);
  empty.tracking = draft->tracking;
  jz_item_form_fill (&self->item, &empty);
  gtk_widget_set_visible (self->item_box, FALSE);
  jz_voucher_line_start (add_line (self, thing, g_steal_pointer (&draft)));
}

/* Saving. */

static gboolean
read_date (Writer *self, GtkWidget *entry, char **iso)
{
  JzDate date = JZ_DATE_NONE;
  char   buffer[JZ_DATE_LENGTH];

  if (entry != NULL && !jz_date_entry_read (JZ_DATE_ENTRY (entry), &date))
    {
      jz_grid_field_say (entry, _("This is no date"));
      gtk_widget_grab_focus (entry);
      return FALSE;
    }
  if (date != JZ_DATE_NONE)
    *iso = g_strdup (jz_date_to_iso (date, buffer));
  return TRUE;
}

static gboolean
read_picker (Writer *self, GtkWidget *picker, const char *sentence, gint64 *id)
{
  if (picker == NULL)
    return TRUE;
  *id = jz_picker_get_id (JZ_PICKER (picker));
  if (!jz_picker_is_open (JZ_PICKER (picker)))
    return TRUE;
  jz_grid_field_say (picker, sentence);
  gtk_widget_grab_focus (picker);
  return FALSE;
}

static char *
read_text (GtkWidget *entry)
{
  return entry != NULL ? jz_grid_field_text (entry) : NULL;
}

static char *
read_name (GtkWidget *control)
{
  if (control != NULL && JZ_IS_PICKER (control))
    return jz_picker_dup_text (JZ_PICKER (control));
  return read_text (control);
}

static gboolean
read_terms (Writer *self, JzVoucherPost *post)
{
  post->supplier = read_name (self->supplier);
  post->invoice = read_text (self->invoice);
  post->fund = read_name (self->fund);
  post->origin = read_text (self->origin);
  post->reason = read_text (self->reason);
  return read_date (self, self->date, &post->date) && read_date (self, self->due, &post->due) &&
         read_picker (self, self->person, _("Choose a person that there is"), &post->terms.person) &&
         read_picker (self, self->place, _("Choose a place that there is"), &post->terms.to_place);
}

static gboolean
read_lines (Writer *self, JzVoucherPost *post)
{
  for (GtkWidget *line = gtk_widget_get_first_child (self->lines); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    {
      g_autofree char *sentence = NULL;
      JzLineDraft     *draft = jz_voucher_line_read (JZ_VOUCHER_LINE (line), &sentence);

      if (draft == NULL)
        {
          jz_edit_dialog_say (self->dialog, sentence);
          return FALSE;
        }
      g_ptr_array_add (post->lines, draft);
    }
  if (post->lines->len > 0)
    return TRUE;
  jz_edit_dialog_say (self->dialog, _("There is no line yet: choose or scan what it is about"));
  gtk_widget_grab_focus (self->adder);
  return FALSE;
}

static void
done_cb (gpointer work, GObject *data)
{
  JzVoucherPost *post = work;

  if (post->func != NULL)
    post->func (&post->posted, data);
}

static void
save_cb (Writer *self)
{
  g_autoptr (JzVoucherPost) post = jz_voucher_post_new (self->kind);

  if (!read_terms (self, post) || !read_lines (self, post))
    return;
  post->func = self->posted;
  jz_edit_dialog_write (self->dialog, self->session, self->kind->action, jz_voucher_post_write, g_steal_pointer (&post),
                        (GDestroyNotify) jz_voucher_post_free, done_cb, self->data);
}

/* The form. */

static GtkWidget *
make_picker (Writer *self, const char *kinds, const char *label, const char *placeholder)
{
  GtkWidget *picker = GTK_WIDGET (jz_picker_new (kinds, label, placeholder));

  jz_picker_set_store (JZ_PICKER (picker), store_of (self));
  return picker;
}

/* Names that the school knows are offered; another will do as well. */
static GtkWidget *
make_free_picker (Writer *self, const char *kinds, const char *label)
{
  GtkWidget *picker = make_picker (self, kinds, label, NULL);

  jz_picker_set_free (JZ_PICKER (picker));
  return picker;
}

static GtkWidget *
make_purchase (Writer *self, GtkWidget *grid)
{
  self->supplier = make_free_picker (self, "suppliers", _("Supplier"));
  self->invoice = jz_grid_field_entry (NULL);
  self->fund = make_free_picker (self, "funds", _("Fund"));
  self->origin = jz_grid_field_entry (_("Purchase"));
  jz_grid_field_attach (grid, _("Supplier"), self->supplier, 2, 0, 4);
  jz_grid_field_attach (grid, _("Invoice"), self->invoice, 6, 0, 2);
  jz_grid_field_attach (grid, _("Origin"), self->origin, 0, 1, 2);
  jz_grid_field_attach (grid, _("Fund"), self->fund, 2, 1, 6);
  return self->supplier;
}

/* They stand in the books where a supplier and an invoice do. */
static void
make_given (Writer *self, GtkWidget *grid)
{
  self->supplier = jz_grid_field_entry (NULL);
  self->invoice = jz_grid_field_entry (NULL);
  jz_grid_field_attach (grid, _("Unit that gives it"), self->supplier, 2, 0, 3);
  jz_grid_field_attach (grid, _("Document number"), self->invoice, 5, 0, 3);
}

static GtkWidget *
make_head (Writer *self)
{
  GtkWidget *grid = jz_grid_field_grid ();
  int        column = 2;

  self->date = GTK_WIDGET (jz_date_entry_new (jz_date_today ()));
  jz_grid_field_attach (grid, _("Date"), self->date, 0, 0, 2);
  if (self->kind->terms & JZ_TERM_PURCHASE)
    make_purchase (self, grid);
  if (self->kind->terms & JZ_TERM_GIVEN)
    make_given (self, grid);
  if (self->kind->terms & JZ_TERM_PERSON)
    {
      const char *title = g_dgettext (GETTEXT_PACKAGE, self->kind->person);

      self->person = make_picker (self, "people", title, _("Name, pinyin, card"));
      jz_grid_field_attach (grid, title, self->person, column, 0, 3);
      column += 3;
    }
  if (self->kind->terms & JZ_TERM_PLACE)
    {
      self->place = make_picker (self, "places", _("Where to"), _("Place, code"));
      jz_grid_field_attach (grid, _("Where to"), self->place, column, 0, 3);
      column += 3;
    }
  if (self->kind->terms & JZ_TERM_DUE)
    {
      self->due = GTK_WIDGET (jz_date_entry_new (JZ_DATE_NONE));
      jz_grid_field_attach (grid, _("Due"), self->due, column, 0, 3);
      column += 3;
    }
  if (self->kind->terms & JZ_TERM_REASON)
    {
      self->reason = jz_grid_field_entry (NULL);
      jz_grid_field_attach (grid, self->kind->terms == JZ_TERM_REASON ? _("Reason") : _("What for"), self->reason,
                            column > 6 ? 0 : column, column > 6 ? 1 : 0, column > 6 ? 8 : 8 - column);
    }
  return grid;
}

static GtkWidget *
make_new_item (Writer *self)
{
  GtkWidget *add = gtk_button_new_with_label (_("Add the line"));

  jz_item_form_init (&self->item, TRUE);
  gtk_widget_set_halign (add, GTK_ALIGN_END);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_item_cb), self);
  gtk_grid_attach (GTK_GRID (self->item.grid), add, 0, 3, 8, 1);
  self->item_box = self->item.grid;
  gtk_widget_set_visible (self->item_box, FALSE);
  return self->item_box;
}

static GtkWidget *
make_adder (Writer *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (row, "jz-line-row");
  self->adder =
    make_picker (self, self->kind->brings ? "items" : "assets items", _("Add a line"),
                 self->kind->brings ? _("Add: name, number, pinyin") : _("Add: scan or type a number, name, pinyin"));
  gtk_widget_set_hexpand (self->adder, TRUE);
  g_signal_connect_swapped (self->adder, "chosen", G_CALLBACK (adder_chosen_cb), self);
  gtk_box_append (GTK_BOX (row), self->adder);
  if (self->kind->brings)
    {
      GtkWidget *button = gtk_button_new_with_label (_("New item…"));

      g_signal_connect_swapped (button, "clicked", G_CALLBACK (new_item_cb), self);
      gtk_box_append (GTK_BOX (row), button);
    }
  return row;
}

static GtkWidget *
make_body (Writer *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *table = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  jz_compat_name (self->lines, _("Lines"));
  self->nothing = gtk_label_new (_("No line yet: choose or scan below"));
  gtk_widget_add_css_class (self->nothing, "jz-dim");
  gtk_widget_add_css_class (self->nothing, "jz-line-row");
  gtk_box_append (GTK_BOX (table), jz_voucher_line_head (self->kind));
  gtk_box_append (GTK_BOX (table), self->nothing);
  gtk_box_append (GTK_BOX (table), self->lines);
  gtk_box_append (GTK_BOX (table), make_adder (self));
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), table);
  if (self->kind->brings)
    gtk_box_append (GTK_BOX (box), make_new_item (self));
  return box;
}

void
jz_voucher_dialog_present (GtkWindow *parent, JzSession *session, const JzVoucherKind *kind, gboolean assets,
                           GArray *ids, JzPostedFunc posted, GObject *data)
{
  Writer    *self = g_new0 (Writer, 1);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->dialog = jz_edit_dialog_new (GTK_WIDGET (parent), g_dgettext (GETTEXT_PACKAGE, kind->title),
                                     g_dgettext (GETTEXT_PACKAGE, kind->verb), 920, 620);
  self->session = g_object_ref (session);
  self->kind = kind;
  self->posted = posted;
  self->data = data != NULL ? g_object_ref (data) : NULL;
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-writer", self, writer_free);
  jz_edit_dialog_set_body (self->dialog, make_body (self), TRUE);
  self->sums = gtk_label_new (NULL);
  gtk_box_append (GTK_BOX (foot), self->sums);
  jz_edit_dialog_set_foot (self->dialog, foot);
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->dialog, "scanned", G_CALLBACK (scanned_cb), self);
  show_sums (self);
  if (ids != NULL && ids->len > 0)
    load (self, assets, ids, FROM_LIST);
  gtk_window_present (GTK_WINDOW (self->dialog));
  gtk_widget_grab_focus (self->person != NULL ? self->person : kind->brings ? self->supplier : self->adder);
}
