/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-barcode.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <zint.h>

#include "jz-error.h"

/* zint counts half modules in its vectors. */
#define ZINT_UNITS 2.0f
#define ECI_UTF8   26
#define QR_LEVEL_M 2

static gboolean
is_ascii (const char *code)
{
  for (const char *p = code; *p != '\0'; p++)
    if ((guchar) *p >= 0x80)
      return FALSE;
  return TRUE;
}

static gboolean
has_control (const char *code)
{
  for (const char *p = code; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static gboolean
is_code39 (const char *code)
{
  return strspn (code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%") == strlen (code);
}

static gsize
longest (JzBarcodeKind kind)
{
  return kind == JZ_BARCODE_QR ? JZ_QR_MAX : kind == JZ_BARCODE_CODE39 ? JZ_CODE39_MAX : JZ_CODE128_MAX;
}

static gboolean
check_code (JzBarcodeKind kind, const char *code, GError **error)
{
  if (code == NULL || *code == '\0')
    g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("There is no code to make bars of"));
  else if (!g_utf8_validate (code, -1, NULL) || has_control (code))
    g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("The code has characters that can't be printed"));
  else if (kind == JZ_BARCODE_CODE128 && !is_ascii (code))
    g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID,
                 _("%s: Code 128 takes only Latin letters, digits and signs; choose QR"), code);
  else if (kind == JZ_BARCODE_CODE39 && !is_code39 (code))
    g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID,
                 _("%s: Code 39 takes only capitals, digits and few signs; choose Code 128"), code);
  else if (strlen (code) > longest (kind))
    g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("The code is too long for bars: %zu bytes"), strlen (code));
  else
    return TRUE;
  return FALSE;
}

static struct zint_symbol *
encode (JzBarcodeKind kind, const char *code)
{
  static const int    symbologies[] = { BARCODE_CODE128, BARCODE_CODE39, BARCODE_QRCODE };
  struct zint_symbol *symbol = ZBarcode_Create ();

  if (symbol == NULL)
    g_error ("out of memory for a barcode");
  symbol->symbology = symbologies[kind];
  symbol->input_mode = UNICODE_MODE;
  symbol->show_hrt = 0;
  symbol->height = 1;
  if (kind == JZ_BARCODE_QR)
    {
      symbol->option_1 = QR_LEVEL_M;
      symbol->eci = is_ascii (code) ? 0 : ECI_UTF8;
    }
  return symbol;
}

static JzBarcode *
take_bars (JzBarcodeKind kind, const struct zint_symbol *symbol)
{
  gboolean   linear = kind != JZ_BARCODE_QR;
  guint      n = 0;
  JzBarcode *barcode;

  for (struct zint_vector_rect *rect = symbol->vector->rectangles; rect != NULL; rect = rect->next)
    n++;
  barcode = g_malloc0 (sizeof (JzBarcode) + n * sizeof (JzBar));
  barcode->kind = kind;
  barcode->width = (guint) symbol->width;
  barcode->height = linear ? 1 : (guint) symbol->rows;
  for (struct zint_vector_rect *rect = symbol->vector->rectangles; rect != NULL; rect = rect->next)
    {
      JzBar *bar = &barcode->bars[barcode->n_bars++];

      bar->x = (guint16) lroundf (rect->x / ZINT_UNITS);
      bar->width = (guint16) lroundf (rect->width / ZINT_UNITS);
      bar->y = linear ? 0 : (guint16) lroundf (rect->y / ZINT_UNITS);
      bar->height = linear ? 1 : (guint16) lroundf (rect->height / ZINT_UNITS);
    }
  return barcode;
}

JzBarcode *
jz_barcode_new (JzBarcodeKind kind, const char *code, GError **error)
{
  struct zint_symbol *symbol;
  JzBarcode          *barcode = NULL;
  int                 status;

  if (!check_code (kind, code, error))
    return NULL;
  symbol = encode (kind, code);
  status = ZBarcode_Encode_and_Buffer_Vector (symbol, (const unsigned char *) code, (int) strlen (code), 0);
  if (status < ZINT_ERROR && symbol->vector != NULL)
    barcode = take_bars (kind, symbol);
  else
    g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("No bars can be made of the code: %s"), symbol->errtxt);
  ZBarcode_Delete (symbol);
  return barcode;
}
