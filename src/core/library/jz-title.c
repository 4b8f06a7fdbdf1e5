/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-title.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-marc-iso2709.h"
#include "jz-source.h"
#include "jz-text.h"
#include "jz-title-private.h"

static char *
join (const char *one, const char *two)
{
  return g_strconcat (one, one[0] != '\0' && two[0] != '\0' ? " " : "", two, NULL);
}

/* Signs and blanks are written now so, now so. */
static void
append_bare (GString *key, const char *text)
{
  g_autofree char *folded = jz_text_fold (text);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (key, g_utf8_get_char (p));
  g_string_append_c (key, '\n');
}

static char *
same_key (const JzTitleFacts *facts)
{
  GString *key = g_string_new (facts->isbn);

  g_string_append_c (key, '\n');
  append_bare (key, facts->bib.texts[JZ_BIB_TITLE]);
  append_bare (key, facts->volume);
  if (facts->isbn[0] == '\0')
    {
      append_bare (key, facts->bib.texts[JZ_BIB_AUTHOR]);
      append_bare (key, facts->bib.texts[JZ_BIB_PUBLISHER]);
    }
  g_string_append_printf (key, "%d", facts->year);
  return g_string_free (key, FALSE);
}

static GPtrArray *
further_isbns (const JzMarc *record, const char *isbn)
{
  g_autoptr (GPtrArray) all = jz_bib_isbns (record);
  GPtrArray            *further = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < all->len; i++)
    {
      const char *one = g_ptr_array_index (all, i);

      if (strcmp (one, isbn) != 0 && !g_ptr_array_find_with_equal_func (further, one, g_str_equal, NULL))
        g_ptr_array_add (further, g_strdup (one));
    }
  return further;
}

void
jz_title_facts_read (const JzMarc *record, JzTitleFacts *facts)
{
  g_autofree char *whole = NULL;

  jz_bib_read (record, &facts->bib);
  if (jz_isbn_parse (facts->bib.texts[JZ_BIB_ISBN], facts->isbn) == JZ_ISBN_NONE)
    facts->isbn[0] = '\0';
  facts->volume = join (facts->bib.texts[JZ_BIB_VOLUME], facts->bib.texts[JZ_BIB_VOLUME_TITLE]);
  facts->year = jz_bib_year (record, facts->bib.texts[JZ_BIB_YEAR]);
  facts->price = MAX (jz_bib_price (facts->bib.texts[JZ_BIB_PRICE]), 0); /* nothing costs nothing: CNY0.00 is written for want of one */
  whole = join (facts->bib.texts[JZ_BIB_TITLE], facts->volume);
  facts->sort_key = jz_text_sort_key (whole);
  facts->same_key = same_key (facts);
  facts->further = further_isbns (record, facts->isbn);
}

void
jz_title_facts_clear (JzTitleFacts *facts)
{
  jz_bib_clear (&facts->bib);
  g_clear_pointer (&facts->volume, g_free);
  g_clear_pointer (&facts->sort_key, g_free);
  g_clear_pointer (&facts->same_key, g_free);
  g_clear_pointer (&facts->further, g_ptr_array_unref);
}

/* Both ways are looked up in an index: that of the ISBN only serves where it is said that there is one. */
gboolean
jz_title_find_same (JzConnection *connection, const JzTitleFacts *facts, gint64 *id, GError **error)
{
  const char  *sql = facts->isbn[0] != '\0' ?
                       "SELECT m.id, m.marc FROM title t JOIN title_marc m USING (id) WHERE t.isbn = ?1 AND t.isbn <> '' AND t.voided IS NULL "
                       "AND ?2 IS NOT NULL" :
                       "SELECT m.id, m.marc FROM title t JOIN title_marc m USING (id) WHERE t.isbn = ?1 AND t.sort_key = ?2 AND t.voided IS NULL";
  JzStatement *rows = jz_connection_query (connection, error, sql, "ss", facts->isbn, facts->sort_key);
  g_autoptr (JzMarc) record = jz_marc_new ();

  *id = 0;
  while (jz_statement_next (rows))
    {
      g_auto (JzTitleFacts) other = { 0 };

      if (*id != 0 || !jz_marc_from_text (record, jz_statement_text (rows, 1)))
        continue;
      jz_title_facts_read (record, &other);
      if (strcmp (other.same_key, facts->same_key) == 0)
        *id = jz_statement_int64 (rows, 0);
    }
  return jz_statement_finish (rows, error);
}

