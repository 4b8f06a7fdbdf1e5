/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-bag-input.h"
#include "jz-package-part.h"
#include "jz-package-rules.h"
#include "jz-schema-walk.h"

#define PACKAGE_XML "data/package.xml"
#define N_THREADS   4
#define PARTS_MAX   1000

typedef struct
{
  JzBagInput       *bag;
  JzPackageInfo    *info;
  GPtrArray        *faults;
  JzPackageProgress progress;
  gpointer          progress_data;
  guint64           rows, total;
  guint64           payload_bytes;
} Verify;

static void
blame (Verify *self, const char *kind, const char *where, const char *what)
{
  jz_package_fault (self->faults, kind, where, 0, what);
}

/* package.xml. */

typedef struct
{
  int             n;
  const xmlChar **values;
} Attributes;

/* NULL where there is none of that name. */
static char *
attribute (const Attributes *attributes, const char *name)
{
  for (int i = 0; i < attributes->n; i++)
    {
      const xmlChar **p = attributes->values + 5 * i;

      if (strcmp ((const char *) p[0], name) == 0)
        {
          g_autoptr (GString) value = g_string_new_len ((const char *) p[3], p[4] - p[3]);

          g_string_replace (value, "&#38;", "&", 0);
          return g_strdup (value->str);
        }
    }
  return NULL;
}

static void
take_text (const Attributes *attributes, const char *name, char **text)
{
  g_free (*text);
  *text = attribute (attributes, name);
}

static gint64
number (const Attributes *attributes, const char *name)
{
  g_autofree char *text = attribute (attributes, name);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static void
take_package (JzPackageInfo *info, const Attributes *attributes)
{
  take_text (attributes, "id", &info->uuid);
  take_text (attributes, "kind", &info->kind);
  take_text (attributes, "generator", &info->generator);
  take_text (attributes, "created", &info->created);
  take_text (attributes, "head", &info->head);
  take_text (attributes, "term", &info->term);
  take_text (attributes, "from", &info->from);
  take_text (attributes, "to", &info->to);
  info->seq = number (attributes, "seq");
  info->base_seq = number (attributes, "base-seq");
  info->operation = number (attributes, "operation");
}

static void
take_school (JzPackageInfo *info, const Attributes *attributes)
{
  take_text (attributes, "id", &info->school_id);
  take_text (attributes, "code", &info->school_code);
  take_text (attributes, "name", &info->school_name);
  take_text (attributes, "stage", &info->stage);
}

static void
take_part (JzPackageInfo *info, const Attributes *attributes)
{
  JzPackagePart *part = g_new0 (JzPackagePart, 1);

  take_text (attributes, "name", &part->name);
  take_text (attributes, "kind", &part->kind);
  take_text (attributes, "sha256", &part->sha256);
  part->rows = (guint64) number (attributes, "rows");
  part->bytes = (guint64) number (attributes, "bytes");
  g_ptr_array_add (info->parts, part);
}

static void
package_cb (guint depth, const char *element, int n, const xmlChar **values, guint line, gpointer data)
{
  JzPackageInfo *info = data;
  Attributes     attributes = { n, values };

  if (depth == 1)
    take_package (info, &attributes);
  else if (depth == 2 && strcmp (element, "school") == 0)
    take_school (info, &attributes);
  else if (depth == 2 && strcmp (element, "part") == 0 && info->parts->len < PARTS_MAX)
    take_part (info, &attributes);
}

/* What breaks the schema is not told as if it were known. */
static void
forget (JzPackageInfo *info)
{
  Attributes none = { 0, NULL };

  take_package (info, &none);
  take_school (info, &none);
  g_ptr_array_set_size (info->parts, 0);
}

/* FALSE where nothing further can be read; @error only when the zip can't. */
static gboolean
read_package_xml (Verify *self, GError **error)
{
  g_auto (JzHashedEntry) entry = { 0 };
  g_autofree char       *name = jz_bag_input_entry (self->bag, PACKAGE_XML), *sha256 = NULL;
  guint                  before = self->faults->len;
  const char            *wanted;

  if (!g_hash_table_contains (self->bag->files, PACKAGE_XML) ||
      !jz_hashed_entry_open (&entry, self->bag->zip, name, error) ||
      !jz_schema_walk (PACKAGE_XML, "package", FALSE, &entry, package_cb, self->info, self->faults, error) ||
      !jz_hashed_entry_drain (&entry, error))
    return FALSE;
  sha256 = jz_sha256_end (&entry.sum);
  self->payload_bytes += entry.bytes;
  if (self->faults->len > before)
    forget (self->info);
  wanted = self->bag->manifest != NULL ? g_hash_table_lookup (self->bag->manifest, PACKAGE_XML) : NULL;
  if (wanted != NULL && strcmp (wanted, sha256) != 0)
    blame (self, "hash", PACKAGE_XML, _("the content is not what the manifest says"));
  return self->info->uuid != NULL;
}

/* Whether the parts are named and ordered as they must be, and are all that is below data/. */
static void
check_part_names (Verify *self)
{
  GPtrArray *parts = self->info->parts;
  guint      spec = 0, next = 1;

  for (guint i = 0; i < parts->len; i++)
    {
      const JzPackagePart *part = g_ptr_array_index (parts, i);
      g_autofree char     *wanted = NULL;

      if (i > 0 && strcmp (part->kind, ((JzPackagePart *) g_ptr_array_index (parts, i - 1))->kind) != 0)
        next = 1;
      while (jz_part_specs[spec].kind != NULL && strcmp (jz_part_specs[spec].kind, part->kind) != 0)
        spec++;
      wanted = g_strdup_printf ("data/%s-%04u.xml", part->kind, next++);
      if (jz_part_specs[spec].kind == NULL || strcmp (wanted, part->name) != 0)
        blame (self, "layout", part->name, _("the parts are not in their order"));
      if (!g_hash_table_contains (self->bag->files, part->name))
        blame (self, "layout", part->name, _("this file is missing"));
    }
}

static void
check_nothing_else (Verify *self)
{
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter         iter;
  gpointer               key;

  for (guint i = 0; i < self->info->parts->len; i++)
    g_hash_table_add (named, ((JzPackagePart *) g_ptr_array_index (self->info->parts, i))->name);
  g_hash_table_iter_init (&iter, self->bag->files);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_prefix (key, "data/") && strcmp (key, PACKAGE_XML) != 0 && !g_hash_table_contains (named, key))
      blame (self, "layout", key, _("package.xml does not name this part"));
}

