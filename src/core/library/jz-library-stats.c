/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-library-stats.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-library-standard.h"
#include "jz-library-tally.h"
#include "jz-source.h"

static void
figure_free (JzLibraryFigure *self)
{
  g_free (self->source);
  g_free (self);
}

static void
class_free (JzLibraryClass *self)
{
  g_free (self->name);
  g_free (self->title);
  g_free (self);
}

static void
readers_free (JzLibraryReaders *self)
{
  g_free (self->name);
  g_free (self);
}

static void
rank_free (JzLibraryRank *self)
{
  g_free (self->text);
  g_free (self->author);
  g_free (self->class_);
  g_free (self);
}

void
jz_library_stats_free (JzLibraryStats *self)
{
  jz_library_period_clear (&self->period);
  g_free (self->standard);
  g_ptr_array_unref (self->figures);
  g_ptr_array_unref (self->classes);
  g_ptr_array_unref (self->months);
  g_ptr_array_unref (self->readers);
  g_ptr_array_unref (self->ranks);
  g_free (self);
}

static JzLibraryStats *
stats_new (void)
{
  JzLibraryStats *self = g_new0 (JzLibraryStats, 1);

  self->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) figure_free);
  self->classes = g_ptr_array_new_with_free_func ((GDestroyNotify) class_free);
  self->months = g_ptr_array_new_with_free_func (g_free);
  self->readers = g_ptr_array_new_with_free_func ((GDestroyNotify) readers_free);
  self->ranks = g_ptr_array_new_with_free_func ((GDestroyNotify) rank_free);
  return self;
}

const JzLibraryFigure *
jz_library_stats_find (const JzLibraryStats *self, const char *id)
{
  for (guint i = 0; i < self->figures->len; i++)
    {
      const JzLibraryFigure *figure = g_ptr_array_index (self->figures, i);

      if (g_str_equal (figure->id, id))
        return figure;
    }
  return NULL;
}

static gint64
divide_up (gint64 part, gint64 whole)
{
  return (part + whole - 1) / whole;
}

/* Hundredths of @part ÷ @whole, rounded; -1: there is nothing to divide by. */
static gint64
ratio (gint64 part, gint64 whole)
{
  return whole > 0 ? (part * 100 + whole / 2) / whole : -1;
}

/* Figures. */

/* @value: hundredths; -1: there is none, which @why says. */
static JzLibraryFigure *
add (JzLibraryStats *self, const char *group, const char *id, JzLibraryUnit unit, gint64 value, const char *why)
{
  JzLibraryFigure *figure = g_new0 (JzLibraryFigure, 1);

  *figure = (JzLibraryFigure){ .id = id, .group = group, .unit = unit, .value = value, .part = -1, .whole = -1,
                               .norm = -1, .why = value < 0 ? why : NULL,
                               .verdict = value < 0 ? JZ_LIBRARY_NO_DATA : JZ_LIBRARY_NO_STANDARD };
  g_ptr_array_add (self->figures, figure);
  return figure;
}

static void
add_ratio (JzLibraryStats *self, const char *group, const char *id, JzLibraryUnit unit, gint64 part, gint64 whole,
           const char *why)
{
  JzLibraryFigure *figure =
    add (self, group, id, unit, part < 0 ? -1 : ratio (unit == JZ_LIBRARY_PERCENT ? part * 100 : part, whole), why);

  figure->part = part;
  figure->whole = whole;
}

/* What the figure added last is judged by. What a ratio is judged by is exact, not the rounded value. */
static gboolean
judge (JzConnection *connection, JzLibraryStats *self, const char *name, GError **error)
{
  JzLibraryFigure      *figure = g_ptr_array_index (self->figures, self->figures->len - 1);
  g_auto (JzLibraryNorm) norm = { 0 };
  gint64                wanted;

  if (!jz_library_norm_read (connection, name, "", &norm, error))
    return FALSE;
  figure->norm = norm.value;
  figure->source = g_steal_pointer (&norm.source);
  figure->starter = norm.starter;
  if (norm.value < 0 || figure->value < 0)
    return TRUE;
  if (figure->part >= 0)
    {
      wanted = divide_up (norm.value * figure->whole, 100);
      figure->gap = MAX (0, wanted - figure->part);
    }
  else
    figure->gap = MAX (0, norm.value - figure->value) / (figure->unit == JZ_LIBRARY_HOURS ? 1 : 100);
  figure->verdict = figure->gap > 0 ? JZ_LIBRARY_LACKING : JZ_LIBRARY_ENOUGH;
  return TRUE;
}

