/* labels: stocks, places on the sheet, bars that a scanner reads, text that stays inside.
 *
 * Peers: zbarimg reads the printed bars; pdftotext, pdffonts and pdfimages look into the PDF.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "jz-error.h"
#include "jz-label-job.h"

static const JzCalibration none = JZ_CALIBRATION_NONE;

static char *tmp_dir;

static char *
tmp_path (const char *name)
{
  return g_build_filename (tmp_dir, name, NULL);
}

static char *
stock_dir (void)
{
  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "data", "stocks", NULL);
}

static GPtrArray *
load_stocks (void)
{
  g_autofree char      *dir = stock_dir ();
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  GPtrArray            *stocks = jz_label_stocks_load (dir, NULL, faults);

  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpuint (stocks->len, >=, 11);
  return stocks;
}

static JzLabelStock *
load_stock (const char *name)
{
  g_autofree char   *dir = stock_dir ();
  g_autofree char   *file = g_strconcat (name, ".ini", NULL);
  g_autofree char   *path = g_build_filename (dir, file, NULL);
  g_autoptr (GError) error = NULL;
  JzLabelStock      *stock = jz_label_stock_load (path, &error);

  g_assert_no_error (error);
  return stock;
}

static GPtrArray *
new_labels (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) jz_label_free);
}

static JzLabel *
add_label (GPtrArray *labels, JzLabelKind kind, const char *code, const char *title)
{
  JzLabel *label = jz_label_new (kind, code, "青溪实验学校", title);

  jz_label_add_line (label, "J0407 2.5级");
  jz_label_add_line (label, "物理实验室 3号柜 2层");
  g_ptr_array_add (labels, label);
  return label;
}

static void
add_assets (GPtrArray *labels, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *code = g_strdup_printf ("SB%06u", i + 1);

      add_label (labels, JZ_LABEL_ASSET, code, "直流电流表");
    }
}

static JzLabelJob *
new_job (const JzLabelStock *stock, const JzCalibration *calibration, guint start, JzLabelCodes codes,
         GPtrArray *labels)
{
  g_autoptr (GError) error = NULL;
  JzLabelJob        *job = jz_label_job_new (stock, calibration, start, codes, labels, NULL, &error);

  g_assert_no_error (error);
  return job;
}

static void
write_job (JzLabelJob *job, const char *path)
{
  g_autoptr (GError) error = NULL;

  jz_label_job_write_pdf (job, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Its output; NULL, and the test skipped, when the program is not installed. */
static char *
run (const char *first, ...) G_GNUC_NULL_TERMINATED;

static char *
run (const char *first, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char      *program = g_find_program_in_path (first);
  g_autoptr (GError)    error = NULL;
  char                 *output = NULL;
  va_list               arguments;

  if (program == NULL)
    {
      g_autofree char *reason = g_strdup_printf ("%s is not installed (poppler-utils, zbar-tools)", first);
      g_test_skip (reason);
      return NULL;
    }
  va_start (arguments, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (arguments, const char *))
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                &output, NULL, NULL, &error);
  g_assert_no_error (error);
  return output;
}

static void
test_stocks_shipped (void)
{
  static const char *const names[] = { "a4-3x8", "a4-4x10", "a4-5x10", "a4-3x10", "a4-2x7", "a4-2x4", "roll-50x30",
                                       "roll-60x40", "roll-70x50", "roll-40x30x2", "card-85x54" };
  g_autoptr (GPtrArray)    stocks = load_stocks ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_nonnull (jz_label_stocks_find (stocks, names[i]));
  for (guint i = 0; i < stocks->len; i++)
    {
      const JzLabelStock *stock = g_ptr_array_index (stocks, i);

      for (guint position = 1; position <= jz_label_stock_per_page (stock); position++)
        {
          double x, y;

          jz_label_stock_get_position (stock, position, &x, &y);
          g_assert_true (x >= 0 && y >= 0);
          g_assert_cmpfloat (x + stock->label_width, <=, stock->page_width + 0.01);
          g_assert_cmpfloat (y + stock->label_height, <=, stock->page_height + 0.01);
        }
    }
}

#define GOOD_STOCK                                                                                                  \
  "[Stock]\nName=a4-3x8\nTitle=Ours\nKind=sheet\nPageWidth=210\nPageHeight=297\nLabelWidth=60\nLabelHeight=30\n"     \
  "Columns=3\nRows=9\n"

