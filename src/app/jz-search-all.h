/* jz-search-all: the popover of "search everything": one entry, results by kind.
 *
 * Also the answer to "what has this code?", for what a scanner reads.
 *
 * Signals: "chosen" (const char *kind, gint64 id).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-store.h"

G_BEGIN_DECLS

#define JZ_TYPE_SEARCH_ALL (jz_search_all_get_type ())
G_DECLARE_FINAL_TYPE (JzSearchAll, jz_search_all, JZ, SEARCH_ALL, GtkPopover)

JzSearchAll *jz_search_all_new       (void);
void         jz_search_all_set_store (JzSearchAll *self, JzStore *store);

/* Looks for the one thing whose label says exactly @code: "chosen" follows, or "unknown" (const char *code). */
void         jz_search_all_find_code (JzSearchAll *self, const char *code);

G_END_DECLS
