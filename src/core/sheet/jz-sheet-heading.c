/* Headings: read, compared with the fields' synonyms, and found below titles and notes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-sheet-mapping-private.h"
#include "jz-sheet-value.h"
#include "jz-text.h"

enum
{
  MATCH_CONTAINS = 40,
  MATCH_SUFFIX = 55,
  MATCH_PREFIX = 60,
  MATCH_LOWER = 95, /* the lower line word for word */
  MATCH_EXACT = 100,
};

#define FIT_MAX     15 /* how far the cells below a heading decide */
#define SAMPLE_ROWS 20

char *
jz_heading_key (const char *text)
{
  g_autofree char    *folded = jz_text_fold (text);
  g_autoptr (GString) key = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (key, g_utf8_get_char (p));
  return g_string_free (g_steal_pointer (&key), FALSE);
}

gboolean
jz_heading_is_key (const char *text, const char *key, gboolean whole)
{
  const char *rest = key;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char_validated (p, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        break;
      c = jz_text_fold_char (c);
      if (!g_unichar_isalnum (c))
        continue;
      if (*rest == '\0' || g_utf8_get_char (rest) != c)
        return FALSE;
      rest = g_utf8_next_char (rest);
    }
  return rest > key && (!whole || *rest == '\0');
}

/* The key without what stands in brackets: 单价（元） is 单价. */
static char *
bare_key (const char *text)
{
  g_autofree char    *folded = jz_text_fold (text);
  g_autoptr (GString) kept = g_string_new (NULL);
  g_autofree char    *key = NULL;
  int                 depth = 0;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean opens = c == '(' || c == '[' || c == 0x3010 || c == 0x3014 || c == 0x300a;
      gboolean closes = c == ')' || c == ']' || c == 0x3011 || c == 0x3015 || c == 0x300b;

      if (opens)
        depth++;
      else if (closes)
        depth -= depth > 0;
      else if (depth == 0)
        g_string_append_unichar (kept, c);
    }
  key = jz_heading_key (kept->str);
  return *key != '\0' ? g_steal_pointer (&key) : jz_heading_key (text);
}

static void
heading_free (JzHeading *heading)
{
  g_free (heading->text);
  g_free (heading->key);
  g_free (heading->bare);
  g_free (heading->lower_key);
  g_free (heading->lower_bare);
  g_free (heading);
}

static void
note_bytes (JzHeading *heading, const char *key)
{
  for (; key != NULL && *key != '\0'; key++)
    heading->bytes[(guchar) *key] = TRUE;
}

static JzHeading *
heading_new (const char *upper, const char *lower)
{
  JzHeading       *heading = g_new0 (JzHeading, 1);
  g_autofree char *first = jz_text_tidy (upper);
  g_autofree char *second = jz_text_tidy (lower);
  gboolean         two = *first != '\0' && *second != '\0' && !g_str_equal (first, second);

  heading->text = two ? g_strconcat (first, "/", second, NULL) : g_strdup (*first != '\0' ? first : second);
  heading->key = jz_heading_key (heading->text);
  heading->bare = bare_key (heading->text);
  if (two)
    {
      heading->lower_key = jz_heading_key (second);
      heading->lower_bare = bare_key (second);
    }
  note_bytes (heading, heading->key);
  note_bytes (heading, heading->bare);
  note_bytes (heading, heading->lower_key);
  note_bytes (heading, heading->lower_bare);
  return heading;
}

/* The merged range that @column of row @number lies in, or NULL. */
static const JzSheetRange *
merge_at (JzSheetMapping *mapping, guint number, int column)
{
  for (guint i = 0; i < mapping->merges->len; i++)
    {
      const JzSheetRange *range = &g_array_index (mapping->merges, JzSheetRange, i);

      if (number >= range->first_row && number <= range->last_row && column >= range->first_column &&
          column <= range->last_column)
        return range;
    }
  return NULL;
}

