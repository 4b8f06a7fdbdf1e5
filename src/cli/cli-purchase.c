/* purchase request|submit|approve|reject|withdraw|order|cancel|accept|take-in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli.h"
#include "jz-contract.h"
#include "jz-date.h"
#include "jz-money.h"
#include "jz-place.h"
#include "jz-purchase-accept.h"
#include "jz-purchase-read.h"
#include "jz-quantity.h"

static int run_request (Cli *cli, int argc, char **argv, GError **error);
static int run_submit (Cli *cli, int argc, char **argv, GError **error);
static int run_approve (Cli *cli, int argc, char **argv, GError **error);
static int run_reject (Cli *cli, int argc, char **argv, GError **error);
static int run_withdraw (Cli *cli, int argc, char **argv, GError **error);
static int run_order (Cli *cli, int argc, char **argv, GError **error);
static int run_cancel (Cli *cli, int argc, char **argv, GError **error);
static int run_accept (Cli *cli, int argc, char **argv, GError **error);
static int run_take_in (Cli *cli, int argc, char **argv, GError **error);

enum { REQUEST, SUBMIT, APPROVE, REJECT, WITHDRAW, ORDER, CANCEL, ACCEPT, TAKE_IN };

const CliCommand cli_purchase_commands[] = {
  [REQUEST] = { "purchase request",
                "--applicant P --purpose TEXT --line 'ITEM;QUANTITY[;PRICE[;SPEC[;UNIT[;REASON]]]]'… [--date D]",
                N_("Write a purchase request"), run_request },
  [SUBMIT] = { "purchase submit", "NUMBER", N_("Submit a request for approval"), run_submit },
  [APPROVE] = { "purchase approve", "NUMBER [--words TEXT]", N_("Sign a request"), run_approve },
  [REJECT] = { "purchase reject", "NUMBER --words TEXT", N_("Give a request back, with the reason"), run_reject },
  [WITHDRAW] = { "purchase withdraw", "NUMBER", N_("Take a request back"), run_withdraw },
  [ORDER] = { "purchase order",
              "REQUEST… [--supplier S] [--contract C] [--fund F] [--expected D] [--line "
              "'REQUEST;LINE;QUANTITY[;PRICE]']…",
              N_("Order what was approved"), run_order },
  [CANCEL] = { "purchase cancel", "ORDER --words TEXT", N_("Cancel what has not come"), run_cancel },
  [ACCEPT] = { "purchase accept",
               "ORDER --invoice NUMBER [--place P] [--line 'LINE;ACCEPTED[;REJECTED;FAULT[;PLACE[;SERIAL]]]']… "
               "[--date D]",
               N_("Accept a delivery and enter it"), run_accept },
  [TAKE_IN] = { "purchase take-in",
                "--document NUMBER --from UNIT --place P --line 'ITEM;QUANTITY[;PRICE]'… [--date D]",
                N_("Enter what the county hands over"), run_take_in },
  { NULL, NULL, NULL, NULL },
};

/* What all are asked; the texts stay until the end. */
typedef struct
{
  char         *applicant, *purpose, *date, *words, *supplier, *contract, *fund, *expected, *invoice, *place, *document,
  *from;
  char        **lines; /* of --line */
  char        **args;  /* borrowed */
  gint64        id;
  char         *number, *voucher;
  GPtrArray    *assets; /* numbers of cards that were made */
  gboolean      approves;
  char          iso[2][JZ_DATE_LENGTH];
} Asked;

