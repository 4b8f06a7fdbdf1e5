/* jz-columns-left: how a person left the columns of a list: which there are, how wide, and what they sort by.
 *
 * Kept as preferences of the account, "list.NAME.columns" and "list.NAME.sort", see jz_columns_write().
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-list-spec.h"
#include "jz-session.h"

G_BEGIN_DECLS

void jz_columns_remember (GtkColumnView *view, const JzListSpec *spec, JzSession *session);

/* As they were left, or as @spec has them. */
void jz_columns_arrange  (GtkColumnView *view, const JzListSpec *spec, JzSession *session);

G_END_DECLS
