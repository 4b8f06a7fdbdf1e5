/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-key.h"
#include "jz-key-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "jz-error.h"

/* 128 MB and a third of a second: a school's PC must be able to unlock it. minisign reads the figures from
 * the file, so its own heavier ones (1 GB) work here too. */
#define SCRYPT_OPERATIONS (1U << 22)
#define SCRYPT_MEMORY     (1U << 27)
#define FILE_MAX          4096

/* What minisign writes in base64, byte for byte (minisign.h of version 0.11: SeckeyStruct). */
typedef struct
{
  guint8 algorithm[2]; /* "Ed" */
  guint8 kdf[2];       /* "Sc", or two NULs: not encrypted */
  guint8 checksum[2];  /* "B2" */
  guint8 salt[crypto_pwhash_scryptsalsa208sha256_SALTBYTES];
  guint8 operations[8]; /* little-endian */
  guint8 memory[8];
  struct
  {
    guint8 id[JZ_KEY_ID_SIZE];
    guint8 secret[crypto_sign_SECRETKEYBYTES];
    guint8 sum[crypto_generichash_BYTES]; /* BLAKE2b-256 over algorithm, id and secret */
  } body;
} SecretFile;
G_STATIC_ASSERT (sizeof (SecretFile) == 158);

typedef struct
{
  guint8      algorithm[2];
  JzPublicKey key;
} PublicText;
G_STATIC_ASSERT (sizeof (PublicText) == 42);

char *
jz_key_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "jiaozhuang", "keys", "package.key", NULL);
}

static char *
public_path (const char *path)
{
  g_autofree char *stem = g_str_has_suffix (path, ".key") ? g_strndup (path, strlen (path) - 4) : g_strdup (path);

  return g_strconcat (stem, ".pub", NULL);
}

char *
jz_base64_line (const char *text, gsize line, gsize size)
{
  g_auto (GStrv)      lines = g_strsplit (text, "\n", -1);
  g_autofree guint8  *bytes = NULL;
  gsize               length = 0;

  if (g_strv_length (lines) <= line)
    return NULL;
  bytes = g_malloc0 (size + 1);
  if (sodium_base642bin (bytes, size, g_strchomp (lines[line]), strlen (lines[line]), NULL, &length, NULL,
                         sodium_base64_VARIANT_ORIGINAL) != 0 ||
      length != size)
    return NULL;
  return (char *) g_steal_pointer (&bytes);
}

char *
jz_base64_of (const void *bytes, gsize size)
{
  gsize room = sodium_base64_ENCODED_LEN (size, sodium_base64_VARIANT_ORIGINAL);

  return sodium_bin2base64 (g_malloc (room), room, bytes, size, sodium_base64_VARIANT_ORIGINAL);
}

/* The public key. */

gboolean
jz_public_key_parse (const char *text, JzPublicKey *public_key)
{
  g_autofree char *tidy = g_strstrip (g_strdup (text));
  g_autofree char *bytes =
    jz_base64_line (tidy, g_str_has_prefix (tidy, "untrusted comment:") ? 1 : 0, sizeof (PublicText));

  if (bytes == NULL || memcmp (bytes, "Ed", 2) != 0)
    return FALSE;
  memcpy (public_key, bytes + 2, sizeof *public_key);
  return TRUE;
}

char *
jz_public_key_to_text (const JzPublicKey *self)
{
  PublicText text = { { 'E', 'd' }, *self };

  return jz_base64_of (&text, sizeof text);
}

char *
jz_public_key_id (const JzPublicKey *self)
{
  guint64 id;

  memcpy (&id, self->id, sizeof id);
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "X", GUINT64_FROM_LE (id));
}

char *
jz_public_key_fingerprint (const JzPublicKey *self)
{
  guint8   hash[crypto_generichash_BYTES];
  GString *text = g_string_new (NULL);

  crypto_generichash (hash, sizeof hash, self->key, sizeof self->key, NULL, 0);
  for (guint i = 0; i < 10; i++)
    g_string_append_printf (text, "%s%02x", i > 0 && i % 2 == 0 ? "-" : "", hash[i]);
  return g_string_free (text, FALSE);
}

/* The secret key. */

