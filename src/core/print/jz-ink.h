/* jz-ink: what goes onto one page, gathered so that it is drawn in a few strokes.
 *
 * Bars and rules are rectangles or lines, never pictures; text is gathered by font and size and shown
 * with its characters, so that it can be selected and searched in a PDF. Everything is black.
 * Lengths are millimetres from the top left corner of the paper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-type.h"

G_BEGIN_DECLS

typedef struct _JzInk JzInk;

/* @type must outlive the ink. */
JzInk *jz_ink_new (JzType *type);
void   jz_ink_free (JzInk *ink);

/* Of a code of straight bars. */
void   jz_ink_bar (JzInk *ink, double x, double y, double width, double height);

void   jz_ink_rect (JzInk *ink, double x, double y, double width, double height);

/* The same for rectangles that touch: they are filled as one path, so that no seam shows. */
void   jz_ink_tile (JzInk *ink, double x, double y, double width, double height);

/* One line of text (as jz-type wants it) whose baseline starts at @x, @y; @size is the font size. */
void   jz_ink_text (JzInk *ink, JzWeight weight, double size, double x, double y, const char *text);

/* Draws all of it onto @cr, whose unit is the point (1/72 inch) at the paper's top left corner under
 * whatever scale the caller has set, and starts anew. */
void   jz_ink_flush (JzInk *ink, cairo_t *cr);

#define JZ_POINTS_PER_MM (72.0 / 25.4)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzInk, jz_ink_free)

G_END_DECLS
