/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-network-note.h"

#include <glib/gi18n-lib.h>

#include "jz-source.h"
#include "jz-text.h"

#define MONTHS_MOST 120
#define DAYS_MOST   365

const JzAction jz_action_network_note = { "network.note", "ledger" };

static gboolean
number_of (JzConnection *connection, const char *key, guint fallback, guint *number, GError **error)
{
  gint64 value;

  if (!jz_connection_number (connection, &value, fallback, error,
                             "SELECT CAST (value AS INTEGER) FROM meta WHERE key = ?", "s", key))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

gboolean
jz_network_note_terms (JzConnection *connection, guint *months, guint *warn_days, GError **error)
{
  return number_of (connection, "network-note-months", 12, months, error) &&
         number_of (connection, "network-note-warn-days", 30, warn_days, error);
}

/* The day before the same day so many months later. */
static JzDate
end_of_terms (JzDate day, guint months)
{
  int year, month, of_month;

  jz_date_get (day, &year, &month, &of_month);
  month += (int) months;
  year += (month - 1) / 12;
  month = (month - 1) % 12 + 1;
  for (; jz_date_new (year, month, of_month) == JZ_DATE_NONE; of_month--)
    ;
  return jz_date_new (year, month, of_month) - 1;
}

static gboolean
read_days (JzConnection *connection, const char *signed_on, const char *expires, JzDate days[2], GError **error)
{
  guint months, warn;

  if (!jz_network_note_terms (connection, &months, &warn, error))
    return FALSE;
  days[0] = signed_on != NULL ? jz_date_parse (signed_on) : jz_source_today (connection);
  days[1] = expires != NULL ? jz_date_parse (expires) : days[0] != JZ_DATE_NONE ? end_of_terms (days[0], months) :
            JZ_DATE_NONE;
  if (days[0] == JZ_DATE_NONE || days[1] == JZ_DATE_NONE)
    g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: there is no such day"),
                 days[0] == JZ_DATE_NONE ? signed_on : expires);
  else if (days[0] > jz_source_today (connection))
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("Nobody can have signed on a day to come"));
  else if (days[1] < days[0])
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("It would end before it was signed"));
  else
    return TRUE;
  return FALSE;
}

/* The name of a member of the staff, who has not signed on that day. NULL with @error. */
static char *
may_sign (JzConnection *connection, gint64 person, const char *day, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char   *name = jz_connection_text (connection, &failure,
                                                "SELECT name FROM person WHERE id = ? AND kind = 'staff' AND voided "
                                                "IS NULL", "l", person);
  gint64             signed_already = 0;

  if (failure == NULL && name != NULL)
    jz_connection_number (connection, &signed_already, 0, &failure,
                          "SELECT 1 FROM network_note WHERE person = ? AND signed = ? AND voided IS NULL", "ls",
                          person, day);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (name == NULL)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such person of the staff"));
  else if (signed_already)
    g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s signed on %s already"), name, day);
  else
    return g_steal_pointer (&name);
  return NULL;
}

gboolean
jz_network_note_sign (JzOperation *operation, const gint64 *persons, guint n, const char *signed_on,
                      const char *expires, const char *note,
                      GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = NULL, *tidy = note != NULL ? jz_text_tidy (note) : g_strdup ("");
  JzDate           days[2];
  char             from[JZ_DATE_LENGTH], to[JZ_DATE_LENGTH];

  if (!read_days (connection, signed_on, expires, days, error))
    return FALSE;
  jz_date_to_iso (days[0], from);
  jz_date_to_iso (days[1], to);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *uuid = jz_source_uuid (connection);

      g_free (name);
      name = may_sign (connection, persons[i], from, error);
      if (name == NULL ||
          !jz_connection_run (connection, error,
                              "INSERT INTO network_note (uuid, person, signed, expires, note, changed) VALUES (?, ?, "
                              "?, ?, ?, jz_operation ())", "slsss",
                              uuid, persons[i], from, to, tidy))
        return FALSE;
    }
  if (n == 1)
    jz_operation_describe (operation, _("%s signed for the network, until %s"), name, to);
  else
    jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "%u person signed for the network, until %s",
                                                   "%u persons signed for the network, until %s", n),
                           n, to);
  return TRUE;
}

