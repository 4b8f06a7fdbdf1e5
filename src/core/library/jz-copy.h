/* jz-copy: the books that a school has (册).
 *
 * A copy belongs to a title and came with one delivery. Its accession number is never given out twice; what its label encodes
 * is mostly the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-accession.h"
#include "jz-rows.h"

G_BEGIN_DECLS

#define JZ_COPIES_MOST      10000  /* of one run: 20295403-5408 */
#define JZ_COPY_USUAL_PLACE "书库" /* where copies stand of which nothing is said */

typedef struct
{
  const char *number;  /* accession number and barcode */
  const char *call;    /* "": none yet */
  const char *volume;
  gint64      price;   /* fen; 0: that of the title */
  gint64      accession;
  gint64      place;
} JzCopyData;

/* Many of them, in the order of @id; @most: as many as are expected, G_MAXUINT: very many; numbers must have been proved free. */
JzRows  *jz_copy_rows   (JzOperation *operation, guint most, GError **error);
gboolean jz_copy_append (JzOperation *operation, JzRows *copies, gint64 id, gint64 title, const JzCopyData *data, GError **error);

/* @id: (out): the copy with this barcode or accession number; 0: there is none. */
gboolean jz_copy_find   (JzConnection *connection, const char *number, gint64 *id, GError **error);

/* Copies that come one after another: their numbers run on without a gap. */
typedef struct
{
  gint64      title;
  guint       count;
  const char *number;    /* of the first; NULL: the next that nobody had, see jz_copy_next_number() */
  const char *call;      /* NULL: that of the title */
  const char *volume;    /* NULL: none */
  gint64      price;     /* fen; -1: that of the title */
  gint64      accession; /* 0: the delivery that is open, else a new one */
  gint64      place;     /* 0: that of the delivery, else 书库 */
} JzCopyRun;

/* What is not said of @run comes from the delivery that is open, and where there is none either, from what is usual:
 * makes that delivery and that place. Of a run of no copies nothing is made: then either may stay 0. */
gboolean jz_copy_run_complete (JzOperation *operation, JzCopyRun *run, GError **error);

/* JZ_ERROR_CONFLICT where a number of the run is or was a copy's. @numbers: (out) (optional) (transfer full) (element-type utf8) */
gboolean jz_copy_add_run (JzOperation *operation, const JzCopyRun *run, GPtrArray **numbers, GError **error);

/* The number behind the greatest, as catalogue_rule says what they look like; those of copies that are void count, so that none is
 * given out twice, and so do barcodes, since each number becomes one. Returns: (transfer full), NULL with @error */
char    *jz_copy_next_number (JzConnection *connection, GError **error);

/* Numbers of that kind which no copy has or had. */
typedef struct
{
  char  *first, *last;
  gint64 n;
} JzCopyGap;

void       jz_copy_gap_free (JzCopyGap *self);
/* At most @most of them, the first ones first. Returns: (transfer full) (element-type JzCopyGap), NULL with @error */
GPtrArray *jz_copy_gaps     (JzConnection *connection, guint most, GError **error);

/* A copy that was made by mistake: its number stays its own; whoever it was put aside for waits again.
 * JZ_ERROR_NOT_FOUND, JZ_ERROR_CONFLICT while somebody has it. */
gboolean   jz_copy_void     (JzOperation *operation, gint64 id, GError **error);

extern const JzAction jz_action_copy;

/* The numbers that @text means: itself, or a run of them: "20295403-5408", whose end is written without what is the same.
 * NULL: it is no run that makes sense (an end before the start, more than JZ_COPIES_MOST). Returns: (transfer full) */
GPtrArray *jz_copy_expand (const char *text);

G_END_DECLS
