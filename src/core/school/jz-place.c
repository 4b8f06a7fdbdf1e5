/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include "jz-place.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_place = { "place.write", "place" };

/* The last "3", "3-2", "3柜2层" of @text. */
static GRegex *
position_regex (void)
{
  return g_regex_new (
    "^(.*\\D)\\s*(?:(\\d{1,3})\\s*[-–—－_/]\\s*(\\d{1,3})|(\\d{1,3})\\s*(?:号)?[柜橱](?:\\s*(?:第)?(\\d{1,3})\\s*[层格]?)?)$",
    G_REGEX_OPTIMIZE, 0, NULL);
}

static char *
fetch_either (GMatchInfo *info, int first, int second)
{
  g_autofree char *one = g_match_info_fetch (info, first);
  g_autofree char *other = g_match_info_fetch (info, second);

  if (one != NULL && one[0] != '\0')
    return g_steal_pointer (&one);
  return other != NULL && other[0] != '\0' ? g_steal_pointer (&other) : NULL;
}

void
jz_place_parse (const char *text, char **room, char **cabinet, char **shelf)
{
  g_autofree char       *tidy = jz_text_tidy (text);
  g_autoptr (GRegex)     regex = position_regex ();
  g_autoptr (GMatchInfo) info = NULL;

  *cabinet = *shelf = NULL;
  if (!g_regex_match (regex, tidy, 0, &info))
    {
      *room = g_steal_pointer (&tidy);
      return;
    }
  *room = g_strchomp (g_match_info_fetch (info, 1));
  *cabinet = fetch_either (info, 2, 4);
  *shelf = fetch_either (info, 3, 5);
}

char *
jz_place_path (const char *room, const char *cabinet, const char *shelf)
{
  if (cabinet == NULL)
    return g_strdup (room);
  return shelf == NULL ? g_strdup_printf ("%s %s柜", room, cabinet) : g_strdup_printf ("%s %s-%s", room, cabinet, shelf);
}

gboolean
jz_place_find (JzConnection *connection, const char *text, gint64 *id, GError **error)
{
  g_autofree char *room = NULL, *cabinet = NULL, *shelf = NULL, *path = NULL, *tidy = jz_text_tidy (text);

  jz_place_parse (text, &room, &cabinet, &shelf);
  path = jz_place_path (room, cabinet, shelf);
  if (!jz_connection_number (
        connection, id, 0, error,
        "SELECT id FROM place WHERE (path = ?1 OR path = ?2 OR code = ?2) AND voided IS NULL ORDER BY path <> ?2 LIMIT 1",
        "ss", path, tidy))
    return FALSE;
  return *id != 0 ||
         jz_connection_number (connection, id, 0, error,
                               "SELECT kept FROM merged JOIN place ON place.id = gone WHERE merged.kind = 'place' "
                               "AND (path = ?1 OR path = ?2 OR code = ?2) ORDER BY gone DESC LIMIT 1", "ss", path, tidy);
}

static char *
next_code (JzConnection *connection, const char *kind, GError **error)
{
  char letter = g_str_equal (kind, "building") ? 'F' :
                g_str_equal (kind, "room")     ? 'R' :
                g_str_equal (kind, "cabinet")  ? 'G' :
                                                 'C';
  char   pattern[] = { letter, '[', '0', '-', '9', ']', '*', '\0' };
  int    digits = letter == 'F' ? 2 : letter == 'R' ? 3 : 4;
  gint64 last;

  if (!jz_connection_number (connection, &last, 0, error,
                             "SELECT max (CAST (substr (code, 2) AS INTEGER)) FROM place WHERE code GLOB ?", "s",
                             pattern))
    return NULL;
  return g_strdup_printf ("%c%0*" G_GINT64_FORMAT, letter, digits, last + 1);
}