static void
check_identity (Verify *self)
{
  const JzPackageInfo *info = self->info;
  g_autofree char *folder = g_strdup_printf ("%s-%06" G_GINT64_FORMAT "-%s", info->school_code, info->seq, info->uuid);

  if (strcmp (folder, self->bag->folder) != 0)
    blame (self, "content", PACKAGE_XML, _("school, number or id are not those of the folder"));
  if ((strcmp (info->kind, "incremental") == 0) != (info->base_seq > 0) || info->base_seq >= info->seq)
    blame (self, "content", PACKAGE_XML, _("an incremental package names the one it builds on, and no other does"));
}

/* Parts. */

typedef struct
{
  JzBagInput    *bag;
  JzPackagePart *part;
  JzPartReading *reading;
  GMutex         mutex;
  GCond          done;
} Job;

static void
read_cb (gpointer data, gpointer unused)
{
  Job             *job = data;
  g_autofree char *name = jz_bag_input_entry (job->bag, job->part->name);
  JzPartReading   *reading = jz_part_read (job->bag->zip, name, job->part);

  g_mutex_lock (&job->mutex);
  job->reading = reading;
  g_cond_signal (&job->done);
  g_mutex_unlock (&job->mutex);
}

static void
job_free (Job *job)
{
  g_clear_pointer (&job->reading, jz_part_reading_free);
  g_mutex_clear (&job->mutex);
  g_cond_clear (&job->done);
  g_free (job);
}

static Job *
job_start (Verify *self, GThreadPool *pool, JzPackagePart *part)
{
  Job *job = g_new0 (Job, 1);

  job->bag = self->bag;
  job->part = part;
  g_mutex_init (&job->mutex);
  g_cond_init (&job->done);
  g_thread_pool_push (pool, job, NULL);
  return job;
}

static JzPartReading *
job_wait (Job *job)
{
  g_mutex_lock (&job->mutex);
  while (job->reading == NULL)
    g_cond_wait (&job->done, &job->mutex);
  g_mutex_unlock (&job->mutex);
  return job->reading;
}

