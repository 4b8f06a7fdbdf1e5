/* jz-purchase-step: whose signatures a request needs: a table that the school keeps (审批程序).
 *
 * A step counts for requests whose estimate is over its amount; one over 0 counts for all. They sign in the order of the table. The
 * rows that ship are a start, not a rule.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_purchase_steps;

typedef struct
{
  char    *role;    /* stable name */
  char    *title;   /* of the role; NULL when it is written */
  gint64   over;    /* fen */
  gboolean starter; /* as it was shipped */
} JzPurchaseStep;

void       jz_purchase_step_free (JzPurchaseStep *self);

/* In their order. Returns: (transfer full) (element-type JzPurchaseStep) */
GPtrArray *jz_purchase_steps (JzConnection *connection, GError **error);

/* In place of all there are; requests that are submitted already keep theirs. JZ_ERROR_INVALID for none, an amount below nothing, a role
 * that isn't there, or one that stands there twice. @steps: (element-type JzPurchaseStep) */
gboolean   jz_purchase_set_steps (JzOperation *operation, GPtrArray *steps, GError **error);

G_END_DECLS
