/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-report-layout.h"

#include <glib/gi18n-lib.h>

#include "jz-error.h"
#include "jz-money.h"
#include "jz-quantity.h"

#define A4_SHORT     210.0
#define A4_LONG      297.0
#define SIZE_STEP    0.15
#define LINES_MAX    8
#define TITLE_LINES  2
/* How wide, in em, a column of text must be at least, and would like to be at most. */
#define TEXT_NEED    9.0
#define TEXT_WANT    32.0
#define NUMBER_NEED  16.0
#define ROUNDING     0.05
#define SUM_DECIMALS JZ_QUANTITY_MAX_DECIMALS
#define SUM_MAX      (G_MAXINT64 / 4)

/* In em: the widest cell of each column, and its title. */
typedef struct
{
  double cells[JZ_REPORT_MAX_COLUMNS];
  double titles[JZ_REPORT_MAX_COLUMNS]; /* on one line */
  double headers[JZ_REPORT_MAX_COLUMNS]; /* on as many lines as a header has */
} Measure;

static const JzReportColumn *
get_column (const JzReportLayout *layout, guint i)
{
  return &g_array_index (layout->report->columns, JzReportColumn, i);
}

static gboolean
parse_cell (JzSum kind, const char *cell, gint64 *value)
{
  *value = 0;
  if (*cell == '\0')
    return TRUE;
  return kind == JZ_SUM_MONEY ? jz_money_parse (cell, value) : jz_quantity_parse (cell, SUM_DECIMALS, value);
}

static char *
format_sum (JzSum kind, gint64 sum)
{
  return kind == JZ_SUM_MONEY ? jz_money_format (sum) : jz_quantity_format (sum, SUM_DECIMALS);
}

char *
jz_report_sum (const JzReport *report, guint column, guint first, guint n)
{
  JzSum  kind = g_array_index (report->columns, JzReportColumn, column).sum;
  gint64 sum = 0;

  if (kind == JZ_SUM_NONE)
    return g_strdup ("");
  for (guint r = first; r < first + n; r++)
    {
      gint64 value;

      if (!parse_cell (kind, ((char **) g_ptr_array_index (report->rows, r))[column], &value)
          || ABS (value) > SUM_MAX - ABS (sum))
        return g_strdup ("");
      sum += value;
    }
  return format_sum (kind, sum);
}

/* A sum that no page's can be wider than: a shortened number would be a wrong one. */
static double
sum_width (JzReportLayout *layout, guint column)
{
  const JzReport  *report = layout->report;
  JzSum            kind = get_column (layout, column)->sum;
  gint64           sum = 0;
  g_autofree char *text = NULL;

  if (kind == JZ_SUM_NONE)
    return 0;
  for (guint r = 0; r < report->rows->len; r++)
    {
      gint64 value;

      if (parse_cell (kind, ((char **) g_ptr_array_index (report->rows, r))[column], &value))
        sum -= MIN (ABS (value), SUM_MAX + sum);
    }
  text = format_sum (kind, sum - 1); /* with a sign and decimals */
  return jz_type_width (layout->type, JZ_WEIGHT_REGULAR, text);
}

/* The narrowest width in which a title stands without breaking a word; Chinese breaks anywhere. */
static double
header_width (JzReportLayout *layout, const char *title)
{
  g_auto (GStrv) words = g_strsplit (title, " ", -1);
  double         width = 1;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean han = g_unichar_iswide (g_utf8_get_char (words[i]));

      width = MAX (width, jz_type_width (layout->type, JZ_WEIGHT_BOLD, words[i]) / (han ? TITLE_LINES : 1));
    }
  for (;; width += 0.5)
    {
      gboolean shortened;

      g_strfreev (jz_type_wrap (layout->type, JZ_WEIGHT_BOLD, title, width, TITLE_LINES, &shortened));
      if (!shortened || width > TEXT_WANT)
        return width;
    }
}