gboolean
jz_network_note_remove (JzOperation *operation, gint64 person, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = NULL;
  JzStatement     *row = jz_connection_query (connection, error,
                                              "SELECT n.id, person.name FROM network_note n JOIN person ON person.id "
                                              "= n.person WHERE person.id = ? "
                                              "AND n.voided IS NULL ORDER BY n.signed DESC, n.id DESC LIMIT 1", "l",
                                              person);
  gint64           id;

  if (!jz_statement_first (row, _("This person has not signed"), error))
    return FALSE;
  id = jz_statement_int64 (row, 0);
  name = jz_statement_dup (row, 1);
  jz_statement_reset (row);
  jz_operation_describe (operation, _("Took back the newest signature of %s"), name);
  return jz_connection_run (connection, error,
                            "UPDATE network_note SET voided = jz_operation (), changed = jz_operation () WHERE id = ?",
                            "l", id);
}

/* The words. */

char *
jz_network_note_text (JzConnection *connection, GError **error)
{
  g_autoptr (GError) failure = NULL;
  char              *text = jz_connection_text (connection, &failure,
                                                "SELECT value FROM meta WHERE key = 'network-note-text'", "");

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (text != NULL && !jz_text_is_blank (text))
    return text;
  g_free (text);
  return g_strdup (_("I keep the laws on network security, and use the school's network for teaching and school work "
                     "alone.\n"
                     "I use only the address that I was given, and do not change the settings or the parts of the "
                     "machine.\n"
                     "I keep my passwords to myself, and do not let others use my account.\n"
                     "I keep the system and its protection up to date, and install no software from unknown sources.\n"
                     "I neither make nor pass on anything unlawful, and no data of pupils or of the school.\n"
                     "When something is wrong I unplug the machine from the network and tell the network keeper at "
                     "once."));
}

static gboolean
put (JzConnection *connection, const char *key, const char *value, GError **error)
{
  return jz_connection_run (connection, error,
                            "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = "
                            "excluded.value WHERE value <> excluded.value",
                            "ss", key, value);
}

gboolean
jz_network_note_set_text (JzOperation *operation, const char *text, guint months, guint warn_days, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *for_months = g_strdup_printf ("%u", months), *for_days = g_strdup_printf ("%u", warn_days);

  if (months == 0 || months > MONTHS_MOST || warn_days > DAYS_MOST)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID,
                   _("A note holds for 1 to %d months, and is told of at most %d days before it ends"), MONTHS_MOST,
                   DAYS_MOST);
      return FALSE;
    }
  jz_operation_describe (operation, _("Changed what is signed for the network"));
  return (text == NULL || put (connection, "network-note-text", text, error)) &&
         put (connection, "network-note-months", for_months, error) &&
         put (connection, "network-note-warn-days", for_days, error);
}

/* The list. */

void
jz_network_note_free (JzNetworkNote *self)
{
  g_free (self->name);
  g_free (self->post);
  g_free (self->state);
  g_free (self->signed_on);
  g_free (self->expires);
  g_free (self);
}

GPtrArray *
jz_network_note_list (JzConnection *connection, const char *state, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_network_note_free);
  JzStatement *rows = jz_connection_query (
    connection, error,
    "SELECT * FROM (SELECT person.id, ifnull (" JZ_NOTE_NEWEST_SQL ("id") ", 0), person.name, person.post, " JZ_NOTE_STATE_SQL " AS state, "
    JZ_NOTE_NEWEST_SQL ("signed") ", " JZ_NOTE_NEWEST_SQL ("expires") ", " JZ_NOTE_MACHINES_SQL
    " FROM person WHERE " JZ_NOTE_PERSON_SQL
    " ORDER BY jz_sort_key (person.name)) WHERE ?1 IS NULL OR state = ?1 OR (?1 = 'due' AND state <> 'signed')", "s",
    state);

  while (jz_statement_next (rows))
    {
      JzNetworkNote *note = g_new0 (JzNetworkNote, 1);

      note->person = jz_statement_int64 (rows, 0);
      note->note = jz_statement_int64 (rows, 1);
      note->name = jz_statement_dup (rows, 2);
      note->post = jz_statement_dup (rows, 3);
      note->state = jz_statement_dup (rows, 4);
      note->signed_on = jz_statement_dup (rows, 5);
      note->expires = jz_statement_dup (rows, 6);
      note->machines = (guint) jz_statement_int64 (rows, 7);
      g_ptr_array_add (notes, note);
    }
  return jz_statement_finish (rows, error) ? g_steal_pointer (&notes) : NULL;
}
