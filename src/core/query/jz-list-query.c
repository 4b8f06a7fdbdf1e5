/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-query"
#include "config.h"

#include "jz-list-query-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-date.h"
#include "jz-money.h"
#include "jz-quantity.h"
#include "jz-search.h"
#include "jz-text.h"

typedef struct
{
  const char    *id;  /* of the spec */
  JzListOperator op;
  char          *sql; /* each "?" is the value */
  gboolean       is_text;
  char          *text;
  double         number;
} Condition;

struct _JzListQuery
{
  const JzListSpec *spec;
  const JzListColumn *sort;
  gboolean   descending;
  char      *search;      /* as typed */
  char      *expression;  /* for the index; NULL: nothing is searched */
  char      *folded;
  GPtrArray *conditions;
};

static void
condition_free (gpointer data)
{
  Condition *self = data;

  g_free (self->sql);
  g_free (self->text);
  g_free (self);
}

static Condition *
condition_copy (const Condition *other)
{
  Condition *self = g_new (Condition, 1);

  *self = *other;
  self->sql = g_strdup (other->sql);
  self->text = g_strdup (other->text);
  return self;
}

static gboolean
condition_equal (const Condition *a, const Condition *b)
{
  return a->op == b->op && g_str_equal (a->id, b->id) && a->number == b->number && g_strcmp0 (a->text, b->text) == 0;
}

static void
query_clear (gpointer data)
{
  JzListQuery *self = data;

  g_free (self->search);
  g_free (self->expression);
  g_free (self->folded);
  g_ptr_array_unref (self->conditions);
}

JzListQuery *
jz_list_query_new (const JzListSpec *spec)
{
  JzListQuery *self = g_atomic_rc_box_new0 (JzListQuery);

  self->spec = spec;
  self->sort = jz_list_spec_column (spec, spec->order);
  self->descending = spec->descending;
  jz_list_query_set_search (self, NULL);
  self->conditions = g_ptr_array_new_with_free_func (condition_free);
  g_assert (self->sort != NULL);
  return self;
}

JzListQuery *
jz_list_query_copy (JzListQuery *other)
{
  JzListQuery *self = jz_list_query_new (other->spec);

  self->sort = other->sort;
  self->descending = other->descending;
  jz_list_query_set_search (self, other->search);
  for (guint i = 0; i < other->conditions->len; i++)
    g_ptr_array_add (self->conditions, condition_copy (g_ptr_array_index (other->conditions, i)));
  return self;
}

JzListQuery *
jz_list_query_ref (JzListQuery *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
jz_list_query_unref (JzListQuery *self)
{
  g_atomic_rc_box_release_full (self, query_clear);
}

const JzListSpec *
jz_list_query_get_spec (JzListQuery *self)
{
  return self->spec;
}

const char *
jz_list_query_get_sort (JzListQuery *self)
{
  return self->sort->id;
}

gboolean
jz_list_query_get_descending (JzListQuery *self)
{
  return self->descending;
}

const char *
jz_list_query_get_search (JzListQuery *self)
{
  return self->search;
}

guint
jz_list_query_n_conditions (JzListQuery *self)
{
  return self->conditions->len;
}

gboolean
jz_list_query_set_sort (JzListQuery *self, const char *column, gboolean descending)
{
  const JzListColumn *sort = jz_list_spec_column (self->spec, column);

  if (sort == NULL)
    return FALSE;
  self->sort = sort;
  self->descending = descending;
  return TRUE;
}

void
jz_list_query_set_search (JzListQuery *self, const char *typed)
{
  g_free (self->search);
  g_free (self->expression);
  g_free (self->folded);
  self->search = jz_text_tidy (typed);
  self->folded = jz_text_fold (self->search);
  self->expression = self->spec->search != NULL ? jz_search_expression (self->search) : NULL;
}

/* Conditions. */

static gboolean
refuse_value (const char *title, const char *value, GError **error)
{
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: “%s” can't be compared with"),
               g_dgettext (GETTEXT_PACKAGE, title), value);
  return FALSE;
}

