/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-periodical.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "jz-catalogue.h"
#include "jz-date.h"
#include "jz-isbn.h"
#include "jz-marc-edit.h"
#include "jz-paper.h"
#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_periodical = { "library.periodical", "library" };

#define SERIAL_LEADER "00000nas0 2200000   450 "
#define ISSUES_MOST   366

gboolean
jz_issues_parse (const char *text, int *from, int *to)
{
  char rest;
  int  n = text != NULL ? sscanf (text, "%d-%d%c", from, to, &rest) : 0;

  if (n == 1 && sscanf (text, "%d%c", from, &rest) == 1)
    *to = *from;
  else if (n != 2)
    return FALSE;
  return *from >= 1 && *to >= *from && *to <= ISSUES_MOST;
}

/* Titles. */

#define PERIODICALS \
  "FROM title t JOIN material m ON m.id = t.material WHERE m.counts = 'periodical' AND t.voided IS NULL"

static gboolean
find_named (JzConnection *connection, const char *name, gint64 *id, gint64 *n, GError **error)
{
  return jz_connection_number (connection, id, 0, error, "SELECT min (t.id) " PERIODICALS " AND t.title = ?", "s",
                               name) &&
         jz_connection_number (connection, n, 0, error, "SELECT count (*) " PERIODICALS " AND t.title = ?", "s", name);
}

/* Neither its name nor its ISSN is another's. @issn: "": none */
static gboolean
is_new (JzConnection *connection, const char *name, const char *issn, GError **error)
{
  gint64 same, n, numbered;

  if (!find_named (connection, name, &same, &n, error) ||
      !jz_connection_number (connection, &numbered, 0, error,
                             "SELECT count (*) " PERIODICALS " AND t.number = ?1 AND ?1 <> ''", "s", issn))
    return FALSE;
  return n + numbered == 0 || jz_paper_fail (error, JZ_ERROR_CONFLICT, _("%s: there is such a periodical already"),
                                             n > 0 ? name : issn);
}

gboolean
jz_periodical_add (JzOperation *operation, const char *name, const char *issn, const char *publisher,
                   const char *class_, gint64 *title, GError **error)
{
  JzConnection      *connection = jz_operation_get_connection (operation);
  JzTitleOrigin      origin = { .material = JZ_MATERIAL_PERIODICAL };
  g_autofree char   *tidy = jz_text_tidy (name);
  g_autoptr (JzMarc) record = jz_marc_new ();
  char               number[JZ_ISSN_SIZE] = "";

  if (tidy[0] == '\0')
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("A periodical has a name"));
  if (!jz_text_is_blank (issn) && !jz_issn_parse (issn, number))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("%s: this is no ISSN"), issn);
  if (!is_new (connection, tidy, number, error))
    return FALSE;
  jz_marc_set_leader (record, SERIAL_LEADER, sizeof SERIAL_LEADER - 1);
  if (number[0] != '\0')
    jz_marc_put (record, "011", "  ", 'a', number);
  jz_bib_write (record, JZ_BIB_TITLE, tidy);
  jz_bib_write (record, JZ_BIB_PUBLISHER, publisher != NULL ? publisher : "");
  jz_bib_write (record, JZ_BIB_CLASS, class_ != NULL ? class_ : "");
  return jz_title_add (operation, record, &origin, title, error);
}

gboolean
jz_periodical_find (JzConnection *connection, const char *text, gint64 *title, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (text);
  char             issn[JZ_ISSN_SIZE] = "";
  gint64           n;

  jz_issn_parse (tidy, issn);
  if (!jz_connection_number (connection, title, 0, error,
                             "SELECT min (t.id) " PERIODICALS " AND (CAST (t.id AS TEXT) = ?1 OR t.number = ?1 OR "
                             "(t.number = ?2 AND ?2 <> ''))",
                             "ss", tidy, issn))
    return FALSE;
  if (*title != 0)
    return TRUE;
  if (!find_named (connection, tidy, title, &n, error))
    return FALSE;
  if (n > 1)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("%s: several periodicals are called so, say the ISSN"), tidy);
  return n == 1 || jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("%s: there is no such periodical"), tidy);
}

/* Returns: (transfer full); NULL with @error: it is no periodical */
static char *
periodical_name (JzConnection *connection, gint64 title, GError **error)
{
  char *name;

  if (!jz_connection_find_text (connection, &name, error,
                                "SELECT t.title " PERIODICALS " AND t.id = ?", "l", title))
    return NULL;
  if (name == NULL)
    jz_paper_fail (error, JZ_ERROR_INVALID, _("Only periodicals are subscribed to"));
  return name;
}

