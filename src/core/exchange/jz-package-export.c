/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-package-export.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "jz-bag-output.h"
#include "jz-date.h"
#include "jz-package-part.h"
#include "jz-school.h"
#include "jz-xml-output.h"
#include "jz-xsd-resource.h"

#define BLOCK_SIZE     (64 * 1024)
#define PROGRESS_STEP  1000
#define XSD_RESOURCE   "/org/jiaozhuang/xsd/" JZ_PACKAGE_SCHEMA
#define TAGMANIFEST    "tagmanifest-sha256.txt"

const JzAction jz_action_package = { "package.export", "package" };

typedef struct
{
  const JzActor        *actor;
  const JzPackageOrder *order;
  GCancellable         *cancellable;
  JzConnection         *connection; /* while it is read */
  JzPackageMade        *made;
  JzSchool             *school;
  JzBagOutput          *bag;
  JzXmlOutput           xml;
  char                 *folder, *head, *created, *public_key;
  gint64                operation, base, base_seq;
  guint64               total;
  const JzPartSpec     *spec;       /* of the part at hand, NULL between parts */
  guint64               part_rows;
  guint                 part_number;
} Export;

void
jz_package_made_free (JzPackageMade *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->uuid);
  g_free (self->kind);
  g_free (self->sha256);
  g_ptr_array_unref (self->parts);
  g_free (self);
}

