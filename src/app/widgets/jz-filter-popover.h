/* jz-filter-popover: narrows a list by any of its columns, each with the comparison that fits its kind.
 *
 * Takes effect while it is typed; what can't be compared with is marked and said, and left out.
 *
 * Signals: "changed" ().
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-list-query.h"

G_BEGIN_DECLS

#define JZ_TYPE_FILTER_POPOVER (jz_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (JzFilterPopover, jz_filter_popover, JZ, FILTER_POPOVER, GtkPopover)

JzFilterPopover *jz_filter_popover_new   (const JzListSpec *spec);

/* Adds to @query what is asked for. Returns: how many conditions. */
guint            jz_filter_popover_apply (JzFilterPopover *self, JzListQuery *query);

void             jz_filter_popover_clear (JzFilterPopover *self);

G_END_DECLS
