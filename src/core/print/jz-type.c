/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-type.h"

#include <pango/pangocairo.h>
#include <string.h>

/* Pango measures at this size without hinting; everything is divided by it again. */
#define SHAPING_SIZE 1000.0
#define ELLIPSIS     "…"
#define MISSING      "〓"
#define SIZE_STEP    0.1 /* mm */

typedef struct
{
  cairo_font_face_t *face;
  cairo_matrix_t     matrix;
} Face;

struct _JzType
{
  PangoContext *context;
  PangoLayout  *layouts[JZ_N_WEIGHTS];
  JzTypePiece  *ascii[JZ_N_WEIGHTS][128];
  GHashTable   *characters[JZ_N_WEIGHTS]; /* gunichar → JzTypePiece */
  GHashTable   *words[JZ_N_WEIGHTS];      /* text → JzTypePiece */
  GHashTable   *face_of;                  /* PangoFont → index + 1 */
  GArray       *faces;
};

static void
piece_free (gpointer data)
{
  JzTypePiece *piece = data;

  for (guint i = 0; i < piece->n_runs; i++)
    g_free (piece->runs[i].glyphs);
  g_free (piece->runs);
  g_free (piece);
}

static void
face_clear (gpointer data)
{
  cairo_font_face_destroy (((Face *) data)->face);
}

static PangoLayout *
new_layout (PangoContext *context, JzWeight weight)
{
  PangoLayout          *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string (JZ_TYPE_FAMILIES);

  pango_font_description_set_weight (font, weight == JZ_WEIGHT_BOLD ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (font, SHAPING_SIZE * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_font_description_free (font);
  return layout;
}

JzType *
jz_type_new (void)
{
  JzType                  *type = g_new0 (JzType, 1);
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  cairo_font_options_t    *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  type->context = pango_font_map_create_context (map);
  pango_context_set_language (type->context, pango_language_from_string ("zh-cn"));
  pango_context_set_round_glyph_positions (type->context, FALSE);
  pango_cairo_context_set_font_options (type->context, options);
  cairo_font_options_destroy (options);
  for (guint i = 0; i < JZ_N_WEIGHTS; i++)
    {
      type->layouts[i] = new_layout (type->context, i);
      type->characters[i] = g_hash_table_new_full (NULL, NULL, NULL, piece_free);
      type->words[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, piece_free);
    }
  type->face_of = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  type->faces = g_array_new (FALSE, TRUE, sizeof (Face));
  g_array_set_clear_func (type->faces, face_clear);
  return type;
}

void
jz_type_free (JzType *type)
{
  if (type == NULL)
    return;
  for (guint i = 0; i < JZ_N_WEIGHTS; i++)
    {
      for (guint c = 0; c < G_N_ELEMENTS (type->ascii[i]); c++)
        g_clear_pointer (&type->ascii[i][c], piece_free);
      g_hash_table_unref (type->characters[i]);
      g_hash_table_unref (type->words[i]);
      g_object_unref (type->layouts[i]);
    }
  g_array_unref (type->faces);
  g_hash_table_unref (type->face_of);
  g_object_unref (type->context);
  g_free (type);
}

static guint
intern_face (JzType *type, PangoFont *font)
{
  guint                found = GPOINTER_TO_UINT (g_hash_table_lookup (type->face_of, font));
  cairo_scaled_font_t *scaled;
  Face                 face;

  if (found > 0)
    return found - 1;
  scaled = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font));
  face.face = cairo_font_face_reference (cairo_scaled_font_get_font_face (scaled));
  cairo_scaled_font_get_font_matrix (scaled, &face.matrix);
  cairo_matrix_scale (&face.matrix, 1 / SHAPING_SIZE, 1 / SHAPING_SIZE);
  g_array_append_val (type->faces, face);
  g_hash_table_insert (type->face_of, g_object_ref (font), GUINT_TO_POINTER (type->faces->len));
  return type->faces->len - 1;
}

cairo_font_face_t *
jz_type_get_face (JzType *type, guint face, cairo_matrix_t *matrix)
{
  const Face *found = &g_array_index (type->faces, Face, face);

  *matrix = found->matrix;
  return found->face;
}

static double
to_em (double pango_units)
{
  return pango_units / (SHAPING_SIZE * PANGO_SCALE);
}