static void
measure (JzReportLayout *layout, Measure *measure)
{
  const JzReport *report = layout->report;

  for (guint i = 0; i < report->columns->len; i++)
    {
      measure->titles[i] = jz_type_width (layout->type, JZ_WEIGHT_BOLD, get_column (layout, i)->title);
      measure->headers[i] = header_width (layout, get_column (layout, i)->title);
      measure->cells[i] = report->totals != NULL ? jz_type_width (layout->type, JZ_WEIGHT_BOLD, report->totals[i]) : 0;
      for (guint r = 0; r < report->rows->len; r++)
        {
          char *const *row = g_ptr_array_index (report->rows, r);

          measure->cells[i] = MAX (measure->cells[i], jz_type_width (layout->type, JZ_WEIGHT_REGULAR, row[i]));
        }
      if (report->page_subtotals)
        measure->cells[i] = MAX (measure->cells[i], sum_width (layout, i));
    }
  if (report->page_subtotals)
    measure->cells[0] = MAX (measure->cells[0], jz_type_width (layout->type, JZ_WEIGHT_REGULAR, _("This page")));
}

/* The least width of a column, in millimetres, with type of @size. */
static double
get_need (const JzReportLayout *layout, const Measure *measured, guint i, double size)
{
  const JzReportColumn *column = get_column (layout, i);
  double                cells = MIN (measured->cells[i], column->align == JZ_ALIGN_RIGHT ? NUMBER_NEED : TEXT_NEED);

  if (column->width > 0)
    return column->width * size / JZ_REPORT_SIZE;
  return MAX (cells, measured->headers[i]) * size + 2 * JZ_REPORT_CELL_X + ROUNDING;
}

static double
get_want (const JzReportLayout *layout, const Measure *measured, guint i, double size)
{
  double need = get_need (layout, measured, i, size);
  double wanted = MIN (MAX (measured->cells[i], measured->titles[i]), TEXT_WANT);

  if (get_column (layout, i)->width > 0)
    return need;
  return MAX (need, wanted * size + 2 * JZ_REPORT_CELL_X + ROUNDING);
}

typedef double (*WidthFunc) (const JzReportLayout *layout, const Measure *measured, guint i, double size);

static gboolean
fits (const JzReportLayout *layout, const Measure *measured, double paper_width, double size, WidthFunc get_width)
{
  double sum = 0;

  for (guint i = 0; i < layout->report->columns->len; i++)
    sum += get_width (layout, measured, i, size);
  return sum <= paper_width - 2 * JZ_REPORT_MARGIN_X;
}

/* TRUE when all columns stand on one page. */
static gboolean
choose_paper (JzReportLayout *layout, const Measure *measured)
{
  JzPaper paper = layout->report->paper;

  layout->size = JZ_REPORT_SIZE;
  if (paper == JZ_PAPER_AUTO)
    paper = fits (layout, measured, A4_SHORT, layout->size, get_want) ? JZ_PAPER_PORTRAIT : JZ_PAPER_LANDSCAPE;
  layout->width = paper == JZ_PAPER_PORTRAIT ? A4_SHORT : A4_LONG;
  layout->height = paper == JZ_PAPER_PORTRAIT ? A4_LONG : A4_SHORT;
  while (!fits (layout, measured, layout->width, layout->size, get_need))
    {
      if (layout->size <= JZ_REPORT_SIZE_MIN)
        return FALSE;
      layout->size = MAX (layout->size - SIZE_STEP, JZ_REPORT_SIZE_MIN);
    }
  return TRUE;
}

static double
get_weight (const JzReportColumn *column)
{
  return column->width > 0 ? 0 : column->weight;
}

