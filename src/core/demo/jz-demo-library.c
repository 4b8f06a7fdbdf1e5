/* The library as it was taken over from another program: its deliveries of some years with titles and copies, cards for
 * everybody, and what was lent since the last summer but one; some of it is overdue.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-demo"
#include "config.h"

#include "jz-demo-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-accession.h"
#include "jz-catalogue.h"
#include "jz-isbn.h"
#include "jz-lending.h"
#include "jz-place.h"
#include "jz-reader.h"
#include "jz-record.h"
#include "jz-rows.h"

#define LENT_DAYS     14
#define OVERDUE_EVERY 25   /* of so many loans one has not come back yet, or came late */
#define DAYS_OF_LOANS 400
#define LOANS_A_DAY   0.02 /* of a reader */

/* Publishers that have works of their own time and others' too. */
static const char *const others[] = { "译林出版社",         "商务印书馆",         "长江文艺出版社", "浙江文艺出版社",   "北京燕山出版社",
                                      "吉林出版集团",       "南方出版社",         "上海译文出版社", "人民教育出版社",   "二十一世纪出版社",
                                      "江苏凤凰文艺出版社", "中国少年儿童出版社", "新世界出版社",   "湖南少年儿童出版社" };

typedef struct
{
  guint row;    /* of @books */
  guint volume; /* from 1; 0: it has none */
  guint edition; /* 0: the first */
} Book;

typedef struct
{
  Demo        *demo;
  JzReference *books;
  GArray      *wanted;    /* of Book, in the order in which they came */
  guint        copies;    /* of a title, on average */
  guint        isbn;      /* serial */
  gint64       place;
  gint64       librarian; /* account */
} Library;

