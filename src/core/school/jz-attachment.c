/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include "jz-attachment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-source.h"

#define CHUNK     262144
#define HASH_SIZE 32
#define BYTES_LEAST (64 * 1024)
#define BYTES_MOST  (100 * 1024 * 1024)

const JzAction jz_action_attach = { "attachment.add", "item" };
const JzAction jz_action_detach = { "attachment.remove", "item" };

const char *const jz_attachment_kinds[] = { "photo", "invoice", "acceptance", "manual", "contract", "other", NULL };

const char *
jz_attachment_kind_words (const char *kind)
{
  static const char *const words[] = { N_("Photo"), N_("Invoice copy"), N_("Acceptance paper"), N_("Manual"),
                                       N_("Contract"), N_("Other file") };

  for (guint i = 0; jz_attachment_kinds[i] != NULL; i++)
    if (g_str_equal (jz_attachment_kinds[i], kind))
      return g_dgettext (GETTEXT_PACKAGE, words[i]);
  return kind;
}

gboolean
jz_attachment_limits (JzConnection *connection, JzAttachmentLimits *limits, GError **error)
{
  gint64 side;

  if (!jz_connection_number (connection, &limits->max_bytes, 20971520, error,
                             "SELECT CAST (value AS INTEGER) FROM meta WHERE key = 'attachment-max-bytes'", "") ||
      !jz_connection_number (connection, &side, 1600, error,
                             "SELECT CAST (value AS INTEGER) FROM meta WHERE key = 'attachment-photo-side'", ""))
    return FALSE;
  limits->max_bytes = CLAMP (limits->max_bytes, BYTES_LEAST, BYTES_MOST);
  limits->photo_side = (guint) CLAMP (side, 200, 10000);
  return TRUE;
}

gboolean
jz_attachment_set_limits (JzOperation *operation, const JzAttachmentLimits *limits, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *bytes = g_strdup_printf ("%" G_GINT64_FORMAT, limits->max_bytes),
                           *side = g_strdup_printf ("%u", limits->photo_side);
  static const char sql[] = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = "
                            "excluded.value";

  if (limits->max_bytes < BYTES_LEAST || limits->max_bytes > BYTES_MOST || limits->photo_side < 200 ||
      limits->photo_side > 10000)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                           _("A file may have 64 kB to 100 MB, a photo 200 to 10,000 pixels on a side"));
      return FALSE;
    }
  jz_operation_describe (operation, _("Changed how large attachments may be"));
  return jz_connection_run (connection, error, sql, "ss", "attachment-max-bytes", bytes) &&
         jz_connection_run (connection, error, sql, "ss", "attachment-photo-side", side);
}

/* What a file holds. */

static GBytes *
hash_of (GBytes *bytes)
{
  GChecksum *sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8     digest[HASH_SIZE];
  gsize      length = sizeof digest;

  g_checksum_update (sum, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_checksum_get_digest (sum, digest, &length);
  g_checksum_free (sum);
  return g_bytes_new (digest, sizeof digest);
}

static gboolean
write_chunks (JzConnection *connection, gint64 blob, GBytes *bytes, GError **error)
{
  gsize size = g_bytes_get_size (bytes);

  for (gsize at = 0; at < size; at += CHUNK)
    {
      g_autoptr (GBytes) chunk = g_bytes_new_from_bytes (bytes, at, MIN (CHUNK, size - at));

      if (!jz_connection_run (connection, error, "INSERT INTO blob_chunk (blob, ordinal, data) VALUES (?, ?, ?)", "llb",
                              blob, (gint64) (at / CHUNK), chunk))
        return FALSE;
    }
  return TRUE;
}

/* Once for each content. */
static gboolean
keep_bytes (JzConnection *connection, GBytes *hash, GBytes *bytes, GError **error)
{
  gint64 known;

  if (!jz_connection_number (connection, &known, 0, error, "SELECT id FROM blob WHERE sha256 = ?", "b", hash))
    return FALSE;
  return known != 0 ||
         (jz_connection_run (connection, error, "INSERT INTO blob (sha256, size) VALUES (?, ?)", "bl", hash,
                             (gint64) g_bytes_get_size (bytes)) &&
          write_chunks (connection, jz_connection_last_id (connection), bytes, error));
}

/* Only of tables whose rows have a name outside the file: what a school knows as a thing. The name is proved against the schema before
 * it goes into SQL. */
static gboolean
row_is_there (JzConnection *connection, const char *table, gint64 row, GError **error)
{
  g_autofree char *sql = NULL;
  gint64           columns, there = 0;

  if (!jz_connection_number (connection, &columns, 0, error,
                             "SELECT sum (name IN ('id', 'uuid')) + 10 * max (name = 'voided') FROM pragma_table_info "
                             "(?1) WHERE EXISTS "
                             "(SELECT 1 FROM sqlite_schema s WHERE s.type = 'table' AND s.name = ?1)", "s", table))
    return FALSE;
  if (columns % 10 == 2)
    {
      sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE id = ?%s", table, columns > 10 ? " AND voided IS NULL" : "");
      if (!jz_connection_number (connection, &there, 0, error, sql, "l", row))
        return FALSE;
    }
  if (!there)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such row to attach a file to"));
  return there != 0;
}

static gboolean
is_new (JzConnection *connection, const char *table, gint64 row, GBytes *hash, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char   *name = jz_connection_text (connection, &failure,
                                                "SELECT name FROM attachment WHERE tbl = ? AND row = ? AND sha256 = ? "
                                                "AND voided IS NULL",
                                                "slb", table, row, hash);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (name != NULL)
    g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("The same file is attached already: %s"), name);
  else
    return TRUE;
  return FALSE;
}

