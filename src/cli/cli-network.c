/* network machines|add|add-all|set|fill|remove|notes|sign: the register of machines, and who has signed for the network.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "jz-machine-import.h"
#include "jz-machine.h"
#include "jz-money.h"
#include "jz-network-note.h"

static int run_machines (Cli *cli, int argc, char **argv, GError **error);
static int run_add (Cli *cli, int argc, char **argv, GError **error);
static int run_add_all (Cli *cli, int argc, char **argv, GError **error);
static int run_set (Cli *cli, int argc, char **argv, GError **error);
static int run_fill (Cli *cli, int argc, char **argv, GError **error);
static int run_remove (Cli *cli, int argc, char **argv, GError **error);
static int run_notes (Cli *cli, int argc, char **argv, GError **error);
static int run_sign (Cli *cli, int argc, char **argv, GError **error);

enum { MACHINES, ADD, ADD_ALL, SET, FILL, REMOVE, NOTES, SIGN };

#define DATA_USAGE \
  "[--use pupil|teacher|office|server] [--user P] [--department D] [--host H] [--ipv4 A] [--ipv6 A] [--mac A] [--os O] [--phone N] [--note N] " \
  "[--private] [--fixed] [--offline]"

const CliCommand cli_network_commands[] = {
  [MACHINES] = { "network machines", "[--fixed | --automatic] [--incomplete]",
                 N_("The register of machines on the network"), run_machines },
  [ADD] = { "network add", "ASSET " DATA_USAGE, N_("Register a machine"), run_add },
  [ADD_ALL] = { "network add-all", "[--place P] [--use USE] [--offline]",
                N_("Register all computers that are not registered yet"), run_add_all },
  [SET] = { "network set", "MACHINE " DATA_USAGE, N_("Change what is registered of a machine"), run_set },
  [FILL] = { "network fill",
             "MACHINE… [--first ADDRESS] [--last ADDRESS] [--use USE] [--os O] [--department D] [--fixed]",
             N_("Fill in many machines at once"), run_fill },
  [REMOVE] = { "network remove", "MACHINE…", N_("Take machines off the register"), run_remove },
  [NOTES] = { "network notes", "[--only none|expired|soon|signed|due]",
              N_("Who has signed for the network, and until when"), run_notes },
  [SIGN] = { "network sign", "PERSON… [--date D] [--expires D] [--note N]",
             N_("Note that people have signed for the network"), run_sign },
  { NULL, NULL, NULL, NULL },
};

/* machines */

typedef struct
{
  int        fixed;
  GPtrArray *machines;
} Machines;

static gboolean
machines_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Machines *self = data;

  self->machines = jz_machine_list (connection, self->fixed, error);
  return self->machines != NULL;
}

static void
json_words (JsonBuilder *json, const char *name, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);

  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      json_builder_add_string_value (json, parts[i]);
  json_builder_end_array (json);
}

static void
machine_json (JsonBuilder *json, const JzMachine *machine)
{
  const struct
  {
    const char *name, *text;
  } texts[] = {
    { "asset", machine->number }, { "name", machine->name },   { "spec", machine->spec }, { "place", machine->place },
    { "use", machine->use },      { "user", machine->user },   { "department", machine->department },
    { "host", machine->host },
    { "ipv4", machine->ipv4 },    { "ipv6", machine->ipv6 },   { "mac", machine->mac },   { "os", machine->os },
    { "phone", machine->phone },  { "note", machine->note },
  };

  json_builder_begin_object (json);
  cli_json_number (json, "id", machine->id);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    cli_json_text (json, texts[i].name, texts[i].text);
  cli_json_bool (json, "private", machine->is_private);
  cli_json_bool (json, "networked", machine->networked);
  cli_json_bool (json, "fixed", machine->fixed);
  cli_json_bool (json, "here", machine->here);
  json_words (json, "missing", machine->missing);
  json_builder_end_object (json);
}

static void
print_machines (Cli *cli, GPtrArray *machines, gboolean incomplete)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < machines->len; i++)
    {
      const JzMachine *machine = g_ptr_array_index (machines, i);

      if (incomplete && machine->missing[0] == '\0' && machine->here)
        continue;
      machine_json (json, machine);
      cli_say (cli, "%s  %-9s %-15s %-17s %s %s", machine->number, jz_machine_use_words (machine->use), machine->ipv4,
               machine->mac,
               machine->place, machine->user);
    }
  json_builder_end_array (json);
  cli_end_json (cli, json);
}

