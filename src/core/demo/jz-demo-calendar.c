/* Terms, and on which days people work.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-demo"
#include "jz-demo-private.h"

#include "jz-calendar.h"

typedef struct
{
  int    school_year, ordinal;
  JzDate first, last;
} Term;

#define N_TERM_YEARS 3 /* of the newest school years; the shipped holidays begin about there */

static JzDate
monday_from (JzDate day)
{
  return day + (8 - jz_date_weekday (day)) % 7;
}

/* New Year by the moon, which decides when the winter holidays are; where it is not known, early February. */
static JzDate
spring_festival (int year)
{
  static const gint16 days[] = {
    208, 128, 216, 205, 125, 212, 201, 122, 210, 129, 217, 206, 126, 213, 203
  }; /* month × 100 + day, from 2016 */
  int day = year >= 2016 && year < 2016 + (int) G_N_ELEMENTS (days) ? days[year - 2016] : 205;

  return jz_date_new (year, day / 100, day % 100);
}

static Term
term_of (int school_year, int ordinal)
{
  JzDate festival = spring_festival (school_year + 1), first = jz_date_new (school_year, 9, 1), last;

  if (ordinal == 2)
    return (Term){ school_year, 2, monday_from (festival + 12), jz_date_new (school_year + 1, 6, 30) };
  if (jz_date_weekday (first) > 5)
    first = monday_from (first);
  last = CLAMP (festival - 12, jz_date_new (school_year + 1, 1, 14), jz_date_new (school_year + 1, 1, 24));
  return (Term){ school_year, 1, first, last - (jz_date_weekday (last) + 2) % 7 }; /* a Friday */
}

static const Term *
newest_term (Demo *demo)
{
  return &g_array_index (demo->terms, Term, demo->terms->len - 1);
}

/* One term: the newest that has been going on for six weeks. */
static JzDate
first_day (Demo *demo)
{
  const Term *term = newest_term (demo);

  if (demo->scale->years > 0)
    return jz_date_new (jz_school_year (demo->today) - demo->scale->years + 1, 8, 26);
  return (demo->today - term->first < 42 ? (term - 1)->first : term->first) - 6;
}

void
demo_plan_calendar (Demo *demo)
{
  int newest = jz_school_year (demo->today), oldest = newest - MAX (N_TERM_YEARS, demo->scale->years) + 1;

  demo->terms = g_array_new (FALSE, FALSE, sizeof (Term));
  for (int year = oldest; year <= newest; year++)
    for (int ordinal = 1; ordinal <= 2; ordinal++)
      {
        Term term = term_of (year, ordinal);

        if (term.first <= demo->today)
          g_array_append_val (demo->terms, term);
      }
  demo->first = first_day (demo);
  demo->agenda = g_new0 (GPtrArray *, demo->today - demo->first + 1);
}

static gboolean
is_entered (Demo *demo, const Term *term)
{
  return term->school_year > jz_school_year (demo->today) - N_TERM_YEARS;
}

void
demo_first_term (Demo *demo, JzDate *first, JzDate *last)
{
  for (guint i = 0; i < demo->terms->len; i++)
    {
      const Term *term = &g_array_index (demo->terms, Term, i);

      if (!is_entered (demo, term))
        continue;
      *first = term->first;
      *last = term->last;
      return;
    }
}

gboolean
demo_add_terms (Demo *demo, GError **error)
{
  gboolean first = TRUE; /* came with the school */

  for (guint i = 0; i < demo->terms->len; i++)
    {
      const Term *term = &g_array_index (demo->terms, Term, i);
      g_autoptr (JzOperation) operation = NULL;

      if (!is_entered (demo, term))
        continue;
      if (first)
        {
          first = FALSE;
          continue;
        }
      operation = demo_begin (demo, &jz_action_calendar, demo->head, error);
      if (operation == NULL ||
          !jz_term_add (operation, term->school_year, term->ordinal, term->first, term->last, NULL, error) ||
          !jz_operation_commit (g_steal_pointer (&operation), NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* What is off every year, where the file has no calendar. */
static gboolean
is_fixed_holiday (JzDate day)
{
  int year, month, date;

  jz_date_get (day, &year, &month, &date);
  return (month == 10 && date <= 7) || (month == 1 && date == 1) || (month == 5 && date <= 5) ||
         (month == 4 && date >= 4 && date <= 6);
}

/* Teachers come back a week before the pupils do. */
static const Term *
term_at (Demo *demo, JzDate day)
{
  for (guint i = 0; i < demo->terms->len; i++)
    {
      const Term *term = &g_array_index (demo->terms, Term, i);

      if (day >= term->first - 7 && day <= term->last)
        return term;
    }
  return NULL;
}

gboolean
demo_is_working_day (Demo *demo, JzDate day)
{
  g_autofree char *kind = NULL;
  char             iso[JZ_DATE_LENGTH];

  if (term_at (demo, day) == NULL)
    return FALSE;
  kind = jz_connection_text (demo->connection, NULL, "SELECT kind FROM calendar_day WHERE date = ?", "s",
                             jz_date_to_iso (day, iso));
  if (kind != NULL)
    return g_str_equal (kind, "school") || g_str_equal (kind, "make-up");
  return jz_date_weekday (day) <= 5 && !is_fixed_holiday (day);
}

gboolean
demo_is_delivery_time (JzDate day)
{
  int year, month, date;

  jz_date_get (day, &year, &month, &date);
  return (month == 8 && date >= 25) || (month == 9 && date <= 20) || (month == 3 && date >= 3 && date <= 24);
}