static void
test_stocks_user (void)
{
  static const struct { const char *file, *text, *why; } bad[] = {
    { "empty.ini", "", "" },
    { "noise.ini", "\x01\xff\xfe[", "" },
    { "wide.ini", "[Stock]\nName=x\nTitle=x\nKind=sheet\nPageWidth=100\nPageHeight=100\nLabelWidth=60\nLabelHeight=30\n"
                  "Columns=2\nRows=1\n", "right edge" },
    { "nan.ini", "[Stock]\nName=x\nTitle=x\nKind=sheet\nPageWidth=nan\n", "PageWidth" },
    { "zero.ini", "[Stock]\nName=x\nTitle=x\nKind=sheet\nPageWidth=210\nPageHeight=297\nLabelWidth=60\nLabelHeight=30\n"
                  "Columns=0\nRows=1\n", "Columns" },
    { "half.ini", "[Stock]\nName=x\nTitle=x\nKind=sheet\nPageWidth=210\nPageHeight=297\nLabelWidth=60\nLabelHeight=30\n"
                  "Columns=1.5\nRows=1\n", "Columns" },
    { "kind.ini", "[Stock]\nName=x\nTitle=x\nKind=poster\n", "Kind" },
    { "name.ini", "[Stock]\nName=../x\nTitle=x\nKind=sheet\n", "Name" },
  };
  g_autofree char      *shipped = stock_dir ();
  g_autofree char      *user = tmp_path ("user-stocks");
  g_autofree char      *good = g_build_filename (user, "mine.ini", NULL);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) stocks = NULL;
  guint                 n_shipped;

  g_mkdir_with_parents (user, 0700);
  g_assert_true (g_file_set_contents (good, GOOD_STOCK, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char         *path = g_build_filename (user, bad[i].file, NULL);
      g_autoptr (GError)       error = NULL;
      g_autoptr (JzLabelStock) stock = NULL;

      g_assert_true (g_file_set_contents (path, bad[i].text, -1, NULL));
      stock = jz_label_stock_load (path, &error);
      g_assert_null (stock);
      g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, bad[i].file));
      g_assert_nonnull (strstr (error->message, bad[i].why));
      g_assert_null (strchr (error->message, '\n'));
    }
  stocks = jz_label_stocks_load (shipped, NULL, NULL);
  n_shipped = stocks->len;
  g_ptr_array_unref (stocks);
  stocks = jz_label_stocks_load (shipped, user, faults);
  g_assert_cmpuint (faults->len, ==, G_N_ELEMENTS (bad));
  g_assert_cmpuint (stocks->len, ==, n_shipped);
  g_assert_cmpstr (jz_label_stocks_find (stocks, "a4-3x8")->title, ==, "Ours");
}

static void
test_counts (void)
{
  g_autoptr (JzLabelStock) stock = load_stock ("a4-4x10");
  g_autoptr (GPtrArray)    labels = new_labels ();
  g_autoptr (JzLabelJob)   job = NULL;

  add_assets (labels, 104);
  job = new_job (stock, &none, 7, JZ_LABEL_CODES_AUTO, labels);
  g_assert_cmpuint (jz_label_job_n_labels (job), ==, 104);
  g_assert_cmpuint (jz_label_job_n_pages (job), ==, 3);
  g_assert_cmpuint (jz_label_job_n_left (job), ==, 10);
  g_assert_cmpuint (jz_label_job_label_at (job, 5.1, 1.1), ==, 1);
  g_assert_cmpuint (jz_label_job_label_at (job, 204.9, 1.1), ==, 4);
  g_assert_cmpuint (jz_label_job_label_at (job, 5.1, 31), ==, 5);
  g_assert_cmpuint (jz_label_job_label_at (job, 1, 31), ==, 0);
  g_assert_cmpuint (jz_label_job_label_at (job, 5.1, 296.5), ==, 0);
}