static void
body_sum (const SecretFile *file, guint8 sum[crypto_generichash_BYTES])
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, crypto_generichash_BYTES);
  crypto_generichash_update (&state, file->algorithm, sizeof file->algorithm);
  crypto_generichash_update (&state, file->body.id, sizeof file->body.id);
  crypto_generichash_update (&state, file->body.secret, sizeof file->body.secret);
  crypto_generichash_final (&state, sum, crypto_generichash_BYTES);
}

/* Locks or unlocks the body: the same step. */
static gboolean
apply_password (SecretFile *file, const char *password)
{
  guint8  stream[sizeof file->body], *body = (guint8 *) &file->body;
  guint64 operations, memory;

  memcpy (&operations, file->operations, 8);
  memcpy (&memory, file->memory, 8);
  operations = GUINT64_FROM_LE (operations);
  memory = GUINT64_FROM_LE (memory);
  if (operations > crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_SENSITIVE ||
      memory > crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_SENSITIVE ||
      crypto_pwhash_scryptsalsa208sha256 (stream, sizeof stream, password, strlen (password), file->salt, operations,
                                          (size_t) memory) != 0)
    return FALSE;
  for (gsize i = 0; i < sizeof stream; i++)
    body[i] ^= stream[i];
  sodium_memzero (stream, sizeof stream);
  return TRUE;
}

static void
fill_secret (SecretFile *file, JzPublicKey *public_key)
{
  *file = (SecretFile){ .algorithm = { 'E', 'd' }, .checksum = { 'B', '2' } };
  crypto_sign_keypair (public_key->key, file->body.secret);
  randombytes_buf (public_key->id, sizeof public_key->id);
  memcpy (file->body.id, public_key->id, sizeof public_key->id);
  body_sum (file, file->body.sum);
}

static gboolean
lock_secret (SecretFile *file, const char *password, GError **error)
{
  guint64 operations = GUINT64_TO_LE (SCRYPT_OPERATIONS), memory = GUINT64_TO_LE (SCRYPT_MEMORY);

  if (password == NULL || *password == '\0')
    return TRUE;
  memcpy (file->kdf, "Sc", 2);
  memcpy (file->operations, &operations, 8);
  memcpy (file->memory, &memory, 8);
  randombytes_buf (file->salt, sizeof file->salt);
  if (apply_password (file, password))
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_FAILED, _("There is not enough memory to encrypt the key"));
  return FALSE;
}

static gboolean
write_file (const char *path, const char *comment, const void *bytes, gsize size, int mode, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char   *encoded = jz_base64_of (bytes, size);
  g_autofree char   *text = g_strdup_printf ("untrusted comment: %s\n%s\n", comment, encoded);
  gboolean           ok;

  ok = g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, mode,
                                 &local);
  sodium_memzero (encoded, strlen (encoded));
  sodium_memzero (text, strlen (text));
  if (!ok)
    g_set_error (error, JZ_ERROR,
                 g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? JZ_ERROR_DISK_FULL : JZ_ERROR_READ_ONLY,
                 _("%s: the key can't be written (%s)"), path, local->message);
  return ok;
}

/* Packages signed with the key before exist: it is kept under its number. */
static gboolean
set_aside (const char *path, gboolean replace, GError **error)
{
  g_autofree char *name = g_path_get_basename (path), *public_file = public_path (path), *aside = NULL, *id = NULL;
  JzPublicKey      before;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!replace)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: there is a key already"), path);
      return FALSE;
    }
  id = jz_key_read_public (path, &before, NULL) ? jz_public_key_id (&before) : g_uuid_string_random ();
  aside = g_strdup_printf ("%s.%s", path, id);
  if (g_rename (path, aside) == 0)
    {
      g_autofree char *public_aside = g_strdup_printf ("%s.%s", public_file, id);

      g_rename (public_file, public_aside);
      return TRUE;
    }
  g_set_error (error, JZ_ERROR, JZ_ERROR_READ_ONLY, _("%s: the key can't be replaced"), name);
  return FALSE;
}

gboolean
jz_key_make (const char *path, const char *password, gboolean replace, JzPublicKey *public_key, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path), *public_file = public_path (path), *comment = NULL, *id = NULL;
  JzPublicKey      made;
  SecretFile       file;
  PublicText       text;
  gboolean         ok;

  if (sodium_init () < 0 || !set_aside (path, replace, error))
    return FALSE;
  g_mkdir_with_parents (folder, 0700);
  fill_secret (&file, &made);
  text = (PublicText){ { 'E', 'd' }, made };
  id = jz_public_key_id (&made);
  comment = g_strdup_printf ("minisign public key %s", id);
  ok = lock_secret (&file, password, error) &&
       write_file (path, "minisign secret key", &file, sizeof file, 0600, error) &&
       write_file (public_file, comment, &text, sizeof text, 0644, error);
  sodium_memzero (&file, sizeof file);
  if (ok && public_key != NULL)
    *public_key = made;
  return ok;
}

