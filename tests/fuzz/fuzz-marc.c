/* fuzz-marc: any bytes as a file of catalogue records: read to its end or refused; what was read is written and read again
 * the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "fuzz.h"
#include "jz-error.h"
#include "jz-marc-iso2709.h"
#include "support/bytes-source.h"

/* What is kept as text comes back as it was; what is written in ISO 2709 too, where it can hold it. */
static void
check_round_trip (const JzMarc *record)
{
  g_autoptr (JzMarc)        again = jz_marc_new ();
  g_autoptr (JzMarcDecoder) decoder = jz_marc_decoder_new ();
  g_autoptr (GByteArray)    bytes = g_byte_array_new ();
  g_autofree char          *text = jz_marc_to_text (record), *other = NULL;
  JzMarcSource              from = { 0 };

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (jz_marc_from_text (again, text));
  g_assert_true (jz_marc_equal (record, again));
  if (!jz_marc_iso2709_write (record, JZ_MARC_ENCODING_UTF_8, bytes, NULL))
    return;
  from.bytes = bytes->data;
  from.n_bytes = bytes->len;
  g_assert_true (jz_marc_iso2709_read (decoder, JZ_MARC_ENCODING_UTF_8, JZ_MARC_ENCODING_UTF_8, again, &from));
  g_assert_cmpint (from.mended, ==, 0);
  other = jz_marc_to_text (again);
  g_assert_cmpstr (text + JZ_MARC_LEADER, ==, other + JZ_MARC_LEADER);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  BytesSource                   source = { data, size, 61 };
  g_autoptr (JzMarcReader) reader = jz_marc_reader_new ("x", bytes_source_read, &source, JZ_MARC_ENCODING_AUTO);
  g_autoptr (JzMarc)       record = jz_marc_new ();
  g_autoptr (GError)       error = NULL;
  JzMarcSource             from;
  int                      status;

  while ((status = jz_marc_reader_next (reader, record, &from, &error)) == 1)
    if (from.refused == NULL)
      check_round_trip (record);
  g_assert_true ((status < 0) == (error != NULL));
  g_assert_true (error == NULL || error->domain == JZ_ERROR);
  return 0;
}
