/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-accession.h"

#include <glib/gi18n-lib.h>

#include "jz-date.h"
#include "jz-source.h"
#include "jz-text.h"

#define USUAL_ORIGIN "购入"

const JzAction jz_action_accession = { "library.accession", "library" };

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
refuse (GError **error, JzError code, const char *words)
{
  g_set_error_literal (error, JZ_ERROR, (int) code, words);
  return FALSE;
}

/* YYYY-0001. Returns: (transfer full) */
static char *
next_number (JzConnection *connection, const char *date, GError **error)
{
  g_autofree char *like = g_strdup_printf ("%.4s-[0-9][0-9][0-9][0-9]", date);
  gint64           last;

  if (!jz_connection_number (connection, &last, 0, error,
                             "SELECT max (CAST (substr (number, 6) AS INTEGER)) FROM accession WHERE number GLOB ? AND "
                             "voided IS NULL",
                             "s", like))
    return NULL;
  return g_strdup_printf ("%.4s-%04u", date, (guint) last + 1);
}

static gboolean
is_sound (const JzAccessionData *data, GError **error)
{
  if ((data->date != NULL && jz_date_from_iso (data->date) == JZ_DATE_NONE) ||
      (data->expected != NULL && jz_date_from_iso (data->expected) == JZ_DATE_NONE))
    return refuse (error, JZ_ERROR_INVALID, _("There is no such day"));
  if (data->discount < 0 || data->discount > 2 * JZ_DISCOUNT_WHOLE)
    return refuse (error, JZ_ERROR_INVALID, _("A discount is written as 0.78, and is at most 2"));
  if (data->titles < 0 || data->copies < 0 || data->amount < 0)
    return refuse (error, JZ_ERROR_INVALID, _("A delivery has no less than nothing"));
  return TRUE;
}

/* What is said of a delivery, as both statements have it; 0 stands for what is not. */
#define DATA_TYPES "ssrsssrrrrrss"
#define DATA_VALUES(data, date) \
  (date), (data)->origin != NULL ? (data)->origin : USUAL_ORIGIN, (data)->supplier, or_empty ((data)->source), \
    or_empty ((data)->invoice), or_empty ((data)->fund), (data)->discount, (data)->place, (data)->titles, (data)->copies, \
    (data)->amount, (data)->expected, or_empty ((data)->note)

gboolean
jz_accession_add (JzOperation *operation, const JzAccessionData *data, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection), *number = NULL;
  char             today[JZ_DATE_LENGTH];
  const char      *date = data->date != NULL ? data->date : jz_date_to_iso (jz_source_today (connection), today);
  gint64           taken;

  if (!is_sound (data, error))
    return FALSE;
  number = data->number != NULL ? jz_text_tidy (data->number) : next_number (connection, date, error);
  if (number == NULL ||
      !jz_connection_number (connection, &taken, 0, error,
                             "SELECT id FROM accession WHERE number = ? AND voided IS NULL", "s", number))
    return FALSE;
  if (taken != 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("There is a delivery %s already"), number);
      return FALSE;
    }
  /* One statement: an import of very many rows may do nothing but insert. */
  if (!jz_connection_run (connection, error,
                          "INSERT INTO accession (uuid, number, open, date, origin, supplier, source, invoice, fund, "
                          "discount, place, titles, copies, amount, "
                          "expected, note, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                          "jz_operation())",
                          "ssi" DATA_TYPES, uuid, number, data->open, DATA_VALUES (data, date)))
    return FALSE;
  *id = jz_connection_last_id (connection);
  jz_operation_describe (operation, _("Entered the delivery %s"), number);
  return TRUE;
}

/* Returns: (transfer full), NULL with @error */
static char *
number_of (JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  char *number = jz_connection_text (connection, &failure,
                                     "SELECT number FROM accession WHERE id = ? AND voided IS NULL", "l", id);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (number == NULL)
    refuse (error, JZ_ERROR_NOT_FOUND, _("There is no such delivery"));
  return number;
}

void
jz_accession_record_free (JzAccessionRecord *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  g_free (self);
}

JzAccessionRecord *
jz_accession_record_read (JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (JzAccessionRecord) self = g_new0 (JzAccessionRecord, 1);
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT date, origin, source, invoice, fund, note, expected, "
                                          "ifnull (supplier, 0), ifnull (discount, 0), ifnull (place, 0), "
                                          "ifnull (titles, 0), ifnull (copies, 0), ifnull (amount, 0), open "
                                          "FROM accession WHERE id = ? AND voided IS NULL",
                                          "l", id);

  if (!jz_statement_first (row, _("There is no such delivery"), error))
    return NULL;
  for (int i = 0; i < (int) G_N_ELEMENTS (self->texts); i++)
    self->texts[i] = jz_statement_is_null (row, i) ? NULL : jz_statement_dup (row, i);
  self->data = (JzAccessionData){ .date = self->texts[0],
                                  .origin = self->texts[1],
                                  .source = self->texts[2],
                                  .invoice = self->texts[3],
                                  .fund = self->texts[4],
                                  .note = self->texts[5],
                                  .expected = self->texts[6],
                                  .supplier = jz_statement_int64 (row, 7),
                                  .discount = jz_statement_int64 (row, 8),
                                  .place = jz_statement_int64 (row, 9),
                                  .titles = jz_statement_int64 (row, 10),
                                  .copies = jz_statement_int64 (row, 11),
                                  .amount = jz_statement_int64 (row, 12),
                                  .open = jz_statement_int64 (row, 13) != 0 };
  jz_statement_reset (row);
  return g_steal_pointer (&self);
}

