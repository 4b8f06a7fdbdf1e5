/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-target.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-text.h"

const JzAction jz_action_target = { "library.target", "library" };

static const char *const kinds[] = { "file", "z3950", "sru" };
static const char *const charsets[] = { "auto", "utf-8", "gb18030" };

void
jz_target_clear (JzTarget *self)
{
  g_free (self->name);
  g_free (self->path);
  g_free (self->host);
  g_free (self->database);
  g_free (self->syntax);
  g_free (self->search);
  g_free (self->user);
  g_free (self->password);
  g_free (self->note);
  *self = (JzTarget){ 0 };
}

void
jz_target_free (JzTarget *self)
{
  if (self == NULL)
    return;
  jz_target_clear (self);
  g_free (self);
}

JzTarget *
jz_target_copy (const JzTarget *self)
{
  JzTarget *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);
  copy->path = g_strdup (self->path);
  copy->host = g_strdup (self->host);
  copy->database = g_strdup (self->database);
  copy->syntax = g_strdup (self->syntax);
  copy->search = g_strdup (self->search);
  copy->user = g_strdup (self->user);
  copy->password = g_strdup (self->password);
  copy->note = g_strdup (self->note);
  return copy;
}

const char *
jz_target_kind_name (JzTargetKind kind)
{
  return kinds[kind];
}

gboolean
jz_target_kind_from (const char *name, JzTargetKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i], name) == 0)
      {
        *kind = (JzTargetKind) i;
        return TRUE;
      }
  return FALSE;
}

/* Behind the host: ":PORT" and "/DATABASE", either of which may be missing. */
static gboolean
parse_address (const char *address, JzTarget *target)
{
  const char      *slash = strchr (address, '/');
  g_autofree char *host = slash != NULL ? g_strndup (address, (gsize) (slash - address)) : g_strdup (address);
  char            *colon = strrchr (host, ':');
  guint64          port = 0;

  if (colon != NULL && !g_ascii_string_to_unsigned (colon + 1, 10, 1, 65535, &port, NULL))
    return FALSE;
  if (colon != NULL)
    *colon = '\0';
  target->host = g_steal_pointer (&host);
  target->port = (int) port;
  target->database = g_strdup (slash != NULL ? slash + 1 : "");
  return target->host[0] != '\0';
}

gboolean
jz_target_parse (const char *text, JzTarget *target)
{
  gboolean secure = g_str_has_prefix (text, "https://"), plain = g_str_has_prefix (text, "http://");

  *target = (JzTarget){ .kind = secure || plain ? JZ_TARGET_SRU : JZ_TARGET_Z3950, .enabled = TRUE };
  if (strpbrk (text, " \t") == NULL && (secure || plain || strchr (text, '/') != NULL) &&
      parse_address (text + (secure ? 8 : plain ? 7 : 0), target))
    {
      g_autofree char *host = g_steal_pointer (&target->host);

      target->host = g_strconcat (secure ? "https://" : "", host, NULL);
      target->name = g_strdup (text);
      target->syntax = g_strdup (target->kind == JZ_TARGET_SRU ? "marcxml" : "unimarc");
      return TRUE;
    }
  jz_target_clear (target);
  return FALSE;
}

/* Writing. */

static gboolean
refuse (GError **error, const char *words)
{
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, words);
  return FALSE;
}

static gboolean
is_sound (const JzTarget *target, GError **error)
{
  static const char *const syntaxes[] = { "unimarc", "usmarc", "marcxml", NULL };

  if (jz_text_is_blank (target->name))
    return refuse (error, _("A source of records needs a name"));
  if (target->kind == JZ_TARGET_FILE && (target->path == NULL || !g_path_is_absolute (target->path)))
    return refuse (error, _("Say which file, with its whole path"));
  if (target->kind != JZ_TARGET_FILE && jz_text_is_blank (target->host))
    return refuse (error, _("Say which computer to ask"));
  if (target->syntax != NULL && !g_strv_contains (syntaxes, target->syntax))
    return refuse (error, _("Records are asked for as unimarc, usmarc or marcxml"));
  if (target->port < 0 || target->port > 65535)
    return refuse (error, _("A port is a number up to 65535"));
  if (target->seconds < 0 || target->seconds > JZ_TARGET_SECONDS_MOST)
    return refuse (error, _("A source may take from 1 to 60 seconds"));
  return TRUE;
}

static gboolean
name_is_free (JzConnection *connection, const char *name, gint64 id, GError **error)
{
  gint64 taken;

  if (!jz_connection_number (connection, &taken, 0, error, "SELECT id FROM lookup_target WHERE name = ? AND id <> ?",
                             "sl", name, id))
    return FALSE;
  if (taken == 0)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("There is a source %s already"), name);
  return FALSE;
}

static gboolean
insert (JzOperation *operation, const char *name, const JzTarget *target, gint64 *id, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  if (!jz_connection_run (connection, error,
                          "INSERT INTO lookup_target (name, kind, path, host, position, changed) VALUES (?, ?, ?, ?, "
                          "(SELECT ifnull (max (position), 0) + 1 FROM lookup_target), jz_operation())",
                          "ssss", name, kinds[target->kind], target->kind == JZ_TARGET_FILE ? target->path : "",
                          target->kind == JZ_TARGET_FILE ? "" : target->host))
    return FALSE;
  *id = jz_connection_last_id (connection);
  return TRUE;
}

