/* Copies that come one after another, for jz-copy.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-copy.h"
#include "jz-place.h"
#include "jz-shelving.h"
#include "jz-text.h"

const JzAction jz_action_copy = { "library.copy", "library" };

#define DIGITS_MOST 18

/* What accession numbers look like. */
typedef struct
{
  char *prefix;
  int   digits;
} Look;

static gboolean
read_look (JzConnection *connection, Look *look, GError **error)
{
  gint64 digits;

  if (!jz_connection_number (connection, &digits, 0, error, "SELECT digits FROM catalogue_rule", ""))
    return FALSE;
  look->digits = (int) digits;
  look->prefix = jz_connection_text (connection, error, "SELECT prefix FROM catalogue_rule", "");
  return look->prefix != NULL;
}

static char *
write_number (const Look *look, gint64 n)
{
  return g_strdup_printf ("%s%0*" G_GINT64_FORMAT, look->prefix, look->digits, n);
}

/* What looks so in @column of copies that are there or that are void. ?1 to ?2: as texts; ?3: how long; ?4: where the
 * digits begin. */
#define GREATEST(column, voided) \
  "SELECT n FROM (SELECT CAST (substr (" column ", ?4) AS INTEGER) AS n FROM copy WHERE voided IS " voided " " \
  "AND " column " BETWEEN ?1 AND ?2 " \
  "AND length (" column ") = ?3 AND substr (" column ", ?4) NOT GLOB '*[^0-9]*' ORDER BY " column " DESC LIMIT 1)"

static gboolean
greatest (JzConnection *connection, const Look *look, gint64 *n, GError **error)
{
  g_autofree char *from = g_strconcat (look->prefix, "0", NULL), *to = g_strconcat (look->prefix, ":", NULL);
  int              length = (int) g_utf8_strlen (look->prefix, -1);

  return jz_connection_number (connection, n, 0, error,
                               "SELECT max (n) FROM (" GREATEST ("number", "NULL") " UNION ALL "
                               GREATEST ("number", "NOT NULL") " UNION ALL " GREATEST ("barcode", "NULL") ")",
                               "ssii", from, to, length + look->digits, length + 1);
}

char *
jz_copy_next_number (JzConnection *connection, GError **error)
{
  Look             look = { 0 };
  gboolean         ok = read_look (connection, &look, error);
  g_autofree char *prefix = look.prefix, *next = NULL;
  gint64           last;

  if (!ok || !greatest (connection, &look, &last, error))
    return NULL;
  next = write_number (&look, last + 1);
  if (strlen (next) == strlen (prefix) + (gsize) look.digits)
    return g_steal_pointer (&next);
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("Accession numbers of %d digits are used up"), look.digits);
  return NULL;
}

/* Gaps. */

void
jz_copy_gap_free (JzCopyGap *self)
{
  g_free (self->first);
  g_free (self->last);
  g_free (self);
}

GPtrArray *
jz_copy_gaps (JzConnection *connection, guint most, GError **error)
{
  g_autoptr (GPtrArray) gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_copy_gap_free);
  Look             look = { 0 };
  gboolean         ok = read_look (connection, &look, error);
  g_autofree char *prefix = look.prefix;
  int              length = ok ? (int) g_utf8_strlen (prefix, -1) : 0;
  JzStatement *rows = ok ? jz_connection_query (connection, error,
                                                "SELECT n + 1, later - 1 FROM (SELECT n, lead (n) OVER (ORDER BY n) AS "
                                                "later FROM (SELECT CAST (substr (number, ?2) AS INTEGER) AS n "
                                                "FROM copy WHERE substr (number, 1, ?2 - 1) = ?1 AND length (number) = "
                                                "?3 AND substr (number, ?2) NOT GLOB '*[^0-9]*')) "
                                                "WHERE later > n + 1 ORDER BY 1 LIMIT ?4",
                                                "siil", prefix, length + 1, length + look.digits, (gint64) most)
                         : NULL;

  while (jz_statement_next (rows))
    {
      JzCopyGap *gap = g_new0 (JzCopyGap, 1);
      gint64     first = jz_statement_int64 (rows, 0), last = jz_statement_int64 (rows, 1);

      *gap = (JzCopyGap){ write_number (&look, first), write_number (&look, last), last - first + 1 };
      g_ptr_array_add (gaps, gap);
    }
  return jz_statement_finish (rows, error) ? g_steal_pointer (&gaps) : NULL;
}

