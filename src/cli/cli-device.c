/* network devices|device|weight|words|unsign|print: what counts as a computer, and what the window prints of the network.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "jz-network-form.h"
#include "jz-network-note.h"

static int run_devices (Cli *cli, int argc, char **argv, GError **error);
static int run_device (Cli *cli, int argc, char **argv, GError **error);
static int run_weight (Cli *cli, int argc, char **argv, GError **error);
static int run_words (Cli *cli, int argc, char **argv, GError **error);
static int run_unsign (Cli *cli, int argc, char **argv, GError **error);
static int run_print (Cli *cli, int argc, char **argv, GError **error);

enum { DEVICES, DEVICE, WEIGHT, WORDS, UNSIGN, PRINT };

const CliCommand cli_device_commands[] = {
  [DEVICES] = { "network devices", "", N_("Which codes are computers and multimedia"), run_devices },
  [DEVICE] = { "network device", "computer|multimedia|interactive SCHEME EDITION CODE [--years N | --remove]",
               N_("Say that codes that begin so are computers or multimedia"), run_device },
  [WEIGHT] = { "network weight", "STAGE VALUE", N_("How much a pupil of a stage counts"), run_weight },
  [WORDS] = { "network words", "[--not-teaching WORDS] [--plain-rooms WORDS]",
              N_("Words by which staff and rooms are told apart"), run_words },
  [UNSIGN] = { "network unsign", "PERSON", N_("Take the newest signature of a person back"), run_unsign },
  [PRINT] = { "network print", "fixed|automatic|notes|ratios -o FILE.pdf", N_("The papers of the network"), run_print },
  { NULL, NULL, NULL, NULL },
};

static int
run_devices (Cli *cli, int argc, char **argv, GError **error)
{
  return cli_parse (cli, &cli_device_commands[DEVICES], NULL, &argc, &argv, 0, 0, error) ?
             cli_say_rows (cli,
                           "SELECT kind, scheme, edition, prefix AS code, years, starter AS 'yes:starter' FROM "
                           "device_code ORDER BY kind, scheme, edition, prefix", error) :
             -1;
}

/* device */

typedef struct
{
  char   **names; /* kind, scheme, edition, prefix */
  int      years;
  gboolean remove;
} Device;

static gboolean
device_cb (JzOperation *operation, gpointer data, GError **error)
{
  Device       *self = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        id = 0;

  if (!self->remove)
    return jz_ratio_put_code (operation, self->names[0], self->names[1], self->names[2], self->names[3], self->years,
                              error);
  if (!jz_connection_number (connection, &id, 0, error,
                             "SELECT id FROM device_code WHERE kind = ? AND scheme = ? AND edition = ? AND prefix = ?",
                             "ssss", self->names[0], self->names[1], self->names[2], self->names[3]))
    return FALSE;
  if (id == 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such code"), self->names[3]);
  return id != 0 && jz_ratio_remove_code (operation, id, error);
}

static int
run_device (Cli *cli, int argc, char **argv, GError **error)
{
  static const char *const kinds[] = { "computer", "multimedia", "interactive", NULL };
  Device self = { 0 };
  const GOptionEntry entries[] = {
    { "years", 0, 0, G_OPTION_ARG_INT, &self.years, N_("How long such a thing is used; without end unless said"),
      N_("N") },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &self.remove, N_("They are no such things any more"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_device_commands[DEVICE], entries, &argc, &argv, 4, 4, error))
    return -1;
  if (!g_strv_contains (kinds, argv[0]))
    return cli_usage_error (error, _("%s: computer, multimedia or interactive"), argv[0]), -1;
  self.names = argv;
  return cli_write_and_say (cli, &jz_action_ratio, device_cb, &self, error);
}

/* weight */

typedef struct
{
  const char *stage;
  gint64      hundredths;
} Weight;

static gboolean
weight_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_ratio_set_weight (operation, ((Weight *) data)->stage, ((Weight *) data)->hundredths, error);
}

static int
run_weight (Cli *cli, int argc, char **argv, GError **error)
{
  Weight self;
  char  *end;
  double value;

  if (!cli_parse (cli, &cli_device_commands[WEIGHT], NULL, &argc, &argv, 2, 2, error))
    return -1;
  value = g_ascii_strtod (argv[1], &end);
  if (*end != '\0' || end == argv[1] || !(value >= 0 && value <= 100))
    return cli_usage_error (error, _("%s: this is no weight"), argv[1]), -1;
  self = (Weight){ argv[0], (gint64) (value * 100 + 0.5) };
  return cli_write_and_say (cli, &jz_action_ratio, weight_cb, &self, error);
}

