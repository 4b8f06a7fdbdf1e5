/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-library-form.h"
#include "jz-money.h"
#include "jz-quantity.h"
#include "jz-source.h"

/* What the books count: everything that was ever entered and not taken back, at the price of the copy or of its
 * title. */
#define ENTERED                                                                                                        \
  "FROM copy c JOIN title t ON t.id = c.title JOIN accession a ON a.id = c.accession WHERE c.voided IS NULL AND "      \
  "t.voided IS NULL "
#define PRICE "ifnull (sum (ifnull (c.price, t.price)), 0)"

typedef struct
{
  JzReport   *report;
  GPtrArray  *cells;  /* of the row at hand */
  const char *first, *last;
} Book;

static void
put (Book *self, const char *text)
{
  g_ptr_array_add (self->cells, g_strdup (text != NULL ? text : ""));
}

static void
put_number (Book *self, gint64 number)
{
  g_ptr_array_add (self->cells, jz_quantity_format (number, 0));
}

static void
put_money (Book *self, gint64 fen)
{
  g_ptr_array_add (self->cells, jz_money_format (fen));
}

static void
end_row (Book *self)
{
  jz_report_add_row (self->report, (const char *const *) self->cells->pdata);
  g_ptr_array_set_size (self->cells, 0);
}

static void
add_columns (Book *self, const char *const *titles, JzAlign align, JzSum sum)
{
  for (; *titles != NULL; titles++)
    jz_report_add_column (self->report, *titles, 0, align == JZ_ALIGN_LEFT, align, sum);
}

#define LEFT(...)    add_columns (self, (const char *const[]){ __VA_ARGS__, NULL }, JZ_ALIGN_LEFT, JZ_SUM_NONE)
#define NUMBERS(...) add_columns (self, (const char *const[]){ __VA_ARGS__, NULL }, JZ_ALIGN_RIGHT, JZ_SUM_QUANTITY)
#define MONEY(...)   add_columns (self, (const char *const[]){ __VA_ARGS__, NULL }, JZ_ALIGN_RIGHT, JZ_SUM_MONEY)
#define PLAIN(...)   add_columns (self, (const char *const[]){ __VA_ARGS__, NULL }, JZ_ALIGN_RIGHT, JZ_SUM_NONE)

/* 总账: what came and what went, day by day. */

#define DAYS                                                                                                           \
  "SELECT a.date AS day, a.number AS words, count (DISTINCT c.title) AS titles, count (*) AS copies, " PRICE           \
  " AS amount, 0 AS kind " ENTERED "GROUP BY a.id UNION ALL SELECT day, '', count (DISTINCT title), count (*), "        \
  "ifnull (sum (price), 0), iif (state = 'lost', 1, 2) FROM copy_gone GROUP BY day, state"

/* The row: day, words, titles, copies, amount, kind (0 in, 1 lost, 2 weeded). What is left is brought up to date. */
static void
add_day (Book *self, JzStatement *row, gint64 *copies, gint64 *amount)
{
  gboolean in = jz_statement_int64 (row, 5) == 0;
  gint64   n = jz_statement_int64 (row, 3), fen = jz_statement_int64 (row, 4);

  put (self, jz_statement_text (row, 0));
  put (self, in ? jz_statement_text (row, 1) : jz_statement_int64 (row, 5) == 1 ? _("Lost") : _("Weeded"));
  for (int i = 0; i < (in ? 0 : 3); i++)
    put (self, NULL);
  if (in)
    put_number (self, jz_statement_int64 (row, 2));
  put_number (self, n);
  put_money (self, fen);
  for (int i = 0; i < (in ? 2 : 0); i++)
    put (self, NULL);
  *copies += in ? n : -n;
  *amount += in ? fen : -fen;
  put_number (self, *copies);
  put_money (self, *amount);
  end_row (self);
}

static void
add_total_columns (Book *self, gint64 copies, gint64 amount)
{
  LEFT (_("Day"), _("Entry"));
  NUMBERS (_("Titles in"), _("Copies in"));
  MONEY (_("Amount in"));
  NUMBERS (_("Copies out"));
  MONEY (_("Amount out"));
  PLAIN (_("Copies left"), _("Amount left"));
  put (self, self->first);
  put (self, _("Brought forward"));
  for (int i = 0; i < 5; i++)
    put (self, NULL);
  put_number (self, copies);
  put_money (self, amount);
  end_row (self);
}

static gboolean
read_total (JzConnection *connection, Book *self, GError **error)
{
  gint64       copies = 0, amount = 0;
  JzStatement *row;

  if (!jz_connection_number (connection, &copies, 0, error,
                             "SELECT sum (iif (kind = 0, copies, -copies)) FROM (" DAYS ") WHERE day < ?", "s",
                             self->first) ||
      !jz_connection_number (connection, &amount, 0, error,
                             "SELECT sum (iif (kind = 0, amount, -amount)) FROM (" DAYS ") WHERE day < ?", "s",
                             self->first))
    return FALSE;
  add_total_columns (self, copies, amount);
  row = jz_connection_query (connection, error,
                             "SELECT day, words, titles, copies, amount, kind FROM (" DAYS
                             ") WHERE day >= ?1 AND day <= ?2 ORDER BY day, kind, words",
                             "ss", self->first, self->last);
  while (jz_statement_next (row))
    add_day (self, row, &copies, &amount);
  return jz_statement_finish (row, error);
}

