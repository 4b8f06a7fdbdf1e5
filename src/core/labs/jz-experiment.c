/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-experiment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-paper.h"
#include "jz-reference.h"
#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_experiment = { "lab.catalogue", "lab" };

const char *
jz_experiment_kind_of (const char *text)
{
  static const struct { const char *word, *kind; } words[] = {
    { "demonstration", "demonstration" }, { "演示", "demonstration" }, { "inquiry", "inquiry" }, { "探究", "inquiry" },
    { "practice", "practice" },           { "实践", "practice" },      { "group", "group" },     { "分组", "group" },
    { "学生", "group" },                  { "操作", "group" },         { "测量", "group" },      { "活动", "practice" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i].word) != NULL)
      return words[i].kind;
  return NULL;
}

/* Writing. */

static gboolean
fits_stage (const char *stage, int grade)
{
  return grade == 0 || (g_str_equal (stage, "primary") && grade <= 6) ||
         (g_str_equal (stage, "junior") && grade >= 6 && grade <= 9) || (g_str_equal (stage, "senior") && grade >= 10);
}

static gboolean
is_sound (const JzExperimentData *data, GError **error)
{
  static const char *const stages[] = { "primary", "junior", "senior", NULL },
                    *const kinds[] = { "demonstration", "group", "inquiry", "practice", NULL };

  if (jz_text_is_blank (data->name) || jz_text_is_blank (data->subject))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("An experiment needs a name and a subject"));
  if (data->year < 1990 || data->year > 2199)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("There is no such school year"));
  if (data->stage == NULL || !g_strv_contains (stages, data->stage))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say for which stage the experiment is"));
  if (data->kind == NULL || !g_strv_contains (kinds, data->kind))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say what kind of experiment it is"));
  if (data->grade < 0 || data->grade > 12 || !fits_stage (data->stage, data->grade))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("The stage has no such grade"));
  if (data->term < 0 || data->term > 2)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("A year has two terms"));
  if (data->periods < 1 || data->periods > 20)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("An experiment takes 1 to 20 periods"));
  if (data->group_size < 0 || data->group_size > 99)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("A group has 1 to 99 pupils"));
  return TRUE;
}

static gboolean
is_new (JzConnection *connection, gint64 id, const JzExperimentData *data, char *const texts[], GError **error)
{
  gint64 same;

  if (!jz_connection_number (connection, &same, 0, error,
                             "SELECT id FROM experiment WHERE year = ? AND stage = ? AND subject = ? AND edition = ? "
                             "AND book = ? AND number = ? AND name = ? AND voided IS NULL AND id <> ?",
                             "issssssl", data->year, data->stage, texts[0], texts[1], texts[2], texts[4], texts[5], id))
    return FALSE;
  return same == 0 ||
         jz_paper_fail (error, JZ_ERROR_CONFLICT, _("%s: the catalogue of that year has this experiment"), texts[5]);
}

static gboolean
write_row (JzOperation *operation, gint64 *id, const JzExperimentData *data, GError **error)
{
  const char *const given[] = { data->subject, data->edition, data->book,   data->chapter,
                                data->number,  data->name,    data->safety, data->source };
  JzConnection *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection);
  g_auto (GStrv) texts = g_new0 (char *, G_N_ELEMENTS (given) + 1);
  /* A demonstration is before the class as a whole. */
  int group_size = g_strcmp0 (data->kind, "demonstration") == 0 ? 0 : data->group_size;

  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    texts[i] = jz_text_tidy (given[i]);
  if (!is_sound (data, error) || !is_new (connection, *id, data, texts, error) ||
      !jz_connection_run (connection, error,
                          "INSERT INTO experiment (id, uuid, year, stage, subject, edition, book, grade, term, "
                          "chapter, number, name, kind, required, periods, group_size, safety, source, verified, "
                          "sort_key, changed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, nullif (?8, 0), nullif (?9, 0), ?10, "
                          "?11, ?12, ?13, ?14, ?15, nullif (?16, 0), ?17, ?18, ?19, jz_sort_key (?12), jz_operation "
                          "()) ON CONFLICT (id) DO UPDATE SET year = excluded.year, stage = excluded.stage, subject = "
                          "excluded.subject, edition = excluded.edition, book = excluded.book, grade = excluded.grade, "
                          "term = excluded.term, chapter = excluded.chapter, number = excluded.number, name = "
                          "excluded.name, kind = excluded.kind, required = excluded.required, periods = "
                          "excluded.periods, group_size = excluded.group_size, safety = excluded.safety, source = "
                          "excluded.source, verified = excluded.verified, sort_key = excluded.sort_key, changed = "
                          "excluded.changed",
                          "rsissssiissssiiissi", *id, uuid, data->year, data->stage, texts[0], texts[1], texts[2],
                          data->grade, data->term, texts[3], texts[4], texts[5], data->kind, data->required,
                          data->periods, group_size, texts[6], texts[7], data->verified))
    return FALSE;
  if (*id == 0)
    *id = jz_connection_last_id (connection);
  return TRUE;
}

