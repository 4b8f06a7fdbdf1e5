/* jz-confine: a helper program gives up what it does not need, so that what is crafted against it can at worst end it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Before anything from outside is read: at most @memory bytes of addresses (not under AddressSanitizer, which reserves
 * terabytes) and @seconds of processor time; no file can be written, no core is dumped. What is open stays open. */
void jz_confine (guint64 memory, guint seconds);

G_END_DECLS
