/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-sheet-value.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "jz-error.h"
#include "jz-money.h"
#include "jz-quantity.h"
#include "jz-text.h"

#define EXACT_MAX 9007199254740992.0 /* 2^53: beyond it a double skips numbers */

gboolean
jz_sheet_cell_is_blank (const JzSheetCell *cell)
{
  return jz_text_is_blank (cell->text);
}

char *
jz_sheet_cell_to_text (const JzSheetCell *cell)
{
  return jz_text_tidy (cell->text);
}

static gboolean
invalid (GError **error, const char *message)
{
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, message);
  return FALSE;
}

#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static gboolean
invalid_text (GError **error, const char *why, const JzSheetCell *cell)
{
  g_autofree char *text = jz_text_tidy (cell->text);

  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, why, text);
  return FALSE;
}

static gboolean
has_value (const JzSheetCell *cell, GError **error)
{
  if (jz_sheet_cell_is_blank (cell))
    return invalid (error, _("the cell is empty"));
  if (cell->kind == JZ_CELL_ERROR)
    return invalid_text (error, _("the cell shows the error %s"), cell);
  return TRUE;
}

static gboolean
may_be_number (const JzSheetCell *cell, GError **error)
{
  if (!has_value (cell, error))
    return FALSE;
  if (cell->kind == JZ_CELL_DATE)
    return invalid_text (error, _("“%s” is a date, not a number"), cell);
  return cell->kind != JZ_CELL_BOOL || invalid_text (error, _("“%s” is no number"), cell);
}

gboolean
jz_sheet_cell_to_money (const JzSheetCell *cell, gint64 *fen, GError **error)
{
  return may_be_number (cell, error) &&
         (jz_money_parse (cell->text, fen) || invalid_text (error, _("“%s” is no amount of money"), cell));
}

gboolean
jz_sheet_cell_to_quantity (const JzSheetCell *cell, int decimals, gint64 *quantity, GError **error)
{
  gint64 fine;

  if (!may_be_number (cell, error))
    return FALSE;
  if (jz_quantity_parse (cell->text, decimals, quantity))
    return TRUE;
  if (jz_decimal_parse (cell->text, 6, JZ_QUANTITY_MAX, &fine))
    return invalid_text (error, decimals == 0 ? _("“%s” is not a whole number")
                                              : _("“%s” has too many decimals for this unit"), cell);
  return invalid_text (error, _("“%s” is no quantity"), cell);
}

/* "2019-09-01 08:30:00" without the time. */
static char *
without_time (const char *text)
{
  g_autofree char *tidy = jz_text_tidy (text);
  g_autofree char *folded = jz_text_fold (tidy);
  char            *space = strrchr (folded, ' ');

  if (space == NULL && strlen (folded) > 10 && folded[10] == 't' && strchr (folded, ':') != NULL)
    space = folded + 10;
  if (space != NULL && g_ascii_isdigit (space[1]) && strchr (space, ':') != NULL)
    *space = '\0';
  return g_steal_pointer (&folded);
}

gboolean
jz_sheet_cell_to_date (const JzSheetCell *cell, gboolean date_1904, JzDate *date, GError **error)
{
  g_autofree char *text = without_time (cell->text);
  gsize            whole = strspn (text, "0123456789");
  JzDate           result;

  if (!has_value (cell, error))
    return FALSE;
  if (cell->kind == JZ_CELL_DATE)
    result = (JzDate) floor (cell->number);
  else if (cell->kind == JZ_CELL_NUMBER && whole == 4 && g_str_equal (text + whole, ".1"))
    return invalid_text (error, _("“%s” may be January or October; write the date in full"), cell);
  else if (whole == 5 && (text[5] == '\0' || (text[5] == '.' && cell->kind == JZ_CELL_NUMBER)))
    result = jz_sheet_date_from_serial (g_ascii_strtod (text, NULL), date_1904);
  else
    result = jz_date_parse (text);
  if (result == JZ_DATE_NONE)
    return invalid_text (error, _("“%s” is no date"), cell);
  *date = result;
  return TRUE;
}

/* Full-width letters, digits and signs in half width; capitals stay. */
static char *
half_width (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (out, c >= 0xff01 && c <= 0xff5e ? c - 0xfee0 : c);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* "9.78E+12", what is left of a long code that a spreadsheet took for a number. */
static gboolean
is_scientific (const char *text)
{
  const char *p = text + strspn (text, "0123456789.");

  return p > text && (*p == 'e' || *p == 'E') && p[1] == '+' && p[2] != '\0' &&
         strspn (p + 2, "0123456789") == strlen (p + 2);
}

char *
jz_sheet_cell_to_code (const JzSheetCell *cell, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (cell->text);
  g_autofree char *code = half_width (tidy);
  gsize            whole = strspn (code, "0123456789");

  if (!has_value (cell, error))
    return NULL;
  if (cell->kind == JZ_CELL_DATE)
    {
      invalid_text (error, _("“%s” is a date; the spreadsheet has turned the code into one"), cell);
      return NULL;
    }
  if (is_scientific (code) || (cell->kind == JZ_CELL_NUMBER && fabs (cell->number) >= EXACT_MAX))
    {
      invalid_text (error, _("“%s” has lost digits in the spreadsheet; enter the code as text"), cell);
      return NULL;
    }
  if (whole > 0 && code[whole] == '.' && code[whole + 1] == '0' &&
      strspn (code + whole + 1, "0") == strlen (code + whole + 1))
    code[whole] = '\0';
  return g_steal_pointer (&code);
}
