/* jz-bells: when the periods of a day begin and end (作息时间): by season and stage, as the school has settled it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-date.h"
#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_bells;

typedef struct
{
  int  period;
  char begins[6], ends[6]; /* "08:20" */
  char part[12];           /* "morning", "afternoon", "evening", "outside" */
} JzBell;

/* Of the schedule in whose season @date lies: that of @stage, else that of all; "" or NULL: of all.
 * Returns: (transfer full) (element-type JzBell), by period; empty where none rings */
GArray  *jz_bells_read (JzConnection *connection, JzDate date, const char *stage, GError **error);

typedef struct
{
  gint64        id;           /* 0: a new one */
  const char   *name, *stage; /* stage "": all that have none of their own */
  const char   *first, *last; /* "05-01", of each year */
  const JzBell *bells;
  guint         n_bells;
} JzBellSchedule;

/* JZ_ERROR_INVALID for times that overlap, run backwards or are none; JZ_ERROR_CONFLICT for a season that begins with
 * another's. */
gboolean jz_bells_put    (JzOperation *operation, const JzBellSchedule *schedule, gint64 *id, GError **error);
gboolean jz_bells_remove (JzOperation *operation, gint64 schedule, GError **error);

G_END_DECLS
