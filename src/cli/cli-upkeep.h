/* cli-upkeep: the deeds of the groups damage, repair, maintenance, disposal and loans, behind one door.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "cli.h"

G_BEGIN_DECLS

/* Parses the options of the deed @name ("damage add", which stands in argv[0] already) and does it. As CliRun. */
int cli_upkeep_run (Cli *cli, const CliCommand *command, const char *name, int argc, char **argv, GError **error);

G_END_DECLS
