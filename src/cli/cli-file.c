/* init, info, check, backup, restore, backups, query.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "jz-backup.h"
#include "jz-catalogue.h"
#include "jz-guard.h"
#include "jz-lab-invariants.h"
#include "jz-ledger.h"
#include "jz-lock.h"
#include "jz-migrate.h"
#include "jz-salvage.h"
#include "jz-school.h"

static int run_init (Cli *cli, int argc, char **argv, GError **error);
static int run_info (Cli *cli, int argc, char **argv, GError **error);
static int run_check (Cli *cli, int argc, char **argv, GError **error);
static int run_backup (Cli *cli, int argc, char **argv, GError **error);
static int run_restore (Cli *cli, int argc, char **argv, GError **error);
static int run_backups (Cli *cli, int argc, char **argv, GError **error);
static int run_salvage (Cli *cli, int argc, char **argv, GError **error);
static int run_query (Cli *cli, int argc, char **argv, GError **error);

enum { INIT, INFO, CHECK, BACKUP, RESTORE, BACKUPS, SALVAGE, QUERY };

const CliCommand cli_file_commands[] = {
  [INIT] = { "init", "--name N --code C --stage S", N_("Make a new school file"), run_init },
  [INFO] = { "info", "", N_("Say what the file holds"), run_info },
  [CHECK] = { "check", "[--deep]", N_("Prove that the file is sound and agrees with itself"), run_check },
  [BACKUP] = { "backup", "[DEST]", N_("Make a proved copy of the file"), run_backup },
  [RESTORE] = { "restore", "BACKUP", N_("Put a backup in the place of the file, which is kept aside"), run_restore },
  [BACKUPS] = { "backups", "", N_("List the backups"), run_backups },
  [SALVAGE] = { "salvage", "NEW", N_("Read what can still be read of a damaged file into a new one"), run_salvage },
  [QUERY] = { "query", "SQL", N_("Answer one SQL question, read-only"), run_query },
  { NULL, NULL, NULL, NULL },
};

/* init */

static gboolean
init_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_school_start (operation, data, error);
}

/* A file that could not be filled is no school file: it goes again. */
static gboolean
make_file (Cli *cli, const JzSchoolStart *start, GError **error)
{
  g_autofree char *path = cli_school_path (cli);
  g_autofree char *folder = g_path_get_dirname (path);
  JzActor          nobody = { 0 };

  if (cli->school == NULL)
    g_mkdir_with_parents (folder, 0700);
  cli->store = jz_store_open (path, JZ_STORE_CREATE, cli->wait, error);
  if (cli->store == NULL)
    return FALSE;
  if (jz_store_write_sync (cli->store, &jz_action_init, &nobody, init_cb, (gpointer) start, NULL, NULL, NULL, error))
    return TRUE;
  jz_store_close (cli->store);
  g_clear_object (&cli->store);
  g_unlink (path);
  return FALSE;
}

