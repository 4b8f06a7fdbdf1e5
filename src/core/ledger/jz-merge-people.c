/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-merge-private.h"
#include "jz-merge.h"
#include "jz-source.h"

const JzAction jz_action_merge_people = { "person.merge", "people" };

typedef struct
{
  JzOperation  *operation;
  JzConnection *connection;
  gint64        kept, gone;
  char         *reason; /* of the vouchers */
} Merge;

/* Loans: what came with one voucher is lent on with one, so that each is due when it was. */
typedef struct
{
  gint64  voucher;
  char   *due;
  GArray *moves;
} Loan;

static void
loan_free (gpointer data)
{
  Loan *self = data;

  g_free (self->due);
  g_array_unref (self->moves);
  g_free (self);
}

static JzMove
move_of (const Merge *self, JzStatement *row, const char *state)
{
  return (JzMove){ jz_statement_int64 (row, 0),
                   jz_statement_int64 (row, 1),
                   { jz_statement_int64 (row, 2), state, self->gone },
                   { jz_statement_int64 (row, 2), state, self->kept },
                   jz_statement_int64 (row, 3),
                   JZ_AMOUNT_AVERAGE };
}

static GPtrArray *
read_loans (const Merge *self, GError **error)
{
  g_autoptr (GPtrArray) loans = g_ptr_array_new_with_free_func (loan_free);
  JzStatement *row = jz_connection_query (
      self->connection, error,
      "SELECT o.item, ifnull (o.asset, 0), o.place, o.quantity, o.voucher, l.due FROM open_loan o JOIN loan_out l "
      "ON l.id = o.voucher AND l.person = o.holder WHERE o.holder = ? ORDER BY o.voucher, o.item, o.asset, o.place",
      "l", self->gone);

  while (jz_statement_next (row))
    {
      gint64 voucher = jz_statement_int64 (row, 4);
      Loan  *loan = loans->len > 0 ? g_ptr_array_index (loans, loans->len - 1) : NULL;
      JzMove move = move_of (self, row, "loan");

      if (loan == NULL || loan->voucher != voucher)
        {
          loan = g_new0 (Loan, 1);
          *loan = (Loan){ voucher, jz_statement_dup (row, 5), g_array_new (FALSE, FALSE, sizeof (JzMove)) };
          g_ptr_array_add (loans, loan);
        }
      g_array_append_val (loan->moves, move);
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&loans) : NULL;
}

static gboolean
post (const Merge *self, GArray *moves, gint64 *voucher, GError **error)
{
  char          today[JZ_DATE_LENGTH];
  JzVoucherHead head = { .kind = "transfer", .person = self->kept, .reason = self->reason };

  head.date = jz_date_to_iso (jz_source_today (self->connection), today);
  return jz_posting_post (self->operation, &head, (const JzMove *) (gpointer) moves->data, moves->len, voucher, error);
}

static gboolean
post_loan (const Merge *self, const Loan *loan, GError **error)
{
  gint64 voucher;

  return post (self, loan->moves, &voucher, error) &&
         (loan->due == NULL || jz_merge_keep_due (self->connection, voucher, loan->due, self->reason, error));
}

static gboolean
move_loans (const Merge *self, GError **error)
{
  g_autoptr (GPtrArray) loans = read_loans (self, error);

  for (guint i = 0; loans != NULL && i < loans->len; i++)
    if (!post_loan (self, g_ptr_array_index (loans, i), error))
      return FALSE;
  return loans != NULL;
}

static gboolean
move_used (const Merge *self, GError **error)
{
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (JzMove));
  JzStatement *row = jz_connection_query (
      self->connection, error,
      "SELECT balance.item, 0, place, quantity FROM balance JOIN item ON item.id = balance.item "
      "WHERE tracking <> 'card' AND holder = ?1 AND state = 'use' AND quantity > 0 UNION ALL "
      "SELECT asset.item, asset.id, place, 1 FROM position JOIN asset ON asset.id = position.asset "
      "WHERE holder = ?1 AND state = 'use' ORDER BY 3, 1, 2",
      "l", self->gone);

  while (jz_statement_next (row))
    g_array_append_vals (moves, (JzMove[]){ move_of (self, row, "use") }, 1);
  return jz_statement_finish (row, error) && (moves->len == 0 || post (self, moves, NULL, error));
}

