/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "config.h"

#include "jz-connection.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jz-functions.h"
#include "jz-guard.h"
#include "jz-source.h"
#include "jz-statement-private.h"
#include "jz-tokenizer.h"

struct _JzConnection
{
  sqlite3         *db;
  char            *path;
  JzConnectionMode mode;
  JzScope          scope;
  gboolean         writing; /* jz_connection_begin_writing() was called */
  GHashTable      *statements[JZ_N_SCOPES]; /* SQL → JzStatement: allowed in that scope */
  GThread         *thread;
  GCancellable    *cancellable;
  gulong           cancelled_id;
  const JzSource  *source;
  gint64           operation; /* under way; 0: none */
  gboolean         derived_later;
  gboolean         in_batch;
};

/* What SQLite's code means to a person. A full disk is never called damage. */
static JzError
meaning_of (int code)
{
  if (code == SQLITE_CONSTRAINT_COMMITHOOK) /* jz-operation: the transaction was given up when a read failed */
    return JZ_ERROR_IO;
  switch (code & 0xff)
    {
    case SQLITE_FULL: return JZ_ERROR_DISK_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM: return JZ_ERROR_READ_ONLY;
    case SQLITE_CANTOPEN: return JZ_ERROR_READ_ONLY;
    case SQLITE_CORRUPT: return JZ_ERROR_DAMAGED;
    case SQLITE_NOTADB: return JZ_ERROR_NOT_SCHOOL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return JZ_ERROR_LOCKED;
    case SQLITE_IOERR: return JZ_ERROR_IO;
    case SQLITE_CONSTRAINT: return JZ_ERROR_INVALID;
    case SQLITE_TOOBIG:
    case SQLITE_AUTH: return JZ_ERROR_REFUSED;
    default: return JZ_ERROR_FAILED;
    }
}

static const char *
words_for (JzError meaning, const char *detail)
{
  switch (meaning)
    {
    case JZ_ERROR_DISK_FULL: return _("the disk is full");
    case JZ_ERROR_READ_ONLY: return _("the file or its folder can't be written");
    case JZ_ERROR_DAMAGED: return _("the file is damaged");
    case JZ_ERROR_NOT_SCHOOL: return _("this is not a school file");
    case JZ_ERROR_LOCKED: return _("another program has the file open");
    case JZ_ERROR_IO: return _("the disk reported a fault");
    default: return detail;
    }
}

static gboolean
is_full (int number)
{
  return number == ENOSPC || number == EDQUOT || number == EFBIG;
}

/* Of the last operating system error on the file itself and on its WAL. */
static gboolean
file_is_full (sqlite3 *db)
{
  sqlite3_file *wal = NULL;
  int           number = 0;

  if (sqlite3_file_control (db, "main", SQLITE_FCNTL_LAST_ERRNO, &number) == SQLITE_OK && is_full (number))
    return TRUE;
  return sqlite3_file_control (db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal) == SQLITE_OK && wal != NULL &&
         wal->pMethods != NULL && wal->pMethods->xFileControl (wal, SQLITE_FCNTL_LAST_ERRNO, &number) == SQLITE_OK &&
         is_full (number);
}