static int
run_init (Cli *cli, int argc, char **argv, GError **error)
{
  char *name = NULL, *code = NULL, *stage = NULL, *county = NULL, *login = NULL, *person = NULL,
       *first = NULL, *last = NULL;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_("The school's name"), N_("NAME") },
    { "code", 0, 0, G_OPTION_ARG_STRING, &code, N_("The school's code"), N_("CODE") },
    { "stage", 0, 0, G_OPTION_ARG_STRING, &stage, "primary|junior|senior|nine-year|complete|twelve-year|kindergarten",
      N_("STAGE") },
    { "county", 0, 0, G_OPTION_ARG_STRING, &county, N_("Who receives its packages"), N_("NAME") },
    { "login", 0, 0, G_OPTION_ARG_STRING, &login, N_("Sign-in name of the first account"), N_("LOGIN") },
    { "person", 0, 0, G_OPTION_ARG_STRING, &person, N_("Whose account that is"), N_("NAME") },
    { "first-day", 0, 0, G_OPTION_ARG_STRING, &first, N_("First day of the present term"), N_("DATE") },
    { "last-day", 0, 0, G_OPTION_ARG_STRING, &last, N_("Last day of the present term"), N_("DATE") },
    G_OPTION_ENTRY_NULL
  };
  JzSchoolStart start = { 0 };

  if (!cli_parse (cli, &cli_file_commands[INIT], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (name == NULL || code == NULL || stage == NULL)
    return cli_usage_error (error, _("--name, --code and --stage are needed")), -1;
  if ((first != NULL && jz_date_parse (first) == JZ_DATE_NONE) ||
      (last != NULL && jz_date_parse (last) == JZ_DATE_NONE))
    return cli_usage_error (error, _("There is no such day")), -1;
  start = (JzSchoolStart){ .name = name,
                           .code = code,
                           .stage = stage,
                           .county = county,
                           .login = login,
                           .person = person,
                           .password = g_getenv ("JIAOZHUANG_PASSWORD"),
                           .first_day = jz_date_parse (first),
                           .last_day = jz_date_parse (last) };
  if (!jz_school_start_is_sound (&start, error) || !make_file (cli, &start, error))
    return -1;
  if (cli->json)
    {
      JsonBuilder *json = json_builder_new ();

      json_builder_begin_object (json);
      json_builder_set_member_name (json, "school");
      json_builder_begin_object (json);
      cli_json_text (json, "name", name);
      cli_json_text (json, "code", code);
      cli_json_text (json, "stage", stage);
      json_builder_end_object (json);
      json_builder_end_object (json);
      cli_print_json (json);
    }
  cli_say (cli, _("Made the school file of %s"), name);
  return 0;
}

/* info */

static const struct { const char *name, *sql; } counts[] = {
  { "classes", "SELECT count(*) FROM class WHERE left_year IS NULL" },
  { "pupils", "SELECT ifnull (sum (pupils), 0) FROM class WHERE left_year IS NULL" },
  { "people", "SELECT count(*) FROM person WHERE voided IS NULL" },
  { "accounts", "SELECT count(*) FROM account WHERE disabled = 0" },
  { "places", "SELECT count(*) FROM place WHERE voided IS NULL" },
  { "items", "SELECT count(*) FROM item WHERE voided IS NULL" },
  { "assets", "SELECT count(*) FROM position" },
  { "vouchers", "SELECT count(*) FROM voucher" },
  { "entries", "SELECT count(*) FROM entry" },
  { "terms", "SELECT count(*) FROM term" },
  { "codes", "SELECT count(*) FROM code" },
  { "standard_rows", "SELECT count(*) FROM standard_row" },
  { "operations", "SELECT count(*) FROM operation" },
};

typedef struct
{
  JzSchool *school;
  gint64    counts[G_N_ELEMENTS (counts)];
  gint64    schema, pages, page_size;
  char     *last_package;
} Info;

static gboolean
info_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Info *info = data;

  info->school = jz_school_read (connection, error);
  if (info->school == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    if (!jz_connection_number (connection, &info->counts[i], 0, error, counts[i].sql, ""))
      return FALSE;
  info->last_package =
    jz_connection_text (connection, error, "SELECT max (at) FROM operation WHERE kind = 'package.export'", "");
  return jz_connection_number (connection, &info->schema, 0, error, "PRAGMA user_version", "") &&
         jz_connection_number (connection, &info->pages, 0, error, "PRAGMA page_count", "") &&
         jz_connection_number (connection, &info->page_size, 0, error, "PRAGMA page_size", "");
}

static void
print_info_json (const Info *info, const char *last_backup)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "school");
  json_builder_begin_object (json);
  cli_json_text (json, "name", info->school->name);
  cli_json_text (json, "code", info->school->code);
  cli_json_text (json, "stage", info->school->stage);
  json_builder_end_object (json);
  json_builder_set_member_name (json, "counts");
  json_builder_begin_object (json);
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    cli_json_number (json, counts[i].name, info->counts[i]);
  json_builder_end_object (json);
  cli_json_number (json, "schema", info->schema);
  cli_json_number (json, "size", info->pages * info->page_size);
  cli_json_text (json, "last_backup", last_backup);
  cli_json_text (json, "last_package", info->last_package);
  json_builder_end_object (json);
  cli_print_json (json);
}