/* Subscriptions. */

/* Issue @k of @n, from 1: in equal parts of a month where so many fit, else of the year. */
static JzDate
due_of (int year, int k, int n)
{
  int a_month = n / 12;

  if (n <= 12 && 12 % n == 0)
    return jz_date_new (year, 1 + (k - 1) * 12 / n, 1);
  if (n % 12 == 0 && a_month <= 4)
    return jz_date_new (year, 1 + (k - 1) / a_month, 1 + (k - 1) % a_month * (30 / a_month));
  return jz_date_new (year, 1, 1) + (k - 1) * 365 / n;
}

static gboolean
add_issues (JzConnection *connection, gint64 subscription, int year, int n, GError **error)
{
  char due[JZ_DATE_LENGTH];

  for (int k = 1; k <= n; k++)
    if (!jz_connection_run (connection, error,
                            "INSERT INTO periodical_issue (subscription, number, due, changed) "
                            "VALUES (?, ?, ?, jz_operation ())",
                            "lis", subscription, k, jz_date_to_iso (due_of (year, k, n), due)))
      return FALSE;
  return TRUE;
}

static gboolean
subscription_is_sound (JzConnection *connection, const JzSubscription *data, const char *name, gint64 issues,
                       GError **error)
{
  gint64 same;

  if (data->year < 1900 || data->year > 2199 || data->copies < 1 || data->copies > 99)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("A subscription is of 1 to 99 copies in a year"));
  if (issues == 0)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say how often it comes out"));
  if (!jz_connection_number (connection, &same, 0, error,
                             "SELECT id FROM subscription WHERE title = ? AND year = ? AND voided IS NULL", "li",
                             data->title, data->year))
    return FALSE;
  return same == 0 ||
         jz_paper_fail (error, JZ_ERROR_CONFLICT, _("%s is subscribed to for %d already"), name, data->year);
}

gboolean
jz_subscription_add (JzOperation *operation, const JzSubscription *data, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = periodical_name (connection, data->title, error), *uuid = jz_source_uuid (connection),
                  *post = jz_text_tidy (data->post_code), *note = jz_text_tidy (data->note);
  gint64           issues;

  if (name == NULL ||
      !jz_connection_number (connection, &issues, 0, error, "SELECT issues FROM periodical_frequency WHERE id = ?",
                             "l", data->frequency) ||
      !subscription_is_sound (connection, data, name, issues, error) ||
      !jz_connection_run (connection, error,
                          "INSERT INTO subscription (uuid, title, year, frequency, copies, price, post_code, note, "
                          "changed) VALUES (?, ?, ?, ?, ?, nullif (?, -1), ?, ?, jz_operation ())",
                          "slilllss", uuid, data->title, data->year, data->frequency, (gint64) data->copies,
                          data->price, post, note))
    return FALSE;
  *id = jz_connection_last_id (connection);
  jz_operation_describe (operation, _("Subscribed to %s for %d"), name, data->year);
  return add_issues (connection, *id, data->year, (int) issues, error);
}

gboolean
jz_subscription_find (JzConnection *connection, gint64 title, int year, gint64 *id, GError **error)
{
  if (!jz_connection_number (connection, id, 0, error,
                             "SELECT id FROM subscription WHERE title = ? AND year = ? AND voided IS NULL", "li", title,
                             year))
    return FALSE;
  return *id != 0 || jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("It is not subscribed to for %d"), year);
}

/* Returns: (transfer full): name and year; NULL with @error: there is none */
static char *
subscription_words (JzConnection *connection, gint64 id, GError **error)
{
  char *words;

  if (!jz_connection_find_text (connection, &words, error,
                                "SELECT t.title || ' ' || s.year FROM subscription s JOIN title t ON t.id = "
                                "s.title WHERE s.id = ? AND s.voided IS NULL",
                                "l", id))
    return NULL;
  if (words == NULL)
    jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("There is no such subscription"));
  return words;
}

gboolean
jz_subscription_void (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *words = subscription_words (connection, id, error);
  gint64           n;

  if (words == NULL || !jz_connection_number (connection, &n, 0, error,
                                              "SELECT count (*) FROM periodical_issue WHERE subscription = ? AND "
                                              "copies > 0",
                                              "l", id))
    return FALSE;
  if (n > 0)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("%s: issues of it have come"), words);
  jz_operation_describe (operation, _("Took back the subscription to %s"), words);
  return jz_connection_run (connection, error,
                            "UPDATE subscription SET voided = jz_operation (), changed = jz_operation () WHERE id = ?",
                            "l", id);
}

