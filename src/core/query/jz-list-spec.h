/* jz-list-spec: a list, declared.
 *
 * A page says once, in a constant struct, what its list is: where the rows come from, its columns,
 * filters, sums and search index. Everything that reads lists works from that, so SQL comes only
 * from here and a person's input only as bound values.
 *
 * SQL expressions name columns with their table ("item.code"). Joins must be LEFT JOINs on unique
 * keys: they never add or drop rows, and SQLite leaves out those that a question does not need.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JzColumnKind: what a column holds, and so how it is shown, aligned and filtered.
 * @JZ_COLUMN_TEXT: text
 * @JZ_COLUMN_CODE: text in which digits stand under each other; never grouped
 * @JZ_COLUMN_NUMBER: a whole number
 * @JZ_COLUMN_QUANTITY: a quantity in its smallest unit
 * @JZ_COLUMN_MONEY: fen
 * @JZ_COLUMN_DATE: ISO text
 * @JZ_COLUMN_STATUS: a stable key, shown as sign and word; "key:3" is shown with the number 3
 */
typedef enum
{
  JZ_COLUMN_TEXT,
  JZ_COLUMN_CODE,
  JZ_COLUMN_NUMBER,
  JZ_COLUMN_QUANTITY,
  JZ_COLUMN_MONEY,
  JZ_COLUMN_DATE,
  JZ_COLUMN_STATUS,
} JzColumnKind;

/* What a status key is called: a sign, a space and words ("✓ In use"). The sign tells its tone:
 * ✓ in order, ! to do, ✗ wrong, ○ open, ? requested, ⊘ closed, ↗ out, ↙ back, ↻ renewed. */
typedef struct
{
  const char *key;
  const char *words; /* msgid */
} JzStatusWord;

typedef struct
{
  const char         *id;       /* stable: kept in preferences */
  const char         *title;    /* msgid */
  JzColumnKind        kind;
  const char         *select;   /* SQL of the value */
  const char         *decimals; /* of a quantity: SQL of the number of decimals; NULL: none */
  const char         *sort;     /* SQL to sort by; NULL: the value */
  const JzStatusWord *words;    /* of a status: ends with a NULL key */
  int                 width;    /* px at 14 px text */
  gboolean            expand;   /* takes what is left; one column of a list does */
  gboolean            hidden;   /* until a person asks for it */
  gboolean            quiet;    /* stands behind the others: shown paler */
} JzListColumn;

/* What narrows a list besides its columns, such as the category chosen in a tree. */
typedef struct
{
  const char  *id;
  const char  *title;   /* msgid */
  JzColumnKind kind;    /* how the value is bound: TEXT, CODE, DATE and STATUS as text */
  const char  *sql;     /* condition; each "?" is the value */
  const char  *choices; /* SQL of rows (value, title) to choose from, or NULL */
} JzListFilter;

/* A sum over all that is listed. */
typedef struct
{
  const char  *id;
  const char  *title;   /* msgid with one %s: "Amount %s yuan" */
  JzColumnKind kind;
  const char  *sql;     /* aggregate */
} JzListTotal;

typedef struct
{
  const char         *name;    /* stable: kept in preferences */
  const char         *table;   /* base table, whose changes are this list's changes */
  const char         *id_sql;  /* "item.id": a 64-bit key, each at most once */
  const char         *joins;   /* or NULL */
  const char         *where;   /* always holds; or NULL */
  const JzListColumn *columns; /* ends with a NULL id */
  const JzListFilter *filters; /* ends with a NULL id; or NULL */
  const JzListTotal  *totals;  /* ends with a NULL id; or NULL */
  const char         *search;  /* SELECT of the ids that answer a search; or NULL. ?1 is the expression for an index
                                * X_search, ?2, which may be left out, the folded text */
  const char         *order;   /* id of the column it is sorted by at first */
  gboolean            descending;
} JzListSpec;

guint               jz_list_spec_n_columns (const JzListSpec *spec);

/* NULL, -1: there is none of that id. */
const JzListColumn *jz_list_spec_column (const JzListSpec *spec, const char *id);
int                 jz_list_spec_column_index (const JzListSpec *spec, const char *id);
const JzListFilter *jz_list_spec_filter (const JzListSpec *spec, const char *id);

/* Whether values of @kind stand on the right, so that digits stand under each other. */
gboolean            jz_column_kind_is_right (JzColumnKind kind);

G_END_DECLS
