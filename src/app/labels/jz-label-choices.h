/* jz-label-choices: what a person chooses about labels: paper, codes, where they begin, how far the printer is off.
 *
 * The offsets are remembered for each printer and paper, the paper for each kind of label.
 *
 * Signals: "changed" (): the labels are to be laid out anew; "test" (gboolean as_file): a test sheet is wanted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-label-work.h"
#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_PREFERENCE_PRINTER "labels.printer" /* the one that was printed on last */

#define JZ_TYPE_LABEL_CHOICES (jz_label_choices_get_type ())
G_DECLARE_FINAL_TYPE (JzLabelChoices, jz_label_choices, JZ, LABEL_CHOICES, GtkWidget)

JzLabelChoices *jz_label_choices_new        (JzSession *session, JzLabelSubject subject, gboolean missing);

/* @stocks stays the caller's, longer than the widget. Says "changed". */
void            jz_label_choices_set_stocks (JzLabelChoices *self, GPtrArray *stocks);

/* NULL while there are none. */
JzLabelStock   *jz_label_choices_get_stock  (JzLabelChoices *self);

/* Puts what is chosen into @work. */
void            jz_label_choices_apply      (JzLabelChoices *self, JzLabelWork *work);
void            jz_label_choices_set_start  (JzLabelChoices *self, guint start);

/* After printing: what was chosen was right. */
void            jz_label_choices_remember   (JzLabelChoices *self);

/* Labels that were left out (char *), and whether any is left to print. */
void            jz_label_choices_set_faults (JzLabelChoices *self, GPtrArray *faults, gboolean printable);

G_END_DECLS
