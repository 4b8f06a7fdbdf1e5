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
                              "SELECT copy.number, copy.state, copy.call, place.path FROM copy JOIN place ON place.id = copy.place "
                              "WHERE copy.title = ? AND copy.voided IS NULL ORDER BY copy.number LIMIT " COPIES_MOST,
                              "l", id);
  while (jz_statement_next (rows))
    jz_told_add_entry (told, jz_statement_text (rows, 0), jz_library_copy_words (jz_statement_text (rows, 1)),
                       jz_statement_text (rows, 3));
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
  if (tell_copies (told, connection, id, error) && jz_told_add_history (told, connection, "title", id, error))
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

JzTold *
jz_library_tell_copy (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT trim (t.title || ' ' || iif (c.volume = '', t.volume, c.volume)), t.author, c.state, ifnull (c.price, t.price), c.number, "
    "c.barcode, c.call, place.path, a.number, a.date, trim (a.origin || ' ' || ifnull (supplier.name, a.source)), c.note FROM copy c "
    "JOIN title t ON t.id = c.title JOIN place ON place.id = c.place JOIN accession a ON a.id = c.accession "
    "LEFT JOIN supplier ON supplier.id = a.supplier WHERE c.id = ?",
    "l", id);
  g_autoptr (JzTold) told = NULL;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return NULL;
  told = tell_copy_facts (row);
  jz_statement_reset (row);
  return jz_told_add_history (told, connection, "copy", id, error) ? g_steal_pointer (&told) : NULL;
}
