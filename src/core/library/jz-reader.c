/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-hold.h"
#include "jz-loan-rule.h"
#include "jz-money.h"
#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_reader = { "library.reader", "library" };

static gboolean fail (GError **error, JzError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (GError **error, JzError code, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list          args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, JZ_ERROR, (int) code, sentence);
  return FALSE;
}

/* Cards. */

/* Whose number it is already: a reader's other than @id, or a copy's, which a desk could not tell apart. */
static gboolean
is_free (JzConnection *connection, const char *card, gint64 id, gboolean *free, GError **error)
{
  gint64 taken;

  if (!jz_connection_number (connection, &taken, 0, error,
                             "SELECT EXISTS (SELECT 1 FROM reader WHERE card = ?1 AND id <> ?2 AND voided IS NULL) OR "
                             "EXISTS (SELECT 1 FROM copy WHERE barcode IN (?1, lower (?1)) AND voided IS NULL)", "sl",
                             card, id))
    return FALSE;
  *free = !taken;
  return TRUE;
}

static gboolean
must_be_free (JzConnection *connection, const char *card, gint64 id, GError **error)
{
  gboolean free;

  if (card[0] == '\0')
    return fail (error, JZ_ERROR_INVALID, _("A card needs a number"));
  if (!is_free (connection, card, id, &free, error))
    return FALSE;
  return free || fail (error, JZ_ERROR_CONFLICT, _("%s: this number is taken by another card or a copy"), card);
}

/* The next number of the rule that is free. Returns: (transfer full) */
static char *
next_card (JzConnection *connection, GError **error)
{
  JzLendingPolicy  policy;
  g_autofree char *like = NULL;
  gboolean         free;
  gint64           last;

  if (!jz_lending_policy_read (connection, &policy, error))
    return NULL;
  /* Numbers of as many digits stand in their order. */
  like = g_strnfill ((gsize) policy.card_digits, '9');
  if (!jz_connection_number (
        connection, &last, 0, error,
        "SELECT CAST (substr (card, length (?1) + 1) AS INTEGER) FROM reader WHERE card > ?1 AND card <= ?1 || ?2 "
        "AND length (card) = length (?1) + length (?2) AND substr (card, length (?1) + 1) NOT GLOB '*[^0-9]*' "
        "ORDER BY card DESC LIMIT 1",
        "ss", policy.card_prefix, like))
    return NULL;
  for (;;)
    {
      g_autofree char *card = g_strdup_printf ("%s%0*" G_GINT64_FORMAT, policy.card_prefix, policy.card_digits, ++last);

      if (!is_free (connection, card, 0, &free, error))
        return NULL;
      if (free)
        return g_steal_pointer (&card);
    }
}

/* Returns: (transfer full) */
static char *
choose_card (JzConnection *connection, const JzReaderData *data, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char   *number = NULL, *own = NULL;
  gboolean           free = FALSE;

  if (data->card != NULL)
    {
      g_autofree char *card = jz_reader_card (data->card);

      return must_be_free (connection, card, 0, error) ? g_steal_pointer (&card) : NULL;
    }
  number = jz_connection_text (connection, &failure, "SELECT number FROM person WHERE id = ?", "l", data->person);
  own = jz_reader_card (number);
  if (failure != NULL || (own[0] != '\0' && !is_free (connection, own, 0, &free, &failure)))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return free ? g_steal_pointer (&own) : next_card (connection, error);
}

/* The name of whoever it is to be, NULL with @error where they can't be. Returns: (transfer full) */
static char *
name_of (JzConnection *connection, const JzReaderData *data, GError **error)
{
  g_autofree char *name = jz_connection_text (
    connection, error,
    data->person != 0 ? "SELECT name FROM person WHERE id = ?1 AND voided IS NULL AND ?2 IS NOT NULL" :
                        "SELECT name FROM class WHERE id = ?2 AND left_year IS NULL AND ?1 IS NOT NULL",
    "ll", data->person, data->class_);
  gint64 has;

  if (name == NULL)
    {
      if (error == NULL || *error == NULL)
        fail (error, JZ_ERROR_INVALID, _("Say which person or class of the register the reader is"));
      return NULL;
    }
  if (!jz_connection_number (
        connection, &has, 0, error,
        data->person != 0 ? "SELECT id FROM reader WHERE voided IS NULL AND person = ?" :
                            "SELECT id FROM reader WHERE voided IS NULL AND class = ?",
        "l", data->person != 0 ? data->person : data->class_))
    return NULL;
  if (has != 0)
    {
      fail (error, JZ_ERROR_CONFLICT, _("%s has a card already"), name);
      return NULL;
    }
  return g_steal_pointer (&name);
}

gboolean
jz_reader_add (JzOperation *operation, const JzReaderData *data, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection), *name = name_of (connection, data, error);
  g_autofree char *card = name != NULL ? choose_card (connection, data, error) : NULL;

  if (card == NULL ||
      !jz_connection_run (
        connection, error,
        "INSERT INTO reader (uuid, person, class, card, grp, changed) VALUES (?, ?, ?, ?, ?, jz_operation ())", "srrsr",
        uuid, data->person, data->person != 0 ? (gint64) 0 : data->class_, card, data->group))
    return FALSE;
  *id = jz_connection_last_id (connection);
  jz_operation_describe (operation, _("Card %s for %s"), card, name);
  return TRUE;
}

