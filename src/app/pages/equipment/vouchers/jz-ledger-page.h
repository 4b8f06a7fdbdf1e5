/* jz-ledger-page: one of the four ledgers of a year as a table: opening, in, out, closing, and what is left worth.
 *
 * Read on a reader thread whenever the file changes; printed and exported as it stands there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-ledger.h"
#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_LEDGER_PAGE (jz_ledger_page_get_type ())
G_DECLARE_FINAL_TYPE (JzLedgerPage, jz_ledger_page, JZ, LEDGER_PAGE, GtkBox)

JzLedgerPage *jz_ledger_page_new         (void);
void          jz_ledger_page_set_session (JzLedgerPage *self, JzSession *session);
void          jz_ledger_page_set_kind    (JzLedgerPage *self, JzLedgerKind kind);

/* Puts @widget at the start of the tool row: what leads here and away. */
void          jz_ledger_page_add_tool    (JzLedgerPage *self, GtkWidget *widget);

G_END_DECLS
