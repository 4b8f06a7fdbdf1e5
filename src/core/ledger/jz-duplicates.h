/* jz-duplicates: rows that look as if they were one, in groups, with the reason. A person decides what is.
 *
 * Texts look alike when they are the same without spaces and marks, folded (capitals, full width, 帐 = 账, traditional characters) and with
 * Chinese numerals as digits: 物理 一室 = 物理1室 = 物理１室.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_DUPLICATE_ITEMS,  /* name, specification and unit alike; or only the name */
  JZ_DUPLICATE_ASSETS, /* the same maker's serial of the same model */
  JZ_DUPLICATE_PLACES, /* paths alike */
  JZ_DUPLICATE_PEOPLE, /* names alike, of the same kind and class */
} JzDuplicateKind;

typedef struct
{
  gint64 id;
  char  *code;   /* code, number; "" for none */
  char  *title;
  char  *detail; /* specification, class … */
  gint64 entries; /* of items: how many entries; of places: how many kinds of things stand and how many places are in it;
                   * of people: how many entries, papers and accounts name them */
} JzDuplicateRow;

typedef struct
{
  const char *reason; /* "same" or "alike": all agrees, or the name alone does */
  GPtrArray  *rows;   /* of JzDuplicateRow, at least two, the one with most entries first */
} JzDuplicateGroup;

/* Returns: (transfer full) (element-type JzDuplicateGroup), those that agree in all first, by title. */
GPtrArray *jz_duplicates_find (JzConnection *connection, JzDuplicateKind kind, GError **error);

/* What texts that look alike have in common. Returns: (transfer full) */
char      *jz_alike_key (const char *text);

G_END_DECLS
