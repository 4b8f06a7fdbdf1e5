/* jz-value-share: the share of equipment in the public expenditure of a year, and what there is per pupil, with what they are made of.
 *
 * Signals: "rows" (): the person wants to see the rows behind the share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_VALUE_SHARE (jz_value_share_get_type ())
G_DECLARE_FINAL_TYPE (JzValueShare, jz_value_share, JZ, VALUE_SHARE, GtkBox)

JzValueShare *jz_value_share_new     (void);

/* Reads anew. @store NULL: is empty. */
void          jz_value_share_read    (JzValueShare *self, JzStore *store, int year);

G_END_DECLS
