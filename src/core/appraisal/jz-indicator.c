/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-indicator.h"

#include <glib/gi18n-lib.h>

#include "jz-budget.h"
#include "jz-gap.h"
#include "jz-lab-delivery.h"
#include "jz-library-stats.h"
#include "jz-ratio.h"
#include "jz-reconcile.h"
#include "jz-room-norm.h"
#include "jz-room-share.h"
#include "jz-term-days.h"

const JzAction jz_action_indicator_target = { "indicator.target", "codes" };

#define PERCENT(part, whole) ((whole) > 0 ? (part) * 10000 / (whole) : -1)

/* The term that is looked at. */
typedef struct
{
  JzConnection *connection;
  gint64        term;
  int           school_year, ordinal;
  JzDate        first, last;
  GPtrArray    *found;
} Reading;

const char *
jz_indicator_verdict_name (JzIndicatorVerdict verdict)
{
  static const char *const names[] = { "met", "missed", "no-data", "no-target" };

  return names[verdict];
}

const char *
jz_indicator_unit_name (JzIndicatorUnit unit)
{
  static const char *const names[] = { "x-to-one", "percent", "yuan-per-pupil", "per-pupil" };

  return names[unit];
}

char *
jz_indicator_value_words (const JzIndicator *self, gint64 value)
{
  g_autofree char *number = NULL;

  if (value < 0)
    return g_strdup (_("no data"));
  number = g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", value / 100, (int) (value % 100));
  switch (self->unit)
    {
    case JZ_INDICATOR_TO_ONE:
      return g_strdup_printf (_("%s : 1"), number);
    case JZ_INDICATOR_PERCENT:
      return g_strdup_printf ("%s %%", number);
    case JZ_INDICATOR_YUAN:
      return g_strdup_printf (_("%s yuan per pupil"), number);
    case JZ_INDICATOR_EACH:
    default:
      return g_strdup_printf (_("%s per pupil"), number);
    }
}

gint64
jz_indicator_gap (const JzIndicator *self)
{
  return self->verdict == JZ_INDICATOR_MISSED ? ABS (self->value - self->target) : 0;
}

static JzIndicatorVerdict
judge (const JzIndicator *self)
{
  if (self->value < 0)
    return JZ_INDICATOR_NO_DATA;
  if (self->target < 0)
    return JZ_INDICATOR_NO_TARGET;
  return (self->at_most ? self->value <= self->target : self->value >= self->target) ? JZ_INDICATOR_MET
                                                                                    : JZ_INDICATOR_MISSED;
}

static void
add (Reading *self, JzIndicator indicator)
{
  g_ptr_array_add (self->found, g_memdup2 (&indicator, sizeof indicator));
}

/* Computers. */

static const struct
{
  const char     *ratio, *id;
  JzIndicatorUnit unit;
} ratios[] = {
  { "pupil", "pc-pupil", JZ_INDICATOR_TO_ONE },
  { "teacher", "pc-teacher", JZ_INDICATOR_TO_ONE },
  { "class", "multimedia", JZ_INDICATOR_PERCENT },
  { "interactive", "interactive", JZ_INDICATOR_PERCENT },
};

/* Of a school of several stages the line of the whole school. */
static const JzRatio *
find_ratio (GPtrArray *read, const char *name)
{
  for (guint i = 0; i < read->len; i++)
    {
      const JzRatio *ratio = g_ptr_array_index (read, i);

      if (ratio->stage == NULL && g_str_equal (ratio->ratio, name))
        return ratio;
    }
  return NULL;
}

static gboolean
add_computers (Reading *self, GError **error)
{
  g_autoptr (GPtrArray) read = jz_ratio_read (self->connection, self->school_year, error);

  for (guint i = 0; read != NULL && i < G_N_ELEMENTS (ratios); i++)
    {
      const JzRatio *ratio = find_ratio (read, ratios[i].ratio);

      if (ratio != NULL)
        add (self, (JzIndicator){ ratios[i].id, "computers", jz_ratio_words (ratios[i].ratio), ratios[i].unit,
                                  ratios[i].unit == JZ_INDICATOR_TO_ONE, ratio->part, ratio->whole, ratio->value,
                                  ratio->target, ratio->unknown > 0 ? _("some rows can't be judged") : NULL, 0 });
    }
  return read != NULL;
}

/* Money. */