static void
asked_clear (Asked *self)
{
  g_free (self->number);
  g_free (self->voucher);
  g_clear_pointer (&self->assets, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asked, asked_clear)

static gboolean G_GNUC_PRINTF (3, 4)
refuse (GError **error, JzError code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, JZ_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
read_date (Asked *self, int which, const char *text, const char **iso, GError **error)
{
  JzDate day = text != NULL ? jz_date_parse (text) : JZ_DATE_NONE;

  *iso = text != NULL ? jz_date_to_iso (day, self->iso[which]) : NULL;
  return text == NULL || day != JZ_DATE_NONE || refuse (error, JZ_ERROR_INVALID, _("%s: there is no such day"), text);
}

/* The parts of a line; one that isn't there is NULL. */
static const char *
part (GStrv parts, guint i)
{
  return i < g_strv_length (parts) && parts[i][0] != '\0' ? parts[i] : NULL;
}

static gboolean
read_quantity (const char *text, int decimals, gint64 *quantity, GError **error)
{
  return jz_quantity_parse (text != NULL ? text : "", decimals, quantity) ||
         refuse (error, JZ_ERROR_INVALID, _("%s: this is no quantity"), text != NULL ? text : "");
}

static gboolean
read_price (const char *text, gint64 *price, GError **error)
{
  return text == NULL || (jz_money_parse (text, price) && *price >= 0) ||
         refuse (error, JZ_ERROR_INVALID, _("%s: this is no price"), text);
}

static GPtrArray *
split_lines (char **lines)
{
  GPtrArray *split = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    g_ptr_array_add (split, g_strsplit (lines[i], ";", -1));
  return split;
}

/* What was done, and what came of it. */
static int
say_done (Cli *cli, const Asked *self, gint64 operation, const char *words)
{
  JsonBuilder *json;

  cli_say (cli, "%s", words);
  if (!cli->json)
    return 0;
  json = json_builder_new ();
  json_builder_begin_object (json);
  cli_json_number (json, "operation", operation);
  cli_json_text (json, "what", words);
  cli_json_text (json, "number", self->number);
  if (self->assets != NULL)
    {
      cli_json_text (json, "voucher", self->voucher);
      json_builder_set_member_name (json, "assets");
      json_builder_begin_array (json);
      for (guint i = 0; i < self->assets->len; i++)
        json_builder_add_string_value (json, g_ptr_array_index (self->assets, i));
      json_builder_end_array (json);
    }
  json_builder_end_object (json);
  cli_print_json (json);
  return 0;
}

static int
write_and_say (Cli *cli, const JzAction *action, JzWriteFunc func, Asked *self, GError **error)
{
  g_autofree char *words = NULL;
  gint64           operation = 0;

  if (!cli_sign_in (cli, error) || !cli_write (cli, action, func, self, &operation, &words, error))
    return -1;
  return say_done (cli, self, operation, words);
}

static gboolean
keep_number (JzConnection *connection, Asked *self, const char *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT number FROM %s WHERE id = ?", table);

  self->number = jz_connection_text (connection, error, sql, "l", self->id);
  return self->number != NULL;
}

/* request */

/* With its specification, the one that has it; by its name or code alone, the only one. */
static gboolean
find_wanted (JzConnection *connection, const char *name, const char *spec, gint64 *item, GError **error)
{
  if (spec == NULL)
    return jz_item_find (connection, name, item, error);
  return jz_connection_number (connection, item, 0, error,
                               "SELECT id FROM item WHERE name = ? AND spec = ? AND voided IS NULL ORDER BY id LIMIT 1",
                               "ss", name, spec);
}

static gboolean
read_request_line (JzConnection *connection, GStrv parts, JzRequestLine *line, GError **error)
{
  gint64 decimals = 0;

  *line = (JzRequestLine){ .name = part (parts, 0), .spec = part (parts, 3), .unit = part (parts, 4),
                           .reason = part (parts, 5) };
  if (line->name == NULL)
    return refuse (error, JZ_ERROR_INVALID, "%s", _("A line needs the name of what is wanted"));
  return find_wanted (connection, line->name, line->spec, &line->item, error) &&
         jz_connection_number (connection, &decimals, 0, error, "SELECT decimals FROM item WHERE id = ?", "l",
                               line->item) &&
         read_quantity (part (parts, 1), (int) decimals, &line->quantity, error) &&
         read_price (part (parts, 2), &line->price, error);
}

static gboolean
request_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked                *self = data;
  JzConnection         *connection = jz_operation_get_connection (operation);
  g_autoptr (GPtrArray) split = split_lines (self->lines);
  g_autofree JzRequestLine *lines = g_new0 (JzRequestLine, MAX (split->len, 1));
  JzRequestData         head = { .purpose = self->purpose };

  if (!read_date (self, 0, self->date, &head.date, error) ||
      !cli_find_person (connection, self->applicant, &head.applicant, error))
    return FALSE;
  for (guint i = 0; i < split->len; i++)
    if (!read_request_line (connection, g_ptr_array_index (split, i), &lines[i], error))
      return FALSE;
  return jz_purchase_request_write (operation, &self->id, &head, lines, split->len, error) &&
         keep_number (connection, self, "purchase_request", error);
}

static int
run_request (Cli *cli, int argc, char **argv, GError **error)
{
  g_auto (Asked)     self = { 0 };
  const GOptionEntry entries[] = {
    { "applicant", 0, 0, G_OPTION_ARG_STRING, &self.applicant, N_("Who asks for it"), N_("PERSON") },
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &self.purpose, N_("What it is needed for"), N_("TEXT") },
    { "line", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.lines, N_("What is wanted; may be repeated"), N_("LINE") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &self.date, N_("Day; today unless said"), N_("DATE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_purchase_commands[REQUEST], entries, &argc, &argv, 0, 0, error))
    return -1;
  return write_and_say (cli, &jz_action_purchase_request, request_cb, &self, error);
}

/* submit, approve, reject, withdraw, cancel */

static gboolean
submit_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked *self = data;

  return jz_purchase_find (jz_operation_get_connection (operation), "purchase_request", self->number, &self->id,
                           error) &&
         jz_purchase_request_submit (operation, self->id, error);
}

static gboolean
sign_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked *self = data;

  return jz_purchase_find (jz_operation_get_connection (operation), "purchase_request", self->number, &self->id,
                           error) &&
         jz_purchase_request_sign (operation, self->id, self->approves, self->words, error);
}

static gboolean
withdraw_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked *self = data;

  return jz_purchase_find (jz_operation_get_connection (operation), "purchase_request", self->number, &self->id,
                           error) &&
         jz_purchase_request_withdraw (operation, self->id, error);
}

