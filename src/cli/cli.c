/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include "cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "jz-account.h"
#include "jz-people.h"
#include "jz-place.h"
#include "jz-posting.h"

gboolean
cli_usage_error (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_USAGE, message);
  return FALSE;
}

/* So that a command that fails half way has nothing to free. */
static void
keep_options (Cli *cli, const GOptionEntry *entries)
{
  for (const GOptionEntry *entry = entries; entry != NULL && entry->long_name != NULL; entry++)
    if (entry->arg == G_OPTION_ARG_STRING || entry->arg == G_OPTION_ARG_FILENAME)
      g_ptr_array_add (cli->options, *(char **) entry->arg_data);
    else if (entry->arg == G_OPTION_ARG_STRING_ARRAY || entry->arg == G_OPTION_ARG_FILENAME_ARRAY)
      {
        for (char **text = *(char ***) entry->arg_data; text != NULL && *text != NULL; text++)
          g_ptr_array_add (cli->options, *text);
        g_ptr_array_add (cli->options, *(char ***) entry->arg_data);
      }
}

gboolean
cli_parse (Cli *cli, const CliCommand *command, const GOptionEntry *entries, int *argc, char ***argv, int least,
           int most, GError **error)
{
  g_autofree char           *usage = g_strdup_printf ("%s %s", command->name, command->usage);
  g_autoptr (GOptionContext) context = g_option_context_new (usage);

  g_option_context_set_summary (context, _(command->summary));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  keep_options (cli, entries);
  (*argc)--;
  (*argv)++;
  if (*argc > 0 && strcmp ((*argv)[0], "--") == 0)
    {
      (*argc)--;
      (*argv)++;
    }
  if (*argc >= least && (most < 0 || *argc <= most))
    return TRUE;
  return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), usage);
}

char *
cli_school_path (Cli *cli)
{
  const char *given = cli->school != NULL ? cli->school : g_getenv ("JIAOZHUANG_SCHOOL");

  if (given != NULL && given[0] != '\0')
    return g_strdup (given);
  return g_build_filename (g_get_user_data_dir (), "jiaozhuang", "school.jiaozhuang", NULL);
}

gboolean
cli_open (Cli *cli, GError **error)
{
  g_autofree char *path = NULL;

  if (cli->store != NULL)
    return TRUE;
  path = cli_school_path (cli);
  cli->store = jz_store_open (path, JZ_STORE_OPEN, cli->wait, error);
  if (cli->store != NULL)
    jz_store_set_undo_hook (cli->store, jz_posting_undo);
  return cli->store != NULL;
}

/* Asked for at the terminal, without showing it. */
static char *
ask_password (const char *login)
{
  struct termios shown, hidden;
  char           line[512] = "";
  gboolean       terminal = tcgetattr (STDIN_FILENO, &shown) == 0;

  if (!terminal)
    return NULL;
  fprintf (stderr, _("Password of %s: "), login);
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (STDIN_FILENO, TCSANOW, &hidden);
  if (fgets (line, sizeof line, stdin) != NULL)
    g_strchomp (line);
  tcsetattr (STDIN_FILENO, TCSANOW, &shown);
  fputc ('\n', stderr);
  return g_strdup (line);
}

typedef struct
{
  Cli        *cli;
  const char *password;
} SignIn;

static gboolean
sign_in_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  SignIn *sign_in = data;
  Cli    *cli = sign_in->cli;
  g_autoptr (JzAccount) account = NULL;

  if (cli->as == NULL)
    {
      cli->as =
        jz_connection_text (connection, error, "SELECT login FROM account WHERE disabled = 0 ORDER BY id LIMIT 1", "");
      if (cli->as == NULL)
        {
          if (error != NULL && *error == NULL)
            g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_ALLOWED, _("The file has no account"));
          return FALSE;
        }
    }
  account = jz_account_sign_in (connection, cli->as, sign_in->password, error);
  if (account != NULL)
    cli->actor = (JzActor){ account->id, 0 };
  return account != NULL;
}

static gboolean
needs_password_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  SignIn *sign_in = data;
  gint64  needs = 0;

  if (!jz_connection_number (connection, &needs, 1, error, "SELECT password IS NOT NULL FROM account WHERE login = ?",
                             "s", sign_in->cli->as))
    return FALSE;
  sign_in->password = needs ? sign_in->password : "";
  return TRUE;
}

