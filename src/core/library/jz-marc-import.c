/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-marc-import.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "jz-call-number.h"
#include "jz-marc-ahead.h"
#include "jz-place.h"
#include "jz-search.h"
#include "jz-shelving.h"
#include "jz-source.h"
#include "jz-title-private.h"

const JzAction jz_action_marc_import = { "library.import", "library" };

#define USUAL_PROFILE "905"
#define DRY_RUN_DONE  0x6d617263 /* rolls a dry run back; seen by nobody */

typedef struct
{
  const JzMarcImport *import;
  JzImportResult     *result;
  GCancellable       *cancellable;
  JzOperation        *operation;
  JzConnection       *connection;
  FILE               *rejects;
  char               *rejects_part; /* what it is called until all is done: it may be the file that is read */
  JzMarcProfile       profile;
  JzRows             *titles, *records, *isbns, *calls, *copies;
  gint64              title, copy;   /* the newest ids */
  gint64              title_before, copy_before; /* the newest that were there; 0: none */
  GHashTable         *seen;          /* same_key → title.id, of this file */
  GHashTable         *numbers;       /* of copies of this file */
  GHashTable         *places;        /* as written → gint64 */
  gint64              delivery;      /* accession.id; 0: not made yet */
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->titles, jz_rows_free);
  g_clear_pointer (&self->records, jz_rows_free);
  g_clear_pointer (&self->isbns, jz_rows_free);
  g_clear_pointer (&self->calls, jz_rows_free);
  g_clear_pointer (&self->copies, jz_rows_free);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  jz_marc_profile_clear (&self->profile);
  if (self->rejects != NULL)
    fclose (self->rejects);
  self->rejects = NULL;
  if (self->rejects_part != NULL)
    g_unlink (self->rejects_part);
  g_clear_pointer (&self->rejects_part, g_free);
}

static gboolean
begin_rows (Import *self, GError **error)
{
  self->titles = jz_rows_new (self->connection, JZ_INSERT_TITLE, JZ_TITLE_TYPES, NULL, error);
  self->records = self->titles != NULL ? jz_rows_new (self->connection, JZ_INSERT_TITLE_MARC, "lsbsll", NULL, error) : NULL;
  self->isbns =
    self->records != NULL ? jz_rows_new (self->connection, JZ_INSERT_FURTHER_ISBN, "lsl", NULL, error) : NULL;
  /* A number that two titles have in the file stays with the first; the second is told apart when somebody looks. */
  self->calls = self->isbns != NULL ?
                  jz_rows_new (self->connection, "INSERT INTO call_number (scheme, class, number, serial, title, changed)",
                               "lsslll", "ON CONFLICT DO NOTHING", error) :
                  NULL;
  self->copies = self->calls != NULL ? jz_copy_rows (self->operation, G_MAXUINT, error) : NULL;
  if (self->copies == NULL)
    return FALSE;
  jz_rows_follow (self->records, self->titles);
  jz_rows_follow (self->isbns, self->titles);
  jz_rows_follow (self->calls, self->titles);
  jz_rows_follow (self->copies, self->titles);
  return TRUE;
}

static gboolean
begin (Import *self, GError **error)
{
  const char *profile = self->import->profile != NULL ? self->import->profile : USUAL_PROFILE;

  self->connection = jz_operation_get_connection (self->operation);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if ((profile[0] != '\0' && !jz_marc_profile_read (self->connection, profile, &self->profile, error)) ||
      !jz_connection_number (self->connection, &self->title_before, 0, error, "SELECT max (id) FROM title", "") ||
      !jz_connection_number (self->connection, &self->copy_before, 0, error, "SELECT max (id) FROM copy", ""))
    return FALSE;
  self->title = self->title_before;
  self->copy = self->copy_before;
  jz_operation_set_bulk (self->operation, TRUE);
  jz_connection_set_derived_later (self->connection, TRUE);
  return begin_rows (self, error);
}

/* What is wrong with a record. */

static void
add_fault (GPtrArray *list, const JzMarcLine *line, const char *field, const char *value, const char *reason)
{
  JzRowFault *fault = g_new0 (JzRowFault, 1);

  *fault = (JzRowFault){ line->number, g_strdup (field), g_strdup (value), g_strdup (reason), NULL };
  g_ptr_array_add (list, fault);
}

