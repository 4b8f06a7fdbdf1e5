/* main: finds the command and runs it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"

static const CliCommand *const groups[] = {
  cli_file_commands,
  cli_demo_commands,
  cli_promote_commands,
  cli_journal_commands,
  cli_import_commands,
  cli_search_commands,
  cli_entry_commands,
  cli_agreements_commands,
  cli_stocktake_commands,
  cli_purchase_commands,
  cli_purchase_show_commands,
  cli_purchase_step_commands,
  cli_lab_commands,
  cli_lab_lesson_commands,
  cli_lab_report_commands,
  cli_labels_commands,
  cli_package_commands,
  cli_upkeep_commands,
  cli_care_commands,
  cli_call_number_commands,
  cli_catalogue_commands,
  cli_title_commands,
  cli_accession_commands,
  cli_lookup_commands,
  cli_desk_commands,
  cli_reader_commands,
  cli_lending_commands,
  cli_lending_rules_commands,
  cli_library_report_commands,
  cli_library_stats_commands,
  cli_library_count_commands,
  cli_weeding_commands,
  cli_lesson_commands,
  cli_room_commands,
  cli_room_print_commands,
  cli_school_time_commands,
  cli_numbering_commands,
  cli_network_commands,
  cli_ratio_commands,
  cli_attach_commands,
  cli_value_commands,
  cli_budget_commands,
  cli_fund_commands,
  cli_device_commands,
};

static void
list_commands (FILE *out)
{
  for (gsize g = 0; g < G_N_ELEMENTS (groups); g++)
    for (const CliCommand *command = groups[g]; command->name != NULL; command++)
      fprintf (out, "  %-18s %s\n", command->name, _(command->summary));
}

/* "import ledger" before "import". @words: how many arguments its name takes. */
static const CliCommand *
find_command (int argc, char **argv, int *words)
{
  g_autofree char *two = argc > 1 ? g_strdup_printf ("%s %s", argv[0], argv[1]) : NULL;

  for (*words = 2; *words > 0; --*words)
    for (gsize g = 0; g < G_N_ELEMENTS (groups); g++)
      for (const CliCommand *command = groups[g]; command->name != NULL; command++)
        if (g_strcmp0 (command->name, *words == 2 ? two : argv[0]) == 0)
          return command;
  return NULL;
}

static int
complain (const char *what, GError *error)
{
  g_autofree char *line = g_strdup (error->message);

  g_strdelimit (line, "\n", ' ');
  fprintf (stderr, "jiaozhuang-cli: %s%s%s\n", what != NULL ? what : "", what != NULL ? ": " : "", line);
  return jz_error_exit_status (error);
}

static int
run_command (Cli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  const CliCommand  *command;
  int                words, status;

  command = find_command (argc, argv, &words);
  if (command == NULL)
    {
      cli_usage_error (&error, _("%s: there is no such command"), argv[0]);
      return complain (NULL, error);
    }
  status = command->run (cli, argc - words + 1, argv + words - 1, &error);
  return error != NULL ? complain (command->name, error) : status;
}

static gboolean
parse_common (Cli *cli, int *argc, char ***argv, gboolean *version, GError **error)
{
  const GOptionEntry entries[] = {
    { "school", 0, 0, G_OPTION_ARG_FILENAME, &cli->school, N_("The school file"), N_("FILE") },
    { "as", 0, 0, G_OPTION_ARG_STRING, &cli->as, N_("The account that acts"), N_("LOGIN") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_("Print one JSON document"), NULL },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &cli->quiet, N_("Print errors only"), NULL },
    { "wait", 0, 0, G_OPTION_ARG_DOUBLE, &cli->wait, N_("How long to wait for another process that has the file open"),
      N_("SECONDS") },
    { "version", 0, 0, G_OPTION_ARG_NONE, version, N_("Print the version"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_("COMMAND [ARGUMENT…]"));

  g_option_context_set_strict_posix (context, TRUE); /* what follows the command is the command's */
  g_option_context_set_summary (context, _("Keeps a school's equipment, rooms, library and labs"));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return g_option_context_parse (context, argc, argv, error);
}

/* The common options may stand after the command too: they are moved in front of it. */
static char **
common_first (int argc, char **argv)
{
  static const char *const with_value[] = { "--school", "--as", "--wait", NULL }, *const without[] = { "--json",
                                                                                                       "--quiet",
                                                                                                       NULL };
  g_autoptr (GPtrArray) first = g_ptr_array_new (), rest = g_ptr_array_new ();

  for (int i = 1; i < argc; i++)
    {
      g_autofree char *name = g_strndup (argv[i], strcspn (argv[i], "="));

      if (strcmp (argv[i], "--") == 0)
        {
          while (i < argc)
            g_ptr_array_add (rest, argv[i++]);
          break;
        }
      if (g_strv_contains (without, argv[i]) || (g_strv_contains (with_value, name) && strchr (argv[i], '=') != NULL))
        g_ptr_array_add (first, argv[i]);
      else if (g_strv_contains (with_value, argv[i]) && i + 1 < argc)
        {
          g_ptr_array_add (first, argv[i++]);
          g_ptr_array_add (first, argv[i]);
        }
      else
        g_ptr_array_add (rest, argv[i]);
    }
  g_ptr_array_insert (first, 0, argv[0]);
  g_ptr_array_extend (first, rest, NULL, NULL);
  g_ptr_array_add (first, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&first), FALSE);
}

/* glibc gives the memory of a page back and asks for it anew for the next one: an eighth of the time of a long PDF. */
static void
keep_memory (void)
{
#ifdef __GLIBC__
  mallopt (M_TRIM_THRESHOLD, 64 * 1024 * 1024);
  mallopt (M_MMAP_THRESHOLD, 32 * 1024 * 1024);
#endif
}

int
main (int argc, char **argv)
{
  Cli                cli = { .wait = 5 };
  gboolean           version = FALSE;
  g_autoptr (GError) error = NULL;
  g_autofree char  **ordered = NULL;
  char             **args;
  int                status;

  keep_memory ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE,
                  g_getenv ("JIAOZHUANG_LOCALEDIR") != NULL ? g_getenv ("JIAOZHUANG_LOCALEDIR") : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  args = ordered = common_first (argc, argv);
  if (!parse_common (&cli, &argc, &args, &version, &error))
    return complain (NULL, error);
  if (version)
    return printf ("jiaozhuang-cli %s\n", PACKAGE_VERSION), 0;
  if (argc < 2)
    {
      fprintf (stderr, "%s\n", _("jiaozhuang-cli: which command? --help says more"));
      list_commands (stderr);
      return 2;
    }
  cli.options = g_ptr_array_new_with_free_func (g_free);
  status = run_command (&cli, argc - 1, args + 1);
  if (cli.store != NULL)
    jz_store_close (cli.store);
  g_clear_object (&cli.store);
  g_ptr_array_unref (cli.options);
  g_free (cli.school);
  g_free (cli.as);
  return status;
}
