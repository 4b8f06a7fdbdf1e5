/* jz-label-work: reading what stands on labels and laying them out, on another thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-label-job.h"
#include "jz-label-source.h"
#include "jz-store.h"

G_BEGIN_DECLS

typedef struct
{
  /* What is asked. */
  JzStore       *store;
  JzActor        actor;
  JzLabelSubject subject;
  gboolean       missing;
  GArray        *only;    /* gint64; NULL: all */
  JzLabelStock  *stock;   /* the caller's, which keeps all stocks while work is under way */
  JzCalibration  calibration;
  guint          start;
  JzLabelCodes   codes;
  char          *path;    /* of the PDF file to be written; NULL: none */
  gboolean       test;    /* of which the test sheet */

  /* What is answered. */
  JzLabelJob    *job;     /* NULL: there is nothing to print */
  GArray        *ids;     /* of the labels in it */
  GPtrArray     *faults;  /* char *: labels left out, and why */
} JzLabelWork;

void       jz_label_work_free (gpointer work);

/* The stocks that ship and the school's own. Blocks. */
GPtrArray *jz_label_work_stocks (void);

/* Lays the labels out, and writes the PDF file where one is asked for. */
void jz_label_work_run (JzLabelWork *work, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* Returns: (transfer none), until the callback returns; NULL with @error. */
JzLabelWork *jz_label_work_finish (GAsyncResult *result, GError **error);

G_END_DECLS
