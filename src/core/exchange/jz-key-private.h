/* jz-key-private: what keys and signatures share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-key.h"

#include <sodium.h>

G_BEGIN_DECLS

struct _JzKey
{
  JzPublicKey public_key;
  guint8      secret[crypto_sign_SECRETKEYBYTES];
};

/* The @size bytes that line @line of @text encodes, NULL when it encodes anything else. Returns: (transfer full) */
char *jz_base64_line (const char *text, gsize line, gsize size);
/* Returns: (transfer full) */
char *jz_base64_of   (const void *bytes, gsize size);

G_END_DECLS
