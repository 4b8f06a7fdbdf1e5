/* Readers as they are seen: read, scanned, looked for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-people.h"
#include "jz-reader.h"
#include "jz-search.h"
#include "jz-source.h"
#include "jz-text.h"

#define READ                                                                                                           \
  "SELECT r.id, ifnull (r.person, 0), ifnull (r.class, 0), ifnull (r.grp, 0), r.card, r.name, r.class_name, ifnull "   \
  "(g.title, ''), "                                                                                                    \
  "r.state, iif (r.stopped >= ?2, r.stopped, NULL), r.holder = 'class', r.gone, "                                      \
  "(SELECT count (*) FROM lending WHERE reader = r.id AND returned IS NULL), ifnull (rule.copies, 0), "                \
  "(SELECT count (*) FROM lending WHERE reader = r.id AND returned IS NULL AND due < ?2), "                            \
  "(SELECT count (*) FROM hold WHERE reader = r.id AND state IN ('waiting', 'ready')), "                               \
  "ifnull ((SELECT sum (amount) FROM charge WHERE reader = r.id AND state = 'due'), 0) "                               \
  "FROM reader_now r LEFT JOIN reader_group g ON g.id = r.grp LEFT JOIN loan_rule rule ON rule.grp = r.grp AND "       \
  "rule.material IS NULL "

void
jz_reader_free (JzReader *self)
{
  if (self == NULL)
    return;
  g_free (self->card);
  g_free (self->name);
  g_free (self->class_name);
  g_free (self->group_title);
  g_free (self->state);
  g_free (self->stopped);
  g_free (self);
}

static JzReader *
take_reader (JzStatement *row)
{
  JzReader *reader = g_new0 (JzReader, 1);

  reader->id = jz_statement_int64 (row, 0);
  reader->person = jz_statement_int64 (row, 1);
  reader->class_ = jz_statement_int64 (row, 2);
  reader->group = jz_statement_int64 (row, 3);
  reader->card = jz_statement_dup (row, 4);
  reader->name = jz_statement_dup (row, 5);
  reader->class_name = jz_statement_dup (row, 6);
  reader->group_title = jz_statement_dup (row, 7);
  reader->state = jz_statement_dup (row, 8);
  reader->stopped = jz_statement_dup (row, 9);
  reader->is_class = jz_statement_int64 (row, 10) != 0;
  reader->is_gone = jz_statement_int64 (row, 11) != 0;
  reader->out = (guint) jz_statement_int64 (row, 12);
  reader->limit = (guint) jz_statement_int64 (row, 13);
  reader->late = (guint) jz_statement_int64 (row, 14);
  reader->holds = (guint) jz_statement_int64 (row, 15);
  reader->owed = jz_statement_int64 (row, 16);
  return reader;
}

JzReader *
jz_reader_read (JzConnection *connection, gint64 id, GError **error)
{
  char         today[JZ_DATE_LENGTH];
  JzStatement *row = jz_connection_query (connection, error, READ "WHERE r.id = ?1", "ls", id,
                                          jz_date_to_iso (jz_source_today (connection), today));
  JzReader    *reader;

  if (!jz_statement_first (row, _("There is no such reader"), error))
    return NULL;
  reader = take_reader (row);
  jz_statement_reset (row);
  return reader;
}

char *
jz_reader_card (const char *typed)
{
  g_autofree char *tidy = jz_text_tidy (typed), *narrow = jz_text_narrow (tidy);

  return g_ascii_strup (narrow, -1);
}

gboolean
jz_reader_scan (JzConnection *connection, const char *card, gint64 *id, GError **error)
{
  g_autofree char *folded = jz_reader_card (card);

  return jz_connection_number (connection, id, 0, error, "SELECT id FROM reader WHERE card = ? AND voided IS NULL", "s",
                               folded);
}

static gboolean
collect (JzStatement *rows, GPtrArray *readers, GError **error)
{
  while (jz_statement_next (rows))
    g_ptr_array_add (readers, take_reader (rows));
  return jz_statement_finish (rows, error);
}

/* "四(3) 李" is class and name; the class may be the whole of it. */
static gboolean
split_class (JzConnection *connection, const char *typed, gint64 *class_, char **rest, GError **error)
{
  g_auto (GStrv) words = g_strsplit (typed, " ", 2);

  *class_ = 0;
  *rest = NULL;
  if (words[0] == NULL || !jz_class_find (connection, words[0], class_, error))
    return words[0] == NULL;
  if (*class_ != 0)
    *rest = g_strdup (words[1] != NULL ? words[1] : "");
  return TRUE;
}

#define IN_ORDER                                                                                                       \
  " AND r.state <> 'left' ORDER BY r.grade, r.number, r.holder <> 'class', jz_sort_key (r.name), r.id LIMIT ?3"

GPtrArray *
jz_reader_find (JzConnection *connection, const char *typed, guint limit, GError **error)
{
  g_autoptr (GPtrArray) readers = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_reader_free);
  g_autofree char      *tidy = jz_text_tidy (typed), *rest = NULL, *expression = NULL;
  char                  today[JZ_DATE_LENGTH];
  gint64                id, class_;
  JzReader             *reader;

  jz_date_to_iso (jz_source_today (connection), today);
  if (!jz_reader_scan (connection, tidy, &id, error) || !split_class (connection, tidy, &class_, &rest, error))
    return NULL;
  if (id != 0)
    {
      reader = jz_reader_read (connection, id, error);
      if (reader == NULL)
        return NULL;
      g_ptr_array_add (readers, reader);
      return g_steal_pointer (&readers);
    }
  expression = jz_search_expression (rest != NULL ? rest : tidy);
  if (expression == NULL && class_ == 0)
    return g_steal_pointer (&readers);
  if (!collect (expression == NULL ?
                  jz_connection_query (connection, error, READ "WHERE r.class = ?1" IN_ORDER, "lsi", class_, today,
                                       (int) limit) :
                  jz_connection_query (
                    connection, error,
                    READ "WHERE r.person IN (SELECT rowid FROM person_search WHERE person_search MATCH ?1) AND "
                         "(?4 = 0 OR r.class = ?4)" IN_ORDER,
                    "ssil", expression, today, (int) limit, class_),
                readers, error))
    return NULL;
  return g_steal_pointer (&readers);
}

/* Of a class itself only the card of the class is meant, and nobody who is of it. */
static gboolean
names_class (JzConnection *connection, const char *typed, gboolean *names, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (typed), *rest = NULL;
  gint64           class_;

  if (!split_class (connection, tidy, &class_, &rest, error))
    return FALSE;
  *names = rest != NULL && rest[0] == '\0';
  return TRUE;
}

gboolean
jz_reader_meant (JzConnection *connection, const char *typed, gint64 *id, GError **error)
{
  g_autoptr (GPtrArray) readers = NULL;
  const JzReader       *one;
  gboolean              of_class;

  if (!jz_reader_scan (connection, typed, id, error))
    return FALSE;
  if (*id != 0)
    return TRUE;
  readers = jz_reader_find (connection, typed, 2, error);
  if (readers == NULL || !names_class (connection, typed, &of_class, error))
    return FALSE;
  if (readers->len == 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such reader"), typed);
      return FALSE;
    }
  one = g_ptr_array_index (readers, 0);
  if ((of_class || readers->len > 1) && !one->is_class)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: several readers may be meant; use the card number"),
                   typed);
      return FALSE;
    }
  *id = one->id;
  return TRUE;
}
