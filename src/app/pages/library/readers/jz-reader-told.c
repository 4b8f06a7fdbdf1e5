/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-reader-told.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-lending-read.h"
#include "jz-money.h"
#include "jz-reader.h"

#define HISTORY 12 /* loans that are told of */

static char *
badge_of (const JzReader *reader)
{
  g_autofree char *owed = jz_money_format (reader->owed);

  if (strcmp (reader->state, "left") == 0 || reader->is_gone)
    return g_strdup (_("⊘ Has left"));
  if (strcmp (reader->state, "lost") == 0)
    return g_strdup (_("✗ Card lost"));
  if (reader->stopped != NULL)
    return g_strdup_printf (_("! Borrows again after %s"), reader->stopped);
  if (reader->late > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "! %u overdue", "! %u overdue", reader->late), reader->late);
  if (reader->owed > 0)
    return g_strdup_printf (_("! Owes %s yuan"), owed);
  return g_strdup (_("✓ Nothing overdue, nothing owed"));
}

static JzTold *
begin (const JzReader *reader)
{
  g_autofree char *badge = badge_of (reader);
  g_autofree char *where =
    reader->class_name[0] != '\0' && !reader->is_class ? g_strdup_printf ("%s · ", reader->class_name) : g_strdup ("");
  g_autofree char *subtitle = g_strdup_printf (_("%s%s · card %s"), where, reader->group_title, reader->card);
  JzTold          *told = jz_told_new (reader->name, subtitle, badge);

  jz_told_add_action (told, _("Renew all"), "desk.renew-all", g_variant_new_int64 (reader->id));
  jz_told_add_action (told, _("Damage, loss…"), "reader.harm", g_variant_new_int64 (reader->id));
  jz_told_add_action (told, _("Wait for a book…"), "reader.hold", g_variant_new_int64 (reader->id));
  jz_told_add_action (told, _("Card…"), "reader.card", g_variant_new_int64 (reader->id));
  if (reader->owed > 0)
    jz_told_add_action (told, _("Settle what is owed…"), "reader.pay", g_variant_new_int64 (reader->id));
  if (reader->stopped != NULL)
    jz_told_add_action (told, _("Let borrow again"), "reader.release", g_variant_new_int64 (reader->id));
  jz_told_add_action (told, _("To the desk"), "reader.desk", g_variant_new_int64 (reader->id));
  return told;
}

static gboolean
tell_books (JzTold *told, JzConnection *connection, const JzReader *reader, GError **error)
{
  JzBooksOutQuery       query = { .reader = reader->id };
  g_autoptr (GPtrArray) books = jz_books_out (connection, &query, error);
  g_autofree char      *note = g_strdup_printf (_("%u of %u books"), reader->out, reader->limit);

  if (books == NULL)
    return FALSE;
  jz_told_add_group (told, _("Has now"), note);
  for (guint i = 0; i < books->len; i++)
    {
      const JzBookOut *book = g_ptr_array_index (books, i);
      g_autofree char *due = g_strdup_printf (book->late > 0 ? "! %s" : "%s", book->due + 5);
      g_autofree char *subtitle =
        g_strdup_printf ("%s%s%s", book->code, book->call[0] != '\0' ? " · " : "", book->call);

      jz_told_add_link (told, due, book->title_text, subtitle, _("Renew"), "desk.renew",
                        g_variant_new_string (book->code));
    }
  return TRUE;
}

/* The states are said as hold_queue says them, which serves then. */
static gboolean
tell_holds (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT h.id, trim (t.title || ' ' || t.volume), h.state, h.expires, (SELECT "
                                          "count (*) FROM hold o WHERE o.title = h.title AND o.state IN "
                                          "('waiting', 'ready') AND o.state = 'waiting' AND +o.id <= h.id) FROM hold h "
                                          "JOIN title t ON t.id = h.title WHERE h.reader "
                                          "= ? AND h.state IN ('waiting', 'ready') ORDER BY h.id",
                                          "l", id);

  for (gboolean first = TRUE; jz_statement_next (row); first = FALSE)
    {
      gboolean         ready = g_str_equal (jz_statement_text (row, 2), "ready");
      g_autofree char *place = g_strdup_printf (_("No. %u"), (guint) jz_statement_int64 (row, 4));
      g_autofree char *until = ready ? g_strdup_printf (_("Put aside until %s"), jz_statement_text (row, 3)) : NULL;

      if (first)
        jz_told_add_group (told, _("Waits for"), NULL);
      jz_told_add_link (told, ready ? "✓" : place, jz_statement_text (row, 1), until, _("Drop"), "reader.drop",
                        g_variant_new_int64 (jz_statement_int64 (row, 0)));
    }
  return jz_statement_finish (row, error);
}

static gboolean
tell_charges (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error, "SELECT date, amount, why FROM charge WHERE reader = ? AND state = 'due' ORDER BY id", "l", id);

  for (gboolean first = TRUE; jz_statement_next (row); first = FALSE)
    {
      g_autofree char *money = jz_money_format (jz_statement_int64 (row, 1));
      g_autofree char *title = g_strdup_printf (_("%s yuan"), money);

      if (first)
        jz_told_add_group (told, _("Owes"), NULL);
      jz_told_add_entry (told, jz_statement_text (row, 0), title, jz_statement_text (row, 2));
    }
  return jz_statement_finish (row, error);
}

static gboolean
tell_history (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT l.returned, trim (t.title || ' ' || t.volume), l.late, l.outcome "
                                          "FROM lending l JOIN copy c ON c.id = l.copy JOIN title t ON t.id = c.title "
                                          "WHERE l.reader = ? AND l.returned IS NOT NULL ORDER BY l.id DESC LIMIT ?",
                                          "li", id, HISTORY);

  for (gboolean first = TRUE; jz_statement_next (row); first = FALSE)
    {
      guint            late = (guint) jz_statement_int64 (row, 2);
      g_autofree char *how =
        late > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u day late", "%u days late", late), late) :
                   g_strdup (_("In time"));
      const char      *outcome = jz_statement_text (row, 3);

      if (first)
        jz_told_add_group (told, _("Brought back"), NULL);
      jz_told_add_entry (told, jz_statement_text (row, 0), jz_statement_text (row, 1),
                         g_str_equal (outcome, "lost")    ? _("Lost") :
                         g_str_equal (outcome, "damaged") ? _("Came back damaged") :
                                                            how);
    }
  return jz_statement_finish (row, error);
}

JzTold *
jz_reader_tell (JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (JzReader) reader = jz_reader_read (connection, id, error);
  g_autoptr (JzTold)   told = NULL;

  if (reader == NULL)
    return NULL;
  told = begin (reader);
  if (!tell_books (told, connection, reader, error) || !tell_holds (told, connection, id, error) ||
      !tell_charges (told, connection, id, error) || !tell_history (told, connection, id, error) ||
      !jz_told_add_history (told, connection, "reader", id, error))
    return NULL;
  return g_steal_pointer (&told);
}
