/* jz-purchase-dialogs: what is written on the way of a purchase. Each is modal over @parent; @done (or NULL) is told the row's id after
 * saving, while @data is alive.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-card-dialogs.h"
#include "jz-voucher-dialog.h"

G_BEGIN_DECLS

/* @id 0: a new request; else a draft or what was given back. */
void jz_request_dialog_present  (GtkWindow *parent, JzSession *session, gint64 id, JzCardDoneFunc done, GObject *data);

/* What is left of the approved request @request comes in as lines; more can be added from others that are approved. */
void jz_order_dialog_present    (GtkWindow *parent, JzSession *session, gint64 request, JzCardDoneFunc done,
                                 GObject *data);

/* What is still to come of the order. @posted is told of the receipt, where there is one. */
void jz_accept_dialog_present   (GtkWindow *parent, JzSession *session, gint64 order, JzPostedFunc posted,
                                 GObject *data);

/* What the county hands over, as a receipt with its document. */
void jz_take_in_dialog_present  (GtkWindow *parent, JzSession *session, JzPostedFunc posted, GObject *data);

void jz_supplier_dialog_present (GtkWindow *parent, JzSession *session, gint64 id, JzCardDoneFunc done, GObject *data);
/* @supplier: of a new contract; 0: not said. */
void jz_contract_dialog_present (GtkWindow *parent, JzSession *session, gint64 id, gint64 supplier, JzCardDoneFunc done,
                                 GObject *data);
void jz_licence_dialog_present  (GtkWindow *parent, JzSession *session, gint64 asset);
void jz_steps_dialog_present    (GtkWindow *parent, JzSession *session);

/* Asks for a few words, then does @func, as @action, with the id and them. */
typedef gboolean (*JzWordsFunc) (JzOperation *operation, gint64 id, const char *words, GError **error);
void jz_words_dialog_present    (GtkWindow *parent, JzSession *session, const char *title, const char *label,
                                 const char *go, const JzAction *action,
                                 JzWordsFunc func, gint64 id);

G_END_DECLS
