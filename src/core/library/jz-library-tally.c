/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-library-tally.h"

#include <string.h>

guint
jz_tally_letter (const char *class_)
{
  char letter = class_ != NULL ? g_ascii_toupper (class_[0]) : '\0';

  return letter >= 'A' && letter <= 'Z' ? (guint) (letter - 'A') : JZ_TALLY_LETTERS - 1;
}

/* Loans. */

static void
count (GHashTable *table, gpointer key, gsize n)
{
  g_hash_table_insert (table, key, GSIZE_TO_POINTER (GPOINTER_TO_SIZE (g_hash_table_lookup (table, key)) + n));
}

static void
count_month (JzTally *self, const char *day, gsize n)
{
  char month[8];

  g_strlcpy (month, day, sizeof month);
  g_hash_table_insert (self->months, g_strdup (month),
                       GSIZE_TO_POINTER (GPOINTER_TO_SIZE (g_hash_table_lookup (self->months, month)) + n));
}

/* The loans of one day. What is the same for all of them is told once: the rows come in the order of their days. */
typedef struct
{
  char     day[JZ_DATE_LENGTH];
  gboolean in_period;
  gsize    lately; /* 1: since the day before which nothing was borrowed */
  gsize    n;
} Day;

static void
end_day (JzTally *self, const Day *day)
{
  if (day->n == 0 || !day->in_period)
    return;
  count_month (self, day->day, day->n);
  g_hash_table_add (self->days, g_strdup (day->day));
}

static void
begin_day (JzTally *self, Day *day, const char *iso)
{
  end_day (self, day);
  g_strlcpy (day->day, iso, sizeof day->day);
  day->in_period = strcmp (iso, self->first) >= 0 && strcmp (iso, self->last) <= 0;
  day->lately = strcmp (iso, self->unlent_from) >= 0;
  day->n = 0;
}

/* The row: day, copy, reader, class. */
static void
count_loan (JzTally *self, const Day *day, JzStatement *row)
{
  gpointer copy = GSIZE_TO_POINTER (jz_statement_int64 (row, 1));
  gsize    known = GPOINTER_TO_SIZE (g_hash_table_lookup (self->copies, copy));

  g_hash_table_insert (self->copies, copy,
                       GSIZE_TO_POINTER ((known | day->lately) + (day->in_period ? 2 : 0)));
  if (!day->in_period)
    return;
  self->loans++;
  g_hash_table_add (self->readers, GSIZE_TO_POINTER (jz_statement_int64 (row, 2)));
  if (jz_statement_is_null (row, 3))
    return;
  self->class_loans++;
  count (self->classes, GSIZE_TO_POINTER (jz_statement_int64 (row, 3)), 1);
}

static gboolean
read_loans (JzConnection *connection, JzTally *self, GError **error)
{
  const char  *from = strcmp (self->first, self->unlent_from) < 0 ? self->first : self->unlent_from;
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT lent, copy, reader, class FROM lending INDEXED BY lending_lent "
                                          "WHERE lent >= ? ORDER BY lent",
                                          "s", from);
  Day          day = { 0 };

  while (jz_statement_next (row))
    {
      const char *lent = jz_statement_text (row, 0);

      if (strcmp (lent, day.day) != 0)
        begin_day (self, &day, lent);
      day.n++;
      count_loan (self, &day, row);
    }
  end_day (self, &day);
  return jz_statement_finish (row, error);
}

static gboolean
read_days (JzConnection *connection, JzTally *self, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT DISTINCT returned FROM lending WHERE returned BETWEEN ? AND ? AND "
                                          "returned IS NOT NULL",
                                          "ss", self->first, self->last);

  while (jz_statement_next (row))
    g_hash_table_add (self->days, jz_statement_dup (row, 0));
  return jz_statement_finish (row, error);
}

static gboolean
read_folded (JzConnection *connection, JzTally *self, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT month, class, letter, lent FROM lending_month WHERE month || '-15' "
                                          "BETWEEN ? AND ?",
                                          "ss", self->first, self->last);

  while (jz_statement_next (row))
    {
      gint64 lent = jz_statement_int64 (row, 3);

      self->folded = TRUE;
      self->loans += lent;
      count_month (self, jz_statement_text (row, 0), (gsize) lent);
      self->letters[jz_tally_letter (jz_statement_text (row, 2))].loans += lent;
      if (jz_statement_is_null (row, 1))
        continue;
      self->class_loans += lent;
      count (self->classes, GSIZE_TO_POINTER (jz_statement_int64 (row, 1)), (gsize) lent);
    }
  return jz_statement_finish (row, error);
}