static gboolean
rejects_fail (Import *self, GError **error)
{
  int code = errno;

  g_set_error (error, JZ_ERROR, code == ENOSPC ? JZ_ERROR_DISK_FULL : JZ_ERROR_IO, "%s: %s", self->import->rejects, g_strerror (code));
  return FALSE;
}

static gboolean
hand_back (Import *self, const JzMarcLine *line, GError **error)
{
  if (self->import->rejects == NULL || self->import->dry_run || line->bytes->len == 0)
    return TRUE;
  if (self->rejects == NULL)
    {
      self->rejects_part = g_strconcat (self->import->rejects, ".part", NULL);
      self->rejects = fopen (self->rejects_part, "wbe");
    }
  return (self->rejects != NULL && fwrite (line->bytes->data, 1, line->bytes->len, self->rejects) == line->bytes->len) ||
         rejects_fail (self, error);
}

static gboolean
finish_rejects (Import *self, GError **error)
{
  if (self->rejects == NULL)
    return TRUE;
  if (fclose (g_steal_pointer (&self->rejects)) != 0 || g_rename (self->rejects_part, self->import->rejects) != 0)
    return rejects_fail (self, error);
  g_clear_pointer (&self->rejects_part, g_free);
  return TRUE;
}

static gboolean
reject (Import *self, const JzMarcLine *line, const char *field, const char *value, const char *reason, GError **error)
{
  add_fault (self->result->rejects, line, field, value, reason);
  self->result->rejected++;
  return hand_back (self, line, error);
}

static void
tell_mended (Import *self, const JzMarcLine *line)
{
  for (guint i = 0; i < JZ_MARC_N_MENDED; i++)
    if (line->from.mended & (1u << i))
      add_fault (self->result->warnings, line, "", line->facts.bib.texts[JZ_BIB_TITLE], jz_marc_mended_words (1u << i));
}

/* Copies. */

/* Whether somebody has the number. */
static gboolean
is_taken (Import *self, const char *number, gboolean *taken, GError **error)
{
  gint64 id = 0;

  *taken = g_hash_table_contains (self->numbers, number);
  if (*taken || self->copy_before == 0)
    return TRUE;
  if (!jz_copy_find (self->connection, number, &id, error))
    return FALSE;
  *taken = id != 0;
  return TRUE;
}

/* The first number of the record that somebody has. @number: (out) (transfer none) (nullable): NULL: all are free */
static gboolean
find_taken_number (Import *self, const JzMarcLine *line, const char **number, GError **error)
{
  gboolean taken;

  *number = NULL;
  for (guint i = 0; *number == NULL && line->copies != NULL && i < line->copies->len; i++)
    {
      const JzMarcCopy *copy = g_ptr_array_index (line->copies, i);

      if (!is_taken (self, copy->number, &taken, error))
        return FALSE;
      *number = taken ? copy->number : NULL;
    }
  return TRUE;
}

static gboolean
make_delivery (Import *self, GError **error)
{
  g_autofree char *note = g_strdup_printf (_("Taken in from %s"), self->import->name);
  JzAccessionData  data = self->import->delivery;

  if (data.note == NULL)
    data.note = note;
  return self->delivery != 0 || jz_accession_add (self->operation, &data, &self->delivery, error);
}

static gboolean
find_place (Import *self, const char *said, gint64 *id, GError **error)
{
  const char *text = said[0] != '\0' ? said : self->import->place != NULL ? self->import->place : JZ_COPY_USUAL_PLACE;
  gint64     *known = g_hash_table_lookup (self->places, text);

  if (known == NULL)
    {
      if (!jz_place_ensure (self->operation, text, id, &self->result->places, error))
        return FALSE;
      known = g_memdup2 (id, sizeof *id);
      g_hash_table_insert (self->places, g_strdup (text), known);
    }
  *id = *known;
  return TRUE;
}

static gboolean
take_call_number (Import *self, gint64 title, const char *call, GError **error)
{
  g_autofree char *class_ = jz_call_number_class (call), *number = jz_call_number_number (call);

  return class_[0] == '\0' || number[0] == '\0' ||
         jz_rows_add (self->calls, error, (gint64) JZ_SCHEME_SERIAL, class_, number, jz_call_number_serial (number), title,
                      jz_operation_get_id (self->operation));
}

