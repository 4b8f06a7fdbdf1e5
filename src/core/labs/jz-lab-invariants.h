/* jz-lab-invariants: what `check` proves of labs, beyond what a row can keep by itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-check.h"

G_BEGIN_DECLS

/* Signed logs and what their lessons say, notices and their plans, vouchers and what they are said to be. Ends with a
 * NULL kind. */
extern const JzInvariant jz_lab_invariants[];

G_END_DECLS
