/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-lab-check.h"

/* What the wish is about: what it says, else what the notice of its lesson says. */
static gboolean
understand (JzConnection *connection, const JzLessonWish *wish, JzLabDraft *draft, GError **error)
{
  gint64 experiment, groups;

  if (!jz_connection_number (connection, &experiment, 0, error, "SELECT experiment FROM lab_lesson WHERE lesson = ?",
                             "l", wish->lesson) ||
      !jz_connection_number (connection, &groups, 0, error, "SELECT groups FROM lab_lesson WHERE lesson = ?", "l",
                             wish->lesson))
    return FALSE;
  draft->experiment = wish->experiment != 0 ? wish->experiment : experiment;
  draft->groups = draft->experiment == experiment ? (int) groups : 0;
  return draft->experiment == 0 || draft->groups > 0 ||
         jz_lab_groups (connection, draft->experiment, wish->class_, &draft->groups, error);
}

static gboolean
has_lead_time (GPtrArray *clashes)
{
  for (guint i = 0; i < clashes->len; i++)
    if (g_str_equal (((const JzClash *) g_ptr_array_index (clashes, i))->kind, "lead-time"))
      return TRUE;
  return FALSE;
}

static gboolean
check (JzConnection *connection, const JzLessonWish *wish, GPtrArray *clashes, GError **error)
{
  char                  date[JZ_DATE_LENGTH];
  JzLabDraft draft = { .date = jz_date_to_iso (wish->date, date), .period = wish->period, .lesson = wish->lesson };
  g_autoptr (GPtrArray) list = NULL;

  if (!understand (connection, wish, &draft, error))
    return FALSE;
  if (draft.experiment == 0)
    return TRUE;
  list = jz_lab_check (connection, &draft, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      JzLabShort *one = g_ptr_array_index (list, i);

      /* That it is late for any lesson has been said. */
      if (!g_str_equal (one->kind, "lead-time") || !has_lead_time (clashes))
        jz_clash_add (clashes, wish, one->kind, FALSE, one->with, g_steal_pointer (&one->what));
    }
  return list != NULL;
}

const JzClashChecker jz_lab_checkers[] = { { check }, { NULL } };
