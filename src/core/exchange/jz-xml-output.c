/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-xml-output.h"

#include <string.h>

void
jz_xml_output_init (JzXmlOutput *self)
{
  self->text = g_string_sized_new (64 * 1024);
  self->clipped = 0;
}

void
jz_xml_output_clear (JzXmlOutput *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  self->text = NULL;
}

/* g_string_append_len() without its call: twelve attributes a row come in five pieces each. */
static inline void
append (GString *text, const char *bytes, gsize size)
{
  if (text->len + size >= text->allocated_len)
    {
      g_string_append_len (text, bytes, (gssize) size);
      return;
    }
  memcpy (text->str + text->len, bytes, size);
  text->len += size;
  text->str[text->len] = '\0';
}

void
jz_xml_output_raw (JzXmlOutput *self, const char *xml)
{
  g_string_append (self->text, xml);
}

void
jz_xml_output_open (JzXmlOutput *self, const char *element)
{
  append (self->text, "<", 1);
  append (self->text, element, strlen (element));
}

static void
open_attribute (JzXmlOutput *self, const char *attribute)
{
  append (self->text, " ", 1);
  append (self->text, attribute, strlen (attribute));
  append (self->text, "=\"", 2);
}

/* How an ASCII character is written; NULL: as it stands. */
static const char *
escape_of (char c)
{
  switch (c)
    {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    case '"': return "&quot;";
    case '\t': return "&#9;";
    case '\n': return "&#10;";
    case '\r': return "&#13;";
    default: return (guint8) c < 0x20 ? "\xef\xbf\xbd" : NULL;
    }
}

static gboolean
is_carried (gunichar c)
{
  return c < 0xd800 || (c >= 0xe000 && c < 0xfffe) || (c >= 0x10000 && c <= 0x10ffff);
}

/* Appends the character at @p; returns where the next one is. */
static const char *
append_character (GString *text, const char *p)
{
  const char *escape;
  gunichar    c;

  if ((guint8) *p < 0x80)
    {
      if ((escape = escape_of (*p)) != NULL)
        g_string_append (text, escape);
      else
        g_string_append_c (text, *p);
      return p + 1;
    }
  c = g_utf8_get_char_validated (p, -1);
  if (c > 0x10ffff || !is_carried (c))
    {
      g_string_append (text, "\xef\xbf\xbd");
      return c > 0x10ffff ? p + 1 : g_utf8_next_char (p);
    }
  g_string_append_len (text, p, g_utf8_next_char (p) - p);
  return g_utf8_next_char (p);
}

/* Most texts are short and need no escaping at all. */
static gboolean
append_plain (GString *text, const char *value)
{
  gboolean ascii = TRUE;
  gsize    size;

  for (size = 0; value[size] != '\0'; size++)
    {
      guint8 c = (guint8) value[size];

      if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == '"' || c == 0xef || size == JZ_XML_OUTPUT_TEXT_MAX)
        return FALSE; /* 0xef begins, among others, the two characters that XML can't carry */
      ascii = ascii && c < 0x80;
    }
  if (!ascii && !g_utf8_validate_len (value, size, NULL))
    return FALSE;
  append (text, value, size);
  return TRUE;
}

static void
append_escaped (JzXmlOutput *self, const char *value)
{
  gsize before_last = self->text->len;
  guint n = 0;

  for (const char *p = value; *p != '\0'; n++)
    {
      if (n == JZ_XML_OUTPUT_TEXT_MAX)
        {
          g_string_truncate (self->text, before_last);
          g_string_append (self->text, "…");
          self->clipped++;
          return;
        }
      before_last = self->text->len;
      p = append_character (self->text, p);
    }
}

void
jz_xml_output_text (JzXmlOutput *self, const char *attribute, const char *value)
{
  open_attribute (self, attribute);
  if (!append_plain (self->text, value))
    append_escaped (self, value);
  append (self->text, "\"", 1);
}

/* @value with the point before its last @decimals digits. */
static void
append_decimal (GString *text, gint64 value, int decimals)
{
  char    digits[32];
  char   *p = digits + sizeof digits;
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;
  int     n = 0;

  do
    {
      *--p = (char) ('0' + rest % 10);
      rest /= 10;
      if (++n == decimals)
        *--p = '.';
    }
  while (rest > 0 || n <= decimals);
  if (value < 0)
    *--p = '-';
  append (text, p, (gsize) (digits + sizeof digits - p));
}

static void
add_decimal (JzXmlOutput *self, const char *attribute, gint64 value, int decimals)
{
  open_attribute (self, attribute);
  append_decimal (self->text, value, decimals);
  append (self->text, "\"", 1);
}

void
jz_xml_output_number (JzXmlOutput *self, const char *attribute, gint64 value)
{
  add_decimal (self, attribute, value, 0);
}

void
jz_xml_output_money (JzXmlOutput *self, const char *attribute, gint64 fen)
{
  add_decimal (self, attribute, fen, 2);
}

void
jz_xml_output_quantity (JzXmlOutput *self, const char *attribute, gint64 value, int decimals)
{
  add_decimal (self, attribute, value, CLAMP (decimals, 0, 3));
}

void
jz_xml_output_close (JzXmlOutput *self)
{
  append (self->text, "/>\n", 3);
}
