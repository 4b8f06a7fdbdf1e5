/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-purchase-told.h"

#include <glib/gi18n-lib.h>

#include "jz-money.h"
#include "jz-purchase-read.h"
#include "jz-purchase-views.h"
#include "jz-quantity.h"

#define LINES_MOST 40

/* What can be done in which state, the most likely first. */
typedef struct
{
  const char *states, *label, *action;
} Offer;

static void
add_offers (JzTold *told, const Offer *offers, guint n, const char *state, gint64 id)
{
  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) states = g_strsplit (offers[i].states, " ", -1);

      if (g_strv_contains ((const char *const *) states, state))
        jz_told_add_action (told, g_dgettext (GETTEXT_PACKAGE, offers[i].label), offers[i].action,
                            g_variant_new_int64 (id));
    }
}

static void
add_money (JzTold *told, const char *label, gint64 fen)
{
  g_autofree char *text = jz_money_format (fen);
  g_autofree char *yuan = g_strdup_printf (_("%s yuan"), text);

  jz_told_add_fact (told, label, yuan);
}

static gboolean
add_chain (JzTold *told, JzConnection *connection, JzPurchasePaper paper, gint64 id, GError **error)
{
  static const struct { const char *kind, *title, *view;
  } kinds[] = { { "request", N_("Purchase request"), "purchase-request" },
                { "order", N_("Purchase order"), "purchase-order" },
                { "acceptance", N_("Acceptance certificate"), "purchase-acceptance" },
                { "voucher", N_("Receipt voucher"), "voucher" } };
  g_autoptr (GPtrArray) chain = jz_purchase_chain (connection, paper, id, error);

  for (guint i = 0; chain != NULL && i < chain->len; i++)
    {
      const JzPurchaseLink *link = g_ptr_array_index (chain, i);

      if (i == 0)
        jz_told_add_group (told, _("Papers"), NULL);
      for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
        if (g_str_equal (kinds[k].kind, link->kind))
          {
            const char      *state = jz_purchase_state_words (link->state);
            g_autofree char *subtitle = state != NULL ? g_strdup_printf ("%s · %s", link->date, state) :
                                        g_strdup (link->date);

            jz_told_add_link (told, g_dgettext (GETTEXT_PACKAGE, kinds[k].title), link->number, subtitle, _("Show"),
                              "purchase.show",
                              g_variant_new ("(sx)", kinds[k].view, link->id));
          }
    }
  return chain != NULL;
}

/* How far a line has come. */
static char *
progress_of (const JzPurchaseLine *line, JzPurchasePaper paper)
{
  g_autofree char *ordered = jz_quantity_format (line->ordered, line->decimals),
                             *accepted = jz_quantity_format (line->accepted, line->decimals);
  g_autofree char *rejected = jz_quantity_format (line->rejected, line->decimals);
  g_autofree char *left = jz_quantity_format (line->quantity - line->accepted, line->decimals);

  if (paper == JZ_PAPER_REQUEST)
    return line->ordered > 0 ? g_strdup_printf (_("ordered %s · accepted %s"), ordered, accepted) :
           g_strdup (line->reason);
  if (paper == JZ_PAPER_ACCEPTANCE)
    return line->rejected > 0 ? g_strdup_printf (_("! %s sent back: %s"), rejected, line->reason) :
           g_strdup (line->place);
  if (line->rejected > 0)
    return g_strdup_printf (_("accepted %s · sent back %s · to come %s"), accepted, rejected, left);
  return g_strdup_printf (_("accepted %s · to come %s"), accepted, left);
}