static int
run_machines (Cli *cli, int argc, char **argv, GError **error)
{
  gboolean fixed = FALSE, automatic = FALSE, incomplete = FALSE;
  Machines self = { 0 };
  const GOptionEntry entries[] = {
    { "fixed", 0, 0, G_OPTION_ARG_NONE, &fixed, N_("Only those with a fixed address"), NULL },
    { "automatic", 0, 0, G_OPTION_ARG_NONE, &automatic, N_("Only those without a fixed address"), NULL },
    { "incomplete", 0, 0, G_OPTION_ARG_NONE, &incomplete, N_("Only those of which something is missing"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_network_commands[MACHINES], entries, &argc, &argv, 0, 0, error))
    return -1;
  self.fixed = fixed ? 1 : automatic ? 0 : -1;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, machines_cb, &self, NULL, error))
    return -1;
  print_machines (cli, self.machines, incomplete);
  g_ptr_array_unref (self.machines);
  return 0;
}

/* add, set: what is not said stays as it was, and is nothing for a new one. */

typedef struct
{
  char      *what;
  char      *use, *user, *department, *host, *ipv4, *ipv6, *mac, *os, *phone, *note;
  gboolean   is_private, is_public, fixed, automatic, offline, online;
} Said;

static gboolean
parse_said (Cli *cli, const CliCommand *command, Said *self, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "use", 0, 0, G_OPTION_ARG_STRING, &self->use, N_("Who works with it: pupil, teacher, office, server"),
      N_("USE") },
    { "user", 0, 0, G_OPTION_ARG_STRING, &self->user, N_("Who answers for it"), N_("PERSON") },
    { "department", 0, 0, G_OPTION_ARG_STRING, &self->department, N_("Department"), N_("NAME") },
    { "host", 0, 0, G_OPTION_ARG_STRING, &self->host, N_("Host name"), N_("NAME") },
    { "ipv4", 0, 0, G_OPTION_ARG_STRING, &self->ipv4, N_("IP address"), N_("ADDRESS") },
    { "ipv6", 0, 0, G_OPTION_ARG_STRING, &self->ipv6, N_("IPv6 address"), N_("ADDRESS") },
    { "mac", 0, 0, G_OPTION_ARG_STRING, &self->mac, N_("MAC address, written in any way"), N_("ADDRESS") },
    { "os", 0, 0, G_OPTION_ARG_STRING, &self->os, N_("Operating system"), N_("NAME") },
    { "phone", 0, 0, G_OPTION_ARG_STRING, &self->phone, N_("Phone"), N_("NUMBER") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &self->note, N_("Note"), N_("TEXT") },
    { "private", 0, 0, G_OPTION_ARG_NONE, &self->is_private, N_("It is somebody's own"), NULL },
    { "public", 0, 0, G_OPTION_ARG_NONE, &self->is_public, N_("It is for common use"), NULL },
    { "fixed", 0, 0, G_OPTION_ARG_NONE, &self->fixed, N_("Its address is fixed"), NULL },
    { "automatic", 0, 0, G_OPTION_ARG_NONE, &self->automatic, N_("Its address is not fixed"), NULL },
    { "offline", 0, 0, G_OPTION_ARG_NONE, &self->offline, N_("It is not on the network"), NULL },
    { "online", 0, 0, G_OPTION_ARG_NONE, &self->online, N_("It is on the network"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, command, entries, argc, argv, 1, 1, error))
    return FALSE;
  self->what = (*argv)[0];
  return TRUE;
}

static const char *
either (const char *said, const char *was)
{
  return said != NULL ? said : was;
}

/* @was: NULL for a new one. */
static JzMachineData
make_data (const Said *self, const JzMachine *was, gint64 person)
{
  gboolean networked = self->online || (!self->offline && (was == NULL || was->networked));

  return (JzMachineData){
    .use = either (self->use, was != NULL ? was->use : "teacher"),
    .person = self->user != NULL || was == NULL ? person : was->person,
    .department = either (self->department, was != NULL ? was->department : NULL),
    .host = either (self->host, was != NULL ? was->host : NULL),
    .ipv4 = either (self->ipv4, was != NULL ? was->ipv4 : NULL),
    .ipv6 = either (self->ipv6, was != NULL ? was->ipv6 : NULL),
    .mac = either (self->mac, was != NULL ? was->mac : NULL),
    .os = either (self->os, was != NULL ? was->os : NULL),
    .phone = either (self->phone, was != NULL ? was->phone : NULL),
    .note = either (self->note, was != NULL ? was->note : NULL),
    .is_private = self->is_private || (!self->is_public && was != NULL && was->is_private),
    .networked = networked,
    .fixed = self->fixed || (!self->automatic && networked && was != NULL && was->fixed),
  };
}

