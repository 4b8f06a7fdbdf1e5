/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-net-address.h"

#include <gio/gio.h>
#include <string.h>

#include "jz-text.h"

gboolean
jz_ipv4_parse (const char *text, guint32 *address)
{
  g_autofree char *folded = jz_text_fold (text);
  g_auto (GStrv)   parts = g_strsplit (g_strstrip (folded), ".", 5);
  guint32          value = 0;

  if (g_strv_length (parts) != 4)
    return FALSE;
  for (int i = 0; i < 4; i++)
    {
      guint64 part;

      /* 010 is ten to some and eight to others. */
      if ((parts[i][0] == '0' && parts[i][1] != '\0') ||
          !g_ascii_string_to_unsigned (parts[i], 10, 0, 255, &part, NULL))
        return FALSE;
      value = value << 8 | (guint32) part;
    }
  *address = value;
  return value != 0 && value != G_MAXUINT32;
}

char *
jz_ipv4_format (guint32 address)
{
  return g_strdup_printf ("%u.%u.%u.%u", address >> 24, address >> 16 & 255, address >> 8 & 255, address & 255);
}

char *
jz_ipv6_normalise (const char *text)
{
  g_autofree char *folded = jz_text_fold (text);
  g_autoptr (GInetAddress) address = NULL;

  if (strchr (folded, ':') == NULL)
    return NULL;
  address = g_inet_address_new_from_string (g_strstrip (folded));
  if (address == NULL || g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6 ||
      g_inet_address_get_is_any (address))
    return NULL;
  return g_inet_address_to_string (address);
}

/* The digits alone; FALSE where there are others than twelve. */
static gboolean
take_digits (const char *text, char digits[13])
{
  int n = 0;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (strchr (":-. ", *c) != NULL)
        continue;
      if (!g_ascii_isxdigit (*c) || n == 12)
        return FALSE;
      digits[n++] = g_ascii_toupper (*c);
    }
  digits[n] = '\0';
  return n == 12;
}

char *
jz_mac_normalise (const char *text)
{
  g_autofree char *folded = jz_text_fold (text);
  char             digits[13];

  if (!take_digits (folded, digits) || strcmp (digits, "000000000000") == 0 ||
      g_ascii_xdigit_value (digits[1]) % 2 == 1)
    return NULL;
  return g_strdup_printf ("%.2s-%.2s-%.2s-%.2s-%.2s-%.2s", digits, digits + 2, digits + 4, digits + 6, digits + 8,
                          digits + 10);
}
