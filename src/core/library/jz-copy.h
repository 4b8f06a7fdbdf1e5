/* jz-copy: the books that a school has (册), and the deliveries that brought them (总括登记).
 *
 * A copy belongs to a title and came with one delivery. Its accession number is never given out twice; what its label encodes
 * is mostly the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"
#include "jz-rows.h"

G_BEGIN_DECLS

#define JZ_COPIES_MOST        10000  /* of one run: 20295403-5408 */
#define JZ_COPY_USUAL_PLACE   "书库" /* where copies stand of which nothing is said */
#define JZ_CALL_SCHEME_SERIAL 1      /* call_scheme.id of 种次号 */

typedef struct
{
  const char *number;  /* NULL: the next one that is free, YYYY-0001 */
  const char *date;    /* NULL: today */
  const char *origin;  /* NULL: 购入 */
  const char *source;
  const char *invoice;
  const char *fund;
  const char *note;
} JzAccessionData;

/* @id: (out). JZ_ERROR_CONFLICT where the number is taken. */
gboolean jz_accession_add (JzOperation *operation, const JzAccessionData *data, gint64 *id, GError **error);

typedef struct
{
  const char *number;  /* accession number and barcode */
  const char *call;    /* "": none yet */
  const char *volume;
  gint64      price;   /* fen; 0: that of the title */
  gint64      accession;
  gint64      place;
} JzCopyData;

/* Very many of them, in the order of @id; numbers must have been proved free. */
JzRows  *jz_copy_rows   (JzOperation *operation, GError **error);
gboolean jz_copy_append (JzOperation *operation, JzRows *copies, gint64 id, gint64 title, const JzCopyData *data, GError **error);

/* @id: (out): the copy with this barcode or accession number; 0: there is none. */
gboolean jz_copy_find   (JzConnection *connection, const char *number, gint64 *id, GError **error);

/* The numbers that @text means: itself, or a run of them: "20295403-5408", whose end is written without what is the same.
 * NULL: it is no run that makes sense (an end before the start, more than JZ_COPIES_MOST). Returns: (transfer full) */
GPtrArray *jz_copy_expand (const char *text);

G_END_DECLS