#define NO_PUPILS N_("no class has pupils")
#define NO_LOANS  N_("nothing was ever lent")
#define NO_COPIES N_("no book is in the register")
#define FOLDED    N_("of older loans only monthly figures are kept")

static gboolean
add_holdings (JzConnection *connection, JzLibraryStats *self, const JzTally *tally, gint64 pupils, GError **error)
{
  gboolean    known = tally->knows_copies;
  const char *why = known ? NO_PUPILS : NO_COPIES;

  add (self, "holdings", "titles", JZ_LIBRARY_TITLES, known ? tally->n_titles * 100 : -1, NO_COPIES);
  add (self, "holdings", "copies", JZ_LIBRARY_COPIES, known ? tally->n_copies * 100 : -1, NO_COPIES);
  add (self, "holdings", "value", JZ_LIBRARY_YUAN, known ? tally->value : -1, NO_COPIES);
  add (self, "holdings", "unpriced", JZ_LIBRARY_COPIES, known ? tally->unpriced * 100 : -1, NO_COPIES);
  add_ratio (self, "holdings", "per-pupil", JZ_LIBRARY_COPIES_PER_PUPIL, known ? tally->n_copies : -1, pupils, why);
  if (!judge (connection, self, "per-pupil", error))
    return FALSE;
  add (self, "new", "new-copies", JZ_LIBRARY_COPIES, known ? tally->fresh * 100 : -1, NO_COPIES);
  add_ratio (self, "new", "new-per-pupil", JZ_LIBRARY_COPIES_PER_PUPIL, known ? tally->fresh : -1, pupils, why);
  if (!judge (connection, self, "new-per-pupil", error))
    return FALSE;
  add (self, "kinds", "periodicals", JZ_LIBRARY_KINDS, tally->knows_periodicals ? tally->periodicals * 100 : -1,
       N_("no periodical is in the catalogue"));
  if (!judge (connection, self, "periodicals", error))
    return FALSE;
  add (self, "kinds", "reference", JZ_LIBRARY_KINDS, tally->knows_reference ? tally->reference * 100 : -1,
       N_("no title is marked as a reference book"));
  return judge (connection, self, "reference", error);
}

/* In hundredths; -1: not all of it is known. */
static gint64
size_of (GHashTable *table, gboolean known)
{
  return known ? (gint64) g_hash_table_size (table) * 100 : -1;
}

static gboolean
add_lending (JzConnection *connection, JzLibraryStats *self, const JzTally *tally, gint64 pupils, GError **error)
{
  JzLibraryPolicy policy;
  gint64          unlent = 0;
  const char     *why = tally->any ? FOLDED : NO_LOANS;
  gboolean        whole = tally->any && !tally->folded;

  if (!jz_library_policy_read (connection, &policy, error))
    return FALSE;
  for (guint i = 0; i < JZ_TALLY_LETTERS; i++)
    unlent += tally->letters[i].unlent;
  add (self, "lending", "loans", JZ_LIBRARY_LOANS, tally->any ? tally->loans * 100 : -1, NO_LOANS);
  add_ratio (self, "lending", "loans-per-pupil", JZ_LIBRARY_LOANS_PER_PUPIL, tally->any ? tally->class_loans : -1,
             pupils, tally->any ? NO_PUPILS : NO_LOANS);
  add_ratio (self, "lending", "circulation", JZ_LIBRARY_PERCENT, tally->any ? tally->loans : -1, tally->n_copies,
             tally->any ? N_("there are no copies") : NO_LOANS);
  add (self, "lending", "readers", JZ_LIBRARY_READERS, size_of (tally->readers, whole), why);
  add (self, "lending", "opening-days", JZ_LIBRARY_DAYS, size_of (tally->days, whole), why);
  add (self, "lending", "opening-hours", JZ_LIBRARY_HOURS, policy.opening_hours,
       N_("nobody has said how long the library is open"));
  if (!judge (connection, self, "opening-hours", error))
    return FALSE;
  add (self, "lending", "unlent", JZ_LIBRARY_TITLES, tally->unlent_known ? unlent * 100 : -1,
       tally->any ? N_("loans are not known that far back") : NO_LOANS);
  return TRUE;
}

/* Groups and classes. */

static JzLibraryClass *
add_class (JzLibraryStats *self, const char *name, const char *title, gboolean is_group)
{
  JzLibraryClass *row = g_new0 (JzLibraryClass, 1);

  *row = (JzLibraryClass){ .name = g_strdup (name), .title = g_strdup (title), .is_group = is_group, .norm = -1,
                           .wanted = -1 };
  g_ptr_array_add (self->classes, row);
  return row;
}

