/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-library-sheet.h"

#include <glib/gi18n-lib.h>

#include "jz-chart-area.h"
#include "jz-columns.h"
#include "jz-compat.h"
#include "jz-library-form.h"
#include "jz-money.h"
#include "jz-quantity.h"

/* Cells. */

static GtkWidget *
cell (GtkWidget *grid, int column, int row, const char *text, gboolean right)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), right ? 1 : 0);
  gtk_label_set_wrap (GTK_LABEL (label), !right);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  if (right)
    gtk_widget_add_css_class (label, "numeric");
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
  return label;
}

static void
number_cell (GtkWidget *grid, int column, int row, gint64 number)
{
  g_autofree char *text = number >= 0 ? jz_quantity_format (number, 0) : g_strdup ("–");

  cell (grid, column, row, text, TRUE);
}

static void
verdict_cell (GtkWidget *grid, int column, int row, JzLibraryVerdict verdict)
{
  const char *words = jz_library_verdict_words (verdict), *style = jz_status_class (words);
  GtkWidget  *label = cell (grid, column, row, words, FALSE);

  if (style != NULL && style[0] != '\0')
    gtk_widget_add_css_class (label, style);
}

/* @target: (transfer floating) of the action; NULL: without. */
static void
link_cell (GtkWidget *grid, int row, const char *text, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new_with_label (text), *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "jz-row-link");
  gtk_widget_set_halign (button, GTK_ALIGN_FILL);
  gtk_widget_set_tooltip_text (button, _("Show its titles"));
  if (target != NULL)
    gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_grid_attach (GTK_GRID (grid), button, 0, row, 1, 1);
}

static GtkWidget *
grid_new (const char *name, const char *const *titles)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  jz_compat_name (grid, name);
  for (int i = 0; titles[i] != NULL; i++)
    gtk_widget_add_css_class (cell (grid, i, 0, g_dgettext (GETTEXT_PACKAGE, titles[i]), FALSE), "jz-caption");
  return grid;
}

static void
add_section (GtkWidget *box, const char *title, GtkWidget *content)
{
  GtkWidget *label;

  if (title != NULL)
    {
      label = gtk_label_new (title);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "heading");
      gtk_widget_set_margin_top (label, 12);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_box_append (GTK_BOX (box), content);
}

/* Sections. */

static GtkWidget *
make_figures (const JzLibraryStats *stats)
{
  static const char *const titles[] = { N_("Counted thing"), N_("Amounts to"), N_("Counted from"), N_("Norm"),
                                        N_("Verdict"), NULL };
  GtkWidget *grid = grid_new (_("Figures of the library"), titles);

  for (guint i = 0; i < stats->figures->len; i++)
    {
      const JzLibraryFigure *figure = g_ptr_array_index (stats->figures, i);
      g_autofree char *value = jz_library_value_words (figure), *counts = jz_library_count_words (figure),
                      *norm = jz_library_norm_words (figure);
      int              row = (int) i + 1;
      GtkWidget       *asked;

      if (g_str_equal (figure->id, "unlent") && figure->value > 0)
        link_cell (grid, row, jz_library_figure_words (figure->id), "statistics.show-unlent", NULL);
      else
        cell (grid, 0, row, jz_library_figure_words (figure->id), FALSE);
      cell (grid, 1, row, value, FALSE);
      cell (grid, 2, row, counts, TRUE);
      asked = cell (grid, 3, row, norm, TRUE);
      if (figure->source != NULL)
        gtk_widget_set_tooltip_text (asked, figure->source);
      if (figure->starter)
        gtk_widget_add_css_class (asked, "jz-warn");
      verdict_cell (grid, 4, row, figure->verdict);
    }
  return grid;
}

static void
class_row (GtkWidget *grid, int at, const JzLibraryClass *row)
{
  g_autofree char *name = g_strdup_printf ("%s%s %s", row->is_group ? "" : "　", row->name, row->title),
                  *share = row->share >= 0 ? jz_money_format (row->share) : g_strdup ("–"),
                  *norm = row->norm >= 0 ? jz_money_format (row->norm) : NULL;

  if (row->name[0] == '\0')
    cell (grid, 0, at, row->title, FALSE);
  else
    link_cell (grid, at, name, row->is_group ? "statistics.show-group" : "statistics.show-class",
               g_variant_new_string (row->name));
  number_cell (grid, 1, at, row->titles);
  number_cell (grid, 2, at, row->copies);
  cell (grid, 3, at, share, TRUE);
  cell (grid, 4, at, norm, TRUE);
  number_cell (grid, 5, at, row->wanted >= 0 ? row->gap : -1);
  number_cell (grid, 6, at, row->loans);
  verdict_cell (grid, 7, at, row->verdict);
}

static GtkWidget *
make_classes (const JzLibraryStats *stats)
{
  static const char *const titles[] = { N_("Main class"), N_("Titles held"), N_("Copies held"), N_("Share, %"),
                                        N_("Asked for, %"), N_("Missing copies"), N_("Books lent"), N_("Verdict"),
                                        NULL };
  GtkWidget *grid = grid_new (_("Groups and main classes"), titles);
  int        at = 1;

  for (guint i = 0; i < stats->classes->len; i++)
    {
      const JzLibraryClass *row = g_ptr_array_index (stats->classes, i);

      if (!row->alone)
        class_row (grid, at++, row);
    }
  return grid;
}

static GtkWidget *
make_ranks (const JzLibraryStats *stats)
{
  static const char *const titles[] = { N_("Title of the book"), N_("Author"), N_("Books lent"), NULL };
  GtkWidget *grid = grid_new (_("Borrowed most"), titles);

  for (guint i = 0; i < stats->ranks->len; i++)
    {
      const JzLibraryRank *row = g_ptr_array_index (stats->ranks, i);

      link_cell (grid, (int) i + 1, row->text, "statistics.show-title", g_variant_new_int64 (row->title));
      cell (grid, 1, (int) i + 1, row->author, FALSE);
      number_cell (grid, 2, (int) i + 1, row->loans);
    }
  return grid;
}

static GtkWidget *
make_readers (const JzLibraryStats *stats)
{
  static const char *const titles[] = { N_("Class"), N_("Pupils"), N_("Books lent"), N_("Per pupil"), NULL };
  GtkWidget *grid = grid_new (_("Books lent by class"), titles);

  for (guint i = 0; i < stats->readers->len; i++)
    {
      const JzLibraryReaders *row = g_ptr_array_index (stats->readers, i);
      g_autofree char        *each = row->each >= 0 ? jz_money_format (row->each) : g_strdup (_("no data"));

      cell (grid, 0, (int) i + 1, row->name, FALSE);
      number_cell (grid, 1, (int) i + 1, row->pupils);
      number_cell (grid, 2, (int) i + 1, row->loans);
      cell (grid, 3, (int) i + 1, each, TRUE);
    }
  return grid;
}

GtkWidget *
jz_library_sheet_new (const JzLibraryStats *stats)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *standard = stats->standard != NULL ? g_strdup_printf (_("Measured by: %s"), stats->standard) :
                                                        g_strdup (_("No standard is used"));

  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 18);
  add_section (box, standard, make_figures (stats));
  add_section (box, _("Groups and main classes"), make_classes (stats));
  add_section (box, NULL, jz_chart_area_new (jz_library_share_chart (stats)));
  add_section (box, NULL, jz_chart_area_new (jz_library_month_chart (stats)));
  add_section (box, _("Borrowed most"), make_ranks (stats));
  add_section (box, _("Books lent by class"), make_readers (stats));
  return box;
}