static gboolean
has_wide_merge (JzSheetMapping *mapping, guint number)
{
  for (guint i = 0; i < mapping->merges->len; i++)
    {
      const JzSheetRange *range = &g_array_index (mapping->merges, JzSheetRange, i);

      if (number == range->first_row && range->last_column > range->first_column)
        return TRUE;
    }
  return FALSE;
}

static int
row_width (const JzSheetRow *row)
{
  int last = row != NULL && row->n_cells > 0 ? row->cells[row->n_cells - 1].column + 1 : 0;

  return MIN (last, JZ_SHEET_HEADING_COLUMNS);
}

/* The text over @column: of the merged cell that spans it or, in files that do not tell of merges, of the
 * last heading to the left that has something below it. */
static const char *
upper_text (JzSheetMapping *mapping, const JzSheetRow *upper, const JzSheetRow *lower, int column)
{
  const JzSheetRange *range = merge_at (mapping, upper->number, column);
  const JzSheetCell  *cell = jz_sheet_row_cell (upper, range != NULL ? range->first_column : column);

  if (!jz_sheet_cell_is_blank (cell) || lower == NULL)
    return cell->text;
  if (jz_sheet_cell_is_blank (jz_sheet_row_cell (lower, column)) || has_wide_merge (mapping, upper->number))
    return "";
  for (int c = column - 1; c >= 0; c--)
    {
      cell = jz_sheet_row_cell (upper, c);
      if (!jz_sheet_cell_is_blank (cell))
        return jz_sheet_cell_is_blank (jz_sheet_row_cell (lower, c)) ? "" : cell->text;
    }
  return "";
}

GPtrArray *
jz_headings_read (JzSheetMapping *mapping, const JzSheetRow *upper, const JzSheetRow *lower)
{
  GPtrArray *headings = g_ptr_array_new_with_free_func ((GDestroyNotify) heading_free);
  int        width = MAX (row_width (upper), row_width (lower));

  for (int column = 0; column < width; column++)
    g_ptr_array_add (headings, heading_new (upper_text (mapping, upper, lower, column),
                                            lower != NULL ? jz_sheet_row_cell (lower, column)->text : ""));
  return headings;
}

static guint
match_one (const JzHeading *heading, const char *synonym)
{
  for (const char *p = synonym; *p != '\0'; p++)
    if (!heading->bytes[(guchar) *p])
      return 0;
  if (g_str_equal (heading->key, synonym) || g_str_equal (heading->bare, synonym))
    return MATCH_EXACT;
  if (heading->lower_key != NULL &&
      (g_str_equal (heading->lower_key, synonym) || g_str_equal (heading->lower_bare, synonym)))
    return MATCH_LOWER;
  /* A single character (号, 数) is in too many words. */
  if (g_utf8_strlen (synonym, -1) < 2)
    return 0;
  if (g_str_has_prefix (heading->bare, synonym))
    return MATCH_PREFIX;
  if (g_str_has_suffix (heading->bare, synonym))
    return MATCH_SUFFIX;
  return strstr (heading->key, synonym) != NULL ? MATCH_CONTAINS : 0;
}

guint
jz_heading_match (const JzHeading *heading, GPtrArray *synonyms)
{
  guint best = 0;

  for (guint i = 0; i < synonyms->len && *heading->key != '\0'; i++)
    best = MAX (best, match_one (heading, g_ptr_array_index (synonyms, i)));
  return best;
}

static gboolean
cell_fits (const JzSheetCell *cell, JzSheetFieldKind kind)
{
  gint64 number;
  JzDate date;

  switch (kind)
    {
    case JZ_SHEET_FIELD_NUMBER:
    case JZ_SHEET_FIELD_MONEY:
      return jz_sheet_cell_to_money (cell, &number, NULL);
    case JZ_SHEET_FIELD_DATE:
      return jz_sheet_cell_to_date (cell, FALSE, &date, NULL);
    case JZ_SHEET_FIELD_TEXT:
    case JZ_SHEET_FIELD_CODE:
    default:
      return !jz_sheet_cell_is_blank (cell);
    }
}

