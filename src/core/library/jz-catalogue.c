/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-catalogue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-record.h"
#include "jz-shelving.h"

const JzAction jz_action_catalogue = { "library.catalogue", "library" };

const JzInvariant jz_catalogue_invariants[] = {
  { "catalogue.volume", FALSE,
    "SELECT 'title:' || id, 'is a volume of itself' FROM title t WHERE part_of IS NOT NULL AND EXISTS (WITH RECURSIVE "
    "up (id) AS (SELECT t.part_of "
    "UNION SELECT part_of FROM title JOIN up USING (id) WHERE part_of IS NOT NULL) SELECT 1 FROM up WHERE id = t.id) "
    "LIMIT 20" },
  { "catalogue.number", FALSE,
    "SELECT 'call_number:' || c.id, 'is of a title that is void' FROM call_number c JOIN title t ON t.id = c.title "
    "WHERE t.voided IS NOT NULL LIMIT 20" },
  { "catalogue.copy", FALSE,
    "SELECT 'copy:' || c.id, 'has no title, or no delivery' FROM copy c JOIN title t ON t.id = c.title JOIN accession "
    "a ON a.id = c.accession "
    "WHERE c.voided IS NULL AND (t.voided IS NOT NULL OR a.voided IS NOT NULL) LIMIT 20" },
  { "catalogue.key", TRUE,
    "SELECT 'copy:' || id, 'stands elsewhere than its call number says' FROM copy WHERE voided IS NULL AND (call = '') "
    "<> (call_key = '') LIMIT 20" },
  { NULL, FALSE, NULL },
};

static gboolean
refuse (GError **error, JzError code, const char *words)
{
  g_set_error_literal (error, JZ_ERROR, (int) code, words);
  return FALSE;
}

void
jz_catalogued_clear (JzCatalogued *self)
{
  g_clear_pointer (&self->call, g_free);
  g_clear_pointer (&self->numbers, g_ptr_array_unref);
}

/* The title. */

/* Returns: (transfer full), NULL with @error where it is not there, or void */
static char *
words_of (JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  char *title =
      jz_connection_text (connection, &failure, "SELECT title FROM title WHERE id = ? AND voided IS NULL", "l", id);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (title == NULL)
    refuse (error, JZ_ERROR_NOT_FOUND, _("There is no such title"));
  return title;
}

static gboolean
title_is_there (JzConnection *connection, gint64 id, GError **error)
{
  g_autofree char *words = words_of (connection, id, error);

  return words != NULL;
}

/* The record as it will be kept. Returns: (transfer full), NULL with @error */
static JzMarc *
finish_record (JzConnection *connection, const JzCatalogueEntry *entry, GError **error)
{
  g_autoptr (JzMarc) record = jz_marc_copy (entry->record), before = entry->title != 0 ? jz_marc_new () : NULL;

  if (before != NULL && !jz_title_read (connection, entry->title, before, error))
    return NULL;
  if (entry->class_ != NULL)
    jz_bib_write (record, JZ_BIB_CLASS, entry->class_);
  if (!jz_record_finish (connection, record, before, error) || !jz_record_is_sound (connection, record, error))
    return NULL;
  return g_steal_pointer (&record);
}

static gboolean
is_new (JzConnection *connection, const JzMarc *record, GError **error)
{
  g_auto (JzTitleFacts) facts = { 0 };
  g_autofree char      *number = NULL;
  gint64                same;

  jz_title_facts_read (record, &facts);
  if (!jz_title_find_same (connection, &facts, &same, error))
    return FALSE;
  if (same == 0)
    return TRUE;
  number = g_strdup_printf ("%" G_GINT64_FORMAT, same);
  g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s is in the catalogue already, as title %s"),
               facts.bib.texts[JZ_BIB_TITLE], number);
  return FALSE;
}

static gboolean
save_title (JzOperation *operation, const JzCatalogueEntry *entry, gint64 *id, GError **error)
{
  JzConnection         *connection = jz_operation_get_connection (operation);
  g_autoptr (JzMarc)    record = NULL;
  g_autoptr (JzShelved) before = NULL;

  *id = entry->title;
  if (entry->record == NULL)
    return title_is_there (connection, entry->title, error);
  record = finish_record (connection, entry, error);
  if (record == NULL)
    return FALSE;
  if (entry->title != 0)
    return (before = jz_shelved_read (connection, entry->title, error)) != NULL &&
           jz_title_update (operation, entry->title, record, error) && jz_shelved_follow (operation, before, error);
  return (entry->twin || is_new (connection, record, error)) &&
         jz_title_add (operation, record, &entry->origin, id, error);
}

/* Its number. */

static gboolean
save_number (JzOperation *operation, const JzCatalogueEntry *entry, gint64 place, JzCatalogued *done, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *class_ =
      entry->class_ != NULL
          ? g_strdup (entry->class_)
          : jz_connection_text (connection, error, "SELECT class FROM title WHERE id = ?", "l", done->title);
  gint64           scheme = entry->scheme;

  if (class_ == NULL || (scheme == 0 && !jz_shelving_scheme (connection, place, &scheme, error)))
    return FALSE;
  /* What has no class number yet stands without a number, until somebody gives it one. */
  if (class_[0] != '\0' && (entry->number == NULL || entry->number[0] != '\0'))
    return jz_shelving_take (operation, done->title, scheme, class_, entry->number, &done->call, error);
  done->call = jz_shelving_call (connection, done->title, scheme, error);
  return done->call != NULL;
}

