/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-bag-input.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-package-part.h"
#include "jz-part-reader.h"
#include "jz-zip-strict.h"

#define TAGMANIFEST "tagmanifest-sha256.txt"
#define MANIFEST    "manifest-sha256.txt"
#define MINISIG     "signatures/" TAGMANIFEST ".minisig"
#define SIG64       "signatures/" TAGMANIFEST ".sig64"
#define BAGIT       "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
#define TEXT_MAX    (256 * 1024)

/* A million rows are 60 parts and 500 MB, deflated about twentyfold; a thousandfold is a bomb. */
static const JzZipLimits limits = {
  .max_entries = 200,
  .max_entry_bytes = JZ_PART_BYTES_MAX,
  .max_total_bytes = G_GUINT64_CONSTANT (1) << 30,
  .max_ratio = 200,
  .ratio_from = 1024 * 1024,
  .ascii_names = TRUE,
};

static const char *const required[] = { "bagit.txt",        "bag-info.txt", MANIFEST, TAGMANIFEST,
                                        "data/package.xml", MINISIG,        SIG64 };

static gboolean
refuse_folder (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: this zip is not a county package"), name);
  return FALSE;
}

/* Every file in one folder that is named CODE-NUMBER-UUID. */
static gboolean
take_names (JzBagInput *self, const char *path, GError **error)
{
  const char *const *names = jz_zip_input_names (self->zip);
  const char        *slash = names[0] != NULL ? strchr (names[0], '/') : NULL;

  if (slash == NULL)
    return refuse_folder (path, error);
  self->folder = g_strndup (names[0], (gsize) (slash - names[0]));
  if (!g_regex_match_simple (
        "^[0-9A-Za-z]{1,20}-[0-9]{6,18}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\z", self->folder,
        0, 0))
    return refuse_folder (path, error);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      if (!g_str_has_prefix (names[i], self->folder) || names[i][strlen (self->folder)] != '/')
        return refuse_folder (path, error);
      g_hash_table_add (self->files, g_strdup (names[i] + strlen (self->folder) + 1));
    }
  return g_hash_table_contains (self->files, "bagit.txt") || refuse_folder (path, error);
}

JzBagInput *
jz_bag_input_open (const char *path, GPtrArray *faults, GCancellable *cancellable, GError **error)
{
  g_autoptr (JzBagInput) self = g_new0 (JzBagInput, 1);

  self->faults = faults;
  self->cancellable = cancellable;
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!jz_zip_is_strict (path, error) || (self->zip = jz_zip_input_open (path, &limits, cancellable, error)) == NULL ||
      !take_names (self, path, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
jz_bag_input_free (JzBagInput *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->zip, jz_zip_input_free);
  g_clear_pointer (&self->manifest, g_hash_table_unref);
  g_hash_table_unref (self->files);
  g_free (self->folder);
  g_free (self->uuid);
  g_free (self->key);
  g_free (self->oxum);
  g_free (self);
}

char *
jz_bag_input_entry (JzBagInput *self, const char *name)
{
  return g_strdup_printf ("%s/%s", self->folder, name);
}

static void
blame (JzBagInput *self, const char *kind, const char *where, const char *what)
{
  jz_package_fault (self->faults, kind, where, 0, what);
}

static void
check_names (JzBagInput *self)
{
  GHashTableIter iter;
  gpointer       key;

  for (gsize i = 0; i < G_N_ELEMENTS (required); i++)
    if (!g_hash_table_contains (self->files, required[i]))
      blame (self, "layout", required[i], _("this file is missing"));
  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_strv_contains ((const char *const[]){ "bagit.txt", "bag-info.txt", MANIFEST, TAGMANIFEST, "data/package.xml",
                                                 MINISIG, SIG64, NULL },
                          key) &&
        !g_regex_match_simple ("^(data/[a-z]{1,20}-[0-9]{4}\\.xml|schemas/[a-z0-9-]{1,40}\\.xsd)\\z", key, 0, 0))
      blame (self, "layout", key, _("this file does not belong into a package"));
}

