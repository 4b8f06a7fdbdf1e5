/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include "jz-people.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_people = { "people.write", "people" };
const JzAction jz_action_add_person = { "people.add", "people.add" };

static gboolean
explain_number (GError **error, const char *number)
{
  if (error != NULL && *error != NULL && strstr ((*error)->message, "person.number") != NULL)
    {
      g_clear_error (error);
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: this number is another person's"), number);
    }
  return FALSE;
}

static gboolean
is_sound (const JzPersonData *data, GError **error)
{
  if (!jz_text_is_blank (data->name))
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("A person needs a name"));
  return FALSE;
}

static char *
tidy_or_null (const char *text)
{
  g_autofree char *tidy = jz_text_tidy (text);

  return tidy[0] != '\0' ? g_steal_pointer (&tidy) : NULL;
}

gboolean
jz_person_add (JzOperation *operation, const JzPersonData *data, gint64 *id, GError **error)
{
  JzConnection      *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection), *name = jz_text_tidy (data->name),
                  *number = tidy_or_null (data->number);
  g_autofree char   *post = jz_text_tidy (data->post);
  g_autoptr (GError) failure = NULL;

  if (!is_sound (data, error))
    return FALSE;
  if (!jz_connection_run (
        connection, &failure,
        "INSERT INTO person (uuid, kind, name, number, class, post, changed) VALUES (?, ?, ?, ?, ?, ?, jz_operation())",
        "ssssrs", uuid, data->kind, name, number, data->class, post))
    {
      explain_number (&failure, number);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (id != NULL)
    *id = jz_connection_last_id (connection);
  jz_operation_describe (operation, _("Added %s"), name);
  return TRUE;
}

gboolean
jz_person_update (JzOperation *operation, gint64 id, const JzPersonData *data, gboolean active, GError **error)
{
  g_autofree char *name = jz_text_tidy (data->name), *number = tidy_or_null (data->number),
                  *post = jz_text_tidy (data->post);
  g_autoptr (GError) failure = NULL;

  if (!is_sound (data, error))
    return FALSE;
  if (
    !jz_connection_run (
      jz_operation_get_connection (operation), &failure,
      "UPDATE person SET name = ?, number = ?, class = ?, post = ?, active = ?, changed = jz_operation() WHERE id = ?",
      "ssrsil", name, number, data->class, post, active, id))
    {
      explain_number (&failure, number);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  jz_operation_describe (operation, _("Changed %s"), name);
  return TRUE;
}

gboolean
jz_person_find (JzConnection *connection, const char *name_or_number, gint64 *id, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (name_or_number);
  gint64           n;

  if (!jz_connection_number (connection, id, 0, error, "SELECT id FROM person WHERE number = ? AND voided IS NULL", "s",
                             tidy))
    return FALSE;
  if (*id != 0)
    return TRUE;
  if (!jz_connection_number (connection, &n, 0, error,
                             "SELECT count(*) FROM person WHERE name = ? AND kind = 'staff' AND voided IS NULL", "s",
                             tidy))
    return FALSE;
  if (n > 1)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: several people are called so; use the number"), tidy);
      return FALSE;
    }
  return jz_connection_number (connection, id, 0, error,
                               n > 0 ? "SELECT id FROM person WHERE name = ? AND kind = 'staff' AND voided IS NULL" :
                                       "SELECT kept FROM merged JOIN person ON person.id = gone WHERE merged.kind = "
                                       "'person' AND (number = ?1 OR (name = ?1 AND person.kind = 'staff')) "
                                       "ORDER BY merged.id DESC",
                               "s", tidy);
}

gboolean
jz_person_ensure (JzOperation *operation, const char *name, gint64 *id, GError **error)
{
  JzPersonData     data = { .kind = "staff", .name = name };
  g_autofree char *words = g_strdup (jz_operation_get_words (operation));

  if (!jz_person_find (jz_operation_get_connection (operation), name, id, error))
    return FALSE;
  if (*id != 0)
    return TRUE;
  if (!jz_person_add (operation, &data, id, error))
    return FALSE;
  jz_operation_describe (operation, "%s", words);
  return TRUE;
}

/* Classes. */

