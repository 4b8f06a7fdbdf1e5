/* base: text, dates, money and quantities as people write them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "jz-date.h"
#include "jz-error.h"
#include "jz-han.h"
#include "jz-money.h"
#include "jz-quantity.h"
#include "jz-text.h"

static void
test_fold (void)
{
  static const char *const cases[][2] = {
    { "ＭＦ４７　Ａ", "mf47 a" }, { "圖書館", "图书馆" }, { "帐", "账" }, { "帳", "账" }, { "\xc2\xb5" "A", "μa" }, { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = jz_text_fold (cases[i][0]);
      g_assert_cmpstr (got, ==, cases[i][1]);
    }
}

static void
test_tidy (void)
{
  g_autofree char *spaces = jz_text_tidy ("　 直流\t电流表\r\n　");
  g_autofree char *broken = jz_text_tidy ("a\xff" "b");
  g_autofree char *none = jz_text_tidy (NULL);

  g_assert_cmpstr (spaces, ==, "直流 电流表");
  g_assert_cmpstr (broken, ==, "a\xef\xbf\xbd" "b");
  g_assert_cmpstr (none, ==, "");
  g_assert_true (jz_text_is_blank ("　 \n"));
  g_assert_false (jz_text_is_blank ("0"));
}

static gboolean
has_reading (const char *han, const char *reading)
{
  gunichar c = g_utf8_get_char (han);

  for (guint i = 0; i < jz_han_n_readings (c); i++)
    if (g_str_equal (jz_han_reading (c, i), reading))
      return TRUE;
  return FALSE;
}

static void
test_readings (void)
{
  g_assert_true (has_reading ("长", "chang") && has_reading ("长", "zhang"));
  g_assert_true (has_reading ("行", "hang") && has_reading ("行", "xing"));
  g_assert_true (has_reading ("厦", "xia") && has_reading ("厦", "sha"));
  g_assert_true (has_reading ("绿", "lv") && has_reading ("绿", "lu"));
  g_assert_true (has_reading ("曾", "zeng") && has_reading ("单", "shan") && has_reading ("仇", "qiu"));
  g_assert_true (jz_han_is_syllable ("shib", 3));
  g_assert_false (jz_han_is_syllable ("shib", 4));
  g_assert_true (jz_han_is_syllable ("lv", 2));
  g_assert_cmpuint (jz_han_n_readings ('a'), ==, 0);
}

static void
test_sort_key (void)
{
  static const char *const sorted[] = { "2 号", "10 号", "电流表", "电压表", "示波器", "直流电流表" };

  for (gsize i = 1; i < G_N_ELEMENTS (sorted); i++)
    {
      g_autofree char *a = jz_text_sort_key (sorted[i - 1]);
      g_autofree char *b = jz_text_sort_key (sorted[i]);
      g_assert_cmpstr (a, <, b);
    }
}

static void
test_initials (void)
{
  g_autofree char *initials = jz_text_initials ("示波器 MF47");
  g_autofree char *pinyin = jz_text_pinyin ("示波器");

  g_assert_cmpstr (initials, ==, "sbqmf47");
  g_assert_cmpstr (pinyin, ==, "shi bo qi");
}

static void
test_money (void)
{
  static const struct { const char *text; gint64 fen; } good[] = {
    { "1,280.00元", 128000 }, { "￥1280", 128000 }, { "¥38", 3800 }, { "１２８０．５", 128050 }, { " 38 ", 3800 },
    { "1.2万", 1200000 }, { "1.2万元", 1200000 }, { "12.299999999999999", 1230 }, { "0.005", 1 }, { "-5", -500 },
    { "1.28E+3", 128000 }, { ".5", 50 }, { "0", 0 },
  };
  static const char *const bad[] = { "", "元", "五十", "12.3.4", "1,28", "--1", "1e99", "12台", "99999999999999999", "nan" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      gint64 fen = -1;
      g_assert_true (jz_money_parse (good[i].text, &fen));
      g_assert_cmpint (fen, ==, good[i].fen);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      gint64 fen = 77;
      g_assert_false (jz_money_parse (bad[i], &fen));
      g_assert_cmpint (fen, ==, 77);
    }
  g_autofree char *grouped = jz_money_format (-123456789);
  g_assert_cmpstr (grouped, ==, "-1,234,567.89");
}

static void
test_quantity (void)
{
  gint64 q = 7;

  g_assert_true (jz_quantity_parse ("４０", 0, &q) && q == 40);
  g_assert_true (jz_quantity_parse ("40.0", 0, &q) && q == 40);
  g_assert_true (jz_quantity_parse ("0.25", 3, &q) && q == 250);
  g_assert_false (jz_quantity_parse ("2.5", 0, &q));
  g_assert_false (jz_quantity_parse ("五十二", 0, &q));
  g_assert_true (jz_chinese_number_parse ("五十二", &q) && q == 52);
  g_assert_true (jz_chinese_number_parse ("十", &q) && q == 10);
  g_assert_true (jz_chinese_number_parse ("一百零八", &q) && q == 108);
  g_assert_false (jz_chinese_number_parse ("若干", &q));
  g_autofree char *fine = jz_quantity_format (1234250, 3);
  g_autofree char *whole = jz_quantity_format (1234000, 3);
  g_assert_cmpstr (fine, ==, "1,234.25");
  g_assert_cmpstr (whole, ==, "1,234");
}

static void
test_dates (void)
{
  static const char *const cases[][2] = {
    { "2019-9-1", "2019-09-01" }, { "2019.9", "2019-09-01" }, { "2019年9月1日", "2019-09-01" }, { "2019年9月", "2019-09-01" },
    { "20190901", "2019-09-01" }, { "2019/09/01", "2019-09-01" }, { "２０１９．９．１", "2019-09-01" }, { "2019年", "2019-01-01" },
    { "2019", "2019-01-01" }, { "2019.9.", "2019-09-01" }, { "2024-02-29", "2024-02-29" },
    { "2023-02-29", "" }, { "去年", "" }, { "44075", "" }, { "2019-13-1", "" }, { "", "" }, { "2019-9-1x", "" }, { "1-2-3", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char iso[JZ_DATE_LENGTH];
      g_assert_cmpstr (jz_date_to_iso (jz_date_parse (cases[i][0]), iso), ==, cases[i][1]);
    }
  for (JzDate day = jz_date_new (1900, 1, 1); day <= jz_date_new (2199, 12, 31); day++)
    {
      int y, m, d;
      jz_date_get (day, &y, &m, &d);
      g_assert_cmpint (jz_date_new (y, m, d), ==, day);
    }
  g_assert_cmpint (jz_date_weekday (jz_date_from_iso ("2026-11-22")), ==, 7);
  g_assert_cmpint (jz_date_from_iso ("2026-1-22"), ==, JZ_DATE_NONE);
}

static void
test_exit_status (void)
{
  g_autoptr (GError) denied = g_error_new_literal (JZ_ERROR, JZ_ERROR_NOT_ALLOWED, "");
  g_autoptr (GError) full = g_error_new_literal (JZ_ERROR, JZ_ERROR_DISK_FULL, "");
  g_autoptr (GError) refused = g_error_new_literal (JZ_ERROR, JZ_ERROR_REFUSED, "");

  g_assert_cmpint (jz_error_exit_status (denied), ==, 5);
  g_assert_cmpint (jz_error_exit_status (full), ==, 4);
  g_assert_cmpint (jz_error_exit_status (refused), ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text/fold", test_fold);
  g_test_add_func ("/base/text/tidy", test_tidy);
  g_test_add_func ("/base/text/sort-key", test_sort_key);
  g_test_add_func ("/base/text/initials", test_initials);
  g_test_add_func ("/base/han/readings", test_readings);
  g_test_add_func ("/base/money", test_money);
  g_test_add_func ("/base/quantity", test_quantity);
  g_test_add_func ("/base/date", test_dates);
  g_test_add_func ("/base/error/exit-status", test_exit_status);
  return g_test_run ();
}