int
jz_connection_real_code (sqlite3 *db, int code)
{
  gboolean unclear = (code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN;

  /* By the time that a failed COMMIT is told, the error number of the moment may be gone. */
  return db != NULL && unclear && (is_full (sqlite3_system_errno (db)) || file_is_full (db)) ? SQLITE_FULL : code;
}

void
jz_connection_take_error (JzConnection *self, int code, const char *where, GError **error)
{
  JzError          meaning = meaning_of (jz_connection_real_code (self->db, code));
  const char      *detail = (code & 0xff) == SQLITE_AUTH ? _("here one may only read, and not everything") :
                            self->db != NULL              ? sqlite3_errmsg (self->db) :
                                                            sqlite3_errstr (code);
  g_autofree char *name = g_path_get_basename (self->path);

  if ((code & 0xff) == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
  else if (meaning == JZ_ERROR_INVALID && where == NULL)
    g_set_error_literal (error, JZ_ERROR, meaning, detail);
  else
    g_set_error (error, JZ_ERROR, (int) meaning, "%s: %s", where != NULL ? where : name, words_for (meaning, detail));
}

static gboolean
pragma_is (JzConnection *self, const char *sql, const char *wanted, GError **error)
{
  g_autofree char *got = jz_connection_text (self, error, sql, "");

  if (got == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (got, wanted) == 0)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_READ_ONLY, _("%s: the place can't keep a database safely"), self->path);
  return FALSE;
}

/* Every setting with its reason. Figures: 300 simulated power cuts each; see tests/faults/test-power-cut.c. */
static gboolean
apply_settings (JzConnection *self, GError **error)
{
  /* Rules that SQLite does not keep unless asked. */
  if (!jz_connection_exec (self,
                           "PRAGMA foreign_keys = ON;"
                           /* A school file may come from anywhere: nothing in its schema may call functions with
                            * side effects, or reach outside, before it is proved to be ours (jz_migrate_trust). */
                           "PRAGMA trusted_schema = OFF;"
                           "PRAGMA cell_size_check = ON;"
                           /* A memory map turns a disk fault into a crash. */
                           "PRAGMA mmap_size = 0;",
                           error))
    return FALSE;
  /* Pupils who left are really gone from the file, not only from its index. */
  if (self->mode == JZ_CONNECTION_WRITER)
    return jz_connection_exec (self,
                               "PRAGMA secure_delete = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;",
                               error);
  /* A million rows sorted by what no index knows would take 100 MB; SQLite sorts in pieces where it may use a file
   * (without a name, gone with the program). */
  return jz_connection_exec (self, "PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -8192;",
                             error);
}

gboolean
jz_connection_begin_writing (JzConnection *self, GError **error)
{
  g_return_val_if_fail (self->mode == JZ_CONNECTION_WRITER, FALSE);

  /* Readers go on while the writer writes, and a lying disk hurts only a checkpoint. */
  if (!pragma_is (self, "PRAGMA journal_mode = WAL", "wal", error) ||
      /* NORMAL lost acknowledged work in 215 of 300 power cuts, FULL in none. */
      !jz_connection_exec (self, "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000;", error))
    return FALSE;
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  self->writing = TRUE;
  return TRUE;
}

gboolean
jz_connection_fold (JzConnection *self, GError **error)
{
  int code = sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

  if (code != SQLITE_OK)
    jz_connection_take_error (self, code, NULL, error);
  return code == SQLITE_OK;
}

static int
open_flags (JzConnectionMode mode)
{
  int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;

  return common | (mode == JZ_CONNECTION_WRITER ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
}

static char *
uri_of (const char *path, JzConnectionMode mode)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *escaped = g_uri_escape_string (absolute, "/", FALSE);

  return g_strconcat ("file:", escaped, mode == JZ_CONNECTION_IMMUTABLE ? "?immutable=1" : NULL, NULL);
}

/* Once, before SQLite does anything: counting its memory takes a lock at each allocation. */
static void
configure_library (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      g_once_init_leave (&done, 1);
    }
}

/* Registered once: to register anew for each operation would make SQLite compile every statement again. */
static void
operation_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  JzConnection *self = sqlite3_user_data (context);

  /* A rule that was broken may have rolled everything back: what is written after that is outside too. */
  if (self->operation != 0 && !sqlite3_get_autocommit (self->db))
    sqlite3_result_int64 (context, self->operation);
  else
    sqlite3_result_error (context, "a row was written outside an operation", -1);
}

static void
derived_later_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  JzConnection *self = sqlite3_user_data (context);

  sqlite3_result_int (context, self->derived_later);
}

