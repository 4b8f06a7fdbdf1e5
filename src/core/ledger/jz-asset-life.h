/* jz-asset-life: all that happened to a card, on one page: entries, loans, repairs, damage, maintenance, counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

typedef struct
{
  char *date;
  char *what;   /* in words: "Lent", "Repaired" */
  char *paper;  /* number of the voucher or paper, "" for none */
  char *detail; /* "" for nothing */
  char *who;    /* "" for nobody */
} JzLifeEvent;

void       jz_life_event_free (JzLifeEvent *self);

/* Oldest first. Returns: (transfer full) (element-type JzLifeEvent) */
GPtrArray *jz_asset_life (JzConnection *connection, gint64 asset, GError **error);

G_END_DECLS
