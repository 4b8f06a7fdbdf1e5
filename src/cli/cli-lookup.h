/* cli-lookup: asking sources of records on the command line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "cli.h"
#include "jz-lookup.h"

G_BEGIN_DECLS

/* What one source said. */
typedef struct
{
  JzTarget       *target; /* NULL: the own catalogue */
  JzLookupAnswer *answer;
} CliAsked;

void       cli_asked_free (CliAsked *self);

/* Asks @target (NAME of a row or an address; NULL: the own catalogue and all that are enabled) for @isbn, all at once,
 * and waits. Returns: (transfer full) (element-type CliAsked), in the order of the targets, NULL with @error */
GPtrArray *cli_ask (Cli *cli, const char *target, const char *isbn, GError **error);

/* Thirteen digits of what was typed; one with a wrong check digit passes, since books are printed so. JZ_ERROR_INVALID.
 */
gboolean   cli_isbn (const char *text, char isbn[JZ_ISBN_SIZE], GError **error);

G_END_DECLS
