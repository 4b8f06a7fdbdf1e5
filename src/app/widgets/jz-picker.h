/* jz-picker: an entry that finds things while it is typed into: items, assets, people, places.
 *
 * Names, pinyin, initials, codes and numbers are asked on a reader thread; what is found stands in a popover
 * under the entry, with code, title and detail. Up and Down choose, Enter takes, Esc closes; a scanned code
 * fills it by jz_picker_scan(). What is typed and stands for nothing stays as it is, and is told apart by
 * jz_picker_is_open().
 *
 * Signals:
 * "chosen" (): something has been chosen, or is chosen no longer
 * "unknown" (const char *code): nothing of its kinds has the code that was scanned
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-find.h"
#include "jz-store.h"

G_BEGIN_DECLS

#define JZ_TYPE_PICKER (jz_picker_get_type ())
G_DECLARE_FINAL_TYPE (JzPicker, jz_picker, JZ, PICKER, GtkWidget)

/* @kinds: those of jz_find(), with a space between them; @label names it for a screen reader. */
JzPicker      *jz_picker_new         (const char *kinds, const char *label, const char *placeholder);
void           jz_picker_set_store   (JzPicker *self, JzStore *store);

/* Whatever is typed is right as it stands: what is found is only offered. Nothing is chosen unless a person chooses it, or has typed
 * all of it, and a name that is not there is said to be new. */
void           jz_picker_set_free    (JzPicker *self);
/* What stands in a free one. */
void           jz_picker_set_text    (JzPicker *self, const char *text);
/* Tidied: (transfer full), "" for nothing. */
char          *jz_picker_dup_text    (JzPicker *self);

/* What is chosen; NULL for nothing. */
const JzFound *jz_picker_get_found   (JzPicker *self);
gint64         jz_picker_get_id      (JzPicker *self);

/* Chooses without asking; @id 0: nothing. */
void           jz_picker_set         (JzPicker *self, gint64 id, const char *title);

/* Whether something is typed that stands for nothing yet. */
gboolean       jz_picker_is_open     (JzPicker *self);
const char    *jz_picker_get_text    (JzPicker *self);

void           jz_picker_scan        (JzPicker *self, const char *code);

G_END_DECLS
