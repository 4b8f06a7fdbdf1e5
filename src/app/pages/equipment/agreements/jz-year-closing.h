/* jz-year-closing: says of a year that its books are closed, and lets those who may approve close them or open them
 * again, after a
 * question.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_YEAR_CLOSING (jz_year_closing_get_type ())
G_DECLARE_FINAL_TYPE (JzYearClosing, jz_year_closing, JZ, YEAR_CLOSING, GtkBox)

JzYearClosing *jz_year_closing_new         (void);
void           jz_year_closing_set_session (JzYearClosing *self, JzSession *session);

/* Which year is meant. */
void           jz_year_closing_set_year    (JzYearClosing *self, int year);

G_END_DECLS
