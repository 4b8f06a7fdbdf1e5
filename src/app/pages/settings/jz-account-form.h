/* jz-account-form: who may sign in, as what, and with which password.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

/* @id 0: a new account, with password and roles; else the roles of that one. */
void jz_account_form_present  (GtkWidget *over, JzSession *session, gint64 id);

/* A new password, or none. */
void jz_account_form_password (GtkWidget *over, JzSession *session, gint64 id);

void jz_account_form_set_disabled (JzSession *session, gint64 id, gboolean disabled);

G_END_DECLS
