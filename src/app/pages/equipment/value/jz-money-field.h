/* jz-money-field: what the forms of the view "Value" share: an amount in a row of a form, and a choice out of a table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-row-field.h"

G_BEGIN_DECLS

/* @fen -1: empty. */
GtkWidget *jz_money_field      (AdwPreferencesGroup *group, const char *title, gint64 fen);
/* FALSE, and said below the field, when it is no amount, or (unless @empty) nothing is typed. Nothing typed is 0. */
gboolean   jz_money_field_read (GtkWidget *field, gboolean empty, gint64 *fen);

/* Rows to choose from: id and name. */
typedef struct
{
  GArray    *ids;   /* of gint64 */
  GPtrArray *names; /* NULL at the end */
} JzChoices;

void       jz_choices_clear (JzChoices *self);
/* @sql gives id and name. */
gboolean   jz_choices_read  (JzChoices *self, JzConnection *connection, const char *sql, GError **error);
GtkWidget *jz_choices_field (JzChoices *self, AdwPreferencesGroup *group, const char *title, gint64 chosen);
/* 0: there is nothing to choose. */
gint64     jz_choices_get   (JzChoices *self, GtkWidget *field);

G_END_DECLS
