/* jz-first-use: what stands where the ledger will be: the ways to begin, and beside them the list of first steps.
 *
 * A way is shown only where its action is there; of the steps it says which are done, from the file itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-session.h"

G_BEGIN_DECLS

/* The ways to begin, each with one button. */
GtkWidget *jz_first_use_new (void);

/* The list of first steps, in the inspector's place. */
#define JZ_TYPE_FIRST_RUN (jz_first_run_get_type ())
G_DECLARE_FINAL_TYPE (JzFirstRun, jz_first_run, JZ, FIRST_RUN, AdwBin)

JzFirstRun *jz_first_run_new         (void);
void        jz_first_run_set_session (JzFirstRun *self, JzSession *session);

G_END_DECLS