static gboolean
add_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Said   *self = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  JzMachineData machine;
  gint64        person, asset;

  if (!cli_find_person (connection, self->user, &person, error) ||
      !jz_connection_number (connection, &asset, 0, error, "SELECT id FROM asset WHERE number = ? AND voided IS NULL",
                             "s", self->what))
    return FALSE;
  if (asset == 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such asset"), self->what);
      return FALSE;
    }
  machine = make_data (self, NULL, person);
  machine.asset = asset;
  return jz_machine_add (operation, &machine, NULL, error);
}

static gboolean
set_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Said   *self = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  JzMachineData machine;
  gint64        person, id;
  g_autoptr (JzMachine) was = NULL;

  if (!cli_find_person (connection, self->user, &person, error) ||
      !jz_machine_find (connection, self->what, &id, error) ||
      (was = jz_machine_read (connection, id, error)) == NULL)
    return FALSE;
  machine = make_data (self, was, person);
  return jz_machine_update (operation, id, &machine, error);
}

static int
run_add (Cli *cli, int argc, char **argv, GError **error)
{
  Said self = { 0 };

  return parse_said (cli, &cli_network_commands[ADD], &self, &argc, &argv, error) ?
         cli_write_and_say (cli, &jz_action_machine, add_cb, &self, error) : -1;
}

static int
run_set (Cli *cli, int argc, char **argv, GError **error)
{
  Said self = { 0 };

  return parse_said (cli, &cli_network_commands[SET], &self, &argc, &argv, error) ?
         cli_write_and_say (cli, &jz_action_machine, set_cb, &self, error) : -1;
}

/* add-all */

typedef struct
{
  char    *place, *use;
  gboolean offline;
} AddAll;

static gboolean
add_all_cb (JzOperation *operation, gpointer data, GError **error)
{
  const AddAll *self = data;
  gint64        place;
  guint         n;

  return cli_find_place (jz_operation_get_connection (operation), self->place, &place, error) &&
         jz_machine_add_all (operation, place, self->use != NULL ? self->use : "teacher", !self->offline, &n, error);
}