/* What was typed, as the database has it. */
static gboolean
condition_take_value (Condition *self, JzColumnKind kind, const char *title, const char *value, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (value);
  char             iso[JZ_DATE_LENGTH];
  gint64           number;

  self->is_text = !jz_column_kind_is_right (kind);
  if (self->is_text && kind == JZ_COLUMN_DATE && self->op != JZ_LIST_CONTAINS)
    {
      if (jz_date_parse (tidy) == JZ_DATE_NONE)
        return refuse_value (title, tidy, error);
      self->text = g_strdup (jz_date_to_iso (jz_date_parse (tidy), iso));
    }
  else if (self->is_text)
    self->text = self->op == JZ_LIST_CONTAINS ? jz_text_fold (tidy) : g_strdup (tidy);
  else if (kind == JZ_COLUMN_MONEY ? jz_money_parse (tidy, &number) :
                                     jz_decimal_parse (tidy, 3, JZ_QUANTITY_MAX * 1000, &number))
    self->number = kind == JZ_COLUMN_MONEY ? (double) number : (double) number / 1000;
  else
    return refuse_value (title, tidy, error);
  return TRUE;
}

static char *
column_condition (const JzListColumn *column, JzListOperator op)
{
  g_autofree char *value = NULL;

  if (op == JZ_LIST_CONTAINS)
    return g_strdup_printf ("instr (jz_fold (%s), ?) > 0", column->select);
  /* "broken:3" is broken. */
  if (op == JZ_LIST_IS && column->kind == JZ_COLUMN_STATUS)
    return g_strdup_printf ("(%s = ? OR substr (%s, 1, length (?) + 1) = ? || ':')", column->select, column->select);
  if (column->decimals != NULL)
    value = g_strdup_printf ("(%s) / (CASE %s WHEN 0 THEN 1.0 WHEN 1 THEN 10.0 WHEN 2 THEN 100.0 ELSE 1000.0 END)",
                             column->select, column->decimals);
  else
    value = g_strdup_printf ("(%s)", column->select);
  return g_strdup_printf ("%s %s ?", value, op == JZ_LIST_FROM ? ">=" : op == JZ_LIST_TO ? "<=" : "=");
}

gboolean
jz_list_query_add_condition (JzListQuery *self, const char *id, JzListOperator op, const char *value, GError **error)
{
  const JzListColumn *column = jz_list_spec_column (self->spec, id);
  const JzListFilter *filter = jz_list_spec_filter (self->spec, id);
  Condition          *condition;

  g_return_val_if_fail (column != NULL || filter != NULL, FALSE);

  condition = g_new0 (Condition, 1);
  condition->id = filter != NULL ? filter->id : column->id;
  condition->op = op;
  condition->sql = filter != NULL ? g_strdup (filter->sql) : column_condition (column, op);
  if (!condition_take_value (condition, filter != NULL ? filter->kind : column->kind,
                             filter != NULL ? filter->title : column->title, value, error))
    {
      condition_free (condition);
      return FALSE;
    }
  g_ptr_array_add (self->conditions, condition);
  return TRUE;
}

void
jz_list_query_clear_conditions (JzListQuery *self)
{
  g_ptr_array_set_size (self->conditions, 0);
}

gboolean
jz_list_query_same_order (JzListQuery *a, JzListQuery *b)
{
  if (a->spec != b->spec || a->sort != b->sort || a->descending != b->descending ||
      a->conditions->len != b->conditions->len)
    return FALSE;
  for (guint i = 0; i < a->conditions->len; i++)
    if (!condition_equal (g_ptr_array_index (a->conditions, i), g_ptr_array_index (b->conditions, i)))
      return FALSE;
  return TRUE;
}

gboolean
jz_list_query_equal (JzListQuery *a, JzListQuery *b)
{
  return jz_list_query_same_order (a, b) && g_str_equal (a->search, b->search);
}

