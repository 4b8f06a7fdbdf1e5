/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-label-stock.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "jz-error.h"
#include "jz-text.h"

#define GROUP         "Stock"
#define TOLERANCE     0.01
#define PAGE_MAX      1500.0
#define MIN_WIDTH     20.0
#define MIN_HEIGHT    15.0
#define MAX_PER_SIDE  100
#define TITLE_MAX     120
#define DEFAULT_DPI   600.0

typedef struct
{
  const char *path;
  GKeyFile   *file;
  GError    **error;
  gboolean    failed;
} Reader;

static void
refuse (Reader *reader, const char *key, const char *why)
{
  if (!reader->failed)
    g_set_error (reader->error, JZ_ERROR, JZ_ERROR_INVALID, "%s: %s: %s", reader->path, key, why);
  reader->failed = TRUE;
}

static double
read_number (Reader *reader, const char *key, double min, double max, double fallback)
{
  g_autofree char *text = g_key_file_get_value (reader->file, GROUP, key, NULL);
  char            *end = NULL;
  double           value;

  if (text == NULL && !isnan (fallback))
    return fallback;
  value = text != NULL ? g_ascii_strtod (g_strstrip (text), &end) : 0;
  if (text == NULL)
    refuse (reader, key, _("the key is missing"));
  else if (end == text || *end != '\0' || !isfinite (value))
    refuse (reader, key, _("this is not a number"));
  else if (value < min || value > max)
    refuse (reader, key, _("the number is out of range"));
  return value;
}

static guint
read_count (Reader *reader, const char *key)
{
  double value = read_number (reader, key, 1, MAX_PER_SIDE, NAN);

  if (!reader->failed && value != floor (value))
    refuse (reader, key, _("this is not a whole number"));
  return reader->failed ? 1 : (guint) value;
}

/* The index of the value among @words. */
static guint
read_choice (Reader *reader, const char *key, const char *const *words, gboolean required)
{
  g_autofree char *text = g_key_file_get_string (reader->file, GROUP, key, NULL);

  if (text == NULL && !required)
    return 0;
  for (guint i = 0; text != NULL && words[i] != NULL; i++)
    if (g_str_equal (text, words[i]))
      return i;
  refuse (reader, key, _("this is none of the known words"));
  return 0;
}

static char *
read_name (Reader *reader)
{
  g_autofree char *name = g_key_file_get_string (reader->file, GROUP, "Name", NULL);

  if (name == NULL || *name == '\0' || strlen (name) > 64
      || strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen (name))
    refuse (reader, "Name", _("a name is needed, of small letters, digits and hyphens"));
  return g_steal_pointer (&name);
}

static char *
read_title (Reader *reader)
{
  g_autofree char *text = g_key_file_get_locale_string (reader->file, GROUP, "Title", NULL, NULL);
  char            *title = jz_text_tidy (text);

  if (*title == '\0' || g_utf8_strlen (title, -1) > TITLE_MAX)
    refuse (reader, "Title", _("a short title is needed"));
  return title;
}

static void
read_sizes (Reader *reader, JzLabelStock *stock)
{
  stock->page_width = read_number (reader, "PageWidth", MIN_WIDTH, PAGE_MAX, NAN);
  stock->page_height = read_number (reader, "PageHeight", MIN_HEIGHT, PAGE_MAX, NAN);
  stock->label_width = read_number (reader, "LabelWidth", MIN_WIDTH, PAGE_MAX, NAN);
  stock->label_height = read_number (reader, "LabelHeight", MIN_HEIGHT, PAGE_MAX, NAN);
  stock->columns = read_count (reader, "Columns");
  stock->rows = read_count (reader, "Rows");
  stock->left_margin = read_number (reader, "LeftMargin", 0, PAGE_MAX, 0);
  stock->top_margin = read_number (reader, "TopMargin", 0, PAGE_MAX, 0);
  stock->column_gap = read_number (reader, "ColumnGap", 0, PAGE_MAX, 0);
  stock->row_gap = read_number (reader, "RowGap", 0, PAGE_MAX, 0);
  stock->corner_radius = read_number (reader, "CornerRadius", 0, MIN_HEIGHT / 2, 0);
  stock->dots_per_inch = read_number (reader, "DotsPerInch", 150, 4800, DEFAULT_DPI);
}