/* How many of the cells below the headings fit the kind of the field, 0 … FIT_MAX. */
static guint
column_fit (JzSheetMapping *mapping, int column, JzSheetFieldKind kind)
{
  guint n = 0, fit = 0;

  for (guint i = 0; i < mapping->rows->len && n < SAMPLE_ROWS; i++)
    {
      const JzSheetRow *row = g_ptr_array_index (mapping->rows, i);

      if (row->number < mapping->first_data)
        continue;
      n++;
      fit += cell_fits (jz_sheet_row_cell (row, column), kind);
    }
  return n > 0 ? fit * FIT_MAX / n : 0;
}

guint
jz_headings_assign (JzSheetMapping *mapping, GPtrArray *headings, gboolean sample, int *columns, guint *n_exact)
{
  g_autofree guint    *scores = g_new0 (guint, MAX (1, mapping->n_fields * headings->len));
  g_autofree gboolean *taken = g_new0 (gboolean, headings->len + 1);
  guint                total = 0;

  *n_exact = 0;
  for (guint f = 0; f < mapping->n_fields; f++)
    {
      columns[f] = JZ_SHEET_NO_COLUMN;
      for (guint c = 0; c < headings->len; c++)
        {
          guint match = jz_heading_match (g_ptr_array_index (headings, c), mapping->synonyms[f]);

          if (match > 0)
            scores[f * headings->len + c] =
              match * (FIT_MAX + 1) + (sample ? column_fit (mapping, (int) c, mapping->fields[f].kind) : 0);
        }
    }
  for (;;)
    {
      guint best = 0, field = 0, column = 0;

      for (guint f = 0; f < mapping->n_fields; f++)
        for (guint c = 0; c < headings->len && columns[f] == JZ_SHEET_NO_COLUMN; c++)
          if (!taken[c] && scores[f * headings->len + c] > best)
            {
              best = scores[f * headings->len + c];
              field = f;
              column = c;
            }
      if (best == 0)
        return total;
      columns[field] = (int) column;
      taken[column] = TRUE;
      total += best / (FIT_MAX + 1);
      *n_exact += best / (FIT_MAX + 1) >= MATCH_LOWER;
    }
}

static guint
n_filled (const JzSheetRow *row)
{
  guint n = 0;

  for (guint i = 0; row != NULL && i < row->n_cells; i++)
    n += !jz_sheet_cell_is_blank (&row->cells[i]);
  return n;
}

/* The sum of matches of the headings in these rows; 0 when they are none. */
static guint
heading_score (JzSheetMapping *mapping, const JzSheetRow *upper, const JzSheetRow *lower)
{
  g_autoptr (GPtrArray) headings = NULL;
  g_autofree int       *columns = g_new (int, mapping->n_fields + 1);
  guint                 total, exact, mapped = 0;

  if (n_filled (upper) < 2 && n_filled (lower) < 2)
    return 0;
  headings = jz_headings_read (mapping, upper, lower);
  total = jz_headings_assign (mapping, headings, FALSE, columns, &exact);
  for (guint f = 0; f < mapping->n_fields; f++)
    mapped += columns[f] != JZ_SHEET_NO_COLUMN;
  return mapped >= MIN (2, mapping->n_fields) && exact > 0 ? total : 0;
}

/* The row with the number that follows, or NULL. */
static const JzSheetRow *
row_below (JzSheetMapping *mapping, guint i)
{
  const JzSheetRow *row = g_ptr_array_index (mapping->rows, i);
  const JzSheetRow *next = i + 1 < mapping->rows->len ? g_ptr_array_index (mapping->rows, i + 1) : NULL;

  return next != NULL && next->number == row->number + 1 ? next : NULL;
}

/* Whether @lower is a second line of headings although no field is named in it: words only, some of them
 * below a blank of the upper line, as under a merged cell. */
static gboolean
is_second_line (const JzSheetRow *upper, const JzSheetRow *lower)
{
  gboolean below_blank = FALSE;

  for (guint i = 0; lower != NULL && i < lower->n_cells; i++)
    {
      const JzSheetCell *cell = &lower->cells[i];

      if (jz_sheet_cell_is_blank (cell))
        continue;
      if (cell->kind != JZ_CELL_TEXT || strpbrk (cell->text, "0123456789") != NULL)
        return FALSE;
      below_blank |= cell->column < row_width (upper) &&
                     jz_sheet_cell_is_blank (jz_sheet_row_cell (upper, cell->column));
    }
  return below_blank && n_filled (lower) < n_filled (upper);
}

