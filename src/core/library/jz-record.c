/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-bib.h"
#include "jz-date.h"
#include "jz-isbn.h"
#include "jz-marc-edit.h"
#include "jz-money.h"
#include "jz-reference.h"
#include "jz-source.h"
#include "jz-text.h"

JzMarc *
jz_record_new (const char *today)
{
  JzMarc          *record = jz_marc_new ();
  g_autofree char *coded = g_strdup_printf ("  \x1f"
                                            "a%.4s%.2s%.2sd        em y0chiy50      ea",
                                            today, today + 5, today + 8);

  jz_marc_add (record, "100", coded, -1);
  jz_marc_add (record, "101", "0 \x1f" "achi", -1);
  jz_marc_add (record, "102", "  \x1f" "aCN", -1);
  jz_marc_add (record, "105", "  \x1f" "ay   z   000yy", -1);
  jz_marc_add (record, "106", "  \x1f" "ar", -1);
  return record;
}

/* Readings. */

static char *
subfield (const JzMarcField *field, char code)
{
  JzMarcSubfield sub = { 0 };

  while (jz_marc_next_subfield (field, &sub))
    if (sub.code == code)
      return g_strndup (sub.text, sub.length);
  return NULL;
}

/* Whether a field @tag of @before said @text in @code. */
static gboolean
was_said (const JzMarc *before, const char *tag, char code, const char *text)
{
  for (int i = jz_marc_find (before, tag, 0); i >= 0; i = jz_marc_find (before, tag, (guint) i + 1))
    {
      JzMarcField      field = jz_marc_field (before, (guint) i);
      g_autofree char *there = subfield (&field, code);

      if (g_strcmp0 (there, text) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A reading stands behind the text that it is of. */
static void
insert_behind (JzMarc *record, guint i, char code, char reading_code, const char *reading)
{
  JzMarcField         field = jz_marc_field (record, i);
  JzMarcSubfield      sub = { 0 };
  g_autoptr (GString) data = NULL;

  while (jz_marc_next_subfield (&field, &sub) && sub.code != code)
    ;
  data = g_string_new_len (field.data, (gssize) (sub.text + sub.length - field.data));
  g_string_append_printf (data, "%c%c%s%s", JZ_MARC_SUBFIELD, reading_code, reading, sub.text + sub.length);
  jz_marc_set (record, i, data->str, (gssize) data->len);
}

/* @before: (nullable) */
static void
fill_reading (JzMarc *record, guint i, const char *spot, const JzMarc *before)
{
  JzMarcField      field = jz_marc_field (record, i);
  g_autofree char *text = subfield (&field, spot[3]), *there = subfield (&field, spot[4]), *reading = NULL;
  g_autofree char *capital = subfield (&field, g_ascii_toupper (spot[3]));
  gboolean         has_one = there != NULL && there[0] != '\0';

  if (text == NULL || capital != NULL)
    return;
  /* One that was of another text goes with that; one that somebody has just written is of this one. */
  if (has_one && (before == NULL || was_said (before, field.tag, spot[3], text) ||
                  !was_said (before, field.tag, spot[4], there)))
    return;
  reading = jz_text_pinyin (text);
  if (there != NULL)
    jz_marc_set_subfield (record, i, spot[4], reading);
  else
    insert_behind (record, i, spot[3], spot[4], reading);
}

void
jz_record_fill_readings (JzMarc *record, const JzMarc *before, const char *spots)
{
  g_auto (GStrv) all = g_strsplit (spots, " ", -1);

  if (jz_marc_guess (record) != JZ_MARC_CNMARC)
    return;
  for (guint k = 0; all[k] != NULL; k++)
    {
      char tag[4] = { 0 };

      if (strlen (all[k]) != 5)
        continue;
      memcpy (tag, all[k], 3);
      for (int i = jz_marc_find (record, tag, 0); i >= 0; i = jz_marc_find (record, tag, (guint) i + 1))
        fill_reading (record, (guint) i, all[k], before);
    }
}

/* The year. */

/* @coded is at least so long: date of the record, kind of the date, year. */
#define YEAR_AT   9
#define YEAR_SIZE 4

/* Coded data say the year that is printed, unless somebody coded another. @before: (nullable) */
static void
fill_year (JzMarc *record, const JzMarc *before)
{
  g_autofree char *coded = jz_marc_get (record, "100", 'a'), *old = NULL, *year = NULL, *was = NULL;
  g_auto (JzBib)   bib = { 0 }, other = { 0 };

  if (jz_marc_guess (record) != JZ_MARC_CNMARC || coded == NULL || strlen (coded) < YEAR_AT + YEAR_SIZE)
    return;
  jz_bib_read (record, &bib);
  year = g_strdup_printf ("%4d", jz_bib_year (record, bib.texts[JZ_BIB_YEAR]));
  if (before != NULL)
    {
      jz_bib_read (before, &other);
      was = g_strdup_printf ("%4d", jz_bib_year (before, other.texts[JZ_BIB_YEAR]));
    }
  old = g_strndup (coded + YEAR_AT, YEAR_SIZE);
  if (strlen (year) != YEAR_SIZE || year[0] == ' ' || (strcmp (old, "    ") != 0 && g_strcmp0 (old, was) != 0))
    return;
  memcpy (coded + YEAR_AT, year, YEAR_SIZE);
  jz_marc_put (record, "100", "  ", 'a', coded);
}

/* Prices. */

static void
move_binding (JzMarc *record, const JzBib *bib)
{
  const char *price = bib->texts[JZ_BIB_PRICE];

  if (strcmp (price, "平") != 0 && strcmp (price, "精") != 0 && strcmp (price, "平装") != 0 && strcmp (price, "精装") != 0)
    return;
  jz_bib_write (record, JZ_BIB_PRICE, "");
  if (bib->texts[JZ_BIB_BINDING][0] == '\0')
    jz_bib_write (record, JZ_BIB_BINDING, g_str_has_prefix (price, "平") ? "平装" : "精装");
}

void
jz_record_mend_price (JzMarc *record)
{
  g_auto (JzBib)   bib = { 0 };
  g_autofree char *plain = NULL, *price = NULL;
  gint64           fen;

  jz_bib_read (record, &bib);
  fen = jz_bib_price (bib.texts[JZ_BIB_PRICE]);
  if (fen < 0)
    move_binding (record, &bib);
  else if (fen == 0)
    jz_bib_write (record, JZ_BIB_PRICE, "");
  else if (strpbrk (bib.texts[JZ_BIB_PRICE], "(") == NULL && strstr (bib.texts[JZ_BIB_PRICE], "（") == NULL)
    {
      plain = jz_money_to_plain (fen);
      price = g_strconcat ("CNY", plain, NULL);
      jz_bib_write (record, JZ_BIB_PRICE, price);
    }
}

static gboolean
add_agency (JzConnection *connection, JzMarc *record, GError **error)
{
  g_autofree char *agency = NULL, *data = NULL;
  char             today[JZ_DATE_LENGTH];

  if (jz_marc_guess (record) != JZ_MARC_CNMARC || jz_marc_find (record, "801", 0) >= 0)
    return TRUE;
  agency = jz_connection_text (connection, error,
                               "SELECT ifnull (nullif (agency, ''), ifnull ((SELECT name FROM school), '')) FROM "
                               "catalogue_rule",
                               "");
  if (agency == NULL)
    return FALSE;
  jz_date_to_iso (jz_source_today (connection), today);
  data = g_strdup_printf (" 0\x1f" "aCN\x1f" "b%s\x1f" "c%.4s%.2s%.2s", agency, today, today + 5, today + 8);
  jz_marc_insert (record, jz_marc_place (record, "801"), "801", data, -1);
  return TRUE;
}

gboolean
jz_record_finish (JzConnection *connection, JzMarc *record, const JzMarc *before, GError **error)
{
  g_autofree char *spots = jz_connection_text (connection, error, "SELECT readings FROM catalogue_rule", "");

  if (spots == NULL || !add_agency (connection, record, error))
    return FALSE;
  jz_record_fill_readings (record, before, spots);
  jz_record_mend_price (record);
  fill_year (record, before);
  return TRUE;
}

/* What is wrong with it. */

void
jz_record_fault_free (JzRecordFault *self)
{
  g_free (self->spot);
  g_free (self->words);
  g_free (self);
}

static void G_GNUC_PRINTF (4, 5)
add_fault (GPtrArray *faults, const char *spot, gboolean strict, const char *format, ...)
{
  JzRecordFault *fault = g_new0 (JzRecordFault, 1);
  va_list        args;

  fault->spot = g_strdup (spot);
  fault->strict = strict;
  va_start (args, format);
  fault->words = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_insert (faults, strict ? 0 : -1, fault);
}

static gboolean
check_needs (JzConnection *connection, const JzMarc *record, GPtrArray *faults, GError **error)
{
  int          column = jz_marc_guess (record) == JZ_MARC_CNMARC ? 0 : 1;
  JzStatement *rows = jz_connection_query (connection, error,
                                           "SELECT cnmarc, marc21, name, strict FROM catalogue_need WHERE level = "
                                           "'brief' OR "
                                           "level = (SELECT level FROM catalogue_rule) ORDER BY position",
                                           "");

  while (jz_statement_next (rows))
    {
      const char      *spot = jz_statement_text (rows, column);
      char             tag[4] = { 0 };
      g_autofree char *text = NULL;

      if (spot[0] == '\0')
        continue;
      memcpy (tag, spot, 3);
      text = jz_marc_get (record, tag, spot[3]);
      if (jz_text_is_blank (text))
        add_fault (faults, spot, jz_statement_int64 (rows, 3) != 0, _("%s is missing (%s $%c)"),
                   jz_statement_text (rows, 2), tag, spot[3]);
    }
  return jz_statement_finish (rows, error);
}

static void
check_texts (const JzMarc *record, GPtrArray *faults)
{
  g_auto (JzBib) bib = { 0 };
  char           isbn[JZ_ISBN_SIZE];
  JzIsbn         kind;

  jz_bib_read (record, &bib);
  kind = jz_isbn_parse (bib.texts[JZ_BIB_ISBN], isbn);
  if (kind == JZ_ISBN_WRONG)
    add_fault (faults, "010a", FALSE, _("The check digit of the ISBN %s is wrong"), bib.texts[JZ_BIB_ISBN]);
  else if (kind == JZ_ISBN_NONE && bib.texts[JZ_BIB_ISBN][0] != '\0')
    add_fault (faults, "010a", FALSE, _("%s is no ISBN"), bib.texts[JZ_BIB_ISBN]);
  if (bib.texts[JZ_BIB_PRICE][0] != '\0' && jz_bib_price (bib.texts[JZ_BIB_PRICE]) < 0)
    add_fault (faults, "010d", FALSE, _("%s is no price in yuan"), bib.texts[JZ_BIB_PRICE]);
  if (bib.texts[JZ_BIB_YEAR][0] != '\0' && jz_bib_year (record, bib.texts[JZ_BIB_YEAR]) == 0)
    add_fault (faults, "210d", FALSE, _("%s is no year"), bib.texts[JZ_BIB_YEAR]);
}

/* Two indicators, and behind them subfields. */
static void
check_shape (const JzMarc *record, GPtrArray *faults)
{
  for (guint i = 0; i < jz_marc_n_fields (record); i++)
    {
      JzMarcField field = jz_marc_field (record, i);
      const char *first = strchr (field.data, JZ_MARC_SUBFIELD);

      if (!jz_marc_is_control (field.tag) && (first == NULL || first - field.data != 2))
        add_fault (faults, field.tag, FALSE, _("Field %s has not two indicators and subfields behind them"), field.tag);
    }
}

GPtrArray *
jz_record_check (JzConnection *connection, const JzMarc *record, GError **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_record_fault_free);

  if (!check_needs (connection, record, faults, error))
    return NULL;
  check_texts (record, faults);
  check_shape (record, faults);
  return g_steal_pointer (&faults);
}

gboolean
jz_record_is_sound (JzConnection *connection, const JzMarc *record, GError **error)
{
  g_autoptr (GPtrArray) faults = jz_record_check (connection, record, error);
  const JzRecordFault  *first = faults != NULL && faults->len > 0 ? g_ptr_array_index (faults, 0) : NULL;

  if (first != NULL && first->strict)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, first->words);
  return faults != NULL && (first == NULL || !first->strict);
}

/* Help. */

static JzReference *
help_table (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize) jz_reference_load ("marc-fields-cnmarc.tsv", NULL));
  return (JzReference *) once;
}

const char *
jz_record_help (const char *tag, const char *part)
{
  JzReference *table = help_table ();

  for (guint i = 0; i < table->rows->len; i++)
    if (strcmp (jz_reference_get (table, i, "tag"), tag) == 0 &&
        strcmp (jz_reference_get (table, i, "part"), part) == 0)
      return jz_reference_get (table, i, "name");
  return "";
}

char *
jz_record_help_parts (const char *tag)
{
  JzReference *table = help_table ();
  GString     *parts = g_string_new (NULL);

  for (guint i = 0; i < table->rows->len; i++)
    if (strcmp (jz_reference_get (table, i, "tag"), tag) == 0 && jz_reference_get (table, i, "part")[0] != '\0')
      g_string_append_printf (parts, "%s\t%s\n", jz_reference_get (table, i, "part"),
                              jz_reference_get (table, i, "name"));
  return g_string_free (parts, FALSE);
}