static gboolean
add_copies (Import *self, const JzMarcLine *line, gint64 title, GError **error)
{
  for (guint i = 0; line->copies != NULL && i < line->copies->len; i++)
    {
      const JzMarcCopy *copy = g_ptr_array_index (line->copies, i);
      JzCopyData        data = { copy->number, copy->call, copy->volume, copy->price, 0, 0 };

      if (!make_delivery (self, error) || !find_place (self, copy->place, &data.place, error))
        return FALSE;
      data.accession = self->delivery;
      g_hash_table_add (self->numbers, g_strdup (copy->number));
      if ((i == 0 && !take_call_number (self, title, copy->call, error)) ||
          !jz_copy_append (self->operation, self->copies, ++self->copy, title, &data, error))
        return FALSE;
      self->result->assets++;
    }
  return TRUE;
}

/* Titles. */

static gboolean
add_title (Import *self, const JzMarcLine *line, GError **error)
{
  JzTitleOrigin    origin = { .source = self->import->name, .bytes = line->from.bytes, .n_bytes = line->from.n_bytes,
                              .encoding = line->from.encoding, .mended = line->from.mended };
  g_autofree char *uuid = jz_source_uuid (self->connection);
  gint64           operation = jz_operation_get_id (self->operation);

  self->title++;
  g_hash_table_insert (self->seen, g_strdup (line->facts.same_key), g_memdup2 (&self->title, sizeof self->title));
  if (!jz_rows_add (self->titles, error, self->title, JZ_TITLE_VALUES (uuid, &line->facts, &origin, operation)) ||
      !jz_rows_add (self->records, error, self->title, line->text, line->original, jz_title_encoding (&origin),
                    (gint64) line->from.mended, operation) ||
      !add_copies (self, line, self->title, error))
    return FALSE;
  for (guint i = 0; i < line->facts.further->len; i++)
    if (!jz_rows_add (self->isbns, error, self->title, (const char *) g_ptr_array_index (line->facts.further, i),
                      operation))
      return FALSE;
  self->result->added++;
  return TRUE;
}

static gboolean
find_same (Import *self, const JzMarcLine *line, gint64 *id, GError **error)
{
  const gint64 *seen = g_hash_table_lookup (self->seen, line->facts.same_key);

  *id = seen != NULL ? *seen : 0;
  if (self->import->match == JZ_MARC_MATCH_NONE)
    *id = 0;
  else if (*id == 0 && self->title_before != 0)
    return jz_title_find_same (self->connection, &line->facts, id, error);
  return TRUE;
}

static gboolean
flush (Import *self, GError **error)
{
  return jz_rows_flush (self->titles, error) && jz_rows_flush (self->records, error) &&
         jz_rows_flush (self->isbns, error) && jz_rows_flush (self->calls, error) &&
         jz_rows_flush (self->copies, error);
}

/* Only what was there before the file is changed, row by row, as by hand. */
static gboolean
replace (Import *self, const JzMarcLine *line, gint64 id, GError **error)
{
  gboolean ok;

  if (!flush (self, error))
    return FALSE;
  jz_operation_set_bulk (self->operation, FALSE);
  ok = jz_title_update (self->operation, id, line->record, error);
  jz_operation_set_bulk (self->operation, TRUE);
  return ok;
}

/* The copies that are not there yet. */
static gboolean
keep_new_copies (Import *self, JzMarcLine *line, GError **error)
{
  gboolean taken;

  for (guint i = line->copies != NULL ? line->copies->len : 0; i > 0; i--)
    {
      const JzMarcCopy *copy = g_ptr_array_index (line->copies, i - 1);

      if (!is_taken (self, copy->number, &taken, error))
        return FALSE;
      if (taken)
        g_ptr_array_remove_index (line->copies, i - 1);
    }
  return TRUE;
}

static gboolean
take_same (Import *self, JzMarcLine *line, gint64 id, GError **error)
{
  guint    before = self->result->assets;
  gboolean replaces = self->import->on_match == JZ_MARC_ON_MATCH_REPLACE && id <= self->title_before;

  if (self->import->on_match != JZ_MARC_ON_MATCH_SKIP &&
      ((replaces && !replace (self, line, id, error)) || !keep_new_copies (self, line, error) ||
       !add_copies (self, line, id, error)))
    return FALSE;
  *(replaces                          ? &self->result->updated :
    self->result->assets > before     ? &self->result->merged :
                                        &self->result->skipped) += 1;
  return TRUE;
}

