/* jz-submission-checks: what of the school is ready to go to the county, and what is not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

#define JZ_READINESS_LISTED 200 /* faults of one subject that are listed; all are counted */

/* One thing to mend. */
typedef struct
{
  char  *kind;  /* what the search for everything calls such a row; "" for none */
  gint64 id;
  char  *where;
  char  *what;
} JzReadinessFault;

typedef struct
{
  const char *title;  /* translated */
  char       *detail; /* in words */
  gint64      rows;
  gint64      n_faults;
  gboolean    blocks; /* must be mended before an export: the package would be refused */
  GPtrArray  *faults; /* JzReadinessFault, the first ones */
} JzReadiness;

typedef struct
{
  gint64 seq, rows, bytes;
  char  *kind, *at, *who, *path;
  char  *verdict; /* NULL: no receipt yet */
} JzSent;

typedef struct
{
  GPtrArray *subjects; /* JzReadiness */
  GPtrArray *sent;     /* JzSent, newest first */
  char      *school, *code, *county;
  gint64     next_seq;
  gboolean   has_receipt;
} JzReadinessReport;

/* On a reader thread. Returns: (transfer full) */
JzReadinessReport *jz_readiness_read        (JzConnection *connection, GCancellable *cancellable, GError **error);
void               jz_readiness_report_free (JzReadinessReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzReadinessReport, jz_readiness_report_free)

G_END_DECLS
