/* jz-table-shows: a switch at the end of a table's tool row over what part of a thing's rows is shown.
 *
 * The list has a filter "show", and one that keeps it to the rows of that thing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-table.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id;    /* a value of the filter "show"; "all": without it. NULL ends a list of them. */
  const char *title; /* msgid */
} JzTableShow;

/* @filter is kept at @value, whatever else is taken away. @shows lives for ever. */
void jz_table_shows_attach (JzTable *table, const JzTableShow *shows, const char *filter, gint64 value);

/* @id: of one of them. */
void jz_table_shows_choose (JzTable *table, const char *id);

G_END_DECLS