/* Issues. */

/* All issues of the range should come. @bad: (out): the first for which @condition does not hold, 0: none. */
static gboolean
look_at (JzConnection *connection, gint64 subscription, int from, int to, const char *condition, int *bad,
         GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT number FROM periodical_issue WHERE subscription = ? AND number "
                                          "BETWEEN ? AND ? AND NOT (%s) ORDER BY number LIMIT 1",
                                          condition);
  gint64           n, found;

  if (to < from)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("The last issue comes behind the first"));
  if (!jz_connection_number (connection, &n, 0, error,
                             "SELECT count (*) FROM periodical_issue WHERE subscription = ? AND number BETWEEN ? AND ?",
                             "lii", subscription, from, to) ||
      !jz_connection_number (connection, &found, 0, error, sql, "lii", subscription, from, to))
    return FALSE;
  *bad = (int) found;
  return n == to - from + 1 ||
         jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("There is no issue %d in that year"), n > 0 ? to : from);
}

static gboolean
are_unbound (JzConnection *connection, gint64 subscription, int from, int to, GError **error)
{
  int bad;

  return look_at (connection, subscription, from, to, "bound IS NULL", &bad, error) &&
         (bad == 0 || jz_paper_fail (error, JZ_ERROR_CONFLICT, _("Issue %d is bound already"), bad));
}

gboolean
jz_issues_receive (JzOperation *operation, gint64 subscription, int from, int to, guint copies, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *words = subscription_words (connection, subscription, error),
                  *fits = g_strdup_printf ("copies + %u <= (SELECT copies FROM subscription WHERE id = subscription)",
                                           copies);
  char             today[JZ_DATE_LENGTH];
  int              bad;

  if (words == NULL || copies == 0)
    return words != NULL && jz_paper_fail (error, JZ_ERROR_INVALID, _("Say how many copies came"));
  if (!are_unbound (connection, subscription, from, to, error) ||
      !look_at (connection, subscription, from, to, fits, &bad, error))
    return FALSE;
  if (bad != 0)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("Of issue %d more copies came than are subscribed to"), bad);
  jz_operation_describe (operation,
                         from == to ? _("Received %s, issue %d") : _("Received %s, issues %d to %d"), words, from, to);
  return jz_connection_run (connection, error,
                            "UPDATE periodical_issue SET copies = copies + ?, received = ?, changed = jz_operation () "
                            "WHERE subscription = ? AND number BETWEEN ? AND ?",
                            "lslii", (gint64) copies, jz_date_to_iso (jz_source_today (connection), today),
                            subscription, from, to);
}

gboolean
jz_issues_claim (JzOperation *operation, gint64 subscription, guint *n, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  char          today[JZ_DATE_LENGTH];

  if (!jz_connection_run (connection, error,
                          "UPDATE periodical_issue SET claimed = ?1, changed = jz_operation () WHERE id IN "
                          "(SELECT issue FROM periodical_missing WHERE ?2 IN (0, subscription))",
                          "sl", jz_date_to_iso (jz_source_today (connection), today), subscription))
    return FALSE;
  *n = (guint) jz_connection_n_changed (connection);
  if (*n == 0)
    return jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("Nothing is missing"));
  jz_operation_describe (operation,
                         g_dngettext (GETTEXT_PACKAGE, "Claimed %u missing issue", "Claimed %u missing issues", *n),
                         *n);
  return TRUE;
}

/* Binding. */

/* The title of the volumes of @title, which is made with the first of them. */
static gboolean
bound_title (JzOperation *operation, gint64 title, gint64 *bound, GError **error)
{
  JzConnection      *connection = jz_operation_get_connection (operation);
  JzTitleOrigin      origin = { .material = JZ_MATERIAL_BOUND };
  g_autoptr (JzMarc) record = jz_marc_new ();

  if (!jz_connection_number (connection, bound, 0, error,
                             "SELECT min (id) FROM title WHERE part_of = ? AND material = ? AND voided IS NULL", "li",
                             title, JZ_MATERIAL_BOUND))
    return FALSE;
  return *bound != 0 || (jz_title_read (connection, title, record, error) &&
                         jz_title_add (operation, record, &origin, bound, error) &&
                         jz_title_set_part_of (operation, *bound, title, error));
}