/* The name alone says where a room is; what stands in it is said after the room. */
static char *
full_path (JzConnection *connection, const JzPlaceData *data, GError **error)
{
  g_autofree char *parent = NULL, *parent_kind = NULL, *name = jz_text_tidy (data->name);

  if (g_str_equal (data->kind, "building") || g_str_equal (data->kind, "room"))
    return g_steal_pointer (&name);
  parent = jz_connection_text (connection, error, "SELECT path FROM place WHERE id = ?", "l", data->parent);
  parent_kind = jz_connection_text (connection, error, "SELECT kind FROM place WHERE id = ?", "l", data->parent);
  if (parent == NULL || parent_kind == NULL)
    return g_steal_pointer (&name);
  if (g_str_equal (data->kind, "cabinet"))
    return g_str_has_suffix (name, "柜") ? g_strdup_printf ("%s %s", parent, name) :
                                           g_strdup_printf ("%s %s柜", parent, name);
  if (g_str_has_suffix (parent, "柜"))
    parent[strlen (parent) - strlen ("柜")] = '\0';
  return g_strdup_printf (g_str_equal (parent_kind, "cabinet") ? "%s-%s" : "%s %s", parent, name);
}

static gboolean
explain (GError **error, const char *path)
{
  if (error == NULL || *error == NULL || !g_error_matches (*error, JZ_ERROR, JZ_ERROR_INVALID))
    return FALSE;
  if (strstr ((*error)->message, "place.path") != NULL || strstr ((*error)->message, "place.code") != NULL)
    {
      g_clear_error (error);
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: there is such a place already"), path);
    }
  return FALSE;
}

static gboolean
is_sound (const JzPlaceData *data, GError **error)
{
  if (jz_text_is_blank (data->name))
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("A place needs a name"));
  else if (data->area < 0 || data->seats < 0)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("Area and seats can't be less than nothing"));
  else
    return TRUE;
  return FALSE;
}

gboolean
jz_place_add (JzOperation *operation, const JzPlaceData *data, gint64 *id, GError **error)
{
  JzConnection      *connection = jz_operation_get_connection (operation);
  g_autofree char   *uuid = jz_source_uuid (connection);
  g_autofree char   *name = jz_text_tidy (data->name), *path = NULL, *key = NULL, *code = NULL;
  g_autoptr (GError) failure = NULL;

  if (!is_sound (data, error))
    return FALSE;
  path = full_path (connection, data, &failure);
  code = data->code != NULL && data->code[0] != '\0' ? jz_text_tidy (data->code) :
                                                       next_code (connection, data->kind, &failure);
  if (failure == NULL)
    {
      key = jz_text_sort_key (path);
      jz_connection_run (
        connection, &failure,
        "INSERT INTO place (uuid, parent, kind, code, name, path, purpose, area, seats, keeper, sort_key, changed) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, nullif (?, 0), nullif (?, 0), ?, ?, jz_operation())",
        "srssssslirs", uuid, data->parent, data->kind, code, name, path, data->purpose != NULL ? data->purpose : "",
        data->area, data->seats, data->keeper, key);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return explain (error, path);
    }
  if (id != NULL)
    *id = jz_connection_last_id (connection);
  jz_operation_describe (operation, _("Added the place %s"), path);
  return TRUE;
}

