/* jz-parity: whether weeks are odd or even (单双周), as the school wants it.
 *
 * After a holiday a school may go on counting where it left off. From a week on its parity is set, the weeks after it
 * alternate, and what was booked for odd or even weeks moves with it: the lessons of such a series from that week on
 * go to the dates that have its parity now, one after the other. A plan says of each where it goes before anything is
 * changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-clash.h"
#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_parity;

typedef struct
{
  gint64 lesson;
  char  *words;     /* "八(2) electric current · Li Min" */
  JzDate from;
  JzDate to;        /* JZ_DATE_NONE: no date is left for it, and it is cancelled */
  int    period;
  char  *clash;     /* what is in its way there; NULL: nothing */
} JzParityMove;

void       jz_parity_move_free (JzParityMove *self);

/* @parity: "odd" or "even". Only lessons that have not been held move. Returns: (transfer full) (element-type
 * JzParityMove): those that would, by date; JZ_ERROR_INVALID for a week that is none. */
GPtrArray *jz_parity_plan (JzConnection *connection, gint64 term, int week, const char *parity, GError **error);

/* Does it. JZ_ERROR_CONFLICT, with the first, where something is in a lesson's way. @moved: (out) (optional) */
gboolean   jz_parity_set  (JzOperation *operation, gint64 term, int week, const char *parity, guint *moved,
                           GError **error);

G_END_DECLS
