/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-depreciation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _JzPieces
{
  GArray       *pieces; /* of JzPiece */
  GStringChunk *keys;
  GHashTable   *kinds;  /* of Kind, by item */
};

gboolean
jz_worth_by_parse (const char *text, JzWorthBy *by)
{
  static const char *const names[] = { "class", "fund", "place", "subject", "year" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (text, names[i]) == 0)
      {
        *by = (JzWorthBy) i;
        return TRUE;
      }
  return FALSE;
}

void
jz_pieces_free (JzPieces *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->pieces);
  g_string_chunk_free (self->keys);
  g_hash_table_unref (self->kinds);
  g_free (self);
}

guint
jz_pieces_n (JzPieces *self)
{
  return self->pieces->len;
}

const JzPiece *
jz_pieces_get (JzPieces *self, guint i)
{
  return &g_array_index (self->pieces, JzPiece, i);
}

static const char *
why_of (const char *text)
{
  static const char *const all[] = { "", "consumable", "class", "own", "nominal", "small", "unknown" };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_strcmp0 (all[i], text) == 0)
      return all[i];
  return "unknown";
}

/* Kinds: what all of an item have in common. */

typedef struct
{
  int         months;
  const char *why, *class_name; /* that belongs to the pieces */
  gint64      least, nominal, residual;
} Kind;

#define KINDS \
  "SELECT k.item, k.months, k.why, k.least, k.nominal, k.residual, ifnull (d.class || ' ' || d.name, '') FROM item_life k " \
  "LEFT JOIN depreciation_life d ON d.id = k.life"

static void
add_kind (JzPieces *self, JzStatement *row)
{
  Kind *kind = g_new (Kind, 1);

  *kind = (Kind){ .months = (int) jz_statement_int64 (row, 1),
                  .why = why_of (jz_statement_text (row, 2)),
                  .class_name = g_string_chunk_insert_const (self->keys, jz_statement_text (row, 6)),
                  .least = jz_statement_int64 (row, 3),
                  .nominal = jz_statement_int64 (row, 4),
                  .residual = jz_statement_int64 (row, 5) };
  g_hash_table_insert (self->kinds, GSIZE_TO_POINTER ((gsize) jz_statement_int64 (row, 0)), kind);
}

/* @item 0: all. */
static gboolean
read_kinds (JzPieces *self, JzConnection *connection, gint64 item, GError **error)
{
  JzStatement *rows = item == 0 ? jz_connection_query (connection, error, KINDS, "") :
                                  jz_connection_query (connection, error, KINDS " WHERE k.item = ?", "l", item);

  while (jz_statement_next (rows))
    add_kind (self, rows);
  return jz_statement_finish (rows, error);
}

static const Kind *
kind_of (JzPieces *self, gint64 item)
{
  return g_hash_table_lookup (self->kinds, GSIZE_TO_POINTER ((gsize) item));
}

/* Cards, by the rules of the view asset_life, which is there for lists: to read all of them through it takes three times as long. */

#define VOUCHER_DATE(order) \
  "(SELECT v.date FROM entry e JOIN voucher v ON v.id = e.voucher WHERE e.asset = a.id ORDER BY e.id " order " LIMIT 1)"
#define LAST_PLACE "(SELECT place FROM entry WHERE asset = a.id ORDER BY id DESC LIMIT 1)"
#define CARDS(key, joins, where) \
  "SELECT a.id, a.item, a.price, ifnull (a.acquired, " VOUCHER_DATE ("") "), " \
  "iif (w.asset IS NULL, ifnull (" VOUCHER_DATE ("DESC") ", ''), NULL), own.years, " key ", own.residual FROM asset a " \
  "LEFT JOIN position w ON w.asset = a.id LEFT JOIN depreciation_own own ON own.asset = a.id " joins " WHERE a.voided IS NULL" where

