/* callnumber sort.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "jz-call-number.h"

static int run_sort (Cli *cli, int argc, char **argv, GError **error);

enum { SORT };

const CliCommand cli_call_number_commands[] = {
  [SORT] = { "callnumber sort", "", N_("Put class and call numbers from standard input, one a line, in the order of the shelf"),
             run_sort },
  { NULL, NULL, NULL, NULL },
};

typedef struct
{
  char *key, *text;
} Line;

static void
line_clear (gpointer data)
{
  Line *line = data;

  g_free (line->key);
  g_free (line->text);
}

/* Two that stand at the same place stay as they came: the sort is stable. */
static int
shelf_order (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Line *) a)->key, ((const Line *) b)->key);
}

/* Returns: (transfer full) (nullable): NULL with @error set when a line is no text */
static GArray *
read_lines (FILE *from, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  char              *text = NULL;
  gsize              size = 0;
  gssize             n;

  g_array_set_clear_func (lines, line_clear);
  while ((n = getline (&text, &size, from)) >= 0)
    {
      g_strchomp (text);
      if (!g_utf8_validate (text, -1, NULL) || strlen (text) + 2 < (gsize) n)
        {
          g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("Line %u is not text in UTF-8"), lines->len + 1);
          free (text);
          return NULL;
        }
      if (text[0] != '\0')
        g_array_append_vals (lines, &(Line){ jz_call_number_key (text), g_strdup (text) }, 1);
    }
  free (text);
  g_array_sort (lines, shelf_order);
  return g_steal_pointer (&lines);
}

static int
run_sort (Cli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (GArray) lines = NULL;
  JsonBuilder       *json;

  if (!cli_parse (cli, &cli_call_number_commands[SORT], NULL, &argc, &argv, 0, 0, error))
    return -1;
  lines = read_lines (stdin, error);
  if (lines == NULL)
    return -1;
  json = json_builder_new ();
  json_builder_begin_array (json);
  for (guint i = 0; i < lines->len; i++)
    {
      json_builder_add_string_value (json, g_array_index (lines, Line, i).text);
      cli_say (cli, "%s", g_array_index (lines, Line, i).text);
    }
  json_builder_end_array (json);
  cli_end_json (cli, json);
  return 0;
}
