/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-submission-checks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-date.h"
#include "jz-ledger.h"
#include "jz-quantity.h"

#define NO_PLACE "未定位置" /* where an import puts what has no place */

/* One question about one subject. Its faults are rows (kind, id, where), and what is wrong is the same with all. */
typedef struct
{
  const char *what; /* msgid; NULL: the fourth column says it */
  const char *sql;
  gboolean    blocks;
} Question;

typedef struct
{
  const char *title; /* msgid */
  const char *rows;  /* SQL of how many there are */
  const char *detail; /* SQL of a text that is shown as it is, or NULL */
  Question    questions[4];
} Subject;

static const Subject subjects[] = {
  { N_("School"),
    "SELECT count (*) FROM school",
    "SELECT name || ' · ' || code FROM school",
    { { N_("The school code has not ten digits"),
        "SELECT 'school', id, name FROM school WHERE code NOT GLOB "
        "'[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'",
        FALSE },
      { N_("Nobody is named who receives the package"), "SELECT 'school', id, name FROM school WHERE county = ''",
        FALSE } } },
  { N_("Term"),
    "SELECT count (*) FROM term",
    "SELECT first_day || ' … ' || last_day FROM term WHERE ?1 BETWEEN first_day AND last_day",
    { { N_("No term is set for today"),
        "SELECT 'term', 0, ?1 WHERE NOT EXISTS (SELECT 1 FROM term WHERE ?1 BETWEEN first_day AND last_day)",
        FALSE } } },
  { N_("Classes"),
    "SELECT count (*) FROM class WHERE left_year IS NULL",
    NULL,
    { { N_("There is no class yet"),
        "SELECT 'class', 0, name FROM school WHERE NOT EXISTS (SELECT 1 FROM class WHERE left_year IS NULL)", FALSE },
      { N_("The class has no pupils"),
        "SELECT 'class', id, name FROM class WHERE left_year IS NULL AND pupils = 0 AND NOT EXISTS "
        "(SELECT 1 FROM person WHERE person.class = class.id AND active AND voided IS NULL)",
        FALSE },
      { N_("The class stands in the grade of another school year"),
        "SELECT 'class', id, name FROM class WHERE left_year IS NULL AND stage <> 'kindergarten' AND "
        "grade <> CASE stage WHEN 'primary' THEN 1 WHEN 'junior' THEN 7 ELSE 10 END - entry_year + "
        "CAST (substr (date (?1, '-8 months'), 1, 4) AS INTEGER)",
        FALSE } } },
  { N_("Items"),
    "SELECT count (*) FROM item WHERE voided IS NULL",
    NULL,
    { { N_("The item has no category"),
        "SELECT 'item', id, code || ' ' || name FROM item WHERE voided IS NULL AND category = ''", FALSE } } },
  { N_("Asset cards"),
    "SELECT count (*) FROM asset WHERE voided IS NULL",
    NULL,
    { { N_("The asset is in no voucher"),
        "SELECT 'asset', id, number FROM asset WHERE voided IS NULL AND NOT EXISTS (SELECT 1 FROM entry WHERE asset = asset.id)",
        TRUE },
      { N_("The asset has no place"),
        "SELECT 'asset', asset.id, number FROM asset JOIN position ON position.asset = asset.id "
        "JOIN place ON place.id = position.place WHERE place.path = '" NO_PLACE "'",
        FALSE },
      { N_("The asset is missing"),
        "SELECT 'asset', id, number FROM asset WHERE voided IS NULL AND condition = 'missing'", FALSE } } },
  { N_("Stock"),
    "SELECT count (*) FROM balance WHERE quantity > 0",
    NULL,
    { { N_("Things stand at no place"),
        "SELECT DISTINCT 'item', item.id, item.code || ' ' || item.name FROM balance JOIN place ON place.id = balance.place "
        "JOIN item ON item.id = balance.item WHERE place.path = '" NO_PLACE "' AND quantity > 0 AND tracking <> 'card'",
        FALSE } } },
  { N_("Vouchers"),
    "SELECT count (*) FROM voucher",
    NULL,
    { { N_("The loan is overdue"),
        "SELECT DISTINCT 'voucher', v.id, v.number FROM voucher v JOIN entry e ON e.voucher = v.id AND e.state = 'loan' AND e.quantity > 0 "
        "JOIN balance b ON b.item = e.item AND b.place = e.place AND b.state = 'loan' AND b.holder = e.holder AND b.quantity > 0 WHERE v.due < ?1",
        FALSE } } },
  { N_("Rooms"),
    "SELECT count (*) FROM place WHERE kind = 'room' AND voided IS NULL",
    NULL,
    { { N_("The room has no area"),
        "SELECT 'place', id, path FROM place WHERE kind = 'room' AND voided IS NULL AND area IS NULL AND path <> '" NO_PLACE
        "'",
        FALSE },
      { N_("The room's purpose is not said"),
        "SELECT 'place', id, path FROM place WHERE kind = 'room' AND voided IS NULL AND purpose = '' AND path <> '" NO_PLACE
        "'",
        FALSE } } },
};

