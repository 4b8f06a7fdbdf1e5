/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-label-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-call-number.h"
#include "jz-item.h"
#include "jz-people.h"
#include "jz-quantity.h"
#include "jz-search.h"
#include "jz-shelf-card.h"
#include "jz-text.h"

const JzAction jz_action_print_labels = { "label.print", "label" };

/* ?1 missing, ?2 from, ?3 to, ?4 batch, or the id of the class of readers, ?5 search expression, ?6 beginning of a
 * number, ?7 ids as JSON, ?8 places whose card is missing or stale, as JSON. */

static const char *const asset_sql =
  "SELECT asset.id, asset.number, item.name, item.spec, place.path FROM asset JOIN item ON item.id = asset.item "
  "JOIN position ON position.asset = asset.id JOIN place ON place.id = position.place WHERE asset.voided IS NULL "
  "AND (NOT ?1 OR asset.labelled IS NULL) AND (?2 IS NULL OR asset.number >= ?2) AND (?3 IS NULL OR asset.number <= ?3) "
  "AND (?4 IS NULL OR asset.id IN (SELECT entry.asset FROM entry JOIN voucher ON voucher.id = entry.voucher WHERE voucher.number = ?4)) "
  "AND (?5 IS NULL OR asset.item IN (SELECT rowid FROM item_search WHERE item_search MATCH ?5) OR position.place IN "
  "(SELECT rowid FROM place_search WHERE place_search MATCH ?5) OR substr (asset.number, 1, length (?6)) = ?6) "
  "AND (?7 IS NULL OR asset.id IN (SELECT value FROM json_each (?7))) ORDER BY asset.number";

static const char *const room_sql =
  "SELECT id, code, path, purpose, '' FROM place WHERE kind = 'room' AND voided IS NULL AND (NOT ?1 OR card_printed IS NULL) "
  "AND (?2 IS NULL OR code >= ?2) AND (?3 IS NULL OR code <= ?3) AND ?4 IS NULL "
  "AND (?5 IS NULL OR id IN (SELECT rowid FROM place_search WHERE place_search MATCH ?5) OR code = ?6) "
  "AND (?7 IS NULL OR id IN (SELECT value FROM json_each (?7))) ORDER BY sort_key";

/* Only where something stands. Which cards are missing or stale, jz_shelf_card_stale() says. */
static const char *const shelf_sql =
  "SELECT id, code, path, '', '' FROM place WHERE voided IS NULL AND EXISTS (SELECT 1 FROM balance WHERE place = place.id AND quantity > 0) "
  "AND (NOT ?1 OR id IN (SELECT value FROM json_each (?8))) "
  "AND (?2 IS NULL OR code >= ?2) AND (?3 IS NULL OR code <= ?3) AND ?4 IS NULL "
  "AND (?5 IS NULL OR id IN (SELECT rowid FROM place_search WHERE place_search MATCH ?5) OR code = ?6) "
  "AND (?7 IS NULL OR id IN (SELECT value FROM json_each (?7))) ORDER BY sort_key";

/* Its number and its call number, as they should be on it; what is weeded has no label any more. */
#define COPIES_WHERE(which) \
  "SELECT copy.id, copy.barcode, trim (title.title || ' ' || title.volume), copy.call, " \
  "iif (copy.volume = '', title.volume, copy.volume) FROM copy " \
  "JOIN title ON title.id = copy.title JOIN accession ON accession.id = copy.accession " \
  "WHERE copy.voided IS NULL AND copy.state <> 'withdrawn' AND " which \
  "AND (?2 IS NULL OR copy.number >= ?2) AND (?3 IS NULL OR copy.number <= ?3) AND (?4 IS NULL OR accession.number = ?4) " \
  "AND (?5 IS NULL OR copy.title IN (SELECT rowid FROM title_search WHERE title_search MATCH ?5) " \
  "OR substr (copy.number, 1, length (?6)) = ?6 OR substr (copy.call, 1, length (?6)) = ?6) " \
  "AND (?7 IS NULL OR copy.id IN (SELECT value FROM json_each (?7)))"

/* Those that lack a label are few among very many: they are read from an index. */
#define ALL "NOT ?1 "
#define LACKING(ids) "?1 AND copy.id IN (" ids ") "
#define LACK_BARCODE "SELECT id FROM copy WHERE barcode_printed <> barcode AND voided IS NULL"
#define LACK_SPINE "SELECT id FROM copy WHERE call_printed <> call AND voided IS NULL"
#define BY_NUMBER " ORDER BY copy.number"

