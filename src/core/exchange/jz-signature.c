/* Signing and checking, as minisign does: what is signed is BLAKE2b-512 of the data ("ED"), and a second
 * signature covers the first and the comment, so that the comment can be believed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-error.h"
#include "jz-key-private.h"

#define COMMENT_PREFIX "trusted comment: "
#define HASH_SIZE      crypto_generichash_BYTES_MAX

typedef struct
{
  guint8 algorithm[2]; /* "ED" */
  guint8 id[JZ_KEY_ID_SIZE];
  guint8 signature[crypto_sign_BYTES];
} Signature;
G_STATIC_ASSERT (sizeof (Signature) == 74);

static void
prehash (const void *data, gsize size, guint8 hash[HASH_SIZE])
{
  crypto_generichash (hash, HASH_SIZE, data, size, NULL, 0);
}

/* What the second signature covers. */
static GByteArray *
covered (const Signature *signature, const char *comment)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, signature->signature, sizeof signature->signature);
  return g_byte_array_append (bytes, (const guint8 *) comment, (guint) strlen (comment));
}

char *
jz_key_sign (JzKey *self, const void *data, gsize size, const char *comment)
{
  g_autoptr (GByteArray) both = NULL;
  g_autofree char       *first = NULL, *second = NULL;
  Signature              signature = { .algorithm = { 'E', 'D' } };
  guint8                 hash[HASH_SIZE], over[crypto_sign_BYTES];

  memcpy (signature.id, self->public_key.id, sizeof signature.id);
  prehash (data, size, hash);
  crypto_sign_detached (signature.signature, NULL, hash, sizeof hash, self->secret);
  both = covered (&signature, comment);
  crypto_sign_detached (over, NULL, both->data, both->len, self->secret);
  first = jz_base64_of (&signature, sizeof signature);
  second = jz_base64_of (over, sizeof over);
  return g_strdup_printf ("untrusted comment: signature of a county package\n%s\n" COMMENT_PREFIX "%s\n%s\n", first,
                          comment, second);
}

char *
jz_key_sign_plain (JzKey *self, const void *data, gsize size)
{
  guint8           signature[crypto_sign_BYTES];
  g_autofree char *text = NULL;

  crypto_sign_detached (signature, NULL, data, size, self->secret);
  text = jz_base64_of (signature, sizeof signature);
  return g_strconcat (text, "\n", NULL);
}

static gboolean
refuse (const char *why, GError **error)
{
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_REFUSED, why);
  return FALSE;
}

/* Four lines and nothing else: what a signature file says beside them nobody signed. */
static char *
comment_of (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  if (g_strv_length (lines) != 5 || *lines[4] != '\0' || !g_str_has_prefix (lines[0], "untrusted comment: ") ||
      !g_str_has_prefix (lines[2], COMMENT_PREFIX) || !g_utf8_validate (text, -1, NULL))
    return NULL;
  return g_strdup (lines[2] + strlen (COMMENT_PREFIX));
}

gboolean
jz_signature_check (const char *text, const void *data, gsize size, const JzPublicKey *public_key, char **comment,
                    GError **error)
{
  g_autofree char       *said = comment_of (text);
  g_autofree char       *bytes = said != NULL ? jz_base64_line (text, 1, sizeof (Signature)) : NULL;
  g_autofree char       *over = said != NULL ? jz_base64_line (text, 3, crypto_sign_BYTES) : NULL;
  g_autoptr (GByteArray) both = NULL;
  Signature              signature;
  guint8                 hash[HASH_SIZE];

  if (bytes == NULL || over == NULL || memcmp (bytes, "ED", 2) != 0)
    return refuse (_("this is no signature"), error);
  memcpy (&signature, bytes, sizeof signature);
  if (memcmp (signature.id, public_key->id, sizeof signature.id) != 0)
    return refuse (_("it was signed with another key"), error);
  prehash (data, size, hash);
  if (crypto_sign_verify_detached (signature.signature, hash, sizeof hash, public_key->key) != 0)
    return refuse (_("the signature does not fit the content"), error);
  both = covered (&signature, said);
  if (crypto_sign_verify_detached ((const guint8 *) over, both->data, both->len, public_key->key) != 0)
    return refuse (_("the comment of the signature was changed"), error);
  if (comment != NULL)
    *comment = g_steal_pointer (&said);
  return TRUE;
}

gboolean
jz_signature_check_plain (const char *text, const void *data, gsize size, const JzPublicKey *public_key, GError **error)
{
  g_autofree char *bytes =
    strchr (text, '\n') == text + strlen (text) - 1 ? jz_base64_line (text, 0, crypto_sign_BYTES) : NULL;

  if (bytes == NULL)
    return refuse (_("this is no signature"), error);
  return crypto_sign_verify_detached ((const guint8 *) bytes, data, size, public_key->key) == 0 ||
         refuse (_("the signature does not fit the content"), error);
}
