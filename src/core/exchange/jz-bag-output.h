/* jz-bag-output: writes a BagIt folder (RFC 8493) into a zip: hashes while writing, keeps the manifests.
 *
 * What is below data/ goes into manifest-sha256.txt, what is below signatures/ nowhere, and everything else
 * into tagmanifest-sha256.txt. Errors are those of jz-zip-output.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-zip-output.h"

G_BEGIN_DECLS

typedef struct _JzBagOutput JzBagOutput;

/* @folder: the one folder that holds everything. Returns: (transfer full) */
JzBagOutput *jz_bag_output_new   (const char *path, const char *folder, GError **error);
void         jz_bag_output_free  (JzBagOutput *self);

/* One file after the other, @name relative to the folder. */
gboolean     jz_bag_output_begin (JzBagOutput *self, const char *name, GError **error);
void         jz_bag_output_write (JzBagOutput *self, const void *bytes, gsize size);
/* How large the file at hand is by now. */
gint64       jz_bag_output_tell  (JzBagOutput *self);
/* @sha256: (out) (optional) (transfer full). */
void         jz_bag_output_end   (JzBagOutput *self, char **sha256);

/* The three above with a whole text. */
gboolean     jz_bag_output_add   (JzBagOutput *self, const char *name, const char *text, gssize size, GError **error);

/* "bytes.files" of data/, as bag-info.txt has it. Returns: (transfer full) */
char        *jz_bag_output_oxum  (JzBagOutput *self);

/* Writes the manifest of data/, then that of the rest; nothing but signatures may follow.
 * Returns: (transfer full): the text of the second, which is what is signed */
char        *jz_bag_output_seal  (JzBagOutput *self, GError **error);

JzZipOutput *jz_bag_output_get_zip (JzBagOutput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzBagOutput, jz_bag_output_free)

G_END_DECLS
