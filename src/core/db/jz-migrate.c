/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "config.h"

#include "jz-migrate.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-guard.h"
#include "jz-schema-resource.h"

#define SCHEMA_FOLDER "/org/jiaozhuang/schema"

/* The steps by number: steps[0] is 0001. */
static GPtrArray *
list_steps (void)
{
  GPtrArray     *steps = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) names =
    g_resource_enumerate_children (jz_schema_get_resource (), SCHEMA_FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint number = 1;; number++)
    {
      g_autofree char *prefix = g_strdup_printf ("%04u-", number);
      const char      *found = NULL;

      for (guint i = 0; names != NULL && names[i] != NULL; i++)
        if (g_str_has_prefix (names[i], prefix))
          found = names[i];
      if (found == NULL)
        return steps;
      g_ptr_array_add (steps, g_strconcat (SCHEMA_FOLDER "/", found, NULL));
    }
}

int
jz_migrate_newest (void)
{
  g_autoptr (GPtrArray) steps = list_steps ();

  return (int) steps->len;
}

gboolean
jz_migrate_version (JzConnection *connection, int *version, GError **error)
{
  g_autofree char *name = g_path_get_basename (jz_connection_get_path (connection));
  gint64           application, found, tables;

  *version = 0;
  if (!jz_connection_number (connection, &application, 0, error, "PRAGMA application_id", "") ||
      !jz_connection_number (connection, &found, 0, error, "PRAGMA user_version", "") ||
      !jz_connection_number (connection, &tables, 0, error, "SELECT count(*) FROM sqlite_schema", ""))
    return FALSE;
  *version = (int) found;
  if (application == 0 && found == 0 && tables == 0)
    return TRUE;
  if (application != JZ_APPLICATION_ID)
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_SCHOOL, _("%s: this database belongs to another program"), name);
  else if (found > jz_migrate_newest ())
    g_set_error (error, JZ_ERROR, JZ_ERROR_NEWER,
                 _("%s: made by a newer version of this program (schema %d, this program knows %d)"), name,
                 (int) found, jz_migrate_newest ());
  else
    return TRUE;
  return FALSE;
}

static gboolean
keys_hold (JzConnection *connection, GError **error)
{
  g_autofree char *broken =
    jz_connection_text (connection, error, "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1", "");

  if (broken == NULL)
    return error == NULL || *error == NULL;
  g_set_error (error, JZ_ERROR, JZ_ERROR_DAMAGED, _("rows of %s refer to rows that are not there"), broken);
  return FALSE;
}

static gboolean
run_step (JzConnection *connection, const char *resource_path, int number, GError **error)
{
  g_autoptr (GBytes) sql =
    g_resource_lookup_data (jz_schema_get_resource (), resource_path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *seal =
    g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", JZ_APPLICATION_ID, number);

  if (sql == NULL || !jz_connection_exec (connection, "BEGIN EXCLUSIVE", error))
    return FALSE;
  if (jz_connection_exec (connection, g_bytes_get_data (sql, NULL), error) && keys_hold (connection, error) &&
      jz_connection_exec (connection, seal, error))
    return TRUE;
  jz_connection_exec (connection, "ROLLBACK", NULL);
  g_prefix_error (error, "%s: ", resource_path);
  return FALSE;
}

gboolean
jz_migrate_to (JzConnection *connection, int version, GError **error)
{
  g_autoptr (GPtrArray) steps = list_steps ();
  JzScope  scope = jz_connection_enter (connection, JZ_SCOPE_SCHEMA);
  int      now = 0;
  gboolean ok;

  g_return_val_if_fail (version <= (int) steps->len, FALSE);

  /* A table can only be rebuilt while its keys are not watched; they are proved before each commit. */
  ok =
    jz_migrate_version (connection, &now, error) && jz_connection_exec (connection, "PRAGMA foreign_keys = OFF", error);
  for (; ok && now < version; now++)
    ok = run_step (connection, g_ptr_array_index (steps, now), now + 1, error);
  ok = jz_connection_exec (connection, "PRAGMA foreign_keys = ON", ok ? error : NULL) && ok;
  jz_connection_enter (connection, scope);
  return ok;
}

char *
jz_migrate_schema_text (JzConnection *connection, GError **error)
{
  return jz_connection_text (
    connection, error,
    "SELECT group_concat (name || ': ' || ifnull (sql, ''), char (10)) FROM "
    "(SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name)",
    "");
}
