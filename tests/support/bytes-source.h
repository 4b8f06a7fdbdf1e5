/* bytes-source: bytes in memory as a file that gives out pieces of an odd size, so that every border is met.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <string.h>

typedef struct
{
  gconstpointer bytes;
  gsize         length, step; /* step: at most so many at once */
} BytesSource;

/* A JzInputFunc. */
static gssize
bytes_source_read (gpointer data, void *buffer, gsize size, GError **error)
{
  BytesSource *self = data;
  gsize        n = MIN (MIN (size, self->step), self->length);

  if (n > 0)
    memcpy (buffer, self->bytes, n);
  self->bytes = (const guint8 *) self->bytes + n;
  self->length -= n;
  return (gssize) n;
}
