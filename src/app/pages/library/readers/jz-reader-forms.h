/* jz-reader-forms: the dialogs about readers: a card, cards for a class, damage and loss, waiting, settling what is
 * owed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

/* A new one. */
void jz_reader_add_present   (GtkWidget *over, JzSession *session);
void jz_reader_card_present  (GtkWidget *over, JzSession *session, gint64 reader);
void jz_reader_class_present (GtkWidget *over, JzSession *session);
void jz_reader_harm_present  (GtkWidget *over, JzSession *session, gint64 reader);
void jz_reader_hold_present  (GtkWidget *over, JzSession *session, gint64 reader);
void jz_reader_pay_present   (GtkWidget *over, JzSession *session, gint64 reader);

G_END_DECLS
