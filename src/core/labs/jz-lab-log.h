/* jz-lab-log: what really happened in a lesson of an experiment (实验记录).
 *
 * Whoever was there writes it down: done by how many groups, or missed for one of the school's reasons. It counts when
 * the teacher of the lesson signed it, or who may sign for one; what is signed is not changed any more (an undo of the
 * signature comes first). Signing also says of the lesson that it was held or missed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-upkeep.h"

G_BEGIN_DECLS

extern const JzAction jz_action_lab_log;

typedef struct
{
  gboolean    done;      /* else it was missed */
  int         present;   /* pupils; 0: those of the class. Only of what was done, as the next two */
  int         groups;    /* that did it; 0: as many as the notice says */
  int         succeeded; /* of them; -1: nobody said */
  const char *reason;    /* of what was missed: one of the table lab_reason */
  const char *note;      /* NULL: none */
} JzLabLog;

/* JZ_ERROR_INVALID for what can't be, JZ_ERROR_CONFLICT where it is signed or there is no approved notice,
 * JZ_ERROR_NOT_ALLOWED for whoever neither taught it nor keeps the labs. Not before its day. */
gboolean jz_lab_log_write (JzOperation *operation, gint64 lesson, const JzLabLog *log, GError **error);

/* JZ_ERROR_NOT_FOUND where nothing is written yet, JZ_ERROR_NOT_ALLOWED for anybody but the teacher and who may sign
 * for one. */
gboolean jz_lab_log_sign  (JzOperation *operation, gint64 lesson, GError **error);

/* Reports what was damaged in it: a paper of damage that knows the lesson. @id: (out) (optional): of the paper. */
gboolean jz_lab_log_damage (JzOperation *operation, gint64 lesson, const JzThing *thing, const char *cause, gint64 *id,
                            GError **error);

G_END_DECLS
