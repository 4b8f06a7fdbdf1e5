/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-find.h"

#include <glib/gi18n-lib.h>

#include "jz-search.h"
#include "jz-text.h"

/* Each: rows of (id, code, title, detail) for the expression ?1 and the plain text ?2. */
static const struct
{
  const char *kind;
  const char *from; /* the rows, without order and limit */
  const char *order;
  const char *columns;
} finders[] = {
  { "items", "FROM item_search JOIN item ON item.id = item_search.rowid WHERE item_search MATCH ?1 AND ?2 IS NOT NULL",
    "item_search.rowid", "item.id, code, name, spec" },
  /* By the thing it is, or by its own number: beginnings of numbers come from the index on them. */
  { "assets",
    "FROM asset JOIN item ON item.id = asset.item WHERE asset.voided IS NULL AND asset.id IN ("
    "SELECT id FROM asset WHERE item IN (SELECT rowid FROM item_search WHERE item_search MATCH ?1) UNION "
    "SELECT id FROM asset WHERE number >= ?2 AND number < ?2 || char (1114111) UNION "
    "SELECT id FROM asset WHERE number >= upper (?2) AND number < upper (?2) || char (1114111) UNION SELECT id FROM asset WHERE serial = ?2 AND serial <> '' "
    "UNION SELECT asset FROM asset_old_number WHERE number = ?2 OR number = upper (?2))",
    "asset.id", "asset.id, asset.number, item.name, item.spec" },
  { "people",
    "FROM person_search JOIN person ON person.id = person_search.rowid LEFT JOIN class ON class.id = person.class "
    "WHERE person_search MATCH ?1 AND ?2 IS NOT NULL",
    "person_search.rowid", "person.id, ifnull (person.number, ''), person.name, ifnull (class.name, post)" },
  { "places",
    "FROM place_search JOIN place ON place.id = place_search.rowid WHERE place_search MATCH ?1 AND ?2 IS NOT NULL",
    "place_search.rowid", "place.id, code, path, purpose" },
  { "suppliers",
    "FROM supplier_search JOIN supplier ON supplier.id = supplier_search.rowid WHERE supplier_search MATCH ?1 AND ?2 IS NOT NULL",
    "supplier_search.rowid", "supplier.id, credit_code, name, contact" },
  /* What was merged with another answers to its own name and code too. */
  { "items",
    "FROM merged JOIN item gone ON gone.id = merged.gone JOIN item ON item.id = merged.kept WHERE merged.kind = 'item' AND "
    "(gone.code = ?2 OR instr (jz_fold (gone.name), jz_fold (?2)) > 0) AND item.id NOT IN (SELECT rowid FROM item_search WHERE item_search MATCH ?1)",
    "item.id", "DISTINCT item.id, item.code, item.name, item.spec" },
  { "places",
    "FROM merged JOIN place gone ON gone.id = merged.gone JOIN place ON place.id = merged.kept WHERE merged.kind = 'place' AND "
    "(gone.code = ?2 OR instr (jz_fold (gone.path), jz_fold (?2)) > 0) AND place.id NOT IN (SELECT rowid FROM place_search WHERE place_search MATCH ?1)",
    "place.id", "DISTINCT place.id, place.code, place.path, place.purpose" },
};

const char *const *
jz_find_kinds (void)
{
  static const char *const kinds[] = { "items", "assets", "people", "places", "suppliers", NULL };

  return kinds;
}

void
jz_found_free (JzFound *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->title);
  g_free (self->detail);
  g_free (self);
}

static JzFound *
take_row (JzStatement *row, const char *kind)
{
  JzFound *found = g_new0 (JzFound, 1);

  found->kind = kind;
  found->id = jz_statement_int64 (row, 0);
  found->code = jz_statement_dup (row, 1);
  found->title = jz_statement_dup (row, 2);
  found->detail = jz_statement_dup (row, 3);
  return found;
}

