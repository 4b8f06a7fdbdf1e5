/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-marc-lines.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LEADER "LDR"
#define DOLLAR "{dollar}"
#define LF     "{lf}"

static void
append_text (GString *lines, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] == '$')
      g_string_append (lines, DOLLAR);
    else if (text[i] == '\n')
      g_string_append (lines, LF);
    else
      g_string_append_c (lines, text[i]);
}

static void
append_field (GString *lines, const JzMarcField *field)
{
  gsize          head = strcspn (field->data, (char[]){ JZ_MARC_SUBFIELD, '\0' });
  JzMarcSubfield sub = { 0 };

  g_string_append_printf (lines, "%s ", field->tag);
  if (jz_marc_is_control (field->tag))
    append_text (lines, field->data, field->length);
  else
    for (gsize i = 0; i < head; i++)
      g_string_append_c (lines, field->data[i] == ' ' ? '#' : field->data[i]);
  if (!jz_marc_is_control (field->tag))
    g_string_append_c (lines, ' ');
  while (!jz_marc_is_control (field->tag) && jz_marc_next_subfield (field, &sub))
    {
      g_string_append_printf (lines, "$%c", sub.code);
      append_text (lines, sub.text, sub.length);
    }
  g_string_append_c (lines, '\n');
}

char *
jz_marc_to_lines (const JzMarc *self)
{
  GString *lines = g_string_new (LEADER " ");

  g_string_append_printf (lines, "%s\n", jz_marc_get_leader (self));
  for (guint i = 0; i < jz_marc_n_fields (self); i++)
    {
      JzMarcField field = jz_marc_field (self, i);

      append_field (lines, &field);
    }
  return g_string_free (lines, FALSE);
}

/* Reading. */

/* {dollar} and {lf} are what they stand for again. Returns: (transfer full) */
static char *
plain (const char *text, gsize length)
{
  GString *out = g_string_new_len (text, (gssize) length);

  g_string_replace (out, DOLLAR, "$", 0);
  g_string_replace (out, LF, "\n", 0);
  return g_string_free (out, FALSE);
}

/* What stands behind "TAG " as the data of a field. NULL: a subfield has no code. Returns: (transfer full) */
static char *
data_of (const char *rest)
{
  g_autoptr (GString) data = g_string_new (NULL);
  gsize               head = strcspn (rest, "$");

  g_string_append_len (data, rest, (gssize) (head > 0 && rest[head - 1] == ' ' ? head - 1 : head));
  g_string_replace (data, "#", " ", 0);
  for (const char *p = rest + head; *p == '$';)
    {
      gsize            length = strcspn (p + 1, "$");
      g_autofree char *text = length > 0 ? plain (p + 2, length - 1) : NULL;

      if (length == 0 || (guchar) p[1] >= 0x80 || p[1] == ' ')
        return NULL;
      g_string_append_printf (data, "%c%c%s", JZ_MARC_SUBFIELD, p[1], text);
      p += 1 + length;
    }
  return g_string_free (g_steal_pointer (&data), FALSE);
}

/* Returns: why not, NULL where it was taken. */
static const char *
take_line (JzMarc *record, const char *line)
{
  char             tag[4] = { 0 };
  g_autofree char *data = NULL;

  for (int i = 0; i < 3; i++)
    {
      if (!g_ascii_isalnum (line[i]))
        return _("A field begins with a tag of three characters");
      tag[i] = line[i];
    }
  if (line[3] != ' ')
    return _("Behind the tag there is a blank");
  if (strcmp (tag, LEADER) == 0)
    {
      jz_marc_set_leader (record, line + 4, strlen (line + 4));
      return NULL;
    }
  data = jz_marc_is_control (tag) ? plain (line + 4, strlen (line + 4)) : data_of (line + 4);
  if (data == NULL)
    return _("Behind $ there is the code of a subfield");
  if (!jz_marc_is_control (tag) && strchr (data, JZ_MARC_SUBFIELD) == NULL)
    return _("The field has no subfields");
  jz_marc_add (record, tag, data, -1);
  return NULL;
}

gboolean
jz_marc_from_lines (JzMarc *self, const char *text, guint *line, const char **why)
{
  g_auto (GStrv)     lines = g_strsplit (text, "\n", -1);
  g_autoptr (JzMarc) read = jz_marc_new ();
  g_autofree char   *kept = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      *why = lines[i][strspn (lines[i], " \t")] != '\0' ? take_line (read, lines[i]) : NULL;
      *line = i + 1;
      if (*why != NULL)
        return FALSE;
    }
  kept = jz_marc_to_text (read);
  return jz_marc_from_text (self, kept);
}
