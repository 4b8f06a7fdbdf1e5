/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-ratio.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-money.h"
#include "jz-quantity.h"
#include "jz-ratio-private.h"
#include "jz-source.h"

/* Whoever has one of these words in the post is no teacher; a setting of the file. */

void
jz_ratio_free (JzRatio *self)
{
  g_free (self->stage);
  g_free (self->source);
  g_free (self);
}

static gboolean
read_target (JzConnection *connection, JzRatio *self, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error, "SELECT value, source FROM ratio_target WHERE ratio = ?",
                                          "s", self->ratio);

  if (!jz_statement_first (row, "a target is missing", error))
    return FALSE;
  self->target = jz_statement_int64 (row, 0);
  self->source = jz_statement_dup (row, 1);
  jz_statement_reset (row);
  return TRUE;
}

static gint64
divide_up (gint64 part, gint64 whole)
{
  return (part + whole - 1) / whole;
}

/* From counts to a figure. What x:1 is judged by is exact, not the rounded value. */
static void
judge (JzRatio *self)
{
  gint64 needed;

  self->value = -1;
  self->verdict = JZ_RATIO_NO_DATA;
  if (self->part < 0 || self->whole <= 0)
    return;
  if (self->x_to_one)
    {
      self->value = (self->part * 10000 + self->whole / 2) / self->whole;
      needed = divide_up (self->part * 10000, self->target); /* machines in hundredths */
      self->lacking = MAX (0, divide_up (needed - self->whole, 100));
    }
  else
    {
      self->value = self->part * 10000 / self->whole;
      needed = divide_up (self->whole * self->target, 10000);
      self->lacking = MAX (0, needed - self->part);
    }
  self->verdict = self->lacking > 0 ? JZ_RATIO_LACKING : JZ_RATIO_ENOUGH;
}

static JzRatio *
add (GPtrArray *ratios, JzConnection *connection, const char *ratio, gboolean x_to_one, GError **error)
{
  JzRatio *self = g_new0 (JzRatio, 1);

  self->ratio = ratio;
  self->x_to_one = x_to_one;
  g_ptr_array_add (ratios, self);
  return read_target (connection, self, error) ? self : NULL;
}

static void
count (GPtrArray *rows, gint64 *good, guint *unknown)
{
  *good = 0;
  *unknown = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const JzRatioRow *row = g_ptr_array_index (rows, i);

      if (row->counts)
        (*good)++;
      else if (g_str_equal (row->why, "unknown") || g_str_equal (row->why, "unregistered"))
        (*unknown)++;
    }
}

/* x:1 */

/* Machines go to the stages by pupils times weight; all in hundredths, so that none is lost by rounding a stage down to 0. */
static gboolean
add_stages (GPtrArray *ratios, JzConnection *connection, gint64 machines, GError **error)
{
  JzStatement *rows = jz_connection_query (
    connection, error,
    "SELECT stage, pupils, pupils * weight, sum (pupils * weight) OVER (), count (*) OVER () FROM (SELECT "
    "class.stage, sum (class.pupils) AS pupils, "
    "max (stage_weight.weight) AS weight FROM class JOIN stage_weight ON stage_weight.stage = class.stage WHERE "
    "class.left_year IS NULL "
    "GROUP BY class.stage) WHERE pupils > 0 ORDER BY weight, stage", "");
  gboolean     ok = TRUE;

  while (ok && jz_statement_next (rows))
    {
      gint64   all = jz_statement_int64 (rows, 3);
      JzRatio *self;

      if (jz_statement_int64 (rows, 4) < 2 || all == 0)
        break;
      self = add (ratios, connection, "pupil", TRUE, error);
      ok = self != NULL;
      if (!ok)
        break;
      self->stage = jz_statement_dup (rows, 0);
      self->part = jz_statement_int64 (rows, 1);
      self->whole = machines * 100 * jz_statement_int64 (rows, 2) / all;
      judge (self);
    }
  return jz_statement_finish (rows, ok ? error : NULL) && ok;
}

static gboolean
add_machines (GPtrArray *ratios, JzConnection *connection, const char *use, gint64 people, GError **error)
{
  g_autoptr (GPtrArray) rows = jz_ratio_machines (connection, use, error);
  JzRatio *self = rows != NULL ? add (ratios, connection, use, TRUE, error) : NULL;
  gint64   machines;

  if (self == NULL)
    return FALSE;
  count (rows, &machines, &self->unknown);
  self->part = people > 0 ? people : -1;
  self->whole = machines * 100;
  judge (self);
  return !g_str_equal (use, "pupil") || add_stages (ratios, connection, machines, error);
}