static void
test_refused (void)
{
  g_autoptr (JzLabelStock) stock = load_stock ("roll-40x30x2");
  g_autoptr (GPtrArray)    labels = new_labels ();
  g_autoptr (GPtrArray)    faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError)       error = NULL;
  JzCalibration            far = { 51, 0, 100, 100 }, large = { 0, 0, 100, 200 };
  g_autoptr (JzLabelJob)   job = NULL;

  g_assert_null (jz_label_job_new (stock, &none, 1, 0, labels, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_REFUSED);
  g_clear_error (&error);
  add_label (labels, JZ_LABEL_ASSET, "A 40 character code: 123456789-123456789", "示波器");
  add_label (labels, JZ_LABEL_ASSET, "", "没有编号的");
  add_label (labels, JZ_LABEL_ASSET, "A\tB", "制表符");
  add_label (labels, JZ_LABEL_ASSET, "SB-1", "好的");
  g_assert_null (jz_label_job_new (stock, &far, 1, 0, labels, NULL, NULL));
  g_assert_null (jz_label_job_new (stock, &large, 1, 0, labels, NULL, NULL));
  g_assert_null (jz_label_job_new (stock, &none, 0, 0, labels, NULL, NULL));
  g_assert_null (jz_label_job_new (stock, &none, 3, 0, labels, NULL, NULL));
  g_assert_null (jz_label_job_new (stock, &none, 1, JZ_LABEL_CODES_CODE128, labels, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "too long"));
  job = jz_label_job_new (stock, &none, 1, JZ_LABEL_CODES_CODE128, labels, faults, NULL);
  g_assert_cmpuint (jz_label_job_n_labels (job), ==, 1);
  g_assert_cmpuint (faults->len, ==, 3);
  g_assert_nonnull (strstr (g_ptr_array_index (faults, 1), "没有编号的"));
}

