/* jz-count-scan: one code that was scanned or typed while counting, as one operation, and what came of it in words.
 *
 * A place's code is no count: it says where the counter stands from now on, and changes nothing in the file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-scan-window.h"
#include "jz-stocktake.h"

G_BEGIN_DECLS

typedef struct
{
  gint64        stocktake;
  char         *code;
  char         *quantity; /* as typed; NULL or "": one */
  char         *counter;
  JzScanThere  *there;    /* where the counter stands (owned) */

  /* What came of it: */
  gboolean      is_place;
  gint64        place;    /* of that code */
  char         *path;     /* of that place; else where the books have the thing */
  JzScanVerdict verdict;
  char         *thing;
  char         *counted;  /* "3 / 52 pcs" of a thing by quantity; else NULL */
} JzCountScan;

void     jz_count_scan_free (gpointer scan);

/* A JzWriteFunc; @scan is a JzCountScan. */
gboolean jz_count_scan_write_cb (JzOperation *operation, gpointer scan, GError **error);

/* One line to be read from afar. @tone: (out). Returns: (transfer full) */
char    *jz_count_scan_words (const JzCountScan *self, JzScanTone *tone);

G_END_DECLS