static int
run_info (Cli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) backups = NULL;
  Info        info = { 0 };
  const char *last_backup;

  if (!cli_parse (cli, &cli_file_commands[INFO], NULL, &argc, &argv, 0, 0, error) || !cli_open (cli, error) ||
      !jz_store_read_sync (cli->store, info_cb, &info, NULL, error))
    {
      jz_school_free (info.school);
      return -1;
    }
  backups = jz_backup_list (jz_store_get_path (cli->store));
  last_backup = backups->len > 0 ? ((JzBackup *) g_ptr_array_index (backups, 0))->at : NULL;
  if (cli->json)
    print_info_json (&info, last_backup);
  cli_say (cli, "%s (%s, %s)", info.school->name, info.school->code, info.school->stage);
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    cli_say (cli, "%-14s %10" G_GINT64_FORMAT, counts[i].name, info.counts[i]);
  cli_say (cli, _("schema %d, %d KiB, last backup %s"), (int) info.schema, (int) (info.pages * info.page_size / 1024),
           last_backup != NULL ? last_backup : _("none"));
  jz_school_free (info.school);
  g_free (info.last_package);
  return 0;
}

/* check */

typedef struct
{
  gboolean   deep;
  GPtrArray *faults;
} Check;

static gboolean
check_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const JzInvariant *const all[] = { jz_ledger_invariants, jz_catalogue_invariants, jz_lab_invariants, NULL };
  Check                   *check = data;

  check->faults = jz_check_run (connection, all, check->deep, cancellable, error);
  return check->faults != NULL;
}

static void
print_faults (Cli *cli, GPtrArray *faults)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  cli_json_bool (json, "ok", faults->len == 0);
  json_builder_set_member_name (json, "faults");
  json_builder_begin_array (json);
  for (guint i = 0; i < faults->len; i++)
    {
      JzFault *fault = g_ptr_array_index (faults, i);

      json_builder_begin_object (json);
      cli_json_text (json, "kind", fault->kind);
      cli_json_text (json, "where", fault->where);
      cli_json_text (json, "what", fault->what);
      json_builder_end_object (json);
      cli_say (cli, "%s: %s: %s", fault->kind, fault->where, fault->what);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
}

static int
run_check (Cli *cli, int argc, char **argv, GError **error)
{
  Check check = { 0 };
  const GOptionEntry entries[] = {
    { "deep", 0, 0, G_OPTION_ARG_NONE, &check.deep, N_("Prove what was posted and the search indices too"), NULL },
    G_OPTION_ENTRY_NULL
  };
  int status;

  if (!cli_parse (cli, &cli_file_commands[CHECK], entries, &argc, &argv, 0, 0, error) || !cli_open (cli, error) ||
      !jz_store_work_sync (cli->store, check_cb, &check, NULL, error))
    return -1;
  print_faults (cli, check.faults);
  if (check.faults->len == 0)
    cli_say (cli, _("The file is sound"));
  status = check.faults->len > 0;
  g_ptr_array_unref (check.faults);
  return status;
}

/* backup, backups, restore, salvage */

typedef struct
{
  const char *destination;
  JzBackup   *backup;
} Backup;

static gboolean
backup_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Backup *backup = data;

  return jz_backup_make (connection, backup->destination, "asked", &backup->backup, error);
}

static void
add_backup (JsonBuilder *json, const JzBackup *backup)
{
  json_builder_begin_object (json);
  cli_json_text (json, "path", backup->path);
  cli_json_number (json, "bytes", backup->bytes);
  cli_json_text (json, "sha256", backup->sha256);
  cli_json_text (json, "at", backup->at);
  cli_json_number (json, "operation", backup->operation);
  json_builder_end_object (json);
}

static int
run_backup (Cli *cli, int argc, char **argv, GError **error)
{
  Backup backup = { 0 };

  if (!cli_parse (cli, &cli_file_commands[BACKUP], NULL, &argc, &argv, 0, 1, error) || !cli_open (cli, error))
    return -1;
  backup.destination = argc > 0 ? argv[0] : NULL;
  if (!jz_store_work_sync (cli->store, backup_cb, &backup, NULL, error))
    return -1;
  if (cli->json)
    {
      JsonBuilder *json = json_builder_new ();

      add_backup (json, backup.backup);
      cli_print_json (json);
    }
  cli_say (cli, "%s", backup.backup->path);
  jz_backup_free (backup.backup);
  return 0;
}