/* What was done, in one sentence, whatever its parts were called. */
static gboolean
describe (JzOperation *operation, const JzCatalogueEntry *entry, const JzCatalogued *done, GError **error)
{
  g_autofree char *title = jz_connection_text (jz_operation_get_connection (operation), error,
                                               "SELECT title FROM title WHERE id = ?", "l", done->title);
  guint            n = entry->copies.count;

  if (title == NULL)
    return FALSE;
  if (entry->title == 0 && n > 0)
    jz_operation_describe (
        operation, g_dngettext (GETTEXT_PACKAGE, "Catalogued %s with %u copy", "Catalogued %s with %u copies", n),
        title, n);
  else if (entry->title == 0)
    jz_operation_describe (operation, _("Catalogued %s"), title);
  else if (entry->record != NULL && n == 0)
    jz_operation_describe (operation, _("Changed the record of %s"), title);
  else if (n == 0 && entry->part_of == 0)
    jz_operation_describe (operation, _("%s has the call number %s"), title, done->call);
  return TRUE;
}

gboolean
jz_catalogue_save (JzOperation *operation, const JzCatalogueEntry *entry, JzCatalogued *done, GError **error)
{
  JzCopyRun run = entry->copies;

  *done = (JzCatalogued){ 0 };
  if (!save_title (operation, entry, &done->title, error) ||
      (entry->part_of != 0 && !jz_title_set_part_of (operation, done->title, entry->part_of, error)) ||
      !jz_copy_run_complete (operation, &run, error) || !save_number (operation, entry, run.place, done, error))
    return FALSE;
  run.title = done->title;
  return (run.count == 0 || jz_copy_add_run (operation, &run, &done->numbers, error)) &&
         describe (operation, entry, done, error);
}

/* What goes. */

gboolean
jz_title_void (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *title = words_of (connection, id, error);
  gint64           copies, withdrawn, volumes, subscriptions;

  if (title == NULL ||
      !jz_connection_number (connection, &copies, 0, error,
                             "SELECT count (*) FROM copy WHERE title = ? AND voided IS NULL AND state <> 'withdrawn'",
                             "l", id) ||
      !jz_connection_number (connection, &withdrawn, 0, error,
                             "SELECT count (*) FROM copy WHERE title = ? AND voided IS NULL AND state = 'withdrawn'",
                             "l", id) ||
      !jz_connection_number (connection, &volumes, 0, error,
                             "SELECT count (*) FROM title WHERE part_of = ? AND voided IS NULL", "l", id) ||
      !jz_connection_number (connection, &subscriptions, 0, error,
                             "SELECT count (*) FROM subscription WHERE title = ? AND voided IS NULL", "l", id))
    return FALSE;
  if (subscriptions > 0)
    return refuse (error, JZ_ERROR_CONFLICT, _("This periodical is or was subscribed to: it stays"));
  if (copies > 0)
    return refuse (error, JZ_ERROR_CONFLICT, _("There are copies of this title: withdraw them first"));
  if (withdrawn > 0)
    return refuse (
      error, JZ_ERROR_CONFLICT,
      _("Copies of this title were withdrawn, and the books still say which title they were of: it stays"));
  if (volumes > 0)
    return refuse (error, JZ_ERROR_CONFLICT, _("Volumes belong to this set: take them out of it first"));
  jz_operation_describe (operation, _("Took %s out of the catalogue"), title);
  return jz_connection_run (connection, error,
                            "UPDATE hold SET state = 'dropped', changed = jz_operation() WHERE title = ? AND state IN "
                            "('waiting', 'ready')",
                            "l", id) &&
         jz_connection_run (connection, error, "DELETE FROM call_number WHERE title = ?", "l", id) &&
         jz_connection_run (connection, error,
                            "UPDATE title SET voided = jz_operation(), changed = jz_operation() WHERE id = ?", "l", id);
}

gboolean
jz_title_set_part_of (JzOperation *operation, gint64 id, gint64 set, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *title = words_of (connection, id, error),
                  *whole = title != NULL && set != 0 ? words_of (connection, set, error) : NULL;
  g_autoptr (JzShelved) before = title != NULL ? jz_shelved_read (connection, id, error) : NULL;
  gint64                circle = 0;

  if (before == NULL || (set != 0 && whole == NULL) ||
      !jz_connection_number (connection, &circle, 0, error,
                             "WITH RECURSIVE up (id) AS (SELECT ?1 UNION SELECT part_of FROM title JOIN up USING (id) "
                             "WHERE part_of IS NOT NULL) "
                             "SELECT count (*) FROM up WHERE id = ?2",
                             "ll", set, id))
    return FALSE;
  if (circle > 0)
    return refuse (error, JZ_ERROR_INVALID, _("A set is no volume of its own volume"));
  if (set != 0)
    jz_operation_describe (operation, _("%s is a volume of %s"), title, whole);
  else
    jz_operation_describe (operation, _("%s stands by itself"), title);
  return jz_connection_run (connection, error, "UPDATE title SET part_of = ?, changed = jz_operation() WHERE id = ?",
                            "rl", set, id) &&
         jz_shelved_follow (operation, before, error);
}
