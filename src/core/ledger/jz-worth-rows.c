/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-depreciation.h"

void
jz_worth_row_free (JzWorthRow *self)
{
  char *const texts[] = { self->number, self->name,  self->spec, self->unit,    self->code, self->class_name,
                          self->place,  self->fund, self->acquired };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (self);
}

static const char *const card_words_sql =
  "SELECT a.number, i.name, i.spec, i.unit, i.code, ifnull (d.name, ''), ifnull (p.path, ''), a.fund FROM asset a "
  "JOIN item i ON i.id = a.item LEFT JOIN depreciation_life d ON d.id = (SELECT life FROM item_life WHERE item = i.id) "
  "LEFT JOIN position w ON w.asset = a.id LEFT JOIN place p ON p.id = w.place WHERE a.id = ?";

static const char *const lot_words_sql =
  "SELECT '', i.name, i.spec, i.unit, i.code, ifnull (d.name, ''), '', '' FROM item i "
  "LEFT JOIN depreciation_life d ON d.id = (SELECT life FROM item_life WHERE item = i.id) WHERE i.id = ?";

static gboolean
add_words (JzConnection *connection, JzWorthRow *row, GError **error)
{
  JzStatement *words = jz_connection_query (connection, error, row->asset != 0 ? card_words_sql : lot_words_sql, "l",
                                            row->asset != 0 ? row->asset : row->item);
  char **const texts[] = { &row->number, &row->name,       &row->spec,  &row->unit,
                           &row->code,   &row->class_name, &row->place, &row->fund };

  if (!jz_statement_first (words, "", error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = jz_statement_dup (words, (int) i);
  jz_statement_reset (words);
  return TRUE;
}

static JzWorthRow *
row_of (const JzPiece *piece, int month)
{
  JzWorthRow *row = g_new0 (JzWorthRow, 1);

  row->asset = piece->asset;
  row->item = piece->item;
  row->acquired = g_strdup_printf ("%04d-%02d", piece->wear.first / 12, piece->wear.first % 12 + 1);
  row->price = piece->price;
  row->monthly = jz_wear_in (&piece->wear, month);
  row->accumulated = jz_wear_by (&piece->wear, month);
  row->net = piece->price - row->accumulated;
  row->months = piece->wear.months;
  row->left = jz_wear_left (&piece->wear, month);
  row->why = piece->why;
  return row;
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  const JzWorthRow *first = *(JzWorthRow *const *) a, *second = *(JzWorthRow *const *) b;
  int               order = (first->asset == 0) - (second->asset == 0);

  if (order == 0)
    order = g_strcmp0 (first->asset != 0 ? first->number : first->code,
                       second->asset != 0 ? second->number : second->code);
  if (order == 0)
    order = (first->item > second->item) - (first->item < second->item);
  return order != 0 ? order : g_strcmp0 (first->acquired, second->acquired);
}

GPtrArray *
jz_worth_rows (JzConnection *connection, int month, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_worth_row_free);
  g_autoptr (JzPieces)  pieces = jz_pieces_read (connection, JZ_WORTH_SUBJECT, month, error);

  if (pieces == NULL)
    return NULL;
  for (guint i = 0; i < jz_pieces_n (pieces); i++)
    {
      const JzPiece *piece = jz_pieces_get (pieces, i);

      if (!jz_wear_is_there (&piece->wear, month))
        continue;
      g_ptr_array_add (rows, row_of (piece, month));
      if (!add_words (connection, g_ptr_array_index (rows, rows->len - 1), error))
        return NULL;
    }
  g_ptr_array_sort (rows, compare);
  return g_steal_pointer (&rows);
}
