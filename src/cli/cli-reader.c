/* reader list|show|add|card|leave|release, reader clearing, import readers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "jz-lending-form.h"
#include "jz-lending-read.h"
#include "jz-money.h"
#include "jz-people.h"
#include "jz-reader.h"
#include "jz-reader-import.h"

static int run_list (Cli *cli, int argc, char **argv, GError **error);
static int run_show (Cli *cli, int argc, char **argv, GError **error);
static int run_add (Cli *cli, int argc, char **argv, GError **error);
static int run_card (Cli *cli, int argc, char **argv, GError **error);
static int run_leave (Cli *cli, int argc, char **argv, GError **error);
static int run_release (Cli *cli, int argc, char **argv, GError **error);
static int run_clearing (Cli *cli, int argc, char **argv, GError **error);
static int run_import (Cli *cli, int argc, char **argv, GError **error);

enum { LIST, SHOW, ADD, CARD, LEAVE, RELEASE, CLEARING, IMPORT };

const CliCommand cli_reader_commands[] = {
  [LIST] = { "reader list", "[QUERY]", N_("Who may borrow: all, or whom a name, card or class means"), run_list },
  [SHOW] = { "reader show", "READER", N_("What a reader has, and may"), run_show },
  [ADD] = { "reader add", "NAME [--class CLASS] [--card NUMBER] | --class-loans CLASS [--card NUMBER]",
            N_("A card for a person or a class of the register; a pupil who is not there yet is added"), run_add },
  [CARD] = { "reader card", "READER {--number NUMBER | --lost | --found} | --class CLASS",
             N_("Another card, a lost one, or cards for a whole class"), run_card },
  [LEAVE] = { "reader leave", "READER…", N_("They leave the school, and owe nothing"), run_leave },
  [RELEASE] = { "reader release", "READER [--why TEXT]", N_("Let a reader borrow again who was late"), run_release },
  [CLEARING] = { "reader clearing", "[--class CLASS] [--pdf FILE]", N_("Who must bring something back before leaving"),
                 run_clearing },
  [IMPORT] = { "import readers", "FILE [--dry-run] [--rejects FILE]",
               N_("Take in cards of people who are in the register"), run_import },
  { NULL, NULL, NULL, NULL },
};

/* Lists. */

static void
add_reader (Cli *cli, JsonBuilder *json, const JzReader *reader)
{
  g_autofree char *owed = jz_money_to_plain (reader->owed);

  cli_json_number (json, "id", reader->id);
  cli_json_text (json, "card", reader->card);
  cli_json_text (json, "name", reader->name);
  cli_json_text (json, "class", reader->class_name);
  cli_json_text (json, "group", reader->group_title);
  cli_json_text (json, "state", reader->state);
  cli_json_text (json, "stopped", reader->stopped);
  cli_json_number (json, "out", reader->out);
  cli_json_number (json, "limit", reader->limit);
  cli_json_number (json, "overdue", reader->late);
  cli_json_number (json, "holds", reader->holds);
  cli_json_text (json, "owed", owed);
  cli_say (cli, "%s\t%s\t%s\t%u/%u\t%s", reader->card, reader->name, reader->class_name, reader->out, reader->limit,
           owed);
}

typedef struct
{
  const char *typed;
  GPtrArray  *readers;
} Found;

static gboolean
find_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Found *found = data;

  found->readers = jz_reader_find (connection, found->typed, G_MAXINT, error);
  return found->readers != NULL;
}

static int
run_list (Cli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  Found found = { 0 };

  if (!cli_parse (cli, &cli_reader_commands[LIST], NULL, &argc, &argv, 0, 1, error))
    return -1;
  if (argc == 0)
    return cli_say_rows (
      cli,
      "SELECT r.id, r.card, r.name, r.class_name AS class, g.title AS 'group', r.state, r.stopped, "
      "(SELECT count (*) FROM lending WHERE reader = r.id AND returned IS NULL) AS out, "
      "(SELECT count (*) FROM lending WHERE reader = r.id AND returned IS NULL AND due < jz_today ()) AS overdue, "
      "ifnull ((SELECT sum (amount) FROM charge WHERE reader = r.id AND state = 'due'), 0) AS 'yuan:owed' "
      "FROM reader_now r LEFT JOIN reader_group g ON g.id = r.grp ORDER BY r.grade, r.number, jz_sort_key (r.name), "
      "r.id",
      error);
  found.typed = argv[0];
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, find_cb, &found, NULL, error))
    return -1;
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < found.readers->len; i++)
    {
      json_builder_begin_object (json);
      add_reader (cli, json, g_ptr_array_index (found.readers, i));
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  g_ptr_array_unref (found.readers);
  cli_end_json (cli, g_steal_pointer (&json));
  return 0;
}

typedef struct
{
  const char *typed;
  JzReader   *reader;
  GPtrArray  *books;
} Show;

static gboolean
show_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Show           *show = data;
  JzBooksOutQuery query = { 0 };

  if (!jz_reader_meant (connection, show->typed, &query.reader, error))
    return FALSE;
  show->reader = jz_reader_read (connection, query.reader, error);
  show->books = show->reader != NULL ? jz_books_out (connection, &query, error) : NULL;
  return show->books != NULL;
}

