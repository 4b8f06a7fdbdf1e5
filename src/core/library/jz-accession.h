/* jz-accession: a delivery of books (总括登记), and what is usual for its books while they are catalogued.
 *
 * Every copy came with one. While it is open, what is added without a word comes with it: from its supplier, at its
 * discount, to its place. What the paper with it says (titles, copies, amount) is compared with what has come.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

#define JZ_DISCOUNT_WHOLE 10000 /* of the printed price: 7800 is 0.78 */

extern const JzAction jz_action_accession;

typedef struct
{
  const char *number;   /* NULL: the next one that is free, YYYY-0001 */
  const char *date;     /* NULL: today */
  const char *origin;   /* NULL: 购入 */
  gint64      supplier; /* supplier.id, 0: nobody sold them */
  const char *source;
  const char *invoice;
  const char *fund;
  gint64      discount; /* 0: the whole price; up to 2 × JZ_DISCOUNT_WHOLE */
  gint64      place;    /* where its books go; 0: not said */
  gint64      titles, copies, amount; /* as the paper says, fen; 0: it says nothing */
  const char *expected; /* when the rest comes; NULL: not said */
  const char *note;
  gboolean    open;     /* it is worked on now */
} JzAccessionData;

/* What is said of one, with the texts that its data points into. */
typedef struct
{
  JzAccessionData data;
  char           *texts[7];
} JzAccessionRecord;

/* Returns: (transfer full); NULL with @error, JZ_ERROR_NOT_FOUND. */
JzAccessionRecord *jz_accession_record_read (JzConnection *connection, gint64 id, GError **error);
void               jz_accession_record_free (JzAccessionRecord *self);

/* @id: (out). JZ_ERROR_CONFLICT where the number is taken, JZ_ERROR_INVALID. */
gboolean jz_accession_add      (JzOperation *operation, const JzAccessionData *data, gint64 *id, GError **error);
/* All but the number and whether it is open. */
gboolean jz_accession_update   (JzOperation *operation, gint64 id, const JzAccessionData *data, GError **error);
/* FALSE: it is done; TRUE: it is worked on again. */
gboolean jz_accession_set_open (JzOperation *operation, gint64 id, gboolean open, GError **error);

/* JZ_ERROR_NOT_FOUND. */
gboolean jz_accession_find     (JzConnection *connection, const char *number, gint64 *id, GError **error);
/* The one that is worked on, the newest of several; 0: none. */
gboolean jz_accession_current  (JzConnection *connection, gint64 *id, GError **error);

/* What has come of it, and what lacks. */
typedef struct
{
  char    *number, *date, *supplier, *invoice, *fund, *place, *expected, *first, *last; /* "" where nothing is said */
  gint64   place_id;
  gint64   discount;             /* JZ_DISCOUNT_WHOLE where nothing is said */
  gint64   due_titles, due_copies, due_amount; /* as the paper says; 0: nothing */
  gint64   titles, copies;
  gint64   listed, paid;         /* fen: as printed on the books; with the discount */
  gint64   unpriced;             /* copies of which no price is known */
  gint64   unlabelled;           /* copies that lack a label, or whose label is no longer true */
  gboolean open;
} JzAccessionState;

void     jz_accession_state_clear (JzAccessionState *self);
/* JZ_ERROR_NOT_FOUND. @state: (out): to be cleared. */
gboolean jz_accession_read        (JzConnection *connection, gint64 id, JzAccessionState *state, GError **error);

/* @price with @discount, rounded half up. */
gint64   jz_accession_paid        (gint64 price, gint64 discount);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzAccessionState, jz_accession_state_clear)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzAccessionRecord, jz_accession_record_free)

G_END_DECLS
