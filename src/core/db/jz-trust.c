/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-migrate.h"
#include "jz-schema-digest.h"

/* The newest schema is known since the program was built. An older one, or one in the words of another SQLite than
 * that of the build, is made once more and compared. */
static gboolean
is_built_in (const char *text, int version)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return version == JZ_SCHEMA_VERSION && g_str_equal (digest, JZ_SCHEMA_DIGEST);
}

static char *
wanted_text (int version, GError **error)
{
  g_autoptr (JzConnection) own = jz_connection_open_memory (error);

  return own != NULL && jz_migrate_to (own, version, error) ? jz_migrate_schema_text (own, error) : NULL;
}

static gboolean
prove (JzConnection *connection, int version, GError **error)
{
  g_autofree char *there = jz_migrate_schema_text (connection, error), *wanted = NULL, *name = NULL;

  if (there == NULL)
    return FALSE;
  if (is_built_in (there, version))
    return TRUE;
  wanted = wanted_text (version, error);
  if (wanted == NULL)
    return FALSE;
  if (g_str_equal (there, wanted))
    return TRUE;
  name = g_path_get_basename (jz_connection_get_path (connection));
  g_set_error (error, JZ_ERROR, JZ_ERROR_DAMAGED, _("%s: another program has changed the structure of the file"), name);
  return FALSE;
}

gboolean
jz_migrate_trust (JzConnection *connection, GError **error)
{
  int version;

  return jz_migrate_version (connection, &version, error) && (version == 0 || prove (connection, version, error)) &&
         jz_connection_exec (connection, "PRAGMA trusted_schema = ON", error);
}
