/* jz-care-dialogs: putting a ledger in order, dialog by dialog: many rows changed alike, duplicates looked for, rows merged, lots split
 * into cards, cards renumbered. Each is one operation, said and undone as all are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-bulk-edit.h"
#include "jz-duplicates.h"
#include "jz-page.h"
#include "jz-session.h"

G_BEGIN_DECLS

/* @ids: of gint64, of items or assets. */
void jz_bulk_dialog_present     (GtkWindow *parent, JzSession *session, JzBulkKind kind, GArray *ids);

/* @ids: of items, places or people; the person says which one stays. */
void jz_merge_dialog_present    (GtkWindow *parent, JzSession *session, JzDuplicateKind kind, GArray *ids);

/* Groups of rows that look alike; one of them is merged, or of assets shown on @page. */
void jz_duplicates_present      (GtkWindow *parent, JzSession *session, JzPage *page, JzDuplicateKind kind);

void jz_split_dialog_present    (GtkWindow *parent, JzSession *session, gint64 item);

/* @ids: of assets. */
void jz_renumber_dialog_present (GtkWindow *parent, JzSession *session, GArray *ids);

G_END_DECLS
