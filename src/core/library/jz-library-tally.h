/* jz-library-tally: one pass over the loans of a period and one over the copies, for jz-library-stats.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-library-stats.h"

G_BEGIN_DECLS

#define JZ_TALLY_LETTERS 27 /* A … Z, and what has no letter */

typedef struct
{
  gint64 titles, copies, loans, unlent;
} JzTallyLetter;

typedef struct
{
  gint64 title, loans;
} JzTallyTitle;

typedef struct
{
  /* What is asked for. */
  const char *first, *last;   /* of the period */
  const char *fresh_from;     /* what came later is new, up to @last */
  const char *unlent_from;

  /* What came of it. Loans: */
  GHashTable *copies;         /* id of a copy → loans in the period times two, plus one where it was lent since @unlent_from */
  GHashTable *readers;        /* their ids */
  GHashTable *days;           /* on which books went out or came back */
  GHashTable *classes;        /* id of a class → loans */
  GHashTable *months;         /* "2026-09" → loans */
  gint64      loans, class_loans;
  gboolean    any;            /* something was ever lent */
  gboolean    folded;         /* of some loans in the period only figures are left */
  gboolean    unlent_known;   /* loans are known back to @unlent_from */

  /* Holdings: */
  JzTallyLetter letters[JZ_TALLY_LETTERS]; /* of books and reference books; their loans of everything */
  GArray       *titles;       /* of JzTallyTitle, those that were lent */
  gint64        n_titles, n_copies, value, unpriced, fresh;
  gint64        reference, periodicals; /* titles; of periodicals those subscribed to in the year of @last, without any
                                         * subscription those of which something came since @fresh_from */
  gboolean      knows_copies;  /* there is a copy at all, whatever became of it */
  gboolean      knows_reference, knows_periodicals; /* a title of that kind is in the catalogue */
} JzTally;

/* @tally: with what is asked for; to be cleared, also on FALSE. */
gboolean jz_tally_read  (JzConnection *connection, JzTally *tally, GError **error);
void     jz_tally_clear (JzTally *tally);

/* The letter of a class number among @letters. */
guint    jz_tally_letter (const char *class_);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzTally, jz_tally_clear)

G_END_DECLS
