/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "jz-label-private.h"

#define SMALL_MIN  1.7 /* mm, about 5 points */
#define TITLE_MIN  2.1
#define TITLE_LEAST 1.2
#define ROW_HEIGHT 3.4
#define ROW_SIZE   2.2
#define CELL_GAP   0.8
#define HAIRLINE   0.12
#define BAR_GAP    0.6
#define N_CELLS    5

typedef struct
{
  const JzLabel     *label;
  const JzLabelBars *bars;
  JzLabelBox         box;
  JzType            *type;
  JzInk             *ink;
  double             padding;
  double             code_size, small_size, title_size;
} Setter;

static Setter
setter_init (const JzLabel *label, const JzLabelBars *bars, const JzLabelBox *box)
{
  Setter setter = { .label = label, .bars = bars, .box = *box };

  setter.padding = jz_label_padding (box);
  setter.code_size = CLAMP (0.08 * box->height, 1.9, 2.8);
  setter.small_size = CLAMP (0.075 * box->height, 1.9, 2.8);
  setter.title_size = CLAMP (0.13 * box->height, 2.8, 5.5);
  if (label->kind == JZ_LABEL_ROOM)
    setter.title_size = CLAMP (0.24 * box->height, 3.5, 16);
  else if (label->kind == JZ_LABEL_SHELF_CARD)
    setter.title_size = CLAMP (0.09 * box->height, 2.6, 5);
  return setter;
}

/* One line that stays within @width; @align is 0 left, 0.5 centre, 1 right. @y is the top. */
static void
set_line (const Setter *setter, JzWeight weight, double size, double x, double y, double width, double align,
          const char *text)
{
  double        fitted = size;
  g_auto (GStrv) lines = jz_type_fit (setter->type, weight, text, width, 1, &fitted, MIN (size, SMALL_MIN));
  double        used = align > 0 ? jz_type_width (setter->type, weight, lines[0]) * fitted : 0;

  jz_ink_text (setter->ink, weight, fitted, x + align * (width - used), y + JZ_TYPE_ASCENT * size, lines[0]);
}

static void
set_bars (const Setter *setter, const JzBarcode *barcode, double module, double x, double y, double height)
{
  double row = height / barcode->height;
  void (*add) (JzInk *, double, double, double, double) = barcode->kind == JZ_BARCODE_QR ? jz_ink_tile : jz_ink_bar;

  for (guint i = 0; i < barcode->n_bars; i++)
    {
      const JzBar *bar = &barcode->bars[i];

      add (setter->ink, x + bar->x * module, y + bar->y * row, bar->width * module, bar->height * row);
    }
}

/* The right edge of the QR code's quiet zone stands at @right. */
static void
set_matrix (const Setter *setter, double right, double top)
{
  double module = setter->bars->matrix_module;
  double side = jz_label_matrix_side (setter->bars);

  set_bars (setter, setter->bars->matrix, module, right - side + JZ_QR_QUIET * module, top + JZ_QR_QUIET * module,
            setter->bars->matrix->height * module);
}

static double
linear_width (const JzLabelBars *bars)
{
  return bars->linear->width * bars->linear_module;
}

/* Bars and the code under them, at the foot of the box. Returns where text must end. */
static double
set_foot (const Setter *setter, double width, double align)
{
  const JzLabelBox *box = &setter->box;
  double            code_line = setter->code_size * JZ_TYPE_LINE;
  double            bottom = box->y + box->height - setter->padding;
  double            height = CLAMP (0.3 * box->height, 5, 14);

  if (*setter->label->code == '\0')
    return bottom;
  set_line (setter, JZ_WEIGHT_REGULAR, setter->code_size, box->x + setter->padding, bottom - code_line, width, align,
            setter->label->code);
  if (setter->bars->linear == NULL)
    return bottom - code_line;
  if (box->height < 18)
    height = 4;
  set_bars (setter, setter->bars->linear, setter->bars->linear_module,
            box->x + (box->width - jz_label_matrix_side (setter->bars) - linear_width (setter->bars)) / 2,
            bottom - code_line - height, height);
  return bottom - code_line - height - BAR_GAP;
}

/* The small lines that @n places take: those beyond are joined into the last. */
static GPtrArray *
pack_lines (const JzLabel *label, guint n)
{
  GPtrArray *packed = g_ptr_array_new_with_free_func (g_free);
  GString   *last = NULL;

  for (guint i = 0; i < label->lines->len && n > 0; i++)
    {
      const char *line = g_ptr_array_index (label->lines, i);

      if (last != NULL)
        g_string_append_printf (last, " %s", line);
      else if (i + 1 == n && label->lines->len > n)
        last = g_string_new (line);
      else
        g_ptr_array_add (packed, g_strdup (line));
    }
  if (last != NULL)
    g_ptr_array_add (packed, g_string_free (last, FALSE));
  return packed;
}

