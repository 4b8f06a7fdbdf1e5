/* jz-start-steps: the steps of the assistant: each shows its part of the plan, proves it, and takes it over.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-row-field.h"
#include "jz-start-plan.h"

G_BEGIN_DECLS

#define JZ_START_STEPS 5

typedef struct
{
  JzStartPlan *plan;
  GtkWidget   *name, *code, *stage, *county;                       /* school */
  GtkWidget *grades[JZ_START_GRADES + 1], *pupils[JZ_START_GRADES + 1]; /* classes: the field, and its second number */
  GtkWidget   *sum;
  GtkWidget   *first_day, *last_day;                               /* term */
  GtkWidget   *person, *login, *password, *again;                  /* who looks after it */
  GtkWidget   *path;                                               /* where it is kept */
} JzStartFields;

typedef struct
{
  const char *title;  /* msgid */
  const char *lead;   /* msgid: what it is about */
  void      (*build) (JzStartFields *fields, AdwPreferencesGroup *group);
  /* Says what is wrong beside the fields; TRUE: the plan has it all. */
  gboolean  (*take)  (JzStartFields *fields);
  void      (*show)  (JzStartFields *fields); /* what depends on steps before; or NULL */
} JzStartStep;

extern const JzStartStep jz_start_steps[JZ_START_STEPS];

G_END_DECLS
