/* jz-card: what the dialogs of items, assets and places have in common: reading the row before the form is
 * shown, and telling after it was saved.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-card-dialogs.h"

G_BEGIN_DECLS

typedef struct _JzCard JzCard;

typedef struct
{
  const char *title, *new_title; /* msgids; @new_title is that of a card with the id 0 */
  int         width;             /* px */
  gboolean  (*read)  (JzConnection *connection, JzCard *card, GError **error); /* on a reader thread */
  void      (*fill)  (JzCard *card); /* what was read, into the form */
  void      (*clear) (JzCard *card); /* what was read is freed */
  void      (*save)  (JzCard *card); /* the person wants it; see jz_card_write() */
} JzCardKind;

/* Each kind of card begins with this; it goes with its dialog. */
struct _JzCard
{
  const JzCardKind *kind;
  JzEditDialog     *dialog;
  JzSession        *session;
  gint64            id; /* 0: a new one */
  JzCardDoneFunc    done;
  GObject          *data;
};

/* Makes the dialog, which is still empty. @done may be NULL. */
void jz_card_init (JzCard *card, const JzCardKind *kind, GtkWindow *parent, JzSession *session, gint64 id,
                   JzCardDoneFunc done, GObject *data);

/* Hands @card (transfer full) over to its dialog. Reads when the id is not 0, then presents it. */
void jz_card_open  (JzCard *card);

/* What the writer's thread works on begins with this. */
typedef struct
{
  gint64         id;
  JzCardDoneFunc done;
} JzCardWork;

/* See jz_edit_dialog_write(). */
void jz_card_write (JzCard *card, const JzAction *action, JzWriteFunc func, JzCardWork *work, GDestroyNotify destroy);

G_END_DECLS
