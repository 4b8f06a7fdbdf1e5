/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-lending-form.h"

#include <glib/gi18n-lib.h>

#include "jz-lending-read.h"
#include "jz-money.h"
#include "jz-source.h"

static JzReport *
report_new (JzConnection *connection, const char *title)
{
  g_autofree char *school = jz_connection_text (connection, NULL, "SELECT name FROM school", "");
  char             today[JZ_DATE_LENGTH];

  return jz_report_new (school, title, jz_date_to_iso (jz_source_today (connection), today));
}

/* Slips. */

static JzReport *
slip_new (JzConnection *connection, const JzBookOut *book)
{
  JzReport        *report = report_new (connection, _("Books to bring back"));
  g_autofree char *to = book->class_name[0] != '\0' ? g_strdup_printf (_("To class %s"), book->class_name) :
                                                      g_strdup (_("To teachers and staff"));

  jz_report_add_subtitle (report, to, NULL);
  jz_report_add_column (report, _("Reader"), 28, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Card number"), 26, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Accession number"), 26, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Book"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Lent on"), 24, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  jz_report_add_column (report, _("Due"), 24, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  jz_report_add_column (report, _("Days late"), 16, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_footer (report, _("These books should be back already. Please bring them to the library within three "
                                   "days; say so if one is lost."));
  jz_report_add_signature (report, _("Librarian"));
  jz_report_add_signature (report, _("Class teacher"));
  return report;
}

GPtrArray *
jz_overdue_slips_new (JzConnection *connection, gint64 class_, GError **error)
{
  JzBooksOutQuery       query = { .class_ = class_, .overdue = TRUE };
  g_autoptr (GPtrArray) books = jz_books_out (connection, &query, error);
  g_autoptr (GPtrArray) slips = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_report_free);
  gint64                last = -1;

  if (books == NULL)
    return NULL;
  for (guint i = 0; i < books->len; i++)
    {
      const JzBookOut *book = g_ptr_array_index (books, i);
      g_autofree char *late = g_strdup_printf ("%d", book->late);

      if (book->class_ != last)
        g_ptr_array_add (slips, slip_new (connection, book));
      last = book->class_;
      jz_report_add_row (
        g_ptr_array_index (slips, slips->len - 1),
        (const char *[]){ book->who, book->card, book->code, book->title_text, book->lent, book->due, late });
    }
  if (slips->len > 0)
    return g_steal_pointer (&slips);
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("No book is overdue"));
  return NULL;
}

/* The register. */

static void
add_register_columns (JzReport *report)
{
  jz_report_add_column (report, _("Lent on"), 24, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  jz_report_add_column (report, _("Accession number"), 26, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Book"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Class"), 20, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Reader"), 24, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Due"), 24, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  jz_report_add_column (report, _("Returned on"), 24, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  jz_report_add_column (report, _("Remarks"), 30, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
}

static char *
remark_of (JzStatement *row)
{
  guint renewals = (guint) jz_statement_int64 (row, 7), late = (guint) jz_statement_int64 (row, 8);

  if (g_str_equal (jz_statement_text (row, 9), "lost"))
    return g_strdup (_("Lost"));
  if (g_str_equal (jz_statement_text (row, 9), "damaged"))
    return g_strdup (_("Came back damaged"));
  if (late > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u day late", "%u days late", late), late);
  return renewals > 0 ?
           g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Renewed %u time", "Renewed %u times", renewals), renewals) :
           NULL;
}

JzReport *
jz_lending_register_new (JzConnection *connection, const char *first, const char *last, gint64 class_, GError **error)
{
  g_autoptr (JzReport) report = report_new (connection, _("Register of books lent and returned"));
  g_autofree char     *span = g_strdup_printf (_("From %s to %s"), first, last);
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT l.lent, c.barcode, trim (t.title || ' ' || t.volume), ifnull "
                                          "(k.name, ''), ifnull (p.name, ''), l.due, l.returned, l.renewals, l.late, "
                                          "l.outcome FROM lending l JOIN copy c ON c.id = l.copy JOIN title t ON t.id "
                                          "= c.title JOIN reader r ON r.id = l.reader LEFT JOIN person p ON "
                                          "p.id = r.person LEFT JOIN class k ON k.id = l.class WHERE l.lent BETWEEN ? "
                                          "AND ? AND (?3 = 0 OR l.class = ?3) ORDER BY l.lent, l.id",
                                          "ssl", first, last, class_);

  jz_report_add_subtitle (report, span, NULL);
  add_register_columns (report);
  while (jz_statement_next (row))
    {
      g_autofree char *remark = remark_of (row);
      const char      *cells[8];

      for (int i = 0; i < 7; i++)
        cells[i] = jz_statement_text (row, i);
      cells[7] = remark;
      jz_report_add_row (report, cells);
    }
  jz_report_add_signature (report, _("Librarian"));
  return jz_statement_finish (row, error) ? g_steal_pointer (&report) : NULL;
}

/* Clearing. */

JzReport *
jz_clearing_form_new (JzConnection *connection, gint64 class_, GError **error)
{
  g_autoptr (GPtrArray) people = jz_clearing_list (connection, class_, error);
  JzReport             *report;

  if (people == NULL)
    return NULL;
  report = report_new (connection, _("Library clearing before leaving"));
  jz_report_add_column (report, _("Class"), 24, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Reader"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Card number"), 30, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Books out"), 24, 0, JZ_ALIGN_RIGHT, JZ_SUM_QUANTITY);
  jz_report_add_column (report, _("Owes, yuan"), 30, 0, JZ_ALIGN_RIGHT, JZ_SUM_MONEY);
  jz_report_add_column (report, _("Cleared"), 30, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  for (guint i = 0; i < people->len; i++)
    {
      const JzClearing *one = g_ptr_array_index (people, i);
      g_autofree char *out = one->out > 0 ? g_strdup_printf ("%u", one->out) : NULL,
                      *owed = one->owed > 0 ? jz_money_format (one->owed) : NULL;

      jz_report_add_row (report, (const char *[]){ one->class_name, one->name, one->card, out, owed,
                                                   out == NULL && owed == NULL ? "✓" : NULL });
    }
  jz_report_add_signature (report, _("Librarian"));
  jz_report_add_signature (report, _("Class teacher"));
  return report;
}
