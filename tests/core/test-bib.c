/* bib: what a librarian types of a book is found where the record has it, and written there with nothing else touched.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <locale.h>
#include <string.h>

#include "jz-bib.h"
#include "jz-marc-codes.h"
#include "jz-marc-edit.h"

static JzMarc *
cnmarc (void)
{
  JzMarc *record = jz_marc_new ();

  jz_marc_add (record, "001", "012345", -1);
  jz_marc_add (record, "010", "  \x1f" "a978-7-5063-6543-7\x1f" "b平装\x1f" "dCNY20.00", -1);
  jz_marc_add (record, "100", "  \x1f" "a20120901d2012    em y0chiy50      ea", -1);
  jz_marc_add (record, "200", "1 \x1f" "a 活着\x1f" "9huo zhe\x1f" "e\x1f" "f余华著", -1);
  jz_marc_add (record, "210", "  \x1f" "a北京\x1f" "c作家出版社\x1f" "d2012.08", -1);
  jz_marc_add (record, "606", "0 \x1f" "a长篇小说\x1f" "y中国\x1f" "z当代", -1);
  jz_marc_add (record, "606", "0 \x1f" "a家庭", -1);
  jz_marc_add (record, "690", "  \x1f" "aI247.57\x1f" "v5", -1);
  jz_marc_add (record, "998", "  \x1f" "x供应商的", -1);
  return record;
}

static void
assert_text (const JzBib *bib, JzBibText which, const char *text)
{
  g_assert_cmpstr (bib->texts[which], ==, text);
}

static void
test_read (void)
{
  g_autoptr (JzMarc) record = cnmarc ();
  g_auto (JzBib)     bib = { 0 };

  jz_bib_read (record, &bib);
  assert_text (&bib, JZ_BIB_ISBN, "978-7-5063-6543-7");
  assert_text (&bib, JZ_BIB_TITLE, "活着");
  assert_text (&bib, JZ_BIB_SUBTITLE, "");
  assert_text (&bib, JZ_BIB_AUTHOR, "余华著");
  assert_text (&bib, JZ_BIB_PUBLISHER, "作家出版社");
  assert_text (&bib, JZ_BIB_CLASS, "I247.57");
  assert_text (&bib, JZ_BIB_SERIES, "");
  g_assert_cmpstr (bib.subjects, ==, "长篇小说—中国—当代；家庭");
  g_assert_cmpstr (bib.reading, ==, "huo zhe");
  g_assert_cmpint (jz_bib_year (record, bib.texts[JZ_BIB_YEAR]), ==, 2012);
  g_assert_cmpint (jz_bib_year (record, ""), ==, 2012); /* of the coded data */
}

static void
test_marc21 (void)
{
  g_autoptr (JzMarc) record = jz_marc_new ();
  g_auto (JzBib)     bib = { 0 }, again = { 0 };
  JzMarcField        field;

  jz_marc_add (record, "008", "991231s1999    cc            000 0 chi d", -1);
  jz_marc_add (record, "020", "  \x1f" "a7506365437\x1f" "cCNY20", -1);
  jz_marc_add (record, "245", "10\x1f" "a活着 :\x1f" "b长篇小说 /\x1f" "c余华著.", -1);
  jz_marc_add (record, "260", "  \x1f" "a北京 :\x1f" "b作家出版社,\x1f" "c[n.d.]", -1);
  jz_bib_read (record, &bib);
  assert_text (&bib, JZ_BIB_TITLE, "活着");
  assert_text (&bib, JZ_BIB_SUBTITLE, "长篇小说");
  assert_text (&bib, JZ_BIB_PUBLISHER, "作家出版社");
  g_assert_cmpint (jz_bib_year (record, bib.texts[JZ_BIB_YEAR]), ==, 1999);
  /* What it says already is left as it is written; what changes is changed where it stands. */
  jz_bib_write (record, JZ_BIB_TITLE, "活着");
  jz_bib_write (record, JZ_BIB_PUBLISHER, "南海出版公司");
  field = jz_marc_field (record, (guint) jz_marc_find (record, "245", 0));
  g_assert_nonnull (strstr (field.data, "活着 :"));
  g_assert_cmpint (jz_marc_find (record, "264", 0), <, 0);
  jz_bib_read (record, &again);
  assert_text (&again, JZ_BIB_PUBLISHER, "南海出版公司");
}