static gboolean
add_people (GPtrArray *ratios, JzConnection *connection, GError **error)
{
  gint64 pupils, teachers;

  return jz_connection_number (connection, &pupils, 0, error, "SELECT sum (pupils) FROM class WHERE left_year IS NULL",
                               "") &&
         jz_connection_number (connection, &teachers, 0, error,
                               "WITH RECURSIVE words (word, rest) AS (SELECT '', ifnull ((SELECT value FROM meta "
                               "WHERE key = 'network-not-teaching'), '') || ' ' "
                               "UNION ALL SELECT substr (rest, 1, instr (rest, ' ') - 1), substr (rest, instr (rest, "
                               "' ') + 1) FROM words WHERE rest <> '') "
                               "SELECT count (*) FROM person WHERE kind = 'staff' AND active AND voided IS NULL AND "
                               "NOT EXISTS "
                               "(SELECT 1 FROM words WHERE word <> '' AND instr (person.post, word) > 0)", "") &&
         add_machines (ratios, connection, "pupil", pupils, error) &&
         add_machines (ratios, connection, "teacher", teachers, error);
}

/* Percentages. */

/* Where of nothing anything is known there is no figure. @rows: (transfer full) (nullable) */
static gboolean
add_share (GPtrArray *ratios, JzConnection *connection, const char *ratio, GPtrArray *rows, GError **error)
{
  g_autoptr (GPtrArray) owned = rows;
  JzRatio *self = owned != NULL ? add (ratios, connection, ratio, FALSE, error) : NULL;

  if (self == NULL)
    return FALSE;
  count (owned, &self->part, &self->unknown);
  self->whole = owned->len;
  if (self->unknown == owned->len)
    self->part = -1;
  judge (self);
  return TRUE;
}

static int
this_year (JzConnection *connection, int year)
{
  int month, day;

  if (year == 0)
    jz_date_get (jz_source_today (connection), &year, &month, &day);
  return year;
}

GPtrArray *
jz_ratio_read (JzConnection *connection, int year, GError **error)
{
  g_autoptr (GPtrArray) ratios = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_ratio_free);

  if (add_people (ratios, connection, error) &&
      add_share (ratios, connection, "class", jz_ratio_classes (connection, error), error) &&
      add_share (ratios, connection, "room", jz_ratio_rooms (connection, FALSE, error), error) &&
      add_share (ratios, connection, "fast", jz_ratio_rooms (connection, TRUE, error), error) &&
      add_share (ratios, connection, "interactive", jz_ratio_sets (connection, this_year (connection, year), error),
                 error))
    return g_steal_pointer (&ratios);
  return NULL;
}

GPtrArray *
jz_ratio_rows (JzConnection *connection, const char *ratio, int year, GError **error)
{
  if (g_str_equal (ratio, "pupil") || g_str_equal (ratio, "teacher"))
    return jz_ratio_machines (connection, ratio, error);
  if (g_str_equal (ratio, "class"))
    return jz_ratio_classes (connection, error);
  if (g_str_equal (ratio, "room") || g_str_equal (ratio, "fast"))
    return jz_ratio_rooms (connection, g_str_equal (ratio, "fast"), error);
  if (g_str_equal (ratio, "interactive"))
    return jz_ratio_sets (connection, this_year (connection, year), error);
  g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such ratio"), ratio);
  return NULL;
}

/* Words. */

const char *
jz_ratio_words (const char *ratio)
{
  static const struct
  {
    const char *ratio, *words;
  } all[] = {
    { "pupil", N_("Pupils to a computer") },     { "teacher", N_("Teachers to a computer") },
    { "class", N_("Classes with multimedia") },  { "room", N_("Function rooms with multimedia") },
    { "fast", N_("Rooms on the fast network") }, { "interactive", N_("Interactive among new sets") },
    { "mbps", N_("Fast means, in Mbit/s") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].ratio, ratio))
      return g_dgettext (GETTEXT_PACKAGE, all[i].words);
  return ratio;
}

char *
jz_ratio_value_words (const JzRatio *self)
{
  g_autofree char *value = self->value >= 0 ? jz_money_format (self->value) : NULL;

  if (value == NULL)
    return g_strdup (_("no data"));
  return self->x_to_one ? g_strdup_printf ("%s : 1", value) : g_strdup_printf ("%s %%", value);
}

char *
jz_ratio_target_words (const JzRatio *self)
{
  g_autofree char *value = jz_money_format (self->target);

  return self->x_to_one ? g_strdup_printf (_("at most %s : 1"), value) : g_strdup_printf (_("at least %s %%"), value);
}

char *
jz_ratio_count_words (const JzRatio *self)
{
  g_autofree char *part = jz_quantity_format (MAX (self->part, 0), 0);
  g_autofree char *whole = self->whole % 100 == 0 ||
                           !self->x_to_one ? jz_quantity_format (self->x_to_one ? self->whole / 100 : self->whole, 0) :
                                                                      jz_money_format (self->whole);

  if (g_str_equal (self->ratio, "pupil"))
    return g_strdup_printf (_("%s pupils / %s machines"), part, whole);
  if (g_str_equal (self->ratio, "teacher"))
    return g_strdup_printf (_("%s teachers / %s machines"), part, whole);
  if (self->whole > 0 && self->part < 0)
    return g_strdup_printf (_("none of %s is known"), whole);
  return g_strdup_printf (_("%s of %s"), part, whole);
}
