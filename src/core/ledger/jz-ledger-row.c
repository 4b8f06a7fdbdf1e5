/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-ledger-row.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "jz-error.h"
#include "jz-money.h"
#include "jz-quantity.h"
#include "jz-sheet-value.h"
#include "jz-text.h"

#define TEXT_LONGEST 500 /* characters: nobody's specification is longer; a pasted page is */

/* What reading one row needs at hand. */
typedef struct
{
  JzImportLine  *line;
  JzDate         today;
  gboolean       date_1904;
  JzLedgerRowIn *in;
} Reading;

static const JzSheetCell *
cell_of (Reading *reading, JzLedgerField field)
{
  return jz_import_line_cell (reading->line, field);
}

static void
add_fault (Reading *reading, JzLedgerField field, const char *reason, const char *remedy)
{
  jz_import_line_fault (reading->line, (int) field, reason, remedy);
}

static const char *
read_text (Reading *reading, JzLedgerField field)
{
  const char *text = jz_import_line_text (reading->line, field);

  if (strlen (text) > TEXT_LONGEST && g_utf8_strlen (text, -1) > TEXT_LONGEST)
    add_fault (reading, field, _("The text is too long"), NULL);
  return text;
}

/* ｋｇ would be another unit than kg. */
static const char *
read_unit (Reading *reading)
{
  const char      *unit = read_text (reading, JZ_FIELD_UNIT);
  g_autofree char *narrow = jz_text_narrow (unit);

  if (strcmp (narrow, unit) == 0)
    return unit;
  jz_import_line_warning (reading->line, JZ_FIELD_UNIT, _("The unit is written in half-width letters"), NULL);
  return jz_import_line_keep (reading->line, narrow);
}

/* 14O503012: the letter for the digit. */
static char *
without_letters (const char *code)
{
  g_autofree char *mended = g_strdup (code);
  gboolean         changed = FALSE;

  for (char *p = mended; *p != '\0'; p++)
    {
      char digit = *p == 'O' || *p == 'o' ? '0' : *p == 'l' || *p == 'I' ? '1' : *p;

      changed |= digit != *p;
      *p = digit;
    }
  return changed && strlen (mended) >= 4 && strspn (mended, "0123456789") == strlen (mended) ?
           g_steal_pointer (&mended) :
           NULL;
}

static const char *
read_code (Reading *reading, JzLedgerField field)
{
  const JzSheetCell *cell = cell_of (reading, field);
  g_autoptr (GError) error = NULL;
  g_autofree char   *mended = NULL, *code = NULL;

  if (jz_sheet_cell_is_blank (cell))
    return "";
  code = jz_sheet_cell_to_code (cell, &error);
  if (code == NULL)
    {
      add_fault (reading, field, error->message, NULL);
      return "";
    }
  mended = field == JZ_FIELD_CODE ? without_letters (code) : NULL;
  if (mended != NULL)
    add_fault (reading, field, _("The code has a letter where a digit belongs"), mended);
  return jz_import_line_keep (reading->line, code);
}

static void
read_texts (Reading *reading)
{
  JzLedgerRowIn *in = reading->in;

  in->code = read_code (reading, JZ_FIELD_CODE);
  in->number = read_code (reading, JZ_FIELD_NUMBER);
  in->serial = read_code (reading, JZ_FIELD_SERIAL);
  in->name = read_text (reading, JZ_FIELD_NAME);
  in->spec = read_text (reading, JZ_FIELD_SPEC);
  in->unit = read_unit (reading);
  in->keeper = read_text (reading, JZ_FIELD_KEEPER);
  in->user = read_text (reading, JZ_FIELD_USER);
  in->maker = read_text (reading, JZ_FIELD_MAKER);
  in->supplier = read_text (reading, JZ_FIELD_SUPPLIER);
  in->fund = read_text (reading, JZ_FIELD_FUND);
  in->origin = read_text (reading, JZ_FIELD_ORIGIN);
  in->subject = read_text (reading, JZ_FIELD_SUBJECT);
  in->kind = read_text (reading, JZ_FIELD_KIND);
  in->note = read_text (reading, JZ_FIELD_NOTE);
  if (in->name[0] == '\0')
    add_fault (reading, JZ_FIELD_NAME, _("There is no name"), NULL);
  if (in->unit[0] == '\0')
    in->unit = "件";
}

