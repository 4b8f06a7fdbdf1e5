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
    "assets|rooms|shelf-cards|stocks [--missing | --from A --to B | --batch B | --query Q] --stock NAME -o FILE.pdf",
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
  JzLabelSubject subject;
  JzLabelChoice  choice;
  GPtrArray     *labels;
  GArray        *ids;
} Labels;

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Labels *labels = data;

  labels->labels = jz_label_source_read (connection, labels->subject, &labels->choice, &labels->ids, error);
  return labels->labels != NULL;
}

static gboolean
mark_cb (JzOperation *operation, gpointer data, GError **error)
{
  Labels *labels = data;

  return jz_label_source_mark (operation, labels->subject, labels->ids, error);
}

static gboolean
parse_word (const char *what, const char *word, const char *const *words, int *index, GError **error)
{
  for (*index = 0; words[*index] != NULL; ++*index)
    if (strcmp (words[*index], word) == 0)
      return TRUE;
  return cli_usage_error (error, _("%s: there is no such %s"), word, what);
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
           (labels->ids->len > 0 && !cli_write (cli, &jz_action_print_labels, mark_cb, labels, NULL, NULL, error)))
    return -1;
  print_written (cli, job, stock->name, faults);
  return faults->len > 0;
}

static int
run_labels (Cli *cli, int argc, char **argv, GError **error)
{
  static const char *const subjects[] = { "assets", "rooms", "shelf-cards", "stocks", NULL };
  static const char *const kinds[] = { "auto", "barcode", "qr", "both", "card", NULL };
  static const JzLabelCodes codes[] = { JZ_LABEL_CODES_AUTO, JZ_LABEL_CODES_CODE128, JZ_LABEL_CODES_QR,
                                        JZ_LABEL_CODES_BOTH, JZ_LABEL_CODES_AUTO };
  static const char *const usual[] = { "a4-3x8", "a4-2x4", "a4-2x4" };
  Labels labels = { 0 };
  Paper  paper = { .calibration = JZ_CALIBRATION_NONE, .start = 1 };
  char  *from = NULL, *to = NULL, *batch = NULL, *query = NULL, *stock = NULL, *kind = NULL, *output = NULL;
  int    subject, codes_index = 0, status;
  const GOptionEntry entries[] = {
    { "missing", 0, 0, G_OPTION_ARG_NONE, &labels.choice.missing, N_("Those that still lack one"), NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_("Numbers from this one"), N_("NUMBER") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_("Numbers to this one"), N_("NUMBER") },
    { "batch", 0, 0, G_OPTION_ARG_STRING, &batch, N_("What this voucher brought in"), N_("VOUCHER") },
    { "query", 0, 0, G_OPTION_ARG_STRING, &query, N_("What a search finds"), N_("QUERY") },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, "auto|barcode|qr|both|card", N_("KIND") },
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

  if (!cli_parse (cli, &cli_labels_commands[0], entries, &argc, &argv, 1, 1, error) ||
      !parse_word (_("kind of label"), argv[0], subjects, &subject, error) ||
      (kind != NULL && !parse_word (_("kind of label"), kind, kinds, &codes_index, error)))
    return -1;
  if (subject == 3)
    return list_stocks (cli);
  if (output == NULL)
    return cli_usage_error (error, _("-o FILE is needed")), -1;
  if (paper.start < 1)
    return cli_usage_error (error, _("--start is at least 1")), -1;
  labels.subject = (JzLabelSubject) subject;
  labels.choice.from = from;
  labels.choice.to = to;
  labels.choice.voucher = batch;
  labels.choice.query = query;
  paper.stock = stock != NULL ? stock : (char *) usual[subject];
  paper.output = output;
  status = write_labels (cli, &labels, &paper, codes[codes_index], error);
  g_clear_pointer (&labels.labels, g_ptr_array_unref);
  g_clear_pointer (&labels.ids, g_array_unref);
  return status;
}