static int
run_backups (Cli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) backups = NULL;
  g_autofree char *path = NULL;
  JsonBuilder     *json;

  if (!cli_parse (cli, &cli_file_commands[BACKUPS], NULL, &argc, &argv, 0, 0, error))
    return -1;
  path = cli_school_path (cli);
  backups = jz_backup_list (path);
  json = json_builder_new ();
  json_builder_begin_array (json);
  for (guint i = 0; i < backups->len; i++)
    {
      JzBackup *backup = g_ptr_array_index (backups, i);

      add_backup (json, backup);
      cli_say (cli, "%s  %10" G_GINT64_FORMAT "  %s", backup->at, backup->bytes, backup->path);
    }
  json_builder_end_array (json);
  cli_end_json (cli, json);
  return 0;
}

/* The journal says that what follows goes on from a backup. */
static gboolean
note_restore_cb (JzOperation *operation, gpointer backup, GError **error)
{
  jz_operation_describe (operation, _("Restored from the backup %s"), (const char *) backup);
  return jz_connection_run (
    jz_operation_get_connection (operation), error,
    "INSERT INTO meta (key, value) VALUES ('restored', ?1 || ' ' || jz_operation()) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    "s", backup);
}

static gboolean
note_restore (Cli *cli, const char *backup, GError **error)
{
  static const JzAction action = { "file.restore", "file" };
  const JzActor         nobody = { 0 };
  g_autofree char      *name = g_path_get_basename (backup);

  return cli_open (cli, error) &&
         jz_store_write_sync (cli->store, &action, &nobody, note_restore_cb, name, NULL, NULL, NULL, error);
}

static int
run_restore (Cli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *path = NULL, *aside = NULL;
  g_autoptr (JzLock) lock = NULL;

  if (!cli_parse (cli, &cli_file_commands[RESTORE], NULL, &argc, &argv, 1, 1, error))
    return -1;
  path = cli_school_path (cli);
  if (!jz_lock_check_place (path, error) || (lock = jz_lock_take (path, cli->wait, error)) == NULL ||
      !jz_backup_restore (path, argv[0], &aside, error))
    return -1;
  g_clear_pointer (&lock, jz_lock_release);
  if (!note_restore (cli, argv[0], error))
    return -1;
  if (cli->json)
    {
      JsonBuilder *json = json_builder_new ();

      json_builder_begin_object (json);
      cli_json_text (json, "path", path);
      cli_json_text (json, "aside", aside);
      json_builder_end_object (json);
      cli_print_json (json);
    }
  cli_say (cli, _("Restored %s"), path);
  if (aside != NULL)
    cli_say (cli, _("The file that was there is kept in %s"), aside);
  return 0;
}

static int
run_salvage (Cli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (JzLock) lock = NULL;
  g_autofree char *path = NULL;
  JsonBuilder     *json;
  gint64           lost = 0;

  if (!cli_parse (cli, &cli_file_commands[SALVAGE], NULL, &argc, &argv, 1, 1, error))
    return -1;
  path = cli_school_path (cli);
  if ((lock = jz_lock_take (path, cli->wait, error)) == NULL ||
      (tables = jz_salvage_run (path, argv[0], error)) == NULL)
    return -1;
  json = json_builder_new ();
  json_builder_begin_array (json);
  for (guint i = 0; i < tables->len; i++)
    {
      JzSalvaged *table = g_ptr_array_index (tables, i);

      lost += table->lost;
      json_builder_begin_object (json);
      cli_json_text (json, "table", table->table);
      cli_json_number (json, "copied", table->copied);
      cli_json_number (json, "lost", table->lost);
      json_builder_end_object (json);
      if (table->copied + table->lost > 0)
        cli_say (cli, _("%s: %d rows, %d lost"), table->table, (int) table->copied, (int) table->lost);
    }
  json_builder_end_array (json);
  cli_end_json (cli, json);
  return lost > 0;
}

/* query */

typedef struct
{
  Cli        *cli;
  const char *sql;
} Query;

static void
add_value (JsonBuilder *json, sqlite3_stmt *stmt, int i)
{
  switch (sqlite3_column_type (stmt, i))
    {
    case SQLITE_INTEGER: json_builder_add_int_value (json, sqlite3_column_int64 (stmt, i)); break;
    case SQLITE_FLOAT: json_builder_add_double_value (json, sqlite3_column_double (stmt, i)); break;
    case SQLITE_TEXT: json_builder_add_string_value (json, (const char *) sqlite3_column_text (stmt, i)); break;
    case SQLITE_BLOB:
      {
        GString *hex = g_string_new (NULL);

        for (int n = 0; n < sqlite3_column_bytes (stmt, i); n++)
          g_string_append_printf (hex, "%02x", ((const guint8 *) sqlite3_column_blob (stmt, i))[n]);
        json_builder_add_string_value (json, hex->str);
        g_string_free (hex, TRUE);
        break;
      }
    default: json_builder_add_null_value (json);
    }
}

static void
print_row (sqlite3_stmt *stmt)
{
  for (int i = 0; i < sqlite3_column_count (stmt); i++)
    printf ("%s%s", i > 0 ? "\t" : "",
            sqlite3_column_type (stmt, i) == SQLITE_NULL ? "" : (const char *) sqlite3_column_text (stmt, i));
  putchar ('\n');
}

static int
step_rows (Query *query, sqlite3_stmt *stmt)
{
  JsonBuilder *json = json_builder_new ();
  int          code;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "columns");
  json_builder_begin_array (json);
  for (int i = 0; i < sqlite3_column_count (stmt); i++)
    json_builder_add_string_value (json, sqlite3_column_name (stmt, i));
  json_builder_end_array (json);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
    if (query->cli->json)
      {
        json_builder_begin_array (json);
        for (int i = 0; i < sqlite3_column_count (stmt); i++)
          add_value (json, stmt, i);
        json_builder_end_array (json);
      }
    else if (!query->cli->quiet)
      print_row (stmt);
  json_builder_end_array (json);
  json_builder_end_object (json);
  if (query->cli->json && code == SQLITE_DONE)
    cli_print_json (json);
  else
    g_object_unref (json);
  return code;
}

