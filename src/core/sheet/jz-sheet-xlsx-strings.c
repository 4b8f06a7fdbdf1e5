/* The shared strings of an .xlsx, read by the push parser into one piece of memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "jz-xlsx-private.h"

/* A code unit "_xHHHH_" at @p, or -1. */
static int
escape_at (const char *p)
{
  int value = 0;

  if (p[0] != '_' || p[1] != 'x')
    return -1;
  for (int i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return -1;
      value = value * 16 + g_ascii_xdigit_value (p[i]);
    }
  return p[6] == '_' ? value : -1;
}

void
jz_xlsx_unescape (GString *text, gsize offset)
{
  char *in = text->str + offset, *out;

  if (strstr (in, "_x") == NULL)
    return;
  for (out = in; *in != '\0';)
    {
      int      unit = escape_at (in);
      int      low = unit >= 0xd800 && unit < 0xdc00 ? escape_at (in + 7) : -1;
      gunichar c = (gunichar) unit;

      if (low >= 0xdc00 && low < 0xe000)
        {
          c = 0x10000 + (((gunichar) unit & 0x3ff) << 10) + ((gunichar) low & 0x3ff);
          in += 7;
        }
      if (unit <= 0 || !g_unichar_validate (c))
        *out++ = *in++;
      else
        {
          out += g_unichar_to_utf8 (c, out);
          in += 7;
        }
    }
  g_string_truncate (text, (gsize) (out - text->str));
}

typedef struct
{
  JzXlsx  *xlsx;
  guint    phonetic;
  gboolean collect, in_item;
  gsize    begin;
} StringsWalk;

static void
strings_start_cb (void *data, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
                  const xmlChar **namespaces, int n_attributes, int n_defaulted, const xmlChar **attributes)
{
  StringsWalk *walk = data;

  if (JZ_XML_IS (local, "si"))
    {
      walk->in_item = TRUE;
      walk->begin = walk->xlsx->strings->len;
    }
  else if (JZ_XML_IS (local, "rPh"))
    walk->phonetic++;
  else if (JZ_XML_IS (local, "t"))
    walk->collect = walk->in_item && walk->phonetic == 0;
}

static void
strings_end_cb (void *data, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
  StringsWalk *walk = data;
  guint32      offset = (guint32) walk->begin;

  if (JZ_XML_IS (local, "t"))
    walk->collect = FALSE;
  else if (JZ_XML_IS (local, "rPh"))
    walk->phonetic--;
  else if (JZ_XML_IS (local, "si"))
    {
      jz_xlsx_unescape (walk->xlsx->strings, walk->begin);
      g_string_append_c (walk->xlsx->strings, '\0');
      g_array_append_val (walk->xlsx->offsets, offset);
      walk->in_item = FALSE;
    }
}

static void
strings_text_cb (void *data, const xmlChar *text, int length)
{
  StringsWalk *walk = data;

  if (walk->collect)
    g_string_append_len (walk->xlsx->strings, (const char *) text, length);
}

gboolean
jz_xlsx_read_strings (JzXlsx *xlsx, const char *part, GCancellable *cancellable, GError **error)
{
  g_autoptr (JzZipEntry) entry = jz_zip_input_open_entry (xlsx->zip, part, error);
  g_autoptr (JzXmlInput) input = NULL;
  StringsWalk            walk = { .xlsx = xlsx };
  int                    result;

  if (entry == NULL)
    return FALSE;
  input = jz_xml_input_new (xlsx->file.name, (JzInputFunc) jz_zip_entry_read, entry, JZ_XLSX_STRINGS_MAX);
  jz_xml_input_handle (input, strings_start_cb, strings_end_cb, strings_text_cb, &walk);
  while ((result = jz_xml_input_push (input, error)) == 1)
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
  return result == 0;
}