gboolean
jz_target_put (JzOperation *operation, const JzTarget *target, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = jz_text_tidy (target->name);
  gboolean         is_file = target->kind == JZ_TARGET_FILE, is_new = target->id == 0;
  gint64           at = target->id;

  if (!is_sound (target, error) || !name_is_free (connection, name, at, error) ||
      (is_new && !insert (operation, name, target, &at, error)) ||
      !jz_connection_run (connection, error,
                          "UPDATE lookup_target SET name = ?1, kind = ?2, path = ?3, host = ?4, port = ?5, database = "
                          "ifnull (?6, ''), "
                          "syntax = ifnull (?7, 'unimarc'), charset = ?8, search = ifnull (?9, ''), user = ifnull "
                          "(?10, ''), "
                          "password = ifnull (?11, iif (host = ?4 AND port IS ?5 AND user = ifnull (?10, ''), "
                          "password, '')), timeout = ?12, enabled = ?13, note = ifnull (?14, ''), starter = 0, "
                          "changed = jz_operation() WHERE id = ?15",
                          "ssssrssssssiisl", name, kinds[target->kind], is_file ? target->path : "",
                          is_file ? "" : target->host, (gint64) target->port, target->database, target->syntax,
                          charsets[target->encoding], target->search, target->user, target->password,
                          target->seconds > 0 ? target->seconds : JZ_TARGET_SECONDS, target->enabled, target->note, at))
    return FALSE;
  if (jz_connection_n_changed (connection) == 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such source of records"));
      return FALSE;
    }
  jz_operation_describe (operation,
                         is_new ? _("Added the source of records %s") : _("Changed the source of records %s"), name);
  if (id != NULL)
    *id = at;
  return TRUE;
}

gboolean
jz_target_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name =
      jz_connection_text (connection, error, "SELECT name FROM lookup_target WHERE id = ?", "l", id);

  if (name == NULL)
    {
      if (error == NULL || *error == NULL)
        g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such source of records"));
      return FALSE;
    }
  jz_operation_describe (operation, _("Removed the source of records %s"), name);
  return jz_connection_run (connection, error, "DELETE FROM lookup_target WHERE id = ?", "l", id);
}

gboolean
jz_target_move (JzOperation *operation, gint64 id, int by, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = jz_connection_text (connection, NULL, "SELECT name FROM lookup_target WHERE id = ?", "l", id);

  jz_operation_describe (operation, _("Moved the source of records %s"), name != NULL ? name : "");
  /* Ranks are made anew, twice as far apart, so that one fits between two others. */
  return jz_connection_run (connection, error,
                            "UPDATE lookup_target SET position = r.rank * 2, changed = jz_operation() FROM (SELECT id "
                            "AS t, "
                            "row_number () OVER (ORDER BY position, id) AS rank FROM lookup_target) r WHERE r.t = "
                            "lookup_target.id",
                            "") &&
         jz_connection_run (connection, error,
                            "UPDATE lookup_target SET position = position + ?, changed = jz_operation() WHERE id = ?",
                            "il", by < 0 ? -3 : 3, id);
}

/* Reading. */

#define COLUMNS "id, name, kind, path, host, port, database, syntax, charset, search, user, password, timeout, enabled, note"

static JzTarget *
take_row (JzStatement *row)
{
  JzTarget *target = g_new0 (JzTarget, 1);

  target->id = jz_statement_int64 (row, 0);
  target->name = jz_statement_dup (row, 1);
  jz_target_kind_from (jz_statement_text (row, 2), &target->kind);
  target->path = jz_statement_dup (row, 3);
  target->host = jz_statement_dup (row, 4);
  target->port = (int) jz_statement_int64 (row, 5);
  target->database = jz_statement_dup (row, 6);
  target->syntax = jz_statement_dup (row, 7);
  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    if (g_strcmp0 (charsets[i], jz_statement_text (row, 8)) == 0)
      target->encoding = (JzMarcEncoding) i;
  target->search = jz_statement_dup (row, 9);
  target->user = jz_statement_dup (row, 10);
  target->password = jz_statement_dup (row, 11);
  target->seconds = (int) jz_statement_int64 (row, 12);
  target->enabled = jz_statement_int64 (row, 13) != 0;
  target->note = jz_statement_dup (row, 14);
  return target;
}

GPtrArray *
jz_target_list (JzConnection *connection, gboolean enabled_only, GError **error)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_target_free);
  JzStatement *rows = jz_connection_query (connection, error,
                                           "SELECT " COLUMNS " FROM lookup_target WHERE enabled >= ? ORDER BY "
                                                             "position, id",
                                           "i", enabled_only);

  while (jz_statement_next (rows))
    g_ptr_array_add (targets, take_row (rows));
  return jz_statement_finish (rows, error) ? g_steal_pointer (&targets) : NULL;
}

JzTarget *
jz_target_find (JzConnection *connection, const char *name, GError **error)
{
  JzStatement *row =
      jz_connection_query (connection, error, "SELECT " COLUMNS " FROM lookup_target WHERE name = ?", "s", name);
  JzTarget    *target;

  if (!jz_statement_first (row, _("There is no such source of records"), error))
    return NULL;
  target = take_row (row);
  jz_statement_reset (row);
  return target;
}
