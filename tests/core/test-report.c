/* report: pages, columns and forms. Peer: pdftotext reads what was printed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "jz-error.h"
#include "jz-form.h"

static JzReport *
new_list (guint n_columns, guint n_rows, const char *cell)
{
  JzReport *report = jz_report_new ("青溪实验学校", "仪器清单", "2026-11-22");

  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *title = g_strdup_printf ("列%u", i);

      jz_report_add_column (report, title, 0, 1, i == 0 ? JZ_ALIGN_RIGHT : JZ_ALIGN_LEFT, JZ_SUM_NONE);
    }
  for (guint r = 0; r < n_rows; r++)
    {
      g_auto (GStrv) cells = g_new0 (char *, n_columns + 1);

      for (guint i = 0; i < n_columns; i++)
        cells[i] = i == 0 ? g_strdup_printf ("R%05u", r) : g_strdup (cell);
      jz_report_add_row (report, (const char *const *) cells);
    }
  return report;
}

static JzReportLayout *
lay_out (const JzReport *report)
{
  g_autoptr (GError) error = NULL;
  JzReportLayout    *layout = jz_report_layout_new (report, &error);

  g_assert_no_error (error);
  return layout;
}

/* The text of the PDF, pages ended by form feeds; NULL, and the test skipped, without pdftotext. */
static char *
print_text (JzReportLayout *layout)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *dir = g_dir_make_tmp ("jz-report-XXXXXX", NULL);
  g_autofree char   *path = g_build_filename (dir, "report.pdf", NULL);
  g_autofree char   *program = g_find_program_in_path ("pdftotext");
  char              *argv[] = { program, (char *) "-layout", path, (char *) "-", NULL };
  char              *text = NULL;

  jz_report_layout_write_pdf (layout, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  if (program == NULL)
    g_test_skip ("pdftotext (poppler-utils) is not installed");
  else
    g_spawn_sync (NULL, argv, NULL, 0, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (dir);
  return text;
}

static guint
count_of (const char *text, const char *what)
{
  guint n = 0;

  for (const char *p = strstr (text, what); p != NULL; p = strstr (p + 1, what))
    n++;
  return n;
}

static void
test_every_row_once (void)
{
  g_autoptr (JzReport)       report = new_list (4, 300, "直流电流表");
  g_autoptr (JzReportLayout) layout = lay_out (report);
  g_autofree char           *text = print_text (layout);
  guint                      n = jz_report_layout_n_pages (layout);
  g_autofree char           *last = g_strdup_printf ("Page %u of %u", n, n);
  double                     width, height;

  jz_report_layout_get_paper (layout, &width, &height);
  g_assert_cmpfloat (width, ==, 210);
  g_assert_cmpuint (n, >, 1);
  g_assert_cmpuint (jz_report_layout_n_shortened (layout), ==, 0);
  if (text == NULL)
    return;
  for (guint r = 0; r < 300; r++)
    {
      g_autofree char *code = g_strdup_printf ("R%05u", r);

      g_assert_cmpuint (count_of (text, code), ==, 1);
    }
  g_assert_cmpuint (count_of (text, "列1"), ==, n);
  g_assert_cmpuint (count_of (text, "仪器清单"), ==, n);
  g_assert_nonnull (strstr (text, last));
  g_assert_cmpuint (count_of (text, "2026-11-22"), ==, n);
}

static void
test_empty (void)
{
  g_autoptr (JzReport)       report = new_list (3, 0, "");
  g_autoptr (JzReport)       nothing = jz_report_new (NULL, NULL, NULL);
  g_autoptr (JzReportLayout) layout = lay_out (report);
  g_autofree char           *text = print_text (layout);
  g_autoptr (GError)         error = NULL;

  g_assert_cmpuint (jz_report_layout_n_pages (layout), ==, 1);
  g_assert_true (text == NULL || strstr (text, "列2") != NULL);
  g_assert_null (jz_report_layout_new (nothing, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  g_clear_error (&error);
  for (guint i = 0; i < 100; i++)
    jz_report_add_footer (report, "说明");
  g_assert_null (jz_report_layout_new (report, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
}

static void
test_wide_table_loses_nothing (void)
{
  g_autoptr (JzReport)       report = new_list (40, 30, "学生用数字式多功能电表");
  g_autoptr (JzReportLayout) layout = lay_out (report);
  g_autofree char           *text = print_text (layout);
  double                     width, height;
  guint                      n = jz_report_layout_n_pages (layout);

  jz_report_layout_get_paper (layout, &width, &height);
  g_assert_cmpfloat (width, ==, 297);
  g_assert_cmpuint (n, >, 1);
  if (text == NULL)
    return;
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *title = g_strdup_printf ("列%u", i);

      g_assert_nonnull (strstr (text, title));
    }
  /* the key column stands on every page of its rows */
  g_assert_cmpuint (count_of (text, "R00000"), >, 1);
}

static void
test_long_cells (void)
{
  g_autoptr (GString)        words = g_string_new (NULL);
  g_autoptr (JzReport)       report = new_list (3, 5, "");
  g_autoptr (JzReportLayout) layout = NULL;
  g_autofree char           *text = NULL;
  const char                *cells[] = { "R", NULL, "短" };

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (words, "词%02u，", i);
  cells[1] = words->str;
  jz_report_add_row (report, cells);
  report->max_lines = 8;
  layout = lay_out (report);
  g_assert_cmpuint (jz_report_layout_n_shortened (layout), ==, 0);
  text = print_text (layout);
  for (guint i = 0; text != NULL && i < 60; i++)
    {
      g_autofree char *word = g_strdup_printf ("词%02u", i);

      g_assert_nonnull (strstr (text, word));
    }
  jz_report_layout_free (g_steal_pointer (&layout));
  report->max_lines = 1;
  layout = lay_out (report);
  g_assert_cmpuint (jz_report_layout_n_shortened (layout), ==, 1);
  g_free (text);
  text = print_text (layout);
  g_assert_true (text == NULL || strstr (text, "…") != NULL);
}

static void
test_totals_and_signatures (void)
{
  for (guint n = 20; n < 60; n++)
    {
      g_autoptr (JzReport)       report = new_list (3, n, "甲");
      g_autoptr (JzReportLayout) layout = NULL;
      g_autofree char           *text = NULL;
      const char                *totals[] = { "TOTAL", "", "99" };
      const char                *page;

      jz_report_set_totals (report, totals);
      jz_report_add_signature (report, "经办人");
      jz_report_add_signature (report, "保管人");
      jz_report_add_footer (report, "本表一式四份");
      layout = lay_out (report);
      text = print_text (layout);
      if (text == NULL)
        return;
      g_assert_cmpuint (count_of (text, "TOTAL"), ==, 1);
      g_assert_cmpuint (count_of (text, "经办人"), ==, 1);
      g_assert_cmpuint (count_of (text, "保管人"), ==, 1);
      /* never alone on a page: the last row is with them */
      page = g_strrstr (text, "仪器清单");
      g_assert_nonnull (strstr (page, "TOTAL"));
      g_assert_nonnull (strstr (page, "经办人"));
      g_assert_nonnull (strstr (page, "R000"));
    }
}

static const char *
cell_cb (const char *column, gpointer user_data)
{
  if (g_str_equal (column, "quantity"))
    return "2";
  if (g_str_equal (column, "amount"))
    return "1,280.50";
  if (g_str_equal (column, "price"))
    return "640.25";
  if (g_str_equal (column, "name"))
    return "直流电流表";
  return g_str_equal (column, "code") ? user_data : NULL;
}

static void
test_disposal_form (void)
{
  g_autoptr (JzReport)       report = jz_form_new (JZ_FORM_DISPOSAL, "青溪实验学校", "2026-11-22");
  g_autoptr (JzReportLayout) layout = NULL;
  g_autofree char           *text = NULL;
  g_auto (GStrv)             pages = NULL;

  jz_report_add_subtitle (report, "单位：青溪实验学校", "凭证号：2026-0012");
  for (guint i = 0; i < 51; i++)
    {
      g_autofree char *code = g_strdup_printf ("R%05u", i);

      jz_form_add_row (report, JZ_FORM_DISPOSAL, cell_cb, code);
    }
  layout = lay_out (report);
  g_assert_cmpuint (jz_report_layout_n_pages (layout), ==, 3);
  text = print_text (layout);
  if (text == NULL)
    return;
  pages = g_strsplit (text, "\f", -1);
  g_assert_cmpuint (count_of (pages[0], "直流电流表"), ==, 25);
  g_assert_cmpuint (count_of (pages[1], "直流电流表"), ==, 25);
  g_assert_cmpuint (count_of (pages[2], "直流电流表"), ==, 1);
  g_assert_nonnull (strstr (pages[0], "32,012.50")); /* 25 × 1,280.50 */
  g_assert_nonnull (strstr (pages[1], "凭证号：2026-0012"));
  g_assert_cmpuint (count_of (text, "Handled by:"), ==, 3);
}

static void
test_subtotal_never_guesses (void)
{
  g_autoptr (JzReport)       report = jz_report_new (NULL, "t", NULL);
  g_autoptr (JzReportLayout) layout = NULL;
  g_autofree char           *text = NULL;
  const char                *rows[][2] = { { "1", "10" }, { "some", "20" }, { "3", "" } };

  jz_report_add_column (report, "name", 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, "quantity", 0, 0, JZ_ALIGN_RIGHT, JZ_SUM_QUANTITY);
  jz_report_add_column (report, "amount", 0, 0, JZ_ALIGN_RIGHT, JZ_SUM_MONEY);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *cells[] = { "x", rows[i][0], rows[i][1] };

      jz_report_add_row (report, cells);
    }
  report->page_subtotals = TRUE;
  layout = lay_out (report);
  text = print_text (layout);
  if (text == NULL)
    return;
  text = g_strdelimit (text, "\n", ' ');
  g_assert_nonnull (strstr (strstr (text, "This page"), "30.00"));
  g_assert_null (strstr (strstr (text, "This page"), " 4 "));
}

static void
test_all_forms (void)
{
  for (JzForm form = 0; form < JZ_N_FORMS; form++)
    {
      g_autoptr (JzReport)       report = jz_form_new (form, "青溪实验学校", "2026-11-22");
      g_autoptr (JzReportLayout) layout = NULL;

      g_assert_nonnull (jz_form_get_columns (form)[0]);
      for (guint i = 0; i < 30; i++)
        jz_form_add_row (report, form, cell_cb, (gpointer) "02411");
      layout = lay_out (report);
      g_assert_cmpuint (jz_report_layout_n_pages (layout), >=, 1);
      g_assert_cmpuint (jz_report_layout_n_shortened (layout), ==, 0);
    }
}

/* Nothing a page draws is outside the paper, whatever the texts. */
static void
test_odd_texts (void)
{
  g_autofree char *wide = g_strnfill (300, 'W');
  const char      *texts[] = { "", wide, "a\nb\t\x01", "🧪👩‍🔬", "\xff\xfe", "ئۇيغۇر تىلى", "བོད་ཡིག" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JzReport)       report = new_list (12, 40, texts[i]);
      g_autoptr (JzReportLayout) layout = NULL;
      cairo_surface_t           *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_t                   *cr = cairo_create (surface);
      double                     x, y, width, height, paper_width, paper_height;

      jz_report_add_subtitle (report, texts[i], texts[i]);
      jz_report_add_footer (report, texts[i]);
      jz_report_add_signature (report, texts[i]);
      layout = lay_out (report);
      for (guint page = 0; page < jz_report_layout_n_pages (layout); page++)
        jz_report_layout_draw_page (layout, cr, page);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
      jz_report_layout_get_paper (layout, &paper_width, &paper_height);
      g_assert_cmpfloat (x, >=, 14 / 25.4 * 72);
      g_assert_cmpfloat (y, >=, 10 / 25.4 * 72);
      g_assert_cmpfloat (x + width, <=, (paper_width - 14) / 25.4 * 72);
      g_assert_cmpfloat (y + height, <=, (paper_height - 5) / 25.4 * 72);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/every-row-once", test_every_row_once);
  g_test_add_func ("/report/empty", test_empty);
  g_test_add_func ("/report/wide-table-loses-nothing", test_wide_table_loses_nothing);
  g_test_add_func ("/report/long-cells", test_long_cells);
  g_test_add_func ("/report/totals-and-signatures", test_totals_and_signatures);
  g_test_add_func ("/report/disposal-form", test_disposal_form);
  g_test_add_func ("/report/subtotal-never-guesses", test_subtotal_never_guesses);
  g_test_add_func ("/report/all-forms", test_all_forms);
  g_test_add_func ("/report/odd-texts", test_odd_texts);
  return g_test_run ();
}
