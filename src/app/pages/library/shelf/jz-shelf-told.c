/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-shelf-told.h"

#include <glib/gi18n-lib.h>

#include "jz-approval.h"
#include "jz-library-count-form.h"
#include "jz-library-count-read.h"

#define ENTRIES_MOST 20

/* What can be done now stands there, the most likely first. */
typedef struct
{
  const char *states, *label, *action;
} Offer;

static void
add_offers (JzTold *told, const Offer *offers, gsize n, const char *state, gint64 id)
{
  for (gsize i = 0; i < n; i++)
    {
      g_auto (GStrv) states = g_strsplit (offers[i].states, " ", -1);

      if (g_strv_contains ((const char *const *) states, state))
        jz_told_add_action (told, g_dgettext (GETTEXT_PACKAGE, offers[i].label), offers[i].action,
                            g_variant_new_int64 (id));
    }
}

static void
add_number (JzTold *told, const char *label, guint number)
{
  g_autofree char *value = g_strdup_printf ("%u", number);

  jz_told_add_fact (told, label, value);
}

static void
tell_sums (JzTold *told, const JzLibraryCountSum *sum)
{
  jz_told_add_group (told, _("What came of it"), NULL);
  add_number (told, _("Books on the list"), sum->lines);
  add_number (told, _("Seen"), sum->seen);
  add_number (told, _("Lent or on their way"), sum->out);
  add_number (told, _("Not found"), sum->missing);
  add_number (told, _("Elsewhere"), sum->elsewhere);
  add_number (told, _("Out of order"), sum->disorder);
  add_number (told, _("Lent, but here"), sum->lent);
  add_number (told, _("Turned up again"), sum->back);
  add_number (told, _("Not in the catalogue"), sum->unknown);
}

static gboolean
tell_differences (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) lines = jz_library_count_lines (connection, id, "difference", error);

  for (guint i = 0; lines != NULL && i < MIN (lines->len, ENTRIES_MOST); i++)
    {
      const JzLibraryCountLine *line = g_ptr_array_index (lines, i);
      g_autofree char          *title = g_strdup_printf ("%s  %s", jz_library_count_result_words (line->result), line->title);

      if (i == 0)
        jz_told_add_group (told, _("Books that differ"), NULL);
      jz_told_add_entry (told, line->code, title, line->found != NULL ? line->found : line->call);
    }
  return lines != NULL;
}

JzTold *
jz_shelf_tell_count (JzConnection *connection, gint64 id, GError **error)
{
  static const Offer offers[] = {
    { "open", N_("Count…"), "shelf.open" },
    { "counted", N_("Look at the lines…"), "shelf.open" },
    { "open", N_("End the counting"), "shelf.finish" },
    { "open counted", N_("Print report…"), "shelf.print" },
    { "open", N_("Give up…"), "shelf.drop" },
  };
  g_auto (JzLibraryCountSum) sum = { 0 };
  g_autofree char           *subtitle = NULL;
  g_autoptr (JzTold)         told = NULL;

  if (!jz_library_count_sum (connection, id, &sum, error))
    return NULL;
  subtitle = g_strdup_printf ("%s · %s", sum.number, sum.date);
  told = jz_told_new (sum.name, subtitle, NULL);
  add_offers (told, offers, G_N_ELEMENTS (offers), sum.state, id);
  tell_sums (told, &sum);
  if (tell_differences (told, connection, id, error) &&
      jz_told_add_history (told, connection, "library_count", id, error))
    return g_steal_pointer (&told);
  return NULL;
}

/* Weeding. */

static gboolean
tell_signatures (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT iif (s.role = '', s.body, ifnull (role.title, s.role)), account.name, s.date, s.note FROM weeding_sign s "
    "LEFT JOIN role ON "
    "role.name = s.role LEFT JOIN account ON account.id = s.account WHERE s.weeding = ? ORDER BY s.step",
    "l", id);

  jz_told_add_group (told, _("Approval"), NULL);
  while (jz_statement_next (row))
    jz_told_add_entry (told, jz_statement_is_null (row, 2) ? _("○ Not yet") : jz_statement_text (row, 2),
                       jz_statement_text (row, 0),
                       jz_statement_is_null (row, 1) ? jz_statement_text (row, 3) : jz_statement_text (row, 1));
  return jz_statement_finish (row, error);
}

static gboolean
tell_books (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT c.number, t.title, iif (l.reason = '', c.call, l.reason) FROM "
                                          "weeding_line l JOIN copy c ON c.id = l.copy JOIN title t ON "
                                          "t.id = c.title WHERE l.weeding = ? ORDER BY c.number LIMIT ?",
                                          "li", id, ENTRIES_MOST);

  jz_told_add_group (told, _("Books"), NULL);
  while (jz_statement_next (row))
    jz_told_add_entry (told, jz_statement_text (row, 0), jz_statement_text (row, 1), jz_statement_text (row, 2));
  return jz_statement_finish (row, error);
}

static JzTold *
begin_weeding (JzConnection *connection, gint64 id, GError **error)
{
  static const Offer offers[] = {
    { "asked", N_("Approve…"), "shelf.approve" },
    { "asked", N_("Do not approve…"), "shelf.reject" },
    { "asked", N_("Print request…"), "shelf.print-weeding" },
    { "done", N_("Print the register of struck-off books…"), "shelf.print-weeding" },
    { "asked", N_("Withdraw the request"), "shelf.drop-weeding" },
  };
  JzStatement *row =
    jz_connection_query (connection, error, "SELECT number, date, reason, state FROM weeding WHERE id = ?", "l", id);
  g_autofree char *subtitle = NULL;
  JzTold          *told;

  if (!jz_statement_first (row, _("There is no such paper"), error))
    return NULL;
  subtitle = g_strdup_printf ("%s · %s", jz_statement_text (row, 0), jz_statement_text (row, 1));
  told = jz_told_new (jz_statement_text (row, 2), subtitle, NULL);
  add_offers (told, offers, G_N_ELEMENTS (offers), jz_statement_text (row, 3), id);
  jz_statement_reset (row);
  return told;
}

JzTold *
jz_shelf_tell_weeding (JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (JzTold) told = begin_weeding (connection, id, error);

  if (told != NULL && tell_signatures (told, connection, id, error) && tell_books (told, connection, id, error) &&
      jz_told_add_history (told, connection, "weeding", id, error))
    return g_steal_pointer (&told);
  return NULL;
}