/* What a breach of an invariant is called: "item:12". */
static const char ledger_kinds[] = "item asset voucher place ";

static void
fault_free (gpointer data)
{
  JzReadinessFault *self = data;

  g_free (self->kind);
  g_free (self->where);
  g_free (self->what);
  g_free (self);
}

static void
readiness_free (gpointer data)
{
  JzReadiness *self = data;

  g_ptr_array_unref (self->faults);
  g_free (self->detail);
  g_free (self);
}

static void
sent_free (gpointer data)
{
  JzSent *self = data;

  g_free (self->kind);
  g_free (self->at);
  g_free (self->who);
  g_free (self->path);
  g_free (self->verdict);
  g_free (self);
}

void
jz_readiness_report_free (JzReadinessReport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->subjects);
  g_ptr_array_unref (self->sent);
  g_free (self->school);
  g_free (self->code);
  g_free (self->county);
  g_free (self);
}

static JzReadiness *
add_subject (JzReadinessReport *self, const char *title)
{
  JzReadiness *subject = g_new0 (JzReadiness, 1);

  subject->title = g_dgettext (GETTEXT_PACKAGE, title);
  subject->faults = g_ptr_array_new_with_free_func (fault_free);
  g_ptr_array_add (self->subjects, subject);
  return subject;
}

static void
add_fault (JzReadiness *subject, const char *kind, gint64 id, const char *where, const char *what)
{
  JzReadinessFault *fault;

  subject->n_faults++;
  if (subject->faults->len >= JZ_READINESS_LISTED)
    return;
  fault = g_new0 (JzReadinessFault, 1);
  *fault = (JzReadinessFault){ g_strdup (kind), id, g_strdup (where), g_strdup (what) };
  g_ptr_array_add (subject->faults, fault);
}

/* @today is bound where the question asks for it. */
static JzStatement *
ask (JzConnection *connection, const char *sql, const char *today, GError **error)
{
  return strstr (sql, "?1") != NULL ? jz_connection_query (connection, error, sql, "s", today) :
                                      jz_connection_query (connection, error, sql, "");
}

static gboolean
check_question (JzConnection *connection, JzReadiness *subject, const Question *question, const char *today,
                GError **error)
{
  JzStatement       *rows = ask (connection, question->sql, today, error);
  gint64             before = subject->n_faults;

  while (jz_statement_next (rows))
    add_fault (subject, jz_statement_text (rows, 0), jz_statement_int64 (rows, 1), jz_statement_text (rows, 2),
               g_dgettext (GETTEXT_PACKAGE, question->what));
  subject->blocks |= question->blocks && subject->n_faults > before;
  return jz_statement_finish (rows, error);
}