/* A run. */

static gboolean
refuse (GError **error, JzError code, const char *words)
{
  g_set_error_literal (error, JZ_ERROR, (int) code, words);
  return FALSE;
}

/* @first and so many behind it. */
static GPtrArray *
numbers_of (const char *first, guint count, GError **error)
{
  GPtrArray       *numbers = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *tidy = jz_text_tidy (first), *narrow = jz_text_narrow (tidy);
  gsize            length = strlen (narrow), digits = 0;
  guint64          start;

  while (digits < MIN (length, DIGITS_MOST) && g_ascii_isdigit (narrow[length - digits - 1]))
    digits++;
  start = g_ascii_strtoull (narrow + length - digits, NULL, 10);
  narrow[length - digits] = '\0';
  for (guint i = 0; i < count; i++)
    g_ptr_array_add (numbers, g_strdup_printf ("%s%0*" G_GUINT64_FORMAT, narrow, (int) digits, start + i));
  if (digits > 0 && strlen (g_ptr_array_index (numbers, count - 1)) == length)
    return numbers;
  g_ptr_array_unref (numbers);
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: from there no run of %u accession numbers goes on"), tidy,
               count);
  return NULL;
}

static gboolean
number_is_free (JzConnection *connection, const char *number, GError **error)
{
  gint64 taken, barcode;

  if (!jz_connection_number (connection, &taken, 0, error,
                             "SELECT id FROM copy WHERE number = ?1 AND voided IS NULL UNION ALL SELECT id FROM "
                             "copy WHERE number = ?1 AND voided IS NOT NULL LIMIT 1",
                             "s", number) ||
      !jz_connection_number (connection, &barcode, 0, error,
                             "SELECT id FROM copy WHERE barcode = ? AND voided IS NULL", "s", number))
    return FALSE;
  if (taken == 0 && barcode == 0)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT,
               taken != 0 ? _("%s is or was the accession number of another copy") :
                            _("%s is the barcode of another copy"),
               number);
  return FALSE;
}

static gboolean
numbers_are_free (JzConnection *connection, GPtrArray *numbers, GError **error)
{
  for (guint i = 0; i < numbers->len; i++)
    if (!number_is_free (connection, g_ptr_array_index (numbers, i), error))
      return FALSE;
  return TRUE;
}

gboolean
jz_copy_run_complete (JzOperation *operation, JzCopyRun *run, GError **error)
{
  JzConnection   *connection = jz_operation_get_connection (operation);
  JzAccessionData delivery = { 0 };
  guint           places = 0;

  if (run->accession == 0 && !jz_accession_current (connection, &run->accession, error))
    return FALSE;
  if (run->accession == 0 && run->count > 0 && !jz_accession_add (operation, &delivery, &run->accession, error))
    return FALSE;
  if (run->place == 0 && !jz_connection_number (connection, &run->place, 0, error,
                                                "SELECT place FROM accession WHERE id = ?", "l", run->accession))
    return FALSE;
  if (run->place != 0)
    return TRUE;
  return run->count > 0 ? jz_place_ensure (operation, JZ_COPY_USUAL_PLACE, &run->place, &places, error)
                        : jz_place_find (connection, JZ_COPY_USUAL_PLACE, &run->place, error);
}