static void
export_clear (Export *self)
{
  g_clear_pointer (&self->made, jz_package_made_free);
  g_clear_pointer (&self->school, jz_school_free);
  g_clear_pointer (&self->bag, jz_bag_output_free);
  jz_xml_output_clear (&self->xml);
  g_free (self->folder);
  g_free (self->head);
  g_free (self->created);
  g_free (self->public_key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static void
flush (Export *self)
{
  jz_bag_output_write (self->bag, self->xml.text->str, self->xml.text->len);
  g_string_truncate (self->xml.text, 0);
}

/* Parts. */

static gboolean
begin_part (Export *self, const JzPartSpec *spec, GError **error)
{
  JzPackagePart   *part = g_new0 (JzPackagePart, 1);

  self->part_number++;
  self->spec = spec;
  self->part_rows = 0;
  part->name = g_strdup_printf ("data/%s-%04u.xml", spec->kind, self->part_number);
  part->kind = g_strdup (spec->kind);
  g_ptr_array_add (self->made->parts, part);
  g_string_append_printf (self->xml.text,
                          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s xmlns=\"" JZ_PACKAGE_NAMESPACE
                          "\" number=\"%u\">\n",
                          spec->kind, self->part_number);
  return jz_bag_output_begin (self->bag, part->name, error);
}

static void
end_part (Export *self)
{
  JzPackagePart *part;

  if (self->spec == NULL)
    return;
  part = g_ptr_array_index (self->made->parts, self->made->parts->len - 1);
  g_string_append_printf (self->xml.text, "</%s>\n", self->spec->kind);
  flush (self);
  part->rows = self->part_rows;
  part->bytes = (guint64) jz_bag_output_tell (self->bag);
  jz_bag_output_end (self->bag, &part->sha256);
  self->spec = NULL;
}

static gboolean
part_is_full (Export *self)
{
  return self->part_rows >= JZ_PART_ROWS_MAX ||
         jz_bag_output_tell (self->bag) + (gint64) self->xml.text->len > JZ_PART_BYTES_MAX - 2 * BLOCK_SIZE;
}

static void
write_column (JzXmlOutput *xml, const char *name, JzStatement *row, int i, char type, int decimals)
{
  const char *text;

  if (type == 'd' || jz_statement_is_null (row, i))
    return;
  switch (type)
    {
    case 't':
      text = jz_statement_text (row, i);
      if (*text != '\0')
        jz_xml_output_text (xml, name, text);
      break;
    case 'n':
      jz_xml_output_number (xml, name, jz_statement_int64 (row, i));
      break;
    case 'm':
      jz_xml_output_money (xml, name, jz_statement_int64 (row, i));
      break;
    default:
      jz_xml_output_quantity (xml, name, jz_statement_int64 (row, i), decimals);
      break;
    }
}

static void
write_row (Export *self, const JzPartSpec *spec, GPtrArray *names, JzStatement *row)
{
  int n = (int) names->len;
  int decimals = spec->types[n - 1] == 'd' ? (int) jz_statement_int64 (row, n - 1) : 0;

  jz_xml_output_open (&self->xml, spec->element);
  for (int i = 0; i < n; i++)
    write_column (&self->xml, g_ptr_array_index (names, (guint) i), row, i, spec->types[i], decimals);
  jz_xml_output_close (&self->xml);
  self->part_rows++;
  self->made->rows++;
}

static gboolean
tell_progress (Export *self, GError **error)
{
  if (self->made->rows % PROGRESS_STEP != 0)
    return TRUE;
  if (self->order->progress != NULL)
    self->order->progress (self->made->rows, MAX (self->total, self->made->rows), self->order->progress_data);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static GPtrArray *
names_of (JzStatement *rows)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; rows != NULL && i < jz_statement_n_columns (rows); i++)
    g_ptr_array_add (names, g_strdup (sqlite3_column_name (jz_statement_get_handle (rows), i)));
  return names;
}

static gboolean
write_to_part (Export *self, const JzPartSpec *spec, GPtrArray *names, JzStatement *row, GError **error)
{
  if (self->spec != NULL && part_is_full (self))
    end_part (self);
  if (self->spec == NULL && !begin_part (self, spec, error))
    return FALSE;
  write_row (self, spec, names, row);
  if (self->xml.text->len > BLOCK_SIZE)
    flush (self);
  return tell_progress (self, error);
}

static gboolean
write_spec (Export *self, const JzPartSpec *spec, GError **error)
{
  JzStatement          *rows = jz_connection_query (self->connection, error, spec->sql, "l", self->base);
  g_autoptr (GPtrArray) names = names_of (rows);

  g_assert (rows == NULL || names->len == strlen (spec->types));
  while (jz_statement_next (rows))
    if (!write_to_part (self, spec, names, rows, error))
      {
        jz_statement_reset (rows);
        return FALSE;
      }
  return jz_statement_finish (rows, error);
}

static gboolean
write_parts (Export *self, GError **error)
{
  for (const JzPartSpec *spec = jz_part_specs; spec->kind != NULL; spec++)
    {
      if (spec > jz_part_specs && strcmp (spec->kind, spec[-1].kind) != 0)
        {
          end_part (self);
          self->part_number = 0;
        }
      if (!write_spec (self, spec, error))
        return FALSE;
    }
  end_part (self);
  return TRUE;
}

/* package.xml and the texts of the bag. */

static void
write_period (Export *self)
{
  g_autofree char *today = NULL;
  char             iso[JZ_DATE_LENGTH];
  JzStatement     *row;

  today = g_strdup (jz_date_to_iso (jz_date_today (), iso));
  row = jz_connection_query (self->connection, NULL,
                             "SELECT school_year || '-' || ordinal, first_day, last_day FROM term "
                             "ORDER BY first_day <= ?1 DESC, abs (julianday (first_day) - julianday (?1)) LIMIT 1",
                             "s", today);
  if (!jz_statement_next (row))
    return;
  jz_xml_output_text (&self->xml, "term", jz_statement_text (row, 0));
  jz_xml_output_text (&self->xml, "from", jz_statement_text (row, 1));
  jz_xml_output_text (&self->xml, "to", jz_statement_text (row, 2));
  jz_statement_reset (row);
}

static gboolean
write_package_xml (Export *self, GError **error)
{
  JzXmlOutput *xml = &self->xml;

  jz_xml_output_raw (xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"" JZ_PACKAGE_NAMESPACE "\"");
  jz_xml_output_text (xml, "id", self->made->uuid);
  jz_xml_output_number (xml, "seq", self->made->seq);
  if (self->base_seq > 0)
    jz_xml_output_number (xml, "base-seq", self->base_seq);
  jz_xml_output_text (xml, "kind", self->made->kind);
  jz_xml_output_number (xml, "edition", JZ_PACKAGE_EDITION);
  jz_xml_output_text (xml, "generator", "Jiaozhuang " PACKAGE_VERSION);
  jz_xml_output_text (xml, "created", self->created);
  jz_xml_output_number (xml, "operation", self->operation);
  jz_xml_output_text (xml, "head", self->head);
  write_period (self);
  jz_xml_output_raw (xml, ">\n<school");
  jz_xml_output_text (xml, "id", self->school->uuid);
  jz_xml_output_text (xml, "code", self->school->code);
  jz_xml_output_text (xml, "name", self->school->name);
  jz_xml_output_text (xml, "stage", self->school->stage);
  jz_xml_output_close (xml);
  for (guint i = 0; i < self->made->parts->len; i++)
    {
      JzPackagePart *part = g_ptr_array_index (self->made->parts, i);

      jz_xml_output_open (xml, "part");
      jz_xml_output_text (xml, "name", part->name);
      jz_xml_output_text (xml, "kind", part->kind);
      jz_xml_output_number (xml, "rows", (gint64) part->rows);
      jz_xml_output_number (xml, "bytes", (gint64) part->bytes);
      jz_xml_output_text (xml, "sha256", part->sha256);
      jz_xml_output_close (xml);
    }
  jz_xml_output_raw (xml, "</package>\n");
  if (!jz_bag_output_begin (self->bag, "data/package.xml", error))
    return FALSE;
  flush (self);
  jz_bag_output_end (self->bag, NULL);
  return TRUE;
}

/* One value, one line: a line end in a school's name must not begin another field. */
static char *
bag_value (const char *text)
{
  char *value = g_strndup (text, 2000);

  for (char *p = value; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  return value;
}

static gboolean
write_bag_texts (Export *self, GError **error)
{
  g_autofree char   *oxum = jz_bag_output_oxum (self->bag), *name = bag_value (self->school->name), *info = NULL;
  g_autofree char   *valid_name = g_utf8_make_valid (name, -1), *date = g_strndup (self->created, 10);
  g_autoptr (GBytes) xsd =
    g_resource_lookup_data (jz_xsd_get_resource (), XSD_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (xsd == NULL)
    return FALSE;
  info = g_strdup_printf ("BagIt-Profile-Identifier: " JZ_PACKAGE_PROFILE "\n"
                          "External-Identifier: urn:uuid:%s\n"
                          "Source-Organization: %s\n"
                          "Bagging-Date: %s\n"
                          "Payload-Oxum: %s\n"
                          "Bag-Software-Agent: Jiaozhuang " PACKAGE_VERSION "\n"
                          "Signing-Key: %s\n",
                          self->made->uuid, valid_name, date, oxum, self->public_key);
  return jz_bag_output_add (self->bag, "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", -1,
                            error) &&
         jz_bag_output_add (self->bag, "bag-info.txt", info, -1, error) &&
         jz_bag_output_add (self->bag, "schemas/" JZ_PACKAGE_SCHEMA, g_bytes_get_data (xsd, NULL),
                            (gssize) g_bytes_get_size (xsd), error);
}

static gboolean
write_signatures (Export *self, const char *tagmanifest, GError **error)
{
  gsize            size = strlen (tagmanifest);
  g_autofree char *comment =
    g_strdup_printf ("package=%s school=%s seq=%" G_GINT64_FORMAT " operation=%" G_GINT64_FORMAT, self->made->uuid,
                     self->school->code, self->made->seq, self->operation);
  g_autofree char *minisig = jz_key_sign (self->order->key, tagmanifest, size, comment);
  g_autofree char *plain = jz_key_sign_plain (self->order->key, tagmanifest, size);

  return jz_bag_output_add (self->bag, "signatures/" TAGMANIFEST ".minisig", minisig, -1, error) &&
         jz_bag_output_add (self->bag, "signatures/" TAGMANIFEST ".sig64", plain, -1, error);
}

static gboolean
write_bag (Export *self, GError **error)
{
  g_autofree char *tagmanifest = NULL;

  self->bag = jz_bag_output_new (self->order->path, self->folder, error);
  if (self->bag == NULL || !write_parts (self, error) || !write_package_xml (self, error) ||
      !write_bag_texts (self, error))
    return FALSE;
  tagmanifest = jz_bag_output_seal (self->bag, error);
  return tagmanifest != NULL && write_signatures (self, tagmanifest, error) &&
         jz_zip_output_finish (jz_bag_output_get_zip (self->bag), &self->made->sha256, &self->made->bytes, error);
}

/* What the package starts after, and what it is called. */

static gboolean
read_base (Export *self, GError **error)
{
  JzStatement *row;

  if (!self->order->since_receipt)
    return TRUE;
  row =
    jz_connection_query (self->connection, error,
                         "SELECT operation, seq FROM package WHERE verdict = 'accepted' ORDER BY seq DESC LIMIT 1", "");
  if (!jz_statement_first (row, _("The county has not yet receipted a package of this school; export the full one"),
                           error))
    return FALSE;
  self->base = jz_statement_int64 (row, 0);
  self->base_seq = jz_statement_int64 (row, 1);
  jz_statement_reset (row);
  return TRUE;
}

static gboolean
read_state (Export *self, GError **error)
{
  JzPackageMade *made = self->made;
  JzPublicKey    public_key;

  made->uuid = g_uuid_string_random ();
  made->path = g_strdup (self->order->path);
  made->kind = g_strdup (self->order->since_receipt ? "incremental" : "full");
  self->created = jz_date_time_now ();
  jz_key_get_public (self->order->key, &public_key);
  self->public_key = jz_public_key_to_text (&public_key);
  self->school = jz_school_read (self->connection, error);
  self->head = jz_operation_head (self->connection, error);
  if (self->school == NULL || self->head == NULL || !read_base (self, error) ||
      !jz_connection_number (self->connection, &self->operation, 0, error, "SELECT max (id) FROM operation", "") ||
      !jz_connection_number (self->connection, &made->seq, 1, error, "SELECT max (seq) + 1 FROM package", ""))
    return FALSE;
  self->folder = g_strdup_printf ("%s-%06" G_GINT64_FORMAT "-%s", self->school->code, made->seq, made->uuid);
  return TRUE;
}

static gboolean
count_rows (Export *self, GError **error)
{
  gint64 n;

  if (!jz_connection_number (
        self->connection, &n, 0, error,
        "SELECT (SELECT count(*) FROM asset) + (SELECT count(*) FROM item) + (SELECT count(*) FROM place) + "
        "(SELECT count(*) FROM balance) + (SELECT count(*) FROM turnover)",
        ""))
    return FALSE;
  self->total = (guint64) n;
  return TRUE;
}

static gboolean
export_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Export *self = data;

  self->connection = connection;
  self->cancellable = cancellable;
  if (!jz_operation_may (connection, self->actor, jz_action_package.permission, error) || !read_state (self, error) ||
      !count_rows (self, error) || !write_bag (self, error))
    return FALSE;
  if (self->order->progress != NULL)
    self->order->progress (self->made->rows, self->made->rows, self->order->progress_data);
  return TRUE;
}

/* The name is given last: what fails before leaves neither file nor row. */
static gboolean
record_cb (JzOperation *operation, gpointer data, GError **error)
{
  Export          *self = data;
  JzPackageMade   *made = self->made;
  JzPublicKey      public_key;
  g_autofree char *key = NULL, *path = g_canonicalize_filename (made->path, NULL);

  jz_key_get_public (self->order->key, &public_key);
  key = jz_public_key_id (&public_key);
  jz_operation_describe (operation, _("Exported package %" PRId64 " for the county"), made->seq);
  return jz_connection_run (
           jz_operation_get_connection (operation), error,
           "INSERT INTO package (uuid, seq, kind, base, base_seq, at, operation, head, rows, bytes, sha256, key, path, changed) "
           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, jz_operation())",
           "slslrslsllsss", made->uuid, made->seq, made->kind, self->base, self->base_seq, self->created,
           self->operation, self->head, (gint64) made->rows, made->bytes, made->sha256, key, path) &&
         jz_zip_output_install (jz_bag_output_get_zip (self->bag), error);
}

JzPackageMade *
jz_package_export (JzStore *store, const JzActor *actor, const JzPackageOrder *order, GCancellable *cancellable,
                   GError **error)
{
  g_auto (Export) self = { .actor = actor, .order = order };

  g_return_val_if_fail (order->path != NULL && order->key != NULL, NULL);

  self.made = g_new0 (JzPackageMade, 1);
  self.made->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_package_part_free);
  jz_xml_output_init (&self.xml);
  if (!jz_store_read_sync (store, export_cb, &self, cancellable, error) ||
      !jz_store_write_sync (store, &jz_action_package, actor, record_cb, &self, NULL, NULL, NULL, error))
    return NULL;
  self.made->clipped = self.xml.clipped;
  return g_steal_pointer (&self.made);
}
