/* jz-repair: repairs (报修、维修).
 *
 * Asked for, sent away or begun at school, back again: repaired, or beyond repair, and then a request to write it off may be made in the
 * same operation. A card is broken while it is in repair, and afterwards as it came back. A card has one repair under way at most.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-upkeep.h"

G_BEGIN_DECLS

typedef struct
{
  const char *date;   /* ISO; NULL: today */
  JzThing     thing;
  gint64      damage; /* that it mends; 0: none */
  const char *fault;
  gint64      person; /* who asks for it; 0: not said */
} JzRepairOrder;

gboolean jz_repair_open (JzOperation *operation, const JzRepairOrder *order, gint64 *id, GError **error);

/* @to: who repairs it; "" or NULL: the school itself. @date NULL: today. */
gboolean jz_repair_send (JzOperation *operation, gint64 id, const char *to, const char *date, GError **error);

typedef struct
{
  const char *date;      /* when it was over; NULL: today */
  gboolean    repaired;  /* else it is beyond repair */
  const char *condition; /* repaired: "good" or "worn"; NULL: "good" */
  gint64      cost;      /* fen */
  gint64      fund;      /* it is paid from, see jz-upkeep-money.h; 0: none */
  gboolean    warranty;  /* under warranty */
  const char *parts, *result;
  gboolean    ask_disposal; /* beyond repair: ask for it to be written off */
} JzRepairResult;

/* Whether it was sent or not. */
gboolean jz_repair_finish (JzOperation *operation, gint64 id, const JzRepairResult *result, GError **error);

/* It is not repaired after all; a card stays broken. */
gboolean jz_repair_drop   (JzOperation *operation, gint64 id, GError **error);

/* Whether its warranty still runs, so that nobody pays for what the supplier must mend. @until: (out) (transfer full) (nullable): the last
 * day, NULL where it has run out or there is none. */
gboolean jz_repair_warranty (JzConnection *connection, gint64 asset, char **until, GError **error);

G_END_DECLS
