/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-marc.h"

#include <string.h>

#define NEW_LEADER "00000nam0 2200000   450 " /* new, printed text, monograph, no hierarchy; CNMARC's map */

/* Where a field stands in the text of all of them. What is replaced stays there unused until the record is cleared. */
typedef struct
{
  char  tag[4];
  gsize offset;
  gsize length;
} Field;

struct _JzMarc
{
  char     leader[JZ_MARC_LEADER + 1];
  GArray  *fields; /* of Field */
  GString *text;
};

JzMarc *
jz_marc_new (void)
{
  JzMarc *self = g_new0 (JzMarc, 1);

  self->fields = g_array_new (FALSE, FALSE, sizeof (Field));
  self->text = g_string_new (NULL);
  jz_marc_clear (self);
  return self;
}

void
jz_marc_free (JzMarc *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->fields);
  g_string_free (self->text, TRUE);
  g_free (self);
}

JzMarc *
jz_marc_copy (const JzMarc *self)
{
  JzMarc *copy = jz_marc_new ();

  memcpy (copy->leader, self->leader, sizeof copy->leader);
  for (guint i = 0; i < self->fields->len; i++)
    {
      JzMarcField field = jz_marc_field (self, i);

      jz_marc_add (copy, field.tag, field.data, (gssize) field.length);
    }
  return copy;
}

void
jz_marc_clear (JzMarc *self)
{
  memcpy (self->leader, NEW_LEADER, sizeof self->leader);
  g_array_set_size (self->fields, 0);
  g_string_truncate (self->text, 0);
}

const char *
jz_marc_get_leader (const JzMarc *self)
{
  return self->leader;
}

void
jz_marc_set_leader (JzMarc *self, const char *leader, gsize length)
{
  for (gsize i = 0; i < JZ_MARC_LEADER; i++)
    self->leader[i] = i < length && g_ascii_isprint (leader[i]) ? leader[i] : ' ';
}

guint
jz_marc_n_fields (const JzMarc *self)
{
  return self->fields->len;
}

JzMarcField
jz_marc_field (const JzMarc *self, guint i)
{
  const Field *field = &g_array_index (self->fields, Field, i);
  JzMarcField  out = { .data = self->text->str + field->offset, .length = field->length };

  memcpy (out.tag, field->tag, sizeof out.tag);
  return out;
}

gboolean
jz_marc_is_control (const char *tag)
{
  return tag[0] == '0' && tag[1] == '0';
}

int
jz_marc_find (const JzMarc *self, const char *tag, guint from)
{
  for (guint i = from; i < self->fields->len; i++)
    if (strcmp (g_array_index (self->fields, Field, i).tag, tag) == 0)
      return (int) i;
  return -1;
}

static void
set_tag (Field *field, const char *tag)
{
  for (int i = 0; i < 3; i++)
    {
      field->tag[i] = g_ascii_isgraph (*tag) ? *tag : '?';
      tag += *tag != '\0';
    }
  field->tag[3] = '\0';
}

static void
put_data (JzMarc *self, Field *field, const char *data, gssize length)
{
  field->offset = self->text->len;
  field->length = length < 0 ? strlen (data) : (gsize) length;
  g_string_append_len (self->text, data, (gssize) field->length);
  for (char *c = self->text->str + field->offset; c < self->text->str + self->text->len; c++)
    if (*c == JZ_MARC_FIELD_END || *c == JZ_MARC_RECORD_END || *c == '\0')
      *c = ' '; /* they would end the field where it is written */
  g_string_append_c (self->text, '\0');
}

void
jz_marc_insert (JzMarc *self, guint at, const char *tag, const char *data, gssize length)
{
  Field field;

  set_tag (&field, tag);
  put_data (self, &field, data, length);
  g_array_insert_val (self->fields, MIN (at, self->fields->len), field);
}

void
jz_marc_add (JzMarc *self, const char *tag, const char *data, gssize length)
{
  jz_marc_insert (self, self->fields->len, tag, data, length);
}

