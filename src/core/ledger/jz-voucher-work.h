/* jz-voucher-work: building up the moves of one voucher: whatever its kind, its lines are completed, the spot that each
 * is taken from is found, and what came of it is posted and said in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-date.h"
#include "jz-voucher.h"

G_BEGIN_DECLS

typedef struct
{
  JzOperation  *operation;
  JzConnection *connection;
  GArray       *moves; /* of JzMove */
  JzDone       *done;
  char          today[JZ_DATE_LENGTH];
  gboolean      takes_used; /* what is nowhere in stock is taken from where it is in use, also where no line says so */
  gboolean      is_signed; /* its words say "-3" where things went */
} JzWork;

/* @done gets its array of assets; the rest is filled in by jz_work_post(). */
void     jz_work_init  (JzWork *work, JzOperation *operation, JzDone *done);
void     jz_work_clear (JzWork *work);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzWork, jz_work_clear)

/* Sets JZ_ERROR_INVALID. Returns: FALSE */
gboolean jz_work_refuse (GError **error, const char *message);

/* A column of the item: (transfer full). NULL without @error where there is no such item. */
char    *jz_work_item_text (JzWork *work, gint64 item, const char *column, GError **error);

/* "" where there is none; NULL with @error. (transfer full) */
char    *jz_work_person_name (JzWork *work, gint64 person, GError **error);
char    *jz_work_place_path  (JzWork *work, gint64 place, GError **error);

/* Completes a line: an asset names its item, and there is one of it. @tracking: (out) (transfer full) of the item. */
gboolean jz_work_complete (JzWork *work, const JzLine *given, JzLine *line, char **tracking, GError **error);

/* Where the line is taken from: where the asset is; of a quantity the place that was named, or the only one. */
gboolean jz_work_spot_from (JzWork *work, const JzLine *line, const char *tracking, JzSpot *spot, GError **error);
gboolean jz_work_spot_of_asset (JzWork *work, gint64 asset, JzSpot *spot, GError **error);

/* Fills @spread (of JzLine) with @lines, those of items with cards that name a quantity as so many assets. */
gboolean jz_work_spread_cards (JzWork *work, const JzLine *lines, guint n, GArray *spread, GError **error);

void     jz_work_add_move (JzWork *work, const JzLine *line, JzSpot from, JzSpot to, gint64 quantity, gint64 amount);

/* Posts what was built up, as a voucher of @kind. */
gboolean jz_work_post  (JzWork *work, const char *kind, const JzTerms *terms, gint64 person, GError **error);

/* What was moved: "数字示波器 2 台", or "数字示波器 2 台 and 3 more". (transfer full) */
char    *jz_work_words (JzWork *work, GError **error);

G_END_DECLS
