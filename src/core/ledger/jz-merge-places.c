/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-merge-private.h"
#include "jz-merge.h"
#include "jz-place.h"

typedef struct
{
  gint64 gone, kept;
} Pair;

typedef struct
{
  JzOperation  *operation;
  JzConnection *connection;
  GArray       *pairs;  /* of Pair: what holds before what it holds */
  GArray       *moving; /* of Pair: places that go into another one, as they are */
  GArray       *carried;
} Merge;

static gboolean
kind_of (Merge *self, gint64 place, char **kind, GError **error)
{
  g_autoptr (GError) failure = NULL;

  *kind = jz_connection_text (self->connection, &failure, "SELECT kind FROM place WHERE id = ? AND voided IS NULL", "l",
                              place);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (*kind == NULL)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such place"));
  return *kind != NULL;
}

static gboolean plan_pair (Merge *self, gint64 gone, gint64 kept, GError **error);

/* What has the same name there becomes one with it. */
static gboolean
plan_child (Merge *self, gint64 child, gint64 kept, GError **error)
{
  g_autofree char *path = jz_place_path_in (self->connection, child, kept, error);
  gint64           twin;

  if (path == NULL ||
      !jz_connection_number (self->connection, &twin, 0, error,
                             "SELECT id FROM place WHERE path = ? AND voided IS NULL AND id <> ?", "sl", path, child))
    return FALSE;
  if (twin != 0)
    return plan_pair (self, child, twin, error);
  g_array_append_vals (self->moving, &(Pair){ child, kept }, 1);
  return TRUE;
}

static gboolean
plan_children (Merge *self, gint64 gone, gint64 kept, GError **error)
{
  g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (gint64));
  JzStatement *rows = jz_connection_query (self->connection, error,
                                           "SELECT id FROM place WHERE parent = ? AND voided IS NULL", "l", gone);

  while (jz_statement_next (rows))
    g_array_append_vals (children, &(gint64){ jz_statement_int64 (rows, 0) }, 1);
  if (!jz_statement_finish (rows, error))
    return FALSE;
  for (guint i = 0; i < children->len; i++)
    if (!plan_child (self, g_array_index (children, gint64, i), kept, error))
      return FALSE;
  return TRUE;
}

static gboolean
plan_moves (Merge *self, gint64 gone, gint64 kept, GError **error)
{
  g_autoptr (GArray) moves = jz_moves_out_of_place (self->connection, gone, error);

  for (guint i = 0; moves != NULL && i < moves->len; i++)
    {
      JzCarried one = g_array_index (moves, JzCarried, i);

      one.move.to = one.move.from;
      one.move.to.place = kept;
      g_array_append_val (self->carried, one);
    }
  return moves != NULL;
}

static gboolean
plan_pair (Merge *self, gint64 gone, gint64 kept, GError **error)
{
  g_autofree char *one = NULL, *other = NULL;

  if (!kind_of (self, gone, &one, error) || !kind_of (self, kept, &other, error))
    return FALSE;
  if (gone == kept || !g_str_equal (one, other))
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("Only places of the same kind can become one"));
      return FALSE;
    }
  g_array_append_vals (self->pairs, &(Pair){ gone, kept }, 1);
  return jz_must_not_be_counted (self->connection, "place", gone, error) &&
         jz_must_not_be_counted (self->connection, "place", kept, error) && plan_moves (self, gone, kept, error) &&
         plan_children (self, gone, kept, error);
}

/* What the one that stays does not say, the other does. */
static gboolean
end_pair (Merge *self, const Pair *pair, GError **error)
{
  return jz_connection_run (self->connection, error,
                            "UPDATE place SET purpose = iif (place.purpose = '', gone.purpose, place.purpose), keeper "
                            "= ifnull (place.keeper, gone.keeper), "
                            "area = ifnull (place.area, gone.area), seats = ifnull (place.seats, gone.seats), changed "
                            "= jz_operation () "
                            "FROM place gone WHERE gone.id = ?1 AND place.id = ?2",
                            "ll", pair->gone, pair->kept) &&
         jz_merge_follow (self->connection, "place", pair->kept, pair->gone, error) &&
         jz_merged_note (self->operation, "place", pair->gone, pair->kept, error) &&
         jz_connection_run (self->connection, error,
                            "UPDATE place SET voided = jz_operation (), changed = jz_operation () WHERE id = ?", "l",
                            pair->gone);
}

static gboolean
carry_out (Merge *self, const char *reason, GError **error)
{
  if (!jz_moves_post (self->operation, self->carried, "transfer", reason, error))
    return FALSE;
  for (guint i = 0; i < self->moving->len; i++)
    {
      const Pair *moving = &g_array_index (self->moving, Pair, i);

      if (!jz_place_move (self->operation, moving->gone, moving->kept, error))
        return FALSE;
    }
  for (guint i = self->pairs->len; i > 0; i--)
    if (!end_pair (self, &g_array_index (self->pairs, Pair, i - 1), error))
      return FALSE;
  return TRUE;
}

static gboolean
merge_place (JzOperation *operation, gint64 kept, gint64 gone, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair)),
                     moving = g_array_new (FALSE, FALSE, sizeof (Pair)),
                     carried = g_array_new (FALSE, FALSE, sizeof (JzCarried));
  Merge            self = { operation, connection, pairs, moving, carried };
  g_autofree char *from = NULL, *to = NULL, *reason = NULL;

  if (!plan_pair (&self, gone, kept, error))
    return FALSE;
  from = jz_connection_text (connection, error, "SELECT path FROM place WHERE id = ?", "l", gone);
  to = from != NULL ? jz_connection_text (connection, error, "SELECT path FROM place WHERE id = ?", "l", kept) : NULL;
  if (to == NULL)
    return FALSE;
  reason = g_strdup_printf (_("Merged: %s into %s"), from, to);
  if (!carry_out (&self, reason, error))
    return FALSE;
  jz_operation_describe (operation, "%s", reason);
  return TRUE;
}

gboolean
jz_places_merge (JzOperation *operation, gint64 kept, const gint64 *gone, guint n, GError **error)
{
  g_autofree char *into = NULL;

  for (guint i = 0; i < n; i++)
    if (!merge_place (operation, kept, gone[i], error))
      return FALSE;
  if (n == 1)
    return TRUE;
  into = jz_connection_text (jz_operation_get_connection (operation), error, "SELECT path FROM place WHERE id = ?", "l",
                             kept);
  if (into == NULL)
    return FALSE;
  jz_operation_describe (
      operation, g_dngettext (GETTEXT_PACKAGE, "Merged %u place into %s", "Merged %u places into %s", n), n, into);
  return TRUE;
}
