/* jz-item-form: the fields that describe an item: in its own dialog, and in place while a delivery is accepted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-item.h"

G_BEGIN_DECLS

/* An item as it was described; texts are its own. */
typedef struct
{
  char       *code, *name, *spec, *unit, *subject, *note;
  const char *tracking;
  int         decimals;
  gint64      scheme, least;
} JzItemDraft;

void         jz_item_draft_free (JzItemDraft *self);

/* The same, with @self's texts. */
JzItemData   jz_item_draft_data (const JzItemDraft *self);

typedef struct
{
  GtkWidget *grid;
  GtkWidget *code, *name, *spec, *unit, *tracking, *decimals, *subject, *least, *note;
} JzItemForm;

/* @brief: only what a new item needs; the other fields are NULL then. */
void         jz_item_form_init  (JzItemForm *self, gboolean brief);
void         jz_item_form_fill  (JzItemForm *self, const JzItemDraft *draft);

/* Returns: (transfer full); NULL when a field can't be right, which is said under it. */
JzItemDraft *jz_item_form_read  (JzItemForm *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzItemDraft, jz_item_draft_free)

G_END_DECLS
