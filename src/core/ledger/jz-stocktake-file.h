/* jz-stocktake-file: counting what a handheld scanner has in its memory.
 *
 * A place's code says where the counter stands from there on, as in the window. What can't be counted is told with its
 * row and reason, and does not stop the rest; a code that nobody has is kept with the stock-take like any other scan.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-scan-file.h"
#include "jz-stocktake.h"

G_BEGIN_DECLS

typedef struct
{
  guint row;
  char *code, *reason;
} JzScanReject;

/* What came of a file. */
typedef struct
{
  guint      n[JZ_SCAN_UNKNOWN + 1]; /* by verdict */
  guint      places;                 /* codes of places among them */
  GPtrArray *rejects;                /* of JzScanReject: what was not counted, and what nobody knows */
} JzScanTally;

void     jz_scan_tally_clear (JzScanTally *self);

/* What would come of @codes as far as it can be told before counting: places and rejects. For reader threads.
 * @tally: (out). */
gboolean jz_scan_file_try  (JzConnection *connection, GPtrArray *codes, JzScanTally *tally, GError **error);

/* Counts all of them. @place: where @counter began; 0: not said. @tally: (out). */
gboolean jz_scan_file_take (JzOperation *operation, gint64 stocktake, GPtrArray *codes, gint64 place,
                            const char *counter, JzScanTally *tally, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzScanTally, jz_scan_tally_clear)

G_END_DECLS
