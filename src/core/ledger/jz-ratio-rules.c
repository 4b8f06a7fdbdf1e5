/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-ratio.h"
#include "jz-text.h"

const JzAction jz_action_ratio = { "network.rule", "codes" };

const char *
jz_ratio_condition_words (const char *condition)
{
  static const struct
  {
    const char *condition, *words;
  } all[] = {
    { "use", N_("Is not lent") },
    { "sound", N_("Is neither broken nor missing") },
    { "life", N_("Is not past its years") },
    { "networked", N_("Is networked") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].condition, condition))
      return g_dgettext (GETTEXT_PACKAGE, all[i].words);
  return condition;
}

/* The row that was to be changed is there. */
static gboolean
changed_one (JzConnection *connection, const char *name, GError **error)
{
  if (jz_connection_n_changed (connection) == 1)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: there is no such rule"), name);
  return FALSE;
}

gboolean
jz_ratio_set_rule (JzOperation *operation, const char *condition, gboolean used, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  jz_operation_describe (operation, _("Changed what counts as an effective machine"));
  return jz_connection_run (connection, error,
                            "UPDATE machine_rule SET used = ?, changed = jz_operation () WHERE condition = ?", "is",
                            used != 0,
                            condition) &&
         changed_one (connection, condition, error);
}

gboolean
jz_ratio_set_target (JzOperation *operation, const char *ratio, gint64 hundredths, const char *source, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  if (hundredths <= 0 || hundredths > 100000000)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: this can't be aimed at"), jz_ratio_words (ratio));
      return FALSE;
    }
  jz_operation_describe (operation, _("Changed the target: %s"), jz_ratio_words (ratio));
  return jz_connection_run (connection, error,
                            "UPDATE ratio_target SET value = ?, source = ifnull (?, source), changed = jz_operation "
                            "() WHERE ratio = ?", "lss", hundredths,
                            source, ratio) &&
         changed_one (connection, ratio, error);
}

gboolean
jz_ratio_set_weight (JzOperation *operation, const char *stage, gint64 hundredths, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  jz_operation_describe (operation, _("Changed how the stages share the machines"));
  return jz_connection_run (connection, error,
                            "UPDATE stage_weight SET weight = ?, changed = jz_operation () WHERE stage = ?", "ls",
                            hundredths, stage) &&
         changed_one (connection, stage, error);
}

gboolean
jz_ratio_get_rule (JzConnection *connection, const char *condition, gboolean *used, GError **error)
{
  gint64 value;

  if (!jz_connection_number (connection, &value, 0, error, "SELECT used FROM machine_rule WHERE condition = ?", "s",
                             condition))
    return FALSE;
  *used = value != 0;
  return TRUE;
}

gboolean
jz_ratio_get_target (JzConnection *connection, const char *ratio, gint64 *hundredths, GError **error)
{
  return jz_connection_number (connection, hundredths, 0, error, "SELECT value FROM ratio_target WHERE ratio = ?", "s",
                               ratio);
}

gboolean
jz_ratio_get_weight (JzConnection *connection, const char *stage, gint64 *hundredths, GError **error)
{
  return jz_connection_number (connection, hundredths, 0, error, "SELECT weight FROM stage_weight WHERE stage = ?", "s",
                               stage);
}

/* Rooms and items. */

/* The room's path. NULL with @error: it is no room. */
static char *
path_of_room (JzConnection *connection, gint64 place, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT path FROM place WHERE id = ? AND kind = 'room' AND voided IS NULL",
                                          "l", place);
  char        *path;

  if (!jz_statement_first (row, _("There is no such room"), error))
    return NULL;
  path = jz_statement_dup (row, 0);
  jz_statement_reset (row);
  return path;
}

static gboolean
class_is_free (JzConnection *connection, gint64 class_, gint64 place, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char   *other = jz_connection_text (connection, &failure,
                                                 "SELECT place.path FROM room_device JOIN place ON place.id = "
                                                 "room_device.place WHERE room_device.class = ? "
                                                 "AND place.id <> ?", "ll", class_, place);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (other != NULL)
    g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("That class has its lessons in %s"), other);
  else
    return TRUE;
  return FALSE;
}

/* Words for a number that may be missing: NULL binds NULL. */
static const char *
or_null (char buffer[12], int value, int least)
{
  if (value < least)
    return NULL;
  g_snprintf (buffer, 12, "%d", value);
  return buffer;
}

gboolean
jz_ratio_set_room (JzOperation *operation, gint64 place, gint64 class_, int multimedia, int mbps, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *path = path_of_room (connection, place, error);
  char             buffers[2][12];

  if (path == NULL || !class_is_free (connection, class_, place, error))
    return FALSE;
  jz_operation_describe (operation, _("Changed what is known of the network in %s"), path);
  return jz_connection_run (connection, error,
                            "INSERT INTO room_device (place, class, multimedia, mbps, changed) VALUES (?1, ?2, CAST "
                            "(?3 AS INTEGER), CAST (?4 AS INTEGER), "
                            "jz_operation ()) ON CONFLICT (place) DO UPDATE SET class = excluded.class, multimedia = "
                            "excluded.multimedia, "
                            "mbps = excluded.mbps, changed = excluded.changed", "lrss", place, class_,
                            or_null (buffers[0], multimedia, 0),
                            or_null (buffers[1], mbps, 0));
}