gboolean
jz_attachment_add (JzOperation *operation, const char *table, gint64 row, const char *kind,
                   const JzAttachmentFile *file, gint64 *id, GError **error)
{
  JzConnection      *connection = jz_operation_get_connection (operation);
  g_autoptr (GBytes) hash = hash_of (file->bytes);
  g_autofree char   *uuid = jz_source_uuid (connection);
  const char        *which = kind != NULL ? kind : jz_attachment_file_guess (file);

  if (!g_strv_contains (jz_attachment_kinds, which))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: there is no such kind of file"), which);
      return FALSE;
    }
  if (!row_is_there (connection, table, row, error) || !is_new (connection, table, row, hash, error) ||
      !keep_bytes (connection, hash, file->bytes, error) ||
      !jz_connection_run (connection, error,
                          "INSERT INTO attachment (uuid, tbl, row, kind, name, media, size, sha256, changed) VALUES "
                          "(?, ?, ?, ?, ?, ?, ?, ?, jz_operation ())",
                          "sslsssl" "b", uuid, table, row, which, file->name, file->media,
                          (gint64) g_bytes_get_size (file->bytes), hash))
    return FALSE;
  if (id != NULL)
    *id = jz_connection_last_id (connection);
  jz_operation_describe (operation, _("Attached %s"), file->name);
  return TRUE;
}

gboolean
jz_attachment_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection           *connection = jz_operation_get_connection (operation);
  g_autoptr (JzAttachment) attachment = jz_attachment_find (connection, id, error);

  if (attachment == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Removed the attachment %s"), attachment->name);
  return jz_connection_run (connection, error,
                            "UPDATE attachment SET voided = jz_operation (), changed = jz_operation () WHERE id = ?",
                            "l", id);
}

/* Reading. */

void
jz_attachment_free (JzAttachment *self)
{
  g_free (self->table);
  g_free (self->kind);
  g_free (self->name);
  g_free (self->media);
  g_free (self->sha256);
  g_free (self->at);
  g_free (self->who);
  g_free (self);
}

#define COLUMNS \
  "SELECT a.id, a.row, a.size, a.tbl, a.kind, a.name, a.media, lower (hex (a.sha256)), operation.at, account.name FROM attachment a " \
  "LEFT JOIN operation ON operation.id = (SELECT min (operation) FROM operation_row WHERE tbl = 'attachment' AND row = a.id) " \
  "LEFT JOIN account ON account.id = operation.account WHERE a.voided IS NULL AND "

static JzAttachment *
take (JzStatement *row)
{
  JzAttachment *self = g_new0 (JzAttachment, 1);
  char **const  texts[] = { &self->table, &self->kind, &self->name, &self->media, &self->sha256, &self->at,
                            &self->who };

  self->id = jz_statement_int64 (row, 0);
  self->row = jz_statement_int64 (row, 1);
  self->size = jz_statement_int64 (row, 2);
  for (int i = 0; i < (int) G_N_ELEMENTS (texts); i++)
    *texts[i] = jz_statement_dup (row, i + 3);
  return self;
}

GPtrArray *
jz_attachment_list (JzConnection *connection, const char *table, gint64 row, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_attachment_free);
  JzStatement *rows = jz_connection_query (connection, error,
                                           COLUMNS "a.tbl = ? AND a.row = ? ORDER BY instr ('photo invoice acceptance "
                                                   "manual contract other', a.kind), a.id",
                                           "sl", table, row);

  while (jz_statement_next (rows))
    g_ptr_array_add (found, take (rows));
  return jz_statement_finish (rows, error) ? g_steal_pointer (&found) : NULL;
}

JzAttachment *
jz_attachment_find (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement  *row = jz_connection_query (connection, error, COLUMNS "a.id = ?", "l", id);
  JzAttachment *self;

  if (!jz_statement_first (row, _("There is no such attachment"), error))
    return NULL;
  self = take (row);
  jz_statement_reset (row);
  return self;
}

GBytes *
jz_attachment_read (JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (JzAttachment) attachment = jz_attachment_find (connection, id, error);
  g_autoptr (GByteArray)   array = g_byte_array_new ();
  g_autoptr (GBytes)       bytes = NULL;
  g_autofree char         *sum = NULL;
  JzStatement             *rows;

  if (attachment == NULL)
    return NULL;
  rows = jz_connection_query (connection, error,
                              "SELECT c.data FROM attachment a JOIN blob ON blob.sha256 = a.sha256 JOIN blob_chunk c "
                              "ON c.blob = blob.id WHERE a.id = ? "
                              "ORDER BY c.ordinal", "l", id);
  while (jz_statement_next (rows))
    {
      g_autoptr (GBytes) chunk = jz_statement_bytes (rows, 0);

      g_byte_array_append (array, g_bytes_get_data (chunk, NULL), (guint) g_bytes_get_size (chunk));
    }
  if (!jz_statement_finish (rows, error))
    return NULL;
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&array));
  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (strcmp (sum, attachment->sha256) == 0)
    return g_steal_pointer (&bytes);
  g_set_error (error, JZ_ERROR, JZ_ERROR_DAMAGED, _("%s: the attachment is damaged; restore a backup"),
               attachment->name);
  return NULL;
}