static const char *const cards_sql[] = {
  [JZ_WORTH_CLASS] = CARDS ("NULL", "", ""),
  [JZ_WORTH_FUND] = CARDS ("a.fund", "", ""),
  [JZ_WORTH_PLACE] = CARDS ("p.path", "LEFT JOIN place p ON p.id = ifnull (w.place, " LAST_PLACE ")", ""),
  [JZ_WORTH_SUBJECT] = CARDS ("i.subject", "JOIN item i ON i.id = a.item", ""),
  [JZ_WORTH_YEAR] = CARDS ("NULL", "", ""),
};

static const char *
why_not (JzStatement *row, gint64 price, const Kind *kind)
{
  if (price <= kind->nominal)
    return "nominal";
  if (!jz_statement_is_null (row, 5))
    return jz_statement_int64 (row, 5) == 0 ? "own" : "";
  if (kind->why[0] != '\0')
    return kind->why;
  return price < kind->least ? "small" : "";
}

static int
months_of (JzStatement *row, const Kind *kind)
{
  return jz_statement_is_null (row, 5) ? kind->months : (int) jz_statement_int64 (row, 5) * 12;
}

/* FALSE: it came after @month. */
static gboolean
take_card (JzPieces *self, JzStatement *row, int month, JzPiece *piece)
{
  const Kind *kind = kind_of (self, jz_statement_int64 (row, 1));
  gint64      price = jz_statement_int64 (row, 2);
  gint64      kept = jz_statement_is_null (row, 7) ? kind->residual : jz_statement_int64 (row, 7);
  gint64      base = price - price * kept / 100;
  int         first = jz_wear_month (jz_statement_text (row, 3));

  *piece = (JzPiece){ .asset = jz_statement_int64 (row, 0),
                      .item = jz_statement_int64 (row, 1),
                      .price = price,
                      .why = why_not (row, price, kind) };
  piece->wear = (JzWear){ base, 0, base, piece->why[0] == '\0' ? months_of (row, kind) : 0, first,
                          jz_statement_is_null (row, 4) ? JZ_WEAR_STAYS : jz_wear_month (jz_statement_text (row, 4)) };
  return first >= 0 && first <= month;
}

static const char *
card_key (JzPieces *self, JzWorthBy by, JzStatement *row, const JzPiece *piece)
{
  char        year[16];
  const char *text;

  if (by == JZ_WORTH_CLASS)
    return kind_of (self, piece->item)->class_name;
  if (by == JZ_WORTH_YEAR)
    g_snprintf (year, sizeof year, "%04d", piece->wear.first / 12);
  text = by == JZ_WORTH_YEAR ? year : jz_statement_text (row, 6);
  return g_string_chunk_insert_const (self->keys, text != NULL ? text : "");
}

static gboolean
read_cards (JzPieces *self, JzWorthBy by, int month, JzStatement *rows, GError **error)
{
  while (jz_statement_next (rows))
    {
      JzPiece piece;

      if (!take_card (self, rows, month, &piece))
        continue;
      piece.key = card_key (self, by, rows, &piece);
      g_array_append_val (self->pieces, piece);
    }
  return jz_statement_finish (rows, error);
}

/* Lots: the layers of one item, oldest first. */

typedef struct
{
  int         month;
  gint64      amount, taken; /* fen: what came, what of it has left again */
  gint64      quantity;
  const char *key;
} Layer;

typedef struct
{
  JzPieces *pieces;
  gint64    item, unit;
  const Kind *kind;
  GArray   *layers; /* of Layer */
  guint     oldest; /* the first that still has something */
} Lot;

