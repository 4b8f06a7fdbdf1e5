/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-marc-parts-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-edit-dialog.h"
#include "jz-marc-codes.h"
#include "jz-record.h"
#include "jz-row-field.h"

#define WIDTH  560
#define HEIGHT 640

typedef struct
{
  const JzMarcPart *part;
  char             *before; /* as the record has it; "" for nothing */
  GPtrArray        *codes;  /* char *, what is chosen from; NULL: it is typed */
  GtkWidget        *field;
} Part;

typedef struct
{
  JzEditDialog *dialog;
  JzMarc       *record;
  GPtrArray    *parts; /* of Part */
  JzMarcEdited  edited;
  GObject      *data;
} Form;

static void
part_free (gpointer data)
{
  Part *self = data;

  g_free (self->before);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_free (self);
}

static void
form_free (gpointer data)
{
  Form *self = data;

  jz_marc_free (self->record);
  g_ptr_array_unref (self->parts);
  g_object_unref (self->data);
  g_free (self);
}

/* What is typed or chosen. Returns: (transfer none) */
static const char *
said (const Part *self)
{
  return self->codes != NULL ? g_ptr_array_index (self->codes, jz_row_field_get_choice (self->field)) :
                               jz_row_field_get_text (self->field);
}

static void
go_cb (Form *self)
{
  g_autoptr (JzMarc) record = jz_marc_copy (self->record);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part      *part = g_ptr_array_index (self->parts, i);
      g_autofree char *sentence = NULL;

      if (strcmp (said (part), part->before) == 0 || jz_marc_part_put (record, part->part, said (part)))
        continue;
      sentence = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "It is %u character long", "It is %u characters long", part->part->length),
        part->part->length);
      jz_row_field_set_error (part->field, sentence);
      jz_row_field_focus (part->field);
      return;
    }
  self->edited (record, self->data);
  gtk_window_destroy (GTK_WINDOW (self->dialog));
}

/* Nothing, what the table knows, and what the record has besides. */
static GtkWidget *
add_choice (AdwPreferencesGroup *group, Part *self)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  guint                 chosen = G_MAXUINT;

  self->codes = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->codes, g_strnfill (self->before[0] != '\0' ? self->part->length : 0, ' '));
  g_ptr_array_add (titles, g_strdup (_("No code")));
  for (guint i = 0; i < self->part->codes->len; i++)
    {
      const JzMarcCode *code = &g_array_index (self->part->codes, JzMarcCode, i);

      g_ptr_array_add (self->codes, g_strdup (code->code));
      g_ptr_array_add (titles, g_strdup_printf ("%s %s", code->code, code->name));
    }
  for (guint i = 0; i < self->codes->len; i++)
    if (strcmp (g_ptr_array_index (self->codes, i), self->before) == 0)
      chosen = i;
  if (chosen == G_MAXUINT)
    {
      chosen = self->codes->len;
      g_ptr_array_add (self->codes, g_strdup (self->before));
      g_ptr_array_add (titles, g_strdup_printf (_("%s (unknown)"), self->before));
    }
  g_ptr_array_add (titles, NULL);
  return jz_row_field_choice (group, self->part->name, (const char *const *) titles->pdata, chosen);
}

static void
add_part (Form *self, AdwPreferencesGroup *group, const JzMarcPart *part)
{
  Part *mine = g_new0 (Part, 1);

  mine->part = part;
  mine->before = jz_marc_part_get (self->record, part);
  mine->field = part->codes->len > 0 ? add_choice (group, mine) :
                                       jz_row_field_entry (group, part->name, mine->before);
  g_ptr_array_add (self->parts, mine);
}

void
jz_marc_parts_dialog_present (GtkWidget *parent, const JzMarc *record, JzMarcEdited edited, GObject *data)
{
  Form                *self = g_new0 (Form, 1);
  const GPtrArray     *parts = jz_marc_parts ();
  AdwPreferencesGroup *group = NULL;
  const char          *tag = "";

  self->record = jz_marc_copy (record);
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->edited = edited;
  self->data = g_object_ref (data);
  self->dialog = jz_edit_dialog_new (parent, _("Coded data"), _("Take over"), WIDTH, HEIGHT);
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-marc-parts", self, form_free);
  for (guint i = 0; i < parts->len; i++)
    {
      const JzMarcPart *part = g_ptr_array_index (parts, i);
      g_autofree char  *title = g_strdup_printf ("%s %s", part->tag, jz_record_help (part->tag, ""));

      if (strcmp (part->tag, tag) != 0)
        group = jz_edit_dialog_add_group (self->dialog, title, NULL);
      tag = part->tag;
      add_part (self, group, part);
    }
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (go_cb), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  jz_row_field_focus (((Part *) g_ptr_array_index (self->parts, 0))->field);
}