static const char *const barcode_sql = COPIES_WHERE (ALL) BY_NUMBER;
static const char *const barcode_missing_sql = COPIES_WHERE (LACKING (LACK_BARCODE)) BY_NUMBER;
static const char *const spine_sql = COPIES_WHERE (ALL) " AND copy.call <> ''" BY_NUMBER;
static const char *const spine_missing_sql = COPIES_WHERE (LACKING (LACK_SPINE)) " AND copy.call <> ''" BY_NUMBER;
static const char *const copy_sql = COPIES_WHERE (ALL) BY_NUMBER;
static const char *const copy_missing_sql = COPIES_WHERE (LACKING (LACK_BARCODE " UNION " LACK_SPINE)) BY_NUMBER;

/* Whoever is gone needs none. Pupils are told by their class, others by their group. */
static const char *const reader_sql =
  "SELECT r.id, r.card, r.name, CASE r.holder WHEN 'pupil' THEN r.class_name ELSE ifnull (g.title, '') END, '' FROM "
  "reader_now r LEFT JOIN reader_group g ON g.id = r.grp WHERE NOT ?1 AND r.state <> 'left' AND NOT r.gone "
  "AND (?2 IS NULL OR r.card >= ?2) AND (?3 IS NULL OR r.card <= ?3) AND (?4 IS NULL OR r.class = CAST (?4 AS "
  "INTEGER)) "
  "AND (?5 IS NULL OR r.person IN (SELECT rowid FROM person_search WHERE person_search MATCH ?5) "
  "OR substr (r.card, 1, length (?6)) = ?6 OR r.class_name = ?6) "
  "AND (?7 IS NULL OR r.id IN (SELECT value FROM json_each (?7))) ORDER BY r.grade, r.number, jz_sort_key (r.name), "
  "r.card";

static char *
ids_as_json (const gint64 *ids, guint n)
{
  g_autoptr (GString) text = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
  g_string_append_c (text, ']');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Returns: (transfer full) NULL with @error */
static char *
stale_as_json (JzConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) cards = jz_shelf_card_stale (connection, NULL, error);
  g_autoptr (GArray)    places = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; cards != NULL && i < cards->len; i++)
    g_array_append_val (places, ((JzStaleCard *) g_ptr_array_index (cards, i))->place);
  return cards != NULL ? ids_as_json ((const gint64 *) (gpointer) places->data, places->len) : NULL;
}

/* What stands at a place, in code order; what is lent belongs there all the same. */
static gboolean
add_rows (JzConnection *connection, JzLabel *label, gint64 place, GError **error)
{
  JzStatement *rows = jz_connection_query (
    connection, error,
    "SELECT code, name, spec, unit, decimals, sum (quantity) FROM balance JOIN item ON item.id = balance.item "
    "WHERE place = ? AND quantity > 0 GROUP BY item.id ORDER BY code, name",
    "l", place);

  while (jz_statement_next (rows))
    {
      g_autofree char *quantity = jz_quantity_format (jz_statement_int64 (rows, 5), (int) jz_statement_int64 (rows, 4));

      jz_label_add_row (label, jz_statement_text (rows, 0), jz_statement_text (rows, 1), jz_statement_text (rows, 2),
                        jz_statement_text (rows, 3), quantity);
    }
  return jz_statement_finish (rows, error);
}

/* What stands below each other, with a code under it. */
static JzLabel *
plain_label (JzLabelKind kind, const char *school, JzStatement *row)
{
  JzLabel *label = jz_label_new (kind, jz_statement_text (row, 1), school, jz_statement_text (row, 2));

  for (int i = 3; i < 5; i++)
    if (!jz_text_is_blank (jz_statement_text (row, i)))
      jz_label_add_line (label, jz_statement_text (row, i));
  return label;
}

static JzLabel *
asset_label (const char *school, JzStatement *row)
{
  return plain_label (JZ_LABEL_ASSET, school, row);
}

static JzLabel *
room_label (const char *school, JzStatement *row)
{
  return plain_label (JZ_LABEL_ROOM, school, row);
}

static JzLabel *
shelf_label (const char *school, JzStatement *row)
{
  return plain_label (JZ_LABEL_SHELF_CARD, school, row);
}