static void
add_piece (Lot *lot, const Layer *layer, gint64 low, gint64 high, int gone)
{
  gint64  one = layer->quantity > 0 ? layer->amount * lot->unit / layer->quantity : layer->amount;
  JzPiece piece = { .item = lot->item, .key = layer->key, .price = high - low, .why = lot->kind->why };
  gint64  kept = lot->kind->residual;

  if (one <= lot->kind->nominal)
    piece.why = "nominal";
  else if (piece.why[0] == '\0' && one < lot->kind->least)
    piece.why = "small";
  piece.wear = (JzWear){ layer->amount - layer->amount * kept / 100, low - low * kept / 100, high - high * kept / 100,
                         piece.why[0] == '\0' ? lot->kind->months : 0, layer->month, gone };
  g_array_append_val (lot->pieces->pieces, piece);
}

/* Takes @amount out of the books in @month. */
static void
take_out (Lot *lot, gint64 amount, int month)
{
  for (; amount > 0 && lot->oldest < lot->layers->len;)
    {
      Layer *layer = &g_array_index (lot->layers, Layer, lot->oldest);
      gint64 some = MIN (amount, layer->amount - layer->taken);

      if (some > 0)
        add_piece (lot, layer, layer->taken, layer->taken + some, month);
      layer->taken += some;
      amount -= some;
      if (layer->taken == layer->amount)
        lot->oldest++;
    }
}

static void
end_lot (Lot *lot)
{
  for (guint i = lot->oldest; i < lot->layers->len; i++)
    {
      Layer *layer = &g_array_index (lot->layers, Layer, i);

      if (layer->taken < layer->amount)
        add_piece (lot, layer, layer->taken, layer->amount, JZ_WEAR_STAYS);
    }
  g_array_set_size (lot->layers, 0);
  lot->oldest = 0;
}

/* By the day of the voucher: what was entered late stands where it belongs. What comes goes before what leaves on the same day.
 * The order of the joins and the index are said, since SQLite would go through all entries, and lots have few of them. */
#define LOTS(key, joins, where) \
  "SELECT e.item, e.quantity, e.amount, v.date, CASE i.decimals WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 2 THEN 100 ELSE 1000 END, " key \
  " FROM item i CROSS JOIN entry e INDEXED BY entry_lot ON e.item = i.id CROSS JOIN voucher v ON v.id = e.voucher " joins \
  " WHERE i.tracking = 'lot' AND e.asset IS NULL AND e.flow IN ('in', 'out') AND e.amount <> 0 " \
  "AND CAST (substr (v.date, 1, 4) AS INTEGER) * 12 + CAST (substr (v.date, 6, 2) AS INTEGER) - 1 <= ?1" where \
  " ORDER BY e.item, v.date, e.amount < 0, e.id"

static const char *const lots_sql[] = {
  [JZ_WORTH_CLASS] = LOTS ("NULL", "", ""), /* the kind knows it */
  [JZ_WORTH_FUND] = LOTS ("v.fund", "", ""),
  [JZ_WORTH_PLACE] = LOTS ("p.path", "CROSS JOIN place p ON p.id = e.place", ""),
  [JZ_WORTH_SUBJECT] = LOTS ("i.subject", "", ""),
  [JZ_WORTH_YEAR] = LOTS ("substr (v.date, 1, 4)", "", ""),
};
static const char lot_of_item_sql[] = LOTS ("NULL", "", " AND i.id = ?2");

static void
begin_lot (Lot *lot, JzStatement *row)
{
  lot->item = jz_statement_int64 (row, 0);
  lot->unit = jz_statement_int64 (row, 4);
  lot->kind = kind_of (lot->pieces, lot->item);
}

static const char *
layer_key (Lot *lot, JzStatement *row)
{
  return jz_statement_is_null (row, 5) ? lot->kind->class_name :
                                         g_string_chunk_insert_const (lot->pieces->keys, jz_statement_text (row, 5));
}

