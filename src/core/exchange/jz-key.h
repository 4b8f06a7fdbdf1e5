/* jz-key: the key pair that signs a school's packages, in minisign's file formats.
 *
 * Ed25519. The secret key is a file of its own (mode 0600), encrypted with a password (scrypt) or not; beside
 * it lies the public one, NAME.key and NAME.pub. `minisign -S` and `minisign -V` use both as they are, and
 * theirs are read here. A key that is replaced is kept under another name, since packages signed with it exist.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define JZ_KEY_ID_SIZE     8
#define JZ_KEY_PUBLIC_SIZE 32

typedef struct
{
  guint8 id[JZ_KEY_ID_SIZE];
  guint8 key[JZ_KEY_PUBLIC_SIZE];
} JzPublicKey;

typedef struct _JzKey JzKey; /* the secret one; its memory is locked and wiped */

/* Where the program keeps it: DATA/jiaozhuang/keys/package.key. Returns: (transfer full) */
char     *jz_key_default_path (void);

/* Makes a pair at @path; @password NULL or "": not encrypted. JZ_ERROR_CONFLICT where there is one, unless
 * @replace; the one before is then kept as PATH.KEYID. @public_key: (out) (optional). */
gboolean  jz_key_make        (const char *path, const char *password, gboolean replace, JzPublicKey *public_key,
                              GError **error);

/* JZ_ERROR_NO_FILE, JZ_ERROR_REFUSED for what is no secret key, JZ_ERROR_NOT_ALLOWED when the password is
 * wrong or missing. Returns: (transfer full) */
JzKey    *jz_key_load        (const char *path, const char *password, GError **error);
void      jz_key_free        (JzKey *self);
void      jz_key_get_public  (JzKey *self, JzPublicKey *public_key);

/* Whether a password is needed to load it; FALSE too where there is none. */
gboolean  jz_key_is_locked   (const char *path);

/* The public half of the key at @path, without its password. */
gboolean  jz_key_read_public (const char *path, JzPublicKey *public_key, GError **error);

/* minisign's text "RW…", alone or as the second line of a .pub file. FALSE for anything else. */
gboolean  jz_public_key_parse       (const char *text, JzPublicKey *public_key);
/* The same way round: "RW…". Returns: (transfer full) */
char     *jz_public_key_to_text     (const JzPublicKey *self);
/* "2A5F0C…", 16 digits, as minisign prints it. Returns: (transfer full) */
char     *jz_public_key_id          (const JzPublicKey *self);
/* "3f2a-91c0-77de-0b41-a2c9", to be compared on paper: the first 80 bits of BLAKE2b-256 over the key.
 * Returns: (transfer full) */
char     *jz_public_key_fingerprint (const JzPublicKey *self);

/* A .minisig for @data: prehashed ("ED") with a signed comment. Returns: (transfer full) */
char     *jz_key_sign       (JzKey *self, const void *data, gsize size, const char *comment);
/* The plain Ed25519 signature of @data in base64 and a line end, for openssl. Returns: (transfer full) */
char     *jz_key_sign_plain (JzKey *self, const void *data, gsize size);

/* Whether @signature (the text of a .minisig) is that of @data by @public_key. JZ_ERROR_REFUSED says what is
 * wrong. @comment: (out) (optional) (transfer full): the signed comment. */
gboolean  jz_signature_check       (const char *signature, const void *data, gsize size, const JzPublicKey *public_key,
                                    char **comment, GError **error);
gboolean  jz_signature_check_plain (const char *signature, const void *data, gsize size, const JzPublicKey *public_key,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzKey, jz_key_free)

G_END_DECLS