static JzLabel *
barcode_label (const char *school, JzStatement *row)
{
  return jz_label_new (JZ_LABEL_ASSET, jz_statement_text (row, 1), school, jz_statement_text (row, 2));
}

/* Class, what tells the books of a class apart, and the volume where that does not say it: its number, which stands before
 * the title of the part. @code may be NULL. */
static JzLabel *
call_label (JzStatement *row, const char *code)
{
  const char      *call = jz_statement_text (row, 3), *slash = strchr (call, '/'), *rest = slash != NULL ? slash + 1 : "";
  g_autofree char *class = slash != NULL ? g_strndup (call, (gsize) (slash - call)) : g_strdup (call);
  g_autofree char *number = jz_call_number_number (call);
  g_auto (GStrv)   volume = g_strsplit (jz_statement_text (row, 4), " ", 2);
  JzLabel         *label = jz_label_new (JZ_LABEL_SPINE, code, NULL, class);

  jz_label_add_line (label, rest);
  if (g_str_equal (number, rest))
    jz_label_add_line (label, volume[0]);
  return label;
}

static JzLabel *
spine_label (const char *school, JzStatement *row)
{
  return call_label (row, NULL);
}

/* A book without a call number has none to show yet. */
static JzLabel *
copy_label (const char *school, JzStatement *row)
{
  return *jz_statement_text (row, 3) != '\0' ? call_label (row, jz_statement_text (row, 1)) : barcode_label (school, row);
}

static JzLabel *
reader_card (const char *school, JzStatement *row)
{
  return plain_label (JZ_LABEL_ASSET, school, row);
}

static gboolean mark_assets (JzOperation *operation, GArray *ids, GError **error);
static gboolean mark_rooms (JzOperation *operation, GArray *ids, GError **error);
static gboolean mark_shelves (JzOperation *operation, GArray *ids, GError **error);
static gboolean mark_barcodes (JzOperation *operation, GArray *ids, GError **error);
static gboolean mark_spines (JzOperation *operation, GArray *ids, GError **error);
static gboolean mark_copies (JzOperation *operation, GArray *ids, GError **error);

static const struct
{
  const char *sql, *missing_sql; /* the same one where it knows ?1 */
  JzLabel  *(*make) (const char *school, JzStatement *row);
  gboolean  (*mark) (JzOperation *operation, GArray *ids, GError **error); /* NULL: it is not kept */
} subjects[JZ_LABELS_N_SUBJECTS] = {
  [JZ_LABELS_ASSETS] = { asset_sql, asset_sql, asset_label, mark_assets },
  [JZ_LABELS_ROOMS] = { room_sql, room_sql, room_label, mark_rooms },
  [JZ_LABELS_SHELF_CARDS] = { shelf_sql, shelf_sql, shelf_label, mark_shelves },
  [JZ_LABELS_COPY_BARCODES] = { barcode_sql, barcode_missing_sql, barcode_label, mark_barcodes },
  [JZ_LABELS_COPY_SPINES] = { spine_sql, spine_missing_sql, spine_label, mark_spines },
  [JZ_LABELS_COPIES] = { copy_sql, copy_missing_sql, copy_label, mark_copies },
  [JZ_LABELS_READERS] = { reader_sql, reader_sql, reader_card, NULL },
};

gboolean
jz_label_subject_is_noted (JzLabelSubject subject)
{
  g_return_val_if_fail (subject < JZ_LABELS_N_SUBJECTS, FALSE);

  return subjects[subject].mark != NULL;
}

/* @expression: of the query; NULL: it looks for nothing, which is not the same as for all.
 * @class_: (out) (transfer full): its id as text; NULL: none is asked for. */
static gboolean
check_choice (JzConnection *connection, JzLabelSubject subject, const JzLabelChoice *choice, const char *expression,
              char **class_, GError **error)
{
  gint64 id;

  if (choice->missing && !jz_label_subject_is_noted (subject))
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                           _("It is not kept whose card was printed: choose a class or readers"));
      return FALSE;
    }
  if (choice->query != NULL && expression == NULL)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("There is nothing to look for in the query"));
      return FALSE;
    }
  if (choice->class_ == NULL)
    return TRUE;
  if (!jz_class_find (connection, choice->class_, &id, error))
    return FALSE;
  if (id == 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such class"), choice->class_);
  *class_ = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  return id != 0;
}