static void
test_barcodes (void)
{
  g_autoptr (GError)    error = NULL;
  g_autofree JzBarcode *bars = jz_barcode_new (JZ_BARCODE_CODE128, "00012345", NULL);
  g_autofree JzBarcode *matrix = jz_barcode_new (JZ_BARCODE_QR, "教装", NULL);
  g_autofree char      *longest = g_strnfill (JZ_QR_MAX + 1, 'x');

  /* start, four pairs of digits, check symbol, stop: 11 modules each, and 2 at the end */
  g_assert_cmpuint (bars->width, ==, 7 * 11 + 2);
  g_assert_cmpuint (bars->n_bars, ==, 7 * 3 + 1);
  g_assert_cmpuint (bars->bars[0].x, ==, 0);
  g_assert_cmpuint (bars->bars[21].x + bars->bars[21].width, ==, bars->width);
  g_assert_cmpuint (matrix->width, ==, 21);
  g_assert_cmpuint (matrix->height, ==, 21);
  g_assert_null (jz_barcode_new (JZ_BARCODE_CODE128, "教装", &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  g_assert_null (jz_barcode_new (JZ_BARCODE_CODE128, longest, NULL));
  g_assert_null (jz_barcode_new (JZ_BARCODE_CODE39, longest, NULL));
  g_assert_null (jz_barcode_new (JZ_BARCODE_CODE39, "t002267", NULL));
  g_assert_null (jz_barcode_new (JZ_BARCODE_CODE39, "T*1", NULL));
  /* start, eight characters, stop: 12 modules each with narrow gaps between, zint's ratio being 2:1 */
  g_clear_pointer (&bars, g_free);
  bars = jz_barcode_new (JZ_BARCODE_CODE39, "00000001", NULL);
  g_assert_cmpuint (bars->width, ==, 10 * 13 - 1);
  g_assert_null (jz_barcode_new (JZ_BARCODE_QR, longest, NULL));
  g_assert_null (jz_barcode_new (JZ_BARCODE_QR, "", NULL));
  g_assert_null (jz_barcode_new (JZ_BARCODE_QR, NULL, NULL));
  g_assert_null (jz_barcode_new (JZ_BARCODE_QR, "\xff\xfe", NULL));
  g_assert_null (jz_barcode_new (JZ_BARCODE_QR, "a\nb", NULL));
}

/* Left and top of a word on the first page, in points. */
static gboolean
find_word (const char *path, const char *word, double *x, double *y)
{
  g_autofree char *text = run ("pdftotext", "-bbox", path, "-", NULL);
  g_autofree char *end = g_strconcat (">", word, "</word>", NULL);
  const char      *found = text != NULL ? strstr (text, end) : NULL;

  if (text == NULL)
    return FALSE;
  g_assert_nonnull (found);
  while (!g_str_has_prefix (found, "<word"))
    found--;
  *x = g_ascii_strtod (strstr (found, "xMin=\"") + 6, NULL);
  *y = g_ascii_strtod (strstr (found, "yMin=\"") + 6, NULL);
  return TRUE;
}

static gboolean
print_and_find (const JzCalibration *calibration, guint start, double *x, double *y)
{
  g_autoptr (JzLabelStock) stock = load_stock ("a4-3x8");
  g_autoptr (GPtrArray)    labels = new_labels ();
  g_autoptr (JzLabelJob)   job = NULL;
  g_autofree char         *path = tmp_path ("calibration.pdf");

  add_assets (labels, 1);
  job = new_job (stock, calibration, start, JZ_LABEL_CODES_AUTO, labels);
  write_job (job, path);
  return find_word (path, "SB000001", x, y);
}

static void
test_start_and_calibration (void)
{
  JzCalibration moved = { 2.5, -1.5, 100, 100 }, grown = { 0, 0, 101, 98 };
  double        x, y, x5, y5, xm, ym, xg, yg;

  if (!print_and_find (&none, 1, &x, &y) || !print_and_find (&none, 5, &x5, &y5)
      || !print_and_find (&moved, 5, &xm, &ym) || !print_and_find (&grown, 5, &xg, &yg))
    return;
  /* position 5: second column, second row */
  g_assert_cmpfloat_with_epsilon (x5 - x, 70 * JZ_POINTS_PER_MM, 0.02);
  g_assert_cmpfloat_with_epsilon (y5 - y, 37 * JZ_POINTS_PER_MM, 0.02);
  g_assert_cmpfloat_with_epsilon (xm - x5, 2.5 * JZ_POINTS_PER_MM, 0.02);
  g_assert_cmpfloat_with_epsilon (ym - y5, -1.5 * JZ_POINTS_PER_MM, 0.02);
  g_assert_cmpfloat_with_epsilon (xg, 1.01 * x5, 0.02);
  g_assert_cmpfloat_with_epsilon (yg, 0.98 * y5, 0.02);
}

/* Runs zbarimg over @files and counts the different codes of one kind. */
static guint
count_codes_in (GPtrArray *files, const char *kind, const char *prefix)
{
  g_autoptr (GPtrArray)  argv = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char       *output = NULL;
  g_autofree char       *start = g_strconcat (kind, ":", prefix, NULL);
  g_auto (GStrv)         lines = NULL;
  g_autoptr (GError)     error = NULL;

  g_ptr_array_add (argv, (gpointer) "zbarimg");
  g_ptr_array_add (argv, (gpointer) "--nodbus");
  g_ptr_array_add (argv, (gpointer) "-q");
  g_ptr_array_add (argv, (gpointer) "-Sdisable");
  g_ptr_array_add (argv, (gpointer) (g_str_equal (kind, "QR-Code") ? "-Sqrcode.enable" :
                                    g_str_equal (kind, "CODE-39") ? "-Scode39.enable" : "-Scode128.enable"));
  g_ptr_array_extend (argv, files, NULL, NULL);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (output, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], start))
      g_hash_table_add (seen, lines[i]);
  return g_hash_table_size (seen);
}

#define DPI 300

/* The page as one picture, or each label for itself. Returns: (transfer full) file names */
static GPtrArray *
draw_files (const JzLabelStock *stock, const char *path, gboolean cut)
{
  GPtrArray       *files = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *root = tmp_path ("page");
  g_autofree char *png = g_strconcat (root, ".png", NULL);
  cairo_surface_t *surface = NULL;
  double           scale = DPI / 25.4;

  g_free (run ("pdftoppm", "-r", G_STRINGIFY (DPI), "-gray", "-png", "-singlefile", path, root, NULL));
  if (cut)
    surface = cairo_image_surface_create_from_png (png);
  if (!cut)
    g_ptr_array_add (files, g_steal_pointer (&png));
  for (guint position = 1; cut && position <= jz_label_stock_per_page (stock); position++)
    {
      g_autofree char *name = g_strdup_printf ("label-%u.png", position);
      char            *file = tmp_path (name);
      cairo_surface_t *label;
      double           x, y;

      jz_label_stock_get_position (stock, position, &x, &y);
      label = cairo_surface_create_for_rectangle (surface, x * scale, y * scale, stock->label_width * scale,
                                                  stock->label_height * scale);
      g_assert_cmpint (cairo_surface_write_to_png (label, file), ==, CAIRO_STATUS_SUCCESS);
      cairo_surface_destroy (label);
      g_ptr_array_add (files, file);
    }
  g_clear_pointer (&surface, cairo_surface_destroy);
  return files;
}