static gboolean
is_wanted (const Import *self, const JzMarcLine *line)
{
  JzMarcFormat format = jz_marc_guess (line->record);

  return self->import->format == JZ_MARC_WANT_ANY ||
         (self->import->format == JZ_MARC_WANT_CNMARC) == (format == JZ_MARC_CNMARC);
}

static gboolean
take_line (Import *self, JzMarcLine *line, GError **error)
{
  const char *number;
  gint64      same = 0;

  self->result->read++;
  if (self->import->progress != NULL && self->result->read % 256 == 0)
    self->import->progress (self->result->read, self->import->data);
  if (line->from.refused != NULL)
    return reject (self, line, "", "", line->from.refused, error);
  if (!is_wanted (self, line))
    return reject (self, line, "", "", _("The record is not in the format that was asked for"), error);
  if (line->facts.bib.texts[JZ_BIB_TITLE][0] == '\0')
    return reject (self, line, "", "", _("The record has no title"), error);
  if (line->bad != NULL)
    return reject (self, line, "barcode", line->bad, _("This is no run of accession numbers"), error);
  if (!find_same (self, line, &same, error))
    return FALSE;
  if (same != 0)
    return take_same (self, line, same, error);
  if (!find_taken_number (self, line, &number, error))
    return FALSE;
  if (number != NULL)
    return reject (self, line, "barcode", number, _("Another copy has this accession number"), error);
  tell_mended (self, line);
  return add_title (self, line, error);
}

static gboolean
take_lines (Import *self, GError **error)
{
  g_autoptr (JzMarcAhead) ahead = jz_marc_ahead_new (self->import, self->profile.prefix != NULL ? &self->profile : NULL);
  g_autoptr (GError) failure = NULL;
  JzMarcLine        *line;

  while ((line = jz_marc_ahead_next (ahead, &failure)) != NULL)
    if (!take_line (self, line, error) || g_cancellable_set_error_if_cancelled (self->cancellable, error))
      return FALSE;
  if (failure == NULL)
    return TRUE;
  if (g_error_matches (failure, JZ_ERROR, JZ_ERROR_IO))
    g_prefix_error (&failure, "%s: ", self->import->name);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* What follows from the titles is written in one go. */
static gboolean
end (Import *self, GError **error)
{
  if (!flush (self, error) || !jz_search_fill (self->connection, "title_search",
                                               "SELECT id, text, char (1) || spoken FROM title_searchable WHERE id > ?",
                                               self->title_before, error))
    return FALSE;
  jz_connection_set_derived_later (self->connection, FALSE);
  return finish_rejects (self, error);
}

static void
describe (Import *self)
{
  guint n = self->result->read - self->result->rejected;

  jz_operation_describe (self->operation,
                         g_dngettext (GETTEXT_PACKAGE, "Took in %u record from %s", "Took in %u records from %s", n), n,
                         self->import->name);
}

static gboolean
take_file (Import *self, GError **error)
{
  if (!begin (self, error) || !take_lines (self, error))
    return FALSE;
  if (self->import->dry_run)
    {
      g_set_error_literal (error, JZ_ERROR, DRY_RUN_DONE, "");
      return FALSE;
    }
  describe (self);
  return end (self, error);
}

static gboolean
import_cb (JzOperation *operation, gpointer data, GError **error)
{
  Import  *self = data;
  gboolean ok;

  self->operation = operation;
  ok = take_file (self, error);
  import_clear (self); /* here, where its statements live */
  return ok;
}

gboolean
jz_marc_import_run (JzStore *store, const JzActor *actor, const JzMarcImport *import, JzImportResult *result,
                    GCancellable *cancellable, GError **error)
{
  Import             self = { .import = import, .result = result, .cancellable = cancellable };
  g_autoptr (GError) failure = NULL;
  gboolean           ok;

  *result = (JzImportResult){ .rejects = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_row_fault_free),
                              .warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_row_fault_free) };
  ok = jz_store_write_sync (store, &jz_action_marc_import, actor, import_cb, &self, &result->operation, NULL, cancellable, &failure) ||
       g_error_matches (failure, JZ_ERROR, DRY_RUN_DONE);
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&failure));
  return ok;
}
