/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-shelving.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-bib.h"
#include "jz-call-number.h"
#include "jz-han.h"
#include "jz-text.h"
#include "jz-title.h"

#define AUTHOR_MOST 4 /* digits of his number */

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

/* Without who else wrote it, where he comes from, and what he did. Returns: (transfer full) (array zero-terminated=1)
 */
static gunichar *
name_of (const char *author, glong *length)
{
  static const char *const roles[] = { "编著", "主编", "编写", "编绘", "原著", "改编", "选编", "著",
                                       "编",   "译",   "绘",   "撰",   "写",   "文",   "图",   NULL };
  g_autofree char *tidy = jz_text_tidy (author), *narrow = jz_text_narrow (tidy), *first = NULL;
  const char      *p = narrow;
  gunichar        *name;
  glong            n = 0;

  while ((*p == '(' || *p == '[') && strpbrk (p, ")]") != NULL)
    p = strpbrk (p, ")]") + 1;
  first = g_strndup (p, strcspn (p, ",;/ "));
  for (guint i = 0; roles[i] != NULL; i++)
    if (g_str_has_suffix (first, roles[i]) && strlen (first) > strlen (roles[i]))
      {
        first[strlen (first) - strlen (roles[i])] = '\0';
        break;
      }
  name = g_utf8_to_ucs4_fast (first, -1, length);
  for (glong i = 0; i < *length; i++)
    if (jz_han_is (name[i]))
      name[n++] = name[i];
  *length = n;
  return name;
}

char *
jz_shelving_author_number (const char *author)
{
  static const guint taken[AUTHOR_MOST][AUTHOR_MOST] = { { 4 }, { 2, 2 }, { 2, 1, 1 }, { 1, 1, 1, 1 } };
  glong               length = 0;
  g_autofree gunichar *name = name_of (author, &length);
  g_autoptr (GString) number = g_string_new (NULL);
  char                corners[5];

  for (glong i = 0; i < MIN (length, AUTHOR_MOST); i++)
    if (jz_han_four_corner (name[i], corners))
      g_string_append_len (number, corners, taken[MIN (length, AUTHOR_MOST) - 1][i]);
  return g_string_free (g_steal_pointer (&number), FALSE);
}

char *
jz_shelving_volume (const char *volume)
{
  static const char *const digits[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  g_autofree char *narrow = jz_text_narrow (volume), *tidy = jz_text_tidy (narrow);
  const char      *first = tidy + strcspn (tidy, "0123456789");
  guint            tens = 0, value = 0;

  if (*first != '\0')
    return g_strndup (first, strspn (first, "0123456789"));
  for (const char *p = tidy; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_str_has_prefix (p, "十"))
        {
          tens = MAX (value, 1);
          value = 0;
        }
      for (guint i = 1; i < G_N_ELEMENTS (digits); i++)
        if (g_str_has_prefix (p, digits[i]))
          value = i;
    }
  if (tens * 10 + value > 0)
    return g_strdup_printf ("%u", tens * 10 + value);
  return g_steal_pointer (&tidy);
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

/* The copies follow; what stands behind the number on a spine stays. */
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
      const char *old = jz_statement_text (rows, 1);
      gint64      id = jz_statement_int64 (rows, 0);

      g_array_append_val (ids, id);
      g_ptr_array_add (
          calls,
          g_strconcat (call, before[0] != '\0' && g_str_has_prefix (old, before) ? old + strlen (before) : "", NULL));
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
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *before = own_call (connection, title, scheme, error),
                  *call = g_strconcat (class_, "/", number, NULL);

  if (before == NULL || strcmp (before, call) == 0)
    return before != NULL;
  return number_is_free (connection, title, scheme, class_, number, error) &&
         jz_connection_run (connection, error,
                            "INSERT INTO call_number (scheme, class, number, serial, title, changed) VALUES (?1, ?2, "
                            "?3, ?4, ?5, jz_operation()) "
                            "ON CONFLICT (title, scheme) DO UPDATE SET class = ?2, number = ?3, serial = ?4, changed = "
                            "jz_operation()",
                            "lssll", scheme, class_, number, jz_call_number_serial (number), title) &&
         relabel (connection, title, scheme, before, call, error);
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
