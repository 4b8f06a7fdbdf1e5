/* jz-value-paper: the paper forms of the view "Value": previewed, or written as a spreadsheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-budget.h"
#include "jz-session.h"

G_BEGIN_DECLS

typedef struct
{
  int       month; /* of "worth" */
  int       year;  /* of the others; 0: all, of "spend" alone */
  JzSpendBy by;
} JzValueAsked;

/* @which: "worth", "register", "budget", "spend"; with ".xlsx" behind: as a spreadsheet. */
void jz_value_paper_make (GtkWindow *parent, JzSession *session, const char *which, const JzValueAsked *asked);

/* The forms that go with a list: "worth", "budget" or "spend"; none for another, or NULL. Returns: (transfer full) */
GMenuModel *jz_value_paper_menu (const char *list);

G_END_DECLS
