/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-periodical-papers.h"

#include <glib/gi18n-lib.h>

#include "jz-periodical.h"

/* A subscription; a periodical that is not in the catalogue yet comes into it. */

enum { NAME, ISSN, PUBLISHER, CLASS, YEAR, FREQUENCY, COPIES, PRICE, POST_CODE, NOTE };

static const JzPaperField subscription_fields[] = {
  [NAME] = { JZ_PAPER_TEXT, N_("Periodical"), 0, 0, 4, N_("Say what it is called"), NULL, NULL, NULL },
  [ISSN] = { JZ_PAPER_TEXT, N_("ISSN"), 4, 0, 2, NULL, N_("Of a new one"), NULL, NULL },
  [PUBLISHER] = { JZ_PAPER_TEXT, N_("Published by"), 0, 1, 4, NULL, N_("Of a new one"), NULL, NULL },
  [CLASS] = { JZ_PAPER_TEXT, N_("Class number"), 4, 1, 2, NULL, N_("Of a new one"), NULL, NULL },
  [YEAR] = { JZ_PAPER_NUMBER, N_("Year"), 0, 2, 1, N_("Say for which year"), NULL, NULL, NULL },
  [FREQUENCY] = { JZ_PAPER_CHOICE, N_("Comes out"), 1, 2, 2, NULL, NULL, NULL, NULL },
  [COPIES] = { JZ_PAPER_NUMBER, N_("Copies of each"), 3, 2, 1, N_("Say how many"), NULL, NULL, NULL },
  [PRICE] = { JZ_PAPER_MONEY, N_("For the year, yuan"), 4, 2, 2, NULL, NULL, NULL, NULL },
  [POST_CODE] = { JZ_PAPER_TEXT, N_("Post code of it"), 0, 3, 2, NULL, NULL, NULL, NULL },
  [NOTE] = { JZ_PAPER_TEXT, N_("Remark"), 2, 3, 4, NULL, NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

#define FREQUENCIES "periodical_frequency ORDER BY issues DESC, id"

static gboolean
subscription_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  JzStatement             *row;

  if (!jz_connection_number (connection, &values->numbers[YEAR], 0, error,
                             "SELECT CAST (substr (jz_today (), 1, 4) AS INTEGER)", ""))
    return FALSE;
  row = jz_connection_query (connection, error, "SELECT name, issues = 12 FROM " FREQUENCIES, "");
  values->numbers[COPIES] = 1;
  values->numbers[PRICE] = -1;
  for (gint64 i = 0; jz_statement_next (row); i++)
    {
      if (jz_statement_int64 (row, 1) != 0)
        values->numbers[FREQUENCY] = i;
      g_strv_builder_add (titles, jz_statement_text (row, 0));
    }
  values->choices[FREQUENCY] = g_strv_builder_end (titles);
  return jz_statement_finish (row, error);
}

/* By its ISSN where that is said: several may be called so. */
static gboolean
find_periodical (JzConnection *connection, const JzPaperValues *values, gint64 *title, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (values->texts[ISSN] == NULL || values->texts[ISSN][0] == '\0')
    return jz_periodical_find (connection, values->texts[NAME], title, error);
  if (jz_periodical_find (connection, values->texts[ISSN], title, &failure))
    return TRUE;
  if (g_error_matches (failure, JZ_ERROR, JZ_ERROR_NOT_FOUND))
    return jz_periodical_find (connection, values->texts[NAME], title, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
subscription_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzConnection      *connection = jz_operation_get_connection (operation);
  g_autoptr (GError) failure = NULL;
  JzSubscription     data = { .year = (int) values->numbers[YEAR],
                              .copies = (guint) MAX (values->numbers[COPIES], 0),
                              .price = values->numbers[PRICE],
                              .post_code = values->texts[POST_CODE],
                              .note = values->texts[NOTE] };
  gint64             id;

  if (!find_periodical (connection, values, &data.title, &failure))
    {
      if (!g_error_matches (failure, JZ_ERROR, JZ_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (!jz_periodical_add (operation, values->texts[NAME], values->texts[ISSN], values->texts[PUBLISHER],
                              values->texts[CLASS], &data.title, error))
        return FALSE;
    }
  return jz_connection_number (connection, &data.frequency, 0, error, "SELECT id FROM " FREQUENCIES " LIMIT 1 OFFSET ?",
                               "l", values->numbers[FREQUENCY]) &&
         jz_subscription_add (operation, &data, &id, error);
}

const JzPaperKind jz_paper_subscription = { N_("Subscription"), N_("Save"), &jz_action_periodical, subscription_fields,
                                            760, subscription_read, subscription_write, NULL };

/* Issues. */

/* The subscription, and the first issue for which @condition holds. */
static gboolean
read_first (JzConnection *connection, JzPaperValues *values, const char *condition, const char *last, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT min (number), %s (number) FROM periodical_issue i WHERE subscription "
                                          "= ? AND %s",
                                          last, condition);
  JzStatement     *row = jz_connection_query (connection, error, sql, "l", values->id);

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  values->numbers[0] = jz_statement_is_null (row, 0) ? -1 : jz_statement_int64 (row, 0);
  values->numbers[1] = jz_statement_is_null (row, 1) ? -1 : jz_statement_int64 (row, 1);
  jz_statement_reset (row);
  values->about = jz_connection_text (connection, error,
                                      "SELECT t.title || ' ' || s.year FROM subscription s JOIN title t ON t.id = "
                                      "s.title WHERE s.id = ?",
                                      "l", values->id);
  return values->about != NULL;
}

/* Nothing typed behind "to": one issue. */
static int
last_of (const JzPaperValues *values)
{
  return (int) (values->numbers[1] > 0 ? values->numbers[1] : values->numbers[0]);
}

static const JzPaperField received_fields[] = {
  { JZ_PAPER_NUMBER, N_("From issue"), 0, 0, 2, N_("Say which issue"), NULL, NULL, NULL },
  { JZ_PAPER_NUMBER, N_("To issue"), 2, 0, 2, NULL, N_("Only that one"), NULL, NULL },
  { JZ_PAPER_NUMBER, N_("Copies of each"), 4, 0, 2, N_("Say how many"), NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
received_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  if (!read_first (connection, values, "copies = 0", "min", error))
    return FALSE;
  return jz_connection_number (connection, &values->numbers[2], 1, error,
                               "SELECT copies FROM subscription WHERE id = ?", "l", values->id);
}

static gboolean
received_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  return jz_issues_receive (operation, values->id, (int) values->numbers[0], last_of (values),
                            (guint) MAX (values->numbers[2], 0), error);
}

const JzPaperKind jz_paper_issues_received = { N_("Issues that came"), N_("Save"), &jz_action_periodical,
                                               received_fields, 560, received_read, received_write, NULL };

static const JzPaperField bound_fields[] = {
  { JZ_PAPER_NUMBER, N_("From issue"), 0, 0, 3, N_("Say which issue"), NULL, NULL, NULL },
  { JZ_PAPER_NUMBER, N_("To issue"), 3, 0, 3, NULL, N_("Only that one"), NULL, NULL },
  { JZ_PAPER_PICKER, N_("Shelved at"), 0, 1, 3, NULL, N_("As the delivery says"), NULL, "places" },
  { JZ_PAPER_TEXT, N_("Call number"), 3, 1, 3, NULL, NULL, NULL, NULL },
  { JZ_PAPER_TEXT, N_("Accession number"), 0, 2, 3, NULL, N_("The next one"), NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
bound_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  return read_first (connection, values, "copies > 0 AND bound IS NULL", "max", error);
}

static const char *
said (const char *text)
{
  return text != NULL && text[0] != '\0' ? text : NULL;
}

static gboolean
bound_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzCopyRun run = { .place = values->numbers[2], .call = said (values->texts[3]), .number = said (values->texts[4]) };

  return jz_issues_bind (operation, values->id, (int) values->numbers[0], last_of (values), &run, NULL, error);
}

const JzPaperKind jz_paper_issues_bound = { N_("Bound volume"), N_("Save"), &jz_action_periodical, bound_fields, 560,
                                            bound_read, bound_write, NULL };
