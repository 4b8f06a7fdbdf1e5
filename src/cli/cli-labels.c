/* labels.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli.h"
#include "jz-label-job.h"
#include "jz-label-source.h"

static int run_labels (Cli *cli, int argc, char **argv, GError **error);

const CliCommand cli_labels_commands[] = {
  { "labels",
    "copies|assets|readers|rooms|shelf-cards|stocks [--missing | --from A --to B | --batch B | --class C | "
    "--query Q] [--kind KIND] --stock NAME -o FILE.pdf",
    N_("Write labels as a PDF file, or list the label stocks"), run_labels },
  { NULL, NULL, NULL, NULL },
};

static GPtrArray *
load_stocks (Cli *cli)
{
  const char      *shipped = g_getenv ("JIAOZHUANG_DATADIR");
  g_autofree char *own = g_build_filename (shipped != NULL ? shipped : PKGDATADIR, "stocks", NULL);
  g_autofree char *user = g_build_filename (g_get_user_data_dir (), "jiaozhuang", "stocks", NULL);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  GPtrArray       *stocks = jz_label_stocks_load (own, user, faults);

  for (guint i = 0; i < faults->len; i++)
    if (!cli->quiet)
      g_printerr ("jiaozhuang-cli: %s\n", (char *) g_ptr_array_index (faults, i));
  return stocks;
}

static int
list_stocks (Cli *cli)
{
  g_autoptr (GPtrArray) stocks = load_stocks (cli);
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < stocks->len; i++)
    {
      const JzLabelStock *stock = g_ptr_array_index (stocks, i);

      json_builder_begin_object (json);
      cli_json_text (json, "name", stock->name);
      cli_json_text (json, "title", stock->title);
      json_builder_set_member_name (json, "width");
      json_builder_add_double_value (json, stock->label_width);
      json_builder_set_member_name (json, "height");
      json_builder_add_double_value (json, stock->label_height);
      cli_json_number (json, "per_page", jz_label_stock_per_page (stock));
      json_builder_end_object (json);
      cli_say (cli, "%-14s %s", stock->name, stock->title);
    }
  json_builder_end_array (json);
  cli_end_json (cli, json);
  return 0;
}

typedef struct
{
  Cli           *cli;
  JzLabelSubject subject;
  JzLabelChoice  choice;
  GPtrArray     *labels;
  GArray        *ids;
} Labels;

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Labels *labels = data;

  labels->labels = jz_label_source_read (connection, &labels->cli->actor, labels->subject, &labels->choice,
                                         &labels->ids, error);
  return labels->labels != NULL;
}

static gboolean
mark_cb (JzOperation *operation, gpointer data, GError **error)
{
  Labels *labels = data;

  return jz_label_source_mark (operation, labels->subject, labels->ids, error);
}

/* What kinds of labels there are of each thing, and which paper they are usually printed on. The first is the usual one. */
static const struct
{
  const char    *thing, *kind;
  JzLabelSubject subject;
  JzLabelCodes   codes;
  const char    *stock;
} kinds[] = {
  { "assets", "auto", JZ_LABELS_ASSETS, JZ_LABEL_CODES_AUTO, "a4-3x8" },
  { "assets", "barcode", JZ_LABELS_ASSETS, JZ_LABEL_CODES_CODE128, "a4-3x8" },
  { "assets", "code39", JZ_LABELS_ASSETS, JZ_LABEL_CODES_CODE39, "a4-3x8" },
  { "assets", "qr", JZ_LABELS_ASSETS, JZ_LABEL_CODES_QR, "a4-3x8" },
  { "assets", "both", JZ_LABELS_ASSETS, JZ_LABEL_CODES_BOTH, "a4-3x8" },
  { "assets", "card", JZ_LABELS_ASSETS, JZ_LABEL_CODES_AUTO, "a4-3x8" },
  { "rooms", "card", JZ_LABELS_ROOMS, JZ_LABEL_CODES_AUTO, "a4-2x4" },
  { "rooms", "auto", JZ_LABELS_ROOMS, JZ_LABEL_CODES_AUTO, "a4-2x4" },
  { "rooms", "barcode", JZ_LABELS_ROOMS, JZ_LABEL_CODES_CODE128, "a4-2x4" },
  { "rooms", "qr", JZ_LABELS_ROOMS, JZ_LABEL_CODES_QR, "a4-2x4" },
  { "rooms", "both", JZ_LABELS_ROOMS, JZ_LABEL_CODES_BOTH, "a4-2x4" },
  { "shelf-cards", "card", JZ_LABELS_SHELF_CARDS, JZ_LABEL_CODES_AUTO, "a4-2x4" },
  { "shelf-cards", "auto", JZ_LABELS_SHELF_CARDS, JZ_LABEL_CODES_AUTO, "a4-2x4" },
  { "shelf-cards", "barcode", JZ_LABELS_SHELF_CARDS, JZ_LABEL_CODES_CODE128, "a4-2x4" },
  { "shelf-cards", "qr", JZ_LABELS_SHELF_CARDS, JZ_LABEL_CODES_QR, "a4-2x4" },
  { "shelf-cards", "both", JZ_LABELS_SHELF_CARDS, JZ_LABEL_CODES_BOTH, "a4-2x4" },
  { "readers", "card", JZ_LABELS_READERS, JZ_LABEL_CODES_AUTO, "card-85x54" },
  { "readers", "barcode", JZ_LABELS_READERS, JZ_LABEL_CODES_CODE128, "card-85x54" },
  { "readers", "code39", JZ_LABELS_READERS, JZ_LABEL_CODES_CODE39, "card-85x54" },
  { "readers", "qr", JZ_LABELS_READERS, JZ_LABEL_CODES_QR, "card-85x54" },
  { "copies", "barcode", JZ_LABELS_COPY_BARCODES, JZ_LABEL_CODES_CODE128, "a4-4x10" },
  { "copies", "code39", JZ_LABELS_COPY_BARCODES, JZ_LABEL_CODES_CODE39, "a4-4x10" },
  { "copies", "spine", JZ_LABELS_COPY_SPINES, JZ_LABEL_CODES_AUTO, "a4-4x10" },
  { "copies", "both", JZ_LABELS_COPIES, JZ_LABEL_CODES_CODE128, "a4-4x10" },
};

