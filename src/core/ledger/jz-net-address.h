/* jz-net-address: addresses on the network, as people write them and as they are kept.
 *
 * Full-width digits and any separators of a MAC are fine; what is kept has one form only, so that two ways of writing are found to
 * be the same address.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Four decimal numbers with dots, as one number: 192.168.1.20. FALSE for what is none, and for 0.0.0.0 and 255.255.255.255. */
gboolean jz_ipv4_parse  (const char *text, guint32 *address);
/* Returns: (transfer full) */
char    *jz_ipv4_format (guint32 address);

/* The short form of RFC 5952: (transfer full); NULL for what is none. */
char    *jz_ipv6_normalise (const char *text);

/* Twelve hexadecimal digits with anything of ":", "-", "." and spaces between: AA-BB-CC-DD-EE-FF, (transfer full). NULL for what is
 * none, for all zeros, and for an address of many (its first byte is odd). */
char    *jz_mac_normalise  (const char *text);

/* The text of an IPv4 address in @column, as SQL; NULL for NULL. */
#define JZ_IPV4_SQL(column) \
  "((" column " >> 24) || '.' || ((" column " >> 16) & 255) || '.' || ((" column " >> 8) & 255) || '.' || (" column " & 255))"

G_END_DECLS
