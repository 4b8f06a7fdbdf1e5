/* jz-codes: code tables and standards, which are data that a county or a school can replace.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"
#include "jz-reference.h"

G_BEGIN_DECLS

extern const JzAction jz_action_codes;

/* Puts a table in: its scheme (#scheme, #edition, #kind, #source, #starter) and its rows (code, parent,
 * name, unit). A scheme that is there is brought up to date: rows are added and renamed, none removed.
 * @n: (out) (optional): rows added or changed. */
gboolean jz_codes_put (JzOperation *operation, JzReference *table, guint *n, GError **error);

/* The tables that ship, into a new file. */
gboolean jz_codes_load_shipped (JzOperation *operation, GError **error);

/* The scheme that a school's code most likely belongs to: one whose table has it, else by its shape
 * (letter and digits: GB/T 14885-2022; seven digits: 2010; six digits beginning with 0 or 1: 1994; two to
 * nine digits: the instrument catalogue; anything else: the school's own). */
gboolean jz_codes_guess_scheme (JzConnection *connection, const char *code, gint64 *scheme, GError **error);

/* The scheme of the school's own codes, and the next free one in it: "Z00001". (transfer full) */
gboolean jz_codes_own_scheme (JzConnection *connection, gint64 *scheme, GError **error);
char    *jz_codes_next_own   (JzConnection *connection, GError **error);
/* Such a code by its number, and the number of one, 0 of any other code. (transfer full) */
char    *jz_codes_own        (gint64 number);
gint64   jz_codes_own_number (const char *code);

/* The row of the table above @code: the longest beginning of it that the scheme's table has.
 * Returns: (transfer full), "" when there is none. */
char    *jz_codes_category (JzConnection *connection, gint64 scheme, const char *code, GError **error);
/* The same for very many: among the codes of a scheme, read once.
 * Returns: (transfer full) (element-type utf8) */
GHashTable *jz_codes_read           (JzConnection *connection, gint64 scheme, GError **error);
char       *jz_codes_category_among (GHashTable *codes, const char *code);

typedef struct
{
  const char *subject, *code, *name, *spec, *unit, *rule;
  gboolean    required;
  gint64      price; /* fen; -1: none */
} JzStandardRow;

/* The standard of that name and edition, made when it is missing. */
gboolean jz_standard_ensure (JzOperation *operation, const char *name, const char *edition, const char *stage,
                             const char *source, gboolean starter, gint64 *id, GError **error);
/* Adds or brings up to date. @is_new: (out). JZ_ERROR_INVALID for a row without code or name. */
gboolean
jz_standard_put (JzOperation *operation, gint64 standard, const JzStandardRow *row, gboolean *is_new, GError **error);

G_END_DECLS