static gboolean
read_lots (JzPieces *self, JzStatement *rows, GError **error)
{
  g_autoptr (GArray) layers = g_array_new (FALSE, FALSE, sizeof (Layer));
  Lot lot = { .pieces = self, .layers = layers };

  while (jz_statement_next (rows))
    {
      gint64 amount = jz_statement_int64 (rows, 2);
      int    when = jz_wear_month (jz_statement_text (rows, 3));

      if (jz_statement_int64 (rows, 0) != lot.item)
        {
          end_lot (&lot);
          begin_lot (&lot, rows);
        }
      if (amount > 0)
        {
          Layer layer = { when, amount, 0, jz_statement_int64 (rows, 1), layer_key (&lot, rows) };

          g_array_append_val (lot.layers, layer);
        }
      else
        take_out (&lot, -amount, when);
    }
  end_lot (&lot);
  return jz_statement_finish (rows, error);
}

static JzPieces *
pieces_new (guint reserved)
{
  JzPieces *self = g_new0 (JzPieces, 1);

  self->pieces = g_array_sized_new (FALSE, FALSE, sizeof (JzPiece), reserved);
  self->keys = g_string_chunk_new (4096);
  self->kinds = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  return self;
}

JzPieces *
jz_pieces_read (JzConnection *connection, JzWorthBy by, int month, GError **error)
{
  g_autoptr (JzPieces) self = NULL;
  gint64               cards = 0;

  if (!jz_connection_number (connection, &cards, 0, error, "SELECT count(*) FROM asset", ""))
    return NULL;
  self = pieces_new ((guint) cards + 256);
  if (!read_kinds (self, connection, 0, error) ||
      !read_cards (self, by, month, jz_connection_query (connection, error, cards_sql[by], ""), error) ||
      !read_lots (self, jz_connection_query (connection, error, lots_sql[by], "i", month), error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Sums. */

void
jz_worth_free (JzWorth *self)
{
  g_free (self->key);
  g_free (self);
}

static void
add_worth (JzWorth *worth, const JzPiece *piece, int month)
{
  gint64 written = piece->why[0] == '\0' ? jz_wear_by (&piece->wear, month) : 0;

  worth->cards += piece->asset != 0;
  worth->price += piece->price;
  worth->depreciable += piece->why[0] == '\0' ? piece->price : 0;
  worth->monthly += written > 0 ? written - jz_wear_by (&piece->wear, month - 1) : 0;
  worth->accumulated += written;
  worth->net += piece->price - written;
  worth->unknown += g_str_equal (piece->why, "unknown");
}

/* Keys are interned: the same key is the same pointer. */
static gpointer
of_key (GHashTable *by_key, GPtrArray *found, const char *key, gsize size)
{
  char **row = g_hash_table_lookup (by_key, key);

  if (row == NULL)
    {
      row = g_malloc0 (size);
      *row = g_strdup (key); /* the key stands first in both kinds of row */
      g_hash_table_insert (by_key, (gpointer) key, row);
      g_ptr_array_add (found, row);
    }
  return row;
}

static gint
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (**(char ***) a, **(char ***) b);
}

static void
add_up_worth (GPtrArray *rows, JzWorth *total)
{
  *total = (JzWorth){ 0 };
  for (guint i = 0; i < rows->len; i++)
    {
      const JzWorth *row = g_ptr_array_index (rows, i);

      total->cards += row->cards;
      total->price += row->price;
      total->depreciable += row->depreciable;
      total->monthly += row->monthly;
      total->accumulated += row->accumulated;
      total->net += row->net;
      total->unknown += row->unknown;
    }
}

GPtrArray *
jz_worth_sum (JzPieces *pieces, int month, JzWorth *total)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_direct_hash, g_direct_equal);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_worth_free);

  for (guint i = 0; i < pieces->pieces->len; i++)
    {
      const JzPiece *piece = jz_pieces_get (pieces, i);

      if (jz_wear_is_there (&piece->wear, month))
        add_worth (of_key (by_key, found, piece->key, sizeof (JzWorth)), piece, month);
    }
  g_ptr_array_sort (found, compare_keys);
  if (total != NULL)
    add_up_worth (found, total);
  return found;
}

/* A year. */