/* SQL. */

/* Each "?" of a condition becomes that of its value; "?1" and "?2" of a search those after all conditions. */
static void
append_numbered (GString *sql, const char *condition, guint number)
{
  for (const char *p = condition; *p != '\0'; p++)
    if (*p != '?')
      g_string_append_c (sql, *p);
    else if (g_ascii_isdigit (p[1]))
      g_string_append_printf (sql, "?%u", number + (guint) (*++p - '0'));
    else
      g_string_append_printf (sql, "?%u", number);
}

void
jz_list_query_append_source (JzListQuery *self, GString *sql, gboolean search)
{
  const JzListSpec *spec = self->spec;

  g_string_append_printf (sql, " FROM %s %s WHERE %s", spec->table, spec->joins != NULL ? spec->joins : "",
                          spec->where != NULL ? spec->where : "1");
  for (guint i = 0; i < self->conditions->len; i++)
    {
      Condition *condition = g_ptr_array_index (self->conditions, i);

      g_string_append (sql, " AND (");
      append_numbered (sql, condition->sql, i + 1);
      g_string_append_c (sql, ')');
    }
  if (search && self->expression != NULL)
    {
      g_string_append_printf (sql, " AND %s IN (", spec->id_sql);
      append_numbered (sql, spec->search, self->conditions->len);
      g_string_append_c (sql, ')');
    }
}

void
jz_list_query_append_order (JzListQuery *self, GString *sql)
{
  const char *direction = self->descending ? "DESC" : "ASC";

  g_string_append_printf (sql, " ORDER BY %s %s, %s %s",
                          self->sort->sort != NULL ? self->sort->sort : self->sort->select, direction,
                          self->spec->id_sql, direction);
}

static void
bind_search (JzListQuery *self, sqlite3_stmt *handle, int after)
{
  if (self->expression == NULL)
    return;
  sqlite3_bind_text (handle, after + 1, self->expression, -1, SQLITE_TRANSIENT);
  if (sqlite3_bind_parameter_count (handle) > after + 1)
    sqlite3_bind_text (handle, after + 2, self->folded, -1, SQLITE_TRANSIENT);
}

JzStatement *
jz_list_query_prepare (JzListQuery *self, const char *sql, gboolean search, JzConnection *connection, GError **error)
{
  JzStatement  *statement = jz_connection_prepare (connection, error, sql);
  sqlite3_stmt *handle = statement != NULL ? jz_statement_get_handle (statement) : NULL;

  for (guint i = 0; statement != NULL && i < self->conditions->len; i++)
    {
      Condition *condition = g_ptr_array_index (self->conditions, i);

      if (condition->is_text)
        sqlite3_bind_text (handle, (int) i + 1, condition->text, -1, SQLITE_TRANSIENT);
      else
        sqlite3_bind_double (handle, (int) i + 1, condition->number);
    }
  if (statement != NULL && search)
    bind_search (self, handle, (int) self->conditions->len);
  return statement;
}

/* Orders. */

struct _JzListOrder
{
  GArray  *ids;
  gint64   first;  /* the smallest id */
  gint64   last;   /* the largest */
  guint32 *ranks;  /* by id - first: 1 + its place in the order, 0 for none; or, where ids lie too thin, NULL */
  GHashTable *rank_of; /* instead of ranks */
};

static GArray *
read_ids (JzStatement *rows, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (jz_statement_next (rows))
    {
      gint64 id = jz_statement_int64 (rows, 0);

      g_array_append_val (ids, id);
    }
  return jz_statement_finish (rows, error) ? g_steal_pointer (&ids) : NULL;
}

#define THIN 16 /* places per id from which on a hash table is smaller */

