/* jz-paper: what all papers with a number and a state have in common: reports, requests, counts.
 *
 * A paper is a row of a table with the columns number ("SH-2026-0001": letters, year, serial) and state. Table names are
 * the program's own, never a person's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-date.h"
#include "jz-operation.h"

G_BEGIN_DECLS

/* Sets the error. Returns: FALSE */
gboolean    jz_paper_fail (GError **error, JzError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* @given (NULL: today) as a day that there is, in @buffer; not one to come. NULL with @error: JZ_ERROR_INVALID. */
const char *jz_paper_date (JzConnection *connection, const char *given, char buffer[JZ_DATE_LENGTH], GError **error);

/* The next of the table in the year of @date. @prefix: two letters. Returns: (transfer full) */
char       *jz_paper_next_number (JzConnection *connection, const char *table, const char *prefix, const char *date,
                                  GError **error);

/* A row of the table by its number: JZ_ERROR_NOT_FOUND. */
gboolean    jz_paper_find (JzConnection *connection, const char *table, const char *number, gint64 *id, GError **error);

/* That the row is in one of @states ("open sent"). @number: (out) (optional) (transfer full). JZ_ERROR_CONFLICT: it has
 * gone on. */
gboolean    jz_paper_must_be (JzConnection *connection, const char *table, gint64 id, const char *states, char **number,
                              GError **error);

G_END_DECLS
