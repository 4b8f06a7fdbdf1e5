/* fuzz-csv: any bytes as a file of delimited text: read to its end or refused with a reason; read again it says the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "fuzz.h"
#include "fuzz-sheet.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  /* Workbooks are for fuzz-xlsx; .xls is read in a process of its own. */
  if (size >= 4 && (memcmp (data, "PK", 2) == 0 || memcmp (data, "\xd0\xcf\x11\xe0", 4) == 0 || data[0] == 0x09))
    return 0;
  fuzz_sheet_read_twice (fuzz_file (data, size));
  return 0;
}
