/* jz-scan-burst: tells a barcode scanner from a person by the keys alone.
 *
 * A scanner is a keyboard that types fast and ends with Enter. A burst is a run of at least four printing
 * keys, each at most 35 ms after the one before, none of them a held key that repeats. From its third
 * key on a burst is held back; it becomes a scan with Enter, or is given back as text when it breaks off.
 *
 * Times are those of the key events, in ms: how busy the program is does not matter.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define JZ_SCAN_GAP      35 /* ms between two keys of a scanner, at most */
#define JZ_SCAN_PATIENCE 60 /* ms of real time after which a burst that stopped is given back */
#define JZ_SCAN_SHORTEST 4

typedef enum
{
  JZ_SCAN_PASS,  /* the key goes its way */
  JZ_SCAN_HOLD,  /* nobody else may see it */
  JZ_SCAN_DONE,  /* nobody else may see it: a code is complete */
} JzScanVerdict;

typedef struct
{
  GString *code;    /* characters of the burst so far */
  guint    n_passed; /* of which this many went their way */
  guint    n_keys;
  guint32  last_time;
  guint    last_keycode;
  gboolean released; /* the last key was let go */
} JzScanBurst;

void          jz_scan_burst_init    (JzScanBurst *self);
void          jz_scan_burst_clear   (JzScanBurst *self);
void          jz_scan_burst_reset   (JzScanBurst *self);

/* Whether a key at @time would begin a new burst. */
gboolean      jz_scan_burst_is_new  (JzScanBurst *self, guint32 time);

/* A key went down: @c is the character on it without any input method, 0 for none; @is_enter for Enter.
 * @may_hold: FALSE while an input method composes, whose keys must all reach it. */
JzScanVerdict
jz_scan_burst_press (JzScanBurst *self, guint32 time, guint keycode, gunichar c, gboolean is_enter, gboolean may_hold);
void          jz_scan_burst_release (JzScanBurst *self, guint keycode);

/* What was held back and is no scan. Returns: (transfer full) */
char         *jz_scan_burst_give_back (JzScanBurst *self);

G_END_DECLS
