/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-bib.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-isbn.h"
#include "jz-marc-edit.h"
#include "jz-money.h"
#include "jz-text.h"

#define YEAR_FIRST 1000
#define YEAR_LAST  2199

/* Where a thing stands: tag and subfield, first in CNMARC, then in MARC 21 (the second of it where the first has none). */
typedef struct
{
  const char *name, *words;
  const char *cnmarc, *marc21, *or21;
  const char *indicators[2]; /* of a field that is made */
} Spot;

static const Spot spots[JZ_BIB_N_TEXTS] = {
  [JZ_BIB_ISBN] = { "isbn", N_("ISBN"), "010a", "020a", NULL, { "  ", "  " } },
  [JZ_BIB_BINDING] = { "binding", N_("Binding"), "010b", "020q", NULL, { "  ", "  " } },
  [JZ_BIB_PRICE] = { "price", N_("Price on the book"), "010d", "020c", NULL, { "  ", "  " } },
  [JZ_BIB_OTHER_NUMBER] = { "number", N_("Other number"), "091a", "022a", NULL, { "  ", "  " } },
  [JZ_BIB_TITLE] = { "title", N_("Title of the book"), "200a", "245a", NULL, { "1 ", "10" } },
  [JZ_BIB_SUBTITLE] = { "subtitle", N_("Subtitle"), "200e", "245b", NULL, { "1 ", "10" } },
  [JZ_BIB_VOLUME] = { "volume", N_("Volume"), "200h", "245n", NULL, { "1 ", "10" } },
  [JZ_BIB_VOLUME_TITLE] = { "volume-title", N_("Title of the volume"), "200i", "245p", NULL, { "1 ", "10" } },
  [JZ_BIB_AUTHOR] = { "author", N_("Author"), "200f", "245c", NULL, { "1 ", "10" } },
  [JZ_BIB_EDITION] = { "edition", N_("Edition"), "205a", "250a", NULL, { "  ", "  " } },
  [JZ_BIB_PLACE] = { "place", N_("Place of publication"), "210a", "264a", "260a", { "  ", " 1" } },
  [JZ_BIB_PUBLISHER] = { "publisher", N_("Publisher"), "210c", "264b", "260b", { "  ", " 1" } },
  [JZ_BIB_YEAR] = { "year", N_("Year of publication"), "210d", "264c", "260c", { "  ", " 1" } },
  [JZ_BIB_PAGES] = { "pages", N_("Number of pages"), "215a", "300a", NULL, { "  ", "  " } },
  [JZ_BIB_SIZE] = { "size", N_("Size"), "215d", "300c", NULL, { "  ", "  " } },
  [JZ_BIB_SERIES] = { "series", N_("Series"), "225a", "490a", NULL, { "2 ", "0 " } },
  [JZ_BIB_SUMMARY] = { "summary", N_("What the book is about"), "330a", "520a", NULL, { "  ", "  " } },
  [JZ_BIB_CLASS] = { "class", N_("Class number"), "690a", "084a", "090a", { "  ", "  " } },
  [JZ_BIB_LANGUAGE] = { "language", N_("Language"), "101a", "041a", NULL, { "0 ", "0 " } },
};

const char *
jz_bib_name (JzBibText which)
{
  return spots[which].name;
}

const char *
jz_bib_words (JzBibText which)
{
  return spots[which].words;
}

/* @spot: "200a". Returns: (transfer full) (nullable) */
static char *
at_spot (const JzMarc *record, const char *spot)
{
  const char tag[] = { spot[0], spot[1], spot[2], '\0' };

  return jz_marc_get (record, tag, spot[3]);
}

/* MARC 21 writes the punctuation between the parts at the end of each. */
static void
strip_punctuation (char *text)
{
  gsize n = strlen (text);

  while (n > 0 && strchr (" /:;,=", text[n - 1]) != NULL)
    text[--n] = '\0';
}

static char *
read_text (const JzMarc *record, JzMarcFormat format, const Spot *spot)
{
  g_autofree char *text = at_spot (record, format == JZ_MARC_CNMARC ? spot->cnmarc : spot->marc21);
  char            *tidy;

  if (text == NULL && format == JZ_MARC_MARC21 && spot->or21 != NULL)
    text = at_spot (record, spot->or21);
  tidy = jz_text_tidy (text);
  if (format == JZ_MARC_MARC21)
    strip_punctuation (tidy);
  return tidy;
}

/* One subject: its parts behind one another. */
static void
append_subject (GString *subjects, const JzMarcField *field)
{
  JzMarcSubfield sub = { 0 };
  gboolean       first = TRUE;

  while (jz_marc_next_subfield (field, &sub))
    if (strchr ("axyzj", sub.code) != NULL && sub.length > 0)
      {
        g_string_append (subjects, !first ? "—" : subjects->len > 0 ? "；" : "");
        g_string_append_len (subjects, sub.text, (gssize) sub.length);
        first = FALSE;
      }
}

static char *
read_subjects (const JzMarc *record, const char *tag)
{
  g_autoptr (GString) subjects = g_string_new (NULL);

  for (int i = jz_marc_find (record, tag, 0); i >= 0; i = jz_marc_find (record, tag, (guint) i + 1))
    {
      JzMarcField field = jz_marc_field (record, (guint) i);

      append_subject (subjects, &field);
    }
  return jz_text_tidy (subjects->str);
}

/* Schools' products write it as $9, CALIS libraries as the capital of the code. */
static char *
read_reading (const JzMarc *record, JzMarcFormat format)
{
  g_autofree char *nine = format == JZ_MARC_CNMARC ? jz_marc_get (record, "200", '9') : NULL;
  g_autofree char *capital = format == JZ_MARC_CNMARC ? jz_marc_get (record, "200", 'A') : NULL;

  return jz_text_tidy (nine != NULL ? nine : capital);
}