static gboolean
add_rows (JzOperation *operation, const JzCopyRun *run, GPtrArray *numbers, GError **error)
{
  JzConnection       *connection = jz_operation_get_connection (operation);
  g_autoptr (JzRows)  rows = jz_copy_rows (operation, numbers->len, error);
  gint64              scheme, last;
  g_autofree char    *call = NULL;
  JzCopyData          data = {
             .volume = run->volume, .price = MAX (run->price, 0), .accession = run->accession, .place = run->place
  };

  if (rows == NULL || !jz_shelving_scheme (connection, data.place, &scheme, error) ||
      !jz_connection_number (connection, &last, 0, error, "SELECT max (id) FROM copy", ""))
    return FALSE;
  call = run->call != NULL ? jz_text_tidy (run->call) : jz_shelving_call (connection, run->title, scheme, error);
  data.call = call;
  for (guint i = 0; call != NULL && i < numbers->len; i++)
    {
      data.number = g_ptr_array_index (numbers, i);
      if (!jz_copy_append (operation, rows, last + 1 + i, run->title, &data, error))
        return FALSE;
    }
  return call != NULL && jz_rows_flush (rows, error);
}

gboolean
jz_copy_add_run (JzOperation *operation, const JzCopyRun *run, GPtrArray **numbers, GError **error)
{
  JzConnection         *connection = jz_operation_get_connection (operation);
  g_autofree char      *first = run->number != NULL ? g_strdup (run->number) : jz_copy_next_number (connection, error);
  g_autofree char *title =
      jz_connection_text (connection, NULL, "SELECT title FROM title WHERE id = ? AND voided IS NULL", "l", run->title);
  g_autoptr (GPtrArray) mine = NULL;
  JzCopyRun             whole = *run;

  if (first == NULL)
    return FALSE;
  if (title == NULL)
    return refuse (error, JZ_ERROR_NOT_FOUND, _("There is no such title"));
  if (run->count < 1 || run->count > JZ_COPIES_MOST)
    return refuse (error, JZ_ERROR_INVALID, _("So many copies at once are no delivery"));
  mine = numbers_of (first, run->count, error);
  if (mine == NULL || !numbers_are_free (connection, mine, error) || !jz_copy_run_complete (operation, &whole, error) ||
      !add_rows (operation, &whole, mine, error))
    return FALSE;
  jz_operation_describe (operation,
                         g_dngettext (GETTEXT_PACKAGE, "Added %u copy of %s", "Added %u copies of %s", run->count),
                         run->count, title);
  if (numbers != NULL)
    *numbers = g_steal_pointer (&mine);
  return TRUE;
}

gboolean
jz_copy_void (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number =
      jz_connection_text (connection, NULL, "SELECT number FROM copy WHERE id = ? AND voided IS NULL", "l", id);
  gint64           out;

  if (number == NULL)
    return refuse (error, JZ_ERROR_NOT_FOUND, _("There is no such copy"));
  if (!jz_connection_number (connection, &out, 0, error,
                             "SELECT count (*) FROM lending WHERE copy = ? AND returned IS NULL", "l", id))
    return FALSE;
  if (out > 0)
    return refuse (error, JZ_ERROR_CONFLICT, _("The copy is out: it must come back first"));
  jz_operation_describe (operation, _("Took back the copy %s"), number);
  /* Whoever it was put aside for waits again, in his place. */
  return jz_connection_run (connection, error,
                            "UPDATE hold SET state = 'waiting', copy = NULL, ready = NULL, expires = NULL, changed = "
                            "jz_operation() WHERE copy = ? AND state = 'ready'",
                            "l", id) &&
         jz_connection_run (connection, error,
                            "UPDATE periodical_issue SET bound = NULL, changed = jz_operation() WHERE bound = ?", "l",
                            id) &&
         jz_connection_run (connection, error,
                            "UPDATE copy SET voided = jz_operation(), changed = jz_operation() WHERE id = ?", "l", id);
}