static gboolean
find_one_kind (JzConnection *connection, guint finder, const char *expression, const char *tidy, guint limit,
               guint offset, gint64 *total, GPtrArray *rows, GError **error)
{
  g_autofree char *select = g_strdup_printf ("SELECT %s %s ORDER BY %s LIMIT ?3 OFFSET ?4", finders[finder].columns,
                                             finders[finder].from, finders[finder].order);
  g_autofree char   *count = g_strdup_printf ("SELECT count(*) %s", finders[finder].from);
  JzStatement       *found;
  gint64             n = 0;

  if (total != NULL && !jz_connection_number (connection, &n, 0, error, count, "ss", expression, tidy))
    return FALSE;
  if (total != NULL)
    *total += n;
  if (limit == 0)
    return TRUE;
  found = jz_connection_query (connection, error, select, "ssll", expression, tidy, (gint64) limit, (gint64) offset);
  while (jz_statement_next (found))
    g_ptr_array_add (rows, take_row (found, finders[finder].kind));
  return jz_statement_finish (found, error);
}

GPtrArray *
jz_find (JzConnection *connection, const char *kind, const char *typed, guint limit, guint offset, gint64 *total,
         GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_found_free);
  g_autofree char      *expression = jz_search_expression (typed), *tidy = jz_text_tidy (typed);
  gboolean              all = g_str_equal (kind, "all");

  if (total != NULL)
    *total = 0;
  if (!all && !g_strv_contains (jz_find_kinds (), kind))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: there is nothing of that kind to look for"), kind);
      return NULL;
    }
  for (guint i = 0; expression != NULL && i < G_N_ELEMENTS (finders); i++)
    if ((all || g_str_equal (finders[i].kind, kind)) &&
        !find_one_kind (connection, i, expression, tidy, limit - MIN (limit, rows->len), all ? 0 : offset, total, rows,
                        error))
      return NULL;
  return g_steal_pointer (&rows);
}

JzFound *
jz_find_scanned (JzConnection *connection, const char *code, GError **error)
{
  static const struct { const char *kind, *sql;
  } ways[] = {
    { "assets",
      "SELECT asset.id, number, name, spec FROM asset JOIN item ON item.id = asset.item WHERE number = ? AND asset.voided IS NULL" },
    { "places", "SELECT id, code, path, purpose FROM place WHERE code = ? AND voided IS NULL" },
    { "people", "SELECT id, number, name, post FROM person WHERE number = ? AND voided IS NULL" },
    { "assets",
      "SELECT asset.id, number, name, spec FROM asset JOIN item ON item.id = asset.item WHERE serial = ? AND serial <> '' AND asset.voided IS NULL" },
    { "items", "SELECT id, code, name, spec FROM item WHERE code = ? AND voided IS NULL" },
    { "assets",
      "SELECT asset.id, asset.number, name, spec FROM asset_old_number old JOIN asset ON asset.id = old.asset JOIN item ON item.id = asset.item "
      "WHERE old.number = ? AND asset.voided IS NULL ORDER BY old.id DESC" },
    { "items",
      "SELECT item.id, item.code, item.name, item.spec FROM merged JOIN item gone ON gone.id = merged.gone JOIN item ON item.id = merged.kept "
      "WHERE merged.kind = 'item' AND gone.code = ? AND item.voided IS NULL" },
    { "places",
      "SELECT place.id, place.code, place.path, place.purpose FROM merged JOIN place gone ON gone.id = merged.gone JOIN place ON place.id = merged.kept "
      "WHERE merged.kind = 'place' AND gone.code = ? AND place.voided IS NULL" },
  };
  g_autofree char *tidy = jz_text_tidy (code);

  for (gsize i = 0; tidy[0] != '\0' && i < G_N_ELEMENTS (ways); i++)
    {
      JzStatement *row = jz_connection_query (connection, error, ways[i].sql, "s", tidy);
      JzFound     *found = NULL;

      if (jz_statement_next (row))
        found = take_row (row, ways[i].kind);
      if (!jz_statement_finish (row, error) || found != NULL)
        return found;
    }
  return NULL;
}
