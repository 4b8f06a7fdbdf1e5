/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "jz-scan-burst.h"

#define HELD_FROM 2 /* keys that pass before a burst is one: nobody types three in 70 ms often */

void
jz_scan_burst_init (JzScanBurst *self)
{
  *self = (JzScanBurst){ .code = g_string_new (NULL) };
}

void
jz_scan_burst_clear (JzScanBurst *self)
{
  g_string_free (self->code, TRUE);
  self->code = NULL;
}

void
jz_scan_burst_reset (JzScanBurst *self)
{
  g_string_truncate (self->code, 0);
  self->n_passed = 0;
  self->n_keys = 0;
}

static gboolean
is_soon (JzScanBurst *self, guint32 time)
{
  return time - self->last_time <= JZ_SCAN_GAP; /* unsigned: the clock may turn over */
}

gboolean
jz_scan_burst_is_new (JzScanBurst *self, guint32 time)
{
  return self->n_keys == 0 || !is_soon (self, time);
}

JzScanVerdict
jz_scan_burst_press (JzScanBurst *self, guint32 time, guint keycode, gunichar c, gboolean is_enter, gboolean may_hold)
{
  gboolean soon = self->n_keys > 0 && is_soon (self, time);
  gboolean repeats = soon && keycode == self->last_keycode && !self->released;

  if (is_enter && soon && self->n_keys >= JZ_SCAN_SHORTEST)
    return JZ_SCAN_DONE;
  if (is_enter || c == 0 || repeats)
    return JZ_SCAN_PASS;
  if (!soon)
    jz_scan_burst_reset (self);
  g_string_append_unichar (self->code, c);
  self->n_keys++;
  self->last_time = time;
  self->last_keycode = keycode;
  self->released = FALSE;
  if (may_hold && self->n_keys > HELD_FROM)
    return JZ_SCAN_HOLD;
  self->n_passed = self->n_keys;
  return JZ_SCAN_PASS;
}

void
jz_scan_burst_release (JzScanBurst *self, guint keycode)
{
  if (keycode == self->last_keycode)
    self->released = TRUE;
}

char *
jz_scan_burst_give_back (JzScanBurst *self)
{
  char *text = g_strdup (g_utf8_offset_to_pointer (self->code->str, self->n_passed));

  jz_scan_burst_reset (self);
  return text;
}