static gboolean
cancel_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked *self = data;

  return jz_purchase_find (jz_operation_get_connection (operation), "purchase_order", self->number, &self->id, error) &&
         jz_purchase_order_cancel (operation, self->id, self->words, error);
}

static int
run_step (Cli *cli, int command, const JzAction *action, JzWriteFunc func, gboolean approves, int argc, char **argv,
          GError **error)
{
  g_auto (Asked)     self = { .approves = approves };
  const GOptionEntry entries[] = {
    { "words", 0, 0, G_OPTION_ARG_STRING, &self.words, N_("What there is to say"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_purchase_commands[command], entries, &argc, &argv, 1, 1, error))
    return -1;
  self.number = g_strdup (argv[0]);
  return write_and_say (cli, action, func, &self, error);
}

static int
run_submit (Cli *cli, int argc, char **argv, GError **error)
{
  return run_step (cli, SUBMIT, &jz_action_purchase_request, submit_cb, FALSE, argc, argv, error);
}

static int
run_approve (Cli *cli, int argc, char **argv, GError **error)
{
  return run_step (cli, APPROVE, &jz_action_purchase_sign, sign_cb, TRUE, argc, argv, error);
}

static int
run_reject (Cli *cli, int argc, char **argv, GError **error)
{
  return run_step (cli, REJECT, &jz_action_purchase_sign, sign_cb, FALSE, argc, argv, error);
}

static int
run_withdraw (Cli *cli, int argc, char **argv, GError **error)
{
  return run_step (cli, WITHDRAW, &jz_action_purchase_request, withdraw_cb, FALSE, argc, argv, error);
}

static int
run_cancel (Cli *cli, int argc, char **argv, GError **error)
{
  return run_step (cli, CANCEL, &jz_action_purchase_order, cancel_cb, FALSE, argc, argv, error);
}

/* order: all that is left of the requests, or the lines that were named. */

static gboolean
add_rest (JzConnection *connection, const char *number, GArray *lines, GError **error)
{
  g_autoptr (GPtrArray) asked = NULL;
  gint64                request;

  if (!jz_purchase_find (connection, "purchase_request", number, &request, error) ||
      (asked = jz_purchase_lines (connection, JZ_PAPER_REQUEST, request, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < asked->len; i++)
    {
      const JzPurchaseLine *line = g_ptr_array_index (asked, i);
      JzOrderLine           order = { line->id, line->quantity - line->ordered, line->price };

      if (order.quantity > 0)
        g_array_append_val (lines, order);
    }
  return TRUE;
}

/* The line of that number, counted from 1, of a paper. */
static JzPurchaseLine *
numbered_line (GPtrArray *lines, const char *text, GError **error)
{
  gint64 position = 0;

  if (text != NULL && g_ascii_string_to_signed (text, 10, 1, MAX (lines->len, 1), &position, NULL) &&
      position <= lines->len)
    return g_ptr_array_index (lines, position - 1);
  refuse (error, JZ_ERROR_NOT_FOUND, _("%s: there is no such line"), text != NULL ? text : "");
  return NULL;
}

static gboolean
add_named (JzConnection *connection, GStrv parts, GArray *lines, GError **error)
{
  g_autoptr (GPtrArray) asked = NULL;
  const JzPurchaseLine *line;
  JzOrderLine           order;
  gint64                request;

  if (!jz_purchase_find (connection, "purchase_request", part (parts, 0) != NULL ? parts[0] : "", &request, error) ||
      (asked = jz_purchase_lines (connection, JZ_PAPER_REQUEST, request, error)) == NULL ||
      (line = numbered_line (asked, part (parts, 1), error)) == NULL)
    return FALSE;
  order = (JzOrderLine){ line->id, 0, line->price };
  if (!read_quantity (part (parts, 2), line->decimals, &order.quantity, error) ||
      !read_price (part (parts, 3), &order.price, error))
    return FALSE;
  g_array_append_val (lines, order);
  return TRUE;
}

static gboolean
order_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked                *self = data;
  JzConnection         *connection = jz_operation_get_connection (operation);
  g_autoptr (GPtrArray) split = split_lines (self->lines);
  g_autoptr (GArray)    lines = g_array_new (FALSE, FALSE, sizeof (JzOrderLine));
  JzOrderData           head = { .name = self->supplier, .fund = self->fund };

  if (!read_date (self, 0, self->date, &head.date, error) ||
      !read_date (self, 1, self->expected, &head.expected, error) ||
      (self->contract != NULL && !jz_contract_find (connection, self->contract, &head.contract, error)))
    return FALSE;
  if (self->contract != NULL && head.contract == 0)
    return refuse (error, JZ_ERROR_NOT_FOUND, _("%s: there is no such contract"), self->contract);
  for (guint i = 0; self->args[i] != NULL; i++)
    if (!add_rest (connection, self->args[i], lines, error))
      return FALSE;
  for (guint i = 0; i < split->len; i++)
    if (!add_named (connection, g_ptr_array_index (split, i), lines, error))
      return FALSE;
  return jz_purchase_order_write (operation, &head, (const JzOrderLine *) (gpointer) lines->data, lines->len, &self->id,
                                  error) &&
         keep_number (connection, self, "purchase_order", error);
}

static int
run_order (Cli *cli, int argc, char **argv, GError **error)
{
  g_auto (Asked)     self = { 0 };
  const GOptionEntry entries[] = {
    { "supplier", 0, 0, G_OPTION_ARG_STRING, &self.supplier, N_("From whom"), N_("NAME") },
    { "contract", 0, 0, G_OPTION_ARG_STRING, &self.contract, N_("By which contract"), N_("NUMBER") },
    { "fund", 0, 0, G_OPTION_ARG_STRING, &self.fund, N_("Fund"), N_("NAME") },
    { "expected", 0, 0, G_OPTION_ARG_STRING, &self.expected, N_("Delivery expected by"), N_("DATE") },
    { "line", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.lines, N_("A part of a request; may be repeated"), N_("LINE") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &self.date, N_("Day; today unless said"), N_("DATE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_purchase_commands[ORDER], entries, &argc, &argv, 0, -1, error))
    return -1;
  self.args = argv;
  return write_and_say (cli, &jz_action_purchase_order, order_cb, &self, error);
}

/* accept: all that is still to come, or the lines that were named. */

static gboolean
find_place (JzOperation *operation, const char *text, gint64 *place, GError **error)
{
  *place = 0;
  return text == NULL || jz_place_ensure (operation, text, place, &(guint){ 0 }, error);
}

static gboolean
read_accept_line (JzOperation *operation, Asked *self, GPtrArray *ordered, GStrv parts, GArray *lines, GError **error)
{
  const JzPurchaseLine *line = numbered_line (ordered, part (parts, 0), error);
  JzAcceptLine          accept = { .fault = part (parts, 3), .serial = part (parts, 5) };

  if (line == NULL || !read_quantity (part (parts, 1) != NULL ? parts[1] : "0", line->decimals, &accept.accepted,
                                      error) ||
      !read_quantity (part (parts, 2) != NULL ? parts[2] : "0", line->decimals, &accept.rejected, error) ||
      !find_place (operation, part (parts, 4) != NULL ? parts[4] : self->place, &accept.place, error))
    return FALSE;
  accept.order_line = line->id;
  g_array_append_val (lines, accept);
  return TRUE;
}

static gboolean
add_outstanding (JzOperation *operation, Asked *self, GPtrArray *ordered, GArray *lines, GError **error)
{
  gint64 place;

  if (!find_place (operation, self->place, &place, error))
    return FALSE;
  for (guint i = 0; i < ordered->len; i++)
    {
      const JzPurchaseLine *line = g_ptr_array_index (ordered, i);
      JzAcceptLine          accept = { .order_line = line->id, .accepted = line->quantity - line->accepted,
                                       .place = place };

      if (accept.accepted > 0)
        g_array_append_val (lines, accept);
    }
  return TRUE;
}

static void
keep_receipt (JzConnection *connection, Asked *self, const JzDone *receipt)
{
  self->voucher = g_strdup (receipt->number);
  self->assets = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; receipt->assets != NULL && i < receipt->assets->len; i++)
    g_ptr_array_add (self->assets, jz_connection_text (connection, NULL, "SELECT number FROM asset WHERE id = ?", "l",
                                                       g_array_index (receipt->assets, gint64, i)));
}

static gboolean
accept_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked                *self = data;
  JzConnection         *connection = jz_operation_get_connection (operation);
  g_autoptr (GPtrArray) split = split_lines (self->lines), ordered = NULL;
  g_autoptr (GArray)    lines = g_array_new (FALSE, FALSE, sizeof (JzAcceptLine));
  g_auto (JzAccepted)   done = { 0 };
  JzAcceptData          head = { .invoice = self->invoice };

  if (!read_date (self, 0, self->date, &head.date, error) ||
      !jz_purchase_find (connection, "purchase_order", self->args[0], &self->id, error) ||
      (ordered = jz_purchase_lines (connection, JZ_PAPER_ORDER, self->id, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < split->len; i++)
    if (!read_accept_line (operation, self, ordered, g_ptr_array_index (split, i), lines, error))
      return FALSE;
  if ((split->len == 0 && !add_outstanding (operation, self, ordered, lines, error)) ||
      !jz_purchase_accept (operation, self->id, &head, (const JzAcceptLine *) (gpointer) lines->data, lines->len, &done,
                           error))
    return FALSE;
  self->number = g_strdup (done.number);
  keep_receipt (connection, self, &done.receipt);
  return TRUE;
}

static int
run_accept (Cli *cli, int argc, char **argv, GError **error)
{
  g_auto (Asked)     self = { 0 };
  const GOptionEntry entries[] = {
    { "invoice", 0, 0, G_OPTION_ARG_STRING, &self.invoice, N_("Number of the invoice"), N_("NUMBER") },
    { "place", 0, 0, G_OPTION_ARG_STRING, &self.place, N_("Where it is put"), N_("PLACE") },
    { "line", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.lines, N_("What came of a line; may be repeated"), N_("LINE") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &self.date, N_("Day; today unless said"), N_("DATE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_purchase_commands[ACCEPT], entries, &argc, &argv, 1, 1, error))
    return -1;
  self.args = argv;
  return write_and_say (cli, &jz_action_purchase_accept, accept_cb, &self, error);
}

/* take-in */

static gboolean
read_given_line (JzOperation *operation, Asked *self, GStrv parts, JzLine *line, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        decimals;

  *line = (JzLine){ 0 };
  if (!jz_item_find (connection, part (parts, 0) != NULL ? parts[0] : "", &line->item, error))
    return FALSE;
  if (line->item == 0)
    return refuse (error, JZ_ERROR_NOT_FOUND, _("%s: there is no such item"), part (parts, 0) != NULL ? parts[0] : "");
  return jz_connection_number (connection, &decimals, 0, error, "SELECT decimals FROM item WHERE id = ?", "l",
                               line->item) &&
         read_quantity (part (parts, 1), (int) decimals, &line->quantity, error) &&
         read_price (part (parts, 2), &line->price, error) &&
         find_place (operation, self->place, &line->place, error);
}

static gboolean
take_in_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked                *self = data;
  g_autoptr (GPtrArray) split = split_lines (self->lines);
  g_autofree JzLine    *lines = g_new0 (JzLine, MAX (split->len, 1));
  g_auto (JzDone)       done = { 0 };
  JzTerms               terms = { .supplier = self->from, .invoice = self->document };

  if (!read_date (self, 0, self->date, &terms.date, error))
    return FALSE;
  for (guint i = 0; i < split->len; i++)
    if (!read_given_line (operation, self, g_ptr_array_index (split, i), &lines[i], error))
      return FALSE;
  if (!jz_purchase_take_in (operation, &terms, lines, split->len, &done, &self->number, error))
    return FALSE;
  keep_receipt (jz_operation_get_connection (operation), self, &done);
  return TRUE;
}

static int
run_take_in (Cli *cli, int argc, char **argv, GError **error)
{
  g_auto (Asked)     self = { 0 };
  const GOptionEntry entries[] = {
    { "document", 0, 0, G_OPTION_ARG_STRING, &self.document, N_("Number of the document"), N_("NUMBER") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &self.from, N_("Unit that gives it"), N_("NAME") },
    { "place", 0, 0, G_OPTION_ARG_STRING, &self.place, N_("Where it is put"), N_("PLACE") },
    { "line", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.lines, N_("What came; may be repeated"), N_("LINE") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &self.date, N_("Day; today unless said"), N_("DATE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_purchase_commands[TAKE_IN], entries, &argc, &argv, 0, 0, error))
    return -1;
  return write_and_say (cli, &jz_action_purchase_accept, take_in_cb, &self, error);
}
