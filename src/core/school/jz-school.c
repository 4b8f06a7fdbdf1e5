/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include "jz-school.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-calendar.h"
#include "jz-codes.h"
#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_init = { "file.init", "school" };
const JzAction jz_action_school = { "school.write", "school" };

void
jz_school_free (JzSchool *self)
{
  if (self == NULL)
    return;
  g_free (self->uuid);
  g_free (self->name);
  g_free (self->code);
  g_free (self->stage);
  g_free (self->county);
  g_free (self);
}

static const struct { const char *stage; int lowest, highest;
} stages[] = {
  { "primary", 1, 6 },   { "junior", 7, 9 },       { "senior", 10, 12 },     { "nine-year", 1, 9 },
  { "complete", 7, 12 }, { "twelve-year", 1, 12 }, { "kindergarten", 0, 0 },
};

const char *const *
jz_school_stages (void)
{
  static const char *const names[] = { "primary",  "junior",      "senior",       "nine-year",
                                       "complete", "twelve-year", "kindergarten", NULL };

  return names;
}

gboolean
jz_school_is_stage (const char *stage)
{
  return stage != NULL && g_strv_contains (jz_school_stages (), stage);
}

gboolean
jz_school_grades (const char *stage, int *lowest, int *highest)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    if (g_str_equal (stages[i].stage, stage))
      {
        *lowest = stages[i].lowest;
        *highest = stages[i].highest;
        return stages[i].lowest > 0;
      }
  return FALSE;
}

static gboolean
is_code (const char *code)
{
  gsize length = strlen (code);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (code[i]))
      return FALSE;
  return length >= 1 && length <= 20;
}

gboolean
jz_school_start_is_sound (const JzSchoolStart *start, GError **error)
{
  if (jz_text_is_blank (start->name))
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("The school needs a name"));
  else if (start->code == NULL || !is_code (start->code))
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("The school code is 1 to 20 digits or letters"));
  else if (!jz_school_is_stage (start->stage))
    g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: there is no such stage"),
                 start->stage != NULL ? start->stage : "");
  else if ((start->first_day == JZ_DATE_NONE) != (start->last_day == JZ_DATE_NONE) ||
           (start->first_day != JZ_DATE_NONE &&
            (start->last_day - start->first_day < 20 || start->last_day - start->first_day > 200)))
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                         _("A term has a first and a last day, 20 to 200 days apart"));
  else
    return TRUE;
  return FALSE;
}

void
jz_school_usual_term (JzDate date, JzDate *first, JzDate *last)
{
  int      year = jz_school_year (date), month;
  gboolean is_second;

  jz_date_get (date, &(int){ 0 }, &month, &(int){ 0 });
  is_second = month >= 2 && month <= 8;
  *first = is_second ? jz_date_new (year + 1, 2, 20) : jz_date_new (year, 9, 1);
  *last = is_second ? jz_date_new (year + 1, 7, 5) : jz_date_new (year + 1, 1, 25);
}

/* Which term it is follows from its first day. */
static gboolean
add_term (JzOperation *operation, const JzSchoolStart *start, GError **error)
{
  JzDate first = start->first_day, last = start->last_day;
  int    year, month, ordinal;

  if (first == JZ_DATE_NONE)
    jz_school_usual_term (jz_source_today (jz_operation_get_connection (operation)), &first, &last);
  jz_date_get (first, &year, &month, &(int){ 0 });
  ordinal = month >= 2 && month <= 7 ? 2 : 1;
  year = ordinal == 2 || month < 2 ? year - 1 : year;
  return jz_term_add (operation, year, ordinal, first, last, NULL, error);
}

static gboolean
add_school (JzOperation *operation, const JzSchoolStart *start, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection), *file = jz_source_uuid (connection),
                  *name = jz_text_tidy (start->name);

  return jz_connection_run (
           connection, error,
           "INSERT INTO school (id, uuid, name, code, stage, county, changed) VALUES (1, ?, ?, ?, ?, ?, jz_operation())",
           "sssss", uuid, name, start->code, start->stage, start->county != NULL ? start->county : "") &&
         jz_connection_run (connection, error, "INSERT INTO meta (key, value) VALUES ('uuid', ?), ('generator', ?)",
                            "ss", file, "Jiaozhuang " PACKAGE_VERSION);
}

gboolean
jz_school_start (JzOperation *operation, const JzSchoolStart *start, GError **error)
{
  static const char *const everything[] = { "head", NULL };

  if (!jz_school_start_is_sound (start, error) || !add_school (operation, start, error) ||
      !jz_account_load_roles (operation, error) ||
      !jz_account_add (operation, start->login != NULL ? start->login : "admin",
                       start->person != NULL ? start->person : _("Administrator"), start->password, everything, NULL,
                       error) ||
      !jz_codes_load_shipped (operation, error) || !add_term (operation, start, error))
    return FALSE;
  jz_operation_describe (operation, _("Made the school file of %s"), start->name);
  return TRUE;
}

gboolean
jz_school_update (JzOperation *operation, const JzSchool *school, GError **error)
{
  JzSchoolStart start = { .name = school->name,
                          .code = school->code,
                          .stage = school->stage,
                          .first_day = JZ_DATE_NONE,
                          .last_day = JZ_DATE_NONE };

  if (!jz_school_start_is_sound (&start, error))
    return FALSE;
  jz_operation_describe (operation, _("Changed the school's particulars"));
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE school SET name = ?, code = ?, stage = ?, county = ?, changed = jz_operation()",
                            "ssss", school->name, school->code, school->stage,
                            school->county != NULL ? school->county : "");
}

JzSchool *
jz_school_read (JzConnection *connection, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error, "SELECT uuid, name, code, stage, county FROM school", "");
  JzSchool    *school;

  if (!jz_statement_first (row, _("The file has no school yet"), error))
    return NULL;
  school = g_new0 (JzSchool, 1);
  school->uuid = jz_statement_dup (row, 0);
  school->name = jz_statement_dup (row, 1);
  school->code = jz_statement_dup (row, 2);
  school->stage = jz_statement_dup (row, 3);
  school->county = jz_statement_dup (row, 4);
  jz_statement_reset (row);
  return school;
}
