/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-periodical-views.h"

#include <glib/gi18n-lib.h>

#include "jz-money.h"

#define MOST_ISSUES 60 /* that are told one by one; of a daily paper the latest are */

#define ISSUES "FROM periodical_issue i WHERE i.subscription = subscription.id"
#define LACKS  "(SELECT count (*) FROM periodical_missing m WHERE m.subscription = subscription.id)"

static const JzStatusWord state_words[] = { { "missing", N_("! Issues are missing") },
                                            { "good", N_("✓ Nothing is missing") },
                                            { NULL } };

static const JzListColumn columns[] = {
  { "name", N_("Periodical"), JZ_COLUMN_TEXT, "title.title", .sort = "title.sort_key", .width = 200, .expand = TRUE },
  { "year", N_("Year"), JZ_COLUMN_CODE, "CAST (subscription.year AS TEXT)", .sort = "subscription.year", .width = 60 },
  { "frequency", N_("Comes out"), JZ_COLUMN_TEXT, "periodical_frequency.name",
    .sort = "periodical_frequency.issues", .width = 80 },
  { "copies", N_("Copies of each"), JZ_COLUMN_NUMBER, "subscription.copies", .width = 76 },
  { "issues", N_("Issues a year"), JZ_COLUMN_NUMBER, "(SELECT count (*) " ISSUES ")", .width = 76 },
  { "received", N_("Issues that came"), JZ_COLUMN_NUMBER, "(SELECT count (*) " ISSUES " AND i.copies > 0)",
    .width = 76 },
  { "missing", N_("Issues missing"), JZ_COLUMN_NUMBER, LACKS, .width = 76 },
  { "state", N_("How it stands"), JZ_COLUMN_STATUS, "iif (" LACKS " > 0, 'missing', 'good')", .words = state_words,
    .width = 100 },
  { "bound", N_("Issues bound"), JZ_COLUMN_NUMBER, "(SELECT count (*) " ISSUES " AND i.bound IS NOT NULL)",
    .width = 76 },
  { "price", N_("For the year, yuan"), JZ_COLUMN_MONEY, "subscription.price", .width = 100, .hidden = TRUE },
  { "post-code", N_("Post code of it"), JZ_COLUMN_CODE, "subscription.post_code", .width = 80, .hidden = TRUE },
  { "issn", N_("ISSN"), JZ_COLUMN_CODE, "title.number", .width = 90, .hidden = TRUE },
  { NULL }
};

static const JzListFilter filters[] = {
  { "year", N_("Year"), JZ_COLUMN_NUMBER, "subscription.year = ?",
    "SELECT DISTINCT year, CAST (year AS TEXT) FROM subscription WHERE voided IS NULL ORDER BY year DESC" },
  { NULL }
};

static const JzListTotal totals[] = {
  { "price", N_("Subscriptions %s yuan"), JZ_COLUMN_MONEY, "sum (subscription.price * subscription.copies)" },
  { NULL }
};

static const JzListSpec subscriptions = {
  .name = "subscriptions", .table = "subscription", .id_sql = "subscription.id",
  .joins = "LEFT JOIN title ON title.id = subscription.title LEFT JOIN periodical_frequency ON "
           "periodical_frequency.id = subscription.frequency",
  .where = "subscription.voided IS NULL", .columns = columns, .filters = filters, .totals = totals,
  .search = "SELECT id FROM subscription WHERE title IN (SELECT rowid FROM title_search WHERE title_search MATCH ?1)",
  .order = "year", .descending = TRUE,
};

static char *
issue_words (JzStatement *row)
{
  const char *bound = jz_statement_text (row, 5), *claimed = jz_statement_text (row, 4);

  if (bound[0] != '\0')
    return g_strdup_printf (_("Bound as %s"), bound);
  if (jz_statement_int64 (row, 2) > 0)
    return g_strdup_printf (_("Came on %s, copies: %d"), jz_statement_text (row, 3),
                            (int) jz_statement_int64 (row, 2));
  return claimed[0] != '\0' ? g_strdup_printf (_("Claimed on %s"), claimed) : NULL;
}

static gboolean
tell_issues (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT * FROM (SELECT i.number, i.due, i.copies, ifnull (i.received, ''), ifnull (i.claimed, ''), "
    "ifnull (c.number, ''), i.id IN (SELECT issue FROM periodical_missing) FROM periodical_issue i LEFT JOIN copy c ON "
    "c.id = i.bound WHERE i.subscription = ?1 AND (i.due <= jz_today () OR (SELECT count (*) FROM periodical_issue "
    "WHERE subscription = ?1) <= ?2) ORDER BY i.number DESC LIMIT ?2) ORDER BY 1",
    "li", id, MOST_ISSUES);

  jz_told_add_group (told, _("Issues"), NULL);
  while (jz_statement_next (row))
    {
      gboolean         missing = jz_statement_int64 (row, 6) != 0;
      g_autofree char *lead = g_strdup_printf (missing ? "! %d" : jz_statement_int64 (row, 2) > 0 ? "✓ %d" : "○ %d",
                                               (int) jz_statement_int64 (row, 0)),
                      *due = g_strdup_printf (missing ? _("Missing since %s") : _("Due on %s"),
                                              jz_statement_text (row, 1)),
                      *words = issue_words (row);

      jz_told_add_entry (told, lead, due, words);
    }
  return jz_statement_finish (row, error);
}