gboolean
jz_reader_update (JzOperation *operation, gint64 id, const char *card, gint64 group, const char *state, GError **error)
{
  JzConnection        *connection = jz_operation_get_connection (operation);
  g_autofree char     *tidy = card != NULL ? jz_reader_card (card) : NULL;
  g_autoptr (JzReader) reader = jz_reader_read (connection, id, error);

  if (reader == NULL || (tidy != NULL && !must_be_free (connection, tidy, id, error)))
    return FALSE;
  if (state != NULL && strcmp (state, "active") != 0 && strcmp (state, "lost") != 0)
    return fail (error, JZ_ERROR_INVALID, _("%s: a card is active or lost"), state);
  if (state == NULL && tidy != NULL && strcmp (tidy, reader->card) != 0)
    state = "active";
  jz_operation_describe (
    operation, state != NULL && strcmp (state, "lost") == 0 ? _("%s has lost the card") : _("Changed the card of %s"),
    reader->name);
  return jz_connection_run (connection, error,
                            "UPDATE reader SET card = ifnull (?1, card), grp = iif (?2 < 0, grp, nullif (?2, 0)), "
                            "state = ifnull (?3, state), changed = jz_operation () WHERE id = ?4",
                            "slsl", tidy, group, state, id);
}

gboolean
jz_reader_add_class (JzOperation *operation, gint64 class_, guint *made, GError **error)
{
  JzConnection         *connection = jz_operation_get_connection (operation);
  g_autofree char *name = jz_connection_text (connection, error, "SELECT name FROM class WHERE id = ?", "l", class_);
  g_autoptr (GArray)    people = g_array_new (FALSE, FALSE, sizeof (gint64));
  JzStatement          *rows;

  if (name == NULL)
    return (error == NULL || *error == NULL) && fail (error, JZ_ERROR_NOT_FOUND, _("There is no such class"));
  rows = jz_connection_query (connection, error,
                              "SELECT id FROM person p WHERE class = ? AND active AND voided IS NULL AND NOT EXISTS "
                              "(SELECT 1 FROM reader WHERE person = p.id AND voided IS NULL) ORDER BY ifnull (number, "
                              "''), jz_sort_key (name), id",
                              "l", class_);
  while (jz_statement_next (rows))
    {
      gint64 person = jz_statement_int64 (rows, 0);

      g_array_append_val (people, person);
    }
  if (!jz_statement_finish (rows, error))
    return FALSE;
  for (*made = 0; *made < people->len; (*made)++)
    {
      JzReaderData data = { .person = g_array_index (people, gint64, *made) };
      gint64       id;

      if (!jz_reader_add (operation, &data, &id, error))
        return FALSE;
    }
  jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "%u card for %s", "%u cards for %s", *made), *made,
                         name);
  return TRUE;
}

/* What was put aside for them goes to who waits next. */
static gboolean
drop_holds (JzOperation *operation, gint64 reader, GError **error)
{
  for (;;)
    {
      gint64 hold;

      if (!jz_connection_number (jz_operation_get_connection (operation), &hold, 0, error,
                                 "SELECT id FROM hold WHERE reader = ? AND state IN ('waiting', 'ready') LIMIT 1", "l",
                                 reader))
        return FALSE;
      if (hold == 0)
        return TRUE;
      if (!jz_hold_drop (operation, hold, error))
        return FALSE;
    }
}

gboolean
jz_reader_leave (JzOperation *operation, const gint64 *readers, guint n, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *first = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (JzReader) reader = jz_reader_read (connection, readers[i], error);
      g_autofree char     *owed = NULL;

      if (reader == NULL)
        return FALSE;
      if (reader->out > 0)
        return fail (error, JZ_ERROR_CONFLICT,
                     g_dngettext (GETTEXT_PACKAGE, "%s still has %u book", "%s still has %u books", reader->out),
                     reader->name, reader->out);
      owed = jz_money_format (reader->owed);
      if (reader->owed > 0)
        return fail (error, JZ_ERROR_CONFLICT, _("%s still owes %s yuan"), reader->name, owed);
      if (!drop_holds (operation, readers[i], error) ||
          !jz_connection_run (connection, error,
                              "UPDATE reader SET state = 'left', changed = jz_operation () WHERE id = ?", "l",
                              readers[i]))
        return FALSE;
      if (first == NULL)
        first = g_strdup (reader->name);
    }
  jz_operation_describe (
    operation, g_dngettext (GETTEXT_PACKAGE, "%s has left the library", "%s and others have left the library", n),
    first);
  return TRUE;
}

gboolean
jz_reader_release (JzOperation *operation, gint64 id, const char *why, GError **error)
{
  g_autoptr (JzReader) reader = jz_reader_read (jz_operation_get_connection (operation), id, error);
  g_autofree char     *tidy = jz_text_tidy (why);

  if (reader == NULL)
    return FALSE;
  if (reader->stopped == NULL)
    return fail (error, JZ_ERROR_INVALID, _("%s may borrow already"), reader->name);
  jz_operation_describe (operation, tidy[0] != '\0' ? _("%s may borrow again: %s") : _("%s may borrow again"),
                         reader->name, tidy);
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE reader SET stopped = NULL, changed = jz_operation () WHERE id = ?", "l", id);
}
