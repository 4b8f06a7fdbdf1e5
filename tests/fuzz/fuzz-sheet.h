/* fuzz-sheet: reads a spreadsheet as an import does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

/* Every sheet to its end, with rows ascending and cells in order; the second time it is the same. */
void fuzz_sheet_read_twice (const char *path);
