/* purchase steps: who approves purchases.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "jz-money.h"
#include "jz-purchase-step.h"

static int run_steps (Cli *cli, int argc, char **argv, GError **error);

const CliCommand cli_purchase_step_commands[] = {
  { "purchase steps", "[ROLE=YUAN…]", N_("Who approves purchases over which amount"), run_steps },
  { NULL, NULL, NULL, NULL },
};

/* "principal=2000": NULL with @error for what is none. */
static JzPurchaseStep *
read_step (const char *text, GError **error)
{
  g_auto (GStrv)  parts = g_strsplit (text, "=", 2);
  JzPurchaseStep *step = g_new0 (JzPurchaseStep, 1);

  step->role = g_strdup (parts[0] != NULL ? parts[0] : "");
  if (g_strv_length (parts) < 2 || parts[1][0] == '\0' || (jz_money_parse (parts[1], &step->over) && step->over >= 0))
    return step;
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: this is no price"), parts[1]);
  jz_purchase_step_free (step);
  return NULL;
}

static gboolean
set_steps_cb (JzOperation *operation, gpointer data, GError **error)
{
  char                **args = data;
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_purchase_step_free);

  for (guint i = 0; args[i] != NULL; i++)
    {
      JzPurchaseStep *step = read_step (args[i], error);

      if (step == NULL)
        return FALSE;
      g_ptr_array_add (steps, step);
    }
  return jz_purchase_set_steps (operation, steps, error);
}

static gboolean
steps_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray **steps = data;

  *steps = jz_purchase_steps (connection, error);
  return *steps != NULL;
}

static void
print_steps (Cli *cli, GPtrArray *steps)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < steps->len; i++)
    {
      const JzPurchaseStep *step = g_ptr_array_index (steps, i);
      g_autofree char      *over = jz_money_format (step->over);

      json_builder_begin_object (json);
      cli_json_text (json, "role", step->role);
      cli_json_text (json, "title", step->title);
      cli_json_text (json, "over", over);
      cli_json_bool (json, "starter", step->starter);
      json_builder_end_object (json);
      cli_say (cli, step->starter ? _("%s: over %s yuan (as shipped: check it against the school's own rule)") :
               _("%s: over %s yuan"), step->title, over);
    }
  json_builder_end_array (json);
  cli_end_json (cli, json);
}

static int
write_steps (Cli *cli, char **args, GError **error)
{
  g_autofree char *words = NULL;
  JsonBuilder     *json;
  gint64           operation = 0;

  if (!cli_sign_in (cli, error) || !cli_write (cli, &jz_action_purchase_steps, set_steps_cb, args, &operation, &words,
                                               error))
    return -1;
  cli_say (cli, "%s", words);
  if (!cli->json)
    return 0;
  json = json_builder_new ();
  json_builder_begin_object (json);
  cli_json_number (json, "operation", operation);
  cli_json_text (json, "what", words);
  cli_json_text (json, "number", NULL);
  json_builder_end_object (json);
  cli_print_json (json);
  return 0;
}

static int
run_steps (Cli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) steps = NULL;

  if (!cli_parse (cli, &cli_purchase_step_commands[0], NULL, &argc, &argv, 0, -1, error))
    return -1;
  if (argv[0] != NULL)
    return write_steps (cli, argv, error);
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, steps_cb, &steps, NULL, error))
    return -1;
  print_steps (cli, steps);
  return 0;
}
