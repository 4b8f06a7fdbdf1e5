/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-library-told.h"

#include <glib/gi18n-lib.h>

#include "jz-library-views.h"
#include "jz-money.h"

#define COPIES_MOST "40"

const char *
jz_library_copy_words (const char *state)
{
  const JzListColumn *column = jz_list_spec_column (jz_library_copies_view.spec, "state");

  for (const JzStatusWord *word = column->words; word->key != NULL; word++)
    if (g_strcmp0 (word->key, state) == 0)
      return g_dgettext (GETTEXT_PACKAGE, word->words);
  return state;
}

static char *
money (JzStatement *row, int column)
{
  return jz_statement_is_null (row, column) ? NULL : jz_money_format (jz_statement_int64 (row, column));
}

/* Titles. */

static JzTold *
tell_title_facts (JzStatement *row)
{
  JzTold          *told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1), NULL);
  g_autofree char *price = money (row, 2);
  static const struct
  {
    const char *label; /* msgid */
    int         column;
  } facts[] = {
    { N_("Publication"), 3 }, { N_("ISBN"), 4 }, { N_("Class number"), 5 }, { N_("Series"), 6 }, { N_("Subject words"), 7 },
    { N_("Kind of holding"), 8 }, { N_("Volume of"), 9 }, { N_("Record from"), 10 },
  };

  jz_told_add_group (told, _("About the book"), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    jz_told_add_fact (told, g_dgettext (GETTEXT_PACKAGE, facts[i].label), jz_statement_text (row, facts[i].column));
  jz_told_add_fact (told, _("Printed price"), price);
  return told;
}

/* Who it is, and of which class. */
#define WHO "trim (reader_now.name || ' ' || iif (reader_now.holder = 'class', '', reader_now.class_name))"

/* Where @reader is none, just the words. */
static void
add_reader (JzTold *told, const char *label, const char *title, const char *subtitle, gint64 reader)
{
  if (reader != 0)
    jz_told_add_link (told, label, title, subtitle, _("Reader"), "holdings.reader", g_variant_new_int64 (reader));
  else
    jz_told_add_entry (told, label, title, subtitle);
}

static char *
who_until (const char *who, const char *due)
{
  return g_strdup_printf (_("%s, until %s"), who, due);
}

static gboolean
tell_copies (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  g_autofree char *note = NULL;
  gint64           n = 0;
  JzStatement     *rows;

  if (!jz_connection_number (connection, &n, 0, error, "SELECT count (*) FROM copy WHERE title = ? AND voided IS NULL", "l", id))
    return FALSE;
  if (n == 0)
    return TRUE;
  note = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d copy", "%d copies", (gulong) n), (int) n);
  jz_told_add_group (told, _("Copies"), note);
  rows = jz_connection_query (connection, error,
                              "SELECT copy.number, " JZ_COPY_STATE_SQL ", place.path, reader_now.id, " WHO ", "
                              "lending.due FROM copy JOIN place ON place.id = copy.place " JZ_COPY_OUT_JOINS
                              " LEFT JOIN reader_now ON reader_now.id = lending.reader WHERE copy.title = ? AND "
                              "copy.voided IS NULL ORDER BY copy.number "
                              "LIMIT " COPIES_MOST,
                              "l", id);
  while (jz_statement_next (rows))
    {
      gint64           reader = jz_statement_int64 (rows, 3);
      g_autofree char *until =
        reader != 0 ? who_until (jz_statement_text (rows, 4), jz_statement_text (rows, 5)) : NULL;

      add_reader (told, jz_statement_text (rows, 0), jz_library_copy_words (jz_statement_text (rows, 1)),
                  until != NULL ? until : jz_statement_text (rows, 2), reader);
    }
  return jz_statement_finish (rows, error);
}

/* Who waits for the title, in their order. */
static gboolean
tell_holds (JzTold *told, JzConnection *connection, gint64 title, GError **error)
{
  JzStatement *rows = jz_connection_query (connection, error,
                                           "SELECT reader_now.id, " WHO ", hold.placed, hold.state, hold.expires "
                                           "FROM hold JOIN reader_now ON reader_now.id = hold.reader "
                                           "WHERE hold.title = ? AND hold.state IN "
                                           "('waiting', 'ready') ORDER BY hold.id",
                                           "l", title);

  for (guint n = 1; jz_statement_next (rows); n++)
    {
      gboolean         ready = g_str_equal (jz_statement_text (rows, 3), "ready");
      g_autofree char *place = ready ? g_strdup ("✓") : g_strdup_printf (_("No. %u"), n);
      g_autofree char *since = ready ? g_strdup_printf (_("Put aside until %s"), jz_statement_text (rows, 4)) :
                                       g_strdup_printf (_("Since %s"), jz_statement_text (rows, 2));

      if (n == 1)
        jz_told_add_group (told, _("Waited for by"), NULL);
      add_reader (told, place, jz_statement_text (rows, 1), since, jz_statement_int64 (rows, 0));
    }
  return jz_statement_finish (rows, error);
}

