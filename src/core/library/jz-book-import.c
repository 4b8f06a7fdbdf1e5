/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-book-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-book-numbers.h"
#include "jz-call-number.h"
#include "jz-copy.h"
#include "jz-place.h"
#include "jz-sheet-value.h"
#include "jz-shelving.h"
#include "jz-title.h"

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

enum
{
  ISBN, TITLE, VOLUME, AUTHOR, PUBLISHER, YEAR, PRICE, SERIES, CLASS, NUMBER, CALL, BARCODE, COUNT, PLACE, BATCH,
  N_FIELDS
};

static const JzSheetField fields[N_FIELDS] = {
  [ISBN] = { "isbn", N_("ISBN"), WORDS ("isbn", "isbn号", "国际标准书号", "书号", "标准书号"), FALSE, JZ_SHEET_FIELD_CODE },
  [TITLE] = { "title", N_("Title of the book"), WORDS ("书名", "题名", "正题名", "图书名称", "名称", "题名与责任者"), TRUE,
              JZ_SHEET_FIELD_TEXT },
  [VOLUME] = { "volume", N_("Volume"), WORDS ("卷册", "卷次", "分卷", "分册", "卷册号"), FALSE, JZ_SHEET_FIELD_TEXT },
  [AUTHOR] = { "author", N_("Author"), WORDS ("作者", "著者", "责任者", "第一责任者", "编著者", "主编"), FALSE, JZ_SHEET_FIELD_TEXT },
  [PUBLISHER] = { "publisher", N_("Publisher"), WORDS ("出版社", "出版者", "出版单位", "出版商"), FALSE, JZ_SHEET_FIELD_TEXT },
  [YEAR] = { "year", N_("Year of publication"), WORDS ("出版年", "出版年份", "出版日期", "出版时间", "出版年月", "版次年份"), FALSE,
             JZ_SHEET_FIELD_TEXT },
  [PRICE] = { "price", N_("Printed price"), WORDS ("定价", "单价", "价格", "码洋单价", "书价"), FALSE, JZ_SHEET_FIELD_MONEY },
  [SERIES] = { "series", N_("Series"), WORDS ("丛书", "丛书名", "丛编", "丛书题名"), FALSE, JZ_SHEET_FIELD_TEXT },
  [CLASS] = { "class", N_("Class number"), WORDS ("分类号", "中图分类号", "中图法分类号", "分类", "图书分类号"), FALSE,
              JZ_SHEET_FIELD_CODE },
  [NUMBER] = { "number", N_("Title number"), WORDS ("种次号", "书次号", "著者号", "种次"), FALSE, JZ_SHEET_FIELD_CODE },
  [CALL] = { "call", N_("Call number"), WORDS ("索书号", "索取号", "排架号"), FALSE, JZ_SHEET_FIELD_CODE },
  [BARCODE] = { "barcode", N_("Accession number"), WORDS ("条码", "条码号", "条形码", "图书条码", "登录号", "财产号", "登记号", "馆藏条码"),
                FALSE, JZ_SHEET_FIELD_CODE },
  [COUNT] = { "count", N_("Number of copies"), WORDS ("册数", "复本数", "复本", "数量", "复本量", "订数", "馆藏数", "数量册"), FALSE,
              JZ_SHEET_FIELD_NUMBER },
  [PLACE] = { "place", N_("Where the book stands"), WORDS ("馆藏地", "馆藏地点", "馆藏地址", "存放地点", "书库", "所在馆藏地"), FALSE,
              JZ_SHEET_FIELD_TEXT },
  [BATCH] = { "batch", N_("Batch"), WORDS ("批次", "批次号", "验收批次", "总括登记号", "入库批次"), FALSE, JZ_SHEET_FIELD_CODE },
};

static const JzAction import_action = { "library.import.books", "library" };

typedef struct
{
  JzRows        *copies;
  JzBookNumbers *numbers;    /* of copies: those of the file, and the next ones */
  GHashTable    *deliveries; /* batch → accession.id */
  gint64         copy;       /* the newest copy.id */
  GHashTable    *left;       /* of copies that a batch brought before: which → how many no row has claimed yet */
} State;

