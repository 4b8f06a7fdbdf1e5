/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-marc-profile.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-bib.h"
#include "jz-copy.h"
#include "jz-text.h"

void
jz_marc_profile_clear (JzMarcProfile *self)
{
  g_clear_pointer (&self->prefix, g_free);
}

static gboolean
refuse (JzConnection *connection, const char *name, GError **error)
{
  g_autofree char *names = jz_connection_text (connection, error, "SELECT group_concat (name, '、') FROM marc_profile", "");

  if (names != NULL)
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such profile of copies; there are %s"), name, names);
  return FALSE;
}

gboolean
jz_marc_profile_read (JzConnection *connection, const char *name, JzMarcProfile *profile, GError **error)
{
  JzStatement *rows = jz_connection_query (
    connection, error,
    "SELECT field, barcode, class, number, call, volume, price, place, prefix FROM marc_profile WHERE name = ?", "s", name);
  char *const codes[] = { &profile->barcode, &profile->class_, &profile->number, &profile->call,
                          &profile->volume,  &profile->price,  &profile->place };
  gboolean there = jz_statement_next (rows);

  if (there)
    {
      g_strlcpy (profile->field, jz_statement_text (rows, 0), sizeof profile->field);
      for (int i = 0; i < (int) G_N_ELEMENTS (codes); i++)
        *codes[i] = jz_statement_text (rows, i + 1)[0];
      profile->prefix = jz_statement_dup (rows, 8);
    }
  if (!jz_statement_finish (rows, error))
    return FALSE;
  return there || refuse (connection, name, error);
}

void
jz_marc_copy_free (JzMarcCopy *self)
{
  g_free (self->number);
  g_free (self->call);
  g_free (self->volume);
  g_free (self->place);
  g_free (self);
}

/* What subfields say, of a whole field or of one barcode in it. */
typedef struct
{
  const char *class_, *number, *call, *volume, *price, *place; /* "": nothing */
} Said;

static const Said nothing = { "", "", "", "", "", "" };

static gboolean
hear (const JzMarcProfile *self, Said *said, char code, const char *text)
{
  const struct { char code; const char **text; } places[] = {
    { self->class_, &said->class_ }, { self->number, &said->number }, { self->call, &said->call },
    { self->volume, &said->volume }, { self->price, &said->price },   { self->place, &said->place },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i].code != '\0' && places[i].code == code)
      {
        *places[i].text = text;
        return TRUE;
      }
  return FALSE;
}

static const char *
either (const char *own, const char *common)
{
  return own[0] != '\0' ? own : common;
}

static char *
call_of (const Said *own, const Said *common)
{
  const char *call = either (own->call, common->call), *class_ = either (own->class_, common->class_),
             *number = either (own->number, common->number);

  if (call[0] != '\0' || class_[0] == '\0')
    return g_strdup (call);
  return g_strconcat (class_, number[0] != '\0' ? "/" : "", number, NULL);
}

static gboolean
has_number (gconstpointer copy, gconstpointer number)
{
  return strcmp (((const JzMarcCopy *) copy)->number, number) == 0;
}

/* One that two fields speak of is one copy all the same. */
static void
add_copies (const JzMarcProfile *self, GPtrArray *copies, const char *barcode, const Said *own, const Said *common, char **bad)
{
  g_autoptr (GPtrArray) numbers = jz_copy_expand (barcode);

  if (numbers == NULL && *bad == NULL)
    *bad = g_strdup (barcode);
  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      JzMarcCopy      *copy;
      g_autofree char *number = g_strconcat (self->prefix, g_ptr_array_index (numbers, i), NULL);

      if (g_ptr_array_find_with_equal_func (copies, number, has_number, NULL))
        continue;
      copy = g_new (JzMarcCopy, 1);
      *copy = (JzMarcCopy){ g_steal_pointer (&number), call_of (own, common),
                            g_strdup (either (own->volume, common->volume)), g_strdup (either (own->place, common->place)),
                            MAX (jz_bib_price (either (own->price, common->price)), 0) };
      g_ptr_array_add (copies, copy);
    }
}

/* @texts: of the field's subfields, as long as they are needed. */
static void
read_field (const JzMarcProfile *self, const JzMarcField *field, GPtrArray *copies, char **bad)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  JzMarcSubfield sub = { 0 };
  Said           common = nothing, own = nothing;
  const char    *barcode = NULL;

  while (jz_marc_next_subfield (field, &sub))
    {
      g_autofree char *raw = g_strndup (sub.text, sub.length);
      char            *text = jz_text_tidy (raw);

      g_ptr_array_add (texts, text);
      if (sub.code != self->barcode)
        hear (self, barcode == NULL ? &common : &own, sub.code, text);
      else if (text[0] != '\0')
        {
          if (barcode != NULL)
            add_copies (self, copies, barcode, &own, &common, bad);
          barcode = text;
          own = nothing;
        }
    }
  if (barcode != NULL)
    add_copies (self, copies, barcode, &own, &common, bad);
}

/* Copies of one title stand side by side: one of which nothing is said takes the call number of its sisters. */
static void
share_calls (GPtrArray *copies)
{
  const char *call = "";

  for (guint i = 0; i < copies->len && call[0] == '\0'; i++)
    call = ((JzMarcCopy *) g_ptr_array_index (copies, i))->call;
  for (guint i = 0; call[0] != '\0' && i < copies->len; i++)
    {
      JzMarcCopy *copy = g_ptr_array_index (copies, i);

      if (copy->call[0] != '\0')
        continue;
      g_free (copy->call);
      copy->call = g_strdup (call);
    }
}

GPtrArray *
jz_marc_profile_copies (const JzMarcProfile *self, const JzMarc *record, char **bad)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_marc_copy_free);

  *bad = NULL;
  for (int i = jz_marc_find (record, self->field, 0); i >= 0; i = jz_marc_find (record, self->field, (guint) i + 1))
    {
      JzMarcField field = jz_marc_field (record, (guint) i);

      read_field (self, &field, copies, bad);
    }
  share_calls (copies);
  return copies;
}