static gboolean
add_lines (JzTold *told, JzConnection *connection, JzPurchasePaper paper, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) lines = jz_purchase_lines (connection, paper, id, error);
  g_autofree char      *n = lines != NULL ? g_strdup_printf ("%u", lines->len) : NULL;

  jz_told_add_group (told, _("Lines"), n);
  for (guint i = 0; lines != NULL && i < MIN (lines->len, LINES_MOST); i++)
    {
      const JzPurchaseLine *line = g_ptr_array_index (lines, i);
      g_autofree char      *quantity = jz_quantity_format (line->quantity, line->decimals);
      g_autofree char      *label = g_strdup_printf ("%s %s", quantity, line->unit);
      g_autofree char      *title = line->spec[0] != '\0' ? g_strdup_printf ("%s · %s", line->name, line->spec) :
                                    g_strdup (line->name);
      g_autofree char      *subtitle = progress_of (line, paper);

      jz_told_add_entry (told, label, title, subtitle);
    }
  return lines != NULL;
}

/* Requests. */

static gboolean
add_signs (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) signs = jz_purchase_signs (connection, id, error);
  int                   last = 0;

  for (guint i = 0; signs != NULL && i < signs->len; i++)
    last = MAX (last, ((const JzPurchaseSign *) g_ptr_array_index (signs, i))->round);
  for (guint i = 0; signs != NULL && i < signs->len; i++)
    {
      const JzPurchaseSign *sign = g_ptr_array_index (signs, i);
      g_autofree char      *title = NULL, *subtitle = NULL;

      if (sign->verdict == NULL && sign->round < last)
        continue; /* another round has begun since */
      if (i == 0)
        jz_told_add_group (told, _("Approval"), NULL);
      title = sign->verdict == NULL ? g_strdup (_("○ Awaited"))
              : g_str_equal (sign->verdict, "approved") ?
              g_strdup_printf (_("✓ %s agrees"), sign->account != NULL ? sign->account : "")
                                                        : g_strdup_printf (_("✗ %s gave it back"),
                                                                           sign->account != NULL ? sign->account : "");
      subtitle = sign->at != NULL ? g_strdup_printf (sign->words[0] != '\0' ? "%.10s · %s" : "%.10s%s", sign->at,
                                                     sign->words) : NULL;
      jz_told_add_entry (told, sign->role, title, subtitle);
    }
  return signs != NULL;
}