/* Its name. Returns: (transfer full), NULL with JZ_ERROR_NOT_FOUND. */
static char *
name_of (JzConnection *connection, gint64 id, GError **error)
{
  char *name = NULL;

  if (jz_connection_find_text (connection, &name, error, "SELECT name FROM experiment WHERE id = ? AND voided IS NULL",
                               "l", id) &&
      name == NULL)
    jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("There is no such experiment"));
  return name;
}

gboolean
jz_experiment_add (JzOperation *operation, const JzExperimentData *data, gint64 *id, GError **error)
{
  *id = 0;
  if (!write_row (operation, id, data, error))
    return FALSE;
  jz_operation_describe (operation, _("Added the experiment %s to the catalogue"), data->name);
  return TRUE;
}

gboolean
jz_experiment_update (JzOperation *operation, gint64 id, const JzExperimentData *data, GError **error)
{
  g_autofree char *name = name_of (jz_operation_get_connection (operation), id, error);

  if (name == NULL || !write_row (operation, &id, data, error))
    return FALSE;
  jz_operation_describe (operation, _("Changed the experiment %s"), data->name);
  return TRUE;
}

gboolean
jz_experiment_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = name_of (connection, id, error);
  gint64           used;

  if (name == NULL ||
      !jz_connection_number (connection, &used, 0, error,
                             "SELECT EXISTS (SELECT 1 FROM lab_plan WHERE experiment = ?1) OR EXISTS (SELECT 1 FROM "
                             "lab_lesson WHERE experiment = ?1)", "l", id))
    return FALSE;
  if (used)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("%s: a plan or a notice names this experiment"), name);
  jz_operation_describe (operation, _("Took the experiment %s out of the catalogue"), name);
  return jz_connection_run (connection, error,
                            "UPDATE experiment SET voided = jz_operation (), changed = jz_operation () WHERE id = ?",
                            "l", id);
}

gboolean
jz_experiment_place (JzOperation *operation, gint64 id, int grade, int term, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = name_of (connection, id, error);
  g_autofree char *stage = NULL;

  if (name == NULL)
    return FALSE;
  stage = jz_connection_text (connection, error, "SELECT stage FROM experiment WHERE id = ?", "l", id);
  if (stage == NULL)
    return FALSE;
  if (grade < 0 || grade > 12 || !fits_stage (stage, grade) || term < 0 || term > 2)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("The stage has no such grade"));
  jz_operation_describe (operation, _("Said when the experiment %s is done"), name);
  return jz_connection_run (connection, error,
                            "UPDATE experiment SET grade = nullif (?, 0), term = nullif (?, 0), changed = jz_operation "
                            "() WHERE id = ?",
                            "iil", grade, term, id);
}

gboolean
jz_experiment_verify (JzOperation *operation, gint64 id, gboolean verified, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = name_of (connection, id, error);

  if (name == NULL)
    return FALSE;
  jz_operation_describe (operation, verified ? _("Compared the experiment %s with the list in force") :
                                               _("The experiment %s is to be compared again"), name);
  return jz_connection_run (connection, error,
                            "UPDATE experiment SET verified = ?, changed = jz_operation () WHERE id = ?", "il",
                            verified, id);
}

/* Finding. */

gboolean
jz_experiment_find (JzConnection *connection, int year, const char *text, gint64 *id, GError **error)
{
  gint64 number, n;

  *id = 0;
  if (g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &number, NULL) &&
      !jz_connection_number (connection, id, 0, error, "SELECT id FROM experiment WHERE id = ? AND voided IS NULL", "l",
                             number))
    return FALSE;
  if (*id != 0)
    return TRUE;
  if (!jz_connection_number (connection, &n, 0, error,
                             "SELECT count (*) FROM experiment WHERE year = ? AND name = ? AND voided IS NULL", "is",
                             year, text) ||
      !jz_connection_number (connection, id, 0, error,
                             "SELECT id FROM experiment WHERE year = ? AND name = ? AND voided IS NULL", "is", year,
                             text))
    return FALSE;
  if (n > 1)
    return jz_paper_fail (
      error, JZ_ERROR_CONFLICT,
      _("%s: several experiments are called so, say which by its number in the list of the program"), text);
  return n == 1 ||
         jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("%s: the catalogue of that year has no such experiment"), text);
}

/* Whole catalogues. */

