/* jz-start-plan: what a new school file is to hold, before anything of it is written.
 *
 * Each step of the assistant proves its own part; jz_start_plan_make() writes the file as one operation, or
 * leaves nothing behind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-school.h"

G_BEGIN_DECLS

#define JZ_START_GRADES 12

typedef struct
{
  char  *name;
  char  *code;
  char  *stage;
  char  *county;                       /* "" when not said */
  int    classes[JZ_START_GRADES + 1]; /* of each grade, from 1 */
  int    pupils[JZ_START_GRADES + 1];  /* of each class of that grade */
  JzDate first_day;
  JzDate last_day;
  char  *person;                       /* who looks after the file */
  char  *login;
  char  *password;                     /* "": signs in without */
  char  *path;
} JzStartPlan;

/* With the present term by the usual dates and a file in the person's own folder. Returns: (transfer full) */
JzStartPlan *jz_start_plan_new  (void);
void         jz_start_plan_free (JzStartPlan *self);

/* Makes the file. Blocks: for a worker thread. Errors: JZ_ERROR_INVALID, JZ_ERROR_CONFLICT (there is such a file),
 * those about places where a file can't be. */
gboolean     jz_start_plan_make (JzStartPlan *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzStartPlan, jz_start_plan_free)

G_END_DECLS