/* Signing is offered to those who have the role that is next. */
static gboolean
add_signing (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char   *role = jz_connection_text (connection, &failure,
                                                "SELECT s.role FROM purchase_sign s JOIN purchase_request r ON r.id = "
                                                "s.request WHERE s.request = ?1 "
                                                "AND r.state = 'submitted' AND s.verdict IS NULL AND s.round = "
                                                "(SELECT max (round) FROM purchase_sign "
                                                "WHERE request = ?1) ORDER BY s.position LIMIT 1", "l", id);

  if (role != NULL)
    {
      g_autofree char *approve = jz_purchase_sign_action ("purchase.approve", role),
                                 *reject = jz_purchase_sign_action ("purchase.reject", role);

      jz_told_add_action (told, _("Approve…"), approve, g_variant_new_int64 (id));
      jz_told_add_action (told, _("Give back…"), reject, g_variant_new_int64 (id));
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

JzTold *
jz_purchase_tell_request (JzConnection *connection, gint64 id, GError **error)
{
  static const Offer offers[] = {
    { "draft rejected", N_("Submit"), "purchase.submit" },   { "approved", N_("Order…"), "purchase.order" },
    { "draft rejected", N_("Change…"), "purchase.edit" },
    { "draft submitted approved rejected ordered done withdrawn", N_("Print…"), "purchase.print-request" },
    { "submitted approved rejected draft", N_("Withdraw…"), "purchase.withdraw" },
    { "draft submitted approved rejected ordered done withdrawn", N_("Copy"), "purchase.copy" },
  };
  g_auto (JzPurchaseHead) head = { 0 };
  g_autofree char        *subtitle = NULL;
  g_autoptr (JzTold)      told = NULL;

  if (!jz_purchase_read_head (connection, JZ_PAPER_REQUEST, id, &head, error))
    return NULL;
  subtitle = g_strdup_printf ("%s · %s", head.number, head.date);
  told = jz_told_new (head.purpose, subtitle, jz_purchase_state_words (head.state));
  if (!add_signing (told, connection, id, error))
    return NULL;
  add_offers (told, offers, G_N_ELEMENTS (offers), head.state, id);
  jz_told_add_group (told, _("Facts"), NULL);
  jz_told_add_fact (told, _("Applicant"), head.applicant);
  jz_told_add_fact (told, _("Written by"), head.account);
  add_money (told, _("Estimate"), head.amount);
  if (add_signs (told, connection, id, error) && add_lines (told, connection, JZ_PAPER_REQUEST, id, error) &&
      add_chain (told, connection, JZ_PAPER_REQUEST, id, error) &&
      jz_told_add_files (told, connection, "purchase_request", id, error) &&
      jz_told_add_history (told, connection, "purchase_request", id, error))
    return g_steal_pointer (&told);
  return NULL;
}

/* Orders and acceptances. */

JzTold *
jz_purchase_tell_order (JzConnection *connection, gint64 id, GError **error)
{
  static const Offer offers[] = {
    { "open", N_("Accept a delivery…"), "purchase.accept" },
    { "open done cancelled", N_("Print…"), "purchase.print-order" },
    { "open", N_("Cancel the rest…"), "purchase.cancel" },
  };
  g_auto (JzPurchaseHead) head = { 0 };
  g_autofree char        *subtitle = NULL;
  g_autoptr (JzTold)      told = NULL;

  if (!jz_purchase_read_head (connection, JZ_PAPER_ORDER, id, &head, error))
    return NULL;
  subtitle = g_strdup_printf ("%s · %s", head.number, head.date);
  told = jz_told_new (head.supplier, subtitle, jz_purchase_state_words (head.state));
  add_offers (told, offers, G_N_ELEMENTS (offers), head.state, id);
  jz_told_add_group (told, _("Facts"), NULL);
  add_money (told, _("Amount"), head.amount);
  jz_told_add_fact (told, _("Fund"), head.fund);
  jz_told_add_fact (told, _("Contract"), head.contract);
  jz_told_add_fact (told, _("Delivery by"), head.expected);
  jz_told_add_fact (told, _("Ordered by"), head.account);
  jz_told_add_fact (told, _("Why cancelled"), head.reason);
  jz_told_add_fact (told, _("Note"), head.note);
  if (add_lines (told, connection, JZ_PAPER_ORDER, id, error) &&
      add_chain (told, connection, JZ_PAPER_ORDER, id, error) &&
      jz_told_add_files (told, connection, "purchase_order", id, error) &&
      jz_told_add_history (told, connection, "purchase_order", id, error))
    return g_steal_pointer (&told);
  return NULL;
}

/* How many cards of the voucher still lack their labels. */
static gboolean
add_labels (JzTold *told, JzConnection *connection, gint64 voucher, GError **error)
{
  gint64           cards = 0, lacking = 0;
  g_autofree char *text = NULL;

  if (!jz_connection_number (connection, &cards, 0, error,
                             "SELECT count(*) FROM entry WHERE voucher = ? AND asset IS NOT NULL", "l", voucher) ||
      !jz_connection_number (connection, &lacking, 0, error,
                             "SELECT count(*) FROM entry JOIN asset ON asset.id = entry.asset WHERE voucher = ? AND "
                             "labelled IS NULL", "l", voucher))
    return FALSE;
  if (cards == 0)
    return TRUE;
  jz_told_add_action (told, _("Print labels…"), "purchase.labels", g_variant_new_int64 (voucher));
  text = lacking > 0 ? g_strdup_printf (_("! %d of %d still lack one"), (int) lacking, (int) cards) :
         g_strdup_printf (_("✓ all %d printed"), (int) cards);
  jz_told_add_group (told, _("Labels"), NULL);
  jz_told_add_fact (told, _("Asset labels"), text);
  return TRUE;
}

JzTold *
jz_purchase_tell_acceptance (JzConnection *connection, gint64 id, GError **error)
{
  static const Offer offers[] = { { "purchase transfer", N_("Print…"), "purchase.print-acceptance" } };
  g_auto (JzPurchaseHead) head = { 0 };
  g_autofree char        *subtitle = NULL;
  g_autoptr (JzTold)      told = NULL;
  gboolean                is_transfer;

  if (!jz_purchase_read_head (connection, JZ_PAPER_ACCEPTANCE, id, &head, error))
    return NULL;
  is_transfer = g_str_equal (head.state, "transfer");
  subtitle = g_strdup_printf ("%s · %s", head.number, head.date);
  told = jz_told_new (head.supplier, subtitle, jz_purchase_state_words (head.state));
  add_offers (told, offers, G_N_ELEMENTS (offers), head.state, id);
  if (!add_labels (told, connection, head.voucher_id, error))
    return NULL;
  jz_told_add_group (told, _("Facts"), NULL);
  jz_told_add_fact (told, is_transfer ? _("Document") : _("Invoice"), head.paper);
  add_money (told, _("Amount"), head.amount);
  jz_told_add_fact (told, _("Fund"), head.fund);
  jz_told_add_fact (told, _("Contract"), head.contract);
  jz_told_add_fact (told, _("Accepted by"), head.account);
  jz_told_add_fact (told, _("Note"), head.note);
  if (add_lines (told, connection, JZ_PAPER_ACCEPTANCE, id, error) &&
      add_chain (told, connection, JZ_PAPER_ACCEPTANCE, id, error) &&
      jz_told_add_files (told, connection, "purchase_acceptance", id, error) &&
      jz_told_add_history (told, connection, "purchase_acceptance", id, error))
    return g_steal_pointer (&told);
  return NULL;
}

/* Suppliers and contracts. */

/* Facts of one row, in the order of @labels; what @money says is money. */
static gboolean
add_row_facts (JzTold *told, JzStatement *row, const char *const *labels, int first)
{
  for (int i = 0; labels[i] != NULL; i++)
    jz_told_add_fact (told, g_dgettext (GETTEXT_PACKAGE, labels[i]), jz_statement_text (row, first + i));
  jz_statement_reset (row);
  return TRUE;
}

static gboolean
add_orders_of (JzTold *told, JzConnection *connection, const char *column, gint64 id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id, number, date, state FROM purchase_order WHERE %s = ? ORDER BY "
                                          "number DESC LIMIT 20", column);
  JzStatement     *rows = jz_connection_query (connection, error, sql, "l", id);
  gboolean         any = FALSE;

  while (jz_statement_next (rows))
    {
      if (!any)
        jz_told_add_group (told, _("Orders"), NULL);
      any = TRUE;
      jz_told_add_link (told, jz_statement_text (rows, 2), jz_statement_text (rows, 1),
                        jz_purchase_state_words (jz_statement_text (rows, 3)), _("Show"),
                        "purchase.show", g_variant_new ("(sx)", "purchase-order", jz_statement_int64 (rows, 0)));
    }
  return jz_statement_finish (rows, error);
}

JzTold *
jz_purchase_tell_supplier (JzConnection *connection, gint64 id, GError **error)
{
  static const char *const labels[] = { N_("Contact"), N_("Telephone"), N_("Address"), N_("Bank and account"),
                                        N_("Note"), NULL };
  JzStatement             *row = jz_connection_query (connection, error,
                                                      "SELECT name, credit_code, contact, phone, address, bank, note "
                                                      "FROM supplier WHERE id = ?",
                                                      "l", id);
  g_autoptr (JzTold)       told = NULL;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return NULL;
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1), NULL);
  jz_told_add_action (told, _("Change…"), "purchase.edit-supplier", g_variant_new_int64 (id));
  jz_told_add_action (told, _("New contract…"), "purchase.new-contract-with", g_variant_new_int64 (id));
  jz_told_add_action (told, _("Remove…"), "purchase.remove-supplier", g_variant_new_int64 (id));
  jz_told_add_group (told, _("Facts"), NULL);
  if (add_row_facts (told, row, labels, 2) && add_orders_of (told, connection, "supplier", id, error) &&
      jz_told_add_history (told, connection, "supplier", id, error))
    return g_steal_pointer (&told);
  return NULL;
}

