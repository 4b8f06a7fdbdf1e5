/* jz-room-norm: the rooms a school has against those it must have (功能室标准化覆盖率), and who looks after labs.
 *
 * What must be there is a table (room_norm): for a stage, a kind and a number of classes, how many rooms and how
 * large each. A kind that is shared serves all stages of the school: the largest number counts; of others the numbers
 * of all stages are added. A room is up to standard when its area is known and large enough; a kind is covered by as
 * many such rooms as are due, and no more. Coverage is covered ÷ due over all kinds; what is missing of one kind is
 * not made up by another.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

typedef struct
{
  char    *kind, *group;
  guint    due, rooms, good;  /* rooms that must be there, that are, that are up to standard */
  guint    unknown;           /* rooms whose area nobody has written down */
  gint64   area;              /* of each at least, 0.01 m²; 0: nothing is said */
  char    *source;
  gboolean starter;           /* came with the program, nobody has confirmed it */
} JzRoomNeed;

typedef struct
{
  GPtrArray *needs;           /* of JzRoomNeed, in the order of kinds */
  guint      due, covered;
  int        target;          /* 0.01 % that the school must reach */
  guint      unknown;
} JzRoomCoverage;

void            jz_room_coverage_free (JzRoomCoverage *self);
/* Returns: (transfer full); NULL with @error */
JzRoomCoverage *jz_room_coverage_read (JzConnection *connection, GError **error);

/* Who must look after labs in a stage that the school has. */
typedef struct
{
  char    *stage;
  guint    classes, people; /* people: who must be there; 0: nothing is said of so few classes */
  gboolean part_time;       /* a teacher may do it beside */
  char    *source;
} JzStaffingNeed;

void            jz_staffing_need_free (JzStaffingNeed *self);
/* @have: (out): technicians of the staff: those who have the role. Returns: (transfer full) (element-type
 * JzStaffingNeed) */
GPtrArray      *jz_staffing_read (JzConnection *connection, guint *have, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzRoomCoverage, jz_room_coverage_free)

G_END_DECLS