/* First what the columns want, then the rest by weight; by width when nobody has a weight. */
static void
spread (const JzReportLayout *layout, const Measure *measured, JzReportGroup *group)
{
  double room = layout->width - 2 * JZ_REPORT_MARGIN_X;
  double sum = 0, wanted = 0, weights = 0, share;

  for (guint i = 0; i < group->n; i++)
    {
      group->widths[i] = MIN (get_need (layout, measured, group->columns[i], layout->size), room);
      sum += group->widths[i];
      wanted += MAX (get_want (layout, measured, group->columns[i], layout->size) - group->widths[i], 0);
      weights += get_weight (get_column (layout, group->columns[i]));
    }
  share = wanted > 0 ? CLAMP ((room - sum) / wanted, 0, 1) : 0;
  for (guint i = 0; i < group->n; i++)
    group->widths[i] += share * MAX (get_want (layout, measured, group->columns[i], layout->size) - group->widths[i],
                                     0);
  sum += share * wanted;
  for (guint i = 0; i < group->n; i++)
    if (weights > 0)
      group->widths[i] += (room - sum) * get_weight (get_column (layout, group->columns[i])) / weights;
    else
      group->widths[i] *= room / sum;
}

static double
start_group (const JzReportLayout *layout, const Measure *measured, guint n_keys, JzReportGroup *group)
{
  double used = 0;

  group->n = 0;
  for (guint i = 0; i < n_keys; i++)
    {
      group->columns[group->n++] = i;
      used += get_need (layout, measured, i, layout->size);
    }
  return used;
}

static void
end_group (JzReportLayout *layout, const Measure *measured, JzReportGroup *group)
{
  spread (layout, measured, group);
  g_array_append_val (layout->groups, *group);
}

static void
split_columns (JzReportLayout *layout, const Measure *measured)
{
  double        room = layout->width - 2 * JZ_REPORT_MARGIN_X;
  guint         n = layout->report->columns->len;
  guint         n_keys = MIN (layout->report->key_columns, n - 1);
  JzReportGroup group = { 0 };
  double        used;

  /* Keys that leave no room for the rest are not worth repeating. */
  while (n_keys > 0 && start_group (layout, measured, n_keys, &group) > room / 2)
    n_keys--;
  used = start_group (layout, measured, n_keys, &group);
  for (guint i = n_keys; i < n; i++)
    {
      double need = get_need (layout, measured, i, layout->size);

      if (used + need > room && group.n > n_keys)
        {
          end_group (layout, measured, &group);
          used = start_group (layout, measured, n_keys, &group);
        }
      group.columns[group.n++] = i;
      used += need;
    }
  end_group (layout, measured, &group);
}

static void
choose_groups (JzReportLayout *layout, const Measure *measured)
{
  JzReportGroup group = { 0 };

  if (!choose_paper (layout, measured))
    {
      split_columns (layout, measured);
      return;
    }
  start_group (layout, measured, layout->report->columns->len, &group);
  end_group (layout, measured, &group);
}

static void
wrap_footers (JzReportLayout *layout)
{
  double width = (layout->width - 2 * JZ_REPORT_MARGIN_X) / JZ_REPORT_SMALL_SIZE;

  for (guint i = 0; i < layout->report->footers->len; i++)
    {
      g_auto (GStrv) lines = jz_type_wrap (layout->type, JZ_WEIGHT_REGULAR,
                                           g_ptr_array_index (layout->report->footers, i), width, G_MAXUINT, NULL);

      for (guint l = 0; lines[l] != NULL; l++)
        g_ptr_array_add (layout->footers, g_strdup (lines[l]));
    }
}

/* Lines of the head and the foot get smaller when they are too long, and are shortened at last. */
static void
note_line (JzReportLayout *layout, JzWeight weight, const char *text, double width)
{
  if (jz_type_width (layout->type, weight, text) * JZ_REPORT_SIZE_MIN > width)
    layout->n_shortened++;
}