static void
take_run (JzType *type, PangoGlyphItem *item, double *x, JzTypeRun *run)
{
  run->face = intern_face (type, item->item->analysis.font);
  run->offset = (guint) item->item->offset;
  run->n_bytes = (guint) item->item->length;
  run->glyphs = g_new (cairo_glyph_t, MAX (item->glyphs->num_glyphs, 1));
  for (int i = 0; i < item->glyphs->num_glyphs; i++)
    {
      const PangoGlyphInfo *info = &item->glyphs->glyphs[i];

      if (info->glyph != PANGO_GLYPH_EMPTY)
        {
          cairo_glyph_t *glyph = &run->glyphs[run->n_glyphs++];

          glyph->index = info->glyph;
          glyph->x = *x + to_em (info->geometry.x_offset);
          glyph->y = to_em (info->geometry.y_offset);
        }
      *x += to_em (info->geometry.width);
    }
}

static JzTypePiece *
shape (JzType *type, JzWeight weight, const char *text, guint n_bytes, const char *shown)
{
  PangoLayout     *layout = type->layouts[weight];
  JzTypePiece     *piece = g_new0 (JzTypePiece, 1);
  PangoLayoutLine *line;

  pango_layout_set_text (layout, shown, -1);
  if (pango_layout_get_unknown_glyphs_count (layout) > 0 && !g_str_equal (shown, MISSING))
    {
      piece_free (piece);
      piece = shape (type, weight, text, n_bytes, MISSING);
      if (piece->n_runs > 0)
        piece->runs[0].n_bytes = n_bytes; /* what is copied out of the PDF is still the text */
      return piece;
    }
  line = pango_layout_get_line_readonly (layout, 0);
  piece->n_bytes = n_bytes;
  piece->runs = g_new0 (JzTypeRun, MAX (g_slist_length (line->runs), 1));
  for (GSList *l = line->runs; l != NULL; l = l->next)
    take_run (type, l->data, &piece->width, &piece->runs[piece->n_runs++]);
  return piece;
}