gboolean
cli_sign_in (Cli *cli, GError **error)
{
  SignIn           sign_in = { cli, g_getenv ("JIAOZHUANG_PASSWORD") };
  g_autofree char *asked = NULL;

  if (!cli_open (cli, error))
    return FALSE;
  if (cli->actor.account != 0)
    return TRUE;
  if (cli->as != NULL && sign_in.password == NULL)
    {
      if (!jz_store_read_sync (cli->store, needs_password_cb, &sign_in, NULL, error))
        return FALSE;
      if (sign_in.password == NULL)
        sign_in.password = asked = ask_password (cli->as);
    }
  return jz_store_read_sync (cli->store, sign_in_cb, &sign_in, NULL, error);
}

gboolean
cli_write (Cli *cli, const JzAction *action, JzWriteFunc func, gpointer data, gint64 *operation, char **words,
           GError **error)
{
  return cli_sign_in (cli, error) &&
         jz_store_write_sync (cli->store, action, &cli->actor, func, data, operation, words, NULL, error);
}

gboolean
cli_find_place (JzConnection *connection, const char *text, gint64 *id, GError **error)
{
  *id = 0;
  if (text == NULL)
    return TRUE;
  if (!jz_place_find (connection, text, id, error))
    return FALSE;
  if (*id == 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such place"), text);
  return *id != 0;
}

gboolean
cli_find_person (JzConnection *connection, const char *text, gint64 *id, GError **error)
{
  *id = 0;
  if (text == NULL)
    return TRUE;
  if (!jz_person_find (connection, text, id, error))
    return FALSE;
  if (*id == 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such person"), text);
  return *id != 0;
}

gboolean
cli_find_class (JzConnection *connection, const char *text, gint64 *id, GError **error)
{
  *id = 0;
  if (text == NULL)
    return TRUE;
  if (!jz_class_find (connection, text, id, error))
    return FALSE;
  if (*id == 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such class"), text);
  return *id != 0;
}

void
cli_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode)      root = json_builder_get_root (builder);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char          *text = NULL;

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  puts (text);
  g_object_unref (builder);
}

void
cli_end_json (Cli *cli, JsonBuilder *builder)
{
  if (cli->json)
    cli_print_json (builder);
  else
    g_object_unref (builder);
}

void
cli_json_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
cli_json_number (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
cli_json_bool (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

int
cli_say_done (Cli *cli, const char *words, gint64 operation)
{
  JsonBuilder *json;

  cli_say (cli, "%s", words != NULL ? words : _("Nothing was changed"));
  if (!cli->json)
    return 0;
  json = json_builder_new ();
  json_builder_begin_object (json);
  cli_json_text (json, "done", words);
  if (operation != 0)
    cli_json_number (json, "operation", operation);
  json_builder_end_object (json);
  cli_print_json (json);
  return 0;
}

int
cli_write_and_say (Cli *cli, const JzAction *action, JzWriteFunc func, gpointer data, GError **error)
{
  g_autofree char *words = NULL;
  gint64           operation = 0;

  if (!cli_write (cli, action, func, data, &operation, &words, error))
    return -1;
  return cli_say_done (cli, operation != 0 ? words : NULL, operation);
}

gboolean
cli_write_report (Cli *cli, JzReport *report, const char *path, GError **error)
{
  g_autoptr (JzReport)       owned = report;
  g_autoptr (JzReportLayout) layout = jz_report_layout_new (owned, error);

  if (layout == NULL || !jz_report_layout_write_pdf (layout, path, NULL, NULL, NULL, error))
    return FALSE;
  if (cli->json)
    {
      JsonBuilder *json = json_builder_new ();

      json_builder_begin_object (json);
      cli_json_text (json, "path", path);
      cli_json_number (json, "pages", jz_report_layout_n_pages (layout));
      json_builder_end_object (json);
      cli_print_json (json);
    }
  cli_say (cli, g_dngettext (GETTEXT_PACKAGE, "%u page", "%u pages", jz_report_layout_n_pages (layout)),
           jz_report_layout_n_pages (layout));
  return TRUE;
}

void
cli_say (Cli *cli, const char *format, ...)
{
  va_list args;

  if (cli->json || cli->quiet)
    return;
  va_start (args, format);
  vprintf (format, args);
  va_end (args);
  putchar ('\n');
}

void
cli_progress (Cli *cli, gint64 done, gint64 total)
{
  static gint64 last;
  gint64        now = g_get_monotonic_time ();

  if (cli->quiet || !isatty (STDERR_FILENO) || (now - last < G_USEC_PER_SEC / 10 && done != total))
    return;
  last = now;
  if (total > 0)
    fprintf (stderr, "\r%" G_GINT64_FORMAT " / %" G_GINT64_FORMAT "  %s", done, total, done == total ? "\n" : "");
  else
    fprintf (stderr, "\r%" G_GINT64_FORMAT "  ", done);
}