/* @kind: NULL: the usual one. -1 with @error. */
static int
find_kind (const char *thing, const char *kind, GError **error)
{
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].thing, thing) == 0)
      {
        if (kind == NULL || strcmp (kinds[i].kind, kind) == 0)
          return (int) i;
        known = TRUE;
      }
  cli_usage_error (error, _("%s: there is no such kind of label"), known ? kind : thing);
  return -1;
}

static void
print_written (Cli *cli, JzLabelJob *job, const char *stock, GPtrArray *faults)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  cli_json_number (json, "pages", jz_label_job_n_pages (job));
  cli_json_number (json, "labels", jz_label_job_n_labels (job));
  cli_json_text (json, "stock", stock);
  json_builder_set_member_name (json, "faults");
  json_builder_begin_array (json);
  for (guint i = 0; i < faults->len; i++)
    {
      json_builder_add_string_value (json, g_ptr_array_index (faults, i));
      cli_say (cli, "%s", (char *) g_ptr_array_index (faults, i));
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  cli_say (cli, _("%u labels on %u pages"), jz_label_job_n_labels (job), jz_label_job_n_pages (job));
}

typedef struct
{
  char         *stock, *kind, *output;
  JzCalibration calibration;
  int           start;
  gboolean      test_sheet;
} Paper;