/* A whole small text file. */
static char *
read_file (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char   *text = NULL;
  GStatBuf           info;

  if (g_stat (path, &info) == 0 && (!S_ISREG (info.st_mode) || info.st_size > FILE_MAX))
    g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: this is no key"), path);
  else if (g_file_get_contents (path, &text, NULL, &local))
    return g_steal_pointer (&text);
  else
    g_set_error (error, JZ_ERROR, JZ_ERROR_NO_FILE, _("%s: there is no key"), path);
  return NULL;
}

static gboolean
read_secret (const char *path, SecretFile *file, GError **error)
{
  g_autofree char *text = read_file (path, error);
  g_autofree char *bytes = text != NULL ? jz_base64_line (text, 1, sizeof *file) : NULL;

  if (text == NULL)
    return FALSE;
  if (bytes != NULL)
    {
      memcpy (file, bytes, sizeof *file);
      sodium_memzero (bytes, sizeof *file);
    }
  sodium_memzero (text, strlen (text));
  if (bytes != NULL && memcmp (file->algorithm, "Ed", 2) == 0 && memcmp (file->checksum, "B2", 2) == 0 &&
      (memcmp (file->kdf, "Sc", 2) == 0 || memcmp (file->kdf, "\0\0", 2) == 0))
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: this is no secret key"), path);
  return FALSE;
}

gboolean
jz_key_is_locked (const char *path)
{
  SecretFile file;
  gboolean   locked = read_secret (path, &file, NULL) && file.kdf[0] != 0;

  sodium_memzero (&file, sizeof file);
  return locked;
}

/* minisign writes no checksum into a key that it does not encrypt; the key itself tells. */
static gboolean
body_is_whole (const SecretFile *file)
{
  guint8 sum[crypto_generichash_BYTES], public_key[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
  gboolean whole;

  body_sum (file, sum);
  if (sodium_memcmp (sum, file->body.sum, sizeof sum) == 0)
    return TRUE;
  if (file->kdf[0] != 0 || !sodium_is_zero (file->body.sum, sizeof file->body.sum))
    return FALSE;
  crypto_sign_seed_keypair (public_key, secret, file->body.secret);
  whole = sodium_memcmp (secret, file->body.secret, sizeof secret) == 0;
  sodium_memzero (secret, sizeof secret);
  return whole;
}

static gboolean
unlock (SecretFile *file, const char *path, const char *password, GError **error)
{
  if (file->kdf[0] != 0 && (password == NULL || *password == '\0'))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_ALLOWED, _("%s: the key has a password, and none was given"), path);
      return FALSE;
    }
  if ((file->kdf[0] == 0 || apply_password (file, password)) && body_is_whole (file))
    return TRUE;
  if (file->kdf[0] != 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_ALLOWED, _("%s: the password of the key is wrong"), path);
  else
    g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: the key is damaged"), path);
  return FALSE;
}

JzKey *
jz_key_load (const char *path, const char *password, GError **error)
{
  SecretFile file;
  JzKey     *key = NULL;

  if (sodium_init () >= 0 && read_secret (path, &file, error) && unlock (&file, path, password, error))
    {
      key = sodium_malloc (sizeof *key);
      memcpy (key->public_key.id, file.body.id, sizeof file.body.id);
      memcpy (key->secret, file.body.secret, sizeof file.body.secret);
      crypto_sign_ed25519_sk_to_pk (key->public_key.key, key->secret);
    }
  sodium_memzero (&file, sizeof file);
  return key;
}

void
jz_key_free (JzKey *self)
{
  sodium_free (self);
}

void
jz_key_get_public (JzKey *self, JzPublicKey *public_key)
{
  *public_key = self->public_key;
}

gboolean
jz_key_read_public (const char *path, JzPublicKey *public_key, GError **error)
{
  g_autofree char *public_file = public_path (path), *text = read_file (public_file, error);

  if (text == NULL)
    return FALSE;
  if (jz_public_key_parse (text, public_key))
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: this is no public key"), public_file);
  return FALSE;
}