static int
run_add_all (Cli *cli, int argc, char **argv, GError **error)
{
  AddAll self = { 0 };
  const GOptionEntry entries[] = {
    { "place", 0, 0, G_OPTION_ARG_STRING, &self.place, N_("Only of this place, with all that is in it"), N_("PLACE") },
    { "use", 0, 0, G_OPTION_ARG_STRING, &self.use, N_("Who works with it: pupil, teacher, office, server"), N_("USE") },
    { "offline", 0, 0, G_OPTION_ARG_NONE, &self.offline, N_("It is not on the network"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_network_commands[ADD_ALL], entries, &argc, &argv, 0, 0, error))
    return -1;
  return cli_write_and_say (cli, &jz_action_machine, add_all_cb, &self, error);
}

/* fill, remove */

typedef struct
{
  char        **names;
  JzMachineFill fill;
} Many;

/* Returns: (transfer full) (element-type gint64), or NULL with @error. */
static GArray *
find_all (JzConnection *connection, char **names, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; names[i] != NULL; i++)
    {
      gint64 id;

      if (!jz_machine_find (connection, names[i], &id, error))
        return NULL;
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

static gboolean
fill_cb (JzOperation *operation, gpointer data, GError **error)
{
  Many              *self = data;
  g_autoptr (GArray) ids = find_all (jz_operation_get_connection (operation), self->names, error);

  return ids != NULL && jz_machine_fill (operation, (const gint64 *) (gpointer) ids->data, ids->len, &self->fill,
                                         error);
}

static gboolean
remove_cb (JzOperation *operation, gpointer data, GError **error)
{
  Many              *self = data;
  g_autoptr (GArray) ids = find_all (jz_operation_get_connection (operation), self->names, error);

  return ids != NULL && jz_machine_remove (operation, (const gint64 *) (gpointer) ids->data, ids->len, error);
}

static int
run_fill (Cli *cli, int argc, char **argv, GError **error)
{
  char            *first = NULL, *last = NULL, *use = NULL, *os = NULL, *department = NULL;
  gboolean         fixed = FALSE;
  Many             self;
  const GOptionEntry entries[] = {
    { "first", 0, 0, G_OPTION_ARG_STRING, &first, N_("The first address; the others follow it"), N_("ADDRESS") },
    { "last", 0, 0, G_OPTION_ARG_STRING, &last, N_("The last address there is"), N_("ADDRESS") },
    { "use", 0, 0, G_OPTION_ARG_STRING, &use, N_("Who works with it: pupil, teacher, office, server"), N_("USE") },
    { "os", 0, 0, G_OPTION_ARG_STRING, &os, N_("Operating system"), N_("NAME") },
    { "department", 0, 0, G_OPTION_ARG_STRING, &department, N_("Department"), N_("NAME") },
    { "fixed", 0, 0, G_OPTION_ARG_NONE, &fixed, N_("Its address is fixed"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_network_commands[FILL], entries, &argc, &argv, 1, -1, error))
    return -1;
  if (use != NULL && jz_machine_use_parse (use) == NULL)
    return cli_usage_error (error, _("%s: nobody uses a machine in this way"), use), -1;
  self = (Many){ argv, { first, last, use != NULL ? jz_machine_use_parse (use) : NULL, os, department, -1,
                         fixed ? 1 : -1 } };
  return cli_write_and_say (cli, &jz_action_machine, fill_cb, &self, error);
}

static int
run_remove (Cli *cli, int argc, char **argv, GError **error)
{
  Many self = { 0 };

  if (!cli_parse (cli, &cli_network_commands[REMOVE], NULL, &argc, &argv, 1, -1, error))
    return -1;
  self.names = argv;
  return cli_write_and_say (cli, &jz_action_machine, remove_cb, &self, error);
}

/* notes, sign */

typedef struct
{
  const char *state;
  GPtrArray  *notes;
} Notes;

static gboolean
notes_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Notes *self = data;

  self->notes = jz_network_note_list (connection, self->state, error);
  return self->notes != NULL;
}

static void
print_notes (Cli *cli, GPtrArray *notes)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < notes->len; i++)
    {
      const JzNetworkNote *note = g_ptr_array_index (notes, i);

      json_builder_begin_object (json);
      cli_json_text (json, "person", note->name);
      cli_json_text (json, "post", note->post);
      cli_json_text (json, "state", note->state);
      cli_json_text (json, "signed", note->signed_on);
      cli_json_text (json, "expires", note->expires);
      cli_json_number (json, "machines", note->machines);
      json_builder_end_object (json);
      cli_say (cli, "%-8s %-10s %-10s %s", note->state, note->signed_on != NULL ? note->signed_on : "–",
               note->expires != NULL ? note->expires : "–",
               note->name);
    }
  json_builder_end_array (json);
  cli_end_json (cli, json);
}

static int
run_notes (Cli *cli, int argc, char **argv, GError **error)
{
  static const char *const states[] = { "none", "expired", "soon", "signed", "due", NULL };
  char            *only = NULL;
  Notes            self = { 0 };
  const GOptionEntry entries[] = {
    { "only", 0, 0, G_OPTION_ARG_STRING, &only, N_("Only these: none, expired, soon, signed, due"), N_("STATE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_network_commands[NOTES], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (only != NULL && !g_strv_contains (states, only))
    return cli_usage_error (error, _("%s: --only is none, expired, soon, signed or due"), only), -1;
  self.state = only;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, notes_cb, &self, NULL, error))
    return -1;
  print_notes (cli, self.notes);
  g_ptr_array_unref (self.notes);
  return 0;
}

typedef struct
{
  char **names;
  char  *date, *expires, *note;
} Sign;

static gboolean
sign_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Sign        *self = data;
  g_autoptr (GArray) persons = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; self->names[i] != NULL; i++)
    {
      gint64 person;

      if (!cli_find_person (jz_operation_get_connection (operation), self->names[i], &person, error))
        return FALSE;
      g_array_append_val (persons, person);
    }
  return jz_network_note_sign (operation, (const gint64 *) (gpointer) persons->data, persons->len, self->date,
                               self->expires, self->note, error);
}

static int
run_sign (Cli *cli, int argc, char **argv, GError **error)
{
  Sign self = { 0 };
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &self.date, N_("Day; today unless said"), N_("DATE") },
    { "expires", 0, 0, G_OPTION_ARG_STRING, &self.expires, N_("The last day on which it holds"), N_("DATE") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &self.note, N_("Note"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_network_commands[SIGN], entries, &argc, &argv, 1, -1, error))
    return -1;
  self.names = argv;
  return cli_write_and_say (cli, &jz_action_network_note, sign_cb, &self, error);
}
