/* jz-numbering: how the number of a card is made, by a template that is data.
 *
 * A template is text with parts in braces:
 *
 *   {serial:6}   counts within all numbers that begin alike; at least so many digits. Needed, once
 *   {year}       of acquisition, 2026; {year:2}: 26. Not known: this year
 *   {class}      the row of the code table above the item, else the item's code; {class:4}: its first characters
 *   {code}       the item's code; {code:N}
 *   {place}      code of the room (of what it stands in, where that is no room); {place:4}: its last characters, zeros before it
 *   {check}      check digit over all digits before it, ISO/IEC 7064:2003 MOD 11,10; after the serial
 *   {check:10}   check digit by weights 3 and 1, modulo 10, as on EAN bars (GS1 General Specifications, 7.9)
 *   {{           a brace
 *
 * A code table may have a template of its own; the others share one. `ZC-{serial:6}` gives ZC-000001.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_numbering;

/* JZ_ERROR_INVALID says what is wrong with it. */
gboolean jz_numbering_check (const char *template, GError **error);

/* Sets the template of a code table (0: of all that have none); NULL takes that of a code table away. */
gboolean jz_numbering_set   (JzOperation *operation, gint64 scheme, const char *template, GError **error);
/* The template of a code table itself, NULL where it has none. Returns: (transfer full) (nullable) */
char    *jz_numbering_get   (JzConnection *connection, gint64 scheme, GError **error);

/* What the number is for. */
typedef struct
{
  gint64      item;     /* 0: not made yet */
  const char *code;     /* that it will have then; NULL: none */
  gint64      place;    /* 0: not known */
  const char *acquired; /* ISO; NULL: not known */
} JzNumberFor;

/* Gives number after number, each once: asks the file for the highest of a beginning only once. */
typedef struct _JzNumbering JzNumbering;

/* @connection must outlive it. Returns: (transfer full) */
JzNumbering *jz_numbering_new  (JzConnection *connection, GError **error);
/* NULL is fine. */
void         jz_numbering_free (JzNumbering *self);
/* Returns: (transfer full): the next free one, or NULL with @error. */
char        *jz_numbering_next (JzNumbering *self, const JzNumberFor *what, GError **error);

/* What @template would give for the newest card (an invented one, where there is none): the example in settings.
 * Returns: (transfer full) */
char        *jz_numbering_example (JzConnection *connection, const char *template, GError **error);

/* "7" for "079401234500": the check digits by themselves. Other characters than digits don't count. */
char         jz_check_digit_iso_7064 (const char *text);
char         jz_check_digit_mod_10   (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzNumbering, jz_numbering_free)

G_END_DECLS