static gboolean
check_subject (JzConnection *connection, JzReadinessReport *self, const Subject *asked, const char *today,
               GError **error)
{
  JzReadiness *subject = add_subject (self, asked->title);
  gboolean     ok = TRUE;

  if (!jz_connection_number (connection, &subject->rows, 0, error, asked->rows, ""))
    return FALSE;
  if (asked->detail != NULL)
    {
      JzStatement *row = ask (connection, asked->detail, today, error);

      if (jz_statement_next (row))
        subject->detail = jz_statement_dup (row, 0);
      ok = jz_statement_finish (row, error);
    }
  for (gsize i = 0; ok && i < G_N_ELEMENTS (asked->questions) && asked->questions[i].sql != NULL; i++)
    ok = check_question (connection, subject, &asked->questions[i], today, error);
  return ok;
}

/* The rules that make the ledger one: broken ones would be found by the county too. */
static gboolean
check_ledger (JzConnection *connection, JzReadinessReport *self, GError **error)
{
  JzReadiness *subject = add_subject (self, N_("The ledgers agree"));

  if (!jz_connection_number (connection, &subject->rows, 0, error, "SELECT count (*) FROM entry", ""))
    return FALSE;
  for (guint i = 0; jz_ledger_invariants[i].kind != NULL; i++)
    {
      JzStatement *rows;

      if (jz_ledger_invariants[i].deep)
        continue;
      rows = jz_connection_query (connection, error, jz_ledger_invariants[i].sql, "");
      while (jz_statement_next (rows))
        {
          const char      *where = jz_statement_text (rows, 0), *colon = strchr (where, ':');
          g_autofree char *kind = g_strndup (where, colon != NULL ? (gsize) (colon - where) : 0);
          g_autofree char *word = g_strconcat (kind, " ", NULL);

          add_fault (subject, strstr (ledger_kinds, word) != NULL ? kind : "",
                     colon != NULL ? g_ascii_strtoll (colon + 1, NULL, 10) : 0, where, jz_statement_text (rows, 1));
          subject->blocks = TRUE;
        }
      if (!jz_statement_finish (rows, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_sent (JzConnection *connection, JzReadinessReport *self, GError **error)
{
  JzStatement *rows = jz_connection_query (
    connection, error,
    "SELECT seq, package.rows, bytes, package.kind, package.at, account.name, path, verdict FROM package "
    "LEFT JOIN operation ON operation.id = package.changed LEFT JOIN account ON account.id = operation.account "
    "ORDER BY seq DESC",
    "");

  while (jz_statement_next (rows))
    {
      JzSent *sent = g_new0 (JzSent, 1);

      *sent = (JzSent){ jz_statement_int64 (rows, 0), jz_statement_int64 (rows, 1), jz_statement_int64 (rows, 2),
                        jz_statement_dup (rows, 3),   jz_statement_dup (rows, 4),   jz_statement_dup (rows, 5),
                        jz_statement_dup (rows, 6),   jz_statement_dup (rows, 7) };
      g_ptr_array_add (self->sent, sent);
      self->next_seq = MAX (self->next_seq, sent->seq + 1);
      self->has_receipt |= g_strcmp0 (sent->verdict, "accepted") == 0 || g_strcmp0 (sent->verdict, "partly") == 0;
    }
  return jz_statement_finish (rows, error);
}

JzReadinessReport *
jz_readiness_read (JzConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (JzReadinessReport) self = g_new0 (JzReadinessReport, 1);
  char today[JZ_DATE_LENGTH];

  self->subjects = g_ptr_array_new_with_free_func (readiness_free);
  self->sent = g_ptr_array_new_with_free_func (sent_free);
  self->next_seq = 1;
  jz_date_to_iso (jz_date_today (), today);
  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (!check_subject (connection, self, &subjects[i], today, error) ||
        g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
  self->school = jz_connection_text (connection, NULL, "SELECT name FROM school", "");
  self->code = jz_connection_text (connection, NULL, "SELECT code FROM school", "");
  self->county = jz_connection_text (connection, NULL, "SELECT county FROM school", "");
  return check_ledger (connection, self, error) && read_sent (connection, self, error) ? g_steal_pointer (&self) : NULL;
}
