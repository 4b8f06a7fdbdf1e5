/* fuzz-reference: a code table or standard that a county brings, as any text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"
#include "jz-reference.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char        *text = fuzz_text (data, size, FALSE);
  g_autoptr (GError)      error = NULL;
  g_autoptr (JzReference) table = jz_reference_parse (text, "table.tsv", &error);

  g_assert_true ((table == NULL) == (error != NULL));
  for (guint row = 0; table != NULL && row < table->rows->len; row++)
    for (guint i = 0; table->columns[i] != NULL; i++)
      g_assert_nonnull (jz_reference_get (table, row, table->columns[i]));
  return 0;
}