static int
run_show (Cli *cli, int argc, char **argv, GError **error)
{
  JsonBuilder *json;
  Show         show = { 0 };

  if (!cli_parse (cli, &cli_reader_commands[SHOW], NULL, &argc, &argv, 1, 1, error))
    return -1;
  show.typed = argv[0];
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, show_cb, &show, NULL, error))
    {
      jz_reader_free (show.reader);
      return -1;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  add_reader (cli, json, show.reader);
  json_builder_set_member_name (json, "books");
  json_builder_begin_array (json);
  for (guint i = 0; i < show.books->len; i++)
    {
      const JzBookOut *book = g_ptr_array_index (show.books, i);

      json_builder_begin_object (json);
      cli_json_text (json, "copy", book->code);
      cli_json_text (json, "title", book->title_text);
      cli_json_text (json, "lent", book->lent);
      cli_json_text (json, "due", book->due);
      cli_json_number (json, "late", MAX (book->late, 0));
      cli_json_number (json, "renewals", book->renewals);
      json_builder_end_object (json);
      cli_say (cli, "%s\t%s\t%s", book->code, book->title_text, book->due);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  jz_reader_free (show.reader);
  g_ptr_array_unref (show.books);
  return 0;
}

/* Cards. */

typedef struct
{
  char   **readers;
  guint    n;
  char    *name, *class_name, *class_loans, *number, *why;
  gboolean lost, found;
} Asked;

/* The person of that name or number; a pupil of the class who is not in the register is added. */
static gboolean
person_of (JzOperation *operation, const Asked *asked, gint64 class_, gint64 *person, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  JzPersonData  data = { .kind = "pupil", .name = asked->name, .class = class_ };
  gint64        n;

  if (class_ == 0)
    return cli_find_person (connection, asked->name, person, error);
  if (!jz_connection_number (connection, &n, 0, error,
                             "SELECT count (*) FROM person WHERE name = ? AND class = ? AND voided IS NULL", "sl",
                             asked->name, class_))
    return FALSE;
  if (n > 1)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: several people are called so; use the number"),
                   asked->name);
      return FALSE;
    }
  if (n == 0)
    return jz_person_add (operation, &data, person, error);
  return jz_connection_number (connection, person, 0, error,
                               "SELECT id FROM person WHERE name = ? AND class = ? AND voided IS NULL", "sl",
                               asked->name, class_);
}

static gboolean
add_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Asked *asked = data;
  JzReaderData reader = { .card = asked->number };
  gint64       class_, id;

  if (!cli_find_class (jz_operation_get_connection (operation),
                       asked->class_loans != NULL ? asked->class_loans : asked->class_name, &class_, error))
    return FALSE;
  reader.class_ = class_;
  if (asked->name != NULL && !person_of (operation, asked, class_, &reader.person, error))
    return FALSE;
  return jz_reader_add (operation, &reader, &id, error);
}

static int
run_add (Cli *cli, int argc, char **argv, GError **error)
{
  Asked              asked = { 0 };
  const GOptionEntry entries[] = { { "class", 0, 0, G_OPTION_ARG_STRING, &asked.class_name,
                                     N_("The pupil's class; without, it is one of the staff"), N_("CLASS") },
                                   { "class-loans", 0, 0, G_OPTION_ARG_STRING, &asked.class_loans,
                                     N_("A card for this class as a whole"), N_("CLASS") },
                                   { "card", 0, 0, G_OPTION_ARG_STRING, &asked.number,
                                     N_("Its number; by the rule unless said"), N_("NUMBER") },
                                   G_OPTION_ENTRY_NULL };

  if (!cli_parse (cli, &cli_reader_commands[ADD], entries, &argc, &argv, 0, 1, error))
    return -1;
  if ((argc == 1) == (asked.class_loans != NULL))
    return cli_usage_error (error, _("Name either a person or a class that borrows as a whole")), -1;
  asked.name = argc == 1 ? argv[0] : NULL;
  return cli_write_and_say (cli, &jz_action_reader, add_cb, &asked, error);
}

static gboolean
card_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Asked  *asked = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        id;
  guint         made;

  if (asked->class_name != NULL)
    return cli_find_class (connection, asked->class_name, &id, error) &&
           jz_reader_add_class (operation, id, &made, error);
  return jz_reader_meant (connection, asked->readers[0], &id, error) &&
         jz_reader_update (operation, id, asked->number, -1,
                           asked->lost  ? "lost" :
                           asked->found ? "active" :
                                          NULL,
                           error);
}