static void
note_lines (JzReportLayout *layout)
{
  const JzReport *report = layout->report;
  double          width = layout->width - 2 * JZ_REPORT_MARGIN_X;

  note_line (layout, JZ_WEIGHT_REGULAR, report->school, width);
  note_line (layout, JZ_WEIGHT_BOLD, report->title, width);
  for (guint i = 0; i < report->subtitles->len; i++)
    {
      char *const *texts = g_ptr_array_index (report->subtitles, i);

      note_line (layout, JZ_WEIGHT_REGULAR, texts[0], *texts[1] == '\0' ? width : width / 2 - 2);
      note_line (layout, JZ_WEIGHT_REGULAR, texts[1], width / 2 - 2);
    }
  for (guint i = 0; i < report->signatures->len; i++)
    note_line (layout, JZ_WEIGHT_REGULAR, g_ptr_array_index (report->signatures, i),
               width / report->signatures->len - 2 - JZ_REPORT_SIZE);
}

/* Lines that a text takes in a column; long ones are shortened and counted. */
static guint
count_lines (JzReportLayout *layout, JzWeight weight, const char *text, double width, guint max_lines)
{
  double         room = (width - 2 * JZ_REPORT_CELL_X) / layout->size;
  gboolean       shortened;
  g_auto (GStrv) lines = NULL;

  if (jz_type_width (layout->type, weight, text) <= room)
    return 1;
  lines = jz_type_wrap (layout->type, weight, text, room, max_lines, &shortened);
  layout->n_shortened += shortened;
  return g_strv_length (lines);
}

static void
count_all_lines (JzReportLayout *layout)
{
  const JzReport *report = layout->report;
  guint           max_lines = CLAMP (report->max_lines, 1, LINES_MAX);
  guint           title_lines = 1;

  layout->n_lines = g_new0 (guint8, MAX (report->rows->len, 1));
  for (guint g = 0; g < layout->groups->len; g++)
    {
      const JzReportGroup *group = &g_array_index (layout->groups, JzReportGroup, g);

      for (guint i = 0; i < group->n; i++)
        {
          guint column = group->columns[i];

          title_lines = MAX (title_lines, count_lines (layout, JZ_WEIGHT_BOLD, get_column (layout, column)->title,
                                                       group->widths[i], TITLE_LINES));
          if (report->totals != NULL)
            count_lines (layout, JZ_WEIGHT_BOLD, report->totals[column], group->widths[i], 1);
          for (guint r = 0; r < report->rows->len; r++)
            {
              char *const *row = g_ptr_array_index (report->rows, r);
              guint        n = count_lines (layout, JZ_WEIGHT_REGULAR, row[column], group->widths[i], max_lines);

              layout->n_lines[r] = (guint8) MAX (layout->n_lines[r], n);
            }
        }
    }
  layout->header_height = jz_report_layout_row_height (layout, title_lines);
}

double
jz_report_layout_row_height (const JzReportLayout *layout, guint n_lines)
{
  return n_lines * layout->size * JZ_TYPE_LINE + 2 * JZ_REPORT_CELL_Y;
}

double
jz_report_layout_head_height (const JzReportLayout *layout)
{
  const JzReport *report = layout->report;
  double          height = JZ_REPORT_TITLE_SIZE * JZ_TYPE_LINE + 1.5;

  if (*report->school != '\0')
    height += JZ_REPORT_SMALL_SIZE * JZ_TYPE_LINE;
  return height + report->subtitles->len * JZ_REPORT_SIZE * JZ_TYPE_LINE + 1;
}

double
jz_report_layout_foot_height (const JzReportLayout *layout)
{
  double height = layout->footers->len * JZ_REPORT_SMALL_SIZE * JZ_TYPE_LINE;

  if (layout->footers->len > 0)
    height += 1;
  return layout->report->signatures->len > 0 ? height + JZ_REPORT_SIGN_HEIGHT : height;
}

static void
add_band (JzReportLayout *layout, guint first, guint n)
{
  JzReportBand band = { first, n };

  g_array_append_val (layout->bands, band);
}

