/* jz-lab-paper: the papers of labs, read on another thread and shown to be printed or saved.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-report.h"
#include "jz-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  JZ_LAB_PAPER_NOTICE,   /* of a lesson */
  JZ_LAB_PAPER_RECORD,   /* of a lesson */
  JZ_LAB_PAPER_WEEK,     /* what the next seven days take; no id */
  JZ_LAB_PAPER_PLAN,     /* of a term, as a list */
  JZ_LAB_PAPER_GRID,     /* of a term, class × week */
  JZ_LAB_PAPER_DELIVERY, /* of a term, by experiment and class */
} JzLabPaper;

void      jz_lab_paper_print (GtkWindow *parent, JzSession *session, JzLabPaper paper, gint64 id);
void      jz_lab_paper_save  (GtkWindow *parent, JzSession *session, JzLabPaper paper, gint64 id);

/* On a reader thread. Returns: (transfer full), NULL with @error. */
JzReport *jz_lab_paper_read  (JzConnection *connection, JzLabPaper paper, gint64 id, GError **error);

G_END_DECLS