/* zbar reads all Code 128 of a page at once, but mixes up the corners of many QR codes: those are shown to
 * it one label at a time, as to a scanner. */
static guint
count_codes (const JzLabelStock *stock, const char *path, const char *kind, const char *prefix)
{
  g_autoptr (GPtrArray) files = draw_files (stock, path, g_str_equal (kind, "QR-Code"));

  return count_codes_in (files, kind, prefix);
}

static gboolean
have_readers (void)
{
  g_autofree char *rasteriser = g_find_program_in_path ("pdftoppm");
  g_autofree char *reader = g_find_program_in_path ("zbarimg");

  if (rasteriser == NULL || reader == NULL)
    g_test_skip ("pdftoppm (poppler-utils) or zbarimg (zbar-tools) is not installed");
  return rasteriser != NULL && reader != NULL;
}

static void
read_back (const JzLabelStock *stock, JzLabelKind kind, JzLabelCodes codes, gboolean linear, gboolean matrix)
{
  g_autoptr (GPtrArray)  labels = new_labels ();
  g_autoptr (JzLabelJob) job = NULL;
  g_autofree char       *path = tmp_path ("bars.pdf");
  guint                  n = jz_label_stock_per_page (stock);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *code = g_strdup_printf ("SB%06u", i + 1);
      JzLabel         *label = add_label (labels, kind, code, "学生用数字式多功能演示电表");

      if (kind == JZ_LABEL_SHELF_CARD)
        jz_label_add_row (label, "02411", "烧杯", "250 mL", "个", "24");
    }
  job = new_job (stock, &none, 1, codes, labels);
  write_job (job, path);
  g_test_message ("%s kind %d codes %d", stock->name, kind, codes);
  if (linear)
    g_assert_cmpuint (count_codes (stock, path, "CODE-128", "SB"), ==, n);
  if (matrix)
    g_assert_cmpuint (count_codes (stock, path, "QR-Code", "SB"), ==, n);
}

static void
read_back_39 (const JzLabelStock *stock)
{
  g_autoptr (GPtrArray)  labels = new_labels ();
  g_autoptr (JzLabelJob) job = NULL;
  g_autofree char       *path = tmp_path ("bars-39.pdf");

  for (guint i = 0; i < 24; i++)
    {
      g_autofree char *code = g_strdup_printf ("SB%06u", i + 1);

      add_label (labels, JZ_LABEL_ASSET, code, "海底两万里");
    }
  job = new_job (stock, &none, 1, JZ_LABEL_CODES_CODE39, labels);
  write_job (job, path);
  g_assert_cmpuint (count_codes (stock, path, "CODE-39", "SB"), ==, 24);
}

static void
test_read_back (void)
{
  g_autoptr (GPtrArray) stocks = load_stocks ();

  if (!have_readers ())
    return;
  for (guint i = 0; i < stocks->len; i++)
    {
      const JzLabelStock *stock = g_ptr_array_index (stocks, i);

      read_back (stock, JZ_LABEL_ASSET, JZ_LABEL_CODES_CODE128, TRUE, FALSE);
      read_back (stock, JZ_LABEL_ASSET, JZ_LABEL_CODES_QR, FALSE, TRUE);
    }
  read_back (jz_label_stocks_find (stocks, "a4-4x10"), JZ_LABEL_SPINE, JZ_LABEL_CODES_AUTO, TRUE, FALSE);
  read_back_39 (jz_label_stocks_find (stocks, "a4-3x8"));
  read_back (jz_label_stocks_find (stocks, "roll-70x50"), JZ_LABEL_ROOM, JZ_LABEL_CODES_AUTO, FALSE, TRUE);
  read_back (jz_label_stocks_find (stocks, "roll-50x30"), JZ_LABEL_SHELF_CARD, JZ_LABEL_CODES_AUTO, FALSE, TRUE);
  read_back (jz_label_stocks_find (stocks, "a4-2x4"), JZ_LABEL_SHELF_CARD, JZ_LABEL_CODES_AUTO, FALSE, TRUE);
}