static gboolean
add_money (Reading *self, GError **error)
{
  JzShare share;

  if (!jz_share_read (self->connection, self->school_year, &share, error))
    return FALSE;
  add (self, (JzIndicator){ "fund-share", "money", _("Equipment in the public expenditure"), JZ_INDICATOR_PERCENT, FALSE,
                            share.numerator, share.denominator > 0 ? share.denominator : -1, jz_share_rate (&share),
                            share.target * 100,
                            share.denominator > 0 ? NULL : _("the public expenditure of the year is not known"), 0 });
  add (self, (JzIndicator){ "instruments", "money", _("Value of instruments per pupil"), JZ_INDICATOR_YUAN, FALSE,
                            share.instruments, share.pupils > 0 ? share.pupils : -1,
                            share.pupils > 0 ? share.instruments / share.pupils : -1,
                            share.instruments_target > 0 ? share.instruments_target : -1,
                            share.pupils > 0 ? NULL : _("the number of pupils is not known"), 0 });
  return TRUE;
}

/* Equipment. */

static gboolean
add_match (Reading *self, GError **error)
{
  g_auto (JzReconcile) read = { 0 };
  g_autofree char     *since = g_strdup_printf ("%d-09-01", self->school_year);

  if (!jz_reconcile_read (self->connection, since, &read, error))
    return FALSE;
  add (self, (JzIndicator){ "match", "equipment", _("Books and goods agree"), JZ_INDICATOR_PERCENT, FALSE, read.agree,
                            read.lines, PERCENT ((gint64) read.agree, (gint64) read.lines), -1,
                            read.lines == 0                 ? _("nothing was counted this school year")
                            : read.lines < read.book_lines ? _("not all that is in the books was counted")
                                                           : NULL, 0 });
  return TRUE;
}

static gboolean
add_sound (Reading *self, GError **error)
{
  gint64 cards, sound;

  if (!jz_connection_number (self->connection, &cards, 0, error,
                             "SELECT count(*) FROM position JOIN asset ON asset.id = position.asset WHERE asset.voided IS "
                             "NULL", "") ||
      !jz_connection_number (self->connection, &sound, 0, error,
                             "SELECT count(*) FROM position JOIN asset ON asset.id = position.asset WHERE asset.voided IS "
                             "NULL AND condition IN ('good', 'worn')", ""))
    return FALSE;
  add (self, (JzIndicator){ "sound", "equipment", _("Cards in working order"), JZ_INDICATOR_PERCENT, FALSE, sound, cards,
                            PERCENT (sound, cards), -1, NULL, 0 });
  return TRUE;
}

static gboolean
add_filled (Reading *self, GError **error)
{
  JzGapQuery            query = { 0 };
  g_autoptr (GPtrArray) rows = jz_gap_read (self->connection, &query, error);
  g_autoptr (GPtrArray) subjects = rows != NULL ? jz_gap_sum (rows) : NULL;
  gint64                wanted = 0, there = 0;

  for (guint i = 0; subjects != NULL && i < subjects->len; i++)
    {
      const JzGapSubject *subject = g_ptr_array_index (subjects, i);

      wanted += subject->wanted;
      there += subject->there;
    }
  if (subjects != NULL)
    add (self, (JzIndicator){ "filled", "equipment", _("Equipment against the standards"), JZ_INDICATOR_PERCENT, FALSE,
                              there, wanted, PERCENT (there, wanted), -1,
                              wanted > 0 ? NULL : _("no standard is used"), 0 });
  return subjects != NULL;
}

/* Rooms. */

static gboolean
add_rooms (Reading *self, GError **error)
{
  g_autoptr (JzRoomCoverage) read = jz_room_coverage_read (self->connection, error);
  g_autoptr (JzRoomShares)   shares = NULL;

  if (read == NULL)
    return FALSE;
  add (self, (JzIndicator){ "rooms", "rooms", _("Rooms up to standard"), JZ_INDICATOR_PERCENT, FALSE, read->covered,
                            read->due, PERCENT ((gint64) read->covered, (gint64) read->due), read->target,
                            read->unknown > 0 ? _("the area of some rooms is not known") : NULL, 0 });
  shares = jz_room_shares_read (self->connection, self->first, self->last, 0, error);
  if (shares == NULL)
    return FALSE;
  add (self, (JzIndicator){ "room-use", "rooms", _("Use of function rooms"), JZ_INDICATOR_PERCENT, FALSE, shares->used,
                            shares->open, PERCENT ((gint64) shares->used, (gint64) shares->open), -1,
                            shares->unnoted > 0 ? _("of some lessons nobody wrote that they were held") : NULL, 0 });
  return TRUE;
}

/* Labs. */

static void
add_delivery (Reading *self, GPtrArray *rows, const char *kind, const char *id, const char *words)
{
  JzDeliveryRow sum = { 0 };

  for (guint i = 0; i < rows->len; i++)
    {
      const JzDeliveryRow *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row->kind, kind))
        {
          sum.required += row->required;
          sum.done += row->done;
          sum.unlogged += row->unlogged;
        }
    }
  add (self, (JzIndicator){ id, "labs", words, JZ_INDICATOR_PERCENT, FALSE, sum.done, sum.required, jz_delivery_rate (&sum),
                            -1, sum.unlogged > 0 ? _("of some lessons nobody signed a log") : NULL, 0 });
}

