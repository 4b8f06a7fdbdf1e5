/* report library: the statistics, the paper books and the registers of the library, as pages or a spreadsheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli-report.h"
#include "cli.h"
#include "jz-library-form.h"

static int run_report (Cli *cli, int argc, char **argv, GError **error);

const CliCommand cli_library_report_commands[] = {
  { "report library", "statistics|total|classes|losses|deliveries|copies [--term T | --year Y] -o FILE",
    N_("The statistics, a paper book or a register of the library, as pages or a spreadsheet"), run_report },
  { NULL, NULL, NULL, NULL },
};

typedef struct
{
  const char   *path, *key;
  JzLibraryBook book; /* JZ_LIBRARY_N_BOOKS: the statistics */
  int           year; /* 0: this one */
} Paper;

/* With the page of charts. */
static gboolean
write_statistics (JzConnection *connection, Paper *paper, GError **error)
{
  g_autoptr (JzLibraryPages) pages = jz_library_pages_new (connection, paper->key, error);
  JzPdf                      pdf;

  if (pages == NULL)
    return FALSE;
  pdf = jz_library_pages_pdf (pages);
  return jz_pdf_write (&pdf, paper->path, NULL, NULL, NULL, error);
}

static gboolean
paper_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Paper *paper = data;
  gint64 year = paper->year;

  if (paper->book == JZ_LIBRARY_N_BOOKS && g_str_has_suffix (paper->path, ".pdf"))
    return write_statistics (connection, paper, error);
  if (paper->book == JZ_LIBRARY_N_BOOKS)
    return cli_export_report (jz_library_stats_form_new (connection, paper->key, error), paper->path, error);
  return (year != 0 || jz_connection_number (connection, &year, 0, error,
                                             "SELECT CAST (substr (jz_today (), 1, 4) AS INTEGER)", "")) &&
         cli_export_report (jz_library_book_new (connection, paper->book, (int) year, error), paper->path, error);
}

/* Which paper @name means. */
static gboolean
find_paper (const char *name, JzLibraryBook *book, GError **error)
{
  *book = JZ_LIBRARY_N_BOOKS;
  if (g_str_equal (name, "statistics"))
    return TRUE;
  for (*book = 0; *book < JZ_LIBRARY_N_BOOKS; (*book)++)
    if (g_str_equal (name, jz_library_book_name (*book)))
      return TRUE;
  return cli_usage_error (error, _("%s: statistics, total, classes, losses, deliveries or copies"), name);
}

static int
run_report (Cli *cli, int argc, char **argv, GError **error)
{
  char              *term = NULL, *path = NULL;
  g_autofree char   *year = NULL;
  Paper              paper = { 0 };
  const GOptionEntry entries[] = {
    { "term", 0, 0, G_OPTION_ARG_STRING, &term, N_("Of this term, 2026-1; the present one unless said"), N_("TERM") },
    { "year", 0, 0, G_OPTION_ARG_INT, &paper.year, N_("Of this calendar year"), N_("YEAR") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, N_("The file to write: .pdf or .xlsx"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_library_report_commands[0], entries, &argc, &argv, 1, 1, error) ||
      !find_paper (argv[0], &paper.book, error))
    return -1;
  if (path == NULL)
    return cli_usage_error (error, _("Say with -o where the pages go")), -1;
  if ((term != NULL && paper.year != 0) || (term != NULL && paper.book != JZ_LIBRARY_N_BOOKS))
    return cli_usage_error (error, _("Say a term or a year, not both; the books are of a year")), -1;
  if (paper.year != 0 && (paper.year < 1950 || paper.year > 2199))
    return cli_usage_error (error, _("%d: there is no such year"), paper.year), -1;
  year = paper.year != 0 ? g_strdup_printf ("%d", paper.year) : NULL;
  paper.path = path;
  paper.key = term != NULL ? term : year;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, paper_cb, &paper, NULL, error))
    return -1;
  return cli_say_done (cli, path, 0);
}
