/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-lending-read.h"

#include "jz-source.h"

void
jz_book_out_free (JzBookOut *self)
{
  char *const texts[] = { self->code, self->title_text, self->call, self->card,
                          self->who,  self->class_name, self->lent, self->due };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (self);
}

#define BOOKS_OUT                                                                                                      \
  "SELECT l.id, l.copy, c.title, l.reader, ifnull (r.class, 0), c.barcode, trim (t.title || ' ' || t.volume), "        \
  "c.call, r.card, r.name, r.class_name, "                                                                             \
  "l.lent, l.due, l.renewals, ifnull (c.price, ifnull (t.price, 0)) FROM lending l JOIN copy c ON c.id = l.copy JOIN " \
  "title t ON t.id = c.title "                                                                                         \
  "JOIN reader_now r ON r.id = l.reader WHERE l.returned IS NULL AND "
#define IN_ORDER " ORDER BY r.grade, r.number, jz_sort_key (r.name), r.id, l.due, l.id"

static JzBookOut *
take_book (JzStatement *row, JzDate today)
{
  JzBookOut    *book = g_new0 (JzBookOut, 1);
  char **const texts[] = { &book->code, &book->title_text, &book->call, &book->card,
                           &book->who,  &book->class_name, &book->lent, &book->due };

  book->lending = jz_statement_int64 (row, 0);
  book->copy = jz_statement_int64 (row, 1);
  book->title = jz_statement_int64 (row, 2);
  book->reader = jz_statement_int64 (row, 3);
  book->class_ = jz_statement_int64 (row, 4);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = jz_statement_dup (row, 5 + (int) i);
  book->renewals = (guint) jz_statement_int64 (row, 13);
  book->price = jz_statement_int64 (row, 14);
  book->late = today - jz_date_from_iso (book->due);
  return book;
}

GPtrArray *
jz_books_out (JzConnection *connection, const JzBooksOutQuery *query, GError **error)
{
  g_autoptr (GPtrArray) books = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_book_out_free);
  JzDate                today = jz_source_today (connection);
  char                  iso[JZ_DATE_LENGTH];
  /* Each of the three comes from an index of its own. */
  const char *sql = query->reader != 0 ? BOOKS_OUT
                      "l.reader = ?1 AND (?2 = 0 OR r.class = ?2) AND (NOT ?3 OR l.due < ?4)" IN_ORDER :
                    query->overdue ? BOOKS_OUT "?1 = 0 AND l.due < ?4 AND ?3 AND (?2 = 0 OR r.class = ?2)" IN_ORDER :
                                     BOOKS_OUT "?1 = 0 AND NOT ?3 AND ?4 <> '' AND (?2 = 0 OR r.class = ?2)" IN_ORDER;
  JzStatement *row = jz_connection_query (connection, error, sql, "llis", query->reader, query->class_, query->overdue,
                                          jz_date_to_iso (today, iso));

  while (jz_statement_next (row))
    g_ptr_array_add (books, take_book (row, today));
  return jz_statement_finish (row, error) ? g_steal_pointer (&books) : NULL;
}

void
jz_clearing_free (JzClearing *self)
{
  g_free (self->card);
  g_free (self->name);
  g_free (self->class_name);
  g_free (self);
}

GPtrArray *
jz_clearing_list (JzConnection *connection, gint64 class_, GError **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_clearing_free);
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT * FROM (SELECT r.id, r.card, r.name, r.class_name, (SELECT count (*) "
                                          "FROM lending WHERE reader = r.id AND returned IS NULL) AS books, "
                                          "ifnull ((SELECT sum (amount) FROM charge WHERE reader = r.id AND state = "
                                          "'due'), 0) AS owed, r.grade AS g, r.number AS n "
                                          "FROM reader_now r WHERE r.state <> 'left' AND iif (?1 = 0, r.gone, r.class "
                                          "= ?1)) ORDER BY books + owed = 0, g, n, jz_sort_key (name), id",
                                          "l", class_);

  while (jz_statement_next (row))
    {
      JzClearing *one = g_new0 (JzClearing, 1);

      one->reader = jz_statement_int64 (row, 0);
      one->card = jz_statement_dup (row, 1);
      one->name = jz_statement_dup (row, 2);
      one->class_name = jz_statement_dup (row, 3);
      one->out = (guint) jz_statement_int64 (row, 4);
      one->owed = jz_statement_int64 (row, 5);
      g_ptr_array_add (people, one);
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&people) : NULL;
}