/* A smaller title on one line reads better than a large one that leaves a character over. */
static char **
fit_title (const Setter *setter, double width, guint max_lines, double *size)
{
  double one_line = jz_type_width (setter->type, JZ_WEIGHT_BOLD, setter->label->title) * *size;
  double ratio = width / MAX (one_line, 0.1);

  if (ratio < 1 && ratio >= 0.65)
    max_lines = 1;
  return jz_type_fit (setter->type, JZ_WEIGHT_BOLD, setter->label->title, width, max_lines, size,
                      MIN (*size, TITLE_MIN));
}

/* School, title and small lines between @top and @bottom, centred in height. */
static void
set_texts (Setter *setter, double top, double bottom, double width, double align)
{
  const JzLabel         *label = setter->label;
  double                 x = setter->box.x + setter->padding;
  double                 room = bottom - top;
  guint                  n_small = label->lines->len + (*label->school != '\0');
  double                 size = MIN (setter->title_size, room / JZ_TYPE_LINE);
  double                 small_room = n_small * setter->small_size * JZ_TYPE_LINE;
  guint                  max_titles = room >= small_room + 2 * size * JZ_TYPE_LINE ? 2 : 1;
  g_auto (GStrv)         titles = NULL;
  g_autoptr (GPtrArray)  lines = NULL;
  guint                  n_titles, slots;
  gboolean               with_school;
  double                 small, y;

  if (size < TITLE_LEAST)
    return;
  titles = fit_title (setter, width, max_titles, &size);
  n_titles = g_strv_length (titles);
  room -= n_titles * size * JZ_TYPE_LINE;
  small = CLAMP (room / (MAX (n_small, 1) * JZ_TYPE_LINE), SMALL_MIN, setter->small_size);
  slots = MIN ((guint) floor (MAX (room, 0) / (small * JZ_TYPE_LINE) + 1e-6), n_small);
  with_school = *label->school != '\0' && slots > (label->lines->len > 0);
  lines = pack_lines (label, slots - with_school);
  y = top + MAX (room - (lines->len + with_school) * small * JZ_TYPE_LINE, 0) / 2;
  if (with_school)
    {
      set_line (setter, JZ_WEIGHT_REGULAR, small, x, y, width, align, label->school);
      y += small * JZ_TYPE_LINE;
    }
  for (guint i = 0; i < n_titles; i++, y += size * JZ_TYPE_LINE)
    set_line (setter, JZ_WEIGHT_BOLD, size, x, y, width, align, titles[i]);
  for (guint i = 0; i < lines->len; i++, y += small * JZ_TYPE_LINE)
    set_line (setter, JZ_WEIGHT_REGULAR, small, x, y, width, align, g_ptr_array_index (lines, i));
}

/* The lines of a call number, all of one size. */
static void
set_spine (Setter *setter, double top, double bottom, double width, double align)
{
  const JzLabel *label = setter->label;
  guint          n = 1 + label->lines->len;
  double         size = MIN (0.19 * setter->box.height, (bottom - top) / (n * JZ_TYPE_LINE));
  double         y = top + (bottom - top - n * size * JZ_TYPE_LINE) / 2;

  for (guint i = 0; i < n; i++, y += size * JZ_TYPE_LINE)
    set_line (setter, JZ_WEIGHT_BOLD, size, setter->box.x + setter->padding, y, width, align,
              i == 0 ? label->title : g_ptr_array_index (label->lines, i - 1));
}

static void
set_stack (Setter *setter)
{
  const JzLabelBox *box = &setter->box;
  double            side = jz_label_matrix_side (setter->bars);
  double            width = box->width - 2 * setter->padding - side;
  double            align = side > 0 && setter->bars->linear == NULL ? 0 : 0.5;
  double            bottom = set_foot (setter, width, align);

  if (side > 0)
    set_matrix (setter, box->x + box->width - setter->padding, box->y + (box->height - side) / 2);
  if (setter->label->kind == JZ_LABEL_SPINE)
    set_spine (setter, box->y + setter->padding, bottom, width, align);
  else
    set_texts (setter, box->y + setter->padding, bottom, width, align);
}

/* Shelf cards. The head does not depend on the texts, so that counting rows needs no fonts. */

static double
linear_height (const Setter *setter)
{
  return CLAMP (0.15 * setter->box.height, 5, 10);
}

static double
head_height (const Setter *setter)
{
  const JzLabel *label = setter->label;
  double         texts = setter->title_size * JZ_TYPE_LINE;
  double         code = jz_label_matrix_side (setter->bars);

  texts += ((*label->school != '\0') + (*label->code != '\0')) * setter->small_size * JZ_TYPE_LINE;
  if (setter->bars->linear != NULL)
    code = linear_height (setter);
  return MAX (texts, code) + BAR_GAP;
}

guint
jz_label_rows_per_card (const JzLabel *label, const JzLabelBox *box, const JzLabelBars *bars)
{
  Setter setter = setter_init (label, bars, box);
  double room;

  if (label->kind != JZ_LABEL_SHELF_CARD)
    return G_MAXUINT;
  room = box->height - 2 * setter.padding - head_height (&setter) - ROW_HEIGHT;
  return room < ROW_HEIGHT ? 0 : (guint) floor (room / ROW_HEIGHT + 1e-6);
}

