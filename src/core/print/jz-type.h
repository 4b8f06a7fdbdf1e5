/* jz-type: text for paper, measured and shaped once.
 *
 * Pango picks the font and the glyphs of a character, or of a word in a script that needs shaping,
 * the first time it is met; after that it is a table look-up. Ten thousand labels use some hundred
 * characters. The simplified Chinese family stands first and the language is zh-cn, or Pango takes
 * Japanese forms. A character that no font has shows as 〓, the printers' mark for a missing sort.
 *
 * Lengths are in em (multiples of the font size). Texts are valid UTF-8 on one line, as
 * jz_text_tidy() gives them. One thread at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

#define JZ_TYPE_FAMILIES "Noto Sans CJK SC,Source Han Sans SC,WenQuanYi Micro Hei,sans-serif"

/* From one baseline to the next, and from the top of a line to its baseline, in em. */
#define JZ_TYPE_LINE   1.25
#define JZ_TYPE_ASCENT 0.97

typedef enum
{
  JZ_WEIGHT_REGULAR,
  JZ_WEIGHT_BOLD,
  JZ_N_WEIGHTS
} JzWeight;

/* Glyphs of one font that stand for @n_bytes of the piece's text from @offset on. The positions are
 * in em from the start of the piece. */
typedef struct
{
  guint          face;
  guint          offset;
  guint          n_bytes;
  guint          n_glyphs;
  cairo_glyph_t *glyphs;
} JzTypeRun;

/* A character or a word, shaped. */
typedef struct
{
  double     width;
  guint      n_bytes;
  guint      n_runs;
  JzTypeRun *runs;
} JzTypePiece;

typedef struct _JzType JzType;

JzType            *jz_type_new (void);
void               jz_type_free (JzType *type);

/* The piece at the head of @text, which is not empty. Belongs to @type. */
const JzTypePiece *jz_type_next (JzType *type, JzWeight weight, const char *text);

/* The font of a run, and its matrix at size 1 (fonts that are slanted or widened need one). */
cairo_font_face_t *jz_type_get_face (JzType *type, guint face, cairo_matrix_t *matrix);

double             jz_type_width (JzType *type, JzWeight weight, const char *text);

/* @text in at most @max_lines lines no wider than @width, broken where Unicode allows and within a
 * word only when the word alone is too wide. What does not fit ends in "…" and sets @shortened
 * (optional). Returns: (transfer full), at least one line; a line is "" only for an empty text or a
 * width in which not even "…" fits */
char             **jz_type_wrap (JzType *type, JzWeight weight, const char *text, double width, guint max_lines,
                                 gboolean *shortened);

/* The same in millimetres: the largest size from @size down to @min_size that takes the whole text;
 * @min_size and a shortened text when none does. @size is changed to what was found. */
char             **jz_type_fit (JzType *type, JzWeight weight, const char *text, double width, guint max_lines,
                                double *size, double min_size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzType, jz_type_free)

G_END_DECLS
