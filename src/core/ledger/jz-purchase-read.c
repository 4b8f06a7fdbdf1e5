/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-purchase-read.h"

#include <glib/gi18n-lib.h>

const char *
jz_purchase_paper_table (JzPurchasePaper paper)
{
  static const char *const tables[] = { "purchase_request", "purchase_order", "purchase_acceptance" };

  return tables[paper];
}

/* Heads. */

void
jz_purchase_head_clear (JzPurchaseHead *self)
{
  char **const texts[] = { &self->number, &self->date,     &self->state,  &self->applicant, &self->account,
                           &self->purpose, &self->supplier,
                           &self->contract, &self->fund,   &self->expected, &self->reason,  &self->note,
                           &self->order,   &self->paper,
                           &self->voucher };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
}

#define AMOUNT(price, quantity, decimals) JZ_PURCHASE_AMOUNT (price, quantity, decimals)

static const char *const head_sql[] = {
  [JZ_PAPER_REQUEST] =
    "SELECT r.number, r.date, r.state, person.name, account.name, r.purpose, NULL, NULL, NULL, NULL, NULL, NULL, "
    "NULL, NULL, NULL, 0, 0, r.applicant, "
    "(SELECT sum (" AMOUNT ("l.price", "l.quantity",
                            "l.decimals") ") FROM purchase_request_line l WHERE l.request = r.id) "
    "FROM purchase_request r JOIN person ON person.id = r.applicant LEFT JOIN account ON account.id = r.account WHERE "
    "r.id = ?",
  [JZ_PAPER_ORDER] =
    "SELECT o.number, o.date, o.state, NULL, (SELECT account.name FROM operation_row w JOIN operation ON operation.id "
    "= w.operation "
    "JOIN account ON account.id = operation.account WHERE w.tbl = 'purchase_order' AND w.row = o.id ORDER BY "
    "w.operation LIMIT 1), NULL, supplier.name, "
    "contract.number, o.fund, o.expected, o.reason, o.note, NULL, NULL, NULL, 0, o.id, 0, "
    "(SELECT sum (" AMOUNT ("ol.price", "ol.quantity",
                            "l.decimals") ") FROM purchase_order_line ol JOIN purchase_request_line l ON l.id = "
                                          "ol.request_line "
    "WHERE ol.purchase_order = o.id) "
    "FROM purchase_order o JOIN supplier ON supplier.id = o.supplier LEFT JOIN contract ON contract.id = o.contract "
    "WHERE o.id = ?",
  [JZ_PAPER_ACCEPTANCE] =
    "SELECT a.number, a.date, a.kind, NULL, account.name, NULL, iif (a.kind = 'transfer', a.giver, supplier.name), "
    "contract.number, o.fund, NULL, NULL, a.note, "
    "o.number, a.paper, voucher.number, ifnull (a.voucher, 0), ifnull (o.id, 0), 0, "
    "(SELECT sum (" AMOUNT ("al.price", "al.accepted",
                            "item.decimals") ") FROM purchase_acceptance_line al JOIN item ON item.id = al.item "
    "WHERE al.acceptance = a.id) "
    "FROM purchase_acceptance a LEFT JOIN purchase_order o ON o.id = a.purchase_order LEFT JOIN supplier ON "
    "supplier.id = o.supplier "
    "LEFT JOIN contract ON contract.id = o.contract LEFT JOIN voucher ON voucher.id = a.voucher LEFT JOIN account ON "
    "account.id = a.account WHERE a.id = ?",
};

