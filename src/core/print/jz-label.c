/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-label.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "jz-error.h"
#include "jz-label-private.h"
#include "jz-text.h"

#define TEXT_MAX          500 /* characters; more can't be read on any label */
#define LINEAR_MODULE_MAX 0.5
#define MATRIX_MODULE_MAX 0.9
#define ASSET_MATRIX_MAX  22.0
#define EDGE              0.5 /* a cut may be off by that much */

static char *
tidy (const char *text)
{
  g_autofree char *tidied = jz_text_tidy (text);

  if (g_utf8_strlen (tidied, -1) <= TEXT_MAX)
    return g_steal_pointer (&tidied);
  return g_utf8_substring (tidied, 0, TEXT_MAX);
}

static void
shelf_row_free (gpointer data)
{
  JzShelfRow *row = data;

  g_free (row->code);
  g_free (row->name);
  g_free (row->spec);
  g_free (row->unit);
  g_free (row->quantity);
  g_free (row);
}

JzLabel *
jz_label_new (JzLabelKind kind, const char *code, const char *school, const char *title)
{
  JzLabel *label = g_new0 (JzLabel, 1);

  label->kind = kind;
  label->code = g_strdup (code != NULL ? code : "");
  label->school = tidy (school);
  label->title = tidy (title);
  label->lines = g_ptr_array_new_with_free_func (g_free);
  label->rows = g_ptr_array_new_with_free_func (shelf_row_free);
  return label;
}

void
jz_label_add_line (JzLabel *label, const char *text)
{
  if (!jz_text_is_blank (text))
    g_ptr_array_add (label->lines, tidy (text));
}

void
jz_label_add_row (JzLabel *label, const char *code, const char *name, const char *spec, const char *unit,
                  const char *quantity)
{
  JzShelfRow *row = g_new0 (JzShelfRow, 1);

  row->code = tidy (code);
  row->name = tidy (name);
  row->spec = tidy (spec);
  row->unit = tidy (unit);
  row->quantity = tidy (quantity);
  g_ptr_array_add (label->rows, row);
}

void
jz_label_free (JzLabel *label)
{
  if (label == NULL)
    return;
  g_free (label->code);
  g_free (label->school);
  g_free (label->title);
  g_ptr_array_unref (label->lines);
  g_ptr_array_unref (label->rows);
  g_free (label);
}

double
jz_label_padding (const JzLabelBox *box)
{
  return CLAMP (0.05 * MIN (box->width, box->height), 1.2, 3.0);
}

double
jz_label_matrix_side (const JzLabelBars *bars)
{
  return bars->matrix != NULL ? (bars->matrix->width + 2 * JZ_QR_QUIET) * bars->matrix_module : 0;
}

/* The largest module of whole printer dots up to @wanted; at least @min, if that stays within @limit;
 * 0 when it does not. */
static double
choose_module (double wanted, double limit, double min, double dots_per_inch)
{
  double dot = 25.4 / dots_per_inch;
  double module = floor (wanted / dot + 1e-6) * dot;

  if (module < min)
    module = ceil (min / dot - 1e-6) * dot;
  return module <= limit + 1e-9 ? module : 0;
}

static gboolean
refuse (const JzLabel *label, const JzLabelBox *box, GError **error)
{
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: the code is too long for a label of %g × %g mm"),
               label->code, box->width, box->height);
  return FALSE;
}

/* zint is asked once per code, however many ways are tried. */
static gboolean
encode (const JzLabel *label, JzBarcodeKind kind, JzBarcode **barcode, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (*barcode == NULL)
    *barcode = jz_barcode_new (kind, label->code, &local);
  if (local != NULL)
    g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, "%s: %s", *label->code != '\0' ? label->code : label->title,
                 local->message);
  return *barcode != NULL;
}

static gboolean
plan_linear (const JzLabel *label, const JzLabelBox *box, JzBarcodeKind kind, JzLabelBars *bars, GError **error)
{
  double room = box->width - 2 * EDGE - jz_label_matrix_side (bars);
  double limit;

  if (label->kind == JZ_LABEL_SHELF_CARD)
    room = 0.6 * (box->width - 2 * jz_label_padding (box));
  if (!encode (label, kind, &bars->linear, error))
    return FALSE;
  limit = room / (bars->linear->width + 2 * JZ_CODE128_QUIET);
  bars->linear_module = choose_module (MIN (limit, LINEAR_MODULE_MAX), limit, JZ_CODE128_MODULE_MIN,
                                       box->dots_per_inch);
  return bars->linear_module > 0 || refuse (label, box, error);
}