/* 分类账: the same by main class, over the year. */

#define LETTER "ifnull ((SELECT letter FROM book_class WHERE letter = upper (substr (t.class, 1, 1))), '') AS letter"
#define BY_CLASS                                                                                                       \
  "SELECT " LETTER ", a.date AS day, count (*) AS copies, " PRICE " AS amount, 1 AS sign " ENTERED                    \
  "GROUP BY 1, 2 UNION ALL SELECT " LETTER ", g.day, count (*), ifnull (sum (g.price), 0), -1 FROM copy_gone g "       \
  "JOIN title t ON t.id = g.title GROUP BY 1, 2"

static gboolean
read_classes (JzConnection *connection, Book *self, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT m.letter, ifnull (b.title, ''), total (m.copies * sign) FILTER (WHERE day < ?1), total (m.amount * sign) "
    "FILTER (WHERE day < ?1), total (m.copies) FILTER (WHERE day >= ?1 AND sign > 0), total (m.amount) FILTER (WHERE "
    "day >= ?1 AND sign > 0), total (m.copies) FILTER (WHERE day >= ?1 AND sign < 0), total (m.amount) FILTER (WHERE "
    "day >= ?1 AND sign < 0), total (m.copies * sign), total (m.amount * sign) FROM (" BY_CLASS
    ") m LEFT JOIN book_class b ON b.letter = m.letter WHERE day <= ?2 GROUP BY m.letter ORDER BY m.letter = '', "
    "m.letter",
    "ss", self->first, self->last);

  LEFT (_("Main class"));
  for (int i = 0; i < 4; i++)
    {
      const char *const titles[][2] = { { _("Copies before"), _("Amount before") },
                                        { _("Copies in"), _("Amount in") },
                                        { _("Copies out"), _("Amount out") },
                                        { _("Copies left"), _("Amount left") } };

      NUMBERS (titles[i][0]);
      MONEY (titles[i][1]);
    }
  while (jz_statement_next (row))
    {
      const char      *letter = jz_statement_text (row, 0);
      g_autofree char *name = letter[0] != '\0' ? g_strdup_printf ("%s %s", letter, jz_statement_text (row, 1)) :
                                                  g_strdup (_("Without a class"));

      put (self, name);
      for (int i = 2; i < 10; i++)
        (i % 2 == 0 ? put_number : put_money) (self, jz_statement_int64 (row, i));
      end_row (self);
    }
  return jz_statement_finish (row, error);
}

/* 报损账. */

static const char *
state_words (const char *state)
{
  return g_str_equal (state, "lost") ? _("Lost") : g_str_equal (state, "damaged") ? _("Damaged") : _("Weeded");
}

static gboolean
read_losses (JzConnection *connection, Book *self, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT l.day, c.number, trim (t.title || ' ' || t.volume), c.call, l.state, ifnull (l.price, 0), (SELECT sum "
    "(amount) FROM charge WHERE charge.copy = c.id AND kind IN ('lost', 'damaged') AND charge.state = "
    "'paid'), c.note FROM (SELECT copy, day, state, price FROM copy_gone UNION ALL SELECT d.id, coalesce ((SELECT "
    "max (date) FROM charge WHERE charge.copy = d.id AND kind = 'damaged'), (SELECT max (returned) FROM lending WHERE "
    "lending.copy = d.id AND outcome = 'damaged'), (SELECT date (at, 'localtime') FROM operation WHERE operation.id = "
    "d.changed)), d.state, ifnull (d.price, (SELECT price FROM title WHERE title.id = d.title)) FROM "
    "copy d WHERE d.state = 'damaged' AND d.voided IS NULL) l JOIN copy c ON c.id = l.copy JOIN title t ON t.id = "
    "c.title WHERE l.day >= ? AND l.day <= ? ORDER BY l.day, c.number",
    "ss", self->first, self->last);

  LEFT (_("Day"), _("Accession number"), _("Book"), _("Call number"), _("What became of it"));
  MONEY (_("Value, yuan"), _("Paid for it, yuan"));
  LEFT (_("Remarks"));
  while (jz_statement_next (row))
    {
      for (int i = 0; i < 4; i++)
        put (self, jz_statement_text (row, i));
      put (self, state_words (jz_statement_text (row, 4)));
      put_money (self, jz_statement_int64 (row, 5));
      put_money (self, jz_statement_int64 (row, 6));
      put (self, jz_statement_text (row, 7));
      end_row (self);
    }
  return jz_statement_finish (row, error);
}

/* 总括登记. */

