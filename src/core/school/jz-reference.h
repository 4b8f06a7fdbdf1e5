/* jz-reference: the tables that ship with the program: code tables, roles, holidays.
 *
 * Plain tab-separated text with a heading line; lines "#key<TAB>value" before it say what it is. A
 * county or a school brings its own in the same form.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-error.h"

G_BEGIN_DECLS

typedef struct
{
  GHashTable *about;   /* of the lines that begin with # */
  char      **columns; /* of the heading */
  GPtrArray  *rows;    /* of char **, as long as the heading */
} JzReference;

void         jz_reference_free (JzReference *self);

/* Reads @text; JZ_ERROR_REFUSED with the line that is wrong. @name is for messages.
 * Returns: (transfer full) */
JzReference *jz_reference_parse (const char *text, const char *name, GError **error);

/* One that ships, by its file name ("roles.tsv"). Returns: (transfer full) */
JzReference *jz_reference_load (const char *file_name, GError **error);

/* The names of those that ship and begin with @prefix. Returns: (transfer full) */
char       **jz_reference_list (const char *prefix);

/* "" where there is no such column. */
const char  *jz_reference_get (JzReference *self, guint row, const char *column);
const char  *jz_reference_about (JzReference *self, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzReference, jz_reference_free)

G_END_DECLS