/* How far back anything is known. */
static gboolean
read_reach (JzConnection *connection, JzTally *self, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT day IS NOT NULL, ifnull (day <= ?1, 0) AND NOT EXISTS (SELECT 1 FROM lending_month WHERE month >= substr "
    "(?1, 1, 7)) FROM (SELECT min (day) AS day FROM (SELECT min (lent) AS day FROM lending UNION ALL SELECT min "
    "(month) || '-01' FROM lending_month))",
    "s", self->unlent_from);

  if (jz_statement_next (row))
    {
      self->any = jz_statement_int64 (row, 0) != 0;
      self->unlent_known = jz_statement_int64 (row, 1) != 0;
    }
  return jz_statement_finish (row, error);
}

/* Holdings. */

enum { BOOK, REFERENCE, PERIODICAL, OTHER }; /* what a material counts as */
enum { FRESH = 1, OLD = 2 };                 /* what came with a delivery */

/* A title with its copies, one after another. */
typedef struct
{
  gint64   id;
  gboolean held;        /* it is not void */
  gint64   price;       /* fen; -1: not known */
  gsize    counts;
  guint    letter;
  gint64   copies;      /* that are held */
  gint64   loans;
  gboolean old, lately; /* one was there before unlent_from; one was lent since */
  gboolean fresh;       /* something came of it */
} Title;

/* The scans of copies and titles go side by side in the order of titles; the few deliveries and materials are looked
 * up. */
typedef struct
{
  GHashTable  *materials;  /* id → what it counts as, plus one */
  GHashTable  *deliveries; /* id → FRESH, OLD, or nothing */
  JzStatement *titles;
  Title        title;
} Holdings;

/* Its rows: id, number. */
static gboolean
read_numbers (JzStatement *row, GHashTable *numbers, GError **error)
{
  while (jz_statement_next (row))
    g_hash_table_insert (numbers, GSIZE_TO_POINTER (jz_statement_int64 (row, 0)),
                         GSIZE_TO_POINTER (jz_statement_int64 (row, 1)));
  return jz_statement_finish (row, error);
}

static gsize
look_up (GHashTable *numbers, gint64 id)
{
  return GPOINTER_TO_SIZE (g_hash_table_lookup (numbers, GSIZE_TO_POINTER (id)));
}

static void
end_title (JzTally *self, const Title *title)
{
  JzTallyLetter *letter = &self->letters[title->letter];
  JzTallyTitle   lent = { title->id, title->loans };

  letter->loans += title->loans;
  if (title->loans > 0)
    g_array_append_val (self->titles, lent);
  if (title->copies == 0)
    return;
  self->reference += title->counts == REFERENCE;
  self->periodicals += title->counts == PERIODICAL && title->fresh;
  if (title->counts > REFERENCE)
    return;
  self->n_titles++;
  self->n_copies += title->copies;
  letter->titles++;
  letter->copies += title->copies;
  letter->unlent += title->old && !title->lately;
}

/* On to the title @id, which is there. */
static void
begin_title (JzTally *self, Holdings *holdings, gint64 id)
{
  Title       *title = &holdings->title;
  JzStatement *row = holdings->titles;

  end_title (self, title);
  *title = (Title){ .id = id, .counts = OTHER };
  while (jz_statement_next (row))
    {
      if (jz_statement_int64 (row, 0) != id)
        continue;
      title->letter = jz_tally_letter (jz_statement_text (row, 1));
      title->counts = look_up (holdings->materials, jz_statement_int64 (row, 2)) - 1;
      title->price = jz_statement_int64 (row, 3);
      title->held = jz_statement_int64 (row, 4) != 0;
      return;
    }
}

/* The row: id, title, held, price, delivery. */
static void
take_copy (JzTally *self, Holdings *holdings, JzStatement *row)
{
  Title *title = &holdings->title;
  gsize  known = look_up (self->copies, jz_statement_int64 (row, 0));
  gsize  came = look_up (holdings->deliveries, jz_statement_int64 (row, 4));
  gint64 price;

  title->loans += (gint64) (known >> 1);
  title->lately |= (known & 1) != 0;
  if (jz_statement_int64 (row, 2) == 0 || !title->held)
    return;
  title->copies++;
  title->fresh |= (came & FRESH) != 0;
  title->old |= (came & OLD) != 0;
  if (title->counts > REFERENCE)
    return;
  price = jz_statement_is_null (row, 3) ? title->price : jz_statement_int64 (row, 3);
  self->fresh += (came & FRESH) != 0;
  self->value += MAX (price, 0);
  self->unpriced += price < 0;
}

