/* search: the index finds exactly what a plain scan finds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "jz-connection.h"
#include "jz-search.h"

static const char *const corpus[] = {
  "示波器\n双通道 100 MHz\n140503012", "数字示波器\nRIGOL DS1102\n140503013", "直流电流表\n0.6/3 A、2.5级\n140501003",
  "银行卡\n\n1", "长安街 行长\n会计 音乐\n2", "厦门大学\n重庆\n3", "绿色水\nMF47\n140502001", "单刀单掷开关\n6 A\n140506004",
  "曾国藩\n仇\n5", "托盘天平\n500 g/0.5 g\n", "电流 表\n\n9", "台账\n帐目\n017303", "圖書館\n\n7", "化学药品柜\n1000×500×2000\nJ2427",
  "小学生\n中学生\n8", "装备转备\nzhuang\n10", "先西安\n线\n11", "Ａ４纸\n７０ｇ\n12", "a\"b'c*d\n(x) AND y\n13", "μA 表\n±300 µA\n14", "",
};

static JzConnection *
open_with (GPtrArray *texts)
{
  g_autofree char *dir = g_dir_make_tmp ("jz-search-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "s", NULL);
  JzConnection    *connection = jz_connection_open (path, JZ_CONNECTION_WRITER, NULL);

  g_assert_nonnull (connection);
  g_assert_true (jz_connection_exec (connection, "CREATE VIRTUAL TABLE x USING fts5 (text, pinyin, content = '', tokenize = 'jz', columnsize = 0); BEGIN", NULL));
  for (guint i = 0; i < texts->len; i++)
    g_assert_true (jz_connection_run (connection, NULL, "INSERT INTO x (rowid, text, pinyin) VALUES (?1, ?2, char (1) || ?2)", "is", (int) i + 1,
                                      g_ptr_array_index (texts, i)));
  g_assert_true (jz_connection_exec (connection, "COMMIT", NULL));
  return connection;
}

/* Every row must be found or not as the plain scan says. */
static guint
compare (JzConnection *connection, GPtrArray *texts, const char *typed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *expression = jz_search_expression (typed);
  g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);
  JzStatement *rows;

  if (expression == NULL)
    return 0;
  rows = jz_connection_query (connection, &error, "SELECT rowid FROM x WHERE x MATCH ?", "s", expression);
  while (jz_statement_next (rows))
    g_hash_table_add (found, GINT_TO_POINTER (jz_statement_int64 (rows, 0)));
  if (!jz_statement_finish (rows, &error))
    g_error ("“%s” as %s: %s", typed, expression, error->message);
  for (guint i = 0; i < texts->len; i++)
    {
      gboolean index = g_hash_table_contains (found, GINT_TO_POINTER (i + 1));

      if (index != jz_search_matches (g_ptr_array_index (texts, i), typed))
        g_error ("“%s” as %s: the index says %d for “%s”", typed, expression, index, (char *) g_ptr_array_index (texts, i));
    }
  return g_hash_table_size (found);
}

static GPtrArray *
given_corpus (void)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (corpus); i++)
    g_ptr_array_add (texts, g_strdup (corpus[i]));
  return texts;
}

static void
test_known (void)
{
  static const struct { const char *typed; guint n; } cases[] = {
    { "示", 2 }, { "波器", 2 }, { "示波器", 2 }, { "器", 2 }, { "电流表", 1 }, { "sbq", 2 }, { "shiboqi", 2 }, { "shib", 2 }, { "szsbq", 1 },
    { "yinhang", 1 }, { "yinxing", 1 }, { "changan", 1 }, { "xiamen", 1 }, { "shamen", 1 }, { "kuaiji", 1 }, { "lvse", 1 }, { "cqing", 0 },
    { "chongqing", 1 }, { "zhuangbei", 1 }, { "zhuanbei", 1 }, { "tushuguan", 1 }, { "图书馆", 1 }, { "帳", 1 }, { "账目", 1 }, { "017303", 1 },
    { "17303", 0 }, { "mf47", 1 }, { "mf4", 1 }, { "MF", 1 }, { "f47", 0 }, { "47", 1 }, { "j2427", 1 }, { "2427", 1 }, { "0.6/3", 1 },
    { "示波器 双通道", 1 }, { "rigol sbq", 1 }, { "Ａ４", 1 }, { "a4", 1 }, { "µA", 1 }, { "\"b'c", 1 }, { "学生", 1 }, { "xian", 1 }, { "1405", 5 },
  };
  g_autoptr (GPtrArray) texts = given_corpus ();
  g_autoptr (JzConnection) connection = open_with (texts);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n = compare (connection, texts, cases[i].typed);

      if (n != cases[i].n)
        g_error ("“%s”: %u rows, not %u", cases[i].typed, n, cases[i].n);
    }
}

