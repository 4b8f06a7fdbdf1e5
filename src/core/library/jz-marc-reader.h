/* jz-marc-reader: records out of a file, strict where it can be and forgiving where it must.
 *
 * ISO 2709 (GB/T 2901) as it is met in schools: lengths that are wrong or count characters, directories that lie, line ends
 * and byte order marks between the records, a leader of question marks, the last terminator missing. The separators are
 * believed, not the lengths, so that a wrong length does not swallow the next record; what was mended is said. MARCXML and
 * MarcXchange are recognised by their first character. Nothing of a record is dropped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-marc-encoding.h"
#include "jz-marc.h"
#include "jz-xml-input.h"

G_BEGIN_DECLS

#define JZ_MARC_RECORD_MOST (1024 * 1024) /* bytes of a record that is read; ISO 2709 itself allows 99,999 */

typedef enum
{
  JZ_MARC_MENDED_LENGTH     = 1 << 0, /* the leader's length was not that of the record */
  JZ_MARC_MENDED_LEADER     = 1 << 1, /* the leader was not 24 characters, or its numbers none */
  JZ_MARC_MENDED_DIRECTORY  = 1 << 2, /* the directory did not fit the fields; they were told apart by their ends */
  JZ_MARC_MENDED_TERMINATOR = 1 << 3, /* there was no end of the record */
  JZ_MARC_MENDED_BETWEEN    = 1 << 4, /* something stood before the record and was left out */
  JZ_MARC_MENDED_TEXT       = 1 << 5, /* bytes that are no characters */
  JZ_MARC_N_MENDED          = 6,
} JzMarcMended;

/* How a record came. Valid until the next one is read. */
typedef struct
{
  guint          number;   /* from 1, of all, the refused ones too */
  const guint8  *bytes;    /* as they stood in the file; NULL from XML */
  gsize          n_bytes;
  guint64        offset;   /* of the first of them in the file */
  JzMarcEncoding encoding; /* never AUTO */
  JzMarcMended   mended;
  guint          replaced; /* characters, by U+FFFD */
  const char    *refused;  /* why these bytes are no record, a translated sentence; NULL: they are one */
} JzMarcSource;

typedef struct _JzMarcReader JzMarcReader;

/* @name is what messages call the file. Returns: (transfer full) */
JzMarcReader *jz_marc_reader_new    (const char *name, JzInputFunc read, gpointer source, JzMarcEncoding encoding);
void          jz_marc_reader_free   (JzMarcReader *self);

/* The next record: 1, also when these bytes are none (from->refused); 0 at the end; -1 with @error set when the file can't
 * be read on, or is no file of records at all (JZ_ERROR_REFUSED). */
int           jz_marc_reader_next   (JzMarcReader *self, JzMarc *record, JzMarcSource *from, GError **error);

/* What is said of one of JzMarcMended, translated. Returns: (transfer none) */
const char   *jz_marc_mended_words  (JzMarcMended one);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzMarcReader, jz_marc_reader_free)

G_END_DECLS