static void
test_write (void)
{
  g_autoptr (JzMarc) record = cnmarc (), before = cnmarc ();
  g_auto (JzBib)     bib = { 0 };
  JzMarcField        field;

  for (guint i = 0; i < JZ_BIB_N_TEXTS; i++)
    {
      g_autofree char *text = g_strdup_printf ("新%u", i);

      jz_bib_write (record, i, text);
    }
  jz_bib_read (record, &bib);
  for (guint i = 0; i < JZ_BIB_N_TEXTS; i++)
    {
      g_autofree char *text = g_strdup_printf ("新%u", i);

      g_assert_cmpstr (bib.texts[i], ==, text);
      g_assert_cmpstr (jz_bib_name (i), !=, "");
    }
  /* What stands beside them is what it was: fields in their order, subfields that nobody typed. */
  field = jz_marc_field (record, (guint) jz_marc_find (record, "690", 0));
  g_assert_cmpstr (field.data, ==, "  \x1f" "a新17\x1f" "v5");
  for (guint i = 1; i < jz_marc_n_fields (record); i++)
    g_assert_cmpstr (jz_marc_field (record, i - 1).tag, <=, jz_marc_field (record, i).tag);
  g_assert_cmpstr (jz_marc_field (record, (guint) jz_marc_find (record, "998", 0)).data, ==, "  \x1f" "x供应商的");
  /* And goes again without a trace. */
  for (guint i = 0; i < JZ_BIB_N_TEXTS; i++)
    jz_bib_write (record, i, "");
  g_assert_cmpint (jz_marc_find (record, "010", 0), <, 0);
  g_assert_cmpint (jz_marc_find (record, "225", 0), <, 0);
  field = jz_marc_field (record, (guint) jz_marc_find (record, "200", 0));
  g_assert_cmpstr (field.data, ==, "1 \x1f" "9huo zhe");
  g_assert_true (jz_marc_find (before, "100", 0) >= 0);
}

static void
test_subfields (void)
{
  g_autoptr (JzMarc) record = jz_marc_new ();

  jz_marc_add (record, "200", "1 \x1f" "a甲\x1f" "a乙\x1f" "f丙", -1);
  jz_marc_set_subfield (record, 0, 'a', "丁\x1f" "x"); /* a separator in a text is none */
  g_assert_cmpstr (jz_marc_field (record, 0).data, ==, "1 \x1f" "a丁 x\x1f" "a乙\x1f" "f丙");
  jz_marc_set_subfield (record, 0, 'e', "戊");
  g_assert_cmpstr (jz_marc_field (record, 0).data, ==, "1 \x1f" "a丁 x\x1f" "a乙\x1f" "e戊\x1f" "f丙");
  jz_marc_put (record, "205", "  ", 'a', "2版");
  jz_marc_put (record, "101", "0 ", 'a', "chi");
  g_assert_cmpstr (jz_marc_field (record, 0).tag, ==, "101");
  g_assert_cmpstr (jz_marc_field (record, 2).tag, ==, "205");
  jz_marc_put (record, "205", "  ", 'a', "");
  g_assert_cmpint (jz_marc_find (record, "205", 0), <, 0);
}

static void
test_price (void)
{
  static const struct { const char *text; gint64 fen; } prices[] = {
    { "CNY20.00", 2000 }, { "0.38元", 38 }, { "7", 700 }, { "￥12.5", 1250 }, { "¥12.5", 1250 }, { "CNY 68.00 (全套)", 6800 },
    { "ＣＮＹ２０", 2000 }, { "定价：35.00元", 3500 }, { "CNY0.00", 0 }, { "平", -1 }, { "", -1 }, { "HKD30", -1 }, { "-3", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      g_test_message ("%s", prices[i].text);
      g_assert_cmpint (jz_bib_price (prices[i].text), ==, prices[i].fen);
    }
}

static void
test_year (void)
{
  static const struct { const char *text; int year; } years[] = {
    { "2012.08", 2012 }, { "[200710]", 2007 }, { "c2003", 2003 }, { "1999.1", 1999 }, { "２０１２", 2012 }, { "民国25", 0 }, { "12", 0 },
  };
  g_autoptr (JzMarc) record = jz_marc_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (years); i++)
    g_assert_cmpint (jz_bib_year (record, years[i].text), ==, years[i].year);
}

