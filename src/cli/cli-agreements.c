/* gap, reconcile, ledger close, ledger reopen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli.h"
#include "jz-date.h"
#include "jz-gap.h"
#include "jz-money.h"
#include "jz-purchase-gap.h"
#include "jz-reconcile.h"
#include "jz-year.h"

static int run_gap (Cli *cli, int argc, char **argv, GError **error);
static int run_reconcile (Cli *cli, int argc, char **argv, GError **error);
static int run_close (Cli *cli, int argc, char **argv, GError **error);
static int run_reopen (Cli *cli, int argc, char **argv, GError **error);

enum { GAP, RECONCILE, CLOSE, REOPEN };

const CliCommand cli_agreements_commands[] = {
  [GAP] = { "gap", "[--standard S] [--subject X] [--lacking] [--request --applicant P --purpose TEXT]",
            N_("What the school lacks against its standards"), run_gap },
  [RECONCILE] = { "reconcile", "[--since DATE]", N_("The three agreements"), run_reconcile },
  [CLOSE] = { "ledger close", "YEAR", N_("Close the books of a year"), run_close },
  [REOPEN] = { "ledger reopen", "", N_("Open the newest closed year again"), run_reopen },
  { NULL, NULL, NULL, NULL },
};

/* Money as text, NULL for what is not known. */
static void
json_money (JsonBuilder *json, const char *name, gint64 fen)
{
  g_autofree char *text = fen >= 0 ? jz_money_to_plain (fen) : NULL;

  cli_json_text (json, name, text);
}

/* gap */

typedef struct
{
  JzGapQuery  query;
  GPtrArray  *rows;
  const char *applicant, *purpose; /* of a request */
  char       *number;              /* of the request that was made */
} Gap;

static gboolean
gap_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Gap *gap = data;

  gap->rows = jz_gap_read (connection, &gap->query, error);
  return gap->rows != NULL;
}

static void
gap_row_json (JsonBuilder *json, const JzGapRow *row)
{
  json_builder_begin_object (json);
  cli_json_text (json, "standard", row->standard);
  cli_json_text (json, "edition", row->edition);
  cli_json_text (json, "subject", row->subject);
  cli_json_text (json, "code", row->code);
  cli_json_text (json, "name", row->name);
  cli_json_text (json, "spec", row->spec);
  cli_json_text (json, "unit", row->unit);
  cli_json_text (json, "rule", row->rule);
  cli_json_bool (json, "basic", row->required);
  cli_json_number (json, "required", row->wanted.least);
  cli_json_number (json, "held", row->held);
  cli_json_number (json, "usable", row->usable);
  cli_json_number (json, "short", row->lacking);
  json_money (json, "cost", row->cost);
  if (row->fault != NULL)
    cli_json_text (json, "fault", row->fault);
  json_builder_end_object (json);
}

static void
gap_subject_json (JsonBuilder *json, const JzGapSubject *subject)
{
  json_builder_begin_object (json);
  cli_json_text (json, "subject", subject->subject);
  cli_json_number (json, "rows", subject->rows);
  cli_json_number (json, "filled", subject->filled);
  cli_json_number (json, "required", subject->wanted);
  cli_json_number (json, "there", subject->there);
  json_money (json, "cost", subject->cost);
  cli_json_number (json, "unpriced", subject->unpriced);
  json_builder_end_object (json);
}

/* What lacks, as a draft. */
static gboolean
gap_request_cb (JzOperation *operation, gpointer data, GError **error)
{
  Gap          *gap = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  JzRequestData head = { .purpose = gap->purpose };
  gint64        id;

  if (!cli_find_person (connection, gap->applicant, &head.applicant, error) ||
      !jz_purchase_request_from_gap (operation, gap->rows, &head, &id, error))
    return FALSE;
  gap->number = jz_connection_text (connection, error, "SELECT number FROM purchase_request WHERE id = ?", "l", id);
  return gap->number != NULL;
}

static int
request_gap (Cli *cli, Gap *gap, GError **error)
{
  g_autofree char *words = NULL;
  JsonBuilder     *json;

  if (!cli_sign_in (cli, error) || !cli_write (cli, &jz_action_purchase_request, gap_request_cb, gap, NULL, &words, error))
    return -1;
  cli_say (cli, "%s", words);
  if (cli->json)
    {
      json = json_builder_new ();
      json_builder_begin_object (json);
      cli_json_text (json, "what", words);
      cli_json_text (json, "number", gap->number);
      json_builder_end_object (json);
      cli_print_json (json);
    }
  g_free (gap->number);
  return 0;
}