void
jz_bib_read (const JzMarc *record, JzBib *bib)
{
  JzMarcFormat format = jz_marc_guess (record);

  for (guint i = 0; i < JZ_BIB_N_TEXTS; i++)
    bib->texts[i] = read_text (record, format, &spots[i]);
  if (bib->texts[JZ_BIB_OTHER_NUMBER][0] == '\0' && format == JZ_MARC_CNMARC)
    {
      g_autofree char *issn = jz_marc_get (record, "011", 'a');

      g_free (bib->texts[JZ_BIB_OTHER_NUMBER]);
      bib->texts[JZ_BIB_OTHER_NUMBER] = jz_text_tidy (issn);
    }
  bib->subjects = read_subjects (record, format == JZ_MARC_CNMARC ? "606" : "650");
  bib->reading = read_reading (record, format);
}

gboolean
jz_bib_knows (const JzMarc *record, const char *tag)
{
  gboolean is_cnmarc = jz_marc_guess (record) == JZ_MARC_CNMARC;

  for (guint i = 0; i < JZ_BIB_N_TEXTS; i++)
    if (strncmp (is_cnmarc ? spots[i].cnmarc : spots[i].marc21, tag, 3) == 0)
      return TRUE;
  return strcmp (tag, is_cnmarc ? "606" : "650") == 0;
}

GPtrArray *
jz_bib_isbns (const JzMarc *record)
{
  GPtrArray  *isbns = g_ptr_array_new_with_free_func (g_free);
  const char *tag = jz_marc_guess (record) == JZ_MARC_CNMARC ? "010" : "020";

  for (int i = jz_marc_find (record, tag, 0); i >= 0; i = jz_marc_find (record, tag, (guint) i + 1))
    {
      JzMarcField    field = jz_marc_field (record, (guint) i);
      JzMarcSubfield sub = { 0 };

      while (jz_marc_next_subfield (&field, &sub))
        {
          g_autofree char *text = sub.code == 'a' || sub.code == 'z' ? g_strndup (sub.text, sub.length) : NULL;
          char             isbn[JZ_ISBN_SIZE];

          if (text != NULL && jz_isbn_parse (text, isbn) != JZ_ISBN_NONE)
            g_ptr_array_add (isbns, g_strdup (isbn));
        }
    }
  return isbns;
}

void
jz_bib_clear (JzBib *bib)
{
  for (guint i = 0; i < JZ_BIB_N_TEXTS; i++)
    g_clear_pointer (&bib->texts[i], g_free);
  g_clear_pointer (&bib->subjects, g_free);
  g_clear_pointer (&bib->reading, g_free);
}

void
jz_bib_write (JzMarc *record, JzBibText which, const char *text)
{
  JzMarcFormat     format = jz_marc_guess (record);
  const Spot      *spot = &spots[which];
  const char      *at = format == JZ_MARC_CNMARC ? spot->cnmarc : spot->marc21;
  g_autofree char *there = read_text (record, format, spot), *other = NULL;
  char             tag[4] = { 0 };

  /* What it says already may be written with signs of its own. */
  if (strcmp (there, text) == 0)
    return;
  if (format == JZ_MARC_MARC21 && spot->or21 != NULL && (other = at_spot (record, at)) == NULL)
    {
      g_autofree char *older = at_spot (record, spot->or21);

      at = older != NULL ? spot->or21 : at;
    }
  memcpy (tag, at, 3);
  jz_marc_put (record, tag, spot->indicators[format == JZ_MARC_MARC21], at[3], text);
}

/* The first four digits that can be a year. */
static int
find_year (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (p[0]) && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]) && g_ascii_isdigit (p[3]))
      {
        int year = (int) g_ascii_strtoll ((char[]){ p[0], p[1], p[2], p[3], '\0' }, NULL, 10);

        if (year >= YEAR_FIRST && year <= YEAR_LAST)
          return year;
      }
  return 0;
}

int
jz_bib_year (const JzMarc *record, const char *text)
{
  g_autofree char *narrow = jz_text_narrow (text), *coded = NULL;
  int              year = find_year (narrow), at;

  if (year > 0)
    return year;
  if (jz_marc_guess (record) == JZ_MARC_CNMARC)
    {
      coded = jz_marc_get (record, "100", 'a');
      return coded != NULL && strlen (coded) >= 13 ? find_year ((char[]){ coded[9], coded[10], coded[11], coded[12], '\0' }) : 0;
    }
  at = jz_marc_find (record, "008", 0);
  if (at < 0 || jz_marc_field (record, (guint) at).length < 11)
    return 0;
  coded = g_strndup (jz_marc_field (record, (guint) at).data + 7, 4);
  return find_year (coded);
}

/* Behind the words and signs that stand before a price. */
static char *
behind_words (char *text)
{
  static const char *const words[] = { "cny", "rmb", "人民币", "定价", ":", " ", NULL };
  guint                    i = 0;

  while (words[i] != NULL)
    if (g_str_has_prefix (text, words[i]))
      {
        text += strlen (words[i]);
        i = 0;
      }
    else
      i++;
  return text;
}

gint64
jz_bib_price (const char *text)
{
  g_autofree char *folded = jz_text_fold (text);
  char            *price = behind_words (folded);
  gint64           fen;

  price[strcspn (price, "(")] = '\0'; /* "CNY20.00 (全套)" */
  return jz_money_parse (price, &fen) && fen >= 0 ? fen : -1;
}
