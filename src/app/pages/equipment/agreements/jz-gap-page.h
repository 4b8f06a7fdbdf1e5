/* jz-gap-page: what the school lacks against the standards it goes by, row by row, with what would fill it.
 *
 * Read on a reader thread whenever the file changes; what is shown is chosen among the rows that were read. Printed
 * and exported as it
 * stands there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_GAP_PAGE (jz_gap_page_get_type ())
G_DECLARE_FINAL_TYPE (JzGapPage, jz_gap_page, JZ, GAP_PAGE, GtkBox)

JzGapPage *jz_gap_page_new         (void);
void       jz_gap_page_set_session (JzGapPage *self, JzSession *session);

G_END_DECLS
