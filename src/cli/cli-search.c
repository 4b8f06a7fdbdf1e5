/* search.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "jz-find.h"

static int run_search (Cli *cli, int argc, char **argv, GError **error);

const CliCommand cli_search_commands[] = {
  { "search", "assets|items|people|places|suppliers|requests|orders|acceptances|damages|repairs|disposals|stocktakes|machines|classes|contracts|funds|titles|copies|all QUERY [--limit N] [--offset N]",
    N_("Find by text, pinyin, initials or number"), run_search },
  { NULL, NULL, NULL, NULL },
};

typedef struct
{
  const char *kind, *typed;
  int         limit, offset;
  gint64      total;
  double      ms; /* what finding took; counting is not finding */
  GPtrArray  *rows;
} Search;

static gboolean
search_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *search = data;
  gint64  start = g_get_monotonic_time ();
  g_autoptr (GPtrArray) counted = NULL;

  search->rows =
    jz_find (connection, search->kind, search->typed, (guint) search->limit, (guint) search->offset, NULL, error);
  search->ms = (double) (g_get_monotonic_time () - start) / 1000;
  if (search->rows == NULL)
    return FALSE;
  counted = jz_find (connection, search->kind, search->typed, 0, 0, &search->total, error);
  return counted != NULL;
}

static void
print_found (Cli *cli, const Search *search)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  cli_json_number (json, "total", search->total);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < search->rows->len; i++)
    {
      JzFound *found = g_ptr_array_index (search->rows, i);

      json_builder_begin_object (json);
      cli_json_text (json, "kind", found->kind);
      cli_json_number (json, "id", found->id);
      cli_json_text (json, "code", found->code);
      cli_json_text (json, "title", found->title);
      cli_json_text (json, "detail", found->detail);
      json_builder_end_object (json);
      cli_say (cli, "%-8s %-16s %s  %s", found->kind, found->code, found->title, found->detail);
    }
  json_builder_end_array (json);
  json_builder_set_member_name (json, "ms");
  json_builder_add_double_value (json, search->ms);
  json_builder_end_object (json);
  cli_end_json (cli, json);
}

static int
run_search (Cli *cli, int argc, char **argv, GError **error)
{
  Search search = { .limit = 50 };
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &search.limit, N_("At most so many"), "N" },
    { "offset", 0, 0, G_OPTION_ARG_INT, &search.offset, N_("After so many"), "N" },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_search_commands[0], entries, &argc, &argv, 2, 2, error))
    return -1;
  if (search.limit < 0 || search.offset < 0)
    return cli_usage_error (error, _("--limit and --offset can't be less than nothing")), -1;
  search.kind = argv[0];
  search.typed = argv[1];
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, search_cb, &search, NULL, error))
    {
      if (error != NULL && g_error_matches (*error, JZ_ERROR, JZ_ERROR_INVALID))
        (*error)->code = JZ_ERROR_USAGE;
      g_clear_pointer (&search.rows, g_ptr_array_unref);
      return -1;
    }
  print_found (cli, &search);
  cli_say (cli, g_dngettext (GETTEXT_PACKAGE, "%d found", "%d found", (gulong) search.total), (int) search.total);
  g_ptr_array_unref (search.rows);
  return 0;
}