static const char *const grade_words[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九", "高一", "高二", "高三" };

const char *
jz_class_stage (int grade)
{
  return grade <= 6 ? "primary" : grade <= 9 ? "junior" : "senior";
}

char *
jz_class_name (int grade, int number)
{
  g_return_val_if_fail (grade >= 1 && grade <= 12, NULL);

  return g_strdup_printf ("%s(%d)", grade_words[grade], number);
}

/* The grade that @text begins with; what is left over comes back. */
static const char *
parse_grade (const char *text, int *grade)
{
  static const struct { const char *word; int grade;
  } words[] = {
    { "高一", 10 }, { "高二", 11 }, { "高三", 12 }, { "初一", 7 }, { "初二", 8 }, { "初三", 9 }, { "小一", 1 },
    { "小二", 2 },  { "小三", 3 },  { "小四", 4 },  { "小五", 5 }, { "小六", 6 }, { "一", 1 },   { "二", 2 },
    { "三", 3 },    { "四", 4 },    { "五", 5 },    { "六", 6 },   { "七", 7 },   { "八", 8 },   { "九", 9 },
  };
  char *end;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (text, words[i].word))
      {
        *grade = words[i].grade;
        return text + strlen (words[i].word);
      }
  *grade = (int) strtol (text, &end, 10);
  if (end - text == 3) /* 802 */
    {
      *grade /= 100;
      return text + 1;
    }
  return end > text && *end != '\0' ? end : NULL;
}

gboolean
jz_class_parse (const char *text, int *grade, int *number)
{
  g_autofree char *tidy = jz_text_tidy (text);
  g_autofree char *folded = jz_text_fold (tidy);
  const char      *rest = parse_grade (folded, grade);
  char            *end;

  if (rest == NULL || *grade < 1 || *grade > 12)
    return FALSE;
  if (g_str_has_prefix (rest, "年级"))
    rest += strlen ("年级");
  while (*rest == '(' || *rest == '.' || *rest == ' ' || *rest == '-')
    rest++;
  *number = (int) strtol (rest, &end, 10);
  if (end == rest || *number < 1 || *number > 99)
    return FALSE;
  if (*end == ')')
    end++;
  return *end == '\0' || g_str_equal (end, "班");
}

gboolean
jz_class_find (JzConnection *connection, const char *text, gint64 *id, GError **error)
{
  int grade, number;

  *id = 0;
  if (!jz_class_parse (text, &grade, &number))
    return TRUE;
  return jz_connection_number (connection, id, 0, error,
                               "SELECT id FROM class WHERE grade = ? AND number = ? AND left_year IS NULL", "ii", grade,
                               number);
}

gboolean
jz_class_add (JzOperation *operation, const char *stage, int entry_year, int grade, int number, int pupils, gint64 *id,
              GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection), *name = NULL;
  gint64           taken;

  if (grade < 1 || grade > 12 || number < 1 || number > 99 || pupils < 0 || pupils > 200)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                           _("A class has a grade from 1 to 12, a number from 1 to 99 and at most 200 pupils"));
      return FALSE;
    }
  name = jz_class_name (grade, number);
  if (!jz_connection_number (connection, &taken, 0, error,
                             "SELECT count(*) FROM class WHERE stage = ? AND entry_year = ? AND number = ?", "sii",
                             stage, entry_year, number))
    return FALSE;
  if (taken > 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: there is such a class already"), name);
      return FALSE;
    }
  if (
    !jz_connection_run (
      connection, error,
      "INSERT INTO class (uuid, stage, entry_year, grade, number, name, pupils, changed) VALUES (?, ?, ?, ?, ?, ?, ?, jz_operation())",
      "ssiiisi", uuid, stage, entry_year, grade, number, name, pupils))
    return FALSE;
  if (id != NULL)
    *id = jz_connection_last_id (connection);
  jz_operation_describe (operation, _("Added the class %s"), name);
  return TRUE;
}

int
jz_class_entry_year (int grade, int school_year)
{
  return school_year - (grade <= 6 ? grade - 1 : grade <= 9 ? grade - 7 : grade - 10);
}

gboolean
jz_class_update (JzOperation *operation, gint64 id, int number, int pupils, int left_year, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = NULL;
  gint64           grade, taken;

  if (!jz_connection_number (connection, &grade, 0, error, "SELECT grade FROM class WHERE id = ?", "l", id) ||
      !jz_connection_number (
        connection, &taken, 0, error,
        "SELECT count(*) FROM class AS other JOIN class ON class.id = ?1 WHERE other.id <> ?1 "
        "AND other.stage = class.stage AND other.entry_year = class.entry_year AND other.number = ?2",
        "li", id, number))
    return FALSE;
  if (grade == 0 || number < 1 || number > 99 || pupils < 0 || pupils > 200)
    {
      g_set_error_literal (error, JZ_ERROR, grade == 0 ? JZ_ERROR_NOT_FOUND : JZ_ERROR_INVALID,
                           _("A class has a grade from 1 to 12, a number from 1 to 99 and at most 200 pupils"));
      return FALSE;
    }
  name = jz_class_name ((int) grade, number);
  if (taken > 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: there is such a class already"), name);
      return FALSE;
    }
  jz_operation_describe (operation, _("Changed the class %s"), name);
  return jz_connection_run (
    connection, error,
    "UPDATE class SET number = ?, name = ?, pupils = ?, left_year = nullif (?, 0), changed = jz_operation() WHERE id = ?",
    "isiil", number, name, pupils, left_year, id);
}
