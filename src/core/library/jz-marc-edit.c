/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-marc-edit.h"

#include <string.h>

static void
append_subfield (GString *data, char code, const char *text, gsize length)
{
  g_string_append_c (data, JZ_MARC_SUBFIELD);
  g_string_append_c (data, code);
  for (gsize i = 0; i < length; i++)
    g_string_append_c (data, text[i] == JZ_MARC_SUBFIELD ? ' ' : text[i]);
}

/* How the field's data begins, before its first subfield. */
static gsize
head_length (const JzMarcField *field)
{
  const char *mark = memchr (field->data, JZ_MARC_SUBFIELD, field->length);

  return mark != NULL ? (gsize) (mark - field->data) : field->length;
}

void
jz_marc_set_subfield (JzMarc *self, guint i, char code, const char *text)
{
  JzMarcField         field = jz_marc_field (self, i);
  g_autoptr (GString) data = g_string_new_len (field.data, (gssize) head_length (&field));
  JzMarcSubfield      sub = { 0 };
  gsize               behind = data->len; /* the last that sorts before it */
  gboolean            done = FALSE;

  while (jz_marc_next_subfield (&field, &sub))
    {
      gboolean mine = sub.code == code && !done;

      done |= mine;
      if (!mine)
        append_subfield (data, sub.code, sub.text, sub.length);
      else if (text[0] != '\0')
        append_subfield (data, code, text, strlen (text));
      if (sub.code <= code)
        behind = data->len;
    }
  if (!done && text[0] != '\0')
    {
      g_autoptr (GString) one = g_string_new (NULL);

      append_subfield (one, code, text, strlen (text));
      g_string_insert (data, (gssize) behind, one->str);
    }
  jz_marc_set (self, i, data->str, (gssize) data->len);
}

guint
jz_marc_place (const JzMarc *self, const char *tag)
{
  guint at = jz_marc_n_fields (self);

  while (at > 0 && strcmp (jz_marc_field (self, at - 1).tag, tag) > 0)
    at--;
  return at;
}

static gboolean
has_code (const JzMarc *self, guint i, char code)
{
  JzMarcField    field = jz_marc_field (self, i);
  JzMarcSubfield sub = { 0 };

  while (jz_marc_next_subfield (&field, &sub))
    if (sub.code == code)
      return TRUE;
  return FALSE;
}

static int
find_with_code (const JzMarc *self, const char *tag, char code)
{
  int i = jz_marc_find (self, tag, 0);

  while (i >= 0 && !has_code (self, (guint) i, code))
    i = jz_marc_find (self, tag, (guint) i + 1);
  return i >= 0 ? i : jz_marc_find (self, tag, 0);
}

void
jz_marc_put (JzMarc *self, const char *tag, const char *indicators, char code, const char *text)
{
  int         at = find_with_code (self, tag, code);
  JzMarcField field;

  if (at < 0 && text[0] == '\0')
    return;
  if (at < 0)
    {
      at = (int) jz_marc_place (self, tag);
      jz_marc_insert (self, (guint) at, tag, indicators, -1);
    }
  jz_marc_set_subfield (self, (guint) at, code, text);
  field = jz_marc_field (self, (guint) at);
  if (head_length (&field) == field.length)
    jz_marc_remove (self, (guint) at);
}
