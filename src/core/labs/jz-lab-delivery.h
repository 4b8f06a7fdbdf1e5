/* jz-lab-delivery: how much of what is due was done (开出率), and whether papers agree (四对口).
 *
 * What is due follows from the catalogue of the school year and the classes of each grade, planned or not. What was
 * done follows from logs that a teacher signed, and from nothing else: a lesson without one is told as unlogged,
 * never counted. An experiment that a class repeats counts once. Electives stand apart and never make up for what is
 * required. Where nothing is due there is no rate.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_DELIVERY_BY_ITEM,    /* experiments: done when every parallel class has done it */
  JZ_DELIVERY_BY_SESSION, /* experiments × classes */
  JZ_DELIVERY_BY_GROUP,   /* groups of pupils in each of those */
} JzDeliveryBy;

typedef struct
{
  int    grade;    /* 1 … 12; 0: the sum of all */
  char  *subject;
  char  *kind;     /* "demonstration", "group", "inquiry", "practice" */
  gint64 required, done;
  gint64 planned;  /* of what is required, classes × experiments that the plan has */
  gint64 unlogged; /* lessons that are over and of which nobody signed a log */
} JzDeliveryRow;

void       jz_delivery_row_free (JzDeliveryRow *self);

/* done ÷ required in hundredths of a percent, rounded down so that 10000 means all; -1: nothing is required. */
int        jz_delivery_rate (const JzDeliveryRow *row);

/* By grade, subject, kind. @electives: those instead of what is required. Returns: (transfer full) (element-type
 * JzDeliveryRow), NULL with @error. */
GPtrArray *jz_lab_delivery (JzConnection *connection, gint64 term, JzDeliveryBy by, gboolean electives, GError **error);

/* The rows as one. Returns: (transfer full) */
JzDeliveryRow *jz_delivery_sum (GPtrArray *rows);

/* Why experiments were missed, from signed logs. */
typedef struct
{
  char  *reason;
  gint64 n;
} JzLabMiss;

void       jz_lab_miss_free (JzLabMiss *self);
/* The most frequent first. Returns: (transfer full) (element-type JzLabMiss) */
GPtrArray *jz_lab_misses (JzConnection *connection, gint64 term, GError **error);

/* One experiment of a class, and which of the four papers there are of it. */
typedef struct
{
  gint64   class_, experiment, plan, lesson; /* ids; 0: none */
  char    *class_name, *name;
  gboolean planned, noticed, prepared, logged;
} JzLabMatch;

void       jz_lab_match_free (JzLabMatch *self);
/* Of lessons until today, and plans of weeks that are over. @faults: only those where one of the four lacks. Returns:
 * (transfer full) (element-type JzLabMatch) */
GPtrArray *jz_lab_matches (JzConnection *connection, gint64 term, gboolean faults, GError **error);

G_END_DECLS