/* What was said when it was subscribed to. */
static void
tell_said (JzTold *told, const char *price, const char *post_code, const char *note)
{
  if (price == NULL && post_code[0] == '\0' && note[0] == '\0')
    return;
  jz_told_add_group (told, _("Subscription"), NULL);
  if (price != NULL)
    jz_told_add_fact (told, _("For the year, yuan"), price);
  if (post_code[0] != '\0')
    jz_told_add_fact (told, _("Post code of it"), post_code);
  if (note[0] != '\0')
    jz_told_add_fact (told, _("Remark"), note);
}

static JzTold *
tell_subscription (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement       *row = jz_connection_query (connection, error,
                                                "SELECT t.title, s.year || ' · ' || f.name, s.note, (SELECT count (*) "
                                                "FROM periodical_missing m WHERE m.subscription = s.id), (SELECT count "
                                                "(*) FROM periodical_issue i WHERE i.subscription = s.id AND i.copies "
                                                "> 0), s.post_code, ifnull (s.price, -1) FROM subscription s "
                                                "JOIN title t ON t.id = s.title JOIN "
                                                "periodical_frequency f ON f.id = s.frequency WHERE s.id = ?",
                                                "l", id);
  g_autoptr (JzTold) told = NULL;
  g_autofree char   *note = NULL, *post_code = NULL, *price = NULL;
  gboolean           missing, came;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return NULL;
  missing = jz_statement_int64 (row, 3) > 0;
  came = jz_statement_int64 (row, 4) > 0;
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1),
                      missing ? _("! Issues are missing") : _("✓ Nothing is missing"));
  note = jz_statement_dup (row, 2);
  post_code = jz_statement_dup (row, 5);
  price = jz_statement_int64 (row, 6) >= 0 ? jz_money_format (jz_statement_int64 (row, 6)) : NULL;
  jz_statement_reset (row);
  jz_told_add_action (told, _("Issues came…"), "periodical.receive", g_variant_new_int64 (id));
  if (missing)
    jz_told_add_action (told, _("Claim what is missing"), "periodical.claim", g_variant_new_int64 (id));
  jz_told_add_action (told, _("Bind…"), "periodical.bind", g_variant_new_int64 (id));
  if (!came)
    jz_told_add_action (told, _("Take the subscription back"), "periodical.cancel", g_variant_new_int64 (id));
  tell_said (told, price, post_code, note);
  return tell_issues (told, connection, id, error) &&
             jz_told_add_history (told, connection, "subscription", id, error) ?
           g_steal_pointer (&told) :
           NULL;
}

const JzListView jz_subscriptions_view = {
  "subscription", N_("Periodicals"), N_("Search periodical, pinyin initials"), &subscriptions,
  N_("Choose a row to see all about it"), tell_subscription,
};

/* Missing issues. */

static const JzStatusWord claimed_words[] = { { "1", N_("? Claimed") }, { "0", N_("! Not claimed yet") }, { NULL } };

static const JzListColumn missing_columns[] = {
  { "name", N_("Periodical"), JZ_COLUMN_TEXT, "title.title", .sort = "title.sort_key", .width = 200, .expand = TRUE },
  { "year", N_("Year"), JZ_COLUMN_CODE, "CAST (subscription.year AS TEXT)", .sort = "subscription.year", .width = 60 },
  { "issue", N_("Number of the issue"), JZ_COLUMN_NUMBER, "periodical_issue.number", .width = 60 },
  { "due", N_("Was due on"), JZ_COLUMN_DATE, "periodical_issue.due", .width = 100 },
  { "lacking", N_("Copies missing"), JZ_COLUMN_NUMBER, "subscription.copies - periodical_issue.copies", .width = 90 },
  { "claim", N_("Whether it was claimed"), JZ_COLUMN_STATUS, "iif (periodical_issue.claimed IS NULL, '0', '1')",
    .words = claimed_words, .width = 110 },
  { "claimed", N_("Claimed last"), JZ_COLUMN_DATE, "periodical_issue.claimed", .width = 100 },
  { NULL }
};

static const JzListSpec missing = {
  .name = "missing-issues", .table = "periodical_issue", .id_sql = "periodical_issue.id",
  .joins = "LEFT JOIN subscription ON subscription.id = periodical_issue.subscription LEFT JOIN title ON title.id = "
           "subscription.title",
  .where = "periodical_issue.id IN (SELECT issue FROM periodical_missing)", .columns = missing_columns,
  .search = "SELECT issue FROM periodical_missing WHERE title IN (SELECT rowid FROM title_search WHERE title_search "
            "MATCH ?1)",
  .order = "due",
};

static JzTold *
tell_missing (JzConnection *connection, gint64 id, GError **error)
{
  gint64 subscription;

  return jz_connection_number (connection, &subscription, 0, error,
                               "SELECT subscription FROM periodical_issue WHERE id = ?", "l", id) ?
           tell_subscription (connection, subscription, error) :
           NULL;
}

const JzListView jz_missing_issues_view = {
  "periodical-issue", N_("Missing issues"), N_("Search periodical, pinyin initials"), &missing,
  N_("Choose a row to see all about it"), tell_missing,
};
