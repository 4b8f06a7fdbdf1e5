/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-catalogue-book.h"

#include "jz-call-number.h"
#include "jz-clc.h"
#include "jz-date.h"
#include "jz-record.h"
#include "jz-shelving.h"

JzCatalogueBook *
jz_catalogue_book_new (const char *isbn, const char *title)
{
  JzCatalogueBook *self = g_new0 (JzCatalogueBook, 1);
  char             today[JZ_DATE_LENGTH];

  self->record = jz_record_new (jz_date_to_iso (jz_date_today (), today));
  self->source = g_strdup ("");
  self->touched = TRUE;
  jz_bib_write (self->record, JZ_BIB_TITLE, title);
  jz_bib_write (self->record, JZ_BIB_ISBN, isbn);
  return self;
}

JzCatalogueBook *
jz_catalogue_book_from (const JzLookupRecord *record, const char *source)
{
  JzCatalogueBook *self = g_new0 (JzCatalogueBook, 1);

  self->record = jz_marc_copy (record->record);
  self->bytes = record->bytes != NULL ? g_bytes_ref (record->bytes) : NULL;
  self->encoding = record->encoding;
  self->mended = record->mended;
  self->source = g_strdup (source);
  self->title = record->title;
  return self;
}

void
jz_catalogue_book_free (JzCatalogueBook *self)
{
  if (self == NULL)
    return;
  jz_marc_free (self->record);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->source);
  g_free (self);
}

/* What the file says. */

void
jz_catalogue_glance_free (JzCatalogueGlance *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->record, jz_marc_free);
  g_free (self->class_);
  g_free (self->number);
  g_free (self->class_name);
  g_free (self->first);
  g_free (self->freed);
  g_free (self->same);
  g_free (self->fault);
  g_free (self);
}

static gboolean
read_number (JzConnection *connection, JzCatalogueGlance *self, GError **error)
{
  g_auto (JzShelvingOffer) offer = { 0 };
  g_autofree char         *own = NULL, *own_class = NULL;
  gint64                   place = self->place, scheme;

  if ((place == 0 && !jz_connection_number (connection, &place, 0, error, "SELECT place FROM accession WHERE id = ?",
                                            "l", self->accession)) ||
      !jz_shelving_scheme (connection, place, &scheme, error))
    return FALSE;
  own = self->title != 0 ? jz_shelving_call (connection, self->title, scheme, error) : g_strdup ("");
  own_class = own != NULL ? jz_call_number_class (own) : NULL;
  if (own == NULL)
    return FALSE;
  if (own[0] != '\0' && g_str_equal (own_class, self->class_))
    self->number = jz_call_number_number (own);
  else if (self->class_[0] == '\0')
    self->number = g_strdup ("");
  else if (jz_shelving_offer (connection, scheme, self->class_, self->record, &offer, error))
    {
      g_ptr_array_add (offer.freed, NULL);
      self->freed = g_strjoinv ("、", (char **) offer.freed->pdata);
      self->number = g_steal_pointer (&offer.number);
    }
  return self->number != NULL;
}

static gboolean
read_faults (JzConnection *connection, JzCatalogueGlance *self, GError **error)
{
  g_auto (JzTitleFacts) facts = { 0 };
  g_autoptr (GPtrArray) faults = jz_record_check (connection, self->record, error);
  gint64                same = 0;

  if (faults == NULL)
    return FALSE;
  if (faults->len > 0)
    self->fault = g_strdup (((JzRecordFault *) g_ptr_array_index (faults, 0))->words);
  jz_title_facts_read (self->record, &facts);
  if (self->title == 0 && facts.bib.texts[JZ_BIB_TITLE][0] != '\0' &&
      !jz_title_find_same (connection, &facts, &same, error))
    return FALSE;
  if (same != 0)
    self->same = jz_connection_text (connection, error, "SELECT title FROM title WHERE id = ?", "l", same);
  return TRUE;
}

static gboolean
glance_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  JzCatalogueGlance *self = data;
  g_autofree char   *class_ = jz_call_number_class (self->class_);

  g_free (self->class_);
  self->class_ = g_steal_pointer (&class_);
  self->class_name = jz_clc_name (connection, self->class_, error);
  self->first = self->class_name != NULL ? jz_copy_next_number (connection, error) : NULL;
  return self->first != NULL && read_number (connection, self, error) && read_faults (connection, self, error) &&
         jz_connection_number (connection, &self->discount, JZ_DISCOUNT_WHOLE, error,
                               "SELECT discount FROM accession WHERE id = ?", "l", self->accession);
}

static void
glanced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask)             task = data;
  g_autoptr (JzCatalogueGlance) answer = g_task_get_task_data (task);
  g_autoptr (GError)            error = NULL;

  if (jz_store_read_finish (JZ_STORE (source), result, &error))
    g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) jz_catalogue_glance_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
jz_catalogue_glance (JzStore *store, JzCatalogueGlance *question, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (store, cancellable, callback, data);

  g_task_set_task_data (task, question, NULL); /* handed over with the answer */
  jz_store_read (store, glance_cb, question, NULL, cancellable, glanced_cb, task);
}

JzCatalogueGlance *
jz_catalogue_glance_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* Saving. */

typedef struct
{
  JzCatalogueEntry entry;
  JzCatalogued     saved;
  JzMarc          *record;
  GBytes          *bytes;
  char            *source, *number;
  JzCatalogueSaved done;
  gpointer         data;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  jz_catalogued_clear (&self->saved);
  jz_marc_free (self->record);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->source);
  g_free (self->number);
  g_free (self);
}

static gboolean
save_cb (JzOperation *operation, gpointer data, GError **error)
{
  Saving *self = data;

  return jz_catalogue_save (operation, &self->entry, &self->saved, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving            *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char   *words = NULL;
  gint64             operation = 0;

  jz_store_write_finish (JZ_STORE (source), result, &operation, &words, &error);
  self->done (&self->saved, words, operation, error, self->data);
  saving_free (self);
}

void
jz_catalogue_book_save (const JzCatalogueBook *self, JzSession *session, const char *number, const JzCopyRun *run,
                        JzCatalogueSaved done, gpointer data)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->record = jz_marc_copy (self->record);
  saving->bytes = self->bytes != NULL ? g_bytes_ref (self->bytes) : NULL;
  saving->source = g_strdup (self->source);
  saving->number = g_strdup (number);
  saving->done = done;
  saving->data = data;
  saving->entry = (JzCatalogueEntry){ .title = self->title, .number = saving->number, .copies = *run };
  /* A title that is there and was not changed keeps its record to the last byte. */
  if (self->title == 0 || self->touched)
    saving->entry.record = saving->record;
  saving->entry.origin =
      (JzTitleOrigin){ .source = saving->source, .encoding = self->encoding, .mended = self->mended };
  if (saving->bytes != NULL)
    saving->entry.origin.bytes = g_bytes_get_data (saving->bytes, &saving->entry.origin.n_bytes);
  jz_store_write (jz_session_get_store (session), &jz_action_catalogue, jz_session_get_actor (session), save_cb, saving,
                  NULL, NULL, saved_cb, saving);
}
