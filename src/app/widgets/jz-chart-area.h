/* jz-chart-area: a chart on the screen, in the colours of the window, that tells those who can't see it what it shows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-chart.h"

G_BEGIN_DECLS

/* @chart: (transfer full). Returns: (transfer floating) */
GtkWidget *jz_chart_area_new (JzChart *chart);

G_END_DECLS