static int
write_labels (Cli *cli, Labels *labels, const Paper *paper, JzLabelCodes codes, GError **error)
{
  g_autoptr (GPtrArray)  stocks = load_stocks (cli), faults = g_ptr_array_new_with_free_func (g_free);
  const JzLabelStock    *stock = jz_label_stocks_find (stocks, paper->stock);
  g_autoptr (JzLabelJob) job = NULL;

  if (stock == NULL)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such label stock"), paper->stock);
      return -1;
    }
  if (!cli_sign_in (cli, error) || !jz_store_read_sync (cli->store, read_cb, labels, NULL, error))
    return -1;
  job = jz_label_job_new (stock, &paper->calibration, (guint) paper->start, codes, labels->labels, faults, error);
  if (job == NULL)
    return -1;
  if (paper->test_sheet)
    {
      if (!jz_label_job_write_test_pdf (job, paper->output, error))
        return -1;
    }
  else if (!jz_label_job_write_pdf (job, paper->output, NULL, NULL, NULL, error) ||
           (jz_label_subject_is_noted (labels->subject) && labels->ids->len > 0 &&
            !cli_write (cli, &jz_action_print_labels, mark_cb, labels, NULL, NULL, error)))
    return -1;
  print_written (cli, job, stock->name, faults);
  return faults->len > 0;
}

static int
run_labels (Cli *cli, int argc, char **argv, GError **error)
{
  Labels labels = { .cli = cli };
  Paper  paper = { .calibration = JZ_CALIBRATION_NONE, .start = 1 };
  char  *from = NULL, *to = NULL, *batch = NULL, *class_ = NULL, *query = NULL, *stock = NULL, *kind = NULL,
        *output = NULL;
  int    found, status;
  const GOptionEntry entries[] = {
    { "missing", 0, 0, G_OPTION_ARG_NONE, &labels.choice.missing, N_("Those that still lack one"), NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_("Numbers from this one"), N_("NUMBER") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_("Numbers to this one"), N_("NUMBER") },
    { "batch", 0, 0, G_OPTION_ARG_STRING, &batch, N_("What this voucher or accession brought in"), N_("NUMBER") },
    { "class", 0, 0, G_OPTION_ARG_STRING, &class_, N_("Readers of this class"), N_("CLASS") },
    { "query", 0, 0, G_OPTION_ARG_STRING, &query, N_("What a search finds"), N_("QUERY") },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, "barcode|code39|qr|spine|both|card", N_("KIND") },
    { "stock", 0, 0, G_OPTION_ARG_STRING, &stock, N_("The paper; see labels stocks"), N_("NAME") },
    { "start", 0, 0, G_OPTION_ARG_INT, &paper.start, N_("First free label of the first sheet"), "N" },
    { "offset-x", 0, 0, G_OPTION_ARG_DOUBLE, &paper.calibration.offset_x, N_("Move right"), "MM" },
    { "offset-y", 0, 0, G_OPTION_ARG_DOUBLE, &paper.calibration.offset_y, N_("Move down"), "MM" },
    { "scale-x", 0, 0, G_OPTION_ARG_DOUBLE, &paper.calibration.scale_x, N_("Width"), "%" },
    { "scale-y", 0, 0, G_OPTION_ARG_DOUBLE, &paper.calibration.scale_y, N_("Height"), "%" },
    { "test-sheet", 0, 0, G_OPTION_ARG_NONE, &paper.test_sheet,
      N_("Rulers and outlines instead, to measure the offsets"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The PDF file"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_labels_commands[0], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (strcmp (argv[0], "stocks") == 0)
    return list_stocks (cli);
  if ((found = find_kind (argv[0], kind, error)) < 0)
    return -1;
  labels.subject = kinds[found].subject;
  if (output == NULL)
    return cli_usage_error (error, _("-o FILE is needed")), -1;
  if (paper.start < 1)
    return cli_usage_error (error, _("--start is at least 1")), -1;
  if (labels.subject == JZ_LABELS_READERS ? batch != NULL : class_ != NULL)
    return cli_usage_error (error, _("Readers have a class, what was delivered has a batch")), -1;
  labels.choice.from = from;
  labels.choice.to = to;
  labels.choice.batch = batch;
  labels.choice.class_ = class_;
  labels.choice.query = query;
  paper.stock = stock != NULL ? stock : (char *) kinds[found].stock;
  paper.output = output;
  status = write_labels (cli, &labels, &paper, kinds[found].codes, error);
  g_clear_pointer (&labels.labels, g_ptr_array_unref);
  g_clear_pointer (&labels.ids, g_array_unref);
  return status;
}
