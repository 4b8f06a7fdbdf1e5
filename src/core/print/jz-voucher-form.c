/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-voucher-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-date.h"
#include "jz-error.h"
#include "jz-form.h"
#include "jz-money.h"
#include "jz-quantity.h"

/* The cells of one row, by column name, in a table. */

static GHashTable *
cells_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
}

static void
cells_take (GHashTable *cells, const char *column, char *text)
{
  g_hash_table_insert (cells, (gpointer) column, text);
}

static const char *
lookup_cb (const char *column, gpointer cells)
{
  return g_hash_table_lookup (cells, column);
}

static const struct { const char *kind; JzForm form;
} kinds[] = {
  { "opening", JZ_FORM_ACCEPTANCE }, { "receipt", JZ_FORM_ACCEPTANCE },   { "issue", JZ_FORM_ISSUE },
  { "loan", JZ_FORM_LOAN },          { "return", JZ_FORM_LOAN },          { "transfer", JZ_FORM_TRANSFER },
  { "write-off", JZ_FORM_DISPOSAL }, { "adjustment", JZ_FORM_STOCKTAKE }, { "reversal", JZ_FORM_TRANSFER },
};

typedef struct
{
  JzForm form;
  char  *kind, *number, *date, *due, *person, *supplier, *invoice, *fund, *reason, *agent;
} Head;

static void
head_clear (Head *head)
{
  char **const texts[] = { &head->kind,     &head->number,  &head->date, &head->due,    &head->person,
                           &head->supplier, &head->invoice, &head->fund, &head->reason, &head->agent };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Head, head_clear)

static gboolean
read_head (JzConnection *connection, gint64 voucher, Head *head, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT v.kind, v.number, v.date, v.due, person.name, v.supplier, v.invoice, v.fund, v.reason, account.name "
    "FROM voucher v LEFT JOIN person ON person.id = v.person LEFT JOIN operation o ON o.id = v.operation "
    "LEFT JOIN account ON account.id = o.account WHERE v.id = ?",
    "l", voucher);

  if (!jz_statement_first (row, _("There is no such voucher"), error))
    return FALSE;
  char **const texts[] = { &head->kind,     &head->number,  &head->date, &head->due,    &head->person,
                           &head->supplier, &head->invoice, &head->fund, &head->reason, &head->agent };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = jz_statement_dup (row, (int) i);
  jz_statement_reset (row);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, head->kind))
      head->form = kinds[i].form;
  return TRUE;
}

/* One line per item and the two places it moved between (?2: one for each line); both sides of a move share a line number. */
static const char *const line_sql =
  "SELECT iif (?2, ifnull (min (asset.number), item.code), item.code), item.name, item.spec, item.unit, item.decimals, item.category, "
  "sum (CASE WHEN e.flow IN ('in', 'out') THEN abs (e.quantity) ELSE max (e.quantity, 0) END) AS q, "
  "sum (CASE WHEN e.flow IN ('in', 'out') THEN abs (e.amount) ELSE max (e.amount, 0) END), "
  "max (CASE WHEN e.quantity < 0 THEN place.path END), max (CASE WHEN e.quantity > 0 THEN place.path END), "
  "min (asset.number), max (asset.number), min (asset.serial), min (asset.acquired), sum (e.quantity), e.item, min (e.asset) "
  "FROM entry e JOIN item ON item.id = e.item JOIN place ON place.id = e.place LEFT JOIN asset ON asset.id = e.asset "
  "JOIN (SELECT line, max (place) AS a, min (place) AS b FROM entry WHERE voucher = ?1 GROUP BY line) l ON l.line = e.line "
  "WHERE e.voucher = ?1 GROUP BY iif (?2, e.line, 0), e.item, l.a, l.b ORDER BY min (e.line)";

static char *
card_numbers (const char *first, const char *last)
{
  if (first == NULL || strcmp (first, last) == 0)
    return g_strdup (first != NULL ? first : "");
  return g_strdup_printf ("%s … %s", first, last);
}

static char *
unit_price (gint64 amount, gint64 quantity, int decimals)
{
  for (int i = 0; i < decimals; i++)
    amount *= 10;
  return quantity > 0 ? jz_money_format (amount / quantity) : g_strdup ("");
}

/* In what state things came back, with what was remarked: by "item asset". */

static const char *
condition_words (const char *condition)
{
  static const struct
  {
    const char *condition, *words;
  } all[] = {
    { "good", N_("In order") }, { "worn", N_("Worn") }, { "broken", N_("Broken") }, { "parts", N_("Parts missing") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].condition, condition))
      return g_dgettext (GETTEXT_PACKAGE, all[i].words);
  return condition;
}

static char *
condition_text (JzStatement *row)
{
  const char      *words = condition_words (jz_statement_text (row, 3)), *note = jz_statement_text (row, 4);
  g_autofree char *remarked = note[0] != '\0' ? g_strdup_printf (_("%s: %s"), words, note) : g_strdup (words);
  g_autofree char *quantity = jz_quantity_format (jz_statement_int64 (row, 2), (int) jz_statement_int64 (row, 5));

  if (jz_statement_int64 (row, 1) != 0)
    return g_steal_pointer (&remarked);
  return g_strdup_printf (_("%s %s %s"), quantity, jz_statement_text (row, 6), remarked);
}

static char *
condition_key (gint64 item, gint64 asset)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, item, asset);
}