static gboolean
read_deliveries (JzConnection *connection, Book *self, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT a.date, a.number, a.origin, ifnull (s.name, a.source), a.invoice, count (DISTINCT c.title), count (c.id), "
    "ifnull (sum (ifnull (c.price, t.price)), 0), sum (b.grp = 1), sum (b.grp = 2), sum (b.grp = 3), sum (b.grp = 4), "
    "sum (b.grp = 5), a.note FROM accession a LEFT JOIN supplier s ON s.id = a.supplier LEFT JOIN copy c ON "
    "c.accession = a.id AND c.voided IS NULL LEFT JOIN title t ON t.id = c.title LEFT JOIN book_class b ON b.letter = "
    "upper (substr (t.class, 1, 1)) WHERE a.voided IS NULL AND a.date >= ? AND a.date <= ? GROUP BY a.id ORDER BY "
    "a.date, a.number",
    "ss", self->first, self->last);

  LEFT (_("Day"), _("Batch number"), _("Way of coming"), _("From whom"), _("Invoice"));
  NUMBERS (_("Titles in"), _("Copies in"));
  MONEY (_("Amount, yuan"));
  NUMBERS ("A", "B", "C-K", "N-X", "Z");
  LEFT (_("Remarks"));
  while (jz_statement_next (row))
    {
      for (int i = 0; i < 5; i++)
        put (self, jz_statement_text (row, i));
      for (int i = 5; i < 13; i++)
        (i == 7 ? put_money : put_number) (self, jz_statement_int64 (row, i));
      put (self, jz_statement_text (row, 13));
      end_row (self);
    }
  return jz_statement_finish (row, error);
}

/* 个别登记. */

static gboolean
read_copies (JzConnection *connection, Book *self, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT a.date, c.number, trim (t.title || ' ' || t.volume), t.author, t.publisher, ifnull (t.year, ''), ifnull "
    "(c.price, t.price), c.call, a.number, a.origin, iif (c.state IN ('lost', 'damaged', 'withdrawn'), c.state, ''), "
    "c.note " ENTERED "AND a.date >= ? AND a.date <= ? ORDER BY a.date, a.id, c.number",
    "ss", self->first, self->last);

  LEFT (_("Day"), _("Accession number"), _("Book"), _("Author"), _("Publisher"), _("Published"));
  MONEY (_("Price, yuan"));
  LEFT (_("Call number"), _("Batch number"), _("Way of coming"), _("Remarks"));
  while (jz_statement_next (row))
    {
      const char *state = jz_statement_text (row, 10);

      for (int i = 0; i < 6; i++)
        put (self, jz_statement_text (row, i));
      if (jz_statement_is_null (row, 6))
        put (self, NULL);
      else
        put_money (self, jz_statement_int64 (row, 6));
      for (int i = 7; i < 10; i++)
        put (self, jz_statement_text (row, i));
      put (self, state[0] != '\0' ? state_words (state) : jz_statement_text (row, 11));
      end_row (self);
    }
  return jz_statement_finish (row, error);
}

static const struct
{
  const char *name, *title; /* title: msgid */
  gboolean (*read) (JzConnection *connection, Book *book, GError **error);
} books[JZ_LIBRARY_N_BOOKS] = {
  [JZ_LIBRARY_BOOK_TOTAL] = { "total", N_("General ledger of books"), read_total },
  [JZ_LIBRARY_BOOK_CLASSES] = { "classes", N_("Ledger of books by class"), read_classes },
  [JZ_LIBRARY_BOOK_LOSSES] = { "losses", N_("Ledger of books lost and written off"), read_losses },
  [JZ_LIBRARY_BOOK_DELIVERIES] = { "deliveries", N_("Batch register of books"), read_deliveries },
  [JZ_LIBRARY_BOOK_COPIES] = { "copies", N_("Accession register of books"), read_copies },
};

const char *
jz_library_book_name (JzLibraryBook book)
{
  return books[book].name;
}

const char *
jz_library_book_title (JzLibraryBook book)
{
  return g_dgettext (GETTEXT_PACKAGE, books[book].title);
}

JzReport *
jz_library_book_new (JzConnection *connection, JzLibraryBook book, int year, GError **error)
{
  g_autofree char *school = jz_connection_text (connection, NULL, "SELECT name FROM school", "");
  g_autofree char *words = g_strdup_printf (_("Year: %d"), year);
  char             today[JZ_DATE_LENGTH], first[JZ_DATE_LENGTH], last[JZ_DATE_LENGTH];
  g_autoptr (JzReport) report = jz_report_new (school, jz_library_book_title (book),
                                               jz_date_to_iso (jz_source_today (connection), today));
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  Book self = { report, cells, jz_date_to_iso (jz_date_new (year, 1, 1), first),
                jz_date_to_iso (jz_date_new (year, 12, 31), last) };

  jz_report_add_subtitle (report, words, NULL);
  report->page_subtotals = TRUE;
  jz_report_add_signature (report, _("Librarian"));
  jz_report_add_signature (report, _("Person in charge"));
  return books[book].read (connection, &self, error) ? g_steal_pointer (&report) : NULL;
}