static void
add_letter (JzLibraryClass *row, const JzTallyLetter *letter)
{
  row->titles += letter->titles;
  row->copies += letter->copies;
  row->loans += letter->loans;
  row->unlent += letter->unlent;
}

/* @should: copies that the school should have; else those that it has. */
static gboolean
judge_class (JzConnection *connection, JzLibraryClass *row, const JzTally *tally, gint64 should, GError **error)
{
  g_auto (JzLibraryNorm) norm = { 0 };

  if (!tally->unlent_known)
    row->unlent = -1;
  row->share = tally->n_copies > 0 ? ratio (row->copies * 100, tally->n_copies) : -1;
  row->verdict = row->share < 0 ? JZ_LIBRARY_NO_DATA : JZ_LIBRARY_NO_STANDARD;
  if (!jz_library_norm_read (connection, "share", row->name, &norm, error))
    return FALSE;
  row->norm = norm.value;
  if (norm.value < 0)
    return TRUE;
  if (row->share < 0)
    return TRUE;
  row->wanted = divide_up (norm.value * should, 10000);
  row->gap = MAX (0, row->wanted - row->copies);
  row->verdict = row->gap > 0 ? JZ_LIBRARY_LACKING : JZ_LIBRARY_ENOUGH;
  return TRUE;
}

static void
add_classes (JzStatement *rows, JzLibraryStats *self, const JzTally *tally)
{
  JzLibraryClass *group = NULL, *class_;
  JzTallyLetter   rest[JZ_TALLY_LETTERS];

  memcpy (rest, tally->letters, sizeof rest);
  while (jz_statement_next (rows))
    {
      const char *name = jz_statement_text (rows, 0);
      guint       letter = jz_tally_letter (jz_statement_text (rows, 2));

      if (group == NULL || !g_str_equal (group->name, name))
        group = add_class (self, name, jz_statement_text (rows, 1), TRUE);
      add_letter (group, &rest[letter]);
      class_ = add_class (self, jz_statement_text (rows, 2), jz_statement_text (rows, 3), FALSE);
      class_->alone = g_str_equal (class_->name, group->name);
      add_letter (class_, &rest[letter]);
      rest[letter] = (JzTallyLetter){ 0 };
    }
  group = add_class (self, "", _("Without a class"), TRUE);
  for (guint i = 0; i < JZ_TALLY_LETTERS; i++)
    add_letter (group, &rest[i]);
}

static gboolean
read_classes (JzConnection *connection, JzLibraryStats *self, const JzTally *tally, GError **error)
{
  JzStatement *rows = jz_connection_query (connection, error,
                                           "SELECT g.name, g.title, c.letter, c.title FROM book_group g JOIN "
                                           "book_class c ON c.grp = g.id ORDER BY g.id, c.letter",
                                           "");
  const JzLibraryFigure *each = jz_library_stats_find (self, "per-pupil");
  gint64                 should = tally->n_copies;

  if (each->norm >= 0 && each->whole > 0)
    should = MAX (should, divide_up (each->norm * each->whole, 100));
  add_classes (rows, self, tally);
  if (!jz_statement_finish (rows, error))
    return FALSE;
  for (guint i = 0; i < self->classes->len; i++)
    if (!judge_class (connection, g_ptr_array_index (self->classes, i), tally, should, error))
      return FALSE;
  return TRUE;
}

/* Months, readers' classes, ranking. */

static void
add_months (JzLibraryStats *self, const JzTally *tally, JzDate today)
{
  int  year = atoi (self->period.first), month = atoi (self->period.first + 5);
  char now[JZ_DATE_LENGTH];

  jz_date_to_iso (today, now);
  for (;; month = month % 12 + 1, year += month == 1)
    {
      JzLibraryMonth *row = g_new0 (JzLibraryMonth, 1);

      g_snprintf (row->month, sizeof row->month, "%04u-%02u", (guint) year % 10000, (guint) month % 100);
      if (strncmp (row->month, self->period.last, 7) > 0)
        {
          g_free (row);
          return;
        }
      row->loans = !tally->any || strncmp (row->month, now, 7) > 0 ?
                     -1 :
                     (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (tally->months, row->month));
      g_ptr_array_add (self->months, row);
    }
}

static int
compare_readers (gconstpointer a, gconstpointer b)
{
  const JzLibraryReaders *one = *(JzLibraryReaders *const *) a, *other = *(JzLibraryReaders *const *) b;

  return one->each != other->each ? (one->each < other->each) - (one->each > other->each) :
                                    (one->id > other->id) - (one->id < other->id);
}