static void
print_gap_json (GPtrArray *rows, GPtrArray *subjects)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < rows->len; i++)
    gap_row_json (json, g_ptr_array_index (rows, i));
  json_builder_end_array (json);
  json_builder_set_member_name (json, "subjects");
  json_builder_begin_array (json);
  for (guint i = 0; i < subjects->len; i++)
    gap_subject_json (json, g_ptr_array_index (subjects, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_print_json (json);
}

static void
print_gap_words (Cli *cli, GPtrArray *rows, GPtrArray *subjects)
{
  for (guint i = 0; i < rows->len; i++)
    {
      JzGapRow *row = g_ptr_array_index (rows, i);

      if (row->fault != NULL)
        cli_say (cli, "%s %s %s: %s", row->subject, row->code, row->name, row->fault);
      else
        cli_say (cli, _("%s %s %s: %u required, %" PRId64 " usable, %" PRId64 " short"), row->subject, row->code,
                 row->name, row->wanted.least, row->usable, row->lacking);
    }
  for (guint i = 0; i < subjects->len; i++)
    {
      JzGapSubject    *subject = g_ptr_array_index (subjects, i);
      g_autofree char *cost = jz_money_format (subject->cost);

      cli_say (cli, _("%s: %u of %u rows filled; what lacks costs %s"), subject->subject, subject->filled,
               subject->rows, cost);
    }
}

static int
run_gap (Cli *cli, int argc, char **argv, GError **error)
{
  char            *standard = NULL, *subject = NULL, *applicant = NULL, *purpose = NULL;
  gboolean         request = FALSE;
  int              status = 0;
  Gap              gap = { 0 };
  const GOptionEntry entries[] = {
    { "standard", 0, 0, G_OPTION_ARG_STRING, &standard, N_("This standard alone: its name, or name and edition"),
      N_("STANDARD") },
    { "subject", 0, 0, G_OPTION_ARG_STRING, &subject, N_("This subject alone"), N_("SUBJECT") },
    { "lacking", 0, 0, G_OPTION_ARG_NONE, &gap.query.lacking, N_("Only rows that lack something"), NULL },
    { "request", 0, 0, G_OPTION_ARG_NONE, &request, N_("Write a purchase request for what lacks"), NULL },
    { "applicant", 0, 0, G_OPTION_ARG_STRING, &applicant, N_("Who asks for it"), N_("PERSON") },
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &purpose, N_("What it is needed for"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GPtrArray) subjects = NULL;

  if (!cli_parse (cli, &cli_agreements_commands[GAP], entries, &argc, &argv, 0, 0, error))
    return -1;
  gap.query.standard = standard;
  gap.query.subject = subject;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, gap_cb, &gap, NULL, error))
    return -1;
  subjects = jz_gap_sum (gap.rows);
  gap.applicant = applicant;
  gap.purpose = purpose;
  if (request)
    status = request_gap (cli, &gap, error);
  else if (cli->json)
    print_gap_json (gap.rows, subjects);
  else
    print_gap_words (cli, gap.rows, subjects);
  g_ptr_array_unref (gap.rows);
  return status;
}

/* reconcile */

typedef struct
{
  const char *since;
  JzReconcile result;
} Reconcile;

static gboolean
reconcile_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reconcile *self = data;

  return jz_reconcile_read (connection, self->since, &self->result, error);
}

/* A rate, null where there is nothing to be a part of: "no data" is not 0. */
static void
json_rate (JsonBuilder *json, const char *name, gint64 part, gint64 whole)
{
  json_builder_set_member_name (json, name);
  if (whole > 0)
    json_builder_add_double_value (json, (double) part / (double) whole);
  else
    json_builder_add_null_value (json);
}

static void
part_json (JsonBuilder *json, const char *name, gint64 whole, gint64 agree, gboolean is_money)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  if (is_money)
    {
      json_money (json, "book", whole);
      json_money (json, "agree", agree);
    }
  else
    {
      cli_json_number (json, "book", whole);
      cli_json_number (json, "agree", agree);
    }
  json_rate (json, "rate", agree, whole);
  json_builder_end_object (json);
}

static void
goods_json (JsonBuilder *json, const JzReconcile *result)
{
  json_builder_set_member_name (json, "goods");
  json_builder_begin_object (json);
  cli_json_number (json, "lines", result->lines);
  cli_json_number (json, "agree", result->agree);
  json_rate (json, "rate", result->agree, result->lines);
  cli_json_number (json, "book_lines", result->book_lines);
  cli_json_text (json, "stocktakes", result->stocktakes);
  part_json (json, "pieces", result->pieces, result->pieces_agree, FALSE);
  part_json (json, "value", result->value, result->value_agree, TRUE);
  json_builder_end_object (json);
}