/* What may be. */

/* "张伟 T001"; NULL with @error. */
static char *
person_words (JzConnection *connection, gint64 person, GError **error)
{
  g_autoptr (GError) failure = NULL;
  char *words = jz_connection_text (connection, &failure,
                                    "SELECT trim (name || ' ' || ifnull (number, '')) FROM person WHERE id = ? AND "
                                    "voided IS NULL",
                                    "l", person);

  if (words == NULL && failure == NULL)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such person"));
  else if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return words;
}

static gboolean
people_fit (const Merge *self, const char *words, GError **error)
{
  gint64 fit, accounts;

  if (!jz_connection_number (self->connection, &fit, 0, error,
                             "SELECT count (*) FROM person a JOIN person b ON a.kind = b.kind WHERE a.id = ? AND "
                             "b.id = ?",
                             "ll", self->kept, self->gone) ||
      !jz_connection_number (self->connection, &accounts, 0, error,
                             "SELECT count (DISTINCT person) FROM account WHERE person IN (?, ?)", "ll", self->kept,
                             self->gone))
    return FALSE;
  if (self->kept == self->gone || !fit || accounts > 1)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT,
                   self->kept == self->gone ? _("%s: it can't be merged with itself") :
                   !fit                     ? _("%s: staff and pupils can't be merged") :
                                              _("%s: both have an account; take it from one of them first"),
                   words);
      return FALSE;
    }
  return jz_must_not_be_counted (self->connection, "holder", self->gone, error);
}

/* What the one that stays lacks it takes over; a number can be taken only once it is free. */
static gboolean
take_over (const Merge *self, GError **error)
{
  return jz_connection_run (self->connection, error,
                            "UPDATE person SET voided = jz_operation (), changed = jz_operation () WHERE id = ?", "l",
                            self->gone) &&
         jz_connection_run (self->connection, error,
                            "UPDATE person SET number = ifnull (person.number, gone.number), class = ifnull "
                            "(person.class, gone.class), post = iif (person.post = '', gone.post, person.post), "
                            "active = max (person.active, gone.active), changed = jz_operation () "
                            "FROM person gone WHERE person.id = ? AND gone.id = ?",
                            "ll", self->kept, self->gone);
}

static gboolean
merge_person (JzOperation *operation, gint64 kept, gint64 gone, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *into = person_words (connection, kept, error);
  g_autofree char *words = into != NULL ? person_words (connection, gone, error) : NULL;
  g_autofree char *reason = words != NULL ? g_strdup_printf (_("Merged: %s into %s"), words, into) : NULL;
  Merge            self = { operation, connection, kept, gone, reason };

  if (reason == NULL || !people_fit (&self, words, error) || !move_loans (&self, error) ||
      !move_used (&self, error) || !jz_merge_follow (connection, "person", kept, gone, error) ||
      !jz_merged_note (operation, "person", gone, kept, error) || !take_over (&self, error))
    return FALSE;
  jz_operation_describe (operation, "%s", reason);
  return TRUE;
}

gboolean
jz_people_merge (JzOperation *operation, gint64 kept, const gint64 *gone, guint n, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *into = NULL;

  if (!jz_must_not_be_counted (connection, "holder", kept, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!merge_person (operation, kept, gone[i], error))
      return FALSE;
  if (n == 1)
    return TRUE;
  into = person_words (connection, kept, error);
  if (into == NULL)
    return FALSE;
  jz_operation_describe (
      operation, g_dngettext (GETTEXT_PACKAGE, "Merged %u person into %s", "Merged %u people into %s", n), n, into);
  return TRUE;
}
