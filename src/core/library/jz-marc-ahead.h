/* jz-marc-ahead: the records of a file, understood on a thread of their own ahead of whoever writes them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-marc-import.h"
#include "jz-marc-profile.h"
#include "jz-title.h"

G_BEGIN_DECLS

/* A record and all that can be said of it without the school's file. Valid until the next one is asked for. */
typedef struct
{
  guint         number;
  JzMarcSource  from;     /* bytes as below */
  GByteArray   *bytes;    /* empty from XML */
  JzMarc       *record;
  char         *text;     /* jz_marc_to_text() */
  GBytes       *original; /* jz_title_original() */
  JzTitleFacts  facts;
  GPtrArray    *copies;   /* of JzMarcCopy */
  char         *bad;      /* a barcode that makes no sense; NULL: none */
} JzMarcLine;

typedef struct _JzMarcAhead JzMarcAhead;

/* @profile: NULL: no copies. Both must outlive it. Returns: (transfer full) */
JzMarcAhead *jz_marc_ahead_new  (const JzMarcImport *import, const JzMarcProfile *profile);
/* Ends the thread, wherever it is. NULL is fine. */
void         jz_marc_ahead_free (JzMarcAhead *self);
/* NULL at the end, or with @error set. */
JzMarcLine  *jz_marc_ahead_next (JzMarcAhead *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzMarcAhead, jz_marc_ahead_free)

G_END_DECLS