/* A text with its hash; NULL without @error where it is missing or too long, which is told. */
static char *
read_text (JzBagInput *self, const char *name, char **sha256, GError **error)
{
  g_auto (JzHashedEntry) entry = { 0 };
  g_autofree char       *full = jz_bag_input_entry (self, name), *text = NULL;
  gsize                  size = 0;
  gssize                 n;

  if (!g_hash_table_contains (self->files, name))
    return NULL;
  if (!jz_hashed_entry_open (&entry, self->zip, full, error))
    return NULL;
  text = g_malloc (TEXT_MAX + 1);
  while ((n = jz_hashed_entry_read (&entry, text + size, TEXT_MAX + 1 - size, error)) > 0 &&
         (size += (gsize) n) <= TEXT_MAX)
    ;
  if (n < 0)
    return NULL;
  if (size > TEXT_MAX || memchr (text, '\0', size) != NULL)
    {
      blame (self, "layout", name, _("this is no text, or it is too long"));
      return NULL;
    }
  text[size] = '\0';
  if (sha256 != NULL)
    *sha256 = jz_sha256_end (&entry.sum);
  return g_steal_pointer (&text);
}

/* "HASH  NAME" lines. NULL where it is not that, which is told. */
static GHashTable *
parse_manifest (JzBagInput *self, const char *name, const char *text)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv)         lines = g_strsplit (text, "\n", -1);
  guint                  n = g_strv_length (lines);

  for (guint i = 0; i + 1 < n; i++)
    {
      if (!g_regex_match_simple ("^[0-9a-f]{64}  [\\x21-\\x7e]{1,200}\\z", lines[i], 0, 0) ||
          g_hash_table_contains (table, lines[i] + 66))
        {
          jz_package_fault (self->faults, "layout", name, i + 1,
                            _("this is no line of a manifest, or the file is listed twice"));
          return NULL;
        }
      g_hash_table_insert (table, g_strdup (lines[i] + 66), g_strndup (lines[i], 64));
    }
  if (n < 2 || *lines[n - 1] != '\0')
    {
      blame (self, "layout", name, _("the manifest is cut off"));
      return NULL;
    }
  return g_steal_pointer (&table);
}

/* Whether the manifest @table lists just the files for which @covers says so. */
static void
compare_names (JzBagInput *self, GHashTable *table, const char *name, gboolean (*covers) (const char *))
{
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (covers (key) && !g_hash_table_contains (table, key))
      blame (self, "layout", key, _("this file is not in the manifest"));
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!covers (key))
      blame (self, "layout", name, _("the manifest lists a file that does not belong there"));
    else if (!g_hash_table_contains (self->files, key))
      blame (self, "layout", key, _("this file is missing"));
}

static gboolean
is_payload (const char *name)
{
  return g_str_has_prefix (name, "data/");
}

static gboolean
is_tag (const char *name)
{
  return !is_payload (name) && !g_str_has_prefix (name, "signatures/") && strcmp (name, TAGMANIFEST) != 0;
}

static void
compare_hash (JzBagInput *self, GHashTable *table, const char *name, const char *sha256)
{
  const char *wanted = g_hash_table_lookup (table, name);

  if (wanted != NULL && sha256 != NULL && strcmp (wanted, sha256) != 0)
    blame (self, "hash", name, _("the content is not what the manifest says"));
}

/* The schemas are for people: no more is asked than that they are the ones that were signed. */
static gboolean
check_schemas (JzBagInput *self, GHashTable *tags, GError **error)
{
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_autofree char *text = NULL, *sha256 = NULL;

      if (!g_str_has_prefix (key, "schemas/"))
        continue;
      if ((text = read_text (self, key, &sha256, error)) == NULL && error != NULL && *error != NULL)
        return FALSE;
      compare_hash (self, tags, key, sha256);
    }
  return TRUE;
}

/* The value of a field; NULL where it is missing or there twice. */
static char *
field (const char *text, const char *name)
{
  g_auto (GStrv)   lines = g_strsplit (text, "\n", -1);
  g_autofree char *prefix = g_strconcat (name, ": ", NULL);
  const char      *found = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], prefix))
      {
        if (found != NULL)
          return NULL;
        found = lines[i] + strlen (prefix);
      }
  return g_strdup (found);
}

