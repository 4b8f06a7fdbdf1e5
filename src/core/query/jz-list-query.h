/* jz-list-query: what of a list is asked for, and the answers: ids in display order, rows, sums.
 *
 * A query is a list's spec with a sort column, conditions and a search text. It can name only what the
 * spec declares; whatever a person typed is a bound value. It is set up, then only read, and may
 * then be used by any thread.
 *
 *   order    all ids that meet the conditions, sorted: computed once, kept while nothing changes
 *   search   those of an order that the search index finds, in that order: the cost is that of asking
 *            the index, whatever the order and however many rows there are
 *   rows     the columns of up to 256 ids
 *   totals   the count and the sums
 *
 * The functions that take a connection block, and stop with G_IO_ERROR_CANCELLED when the connection's
 * cancellable is cancelled.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-list-spec.h"

G_BEGIN_DECLS

#define JZ_LIST_WINDOW 256 /* ids that jz_list_rows_read() takes at most */

typedef struct _JzListQuery JzListQuery;
typedef struct _JzListOrder JzListOrder;
typedef struct _JzListRows  JzListRows;

typedef enum
{
  JZ_LIST_IS,       /* equals; the only one for a declared filter */
  JZ_LIST_CONTAINS, /* text: holds it, folded (jz_text_fold) */
  JZ_LIST_FROM,     /* not less than */
  JZ_LIST_TO,       /* not more than */
} JzListOperator;

/* Asks for everything in the spec's own order. Returns: (transfer full) */
JzListQuery      *jz_list_query_new   (const JzListSpec *spec);
JzListQuery      *jz_list_query_copy  (JzListQuery *self);
JzListQuery      *jz_list_query_ref   (JzListQuery *self);
void              jz_list_query_unref (JzListQuery *self);

const JzListSpec *jz_list_query_get_spec   (JzListQuery *self);
const char       *jz_list_query_get_sort   (JzListQuery *self);
gboolean          jz_list_query_get_descending (JzListQuery *self);
const char       *jz_list_query_get_search (JzListQuery *self); /* "" for none */
guint             jz_list_query_n_conditions (JzListQuery *self);

/* FALSE when the spec has no such column; nothing is changed then. */
gboolean          jz_list_query_set_sort   (JzListQuery *self, const char *column, gboolean descending);

/* Any text; NULL or blank: no search. */
void              jz_list_query_set_search (JzListQuery *self, const char *typed);

/* All conditions must hold. @id is that of a column or filter; @value what a person typed or chose:
 * "1,280" for money, "2026.9" for a date. JZ_ERROR_INVALID when it is no such value. */
gboolean
jz_list_query_add_condition (JzListQuery *self, const char *id, JzListOperator op, const char *value, GError **error);
void              jz_list_query_clear_conditions (JzListQuery *self);

/* Whether both have the same order: all but the search text is equal. */
gboolean          jz_list_query_same_order (JzListQuery *a, JzListQuery *b);
gboolean          jz_list_query_equal      (JzListQuery *a, JzListQuery *b);

/* The order of the query, its search text left out. Returns: (transfer full) */
JzListOrder      *jz_list_order_read  (JzListQuery *query, JzConnection *connection, GError **error);
JzListOrder      *jz_list_order_ref   (JzListOrder *self);
void              jz_list_order_unref (JzListOrder *self);

/* All ids of the order. Returns: (transfer none) (element-type gint64) */
GArray           *jz_list_order_get_ids (JzListOrder *self);

/* The ids that answer @query's search text, in @self's order; all when there is no search text.
 * Returns: (transfer full) (element-type gint64) */
GArray *jz_list_order_search (JzListOrder *self, JzListQuery *query, JzConnection *connection, GError **error);

/* The first @n ids of the order, for a first page before the order is known. The search text is left out.
 * Returns: (transfer full) (element-type gint64) */
GArray           *jz_list_head_read (JzListQuery *query, guint n, JzConnection *connection, GError **error);

/* The rows of @ids. Returns: (transfer full) */
JzListRows *
jz_list_rows_read (const JzListSpec *spec, const gint64 *ids, guint n, JzConnection *connection, GError **error);
JzListRows       *jz_list_rows_ref   (JzListRows *self);
void              jz_list_rows_unref (JzListRows *self);

guint             jz_list_rows_n (JzListRows *self);
gint64            jz_list_rows_id (JzListRows *self, guint i);

/* Whether there still is a row of that id. */
gboolean          jz_list_rows_exists (JzListRows *self, guint i);

/* What stands in @column (of all that the spec has, hidden ones too), ready to be shown; "" for nothing.
 * Belongs to @self. */
const char       *jz_list_rows_text (JzListRows *self, guint i, guint column);

/* Count and sums of all that the query finds: whole phrases, translated. @texts: (out) (transfer full):
 * NULL-terminated, one for each total of the spec. */
gboolean
jz_list_totals_read (JzListQuery *query, JzConnection *connection, gint64 *count, char ***texts, GError **error);

/* What a filter lets choose from. @values, @titles: (out) (transfer full). */
gboolean jz_list_choices_read (const JzListFilter *filter, JzConnection *connection, char ***values, char ***titles,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzListQuery, jz_list_query_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzListOrder, jz_list_order_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzListRows, jz_list_rows_unref)

G_END_DECLS
