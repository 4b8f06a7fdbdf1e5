/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-school-words.h"

#include <glib/gi18n-lib.h>

#include "jz-school.h"

static const struct
{
  const char *stage;
  const char *title; /* msgid */
} stages[] = {
  { "primary", N_("Primary school") },
  { "junior", N_("Junior secondary school") },
  { "senior", N_("Senior secondary school") },
  { "nine-year", N_("Nine-year school") },
  { "complete", N_("Complete secondary school") },
  { "twelve-year", N_("Twelve-year school") },
  { "kindergarten", N_("Kindergarten") },
};

const char *
jz_stage_title (const char *stage)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    if (g_strcmp0 (stages[i].stage, stage) == 0)
      return g_dgettext (GETTEXT_PACKAGE, stages[i].title);
  return stage;
}

char **
jz_stage_titles (void)
{
  const char *const *names = jz_school_stages ();
  GStrvBuilder      *builder = g_strv_builder_new ();
  char             **titles;

  for (guint i = 0; names[i] != NULL; i++)
    g_strv_builder_add (builder, jz_stage_title (names[i]));
  titles = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return titles;
}

const char *
jz_grade_title (int grade)
{
  static const char *const titles[] = {
    "",
    N_("Grade 1"),
    N_("Grade 2"),
    N_("Grade 3"),
    N_("Grade 4"),
    N_("Grade 5"),
    N_("Grade 6"),
    N_("Grade 7"),
    N_("Grade 8"),
    N_("Grade 9"),
    N_("Grade 10"),
    N_("Grade 11"),
    N_("Grade 12"),
  };

  return grade >= 1 && grade <= 12 ? g_dgettext (GETTEXT_PACKAGE, titles[grade]) : "";
}