/* Room, cabinet and shelf may stand in three columns. */
static void
read_place (Reading *reading)
{
  const char      *room = read_text (reading, JZ_FIELD_PLACE);
  const char *cabinet = jz_import_line_text (reading->line, JZ_FIELD_CABINET),
             *shelf = jz_import_line_text (reading->line, JZ_FIELD_SHELF);
  g_autofree char *place = NULL;

  if (cabinet[0] != '\0' && shelf[0] == '\0')
    place = g_strdup_printf (strchr (cabinet, '-') != NULL || g_str_has_suffix (cabinet, "柜") ? "%s %s" : "%s %s柜",
                             room, cabinet);
  else if (cabinet[0] != '\0')
    place = g_strdup_printf ("%s %s-%s", room, cabinet, shelf);
  reading->in->place = place != NULL ? jz_import_line_keep (reading->line, place) : room;
}

/* "52只" and "五十二" are no numbers, but what was meant can be said. */
static char *
meant_quantity (const char *text)
{
  gsize  digits = strspn (text, "0123456789");
  gint64 value;

  if (digits > 0 && digits < 10 && text[digits] != '\0' && (guchar) text[digits] >= 0x80)
    return g_strndup (text, digits);
  if (jz_chinese_number_parse (text, &value) && value > 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, value);
  return NULL;
}

static void
read_quantity (Reading *reading)
{
  const JzSheetCell *cell = cell_of (reading, JZ_FIELD_QUANTITY);
  g_autoptr (GError) error = NULL;
  const char        *text = jz_import_line_text (reading->line, JZ_FIELD_QUANTITY);
  int                decimals = 0;

  if (text[0] == '\0')
    {
      add_fault (reading, JZ_FIELD_QUANTITY, _("There is no quantity"), NULL);
      return;
    }
  while (!jz_sheet_cell_to_quantity (cell, decimals, &reading->in->quantity, &error) &&
         decimals < JZ_QUANTITY_MAX_DECIMALS)
    {
      decimals++;
      g_clear_error (&error);
    }
  reading->in->decimals = decimals;
  if (error != NULL)
    {
      g_autofree char *remedy = meant_quantity (text);

      add_fault (reading, JZ_FIELD_QUANTITY, error->message, remedy);
    }
  else if (reading->in->quantity <= 0)
    add_fault (reading, JZ_FIELD_QUANTITY, _("A quantity must be more than nothing"), NULL);
}

static gboolean
read_money_of (Reading *reading, JzLedgerField field, gint64 *fen, gboolean *there)
{
  const JzSheetCell *cell = cell_of (reading, field);
  g_autoptr (GError) error = NULL;

  *there = !jz_sheet_cell_is_blank (cell);
  if (!*there)
    return TRUE;
  if (!jz_sheet_cell_to_money (cell, fen, &error))
    add_fault (reading, field, error->message, NULL);
  else if (*fen < 0)
    add_fault (reading, field, _("A price can't be less than nothing"), NULL);
  else
    return TRUE;
  return FALSE;
}

