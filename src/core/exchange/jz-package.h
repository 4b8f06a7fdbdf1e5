/* jz-package: the package that a school sends to its county, and the proof that one is sound.
 *
 *   3301001234-000007-UUID.zip        one folder; ASCII names, deflate, no zip64, nothing that is not listed
 *   └ 3301001234-000007-UUID/
 *      bagit.txt  bag-info.txt        BagIt 1.0 (RFC 8493)
 *      manifest-sha256.txt            all of data/
 *      tagmanifest-sha256.txt         all the rest but signatures/
 *      data/package.xml               what it is: school, number, parts with rows and hashes, journal head
 *      data/places-0001.xml …         rows; see data/xsd/package-1.xsd
 *      schemas/package-1.xsd          for people; a receiver uses its own
 *      signatures/tagmanifest-sha256.txt.minisig   minisign, prehashed
 *      signatures/tagmanifest-sha256.txt.sig64     the same by plain Ed25519, for openssl
 *
 * BagIt alone would let manifests be rebuilt over changed content, leave the tag manifest away, and add files
 * beside data/: so here both manifests and both signatures are required, and everything is listed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-check.h"
#include "jz-key.h"

G_BEGIN_DECLS

/* Called now and then, from whichever thread does the work. */
typedef void (*JzPackageProgress) (guint64 done, guint64 total, gpointer data);

typedef struct
{
  char   *name; /* "data/places-0001.xml" */
  char   *kind; /* "places" */
  guint64 rows;
  guint64 bytes;
  char   *sha256;
} JzPackagePart;

typedef enum
{
  JZ_SIGNATURE_MISSING,
  JZ_SIGNATURE_BAD,
  JZ_SIGNATURE_UNKNOWN, /* fits the content, but who has that key was not asked */
  JZ_SIGNATURE_TRUSTED, /* by the key that was asked for */
} JzSignatureState;

typedef struct
{
  /* As far as it could be read; else NULL or 0. */
  char            *uuid, *kind, *generator, *created, *head;
  char            *school_id, *school_code, *school_name, *stage;
  char            *term, *from, *to;
  gint64           seq, base_seq, operation;
  GPtrArray       *parts;   /* of JzPackagePart */
  JzSignatureState signature;
  char            *key;     /* that the package says it is signed with, "RW…" */
  char            *comment; /* of a signature that fits */
} JzPackageInfo;

void        jz_package_part_free (JzPackagePart *self);
void        jz_package_info_free (JzPackageInfo *self);
/* "missing", "bad", "unknown", "trusted". */
const char *jz_signature_state_to_text (JzSignatureState state);

/* Proves the package at @path: zip, bag, signature (by @trusted; NULL: by the key that it names itself, which shows
 * that it is whole, not who made it), schema of every part, and that parts agree with each other.
 *
 * FALSE with @error when it is refused whole: it is no package, its zip is not to be trusted (JZ_ERROR_REFUSED), or
 * there is no such file (JZ_ERROR_NO_FILE). TRUE otherwise, with what is wrong in @faults: (out) (element-type
 * JzFault), empty when all is well; kinds are "layout", "hash", "signature", "schema", "content".
 * @info: (out) (transfer full). Blocks; memory is bounded whatever the file is. */
gboolean jz_package_verify       (const char *path, const JzPublicKey *trusted, GCancellable *cancellable,
                                  JzPackageProgress progress, gpointer progress_data, GPtrArray **faults,
                                  JzPackageInfo **info, GError **error);

/* The same in a process of its own with bounded memory and time, for what comes from outside: a file that
 * crashes a parser ends that process. JZ_ERROR_REFUSED then too. */
gboolean jz_package_verify_apart (const char *path, const JzPublicKey *trusted, GCancellable *cancellable,
                                  JzPackageProgress progress, gpointer progress_data, GPtrArray **faults,
                                  JzPackageInfo **info, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzPackageInfo, jz_package_info_free)

G_END_DECLS
