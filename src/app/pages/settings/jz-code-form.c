/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-code-form.h"

#include <glib/gi18n-lib.h>

#include "jz-code-edit.h"
#include "jz-read-form.h"
#include "jz-row-field.h"

typedef struct
{
  gint64 id, scheme;
  char  *code, *parent, *name, *unit;
} Code;

typedef struct
{
  JzReadForm form;
  Code      *code;
  GtkWidget *number, *name, *unit, *parent;
} Form;

static void
code_free (gpointer data)
{
  Code *self = data;

  g_free (self->code);
  g_free (self->parent);
  g_free (self->name);
  g_free (self->unit);
  g_free (self);
}

static void
clear (JzReadForm *form)
{
  code_free (((Form *) form)->code);
}

static gboolean
read_form (JzConnection *connection, JzReadForm *form, GError **error)
{
  Code        *code = ((Form *) form)->code;
  JzStatement *row;

  if (code->id == 0)
    return TRUE;
  row = jz_connection_query (connection, error, "SELECT code, ifnull (parent, ''), name, unit FROM code WHERE id = ?", "l", code->id);
  if (!jz_statement_first (row, _("This row is not there any more"), error))
    return FALSE;
  code->code = jz_statement_dup (row, 0);
  code->parent = jz_statement_dup (row, 1);
  code->name = jz_statement_dup (row, 2);
  code->unit = jz_statement_dup (row, 3);
  jz_statement_reset (row);
  return TRUE;
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Code *self = data;
  JzCodeRow   row = { self->code, self->name, self->unit, self->parent };

  return jz_code_put (operation, self->id, self->scheme, &row, error);
}

static void
go (JzReadForm *form)
{
  Form *self = (Form *) form;
  Code *code = g_new0 (Code, 1);

  *code = (Code){ self->code->id,
                  self->code->scheme,
                  g_strdup (jz_row_field_get_text (self->number)),
                  g_strdup (jz_row_field_get_text (self->parent)),
                  g_strdup (jz_row_field_get_text (self->name)),
                  g_strdup (jz_row_field_get_text (self->unit)) };
  jz_edit_dialog_set_blamed (form->dialog, self->number);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_codes, write_cb, code, code_free, NULL, NULL);
}

static void
show (JzReadForm *form)
{
  Form                *self = (Form *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, self->code->id == 0 ? _("New Code") : _("Change Code"));
  group = jz_edit_dialog_add_group (form->dialog, NULL, NULL);
  self->number = jz_row_field_entry (group, _("Code"), self->code->code);
  self->name = jz_row_field_entry (group, _("Name"), self->code->name);
  self->unit = jz_row_field_entry (group, _("Unit"), self->code->unit);
  self->parent = jz_row_field_entry (group, _("Code that it belongs to"), self->code->parent);
  gtk_window_present (GTK_WINDOW (form->dialog));
  jz_row_field_focus (self->number);
}

void
jz_code_form_present (GtkWidget *over, JzSession *session, gint64 id, gint64 scheme)
{
  static const JzReadFormKind kind = { read_form, show, go, clear };
  Form                       *self = g_new0 (Form, 1);

  self->code = g_new0 (Code, 1);
  self->code->id = id;
  self->code->scheme = scheme;
  jz_read_form_open (&self->form, &kind, over, session);
}
