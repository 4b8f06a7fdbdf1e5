/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-marc-encoding.h"

#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

/* Characters of two bytes, nearly all there are, are looked up: to ask iconv for each field takes three times as long. */
#define FIRST_LEAD  0x81
#define FIRST_TRAIL 0x40
#define N_LEADS     (0xff - FIRST_LEAD)
#define N_TRAILS    (0xff - FIRST_TRAIL)

struct _JzMarcDecoder
{
  GIConv   iconv;                       /* of characters of four bytes */
  gboolean made;
  char     pairs[N_LEADS][N_TRAILS][4]; /* UTF-8, filled up with NUL; "": no such character */
};

/* The one character of @n bytes. FALSE: there is none. */
static gboolean
ask (JzMarcDecoder *self, const guint8 *bytes, gsize n, char out[5])
{
  char  from[4];
  char *in = from, *to = out;
  gsize n_in = n, n_out = 4;

  memset (out, 0, 5);
  memcpy (from, bytes, n);
  if (g_iconv (self->iconv, &in, &n_in, &to, &n_out) != (gsize) -1 && n_in == 0 && to > out)
    return TRUE;
  g_iconv (self->iconv, NULL, NULL, NULL, NULL);
  return FALSE;
}

JzMarcDecoder *
jz_marc_decoder_new (void)
{
  JzMarcDecoder *self = g_new0 (JzMarcDecoder, 1);

  self->iconv = g_iconv_open ("UTF-8", "GB18030");
  if (self->iconv == (GIConv) -1)
    g_error ("this C library knows no GB18030");
  return self;
}

/* Takes some milliseconds, so it is done when the first such character comes. */
static void
make_pairs (JzMarcDecoder *self)
{
  char out[5];

  for (guint lead = 0; lead < N_LEADS; lead++)
    for (guint trail = 0; trail < N_TRAILS; trail++)
      {
        const guint8 bytes[] = { (guint8) (FIRST_LEAD + lead), (guint8) (FIRST_TRAIL + trail) };

        if (ask (self, bytes, sizeof bytes, out))
          memcpy (self->pairs[lead][trail], out, 4);
      }
  self->made = TRUE;
}

void
jz_marc_decoder_free (JzMarcDecoder *self)
{
  if (self == NULL)
    return;
  g_iconv_close (self->iconv);
  g_free (self);
}

static gboolean
is_quad (const guint8 *bytes, gsize n)
{
  return n >= 4 && bytes[0] >= FIRST_LEAD && bytes[1] >= '0' && bytes[1] <= '9' && bytes[2] >= FIRST_LEAD &&
         bytes[3] >= '0' && bytes[3] <= '9';
}

/* The character at @bytes as UTF-8, "" where there is none. Returns: how many bytes it has */
static gsize
next_gb (JzMarcDecoder *self, const guint8 *bytes, gsize n, char out[5])
{
  if (is_quad (bytes, n) && ask (self, bytes, 4, out))
    return 4;
  if (!self->made)
    make_pairs (self);
  memset (out, 0, 5);
  if (n >= 2 && bytes[0] >= FIRST_LEAD && bytes[0] != 0xff && bytes[1] >= FIRST_TRAIL && bytes[1] != 0xff)
    memcpy (out, self->pairs[bytes[0] - FIRST_LEAD][bytes[1] - FIRST_TRAIL], 4);
  return out[0] != '\0' ? 2 : 1;
}

static guint
append_gb (JzMarcDecoder *self, const guint8 *bytes, gsize n, GString *text)
{
  guint replaced = 0;
  gsize old = text->len;
  char  one[5], *to;

  g_string_set_size (text, old + 3 * n);
  to = text->str + old;
  while (n > 0)
    {
      gsize used = 1;

      if (*bytes < 0x80)
        *to++ = (char) *bytes;
      else
        {
          used = next_gb (self, bytes, n, one);
          replaced += one[0] == '\0';
          to = g_stpcpy (to, one[0] != '\0' ? one : REPLACEMENT);
        }
      bytes += used;
      n -= used;
    }
  g_string_truncate (text, (gsize) (to - text->str));
  return replaced;
}

static guint
append_utf8 (const guint8 *bytes, gsize n, GString *text)
{
  const char *from = (const char *) bytes, *end = from + n, *bad;
  guint       replaced = 0;

  while (!g_utf8_validate_len (from, (gsize) (end - from), &bad))
    {
      g_string_append_len (text, from, bad - from);
      if (*bad == '\0')
        g_string_append_c (text, '\0'); /* a character all the same */
      else
        g_string_append (text, REPLACEMENT);
      replaced += *bad != '\0';
      for (from = bad + 1; from < end && ((guchar) *from & 0xc0) == 0x80; from++)
        ; /* the rest of the one that is broken */
    }
  g_string_append_len (text, from, end - from);
  return replaced;
}

guint
jz_marc_decoder_append (JzMarcDecoder *self, JzMarcEncoding encoding, const guint8 *bytes, gsize n, GString *text)
{
  return encoding == JZ_MARC_ENCODING_GB18030 ? append_gb (self, bytes, n, text) : append_utf8 (bytes, n, text);
}

/* How many characters beyond ASCII there are, and how many bytes are none. */
typedef struct
{
  guint good, bad;
  guint han; /* of the good ones: three bytes in UTF-8 */
} Count;

static Count
count_gb (JzMarcDecoder *self, const guint8 *bytes, gsize n)
{
  Count count = { 0 };
  char  one[5];

  while (n > 0)
    {
      gsize used = 1;

      if (*bytes >= 0x80)
        {
          used = next_gb (self, bytes, n, one);
          count.good += used > 1;
          count.bad += used == 1;
        }
      bytes += used;
      n -= used;
    }
  return count;
}

static Count
count_utf8 (const guint8 *bytes, gsize n)
{
  const char *p = (const char *) bytes, *end = p + n;
  Count       count = { 0 };

  while (p < end)
    {
      gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char_validated (p, end - p);

      if ((guchar) *p < 0x80)
        p++;
      else if (c == (gunichar) -1 || c == (gunichar) -2)
        count.bad++, p++;
      else
        {
          count.good++;
          count.han += c >= 0x800;
          p = g_utf8_next_char (p);
        }
    }
  return count;
}

JzMarcEncoding
jz_marc_decoder_sniff (JzMarcDecoder *self, const guint8 *bytes, gsize n, JzMarcEncoding before)
{
  Count utf8 = count_utf8 (bytes, n), gb;

  if (before == JZ_MARC_ENCODING_AUTO)
    before = JZ_MARC_ENCODING_UTF_8;
  if (utf8.good + utf8.bad == 0)
    return before;
  /* Chinese in GB18030 is hardly ever well-formed UTF-8, except for a few characters like 联通: two bytes each, never
   * three. Chinese in UTF-8 is often well-formed GB18030, so that tells nothing while most of it is UTF-8. */
  if (utf8.han > 0 && utf8.bad * 4 <= utf8.han)
    return JZ_MARC_ENCODING_UTF_8;
  if (utf8.bad == 0 && before == JZ_MARC_ENCODING_UTF_8)
    return JZ_MARC_ENCODING_UTF_8;
  gb = count_gb (self, bytes, n);
  if (gb.bad == utf8.bad)
    return before;
  return gb.bad < utf8.bad ? JZ_MARC_ENCODING_GB18030 : JZ_MARC_ENCODING_UTF_8;
}