static void
check_grid (Reader *reader, const JzLabelStock *stock)
{
  double right = stock->left_margin + stock->columns * stock->label_width + (stock->columns - 1) * stock->column_gap;
  double bottom = stock->top_margin + stock->rows * stock->label_height + (stock->rows - 1) * stock->row_gap;

  if (right > stock->page_width + TOLERANCE)
    refuse (reader, "PageWidth", _("the labels go beyond the right edge of the page"));
  if (bottom > stock->page_height + TOLERANCE)
    refuse (reader, "PageHeight", _("the labels go beyond the bottom of the page"));
}

JzLabelStock *
jz_label_stock_load (const char *path, GError **error)
{
  static const char *const kinds[] = { "sheet", "roll", NULL };
  static const char *const layouts[] = { "asset", "shelf-card", "room", "spine", NULL };
  g_autoptr (GKeyFile)     file = g_key_file_new ();
  g_autoptr (GError)       local = NULL;
  g_autoptr (JzLabelStock) stock = g_new0 (JzLabelStock, 1);
  Reader                   reader = { path, file, error, FALSE };

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_TRANSLATIONS, &local))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, "%s: %s", path, local->message);
      return NULL;
    }
  stock->name = read_name (&reader);
  stock->title = read_title (&reader);
  stock->kind = read_choice (&reader, "Kind", kinds, TRUE);
  stock->layout = read_choice (&reader, "Layout", layouts, FALSE);
  read_sizes (&reader, stock);
  if (!reader.failed)
    check_grid (&reader, stock);
  return reader.failed ? NULL : g_steal_pointer (&stock);
}

static void
add_folder (GHashTable *by_name, const char *folder, GPtrArray *faults)
{
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char      *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char   *path = g_build_filename (folder, file, NULL);
      g_autoptr (GError) error = NULL;
      JzLabelStock      *stock;

      if (!g_str_has_suffix (file, ".ini"))
        continue;
      stock = jz_label_stock_load (path, &error);
      if (stock != NULL)
        g_hash_table_replace (by_name, stock->name, stock);
      else if (faults != NULL)
        g_ptr_array_add (faults, g_strdup (error->message));
    }
}

static int
compare_stocks (gconstpointer a, gconstpointer b)
{
  const JzLabelStock *left = *(const JzLabelStock *const *) a;
  const JzLabelStock *right = *(const JzLabelStock *const *) b;

  if (left->kind != right->kind)
    return (int) left->kind - (int) right->kind;
  return strcmp (left->name, right->name);
}

GPtrArray *
jz_label_stocks_load (const char *shipped_dir, const char *user_dir, GPtrArray *faults)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                          (GDestroyNotify) jz_label_stock_free);
  GPtrArray             *stocks = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_label_stock_free);
  GHashTableIter         iter;
  gpointer               stock;

  add_folder (by_name, shipped_dir, faults);
  add_folder (by_name, user_dir, faults);
  g_hash_table_iter_init (&iter, by_name);
  while (g_hash_table_iter_next (&iter, NULL, &stock))
    {
      g_ptr_array_add (stocks, stock);
      g_hash_table_iter_steal (&iter);
    }
  g_ptr_array_sort (stocks, compare_stocks);
  return stocks;
}

JzLabelStock *
jz_label_stocks_find (GPtrArray *stocks, const char *name)
{
  for (guint i = 0; i < stocks->len; i++)
    {
      JzLabelStock *stock = g_ptr_array_index (stocks, i);

      if (g_strcmp0 (stock->name, name) == 0)
        return stock;
    }
  return NULL;
}

guint
jz_label_stock_per_page (const JzLabelStock *stock)
{
  return stock->columns * stock->rows;
}

void
jz_label_stock_get_position (const JzLabelStock *stock, guint position, double *x, double *y)
{
  guint index = position - 1;

  *x = stock->left_margin + index % stock->columns * (stock->label_width + stock->column_gap);
  *y = stock->top_margin + index / stock->columns * (stock->label_height + stock->row_gap);
}

void
jz_label_stock_free (JzLabelStock *stock)
{
  if (stock == NULL)
    return;
  g_free (stock->name);
  g_free (stock->title);
  g_free (stock);
}