static void
append_random (GString *out, GRand *random, guint most)
{
  static const char *const bits[] = { "示", "波", "器", "电", "流", "表", "长", "行", "单", "绿", "西", "安", "先", "装", "a", "b", "mf", "4", "70", " ",
                                      ".", "/", "、", "\"", "Ａ", "圖", "帐", "zh", "𠮷", "*" };

  for (guint i = g_rand_int_range (random, 1, (gint32) most); i > 0; i--)
    g_string_append (out, bits[g_rand_int_range (random, 0, G_N_ELEMENTS (bits))]);
}

static void
append_letters (GString *out, GRand *random)
{
  static const char *const bits[] = { "shi", "bo", "qi", "s", "b", "q", "dian", "liu", "biao", "chang", "zhang", "xing", "hang", "d", "l", "xi", "an",
                                      "xian", "zhuang", "zh", "l", "v", "lv", "i", "n" };

  for (guint i = g_rand_int_range (random, 1, 5); i > 0; i--)
    g_string_append (out, bits[g_rand_int_range (random, 0, G_N_ELEMENTS (bits))]);
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JzConnection) connection = NULL;
  guint hits = 0;

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      append_random (text, random, 14);
      g_ptr_array_add (texts, g_strdup (text->str));
    }
  connection = open_with (texts);
  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) typed = g_string_new (NULL);

      if (i % 2)
        append_random (typed, random, 5);
      else
        append_letters (typed, random);
      hits += compare (connection, texts, typed->str);
    }
  g_assert_cmpuint (hits, >, 1000);
}

/* Letters and digits as one word find at least what they find apart. */
static void
test_joined (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JzConnection) connection = NULL;
  guint hits = 0;

  g_ptr_array_add (texts, g_strdup ("物理一室 4-2"));
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      append_random (text, random, 14);
      g_ptr_array_add (texts, g_strdup (text->str));
    }
  connection = open_with (texts);
  g_assert_cmpuint (compare (connection, texts, "wlys4"), ==, 1);
  g_assert_cmpuint (compare (connection, texts, "4wlys"), ==, 1);
  g_assert_cmpuint (compare (connection, texts, "wlys5"), ==, 0);
  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (GString) letters = g_string_new (NULL);
      g_autofree char *joined = NULL, *apart = NULL;
      const char      *digits = i % 2 ? "4" : "70";
      guint            n;

      append_letters (letters, random);
      joined = g_strdup_printf ("%s%s", letters->str, digits);
      apart = g_strdup_printf ("%s %s", letters->str, digits);
      n = compare (connection, texts, joined);
      if (letters->len > 1)
        g_assert_cmpuint (n, >=, compare (connection, texts, apart));
      hits += n;
    }
  g_assert_cmpuint (hits, >, 100);
}

static void
test_nonsense (void)
{
  g_autoptr (GPtrArray) texts = given_corpus ();
  g_autoptr (JzConnection) connection = open_with (texts);
  g_autofree char *nothing = jz_search_expression ("　 \n");
  g_autofree char *none = jz_search_expression (NULL);
  g_autofree char *long_word = g_strnfill (5000, 'z');
  g_autofree char *long_mixed = g_strnfill (5000, 's');
  static const char *const nasty[] = { "\"", "\"\"", "NEAR(", "text:x", "*", "^a", "-a", "a AND", "()", "+", "\xff\xfe", "'", ";DROP", "{a}", "\001", "\001'a" };

  g_assert_null (nothing);
  g_assert_null (none);
  for (gsize i = 0; i < G_N_ELEMENTS (nasty); i++)
    compare (connection, texts, nasty[i]);
  compare (connection, texts, long_word);
  compare (connection, texts, long_mixed);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/known", test_known);
  g_test_add_func ("/search/random", test_random);
  g_test_add_func ("/search/joined", test_joined);
  g_test_add_func ("/search/nonsense", test_nonsense);
  return g_test_run ();
}