static int
run_card (Cli *cli, int argc, char **argv, GError **error)
{
  Asked              asked = { 0 };
  const GOptionEntry entries[] = {
    { "number", 0, 0, G_OPTION_ARG_STRING, &asked.number, N_("Of the new card"), N_("NUMBER") },
    { "lost", 0, 0, G_OPTION_ARG_NONE, &asked.lost, N_("It was reported lost: nothing is lent to it"), NULL },
    { "found", 0, 0, G_OPTION_ARG_NONE, &asked.found, N_("It turned up again"), NULL },
    { "class", 0, 0, G_OPTION_ARG_STRING, &asked.class_name, N_("For all of this class who have none"), N_("CLASS") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_reader_commands[CARD], entries, &argc, &argv, 0, 1, error))
    return -1;
  if ((argc == 1) == (asked.class_name != NULL) ||
      (argc == 1 && (asked.number != NULL) + asked.lost + asked.found != 1))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"),
                            "reader card READER {--number NUMBER | --lost | --found} | --class CLASS"),
           -1;
  asked.readers = argv;
  return cli_write_and_say (cli, &jz_action_reader, card_cb, &asked, error);
}

/* Leaving. */

static gboolean
leave_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Asked       *asked = data;
  g_autofree gint64 *ids = g_new (gint64, asked->n);

  for (guint i = 0; i < asked->n; i++)
    if (!jz_reader_meant (jz_operation_get_connection (operation), asked->readers[i], &ids[i], error))
      return FALSE;
  return jz_reader_leave (operation, ids, asked->n, error);
}

static int
run_leave (Cli *cli, int argc, char **argv, GError **error)
{
  Asked asked = { 0 };

  if (!cli_parse (cli, &cli_reader_commands[LEAVE], NULL, &argc, &argv, 1, -1, error))
    return -1;
  asked.readers = argv;
  asked.n = (guint) argc;
  return cli_write_and_say (cli, &jz_action_reader, leave_cb, &asked, error);
}

static gboolean
release_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Asked *asked = data;
  gint64       id;

  return jz_reader_meant (jz_operation_get_connection (operation), asked->readers[0], &id, error) &&
         jz_reader_release (operation, id, asked->why, error);
}

static int
run_release (Cli *cli, int argc, char **argv, GError **error)
{
  Asked              asked = { 0 };
  const GOptionEntry entries[] = {
    { "why", 0, 0, G_OPTION_ARG_STRING, &asked.why, N_("For the journal"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_reader_commands[RELEASE], entries, &argc, &argv, 1, 1, error))
    return -1;
  asked.readers = argv;
  return cli_write_and_say (cli, &jz_action_reader, release_cb, &asked, error);
}

typedef struct
{
  const char *class_name;
  gboolean    paper;
  GPtrArray  *people;
  JzReport   *report;
} Clearing;

static gboolean
clearing_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Clearing *clearing = data;
  gint64    class_;

  if (!cli_find_class (connection, clearing->class_name, &class_, error))
    return FALSE;
  if (clearing->paper)
    clearing->report = jz_clearing_form_new (connection, class_, error);
  else
    clearing->people = jz_clearing_list (connection, class_, error);
  return clearing->report != NULL || clearing->people != NULL;
}

static void
say_clearing (Cli *cli, GPtrArray *people)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < people->len; i++)
    {
      const JzClearing *one = g_ptr_array_index (people, i);
      g_autofree char  *owed = jz_money_to_plain (one->owed);

      json_builder_begin_object (json);
      cli_json_text (json, "card", one->card);
      cli_json_text (json, "name", one->name);
      cli_json_text (json, "class", one->class_name);
      cli_json_number (json, "out", one->out);
      cli_json_text (json, "owed", owed);
      cli_json_bool (json, "clear", one->out == 0 && one->owed == 0);
      json_builder_end_object (json);
      cli_say (cli, "%s\t%s\t%s\t%u\t%s", one->class_name, one->name, one->card, one->out, owed);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
}

static int
run_clearing (Cli *cli, int argc, char **argv, GError **error)
{
  char    *class_name = NULL, *pdf = NULL;
  Clearing clearing = { 0 };
  const GOptionEntry entries[] = { { "class", 0, 0, G_OPTION_ARG_STRING, &class_name,
                                     N_("Of this class; without, whoever is gone from the register"), N_("CLASS") },
                                   { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &pdf, N_("As pages to sign"), N_("FILE") },
                                   G_OPTION_ENTRY_NULL };

  if (!cli_parse (cli, &cli_reader_commands[CLEARING], entries, &argc, &argv, 0, 0, error))
    return -1;
  clearing.class_name = class_name;
  clearing.paper = pdf != NULL;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, clearing_cb, &clearing, NULL, error))
    return -1;
  if (pdf != NULL)
    return cli_write_report (cli, clearing.report, pdf, error) ? 0 : -1;
  say_clearing (cli, clearing.people);
  g_ptr_array_unref (clearing.people);
  return 0;
}

static int
run_import (Cli *cli, int argc, char **argv, GError **error)
{
  char              *rejects = NULL;
  gboolean           dry_run = FALSE;
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_("Say what would be done; change nothing"), NULL },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &rejects, N_("Where rejected rows go, with reasons"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_reader_commands[IMPORT], entries, &argc, &argv, 1, 1, error))
    return -1;
  return cli_import_sheet (cli, &jz_reader_import, argv[0], rejects, dry_run, NULL, error);
}
