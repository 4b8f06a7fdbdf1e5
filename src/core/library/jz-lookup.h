/* jz-lookup: a book's record by its ISBN: in the own catalogue, in files of records, on servers.
 *
 * Servers are asked by a helper program (jiaozhuang-lookup), which a server that is silent, lies or floods can at worst
 * end: an answer takes no longer than its target may, holds at most JZ_LOOKUP_RECORDS_MOST records of
 * JZ_LOOKUP_RECORD_MOST bytes, and whatever went wrong is one line. Records are read by jz-marc-reader alone. What is
 * asked for is the ISBN in its thirteen digits, then in its ten.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-target.h"
#include "jz-title.h"

G_BEGIN_DECLS

typedef struct
{
  JzMarc         *record;
  GBytes         *bytes;    /* as it came; NULL from XML */
  JzMarcEncoding  encoding;
  JzMarcMended    mended;
  gboolean        matches;  /* it has the ISBN that was asked for; others are not taken without a look */
  gint64          title;    /* title.id in the own catalogue; 0: from elsewhere */
} JzLookupRecord;

/* What one target said. */
typedef struct
{
  gint64     hits;     /* how many it says it has */
  GPtrArray *records;  /* of JzLookupRecord, those that match first */
  guint      left_out; /* records that were none, or too large */
  char      *trouble;  /* one translated line; NULL: none */
} JzLookupAnswer;

void            jz_lookup_record_free (JzLookupRecord *self);
void            jz_lookup_answer_free (JzLookupAnswer *self);

/* Asks one target; blocks, for a worker thread or the command line. @isbn: as jz_isbn_parse() gives it.
 * Returns: (transfer full): always an answer, which may be trouble alone */
JzLookupAnswer *jz_lookup_ask        (const JzTarget *target, const char *isbn, GCancellable *cancellable);

/* The same on a thread of its own; the answer comes in the caller's context. */
void            jz_lookup_ask_async  (const JzTarget *target, const char *isbn, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer data);
/* Returns: (transfer full), NULL with @error when cancelled */
JzLookupAnswer *jz_lookup_ask_finish (GAsyncResult *result, GError **error);

/* The titles of the own catalogue that have it. Returns: (transfer full) */
JzLookupAnswer *jz_lookup_own        (JzConnection *connection, const char *isbn, GError **error);

/* Where a record came from, for jz_title_add(); points into @record and @source. */
JzTitleOrigin   jz_lookup_origin     (const JzLookupRecord *record, const char *source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzLookupAnswer, jz_lookup_answer_free)

G_END_DECLS
