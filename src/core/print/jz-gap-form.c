/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-gap-form.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "jz-date.h"
#include "jz-money.h"

static const char *const titles[JZ_N_GAP_COLUMNS] = {
  [JZ_GAP_STANDARD] = N_("Standard"),  [JZ_GAP_SUBJECT] = N_("Subject"), [JZ_GAP_CODE] = N_("Code"),
  [JZ_GAP_NAME] = N_("Name"),          [JZ_GAP_SPEC] = N_("Specification"), [JZ_GAP_UNIT] = N_("Unit"),
  [JZ_GAP_RULE] = N_("Quantity rule"), [JZ_GAP_REQUIRED] = N_("Asked for"), [JZ_GAP_HELD] = N_("Held"),
  [JZ_GAP_USABLE] = N_("Usable"),      [JZ_GAP_SHORT] = N_("Lacking"),   [JZ_GAP_PRICE] = N_("Unit price"),
  [JZ_GAP_COST] = N_("Cost"),          [JZ_GAP_REMARK] = N_("Remark"),
};

const char *
jz_gap_column_title (JzGapColumn column)
{
  return g_dgettext (GETTEXT_PACKAGE, titles[column]);
}

gboolean
jz_gap_column_is_number (JzGapColumn column)
{
  return column >= JZ_GAP_REQUIRED && column <= JZ_GAP_COST;
}

static char *
required_text (const JzGapRow *row)
{
  if (row->fault != NULL)
    return g_strdup ("");
  if (row->wanted.is_some)
    return g_strdup (_("some"));
  return row->wanted.most > row->wanted.least ? g_strdup_printf ("%u–%u", row->wanted.least, row->wanted.most) :
                                                g_strdup_printf ("%u", row->wanted.least);
}

static char *
short_text (const JzGapRow *row)
{
  if (row->fault != NULL)
    return g_strdup ("!");
  if (row->lacking > 0)
    return g_strdup_printf ("✗ %" PRId64, row->lacking);
  return g_strdup (row->wanted.least > 0 ? "✓" : "–");
}

static char *
money_text (gint64 fen)
{
  return fen >= 0 ? jz_money_format (fen) : g_strdup ("?");
}

static const char *
words_of (const JzGapRow *row, JzGapColumn column)
{
  const char *const words[] = { [JZ_GAP_SUBJECT] = row->subject, [JZ_GAP_CODE] = row->code, [JZ_GAP_NAME] = row->name,
                                [JZ_GAP_SPEC] = row->spec,       [JZ_GAP_UNIT] = row->unit, [JZ_GAP_RULE] = row->rule };

  return words[column];
}

char *
jz_gap_row_text (const JzGapRow *row, JzGapColumn column)
{
  switch (column)
    {
    case JZ_GAP_STANDARD:
      return g_strdup_printf ("%s%s%s", row->standard, row->edition[0] != '\0' ? " " : "", row->edition);
    case JZ_GAP_REQUIRED:
      return required_text (row);
    case JZ_GAP_HELD:
      return g_strdup_printf ("%" PRId64, row->held);
    case JZ_GAP_USABLE:
      return g_strdup_printf ("%" PRId64, row->usable);
    case JZ_GAP_SHORT:
      return short_text (row);
    case JZ_GAP_PRICE:
      return money_text (row->price);
    case JZ_GAP_COST:
      return row->lacking > 0 ? money_text (row->cost) : g_strdup ("");
    case JZ_GAP_REMARK:
      return g_strdup (row->fault != NULL ? row->fault : "");
    default:
      return g_strdup (words_of (row, column));
    }
}

/* Sums. */

static char *
unpriced_words (guint n)
{
  return n > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u lacking row has no price",
                                               "%u lacking rows have no price", n), n) : NULL;
}

char *
jz_gap_words (GPtrArray *rows)
{
  g_autoptr (GPtrArray) subjects = jz_gap_sum (rows);
  g_autofree char *cost = NULL, *filled = NULL, *priced = NULL, *unpriced = NULL, *faults = NULL;
  JzGapSubject sum = { 0 };
  guint        n_faults = 0;

  for (guint i = 0; i < subjects->len; i++)
    {
      JzGapSubject *subject = g_ptr_array_index (subjects, i);

      sum.rows += subject->rows;
      sum.filled += subject->filled;
      sum.cost += subject->cost;
      sum.unpriced += subject->unpriced;
    }
  for (guint i = 0; i < rows->len; i++)
    n_faults += ((JzGapRow *) g_ptr_array_index (rows, i))->fault != NULL;
  cost = jz_money_format (sum.cost);
  filled = g_strdup_printf (_("%u of %u rows filled"), sum.filled, sum.rows);
  priced = g_strdup_printf (_("What lacks costs %s yuan"), cost);
  unpriced = unpriced_words (sum.unpriced);
  if (n_faults > 0)
    faults = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "! %u row could not be counted",
                                           "! %u rows could not be counted", n_faults), n_faults);
  return g_strdup_printf ("%s      %s%s%s%s%s", filled, priced, unpriced != NULL ? "      " : "",
                          unpriced != NULL ? unpriced : "",
                          faults != NULL ? "      " : "", faults != NULL ? faults : "");
}

char *
jz_gap_subject_words (const JzGapSubject *subject)
{
  g_autofree char *cost = jz_money_format (subject->cost);

  if (subject->rows == 0)
    return g_strdup (_("nothing is asked for"));
  return g_strdup_printf (_("%u of %u rows (%.1f %%), %s yuan lacking"), subject->filled, subject->rows,
                          100.0 * subject->filled / subject->rows, cost);
}