static void
state_free (gpointer data)
{
  State *self = data;

  jz_rows_free (self->copies);
  jz_book_numbers_free (self->numbers);
  g_hash_table_unref (self->deliveries);
  g_hash_table_unref (self->left);
  g_free (self);
}

static gboolean
begin (JzImporting *importing, gpointer *data, GError **error)
{
  JzConnection *connection = jz_importing_connection (importing);
  State        *self = g_new0 (State, 1);

  *data = self;
  self->left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->deliveries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->numbers = jz_book_numbers_new (connection, error);
  self->copies = self->numbers != NULL ? jz_copy_rows (jz_importing_operation (importing), G_MAXUINT, error) : NULL;
  return self->copies != NULL &&
         jz_connection_number (connection, &self->copy, 0, error, "SELECT max (id) FROM copy", "");
}

/* What a row says. */

typedef struct
{
  JzMarc      *record;
  JzTitleFacts facts;
  gint64       price; /* fen, 0: not said */
  gint64       usual; /* price of the title in the catalogue, 0: none */
  gint64       count; /* -1: not said */
  char        *call;
  GPtrArray   *numbers; /* of copies: NULL: not said */
} Row;

static void
row_clear (Row *self)
{
  g_clear_pointer (&self->record, jz_marc_free);
  jz_title_facts_clear (&self->facts);
  g_clear_pointer (&self->call, g_free);
  g_clear_pointer (&self->numbers, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

/* A code keeps its digits. Returns: (transfer full): "" for an empty cell; NULL: it can't be read, which is told. */
static char *
code_of (JzImportLine *line, guint field)
{
  const JzSheetCell *cell = jz_import_line_cell (line, field);
  g_autoptr (GError) failure = NULL;
  char              *code = jz_sheet_cell_is_blank (cell) ? g_strdup ("") : jz_sheet_cell_to_code (cell, &failure);

  if (code == NULL)
    jz_import_line_fault (line, (int) field, failure->message, NULL);
  return code;
}

/* What is no ISBN is kept as a number of another kind: 统一书号 of old books. */
static void
read_isbn (JzImportLine *line, Row *row)
{
  g_autofree char *text = code_of (line, ISBN);
  char             isbn[JZ_ISBN_SIZE];
  JzIsbn           kind = text != NULL ? jz_isbn_parse (text, isbn) : JZ_ISBN_NONE;

  if (text == NULL || text[0] == '\0')
    return;
  jz_bib_write (row->record, kind == JZ_ISBN_NONE ? JZ_BIB_OTHER_NUMBER : JZ_BIB_ISBN, text);
  if (kind == JZ_ISBN_WRONG)
    jz_import_line_warning (line, ISBN, _("The check digit of this ISBN is wrong"), NULL);
  else if (kind == JZ_ISBN_NONE)
    jz_import_line_warning (line, ISBN, _("This is no ISBN; it is kept as another number of the book"), NULL);
}

static void
read_price (JzImportLine *line, Row *row)
{
  const JzSheetCell *cell = jz_import_line_cell (line, PRICE);
  g_autoptr (GError) failure = NULL;
  g_autofree char   *text = NULL;

  if (jz_sheet_cell_is_blank (cell) || jz_sheet_cell_to_money (cell, &row->price, &failure))
    {
      if (row->price >= 0)
        return;
      g_set_error_literal (&failure, JZ_ERROR, JZ_ERROR_INVALID, _("A price is not below zero"));
    }
  text = jz_sheet_cell_to_text (cell);
  row->price = jz_bib_price (text); /* CNY20.00 */
  if (row->price < 0)
    jz_import_line_fault (line, PRICE, failure->message, NULL);
}

static void
read_count (JzImportLine *line, Row *row)
{
  const JzSheetCell *cell = jz_import_line_cell (line, COUNT);
  g_autoptr (GError) failure = NULL;

  row->count = -1;
  if (jz_sheet_cell_is_blank (cell))
    return;
  if (!jz_sheet_cell_to_quantity (cell, 0, &row->count, &failure))
    jz_import_line_fault (line, COUNT, failure->message, NULL);
  else if (row->count < 0 || row->count > JZ_COPIES_MOST)
    jz_import_line_fault (line, COUNT, _("A row brings 0 to 10,000 copies"), NULL);
}

/* One number and a count mean the run that begins with it. */
static void
read_numbers (JzImportLine *line, Row *row)
{
  g_autofree char *text = code_of (line, BARCODE);

  if (text == NULL || text[0] == '\0')
    return;
  row->numbers = jz_copy_expand (text);
  if (row->numbers != NULL && row->numbers->len == 1 && row->count > 1)
    {
      g_ptr_array_unref (row->numbers);
      row->numbers = jz_book_numbers_run (text, (guint) row->count);
    }
  if (row->numbers == NULL)
    jz_import_line_fault (line, BARCODE, _("This is no run of accession numbers"), NULL);
  else if (row->count >= 0 && row->numbers->len != (guint) row->count)
    jz_import_line_fault (line, COUNT, _("There are not as many accession numbers as copies"), NULL);
}

/* As it is given, else of class and number. */
static void
read_call (JzImportLine *line, Row *row)
{
  g_autofree char *call = code_of (line, CALL), *class_ = code_of (line, CLASS), *number = code_of (line, NUMBER);

  if (call == NULL || class_ == NULL || number == NULL)
    return;
  if (class_[0] == '\0' && call[0] != '\0')
    {
      g_free (class_);
      class_ = jz_call_number_class (call);
    }
  jz_bib_write (row->record, JZ_BIB_CLASS, class_);
  row->call = call[0] != '\0'                             ? g_steal_pointer (&call) :
              class_[0] != '\0' && number[0] != '\0'      ? g_strdup_printf ("%s/%s", class_, number) :
                                                            g_strdup ("");
}

static void
read_row (JzImportLine *line, Row *row)
{
  static const struct { guint field; JzBibText text; } plain[] = {
    { TITLE, JZ_BIB_TITLE },         { VOLUME, JZ_BIB_VOLUME }, { AUTHOR, JZ_BIB_AUTHOR },
    { PUBLISHER, JZ_BIB_PUBLISHER }, { YEAR, JZ_BIB_YEAR },     { SERIES, JZ_BIB_SERIES },
  };

  row->record = jz_marc_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      const char *text = jz_import_line_text (line, plain[i].field);

      if (text[0] != '\0')
        jz_bib_write (row->record, plain[i].text, text);
    }
  read_isbn (line, row);
  read_price (line, row);
  read_count (line, row);
  read_numbers (line, row);
  read_call (line, row);
  if (row->price > 0)
    {
      g_autofree char *price =
        g_strdup_printf ("CNY%" G_GINT64_FORMAT ".%02d", row->price / 100, (int)(row->price % 100));

      jz_bib_write (row->record, JZ_BIB_PRICE, price);
    }
  jz_title_facts_read (row->record, &row->facts);
  if (row->facts.bib.texts[JZ_BIB_TITLE][0] == '\0')
    jz_import_line_fault (line, TITLE, _("There is no title"), NULL);
}

/* Copies. */

/* The delivery that is called so; of rows without a batch one for the file. */
static gboolean
find_delivery (JzImporting *importing, State *self, const char *batch, gint64 *id, GError **error)
{
  const gint64    *known = g_hash_table_lookup (self->deliveries, batch);
  g_autofree char *note =
    g_strdup_printf (_("Taken in from %s"), jz_sheet_file_name (jz_importing_import (importing)->file));
  JzAccessionData  data = { .number = batch[0] != '\0' ? batch : NULL, .note = note };

  *id = known != NULL ? *known : 0;
  if (*id == 0 && batch[0] != '\0' &&
      !jz_connection_number (jz_importing_connection (importing), id, 0, error,
                             "SELECT id FROM accession WHERE number = ? AND voided IS NULL", "s", batch))
    return FALSE;
  if (*id == 0 && !jz_accession_add (jz_importing_operation (importing), &data, id, error))
    return FALSE;
  if (known == NULL)
    g_hash_table_insert (self->deliveries, g_strdup (batch), g_memdup2 (id, sizeof *id));
  return TRUE;
}

/* Of the numbers that the row gives those that are not there yet. A fault where one belongs to another title. */
static gboolean
keep_new_numbers (JzImportLine *line, State *self, Row *row, gint64 title, GError **error)
{
  for (guint i = row->numbers->len; i > 0; i--)
    {
      const char *number = g_ptr_array_index (row->numbers, i - 1);
      gint64      owner;

      if (!jz_book_numbers_owner (self->numbers, number, &owner, error))
        return FALSE;
      if (owner == 0)
        continue;
      if (owner != title)
        {
          g_autofree char *reason =
            g_strdup_printf (owner < 0 ? _("This number was another copy's, or is the card of a reader: %s") :
                                         _("Another copy has this accession number: %s"),
                             number);

          jz_import_line_fault (line, BARCODE, reason, NULL);
          return TRUE;
        }
      g_ptr_array_remove_index (row->numbers, i - 1);
    }
  return TRUE;
}

/* Copies without numbers are told apart by what the file says of them. @left: (out) (transfer none): how many of them
 * the batch brought in earlier imports that no row before this one was about. */
static gboolean
find_left (JzImporting *importing, JzImportLine *line, State *self, const Row *row, gint64 title, gint64 **left,
           GError **error)
{
  const char      *batch = jz_import_line_text (line, BATCH), *where = jz_import_line_text (line, PLACE);
  gint64           price = row->price > 0 ? row->price : row->usual, place, there;
  g_autofree char *key = NULL;

  if (!jz_place_find (jz_importing_connection (importing), where[0] != '\0' ? where : JZ_COPY_USUAL_PLACE, &place,
                      error))
    return FALSE;
  key =
    g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s", title, place, price, batch);
  *left = g_hash_table_lookup (self->left, key);
  if (*left != NULL)
    return TRUE;
  if (!jz_connection_number (
        jz_importing_connection (importing), &there, 0, error,
        "SELECT count (*) FROM copy c JOIN title t ON t.id = c.title JOIN accession a ON a.id = c.accession WHERE "
        "c.title = ? AND c.place = ? AND coalesce (c.price, t.price, 0) = ? AND a.number = ? AND a.voided IS NULL AND "
        "c.voided IS NULL AND c.changed < jz_operation ()",
        "llls", title, place, price, batch))
    return FALSE;
  *left = g_memdup2 (&there, sizeof there);
  g_hash_table_insert (self->left, g_steal_pointer (&key), *left);
  return TRUE;
}

/* How many copies without numbers are still to come: what a batch has brought before is not brought twice. */
static gboolean
count_left (JzImporting *importing, JzImportLine *line, State *self, Row *row, gint64 title, GError **error)
{
  gint64 *left, twice;

  row->count = MAX (row->count, 0);
  if (row->count == 0 || title == 0 || jz_import_line_text (line, BATCH)[0] == '\0')
    return TRUE;
  if (!find_left (importing, line, self, row, title, &left, error))
    return FALSE;
  twice = MIN (*left, row->count);
  *left -= twice;
  row->count -= twice;
  if (twice > 0)
    {
      g_autofree char *words = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u copy of it came with this batch before and is not taken in again",
                     "%u copies of it came with this batch before and are not taken in again", (gulong) twice),
        (guint) twice);

      jz_import_line_warning (line, COUNT, words, NULL);
    }
  return TRUE;
}

