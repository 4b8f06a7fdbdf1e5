/* call-number: books stand on the shelf as libraries' own lists say; numbers are told from what looks like them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <locale.h>
#include <string.h>

#include "jz-call-number.h"
#include "jz-isbn.h"

/* Lists in their order, each ending with NULL. Collected from test lists and shelves of libraries. */
static const char *const shelves[][12] = {
  { "F-1", "F-43", "F0" },
  { "B", "B-43", "B0", "B3", "E27", "E512", "TM92", "TU201", "X799" },
  { "B021", "B022", "B022.2", "D035.37", "D035.4", "TM101", "TM90" },
  { "T", "T1", "TB", "TM", "TP1", "TU", "U" },
  { "TP3", "TP3-43", "TP3-61", "TP30", "TP301", "TP301.1", "TP31", "TP312A", "TP312X", "TP312AL" },
  { "H319.4", "H319.4-43", "H319.4(711)", "H319.4=3", "H319.4:I234", "H319.4+1", "H319.41" },
  { "H319:A112", "H319:S312", "H319:T311", "H319:TB312", "H319:TV312", "H319:U312", "H319:V311", "H319:Z256" },
  { "J559B(1)2", "J559T(1)", "J559W(2)", "J559AJ(1)", "J559AJ(2)" },
  { "I247.5/A001", "I247.5/A001A", "I247.5/A002", "I247.5/B010", "I247.5/Z256" },
  { "J333", "J333/G251", "J333(5)/G251", "J333(512)/G251" },
  { "K827/Z763A", "K827/Z763B", "K827/Z763Y", "K827/Z763AA" },
  { "I247.58/J822-2(14)", "I247.58/J822-2(15)", "I247.58/J822-2(32)" },
  { "K20-42", "K20-42/15", "K20-42/15-2", "K20-42/15:2", "K20-42/16", "K20-42/115" },
  { "I247.57/2", "I247.57/012", "I247.57/1234", "I247.57/99999" },
};

static void
test_order (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shelves); i++)
    for (gsize a = 0; a + 1 < G_N_ELEMENTS (shelves[i]) && shelves[i][a + 1] != NULL; a++)
      {
        g_autofree char *one = jz_call_number_key (shelves[i][a]), *two = jz_call_number_key (shelves[i][a + 1]);

        g_test_message ("%s before %s", shelves[i][a], shelves[i][a + 1]);
        g_assert_cmpint (strcmp (one, two), <, 0);
      }
}

static void
test_key (void)
{
  static const struct { const char *one, *two; } same[] = {
    { "I247.57/12", "ｉ２４７．５７／１２" }, { "I247.57/12", " I247.57 / 12 " }, { "[C7]/1", "C7/1" }, { "I1/007", "I1/7" },
  };
  g_autofree char *class_ = jz_call_number_class ("[c7]/12"), *bare = jz_call_number_class ("I24");

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *one = jz_call_number_key (same[i].one), *two = jz_call_number_key (same[i].two);

      g_assert_cmpstr (one, ==, two);
    }
  g_autofree char *number = jz_call_number_number ("K827/z763A-2(3)"), *none = jz_call_number_number ("I24");

  g_assert_cmpstr (number, ==, "Z763A");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (class_, ==, "C7");
  g_assert_cmpstr (bare, ==, "I24");
}

static void
test_serial (void)
{
  static const struct { const char *rest; gint64 serial; } cases[] = {
    { "12", 12 }, { "12-2", 12 }, { "12:3", 12 }, { "12(2)", 12 }, { "012", 12 }, { "12.5", 12 }, { "12=2", 12 },
    { "", 0 }, { "Y12", 0 }, { "12A", 0 }, { "-2", 0 }, { "12345678901", 0 }, { "１２", 12 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (jz_call_number_serial (cases[i].rest), ==, cases[i].serial);
}

static void
test_isbn (void)
{
  static const struct { const char *text; JzIsbn is; const char *isbn; } cases[] = {
    { "9787506365437", JZ_ISBN_OK, "9787506365437" },   { "978-7-5063-6543-7", JZ_ISBN_OK, "9787506365437" },
    { "ISBN 978-7-5063-6543-7 (平装)", JZ_ISBN_OK, "9787506365437" }, { "7-5063-6543-0", JZ_ISBN_WRONG, "7506365430" },
    { "７－５０３７－１７４４－０", JZ_ISBN_OK, "9787503717444" }, { "7-5037-2020-4", JZ_ISBN_OK, "9787503720208" },
    { "7-80609-095-x", JZ_ISBN_WRONG, "780609095X" },   { "0-8044-2957-X", JZ_ISBN_OK, "9780804429573" },
    { "978–7–5063–6543–7", JZ_ISBN_OK, "9787506365437" }, { "9787506365438", JZ_ISBN_WRONG, "9787506365438" },
    { "6901234567892", JZ_ISBN_NONE, NULL },            { "10019.1234", JZ_ISBN_NONE, "10019" },            { "", JZ_ISBN_NONE, "" },
    { "精装", JZ_ISBN_NONE, "" },                       { "97875063654371", JZ_ISBN_NONE, NULL },
  };
  char isbn[JZ_ISBN_SIZE], ten[11], issn[JZ_ISSN_SIZE];

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (jz_isbn_parse (cases[i].text, isbn), ==, cases[i].is);
      if (cases[i].isbn != NULL)
        g_assert_cmpstr (isbn, ==, cases[i].isbn);
    }
  g_assert_true (jz_isbn_to_ten ("9780804429573", ten));
  g_assert_cmpstr (ten, ==, "080442957X");
  g_assert_false (jz_isbn_to_ten ("9790804429573", ten));
  g_assert_true (jz_issn_parse ("ISSN 0317-8471", issn));
  g_assert_cmpstr (issn, ==, "0317-8471");
  g_assert_true (jz_issn_parse ("2434561x", issn));
  g_assert_cmpstr (issn, ==, "2434-561X");
  g_assert_false (jz_issn_parse ("0317-8472", issn));
  g_assert_false (jz_issn_parse ("0317-84712", issn));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/call-number/order", test_order);
  g_test_add_func ("/call-number/key", test_key);
  g_test_add_func ("/call-number/serial", test_serial);
  g_test_add_func ("/call-number/isbn", test_isbn);
  return g_test_run ();
}