/* Price and amount say the same thing twice; where they don't, the amount is what the books were closed with. */
static void
read_money (Reading *reading)
{
  JzLedgerRowIn *in = reading->in;
  gboolean       has_price, has_amount;
  gint64         unit = 1, computed;

  if (!read_money_of (reading, JZ_FIELD_PRICE, &in->price, &has_price) ||
      !read_money_of (reading, JZ_FIELD_AMOUNT, &in->amount, &has_amount) || in->quantity <= 0)
    return;
  for (int i = 0; i < in->decimals; i++)
    unit *= 10;
  computed = (gint64) (((__int128) in->price * in->quantity + unit / 2) / unit);
  if (computed > JZ_MONEY_MAX)
    add_fault (reading, JZ_FIELD_PRICE, _("The amount is beyond all measure"), NULL);
  else if (has_price && !has_amount)
    in->amount = computed;
  else if (has_amount && !has_price)
    in->price = (gint64) ((__int128) in->amount * unit / in->quantity);
  else if (has_price && ABS (computed - in->amount) > in->quantity)
    jz_import_line_warning (reading->line, JZ_FIELD_AMOUNT,
                            _("Quantity × price is not the amount; the amount is taken"), NULL);
}

/* "去年" in a ledger means the year before it was written, which is taken to be now. */
static char *
meant_date (const char *text, JzDate today)
{
  static const char *const words[] = { "今年", "去年", "前年" };
  int year, month, day;

  jz_date_get (today, &year, &month, &day);
  for (int i = 0; i < (int) G_N_ELEMENTS (words); i++)
    if (g_str_equal (text, words[i]))
      return g_strdup_printf ("%d", year - i);
  return NULL;
}

static void
read_date (Reading *reading)
{
  const JzSheetCell *cell = cell_of (reading, JZ_FIELD_DATE);
  g_autoptr (GError) error = NULL;
  JzDate             date = JZ_DATE_NONE;

  reading->in->date[0] = '\0';
  if (jz_sheet_cell_is_blank (cell))
    return;
  if (!jz_sheet_cell_to_date (cell, reading->date_1904, &date, &error))
    {
      g_autofree char *remedy = meant_date (jz_import_line_text (reading->line, JZ_FIELD_DATE), reading->today);

      add_fault (reading, JZ_FIELD_DATE, error->message, remedy);
    }
  else if (date > reading->today)
    add_fault (reading, JZ_FIELD_DATE, _("The day has not come yet"), NULL);
  else
    jz_date_to_iso (date, reading->in->date);
}

static void
name_item (Reading *reading)
{
  JzLedgerRowIn   *in = reading->in;
  g_autofree char *item = g_strjoin ("\n", in->code, in->name, in->spec, in->unit, NULL);

  in->item = jz_import_line_keep (reading->line, item);
}

void
jz_ledger_row_read (JzImportLine *line, JzDate today, gboolean date_1904, JzLedgerRowIn *in)
{
  Reading reading = { line, today, date_1904, in };

  read_texts (&reading);
  read_place (&reading);
  read_quantity (&reading);
  read_money (&reading);
  read_date (&reading);
  if (in->number[0] != '\0' && (in->quantity != 1 || in->decimals > 0) && !jz_import_line_is_faulty (line))
    add_fault (&reading, JZ_FIELD_NUMBER, _("One asset number stands for one piece"), NULL);
  name_item (&reading);
}

void
jz_ledger_row_fingerprint (const JzLedgerRowIn *in, guint nth, guint8 fingerprint[JZ_FINGERPRINT_SIZE])
{
  const char *const texts[] = { in->code,   in->name,  in->spec,     in->unit, in->place,  in->number,
                                in->serial, in->maker, in->supplier, in->fund, in->origin, in->subject,
                                in->kind,   in->note,  in->date,     in->user };
  const gint64 numbers[] = { in->quantity, in->decimals, in->price, in->amount, nth };
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, JZ_FINGERPRINT_SIZE);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    crypto_generichash_update (&state, (const guint8 *) texts[i], strlen (texts[i]) + 1);
  crypto_generichash_update (&state, (const guint8 *) numbers, sizeof numbers);
  crypto_generichash_final (&state, fingerprint, JZ_FINGERPRINT_SIZE);
}