gboolean
jz_accession_update (JzOperation *operation, gint64 id, const JzAccessionData *data, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = number_of (connection, id, error);
  g_autofree char *date = number != NULL
                            ? jz_connection_text (connection, error, "SELECT date FROM accession WHERE id = ?", "l", id)
                            : NULL;

  if (date == NULL || !is_sound (data, error))
    return FALSE;
  jz_operation_describe (operation, _("Changed the delivery %s"), number);
  return jz_connection_run (connection, error,
                            "UPDATE accession SET date = ?, origin = ?, supplier = ?, source = ?, invoice = ?, fund = "
                            "?, discount = ?, place = ?, "
                            "titles = ?, copies = ?, amount = ?, expected = ?, note = ?, changed = jz_operation() "
                            "WHERE id = ?",
                            DATA_TYPES "l", DATA_VALUES (data, data->date != NULL ? data->date : date), id);
}

gboolean
jz_accession_set_open (JzOperation *operation, gint64 id, gboolean open, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = number_of (connection, id, error);

  if (number == NULL)
    return FALSE;
  jz_operation_describe (operation, open ? _("Went on with the delivery %s") : _("Finished the delivery %s"), number);
  return jz_connection_run (connection, error, "UPDATE accession SET open = ?, changed = jz_operation() WHERE id = ?",
                            "il", open, id);
}

gboolean
jz_accession_find (JzConnection *connection, const char *number, gint64 *id, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (number);

  if (!jz_connection_number (connection, id, 0, error, "SELECT id FROM accession WHERE number = ? AND voided IS NULL",
                             "s", tidy))
    return FALSE;
  return *id != 0 || refuse (error, JZ_ERROR_NOT_FOUND, _("There is no such delivery"));
}

gboolean
jz_accession_current (JzConnection *connection, gint64 *id, GError **error)
{
  return jz_connection_number (connection, id, 0, error,
                               "SELECT max (id) FROM accession WHERE open AND voided IS NULL", "");
}

/* What has come. */

void
jz_accession_state_clear (JzAccessionState *self)
{
  char **texts[] = { &self->number, &self->date,     &self->supplier, &self->invoice, &self->fund,
                     &self->place,  &self->expected, &self->first,    &self->last };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
}

gint64
jz_accession_paid (gint64 price, gint64 discount)
{
  return (price * discount + JZ_DISCOUNT_WHOLE / 2) / JZ_DISCOUNT_WHOLE;
}

static gboolean
read_paper (JzConnection *connection, gint64 id, JzAccessionState *state, GError **error)
{
  char **texts[] = { &state->number, &state->date,  &state->supplier, &state->invoice,
                     &state->fund,   &state->place, &state->expected };
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT a.number, a.date, ifnull (s.name, ''), a.invoice, a.fund, ifnull "
                                          "(p.path, ''), ifnull (a.expected, ''), "
                                          "ifnull (a.place, 0), ifnull (a.discount, ?), ifnull (a.titles, 0), ifnull "
                                          "(a.copies, 0), ifnull (a.amount, 0), "
                                          "a.open FROM accession a LEFT JOIN supplier s ON s.id = a.supplier LEFT JOIN "
                                          "place p ON p.id = a.place "
                                          "WHERE a.id = ? AND a.voided IS NULL",
                                          "ll", (gint64) JZ_DISCOUNT_WHOLE, id);

  if (!jz_statement_first (row, _("There is no such delivery"), error))
    return FALSE;
  for (int i = 0; i < (int) G_N_ELEMENTS (texts); i++)
    *texts[i] = jz_statement_dup (row, i);
  state->place_id = jz_statement_int64 (row, 7);
  state->discount = jz_statement_int64 (row, 8);
  state->due_titles = jz_statement_int64 (row, 9);
  state->due_copies = jz_statement_int64 (row, 10);
  state->due_amount = jz_statement_int64 (row, 11);
  state->open = jz_statement_int64 (row, 12) != 0;
  jz_statement_reset (row);
  return TRUE;
}

static gboolean
read_copies (JzConnection *connection, gint64 id, JzAccessionState *state, GError **error)
{
  JzStatement *row =
      jz_connection_query (connection, error,
                           "SELECT count (DISTINCT title), count (*), ifnull (sum (price), 0), ifnull (sum ((price * "
                           "?1 + ?2) / ?3), 0), "
                           "count (*) - count (price), ifnull (sum (lacks), 0), ifnull (min (number), ''), ifnull (max "
                           "(number), '') FROM ("
                           "SELECT c.title, c.number, ifnull (c.price, t.price) AS price, c.barcode <> "
                           "c.barcode_printed OR c.call <> c.call_printed "
                           "AS lacks FROM copy c JOIN title t ON t.id = c.title WHERE c.accession = ?4 AND c.voided IS "
                           "NULL)",
                           "llll", state->discount, (gint64) JZ_DISCOUNT_WHOLE / 2, (gint64) JZ_DISCOUNT_WHOLE, id);

  if (!jz_statement_first (row, "", error))
    return FALSE;
  state->titles = jz_statement_int64 (row, 0);
  state->copies = jz_statement_int64 (row, 1);
  state->listed = jz_statement_int64 (row, 2);
  state->paid = jz_statement_int64 (row, 3);
  state->unpriced = jz_statement_int64 (row, 4);
  state->unlabelled = jz_statement_int64 (row, 5);
  state->first = jz_statement_dup (row, 6);
  state->last = jz_statement_dup (row, 7);
  jz_statement_reset (row);
  return TRUE;
}

gboolean
jz_accession_read (JzConnection *connection, gint64 id, JzAccessionState *state, GError **error)
{
  *state = (JzAccessionState){ 0 };
  return read_paper (connection, id, state, error) && read_copies (connection, id, state, error);
}