static gboolean
ask (Query *query, sqlite3 *db, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  const char   *tail = NULL;
  int           code = sqlite3_prepare_v2 (db, query->sql, -1, &stmt, &tail);

  if (code == SQLITE_OK && stmt != NULL && tail[strspn (tail, " \t\r\n;")] == '\0')
    code = step_rows (query, stmt);
  else if (code == SQLITE_OK)
    {
      sqlite3_finalize (stmt);
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_REFUSED, _("One question at a time"));
      return FALSE;
    }
  sqlite3_finalize (stmt);
  if (code == SQLITE_DONE)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, "%s",
               code == SQLITE_INTERRUPT ? _("It took too long") : sqlite3_errmsg (db));
  return FALSE;
}

#define LONGEST_QUERY 30.0

static int
run_query (Cli *cli, int argc, char **argv, GError **error)
{
  Query    query = { cli, NULL };
  gint64   deadline = g_get_monotonic_time () + (gint64) (LONGEST_QUERY * G_USEC_PER_SEC);
  JzConnection *connection;
  gboolean ok;

  if (!cli_parse (cli, &cli_file_commands[QUERY], NULL, &argc, &argv, 1, 1, error) || !cli_open (cli, error))
    return -1;
  query.sql = argv[0];
  connection = jz_connection_open (jz_store_get_path (cli->store), JZ_CONNECTION_READER, error);
  if (connection == NULL)
    return -1;
  jz_guard_install_for_person (jz_connection_get_handle (connection), &deadline);
  ok = ask (&query, jz_connection_get_handle (connection), error);
  sqlite3_progress_handler (jz_connection_get_handle (connection), 0, NULL, NULL);
  jz_connection_close (connection);
  return ok ? 0 : -1;
}
