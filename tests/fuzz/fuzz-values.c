/* fuzz-values: dates, money, quantities, classes and places as people write them: what is read is within its bounds and
 * reads the same again when the program has written it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"
#include "jz-date.h"
#include "jz-money.h"
#include "jz-people.h"
#include "jz-place.h"
#include "jz-quantity.h"
#include "jz-text.h"

static void
try_dates (const char *text)
{
  JzDate date = jz_date_parse (text), strict = jz_date_from_iso (text);
  char   iso[JZ_DATE_LENGTH];

  if (strict != JZ_DATE_NONE)
    g_assert_cmpint (strict, ==, date);
  if (date == JZ_DATE_NONE)
    return;
  g_assert_cmpint (jz_date_from_iso (jz_date_to_iso (date, iso)), ==, date);
  g_assert_cmpint (jz_date_parse (iso), ==, date);
  g_assert_true (jz_date_weekday (date) >= 1 && jz_date_weekday (date) <= 7);
}

static void
try_money (const char *text)
{
  gint64 fen = 0, again;

  if (!jz_money_parse (text, &fen))
    return;
  g_assert_true (ABS (fen) <= JZ_MONEY_MAX);
  {
    g_autofree char *shown = jz_money_format (fen), *plain = jz_money_to_plain (fen);

    g_assert_true (jz_money_parse (shown, &again) && again == fen);
    g_assert_true (jz_money_parse (plain, &again) && again == fen);
  }
}

static void
try_quantities (const char *text)
{
  gint64 quantity, again;

  for (int decimals = 0; decimals <= JZ_QUANTITY_MAX_DECIMALS; decimals++)
    if (jz_quantity_parse (text, decimals, &quantity))
      {
        g_autofree char *shown = jz_quantity_format (quantity, decimals), *plain = jz_quantity_to_plain (quantity, decimals);

        g_assert_true (ABS (quantity) <= JZ_QUANTITY_MAX);
        g_assert_true (jz_quantity_parse (shown, decimals, &again) && again == quantity);
        g_assert_true (jz_quantity_parse (plain, decimals, &again) && again == quantity);
      }
  if (jz_chinese_number_parse (text, &quantity))
    g_assert_true (quantity >= 0 && quantity <= 9999);
}

static void
try_school (const char *text)
{
  g_autofree char *room = NULL, *cabinet = NULL, *shelf = NULL;
  int grade = 0, number = 0, grade_again, number_again;

  if (jz_class_parse (text, &grade, &number))
    {
      g_autofree char *name = jz_class_name (grade, number);

      g_assert_true (grade >= 1 && grade <= 12 && number >= 1 && number <= 99);
      g_assert_true (jz_class_parse (name, &grade_again, &number_again) && grade_again == grade && number_again == number);
    }
  jz_place_parse (text, &room, &cabinet, &shelf);
  g_assert_true (shelf == NULL || cabinet != NULL);
}

static void
try_text (const char *text)
{
  g_autofree char *tidy = jz_text_tidy (text), *again = jz_text_tidy (tidy), *fold = jz_text_fold (text), *fold_again = jz_text_fold (fold);
  g_autofree char *pinyin = jz_text_pinyin (text), *initials = jz_text_initials (text), *key = jz_text_sort_key (text);

  g_assert_cmpstr (tidy, ==, again);
  g_assert_cmpstr (fold, ==, fold_again);
  g_assert_true (pinyin != NULL && initials != NULL && key != NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = fuzz_text (data, size, TRUE);

  try_dates (text);
  try_money (text);
  try_quantities (text);
  try_school (text);
  try_text (text);
  return 0;
}