static gboolean
add_volume (JzOperation *operation, gint64 subscription, int from, int to, const JzCopyRun *run, char **number,
            GError **error)
{
  JzConnection         *connection = jz_operation_get_connection (operation);
  JzCopyRun             volume = { .count = 1, .number = run->number, .call = run->call, .price = -1,
                                   .accession = run->accession, .place = run->place };
  g_autoptr (GPtrArray) numbers = NULL;
  g_autofree char      *words = NULL;
  gint64                title, year;

  if (!jz_connection_number (connection, &title, 0, error, "SELECT title FROM subscription WHERE id = ?", "l",
                             subscription) ||
      !jz_connection_number (connection, &year, 0, error, "SELECT year FROM subscription WHERE id = ?", "l",
                             subscription) ||
      !bound_title (operation, title, &volume.title, error))
    return FALSE;
  words = from == to ? g_strdup_printf ("%d:%d", (int) year, from) :
                       g_strdup_printf ("%d:%d-%d", (int) year, from, to);
  volume.volume = words;
  if (!jz_copy_add_run (operation, &volume, &numbers, error))
    return FALSE;
  *number = g_strdup (g_ptr_array_index (numbers, 0));
  return TRUE;
}

gboolean
jz_issues_bind (JzOperation *operation, gint64 subscription, int from, int to, const JzCopyRun *run, char **number,
                GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *words = subscription_words (connection, subscription, error), *mine = NULL;
  gint64           copy;
  int              bad;

  if (words == NULL || !look_at (connection, subscription, from, to, "copies > 0", &bad, error))
    return FALSE;
  if (bad != 0)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("Issue %d has not come"), bad);
  if (!are_unbound (connection, subscription, from, to, error) ||
      !add_volume (operation, subscription, from, to, run, &mine, error) ||
      !jz_copy_find (connection, mine, &copy, error) ||
      !jz_connection_run (connection, error,
                          "UPDATE periodical_issue SET bound = ?, changed = jz_operation () WHERE subscription = ? AND "
                          "number BETWEEN ? AND ?",
                          "llii", copy, subscription, from, to))
    return FALSE;
  if (from == to)
    jz_operation_describe (operation, _("Bound %s, issue %d, as %s"), words, from, mine);
  else
    jz_operation_describe (operation, _("Bound %s, issues %d to %d, as %s"), words, from, to, mine);
  if (number != NULL)
    *number = g_steal_pointer (&mine);
  return TRUE;
}

/* How often they come out. */

gboolean
jz_frequency_set (JzOperation *operation, gint64 id, const char *name, int issues, int grace, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *tidy = jz_text_tidy (name);
  gint64           same;

  if (tidy[0] == '\0' || issues < 1 || issues > ISSUES_MOST || grace < 0 || grace > ISSUES_MOST)
    return jz_paper_fail (error, JZ_ERROR_INVALID,
                          _("A frequency has a name, 1 to 366 issues a year, and up to 366 days to wait"));
  if (!jz_connection_number (connection, &same, 0, error,
                             "SELECT id FROM periodical_frequency WHERE name = ? AND id <> ?", "sl", tidy, id))
    return FALSE;
  if (same != 0)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("%s: there is such a frequency already"), tidy);
  jz_operation_describe (operation, _("Periodicals come out: %s"), tidy);
  return jz_connection_run (connection, error,
                            "INSERT INTO periodical_frequency (id, name, issues, grace, changed) VALUES (?, ?, ?, ?, "
                            "jz_operation ()) ON CONFLICT (id) DO UPDATE SET name = excluded.name, issues = "
                            "excluded.issues, grace = excluded.grace, changed = excluded.changed",
                            "rsii", id, tidy, issues, grace);
}

gboolean
jz_frequency_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        n;

  if (!jz_connection_number (connection, &n, 0, error, "SELECT count (*) FROM subscription WHERE frequency = ?", "l",
                             id))
    return FALSE;
  if (n > 0)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("Something is subscribed to that comes out so"));
  if (!jz_connection_run (connection, error, "DELETE FROM periodical_frequency WHERE id = ?", "l", id))
    return FALSE;
  if (jz_connection_n_changed (connection) == 0)
    return jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("There is no such frequency"));
  jz_operation_describe (operation, _("Removed how often periodicals come out"));
  return TRUE;
}