static void
ledgers_json (JsonBuilder *json, const JzReconcile *result)
{
  json_builder_set_member_name (json, "ledgers");
  json_builder_begin_object (json);
  cli_json_number (json, "codes", result->codes);
  json_builder_set_member_name (json, "differences");
  json_builder_begin_array (json);
  for (guint i = 0; i < result->differences->len; i++)
    {
      JzLedgerDifference *difference = g_ptr_array_index (result->differences, i);

      json_builder_begin_object (json);
      cli_json_text (json, "code", difference->code);
      cli_json_text (json, "name", difference->name);
      cli_json_number (json, "general", difference->general);
      cli_json_number (json, "rooms", difference->rooms);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
cards_json (JsonBuilder *json, const JzReconcile *result)
{
  json_builder_set_member_name (json, "cards");
  json_builder_begin_object (json);
  cli_json_number (json, "shelves", result->shelves);
  cli_json_number (json, "current", result->shelves - result->stale->len);
  json_builder_set_member_name (json, "stale");
  json_builder_begin_array (json);
  for (guint i = 0; i < result->stale->len; i++)
    {
      JzStaleCard *card = g_ptr_array_index (result->stale, i);

      json_builder_begin_object (json);
      cli_json_text (json, "code", card->code);
      cli_json_text (json, "place", card->path);
      cli_json_number (json, "version", card->version);
      cli_json_text (json, "printed", card->printed);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
print_reconcile (Cli *cli, const JzReconcile *result)
{
  JsonBuilder *json;

  if (!cli->json)
    {
      if (result->lines == 0)
        cli_say (cli, _("Books and goods: nothing was counted yet"));
      else
        cli_say (cli, _("Books and goods: %u of %u counted lines agree (%.1f %%); the books have %u lines"),
                 result->agree, result->lines, 100.0 * result->agree / result->lines, result->book_lines);
      cli_say (cli, _("General ledger and room ledgers: %u codes, %u differ"), result->codes, result->differences->len);
      cli_say (cli, _("Shelf cards: %u of %u shelves have a true one"), result->shelves - result->stale->len,
               result->shelves);
      return;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  goods_json (json, result);
  ledgers_json (json, result);
  cards_json (json, result);
  json_builder_end_object (json);
  cli_print_json (json);
}

static int
run_reconcile (Cli *cli, int argc, char **argv, GError **error)
{
  char            *since = NULL;
  char             iso[JZ_DATE_LENGTH];
  Reconcile        self = { 0 };
  const GOptionEntry entries[] = {
    { "since", 0, 0, G_OPTION_ARG_STRING, &since, N_("Only stock-takes of that day and later"), N_("DATE") },
    G_OPTION_ENTRY_NULL
  };
  int status = -1;

  if (!cli_parse (cli, &cli_agreements_commands[RECONCILE], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (since != NULL && jz_date_parse (since) == JZ_DATE_NONE)
    return cli_usage_error (error, _("%s: there is no such day"), since), -1;
  self.since = since != NULL ? jz_date_to_iso (jz_date_parse (since), iso) : NULL;
  if (cli_open (cli, error) && jz_store_read_sync (cli->store, reconcile_cb, &self, NULL, error))
    {
      print_reconcile (cli, &self.result);
      status = self.result.differences->len > 0 ? 1 : 0;
    }
  jz_reconcile_clear (&self.result);
  return status;
}

/* Years. */

static gboolean
close_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_year_close (operation, GPOINTER_TO_INT (data), error);
}

static gboolean
reopen_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_year_reopen (operation, error);
}

static int
run_close (Cli *cli, int argc, char **argv, GError **error)
{
  gint64 year;

  if (!cli_parse (cli, &cli_agreements_commands[CLOSE], NULL, &argc, &argv, 1, 1, error))
    return -1;
  if (!g_ascii_string_to_signed (argv[0], 10, 1950, 2999, &year, NULL))
    return cli_usage_error (error, _("%s: there is no such year"), argv[0]), -1;
  return cli_write_and_say (cli, &jz_action_close_year, close_cb, GINT_TO_POINTER ((int) year), error);
}

static int
run_reopen (Cli *cli, int argc, char **argv, GError **error)
{
  if (!cli_parse (cli, &cli_agreements_commands[REOPEN], NULL, &argc, &argv, 0, 0, error))
    return -1;
  return cli_write_and_say (cli, &jz_action_reopen_year, reopen_cb, NULL, error);
}