/* Classes that are there, and those that have left but borrowed then. */
static gboolean
read_readers (JzConnection *connection, JzLibraryStats *self, const JzTally *tally, GError **error)
{
  JzStatement *rows =
    jz_connection_query (connection, error, "SELECT id, name, pupils, left_year IS NULL FROM class ORDER BY id", "");

  while (jz_statement_next (rows))
    {
      gint64 id = jz_statement_int64 (rows, 0);
      gint64 loans = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (tally->classes, GSIZE_TO_POINTER (id)));
      JzLibraryReaders *row;

      if (loans == 0 && jz_statement_int64 (rows, 3) == 0)
        continue;
      row = g_new0 (JzLibraryReaders, 1);
      *row = (JzLibraryReaders){ id, jz_statement_dup (rows, 1), jz_statement_int64 (rows, 2), loans, 0 };
      row->each = tally->any ? ratio (loans, row->pupils) : -1;
      g_ptr_array_add (self->readers, row);
    }
  g_ptr_array_sort (self->readers, compare_readers);
  return jz_statement_finish (rows, error);
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  const JzTallyTitle *one = a, *other = b;

  return one->loans != other->loans ? (one->loans < other->loans) - (one->loans > other->loans) :
                                      (one->title > other->title) - (one->title < other->title);
}

static gboolean
read_ranks (JzConnection *connection, JzLibraryStats *self, const JzTally *tally, GError **error)
{
  g_array_sort (tally->titles, compare_titles);
  for (guint i = 0; i < tally->titles->len && i < JZ_LIBRARY_RANKS; i++)
    {
      const JzTallyTitle *title = &g_array_index (tally->titles, JzTallyTitle, i);
      JzStatement *row = jz_connection_query (connection, error,
                                              "SELECT trim (title || ' ' || volume), author, class FROM title WHERE "
                                              "id = ?",
                                              "l", title->title);
      JzLibraryRank *rank;

      if (!jz_statement_first (row, "a title is missing", error))
        return FALSE;
      rank = g_new0 (JzLibraryRank, 1);
      *rank = (JzLibraryRank){ title->title, jz_statement_dup (row, 0), jz_statement_dup (row, 1),
                               jz_statement_dup (row, 2), title->loans };
      jz_statement_reset (row);
      g_ptr_array_add (self->ranks, rank);
    }
  return TRUE;
}

/* All of it. */

/* The day @years before @date, or the one after where there is no such day. */
static JzDate
years_before (JzDate date, int years)
{
  int    year, month, day;
  JzDate then;

  jz_date_get (date, &year, &month, &day);
  then = jz_date_new (year - years, month, day);
  return then != JZ_DATE_NONE ? then : jz_date_new (year - years, month + 1, 1);
}

static gboolean
read_tally (JzConnection *connection, JzLibraryStats *self, JzTally *tally, GError **error)
{
  JzDate          today = jz_source_today (connection), last = MIN (today, jz_date_from_iso (self->period.last));
  char            fresh[JZ_DATE_LENGTH];
  JzLibraryPolicy policy;

  if (!jz_library_policy_read (connection, &policy, error))
    return FALSE;
  self->unlent_years = policy.unlent_years;
  jz_date_to_iso (years_before (today, policy.unlent_years), self->unlent_from);
  *tally = (JzTally){ .first = self->period.first, .last = self->period.last, .unlent_from = self->unlent_from,
                      .fresh_from = jz_date_to_iso (years_before (last, 1), fresh) };
  if (!jz_tally_read (connection, tally, error))
    return FALSE;
  add_months (self, tally, today);
  return TRUE;
}

JzLibraryStats *
jz_library_stats_read (JzConnection *connection, const char *key, GError **error)
{
  g_autoptr (JzLibraryStats) self = stats_new ();
  g_autoptr (GError)         trouble = NULL;
  g_auto (JzTally)           tally = { 0 };
  gint64                     pupils;

  self->standard = jz_library_standard_name (connection, &trouble);
  if (trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return NULL;
    }
  if (jz_library_period_read (connection, key, &self->period, error) && read_tally (connection, self, &tally, error) &&
      jz_connection_number (connection, &pupils, 0, error, "SELECT sum (pupils) FROM class WHERE left_year IS NULL",
                            "") &&
      add_holdings (connection, self, &tally, pupils, error) &&
      add_lending (connection, self, &tally, pupils, error) && read_classes (connection, self, &tally, error) &&
      read_readers (connection, self, &tally, error) && read_ranks (connection, self, &tally, error))
    return g_steal_pointer (&self);
  return NULL;
}
