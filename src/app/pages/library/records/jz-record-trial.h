/* jz-record-trial: the import of a file of records, tried or done, on another thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-marc-import.h"
#include "jz-session.h"

G_BEGIN_DECLS

/* What the person chose. Owned. */
typedef struct
{
  char          *path;
  JzMarcEncoding encoding;
  JzMarcOnMatch  on_match;
  char          *profile; /* as JzMarcImport has it */
  char          *place;   /* "": the usual one */
  gboolean       dry_run;
} JzRecordChoice;

/* One of the first records, as it would be read. */
typedef struct
{
  char *title;  /* or why it is no record */
  char *detail; /* author, publisher, encoding, what was mended */
} JzRecordSample;

typedef struct _JzRecordTrial JzRecordTrial;

/* @done: records so far; on the main thread. */
typedef void (*JzRecordProgress) (guint done, gpointer data);

/* @choice: (transfer full). @progress is called until @callback, and not after @cancellable. */
void jz_record_trial_run (JzSession *session, JzRecordChoice *choice, GCancellable *cancellable, JzRecordProgress progress,
                          GAsyncReadyCallback callback, gpointer data);

/* Both valid until the callback returns. @samples: (out) (element-type JzRecordSample). Returns: (transfer none) (nullable) */
const JzImportResult *jz_record_trial_finish (GAsyncResult *result, GPtrArray **samples, GError **error);

void jz_record_choice_free (JzRecordChoice *self);

G_END_DECLS
