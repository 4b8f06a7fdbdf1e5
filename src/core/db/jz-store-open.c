/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "jz-backup.h"
#include "jz-check.h"
#include "jz-migrate.h"
#include "jz-store-private.h"

static gboolean
ended_badly (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  GStatBuf         info;

  return g_stat (wal, &info) == 0 && info.st_size > 0;
}

/* Looks only. */
static gboolean
is_sound (JzConnection *connection, const char *path, gboolean suspicious, int *version, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  if ((suspicious && !jz_check_quick (connection, error)) || !jz_migrate_version (connection, version, error) ||
      !jz_migrate_trust (connection, error))
    return FALSE;
  if (*version > 0)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_SCHOOL, _("%s: this is not a school file"), name);
  return FALSE;
}

static gboolean
bring_up_to_date (JzConnection *connection, int version, GError **error)
{
  if (version == jz_migrate_newest ())
    return TRUE;
  if (version > 0 && !jz_backup_make (connection, NULL, "migrate", NULL, error))
    return FALSE;
  /* The file's own header must say what it is (look_at_header) before anything in it counts, whatever becomes of the
   * WAL. */
  return jz_migrate_to (connection, jz_migrate_newest (), error) && jz_connection_fold (connection, error);
}

/* SQLite has no code of its own for a header that makes no sense. */
static void
call_damaged (const char *path, GError *failure, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  if (g_error_matches (failure, JZ_ERROR, JZ_ERROR_FAILED))
    g_set_error (error, JZ_ERROR, JZ_ERROR_DAMAGED, _("%s: the file is damaged (%s)"), name, failure->message);
  else
    g_propagate_error (error, g_error_copy (failure));
}

static JzConnection *
open_existing (const char *path, int *version, GError **error)
{
  g_autoptr (GError)       failure = NULL;
  gboolean                 suspicious = ended_badly (path);
  g_autoptr (JzConnection) connection = jz_connection_open (path, JZ_CONNECTION_WRITER, &failure);

  if (connection != NULL && is_sound (connection, path, suspicious, version, &failure))
    return g_steal_pointer (&connection);
  call_damaged (path, failure, error);
  return NULL;
}

static JzConnection *
open_new (const char *path, GError **error)
{
  g_autoptr (JzConnection) connection = jz_connection_open (path, JZ_CONNECTION_WRITER, error);

  return connection != NULL && jz_migrate_trust (connection, error) ? g_steal_pointer (&connection) : NULL;
}

JzConnection *
jz_store_open_writer (const char *path, JzStoreMode mode, GError **error)
{
  int version = 0;
  g_autoptr (JzConnection) connection =
    mode == JZ_STORE_OPEN ? open_existing (path, &version, error) : open_new (path, error);

  if (connection == NULL || !jz_connection_begin_writing (connection, error) ||
      !bring_up_to_date (connection, version, error))
    return NULL;
  return g_steal_pointer (&connection);
}
