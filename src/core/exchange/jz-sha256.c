/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-sha256.h"

#include <sodium.h>

void
jz_sha256_init (JzSha256 *self)
{
  sha256_init (self);
}

void
jz_sha256_update (JzSha256 *self, const void *bytes, gsize size)
{
  sha256_update (self, size, bytes);
}

char *
jz_sha256_end (JzSha256 *self)
{
  guint8 digest[SHA256_DIGEST_SIZE];
  gsize  size = 2 * sizeof digest + 1;

  sha256_digest (self, sizeof digest, digest);
  return sodium_bin2hex (g_malloc (size), size, digest, sizeof digest);
}
