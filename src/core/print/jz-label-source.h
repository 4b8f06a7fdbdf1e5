/* jz-label-source: the labels of assets, rooms, shelves and books, and the cards of readers, made of what the school
 * file says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-label.h"
#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_print_labels;

typedef enum
{
  JZ_LABELS_ASSETS,
  JZ_LABELS_ROOMS,
  JZ_LABELS_SHELF_CARDS,
  JZ_LABELS_COPY_BARCODES, /* on the title page of a book */
  JZ_LABELS_COPY_SPINES,   /* its call number: 书标 */
  JZ_LABELS_COPIES,        /* both on one label */
  JZ_LABELS_READERS,       /* the cards of who may borrow: 读者证 */
  JZ_LABELS_N_SUBJECTS
} JzLabelSubject;

/* Which: every condition that is set must hold. */
typedef struct
{
  gboolean      missing; /* what has no printed label, or one that is no longer true: a shelf whose card is older than what
                          * stands there, a book with another number or call number */
  const char   *from;    /* numbers or codes from … */
  const char   *to;      /* … to, both counted in */
  const char   *batch;   /* what came with it: number of the voucher of assets, of the accession (总括登记号) of books */
  const char   *class_;  /* as people write it: the readers of it */
  const char   *query;   /* what a search for the thing or the place finds */
  const gint64 *ids;     /* these rows only */
  guint         n_ids;
} JzLabelChoice;

/* Whether it is kept which of them were printed. It is not of the cards of readers. */
gboolean   jz_label_subject_is_noted (JzLabelSubject subject);

/* For whoever may print them, @actor; since cards and labels are made without an operation, this is where it is asked.
 * @ids: (out): gint64 rows of asset, place, copy or reader, in the labels' order: by number or code, readers by
 * class and name. Nothing chosen is no error. JZ_ERROR_INVALID where missing ones are asked for and nobody knows;
 * or a query looks for nothing; JZ_ERROR_NOT_FOUND for a class that is none; JZ_ERROR_NOT_ALLOWED.
 * Returns: (transfer full) (element-type JzLabel) */
GPtrArray *jz_label_source_read (JzConnection *connection, const JzActor *actor, JzLabelSubject subject,
                                 const JzLabelChoice *choice, GArray **ids, GError **error);

/* Notes that they were printed, so that --missing leaves them out until something changes; only of what is noted. */
gboolean   jz_label_source_mark (JzOperation *operation, JzLabelSubject subject, GArray *ids, GError **error);

G_END_DECLS
