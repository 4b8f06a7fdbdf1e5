/* jz-csv-text: how one field of delimited text is written and read back.
 *
 * A spreadsheet takes a field that begins with = + - @, TAB or CR for a formula. Such text gets an
 * apostrophe in front, plain numbers excepted; and so does text that already has apostrophes before such a
 * sign, so that reading, which takes one away, gives exactly what was written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends @text to @line as a field, guarded and in quotes where it must be. */
void        jz_csv_append_field (GString *line, const char *text, char delimiter);

/* @text without the guard, if it has one: a pointer into it. */
const char *jz_csv_unguard      (const char *text);

G_END_DECLS
