/* jz-date-entry: a date as people write it (2026.9.1, 20260901, 2026年9月1日), or from a calendar.
 *
 * Leaving the entry writes what was understood as 2026-09-01; what is no date stays as it was typed and is
 * told by jz_date_entry_read().
 *
 * Signals: "changed" ().
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-date.h"

G_BEGIN_DECLS

#define JZ_TYPE_DATE_ENTRY (jz_date_entry_get_type ())
G_DECLARE_FINAL_TYPE (JzDateEntry, jz_date_entry, JZ, DATE_ENTRY, GtkWidget)

/* JZ_DATE_NONE: empty. */
JzDateEntry *jz_date_entry_new  (JzDate date);
void         jz_date_entry_set  (JzDateEntry *self, JzDate date);

/* FALSE when something is typed that is no date. @date: (out): JZ_DATE_NONE when nothing is typed. */
gboolean     jz_date_entry_read (JzDateEntry *self, JzDate *date);

G_END_DECLS