/* What its sister copies have, where the row says nothing. */
static gboolean
complete_call (JzImporting *importing, Row *row, gint64 title, GError **error)
{
  char *call;

  if (row->call[0] != '\0')
    return TRUE;
  if (!jz_connection_find_text (jz_importing_connection (importing), &call, error,
                                "SELECT class || '/' || number FROM call_number WHERE title = ? AND scheme = ?", "ll",
                                title, (gint64)JZ_SCHEME_SERIAL))
    return FALSE;
  if (call != NULL)
    {
      g_free (row->call);
      row->call = call;
    }
  return TRUE;
}

/* A number that two titles have in the list stays with the first; the second is told apart when somebody looks. */
static gboolean
take_call_number (JzImporting *importing, const Row *row, gint64 title, GError **error)
{
  g_autofree char *class_ = jz_call_number_class (row->call), *number = jz_call_number_number (row->call);

  return class_[0] == '\0' || number[0] == '\0' ||
         jz_connection_run (
           jz_importing_connection (importing), error,
           "INSERT INTO call_number (scheme, class, number, serial, title, changed) VALUES (?, ?, ?, ?, ?, "
           "jz_operation ()) ON CONFLICT DO NOTHING",
           "lssll", (gint64)JZ_SCHEME_SERIAL, class_, number, jz_call_number_serial (number), title);
}

