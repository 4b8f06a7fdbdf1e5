/* jz-library-standard: what a school's library is measured by (中小学图书馆配备标准).
 *
 * Standards are rows that a county replaces by a reference table; one of them is used. What it asks for is said for
 * each stage. A row for the kind of school as a whole goes before those of its stages. Else what is asked for each
 * pupil, and shares of classes, are averaged over the pupils of the stages that the standard speaks of; of kinds and
 * hours the stage that asks for most counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"
#include "jz-reference.h"

G_BEGIN_DECLS

extern const JzAction jz_action_library_standard;

typedef struct
{
  gint64   value;   /* hundredths: of a copy, kind, hour, percent; -1: nothing is asked for */
  gint64   pupils;  /* that it was averaged over; of a row for the whole school: all of them */
  char    *source;  /* (nullable) */
  gboolean starter; /* nobody has seen the rule itself */
} JzLibraryNorm;

/* For what was never read, too. */
void     jz_library_norm_clear (JzLibraryNorm *self);

/* @figure: "per-pupil", "new-per-pupil", "periodicals", "reference", "opening-hours" or "share"; @class_: of a share,
 * the letter of a main class or the name of a group, else "". @norm: (out): to be cleared. */
gboolean jz_library_norm_read (JzConnection *connection, const char *figure, const char *class_, JzLibraryNorm *norm,
                               GError **error);

/* The name of the standard that is used, with its edition. Returns: (transfer full); NULL without @error: none is. */
char    *jz_library_standard_name (JzConnection *connection, GError **error);

/* Takes a table of the columns standard, edition, stage, figure, class, value and source, as it ships
 * ("library-standards.tsv") or as a county sends it: the standards that it names then ask for what it says and nothing
 * else. JZ_ERROR_REFUSED with the row that is wrong. */
gboolean jz_library_standard_take (JzOperation *operation, JzReference *table, GError **error);

/* From here on the school is judged by it. JZ_ERROR_NOT_FOUND. */
gboolean jz_library_standard_use (JzOperation *operation, const char *name, const char *edition, GError **error);

/* What the school says for its library. */
typedef struct
{
  gint64 opening_hours; /* in a week of term, hundredths, 0 … 16800; -1: nobody has said */
  int    unlent_years;  /* 1 … 50, after which a book counts as never borrowed */
} JzLibraryPolicy;

gboolean jz_library_policy_read (JzConnection *connection, JzLibraryPolicy *policy, GError **error);
/* JZ_ERROR_INVALID for what is out of range. */
gboolean jz_library_policy_set  (JzOperation *operation, const JzLibraryPolicy *policy, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzLibraryNorm, jz_library_norm_clear)

G_END_DECLS
