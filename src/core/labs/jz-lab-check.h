/* jz-lab-check: whether there is what an experiment takes, at the time at which it is to be done.
 *
 * Apparatus comes back after the lesson: in every period of every day all approved lessons together take no more than
 * the books have that is not broken. Chemicals do not come back: all approved lessons from now on together take no
 * more than there is. A list names an item or only a name; what is taken by name can be any item called so, and what
 * is taken of one of them is not there for it. Whatever no item of the books is called is not judged.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-clash.h"

G_BEGIN_DECLS

typedef struct
{
  const char *date;       /* ISO */
  int         period;
  gint64      experiment;
  int         groups;
  gint64      lesson;     /* of it, which is no obstacle to itself; 0: it is not booked yet */
} JzLabDraft;

typedef struct
{
  const char *kind;  /* "apparatus", "chemical", "lead-time" */
  gint64      with;  /* lesson that stands in the way; 0: none does, there is not enough anyway */
  char       *name;  /* of what is short; NULL of the lead time */
  char       *unit;  /* of chemicals: the base unit; else "" */
  gint64      need, other, there; /* thousandths: for it, for others, in stock; of the lead time: days */
  char       *what;  /* in words */
} JzLabShort;

void       jz_lab_short_free (JzLabShort *self);

/* What is short; none of it forbids the lesson. Returns: (transfer full) (element-type JzLabShort), empty when all is
 * there; NULL with @error. */
GPtrArray *jz_lab_check (JzConnection *connection, const JzLabDraft *draft, GError **error);

/* The same for whoever books lessons: of a wish that names an experiment, or is a lesson that has a notice. */
extern const JzClashChecker jz_lab_checkers[];

/* Groups that @experiment makes of the class, 1 … 99. */
gboolean   jz_lab_groups (JzConnection *connection, gint64 experiment, gint64 class_, int *groups, GError **error);

G_END_DECLS