/* Below each other: codes that begin alike, others between them, and some of another length. */
static void
test_mixed_codes (void)
{
  static const char *const forms[] = { "SB%06u", "SB%06u", "SBX-%u", "SB%06u", "SB%09u/A" };
  g_autoptr (JzLabelStock) stock = load_stock ("a4-3x8");
  g_autoptr (GPtrArray)    labels = new_labels ();
  g_autoptr (JzLabelJob)   job = NULL;
  g_autofree char         *path = tmp_path ("mixed.pdf");
  guint                    n = jz_label_stock_per_page (stock);

  if (!have_readers ())
    return;
  for (guint i = 0; i < n; i++)
    {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_autofree char *code = g_strdup_printf (forms[(i / 3) % G_N_ELEMENTS (forms)], i + 1);
#pragma GCC diagnostic pop

      add_label (labels, JZ_LABEL_ASSET, code, "直流电流表");
    }
  job = new_job (stock, &none, 1, JZ_LABEL_CODES_CODE128, labels);
  write_job (job, path);
  g_assert_cmpuint (count_codes (stock, path, "CODE-128", "SB"), ==, n);
}

static void
test_both (void)
{
  g_autoptr (JzLabelStock) stock = load_stock ("a4-2x7");

  if (have_readers ())
    read_back (stock, JZ_LABEL_ASSET, JZ_LABEL_CODES_BOTH, TRUE, TRUE);
}