/* What stands in @id says where it stands. */
static gboolean
rename_below (JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;
  JzStatement *rows =
    jz_connection_query (connection, &failure, "SELECT id FROM place WHERE parent = ? AND kind IN ('cabinet', 'shelf')",
                         "l", id);

  while (jz_statement_next (rows))
    g_array_append_vals (children, &(gint64){ jz_statement_int64 (rows, 0) }, 1);
  jz_statement_finish (rows, &failure);
  for (guint i = 0; failure == NULL && i < children->len; i++)
    {
      gint64           child = g_array_index (children, gint64, i);
      g_autofree char *kind =
        jz_connection_text (connection, &failure, "SELECT kind FROM place WHERE id = ?", "l", child);
      g_autofree char *name =
        jz_connection_text (connection, &failure, "SELECT name FROM place WHERE id = ?", "l", child);
      JzPlaceData      data = { .kind = kind, .parent = id, .name = name };
      g_autofree char *path = full_path (connection, &data, &failure);
      g_autofree char *key = jz_text_sort_key (path);

      if (jz_connection_run (connection, &failure,
                             "UPDATE place SET path = ?, sort_key = ?, changed = jz_operation() WHERE id = ?", "ssl",
                             path, key, child))
        rename_below (connection, child, &failure);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
jz_place_update (JzOperation *operation, gint64 id, const JzPlaceData *data, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *kind = jz_connection_text (connection, error, "SELECT kind FROM place WHERE id = ?", "l", id);
  g_autofree char *name = jz_text_tidy (data->name), *path = NULL, *key = NULL;
  JzPlaceData      whole = *data;

  if (kind == NULL || !is_sound (data, error) ||
      !jz_connection_number (connection, &whole.parent, 0, error, "SELECT parent FROM place WHERE id = ?", "l", id))
    return FALSE;
  whole.kind = kind;
  path = full_path (connection, &whole, error);
  key = jz_text_sort_key (path);
  jz_operation_describe (operation, _("Changed the place %s"), path);
  if (
    jz_connection_run (
      connection, error,
      "UPDATE place SET code = ifnull (?, code), name = ?, path = ?, purpose = ?, area = nullif (?, 0), seats = nullif (?, 0), "
      "keeper = ?, sort_key = ?, changed = jz_operation() WHERE id = ?",
      "sssslirsl", data->code, name, path, data->purpose != NULL ? data->purpose : "", data->area, data->seats,
      data->keeper, key, id))
    return rename_below (connection, id, error);
  return explain (error, path);
}

char *
jz_place_path_in (JzConnection *connection, gint64 id, gint64 parent, GError **error)
{
  g_autofree char *kind = jz_connection_text (connection, error, "SELECT kind FROM place WHERE id = ?", "l", id);
  g_autofree char *name =
    kind != NULL ? jz_connection_text (connection, error, "SELECT name FROM place WHERE id = ?", "l", id) : NULL;
  JzPlaceData      data = { .kind = kind, .parent = parent, .name = name };

  return name != NULL ? full_path (connection, &data, error) : NULL;
}

gboolean
jz_place_move (JzOperation *operation, gint64 id, gint64 parent, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *path = jz_place_path_in (connection, id, parent, error), *key = NULL;

  if (path == NULL)
    return FALSE;
  key = jz_text_sort_key (path);
  jz_operation_describe (operation, _("Changed the place %s"), path);
  if (jz_connection_run (connection, error,
                         "UPDATE place SET parent = ?, path = ?, sort_key = ?, changed = jz_operation() WHERE id = ?", "rssl",
                         parent, path, key, id))
    return rename_below (connection, id, error);
  return explain (error, path);
}

gboolean
jz_place_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        inside, stands;

  if (!jz_connection_number (connection, &inside, 0, error,
                             "SELECT count(*) FROM place WHERE parent = ? AND voided IS NULL", "l", id) ||
      !jz_connection_number (connection, &stands, 0, error,
                             "SELECT count(*) FROM balance WHERE place = ? AND quantity > 0", "l", id))
    return FALSE;
  if (inside > 0 || stands > 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("Something still stands at this place"));
      return FALSE;
    }
  jz_operation_describe (operation, _("Removed a place"));
  return jz_connection_run (connection, error,
                            "UPDATE place SET voided = jz_operation(), changed = jz_operation() WHERE id = ?", "l", id);
}

gboolean
jz_place_ensure (JzOperation *operation, const char *text, gint64 *id, guint *added, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *room = NULL, *cabinet = NULL, *shelf = NULL, *words = g_strdup (jz_operation_get_words (operation));
  const char      *names[3], *kinds[] = { "room", "cabinet", "shelf" };
  gint64           parent = 0;

  if (!jz_place_find (connection, text, id, error))
    return FALSE;
  if (*id != 0)
    return TRUE;
  jz_place_parse (text, &room, &cabinet, &shelf);
  names[0] = room;
  names[1] = cabinet;
  names[2] = shelf;
  for (guint i = 0; i < 3 && names[i] != NULL; i++)
    {
      JzPlaceData      data = { .kind = kinds[i], .parent = parent, .name = names[i] };
      g_autofree char *path = full_path (connection, &data, error);

      if (path == NULL || !jz_connection_number (connection, id, 0, error,
                                                 "SELECT id FROM place WHERE path = ? AND voided IS NULL", "s", path))
        return FALSE;
      if (*id == 0)
        {
          if (!jz_place_add (operation, &data, id, error))
            return FALSE;
          *added += 1;
        }
      parent = *id;
    }
  jz_operation_describe (operation, "%s", words);
  return TRUE;
}
