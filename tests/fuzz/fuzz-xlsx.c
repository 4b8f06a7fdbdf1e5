/* fuzz-xlsx: a workbook whose sheet, strings and styles, parted by lines "===", are any text; and any bytes as a zip.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>
#include <unistd.h>

#include "core/sheet-fixture.h"
#include "fuzz.h"
#include "fuzz-sheet.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static char     *path;
  g_autofree char *text = NULL;
  g_auto (GStrv)   parts = NULL;

  if (size > 2 && memcmp (data, "PK", 2) == 0)
    {
      fuzz_sheet_read_twice (fuzz_file (data, size));
      return 0;
    }
  if (path == NULL)
    {
      const char *folder = g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm" : g_get_tmp_dir ();

      path = g_strdup_printf ("%s/jz-fuzz-%d.xlsx", folder, (int) getpid ());
    }
  text = fuzz_text (data, size, FALSE);
  parts = g_strsplit (text, "\n===\n", 3);
  if (parts[0] == NULL)
    return 0;
  fixture_xlsx (path, parts[0], parts[1], parts[1] != NULL ? parts[2] : NULL, 0);
  fuzz_sheet_read_twice (path);
  unlink (path);
  return 0;
}
