/* jz-history: the journal as people read it: what was done, by whom, and what it changed in a row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

typedef struct
{
  gint64   operation;
  char    *at;        /* UTC */
  gint64   account;   /* 0: the program itself */
  char    *who;       /* name of the account, "" for the program itself */
  char    *second;    /* name of the second person, or NULL */
  char    *kind;
  char    *words;
  gint64   rows;
  gint64   undoes;    /* 0, or the operation that it took back */
  gboolean undone;    /* taken back since */
} JzHistoryRow;

void       jz_history_row_free (JzHistoryRow *self);

/* The newest @limit operations, newest first; of one row when @table is given, else of all.
 * Returns: (transfer full) (element-type JzHistoryRow) */
GPtrArray *jz_history_read (JzConnection *connection, const char *table, gint64 row, guint limit, GError **error);

/* One value that an operation changed. */
typedef struct
{
  char *column;
  char *before; /* NULL: the row was new */
  char *after;  /* NULL: the row went */
} JzHistoryValue;

void       jz_history_value_free (JzHistoryValue *self);

/* What @operation changed in the row, leaving out `changed`. Empty for what was not recorded one by one.
 * Returns: (transfer full) (element-type JzHistoryValue) */
GPtrArray *
jz_history_values (JzConnection *connection, gint64 operation, const char *table, gint64 row, GError **error);

G_END_DECLS