static gboolean
copy_needs (JzConnection *connection, gint64 from, gint64 to, GError **error)
{
  return jz_connection_run (connection, error,
                            "INSERT INTO experiment_item (experiment, item, name, code, quantity, per, substitute, "
                            "changed) SELECT ?, item, name, code, quantity, per, substitute, jz_operation () FROM "
                            "experiment_item WHERE experiment = ? ORDER BY id",
                            "ll", to, from) &&
         jz_connection_run (connection, error,
                            "INSERT INTO experiment_chemical (experiment, item, name, amount, unit, per, hazard, "
                            "changed) SELECT ?, item, name, amount, unit, per, hazard, jz_operation () FROM "
                            "experiment_chemical WHERE experiment = ? ORDER BY id",
                            "ll", to, from);
}

static gboolean
copy_row (JzConnection *connection, gint64 id, int year, GError **error)
{
  g_autofree char *uuid = jz_source_uuid (connection);

  return jz_connection_run (connection, error,
                            "INSERT INTO experiment (uuid, year, stage, subject, edition, book, grade, term, chapter, "
                            "number, name, kind, required, periods, group_size, safety, source, verified, sort_key, "
                            "changed) SELECT ?, ?, stage, subject, edition, book, grade, term, chapter, number, name, "
                            "kind, required, periods, group_size, safety, source, verified, sort_key, jz_operation () "
                            "FROM experiment WHERE id = ?",
                            "sil", uuid, year, id) &&
         copy_needs (connection, id, jz_connection_last_id (connection), error);
}

static gboolean
catalogue_of (JzConnection *connection, int year, GArray *ids, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error, "SELECT id FROM experiment WHERE year = ? AND voided IS NULL ORDER BY id", "i", year);

  while (jz_statement_next (row))
    g_array_append_vals (ids, &(gint64){ jz_statement_int64 (row, 0) }, 1);
  return jz_statement_finish (row, error);
}

gboolean
jz_experiment_roll (JzOperation *operation, int from, int to, guint *n, GError **error)
{
  JzConnection      *connection = jz_operation_get_connection (operation);
  g_autoptr (GArray) old = g_array_new (FALSE, FALSE, sizeof (gint64)),
                     there = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (to < 1990 || to > 2199)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("There is no such school year"));
  if (!catalogue_of (connection, from, old, error) || !catalogue_of (connection, to, there, error))
    return FALSE;
  if (old->len == 0)
    return jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("There is no catalogue of %d"), from);
  if (there->len > 0)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("There is a catalogue of %d already"), to);
  for (guint i = 0; i < old->len; i++)
    if (!copy_row (connection, g_array_index (old, gint64, i), to, error))
      return FALSE;
  *n = old->len;
  jz_operation_describe (operation, _("The catalogue of %d begins as that of %d"), to, from);
  return TRUE;
}

/* Whether classes of the stage are there. */
static gboolean
has_stage (JzConnection *connection, const char *stage, gboolean *has, GError **error)
{
  gint64 n;

  if (!jz_connection_number (connection, &n, 0, error,
                             "SELECT EXISTS (SELECT 1 FROM class WHERE stage = ?1 AND left_year IS NULL) OR NOT EXISTS "
                             "(SELECT 1 FROM class WHERE left_year IS NULL)", "s", stage))
    return FALSE;
  *has = n != 0;
  return TRUE;
}

static gboolean
take_starter_row (JzOperation *operation, JzReference *table, guint row, int year, guint *n, GError **error)
{
#define GET(column) jz_reference_get (table, row, column)
  JzExperimentData data = { .year = year, .stage = GET ("stage"), .subject = GET ("subject"), .book = GET ("book"),
                            .grade = atoi (GET ("grade")), .term = atoi (GET ("term")), .chapter = GET ("chapter"),
                            .number = GET ("number"), .name = GET ("name"), .kind = GET ("kind"),
                            .required = GET ("required")[0] == '1', .periods = 1, .group_size = atoi (GET ("group")),
                            .source = GET ("source"), .verified = GET ("verified")[0] == '1' };
  g_autoptr (GError) failure = NULL;
  gint64             id = 0;

  if (!write_row (operation, &id, &data, &failure))
    {
      if (g_error_matches (failure, JZ_ERROR, JZ_ERROR_CONFLICT))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  ++*n;
  return jz_experiment_set_needs (operation, id, GET ("apparatus"), GET ("chemicals"), error);
#undef GET
}

gboolean
jz_experiment_take_starter (JzOperation *operation, int year, guint *n, GError **error)
{
  g_autoptr (JzReference) table = jz_reference_load ("experiments-starter.tsv", error);

  *n = 0;
  if (table == NULL)
    return FALSE;
  for (guint i = 0; i < table->rows->len; i++)
    {
      gboolean has;

      if (!has_stage (jz_operation_get_connection (operation), jz_reference_get (table, i, "stage"), &has, error) ||
          (has && !take_starter_row (operation, table, i, year, n, error)))
        return FALSE;
    }
  jz_operation_describe (operation,
                         g_dngettext (GETTEXT_PACKAGE, "Took %u experiment of the list that ships into the catalogue",
                                      "Took %u experiments of the list that ships into the catalogue", *n), *n);
  return TRUE;
}
