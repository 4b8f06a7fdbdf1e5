/* demo: a school to try the program on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#include "cli.h"
#include "jz-demo.h"
#include "jz-school.h"

static int run_demo (Cli *cli, int argc, char **argv, GError **error);

const CliCommand cli_demo_commands[] = {
  { "demo", "[--scale small|school|large] [--seed N]", N_("Make a school file to try the program on"), run_demo },
  { NULL, NULL, NULL, NULL },
};

static const char *const tables[] = { "class", "person", "account", "place", "term",     "calendar_day",
                                      "item",  "asset",  "voucher", "entry", "operation" };

typedef struct
{
  JzSchool *school;
  gint64    counts[G_N_ELEMENTS (tables)];
} Made;

static gboolean
count_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Made *made = data;

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\"", tables[i]);

      if (!jz_connection_number (connection, &made->counts[i], 0, error, sql, ""))
        return FALSE;
    }
  made->school = jz_school_read (connection, error);
  return made->school != NULL;
}

static void
progress_cb (gint64 done, gint64 total, gpointer cli)
{
  cli_progress (cli, done, total);
}

/* A file that could not be filled is no school file: it goes again. */
static gboolean
make_file (Cli *cli, JzDemoScale scale, guint32 seed, GError **error)
{
  g_autofree char *path = cli_school_path (cli);
  g_autofree char *folder = g_path_get_dirname (path);

  if (cli->school == NULL)
    g_mkdir_with_parents (folder, 0700);
  cli->store = jz_store_open (path, JZ_STORE_CREATE, cli->wait, error);
  if (cli->store == NULL)
    return FALSE;
  if (jz_demo_fill (cli->store, scale, seed, progress_cb, cli, NULL, error))
    return TRUE;
  jz_store_close (cli->store);
  g_clear_object (&cli->store);
  g_unlink (path);
  return FALSE;
}

static void
print_made (Cli *cli, const Made *made)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "school");
  json_builder_begin_object (json);
  cli_json_text (json, "name", made->school->name);
  cli_json_text (json, "code", made->school->code);
  cli_json_text (json, "stage", made->school->stage);
  json_builder_end_object (json);
  json_builder_set_member_name (json, "counts");
  json_builder_begin_object (json);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    cli_json_number (json, tables[i], made->counts[i]);
  json_builder_end_object (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  cli_say (cli, _("Made the school file of %s"), made->school->name);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    cli_say (cli, "%-14s %10" G_GINT64_FORMAT, tables[i], made->counts[i]);
}

static gboolean
parse_seed (const char *text, guint32 *seed, GError **error)
{
  guint64 number = JZ_DEMO_SEED;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &number, NULL))
    return cli_usage_error (error, _("%s: a seed is a number from 0 to 4294967295"), text);
  *seed = (guint32) number;
  return TRUE;
}

static int
run_demo (Cli *cli, int argc, char **argv, GError **error)
{
  char *scale_name = NULL, *seed_text = NULL;
  const GOptionEntry entries[] = { { "scale", 0, 0, G_OPTION_ARG_STRING, &scale_name,
                                     N_("How large a school; small unless said"), "small|school|large" },
                                   { "seed", 0, 0, G_OPTION_ARG_STRING, &seed_text,
                                     N_("Another number makes another school"), N_("N") },
                                   G_OPTION_ENTRY_NULL };
  JzDemoScale scale = JZ_DEMO_SMALL;
  guint32     seed = JZ_DEMO_SEED;
  Made        made = { 0 };

  if (!cli_parse (cli, &cli_demo_commands[0], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (scale_name != NULL && !jz_demo_scale_parse (scale_name, &scale))
    return cli_usage_error (error, _("%s: there is no such scale"), scale_name), -1;
  if (!parse_seed (seed_text, &seed, error) || !make_file (cli, scale, seed, error) ||
      !jz_store_read_sync (cli->store, count_cb, &made, NULL, error))
    return -1;
  print_made (cli, &made);
  jz_school_free (made.school);
  return 0;
}