/* Paper. */

static gboolean
is_worth_a_column (GPtrArray *rows, JzGapColumn column)
{
  g_autofree char *first = NULL;

  if (column != JZ_GAP_STANDARD && column != JZ_GAP_REMARK)
    return TRUE;
  first = rows->len > 0 && column == JZ_GAP_STANDARD ? jz_gap_row_text (g_ptr_array_index (rows, 0),
                                                                        column) : g_strdup ("");
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *text = jz_gap_row_text (g_ptr_array_index (rows, i), column);

      if (!g_str_equal (text, first))
        return TRUE;
    }
  return FALSE;
}

static void
add_row (JzReport *report, const JzGapRow *row, const gboolean *shown)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (int c = 0; c < JZ_N_GAP_COLUMNS; c++)
    if (shown[c])
      g_ptr_array_add (cells, jz_gap_row_text (row, (JzGapColumn) c));
  jz_report_add_row (report, (const char *const *) cells->pdata);
}

JzReport *
jz_gap_form_new (GPtrArray *rows, GPtrArray *all, const char *school, const char *subtitle)
{
  char             today[JZ_DATE_LENGTH];
  JzReport        *report = jz_report_new (school, _("What the school lacks"),
                                           jz_date_to_iso (jz_date_today (), today));
  g_autofree char *words = jz_gap_words (all);
  g_autoptr (GPtrArray) subjects = jz_gap_sum (all);
  gboolean shown[JZ_N_GAP_COLUMNS];

  jz_report_add_subtitle (report, subtitle, NULL);
  for (int c = 0; c < JZ_N_GAP_COLUMNS; c++)
    {
      shown[c] = is_worth_a_column (rows, (JzGapColumn) c);
      if (shown[c])
        jz_report_add_column (report, jz_gap_column_title ((JzGapColumn) c), 0, c == JZ_GAP_SPEC || c == JZ_GAP_REMARK,
                              jz_gap_column_is_number ((JzGapColumn) c) ? JZ_ALIGN_RIGHT : JZ_ALIGN_LEFT,
                              c == JZ_GAP_COST ? JZ_SUM_MONEY : JZ_SUM_NONE);
    }
  for (guint i = 0; i < rows->len; i++)
    add_row (report, g_ptr_array_index (rows, i), shown);
  jz_report_add_footer (report, words);
  for (guint i = 0; i < subjects->len; i++)
    {
      JzGapSubject    *subject = g_ptr_array_index (subjects, i);
      g_autofree char *of = jz_gap_subject_words (subject);
      g_autofree char *line = g_strdup_printf ("%s: %s",
                                               subject->subject[0] != '\0' ? subject->subject : _("No subject"), of);

      jz_report_add_footer (report, line);
    }
  return report;
}

/* Spreadsheets: numbers stay numbers. */

static void
write_cell (JzSheetWriter *writer, const JzGapRow *row, JzGapColumn column)
{
  const gint64     numbers[] = { [JZ_GAP_REQUIRED] = row->wanted.least, [JZ_GAP_HELD] = row->held,
                                [JZ_GAP_USABLE] = row->usable,
                                 [JZ_GAP_SHORT] = row->lacking, [JZ_GAP_PRICE] = row->price, [JZ_GAP_COST] = row->cost };
  gboolean         is_ranged = row->wanted.most > row->wanted.least || row->wanted.is_some;
  g_autofree char *text = NULL;

  if (row->fault != NULL && (column == JZ_GAP_REQUIRED || column == JZ_GAP_SHORT || column == JZ_GAP_COST))
    return;
  if (!jz_gap_column_is_number (column) || (column == JZ_GAP_REQUIRED && is_ranged))
    {
      text = jz_gap_row_text (row, column);
      jz_sheet_writer_text (writer, column, text);
    }
  else if (column < JZ_GAP_PRICE)
    jz_sheet_writer_quantity (writer, column, numbers[column], 0);
  else if (numbers[column] >= 0)
    jz_sheet_writer_money (writer, column, numbers[column]);
}

gboolean
jz_gap_write_sheet (GPtrArray *rows, JzSheetFormat format, const char *path, GError **error)
{
  static const double widths[JZ_N_GAP_COLUMNS] = { 24, 8, 13, 20, 24, 6, 12, 9, 9, 9, 9, 12, 14, 24 };
  const char   *title = _("What the school lacks");
  JzSheetColumn heads[JZ_N_GAP_COLUMNS];
  JzSheetLayout layout = { title, title, TRUE };
  g_autoptr (JzSheetWriter) writer = NULL;

  for (int c = 0; c < JZ_N_GAP_COLUMNS; c++)
    heads[c] = (JzSheetColumn){ jz_gap_column_title ((JzGapColumn) c), widths[c] };
  writer = jz_sheet_writer_new (path, format, heads, JZ_N_GAP_COLUMNS, &layout, error);
  for (guint i = 0; writer != NULL && i < rows->len; i++)
    {
      for (int c = 0; c < JZ_N_GAP_COLUMNS; c++)
        write_cell (writer, g_ptr_array_index (rows, i), (JzGapColumn) c);
      if (!jz_sheet_writer_end_row (writer, error))
        return FALSE;
    }
  return writer != NULL && jz_sheet_writer_finish (writer, error);
}
