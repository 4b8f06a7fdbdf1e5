/* jz-bag-input: the bag around a package's data: its one folder, its files, its manifests and signatures.
 *
 * Stricter than BagIt: both manifests are required, list every file, and nothing unlisted may be there. What is
 * missing or wrong is told as faults of kind "layout", "hash" or "signature"; an error means refused as a whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-package.h"
#include "jz-zip-input.h"

G_BEGIN_DECLS

typedef struct
{
  JzZipInput   *zip;
  GCancellable *cancellable;
  char         *folder;   /* the one that everything is in */
  GPtrArray    *faults;   /* not owned */
  GHashTable   *files;    /* names within the folder */
  GHashTable   *manifest; /* name → SHA-256 of data/; NULL when there is none */
  char         *uuid;     /* by bag-info.txt */
  char         *key;      /* likewise */
  char         *oxum;     /* likewise */
} JzBagInput;

/* Proves the zip and its names. Errors: JZ_ERROR_REFUSED, JZ_ERROR_NO_FILE. Returns: (transfer full) */
JzBagInput *jz_bag_input_open  (const char *path, GPtrArray *faults, GCancellable *cancellable, GError **error);
void        jz_bag_input_free  (JzBagInput *self);

/* Reads everything but data/ and proves it, down to the signatures, which are told in @info. FALSE only on an error. */
gboolean    jz_bag_input_check (JzBagInput *self, const JzPublicKey *trusted, JzPackageInfo *info, GError **error);

/* The name in the zip of @name. Returns: (transfer full) */
char       *jz_bag_input_entry (JzBagInput *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzBagInput, jz_bag_input_free)

G_END_DECLS
