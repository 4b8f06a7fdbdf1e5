/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-care-dialogs.h"
#include "jz-grid-field.h"
#include "jz-picker.h"
#include "jz-quantity.h"
#include "jz-read-form.h"
#include "jz-split.h"

typedef struct
{
  JzReadForm form;
  gint64     item;
  char      *name, *spec, *unit;
  gint64     there;
  GtkWidget *quantity, *place, *its_spec;
} Split;

static void
clear (JzReadForm *form)
{
  Split *self = (Split *) form;

  g_free (self->name);
  g_free (self->spec);
  g_free (self->unit);
}

static gboolean
read_item (JzConnection *connection, JzReadForm *form, GError **error)
{
  Split       *self = (Split *) form;
  JzStatement *row = jz_connection_query (
      connection, error,
      "SELECT name, spec, unit, ifnull ((SELECT sum (quantity) FROM balance WHERE item = item.id), 0), "
      "tracking = 'lot' AND decimals = 0 FROM item WHERE id = ? AND voided IS NULL",
      "l", self->item);
  gboolean fits;

  if (!jz_statement_first (row, _("There is no such item"), error))
    return FALSE;
  self->name = jz_statement_dup (row, 0);
  self->spec = jz_statement_dup (row, 1);
  self->unit = jz_statement_dup (row, 2);
  self->there = jz_statement_int64 (row, 3);
  fits = jz_statement_int64 (row, 4) != 0 && self->there > 0;
  jz_statement_reset (row);
  if (!fits)
    g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: only what is kept by whole pieces can get cards"),
                 self->name);
  return fits;
}

static void
show (JzReadForm *form)
{
  Split           *self = (Split *) form;
  GtkWidget       *grid = jz_grid_field_grid ();
  g_autofree char *title = g_strdup_printf (_("Split %s into cards"), self->name);
  g_autofree char *there = jz_quantity_format (self->there, 0),
                  *all = g_strdup_printf (_("All: %s %s"), there, self->unit);

  jz_read_form_make_dialog (form, title);
  jz_edit_dialog_set_go (form->dialog, _("Split"), TRUE);
  self->quantity = jz_grid_field_entry (NULL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->quantity), all);
  self->place = GTK_WIDGET (jz_picker_new ("places", _("Only what is at"), _("All places")));
  jz_picker_set_store (JZ_PICKER (self->place), jz_session_get_store (form->session));
  self->its_spec = jz_grid_field_entry (NULL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->its_spec), self->spec[0] != '\0' ? self->spec : _("As it is"));
  jz_grid_field_attach (grid, _("How many"), self->quantity, 0, 0, 1);
  jz_grid_field_attach (grid, _("Only what is at"), self->place, 1, 0, 1);
  jz_grid_field_attach (grid, _("Specification of those with cards"), self->its_spec, 0, 1, 2);
  jz_edit_dialog_set_body (form->dialog, grid, TRUE);
  gtk_window_present (GTK_WINDOW (form->dialog));
  gtk_widget_grab_focus (self->quantity);
}

typedef struct
{
  JzSplit split;
  char   *spec;
} Work;

static void
work_free (gpointer data)
{
  g_free (((Work *) data)->spec);
  g_free (data);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *self = data;
  g_autoptr (GArray) assets = NULL;

  return jz_item_split (operation, &self->split, &assets, error);
}

static void
go (JzReadForm *form)
{
  Split           *self = (Split *) form;
  g_autofree char *quantity = jz_grid_field_text (self->quantity), *spec = jz_grid_field_text (self->its_spec);
  Work            *work;
  gint64           n = 0;
  gboolean         wrong = quantity[0] != '\0' && (!jz_quantity_parse (quantity, 0, &n) || n <= 0);

  jz_grid_field_say (self->quantity, wrong ? _("This is no quantity") : NULL);
  jz_grid_field_say (self->place, jz_picker_is_open (JZ_PICKER (self->place)) ? _("There is no such place") : NULL);
  if (wrong || jz_picker_is_open (JZ_PICKER (self->place)))
    return;
  work = g_new0 (Work, 1);
  work->spec = spec[0] != '\0' ? g_steal_pointer (&spec) : NULL;
  work->split = (JzSplit){
    .item = self->item, .quantity = n, .place = jz_picker_get_id (JZ_PICKER (self->place)), .spec = work->spec
  };
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_split, write_cb, work, work_free, NULL, NULL);
}

void
jz_split_dialog_present (GtkWindow *parent, JzSession *session, gint64 item)
{
  static const JzReadFormKind kind = { read_item, show, go, clear };
  Split                      *self;

  if (parent == NULL || session == NULL || item == 0)
    return;
  self = g_new0 (Split, 1);
  self->item = item;
  jz_read_form_open (&self->form, &kind, GTK_WIDGET (parent), session);
}