/* Characters whose glyph does not depend on their neighbours. */
static gboolean
stands_alone (gunichar c)
{
  static const gunichar ranges[][2] = {
    { 0x0020, 0x02ff }, { 0x0370, 0x0482 }, { 0x048a, 0x052f }, { 0x1e00, 0x1fff }, { 0x2010, 0x2027 },
    { 0x2030, 0x205e }, { 0x2070, 0x20bf }, { 0x2100, 0x25ff }, { 0x3000, 0x3029 }, { 0x3030, 0x3098 },
    { 0x309b, 0x312f }, { 0x31a0, 0xa4cf }, { 0xac00, 0xd7a3 }, { 0xf900, 0xfaff }, { 0xfe30, 0xfe4f },
    { 0xff01, 0xffee }, { 0x20000, 0x3ffff },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (c <= ranges[i][1])
      return c >= ranges[i][0];
  return FALSE;
}

/* Combining marks, joiners and variation selectors belong to what they follow. */
static gboolean
joins (gunichar c)
{
  return c >= 0x300 && (g_unichar_ismark (c) || g_unichar_iszerowidth (c));
}

static gboolean
starts_alone (const char *text)
{
  return stands_alone (g_utf8_get_char (text)) && !joins (g_utf8_get_char (g_utf8_next_char (text)));
}

static gboolean
is_rtl (const char *text)
{
  return g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_ARABIC
         || g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_HEBREW;
}

/* A word: its characters are shaped together. Words written from right to left stay together over a
 * space, or their order would be lost. */
static gsize
word_length (const char *text)
{
  const char *p = g_utf8_next_char (text);
  gboolean    rtl = is_rtl (text);

  while (*p != '\0' && (!starts_alone (p) || (rtl && *p == ' ' && is_rtl (p + 1))))
    p = g_utf8_next_char (p);
  return (gsize) (p - text);
}

static const JzTypePiece *
next_word (JzType *type, JzWeight weight, const char *text)
{
  gsize            length = word_length (text);
  g_autofree char *word = g_strndup (text, length);
  JzTypePiece     *piece = g_hash_table_lookup (type->words[weight], word);

  if (piece == NULL)
    {
      piece = shape (type, weight, word, (guint) length, word);
      g_hash_table_insert (type->words[weight], g_steal_pointer (&word), piece);
    }
  return piece;
}

static const JzTypePiece *
next_character (JzType *type, JzWeight weight, const char *text, gunichar c)
{
  JzTypePiece *piece;
  char         shown[8] = "";
  int          length;

  piece = c < 128 ? type->ascii[weight][c] : g_hash_table_lookup (type->characters[weight], GUINT_TO_POINTER (c));
  if (piece != NULL)
    return piece;
  length = g_unichar_to_utf8 (c, shown);
  piece = shape (type, weight, text, (guint) length, shown);
  if (c < 128)
    type->ascii[weight][c] = piece;
  else
    g_hash_table_insert (type->characters[weight], GUINT_TO_POINTER (c), piece);
  return piece;
}

const JzTypePiece *
jz_type_next (JzType *type, JzWeight weight, const char *text)
{
  gunichar c = g_utf8_get_char (text);

  if (starts_alone (text))
    return next_character (type, weight, text, c);
  return next_word (type, weight, text);
}

double
jz_type_width (JzType *type, JzWeight weight, const char *text)
{
  double width = 0;

  while (*text != '\0')
    {
      const JzTypePiece *piece = jz_type_next (type, weight, text);

      width += piece->width;
      text += piece->n_bytes;
    }
  return width;
}

/* The end of what fits into @width from @text on; widths are compared with a grain of tolerance. */
static const char *
fit_end (JzType *type, JzWeight weight, const char *text, double width)
{
  double used = 0;

  while (*text != '\0')
    {
      const JzTypePiece *piece = jz_type_next (type, weight, text);

      used += piece->width;
      if (used > width + 1e-6)
        break;
      text += piece->n_bytes;
    }
  return text;
}

static char *
with_ellipsis (JzType *type, JzWeight weight, const char *text, double width)
{
  double            room = width - jz_type_width (type, weight, ELLIPSIS);
  const char       *end;
  g_autofree char  *head = NULL;

  if (room < 0)
    return g_strdup ("");
  end = fit_end (type, weight, text, room);
  head = g_strndup (text, (gsize) (end - text));
  return g_strconcat (g_strchomp (head), ELLIPSIS, NULL);
}

/* The last place at or before @end where Unicode allows a new line; @end itself when a single word is
 * too wide. @attributes begins with the first character of @paragraph. */
static const char *
break_before (const char *paragraph, const char *start, const char *end, const PangoLogAttr *attributes)
{
  const char *p = end;
  glong       i = g_utf8_pointer_to_offset (paragraph, end);

  while (p > start && !attributes[i].is_line_break)
    {
      p = g_utf8_prev_char (p);
      i--;
    }
  return p > start ? p : end;
}

static void
wrap_long (JzType *type, JzWeight weight, const char *text, double width, guint max_lines, GPtrArray *lines,
           gboolean *shortened)
{
  glong                    n = g_utf8_strlen (text, -1);
  g_autofree PangoLogAttr *attributes = g_new0 (PangoLogAttr, n + 1);
  const char              *start = text;

  pango_get_log_attrs (text, (int) strlen (text), -1, pango_context_get_language (type->context), attributes,
                       (int) n + 1);
  while (*start != '\0')
    {
      const char *end = fit_end (type, weight, start, width);

      if (*end != '\0' && (lines->len + 1 >= max_lines || end == start))
        {
          g_ptr_array_add (lines, with_ellipsis (type, weight, start, width));
          *shortened = TRUE;
          return;
        }
      while (*end == ' ') /* a space at the end of a line may hang over */
        end++;
      if (*end != '\0')
        end = break_before (text, start, end, attributes);
      g_ptr_array_add (lines, g_strchomp (g_strndup (start, (gsize) (end - start))));
      start = end;
    }
}

char **
jz_type_wrap (JzType *type, JzWeight weight, const char *text, double width, guint max_lines, gboolean *shortened)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  gboolean              cut = FALSE;

  if (jz_type_width (type, weight, text) <= width + 1e-6)
    g_ptr_array_add (lines, g_strdup (text));
  else
    wrap_long (type, weight, text, width, max_lines, lines, &cut);
  if (shortened != NULL)
    *shortened = cut;
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}

char **
jz_type_fit (JzType *type, JzWeight weight, const char *text, double width, guint max_lines, double *size,
             double min_size)
{
  for (;;)
    {
      gboolean          shortened;
      g_auto (GStrv)    lines = jz_type_wrap (type, weight, text, width / *size, max_lines, &shortened);

      if (!shortened || *size <= min_size)
        return g_steal_pointer (&lines);
      *size = MAX (*size - SIZE_STEP, min_size);
    }
}
