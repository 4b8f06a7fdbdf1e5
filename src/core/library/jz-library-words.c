/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-library-stats.h"

#include <glib/gi18n-lib.h>

#include "jz-money.h"
#include "jz-quantity.h"

const char *
jz_library_verdict_name (JzLibraryVerdict verdict)
{
  static const char *const names[] = { "enough", "lacking", "no-data", "no-standard" };

  return names[verdict];
}

const char *
jz_library_verdict_words (JzLibraryVerdict verdict)
{
  static const char *const words[] = { N_("✓ Up to the standard"), N_("✗ Below the standard"), N_("? No data"),
                                       N_("· Nothing is asked for") };

  return g_dgettext (GETTEXT_PACKAGE, words[verdict]);
}

/* How a unit is called, and how a value of it is written: a msgid. */
static const struct
{
  const char *name, *format;
  gboolean    fraction;
} units[JZ_LIBRARY_N_UNITS] = {
  [JZ_LIBRARY_TITLES] = { "titles", N_("%s titles"), FALSE },
  [JZ_LIBRARY_COPIES] = { "copies", N_("%s copies"), FALSE },
  [JZ_LIBRARY_YUAN] = { "yuan", N_("%s yuan"), TRUE },
  [JZ_LIBRARY_COPIES_PER_PUPIL] = { "copies-per-pupil", N_("%s copies per pupil"), TRUE },
  [JZ_LIBRARY_KINDS] = { "kinds", N_("%s kinds"), FALSE },
  [JZ_LIBRARY_LOANS] = { "loans", N_("%s loans"), FALSE },
  [JZ_LIBRARY_LOANS_PER_PUPIL] = { "loans-per-pupil", N_("%s loans per pupil"), TRUE },
  [JZ_LIBRARY_PERCENT] = { "percent", "%s %%", TRUE },
  [JZ_LIBRARY_READERS] = { "readers", N_("%s readers"), FALSE },
  [JZ_LIBRARY_DAYS] = { "days", N_("%s days"), FALSE },
  [JZ_LIBRARY_HOURS] = { "hours", N_("%s hours a week"), TRUE },
};

const char *
jz_library_unit_name (JzLibraryUnit unit)
{
  return units[unit].name;
}

const char *
jz_library_figure_words (const char *id)
{
  static const struct
  {
    const char *id, *words;
  } all[] = {
    { "titles", N_("Titles held") },
    { "copies", N_("Copies held") },
    { "value", N_("Value of the holdings") },
    { "unpriced", N_("Copies without a price") },
    { "per-pupil", N_("Books per pupil") },
    { "new-copies", N_("New copies in the year") },
    { "new-per-pupil", N_("New books per pupil in the year") },
    { "periodicals", N_("Kinds of periodicals") },
    { "reference", N_("Kinds of reference books") },
    { "loans", N_("Books lent") },
    { "loans-per-pupil", N_("Books lent per pupil") },
    { "circulation", N_("Circulation rate") },
    { "readers", N_("Readers served") },
    { "opening-days", N_("Days on which the desk worked") },
    { "opening-hours", N_("Opening hours") },
    { "unlent", N_("Titles never borrowed") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].id, id))
      return g_dgettext (GETTEXT_PACKAGE, all[i].words);
  return id;
}

static char *
number_words (gint64 hundredths, JzLibraryUnit unit)
{
  return units[unit].fraction ? jz_money_format (hundredths) : jz_quantity_format (hundredths / 100, 0);
}

#pragma GCC diagnostic push
/* The table above has one %s each, and gettext checks translations. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
char *
jz_library_value_words (const JzLibraryFigure *self)
{
  g_autofree char *number = NULL;

  if (self->value < 0)
    return g_strdup_printf (_("no data: %s"), self->why != NULL ? g_dgettext (GETTEXT_PACKAGE, self->why) : "");
  number = number_words (self->value, self->unit);
  return g_strdup_printf (g_dgettext (GETTEXT_PACKAGE, units[self->unit].format), number);
}
#pragma GCC diagnostic pop

char *
jz_library_norm_words (const JzLibraryFigure *self)
{
  g_autofree char *number = self->norm >= 0 ? number_words (self->norm, self->unit) : NULL;

  return number != NULL ? g_strdup_printf (_("at least %s"), number) : g_strdup ("");
}

char *
jz_library_count_words (const JzLibraryFigure *self)
{
  g_autofree char *part = self->part >= 0 ? jz_quantity_format (self->part, 0) : NULL,
                  *whole = self->part >= 0 ? jz_quantity_format (self->whole, 0) : NULL;

  return part != NULL ? g_strdup_printf ("%s ÷ %s", part, whole) : g_strdup ("");
}
