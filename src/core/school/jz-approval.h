/* jz-approval: requests that several people sign in turn, nobody their own.
 *
 * A request is a paper (jz-paper) of the table TABLE with asked_by, an account, and state 'asked'. The steps that it has to
 * take are rows of TABLE_sign: step (their order), role (who signs) or body (somebody outside, whose paper is noted by
 * whoever may approve), account, date, verdict and note of the signature. Which steps a request reaches is the domain's.
 * Table names are the program's own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-paper.h"

G_BEGIN_DECLS

/* Who the next step waits for, in words. @waits: (out) (transfer full) (nullable): NULL: nobody, all have signed. */
gboolean jz_approval_waits_for (JzConnection *connection, const char *table, gint64 id, char **waits, GError **error);

/* Signs the next step of a request that waits; a no makes it 'rejected'. @note: tidy; of a step outside the number of the
 * paper, of a no the reason: JZ_ERROR_INVALID where it lacks. @waits: (out) (transfer full): as jz_approval_waits_for(),
 * afterwards. JZ_ERROR_NOT_ALLOWED where it is not this account's turn, or its own request. */
gboolean jz_approval_sign (JzOperation *operation, const char *table, gint64 id, gboolean yes, const char *note,
                           char **waits, GError **error);

/* Whether a step of the policy is numbered 1 to 20 and signed by either a role that may approve or somebody outside.
 * @role, @body: NULL or blank: not that. JZ_ERROR_INVALID. */
gboolean jz_approval_signer_is_sound (JzConnection *connection, int step, const char *role, const char *body,
                                      GError **error);

G_END_DECLS
