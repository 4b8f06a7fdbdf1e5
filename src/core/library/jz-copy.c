/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-copy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-call-number.h"
#include "jz-source.h"
#include "jz-text.h"

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

JzRows *
jz_copy_rows (JzOperation *operation, guint most, GError **error)
{
  return jz_rows_new_few (jz_operation_get_connection (operation),
                          "INSERT INTO copy (id, uuid, title, number, barcode, accession, place, call, call_key, volume, price, "
                          "changed)",
                          "lslssllsssrl", NULL, most, error);
}

gboolean
jz_copy_append (JzOperation *operation, JzRows *copies, gint64 id, gint64 title, const JzCopyData *data, GError **error)
{
  g_autofree char *uuid = jz_source_uuid (jz_operation_get_connection (operation));
  g_autofree char *key = jz_call_number_key (data->call);

  return jz_rows_add (copies, error, id, uuid, title, data->number, data->number, data->accession, data->place, data->call, key,
                      or_empty (data->volume), data->price, jz_operation_get_id (operation));
}

gboolean
jz_copy_find (JzConnection *connection, const char *number, gint64 *id, GError **error)
{
  return jz_connection_number (connection, id, 0, error,
                               "SELECT id FROM copy WHERE barcode = ?1 AND voided IS NULL UNION ALL "
                               "SELECT id FROM copy WHERE number = ?1 AND voided IS NULL LIMIT 1",
                               "s", number);
}

static gsize
n_digits (const char *text, gsize end)
{
  gsize n = 0;

  while (n < end && g_ascii_isdigit (text[end - n - 1]))
    n++;
  return n;
}

/* The run from @first to @first with its last digits made @last. */
static GPtrArray *
expand_run (const char *first, gsize length, const char *last)
{
  GPtrArray       *numbers = g_ptr_array_new_with_free_func (g_free);
  gsize            digits = MIN (n_digits (first, length), 18), n = strlen (last);
  g_autofree char *head = g_strndup (first, length - digits), *from = g_strndup (first + length - digits, digits);
  g_autofree char *to = g_strdup (from);
  guint64          start, end;

  if (n > digits)
    return numbers;
  memcpy (to + digits - n, last, n);
  start = g_ascii_strtoull (from, NULL, 10);
  end = g_ascii_strtoull (to, NULL, 10);
  for (guint64 i = start; end >= start && end - start < JZ_COPIES_MOST && i <= end; i++)
    g_ptr_array_add (numbers, g_strdup_printf ("%s%0*" G_GUINT64_FORMAT, head, (int) digits, i));
  return numbers;
}

GPtrArray *
jz_copy_expand (const char *text)
{
  g_autofree char *tidy = jz_text_tidy (text), *narrow = jz_text_narrow (tidy);
  const char      *dash = strchr (narrow, '-');
  GPtrArray       *numbers;

  /* "A-12" is one number; what stands on both sides of the dash must be digits. */
  if (dash == NULL || dash == narrow || !g_ascii_isdigit (dash[-1]) || dash[1] == '\0' ||
      strspn (dash + 1, "0123456789") != strlen (dash + 1))
    {
      numbers = g_ptr_array_new_with_free_func (g_free);
      if (narrow[0] != '\0')
        g_ptr_array_add (numbers, g_steal_pointer (&narrow));
      return numbers;
    }
  numbers = expand_run (narrow, (gsize) (dash - narrow), dash + 1);
  if (numbers->len > 0)
    return numbers;
  g_ptr_array_unref (numbers);
  return NULL;
}
