/* jz-scan-there: who or where a scanner is: a reader's card and a place's code hold for the scans behind them.
 *
 * A scan may be asked for before the one before it has been answered, so that who is there is known on the writer's
 * thread alone, which takes one after the other. Whoever begins anew on the window's side takes a new one: scans that
 * are under way keep theirs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _JzScanThere JzScanThere;

/* @id: of a reader or place; 0: nobody, nowhere. Returns: (transfer full) */
JzScanThere *jz_scan_there_new   (gint64 id);
JzScanThere *jz_scan_there_ref   (JzScanThere *self);
void         jz_scan_there_unref (JzScanThere *self);

/* On the writer's thread. */
gint64       jz_scan_there_get   (const JzScanThere *self);
void         jz_scan_there_set   (JzScanThere *self, gint64 id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzScanThere, jz_scan_there_unref)

G_END_DECLS
