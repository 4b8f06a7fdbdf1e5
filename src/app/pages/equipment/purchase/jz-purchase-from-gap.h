/* jz-purchase-from-gap: a request to buy what lacks against a standard, in the name of whoever is signed in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page.h"
#include "jz-session.h"

G_BEGIN_DECLS

/* @rows: @n of standard_row.id. The request is shown on @page when it is written. */
void jz_purchase_from_gap (JzPage *page, JzSession *session, const gint64 *rows, guint n);

G_END_DECLS