gboolean
jz_purchase_read_head (JzConnection *connection, JzPurchasePaper paper, gint64 id, JzPurchaseHead *head, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error, head_sql[paper], "l", id);
  char       **texts[] = { &head->number, &head->date,     &head->state,  &head->applicant, &head->account,
                           &head->purpose, &head->supplier,
                           &head->contract, &head->fund,   &head->expected, &head->reason,  &head->note,
                           &head->order,   &head->paper,
                           &head->voucher };

  *head = (JzPurchaseHead){ .id = id };
  if (!jz_statement_first (row, _("That paper is not there"), error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = jz_statement_dup (row, (int) i);
  head->voucher_id = jz_statement_int64 (row, 15);
  head->order_id = jz_statement_int64 (row, 16);
  head->applicant_id = jz_statement_int64 (row, 17);
  head->amount = jz_statement_int64 (row, 18);
  jz_statement_reset (row);
  return TRUE;
}

/* Lines. */

void
jz_purchase_line_free (JzPurchaseLine *self)
{
  char **const texts[] = { &self->code, &self->name, &self->spec, &self->unit, &self->subject, &self->tracking,
                           &self->reason, &self->request,
                           &self->place };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  g_free (self);
}

#define HOME(item) "(SELECT place FROM balance WHERE balance.item = " item " AND balance.quantity > 0 ORDER BY quantity DESC LIMIT 1)"
#define CAME(what) "ifnull ((SELECT sum (" what ") FROM purchase_acceptance_line WHERE order_line = ol.id), 0)"
#define WHAT "l.code, l.name, l.spec, l.unit, l.subject, l.tracking, l.decimals"

static const char *const lines_sql[] = {
  [JZ_PAPER_REQUEST] =
    "SELECT l.id, ifnull (l.item, 0), " WHAT ", l.price, " AMOUNT ("l.price", "l.quantity",
                                                                   "l.decimals") ", l.quantity, "
    "ifnull ((SELECT quantity FROM purchase_ordered WHERE request_line = l.id), 0), "
    "ifnull ((SELECT sum (accepted) FROM purchase_order_line ol JOIN purchase_acceptance_line ON order_line = ol.id "
    "WHERE ol.request_line = l.id), 0), 0, "
    "l.reason, r.number, NULL, 0, ifnull (l.standard_row, 0) FROM purchase_request_line l JOIN purchase_request r ON "
    "r.id = l.request "
    "WHERE l.request = ? ORDER BY l.position",
  [JZ_PAPER_ORDER] =
    "SELECT ol.id, ifnull (l.item, 0), " WHAT
    ", ol.price, " AMOUNT ("ol.price", "ol.quantity", "l.decimals") ", ol.quantity, ol.quantity, "
    CAME ("accepted") ", " CAME ("rejected") ", l.reason, r.number, place.path, ifnull (place.id, 0), 0 FROM "
                                             "purchase_order_line ol "
    "JOIN purchase_request_line l ON l.id = ol.request_line JOIN purchase_request r ON r.id = l.request "
    "LEFT JOIN place ON place.id = " HOME ("l.item") " WHERE ol.purchase_order = ? ORDER BY ol.position",
  [JZ_PAPER_ACCEPTANCE] =
    "SELECT l.id, l.item, item.code, item.name, item.spec, item.unit, item.subject, item.tracking, item.decimals, "
    "l.price, "
    AMOUNT ("l.price", "l.accepted",
            "item.decimals") ", l.accepted, 0, l.accepted, l.rejected, l.fault, NULL, place.path, ifnull (l.place, "
                             "0), 0 "
    "FROM purchase_acceptance_line l JOIN item ON item.id = l.item LEFT JOIN place ON place.id = l.place WHERE "
    "l.acceptance = ? ORDER BY l.position",
};

static JzPurchaseLine *
take_line (JzStatement *row)
{
  JzPurchaseLine *line = g_new0 (JzPurchaseLine, 1);

  *line = (JzPurchaseLine){ .id = jz_statement_int64 (row, 0),
                            .item = jz_statement_int64 (row, 1),
                            .code = jz_statement_dup (row, 2),
                            .name = jz_statement_dup (row, 3),
                            .spec = jz_statement_dup (row, 4),
                            .unit = jz_statement_dup (row, 5),
                            .subject = jz_statement_dup (row, 6),
                            .tracking = jz_statement_dup (row, 7),
                            .decimals = (int) jz_statement_int64 (row, 8),
                            .price = jz_statement_int64 (row, 9),
                            .amount = jz_statement_int64 (row, 10),
                            .quantity = jz_statement_int64 (row, 11),
                            .ordered = jz_statement_int64 (row, 12),
                            .accepted = jz_statement_int64 (row, 13),
                            .rejected = jz_statement_int64 (row, 14),
                            .reason = jz_statement_dup (row, 15),
                            .request = jz_statement_dup (row, 16),
                            .place = jz_statement_dup (row, 17),
                            .place_id = jz_statement_int64 (row, 18),
                            .standard_row = jz_statement_int64 (row, 19) };
  return line;
}

GPtrArray *
jz_purchase_lines (JzConnection *connection, JzPurchasePaper paper, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_purchase_line_free);
  JzStatement          *rows = jz_connection_query (connection, error, lines_sql[paper], "l", id);

  while (jz_statement_next (rows))
    g_ptr_array_add (lines, take_line (rows));
  return jz_statement_finish (rows, error) ? g_steal_pointer (&lines) : NULL;
}

/* Signatures. */

void
jz_purchase_sign_free (JzPurchaseSign *self)
{
  g_free (self->role);
  g_free (self->account);
  g_free (self->verdict);
  g_free (self->at);
  g_free (self->words);
  g_free (self);
}

