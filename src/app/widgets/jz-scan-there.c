/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-scan-there.h"

struct _JzScanThere
{
  gint64 id;
};

JzScanThere *
jz_scan_there_new (gint64 id)
{
  JzScanThere *self = g_atomic_rc_box_new (JzScanThere);

  self->id = id;
  return self;
}

JzScanThere *
jz_scan_there_ref (JzScanThere *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
jz_scan_there_unref (JzScanThere *self)
{
  g_atomic_rc_box_release (self);
}

gint64
jz_scan_there_get (const JzScanThere *self)
{
  return self->id;
}

void
jz_scan_there_set (JzScanThere *self, gint64 id)
{
  self->id = id;
}
