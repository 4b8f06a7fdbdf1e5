/* Between the files of upkeep only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-upkeep.h"

G_BEGIN_DECLS

/* Sets the error. Returns: FALSE */
gboolean jz_upkeep_fail (GError **error, JzError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* @given (NULL: today) as a day that there is, in @buffer; not one to come. NULL with @error. */
const char *jz_upkeep_date (JzConnection *connection, const char *given, char buffer[JZ_DATE_LENGTH], GError **error);

/* "SH-2026-0001": the next of the table in the year of @date. Returns: (transfer full) */
char       *jz_upkeep_next_number (JzConnection *connection, const char *table, const char *prefix, const char *date,
                                   GError **error);

/* That the row is in one of @states ("open sent"). @number: (out) (transfer full). JZ_ERROR_CONFLICT says what it is. */
gboolean    jz_upkeep_must_be (JzConnection *connection, const char *table, gint64 id, const char *states,
                               char **number, GError **error);

/* What the row is about: item, asset, quantity, place. */
gboolean    jz_upkeep_thing_of (JzConnection *connection, const char *table, gint64 id, JzThing *thing, GError **error);

G_END_DECLS
