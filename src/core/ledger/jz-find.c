/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-find.h"

#include <glib/gi18n-lib.h>

#include "jz-net-address.h"
#include "jz-search.h"
#include "jz-text.h"

/* Papers are few beside entries: a text that has it anywhere is found. */
#define HAS(column) "instr (jz_fold (" column "), jz_fold (?2)) > 0"
#define ITEMS_OF "SELECT rowid FROM item_search WHERE item_search MATCH ?1"
#define SUPPLIERS_OF "SELECT rowid FROM supplier_search WHERE supplier_search MATCH ?1"

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
  { "readers",
    "FROM reader_now r WHERE ?1 <> '' AND (r.person IN (SELECT rowid FROM person_search WHERE person_search MATCH ?1) OR instr (jz_fold (r.card), "
    "jz_fold (?2)) > 0)",
    "r.id", "r.id, r.card, r.name, r.class_name" },
  { "places",
    "FROM place_search JOIN place ON place.id = place_search.rowid WHERE place_search MATCH ?1 AND ?2 IS NOT NULL",
    "place_search.rowid", "place.id, code, path, purpose" },
  { "suppliers",
    "FROM supplier_search JOIN supplier ON supplier.id = supplier_search.rowid WHERE supplier_search MATCH ?1 AND ?2 IS NOT NULL",
    "supplier_search.rowid", "supplier.id, credit_code, name, contact" },
  { "requests",
    "FROM purchase_request r JOIN person ON person.id = r.applicant WHERE ?1 <> '' AND (" HAS ("r.number") " OR " HAS ("r.purpose") " OR "
    "r.id IN (SELECT request FROM purchase_request_line WHERE " HAS ("name") " OR item IN (" ITEMS_OF ")) OR "
    "r.applicant IN (SELECT rowid FROM person_search WHERE person_search MATCH ?1))",
    "r.id", "r.id, r.number, r.purpose, person.name" },
  { "orders",
    "FROM purchase_order o JOIN supplier ON supplier.id = o.supplier WHERE ?1 <> '' AND (" HAS ("o.number") " OR o.supplier IN (" SUPPLIERS_OF "))",
    "o.id", "o.id, o.number, supplier.name, o.date" },
  { "acceptances",
    "FROM purchase_acceptance a LEFT JOIN purchase_order o ON o.id = a.purchase_order LEFT JOIN supplier ON supplier.id = o.supplier "
    "WHERE ?1 <> '' AND (" HAS ("a.number") " OR " HAS ("a.paper") " OR " HAS ("a.giver") " OR o.supplier IN (" SUPPLIERS_OF "))",
    "a.id", "a.id, a.number, ifnull (supplier.name, a.giver), a.date" },
  { "damages",
    "FROM damage d JOIN item ON item.id = d.item LEFT JOIN asset ON asset.id = d.asset WHERE ?1 <> '' AND (" HAS ("d.number") " OR "
    HAS ("d.cause") " OR " HAS ("ifnull (asset.number, '')") " OR d.item IN (" ITEMS_OF "))",
    "d.id", "d.id, d.number, item.name || ifnull (' ' || asset.number, ''), d.cause" },
  { "repairs",
    "FROM repair r JOIN item ON item.id = r.item LEFT JOIN asset ON asset.id = r.asset WHERE ?1 <> '' AND (" HAS ("r.number") " OR "
    HAS ("r.fault") " OR " HAS ("r.sent_to") " OR " HAS ("ifnull (asset.number, '')") " OR r.item IN (" ITEMS_OF "))",
    "r.id", "r.id, r.number, item.name || ifnull (' ' || asset.number, ''), r.fault" },
  { "disposals", "FROM disposal d WHERE ?1 <> '' AND (" HAS ("d.number") " OR " HAS ("d.reason") " OR d.id IN "
    "(SELECT disposal FROM disposal_line WHERE item IN (" ITEMS_OF ")))", "d.id", "d.id, d.number, d.reason, d.date" },
  { "stocktakes", "FROM stocktake s WHERE ?1 <> '' AND (" HAS ("s.number") " OR " HAS ("s.name") ")", "s.id", "s.id, s.number, s.name, s.date" },
  { "machines",
    "FROM machine m JOIN asset ON asset.id = m.asset JOIN item ON item.id = asset.item LEFT JOIN person ON person.id = m.person "
    "WHERE m.voided IS NULL AND ?1 <> '' AND (" HAS ("m.host") " OR " HAS ("asset.number") " OR " HAS ("ifnull (m.mac, '')") " OR "
    HAS ("ifnull (m.ipv6, '')") " OR instr (ifnull (" JZ_IPV4_SQL ("m.ipv4") ", ''), ?2) > 0 OR "
    "m.person IN (SELECT rowid FROM person_search WHERE person_search MATCH ?1))",
    "m.id", "m.id, asset.number, iif (m.host <> '', m.host, item.name), "
    "trim (ifnull (" JZ_IPV4_SQL ("m.ipv4") ", ifnull (m.ipv6, '')) || '  ' || ifnull (person.name, ''))" },
  { "contracts",
    "FROM contract c JOIN supplier ON supplier.id = c.supplier WHERE c.voided IS NULL AND ?1 <> '' AND (" HAS ("c.number || ' ' || c.title") " OR "
    "instr (jz_initials (c.title), jz_fold (?2)) > 0 OR c.supplier IN (" SUPPLIERS_OF "))",
    "c.date DESC, c.number", "c.id, c.number, c.title, supplier.name" },
  /* As people write them: 八(2), 8(2), 8.2, 802, b(2). */
  { "classes",
    "FROM class WHERE left_year IS NULL AND ?1 <> '' AND (" HAS ("name || ' ' || grade || '(' || number || ') ' || grade || '.' || number || ' ' || "
    "(grade * 100 + number)") " OR instr (jz_initials (name), jz_fold (?2)) > 0)",
    "grade, number", "class.id, '', name, ''" },
  { "experiments",
    "FROM experiment_search JOIN experiment ON experiment.id = experiment_search.rowid WHERE experiment_search MATCH ?1 AND ?2 IS NOT NULL",
    "experiment.year DESC, experiment_search.rowid", "experiment.id, experiment.number, experiment.name, experiment.subject || ' ' || experiment.book" },
  { "funds", "FROM fund WHERE voided IS NULL AND ?1 <> '' AND " HAS ("name"), "fund.id", "fund.id, '', fund.name, fund.note" },
  { "titles", "FROM title_search JOIN title ON title.id = title_search.rowid WHERE title_search MATCH ?1 AND ?2 IS NOT NULL",
    "title_search.rowid", "title.id, isbn, trim (title || ' ' || volume), author" },
  { "titles",
    "FROM title WHERE voided IS NULL AND ?1 <> '' AND id IN (SELECT title FROM title_by_isbn WHERE isbn = "
    "jz_isbn (?2))",
    "title.id",
    "title.id, isbn, trim (title || ' ' || volume), author" },
  /* By the book it is, by its barcode, or by where it stands: the beginnings of both come from their indices. */
  { "copies",
    "FROM copy JOIN title ON title.id = copy.title WHERE copy.voided IS NULL AND copy.id IN ("
    "SELECT id FROM copy WHERE title IN (SELECT rowid FROM title_search WHERE title_search MATCH ?1) UNION "
    "SELECT id FROM copy WHERE title IN (SELECT title FROM title_by_isbn WHERE isbn = jz_isbn (?2)) UNION "
    "SELECT id FROM copy WHERE barcode >= ?2 AND barcode < ?2 || char (1114111) AND voided IS NULL UNION "
    "SELECT id FROM copy WHERE barcode >= upper (?2) AND barcode < upper (?2) || char (1114111) AND voided IS NULL UNION "
    "SELECT id FROM copy WHERE number >= ?2 AND number < ?2 || char (1114111) AND voided IS NULL UNION "
    "SELECT id FROM copy WHERE number >= upper (?2) AND number < upper (?2) || char (1114111) AND voided IS NULL UNION "
    "SELECT id FROM copy WHERE call >= upper (?2) AND call < upper (?2) || char (1114111) AND voided IS NULL)",
    "copy.id", "copy.id, copy.barcode, trim (title.title || ' ' || title.volume), copy.call" },
  /* What was merged with another answers to its own name and code too. */
  { "items",
    "FROM merged JOIN item gone ON gone.id = merged.gone JOIN item ON item.id = merged.kept WHERE merged.kind = 'item' AND "
    "(gone.code = ?2 OR instr (jz_fold (gone.name), jz_fold (?2)) > 0) AND item.id NOT IN (SELECT rowid FROM item_search WHERE item_search MATCH ?1)",
    "item.id", "DISTINCT item.id, item.code, item.name, item.spec" },
  { "places",
    "FROM merged JOIN place gone ON gone.id = merged.gone JOIN place ON place.id = merged.kept WHERE merged.kind = 'place' AND "
    "(gone.code = ?2 OR instr (jz_fold (gone.path), jz_fold (?2)) > 0) AND place.id NOT IN (SELECT rowid FROM place_search WHERE place_search MATCH ?1)",
    "place.id", "DISTINCT place.id, place.code, place.path, place.purpose" },
  { "people",
    "FROM merged JOIN person gone ON gone.id = merged.gone JOIN person ON person.id = merged.kept WHERE merged.kind = 'person' AND "
    "(gone.number = ?2 OR instr (jz_fold (gone.name), jz_fold (?2)) > 0) AND person.id NOT IN (SELECT rowid FROM person_search WHERE person_search MATCH ?1)",
    "person.id", "DISTINCT person.id, ifnull (person.number, ''), person.name, person.post" },
};

