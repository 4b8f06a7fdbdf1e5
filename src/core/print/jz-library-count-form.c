/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-library-count-form.h"

#include <glib/gi18n-lib.h>

#include "jz-date.h"
#include "jz-library-count-read.h"
#include "jz-source.h"

const char *
jz_library_count_result_words (const char *result)
{
  static const struct
  {
    const char *result, *words;
  } all[] = {
    { "open", N_("○ Not seen yet") },     { "found", N_("✓ Stands there") },
    { "back", N_("✓ Has turned up") },    { "lent", N_("! Lent, but here") },
    { "elsewhere", N_("↗ Elsewhere") },   { "withdrawn", N_("! Struck off, but here") },
    { "missing", N_("✗ Not found") },     { "out", N_("· Lent or on its way") },
    { "away", N_("· Not on the shelf") }, { "unknown", N_("? Not in the catalogue") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].result, result))
      return g_dgettext (GETTEXT_PACKAGE, all[i].words);
  return result;
}

static double
percent (guint part, guint whole)
{
  return whole > 0 ? 100.0 * part / whole : 0;
}

static void
add_sums (JzReport *report, const JzLibraryCountSum *sum)
{
  g_autofree char *number = g_strdup_printf (_("Stock-take number: %s"), sum->number);
  g_autofree char *head = g_strdup_printf (_("%s    since %s"), sum->name, sum->date);
  g_autofree char *seen = g_strdup_printf (_("Books on the list: %u, seen: %u (%.1f%%)"), sum->lines, sum->seen,
                                           percent (sum->seen, sum->lines));
  g_autofree char *out =
    g_strdup_printf (_("Lent or on their way: %u; not on the shelf by the books: %u"), sum->out, sum->away);
  g_autofree char *missing = g_strdup_printf (_("Not found: %u; turned up again: %u"), sum->missing, sum->back);
  g_autofree char *wrong = g_strdup_printf (_("Elsewhere: %u; out of order: %u; lent, but here: %u"), sum->elsewhere,
                                            sum->disorder, sum->lent);
  g_autofree char *scans = g_strdup_printf (_("Scans: %u; struck off, but here: %u; not in the catalogue: %u"),
                                            sum->scans, sum->withdrawn, sum->unknown);

  jz_report_add_subtitle (report, head, number);
  jz_report_add_subtitle (report, seen, out);
  jz_report_add_subtitle (report, missing, wrong);
  jz_report_add_subtitle (report, scans, NULL);
}

static void
add_columns (JzReport *report)
{
  jz_report_add_column (report, _("Accession number"), 30, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Book"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Call number"), 32, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Where it belongs"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Result"), 32, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Remarks"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
}

static char *
remark_of (const JzLibraryCountLine *line)
{
  if (line->found != NULL)
    return g_strdup_printf (_("Stood in %s"), line->found);
  if (line->behind == NULL)
    return NULL;
  return line->behind[0] != '\0' ? g_strdup_printf (_("Out of order: stood behind %s"), line->behind) :
                                   g_strdup (_("Out of order: stood first"));
}

JzReport *
jz_library_count_report_new (JzConnection *connection, gint64 id, GError **error)
{
  g_auto (JzLibraryCountSum) sum = { 0 };
  g_autoptr (GPtrArray)      lines = NULL;
  g_autofree char           *school = jz_connection_text (connection, NULL, "SELECT name FROM school", "");
  char                       today[JZ_DATE_LENGTH];
  JzReport                  *report;

  if (!jz_library_count_sum (connection, id, &sum, error) ||
      (lines = jz_library_count_lines (connection, id, "difference", error)) == NULL)
    return NULL;
  report = jz_report_new (school, _("Report of counting books"), jz_date_to_iso (jz_source_today (connection), today));
  add_sums (report, &sum);
  add_columns (report);
  for (guint i = 0; i < lines->len; i++)
    {
      const JzLibraryCountLine *line = g_ptr_array_index (lines, i);
      g_autofree char          *remark = remark_of (line);

      jz_report_add_row (report, (const char *[]){ line->code, line->title, line->call, line->place,
                                                   jz_library_count_result_words (line->result), remark });
    }
  if (lines->len == 0)
    jz_report_add_footer (report, _("What was seen and the books agree"));
  jz_report_add_signature (report, _("Counted by"));
  jz_report_add_signature (report, _("Supervised by"));
  jz_report_add_signature (report, _("Person in charge"));
  return report;
}
