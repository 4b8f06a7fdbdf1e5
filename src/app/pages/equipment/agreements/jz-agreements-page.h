/* jz-agreements-page: the three agreements (三相符): books and goods, general ledger and room ledgers, shelf cards; each
 * a figure with
 * what it is a part of, and what does not agree below.
 *
 * Read on a reader thread whenever the file changes. The cards that are missing or stale can be printed from here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_AGREEMENTS_PAGE (jz_agreements_page_get_type ())
G_DECLARE_FINAL_TYPE (JzAgreementsPage, jz_agreements_page, JZ, AGREEMENTS_PAGE, GtkBox)

JzAgreementsPage *jz_agreements_page_new         (void);
void              jz_agreements_page_set_session (JzAgreementsPage *self, JzSession *session);

/* Puts @widget at the start of the tool row: what leads here and away. */
void              jz_agreements_page_add_tool    (JzAgreementsPage *self, GtkWidget *widget);

G_END_DECLS
