/* jz-key-button: a button that names its key, and the frame of a dialog made of two of them: Cancel left, what it
 * is for right.
 *
 * Esc leaves and Ctrl+Enter goes on, whatever has the focus.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @key: as people read it, "Ctrl+Enter"; not translated. */
GtkWidget *jz_key_button_new       (const char *label, const char *key);
void       jz_key_button_set_label (GtkWidget *button, const char *label);

typedef struct
{
  GtkWidget      *header; /* an AdwHeaderBar without window buttons */
  AdwWindowTitle *title;
  GtkWidget      *cancel, *go;
} JzDialogHead;

/* Makes the header bar of @window and gives it its keys. @cancel closes the window by itself: its close-request may
 * refuse. */
void       jz_dialog_head_init     (JzDialogHead *self, GtkWindow *window, const char *title, const char *go);

G_END_DECLS
