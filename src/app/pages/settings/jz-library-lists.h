/* jz-library-lists: what the school has settled about its library besides lending: from where books go out, by what
 * it is measured, what is weeded and who approves it, what a record must say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

extern const JzListView jz_book_places_view;       /* rows of place */
extern const JzListView jz_library_standards_view; /* rows of library_norm */
extern const JzListView jz_weeding_rules_view;     /* rows of weeding_rule */
extern const JzListView jz_weeding_steps_view;     /* rows of weeding_step */
extern const JzListView jz_catalogue_needs_view;   /* rows of catalogue_need */

/* JzWriteFuncs; @data: gint64 *, the row. */
gboolean jz_library_turn_place          (JzOperation *operation, gpointer data, GError **error);
gboolean jz_library_use_standard        (JzOperation *operation, gpointer data, GError **error); /* of that norm */
gboolean jz_library_remove_weeding_rule (JzOperation *operation, gpointer data, GError **error);
gboolean jz_library_remove_weeding_step (JzOperation *operation, gpointer data, GError **error);
gboolean jz_library_remove_need         (JzOperation *operation, gpointer data, GError **error);

G_END_DECLS
