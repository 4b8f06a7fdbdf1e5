/* jz-marc-file: a file of records as something that a reader of records reads.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _JzMarcFileInput JzMarcFileInput;

/* JZ_ERROR_REFUSED, naming @path: it is no file, or can't be opened. Returns: (transfer full) (nullable) */
JzMarcFileInput *jz_marc_file_input_open (const char *path, GError **error);
void             jz_marc_file_input_free (JzMarcFileInput *self);

/* A JzInputFunc; @input: a JzMarcFileInput. JZ_ERROR_IO. */
gssize           jz_marc_file_input_read (gpointer input, void *buffer, gsize size, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzMarcFileInput, jz_marc_file_input_free)

G_END_DECLS
