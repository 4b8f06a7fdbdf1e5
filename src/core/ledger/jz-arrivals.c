/* Very many entries at once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-guard.h"
#include "jz-posting-private.h"
#include "jz-search.h"
#include "jz-unindexed.h"

#define MANY 4096 /* rows; fewer are in their indices before those could be made again */

/* What an entry adds to, and how much. */
typedef struct
{
  gint64 item, place, holder;
  guint  state; /* in the order of the key: of its text */
  int    year;
  gint64 quantity, amount;
} Sum;

struct _JzArrivals
{
  JzConnection *connection;
  JzRows       *entries;
  gint64        entry, item; /* the newest ones that were there */
  JzUnindexed  *unindexed;   /* table entry; NULL while its indices are kept */
  GArray       *sums;        /* of Sum, one for each entry */
};

static const char *const states[] = { "loan", "stock", "use" };

static guint
state_index (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i], state))
      return i;
  g_return_val_if_reached (0);
}

JzArrivals *
jz_arrivals_begin (JzOperation *operation, JzRows *assets, GError **error)
{
  g_autoptr (JzArrivals) self = g_new0 (JzArrivals, 1);
  JzScope                scope;

  self->connection = jz_operation_get_connection (operation);
  self->sums = g_array_new (FALSE, FALSE, sizeof (Sum));
  scope = jz_connection_enter (self->connection, JZ_SCOPE_POSTING);
  self->entries = jz_rows_new (self->connection, JZ_INSERT_ENTRY, JZ_ENTRY_TYPES, NULL, error);
  jz_connection_enter (self->connection, scope);
  if (self->entries == NULL || !jz_connection_number (self->connection, &self->entry, 0, error,
                                                      "SELECT max (id) FROM entry", "") ||
      !jz_connection_number (self->connection, &self->item, 0, error, "SELECT max (id) FROM item", ""))
    return NULL;
  if (assets != NULL)
    jz_rows_follow (self->entries, assets);
  jz_connection_set_derived_later (self->connection, TRUE);
  return g_steal_pointer (&self);
}

void
jz_arrivals_free (JzArrivals *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->entries, jz_rows_free);
  g_clear_pointer (&self->unindexed, jz_unindexed_free);
  g_clear_pointer (&self->sums, g_array_unref);
  g_free (self);
}

/* To make an index again takes as long as there are rows in all, to go on as long as there are new ones. */
static gboolean
are_many (JzArrivals *self)
{
  return self->sums->len >= MANY && self->sums->len >= self->entry / 4;
}

static gboolean
drop_indices (JzArrivals *self, GError **error)
{
  if (self->unindexed != NULL || self->sums->len % MANY != 0 || !are_many (self))
    return TRUE;
  if (!jz_rows_flush (self->entries, error))
    return FALSE;
  self->unindexed = jz_unindexed_begin (self->connection, "entry", error);
  return self->unindexed != NULL;
}

gboolean
jz_arrivals_add (JzArrivals *self, gint64 voucher, int year, guint line, const JzMove *move, GError **error)
{
  JzScope  scope;
  Sum      sum;
  gboolean ok;

  g_return_val_if_fail (move->from.place == 0 && move->to.place != 0, FALSE);

  if (!jz_posting_is_sound (move, 0, error))
    return FALSE;
  if (self == NULL)
    return TRUE;
  sum = (Sum){ move->item, move->to.place, move->to.holder, state_index (move->to.state), year, move->quantity,
               move->amount };
  g_array_append_vals (self->sums, &sum, 1);
  scope = jz_connection_enter (self->connection, JZ_SCOPE_POSTING);
  ok = jz_rows_add (self->entries, error, voucher, (int) line, move->item, move->asset, move->to.place, move->to.state,
                    move->to.holder,
                    move->quantity, move->amount, "in", year) &&
       drop_indices (self, error);
  jz_connection_enter (self->connection, scope);
  return ok;
}

/* The sums, each in the order of its key, where most rows come to stand after the last. Arrivals only add, so that a sum that
 * can be inserted can be added too. */