static void
test_odd_codes (void)
{
  static const char *const codes[] = { "a-b/c_d.e", "x", "A 40 character code: 123456789-123456789", "~!@#$%^&*()",
                                       "青溪·物理室/3号柜" };
  g_autoptr (JzLabelStock) stock = load_stock ("a4-2x7");
  g_autoptr (GPtrArray)    labels = new_labels ();
  g_autoptr (JzLabelJob)   job = NULL;
  g_autofree char         *path = tmp_path ("odd.pdf");

  if (!have_readers ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    add_label (labels, JZ_LABEL_ASSET, codes[i], "烧杯");
  job = new_job (stock, &none, 1, JZ_LABEL_CODES_AUTO, labels);
  write_job (job, path);
  for (guint i = 0; i + 1 < G_N_ELEMENTS (codes); i++)
    g_assert_cmpuint (count_codes (stock, path, i == 2 ? "QR-Code" : "CODE-128", codes[i]), ==, 1);
  g_assert_cmpuint (count_codes (stock, path, "QR-Code", codes[4]), ==, 1);
}

static void
test_text_in_pdf (void)
{
  g_autoptr (JzLabelStock) stock = load_stock ("a4-3x8");
  g_autoptr (GPtrArray)    labels = new_labels ();
  g_autoptr (JzLabelJob)   job = NULL;
  g_autofree char         *path = tmp_path ("text.pdf");
  g_autofree char         *text = NULL, *fonts = NULL, *images = NULL;

  /* characters whose glyph is that of a Kangxi radical too, and a symbol that Japanese fonts offer */
  add_label (labels, JZ_LABEL_ASSET, "SB-1", "一人大用气体①号");
  add_assets (labels, 23);
  job = new_job (stock, &none, 1, JZ_LABEL_CODES_AUTO, labels);
  write_job (job, path);
  text = run ("pdftotext", path, "-", NULL);
  fonts = run ("pdffonts", path, NULL);
  images = run ("pdfimages", "-list", path, NULL);
  if (text == NULL || fonts == NULL || images == NULL)
    return;
  g_assert_nonnull (strstr (text, "一人大用气体①号"));
  g_assert_nonnull (strstr (text, "直流电流表"));
  g_assert_nonnull (strstr (text, "SB000023"));
  g_assert_nonnull (strstr (fonts, "yes yes yes")); /* embedded, subset, with a map to Unicode */
  g_assert_null (strstr (fonts, "CJKjp"));
  g_assert_null (strstr (fonts, "Type 3"));
  g_assert_null (strstr (images, "image "));
  if (strstr (fonts, "CJKsc") == NULL)
    g_test_skip ("Noto Sans CJK SC (fonts-noto-cjk) is not installed");
}

static void
test_shelf_card_goes_on (void)
{
  g_autoptr (JzLabelStock) stock = load_stock ("a4-2x4");
  g_autoptr (GPtrArray)    labels = new_labels ();
  g_autoptr (JzLabelJob)   job = NULL;
  g_autofree char         *path = tmp_path ("shelf.pdf");
  g_autofree char         *text = NULL;
  JzLabel                 *label = add_label (labels, JZ_LABEL_SHELF_CARD, "WL-3", "物理实验室 3号柜");

  for (guint i = 0; i < 18; i++)
    {
      g_autofree char *name = g_strdup_printf ("仪器%02u", i);

      jz_label_add_row (label, "02411", name, "250 mL", "个", "24");
    }
  job = new_job (stock, &none, 1, JZ_LABEL_CODES_AUTO, labels);
  g_assert_cmpuint (jz_label_job_n_labels (job), >, 1);
  write_job (job, path);
  text = run ("pdftotext", path, "-", NULL);
  if (text == NULL)
    return;
  g_assert_nonnull (strstr (text, "1/2"));
  g_assert_nonnull (strstr (text, "2/2"));
  for (guint i = 0; i < 18; i++)
    {
      g_autofree char *name = g_strdup_printf ("仪器%02u", i);

      g_assert_nonnull (strstr (text, name));
    }
}

#define FINE 50

/* The extents of everything a page draws, in millimetres. */
static void
get_extents (JzLabelJob *job, double *left, double *top, double *right, double *bottom)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t         *cr = cairo_create (surface);
  double           x, y, width, height;

  cairo_scale (cr, FINE, FINE); /* extents are whole units */
  jz_label_job_draw_page (job, cr, 0, FALSE);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
  *left = x / FINE / JZ_POINTS_PER_MM;
  *top = y / FINE / JZ_POINTS_PER_MM;
  *right = (x + width) / FINE / JZ_POINTS_PER_MM;
  *bottom = (y + height) / FINE / JZ_POINTS_PER_MM;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_text_stays_inside (void)
{
  g_autofree char      *wide = g_strnfill (300, 'W');
  g_autoptr (GString)   han = g_string_new (NULL);
  const char           *titles[] = { "", wide, NULL, "两行\n文字\t\x01\x7f末", "🧪🔬 试剂 👩‍🔬", "\xff\xfe bad",
                                     "ئۇيغۇر تىلى مەكتەپ", "བོད་ཡིག", "e\xcc\x81\xcc\x81\xcc\x81", "\xf4\x8f\xbf\xbd" };
  g_autoptr (GPtrArray) stocks = load_stocks ();

  for (guint i = 0; i < 100; i++)
    g_string_append (han, "骨骼型");
  titles[2] = han->str;
  for (guint s = 0; s < stocks->len; s++)
    for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
      for (JzLabelKind kind = JZ_LABEL_ASSET; kind <= JZ_LABEL_SPINE; kind++)
        {
          const JzLabelStock    *stock = g_ptr_array_index (stocks, s);
          g_autoptr (GPtrArray)  labels = new_labels ();
          g_autoptr (JzLabelJob) job = NULL;
          double                 left, top, right, bottom;
          JzLabel               *label = add_label (labels, kind, "SB000001", titles[i]);

          jz_label_add_line (label, titles[i]);
          jz_label_add_row (label, titles[i], titles[i], titles[i], titles[i], titles[i]);
          job = new_job (stock, &none, 1, JZ_LABEL_CODES_AUTO, labels);
          g_test_message ("%s kind %d title %u", stock->name, kind, i);
          get_extents (job, &left, &top, &right, &bottom);
          g_assert_cmpfloat (left, >=, stock->left_margin);
          g_assert_cmpfloat (top, >=, stock->top_margin);
          g_assert_cmpfloat (right, <=, stock->left_margin + stock->label_width);
          g_assert_cmpfloat (bottom, <=, stock->top_margin + stock->label_height);
        }
}

static void
test_preview_and_test_page (void)
{
  g_autoptr (JzLabelStock) stock = load_stock ("a4-2x7");
  g_autoptr (GPtrArray)    labels = new_labels ();
  g_autoptr (JzLabelJob)   job = NULL;
  g_autoptr (GError)       error = NULL;
  g_autofree char         *path = tmp_path ("test-page.pdf");
  g_autofree char         *text = NULL;
  cairo_surface_t         *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 595, 842);
  cairo_t                 *cr = cairo_create (surface);

  add_assets (labels, 3);
  job = new_job (stock, &none, 2, JZ_LABEL_CODES_AUTO, labels);
  jz_label_job_draw_page (job, cr, 0, TRUE);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  /* the corner of the paper is white, the frame of the start is blue */
  cairo_surface_flush (surface);
  g_assert_cmphex (*(guint32 *) (gpointer) cairo_image_surface_get_data (surface) & 0xffffff, ==, 0xffffff);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_assert_true (jz_label_job_write_test_pdf (job, path, &error));
  text = run ("pdftotext", path, "-", NULL);
  if (text != NULL)
    g_assert_nonnull (strstr (text, "200"));
}