static void
rank (JzListOrder *self)
{
  const gint64 *ids = (const gint64 *) self->ids->data;
  guint         n = self->ids->len;

  self->first = n > 0 ? ids[0] : 0;
  self->last = self->first;
  for (guint i = 0; i < n; i++)
    {
      self->first = MIN (self->first, ids[i]);
      self->last = MAX (self->last, ids[i]);
    }
  if ((guint64) self->last - (guint64) self->first < (guint64) n * THIN + 4096)
    {
      self->ranks = g_new0 (guint32, (gsize) (self->last - self->first) + 1);
      for (guint i = 0; i < n; i++)
        self->ranks[ids[i] - self->first] = i + 1;
      return;
    }
  self->rank_of = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < n; i++)
    g_hash_table_insert (self->rank_of, (gpointer) &ids[i], GUINT_TO_POINTER (i + 1));
}

/* 0: not in the order; else one more than its place. */
static guint
rank_of (JzListOrder *self, gint64 id)
{
  if (id < self->first || id > self->last)
    return 0;
  return self->ranks != NULL ? self->ranks[id - self->first] :
                               GPOINTER_TO_UINT (g_hash_table_lookup (self->rank_of, &id));
}

static void
order_clear (gpointer data)
{
  JzListOrder *self = data;

  g_clear_pointer (&self->rank_of, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self->ranks);
}

JzListOrder *
jz_list_order_read (JzListQuery *query, JzConnection *connection, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GArray) ids = NULL;
  JzListOrder *self;

  g_string_printf (sql, "SELECT %s", query->spec->id_sql);
  jz_list_query_append_source (query, sql, FALSE);
  jz_list_query_append_order (query, sql);
  ids = read_ids (jz_list_query_prepare (query, sql->str, FALSE, connection, error), error);
  if (ids == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (JzListOrder);
  self->ids = g_steal_pointer (&ids);
  if (query->spec->search != NULL)
    rank (self);
  return self;
}

JzListOrder *
jz_list_order_ref (JzListOrder *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
jz_list_order_unref (JzListOrder *self)
{
  g_atomic_rc_box_release_full (self, order_clear);
}

GArray *
jz_list_order_get_ids (JzListOrder *self)
{
  return self->ids;
}

/* The set bits of @found, turned into ids. */
static GArray *
collect (JzListOrder *self, const guint64 *found, gsize n_words, guint n_found)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_found);

  for (gsize word = 0; word < n_words; word++)
    for (guint64 bits = found[word]; bits != 0; bits &= bits - 1)
      g_array_append_val (ids, g_array_index (self->ids, gint64, word * 64 + (gsize) __builtin_ctzll (bits)));
  return ids;
}

/* The index gives ids in the order of their numbers. A bit for each place in the order sorts them by one pass. */
GArray *
jz_list_order_search (JzListOrder *self, JzListQuery *query, JzConnection *connection, GError **error)
{
  g_autofree guint64 *found = NULL;
  gsize            n_words = self->ids->len / 64 + 1;
  guint            n_found = 0;
  JzStatement     *rows;

  if (query->expression == NULL)
    return g_array_ref (self->ids);
  rows = jz_connection_prepare (connection, error, query->spec->search);
  if (rows == NULL)
    return NULL;
  bind_search (query, jz_statement_get_handle (rows), 0);
  found = g_new0 (guint64, n_words);
  while (jz_statement_next (rows))
    {
      guint place = rank_of (self, jz_statement_int64 (rows, 0));

      if (place != 0)
        {
          guint64 bit = G_GUINT64_CONSTANT (1) << (place - 1) % 64;

          n_found += (found[(place - 1) / 64] & bit) == 0;
          found[(place - 1) / 64] |= bit;
        }
    }
  return jz_statement_finish (rows, error) ? collect (self, found, n_words, n_found) : NULL;
}

GArray *
jz_list_head_read (JzListQuery *query, guint n, JzConnection *connection, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_printf (sql, "SELECT %s", query->spec->id_sql);
  jz_list_query_append_source (query, sql, FALSE);
  jz_list_query_append_order (query, sql);
  g_string_append_printf (sql, " LIMIT %u", n);
  return read_ids (jz_list_query_prepare (query, sql->str, FALSE, connection, error), error);
}
