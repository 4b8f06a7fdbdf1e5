/* jz-marc-codes: coded data of fixed length (定长字段: 100 $a, 105 $a) as the parts that it is made of.
 *
 * Which parts there are, where they stand and which codes they may have is a table (marc-codes-cnmarc.tsv). Writing a
 * part changes its characters alone: what stands beside it, whatever that is, stays character for character.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-marc.h"

G_BEGIN_DECLS

typedef struct
{
  const char *code;  /* as long as the part */
  const char *name;
} JzMarcCode;

typedef struct
{
  const char *tag;
  char        subfield;
  guint       from, length; /* characters, from 0 */
  const char *name;
  GArray     *codes;        /* of JzMarcCode; without any, text */
} JzMarcPart;

/* All parts in the order of the table. Returns: (transfer none) (element-type JzMarcPart): they live for ever */
const GPtrArray *jz_marc_parts    (void);

/* FALSE for MARC 21, whose fields of these tags say something else: 100 is the author. */
gboolean         jz_marc_has_parts (const JzMarc *record);

/* What @record says of it, exactly as long as the part, or "" where it has no such field or ends before it.
 * Returns: (transfer full) */
char            *jz_marc_part_get (const JzMarc *record, const JzMarcPart *part);

/* Writes @text, filled up with blanks behind; makes the field where there is none. FALSE: it is longer than the part or
 * the record has no parts, and the record is as it was. */
gboolean         jz_marc_part_put (JzMarc *record, const JzMarcPart *part, const char *text);

G_END_DECLS
