/* jz-lending-lists: what the school has settled about lending: who may have how many books for how long, what is
 * paid for books, and the groups of readers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

extern const JzListView jz_lending_rules_view;        /* rows of loan_rule */
extern const JzListView jz_lending_compensation_view; /* rows of book_compensation */
extern const JzListView jz_lending_groups_view;       /* rows of reader_group */

/* JzWriteFuncs; @data: gint64 *, the row. */
gboolean jz_lending_remove_rule         (JzOperation *operation, gpointer data, GError **error);
gboolean jz_lending_remove_compensation (JzOperation *operation, gpointer data, GError **error);
gboolean jz_lending_remove_group        (JzOperation *operation, gpointer data, GError **error);

G_END_DECLS
