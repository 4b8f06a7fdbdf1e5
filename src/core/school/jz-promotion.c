/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include "jz-promotion.h"

#include <glib/gi18n-lib.h>

#include "jz-people.h"
#include "jz-school.h"

const JzAction jz_action_promote = { "people.promote", "people" };

static void
class_free (gpointer data)
{
  JzPromotionClass *self = data;

  g_free (self->name);
  g_free (self);
}

/* The highest grade of the stage that @grade belongs to. */
static int
last_of_stage (int grade)
{
  return grade <= 6 ? 6 : grade <= 9 ? 9 : JZ_GRADE_HIGHEST;
}

/* The highest grade that the school has. */
static gboolean
read_highest (JzConnection *connection, int *highest, GError **error)
{
  g_autoptr (JzSchool) school = jz_school_read (connection, error);
  int                  lowest;

  if (school != NULL && !jz_school_grades (school->stage, &lowest, highest))
    *highest = 0;
  return school != NULL;
}

/* What it is in that year. */
static void
look_ahead (JzPromotionClass *class, const JzPromotion *promotion, int entered, int highest)
{
  int last = last_of_stage (class->grade), first = last == 6 ? 1 : last == 9 ? 7 : 10;

  class->next = first + promotion->school_year - entered;
  if (class->next <= last || (promotion->goes_on && class->next <= highest))
    return;
  class->left = entered + last - first + 1;
  class->next = 0;
}

GPtrArray *
jz_promotion_plan (JzConnection *connection, const JzPromotion *promotion, GError **error)
{
  g_autoptr (GPtrArray) plan = g_ptr_array_new_with_free_func (class_free);
  JzStatement *row;
  int          highest;

  if (!read_highest (connection, &highest, error))
    return NULL;
  row = jz_connection_query (connection, error,
                             "SELECT id, name, grade, entry_year, number, pupils FROM class WHERE left_year IS NULL AND "
                             "stage <> 'kindergarten' ORDER BY grade, number", "");
  while (jz_statement_next (row))
    {
      JzPromotionClass *class = g_new0 (JzPromotionClass, 1);

      class->id = jz_statement_int64 (row, 0);
      class->name = jz_statement_dup (row, 1);
      class->grade = (int) jz_statement_int64 (row, 2);
      class->number = (int) jz_statement_int64 (row, 4);
      class->pupils = (int) jz_statement_int64 (row, 5);
      look_ahead (class, promotion, (int) jz_statement_int64 (row, 3), highest);
      if (class->next == 0 || class->next > class->grade)
        g_ptr_array_add (plan, class);
      else
        class_free (class);
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&plan) : NULL;
}

static gboolean
refuse (GError **error, int code, const char *sentence)
{
  g_set_error_literal (error, JZ_ERROR, code, sentence);
  return FALSE;
}

static gboolean
set_left (JzConnection *connection, const JzPromotionClass *class, int left, GError **error)
{
  return jz_connection_run (connection, error, "UPDATE class SET left_year = ?, changed = jz_operation () WHERE id = ?",
                            "il", left, class->id);
}

static gboolean
leave (JzConnection *connection, const JzPromotionClass *class, GError **error)
{
  return set_left (connection, class, class->left, error) &&
         jz_connection_run (connection, error,
                            "UPDATE person SET active = 0, changed = jz_operation () WHERE class = ? AND active AND voided IS "
                            "NULL", "l", class->id);
}

/* What a class was in its old stage stays told of it: in the next stage it is another class, with the same pupils. */
static gboolean
go_on (JzOperation *operation, const JzPromotionClass *class, int school_year, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        id;

  return set_left (connection, class, school_year, error) &&
         jz_class_add (operation, jz_class_stage (class->next), jz_class_entry_year (class->next, school_year), class->next,
                       class->number, class->pupils, &id, error) &&
         jz_connection_run (connection, error,
                            "UPDATE person SET class = ?, changed = jz_operation () WHERE class = ? AND active AND voided IS "
                            "NULL", "ll", id, class->id);
}

static gboolean
go_up (JzOperation *operation, const JzPromotionClass *class, int school_year, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = jz_class_name (class->next, class->number);

  if (class->next > last_of_stage (class->grade))
    return go_on (operation, class, school_year, error);
  return jz_connection_run (connection, error,
                            "UPDATE class SET grade = ?, name = ?, changed = jz_operation () WHERE id = ?", "isl",
                            class->next, name, class->id);
}

/* Each has the first number that is free. */
static gboolean
add_fresh (JzOperation *operation, int grade, int school_year, int count, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  int           entered = jz_class_entry_year (grade, school_year);

  for (int number = 1; count > 0; number++)
    {
      gint64 taken;

      if (!jz_connection_number (connection, &taken, 0, error,
                                 "SELECT id FROM class WHERE stage = ? AND entry_year = ? AND number = ?", "sii",
                                 jz_class_stage (grade), entered, number) ||
          (taken == 0 && !jz_class_add (operation, jz_class_stage (grade), entered, grade, number, 0, NULL, error)))
        return FALSE;
      count -= taken == 0;
    }
  return TRUE;
}

static gboolean
are_sound (const JzPromotion *promotion)
{
  for (int grade = 1; grade <= JZ_GRADE_HIGHEST; grade++)
    if (promotion->fresh[grade] < 0 || promotion->fresh[grade] > 99)
      return FALSE;
  return promotion->school_year >= 1990 && promotion->school_year <= 2199;
}

/* The highest go first: what is below takes their place. */
static gboolean
carry_out (JzOperation *operation, GPtrArray *plan, const JzPromotion *promotion, GError **error)
{
  for (guint i = plan->len; i > 0; i--)
    {
      const JzPromotionClass *class = g_ptr_array_index (plan, i - 1);

      if (class->next == 0 ? !leave (jz_operation_get_connection (operation), class, error)
                           : !go_up (operation, class, promotion->school_year, error))
        return FALSE;
    }
  for (int grade = 1; grade <= JZ_GRADE_HIGHEST; grade++)
    if (!add_fresh (operation, grade, promotion->school_year, promotion->fresh[grade], error))
      return FALSE;
  return TRUE;
}

gboolean
jz_promotion_apply (JzOperation *operation, const JzPromotion *promotion, GError **error)
{
  g_autoptr (GPtrArray) plan = NULL;

  if (!are_sound (promotion))
    return refuse (error, JZ_ERROR_INVALID, _("This is no school year, or no number of classes"));
  plan = jz_promotion_plan (jz_operation_get_connection (operation), promotion, error);
  if (plan == NULL)
    return FALSE;
  if (plan->len == 0)
    return refuse (error, JZ_ERROR_CONFLICT, _("All classes stand as they do in this school year already"));
  if (!carry_out (operation, plan, promotion, error))
    return FALSE;
  jz_operation_describe (operation, _("Began the school year %d–%d"), promotion->school_year,
                         promotion->school_year + 1);
  return TRUE;
}