gboolean
jz_title_take_text (JzMarc *record, const char *text, GError **error)
{
  if (jz_marc_from_text (record, text))
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_DAMAGED, _("A record in the catalogue is damaged"));
  return FALSE;
}

gboolean
jz_title_is_sound (const JzTitleFacts *facts, GError **error)
{
  if (facts->bib.texts[JZ_BIB_TITLE][0] != '\0')
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("The record has no title"));
  return FALSE;
}

const char *
jz_title_encoding (const JzTitleOrigin *origin)
{
  return origin->bytes == NULL ? NULL : origin->encoding == JZ_MARC_ENCODING_GB18030 ? "gb18030" : "utf-8";
}

GBytes *
jz_title_original (const JzMarc *record, const JzTitleOrigin *origin)
{
  g_autoptr (GByteArray) again = g_byte_array_new ();

  if (origin->bytes == NULL ||
      (origin->mended == 0 && jz_marc_iso2709_write (record, origin->encoding, again, NULL) && again->len == origin->n_bytes &&
       memcmp (again->data, origin->bytes, again->len) == 0))
    return NULL;
  return g_bytes_new (origin->bytes, origin->n_bytes);
}

static gboolean
insert (JzOperation *operation, const JzTitleFacts *facts, const JzTitleOrigin *origin, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection);

  return jz_connection_run (connection, error, JZ_INSERT_TITLE " VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            &JZ_TITLE_TYPES[1], JZ_TITLE_VALUES (uuid, facts, origin, jz_operation_get_id (operation)));
}

static gboolean
insert_further (JzConnection *connection, gint64 id, const JzTitleFacts *facts, GError **error)
{
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < facts->further->len; i++)
    ok = jz_connection_run (connection, error, JZ_INSERT_FURTHER_ISBN " VALUES (?, ?, jz_operation ())", "ls", id,
                            (const char *) g_ptr_array_index (facts->further, i));
  return ok;
}

/* Only where they are others than before: an edition that is mended keeps its rows. */
static gboolean
update_further (JzConnection *connection, gint64 id, const JzTitleFacts *facts, GError **error)
{
  gint64 there = 0, same = 0;

  if (!jz_connection_number (connection, &there, 0, error, "SELECT count (*) FROM further_isbn WHERE title = ?", "l",
                             id))
    return FALSE;
  for (guint i = 0; i < facts->further->len; i++)
    {
      gint64 n;

      if (!jz_connection_number (connection, &n, 0, error,
                                 "SELECT count (*) FROM further_isbn WHERE isbn = ? AND title = ?", "sl",
                                 (const char *) g_ptr_array_index (facts->further, i), id))
        return FALSE;
      same += n;
    }
  if (there == same && same == facts->further->len)
    return TRUE;
  return jz_connection_run (connection, error, "DELETE FROM further_isbn WHERE title = ?", "l", id) &&
         insert_further (connection, id, facts, error);
}

gboolean
jz_title_add (JzOperation *operation, const JzMarc *record, const JzTitleOrigin *origin, gint64 *id, GError **error)
{
  JzConnection         *connection = jz_operation_get_connection (operation);
  g_auto (JzTitleFacts) facts = { 0 };
  g_autofree char      *text = jz_marc_to_text (record);
  g_autoptr (GBytes)    original = jz_title_original (record, origin);

  jz_title_facts_read (record, &facts);
  if (!jz_title_is_sound (&facts, error) || !insert (operation, &facts, origin, error))
    return FALSE;
  *id = jz_connection_last_id (connection);
  jz_operation_describe (operation, _("Catalogued %s"), facts.bib.texts[JZ_BIB_TITLE]);
  return jz_connection_run (connection, error, JZ_INSERT_TITLE_MARC " VALUES (?, ?, ?, ?, ?, jz_operation())", "lsbsl", *id, text,
                            original, jz_title_encoding (origin), (gint64) origin->mended) &&
         insert_further (connection, *id, &facts, error);
}