static gboolean
scan_copies (JzConnection *connection, JzTally *self, Holdings *holdings, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT id, title, voided IS NULL AND state NOT IN ('lost', 'withdrawn'), "
                                          "price, accession FROM copy ORDER BY title",
                                          "");
  gboolean     ok;

  holdings->titles = jz_connection_query (connection, row != NULL ? error : NULL,
                                          "SELECT id, class, material, ifnull (price, -1), voided IS NULL FROM title "
                                          "ORDER BY id",
                                          "");
  while (jz_statement_next (row))
    {
      if (jz_statement_int64 (row, 1) != holdings->title.id)
        begin_title (self, holdings, jz_statement_int64 (row, 1));
      take_copy (self, holdings, row);
    }
  end_title (self, &holdings->title);
  self->knows_copies = holdings->title.id != 0;
  ok = jz_statement_finish (row, error);
  return jz_statement_finish (holdings->titles, ok ? error : NULL) && ok;
}

static gboolean
read_holdings (JzConnection *connection, JzTally *self, GError **error)
{
  g_autoptr (GHashTable) materials = g_hash_table_new (g_direct_hash, g_direct_equal),
                         deliveries = g_hash_table_new (g_direct_hash, g_direct_equal);
  Holdings     holdings = { materials, deliveries, NULL, { .counts = OTHER } };
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT id, CASE counts WHEN 'book' THEN 1 WHEN 'reference' THEN 2 WHEN "
                                          "'periodical' THEN 3 ELSE 4 END FROM material",
                                          "");

  if (!read_numbers (row, materials, error))
    return FALSE;
  row = jz_connection_query (connection, error,
                             "SELECT id, (date > ?1 AND date <= ?2) + 2 * (date < ?3) FROM accession", "sss",
                             self->fresh_from, self->last, self->unlent_from);
  return read_numbers (row, deliveries, error) && scan_copies (connection, self, &holdings, error);
}

static gboolean
knows (JzConnection *connection, const char *counts, gboolean *known, GError **error)
{
  gint64 found;

  if (!jz_connection_number (connection, &found, 0, error,
                             "SELECT EXISTS (SELECT 1 FROM title JOIN material ON material.id = title.material WHERE "
                             "title.voided IS NULL AND counts = ?)",
                             "s", counts))
    return FALSE;
  *known = found != 0;
  return TRUE;
}

/* What is subscribed to in the year of the last day; where a school has no subscriptions it is what came. */
static gboolean
read_subscriptions (JzConnection *connection, JzTally *self, GError **error)
{
  gint64 any, n;

  if (!jz_connection_number (connection, &any, 0, error,
                             "SELECT EXISTS (SELECT 1 FROM subscription WHERE voided IS NULL)", "") ||
      !jz_connection_number (connection, &n, 0, error,
                             "SELECT count (*) FROM subscription WHERE voided IS NULL AND year = "
                             "CAST (substr (?, 1, 4) AS INTEGER)",
                             "s", self->last))
    return FALSE;
  if (any)
    self->periodicals = n;
  self->knows_periodicals |= any;
  return TRUE;
}

gboolean
jz_tally_read (JzConnection *connection, JzTally *self, GError **error)
{
  self->copies = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->readers = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->classes = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->months = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->titles = g_array_new (FALSE, FALSE, sizeof (JzTallyTitle));
  return read_loans (connection, self, error) && read_days (connection, self, error) &&
         read_folded (connection, self, error) && read_reach (connection, self, error) &&
         read_holdings (connection, self, error) && knows (connection, "reference", &self->knows_reference, error) &&
         knows (connection, "periodical", &self->knows_periodicals, error) &&
         read_subscriptions (connection, self, error);
}

void
jz_tally_clear (JzTally *self)
{
  GHashTable **tables[] = { &self->copies, &self->readers, &self->classes, &self->days, &self->months };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    g_clear_pointer (tables[i], g_hash_table_unref);
  g_clear_pointer (&self->titles, g_array_unref);
}
