/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-item-form.h"

#include <glib/gi18n-lib.h>

#include "jz-grid-field.h"
#include "jz-quantity.h"

static const char *const trackings[] = { "card", "lot", "consumable" };
static const char *const tracking_titles[] = { N_("A card for every piece"), N_("Durable, by quantity"),
                                               N_("Consumable"), NULL };
static const char *const decimal_titles[] = { N_("Counted whole"), N_("One decimal"), N_("Two decimals"),
                                              N_("Three decimals"), NULL };

void
jz_item_draft_free (JzItemDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->name);
  g_free (self->spec);
  g_free (self->unit);
  g_free (self->subject);
  g_free (self->note);
  g_free (self);
}

JzItemData
jz_item_draft_data (const JzItemDraft *self)
{
  return (JzItemData){ .scheme = self->scheme,
                       .code = self->code,
                       .name = self->name,
                       .spec = self->spec,
                       .unit = self->unit,
                       .decimals = self->decimals,
                       .tracking = self->tracking,
                       .subject = self->subject,
                       .least = self->least,
                       .note = self->note };
}

void
jz_item_form_init (JzItemForm *self, gboolean brief)
{
  GtkWidget *grid = jz_grid_field_grid ();

  *self = (JzItemForm){ .grid = grid,
                        .code = jz_grid_field_entry (NULL),
                        .name = jz_grid_field_entry (NULL),
                        .spec = jz_grid_field_entry (NULL),
                        .unit = jz_grid_field_entry (NULL),
                        .tracking = jz_grid_field_choice (tracking_titles, 0),
                        .decimals = jz_grid_field_choice (decimal_titles, 0) };
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->code), _("the next own number"));
  jz_grid_field_attach (grid, _("Item number"), self->code, 0, 0, 2);
  jz_grid_field_attach (grid, _("Name"), self->name, 2, 0, 3);
  jz_grid_field_attach (grid, _("Specification"), self->spec, 5, 0, 3);
  jz_grid_field_attach (grid, _("Unit"), self->unit, 0, 1, 2);
  jz_grid_field_attach (grid, _("Kept"), self->tracking, 2, 1, 3);
  jz_grid_field_attach (grid, _("Counting"), self->decimals, 5, 1, 3);
  if (brief)
    return;
  self->subject = jz_grid_field_entry (NULL);
  self->least = jz_grid_field_entry (NULL);
  self->note = jz_grid_field_entry (NULL);
  jz_grid_field_attach (grid, _("Warn below"), self->least, 0, 2, 2);
  jz_grid_field_attach (grid, _("Subject"), self->subject, 2, 2, 3);
  jz_grid_field_attach (grid, _("Note"), self->note, 5, 2, 3);
}

static void
set_text (GtkWidget *entry, const char *text)
{
  if (entry != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
}

void
jz_item_form_fill (JzItemForm *self, const JzItemDraft *draft)
{
  g_autofree char *least = draft->least >= 0 ? jz_quantity_to_plain (draft->least, draft->decimals) : NULL;

  set_text (self->code, draft->code);
  set_text (self->name, draft->name);
  set_text (self->spec, draft->spec);
  set_text (self->unit, draft->unit);
  set_text (self->subject, draft->subject);
  set_text (self->least, least);
  set_text (self->note, draft->note);
  for (guint i = 0; i < G_N_ELEMENTS (trackings); i++)
    if (g_strcmp0 (trackings[i], draft->tracking) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->tracking), i);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->decimals), (guint) draft->decimals);
}

/* Says @sentence under @entry when nothing stands in it. */
static gboolean
is_there (GtkWidget *entry, const char *sentence)
{
  g_autofree char *text = jz_grid_field_text (entry);
  gboolean         there = *text != '\0';

  jz_grid_field_say (entry, there ? NULL : sentence);
  if (!there)
    gtk_widget_grab_focus (entry);
  return there;
}

static gboolean
read_least (JzItemForm *self, JzItemDraft *draft)
{
  g_autofree char *text = self->least != NULL ? jz_grid_field_text (self->least) : g_strdup ("");

  draft->least = -1;
  if (*text == '\0')
    return TRUE;
  if (jz_quantity_parse (text, draft->decimals, &draft->least) && draft->least >= 0)
    {
      jz_grid_field_say (self->least, NULL);
      return TRUE;
    }
  jz_grid_field_say (self->least, _("This is no quantity"));
  gtk_widget_grab_focus (self->least);
  return FALSE;
}

JzItemDraft *
jz_item_form_read (JzItemForm *self)
{
  g_autoptr (JzItemDraft) draft = g_new0 (JzItemDraft, 1);

  draft->tracking = trackings[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->tracking))];
  draft->decimals = (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->decimals));
  if (!is_there (self->name, _("An item needs a name")) || !is_there (self->unit, _("An item needs a unit")) ||
      !read_least (self, draft))
    return NULL;
  draft->code = jz_grid_field_text (self->code);
  draft->name = jz_grid_field_text (self->name);
  draft->spec = jz_grid_field_text (self->spec);
  draft->unit = jz_grid_field_text (self->unit);
  draft->subject = self->subject != NULL ? jz_grid_field_text (self->subject) : NULL;
  draft->note = self->note != NULL ? jz_grid_field_text (self->note) : NULL;
  return g_steal_pointer (&draft);
}
