/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-copy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-call-number.h"
#include "jz-date.h"
#include "jz-source.h"
#include "jz-text.h"

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* YYYY-0001. Returns: (transfer full) */
static char *
next_accession (JzConnection *connection, const char *date, GError **error)
{
  g_autofree char *like = g_strdup_printf ("%.4s-[0-9][0-9][0-9][0-9]", date);
  gint64           last;

  if (!jz_connection_number (connection, &last, 0, error,
                             "SELECT max (CAST (substr (number, 6) AS INTEGER)) FROM accession WHERE number GLOB ? AND voided IS NULL",
                             "s", like))
    return NULL;
  return g_strdup_printf ("%.4s-%04u", date, (guint) last + 1);
}

gboolean
jz_accession_add (JzOperation *operation, const JzAccessionData *data, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection), *number = NULL;
  char             today[JZ_DATE_LENGTH];
  const char      *date = data->date != NULL ? data->date : jz_date_to_iso (jz_date_today (), today);
  gint64           taken;

  number = data->number != NULL ? jz_text_tidy (data->number) : next_accession (connection, date, error);
  if (number == NULL || !jz_connection_number (connection, &taken, 0, error,
                                               "SELECT id FROM accession WHERE number = ? AND voided IS NULL", "s", number))
    return FALSE;
  if (taken != 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("There is a delivery %s already"), number);
      return FALSE;
    }
  if (!jz_connection_run (connection, error,
                          "INSERT INTO accession (uuid, number, date, origin, source, invoice, fund, note, changed) "
                          "VALUES (?, ?, ?, ifnull (?, '购入'), ?, ?, ?, ?, jz_operation())",
                          "ssssssss", uuid, number, date, data->origin, or_empty (data->source), or_empty (data->invoice),
                          or_empty (data->fund), or_empty (data->note)))
    return FALSE;
  *id = jz_connection_last_id (connection);
  return TRUE;
}

JzRows *
jz_copy_rows (JzOperation *operation, GError **error)
{
  return jz_rows_new (jz_operation_get_connection (operation),
                      "INSERT INTO copy (id, uuid, title, number, barcode, accession, place, call, call_key, volume, price, changed)",
                      "lslssllsssrl", NULL, error);
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