void
jz_marc_set (JzMarc *self, guint i, const char *data, gssize length)
{
  g_return_if_fail (i < self->fields->len);

  put_data (self, &g_array_index (self->fields, Field, i), data, length);
}

void
jz_marc_remove (JzMarc *self, guint i)
{
  g_return_if_fail (i < self->fields->len);

  g_array_remove_index (self->fields, i);
}

gboolean
jz_marc_next_subfield (const JzMarcField *field, JzMarcSubfield *sub)
{
  const char *end = field->data + field->length;
  const char *from = sub->text != NULL ? sub->text + sub->length : field->data;
  const char *mark = memchr (from, JZ_MARC_SUBFIELD, (gsize) (end - from));
  const char *next;

  /* A separator without a code behind it is an empty subfield without a code. */
  if (mark == NULL)
    return FALSE;
  sub->code = mark + 1 < end && mark[1] != JZ_MARC_SUBFIELD ? mark[1] : ' ';
  sub->text = mark + (mark + 1 < end && mark[1] != JZ_MARC_SUBFIELD ? 2 : 1);
  next = memchr (sub->text, JZ_MARC_SUBFIELD, (gsize) (end - sub->text));
  sub->length = (gsize) ((next != NULL ? next : end) - sub->text);
  return TRUE;
}

char *
jz_marc_get (const JzMarc *self, const char *tag, char code)
{
  for (int i = jz_marc_find (self, tag, 0); i >= 0; i = jz_marc_find (self, tag, (guint) i + 1))
    {
      JzMarcField    field = jz_marc_field (self, (guint) i);
      JzMarcSubfield sub = { 0 };

      while (jz_marc_next_subfield (&field, &sub))
        if (sub.code == code)
          return g_strndup (sub.text, sub.length);
    }
  return NULL;
}

JzMarcFormat
jz_marc_guess (const JzMarc *self)
{
  return jz_marc_find (self, "200", 0) < 0 && jz_marc_find (self, "245", 0) >= 0 ? JZ_MARC_MARC21 : JZ_MARC_CNMARC;
}

char *
jz_marc_to_text (const JzMarc *self)
{
  GString *text = g_string_sized_new (JZ_MARC_LEADER + self->text->len + self->fields->len * 4 + 2);

  g_string_append_len (text, self->leader, JZ_MARC_LEADER);
  g_string_append_c (text, JZ_MARC_FIELD_END);
  for (guint i = 0; i < self->fields->len; i++)
    {
      JzMarcField field = jz_marc_field (self, i);

      g_string_append_len (text, field.tag, 3);
      g_string_append_len (text, field.data, (gssize) field.length);
      g_string_append_c (text, JZ_MARC_FIELD_END);
    }
  return g_string_free (text, FALSE);
}

gboolean
jz_marc_from_text (JzMarc *self, const char *text)
{
  const char *end;

  jz_marc_clear (self);
  if (strlen (text) <= JZ_MARC_LEADER || text[JZ_MARC_LEADER] != JZ_MARC_FIELD_END)
    return FALSE;
  jz_marc_set_leader (self, text, JZ_MARC_LEADER);
  for (text += JZ_MARC_LEADER + 1; *text != '\0'; text = end + 1)
    {
      end = strchr (text, JZ_MARC_FIELD_END);
      if (end == NULL || end - text < 3)
        {
          jz_marc_clear (self);
          return FALSE;
        }
      jz_marc_add (self, text, text + 3, end - text - 3);
    }
  return TRUE;
}

gboolean
jz_marc_equal (const JzMarc *a, const JzMarc *b)
{
  if (a->fields->len != b->fields->len || memcmp (a->leader, b->leader, JZ_MARC_LEADER) != 0)
    return FALSE;
  for (guint i = 0; i < a->fields->len; i++)
    {
      JzMarcField one = jz_marc_field (a, i), two = jz_marc_field (b, i);

      if (strcmp (one.tag, two.tag) != 0 || one.length != two.length || memcmp (one.data, two.data, one.length) != 0)
        return FALSE;
    }
  return TRUE;
}