static void
check_info (JzBagInput *self, const char *text)
{
  g_autofree char *profile = field (text, "BagIt-Profile-Identifier"), *uuid = field (text, "External-Identifier");

  self->key = field (text, "Signing-Key");
  self->oxum = field (text, "Payload-Oxum");
  if (g_strcmp0 (profile, JZ_PACKAGE_PROFILE) != 0)
    blame (self, "layout", "bag-info.txt", _("this is another edition of the package than this program knows"));
  if (uuid != NULL && g_str_has_prefix (uuid, "urn:uuid:"))
    self->uuid = g_strdup (uuid + strlen ("urn:uuid:"));
  if (self->uuid == NULL || !g_str_has_suffix (self->folder, self->uuid))
    blame (self, "layout", "bag-info.txt", _("the package is called otherwise than its folder"));
}

static void
check_signatures (JzBagInput *self, const char *tagmanifest, const char *minisig, const char *plain,
                  const JzPublicKey *trusted, JzPackageInfo *info)
{
  g_autoptr (GError) error = NULL;
  JzPublicKey        named;
  const JzPublicKey *key = trusted;
  gboolean           has_named = self->key != NULL && jz_public_key_parse (self->key, &named);

  info->signature = minisig == NULL || plain == NULL ? JZ_SIGNATURE_MISSING : JZ_SIGNATURE_BAD;
  if (tagmanifest == NULL || info->signature == JZ_SIGNATURE_MISSING)
    return;
  if (!has_named)
    blame (self, "signature", "bag-info.txt", _("it does not say which key it is signed with"));
  if (has_named)
    info->key = jz_public_key_to_text (&named);
  if (key == NULL && has_named)
    key = &named;
  if (key == NULL)
    return;
  if (!jz_signature_check (minisig, tagmanifest, strlen (tagmanifest), key, &info->comment, &error))
    blame (self, "signature", MINISIG, error->message);
  else if (!jz_signature_check_plain (plain, tagmanifest, strlen (tagmanifest), key, &error))
    blame (self, "signature", SIG64, error->message);
  else if (has_named && memcmp (key, &named, sizeof named) != 0)
    blame (self, "signature", "bag-info.txt", _("it was signed with another key"));
  else
    info->signature = trusted != NULL ? JZ_SIGNATURE_TRUSTED : JZ_SIGNATURE_UNKNOWN;
}

gboolean
jz_bag_input_check (JzBagInput *self, const JzPublicKey *trusted, JzPackageInfo *info, GError **error)
{
  static const char *const names[] = { "bagit.txt", "bag-info.txt", MANIFEST, TAGMANIFEST, MINISIG, SIG64 };
  g_autoptr (GHashTable)   tags = NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free), sums = g_ptr_array_new_with_free_func (g_free);
  char                   **text, **sum;

  check_names (self);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) failure = NULL;
      char              *sha256 = NULL;

      g_ptr_array_add (texts, read_text (self, names[i], &sha256, &failure));
      g_ptr_array_add (sums, sha256);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  text = (char **) texts->pdata;
  sum = (char **) sums->pdata;
  if (g_strcmp0 (text[0], BAGIT) != 0)
    blame (self, "layout", "bagit.txt", _("this is not what BagIt 1.0 prescribes"));
  if (text[1] != NULL)
    check_info (self, text[1]);
  if (text[2] != NULL && (self->manifest = parse_manifest (self, MANIFEST, text[2])) != NULL)
    compare_names (self, self->manifest, MANIFEST, is_payload);
  if (text[3] != NULL && (tags = parse_manifest (self, TAGMANIFEST, text[3])) != NULL)
    {
      compare_names (self, tags, TAGMANIFEST, is_tag);
      for (gsize i = 0; i < 3; i++)
        compare_hash (self, tags, names[i], sum[i]);
      if (!check_schemas (self, tags, error))
        return FALSE;
    }
  check_signatures (self, text[3], text[4], text[5], trusted, info);
  return TRUE;
}
