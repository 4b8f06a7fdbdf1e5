/* jz-library-stats: what a library amounts to: its holdings against the standard, and what is done with them (图书统计).
 *
 * Holdings are what is there on the day of asking: copies that are neither void, lost nor withdrawn; books and reference
 * books count for the standard, by material.counts. Pupils are those of the classes that have not left. Loans, readers
 * and rankings are of a period; what came new is counted over the twelve months up to its last day. Of loans that became
 * figures of a month (jz-lending-month) a month counts whole where its fifteenth lies in the period.
 *
 * Where nothing is known there is no figure: that is not 0. No figure here names a person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-date.h"

G_BEGIN_DECLS

/* A term, or a calendar year. */
typedef struct
{
  char *key;   /* "2026-1": first term of the school year 2026; "2026": the year */
  char *title; /* in words */
  char  first[JZ_DATE_LENGTH], last[JZ_DATE_LENGTH];
} JzLibraryPeriod;

/* For what was never read, too. */
void       jz_library_period_clear (JzLibraryPeriod *self);
void       jz_library_period_free  (JzLibraryPeriod *self);

/* @key: NULL: the term of today or the latest before, or this year where there is no term. @period: (out): to be
 * cleared. JZ_ERROR_NOT_FOUND for a term that the calendar does not have, JZ_ERROR_INVALID for what is no key. */
gboolean   jz_library_period_read (JzConnection *connection, const char *key, JzLibraryPeriod *period, GError **error);

/* What can be chosen: terms, latest first, then years. Returns: (transfer full) (element-type JzLibraryPeriod) */
GPtrArray *jz_library_periods (JzConnection *connection, GError **error);

typedef enum
{
  JZ_LIBRARY_ENOUGH,
  JZ_LIBRARY_LACKING,
  JZ_LIBRARY_NO_DATA,     /* it can't be told */
  JZ_LIBRARY_NO_STANDARD, /* nothing is asked for */
} JzLibraryVerdict;

/* "enough", "lacking", "no-data", "no-standard". Stable. */
const char *jz_library_verdict_name (JzLibraryVerdict verdict);

/* What a figure counts, which says how it is written. */
typedef enum
{
  JZ_LIBRARY_TITLES,
  JZ_LIBRARY_COPIES,
  JZ_LIBRARY_YUAN,
  JZ_LIBRARY_COPIES_PER_PUPIL,
  JZ_LIBRARY_KINDS,
  JZ_LIBRARY_LOANS,
  JZ_LIBRARY_LOANS_PER_PUPIL,
  JZ_LIBRARY_PERCENT,
  JZ_LIBRARY_READERS,
  JZ_LIBRARY_DAYS,
  JZ_LIBRARY_HOURS,
  JZ_LIBRARY_N_UNITS
} JzLibraryUnit;

/* "copies-per-pupil". Stable. */
const char *jz_library_unit_name (JzLibraryUnit unit);

typedef struct
{
  const char      *id;     /* "copies", "per-pupil", … Stable. */
  const char      *group;  /* "holdings", "new", "kinds", "lending" */
  JzLibraryUnit    unit;
  gint64           value;  /* hundredths; -1: no data */
  gint64           part;   /* of a ratio: numerator and denominator, whole ones; else -1 */
  gint64           whole;
  gint64           norm;   /* hundredths; -1: no standard */
  gint64           gap;    /* whole ones that are missing to the norm: copies, kinds, hours in hundredths; 0: none */
  char            *source; /* of the norm (nullable) */
  gboolean         starter; /* of the norm: nobody has seen the rule itself */
  const char      *why;    /* why there is no data, a msgid; NULL: there is */
  JzLibraryVerdict verdict;
} JzLibraryFigure;

/* A group or a main class; what has no class that is one stands in a row of its own, the last. */
typedef struct
{
  char            *name;   /* "C-K", "I"; "": of none */
  char            *title;
  gboolean         is_group;
  gboolean         alone;  /* a main class that is a group by itself, and says the same */
  gint64           titles, copies;
  gint64           share;  /* of all copies that count, hundredths of a percent; -1: there are none */
  gint64           norm;   /* hundredths of a percent; -1: none */
  gint64           wanted; /* copies: the share of what the school should have, or else has; -1: none */
  gint64           gap;    /* copies missing to that; where @wanted is -1 nothing is said by it */
  gint64           loans;  /* in the period */
  gint64           unlent; /* titles that count as never borrowed; -1: no data */
  JzLibraryVerdict verdict;
} JzLibraryClass;

typedef struct
{
  char   month[8]; /* "2026-09" */
  gint64 loans;    /* -1: it has not come yet */
} JzLibraryMonth;

/* A class of pupils. */
typedef struct
{
  gint64 id;
  char  *name;
  gint64 pupils, loans;
  gint64 each;     /* loans per pupil, hundredths; -1: no pupils */
} JzLibraryReaders;

typedef struct
{
  gint64 title;
  char  *text, *author, *class_;
  gint64 loans;
} JzLibraryRank;

#define JZ_LIBRARY_RANKS 20 /* titles of a ranking */

typedef struct
{
  JzLibraryPeriod period;
  char      *standard;     /* name of the one that is used (nullable) */
  int        unlent_years;
  char       unlent_from[JZ_DATE_LENGTH]; /* what was there before this day and not lent since */
  GPtrArray *figures;      /* of JzLibraryFigure */
  GPtrArray *classes;      /* of JzLibraryClass: each group before its classes */
  GPtrArray *months;       /* of JzLibraryMonth, in their order */
  GPtrArray *readers;      /* of JzLibraryReaders, most loans per pupil first */
  GPtrArray *ranks;        /* of JzLibraryRank, most loans first */
} JzLibraryStats;

/* @key: as jz_library_period_read(). Returns: (transfer full) */
JzLibraryStats *jz_library_stats_read (JzConnection *connection, const char *key, GError **error);
void            jz_library_stats_free (JzLibraryStats *self);

/* (transfer none) (nullable) */
const JzLibraryFigure *jz_library_stats_find (const JzLibraryStats *self, const char *id);

/* In words. Translated. */
const char *jz_library_figure_words  (const char *id);
const char *jz_library_verdict_words (JzLibraryVerdict verdict); /* "✓ Enough" */
/* "27.40 copies per pupil", "no data: …"; "at least 25.00", "" for none: (transfer full) */
char       *jz_library_value_words   (const JzLibraryFigure *self);
char       *jz_library_norm_words    (const JzLibraryFigure *self);
/* How it came about: "33,154 ÷ 1,210", and whose the norm is: (transfer full) */
char       *jz_library_count_words   (const JzLibraryFigure *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzLibraryStats, jz_library_stats_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzLibraryPeriod, jz_library_period_clear)

G_END_DECLS
