/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-library-form.h"

#include <glib/gi18n-lib.h>

#include "jz-ink.h"
#include "jz-money.h"
#include "jz-quantity.h"
#include "jz-source.h"

#define MARGIN (18 * JZ_POINTS_PER_MM)

/* The table. */

static JzReport *
report_new (JzConnection *connection, const JzLibraryStats *stats)
{
  g_autofree char *school = jz_connection_text (connection, NULL, "SELECT name FROM school", "");
  g_autofree char *standard =
    stats->standard != NULL ? g_strdup_printf (_("Measured by: %s"), stats->standard) : NULL;
  g_autofree char *span = g_strdup_printf (_("%s, %s to %s"), stats->period.title, stats->period.first,
                                           stats->period.last);
  char      today[JZ_DATE_LENGTH];
  JzReport *report = jz_report_new (school, _("Statistics of the library"),
                                    jz_date_to_iso (jz_source_today (connection), today));

  jz_report_add_subtitle (report, span, standard);
  jz_report_add_column (report, _("Counted thing"), 0, 2, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Amounts to"), 0, 1, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Counted from"), 0, 1, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Norm"), 0, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Short of it"), 0, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Verdict"), 0, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_signature (report, _("Librarian"));
  jz_report_add_signature (report, _("Person in charge"));
  return report;
}

static void
add_section (JzReport *report, const char *title)
{
  g_autofree char *words = g_strdup_printf ("【%s】", title);

  jz_report_add_row (report, (const char *[]){ words, NULL, NULL, NULL, NULL, NULL });
}

static void
add_figures (JzReport *report, const JzLibraryStats *stats)
{
  for (guint i = 0; i < stats->figures->len; i++)
    {
      const JzLibraryFigure *figure = g_ptr_array_index (stats->figures, i);
      g_autofree char *value = jz_library_value_words (figure), *counts = jz_library_count_words (figure),
                      *norm = jz_library_norm_words (figure),
                      *gap = figure->verdict != JZ_LIBRARY_LACKING  ? NULL :
                             figure->unit == JZ_LIBRARY_HOURS ? jz_money_format (figure->gap) :
                                                                jz_quantity_format (figure->gap, 0);

      jz_report_add_row (report, (const char *[]){ jz_library_figure_words (figure->id), value, counts, norm, gap,
                                                   jz_library_verdict_words (figure->verdict) });
    }
}

static void
add_classes (JzReport *report, const JzLibraryStats *stats)
{
  add_section (report, _("Groups and main classes"));
  for (guint i = 0; i < stats->classes->len; i++)
    {
      const JzLibraryClass *row = g_ptr_array_index (stats->classes, i);
      g_autofree char *name = g_strdup_printf ("%s%s %s", row->is_group ? "" : "　", row->name, row->title),
                      *titles = jz_quantity_format (row->titles, 0), *copies = jz_quantity_format (row->copies, 0),
                      *held = g_strdup_printf (_("%s titles, %s copies"), titles, copies),
                      *percent = row->share >= 0 ? jz_money_format (row->share) : g_strdup (""),
                      *share = row->share >= 0 ? g_strdup_printf ("%s %%", percent) : g_strdup (_("no data")),
                      *asked = row->norm >= 0 ? jz_money_format (row->norm) : NULL,
                      *norm = asked != NULL ? g_strdup_printf ("%s %%", asked) : NULL,
                      *gap = row->gap > 0 ? jz_quantity_format (row->gap, 0) : NULL;

      if (!row->alone)
        jz_report_add_row (report, (const char *[]){ name, share, held, norm, gap,
                                                     jz_library_verdict_words (row->verdict) });
    }
}

static void
add_lending (JzReport *report, const JzLibraryStats *stats)
{
  add_section (report, _("Books lent by month"));
  for (guint i = 0; i < stats->months->len; i++)
    {
      const JzLibraryMonth *row = g_ptr_array_index (stats->months, i);
      g_autofree char *loans = row->loans >= 0 ? jz_quantity_format (row->loans, 0) : g_strdup (_("no data"));

      jz_report_add_row (report, (const char *[]){ row->month, loans, NULL, NULL, NULL, NULL });
    }
  add_section (report, _("Books lent by class"));
  for (guint i = 0; i < stats->readers->len; i++)
    {
      const JzLibraryReaders *row = g_ptr_array_index (stats->readers, i);
      g_autofree char *each = row->each >= 0 ? jz_money_format (row->each) : g_strdup (_("no data")),
                      *counts = g_strdup_printf ("%" G_GINT64_FORMAT " ÷ %" G_GINT64_FORMAT, row->loans, row->pupils);

      jz_report_add_row (report, (const char *[]){ row->name, each, counts, NULL, NULL, NULL });
    }
  add_section (report, _("Borrowed most"));
  for (guint i = 0; i < stats->ranks->len; i++)
    {
      const JzLibraryRank *row = g_ptr_array_index (stats->ranks, i);
      g_autofree char     *loans = jz_quantity_format (row->loans, 0);

      jz_report_add_row (report, (const char *[]){ row->text, loans, row->class_, NULL, NULL, NULL });
    }
}

