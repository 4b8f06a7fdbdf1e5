/* jz-stocktake: counting what stands in the school, with a scanner, by hand, by several people (盘点).
 *
 * It begins with what the books say, line by line; from then on every scan is kept as it came and settles a line: found where it
 * should be, found elsewhere, read again, something the books have nowhere here, or a code that nobody knows. Nothing is refused for
 * being read twice. What is lent is not there to be counted; a lent card that is read all the same has come back. When counting has ended each difference gets its cause, somebody who may approve posts them, and vouchers bring
 * the books into line: what stood elsewhere is transferred, what is missing or too many adjusted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_stocktake, jz_action_stocktake_scan, jz_action_stocktake_post;

typedef struct
{
  const char *name;   /* NULL: what is counted, the place or whose it is */
  const char *date;   /* ISO; NULL: today */
  gint64      place;  /* with all that is in it; 0: every place */
  gint64      keeper; /* only what this person answers for; 0: anybody's */
  const char *several; /* see jz_stocktake_set_several(); NULL: "add" */
} JzStocktakePlan;

/* JZ_ERROR_INVALID where nothing is to be counted. @id: (out). */
gboolean jz_stocktake_start (JzOperation *operation, const JzStocktakePlan *plan, gint64 *id, GError **error);

/* By number; JZ_ERROR_NOT_FOUND. */
gboolean jz_stocktake_find  (JzConnection *connection, const char *number, gint64 *id, GError **error);

typedef struct
{
  const char *code;     /* as read: an asset's number or serial, an item's code */
  gint64      quantity; /* of an item, in its smallest unit; -1: one */
  gint64      place;    /* where the counter stands; 0: not said, and then nothing is elsewhere */
  const char *counter;  /* who counts; NULL: not said */
} JzStocktakeScan;

typedef enum
{
  JZ_SCAN_FOUND,
  JZ_SCAN_ELSEWHERE, /* the books have it at another place */
  JZ_SCAN_AGAIN,     /* counted before */
  JZ_SCAN_SURPLUS,   /* the books have none of it here, or none at all */
  JZ_SCAN_UNKNOWN,   /* nobody has that code */
} JzScanVerdict;

/* "found", "elsewhere", … */
const char *jz_scan_verdict_word (JzScanVerdict verdict);

/* @line: (out) (optional): the line that it settled, 0 for an unknown code. JZ_ERROR_CONFLICT when it is not being counted any more. */
gboolean jz_stocktake_scan (JzOperation *operation, gint64 id, const JzStocktakeScan *scan, JzScanVerdict *verdict, gint64 *line, GError **error);

/* What a person counted of a line; -1: nothing yet. JZ_ERROR_INVALID for more than one of a card. */
gboolean jz_stocktake_count (JzOperation *operation, gint64 line, gint64 counted, GError **error);

typedef enum
{
  JZ_COUNTED_FIRST,  /* nobody had counted it */
  JZ_COUNTED_AGAIN,  /* only the same counter had */
  JZ_COUNTED_SAME,   /* and said the same */
  JZ_COUNTED_BESIDE, /* somebody else had */
} JzCountedAs;

/* All that @counter counted of the line, which stands instead of what the same counter said of it before. Where others have counted it
 * too, see jz_stocktake_set_several(). It is kept as a scan. */
gboolean jz_stocktake_count_as (JzOperation *operation, gint64 line, gint64 counted, const char *counter, JzCountedAs *as, GError **error);

/* Where several count the same line of things without cards: "add": their numbers add up (at first); "later": the later one stands. */
gboolean jz_stocktake_set_several (JzOperation *operation, gint64 id, const char *several, GError **error);

gboolean jz_stocktake_cause (JzOperation *operation, gint64 line, const char *cause, GError **error);

/* Counting has ended: what nobody counted is missing. */
gboolean jz_stocktake_finish (JzOperation *operation, gint64 id, GError **error);
/* Counting goes on after all; not once it was posted. */
gboolean jz_stocktake_reopen (JzOperation *operation, gint64 id, GError **error);
gboolean jz_stocktake_drop   (JzOperation *operation, gint64 id, GError **error);

/* Posts the differences, each of which needs its cause; whoever does it approves them. JZ_ERROR_INVALID says which line can't be
 * posted and why: it has no cause, or the thing has moved since it was counted. */
gboolean jz_stocktake_post   (JzOperation *operation, gint64 id, GError **error);

/* What came of it. Pieces in whole units, money in fen. */
typedef struct
{
  char  *number, *name, *date, *state;
  guint  lines, counted;               /* lines of the books; of those, counted */
  guint  agree, elsewhere, missing, short_lines, surplus; /* short: some, but fewer */
  gint64 pieces, pieces_agree;         /* of the books; of those, found where they should be */
  gint64 value, value_agree;
  guint  scans, unknown;
} JzStocktakeSum;

void     jz_stocktake_sum_clear (JzStocktakeSum *self);
gboolean jz_stocktake_sum (JzConnection *connection, gint64 id, JzStocktakeSum *sum, GError **error);

/* The verdict over a line "l" of the table stocktake_line joined to its stock-take "s", as SQL. While it is open what was not counted is
 * open, afterwards it is missing. A card that the books have elsewhere is elsewhere here, too. */
#define JZ_STOCKTAKE_VERDICT \
  "CASE WHEN l.counted IS NULL AND s.state = 'open' THEN 'open'" \
  " WHEN l.expected = 0 AND l.asset IS NOT NULL AND EXISTS (SELECT 1 FROM position WHERE asset = l.asset) THEN 'elsewhere'" \
  " WHEN ifnull (l.counted, 0) > l.expected THEN 'surplus'" \
  " WHEN ifnull (l.counted, 0) = 0 AND l.expected > 0 THEN 'missing'" \
  " WHEN l.counted < l.expected THEN 'short'" \
  " WHEN l.found_place IS NOT NULL THEN 'elsewhere' ELSE 'agree' END"

typedef struct
{
  gint64 id;
  char  *code;    /* of the card, else of the item */
  char  *name, *spec, *unit;
  int    decimals;
  char  *place;   /* path: where the books have it */
  char  *found;   /* path: where it was seen, NULL: there */
  gint64 expected, counted; /* in the smallest unit; counted -1: not counted */
  gint64 amount;
  char  *seen;    /* of a card that is missing here: the stock-take that saw it, and where: "PD-2026-0003 物理二室"; NULL: none */
  char  *counters; /* who counted it, by scans and sheets: "张伟、李娜"; NULL: by hand, or nobody */
  char  *verdict; /* "open", "agree", "elsewhere", "missing", "short", "surplus" */
  char  *cause;
} JzStocktakeLine;

void       jz_stocktake_line_free (JzStocktakeLine *self);

/* The lines with that verdict (NULL: all; "difference": all but "open" and "agree"), by place and code.
 * Returns: (transfer full) (element-type JzStocktakeLine) */
GPtrArray *jz_stocktake_lines (JzConnection *connection, gint64 id, const char *verdict, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzStocktakeSum, jz_stocktake_sum_clear)

G_END_DECLS
