/* lending groups|group|place: who readers are told apart as, and from where books go out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli.h"
#include "jz-loan-rule.h"
#include "jz-reader-group.h"

static int run_groups (Cli *cli, int argc, char **argv, GError **error);
static int run_group (Cli *cli, int argc, char **argv, GError **error);
static int run_place (Cli *cli, int argc, char **argv, GError **error);

enum { GROUPS, GROUP, PLACE };

const CliCommand cli_lending_groups_commands[] = {
  [GROUPS] = { "lending groups", "", N_("What readers are told apart by"), run_groups },
  [GROUP] = { "lending group", "NAME {--title TEXT | --holder pupil|staff|class | --remove}",
              N_("A group of readers: another name for it, a new one, or none any more"), run_group },
  [PLACE] = { "lending place", "[PLACE --lends yes|no]", N_("Whether books go out from a place, or are read there"),
              run_place },
  { NULL, NULL, NULL, NULL },
};

static int
run_groups (Cli *cli, int argc, char **argv, GError **error)
{
  if (!cli_parse (cli, &cli_lending_groups_commands[GROUPS], NULL, &argc, &argv, 0, 0, error))
    return -1;
  return cli_say_rows (cli,
                       "SELECT name, title, holder, stage, (SELECT count (*) FROM reader_now WHERE grp = "
                       "reader_group.id) "
                       "AS readers FROM reader_group ORDER BY id",
                       error);
}

typedef struct
{
  char    *name, *title, *holder;
  gboolean remove;
} Group;

/* A group that is there is called otherwise, one that is not is made: what does not belong to it was meant
   otherwise. */
static gboolean
group_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Group *self = data;
  gint64       id;

  if (!jz_connection_number (jz_operation_get_connection (operation), &id, 0, error,
                             "SELECT id FROM reader_group WHERE name = ?1 OR title = ?1", "s", self->name))
    return FALSE;
  if (self->remove)
    return jz_reader_group_remove (operation, id, error);
  if (id != 0 && self->title == NULL)
    return cli_usage_error (error, _("%s is there already: say with --title what it is called now"), self->name);
  if (id != 0 && self->holder != NULL)
    return cli_usage_error (error, _("%s is there already: who belongs to it does not change"), self->name);
  if (id == 0 && self->title != NULL)
    return cli_usage_error (error, _("There is no group %s that could be called otherwise"), self->name);
  return jz_reader_group_set (operation, id, id != 0 ? self->title : self->name, self->holder, error);
}

static int
run_group (Cli *cli, int argc, char **argv, GError **error)
{
  Group              group = { NULL, NULL, NULL, FALSE };
  const GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_STRING, &group.title, N_("What the school calls it now"), N_("TEXT") },
    { "holder", 0, 0, G_OPTION_ARG_STRING, &group.holder, N_("Who may belong to a new one"), "pupil|staff|class" },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &group.remove, N_("With its rules, where nobody belongs to it"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lending_groups_commands[GROUP], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (group.remove && (group.title != NULL || group.holder != NULL))
    return cli_usage_error (error, _("What is removed needs nothing else")), -1;
  group.name = argv[0];
  return cli_write_and_say (cli, &jz_action_lending_rules, group_cb, &group, error);
}

typedef struct
{
  const char *place, *lends;
} Place;

static gboolean
place_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Place *self = data;
  gint64       id;

  return cli_find_place (jz_operation_get_connection (operation), self->place, &id, error) &&
         jz_place_set_lends (operation, id, strcmp (self->lends, "yes") == 0, error);
}

static int
run_place (Cli *cli, int argc, char **argv, GError **error)
{
  Place              place = { 0 };
  char              *lends = NULL;
  const GOptionEntry entries[] = {
    { "lends", 0, 0, G_OPTION_ARG_STRING, &lends, N_("Whether books go out from it and the places in it"), "yes|no" },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lending_groups_commands[PLACE], entries, &argc, &argv, 0, 1, error))
    return -1;
  if ((argc == 0) != (lends == NULL) || (lends != NULL && strcmp (lends, "yes") != 0 && strcmp (lends, "no") != 0))
    return cli_usage_error (error, _("Say the place and --lends yes or --lends no")), -1;
  if (argc == 0)
    return cli_say_rows (cli,
                         "SELECT path AS place, lends AS 'yes:lends', own AS 'yes:own', copies FROM book_place "
                         "ORDER BY sort_key",
                         error);
  place = (Place){ argv[0], lends };
  return cli_write_and_say (cli, &jz_action_lending_rules, place_cb, &place, error);
}
