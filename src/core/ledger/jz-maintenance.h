/* jz-maintenance: what has to be done to things again and again (维护计划), and the log of what was done.
 *
 * A plan is of one asset, of all of an item, or of a place. It is due when it says for the first time, then every so many days, months or
 * terms after it was last done (view maintenance_due).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-upkeep.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;   /* what is done: 除尘、校准 */
  gint64      item, asset, place; /* one of them; the others 0 */
  int         every;  /* 1 … 3660 */
  const char *unit;   /* "day", "month", "term" */
  const char *first;  /* ISO: when it is due for the first time; NULL: today */
  const char *worker; /* who does it; NULL: not said */
} JzMaintenancePlan;

/* @id: in 0 for a new one, out its id. */
gboolean jz_maintenance_set (JzOperation *operation, const JzMaintenancePlan *plan, gint64 *id, GError **error);

/* It is not done any more, or again. */
gboolean jz_maintenance_end (JzOperation *operation, gint64 id, gboolean ended, GError **error);

typedef struct
{
  const char *date;   /* ISO; NULL: today */
  const char *what;   /* NULL: what the plan says */
  gint64      cost;   /* fen */
  gint64      fund;   /* it is paid from, see jz-upkeep-money.h; 0: none */
  const char *worker; /* NULL: as planned */
} JzMaintenanceWork;

gboolean jz_maintenance_done (JzOperation *operation, gint64 id, const JzMaintenanceWork *work, GError **error);

/* When it is due, "" when it is ended. Returns: (transfer full) (nullable) */
char    *jz_maintenance_due (JzConnection *connection, gint64 id, GError **error);

G_END_DECLS
