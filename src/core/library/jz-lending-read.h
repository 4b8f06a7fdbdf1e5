/* jz-lending-read: what is out, and with whom: of one reader, overdue, before somebody leaves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 lending, copy, title, reader, class_;
  char  *code, *title_text, *call; /* of the copy */
  char  *card, *who, *class_name;  /* @class_name "" for who has none */
  char  *lent, *due;               /* ISO */
  int    late;                     /* days past @due, ≤ 0: not late */
  guint  renewals;
  gint64 price;                    /* fen, 0: not known */
} JzBookOut;

void       jz_book_out_free (JzBookOut *self);

typedef struct
{
  gint64   reader;  /* 0: everybody's */
  gint64   class_;  /* 0: of every class, staff too */
  gboolean overdue; /* only those */
} JzBooksOutQuery;

/* By class, reader and day. Returns: (transfer full) (element-type JzBookOut) */
GPtrArray *jz_books_out (JzConnection *connection, const JzBooksOutQuery *query, GError **error);

/* One who can't leave yet, or can. */
typedef struct
{
  gint64 reader;
  char  *card, *name, *class_name;
  guint  out;
  gint64 owed; /* fen */
} JzClearing;

void       jz_clearing_free (JzClearing *self);

/* Everybody of @class_, or of those who are gone from the register (0), who has a card that is not cleared; who has
 * something first. Returns: (transfer full) (element-type JzClearing) */
GPtrArray *jz_clearing_list (JzConnection *connection, gint64 class_, GError **error);

G_END_DECLS
