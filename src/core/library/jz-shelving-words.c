/* Authors and volumes as they are written on books, for jz-shelving.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "jz-han.h"
#include "jz-shelving.h"
#include "jz-text.h"

#define AUTHOR_MOST 4 /* digits of his number */
#define VALUE_MOST  999999

static gboolean
begins_with_one_of (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (g_str_has_prefix (text, *words))
      return TRUE;
  return FALSE;
}

/* Authors. */

/* Where he comes from, or when he lived: "（法）", "[明] ". */
static const char *
behind_brackets (const char *p)
{
  static const char *const pairs[][2] = { { "(", ")" }, { "[", "]" }, { "【", "】" }, { "〔", "〕" }, { "〈", "〉" } };
  gboolean                 found = TRUE;

  while (found)
    {
      found = FALSE;
      p += strspn (p, " ");
      for (guint i = 0; i < G_N_ELEMENTS (pairs) && !found; i++)
        {
          const char *end = g_str_has_prefix (p, pairs[i][0]) ? strstr (p, pairs[i][1]) : NULL;

          found = end != NULL;
          p = found ? end + strlen (pairs[i][1]) : p;
        }
    }
  return p;
}

/* Takes off the first of @words that @name ends with, where at least @rest characters stand before it. */
static gboolean
strip_one_of (char *name, const char *const *words, glong rest)
{
  for (; *words != NULL; words++)
    if (g_str_has_suffix (name, *words) && g_utf8_strlen (name, -1) - g_utf8_strlen (*words, -1) >= rest)
      {
        name[strlen (name) - strlen (*words)] = '\0';
        return TRUE;
      }
  return FALSE;
}

/* What he did, at the end of @name. A given name may end with a word for it too, 刘博文, 陈一作: only what leaves a
 * whole name of three characters is then taken for the word. */
static void
strip_role (char *name)
{
  /* Whatever ends with another stands before it. */
  static const char *const roles[] = { "编著", "主编", "合编", "选编", "改编", "编",   "编写", "改写",
                                       "撰写", "编译", "选译", "译注", "译",   "校注", "选注", "原著",
                                       "合著", "译著", "著",   "编绘", "绘",   "整理", "口述", NULL };
  static const char *const doubtful[] = { "写", "注", "撰", "辑", "作", "文", "图", NULL };

  if (!strip_one_of (name, roles, 1))
    strip_one_of (name, doubtful, 3);
}

/* Without who else wrote it, where he comes from, and what he did. Returns: (transfer full) (array zero-terminated=1)
 */
static gunichar *
name_of (const char *author, glong *length)
{
  static const char *const ends[] = { ",", ";", "/", " ", "、", NULL }, *const others[] = { "等", NULL };
  g_autofree char *tidy = jz_text_tidy (author), *narrow = jz_text_narrow (tidy), *first = NULL;
  const char      *start = behind_brackets (narrow), *p = start;
  gunichar        *name;
  glong            n = 0;

  while (*p != '\0' && !begins_with_one_of (p, ends))
    p = g_utf8_next_char (p);
  first = g_strndup (start, (gsize) (p - start));
  strip_role (first);
  strip_one_of (first, others, 1);
  name = g_utf8_to_ucs4_fast (first, -1, length);
  for (glong i = 0; i < *length; i++)
    if (jz_han_is (name[i]))
      name[n++] = name[i];
  *length = n;
  return name;
}

char *
jz_shelving_author_number (const char *author)
{
  static const guint taken[AUTHOR_MOST][AUTHOR_MOST] = { { 4 }, { 2, 2 }, { 2, 1, 1 }, { 1, 1, 1, 1 } };
  glong               length = 0;
  g_autofree gunichar *name = name_of (author, &length);
  g_autoptr (GString) number = g_string_new (NULL);
  char                corners[5];

  for (glong i = 0; i < MIN (length, AUTHOR_MOST); i++)
    if (jz_han_four_corner (name[i], corners))
      g_string_append_len (number, corners, taken[MIN (length, AUTHOR_MOST) - 1][i]);
  return g_string_free (g_steal_pointer (&number), FALSE);
}

/* Volumes. */

/* 0 to 9; -1: @p is none. */
static int
han_digit (const char *p)
{
  static const char *const digits[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    if (g_str_has_prefix (p, digits[i]) || (i == 0 && g_str_has_prefix (p, "零")))
      return (int) i;
  return -1;
}

/* 1: none */
static guint
han_unit (const char *p)
{
  return g_str_has_prefix (p, "十") ? 10 : g_str_has_prefix (p, "百") ? 100 : g_str_has_prefix (p, "千") ? 1000 : 1;
}

/* The number at @p: 一百二十, or digit by digit, 二〇一五. Returns: what comes behind it, @p where there is none. */
static const char *
read_han (const char *p, guint *value)
{
  guint sum = 0, last = 0;

  for (; *p != '\0' && sum < VALUE_MOST && last < VALUE_MOST; p = g_utf8_next_char (p))
    {
      int   digit = han_digit (p);
      guint unit = han_unit (p);

      if (digit < 0 && unit == 1)
        break;
      if (digit >= 0)
        last = last * 10 + (guint) digit;
      else
        {
          sum += MAX (last, 1) * unit;
          last = 0;
        }
    }
  *value = sum + last;
  return p;
}

/* The number at @p as it goes onto a spine. @end: (out): behind it. Returns: (transfer full) (nullable): there is
   none */
static char *
read_number (const char *p, const char **end)
{
  guint value = 0;

  *end = p + strspn (p, "0123456789");
  if (*end != p)
    return g_strndup (p, (gsize) (*end - p));
  *end = read_han (p, &value);
  return value > 0 ? g_strdup_printf ("%u", value) : NULL;
}

char *
jz_shelving_volume (const char *volume)
{
  static const char *const words[] = { "册", "卷", "辑", "集", "部", "编", "分册", "期", NULL };
  g_autofree char *narrow = jz_text_narrow (volume), *tidy = jz_text_tidy (narrow), *first = NULL;
  const char      *p = tidy;

  while (*p != '\0')
    {
      const char      *end;
      g_autofree char *number = read_number (p, &end);

      if (number != NULL && begins_with_one_of (end + strspn (end, " "), words))
        return g_steal_pointer (&number);
      if (first == NULL)
        first = g_steal_pointer (&number);
      p = end > p ? end : g_utf8_next_char (p);
    }
  return first != NULL ? g_steal_pointer (&first) : g_steal_pointer (&tidy);
}