JzTold *
jz_purchase_tell_contract (JzConnection *connection, gint64 id, GError **error)
{
  static const char *const labels[] = { N_("Supplier"), N_("Signed on"), N_("Valid until"), N_("Note"), NULL };
  JzStatement             *row = jz_connection_query (connection, error,
                                                      "SELECT c.title, c.number, c.amount, supplier.name, c.date, "
                                                      "c.valid_until, c.note FROM contract c "
                                                      "JOIN supplier ON supplier.id = c.supplier WHERE c.id = ?", "l",
                                                      id);
  g_autoptr (JzTold)       told = NULL;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return NULL;
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1), NULL);
  jz_told_add_action (told, _("Change…"), "purchase.edit-contract", g_variant_new_int64 (id));
  jz_told_add_action (told, _("Remove…"), "purchase.remove-contract", g_variant_new_int64 (id));
  jz_told_add_group (told, _("Facts"), NULL);
  if (jz_statement_int64 (row, 2) > 0)
    add_money (told, _("Amount"), jz_statement_int64 (row, 2));
  if (add_row_facts (told, row, labels, 3) && add_orders_of (told, connection, "contract", id, error) &&
      jz_told_add_files (told, connection, "contract", id, error) &&
      jz_told_add_history (told, connection, "contract", id, error))
    return g_steal_pointer (&told);
  return NULL;
}