gboolean
jz_ratio_set_item (JzOperation *operation, gint64 item, int computer, int multimedia, int interactive, int years,
                   GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  JzStatement     *row = jz_connection_query (connection, error,
                                              "SELECT name FROM item WHERE id = ? AND voided IS NULL", "l", item);
  g_autofree char *name = NULL;
  char             buffers[4][12];

  if (!jz_statement_first (row, _("There is no such item"), error))
    return FALSE;
  name = jz_statement_dup (row, 0);
  jz_statement_reset (row);
  jz_operation_describe (operation, _("Changed what %s is"), name);
  return jz_connection_run (connection, error,
                            "INSERT INTO item_device (item, computer, multimedia, interactive, years, changed) VALUES "
                            "(?1, CAST (?2 AS INTEGER), "
                            "CAST (?3 AS INTEGER), CAST (?4 AS INTEGER), CAST (?5 AS INTEGER), jz_operation ()) ON "
                            "CONFLICT (item) DO UPDATE SET "
                            "computer = excluded.computer, multimedia = excluded.multimedia, interactive = "
                            "excluded.interactive, "
                            "years = excluded.years, changed = excluded.changed", "lssss", item,
                            or_null (buffers[0], computer, 0),
                            or_null (buffers[1], multimedia, 0), or_null (buffers[2], interactive, 0),
                            or_null (buffers[3], years, 1));
}

gboolean
jz_ratio_put_code (JzOperation *operation, const char *kind, const char *scheme, const char *edition,
                   const char *prefix, int years, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *tidy = jz_text_tidy (prefix);
  char             buffer[12];
  gint64           known;

  if (tidy[0] == '\0' || years > 50)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                           tidy[0] == '\0' ? _("Say how the code begins") : _("Nothing is used longer than 50 years"));
      return FALSE;
    }
  if (!jz_connection_number (connection, &known, 0, error, "SELECT 1 FROM code_scheme WHERE name = ? AND edition = ?",
                             "ss", scheme, edition))
    return FALSE;
  if (!known)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("There is no code table %s %s"), scheme, edition);
      return FALSE;
    }
  jz_operation_describe (operation, _("Changed which codes are computers and multimedia: %s"), tidy);
  return jz_connection_run (connection, error,
                            "INSERT INTO device_code (kind, scheme, edition, prefix, years, changed) VALUES (?1, ?2, "
                            "?3, ?4, CAST (?5 AS INTEGER), jz_operation ()) "
                            "ON CONFLICT (kind, scheme, edition, prefix) DO UPDATE SET years = excluded.years, "
                            "starter = 0, changed = excluded.changed",
                            "sssss", kind, scheme, edition, tidy, or_null (buffer, years, 1));
}

gboolean
jz_ratio_remove_code (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  JzStatement     *row = jz_connection_query (connection, error, "SELECT prefix FROM device_code WHERE id = ?", "l",
                                              id);
  g_autofree char *prefix = NULL;

  if (!jz_statement_first (row, _("There is no such code"), error))
    return FALSE;
  prefix = jz_statement_dup (row, 0);
  jz_statement_reset (row);
  jz_operation_describe (operation, _("Changed which codes are computers and multimedia: %s"), prefix);
  return jz_connection_run (connection, error, "DELETE FROM device_code WHERE id = ?", "l", id);
}

/* Words. */

void
jz_ratio_words_clear (JzRatioWords *self)
{
  g_clear_pointer (&self->not_teaching, g_free);
  g_clear_pointer (&self->plain_rooms, g_free);
}

gboolean
jz_ratio_get_words (JzConnection *connection, JzRatioWords *words, GError **error)
{
  static const char sql[] = "SELECT ifnull ((SELECT value FROM meta WHERE key = ?), '')";

  *words = (JzRatioWords){ NULL, NULL };
  words->not_teaching = jz_connection_text (connection, error, sql, "s", "network-not-teaching");
  words->plain_rooms = words->not_teaching != NULL ?
                       jz_connection_text (connection, error, sql, "s", "network-plain-rooms") : NULL;
  return words->plain_rooms != NULL;
}

static gboolean
write_words (JzConnection *connection, const char *key, const char *words, GError **error)
{
  g_autofree char *text = g_strdup (words != NULL ? words : ""), *tidy = NULL;

  for (gsize i = 0; i < 3; i++)
    {
      static const char *const separators[] = { "、", "，", "," };
      g_auto (GStrv)  parts = g_strsplit (text, separators[i], -1);

      g_free (text);
      text = g_strjoinv (" ", parts);
    }
  tidy = jz_text_tidy (text);
  return jz_connection_run (connection, error,
                            "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = "
                            "excluded.value",
                            "ss", key, tidy);
}

gboolean
jz_ratio_set_words (JzOperation *operation, const JzRatioWords *words, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  jz_operation_describe (operation, _("Changed the words by which rooms and teachers are counted"));
  return write_words (connection, "network-not-teaching", words->not_teaching, error) &&
         write_words (connection, "network-plain-rooms", words->plain_rooms, error);
}
