/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-shelving.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-bib.h"
#include "jz-call-number.h"
#include "jz-text.h"
#include "jz-title.h"

gboolean
jz_shelving_scheme (JzConnection *connection, gint64 place, gint64 *scheme, GError **error)
{
  return jz_connection_number (connection, scheme, JZ_SCHEME_SERIAL, error,
                               "SELECT scheme FROM collection WHERE place = ?", "l", place);
}

/* Authors. */

/* Who wrote it, as the record says: the heading, else the first of the statement. Returns: (transfer full) */
static char *
author_of (const JzMarc *record)
{
  g_auto (JzBib)   bib = { 0 };
  g_autofree char *heading = NULL;

  if (record == NULL)
    return g_strdup ("");
  heading = jz_marc_get (record, jz_marc_guess (record) == JZ_MARC_CNMARC ? "701" : "100", 'a');
  if (heading != NULL && heading[0] != '\0')
    return g_steal_pointer (&heading);
  jz_bib_read (record, &bib);
  return g_strdup (bib.texts[JZ_BIB_AUTHOR]);
}

/* What is offered. */

void
jz_shelving_offer_clear (JzShelvingOffer *self)
{
  g_clear_pointer (&self->class_, g_free);
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->freed, g_ptr_array_unref);
}

static gboolean
find_freed (JzConnection *connection, gint64 scheme, JzShelvingOffer *offer, GError **error)
{
  JzStatement *rows = jz_connection_query (connection, error,
                                           "SELECT serial + 1, later - 1 FROM (SELECT serial, lead (serial) OVER "
                                           "(ORDER BY serial) AS later FROM (SELECT 0 AS serial UNION "
                                           "SELECT serial FROM call_number WHERE scheme = ? AND class = ? AND serial > "
                                           "0)) WHERE later > serial + 1 ORDER BY 1",
                                           "ls", scheme, offer->class_);

  while (offer->freed->len < JZ_FREED_MOST && jz_statement_next (rows))
    for (gint64 i = jz_statement_int64 (rows, 0);
         i <= jz_statement_int64 (rows, 1) && offer->freed->len < JZ_FREED_MOST; i++)
      g_ptr_array_add (offer->freed, g_strdup_printf ("%" G_GINT64_FORMAT, i));
  return jz_statement_finish (rows, error);
}

static gboolean
offer_serial (JzConnection *connection, gint64 scheme, JzShelvingOffer *offer, GError **error)
{
  gint64 last;

  if (!jz_connection_number (connection, &last, 0, error,
                             "SELECT max (serial) FROM call_number WHERE scheme = ? AND class = ?", "ls", scheme,
                             offer->class_))
    return FALSE;
  offer->number = g_strdup_printf ("%" G_GINT64_FORMAT, last + 1);
  return find_freed (connection, scheme, offer, error);
}

/* The author's number, with a letter where another title of the class has it. */
static gboolean
offer_author (JzConnection *connection, gint64 scheme, const JzMarc *record, JzShelvingOffer *offer, GError **error)
{
  g_autofree char *author = author_of (record), *number = jz_shelving_author_number (author);
  gint64           taken = 1;

  for (int letter = -1; taken != 0 && letter < 26; letter++)
    {
      g_free (offer->number);
      offer->number = letter < 0 ? g_strdup (number) : g_strdup_printf ("%s%c", number, 'A' + letter);
      if (number[0] == '\0')
        return TRUE;
      if (!jz_connection_number (connection, &taken, 0, error,
                                 "SELECT title FROM call_number WHERE scheme = ? AND class = ? AND number = ?", "lss",
                                 scheme, offer->class_, offer->number))
        return FALSE;
    }
  if (taken != 0)
    offer->number[0] = '\0';
  return TRUE;
}

gboolean
jz_shelving_offer (JzConnection *connection, gint64 scheme, const char *class_, const JzMarc *record,
                   JzShelvingOffer *offer, GError **error)
{
  g_autofree char *kind =
      jz_connection_text (connection, error, "SELECT kind FROM call_scheme WHERE id = ?", "l", scheme);

  *offer =
      (JzShelvingOffer){ .class_ = jz_call_number_class (class_), .freed = g_ptr_array_new_with_free_func (g_free) };
  if (kind == NULL || offer->class_[0] == '\0')
    {
      if (error == NULL || *error == NULL)
        g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                             kind == NULL ? _("There is no such scheme of call numbers")
                                          : _("There is no class number"));
      return FALSE;
    }
  if (strcmp (kind, "serial") == 0)
    return offer_serial (connection, scheme, offer, error);
  if (strcmp (kind, "four-corner") == 0)
    return offer_author (connection, scheme, record, offer, error);
  offer->number = g_strdup ("");
  return TRUE;
}

/* What a title has. */

/* class/number of the title itself. Returns: (transfer full), "" for none, NULL with @error */
static char *
own_call (JzConnection *connection, gint64 title, gint64 scheme, GError **error)
{
  g_autoptr (GError) failure = NULL;
  char *call = jz_connection_text (connection, &failure,
                                   "SELECT class || '/' || number FROM call_number WHERE title = ? AND scheme = ?",
                                   "ll", title, scheme);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (call == NULL)
    call = g_strdup ("");
  return call;
}