static JzReport *
report_of (JzConnection *connection, const JzLibraryStats *stats)
{
  JzReport *report = report_new (connection, stats);

  add_figures (report, stats);
  add_classes (report, stats);
  add_lending (report, stats);
  return report;
}

JzReport *
jz_library_stats_form_new (JzConnection *connection, const char *key, GError **error)
{
  g_autoptr (JzLibraryStats) stats = jz_library_stats_read (connection, key, error);

  return stats != NULL ? report_of (connection, stats) : NULL;
}

/* Charts. */

JzChart *
jz_library_share_chart (const JzLibraryStats *stats)
{
  JzChart *chart =
    jz_chart_new (_("Share of the groups and main classes, percent; the line is what is asked for"), FALSE);

  for (guint i = 0; i < stats->classes->len; i++)
    {
      const JzLibraryClass *row = g_ptr_array_index (stats->classes, i);

      if (!row->alone)
        jz_chart_add (chart, row->name[0] != '\0' ? row->name : _("Other"), (double) row->share / 100,
                      row->norm >= 0 ? (double) row->norm / 100 : -1);
    }
  return chart;
}

JzChart *
jz_library_month_chart (const JzLibraryStats *stats)
{
  JzChart *chart = jz_chart_new (_("Books lent by month"), TRUE);

  for (guint i = 0; i < stats->months->len; i++)
    {
      const JzLibraryMonth *row = g_ptr_array_index (stats->months, i);

      jz_chart_add (chart, row->month + 2, (double) row->loans, -1);
    }
  return chart;
}

/* Pages. */

struct _JzLibraryPages
{
  JzReport       *report;
  JzReportLayout *layout;
  JzChart        *charts[2];
};

void
jz_library_pages_free (JzLibraryPages *self)
{
  g_clear_pointer (&self->layout, jz_report_layout_free);
  g_clear_pointer (&self->report, jz_report_free);
  g_clear_pointer (&self->charts[0], jz_chart_free);
  g_clear_pointer (&self->charts[1], jz_chart_free);
  g_free (self);
}

JzLibraryPages *
jz_library_pages_new (JzConnection *connection, const char *key, GError **error)
{
  g_autoptr (JzLibraryStats) stats = jz_library_stats_read (connection, key, error);
  g_autoptr (JzLibraryPages) self = NULL;

  if (stats == NULL)
    return NULL;
  self = g_new0 (JzLibraryPages, 1);
  self->report = report_of (connection, stats);
  self->report->paper = JZ_PAPER_PORTRAIT;
  self->charts[0] = jz_library_share_chart (stats);
  self->charts[1] = jz_library_month_chart (stats);
  self->layout = jz_report_layout_new (self->report, error);
  return self->layout != NULL ? g_steal_pointer (&self) : NULL;
}

static void
draw_cb (cairo_t *cr, guint page, gpointer data)
{
  JzLibraryPages *self = data;
  double          width, height;

  if (page < jz_report_layout_n_pages (self->layout))
    {
      jz_report_layout_draw_page (self->layout, cr, page);
      return;
    }
  jz_report_layout_get_paper (self->layout, &width, &height);
  width = width * JZ_POINTS_PER_MM - 2 * MARGIN;
  cairo_save (cr);
  cairo_translate (cr, MARGIN, MARGIN);
  for (gsize i = 0; i < G_N_ELEMENTS (self->charts); i++)
    {
      height = jz_chart_height (self->charts[i], &jz_chart_paper);
      jz_chart_draw (self->charts[i], cr, width, height, &jz_chart_paper);
      cairo_translate (cr, 0, height + MARGIN);
    }
  cairo_restore (cr);
}

JzPdf
jz_library_pages_pdf (JzLibraryPages *self)
{
  JzPdf pdf = { .title = self->report->title, .n_pages = jz_report_layout_n_pages (self->layout) + 1, .draw = draw_cb,
                .draw_data = self };

  jz_report_layout_get_paper (self->layout, &pdf.width_mm, &pdf.height_mm);
  return pdf;
}