static void
set_head (Setter *setter, guint part, guint n_parts)
{
  const JzLabel    *label = setter->label;
  const JzLabelBox *box = &setter->box;
  double            right = box->x + box->width - setter->padding;
  double            x = box->x + setter->padding, y = box->y + setter->padding;
  double            width = box->width - 2 * setter->padding;
  double            small_line = setter->small_size * JZ_TYPE_LINE;

  if (setter->bars->matrix != NULL)
    {
      set_matrix (setter, right, y);
      width -= jz_label_matrix_side (setter->bars);
    }
  else if (setter->bars->linear != NULL)
    {
      double quiet = JZ_CODE128_QUIET * setter->bars->linear_module;

      set_bars (setter, setter->bars->linear, setter->bars->linear_module, right - quiet - linear_width (setter->bars),
                y, linear_height (setter));
      width -= linear_width (setter->bars) + 2 * quiet;
    }
  if (*label->school != '\0')
    {
      set_line (setter, JZ_WEIGHT_REGULAR, setter->small_size, x, y, width, 0, label->school);
      y += small_line;
    }
  if (n_parts > 1)
    {
      g_autofree char *which = g_strdup_printf ("%u/%u", part + 1, n_parts);
      double           used = (jz_type_width (setter->type, JZ_WEIGHT_REGULAR, which) + 0.5) * setter->small_size;

      set_line (setter, JZ_WEIGHT_REGULAR, setter->small_size, x + width - used, y, used, 0, which);
      width -= used;
    }
  set_line (setter, JZ_WEIGHT_BOLD, setter->title_size, x, y, width, 0, label->title);
  if (*label->code != '\0')
    set_line (setter, JZ_WEIGHT_REGULAR, setter->small_size, x, y + setter->title_size * JZ_TYPE_LINE, width, 0,
              label->code);
}

static const char *
get_cell (const JzShelfRow *row, guint i)
{
  const char *const cells[N_CELLS] = { row->code, row->name, row->spec, row->unit, row->quantity };

  return cells[i];
}

/* Code, unit and quantity take what they need, up to a share; name and specification the rest. */
static void
measure_cells (const Setter *setter, const char *const titles[N_CELLS], double widths[N_CELLS])
{
  static const double shares[N_CELLS] = { 0.3, 0, 0, 0.12, 0.16 };
  double              width = setter->box.width - 2 * setter->padding;
  double              rest = width;

  for (guint i = 0; i < N_CELLS; i++)
    {
      double widest = jz_type_width (setter->type, JZ_WEIGHT_REGULAR, titles[i]);

      for (guint r = 0; r < setter->label->rows->len && shares[i] > 0; r++)
        widest = MAX (widest, jz_type_width (setter->type, JZ_WEIGHT_REGULAR,
                                             get_cell (g_ptr_array_index (setter->label->rows, r), i)));
      widths[i] = shares[i] > 0 ? MIN (widest * ROW_SIZE + CELL_GAP, shares[i] * width) : 0;
      rest -= widths[i];
    }
  widths[1] = 0.55 * rest;
  widths[2] = 0.45 * rest;
}

static void
set_row (const Setter *setter, const double widths[N_CELLS], const char *const cells[N_CELLS], double y)
{
  double x = setter->box.x + setter->padding;

  for (guint i = 0; i < N_CELLS; x += widths[i++])
    set_line (setter, JZ_WEIGHT_REGULAR, ROW_SIZE, x, y + (ROW_HEIGHT - ROW_SIZE * JZ_TYPE_LINE) / 2,
              widths[i] - (i + 1 < N_CELLS ? CELL_GAP : 0), i + 1 < N_CELLS ? 0 : 1, cells[i]);
  jz_ink_rect (setter->ink, setter->box.x + setter->padding, y + ROW_HEIGHT - HAIRLINE,
               setter->box.width - 2 * setter->padding, HAIRLINE);
}

static void
set_card (Setter *setter, guint part, guint n_parts)
{
  const char *const titles[N_CELLS] = { _("Code"), _("Name"), _("Specification"), _("Unit"), _("Quantity") };
  guint             per_card = jz_label_rows_per_card (setter->label, &setter->box, setter->bars);
  double            y = setter->box.y + setter->padding + head_height (setter);
  double            widths[N_CELLS];

  set_head (setter, part, n_parts);
  measure_cells (setter, titles, widths);
  set_row (setter, widths, titles, y);
  for (guint i = part * per_card; i < MIN ((part + 1) * per_card, setter->label->rows->len); i++)
    {
      const JzShelfRow *row = g_ptr_array_index (setter->label->rows, i);
      const char *const cells[N_CELLS] = { row->code, row->name, row->spec, row->unit, row->quantity };

      y += ROW_HEIGHT;
      set_row (setter, widths, cells, y);
    }
}

void
jz_label_set (const JzLabel *label, const JzLabelBars *bars, const JzLabelBox *box, guint part, guint n_parts,
              JzType *type, JzInk *ink)
{
  Setter setter = setter_init (label, bars, box);

  setter.type = type;
  setter.ink = ink;
  if (label->kind == JZ_LABEL_SHELF_CARD)
    set_card (&setter, part, n_parts);
  else
    set_stack (&setter);
}