static JzConnection *
open_uri (const char *path, const char *uri, JzConnectionMode mode, GError **error)
{
  g_autoptr (JzConnection) self = g_new0 (JzConnection, 1);
  int code;

  configure_library ();
  self->path = g_strdup (path);
  self->mode = mode;
  self->thread = g_thread_self ();
  for (guint i = 0; i < JZ_N_SCOPES; i++)
    self->statements[i] = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, jz_statement_free);
  code = sqlite3_open_v2 (uri, &self->db, open_flags (mode), NULL);
  if (code != SQLITE_OK)
    {
      jz_connection_take_error (self, code, NULL, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->db, 5000);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  /* A word in double quotes that is no column is a slip, not a text. */
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_create_function_v2 (self->db, "jz_operation", 0, SQLITE_UTF8 | SQLITE_INNOCUOUS, self, operation_function,
                              NULL, NULL, NULL);
  sqlite3_create_function_v2 (self->db, "jz_derived_later", 0, SQLITE_UTF8 | SQLITE_INNOCUOUS, self,
                              derived_later_function, NULL, NULL, NULL);
  if (!jz_functions_register (self->db, error) || !jz_tokenizer_register (self->db, error))
    return NULL;
  return g_steal_pointer (&self);
}

JzConnection *
jz_connection_open (const char *path, JzConnectionMode mode, GError **error)
{
  g_autoptr (JzConnection) self = NULL;
  g_autofree char *uri = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  uri = uri_of (path, mode);
  self = open_uri (path, uri, mode, error);
  if (self == NULL || !apply_settings (self, error))
    return NULL;
  if (mode == JZ_CONNECTION_WRITER)
    jz_guard_install (self->db, &self->scope);
  return g_steal_pointer (&self);
}

JzConnection *
jz_connection_open_memory (GError **error)
{
  return open_uri (":memory:", ":memory:", JZ_CONNECTION_WRITER, error);
}

JzScope
jz_connection_enter (JzConnection *self, JzScope scope)
{
  JzScope before = self->scope;

  self->scope = scope;
  return before;
}

void
jz_connection_close (JzConnection *self)
{
  if (self == NULL)
    return;
  jz_connection_set_cancellable (self, NULL);
  for (guint i = 0; i < JZ_N_SCOPES; i++)
    g_clear_pointer (&self->statements[i], g_hash_table_unref);
  if (self->writing)
    {
      /* (Newer versions also count what was never counted: a file that nobody changed stays as it is.) */
      if (sqlite3_total_changes (self->db) > 0)
        sqlite3_exec (self->db, "PRAGMA analysis_limit = 1000; PRAGMA optimize", NULL, NULL, NULL);
      jz_connection_fold (self, NULL); /* what can't be folded in now stays in the WAL, as safe as before */
    }
  sqlite3_close_v2 (self->db);
  g_free (self->path);
  g_free (self);
}

void
jz_connection_remove_files (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

const char *
jz_connection_get_path (JzConnection *self)
{
  return self->path;
}

sqlite3 *
jz_connection_get_handle (JzConnection *self)
{
  g_assert (self->thread == g_thread_self ());

  return self->db;
}

gboolean
jz_connection_is_writer (JzConnection *self)
{
  return self->mode == JZ_CONNECTION_WRITER;
}

const JzSource *
jz_connection_get_source (JzConnection *self)
{
  return self->source;
}

void
jz_connection_set_source (JzConnection *self, const JzSource *source)
{
  self->source = source;
}

gint64
jz_connection_get_operation (JzConnection *self)
{
  return self->operation;
}

void
jz_connection_set_operation (JzConnection *self, gint64 operation)
{
  self->operation = operation;
}

gboolean
jz_connection_get_derived_later (JzConnection *self)
{
  return self->derived_later;
}

void
jz_connection_set_derived_later (JzConnection *self, gboolean derived_later)
{
  self->derived_later = derived_later;
}

gboolean
jz_connection_is_in_batch (JzConnection *self)
{
  return self->in_batch;
}

void
jz_connection_set_in_batch (JzConnection *self, gboolean in_batch)
{
  self->in_batch = in_batch;
}

gboolean
jz_connection_exec (JzConnection *self, const char *sql, GError **error)
{
  int code;

  g_assert (self->thread == g_thread_self ());

  code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);
  if (code != SQLITE_OK)
    jz_connection_take_error (self, code, NULL, error);
  return code == SQLITE_OK;
}