/* Assets. */

static gboolean
add_licence (JzTold *told, JzConnection *connection, gint64 asset, GError **error)
{
  static const char *const labels[] = { N_("Licence number"), N_("Seats"), N_("Valid until"), N_("Note"), NULL };
  JzStatement             *row = jz_connection_query (connection, error,
                                                      "SELECT number, seats, valid_until, note FROM software_licence "
                                                      "WHERE asset = ?", "l", asset);

  if (!jz_statement_next (row))
    return jz_statement_finish (row, error);
  jz_told_add_group (told, _("Software licence"), NULL);
  return add_row_facts (told, row, labels, 0);
}

gboolean
jz_purchase_tell_asset (JzTold *told, JzConnection *connection, gint64 asset, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT asset.supplier, a.id, a.number, a.date, a.paper, contract.number, a.kind FROM asset "
    "LEFT JOIN (SELECT asset, min (voucher) AS voucher FROM entry WHERE asset = ?1) e ON e.asset = asset.id "
    "LEFT JOIN purchase_acceptance a ON a.voucher = e.voucher LEFT JOIN purchase_order o ON o.id = a.purchase_order "
    "LEFT JOIN contract ON contract.id = o.contract WHERE asset.id = ?1", "l", asset);

  if (!jz_statement_next (row))
    return jz_statement_finish (row, error);
  if (!jz_statement_is_null (row, 1) || (jz_statement_text (row, 0) != NULL && jz_statement_text (row, 0)[0] != '\0'))
    {
      jz_told_add_group (told, _("Purchase"), NULL);
      jz_told_add_fact (told, _("Supplier"), jz_statement_text (row, 0));
      jz_told_add_fact (told, _("Contract"), jz_statement_text (row, 5));
      jz_told_add_fact (told, g_strcmp0 (jz_statement_text (row, 6), "transfer") == 0 ? _("Document") : _("Invoice"),
                        jz_statement_text (row, 4));
      if (!jz_statement_is_null (row, 1))
        jz_told_add_link (told, _("Acceptance certificate"), jz_statement_text (row, 2), jz_statement_text (row, 3),
                          _("Show"), "purchase.show",
                          g_variant_new ("(sx)", "purchase-acceptance", jz_statement_int64 (row, 1)));
    }
  jz_statement_reset (row);
  return add_licence (told, connection, asset, error);
}
