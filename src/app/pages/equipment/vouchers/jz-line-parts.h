/* jz-line-parts: what the lines of vouchers and of purchases are put together of: cells side by side, of widths that
 * their heads share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Widths at 14 px text. */
#define JZ_LINE_QUANTITY 84
#define JZ_LINE_PRICE    96
#define JZ_LINE_SUM      96
#define JZ_LINE_REMOVE   34

void       jz_line_set_width (GtkWidget *widget, int width);

/* Each is appended to @row and returned. @width 0: what is left. @thing: whose line it is, for a screen reader. */
GtkWidget *jz_line_label     (GtkWidget *row, const char *title, int width, float xalign);
GtkWidget *jz_line_entry     (GtkWidget *row, const char *title, const char *thing, int width, float xalign,
                              const char *text);
GtkWidget *jz_line_remove    (GtkWidget *row, const char *thing);

/* "Put to: 数字示波器": how a control of a line is called. Returns: (transfer full) */
char      *jz_line_name      (const char *title, const char *thing);

/* Price times quantity (in smallest units), rounded half up, fen. */
gint64     jz_line_amount    (gint64 price, gint64 quantity, int decimals);

G_END_DECLS