const char *const *
jz_find_kinds (void)
{
  static const char *const kinds[] = { "items", "assets", "people", "places", "suppliers", "requests", "orders", "acceptances", "damages",
                                       "repairs", "disposals", "stocktakes", "machines", "classes", "contracts", "funds", "titles",
                                       "copies", "readers", "experiments", NULL };

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

typedef struct
{
  const char *kind, *sql;
} Way;

/* The first that has it. */
static gboolean
find_first (JzConnection *connection, const Way *ways, gsize n, const char *code, JzFound **found, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (code);

  *found = NULL;
  for (gsize i = 0; tidy[0] != '\0' && *found == NULL && i < n; i++)
    {
      JzStatement *row = jz_connection_query (connection, error, ways[i].sql, "s", tidy);

      if (jz_statement_next (row))
        *found = take_row (row, ways[i].kind);
      if (!jz_statement_finish (row, error))
        {
          g_clear_pointer (found, jz_found_free);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
jz_find_scanned (JzConnection *connection, const char *code, JzFound **found, GError **error)
{
  static const Way ways[] = {
    { "assets",
      "SELECT asset.id, number, name, spec FROM asset JOIN item ON item.id = asset.item WHERE number = ? AND asset.voided IS NULL" },
    { "places", "SELECT id, code, path, purpose FROM place WHERE code = ? AND voided IS NULL" },
    { "people", "SELECT id, number, name, post FROM person WHERE number = ? AND voided IS NULL" },
    { "assets",
      "SELECT asset.id, number, name, spec FROM asset JOIN item ON item.id = asset.item WHERE serial = ? AND serial <> '' AND asset.voided IS NULL" },
    { "items", "SELECT id, code, name, spec FROM item WHERE code = ? AND voided IS NULL" },
    { "copies", "SELECT copy.id, barcode, title.title, call FROM copy JOIN title ON title.id = copy.title WHERE barcode = ? AND copy.voided IS NULL" },
    { "titles",
      "SELECT id, isbn, title, author FROM title "
      "WHERE id IN (SELECT title FROM title_by_isbn WHERE isbn = jz_isbn (?)) AND voided IS NULL" },
    { "suppliers", "SELECT id, credit_code, name, contact FROM supplier WHERE credit_code = upper (?) AND credit_code <> '' AND voided IS NULL" },
    { "contracts",
      "SELECT c.id, c.number, c.title, supplier.name FROM contract c JOIN supplier ON supplier.id = c.supplier WHERE c.number = ? AND c.voided IS NULL" },
    { "assets",
      "SELECT asset.id, asset.number, name, spec FROM asset_old_number old JOIN asset ON asset.id = old.asset JOIN item ON item.id = asset.item "
      "WHERE old.number = ? AND asset.voided IS NULL ORDER BY old.id DESC" },
    { "items",
      "SELECT item.id, item.code, item.name, item.spec FROM merged JOIN item gone ON gone.id = merged.gone JOIN item ON item.id = merged.kept "
      "WHERE merged.kind = 'item' AND gone.code = ? AND item.voided IS NULL" },
    { "places",
      "SELECT place.id, place.code, place.path, place.purpose FROM merged JOIN place gone ON gone.id = merged.gone JOIN place ON place.id = merged.kept "
      "WHERE merged.kind = 'place' AND gone.code = ? AND place.voided IS NULL" },
    { "people",
      "SELECT person.id, ifnull (person.number, ''), person.name, person.post FROM merged JOIN person gone ON gone.id = merged.gone "
      "JOIN person ON person.id = merged.kept WHERE merged.kind = 'person' AND gone.number = ? AND person.voided IS NULL" },
  };

  return find_first (connection, ways, G_N_ELEMENTS (ways), code, found, error);
}

gboolean
jz_find_item (JzConnection *connection, const JzFound *found, gint64 *item, GError **error)
{
  *item = g_str_equal (found->kind, "items") ? found->id : 0;
  return !g_str_equal (found->kind, "assets") ||
         jz_connection_number (connection, item, 0, error, "SELECT item FROM asset WHERE id = ?", "l", found->id);
}

gboolean
jz_find_paper (JzConnection *connection, const char *number, JzFound **found, GError **error)
{
  static const Way ways[] = {
    { "vouchers", "SELECT id, number, reason, date FROM voucher WHERE number = upper (?)" },
    { "requests", "SELECT id, number, purpose, date FROM purchase_request WHERE number = upper (?)" },
    { "orders",
      "SELECT o.id, number, name, date FROM purchase_order o JOIN supplier ON supplier.id = o.supplier WHERE number = upper (?)" },
    { "acceptances", "SELECT id, number, paper, date FROM purchase_acceptance WHERE number = upper (?)" },
    { "damages", "SELECT id, number, cause, date FROM damage WHERE number = upper (?)" },
    { "repairs", "SELECT id, number, fault, date FROM repair WHERE number = upper (?)" },
    { "disposals", "SELECT id, number, reason, date FROM disposal WHERE number = upper (?)" },
    { "stocktakes", "SELECT id, number, name, date FROM stocktake WHERE number = upper (?)" },
  };

  return find_first (connection, ways, G_N_ELEMENTS (ways), number, found, error);
}