static void
library_clear (Library *self)
{
  g_clear_pointer (&self->books, jz_reference_free);
  g_clear_pointer (&self->wanted, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Library, library_clear)

/* Which books. */

static guint
editions_of (const Library *self, guint row)
{
  gboolean classic = g_str_equal (jz_reference_get (self->books, row, "kind"), "classic");

  return classic ? (guint) CLAMP (self->demo->scale->years, 1, 6) : 1;
}

static void
want_books (Library *self)
{
  gboolean small = self->demo->scale->years == 0;

  self->wanted = g_array_new (FALSE, FALSE, sizeof (Book));
  for (guint row = 0; row < self->books->rows->len; row++)
    {
      guint volumes = (guint) g_ascii_strtoull (jz_reference_get (self->books, row, "volumes"), NULL, 10);
      guint editions = editions_of (self, row);

      volumes = small ? MIN (volumes, 2) : volumes;
      for (guint n = 0; n < MAX (volumes, editions); n++)
        g_array_append_vals (self->wanted, &(Book){ row, volumes > 0 ? n + 1 : 0, volumes > 0 ? 0 : n }, 1);
    }
  /* No delivery is of one kind. */
  for (guint i = self->wanted->len - 1; i > 0; i--)
    {
      guint other = (guint) demo_between (self->demo, 0, (int) i);
      Book  kept = g_array_index (self->wanted, Book, i);

      g_array_index (self->wanted, Book, i) = g_array_index (self->wanted, Book, other);
      g_array_index (self->wanted, Book, other) = kept;
    }
}

static gint64
material_of (const char *kind)
{
  static const char *const kinds[] = { "book", "reference", "teaching", "picture", "bound", NULL };

  for (gint64 i = 0; kinds[i] != NULL; i++)
    if (g_str_equal (kinds[i], kind))
      return i + 1;
  return JZ_MATERIAL_BOOK;
}

/* 978-7, a publisher's four digits, four digits of the book, and the check digit. */
static char *
make_isbn (Library *self, const char *publisher)
{
  g_autofree char *digits =
      g_strdup_printf ("9787%04u%04u", 5000 + g_str_hash (publisher) % 800, self->isbn++ % 10000);
  guint            sum = 0;

  for (guint i = 0; i < 12; i++)
    sum += (guint) (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return g_strdup_printf ("%s%u", digits, (10 - sum % 10) % 10);
}

static JzMarc *
make_record (Library *self, const Book *book)
{
  static const struct
  {
    JzBibText   which;
    const char *column;
  } texts[] = { { JZ_BIB_TITLE, "title" }, { JZ_BIB_AUTHOR, "author" }, { JZ_BIB_CLASS, "class" } };
  char             iso[JZ_DATE_LENGTH];
  JzMarc          *record = jz_record_new (demo_iso (self->demo, iso));
  const char      *publisher = book->edition == 0
                                   ? jz_reference_get (self->books, book->row, "publisher")
                                   : others[(book->row + book->edition * 5) % G_N_ELEMENTS (others)];
  int              year = (int) g_ascii_strtoll (jz_reference_get (self->books, book->row, "year"), NULL, 10) + (int) book->edition % 7;
  double           price = g_ascii_strtod (jz_reference_get (self->books, book->row, "price"), NULL) +
                           (book->edition * 7 + book->volume * 3) % 9;
  g_autofree char *isbn = make_isbn (self, publisher), *printed = g_strdup_printf ("CNY%.2f", price),
                  *published = g_strdup_printf ("%d", year);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    jz_bib_write (record, texts[i].which, jz_reference_get (self->books, book->row, texts[i].column));
  jz_bib_write (record, JZ_BIB_PUBLISHER, publisher);
  jz_bib_write (record, JZ_BIB_YEAR, published);
  jz_bib_write (record, JZ_BIB_PRICE, printed);
  jz_bib_write (record, JZ_BIB_ISBN, isbn);
  if (book->volume > 0)
    {
      g_autofree char *volume = g_strdup_printf ("第%u册", book->volume);

      jz_bib_write (record, JZ_BIB_VOLUME, volume);
    }
  return record;
}

static gboolean
add_book (Library *self, JzOperation *operation, const Book *book, gint64 accession, guint *n_copies, GError **error)
{
  const char       *kind = jz_reference_get (self->books, book->row, "kind");
  guint             most = material_of (kind) == 2 ? 2 : self->copies * 2 - 1;
  JzCatalogueEntry  entry = { .record = make_record (self, book),
                              .origin = { .source = "旧系统", .material = material_of (kind) },
                              .twin = TRUE };
  JzCatalogued      done = { 0 };
  gboolean          ok;

  entry.copies = (JzCopyRun){ .count = (guint) demo_between (self->demo, 1, (int) MAX (most, 1)),
                              .price = -1,
                              .accession = accession,
                              .place = self->place };
  ok = jz_catalogue_save (operation, &entry, &done, error);
  *n_copies += entry.copies.count;
  jz_catalogued_clear (&done);
  jz_marc_free (entry.record);
  return ok;
}

/* Deliveries: two a year, the oldest first, each in one operation. */
static gboolean
add_delivery (Library *self, guint from, guint to, JzDate day, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (self->demo, &jz_action_accession, self->librarian, error);
  char                    iso[JZ_DATE_LENGTH];
  JzAccessionData         data = { .date = jz_date_to_iso (day, iso),
                                   .origin = "购入",
                                   .source = "县新华书店",
                                   .fund = "生均公用经费",
                                   .discount = 7800,
                                   .place = self->place };
  gint64                  accession;
  guint                   copies = 0;

  if (operation == NULL || !jz_accession_add (operation, &data, &accession, error))
    return FALSE;
  for (guint i = from; i < to; i++)
    if (!add_book (self, operation, &g_array_index (self->wanted, Book, i), accession, &copies, error))
      return FALSE;
  jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Took over a delivery of %u title", "Took over a delivery of %u titles", to - from),
                         to - from);
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

static gboolean
add_deliveries (Library *self, GError **error)
{
  guint n = (guint) MAX (self->demo->scale->years, 1) * 2;

  for (guint i = 0; i < n; i++)
    if (!add_delivery (self, self->wanted->len * i / n, self->wanted->len * (i + 1) / n,
                       self->demo->today - (JzDate) ((n - i) * 180) + demo_between (self->demo, -15, 15), error))
      return FALSE;
  return TRUE;
}

/* Readers. */

static gboolean
add_cards (Library *self, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (self->demo, &jz_action_reader, self->librarian, error);
  g_autoptr (GArray)      classes = g_array_new (FALSE, FALSE, sizeof (gint64)), low = g_array_new (FALSE, FALSE, sizeof (gint64));
  JzStatement            *rows;
  guint                   n = 0;

  if (operation == NULL)
    return FALSE;
  rows = jz_connection_query (self->demo->connection, error, "SELECT id, grade FROM class WHERE left_year IS NULL ORDER BY grade, number", "");
  while (jz_statement_next (rows))
    g_array_append_vals (jz_statement_int64 (rows, 1) <= 2 ? low : classes, &(gint64){ jz_statement_int64 (rows, 0) }, 1);
  if (!jz_statement_finish (rows, error))
    return FALSE;
  for (guint i = 0, made; i < classes->len; i++, n += made)
    if (!jz_reader_add_class (operation, g_array_index (classes, gint64, i), &made, error))
      return FALSE;
  /* The smallest borrow as a class. */
  for (guint i = 0; i < low->len; i++, n++)
    if (!jz_reader_add (operation, &(JzReaderData){ .class_ = g_array_index (low, gint64, i) }, &(gint64){ 0 }, error))
      return FALSE;
  for (guint i = 0; i < self->demo->staff->len; i++, n++)
    {
      const Staff *staff = g_ptr_array_index (self->demo->staff, i);

      if (!jz_reader_add (operation, &(JzReaderData){ .person = staff->id }, &(gint64){ 0 }, error))
        return FALSE;
    }
  jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Took over %u card", "Took over %u cards", n), n);
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

/* Loans. */

typedef struct
{
  gint64 id, class_;
  guint  out;
} Borrower;

typedef struct
{
  GArray *borrowers; /* of Borrower */
  GArray *copies;    /* of gint64 */
  GHashTable *back;  /* copy → JzDate from which it is there again, GINT_TO_POINTER */
  JzRows *rows;
  guint   n;
} Loans;

static void
loans_clear (Loans *self)
{
  g_clear_pointer (&self->borrowers, g_array_unref);
  g_clear_pointer (&self->copies, g_array_unref);
  g_clear_pointer (&self->back, g_hash_table_unref);
  g_clear_pointer (&self->rows, jz_rows_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loans, loans_clear)

static gboolean
read_loans (Library *self, Loans *loans, GError **error)
{
  JzConnection *connection = self->demo->connection;
  JzStatement  *rows = jz_connection_query (connection, error, "SELECT id, ifnull (class, 0) FROM reader_now ORDER BY id", "");

  loans->borrowers = g_array_new (FALSE, FALSE, sizeof (Borrower));
  loans->copies = g_array_new (FALSE, FALSE, sizeof (gint64));
  loans->back = g_hash_table_new (g_direct_hash, g_direct_equal);
  while (jz_statement_next (rows))
    g_array_append_vals (loans->borrowers, &(Borrower){ jz_statement_int64 (rows, 0), jz_statement_int64 (rows, 1), 0 }, 1);
  if (!jz_statement_finish (rows, error))
    return FALSE;
  rows = jz_connection_query (connection, error,
                              "SELECT copy.id FROM copy JOIN title ON title.id = copy.title WHERE title.material NOT IN "
                              "(SELECT id FROM material WHERE counts <> 'book') ORDER BY copy.id", "");
  while (jz_statement_next (rows))
    g_array_append_vals (loans->copies, &(gint64){ jz_statement_int64 (rows, 0) }, 1);
  return jz_statement_finish (rows, error);
}

/* Books that pupils like are lent more often: the smaller of two numbers is. */
static gint64
choose_copy (Library *self, Loans *loans)
{
  int last = (int) loans->copies->len - 1;
  int i = MIN (demo_between (self->demo, 0, last), demo_between (self->demo, 0, last));

  return g_array_index (loans->copies, gint64, i);
}

static gboolean
lend_one (Library *self, Loans *loans, JzDate day, gint64 operation, GError **error)
{
  Demo     *demo = self->demo;
  Borrower *borrower = &g_array_index (loans->borrowers, Borrower, demo_between (demo, 0, (int) loans->borrowers->len - 1));
  gint64    copy = choose_copy (self, loans);
  JzDate    back = GPOINTER_TO_INT (g_hash_table_lookup (loans->back, GINT_TO_POINTER ((int) copy)));
  gboolean  late = demo_between (demo, 1, OVERDUE_EVERY) == 1;
  JzDate    due = day + LENT_DAYS, returned = day + (late ? LENT_DAYS + demo_between (demo, 2, 40) : demo_between (demo, 3, LENT_DAYS));
  gboolean  out = returned >= demo->today;
  char      lent[JZ_DATE_LENGTH], until[JZ_DATE_LENGTH], came[JZ_DATE_LENGTH];

  /* Out already, or as many as may be. */
  if (back > day || (out && borrower->out >= 2))
    return TRUE;
  g_hash_table_insert (loans->back, GINT_TO_POINTER ((int) copy), GINT_TO_POINTER (out ? G_MAXINT : returned));
  borrower->out += out;
  loans->n++;
  return jz_rows_add (loans->rows, error, copy, borrower->id, borrower->class_, jz_date_to_iso (day, lent),
                      jz_date_to_iso (due, until), out ? NULL : jz_date_to_iso (returned, came),
                      (gint64) (out ? 0 : MAX (returned - due, 0)), operation);
}

static gboolean
add_loans (Library *self, GError **error)
{
  Demo                   *demo = self->demo;
  g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_lend, self->librarian, error);
  g_auto (Loans)          loans = { 0 };

  if (operation == NULL || !read_loans (self, &loans, error))
    return FALSE;
  loans.rows = jz_rows_new (demo->connection, "INSERT INTO lending (copy, reader, class, lent, due, returned, late, changed)",
                            "lrrsssll", NULL, error);
  if (loans.rows == NULL)
    return FALSE;
  for (JzDate day = demo->today - MIN (DAYS_OF_LOANS, demo->scale->years == 0 ? 60 : DAYS_OF_LOANS); day < demo->today; day++)
    if (demo_is_working_day (demo, day))
      for (int i = demo_count (demo, LOANS_A_DAY * (double) MIN (loans.borrowers->len, 2000)); i > 0; i--)
        if (!lend_one (self, &loans, day, jz_operation_get_id (operation), error))
          return FALSE;
  jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Took over %u loan", "Took over %u loans", loans.n), loans.n);
  return jz_rows_flush (loans.rows, error) && jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

static gboolean
find_place (Library *self, GError **error)
{
  for (guint i = 0; i < self->demo->rooms->len; i++)
    {
      const Room *room = g_ptr_array_index (self->demo->rooms, i);

      if (strcmp (room->name, "图书馆") == 0)
        self->place = room->id;
    }
  return TRUE;
}

gboolean
demo_make_library (Demo *demo, GError **error)
{
  g_auto (Library) self = { .demo = demo, .copies = demo->scale->years == 0 ? 3 : 12, .librarian = demo->head };

  self.books = jz_reference_load ("demo-books.tsv", error);
  if (self.books == NULL || !find_place (&self, error))
    return FALSE;
  for (guint i = 0; i < demo->staff->len; i++)
    {
      const Staff *staff = g_ptr_array_index (demo->staff, i);

      if (staff->account != 0 && strcmp (staff->subject, "图书") == 0)
        self.librarian = staff->account;
    }
  want_books (&self);
  return add_deliveries (&self, error) && add_cards (&self, error) && add_loans (&self, error);
}
