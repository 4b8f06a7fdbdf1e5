/* jz-lending-paper: the papers of circulation, read and shown before they are printed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_LENDING_PAPER_OVERDUE,  /* slips, a page for each class */
  JZ_LENDING_PAPER_REGISTER, /* all that was lent in the present term */
  JZ_LENDING_PAPER_CLEARING, /* who must bring something back before leaving */
} JzLendingPaper;

/* @class_ 0: of all; of a clearing: of those who are gone from the register. */
void jz_lending_paper_print (GtkWindow *parent, JzSession *session, JzLendingPaper paper, gint64 class_);

G_END_DECLS