/* words */

static gboolean
words_cb (JzOperation *operation, gpointer data, GError **error)
{
  char       **given = data;
  JzRatioWords words = { 0 };
  gboolean     ok = jz_ratio_get_words (jz_operation_get_connection (operation), &words, error);

  ok = ok && jz_ratio_set_words (operation,
                                 &(JzRatioWords){ given[0] != NULL ? given[0] : words.not_teaching,
                                                  given[1] != NULL ? given[1] : words.plain_rooms },
                                 error);
  jz_ratio_words_clear (&words);
  return ok;
}

static gboolean
get_words_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return jz_ratio_get_words (connection, data, error);
}

static int
say_words (Cli *cli, GError **error)
{
  JsonBuilder *json = json_builder_new ();
  JzRatioWords words = { 0 };
  gboolean     ok = cli_open (cli, error) && jz_store_read_sync (cli->store, get_words_cb, &words, NULL, error);

  json_builder_begin_object (json);
  cli_json_text (json, "not_teaching", words.not_teaching);
  cli_json_text (json, "plain_rooms", words.plain_rooms);
  json_builder_end_object (json);
  if (ok)
    cli_say (cli, "%s\n%s", words.not_teaching, words.plain_rooms);
  if (ok && cli->json)
    cli_print_json (json);
  else
    g_object_unref (json);
  jz_ratio_words_clear (&words);
  return ok ? 0 : -1;
}

static int
run_words (Cli *cli, int argc, char **argv, GError **error)
{
  char *given[2] = { NULL, NULL };
  const GOptionEntry entries[] = {
    { "not-teaching", 0, 0, G_OPTION_ARG_STRING, &given[0], N_("Words of the posts of staff who don't teach"),
      N_("WORDS") },
    { "plain-rooms", 0, 0, G_OPTION_ARG_STRING, &given[1],
      N_("Words of the purposes of rooms that are no function rooms"), N_("WORDS") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_device_commands[WORDS], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (given[0] == NULL && given[1] == NULL)
    return say_words (cli, error);
  return cli_write_and_say (cli, &jz_action_ratio, words_cb, given, error);
}

/* unsign */

static gboolean
unsign_cb (JzOperation *operation, gpointer data, GError **error)
{
  gint64 person;

  return cli_find_person (jz_operation_get_connection (operation), data, &person, error) &&
         jz_network_note_remove (operation, person, error);
}

static int
run_unsign (Cli *cli, int argc, char **argv, GError **error)
{
  return cli_parse (cli, &cli_device_commands[UNSIGN], NULL, &argc, &argv, 1, 1, error) ?
             cli_write_and_say (cli, &jz_action_network_note, unsign_cb, argv[0], error) :
             -1;
}

/* print */

typedef struct
{
  const char *what;
  JzReport   *report;
} Print;

static gboolean
print_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Print *self = data;

  if (g_str_equal (self->what, "notes"))
    self->report = jz_network_note_list_form_new (connection, error);
  else if (g_str_equal (self->what, "ratios"))
    self->report = jz_ratio_form_new (connection, NULL, 0, error);
  else
    self->report = jz_machine_form_new (connection, g_str_equal (self->what, "fixed"), error);
  return self->report != NULL;
}

static int
run_print (Cli *cli, int argc, char **argv, GError **error)
{
  static const char *const papers[] = { "fixed", "automatic", "notes", "ratios", NULL };
  char              *output = NULL;
  Print              self = { 0 };
  const GOptionEntry entries[] = { { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The PDF file"),
                                     N_("FILE") },
                                   G_OPTION_ENTRY_NULL };

  if (!cli_parse (cli, &cli_device_commands[PRINT], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (!g_strv_contains (papers, argv[0]))
    return cli_usage_error (error, _("%s: there is no such paper"), argv[0]), -1;
  if (output == NULL)
    return cli_usage_error (error, _("-o FILE is needed")), -1;
  self.what = argv[0];
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, print_cb, &self, NULL, error))
    return -1;
  return cli_write_report (cli, self.report, output, error) ? 0 : -1;
}