/* That of its set, with the volume. Returns: as above */
static char *
set_call (JzConnection *connection, gint64 title, gint64 scheme, GError **error)
{
  g_autofree char *volume = jz_connection_text (connection, NULL, "SELECT volume FROM title WHERE id = ?", "l", title),
                  *set = NULL;
  g_autofree char *suffix = jz_shelving_volume (volume != NULL ? volume : "");
  gint64           part_of;

  if (!jz_connection_number (connection, &part_of, 0, error, "SELECT part_of FROM title WHERE id = ?", "l", title))
    return NULL;
  set = part_of != 0 ? own_call (connection, part_of, scheme, error) : g_strdup ("");
  if (set == NULL || set[0] == '\0' || suffix[0] == '\0')
    return g_steal_pointer (&set);
  return g_strconcat (set, ":", suffix, NULL);
}

char *
jz_shelving_call (JzConnection *connection, gint64 title, gint64 scheme, GError **error)
{
  g_autofree char *own = own_call (connection, title, scheme, error);

  return own == NULL || own[0] != '\0' ? g_steal_pointer (&own) : set_call (connection, title, scheme, error);
}

/* Giving it. */

/* What a copy is called that was @old, its title @before and now @call; what stands behind the number on a spine
 * stays, and so does a call number that is nobody's but the copy's. Returns: (transfer full) (nullable) */
static char *
follow_call (const char *old, const char *before, const char *call)
{
  gsize length = strlen (before);

  if (!g_str_has_prefix (old, before) || (length == 0 && old[0] != '\0') || g_ascii_isalnum (old[length]))
    return NULL;
  return call[0] != '\0' ? g_strconcat (call, old + length, NULL) : g_strdup ("");
}

/* The copies of @title follow. */
static gboolean
relabel (JzConnection *connection, gint64 title, gint64 scheme, const char *before, const char *call, GError **error)
{
  g_autoptr (GArray)    ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func (g_free);
  JzStatement *rows = jz_connection_query (connection, error,
                                           "SELECT id, call FROM copy WHERE title = ? AND voided IS NULL AND ifnull "
                                           "((SELECT scheme FROM collection "
                                           "WHERE collection.place = copy.place), ?) = ?",
                                           "lll", title, (gint64) JZ_SCHEME_SERIAL, scheme);
  gboolean     ok;

  while (jz_statement_next (rows))
    {
      char  *mine = follow_call (jz_statement_text (rows, 1), before, call);
      gint64 id = jz_statement_int64 (rows, 0);

      if (mine == NULL)
        continue;
      g_array_append_val (ids, id);
      g_ptr_array_add (calls, mine);
    }
  ok = jz_statement_finish (rows, error);
  for (guint i = 0; ok && i < ids->len; i++)
    {
      g_autofree char *key = jz_call_number_key (g_ptr_array_index (calls, i));

      ok = jz_connection_run (connection, error,
                              "UPDATE copy SET call = ?1, call_key = ?2, changed = jz_operation() WHERE id = ?3 AND "
                              "call <> ?1",
                              "ssl", g_ptr_array_index (calls, i), key, g_array_index (ids, gint64, i));
    }
  return ok;
}

/* @title and what stands under its number: a volume of a set is a title of its own. Returns: (transfer full), NULL with
 * @error */
static GArray *
titles_under (JzConnection *connection, gint64 title, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  JzStatement *rows = jz_connection_query (
      connection, error, "SELECT id FROM title WHERE part_of = ? AND voided IS NULL ORDER BY id", "l", title);

  g_array_append_val (ids, title);
  while (jz_statement_next (rows))
    g_array_append_vals (ids, &(gint64){ jz_statement_int64 (rows, 0) }, 1);
  return jz_statement_finish (rows, error) ? g_steal_pointer (&ids) : NULL;
}

/* What they are called in each scheme, one scheme behind the other. Returns: (transfer full), NULL with @error */
static GPtrArray *
calls_of (JzConnection *connection, GArray *titles, GArray *schemes, GError **error)
{
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func (g_free);

  for (guint s = 0; s < schemes->len; s++)
    for (guint t = 0; t < titles->len; t++)
      {
        char *call = jz_shelving_call (connection, g_array_index (titles, gint64, t),
                                       g_array_index (schemes, gint64, s), error);

        if (call == NULL)
          return NULL;
        g_ptr_array_add (calls, call);
      }
  return g_steal_pointer (&calls);
}

struct _JzShelved
{
  GArray    *titles, *schemes; /* gint64 */
  GPtrArray *calls;
};

void
jz_shelved_free (JzShelved *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->titles, g_array_unref);
  g_clear_pointer (&self->schemes, g_array_unref);
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_free (self);
}