/* What the record was byte for byte is written down before it is no longer the record. */
static gboolean
keep_original (JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GBytes) original = NULL;
  gint64             derived;

  if (!jz_connection_number (connection, &derived, 0, error,
                             "SELECT 1 FROM title_marc WHERE id = ? AND original IS NULL AND encoding IS NOT NULL", "l", id))
    return FALSE;
  if (!derived)
    return TRUE;
  original = jz_title_read_original (connection, id, error);
  return original != NULL &&
         jz_connection_run (connection, error, "UPDATE title_marc SET original = ? WHERE id = ?", "bl", original, id);
}

gboolean
jz_title_update (JzOperation *operation, gint64 id, const JzMarc *record, GError **error)
{
  JzConnection         *connection = jz_operation_get_connection (operation);
  g_auto (JzTitleFacts) facts = { 0 };
  g_autofree char      *text = jz_marc_to_text (record);
  gint64                there;

  jz_title_facts_read (record, &facts);
  if (!jz_title_is_sound (&facts, error) ||
      !jz_connection_number (connection, &there, 0, error, "SELECT id FROM title WHERE id = ? AND voided IS NULL", "l", id))
    return FALSE;
  if (there == 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such title"));
      return FALSE;
    }
  jz_operation_describe (operation, _("Changed the record of %s"), facts.bib.texts[JZ_BIB_TITLE]);
  return keep_original (connection, id, error) &&
         jz_connection_run (
           connection, error,
           "UPDATE title SET isbn = ?, number = ?, title = ?, subtitle = ?, volume = ?, author = ?, publisher = ?, "
           "year = ?, series = ?, subjects = ?, class = ?, price = ?, sort_key = ?, "
           "changed = jz_operation() WHERE id = ?",
           "sssssssrsssrs"
           "l",
           facts.isbn, facts.bib.texts[JZ_BIB_OTHER_NUMBER], facts.bib.texts[JZ_BIB_TITLE],
           facts.bib.texts[JZ_BIB_SUBTITLE], facts.volume, facts.bib.texts[JZ_BIB_AUTHOR],
           facts.bib.texts[JZ_BIB_PUBLISHER], (gint64) facts.year, facts.bib.texts[JZ_BIB_SERIES], facts.bib.subjects,
           facts.bib.texts[JZ_BIB_CLASS], facts.price, facts.sort_key, id) &&
         jz_connection_run (connection, error, "UPDATE title_marc SET marc = ?, changed = jz_operation() WHERE id = ?",
                            "sl", text, id) &&
         update_further (connection, id, &facts, error);
}

gboolean
jz_title_read (JzConnection *connection, gint64 id, JzMarc *record, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char   *text = jz_connection_text (connection, &failure, "SELECT marc FROM title_marc WHERE id = ?", "l", id);

  if (text != NULL)
    return jz_title_take_text (record, text, error);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such title"));
  return FALSE;
}

/* What the record as it stands is in @encoding. */
static gboolean
write_again (const char *marc, const char *encoding, GByteArray *bytes, GError **error)
{
  g_autoptr (JzMarc) record = jz_marc_new ();

  return jz_title_take_text (record, marc, error) &&
         jz_marc_iso2709_write (record,
                                strcmp (encoding, "gb18030") == 0 ? JZ_MARC_ENCODING_GB18030 : JZ_MARC_ENCODING_UTF_8,
                                bytes, error);
}

GBytes *
jz_title_read_original (JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  JzStatement           *rows = jz_connection_query (
    connection, error, "SELECT marc, original, encoding FROM title_marc WHERE id = ? AND encoding IS NOT NULL", "l", id);
  gboolean               ok = TRUE;

  if (!jz_statement_next (rows))
    {
      jz_statement_finish (rows, error);
      return NULL;
    }
  if (jz_statement_is_null (rows, 1))
    ok = write_again (jz_statement_text (rows, 0), jz_statement_text (rows, 2), bytes, error);
  else
    {
      g_autoptr (GBytes) original = jz_statement_bytes (rows, 1);

      g_byte_array_append (bytes, g_bytes_get_data (original, NULL), (guint) g_bytes_get_size (original));
    }
  jz_statement_reset (rows);
  return ok ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}
