/* Between the files of this folder only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-query.h"

G_BEGIN_DECLS

/* " FROM … WHERE …" of the query, with its search where @search. The values stand where
 * jz_list_query_bind() puts them. */
void         jz_list_query_append_source (JzListQuery *self, GString *sql, gboolean search);

/* " ORDER BY …" */
void         jz_list_query_append_order (JzListQuery *self, GString *sql);

/* Prepares @sql on @connection and binds the values of the conditions, then of the search. */
JzStatement *
jz_list_query_prepare (JzListQuery *self, const char *sql, gboolean search, JzConnection *connection, GError **error);

/* A value as it is shown. Returns: (transfer full) */
char        *jz_list_format (const JzListColumn *column, JzStatement *row, int at);

G_END_DECLS
