/* jz-upkeep-print: reads a paper of upkeep and shows its preview. Returns at once; what went wrong is told by the session.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-session.h"
#include "jz-upkeep-form.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void jz_upkeep_print   (GtkWindow *parent, JzSession *session, JzUpkeepForm form, gint64 id);

/* Slips that call in what is lent, one for each person. @voucher not 0: only for who has that loan. */
void jz_upkeep_call_in (GtkWindow *parent, JzSession *session, gint64 voucher, gboolean overdue);

/* What each class broke this year. */
void jz_upkeep_print_classes (GtkWindow *parent, JzSession *session);

G_END_DECLS