static const JzMarcPart *
part_of (const char *tag, guint from)
{
  const GPtrArray *parts = jz_marc_parts ();

  for (guint i = 0; i < parts->len; i++)
    {
      const JzMarcPart *part = g_ptr_array_index (parts, i);

      if (strcmp (part->tag, tag) == 0 && part->from == from)
        return part;
    }
  g_assert_not_reached ();
}

static void
assert_part (const JzMarc *record, const char *tag, guint from, const char *text)
{
  g_autofree char *got = jz_marc_part_get (record, part_of (tag, from));

  g_assert_cmpstr (got, ==, text);
}

static void
assert_field (const JzMarc *record, const char *tag, const char *data)
{
  JzMarcField field = jz_marc_field (record, (guint) jz_marc_find (record, tag, 0));

  g_assert_cmpmem (field.data, field.length, data, strlen (data));
}

static void
test_parts (void)
{
  g_autoptr (JzMarc) record = cnmarc ();
  gsize              n = jz_marc_n_fields (record);

  assert_part (record, "100", 0, "20120901");
  assert_part (record, "100", 17, "e");
  assert_part (record, "100", 22, "chi");
  assert_part (record, "100", 34, "ea");
  assert_part (record, "105", 11, "");
  g_assert_true (jz_marc_part_put (record, part_of ("100", 17), "c"));
  assert_field (record, "100", "  \x1f" "a20120901d2012    cm y0chiy50      ea");
  g_assert_true (jz_marc_part_put (record, part_of ("100", 9), "2013"));
  assert_field (record, "100", "  \x1f" "a20120901d2013    cm y0chiy50      ea");
  g_assert_false (jz_marc_part_put (record, part_of ("100", 9), "20130"));
  assert_field (record, "100", "  \x1f" "a20120901d2013    cm y0chiy50      ea");
  g_assert_true (jz_marc_part_put (record, part_of ("105", 11), "a"));
  assert_field (record, "105", "  \x1f" "a           a");
  g_assert_cmpuint (jz_marc_n_fields (record), ==, n + 1);
}

/* What no form knows stays: Chinese where codes should be, what is behind the end, other subfields. */
static void
test_parts_alone (void)
{
  g_autoptr (JzMarc) record = jz_marc_new ();

  jz_marc_add (record, "105", "# \x1f" "b甲\x1f" "a无图||z   001甲乙\x1f" "a第二", -1);
  g_assert_true (jz_marc_part_put (record, part_of ("105", 11), "g"));
  assert_field (record, "105", "# \x1f" "b甲\x1f" "a无图||z   001g乙\x1f" "a第二");
  g_assert_true (jz_marc_part_put (record, part_of ("105", 0), "a"));
  assert_field (record, "105", "# \x1f" "b甲\x1f" "aa   z   001g乙\x1f" "a第二");
}

/* Its field 100 is the author, and stays so. */
static void
test_parts_marc21 (void)
{
  g_autoptr (JzMarc) record = jz_marc_new ();

  jz_marc_add (record, "100", "1 \x1f" "aCarson, Rachel Louise, 1907-1964", -1);
  jz_marc_add (record, "245", "10\x1f" "aSilent spring", -1);
  g_assert_false (jz_marc_has_parts (record));
  g_assert_false (jz_marc_part_put (record, part_of ("100", 17), "e"));
  assert_field (record, "100", "1 \x1f" "aCarson, Rachel Louise, 1907-1964");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bib/read", test_read);
  g_test_add_func ("/bib/marc21", test_marc21);
  g_test_add_func ("/bib/write", test_write);
  g_test_add_func ("/bib/subfields", test_subfields);
  g_test_add_func ("/bib/price", test_price);
  g_test_add_func ("/bib/year", test_year);
  g_test_add_func ("/bib/parts", test_parts);
  g_test_add_func ("/bib/parts-alone", test_parts_alone);
  g_test_add_func ("/bib/parts-marc21", test_parts_marc21);
  return g_test_run ();
}
