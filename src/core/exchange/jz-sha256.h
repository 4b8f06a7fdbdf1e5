/* jz-sha256: SHA-256, by nettle, which uses what the processor has for it: three times as fast as GLib's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <nettle/sha2.h>

G_BEGIN_DECLS

typedef struct sha256_ctx JzSha256;

void  jz_sha256_init   (JzSha256 *self);
void  jz_sha256_update (JzSha256 *self, const void *bytes, gsize size);
/* In lower-case hexadecimal; @self begins anew. Returns: (transfer full) */
char *jz_sha256_end    (JzSha256 *self);

G_END_DECLS
