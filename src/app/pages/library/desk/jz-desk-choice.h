/* jz-desk-choice: the readers that may be meant by what is typed into an entry, in a popover under it.
 *
 * Down and Up choose, Enter takes, a click too.
 *
 * Signals:
 * "chosen" (const char *card)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-store.h"

G_BEGIN_DECLS

#define JZ_TYPE_DESK_CHOICE (jz_desk_choice_get_type ())
G_DECLARE_FINAL_TYPE (JzDeskChoice, jz_desk_choice, JZ, DESK_CHOICE, GtkPopover)

/* Belongs to @entry, and looks for what is typed into it. */
JzDeskChoice *jz_desk_choice_new       (GtkWidget *entry);
void          jz_desk_choice_set_store (JzDeskChoice *self, JzStore *store);

/* @readers: (element-type JzReader) */
void          jz_desk_choice_show      (JzDeskChoice *self, GPtrArray *readers);
void          jz_desk_choice_hide      (JzDeskChoice *self);

G_END_DECLS
