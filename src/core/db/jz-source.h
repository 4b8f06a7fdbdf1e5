/* jz-source: where the time and the new names of rows come from.
 *
 * The clock and chance, as a rule. What makes up a file (the demo school) gives both itself, so that its history
 * has the dates it should and the same seed makes the same file. Whatever writes rows asks here and not the clock.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-date.h"

G_BEGIN_DECLS

typedef struct _JzSource
{
  JzDate today;
  char   now[21];  /* UTC: "2026-11-22T08:30:00Z" */
  GRand *random;   /* of uuids alone, so that nothing else shifts them */
} JzSource;

/* From here on; NULL: the clock and chance again. @source must live as long as it is set. */
void   jz_connection_set_source (JzConnection *self, const JzSource *source);

JzDate jz_source_today (JzConnection *connection);

/* Returns: (transfer full), as jz_date_time_now() */
char  *jz_source_now   (JzConnection *connection);

/* A new row's name outside the file. Returns: (transfer full) */
char  *jz_source_uuid  (JzConnection *connection);

G_END_DECLS