JzShelved *
jz_shelved_read (JzConnection *connection, gint64 title, GError **error)
{
  g_autoptr (JzShelved) self = g_new0 (JzShelved, 1);
  JzStatement *rows = jz_connection_query (connection, error, "SELECT id FROM call_scheme ORDER BY id", "");

  self->schemes = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (jz_statement_next (rows))
    g_array_append_vals (self->schemes, &(gint64){ jz_statement_int64 (rows, 0) }, 1);
  if (!jz_statement_finish (rows, error) || (self->titles = titles_under (connection, title, error)) == NULL ||
      (self->calls = calls_of (connection, self->titles, self->schemes, error)) == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
jz_shelved_follow (JzOperation *operation, const JzShelved *before, GError **error)
{
  JzConnection         *connection = jz_operation_get_connection (operation);
  g_autoptr (GPtrArray) after = calls_of (connection, before->titles, before->schemes, error);

  for (guint i = 0; after != NULL && i < after->len; i++)
    {
      const char *old = g_ptr_array_index (before->calls, i), *call = g_ptr_array_index (after, i);

      if (strcmp (old, call) != 0 &&
          !relabel (connection, g_array_index (before->titles, gint64, i % before->titles->len),
                    g_array_index (before->schemes, gint64, i / before->titles->len), old, call, error))
        return FALSE;
    }
  return after != NULL;
}

static gboolean
number_is_free (JzConnection *connection, gint64 title, gint64 scheme, const char *class_, const char *number,
                GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *other = jz_connection_text (connection, &failure,
                                               "SELECT t.title FROM call_number c JOIN title t ON t.id = c.title WHERE "
                                               "c.scheme = ? AND c.class = ? "
                                               "AND c.number = ? AND c.title <> ?",
                                               "lssl", scheme, class_, number, title);

  if (failure == NULL && other == NULL)
    return TRUE;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s/%s is the number of %s"), class_, number, other);
  return FALSE;
}

static gboolean
write_number (JzOperation *operation, gint64 title, gint64 scheme, const char *class_, const char *number,
              GError **error)
{
  JzConnection         *connection = jz_operation_get_connection (operation);
  g_autofree char *own = own_call (connection, title, scheme, error), *call = g_strconcat (class_, "/", number, NULL);
  g_autoptr (JzShelved) before = NULL;

  if (own == NULL || strcmp (own, call) == 0)
    return own != NULL;
  before = jz_shelved_read (connection, title, error);
  return before != NULL && number_is_free (connection, title, scheme, class_, number, error) &&
         jz_connection_run (connection, error,
                            "INSERT INTO call_number (scheme, class, number, serial, title, changed) VALUES (?1, ?2, "
                            "?3, ?4, ?5, jz_operation()) "
                            "ON CONFLICT (title, scheme) DO UPDATE SET class = ?2, number = ?3, serial = ?4, changed = "
                            "jz_operation()",
                            "lssll", scheme, class_, number, jz_call_number_serial (number), title) &&
         jz_shelved_follow (operation, before, error);
}

/* What @title gets where nobody says it. */
static gboolean
choose_number (JzConnection *connection, gint64 title, gint64 scheme, const char *class_, char **number, GError **error)
{
  g_auto (JzShelvingOffer) offer = { 0 };
  g_autoptr (JzMarc)       record = jz_marc_new ();
  g_autofree char *own = own_call (connection, title, scheme, error),
                  *own_class = own != NULL ? jz_call_number_class (own) : NULL;

  if (own == NULL)
    return FALSE;
  if (own[0] != '\0' && strcmp (own_class, class_) == 0)
    {
      *number = jz_call_number_number (own);
      return TRUE;
    }
  if (!jz_title_read (connection, title, record, error) ||
      !jz_shelving_offer (connection, scheme, class_, record, &offer, error))
    return FALSE;
  *number = g_steal_pointer (&offer.number);
  return TRUE;
}

/* The number itself; "": there is none to be taken, since a volume stands with its set unless somebody says otherwise.
 */
static gboolean
number_to_take (JzConnection *connection, gint64 title, gint64 scheme, const char *class_, const char *number,
                char **mine, GError **error)
{
  g_autofree char *set = number == NULL ? set_call (connection, title, scheme, error) : g_strdup ("");
  g_autofree char *whole = NULL;

  if (set == NULL)
    return FALSE;
  if (set[0] != '\0')
    *mine = g_strdup ("");
  else if (number == NULL)
    return choose_number (connection, title, scheme, class_, mine, error);
  else
    {
      whole = g_strconcat (class_, "/", number, NULL);
      *mine = jz_call_number_number (whole);
    }
  return TRUE;
}

gboolean
jz_shelving_take (JzOperation *operation, gint64 title, gint64 scheme, const char *class_, const char *number,
                  char **call, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *tidy = jz_call_number_class (class_), *mine = NULL;

  if (!number_to_take (connection, title, scheme, tidy, number, &mine, error))
    return FALSE;
  if (tidy[0] == '\0' && mine[0] != '\0')
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("There is no class number"));
      return FALSE;
    }
  if (mine[0] != '\0' && !write_number (operation, title, scheme, tidy, mine, error))
    return FALSE;
  if (call != NULL)
    *call = jz_shelving_call (connection, title, scheme, error);
  return call == NULL || *call != NULL;
}
