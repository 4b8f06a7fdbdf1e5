/* jz-depreciation: what the things of the school are worth on any day, and what each year writes off.
 *
 * Computed from the cards, the ledger's entries and the table of lives (depreciation_life); nothing is stored. How a month is reckoned is
 * jz-wear.h. Everything is as of the end of a month.
 *
 * Cards count from the month in which they were acquired (not known: in which they came into the books) to the month before the one in
 * which they left the books. A lot counts by its receipts: each is a layer with its date and amount, and what leaves the ledger, at
 * the amount at which it leaves, is taken from the oldest layers first. So the original value is always what the ledger says.
 *
 * Not depreciated: consumables; classes whose life is 0 (books, relics, plants and animals, land); what costs no more than the nominal
 * price; what costs less than the threshold, where it is switched on (value_rule); what a person said is not; and what no class fits,
 * which is told apart, since there somebody has to decide.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"
#include "jz-wear.h"

G_BEGIN_DECLS

extern const JzAction jz_action_life; /* the table of lives and the rules */

typedef enum
{
  JZ_WORTH_CLASS,   /* of the table of lives */
  JZ_WORTH_FUND,    /* of lots: the receipt's */
  JZ_WORTH_PLACE,   /* where it is now; what has left: where it was last */
  JZ_WORTH_SUBJECT,
  JZ_WORTH_YEAR,    /* in which it came */
} JzWorthBy;

/* "class", "fund", "place", "subject", "year". */
gboolean   jz_worth_by_parse (const char *text, JzWorthBy *by);

/* A card, or a layer of a lot. */
typedef struct
{
  gint64      asset; /* 0: of a lot */
  gint64      item;
  const char *key;   /* belongs to the pieces */
  gint64      price; /* original value, fen */
  const char *why;   /* static: "" when it is depreciated, else "consumable", "class", "own", "nominal", "small", "unknown" */
  JzWear      wear;
} JzPiece;

typedef struct _JzPieces JzPieces;

/* All that ever was in the school up to the end of @month, with the keys of @by. Returns: (transfer full) */
JzPieces      *jz_pieces_read (JzConnection *connection, JzWorthBy by, int month, GError **error);
void           jz_pieces_free (JzPieces *self);
guint          jz_pieces_n    (JzPieces *self);
const JzPiece *jz_pieces_get  (JzPieces *self, guint i);

/* Of one key, or of all. */
typedef struct
{
  char  *key;
  guint  cards;        /* in the books at the end of the month */
  gint64 price;        /* original value of all in the books, lots too */
  gint64 depreciable;  /* of it, what is depreciated */
  gint64 monthly;      /* what the month takes */
  gint64 accumulated;  /* written off so far of what is in the books */
  gint64 net;          /* price − accumulated */
  guint  unknown;      /* pieces that no class fits */
} JzWorth;

void       jz_worth_free (JzWorth *self);

/* By key. @total: (out) (optional): of all; its key is NULL. Returns: (transfer full) (element-type JzWorth) */
GPtrArray *jz_worth_sum (JzPieces *pieces, int month, JzWorth *total);

/* A year's register of one key: opening + added − removed = closing, of original values and of what is written off. */
typedef struct
{
  char  *key;
  gint64 opening, added, removed, closing;                         /* original value, fen */
  gint64 worn_opening, worn_year, worn_removed, worn_closing;      /* written off */
} JzWorthYear;

void       jz_worth_year_free (JzWorthYear *self);

/* @pieces read up to December of @year. @total as above. Returns: (transfer full) (element-type JzWorthYear) */
GPtrArray *jz_worth_register (JzPieces *pieces, int year, JzWorthYear *total);

/* What @n years from @year on will write off, if nothing comes or goes: @amounts (out): @n of them, fen. */
void       jz_worth_forecast (JzPieces *pieces, int year, gint64 *amounts, guint n);

/* One card at the end of @month; JZ_ERROR_NOT_FOUND when there is none. */
gboolean   jz_worth_of_asset (JzConnection *connection, gint64 asset, int month, JzPiece *piece, GError **error);

/* All of an item that is in the books. */
gboolean   jz_worth_of_item (JzConnection *connection, gint64 item, int month, JzWorth *worth, GError **error);

/* Cards with words, for paper and commands: a row for each that is in the books at the end of the month, by number, then the lots. */
typedef struct
{
  gint64  asset, item;
  char   *number, *name, *spec, *unit, *code, *class_name, *place, *fund;
  char   *acquired;    /* month: "2026-09" */
  gint64  price, monthly, accumulated, net;
  int     months, left;
  const char *why;
} JzWorthRow;

void       jz_worth_row_free (JzWorthRow *self);

/* Returns: (transfer full) (element-type JzWorthRow) */
GPtrArray *jz_worth_rows (JzConnection *connection, int month, GError **error);

/* A row of the table of lives. */
typedef struct
{
  const char *scheme, *edition, *code, *class_name, *name, *source;
  int         years; /* 0: never */
  gboolean    special, bulk, instrument;
} JzLife;

/* @id 0: a new row. What a person changed is no starter value any more. JZ_ERROR_INVALID, JZ_ERROR_CONFLICT. */
gboolean   jz_life_put    (JzOperation *operation, gint64 id, const JzLife *life, GError **error);
gboolean   jz_life_remove (JzOperation *operation, gint64 id, GError **error);

/* Where a person knows better than the table. One of @item and @asset is not 0. */
typedef struct
{
  gint64      item, asset;
  int         years;    /* -1: as the table says, and then nothing else counts; 0: never */
  int         residual; /* percent, 0 … 99; -1: as the rules say */
  const char *reason;   /* needed */
} JzOwnLife;

gboolean   jz_life_set_own (JzOperation *operation, const JzOwnLife *life, GError **error);

typedef struct
{
  gboolean threshold_on;
  gint64   threshold, threshold_special, nominal; /* fen */
  int      residual, share;                       /* percent */
  gint64   instruments_per_pupil;                 /* fen; 0: by the stage */
  gboolean starter;
} JzValueRule;

gboolean   jz_value_rule_read (JzConnection *connection, JzValueRule *rule, GError **error);
gboolean   jz_value_rule_put  (JzOperation *operation, const JzValueRule *rule, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzPieces, jz_pieces_free)

G_END_DECLS