JzStatement *
jz_connection_prepare (JzConnection *self, GError **error, const char *sql)
{
  JzStatement *statement = g_hash_table_lookup (self->statements[self->scope], sql);

  if (statement != NULL)
    {
      jz_statement_reset (statement);
      return statement;
    }
  statement = jz_statement_new (self, sql, error);
  if (statement != NULL)
    g_hash_table_insert (self->statements[self->scope], (gpointer) jz_statement_get_sql (statement), statement);
  return statement;
}

static JzStatement *
query_valist (JzConnection *self, GError **error, const char *sql, const char *types, va_list *args)
{
  JzStatement *statement;

  g_assert (self->thread == g_thread_self ());

  statement = jz_connection_prepare (self, error, sql);
  return statement != NULL && jz_statement_bind_valist (statement, types, args, error) ? statement : NULL;
}

JzStatement *
jz_connection_query (JzConnection *self, GError **error, const char *sql, const char *types, ...)
{
  JzStatement *statement;
  va_list      args;

  va_start (args, types);
  statement = query_valist (self, error, sql, types, &args);
  va_end (args);
  return statement;
}

gboolean
jz_connection_run (JzConnection *self, GError **error, const char *sql, const char *types, ...)
{
  JzStatement *statement;
  va_list      args;

  va_start (args, types);
  statement = query_valist (self, error, sql, types, &args);
  va_end (args);
  while (jz_statement_next (statement))
    continue;
  return jz_statement_finish (statement, error);
}

gboolean
jz_connection_number (JzConnection *self, gint64 *value, gint64 fallback, GError **error, const char *sql,
                      const char *types, ...)
{
  JzStatement *statement;
  va_list      args;

  va_start (args, types);
  statement = query_valist (self, error, sql, types, &args);
  va_end (args);
  *value = jz_statement_next (statement) && !jz_statement_is_null (statement, 0) ? jz_statement_int64 (statement, 0) :
                                                                                   fallback;
  return jz_statement_finish (statement, error);
}

gboolean
jz_connection_find_text (JzConnection *self, char **text, GError **error, const char *sql, const char *types, ...)
{
  JzStatement *statement;
  va_list      args;

  va_start (args, types);
  statement = query_valist (self, error, sql, types, &args);
  va_end (args);
  *text = jz_statement_next (statement) ? jz_statement_dup (statement, 0) : NULL;
  if (jz_statement_finish (statement, error))
    return TRUE;
  g_clear_pointer (text, g_free);
  return FALSE;
}

char *
jz_connection_text (JzConnection *self, GError **error, const char *sql, const char *types, ...)
{
  JzStatement *statement;
  char        *text;
  va_list      args;

  va_start (args, types);
  statement = query_valist (self, error, sql, types, &args);
  va_end (args);
  text = jz_statement_next (statement) ? jz_statement_dup (statement, 0) : NULL;
  jz_statement_finish (statement, error);
  return text;
}

gint64
jz_connection_last_id (JzConnection *self)
{
  return sqlite3_last_insert_rowid (self->db);
}

int
jz_connection_n_changed (JzConnection *self)
{
  return sqlite3_changes (self->db);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  sqlite3_interrupt (data); /* allowed from any thread */
}

void
jz_connection_set_cancellable (JzConnection *self, GCancellable *cancellable)
{
  if (self->cancellable != NULL)
    g_cancellable_disconnect (self->cancellable, self->cancelled_id);
  g_set_object (&self->cancellable, cancellable);
  if (cancellable != NULL)
    self->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self->db, NULL);
}