GPtrArray *
jz_label_source_read (JzConnection *connection, const JzActor *actor, JzLabelSubject subject,
                      const JzLabelChoice *choice, GArray **ids, GError **error)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_label_free);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;
  g_autofree char *school = jz_connection_text (connection, &failure, "SELECT name FROM school", ""),
                  *json = choice->ids != NULL ? ids_as_json (choice->ids, choice->n_ids) : NULL, *stale = NULL,
                  *class_ = NULL;
  g_autofree char *expression = jz_search_expression (choice->query), *tidy = jz_text_tidy (choice->query);
  JzStatement     *rows;
  gboolean         ok;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (!jz_operation_may (connection, actor, jz_action_print_labels.permission, error) ||
      !check_choice (connection, subject, choice, expression, &class_, error))
    return NULL;
  if (subject == JZ_LABELS_SHELF_CARDS && choice->missing && (stale = stale_as_json (connection, error)) == NULL)
    return NULL;
  rows =
    jz_connection_query (connection, error, choice->missing ? subjects[subject].missing_sql : subjects[subject].sql,
                         subject == JZ_LABELS_SHELF_CARDS ? "isssssss" : "issssss", choice->missing, choice->from,
                         choice->to, class_ != NULL ? class_ : choice->batch, expression, tidy, json, stale);
  while (jz_statement_next (rows))
    {
      g_array_append_vals (found, &(gint64){ jz_statement_int64 (rows, 0) }, 1);
      g_ptr_array_add (labels, subjects[subject].make (school, rows));
    }
  ok = jz_statement_finish (rows, error);
  for (guint i = 0; ok && subject == JZ_LABELS_SHELF_CARDS && i < labels->len; i++)
    ok = add_rows (connection, g_ptr_array_index (labels, i), g_array_index (found, gint64, i), error);
  if (!ok)
    return NULL;
  if (ids != NULL)
    *ids = g_steal_pointer (&found);
  return g_steal_pointer (&labels);
}

/* Runs @sql for each of @ids. */
static gboolean
run_for_each (JzOperation *operation, GArray *ids, const char *sql, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  for (guint i = 0; i < ids->len; i++)
    if (!jz_connection_run (connection, error, sql, "l", g_array_index (ids, gint64, i)))
      return FALSE;
  return TRUE;
}

static gboolean
mark_assets (JzOperation *operation, GArray *ids, GError **error)
{
  return jz_asset_mark_labelled (operation, (const gint64 *) (gpointer) ids->data, ids->len, error);
}

static gboolean
mark_rooms (JzOperation *operation, GArray *ids, GError **error)
{
  jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Printed %u card", "Printed %u cards", ids->len),
                         ids->len);
  return run_for_each (operation, ids,
                       "UPDATE place SET card_printed = jz_operation(), changed = jz_operation() WHERE id = ?", error);
}

static gboolean
mark_shelves (JzOperation *operation, GArray *ids, GError **error)
{
  return mark_rooms (operation, ids, error) &&
         jz_shelf_card_note (operation, (const gint64 *) (gpointer) ids->data, ids->len, error);
}

static gboolean
mark_books (JzOperation *operation, GArray *ids, const char *sql, GError **error)
{
  jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Printed %u label", "Printed %u labels", ids->len),
                         ids->len);
  return run_for_each (operation, ids, sql, error);
}

static gboolean
mark_barcodes (JzOperation *operation, GArray *ids, GError **error)
{
  return mark_books (operation, ids, "UPDATE copy SET barcode_printed = barcode, changed = jz_operation() WHERE id = ?",
                     error);
}

static gboolean
mark_spines (JzOperation *operation, GArray *ids, GError **error)
{
  return mark_books (operation, ids, "UPDATE copy SET call_printed = call, changed = jz_operation() WHERE id = ?", error);
}

static gboolean
mark_copies (JzOperation *operation, GArray *ids, GError **error)
{
  return mark_books (operation, ids, "UPDATE copy SET barcode_printed = barcode, call_printed = call, "
                                     "changed = jz_operation() WHERE id = ?",
                     error);
}

gboolean
jz_label_source_mark (JzOperation *operation, JzLabelSubject subject, GArray *ids, GError **error)
{
  g_return_val_if_fail (jz_label_subject_is_noted (subject), FALSE);

  return subjects[subject].mark (operation, ids, error);
}