static gboolean
add_labs (Reading *self, GError **error)
{
  g_autoptr (GPtrArray) rows =
    jz_lab_delivery (self->connection, self->term, JZ_DELIVERY_BY_ITEM, FALSE, error);

  if (rows == NULL)
    return FALSE;
  add_delivery (self, rows, "demonstration", "lab-demonstration", _("Demonstrations done"));
  add_delivery (self, rows, "group", "lab-group", _("Group experiments done"));
  return TRUE;
}

/* Library. */

static const struct
{
  const char *figure, *id;
} figures[] = { { "per-pupil", "books" }, { "new-per-pupil", "new-books" }, { "loans-per-pupil", "loans" } };

static gboolean
add_library (Reading *self, GError **error)
{
  g_autofree char            *key = g_strdup_printf ("%d-%d", self->school_year, self->ordinal);
  g_autoptr (JzLibraryStats) stats = jz_library_stats_read (self->connection, key, error);

  for (guint i = 0; stats != NULL && i < G_N_ELEMENTS (figures); i++)
    {
      const JzLibraryFigure *figure = jz_library_stats_find (stats, figures[i].figure);

      if (figure != NULL)
        add (self, (JzIndicator){ figures[i].id, "library", jz_library_figure_words (figures[i].figure), JZ_INDICATOR_EACH,
                                  FALSE, figure->part, figure->whole, figure->value, figure->norm,
                                  figure->why != NULL ? g_dgettext (GETTEXT_PACKAGE, figure->why) : NULL, 0 });
    }
  return stats != NULL;
}

/* All. */

static gboolean
read_term (Reading *self, const char *term, GError **error)
{
  JzStatement *row;

  if (!jz_term_meant (self->connection, term, &self->term, error))
    return FALSE;
  row = jz_connection_query (self->connection, error, "SELECT school_year, ordinal, first_day, last_day FROM term WHERE id = ?",
                             "l", self->term);
  if (!jz_statement_first (row, _("There is no such term"), error))
    return FALSE;
  self->school_year = (int) jz_statement_int64 (row, 0);
  self->ordinal = (int) jz_statement_int64 (row, 1);
  self->first = jz_date_from_iso (jz_statement_text (row, 2));
  self->last = jz_date_from_iso (jz_statement_text (row, 3));
  jz_statement_reset (row);
  return TRUE;
}

/* Where the domain has no target of its own the school may have one. */
static gboolean
conclude (Reading *self, GError **error)
{
  for (guint i = 0; i < self->found->len; i++)
    {
      JzIndicator *one = g_ptr_array_index (self->found, i);

      if (one->target < 0 && !jz_connection_number (self->connection, &one->target, -1, error,
                                                    "SELECT value FROM indicator_target WHERE indicator = ?", "s", one->id))
        return FALSE;
      one->verdict = judge (one);
      if (one->value < 0 && one->missing == NULL)
        one->missing = _("there is nothing to count");
    }
  return TRUE;
}

GPtrArray *
jz_indicators_read (JzConnection *connection, const char *term, GError **error)
{
  static gboolean (*const domains[]) (Reading *, GError **) = { add_computers, add_money, add_match, add_sound,
                                                                add_filled, add_rooms, add_labs, add_library };
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  Reading               self = { .connection = connection, .found = found };

  if (!read_term (&self, term, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    if (!domains[i] (&self, error))
      return NULL;
  return conclude (&self, error) ? g_steal_pointer (&found) : NULL;
}

/* Targets. */

static const char *const without_target[] = { "match", "sound",     "filled", "room-use", "lab-demonstration",
                                              "lab-group", "loans", NULL };

static gboolean
may_have_target (const char *id, GError **error)
{
  if (g_strv_contains (without_target, id))
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: no figure, or one whose target stands with what it counts"), id);
  return FALSE;
}

gboolean
jz_indicator_set_target (JzOperation *operation, const char *id, gint64 hundredths, const char *source, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  if (!may_have_target (id, error))
    return FALSE;
  if (hundredths > JZ_INDICATOR_TARGET_MOST)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: no figure comes to so much"), id);
      return FALSE;
    }
  jz_operation_describe (operation, hundredths < 0 ? _("Removed the target of the figure %s") :
                                                     _("Changed the target of the figure %s"), id);
  if (hundredths < 0)
    return jz_connection_run (connection, error, "DELETE FROM indicator_target WHERE indicator = ?", "s", id);
  return jz_connection_run (connection, error,
                            "INSERT INTO indicator_target (indicator, value, source, changed) VALUES (?, ?, ifnull (?, ''), "
                            "jz_operation ()) ON CONFLICT (indicator) DO UPDATE SET value = excluded.value, source = ifnull (?3, "
                            "source), starter = 0, changed = excluded.changed", "sls", id, hundredths, source);
}