void
jz_worth_year_free (JzWorthYear *self)
{
  g_free (self->key);
  g_free (self);
}

static void
add_year (JzWorthYear *row, const JzPiece *piece, int before, int last)
{
  const JzWear *wear = &piece->wear;
  gboolean      was = jz_wear_is_there (wear, before), is = jz_wear_is_there (wear, last);
  gint64        written = jz_wear_by (wear, last), opening = was ? jz_wear_by (wear, before) : 0;

  if (wear->gone <= before)
    return;
  row->opening += was ? piece->price : 0;
  row->added += was ? 0 : piece->price;
  row->removed += is ? 0 : piece->price;
  row->closing += is ? piece->price : 0;
  row->worn_opening += opening;
  row->worn_year += written - opening;
  row->worn_removed += is ? 0 : written;
  row->worn_closing += is ? written : 0;
}

GPtrArray *
jz_worth_register (JzPieces *pieces, int year, JzWorthYear *total)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_direct_hash, g_direct_equal);
  GPtrArray  *found = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_worth_year_free);
  JzWorthYear all = { 0 };
  int         last = year * 12 + 11;

  for (guint i = 0; i < pieces->pieces->len; i++)
    {
      const JzPiece *piece = jz_pieces_get (pieces, i);

      if (piece->wear.first > last || piece->wear.gone <= last - 12)
        continue;
      add_year (of_key (by_key, found, piece->key, sizeof (JzWorthYear)), piece, last - 12, last);
      add_year (&all, piece, last - 12, last);
    }
  g_ptr_array_sort (found, compare_keys);
  if (total != NULL)
    *total = all;
  return found;
}

void
jz_worth_forecast (JzPieces *pieces, int year, gint64 *amounts, guint n)
{
  memset (amounts, 0, n * sizeof *amounts);
  for (guint i = 0; n > 0 && i < pieces->pieces->len; i++)
    {
      const JzWear *wear = &jz_pieces_get (pieces, i)->wear;
      gint64        before = jz_wear_by (wear, year * 12 - 1);

      for (guint y = 0; y < n; y++)
        {
          gint64 after = jz_wear_by (wear, (year + (int) y) * 12 + 11);

          amounts[y] += after - before;
          before = after;
        }
    }
}

/* One. */

gboolean
jz_worth_of_asset (JzConnection *connection, gint64 asset, int month, JzPiece *piece, GError **error)
{
  g_autoptr (JzPieces) pieces = pieces_new (1);
  gint64               item = 0;

  if (!jz_connection_number (connection, &item, 0, error, "SELECT item FROM asset WHERE id = ?", "l", asset) ||
      !read_kinds (pieces, connection, item, error) ||
      !read_cards (pieces, JZ_WORTH_CLASS, month,
                   jz_connection_query (connection, error, CARDS ("NULL", "", " AND a.id = ?"), "l", asset), error))
    return FALSE;
  if (jz_pieces_n (pieces) == 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such card"));
      return FALSE;
    }
  *piece = *jz_pieces_get (pieces, 0);
  piece->key = NULL;
  return TRUE;
}

gboolean
jz_worth_of_item (JzConnection *connection, gint64 item, int month, JzWorth *worth, GError **error)
{
  g_autoptr (JzPieces) pieces = pieces_new (16);

  if (!read_kinds (pieces, connection, item, error) ||
      !read_cards (pieces, JZ_WORTH_CLASS, month,
                   jz_connection_query (connection, error, CARDS ("NULL", "", " AND a.item = ?"), "l", item), error) ||
      !read_lots (pieces, jz_connection_query (connection, error, lot_of_item_sql, "il", month, item), error))
    return FALSE;
  *worth = (JzWorth){ 0 };
  for (guint i = 0; i < pieces->pieces->len; i++)
    if (jz_wear_is_there (&jz_pieces_get (pieces, i)->wear, month))
      add_worth (worth, jz_pieces_get (pieces, i), month);
  return TRUE;
}
