/* cli-library-count: what the stock-take commands do where books are counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "cli.h"

G_BEGIN_DECLS

/* Each does what the command of its name does, after its options were read; take: scan with a file. @codes:
 * (element-type JzScannedCode). Returns: as CliRun */
int cli_library_count_start (Cli *cli, const char *place, const char *from, const char *to, const char *name,
                             GError **error);
int cli_library_count_scan (Cli *cli, const char *number, GPtrArray *codes, const char *at, const char *counter,
                            GError **error);
int cli_library_count_take (Cli *cli, const char *number, GPtrArray *codes, const char *at, const char *counter,
                            GError **error);
int cli_library_count_show   (Cli *cli, const char *number, const char *only, GError **error);
int cli_library_count_finish (Cli *cli, const char *number, GError **error);
int cli_library_count_drop   (Cli *cli, const char *number, GError **error);
int cli_library_count_list   (Cli *cli, GError **error);

G_END_DECLS
