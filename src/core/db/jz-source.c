/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "jz-source.h"

JzDate
jz_source_today (JzConnection *connection)
{
  const JzSource *source = jz_connection_get_source (connection);

  return source != NULL ? source->today : jz_date_today ();
}

char *
jz_source_now (JzConnection *connection)
{
  const JzSource *source = jz_connection_get_source (connection);

  return source != NULL ? g_strdup (source->now) : jz_date_time_now ();
}

/* Version 4 of RFC 9562, as GLib makes them. */
char *
jz_source_uuid (JzConnection *connection)
{
  const JzSource *source = jz_connection_get_source (connection);
  guint32         a, b, c, d;

  if (source == NULL)
    return g_uuid_string_random ();
  a = g_rand_int (source->random);
  b = g_rand_int (source->random);
  c = g_rand_int (source->random);
  d = g_rand_int (source->random);
  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%04x%08x", a, b >> 16, b & 0xfff, 0x8000 | (c >> 18), c & 0xffff, d);
}
