/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-marc-codes.h"

#include <stdio.h>
#include <string.h>

#include "jz-marc-edit.h"
#include "jz-reference.h"

/* Its texts live for ever, as it does. */
static const char *
text_of (JzReference *table, guint row, const char *column)
{
  return g_intern_string (jz_reference_get (table, row, column));
}

static JzMarcPart *
part_new (JzReference *table, guint row)
{
  JzMarcPart *part = g_new0 (JzMarcPart, 1);

  part->tag = text_of (table, row, "tag");
  part->name = text_of (table, row, "name");
  part->codes = g_array_new (FALSE, FALSE, sizeof (JzMarcCode));
  if (sscanf (jz_reference_get (table, row, "part"), "%c/%u/%u", &part->subfield, &part->from, &part->length) != 3)
    g_error ("marc-codes-cnmarc.tsv: %s is no part", jz_reference_get (table, row, "part"));
  return part;
}

static GPtrArray *
read_parts (void)
{
  g_autoptr (JzReference) table = jz_reference_load ("marc-codes-cnmarc.tsv", NULL);
  GPtrArray              *parts = g_ptr_array_new ();

  for (guint i = 0; i < table->rows->len; i++)
    {
      JzMarcCode code = { text_of (table, i, "code"), text_of (table, i, "name") };

      if (code.code[0] == '\0')
        g_ptr_array_add (parts, part_new (table, i));
      else
        g_array_append_val (((JzMarcPart *) g_ptr_array_index (parts, parts->len - 1))->codes, code);
    }
  return parts;
}

const GPtrArray *
jz_marc_parts (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize) read_parts ());
  return (const GPtrArray *) once;
}

gboolean
jz_marc_has_parts (const JzMarc *record)
{
  return jz_marc_guess (record) == JZ_MARC_CNMARC;
}

/* The characters of the whole subfield. Returns: (transfer full) (nullable) */
static char *
whole_of (const JzMarc *record, const JzMarcPart *part)
{
  JzMarcSubfield sub = { 0 };
  JzMarcField    field;
  int            i = jz_marc_find (record, part->tag, 0);

  if (i < 0)
    return NULL;
  field = jz_marc_field (record, (guint) i);
  while (jz_marc_next_subfield (&field, &sub))
    if (sub.code == part->subfield)
      return g_strndup (sub.text, sub.length);
  return NULL;
}

char *
jz_marc_part_get (const JzMarc *record, const JzMarcPart *part)
{
  g_autofree char *whole = whole_of (record, part);

  if (whole == NULL || g_utf8_strlen (whole, -1) < (glong) (part->from + part->length))
    return g_strdup ("");
  return g_utf8_substring (whole, (glong) part->from, (glong) (part->from + part->length));
}

static void
append_blanks (GString *text, glong n)
{
  for (; n > 0; n--)
    g_string_append_c (text, ' ');
}

gboolean
jz_marc_part_put (JzMarc *record, const JzMarcPart *part, const char *text)
{
  g_autofree char    *whole = whole_of (record, part);
  g_autoptr (GString) now = g_string_new (NULL);
  glong               length = whole != NULL ? g_utf8_strlen (whole, -1) : 0, n = g_utf8_strlen (text, -1);
  const char         *behind;

  if (n > (glong) part->length || !jz_marc_has_parts (record))
    return FALSE;
  if (whole != NULL)
    g_string_append_len (now, whole, g_utf8_offset_to_pointer (whole, MIN (length, (glong) part->from)) - whole);
  append_blanks (now, (glong) part->from - length);
  g_string_append (now, text);
  append_blanks (now, (glong) part->length - n);
  behind = length > (glong) (part->from + part->length) ?
             g_utf8_offset_to_pointer (whole, (glong) (part->from + part->length)) :
             "";
  g_string_append (now, behind);
  jz_marc_put (record, part->tag, "  ", part->subfield, now->str);
  return TRUE;
}