static int
compare (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static int
balance_order (gconstpointer a, gconstpointer b)
{
  const Sum *one = a, *other = b;
  int        order = compare (one->item, other->item);

  if (order == 0)
    order = compare (one->place, other->place);
  if (order == 0)
    order = compare (one->state, other->state);
  return order != 0 ? order : compare (one->holder, other->holder);
}

static int
turnover_order (gconstpointer a, gconstpointer b)
{
  const Sum *one = a, *other = b;
  int        order = compare (one->item, other->item);

  if (order == 0)
    order = compare (one->place, other->place);
  return order != 0 ? order : compare (one->year, other->year);
}

static gboolean
add_balance (JzArrivals *self, JzRows *rows, const Sum *sum, GError **error)
{
  return jz_rows_add (rows, error, sum->item, sum->place, states[sum->state], sum->holder, sum->quantity, sum->amount,
                      jz_connection_get_operation (self->connection));
}

static gboolean
add_turnover (JzArrivals *self, JzRows *rows, const Sum *sum, GError **error)
{
  return jz_rows_add (rows, error, sum->item, sum->place, sum->year, sum->quantity, sum->amount, 0, 0, 0, 0, 0, 0);
}

typedef struct
{
  const char  *insert, *types, *conflict;
  GCompareFunc order; /* those that are equal by it make one row */
  gboolean   (*add) (JzArrivals *self, JzRows *rows, const Sum *sum, GError **error);
} Sums;

static const Sums balances = {
  "INSERT OR ROLLBACK INTO balance (item, place, state, holder, quantity, amount, touched)", "llslll" "l",
  "ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity, amount = amount + excluded.amount, touched = "
  "excluded.touched",
  balance_order, add_balance,
};
static const Sums turnovers = {
  "INSERT OR ROLLBACK INTO turnover (item, place, year, in_quantity, in_amount, out_quantity, out_amount, "
  "arrived_quantity, arrived_amount, left_quantity, left_amount)", "llilliiiiii",
  "ON CONFLICT DO UPDATE SET in_quantity = in_quantity + excluded.in_quantity, in_amount = in_amount + "
  "excluded.in_amount",
  turnover_order, add_turnover,
};

static gboolean
add_to (Sum *sum, const Sum *more, GError **error)
{
  if (!__builtin_add_overflow (sum->quantity, more->quantity, &sum->quantity) &&
      !__builtin_add_overflow (sum->amount, more->amount, &sum->amount))
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("The amount is beyond all measure"));
  return FALSE;
}

static gboolean
write_sums (JzArrivals *self, const Sums *which, GError **error)
{
  g_autoptr (JzRows) rows = jz_rows_new (self->connection, which->insert, which->types, which->conflict, error);
  const Sum         *sums = (const Sum *) (gpointer) self->sums->data;
  gboolean           ok = rows != NULL;

  g_array_sort (self->sums, which->order);
  for (guint i = 0, next; ok && i < self->sums->len; i = next)
    {
      Sum sum = sums[i];

      for (next = i + 1; ok && next < self->sums->len && which->order (&sum, &sums[next]) == 0; next++)
        ok = add_to (&sum, &sums[next], error);
      ok = ok && which->add (self, rows, &sum, error);
    }
  return ok && jz_rows_flush (rows, error);
}

static gboolean
write_positions (JzArrivals *self, GError **error)
{
  return jz_connection_run (self->connection, error,
                            "INSERT OR ROLLBACK INTO position (asset, place, state, holder, voucher) "
                            "SELECT asset, place, state, holder, voucher FROM entry WHERE id > ? AND asset IS NOT NULL",
                            "l", self->entry);
}

static gboolean
without_indices (JzArrivals *self, const char *table, const Sums *which, GError **error)
{
  g_autoptr (JzUnindexed) unindexed = are_many (self) ? jz_unindexed_begin (self->connection, table, error) : NULL;

  if (unindexed == NULL && are_many (self))
    return FALSE;
  return (which != NULL ? write_sums (self, which, error) : write_positions (self, error)) &&
         (unindexed == NULL || jz_unindexed_end (unindexed, error));
}

static gboolean
add_up (JzArrivals *self, GError **error)
{
  return without_indices (self, "balance", &balances, error) && without_indices (self, "turnover", &turnovers, error) &&
         without_indices (self, "position", NULL, error) &&
         jz_search_fill (self->connection, "item_search",
                         "SELECT id, text, char (1) || text FROM item_searchable WHERE id > ?", self->item, error);
}

gboolean
jz_arrivals_end (JzArrivals *self, GError **error)
{
  JzScope  scope = jz_connection_enter (self->connection, JZ_SCOPE_POSTING);
  gboolean ok = jz_rows_flush (self->entries, error) &&
                (self->unindexed == NULL || jz_unindexed_end (self->unindexed, error));

  jz_connection_enter (self->connection, JZ_SCOPE_SUMS);
  ok = ok && add_up (self, error);
  jz_connection_enter (self->connection, scope);
  if (ok)
    jz_connection_set_derived_later (self->connection, FALSE);
  return ok;
}
