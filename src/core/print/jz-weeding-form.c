/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-date.h"
#include "jz-library-count-form.h"
#include "jz-money.h"
#include "jz-source.h"

const char *
jz_copy_state_words (const char *state)
{
  static const struct
  {
    const char *state, *words;
  } all[] = {
    { "work", N_("Being made ready") }, { "shelf", N_("On the shelf") },
    { "missing", N_("Missing") },       { "lost", N_("Lost") },
    { "damaged", N_("Damaged") },       { "binding", N_("Being bound") },
    { "withdrawn", N_("Struck off") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].state, state))
      return g_dgettext (GETTEXT_PACKAGE, all[i].words);
  return state;
}

static JzReport *
begin (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement     *row = jz_connection_query (connection, error,
                                              "SELECT w.number, w.date, w.reason, w.done, ifnull (a.name, ''), (SELECT "
                                                  "name FROM school) FROM weeding w LEFT JOIN account a "
                                                  "ON a.id = w.asked_by WHERE w.id = ?",
                                              "l", id);
  g_autofree char *number = NULL, *reason = NULL, *asked = NULL, *done = NULL;
  char             today[JZ_DATE_LENGTH];
  JzReport        *report;

  if (!jz_statement_first (row, _("There is no such paper"), error))
    return NULL;
  report = jz_report_new (jz_statement_text (row, 5),
                          jz_statement_is_null (row, 3) ? _("Request to strike off books") :
                                                          _("Register of books struck off"),
                          jz_date_to_iso (jz_source_today (connection), today));
  number = g_strdup_printf (_("Number of the request: %s"), jz_statement_text (row, 0));
  reason = g_strdup_printf (_("Reason: %s"), jz_statement_text (row, 2));
  asked = g_strdup_printf (_("Asked for by %s on %s"), jz_statement_text (row, 4), jz_statement_text (row, 1));
  done = jz_statement_is_null (row, 3) ? NULL : g_strdup_printf (_("Struck off on %s"), jz_statement_text (row, 3));
  jz_statement_reset (row);
  jz_report_add_subtitle (report, reason, number);
  jz_report_add_subtitle (report, asked, done);
  return report;
}

static void
add_columns (JzReport *report)
{
  jz_report_add_column (report, _("No."), 10, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Accession number"), 28, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Book"), 0, 2, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Call number"), 30, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Year of publication"), 16, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  jz_report_add_column (report, _("Price, yuan"), 20, 0, JZ_ALIGN_RIGHT, JZ_SUM_MONEY);
  jz_report_add_column (report, _("State before"), 20, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Why"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
}

static gboolean
add_lines (JzReport *report, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT c.number, trim (t.title || ' ' || t.volume), c.call, t.year, "
                                          "l.price, l.state, iif (l.reason = '', w.reason, l.reason) "
                                          "FROM weeding_line l JOIN weeding w ON w.id = l.weeding JOIN copy c ON c.id "
                                          "= l.copy JOIN title t ON t.id = c.title "
                                          "WHERE l.weeding = ? ORDER BY c.number",
                                          "l", id);

  for (guint n = 1; jz_statement_next (row); n++)
    {
      g_autofree char *number = g_strdup_printf ("%u", n), *price = jz_money_format (jz_statement_int64 (row, 4));

      jz_report_add_row (report, (const char *[]){ number, jz_statement_text (row, 0), jz_statement_text (row, 1),
                                                   jz_statement_text (row, 2), jz_statement_text (row, 3), price,
                                                   jz_copy_state_words (jz_statement_text (row, 5)),
                                                   jz_statement_text (row, 6) });
    }
  return jz_statement_finish (row, error);
}

/* Who signed in the program stands there; who has to sign yet gets a line. */
static gboolean
add_signatures (JzReport *report, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT iif (s.role = '', s.body, ifnull (role.title, s.role)), "
                                          "account.name, s.date, s.verdict, s.note FROM weeding_sign s "
                                          "LEFT JOIN role ON role.name = s.role LEFT JOIN account ON account.id = "
                                          "s.account WHERE s.weeding = ? ORDER BY s.step",
                                          "l", id);

  jz_report_add_signature (report, _("Librarian"));
  while (jz_statement_next (row))
    {
      if (!jz_statement_is_null (row, 3))
        {
          const char      *note = jz_statement_text (row, 4);
          g_autofree char *words =
            g_strdup_printf (g_str_equal (jz_statement_text (row, 3), "yes") ? _("%s: approved by %s on %s %s") :
                                                                               _("%s: not approved by %s on %s %s"),
                             jz_statement_text (row, 0), jz_statement_text (row, 1), jz_statement_text (row, 2), note);

          jz_report_add_footer (report, words);
        }
      jz_report_add_signature (report, jz_statement_text (row, 0));
    }
  return jz_statement_finish (row, error);
}

JzReport *
jz_weeding_register_new (JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (JzReport) report = begin (connection, id, error);

  if (report == NULL)
    return NULL;
  add_columns (report);
  return add_lines (report, connection, id, error) && add_signatures (report, connection, id, error) ?
           g_steal_pointer (&report) :
           NULL;
}