static double
rows_height (const JzReportLayout *layout, const JzReportBand *band)
{
  double height = 0;

  for (guint r = band->first; r < band->first + band->n; r++)
    height += jz_report_layout_row_height (layout, layout->n_lines[r]);
  return height;
}

/* Totals and signatures never stand alone: when they do not fit below the last rows, the last row goes
 * with them. */
static void
make_room_for_tail (JzReportLayout *layout, double room, double tail)
{
  JzReportBand *last = &g_array_index (layout->bands, JzReportBand, layout->bands->len - 1);

  if (last->n < 2 || rows_height (layout, last) + tail <= room)
    return;
  last->n--;
  add_band (layout, last->first + last->n, 1);
}

/* What the rows of a page may take. */
static double
get_room (const JzReportLayout *layout)
{
  return layout->height - JZ_REPORT_MARGIN_TOP - JZ_REPORT_MARGIN_FOOT - layout->header_height
         - jz_report_layout_head_height (layout);
}

static void
cut_rows (JzReportLayout *layout)
{
  const JzReport *report = layout->report;
  double          line = jz_report_layout_row_height (layout, 1);
  double          room = get_room (layout);
  double          tail = report->totals != NULL ? line : 0;
  double          used = 0;
  guint           first = 0;

  if (report->page_subtotals)
    room -= line;
  if (report->sign_each_page)
    room -= jz_report_layout_foot_height (layout);
  else
    tail += jz_report_layout_foot_height (layout);
  for (guint r = 0; r < report->rows->len; r++)
    {
      double height = jz_report_layout_row_height (layout, layout->n_lines[r]);

      if (r > first && (used + height > room || (report->max_rows > 0 && r - first >= report->max_rows)))
        {
          add_band (layout, first, r - first);
          first = r;
          used = 0;
        }
      used += height;
    }
  add_band (layout, first, report->rows->len - first);
  make_room_for_tail (layout, room, tail);
}

JzReportLayout *
jz_report_layout_new (const JzReport *report, GError **error)
{
  g_autoptr (JzReportLayout) layout = NULL;
  Measure                    measured;

  if (report->columns->len < 1 || report->columns->len > JZ_REPORT_MAX_COLUMNS)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: a list has between 1 and %d columns"), report->title,
                   JZ_REPORT_MAX_COLUMNS);
      return NULL;
    }
  layout = g_new0 (JzReportLayout, 1);
  layout->report = report;
  layout->type = jz_type_new ();
  layout->ink = jz_ink_new (layout->type);
  layout->groups = g_array_new (FALSE, FALSE, sizeof (JzReportGroup));
  layout->bands = g_array_new (FALSE, FALSE, sizeof (JzReportBand));
  layout->footers = g_ptr_array_new_with_free_func (g_free);
  measure (layout, &measured);
  choose_groups (layout, &measured);
  count_all_lines (layout);
  wrap_footers (layout);
  note_lines (layout);
  if (get_room (layout) < jz_report_layout_foot_height (layout) + jz_report_layout_row_height (layout, LINES_MAX + 2))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: the texts above and below the table fill the page"),
                   report->title);
      return NULL;
    }
  cut_rows (layout);
  return g_steal_pointer (&layout);
}

void
jz_report_layout_free (JzReportLayout *layout)
{
  if (layout == NULL)
    return;
  g_array_unref (layout->groups);
  g_array_unref (layout->bands);
  g_ptr_array_unref (layout->footers);
  g_free (layout->n_lines);
  jz_ink_free (layout->ink);
  jz_type_free (layout->type);
  g_free (layout);
}

guint
jz_report_layout_n_pages (const JzReportLayout *layout)
{
  return layout->bands->len * layout->groups->len;
}

void
jz_report_layout_get_paper (const JzReportLayout *layout, double *width, double *height)
{
  *width = layout->width;
  *height = layout->height;
}

guint
jz_report_layout_n_shortened (const JzReportLayout *layout)
{
  return layout->n_shortened;
}
