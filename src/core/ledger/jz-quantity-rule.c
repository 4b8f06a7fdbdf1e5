/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-quantity-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-error.h"
#include "jz-text.h"

#define MOST 1000000

typedef enum { PER_SCHOOL, PER_CLASS, PER_GRADE, PER_PARALLEL, PER_ROOM, PER_GROUP, PER_TEACHER, PER_PUPILS } Per;

static const struct { const char *word; Per per;
} units[] = {
  { "校", PER_SCHOOL },    { "所", PER_SCHOOL },   { "学校", PER_SCHOOL }, { "班", PER_CLASS },  { "年级", PER_GRADE },
  { "级", PER_GRADE },     { "轨", PER_PARALLEL }, { "室", PER_ROOM },     { "间", PER_ROOM },   { "组", PER_GROUP },
  { "教师", PER_TEACHER }, { "师", PER_TEACHER },  { "学生", PER_PUPILS }, { "人", PER_PUPILS }, { "生", PER_PUPILS },
};

/* Whether @at begins with @word, and goes past it. */
static gboolean
take (const char **at, const char *word)
{
  if (!g_str_has_prefix (*at, word))
    return FALSE;
  *at += strlen (word);
  return TRUE;
}

static gboolean
take_number (const char **at, guint *number)
{
  char   *end;
  guint64 value;

  if (!g_ascii_isdigit (**at))
    return FALSE;
  value = g_ascii_strtoull (*at, &end, 10);
  *at = end;
  *number = (guint) MIN (value, MOST + 1);
  return value <= MOST;
}

static gboolean
take_dash (const char **at)
{
  return take (at, "-") || take (at, "~") || take (at, "—") || take (at, "至");
}

/* "6", "6-8", "若干", "-" or "-1" for none. */
static gboolean
take_amount (const char **at, JzRequired *amount)
{
  *amount = (JzRequired){ 0 };
  if (take (at, "若干"))
    {
      *amount = (JzRequired){ 1, 1, TRUE };
      return TRUE;
    }
  if (take (at, "-1") || take_dash (at))
    return TRUE;
  if (!take_number (at, &amount->least))
    return FALSE;
  amount->most = amount->least;
  return !(**at != '\0' && take_dash (at)) || (take_number (at, &amount->most) && amount->most >= amount->least);
}

static gboolean
take_unit (const char **at, Per *per)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (take (at, units[i].word))
      {
        *per = units[i].per;
        return TRUE;
      }
  return FALSE;
}

static guint
scale (guint amount, guint of, Per per, const JzRuleBase *base)
{
  const guint counts[] = { [PER_SCHOOL] = 1,
                           [PER_CLASS] = base->classes,
                           [PER_GRADE] = base->grades,
                           [PER_PARALLEL] = base->parallel,
                           [PER_ROOM] = base->rooms,
                           [PER_GROUP] = base->groups,
                           [PER_TEACHER] = base->teachers };
  guint64     all;

  if (per == PER_PUPILS)
    all = ((guint64) amount * base->largest + of - 1) / of * MAX (base->rooms, 1);
  else
    all = ((guint64) amount * counts[per] + of - 1) / of;
  return (guint) MIN (all, MOST);
}

/* "1", "6-8", "13/50人". */
static gboolean
take_rate (const char **at, const JzRuleBase *base, JzRequired *required)
{
  Per   per = PER_SCHOOL;
  guint of = 1;

  if (!take_amount (at, required))
    return FALSE;
  if (take (at, "/"))
    {
      if (g_ascii_isdigit (**at) && (!take_number (at, &of) || of == 0))
        return FALSE;
      if (!take_unit (at, &per))
        return FALSE;
    }
  if (!required->is_some)
    *required = (JzRequired){ scale (required->least, of, per, base), scale (required->most, of, per, base), FALSE };
  return TRUE;
}

/* "1/1/-": one pure amount a level; three or more of them. FALSE, and nothing is taken, when it is not that. */
static gboolean
take_levels (const char **at, const JzRuleBase *base, JzRequired *required)
{
  const char *p = *at;
  JzRequired  amount;
  guint       level = 0;

  do
    {
      if (!take_amount (&p, &amount))
        return FALSE;
      if (++level <= MAX (base->level, 1))
        *required = amount; /* a level that has no column of its own goes by the last */
    }
  while (take (&p, "/"));
  if (level < 3 || *p != '\0')
    return FALSE;
  *at = p;
  return TRUE;
}

/* "≤12班", "≥13班", "7-12班". FALSE, and nothing is taken, when it is not that. */
static gboolean
take_size (const char **at, const JzRuleBase *base, gboolean *holds)
{
  const char *p = *at;
  gboolean    most = take (&p, "≤") || take (&p, "<="), least = !most && (take (&p, "≥") || take (&p, ">="));
  guint       from, to;

  if (!take_number (&p, &from))
    return FALSE;
  to = from;
  if (!most && !least && (!take_dash (&p) || !take_number (&p, &to)))
    return FALSE;
  if (!take (&p, "班"))
    return FALSE;
  *holds = most ? base->classes <= from : least ? base->classes >= from : base->classes >= from && base->classes <= to;
  *at = p;
  return TRUE;
}

static gboolean
take_level (const char **at, const JzRuleBase *base, gboolean *holds)
{
  static const char *const words[][3] = { { "Ⅲ", "iii", "三类" }, { "Ⅱ", "ii", "二类" }, { "Ⅰ", "i", "一类" } };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (guint j = 0; j < G_N_ELEMENTS (words[i]); j++)
      if (take (at, words[i][j]))
        {
          *holds = MAX (base->level, 1) == G_N_ELEMENTS (words) - i;
          take (at, "类");
          return TRUE;
        }
  return FALSE;
}

/* One part between semicolons. @holds: (out): whether its condition does. */
static gboolean
take_part (const char *part, const JzRuleBase *base, JzRequired *required, gboolean *holds)
{
  gboolean conditional;

  *holds = TRUE;
  conditional = take_size (&part, base, holds) || take_level (&part, base, holds);
  if (conditional)
    take (&part, ":");
  if (!conditional && take_levels (&part, base, required))
    return TRUE;
  return take_rate (&part, base, required) && *part == '\0';
}

/* Folded, and without spaces. */
static char *
plain (const char *rule)
{
  g_autofree char *folded = jz_text_fold (rule), *tidy = jz_text_tidy (folded);
  g_auto (GStrv)   words = g_strsplit (tidy, " ", -1);

  return g_strjoinv ("", words);
}

gboolean
jz_quantity_rule_evaluate (const char *rule, const JzRuleBase *base, JzRequired *required, GError **error)
{
  g_autofree char *text = plain (rule);
  g_auto (GStrv)   parts = g_strsplit (text, ";", -1);
  gboolean         settled = FALSE;

  *required = (JzRequired){ 0 };
  for (guint i = 0; parts[i] != NULL; i++)
    {
      JzRequired one;
      gboolean   holds;

      if (parts[i][0] == '\0')
        continue;
      if (!take_part (parts[i], base, &one, &holds))
        {
          g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("“%s” says no quantity"), rule);
          return FALSE;
        }
      if (holds && !settled)
        *required = one;
      settled |= holds;
    }
  return TRUE;
}