/* What was not signed is not judged: a part whose hash is wrong has that fault and no other. */
static gboolean
take_reading (Verify *self, JzPackageRules *rules, JzPartReading *reading, GError **error)
{
  const JzPackagePart *part = reading->part;
  const char *wanted = self->bag->manifest != NULL ? g_hash_table_lookup (self->bag->manifest, part->name) : NULL;

  if (reading->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reading->error));
      return FALSE;
    }
  self->payload_bytes += reading->bytes;
  self->rows += reading->n_rows;
  if (wanted != NULL && strcmp (wanted, reading->sha256) != 0)
    blame (self, "hash", part->name, _("the content is not what the manifest says"));
  else
    {
      for (guint i = 0; i < reading->faults->len; i++)
        {
          JzFault *fault = g_ptr_array_index (reading->faults, i);

          blame (self, fault->kind, fault->where, fault->what);
        }
      if (reading->faults->len == 0 && reading->n_rows != part->rows)
        blame (self, "content", part->name, _("it has more or fewer rows than package.xml says"));
      if (strcmp (part->sha256, reading->sha256) != 0 || part->bytes != reading->bytes)
        blame (self, "content", part->name, _("its size or hash is not what package.xml says"));
      jz_package_rules_take (rules, part, reading->rows);
    }
  if (self->progress != NULL)
    self->progress (self->rows, MAX (self->total, self->rows), self->progress_data);
  return !g_cancellable_set_error_if_cancelled (self->bag->cancellable, error);
}

/* Parts are read side by side, a few ahead, and judged one after the other. */
static gboolean
read_parts (Verify *self, GError **error)
{
  guint                       n_threads = MIN (g_get_num_processors (), N_THREADS), next = 0;
  GThreadPool                *pool = g_thread_pool_new (read_cb, NULL, (int) n_threads, FALSE, NULL);
  g_autoptr (GPtrArray)       jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) job_free);
  g_autoptr (GPtrArray)       there = g_ptr_array_new ();
  guint                       before = self->faults->len;
  g_autoptr (JzPackageRules)  rules = jz_package_rules_new (strcmp (self->info->kind, "full") == 0, self->faults);
  gboolean                    ok = TRUE;

  for (guint i = 0; i < self->info->parts->len; i++)
    {
      JzPackagePart *part = g_ptr_array_index (self->info->parts, i);

      self->total += part->rows;
      if (g_hash_table_contains (self->bag->files, part->name))
        g_ptr_array_add (there, part);
    }
  for (guint i = 0; ok && i < there->len; i++)
    {
      for (; next < there->len && next < i + n_threads + 1; next++)
        g_ptr_array_add (jobs, job_start (self, pool, g_ptr_array_index (there, next)));
      ok = take_reading (self, rules, job_wait (g_ptr_array_index (jobs, i)), error);
      g_clear_pointer (&((Job *) g_ptr_array_index (jobs, i))->reading, jz_part_reading_free);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
  /* Where rows could not be read, what refers to them would be blamed for it. */
  if (ok && self->faults->len == before)
    jz_package_rules_finish (rules);
  return ok;
}

static void
check_oxum (Verify *self)
{
  guint            n = 0;
  GHashTableIter   iter;
  gpointer         key;
  g_autofree char *oxum = NULL;

  g_hash_table_iter_init (&iter, self->bag->files);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    n += g_str_has_prefix (key, "data/");
  oxum = g_strdup_printf ("%" G_GUINT64_FORMAT ".%u", self->payload_bytes, n);
  if (g_strcmp0 (self->bag->oxum, oxum) != 0)
    blame (self, "layout", "bag-info.txt", _("Payload-Oxum is not the size of data/"));
}

gboolean
jz_package_verify (const char *path, const JzPublicKey *trusted, GCancellable *cancellable, JzPackageProgress progress,
                   gpointer progress_data, GPtrArray **faults, JzPackageInfo **info, GError **error)
{
  g_autoptr (GPtrArray)     found = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_fault_free);
  g_autoptr (JzPackageInfo) said = g_new0 (JzPackageInfo, 1);
  g_autoptr (JzBagInput)    bag = NULL;
  g_autoptr (GError)        failure = NULL;
  Verify self = { .info = said, .faults = found, .progress = progress, .progress_data = progress_data };

  xmlInitParser ();
  said->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_package_part_free);
  bag = self.bag = jz_bag_input_open (path, found, cancellable, error);
  if (bag == NULL || !jz_bag_input_check (bag, trusted, said, error))
    return FALSE;
  if (read_package_xml (&self, &failure))
    {
      check_part_names (&self);
      check_nothing_else (&self);
      check_identity (&self);
      if (!read_parts (&self, &failure))
        g_assert (failure != NULL);
      else
        check_oxum (&self);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  *faults = g_steal_pointer (&found);
  *info = g_steal_pointer (&said);
  return TRUE;
}
