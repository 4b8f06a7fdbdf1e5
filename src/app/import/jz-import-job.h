/* jz-import-job: the work of an import draft that is done on another thread. Everything blocks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-import-draft.h"

G_BEGIN_DECLS

typedef struct
{
  /* What is asked. */
  char        *path;
  JzSheetFile *file;    /* NULL: opened by jz_import_job_open() */
  JzStore     *store;
  JzActor      actor;
  guint        sheet;
  guint        heading; /* row in which the headings begin; 0: to be found */
  int          columns[JZ_N_LEDGER_FIELDS];
  GHashTable  *overrides;
  JzCards      cards;
  gboolean     write_rejects;
  void       (*first) (GPtrArray *rows, gpointer data); /* told of the first JzImportRow, in the default main context; NULL: not */
  gpointer     first_data;

  /* What is answered. */
  int             done;  /* atomic: rows so far */
  int             total; /* atomic: rows of the sheet; asked with 0 it is known once they are checked */
  int             seen;  /* rows that were met */
  GPtrArray      *sheets;  /* JzImportSheet */
  JzSheetMapping *mapping;
  gboolean        recalled;
  GPtrArray      *rows;    /* JzImportRow */
  JzImportResult  result;
  char           *rejects;
} JzImportJob;

void     jz_import_job_free   (gpointer job);

/* Reads which sheets there are, and finds the one that fits best. */
gboolean jz_import_job_open   (JzImportJob *self, GCancellable *cancellable, GError **error);
/* Finds headings and columns. */
gboolean jz_import_job_map    (JzImportJob *self, GCancellable *cancellable, GError **error);
/* Reads the rows to be listed and tries the import. Without a result where a column is missing. */
gboolean jz_import_job_check  (JzImportJob *self, GCancellable *cancellable, GError **error);
gboolean jz_import_job_import (JzImportJob *self, GCancellable *cancellable, GError **error);

G_END_DECLS
