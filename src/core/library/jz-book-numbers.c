/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-book-numbers.h"

#include <string.h>

#include "jz-copy.h"

struct _JzBookNumbers
{
  JzConnection *connection;
  GHashTable   *taken; /* number → title.id, of what is to come */
  char         *prefix;
  int           width;
  guint64       next;
};

static gsize
n_digits (const char *number)
{
  gsize length = strlen (number), n = 0;

  while (n < MIN (length, 18) && g_ascii_isdigit (number[length - n - 1]))
    n++;
  return n;
}

JzBookNumbers *
jz_book_numbers_new (JzConnection *connection, GError **error)
{
  g_autofree char *first = jz_copy_next_number (connection, error);
  gsize            digits;
  JzBookNumbers   *self;

  if (first == NULL)
    return NULL;
  digits = n_digits (first);
  self = g_new0 (JzBookNumbers, 1);
  self->connection = connection;
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->prefix = g_strndup (first, strlen (first) - digits);
  self->width = (int) digits;
  self->next = g_ascii_strtoull (first + strlen (first) - digits, NULL, 10);
  return self;
}

void
jz_book_numbers_free (JzBookNumbers *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->taken);
  g_free (self->prefix);
  g_free (self);
}

gboolean
jz_book_numbers_owner (JzBookNumbers *self, const char *number, gint64 *title, GError **error)
{
  const gint64 *mine = g_hash_table_lookup (self->taken, number);

  *title = mine != NULL ? *mine : 0;
  return mine != NULL || jz_connection_number (self->connection, title, 0, error,
                                               "SELECT title FROM copy WHERE barcode = ?1 AND voided IS NULL UNION ALL "
                                               "SELECT title FROM copy WHERE number = ?1 AND voided IS NULL UNION ALL "
                                               "SELECT -1 FROM copy WHERE number = ?1 AND voided IS NOT NULL UNION ALL "
                                               "SELECT -1 FROM reader WHERE card = ?1 AND voided IS NULL LIMIT 1",
                                               "s", number);
}

void
jz_book_numbers_take (JzBookNumbers *self, const char *number, gint64 title)
{
  g_hash_table_insert (self->taken, g_strdup (number), g_memdup2 (&title, sizeof title));
}

char *
jz_book_numbers_next (JzBookNumbers *self, GError **error)
{
  g_autofree char *number = NULL;
  gint64           owner;

  do
    {
      g_free (number);
      number = g_strdup_printf ("%s%0*" G_GUINT64_FORMAT, self->prefix, self->width, self->next++);
      if (!jz_book_numbers_owner (self, number, &owner, error))
        return NULL;
    }
  while (owner != 0);
  return g_steal_pointer (&number);
}

GPtrArray *
jz_book_numbers_run (const char *first, guint n)
{
  gsize            length = strlen (first), digits = n_digits (first);
  g_autofree char *last = NULL, *run = NULL;
  guint64          end;

  if (digits == 0 || n == 0)
    return NULL;
  end = g_ascii_strtoull (first + length - digits, NULL, 10) + n - 1;
  last = g_strdup_printf ("%0*" G_GUINT64_FORMAT, (int) digits, end);
  run = strlen (last) == digits ? g_strconcat (first, "-", last, NULL) : NULL;
  return run != NULL ? jz_copy_expand (run) : NULL;
}
