/* jz-marc-iso2709: the bytes of one record, read and written (ISO 2709, GB/T 2901).
 *
 * A leader of 24 bytes, a directory with an entry of 12 bytes for each field (tag, length, start), the fields each behind
 * the last with 0x1E at the end, 0x1D at the very end. Lengths count bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-marc-reader.h"

G_BEGIN_DECLS

#define JZ_MARC_FIELD_WRITTEN  9999  /* bytes of a field, with its end: four digits in the directory */
#define JZ_MARC_RECORD_WRITTEN 99999 /* bytes of a record: five digits in the leader */

/* Reads from->bytes, which end where the record ends, into @record; fills in the rest of @from but the number. What MENDED
 * says already stays. FALSE: these bytes are no record, and from->refused says why. @before: as for jz_marc_decoder_sniff(). */
gboolean jz_marc_iso2709_read  (JzMarcDecoder *decoder, JzMarcEncoding encoding, JzMarcEncoding before, JzMarc *record,
                                JzMarcSource *from);

/* Whether @bytes look like the beginning of a record. */
gboolean jz_marc_iso2709_begins (const guint8 *bytes, gsize n);

/* Appends the record to @bytes. JZ_ERROR_INVALID where a field or the record is too long; nothing is appended then. */
gboolean jz_marc_iso2709_write (const JzMarc *record, JzMarcEncoding encoding, GByteArray *bytes, GError **error);

G_END_DECLS