static gboolean
is_unit (const char *text)
{
  static const char *const units[] = { "元",   "万元", "角", "分", "台", "套", "件", "个", "只", "支", "把", "张", "册", "本",
                                       "台套", "台件", "年", "月", "日", "年月", "年月日", "人", "间", "平方米", NULL };
  g_autofree char         *tidy = jz_text_tidy (text);
  g_autofree char         *key = jz_heading_key (tidy);

  return g_str_has_prefix (tidy, "单位") || g_str_has_prefix (key, "单位") || g_strv_contains (units, key);
}

/* A line of units below the headings: "（元）", "年/月". */
static gboolean
is_unit_line (const JzSheetRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (!jz_sheet_cell_is_blank (&row->cells[i]) && !is_unit (row->cells[i].text))
      return FALSE;
  return n_filled (row) > 0;
}

/* A line that numbers the columns: 1 2 3 4, (1) (2) (3), or 甲 乙 1 2 3. */
static gboolean
is_number_line (const JzSheetRow *row)
{
  guint expected = 1, found = 0;

  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *key = jz_heading_key (row->cells[i].text);
      guint64          number;

      if (*key == '\0' || (found == 0 && strstr ("甲乙丙丁戊", key) != NULL))
        continue;
      if (!g_ascii_string_to_unsigned (key, 10, expected, expected, &number, NULL))
        return FALSE;
      expected++;
      found++;
    }
  return found >= 3;
}

static guint
find_first_data (JzSheetMapping *mapping)
{
  for (guint i = 0; i < mapping->rows->len; i++)
    {
      const JzSheetRow *row = g_ptr_array_index (mapping->rows, i);

      if (row->number > mapping->last_heading && n_filled (row) > 0 && !is_unit_line (row) && !is_number_line (row))
        return row->number;
    }
  return mapping->last_heading + 1;
}

void
jz_headings_take (JzSheetMapping *mapping, const JzSheetRow *upper, const JzSheetRow *lower)
{
  guint exact;

  mapping->first_heading = upper->number;
  mapping->last_heading = lower != NULL ? lower->number : upper->number;
  mapping->first_data = find_first_data (mapping);
  g_clear_pointer (&mapping->headings, g_ptr_array_unref);
  mapping->headings = jz_headings_read (mapping, upper, lower);
  jz_headings_assign (mapping, mapping->headings, TRUE, mapping->columns, &exact);
}

const JzSheetRow *
jz_headings_second_line (JzSheetMapping *mapping, const JzSheetRow *upper)
{
  for (guint i = 0; i < mapping->rows->len; i++)
    if (g_ptr_array_index (mapping->rows, i) == upper)
      {
        const JzSheetRow *below = row_below (mapping, i);
        gboolean          better = below != NULL && heading_score (mapping, upper, below) > heading_score (mapping, upper, NULL);

        return better || is_second_line (upper, below) ? below : NULL;
      }
  return NULL;
}

gboolean
jz_headings_find (JzSheetMapping *mapping)
{
  const JzSheetRow *upper = NULL;
  guint             best = 0;

  for (guint i = 0; i < MIN (mapping->rows->len, JZ_SHEET_HEADING_ROWS); i++)
    {
      const JzSheetRow *row = g_ptr_array_index (mapping->rows, i);
      const JzSheetRow *below = row_below (mapping, i);
      guint             one = heading_score (mapping, row, NULL);
      guint             two = below != NULL ? heading_score (mapping, row, below) : 0;

      if (MAX (one, two) <= best)
        continue;
      best = MAX (one, two);
      upper = row;
    }
  if (best == 0)
    return FALSE;
  jz_headings_take (mapping, upper, jz_headings_second_line (mapping, upper));
  return TRUE;
}