GPtrArray *
jz_purchase_signs (JzConnection *connection, gint64 request, GError **error)
{
  g_autoptr (GPtrArray) signs = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_purchase_sign_free);
  JzStatement          *rows = jz_connection_query (connection, error,
                                                    "SELECT s.round, ifnull (role.title, s.role), account.name, "
                                                    "s.verdict, s.at, s.words FROM purchase_sign s "
                                                    "LEFT JOIN role ON role.name = s.role LEFT JOIN account ON "
                                                    "account.id = s.account WHERE s.request = ? "
                                                    "ORDER BY s.round, s.position", "l", request);

  while (jz_statement_next (rows))
    {
      JzPurchaseSign *sign = g_new0 (JzPurchaseSign, 1);

      *sign = (JzPurchaseSign){ (int) jz_statement_int64 (rows, 0), jz_statement_dup (rows, 1),
                                jz_statement_dup (rows, 2),
                                jz_statement_dup (rows, 3), jz_statement_dup (rows, 4), jz_statement_dup (rows, 5) };
      g_ptr_array_add (signs, sign);
    }
  return jz_statement_finish (rows, error) ? g_steal_pointer (&signs) : NULL;
}

/* The chain. */

void
jz_purchase_link_free (JzPurchaseLink *self)
{
  g_free (self->number);
  g_free (self->date);
  g_free (self->state);
  g_free (self);
}

#define ORDERS_OF_REQUEST \
  "SELECT DISTINCT purchase_order FROM purchase_order_line ol JOIN purchase_request_line l ON l.id = ol.request_line WHERE l.request = ?"
#define REQUESTS "SELECT 'request' AS kind, id, number, date, state, 1 AS step FROM purchase_request "
#define ORDERS "SELECT 'order', id, number, date, state, 2 FROM purchase_order "
#define ACCEPTANCES "SELECT 'acceptance', id, number, date, kind, 3 FROM purchase_acceptance "
#define VOUCHERS "SELECT 'voucher', v.id, v.number, v.date, '', 4 FROM purchase_acceptance a JOIN voucher v ON v.id = a.voucher "
#define IN_TIME "ORDER BY step, date, id"

static const char *const chain_sql[] = {
  [JZ_PAPER_REQUEST] =
    ORDERS "WHERE id IN (" ORDERS_OF_REQUEST "1) UNION ALL " ACCEPTANCES "WHERE purchase_order IN (" ORDERS_OF_REQUEST
    "1) UNION ALL "
    VOUCHERS "WHERE a.purchase_order IN (" ORDERS_OF_REQUEST "1)",
  [JZ_PAPER_ORDER] =
    REQUESTS "WHERE id IN (SELECT l.request FROM purchase_order_line ol JOIN purchase_request_line l ON l.id = "
             "ol.request_line WHERE ol.purchase_order = ?1) UNION ALL "
    ACCEPTANCES "WHERE purchase_order = ?1 UNION ALL " VOUCHERS "WHERE a.purchase_order = ?1",
  [JZ_PAPER_ACCEPTANCE] =
    REQUESTS "WHERE id IN (SELECT l.request FROM purchase_acceptance_line al JOIN purchase_order_line ol ON ol.id = "
             "al.order_line "
    "JOIN purchase_request_line l ON l.id = ol.request_line WHERE al.acceptance = ?1) UNION ALL "
    ORDERS "WHERE id = (SELECT purchase_order FROM purchase_acceptance WHERE id = ?1) UNION ALL " VOUCHERS
    "WHERE a.id = ?1",
};

static const char *
kind_of (const char *text)
{
  static const char *const kinds[] = { "request", "order", "acceptance", "voucher" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], text))
      return kinds[i];
  return "";
}

GPtrArray *
jz_purchase_chain (JzConnection *connection, JzPurchasePaper paper, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_purchase_link_free);
  g_autofree char      *sql =
    g_strdup_printf ("SELECT kind, id, number, date, state FROM (SELECT '' AS kind, 0 AS id, '' AS number, '' AS "
                     "date, '' AS state, 0 AS step WHERE 0 "
                     "UNION ALL %s) " IN_TIME, chain_sql[paper]);
  JzStatement          *rows = jz_connection_query (connection, error, sql, "l", id);

  while (jz_statement_next (rows))
    {
      JzPurchaseLink *link = g_new0 (JzPurchaseLink, 1);

      *link = (JzPurchaseLink){ kind_of (jz_statement_text (rows, 0)), jz_statement_int64 (rows, 1),
                                jz_statement_dup (rows, 2),
                                jz_statement_dup (rows, 3), jz_statement_dup (rows, 4) };
      g_ptr_array_add (links, link);
    }
  return jz_statement_finish (rows, error) ? g_steal_pointer (&links) : NULL;
}