static GHashTable *
read_conditions (JzConnection *connection, gint64 voucher, GError **error)
{
  g_autoptr (GHashTable) conditions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT c.item, ifnull (c.asset, 0), c.quantity, c.condition, c.note, item.decimals, item.unit FROM return_condition c "
    "JOIN item ON item.id = c.item WHERE c.voucher = ? ORDER BY c.id", "l", voucher);

  while (jz_statement_next (row))
    {
      char            *key = condition_key (jz_statement_int64 (row, 0), jz_statement_int64 (row, 1));
      const char      *before = g_hash_table_lookup (conditions, key);
      g_autofree char *text = condition_text (row);

      g_hash_table_insert (conditions, key,
                           before != NULL ? g_strdup_printf (_("%s; %s"), before, text) : g_steal_pointer (&text));
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&conditions) : NULL;
}

static void
add_line (JzReport *report, const Head *head, JzStatement *line, GHashTable *conditions, guint number)
{
  g_autoptr (GHashTable) cells = cells_new ();
  int      decimals = (int) jz_statement_int64 (line, 4);
  gint64   quantity = jz_statement_int64 (line, 6), amount = jz_statement_int64 (line, 7);
  gboolean adjusts = g_str_equal (head->kind, "adjustment");
  g_autofree char *key = condition_key (jz_statement_int64 (line, 15), jz_statement_int64 (line, 16));

  cells_take (cells, "number", g_strdup_printf ("%u", number));
  cells_take (cells, "date", g_strdup (head->date));
  cells_take (cells, "code", jz_statement_dup (line, 0));
  cells_take (cells, "name", jz_statement_dup (line, 1));
  cells_take (cells, "spec", jz_statement_dup (line, 2));
  cells_take (cells, "unit", jz_statement_dup (line, 3));
  cells_take (cells, "category", jz_statement_dup (line, 5));
  cells_take (cells, "quantity", jz_quantity_format (quantity, decimals));
  cells_take (cells, "difference", jz_quantity_format (adjusts ? jz_statement_int64 (line, 14) : quantity, decimals));
  cells_take (cells, "price", unit_price (amount, quantity, decimals));
  cells_take (cells, "amount", jz_money_format (amount));
  cells_take (cells, "from", jz_statement_dup (line, 8));
  cells_take (cells, "to", jz_statement_dup (line, 9));
  cells_take (cells, "place",
              g_strdup (jz_statement_text (line, 9) != NULL ? jz_statement_text (line, 9) :
                                                              jz_statement_text (line, 8)));
  cells_take (cells, "remark", card_numbers (jz_statement_text (line, 10), jz_statement_text (line, 11)));
  cells_take (cells, "serial", jz_statement_dup (line, 12));
  cells_take (cells, "purchased", jz_statement_dup (line, 13));
  cells_take (cells, "maker", g_strdup (head->supplier));
  cells_take (cells, "invoice", g_strdup (head->invoice));
  cells_take (cells, "reason", g_strdup (head->reason));
  cells_take (cells, "purpose", g_strdup (head->reason));
  cells_take (cells, "borrower", g_strdup (head->person));
  cells_take (cells, "due", g_strdup (head->due));
  cells_take (cells, "condition", g_strdup (g_hash_table_lookup (conditions, key)));
  cells_take (cells, "returned", g_strdup (g_str_equal (head->kind, "return") ? head->date : ""));
  cells_take (cells, "agent", g_strdup (head->agent));
  jz_form_add_row (report, head->form, lookup_cb, cells);
}

static void
add_subtitles (JzReport *report, const Head *head)
{
  g_autofree char *number = g_strdup_printf (_("Voucher number: %s"), head->number),
                  *date = g_strdup_printf (_("Date: %s"), head->date);
  g_autofree char *who = head->person != NULL ? g_strdup_printf (_("Person: %s"), head->person) : NULL;
  g_autofree char *supplier = head->supplier[0] != '\0' ? g_strdup_printf (_("Supplier: %s"), head->supplier) : NULL;
  g_autofree char *fund = head->fund[0] != '\0' ? g_strdup_printf (_("Fund: %s"), head->fund) : NULL;
  g_autofree char *reason = head->reason[0] != '\0' ? g_strdup_printf (_("Reason: %s"), head->reason) : NULL;

  jz_report_add_subtitle (report, date, number);
  if (who != NULL || supplier != NULL)
    jz_report_add_subtitle (report, who != NULL ? who : supplier, who != NULL ? supplier : NULL);
  if (fund != NULL || reason != NULL)
    jz_report_add_subtitle (report, fund != NULL ? fund : reason, fund != NULL ? reason : NULL);
}

static JzReport *
form_for (JzConnection *connection, JzForm form)
{
  g_autofree char *school = jz_connection_text (connection, NULL, "SELECT name FROM school", "");
  char             today[JZ_DATE_LENGTH];

  return jz_form_new (form, school, jz_date_to_iso (jz_date_today (), today));
}

JzReport *
jz_voucher_form_new (JzConnection *connection, gint64 voucher, GError **error)
{
  g_auto (Head)        head = { 0 };
  g_autoptr (JzReport) report = NULL;
  g_autoptr (GHashTable) conditions = NULL;
  JzStatement         *lines;

  if (!read_head (connection, voucher, &head, error) ||
      (conditions = read_conditions (connection, voucher, error)) == NULL)
    return NULL;
  report = form_for (connection, head.form);
  add_subtitles (report, &head);
  lines = jz_connection_query (connection, error, line_sql, "li", voucher, g_str_equal (head.kind, "return"));
  for (guint n = 1; jz_statement_next (lines); n++)
    add_line (report, &head, lines, conditions, n);
  return jz_statement_finish (lines, error) ? g_steal_pointer (&report) : NULL;
}