static void
count_page_cb (guint n_done, guint n_pages, gpointer user_data)
{
  guint *calls = user_data;

  g_assert_cmpuint (n_done, ==, ++*calls);
}

static void
test_file_whole_or_not (void)
{
  g_autoptr (JzLabelStock) stock = load_stock ("a4-3x8");
  g_autoptr (GPtrArray)    labels = new_labels ();
  g_autoptr (JzLabelJob)   job = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError)       error = NULL;
  g_autofree char         *path = tmp_path ("kept.pdf");
  g_autofree char         *text = NULL;
  guint                    calls = 0;

  add_assets (labels, 60);
  job = new_job (stock, &none, 1, JZ_LABEL_CODES_AUTO, labels);
  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (jz_label_job_write_pdf (job, path, cancellable, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "before");
  g_assert_true (jz_label_job_write_pdf (job, path, NULL, count_page_cb, &calls, &error));
  g_assert_cmpuint (calls, ==, 3);
  g_assert_false (jz_label_job_write_pdf (job, tmp_dir, NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NO_FILE);
  g_clear_error (&error);
  g_assert_false (jz_label_job_write_pdf (job, "/nowhere/at/all.pdf", NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NO_FILE);
}

/* A limit on the size of files stands in for a full disk. */
static void
test_disk_full (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *path = NULL;

  if (g_test_subprocess ())
    {
      g_autoptr (JzLabelStock) stock = load_stock ("a4-3x8");
      g_autoptr (GPtrArray)    labels = new_labels ();
      g_autoptr (JzLabelJob)   job = NULL;

      add_assets (labels, 200);
      job = new_job (stock, &none, 1, JZ_LABEL_CODES_AUTO, labels);
      path = tmp_path ("full.pdf");
      signal (SIGXFSZ, SIG_IGN);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &(struct rlimit) { 4096, 4096 }), ==, 0);
      g_assert_false (jz_label_job_write_pdf (job, path, NULL, NULL, NULL, &error));
      g_assert_error (error, JZ_ERROR, JZ_ERROR_DISK_FULL);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  tmp_dir = g_dir_make_tmp ("jz-labels-XXXXXX", NULL);
  g_test_add_func ("/labels/stocks-shipped", test_stocks_shipped);
  g_test_add_func ("/labels/stocks-user", test_stocks_user);
  g_test_add_func ("/labels/counts", test_counts);
  g_test_add_func ("/labels/refused", test_refused);
  g_test_add_func ("/labels/barcodes", test_barcodes);
  g_test_add_func ("/labels/start-and-calibration", test_start_and_calibration);
  g_test_add_func ("/labels/read-back", test_read_back);
  g_test_add_func ("/labels/mixed-codes", test_mixed_codes);
  g_test_add_func ("/labels/both", test_both);
  g_test_add_func ("/labels/odd-codes", test_odd_codes);
  g_test_add_func ("/labels/text-in-pdf", test_text_in_pdf);
  g_test_add_func ("/labels/shelf-card-goes-on", test_shelf_card_goes_on);
  g_test_add_func ("/labels/text-stays-inside", test_text_stays_inside);
  g_test_add_func ("/labels/preview-and-test-page", test_preview_and_test_page);
  g_test_add_func ("/labels/file-whole-or-not", test_file_whole_or_not);
  g_test_add_func ("/labels/disk-full", test_disk_full);
  result = g_test_run ();
  if (!g_test_subprocess ())
    g_free (run ("rm", "-r", tmp_dir, NULL));
  g_free (tmp_dir);
  return result;
}
