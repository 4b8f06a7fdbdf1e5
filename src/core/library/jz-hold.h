/* jz-hold: waiting for a title that is out (预约).
 *
 * Who waits for a title stands in a queue. A copy that comes back is put aside for the first, for as many days as the
 * school keeps it; who does not fetch it by then has waited in vain, and it goes to the next. That is found out when
 * the title is touched next, or by jz_holds_expire().
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-lending.h"

G_BEGIN_DECLS

extern const JzAction jz_action_hold;

/* Only for what can't be taken from the shelf. @answer: (out): to be cleared. JZ_ERROR_NOT_FOUND for a title or reader
 * that is none. */
gboolean jz_hold_place  (JzOperation *operation, gint64 reader, gint64 title, JzLendingAnswer *answer, GError **error);

/* What was put aside goes to who waits next. JZ_ERROR_NOT_FOUND where nobody waits any more. */
gboolean jz_hold_drop   (JzOperation *operation, gint64 id, GError **error);

/* Whatever was not fetched in time. @n: (out): how many */
gboolean jz_holds_expire (JzOperation *operation, guint *n, GError **error);

G_END_DECLS