static gboolean
add_copies (JzImporting *importing, JzImportLine *line, State *self, Row *row, gint64 title, guint n, GError **error)
{
  JzImportResult *result = jz_importing_result (importing);
  const char     *place = jz_import_line_text (line, PLACE);
  JzCopyData      data = { .call = row->call, .volume = "", .price = row->price == row->usual ? 0 : row->price };

  if (n == 0)
    return TRUE;
  if (!complete_call (importing, row, title, error) || !take_call_number (importing, row, title, error) ||
      !find_delivery (importing, self, jz_import_line_text (line, BATCH), &data.accession, error) ||
      !jz_place_ensure (jz_importing_operation (importing), place[0] != '\0' ? place : JZ_COPY_USUAL_PLACE, &data.place,
                        &result->places, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *next = row->numbers == NULL ? jz_book_numbers_next (self->numbers, error) : NULL;

      data.number = row->numbers != NULL ? g_ptr_array_index (row->numbers, i) : next;
      data.call = row->call;
      if (data.number == NULL ||
          !jz_copy_append (jz_importing_operation (importing), self->copies, ++self->copy, title, &data, error))
        return FALSE;
      jz_book_numbers_take (self->numbers, data.number, title);
      result->assets++;
    }
  return TRUE;
}

/* Taking. */

static gboolean
take_row (JzImporting *importing, JzImportLine *line, State *self, Row *row, GError **error)
{
  JzImportResult *result = jz_importing_result (importing);
  JzTitleOrigin   origin = { .source = jz_sheet_file_name (jz_importing_import (importing)->file) };
  gint64          same, title;
  guint           n;

  if (!jz_title_find_same (jz_importing_connection (importing), &row->facts, &same, error) ||
      !jz_connection_number (jz_importing_connection (importing), &row->usual, same != 0 ? 0 : row->price, error,
                             "SELECT price FROM title WHERE id = ?", "l", same) ||
      (row->numbers != NULL && !keep_new_numbers (line, self, row, same, error)) ||
      (row->numbers == NULL && !count_left (importing, line, self, row, same, error)))
    return FALSE;
  if (jz_import_line_is_faulty (line))
    return TRUE;
  title = same;
  n = row->numbers != NULL ? row->numbers->len : (guint) row->count;
  if ((same == 0 && !jz_title_add (jz_importing_operation (importing), row->record, &origin, &title, error)) ||
      !add_copies (importing, line, self, row, title, n, error))
    return FALSE;
  *(same == 0 ? &result->added : n > 0 ? &result->merged : &result->skipped) += 1;
  return TRUE;
}

static gboolean
take (JzImporting *importing, gpointer state, JzImportLine *line, GError **error)
{
  g_auto (Row) row = { 0 };

  read_row (line, &row);
  return jz_import_line_is_faulty (line) || take_row (importing, line, state, &row, error);
}

static gboolean
end (JzImporting *importing, gpointer state, GError **error)
{
  return jz_rows_flush (((State *) state)->copies, error);
}

const JzImportSpec jz_book_import = {
  .name = "books", .action = &import_action, .fields = fields, .n_fields = N_FIELDS, .bulk = TRUE,
  .begin = begin, .take = take, .end = end, .free_state = state_free,
};