JzTold *
jz_library_tell_title (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT trim (t.title || ' ' || t.volume), t.author, t.price, trim (t.publisher || ' ' || ifnull (t.year, '')), "
    "iif (t.isbn = '', t.number, t.isbn), t.class, t.series, t.subjects, material.title, trim (part.title || ' ' || part.volume), "
    "t.source FROM title t JOIN material ON material.id = t.material LEFT JOIN title part ON part.id = t.part_of WHERE t.id = ?",
    "l", id);
  g_autoptr (JzTold) told = NULL;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return NULL;
  told = tell_title_facts (row);
  jz_statement_reset (row);
  if (tell_copies (told, connection, id, error) && tell_holds (told, connection, id, error) &&
      jz_told_add_history (told, connection, "title", id, error))
    return g_steal_pointer (&told);
  return NULL;
}

/* Copies. */

static JzTold *
tell_copy_facts (JzStatement *row)
{
  JzTold          *told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1),
                                       jz_library_copy_words (jz_statement_text (row, 2)));
  g_autofree char *price = money (row, 3);
  static const struct
  {
    const char *label; /* msgid */
    int         column;
  } facts[] = {
    { N_("Accession number"), 4 }, { N_("Barcode"), 5 }, { N_("Call number"), 6 }, { N_("Shelved at"), 7 },
    { N_("Accession batch"), 8 }, { N_("Accessioned"), 9 }, { N_("Origin"), 10 }, { N_("Note"), 11 },
  };

  jz_told_add_group (told, _("Facts"), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    jz_told_add_fact (told, g_dgettext (GETTEXT_PACKAGE, facts[i].label), jz_statement_text (row, facts[i].column));
  jz_told_add_fact (told, _("Printed price"), price);
  return told;
}

/* Who has it, and until when. */
static gboolean
tell_out (JzTold *told, JzConnection *connection, gint64 copy, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT reader_now.id, " WHO ", lending.due, lending.lent, "
                                          "lending.due < jz_today () FROM lending JOIN reader_now ON "
                                          "reader_now.id = lending.reader WHERE lending.copy = ? AND "
                                          "lending.returned IS NULL",
                                          "l", copy);

  if (jz_statement_next (row))
    {
      g_autofree char *until =
                        g_strdup_printf (jz_statement_int64 (row, 4) ? "! %s" : "%s", jz_statement_text (row, 2)),
                      *since = g_strdup_printf (_("Lent on %s"), jz_statement_text (row, 3));

      jz_told_add_group (told, _("Who has it"), NULL);
      add_reader (told, until, jz_statement_text (row, 1), since, jz_statement_int64 (row, 0));
    }
  return jz_statement_finish (row, error);
}

JzTold *
jz_library_tell_copy (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT trim (t.title || ' ' || iif (copy.volume = '', t.volume, copy.volume)), t.author, " JZ_COPY_STATE_SQL ", "
    "ifnull (copy.price, t.price), copy.number, copy.barcode, copy.call, place.path, a.number, a.date, "
    "trim (a.origin || ' ' || ifnull (supplier.name, a.source)), copy.note, t.id FROM copy "
    "JOIN title t ON t.id = copy.title JOIN place ON place.id = copy.place JOIN accession a ON a.id = copy.accession "
    "LEFT JOIN supplier ON supplier.id = a.supplier " JZ_COPY_OUT_JOINS " WHERE copy.id = ?",
    "l", id);
  g_autoptr (JzTold) told = NULL;
  gint64             title;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return NULL;
  told = tell_copy_facts (row);
  title = jz_statement_int64 (row, 12);
  jz_statement_reset (row);
  if (tell_out (told, connection, id, error) && tell_holds (told, connection, title, error) &&
      jz_told_add_history (told, connection, "copy", id, error))
    return g_steal_pointer (&told);
  return NULL;
}
