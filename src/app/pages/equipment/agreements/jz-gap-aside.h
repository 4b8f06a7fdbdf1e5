/* jz-gap-aside: beside the list of what lacks: how far each subject is equipped, and which items of the school count
 * as the chosen
 * row. Those who may say so match by hand there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-gap.h"
#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_GAP_ASIDE (jz_gap_aside_get_type ())
G_DECLARE_FINAL_TYPE (JzGapAside, jz_gap_aside, JZ, GAP_ASIDE, GtkBox)

JzGapAside *jz_gap_aside_new          (void);
void        jz_gap_aside_set_session  (JzGapAside *self, JzSession *session);

/* Of @rows (element-type JzGapRow); needed only during the call. */
void        jz_gap_aside_set_subjects (JzGapAside *self, GPtrArray *rows);

/* @row: NULL for none; needed only during the call. Its items are read anew. */
void        jz_gap_aside_set_row      (JzGapAside *self, const JzGapRow *row);

G_END_DECLS