static gboolean
plan_matrix (const JzLabel *label, const JzLabelBox *box, JzLabelBars *bars, GError **error)
{
  double width = box->width - 2 * jz_label_padding (box);
  double height = box->height - 2 * jz_label_padding (box);
  double room = MIN (height, 0.45 * width);
  double wanted = room;
  guint  modules;

  if (label->kind == JZ_LABEL_SHELF_CARD)
    {
      room = MIN (0.5 * box->height, 0.4 * width);
      wanted = CLAMP (0.28 * box->height, 10, 20);
    }
  else if (label->kind != JZ_LABEL_ROOM)
    wanted = MIN (room, ASSET_MATRIX_MAX);
  if (!encode (label, JZ_BARCODE_QR, &bars->matrix, error))
    return FALSE;
  modules = bars->matrix->width + 2 * JZ_QR_QUIET;
  bars->matrix_module = choose_module (MIN (wanted / modules, MATRIX_MODULE_MAX), room / modules, JZ_QR_MODULE_MIN,
                                       box->dots_per_inch);
  return bars->matrix_module > 0 || refuse (label, box, error);
}

static void
drop_linear (JzLabelBars *bars)
{
  g_clear_pointer (&bars->linear, g_free);
  bars->linear_module = 0;
}

static void
drop_matrix (JzLabelBars *bars)
{
  g_clear_pointer (&bars->matrix, g_free);
  bars->matrix_module = 0;
}

void
jz_label_bars_clear (JzLabelBars *bars)
{
  drop_linear (bars);
  drop_matrix (bars);
}

static gboolean
plan_either (const JzLabel *label, const JzLabelBox *box, JzLabelBars *bars, GError **error)
{
  gboolean           matrix_first = label->kind == JZ_LABEL_ROOM || label->kind == JZ_LABEL_SHELF_CARD;
  g_autoptr (GError) first = NULL;

  if (matrix_first ? plan_matrix (label, box, bars, &first)
                   : plan_linear (label, box, JZ_BARCODE_CODE128, bars, &first))
    return TRUE;
  jz_label_bars_clear (bars);
  return matrix_first ? plan_linear (label, box, JZ_BARCODE_CODE128, bars, error) : plan_matrix (label, box, bars, error);
}

static gboolean
plan_bars (const JzLabel *label, const JzLabelBox *box, JzLabelCodes codes, JzLabelBars *bars, GError **error)
{
  switch (codes)
    {
    case JZ_LABEL_CODES_CODE128:
      return plan_linear (label, box, JZ_BARCODE_CODE128, bars, error);
    case JZ_LABEL_CODES_CODE39:
      return plan_linear (label, box, JZ_BARCODE_CODE39, bars, error);
    case JZ_LABEL_CODES_QR:
      return plan_matrix (label, box, bars, error);
    case JZ_LABEL_CODES_BOTH:
      if (label->kind != JZ_LABEL_SHELF_CARD && plan_matrix (label, box, bars, NULL)
          && plan_linear (label, box, JZ_BARCODE_CODE128, bars, NULL))
        return TRUE;
      jz_label_bars_clear (bars);
      return plan_either (label, box, bars, error);
    case JZ_LABEL_CODES_AUTO:
    default:
      return plan_either (label, box, bars, error);
    }
}

gboolean
jz_label_plan (const JzLabel *label, const JzLabelBox *box, JzLabelCodes codes, JzLabelBars *bars, GError **error)
{
  gboolean ok;

  *bars = (JzLabelBars) { 0 };
  ok = (*label->code == '\0' && label->kind != JZ_LABEL_ASSET) || plan_bars (label, box, codes, bars, error);
  if (ok && label->kind == JZ_LABEL_SHELF_CARD && jz_label_rows_per_card (label, box, bars) == 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: a label of %g × %g mm is too small for a shelf card"),
                   label->title, box->width, box->height);
      ok = FALSE;
    }
  if (!ok)
    jz_label_bars_clear (bars);
  return ok;
}
